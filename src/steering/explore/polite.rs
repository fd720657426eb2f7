//! Learners who do as they are told: they take nothing that is superfluous, and of what is optional as much as they like.

use std::collections::BTreeSet;

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
    /// Which optional places are taken.
    takes: Takes,
    /// Of these not the best comes.
    lapses: Vec<usize>,
    /// These are taken first.
    first: Vec<usize>,
    /// This is taken although it is superfluous.
    despite: Option<usize>,
}

#[derive(Debug, Clone)]
enum Takes {
    Everything,
    AllBut(Vec<usize>),
    These(Vec<usize>),
}

impl Default for Takes {
    fn default() -> Self {
        Self::These(Vec::new())
    }
}

impl Way {
    /// Whoever takes all that is optional, and does their best.
    pub(super) fn diligent() -> Self {
        Self { takes: Takes::Everything, ..Self::default() }
    }

    /// The same, but that these are left out.
    pub(super) fn diligent_but_for(left_out: &[usize]) -> Self {
        Self { takes: Takes::AllBut(left_out.to_vec()), ..Self::default() }
    }

    /// The same, and this is taken although it is superfluous.
    pub(super) fn diligent_despite(superfluous: usize) -> Self {
        Self { despite: Some(superfluous), ..Self::diligent() }
    }
}

impl Ground<'_> {
    pub(super) fn play_politely(&self, play: &mut Play, way: &Way) {
        // Who cannot fail for good fails once.
        let result = |learner: &Learner, place: usize| -> StepResult {
            let can_fail = matches!(self.best(place), StepResult::Passed(_));
            let has_failed = learner.record(place).is_some_and(|record| record.has_failed());
            match way.lapses.contains(&place) {
                true if can_fail && !has_failed => StepResult::Failed(0.0),
                true => self.worst(place),
                false => self.best(place),
            }
        };
        let optional = |place: usize| match &way.takes {
            Takes::Everything => true,
            Takes::AllBut(these) => !these.contains(&place),
            Takes::These(these) => these.contains(&place),
        };
        // What makes other steps superfluous comes first, where there is a choice: so the learner is taken past most.
        let first = |place: usize| match way.first.is_empty() {
            true => self.is_skipper[place],
            false => self.around(place).any(|it| way.first.contains(&it)),
        };
        play.play(
            self,
            &Manner { result: &result, optional: Some(&optional), despite: way.despite, first: &first },
        );
    }

    /// The ways that are tried, and in words which are not.
    pub(super) fn ways(&self) -> (Vec<Way>, Option<String>) {
        let (tops, groups) = (self.optional_ones(), self.choices());
        if let Some(ways) = self.all_ways(&tops, &groups) {
            return (ways, None);
        }
        let mut ways = self.some_ways(&tops, &groups);
        let more = ways.len().saturating_sub(WAYS);
        ways.truncate(WAYS);
        let tried = "of optional steps, pre-tests and choices, each was tried alone and all together";
        let but_for = if more > 0 { format!(", but for {more}") } else { String::new() };
        (ways, Some(format!("{tried}{but_for}")))
    }

    /// Every combination, if they are not too many: those who leave out most come first.
    fn all_ways(&self, tops: &[usize], groups: &[Choice]) -> Option<Vec<Way>> {
        let bits = u32::try_from(tops.len() + self.skippers.len()).ok()?;
        let mut firsts = vec![Vec::new()];
        for group in groups {
            let sets = subsets(&group.of, group.count);
            if firsts.len().saturating_mul(sets.len()) > WAYS {
                return None;
            }
            firsts = firsts
                .iter()
                .flat_map(|before| sets.iter().map(move |set| [before.as_slice(), set].concat()))
                .collect();
        }
        if bits > WAYS.ilog2() || firsts.len() << bits > WAYS {
            return None;
        }
        let chosen = |set: usize, of: &[usize], from: usize| -> Vec<usize> {
            let is_in = |&(number, _): &(usize, &usize)| set >> (from + number) & 1 == 1;
            of.iter().enumerate().filter(is_in).map(|(_, &place)| place).collect()
        };
        let mut ways = Vec::new();
        for set in 0..1_usize << bits {
            for first in &firsts {
                ways.push(Way {
                    takes: Takes::These(chosen(set, tops, 0)),
                    lapses: chosen(set, &self.skippers, tops.len()),
                    first: first.clone(),
                    despite: None,
                });
            }
        }
        // What is optional and matters to nobody is taken by some as well.
        ways.push(Way::diligent());
        Some(ways)
    }

    /// Each alone, and all together.
    fn some_ways(&self, tops: &[usize], groups: &[Choice]) -> Vec<Way> {
        let mut ways =
            vec![Way::default(), Way::diligent(), Way { lapses: self.skippers.clone(), ..Way::diligent() }];
        ways.extend(tops.iter().map(|&top| Way { takes: Takes::These(vec![top]), ..Way::default() }));
        ways.extend(self.skippers.iter().map(|&skipper| Way { lapses: vec![skipper], ..Way::diligent() }));
        let last = |group: &Choice| group.of.iter().rev().take(group.count).copied().collect::<Vec<_>>();
        ways.push(Way { first: groups.iter().flat_map(last).collect(), ..Way::diligent() });
        let alone = groups.iter().flat_map(|group| &group.of);
        ways.extend(alone.map(|&place| Way { first: vec![place], ..Way::diligent() }));
        ways
    }

    /// Optional places that somebody asks for something.
    fn optional_ones(&self) -> Vec<usize> {
        let matter = (0..self.route.places.len()).filter(|&place| self.matters[place]);
        let tops: BTreeSet<_> = matter.filter_map(|place| self.optional[place]).collect();
        tops.into_iter().collect()
    }

    /// Groups in which it matters what learners choose: others ask for it, or it counts for something else than its siblings.
    fn choices(&self) -> Vec<Choice> {
        let mut groups = Vec::new();
        for it in &self.route.places {
            let PlaceKind::Group { choose: Some(choose), tries: false, .. } = it.kind else { continue };
            let of: Vec<_> =
                it.children.iter().copied().filter(|&child| self.route.places[child].required).collect();
            let worth = |child: usize| {
                let place = &self.route.places[child];
                let weight = match self.route.success {
                    Success::Score(_) => place.weight.to_bits(),
                    Success::EveryStep => 0,
                };
                (place.counts, weight)
            };
            let differ = of.iter().any(|&child| worth(child) != worth(of[0]));
            if differ || of.iter().any(|&child| self.matters_inside[child]) {
                groups.push(Choice { count: usize::from(choose), of });
            }
        }
        groups
    }

    /// Whether some learner who does as told comes to the goal from here.
    /// Nobody knows when the work is over; then it is taken to be so.
    pub(super) fn can_reach_politely(&self, goal: Goal, learner: &Learner) -> bool {
        /// Choices that are tried besides.
        const CHOICES: usize = 32;
        let mut ways =
            vec![Way::diligent(), Way::default(), Way { lapses: self.skippers.clone(), ..Way::diligent() }];
        let chosen = self.choices().into_iter().flat_map(|group| group.of).take(CHOICES);
        ways.extend(chosen.map(|place| Way { first: vec![place], ..Way::diligent() }));
        ways.iter().any(|way| {
            let mut play = Play::new(learner);
            self.play_politely(&mut play, way);
            self.is_reached(goal, &play.learner) || self.work.is_over()
        })
    }
}

/// A group in which learners choose so many of these.
struct Choice {
    count: usize,
    of: Vec<usize>,
}

/// All sets of so many of these; nothing but the first ones when there are more than are tried.
fn subsets(of: &[usize], count: usize) -> Vec<Vec<usize>> {
    let mut sets = vec![Vec::new()];
    for (number, &place) in of.iter().enumerate() {
        let left = of.len() - number - 1;
        let mut longer = Vec::new();
        for set in &sets {
            if set.len() < count {
                longer.push([set.as_slice(), &[place]].concat());
            }
            if set.len() + left >= count {
                longer.push(set.clone());
            }
        }
        sets = longer;
        if sets.len() > WAYS {
            return sets;
        }
    }
    sets
}
