//! What those miss who do as they are told: of all that they were led past, or left out, that which they needed.

use std::collections::BTreeSet;

use super::ground::{Goal, Ground};
use super::play::Play;
use super::polite::Way;
use crate::steering::learner::Learner;
use crate::steering::route::PlaceKind;

/// Of so many places that learners were led past, each is tried alone.
const TRIED: usize = 32;

impl Ground<'_> {
    /// The places that this learner was led past and could still take: of each leaf, the innermost place around it that is
    /// superfluous.
    pub(super) fn led_past(&self, learner: &Learner) -> Vec<usize> {
        let skipped = learner.skipped();
        let superfluous = |leaf: usize| self.around(leaf).find(|&it| skipped[it]);
        let places: BTreeSet<_> = self.not_done(learner).into_iter().filter_map(superfluous).collect();
        places.into_iter().collect()
    }

    /// Which of these superfluous places leads to the goal when it is taken; where it takes more than one, the first.
    pub(super) fn needed(&self, goal: Goal, learner: &Learner, led_past: &[usize]) -> Option<usize> {
        let is_enough = |&place: &usize| self.reaches(goal, learner, &Way::diligent_despite(place));
        led_past.iter().copied().take(TRIED).find(is_enough).or_else(|| led_past.first().copied())
    }

    /// Optional places of which this learner has to take one, and has taken none: none of them can be left out of that.
    pub(super) fn one_of(&self, goal: Goal, learner: &Learner) -> Vec<usize> {
        let open = self.not_done(learner);
        let optional: BTreeSet<_> = open.into_iter().filter_map(|leaf| self.optional[leaf]).collect();
        let mut left_out: Vec<_> = optional.iter().copied().collect();
        for place in optional {
            let fewer: Vec<_> = left_out.iter().copied().filter(|&it| it != place).collect();
            if !self.reaches(goal, learner, &Way::diligent_but_for(&fewer)) {
                left_out = fewer;
            }
        }
        left_out
    }

    /// The group in which this learner chose enough others, which makes a place superfluous.
    pub(super) fn chosen_in(&self, learner: &Learner, place: usize) -> Option<usize> {
        let group = self.route.places[place].parent?;
        let PlaceKind::Group { choose: Some(choose), tries: false, .. } = self.route.places[group].kind
        else {
            return None;
        };
        let is_chosen = |&&it: &&usize| it != place && self.route.places[it].required && learner.is_done(it);
        let chosen = self.route.places[group].children.iter().filter(is_chosen).count();
        (chosen >= usize::from(choose)).then_some(group)
    }

    /// Whether a learner comes to a goal who goes on in this way.
    pub(super) fn reaches(&self, goal: Goal, learner: &Learner, way: &Way) -> bool {
        let mut play = Play::new(learner);
        self.play_politely(&mut play, way);
        self.is_reached(goal, &play.learner)
    }
}
