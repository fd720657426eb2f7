//! Learners who take whatever is open: what they can reach, and what they lose by doing less than their best.

use std::collections::BTreeSet;

use super::ground::{Goal, Ground, is_tries};
use super::play::{Manner, Move, Play};
use super::story::StepResult;
use crate::model::path::Done;
use crate::steering::learner::Learner;

/// Of so many leaves that somebody wants to have failed, all combinations are tried; of more, each alone, none and all.
const COMBINED: usize = 6;
/// Of so many tries at a step, learners pass each; of more, the first and the last.
const TRIES: usize = 8;

impl Ground<'_> {
    /// Whether a goal can still be reached. What others do not want to have failed is passed with the best result; who can try
    /// again fails first, where somebody wants that; of what can be tried but once, every combination is tried.
    pub(super) fn can_reach(&self, goal: Goal, learner: &Learner) -> bool {
        self.failing().any(|failing| {
            let mut play = Play::new(learner);
            self.play_willingly(&mut play, &|learner, place| self.best_or_failed(learner, place, &failing));
            goal.is_reached(&play.learner)
        })
    }

    /// Sets of leaves that are failed for good: none first.
    pub(super) fn failing(&self) -> impl Iterator<Item = BTreeSet<usize>> + '_ {
        let wanted = &self.failures;
        let count = wanted.len();
        let sets: Box<dyn Iterator<Item = BTreeSet<usize>>> = match count <= COMBINED {
            true => Box::new((0..1_usize << count).map(move |set| {
                (0..count).filter(|number| set >> number & 1 == 1).map(|number| wanted[number]).collect()
            })),
            false => {
                let alone = wanted.iter().map(|&place| BTreeSet::from([place]));
                let all = wanted.iter().copied().collect();
                Box::new(std::iter::once(BTreeSet::new()).chain(alone).chain(std::iter::once(all)))
            }
        };
        sets
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
        let is_wanted = self.failures.contains(&place);
        if !is_wanted {
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
            true => StepResult::Failed(0.0),
            false => self.best(place),
        }
    }

    pub(super) fn play_willingly(&self, play: &mut Play, result: &dyn Fn(&Learner, usize) -> StepResult) {
        play.play(self, &Manner { result, optional: None, first: &|_| true }, |_, _| {});
    }

    /// Learners who do their best, with each set of failures; learners who do their worst; and learners who do their best but for
    /// one step. Each comes with what it did.
    pub(super) fn willing(&self, start: &Learner) -> Vec<Play> {
        let best = {
            let mut play = Play::new(start);
            self.play_willingly(&mut play, &|_, place| self.best(place));
            play
        };
        let mut plays = Vec::new();
        for failing in self.failing() {
            let mut play = Play::new(start);
            self.play_willingly(&mut play, &|learner, place| self.best_or_failed(learner, place, &failing));
            plays.push(play);
            // The worst of all the others.
            let mut play = Play::new(start);
            self.play_willingly(&mut play, &|_, place| match self.failures.contains(&place) {
                true if failing.contains(&place) => self.worst(place),
                true => self.barely(place),
                false => self.worst(place),
            });
            plays.push(play);
        }
        plays.insert(0, best);
        let count = plays.len();
        for (places, lapse) in self.lapses_of_all() {
            // Who fails elsewhere may get to steps to which others do not.
            let before = plays[..count].iter().find_map(|play| {
                let at = play.moves.iter().position(|step| places.contains(&step.place))?;
                Some(&play.moves[..at])
            });
            plays.extend(before.and_then(|before| self.with_lapse(start, before, &places, lapse)));
        }
        plays
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
        let mut play = Play::again(start, before)?;
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

#[derive(Debug, Clone, Copy)]
enum Lapse {
    Of(StepResult),
    Worst,
}
