//! What can still come for a learner, at best: nobody has failed for good before that is not enough.

use super::Learner;
use super::standing::{Standing, mean_of, measure_of_tries};
use crate::model::path::Success;
use crate::sequencing::decimal;
use crate::steering::route::{Expression, Fact, FactKind, PlaceKind};

/// The best that is still possible, place by place. What is never reached again counts as it is; what can be taken, or goes on,
/// as if it came to the best.
pub(super) struct Outlook<'a> {
    learner: &'a Learner,
    /// Of leaves, whether something can still come of them.
    may_change: Vec<bool>,
}

impl<'a> Outlook<'a> {
    pub(super) fn of(learner: &'a Learner) -> Self {
        let mut outlook = Self { learner, may_change: vec![false; learner.course.route.places.len()] };
        // What may come of one step may open another.
        while outlook.look_on() {}
        outlook
    }

    /// Looks what else could be taken then. Returns whether there was anything.
    fn look_on(&mut self) -> bool {
        let route = &self.learner.course.route;
        let mut found = false;
        for (place, _) in route.leaves() {
            if !self.may_change[place] && self.may_come_to(place) {
                self.may_change[place] = true;
                found = true;
            }
        }
        found
    }

    fn may_come_to(&self, place: usize) -> bool {
        let Some((record, leaf)) =
            self.learner.record(place).zip(self.learner.course.route.places[place].leaf())
        else {
            return false;
        };
        self.learner.is_there(place)
            && record.may_change(leaf)
            && self
                .learner
                .course
                .around(place)
                .all(|it| self.may_hold(&self.learner.course.route.places[it].opens))
    }

    fn may_hold(&self, expression: &Expression) -> bool {
        expression.holds(&|fact| self.may_be(fact))
    }

    fn may_be(&self, fact: &Fact) -> bool {
        let can_be_passed = || {
            let leaf = self.learner.course.route.places.get(fact.place).and_then(|it| it.leaf());
            leaf.is_some_and(|leaf| leaf.pass_mark.is_some())
        };
        let may_come = || match fact.kind {
            FactKind::Passed => can_be_passed(),
            FactKind::Failed => can_be_passed() && !self.learner.has_passed(fact.place),
            FactKind::Attempted | FactKind::Done | FactKind::Score(_) => true,
        };
        self.learner.has(fact) || (self.may_change.get(fact.place).is_some_and(|&may| may) && may_come())
    }

    /// Whether the whole can still be passed.
    pub(super) fn may_pass(&self, standing: &Standing) -> bool {
        match self.learner.course.route.success {
            Success::EveryStep => self.passable(standing)[0],
            Success::Score(least) => {
                self.best_measures(standing)[0].is_some_and(|measure| measure >= decimal(least / 100.0))
            }
        }
    }

    fn passable(&self, standing: &Standing) -> Vec<bool> {
        let places = &self.learner.course.route.places;
        let mut passable = standing.passed.clone();
        for place in (0..places.len()).rev().filter(|&place| self.learner.is_there(place)) {
            let it = &places[place];
            if let Some(leaf) = it.leaf() {
                passable[place] |= self.may_change[place] && leaf.pass_mark.is_some();
                continue;
            }
            let counted = || self.learner.offered(place).iter().copied().filter(|&it| places[it].counts);
            let may_be_skipped = |it: usize| standing.skipped[it] || self.may_hold(&places[it].skips);
            passable[place] |=
                counted().all(|it| passable[it] || may_be_skipped(it)) && counted().any(|it| passable[it]);
        }
        passable
    }

    fn best_measures(&self, standing: &Standing) -> Vec<Option<f64>> {
        let places = &self.learner.course.route.places;
        let mut best = standing.measure.clone();
        for place in (0..places.len()).rev().filter(|&place| self.learner.is_there(place)) {
            let offered = self.learner.offered(place);
            best[place] = match places[place].kind {
                PlaceKind::Leaf(_) if self.may_change[place] => Some(1.0),
                PlaceKind::Leaf(_) => best[place],
                PlaceKind::Group { tries: true, .. } => measure_of_tries(places, offered, &best),
                PlaceKind::Group { .. } => mean_of(places, offered, &best),
            };
        }
        best
    }
}
