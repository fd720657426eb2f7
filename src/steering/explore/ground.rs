//! What an exploration knows of a route before it begins.

use super::story::StepResult;
use super::work::Work;
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
    /// The same of a place or anything in it.
    pub(super) matters_inside: Vec<bool>,
    /// Leaves that somebody elsewhere wants to have failed. Who passes at once may miss something there.
    pub(super) failures: Vec<usize>,
    pub(super) is_failure: Vec<bool>,
    /// Those of them that are failed or passed, and not one after the other.
    pub(super) either_or: Vec<usize>,
    /// Leaves that make others superfluous.
    pub(super) skippers: Vec<usize>,
    pub(super) is_skipper: Vec<bool>,
    /// Groups of tries at one step.
    pub(super) tries: Vec<usize>,
    pub(super) work: Work,
}

impl<'a> Ground<'a> {
    pub(super) fn of(route: &'a Route, most_work: u64) -> Self {
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
            matters_inside: Vec::new(),
            failures: Vec::new(),
            is_failure: vec![false; places.len()],
            either_or: Vec::new(),
            skippers: Vec::new(),
            is_skipper: vec![false; places.len()],
            tries: (0..places.len()).filter(|&place| is_tries(route, place)).collect(),
            work: Work::of(route, most_work),
        };
        ground.look_at_expressions();
        ground.list();
        ground
    }

    fn look_at_expressions(&mut self) {
        for (place, it) in self.route.places.iter().enumerate() {
            // Enough others in a group make a place superfluous too; that is the group's own affair.
            let chosen_in = it.parent.filter(|&parent| {
                matches!(self.route.places[parent].kind, PlaceKind::Group { choose: Some(_), .. })
            });
            for fact in it.skips.facts() {
                if !chosen_in.is_some_and(|group| self.is_inside(fact.place, group)) {
                    self.is_skipper[fact.place] = true;
                }
            }
            for fact in it.opens.facts().into_iter().chain(it.skips.facts()) {
                let tries = self.tries_around(fact.place);
                let is_elsewhere = !tries.is_some_and(|group| self.is_inside(place, group));
                // What only those meet who fail a try is wanted, and so the failure is.
                if let Some(group) = tries.filter(|&group| is_elsewhere && !self.is_in_try(fact.place, group))
                {
                    self.want_failures_in(group);
                }
                if fact.kind == FactKind::Failed && is_elsewhere {
                    self.is_failure[fact.place] = true;
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
    }

    /// Whether a place is one of the tries of a group, and nothing remedial.
    pub(super) fn is_in_try(&self, place: usize, group: usize) -> bool {
        let places = &self.route.places;
        self.around(place).any(|it| places[it].parent == Some(group) && places[it].required)
    }

    fn want_failures_in(&mut self, group: usize) {
        let places = &self.route.places;
        let asked = places[group].children.iter().flat_map(|&child| places[child].opens.facts());
        for fact in asked.filter(|fact| fact.kind == FactKind::Failed) {
            self.is_failure[fact.place] = true;
        }
    }

    fn list(&mut self) {
        self.matters_inside.clone_from(&self.matters);
        for place in (1..self.route.places.len()).rev() {
            if let (true, Some(parent)) = (self.matters_inside[place], self.route.places[place].parent) {
                self.matters_inside[parent] = true;
            }
        }
        let all = |is: &[bool]| (0..is.len()).filter(|&place| is[place]).collect::<Vec<_>>();
        (self.failures, self.skippers) = (all(&self.is_failure), all(&self.is_skipper));
        let is_either_or = |&place: &usize| {
            let leaf = self.route.places[place].leaf();
            leaf.is_some_and(|leaf| leaf.attempts == Some(1) || leaf.done != Done::Passed)
        };
        self.either_or = self.failures.iter().copied().filter(is_either_or).collect();
    }

    /// Whether a learner has reached a goal.
    pub(super) fn is_reached(&self, goal: Goal, learner: &Learner) -> bool {
        self.work.look();
        goal.is_reached(learner)
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
        // Everybody reaches a pass mark of 0.
        match leaf.pass_mark.is_some_and(|mark| mark > 0.0) && has_end {
            true => StepResult::Failed(0.0),
            false => self.barely(place),
        }
    }

    /// The best that a failure can be: as near to the pass mark as anybody asks for.
    pub(super) fn well_failed(&self, place: usize) -> StepResult {
        /// Percent that tests tell apart.
        const STEP: f64 = 0.01;
        let it = &self.route.places[place];
        let Some((leaf, mark)) = it.leaf().and_then(|leaf| Some((leaf, leaf.pass_mark?))) else {
            return StepResult::Failed(0.0);
        };
        let counts = matches!(self.route.success, Success::Score(_)) && it.weight > 0.0;
        let asked = leaf.thresholds.iter().copied().filter(|&least| least < mark).fold(0.0, f64::max);
        StepResult::Failed(if counts { (mark - STEP).max(asked) } else { asked })
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
