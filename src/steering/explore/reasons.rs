//! Why a path does not get on, in the author's words.

use super::ground::{Goal, Ground};
use crate::steering::learner::Learner;
use crate::steering::route::{Expression, FactKind};

impl Ground<'_> {
    /// What the path waits for: the first place that is asked for and not reached, the innermost that is open.
    pub(super) fn waiting(&self, learner: &Learner, goal: Goal) -> usize {
        let skipped = learner.skipped();
        let places = &self.route.places;
        let is_missing = |place: usize| {
            let (is_asked, is_reached) = match goal {
                Goal::Completed => (places[place].required, learner.is_done(place)),
                Goal::Passed => (places[place].counts, learner.has_passed(place)),
            };
            is_asked && !skipped[place] && !is_reached
        };
        let mut at = 0;
        while let Some(&inside) = learner.offered(at).iter().find(|&&child| is_missing(child)) {
            at = inside;
            if !learner.is_open(at) {
                break;
            }
        }
        at
    }

    pub(super) fn why(&self, learner: &Learner, place: usize) -> String {
        let unmet = self.unmet(learner, place);
        match unmet.is_always() {
            true => format!("{} is not done", self.name(place)),
            false => format!("{} waits for {}", self.name(place), self.asked(&unmet)),
        }
    }

    /// What is asked for, in the author's words.
    pub(super) fn asked(&self, unmet: &Expression) -> String {
        const NAMED: usize = 3;
        if unmet.is_never() {
            return "something that nobody can reach".to_owned();
        }
        let mut facts = Vec::new();
        for fact in unmet.facts() {
            let id = &self.route.places[fact.place].step;
            let words = match fact.kind {
                FactKind::Attempted => format!("`{id}` to be begun"),
                FactKind::Done => format!("`{id}` to be done"),
                FactKind::Passed => format!("`{id}` to be passed"),
                FactKind::Failed => format!("`{id}` to be failed"),
                FactKind::Score(percent) => format!("{percent} % in `{id}`"),
            };
            if !facts.contains(&words) {
                facts.push(words);
            }
        }
        let more = facts.len().saturating_sub(NAMED);
        facts.truncate(NAMED);
        let named = facts.join(", ");
        if more > 0 { format!("{named} and {more} more") } else { named }
    }

    pub(super) fn name(&self, place: usize) -> String {
        format!("`{}`", self.route.places[place].step)
    }
}
