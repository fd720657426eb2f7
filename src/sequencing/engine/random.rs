//! Selection (SR.1) and randomization (SR.2) of the activities inside a cluster.
//!
//! What is drawn follows from the learner's seed, the cluster and the number of its attempt alone, so that looking ahead
//! sees what will come, and the same seed gives the same course.

use super::Engine;
use crate::sequencing::definition::Timing;

impl Engine {
    /// The children on offer, in the order on offer.
    pub(super) fn available_children(&self, place: usize) -> &[usize] {
        self.state.activities[place].available.as_deref().unwrap_or(&self.course.tree.node(place).children)
    }

    /// Draws what is due on the way down to an activity.
    pub(super) fn prepare_way_to(&mut self, target: usize) {
        for around in self.course.tree.down_to(target) {
            self.prepare_children(around);
        }
    }

    /// Draws what is on offer in a cluster, if it is time for that: before the attempt that comes next, never within one that
    /// goes on or is suspended.
    pub(super) fn prepare_children(&mut self, place: usize) {
        let randomization = self.course.tree.sequencing(place).randomization;
        let state = &self.state.activities[place];
        let next_attempt = state.attempts.saturating_add(1);
        let is_due = |timing| match timing {
            Timing::Never => false,
            Timing::Once => state.drawn_for == 0,
            Timing::OnEachNewAttempt => state.drawn_for < next_attempt,
        };
        let selects = is_due(randomization.selection_timing)
            && randomization.select_count.is_some_and(|count| count > 0);
        let reorders = is_due(randomization.randomization_timing) && randomization.reorder_children;
        if self.course.tree.is_leaf(place) || state.is_active || state.is_suspended || !(selects || reorders)
        {
            return;
        }
        let select = randomization.select_count.filter(|_| selects);
        let from = match selects {
            true => &self.course.tree.node(place).children,
            false => self.available_children(place),
        };
        let children = draw(self.state.seed, place, next_attempt, from, select, reorders);
        let state = &mut self.state.activities[place];
        state.available = Some(children);
        state.drawn_for = next_attempt;
        self.changed(place);
    }
}

/// What a learner of this seed finds in a cluster in this attempt: so many of these, in their order or in another.
pub(crate) fn draw(
    seed: u64,
    place: usize,
    attempt: u32,
    from: &[usize],
    select: Option<u32>,
    reorders: bool,
) -> Vec<usize> {
    let mut chance = Chance::new(seed, place, attempt);
    let mut children = match select {
        Some(count) => chance.some_of(from, count as usize),
        None => from.to_vec(),
    };
    if reorders {
        chance.shuffle(&mut children);
    }
    children
}

/// SplitMix64 of Steele, Lea and Flood (2014).
struct Chance(u64);

impl Chance {
    fn new(seed: u64, place: usize, attempt: u32) -> Self {
        let mut chance = Self(seed);
        for part in [place as u64, u64::from(attempt)] {
            chance.0 = chance.next() ^ part;
        }
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// So many of them, in the order in which they were.
    fn some_of(&mut self, items: &[usize], count: usize) -> Vec<usize> {
        let mut drawn = items.to_vec();
        self.shuffle(&mut drawn);
        drawn.truncate(count);
        drawn.sort_unstable();
        drawn
    }
}
