//! What an exploration knows of a route before it begins.

use std::collections::BTreeSet;

use super::story::StepResult;
use crate::model::path::{Done, Success};
use crate::steering::learner::{Learner, Outcome};
use crate::steering::route::{Expression, FactKind, PlaceKind, Route};

/// What learners are to reach in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Goal {
    Completed,
    Passed,
}

impl Goal {
    pub(super) fn is_reached(self, learner: &Learner) -> bool {
        match self {
            Self::Completed => learner.status().completed,
            Self::Passed => learner.status().passed == Some(true),
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Passed => "passed",
        }
    }
}

pub(super) struct Ground<'a> {
    pub(super) route: &'a Route,
    pub(super) goals: Vec<Goal>,
    /// The outermost place at or around a place that is optional.
    pub(super) optional: Vec<Option<usize>>,
    /// Places of which somebody asks for something, or whose score counts: what learners make of them matters elsewhere.
    pub(super) matters: Vec<bool>,
    /// Leaves that somebody elsewhere wants to have failed. Who passes at once may miss something there.
    pub(super) failures: Vec<usize>,
    /// Leaves that make others superfluous.
    pub(super) skippers: Vec<usize>,
    /// Groups of tries at one step.
    pub(super) tries: Vec<usize>,
}

impl<'a> Ground<'a> {
    pub(super) fn of(route: &'a Route) -> Self {
        let places = &route.places;
        let mut optional: Vec<Option<usize>> = vec![None; places.len()];
        for (place, it) in places.iter().enumerate() {
            let is_try = it.parent.is_some_and(|parent| is_tries(route, parent));
            let around = it.parent.and_then(|parent| optional[parent]);
            optional[place] = around.or((!it.required && !is_try && place > 0).then_some(place));
        }
        let can_pass = match route.success {
            Success::EveryStep => places.first().is_some_and(|whole| whole.counts),
            Success::Score(_) => places.first().is_some_and(|whole| whole.weight > 0.0),
        };
        let mut ground = Self {
            route,
            goals: if can_pass { vec![Goal::Completed, Goal::Passed] } else { vec![Goal::Completed] },
            optional,
            matters: vec![false; places.len()],
            failures: Vec::new(),
            skippers: Vec::new(),
            tries: (0..places.len()).filter(|&place| is_tries(route, place)).collect(),
        };
        ground.look_at_expressions();
        ground
    }

    fn look_at_expressions(&mut self) {
        let (mut failures, mut skippers) = (BTreeSet::new(), BTreeSet::new());
        for (place, it) in self.route.places.iter().enumerate() {
            // Enough others in a group make a place superfluous too; that is the group's own affair.
            let chosen_in = it.parent.filter(|&parent| {
                matches!(self.route.places[parent].kind, PlaceKind::Group { choose: Some(_), .. })
            });
            for fact in it.skips.facts() {
                if !chosen_in.is_some_and(|group| self.is_inside(fact.place, group)) {
                    skippers.insert(fact.place);
                }
            }
            for fact in it.opens.facts().into_iter().chain(it.skips.facts()) {
                let tries = self.tries_around(fact.place);
                let is_elsewhere = !tries.is_some_and(|group| self.is_inside(place, group));
                if fact.kind == FactKind::Failed && is_elsewhere {
                    failures.insert(fact.place);
                }
                let mut at = Some(fact.place);
                while let Some(asked) = at.filter(|&asked| !self.is_inside(place, asked)) {
                    self.matters[asked] = true;
                    at = self.route.places[asked].parent;
                }
            }
        }
        if matches!(self.route.success, Success::Score(_)) {
            for (place, it) in self.route.places.iter().enumerate() {
                self.matters[place] |= it.weight > 0.0;
            }
        }
        self.failures = failures.into_iter().collect();
        self.skippers = skippers.into_iter().collect();
    }

    pub(super) fn is_inside(&self, place: usize, group: usize) -> bool {
        self.around(place).any(|it| it == group)
    }

    /// From a place to the whole, both included.
    pub(super) fn around(&self, place: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(place), |&it| self.route.places[it].parent)
    }

    pub(super) fn tries_around(&self, place: usize) -> Option<usize> {
        self.around(place).skip(1).find(|&it| is_tries(self.route, it))
    }

    fn is_scored(&self, place: usize) -> bool {
        let it = &self.route.places[place];
        it.weight > 0.0 || it.leaf().is_some_and(|leaf| !leaf.thresholds.is_empty())
    }

    /// The best that can come of a leaf.
    pub(super) fn best(&self, place: usize) -> StepResult {
        let leaf = self.route.places[place].leaf();
        match leaf.and_then(|leaf| leaf.pass_mark) {
            Some(_) => StepResult::Passed(100.0),
            None => StepResult::Finished(self.is_scored(place).then_some(100.0)),
        }
    }

    /// The least that passes a leaf.
    pub(super) fn barely(&self, place: usize) -> StepResult {
        let leaf = self.route.places[place].leaf();
        match leaf.and_then(|leaf| leaf.pass_mark) {
            Some(mark) => StepResult::Passed(mark),
            None => StepResult::Finished(self.is_scored(place).then_some(0.0)),
        }
    }

    /// The worst that can come of a leaf in the end: failed as long as there are attempts, where they have an end.
    pub(super) fn worst(&self, place: usize) -> StepResult {
        let Some(leaf) = self.route.places[place].leaf() else { return self.barely(place) };
        let has_end = leaf.attempts.is_some() || leaf.done != Done::Passed;
        match leaf.pass_mark.is_some() && has_end {
            true => StepResult::Failed(0.0),
            false => self.barely(place),
        }
    }

    /// In what way less than the best can come of a leaf that matters.
    pub(super) fn lapses(&self, place: usize) -> Vec<StepResult> {
        let mut lapses = vec![self.worst(place), self.barely(place)];
        lapses.dedup();
        lapses.retain(|lapse| *lapse != self.best(place));
        lapses
    }

    /// What a place still waits for, itself and all that is around it.
    pub(super) fn unmet(&self, learner: &Learner, place: usize) -> Expression {
        let unmet = self.around(place).map(|it| self.route.places[it].opens.unmet(&|fact| learner.has(fact)));
        Expression::all(unmet)
    }
}

pub(super) fn is_tries(route: &Route, place: usize) -> bool {
    matches!(route.places[place].kind, PlaceKind::Group { tries: true, .. })
}

pub(super) fn outcome(result: StepResult) -> Outcome {
    let (passed, score) = match result {
        StepResult::Passed(score) => (Some(true), Some(score)),
        StepResult::Failed(score) => (Some(false), Some(score)),
        StepResult::Finished(score) => (None, score),
    };
    Outcome { ended: true, completed: true, passed, score }
}
