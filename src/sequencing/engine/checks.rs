//! Checks before an activity is delivered (UP.1, UP.2, UP.5).

use super::Engine;
use crate::sequencing::definition::{PostAction, PreAction};

impl Engine {
    /// Limit Conditions Check (UP.1): true when there may be no further attempt. An attempt that goes on or is suspended is
    /// no further one. Of the limits, the number of attempts is evaluated; see `LimitConditions`.
    pub(super) fn limits_are_exceeded(&self, place: usize) -> bool {
        let state = &self.state.activities[place];
        let limit = self.course.tree.sequencing(place).limits.attempt_limit;
        self.is_tracked(place)
            && !state.is_active
            && !state.is_suspended
            && limit.is_some_and(|limit| state.attempts > 0 && state.attempts >= limit)
    }

    /// Sequencing Rules Check (UP.2) for one kind of precondition: whether a rule with this action holds.
    pub(super) fn precondition(&self, place: usize, action: PreAction) -> bool {
        let rules = &self.course.tree.sequencing(place).rules.pre;
        rules.iter().any(|rule| rule.action == action && self.rule_holds(place, rule) == Some(true))
    }

    /// Sequencing Rules Check (UP.2) for exit rules.
    pub(super) fn exits(&self, place: usize) -> bool {
        let rules = &self.course.tree.sequencing(place).rules.exit;
        let acting = rules.iter().position(|rule| self.rule_holds(place, rule) == Some(true));
        acting.inspect(|&rule| self.exit_rule_acts(place, rule)).is_some()
    }

    /// Sequencing Rules Check (UP.2) for postconditions: what the first that holds wants.
    pub(super) fn postcondition(&self, place: usize) -> Option<PostAction> {
        let rules = &self.course.tree.sequencing(place).rules.post;
        let acting = rules.iter().position(|rule| self.rule_holds(place, rule) == Some(true));
        acting.inspect(|&rule| self.post_rule_acts(place, rule)).map(|rule| rules[rule].action)
    }

    /// Check Activity (UP.5): true when the activity cannot be delivered.
    pub(super) fn is_unavailable(&self, place: usize) -> bool {
        self.precondition(place, PreAction::Disabled) || self.limits_are_exceeded(place)
    }
}
