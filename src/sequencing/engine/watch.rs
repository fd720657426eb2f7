//! What an exploration sees of an engine: states put in its place, and which rules acted on the way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Engine, Rollup};
use crate::sequencing::definition::{PreAction, Rule};
use crate::sequencing::state::{ObjectiveState, State};

/// Remembers which rules acted. Exit rules and postconditions act in the middle of a request, and what they did may hide that
/// they did: a new attempt forgets why it began.
#[derive(Debug, Default)]
pub(in crate::sequencing) struct Watch {
    exit: Vec<Vec<AtomicBool>>,
    post: Vec<Vec<AtomicBool>>,
}

impl Watch {
    pub(in crate::sequencing) fn saw_exit(&self, place: usize, rule: usize) -> bool {
        self.exit[place][rule].load(Ordering::Relaxed)
    }

    pub(in crate::sequencing) fn saw_post(&self, place: usize, rule: usize) -> bool {
        self.post[place][rule].load(Ordering::Relaxed)
    }
}

impl Engine {
    /// The same course with somebody who watches.
    pub(in crate::sequencing) fn watched(mut self) -> (Self, Arc<Watch>) {
        let tree = &self.course.tree;
        let none = |count: usize| (0..count).map(|_| AtomicBool::new(false)).collect();
        let watch = Arc::new(Watch {
            exit: (0..tree.len()).map(|place| none(tree.sequencing(place).rules.exit.len())).collect(),
            post: (0..tree.len()).map(|place| none(tree.sequencing(place).rules.post.len())).collect(),
        });
        self.watch = Some(watch.clone());
        (self, watch)
    }

    /// The same course for a learner in another state of it.
    pub(in crate::sequencing) fn at(&self, state: State) -> Self {
        Self {
            course: self.course.clone(),
            rollups: vec![Rollup { is_due: true, globals: 0 }; state.activities.len()],
            state,
            globals_version: 0,
            watch: self.watch.clone(),
        }
    }

    pub(in crate::sequencing) fn into_state(self) -> State {
        self.state
    }

    pub(super) fn exit_rule_acts(&self, place: usize, rule: usize) {
        if let Some(watch) = &self.watch {
            watch.exit[place][rule].store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn post_rule_acts(&self, place: usize, rule: usize) {
        if let Some(watch) = &self.watch {
            watch.post[place][rule].store(true, Ordering::Relaxed);
        }
    }

    /// How an activity stands.
    pub(in crate::sequencing) fn standing(&self, place: usize) -> ObjectiveState {
        self.objective(place, 0)
    }

    pub(in crate::sequencing) fn pre_rule_holds(&self, place: usize, rule: &Rule<PreAction>) -> bool {
        self.rule_holds(place, rule) == Some(true)
    }

    /// The children on offer.
    pub(in crate::sequencing) fn offered(&self, place: usize) -> &[usize] {
        self.available_children(place)
    }

    /// Whether there may be no further attempt (UP.1).
    pub(in crate::sequencing) fn is_used_up(&self, place: usize) -> bool {
        self.limits_are_exceeded(place)
    }
}
