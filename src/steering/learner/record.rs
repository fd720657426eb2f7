//! What is remembered of a learner.

use serde::{Deserialize, Serialize};

use super::Outcome;
use crate::model::path::Done;
use crate::steering::route::{Leaf, Route};

/// All that is remembered of a learner on a route. The same route and the same memory always go on in the same way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LearnerState {
    seed: u64,
    /// The leaf that was entered last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<usize>,
    /// Whether the learner is still in it.
    #[serde(default)]
    pub(super) is_inside: bool,
    /// Leaf by leaf, in the order of the route.
    pub(super) records: Vec<Record>,
}

impl LearnerState {
    pub(super) fn new(seed: u64, leaves: usize) -> Self {
        Self { seed, at: None, is_inside: false, records: vec![Record::default(); leaves] }
    }

    /// What the draws follow from.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Leaf by leaf, in the order of the route.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    pub(super) fn fits(&self, route: &Route) -> bool {
        let leaves: Vec<_> = route.leaves().collect();
        let fits = |(record, (_, leaf)): (&Record, &(usize, &Leaf))| {
            usize::from(record.reached) <= leaf.thresholds.len()
                && record.begun <= countable(leaf)
                && record.score.is_none_or(|score| score <= FULL)
        };
        leaves.len() == self.records.len()
            && self.at.is_none_or(|at| leaves.iter().any(|&(place, _)| place == at))
            && self.records.iter().zip(&leaves).all(fits)
    }
}

/// What is remembered of a leaf.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Record {
    begun: u16,
    /// How many of the leaf's thresholds were reached.
    reached: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<u32>,
    is_going_on: bool,
    done: bool,
    passed: bool,
    failed: bool,
}

/// The best score, in the unit in which scores are kept: SCORM's measures have no more decimals that anybody can tell apart.
const FULL: u32 = 1_000_000_000;

/// A percent in that unit.
fn exact(percent: f64) -> u32 {
    // Not a number is 0, and what is out of range its end.
    (percent / 100.0 * f64::from(FULL)).round().clamp(0.0, f64::from(FULL)) as u32
}

/// Up to which number attempts are counted: more make no difference.
fn countable(leaf: &Leaf) -> u16 {
    leaf.attempts.unwrap_or(1)
}

impl Record {
    /// How many attempts were begun, as far as it matters: not above the leaf's limit, and without a limit not above 1.
    #[must_use]
    pub fn begun(&self) -> u16 {
        self.begun
    }

    /// Whether the latest attempt goes on, so that something can still come of it. Of what is done nothing more comes once the
    /// course has come to its end, and what is not done ends failed.
    #[must_use]
    pub fn is_going_on(&self) -> bool {
        self.is_going_on
    }

    /// Whether the leaf is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Whether it was passed.
    #[must_use]
    pub fn has_passed(&self) -> bool {
        self.passed
    }

    /// Whether an attempt ended without passing.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// The latest score, 0 to 1. A new attempt keeps it until it has one of its own.
    #[must_use]
    pub fn measure(&self) -> Option<f64> {
        self.score.map(|score| f64::from(score) / f64::from(FULL))
    }

    /// Whether an attempt scored so many percent; only for the leaf's thresholds.
    pub(super) fn has_scored(&self, leaf: &Leaf, percent: f64) -> bool {
        leaf.thresholds[..usize::from(self.reached).min(leaf.thresholds.len())].contains(&percent)
    }

    pub(super) fn may_go_on(&self, leaf: &Leaf) -> bool {
        self.is_going_on || self.done || leaf.attempts.is_none_or(|attempts| self.begun < attempts)
    }

    /// Whether anything can still come of the leaf, if it is open.
    pub(super) fn may_change(&self, leaf: &Leaf) -> bool {
        self.is_going_on || (!self.done && self.may_go_on(leaf))
    }

    pub(super) fn enter(&mut self, leaf: &Leaf) {
        if !self.is_going_on && !self.done {
            self.begun = self.begun.saturating_add(1).min(countable(leaf));
            self.is_going_on = true;
        }
    }

    /// An attempt is used up only when the course has come to its end, failed, and the leaf is not done thereby. What is done is
    /// over when the course has come to its end. After that there is nothing more to say.
    pub(super) fn report(&mut self, leaf: &Leaf, outcome: &Outcome) {
        if !self.is_going_on {
            return;
        }
        if let Some(percent) = outcome.score.filter(|score| score.is_finite()) {
            let score = exact(percent);
            let reached = leaf.thresholds.iter().take_while(|&&least| score >= exact(least)).count();
            self.score = Some(score);
            self.reached = self.reached.max(u16::try_from(reached).unwrap_or(u16::MAX));
        }
        self.passed |= leaf.pass_mark.is_some() && outcome.passed == Some(true);
        self.done |= match leaf.done {
            Done::Passed => self.passed,
            Done::Finished => outcome.ended,
            Done::Completed => outcome.completed,
        };
        let has_failed =
            leaf.pass_mark.is_some() && outcome.ended && outcome.passed == Some(false) && !self.passed;
        self.failed |= has_failed;
        self.is_going_on = if self.done { !outcome.ended } else { !has_failed };
    }

    /// All that could come of the leaf, at once.
    pub(super) fn grant(&mut self, leaf: &Leaf) {
        let can_pass = leaf.pass_mark.is_some();
        *self = Self {
            begun: self.begun.max(1),
            reached: u16::try_from(leaf.thresholds.len()).unwrap_or(u16::MAX),
            score: Some(FULL),
            is_going_on: false,
            done: true,
            passed: self.passed || can_pass,
            failed: self.failed || can_pass,
        };
    }
}
