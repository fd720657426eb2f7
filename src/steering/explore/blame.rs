//! Which step it is that learners miss who do as they are told: the one that helps them once it is taken.

use std::collections::{BTreeSet, VecDeque};

use super::ground::{Goal, Ground};
use super::play::{Move, Play};
use super::polite::Way;
use crate::steering::learner::Learner;
use crate::steering::route::PlaceKind;

impl Ground<'_> {
    /// The optional step without which a place stays closed, and the place that waits for it: this one, or one that has to come
    /// before.
    pub(super) fn left_out(&self, learner: &Learner, waiting: usize) -> Option<(usize, usize)> {
        self.work.look();
        let (mut seen, mut queue) = (BTreeSet::from([waiting]), VecDeque::from([waiting]));
        while let Some(place) = queue.pop_front() {
            for fact in self.unmet(learner, place).facts() {
                if let Some(optional) = self.optional[fact.place] {
                    return Some((optional, place));
                }
                if seen.insert(fact.place) {
                    queue.push_back(fact.place);
                }
            }
        }
        None
    }

    /// The optional steps that the learner could still take.
    pub(super) fn not_taken(&self, learner: &Learner) -> Vec<usize> {
        self.outermost(learner, |leaf| self.optional[leaf])
    }

    /// The steps that the learner was taken past and could still take.
    pub(super) fn passed_over(&self, learner: &Learner) -> Vec<usize> {
        let skipped = learner.skipped();
        self.outermost(learner, |leaf| self.around(leaf).filter(|&it| skipped[it]).last())
    }

    fn outermost(&self, learner: &Learner, around: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
        let mut tops: Vec<usize> = Vec::new();
        for top in self.not_done(learner).into_iter().filter_map(around) {
            if !tops.contains(&top) {
                tops.push(top);
            }
        }
        tops
    }

    /// The first of these with which the learner comes to the goal. Where each alone is too little, the first that anybody asks for.
    pub(super) fn first_that_helps(&self, play: &Play, goal: Goal, way: &Way, of: &[usize]) -> Option<usize> {
        let helps = |&top: &usize| self.is_reached(goal, &self.played_with(play, top, way).learner);
        let counts = |&top: &usize| self.route.places[top].counts || self.matters_inside[top];
        let only = (of.len() == 1).then(|| of[0]);
        let first = || of.iter().copied().find(counts).or_else(|| of.first().copied());
        only.or_else(|| of.iter().copied().find(helps)).or_else(first)
    }

    /// The same learner, who takes this too and then goes on.
    fn played_with(&self, play: &Play, top: usize, way: &Way) -> Play {
        let mut play = play.clone();
        while !self.work.is_over() {
            self.work.look();
            let open = self.not_done(&play.learner);
            let inside = open.into_iter().filter(|&leaf| self.is_inside(leaf, top));
            let moves: Vec<_> = inside.map(|place| Move { place, result: self.best(place) }).collect();
            if moves.iter().filter(|&&step| play.take(self, step)).count() == 0 {
                break;
            }
        }
        self.play_politely(&mut play, way);
        play
    }

    /// The group in which others were chosen, where that makes a place superfluous.
    pub(super) fn chosen_in(&self, place: usize) -> Option<usize> {
        let group = self.route.places[place].parent?;
        let is_choice =
            |kind: &PlaceKind| matches!(kind, PlaceKind::Group { choose: Some(_), tries: false, .. });
        is_choice(&self.route.places[group].kind).then_some(group)
    }
}
