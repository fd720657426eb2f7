//! Why a path does not get on, in the author's words.

use super::ground::{Goal, Ground};
use crate::model::Id;
use crate::model::path::Success;
use crate::steering::learner::{Closed, Learner};
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

    /// Whether no attempt is left at a leaf, nor at the other tries at its step.
    pub(super) fn is_used_up(&self, learner: &Learner, place: usize) -> bool {
        let is_used_up = |place: usize| learner.can_enter(place) == Err(Closed::NoAttemptsLeft);
        match self.tries_around(place).filter(|&tries| self.is_in_try(place, tries)) {
            None => is_used_up(place),
            Some(tries) => {
                let mut all = self.route.places[tries].children.iter().copied();
                all.all(|it| !self.route.places[it].required || is_used_up(it))
            }
        }
    }

    /// Why a goal is not reached, at the place where the path [waits](Self::waiting).
    pub(super) fn why(&self, learner: &Learner, place: usize, goal: Goal) -> String {
        let unmet = self.unmet(learner, place);
        let name = self.name(place);
        if !unmet.is_always() {
            return format!("{name} waits for {}", self.asked(place, &unmet));
        }
        match (goal, self.route.success) {
            (Goal::Completed, _) => format!("{name} is not done"),
            (Goal::Passed, Success::Score(least)) => format!("{least} % are not reached"),
            (Goal::Passed, Success::EveryStep) if place == 0 => "nothing that counts is passed".to_owned(),
            (Goal::Passed, Success::EveryStep) => format!("{name} is not passed"),
        }
    }

    /// What a place asks for, in the author's words.
    pub(super) fn asked(&self, place: usize, unmet: &Expression) -> String {
        const NAMED: usize = 3;
        if unmet.is_never() {
            return "something that nobody can reach".to_owned();
        }
        let mut facts = Vec::new();
        // Help between tries is superfluous once the next one is done, and so asks the place itself.
        for fact in unmet.facts().into_iter().filter(|fact| fact.place != place) {
            let id = self.told_as(fact.place);
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
        format!("`{}`", self.told_as(place))
    }

    /// The step that the author wrote; of tries at one step, and of help that comes again, which of them, as stories have it.
    fn told_as(&self, place: usize) -> &Id {
        let it = &self.route.places[place];
        match it.leaf() {
            Some(_) => &it.id,
            None => &it.step,
        }
    }
}
