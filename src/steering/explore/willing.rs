//! Learners who take whatever is open: what they can reach, and what they lose by doing less than their best.

use std::collections::BTreeSet;

use super::ground::{Goal, Ground, is_tries};
use super::play::{Manner, Move, Play};
use super::story::StepResult;
use crate::model::path::Done;
use crate::steering::learner::Learner;

/// Of so many leaves that somebody wants to have failed, all combinations are tried; of more, each alone, none and all.
const COMBINED: usize = 6;
/// Of so many leaves each alone is failed.
const ALONE: usize = 64;
/// Of so many tries at a step, learners pass each; of more, the first and the last.
const TRIES: usize = 8;

impl Ground<'_> {
    /// Whether a goal can still be reached. What others do not want to have failed is passed with the best result; who can try
    /// again fails first, where somebody wants that; of what can be tried but once, every combination is tried. Whatever is not
    /// proved to be out of reach is taken to be within it.
    pub(super) fn can_reach(&self, goal: Goal, learner: &Learner) -> bool {
        let is_reached = sets_of(&self.either_or).any(|failing| {
            let mut play = Play::new(learner);
            self.play_willingly(&mut play, &|learner, place| self.best_or_failed(learner, place, &failing));
            self.is_reached(goal, &play.learner) || self.work.is_over()
        });
        is_reached || self.either_or.len() > COMBINED && self.may_reach(goal, learner)
    }

    /// Whether a goal could be reached if a step could be failed and passed all the same.
    fn may_reach(&self, goal: Goal, learner: &Learner) -> bool {
        self.with_everything(learner).is_none_or(|it| self.is_reached(goal, &it))
    }

    /// Whether there are more combinations of failures than are tried.
    pub(super) fn has_too_many_failures(&self) -> bool {
        self.failures.len() > COMBINED
    }

    pub(super) fn best_or_failed(
        &self,
        learner: &Learner,
        place: usize,
        failing: &BTreeSet<usize>,
    ) -> StepResult {
        if !self.is_failure[place] {
            return self.best(place);
        }
        let Some((record, leaf)) = learner.record(place).zip(self.route.places[place].leaf()) else {
            return self.best(place);
        };
        // Where a failure does it as well, there is no second time.
        let is_done_by_failure = leaf.done != Done::Passed;
        let may_try_again = leaf.attempts.is_none_or(|attempts| record.begun() + 1 < attempts);
        let fails_first = !record.has_failed() && may_try_again && !is_done_by_failure;
        let fails_for_good = failing.contains(&place) && (leaf.attempts.is_some() || is_done_by_failure);
        match fails_first || fails_for_good {
            true => self.well_failed(place),
            false => self.best(place),
        }
    }

    pub(super) fn play_willingly(&self, play: &mut Play, result: &dyn Fn(&Learner, usize) -> StepResult) {
        play.play(self, &Manner { result, optional: None, despite: None, first: &|_| true });
    }

    /// Learners who do their best, with each set of failures; learners who do their worst; and learners who do their best but for
    /// one step. Each is looked at with what it did.
    pub(super) fn willing(&self, start: &Learner, look: &mut dyn FnMut(&Play)) {
        let mut plays = vec![self.best_of_all(start)];
        for failing in sets_of(&self.failures) {
            plays.extend(self.with_failures(start, &failing));
        }
        plays.iter().for_each(&mut *look);
        for (places, lapse) in self.lapses_of_all() {
            if self.work.is_over() {
                return;
            }
            // Who fails elsewhere may get to steps to which others do not.
            let before = plays.iter().find_map(|play| {
                let at = play.moves.iter().position(|step| places.contains(&step.place))?;
                Some(&play.moves[..at])
            });
            let with_lapse = before.and_then(|before| self.with_lapse(start, before, &places, lapse));
            with_lapse.iter().for_each(&mut *look);
        }
    }

    fn best_of_all(&self, start: &Learner) -> Play {
        let mut play = Play::new(start);
        self.play_willingly(&mut play, &|_, place| self.best(place));
        play
    }

    /// Those who fail some steps for good, at their best and at their worst elsewhere.
    fn with_failures(&self, start: &Learner, failing: &BTreeSet<usize>) -> [Play; 2] {
        let mut best = Play::new(start);
        self.play_willingly(&mut best, &|learner, place| self.best_or_failed(learner, place, failing));
        let mut worst = Play::new(start);
        self.play_willingly(&mut worst, &|_, place| match self.is_failure[place] {
            true if failing.contains(&place) => self.worst(place),
            true => self.barely(place),
            false => self.worst(place),
        });
        [best, worst]
    }

    /// Steps and what less than the best may come of each: a leaf, or all tries at a step.
    fn lapses_of_all(&self) -> Vec<(Vec<usize>, Lapse)> {
        let mut lapses = Vec::new();
        for (place, it) in self.route.places.iter().enumerate() {
            let is_asked = self.matters[place] || self.optional[place].is_none();
            let is_try = it.parent.is_some_and(|parent| is_tries(self.route, parent) && it.required);
            if it.leaf().is_some() && is_asked && !is_try {
                lapses.extend(self.lapses(place).into_iter().map(|lapse| (vec![place], Lapse::Of(lapse))));
            } else if self.tries.contains(&place) {
                let tries: Vec<_> =
                    it.children.iter().copied().filter(|&child| self.route.places[child].required).collect();
                // Whoever passes at last has failed some of them before.
                let fewest = if tries.len() > TRIES { tries.len() } else { 1 };
                lapses.extend((fewest..=tries.len()).map(|count| (tries[..count].to_vec(), Lapse::Worst)));
            }
        }
        lapses
    }

    fn with_lapse(&self, start: &Learner, before: &[Move], places: &[usize], lapse: Lapse) -> Option<Play> {
        let mut play = Play::again(self, start, before)?;
        self.play_willingly(&mut play, &|_, place| match (places.contains(&place), lapse) {
            (false, _) => self.best(place),
            (true, Lapse::Worst) => self.worst(place),
            (true, Lapse::Of(result)) => result,
        });
        Some(play)
    }

    /// A learner who does the worst of everything but for these steps.
    pub(super) fn worst_but_for(&self, start: &Learner, spared: &BTreeSet<usize>) -> Play {
        let mut play = Play::new(start);
        self.play_willingly(&mut play, &|_, place| match spared.contains(&place) {
            true => self.best(place),
            false => self.worst(place),
        });
        play
    }
}

/// Sets of leaves that are failed for good, none first: all of them, or of too many leaves each alone, and all together.
fn sets_of(wanted: &[usize]) -> Box<dyn Iterator<Item = BTreeSet<usize>> + '_> {
    let count = wanted.len();
    if count <= COMBINED {
        let chosen = move |set: usize| (0..count).filter(move |number| set >> number & 1 == 1);
        return Box::new(
            (0..1_usize << count).map(move |set| chosen(set).map(|number| wanted[number]).collect()),
        );
    }
    let alone = wanted.iter().take(ALONE).map(|&place| BTreeSet::from([place]));
    let all = wanted.iter().copied().collect();
    Box::new(std::iter::once(BTreeSet::new()).chain(alone).chain(std::iter::once(all)))
}

#[derive(Debug, Clone, Copy)]
enum Lapse {
    Of(StepResult),
    Worst,
}
