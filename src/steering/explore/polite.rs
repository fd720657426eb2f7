//! Learners who do as they are told: they take nothing that is superfluous, and of what is optional as much as they like.

use super::ground::{Goal, Ground};
use super::play::{Manner, Play};
use super::story::StepResult;
use crate::model::path::Success;
use crate::steering::learner::Learner;
use crate::steering::route::PlaceKind;

/// More than these ways of leaving out and choosing are not tried.
const WAYS: usize = 512;

/// A way of doing as one is told.
#[derive(Debug, Clone, Default)]
pub(super) struct Way {
    /// Which optional places are taken, besides all or none.
    pub(super) takes: Takes,
    /// Of these not the best comes.
    lapses: Vec<usize>,
    /// These are taken first.
    first: Vec<usize>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Takes {
    /// Nothing that is optional.
    #[default]
    Nothing,
    /// All of it.
    Everything,
    /// This alone.
    Only(usize),
}

impl Ground<'_> {
    pub(super) fn play_politely(&self, play: &mut Play, way: &Way) {
        let result = |_: &Learner, place: usize| -> StepResult {
            match way.lapses.contains(&place) {
                true => self.worst(place),
                false => self.best(place),
            }
        };
        let optional = |place: usize| match way.takes {
            Takes::Nothing => false,
            Takes::Everything => true,
            Takes::Only(only) => place == only,
        };
        // What makes other steps superfluous comes first, where there is a choice: so the learner is taken past most.
        let first = |place: usize| match way.first.is_empty() {
            true => self.skippers.contains(&place),
            false => self.around(place).any(|it| way.first.contains(&it)),
        };
        play.play(self, &Manner { result: &result, optional: Some(&optional), first: &first }, |_, _| {});
    }

    /// The ways that are tried, and whether there are more.
    pub(super) fn ways(&self) -> (Vec<Way>, bool) {
        let mut ways = vec![
            Way::default(),
            Way { takes: Takes::Everything, ..Way::default() },
            Way { takes: Takes::Everything, lapses: self.skippers.clone(), ..Way::default() },
        ];
        let tops = self.optional_ones();
        if tops.len() > 1 {
            ways.extend(tops.iter().map(|&top| Way { takes: Takes::Only(top), ..Way::default() }));
        }
        if self.skippers.len() > 1 {
            ways.extend(self.skippers.iter().map(|&skipper| Way {
                takes: Takes::Everything,
                lapses: vec![skipper],
                ..Way::default()
            }));
        }
        let (alone, last) = self.choices();
        let choosing = |first| Way { takes: Takes::Everything, first, ..Way::default() };
        let count = tops.len() + self.skippers.len() + alone.len();
        ways.extend(alone.into_iter().map(|place| choosing(vec![place])));
        if !last.is_empty() {
            ways.push(choosing(last));
        }
        let has_more = ways.len() > WAYS || count > 4;
        ways.truncate(WAYS);
        (ways, has_more)
    }

    /// Optional places that somebody asks for something.
    fn optional_ones(&self) -> Vec<usize> {
        let is_top = |place: &usize| self.optional[*place] == Some(*place);
        let matters = |top: &usize| {
            (*top..self.route.places.len()).any(|it| self.matters[it] && self.optional[it] == Some(*top))
        };
        (0..self.route.places.len()).filter(is_top).filter(matters).collect()
    }

    /// Of groups in which learners choose: children that others ask for something, or that count for something else than their
    /// siblings; and of all groups together the last children.
    fn choices(&self) -> (Vec<usize>, Vec<usize>) {
        let (mut alone, mut last) = (Vec::new(), Vec::new());
        for it in &self.route.places {
            let PlaceKind::Group { choose: Some(choose), tries: false, .. } = it.kind else { continue };
            let asked: Vec<_> =
                it.children.iter().copied().filter(|&child| self.route.places[child].required).collect();
            let worth = |child: usize| {
                let place = &self.route.places[child];
                let weight = match self.route.success {
                    Success::Score(_) => place.weight.to_bits(),
                    Success::EveryStep => 0,
                };
                (place.counts, weight)
            };
            let differ = asked.iter().any(|&child| worth(child) != worth(asked[0]));
            let matters = |child: usize| {
                (0..self.route.places.len()).any(|place| self.matters[place] && self.is_inside(place, child))
            };
            if differ || asked.iter().any(|&child| matters(child)) {
                alone.extend(&asked);
                last.extend(asked.iter().rev().take(usize::from(choose)));
            }
        }
        (alone, last)
    }

    /// Whether some learner who does as told comes to the goal from here.
    pub(super) fn can_reach_politely(&self, goal: Goal, learner: &Learner) -> bool {
        let ways = [
            Way { takes: Takes::Everything, ..Way::default() },
            Way::default(),
            Way { takes: Takes::Everything, lapses: self.skippers.clone(), ..Way::default() },
        ];
        ways.iter().any(|way| {
            let mut play = Play::new(learner);
            self.play_politely(&mut play, way);
            goal.is_reached(&play.learner)
        })
    }
}
