//! Where a learner stands: the tracking model, as plain data that can be kept anywhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::tree::ActivityTree;

/// All that an engine remembers of one learner in one course. Serde writes it; [`Engine::restore`](super::Engine::restore)
/// goes on from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct State {
    /// What chance is made of.
    pub(super) seed: u64,
    /// The current activity, if a session has begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) current: Option<usize>,
    /// Where the learner suspended everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) suspended: Option<usize>,
    /// Activity by activity, in the tree's order.
    pub(super) activities: Vec<ActivityState>,
    /// Global objectives.
    #[serde(default)]
    pub(super) globals: GlobalObjectives,
    /// Those that were written since rollup looked at them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) written: BTreeSet<String>,
}

/// Global objectives by their identifiers: what courses of one learner share when they say so.
pub type GlobalObjectives = BTreeMap<String, ObjectiveState>;

/// What is known of an objective. `None` is what the standard calls unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct ObjectiveState {
    /// Objective progress and satisfied status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub satisfied: Option<bool>,
    /// Normalized measure, −1 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<f64>,
    /// Completion, of the 4th Edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed: Option<bool>,
    /// Progress, 0 to 1, of the 4th Edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<f64>,
    /// Raw score, of the 4th Edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw: Option<f64>,
    /// Least raw score, of the 4th Edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Greatest raw score, of the 4th Edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
}

/// What is remembered of one activity (TM.1).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ActivityState {
    #[serde(skip_serializing_if = "is_false")]
    pub(super) is_active: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) is_suspended: bool,
    #[serde(skip_serializing_if = "is_zero")]
    pub(super) attempts: u32,
    /// Of the attempt itself: the primary objective first, whose completion and progress are those of the attempt; then the
    /// others in their order.
    pub(super) objectives: Vec<ObjectiveState>,
    /// What it knows of its objectives is from an attempt before the parent's current one, and does not count
    /// (`useCurrentAttemptObjectiveInfo`).
    #[serde(skip_serializing_if = "is_false")]
    pub(super) objectives_are_stale: bool,
    /// The same for completion (`useCurrentAttemptProgressInfo`).
    #[serde(skip_serializing_if = "is_false")]
    pub(super) progress_is_stale: bool,
    /// The children on offer, in their order; all of them in the tree's when nothing was drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) available: Option<Vec<usize>>,
    /// For which attempt the children were drawn last, counted from 1.
    #[serde(skip_serializing_if = "is_zero")]
    pub(super) drawn_for: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl State {
    pub(super) fn new(tree: &ActivityTree, seed: u64) -> Self {
        let activities = (0..tree.len())
            .map(|place| ActivityState {
                objectives: vec![
                    ObjectiveState::default();
                    1 + tree.sequencing(place).objectives.others.len()
                ],
                ..ActivityState::default()
            })
            .collect();
        Self {
            seed,
            current: None,
            suspended: None,
            activities,
            globals: GlobalObjectives::new(),
            written: BTreeSet::new(),
        }
    }

    /// Whether it can be a state of this course: the same activities with the same objectives.
    pub(super) fn fits(&self, tree: &ActivityTree) -> bool {
        let is_activity = |place: &usize| *place < tree.len();
        self.activities.len() == tree.len()
            && self.current.iter().chain(&self.suspended).all(is_activity)
            && self.activities.iter().enumerate().all(|(place, state)| {
                let children = &tree.node(place).children;
                state.objectives.len() == 1 + tree.sequencing(place).objectives.others.len()
                    // Children come in the order of their places.
                    && state.available.iter().flatten().all(|child| children.binary_search(child).is_ok())
                    && state.available.iter().all(|list| all_different(list))
            })
    }
}

/// A measure with as many decimals as any content can tell apart. What adds up to a passing score then passes, and a state
/// is the same after any reader of numbers.
pub(crate) fn decimal(measure: f64) -> f64 {
    const PLACES: f64 = 1e9;
    (measure * PLACES).round() / PLACES
}

fn all_different(list: &[usize]) -> bool {
    let mut sorted = list.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| pair[0] != pair[1])
}
