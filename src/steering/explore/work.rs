//! How much an exploration does before it gives up. There is no clock in it, so it finds the same on every machine.

use std::cell::Cell;

use crate::steering::route::Route;

/// Some seconds. A path of 200 steps takes a tenth of it.
pub(super) const MOST: u64 = 500_000_000;

/// What is left to be done, counted in places and facts that are looked at.
#[derive(Debug)]
pub(super) struct Work {
    left: Cell<u64>,
    /// To look at everything once.
    all: u64,
    /// To enter each place: what it waits for, itself and all that is around it.
    entries: Vec<u64>,
}

impl Work {
    pub(super) fn of(route: &Route, most: u64) -> Self {
        let mut all = 0;
        let mut entries: Vec<u64> = Vec::with_capacity(route.places.len());
        for it in &route.places {
            let opens = 1 + it.opens.facts().len() as u64;
            all += opens + it.skips.facts().len() as u64;
            let around = it.parent.and_then(|parent| entries.get(parent)).copied();
            entries.push(opens + around.unwrap_or(0));
        }
        Self { left: Cell::new(most), all, entries }
    }

    pub(super) fn is_over(&self) -> bool {
        self.left.get() == 0
    }

    /// Everything is looked at once.
    pub(super) fn look(&self) {
        self.spend(self.all);
    }

    /// A place is entered.
    pub(super) fn enter(&self, place: usize) {
        self.spend(self.entries.get(place).copied().unwrap_or(1));
    }

    fn spend(&self, work: u64) {
        self.left.set(self.left.get().saturating_sub(work));
    }
}
