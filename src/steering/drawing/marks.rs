//! What an exploration saw, as it is drawn on a path.

use crate::model::Id;

/// What learners can do with each step, and what is wrong.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    pub(super) steps: Vec<(Id, Mark)>,
    pub(super) findings: Vec<Found>,
    /// What was not explored, in words.
    pub(super) unexplored: Vec<String>,
    /// How many different situations were seen.
    pub(super) states: usize,
}

/// What learners can do with a step; `None` for what cannot happen there at all.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
    pub(super) reached: bool,
    pub(super) done: bool,
    pub(super) failed: Option<bool>,
    pub(super) skipped: Option<bool>,
}

/// A finding, drawn at its step and told below.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) step: Option<Id>,
    pub(super) is_grave: bool,
    pub(super) message: String,
    pub(super) story: String,
}

impl Mark {
    /// Each word, and whether it was seen.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'static str, bool)> {
        let all = [
            ("reached", Some(self.reached)),
            ("done", Some(self.done)),
            ("failed", self.failed),
            ("passed over", self.skipped),
        ];
        all.into_iter().filter_map(|(word, seen)| Some((word, seen?)))
    }
}

impl Marks {
    pub(super) fn of(&self, step: &Id) -> Option<&Mark> {
        self.steps.iter().find(|(id, _)| id == step).map(|(_, mark)| mark)
    }

    /// The findings at a step, with their numbers in the list.
    pub(super) fn findings_of(&self, step: &Id) -> impl Iterator<Item = (usize, &Found)> {
        (1..).zip(&self.findings).filter(move |(_, found)| found.step.as_ref() == Some(step))
    }
}
