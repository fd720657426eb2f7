//! Learners who play a path to its end, each in a way of their own.
//!
//! Facts only come, and none goes away. So whoever has more of them can do whatever others can, and one who makes the worst of
//! every step stands for all who make less than the best of some. A handful of learners thus shows what all can meet.

use super::ground::{Ground, outcome};
use super::story::{Action, StepResult, Story};
use crate::steering::learner::Learner;

/// A step that was taken to its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Move {
    pub(super) place: usize,
    pub(super) result: StepResult,
}

/// A learner, and what led there.
#[derive(Debug, Clone)]
pub(super) struct Play {
    pub(super) learner: Learner,
    pub(super) moves: Vec<Move>,
}

/// How a learner plays.
pub(super) struct Manner<'a> {
    /// What comes of a leaf that is entered.
    pub(super) result: &'a dyn Fn(&Learner, usize) -> StepResult,
    /// Which optional places the learner takes; everything at all, superfluous or not, when nothing is said.
    pub(super) optional: Option<&'a dyn Fn(usize) -> bool>,
    /// A place that such a learner takes although it is superfluous.
    pub(super) despite: Option<usize>,
    /// What the learner takes first, where there is a choice.
    pub(super) first: &'a dyn Fn(usize) -> bool,
}

impl Play {
    pub(super) fn new(learner: &Learner) -> Self {
        Self { learner: learner.clone(), moves: Vec::new() }
    }

    /// Takes a leaf to the end of an attempt. False when it cannot be entered, or is done.
    pub(super) fn take(&mut self, ground: &Ground<'_>, step: Move) -> bool {
        ground.work.enter(step.place);
        let is_done = self.learner.record(step.place).is_none_or(|record| record.is_done());
        if is_done || self.learner.enter(step.place).is_err() {
            return false;
        }
        self.learner.report(&outcome(step.result));
        self.learner.leave();
        self.moves.push(step);
        true
    }

    /// Plays on until nothing is left to take, or the work is over.
    pub(super) fn play(&mut self, ground: &Ground<'_>, manner: &Manner<'_>) {
        while !ground.work.is_over() {
            let mut open = self.open(ground, manner);
            if open.is_empty() {
                return;
            }
            open.sort_by_key(|&place| !(manner.first)(place));
            // Whoever takes only what is asked for looks again after each step whether the next one still is.
            let count = if manner.optional.is_some() { 1 } else { open.len() };
            for &place in open.iter().take(count) {
                let result = (manner.result)(&self.learner, place);
                self.take(ground, Move { place, result });
            }
        }
    }

    /// The leaves that are not done and that this learner would take now.
    fn open(&self, ground: &Ground<'_>, manner: &Manner<'_>) -> Vec<usize> {
        ground.work.look();
        let mut open = ground.not_done(&self.learner);
        if let Some(takes) = manner.optional.filter(|_| !open.is_empty()) {
            ground.work.look();
            let skipped = self.learner.skipped();
            let is_insisted_on =
                |place: usize| manner.despite.is_some_and(|despite| ground.is_inside(place, despite));
            let is_led_past = |place: usize| ground.around(place).any(|it| skipped[it]);
            open.retain(|&place| {
                ground.optional[place].is_none_or(takes) && (is_insisted_on(place) || !is_led_past(place))
            });
        }
        open
    }

    /// The same moves from the beginning, if all of them can be made.
    pub(super) fn again(ground: &Ground<'_>, start: &Learner, moves: &[Move]) -> Option<Self> {
        let mut play = Self::new(start);
        moves.iter().all(|&step| play.take(ground, step)).then_some(play)
    }

    pub(super) fn story(&self, ground: &Ground<'_>) -> Story {
        let takes = |step: &Move| Action::Takes {
            place: step.place,
            id: ground.route.places[step.place].id.clone(),
            result: step.result,
        };
        Story(self.moves.iter().map(takes).collect())
    }
}

/// The fewest of these moves after which something holds that, once it holds, holds for ever: none of those that are left can
/// be left out, unless the work is over before that is known.
pub(super) fn shortest(
    ground: &Ground<'_>,
    start: &Learner,
    moves: &[Move],
    holds: impl Fn(&Learner) -> bool,
) -> Play {
    let reaches = |moves: &[Move]| Play::again(ground, start, moves).filter(|play| holds(&play.learner));
    let (mut too_short, mut enough) = (0, moves.len());
    if reaches(&[]).is_some() {
        return Play::new(start);
    }
    while too_short + 1 < enough && !ground.work.is_over() {
        let middle = usize::midpoint(too_short, enough);
        match reaches(&moves[..middle]) {
            Some(_) => enough = middle,
            None => too_short = middle,
        }
    }
    let mut kept = moves[..enough].to_vec();
    let mut size = kept.len().div_ceil(2);
    loop {
        let before = kept.len();
        // From the end, so that what led to something goes once that is gone.
        let mut end = kept.len();
        while end > 0 && !ground.work.is_over() {
            let at = end.saturating_sub(size);
            let fewer: Vec<_> = kept[..at].iter().chain(&kept[end..]).copied().collect();
            if reaches(&fewer).is_some() {
                kept = fewer;
            }
            end = at;
        }
        match (size, kept.len() == before || ground.work.is_over()) {
            (0 | 1, true) => break,
            (0 | 1, false) => {}
            _ => size = size.div_ceil(2),
        }
    }
    Play::again(ground, start, &kept).unwrap_or_else(|| Play::new(start))
}
