//! Rollup rules: whether one holds (RB.1.4), and of which children it asks (RB.1.4.2).

use super::Engine;
use crate::sequencing::definition::{
    ChildActivitySet, PreAction, RequiredFor, RollupAction, RollupCondition, RollupConditionKind, RollupRule,
};
use crate::sequencing::edition::Edition;

impl Engine {
    /// Rollup Rule Check (RB.1.4): whether any rule of the activity with this action holds of its tracked children. Activities
    /// without a rule for the action or its opposite have the edition's default rules.
    pub(super) fn rollup_rule_holds(&self, place: usize, children: &[usize], action: RollupAction) -> bool {
        let rules = &self.course.tree.sequencing(place).rollup_rules;
        let contributing: Vec<_> =
            children.iter().copied().filter(|&child| self.counts_for(child, action)).collect();
        // Where no child counts, nothing changes.
        if contributing.is_empty() {
            return false;
        }
        let opposite = opposite(action);
        if rules.iter().any(|rule| rule.action == action || rule.action == opposite) {
            rules.iter().any(|rule| rule.action == action && self.rollup_rule(rule, &contributing))
        } else {
            self.rollup_rule(&default_rule(action, self.course.edition), &contributing)
        }
    }

    fn rollup_rule(&self, rule: &RollupRule, children: &[usize]) -> bool {
        let mut truths = children
            .iter()
            .map(|&child| self.rollup_conditions_hold(child, rule.combination, &rule.conditions));
        match rule.child_activity_set {
            ChildActivitySet::All => truths.all(|truth| truth == Some(true)),
            ChildActivitySet::Any => truths.any(|truth| truth == Some(true)),
            ChildActivitySet::None => truths.all(|truth| truth == Some(false)),
            ChildActivitySet::AtLeastCount(count) => {
                truths.filter(|truth| *truth == Some(true)).count() >= count as usize
            }
            ChildActivitySet::AtLeastPercent(part) => {
                let held = truths.filter(|truth| *truth == Some(true)).count();
                held as f64 / children.len() as f64 >= part
            }
        }
    }

    /// Check Child for Rollup (RB.1.4.2): whether a tracked child counts for this action.
    fn counts_for(&self, child: usize, action: RollupAction) -> bool {
        let sequencing = self.course.tree.sequencing(child);
        let considerations = sequencing.rollup_considerations;
        let (counts, required) = match action {
            RollupAction::Satisfied => {
                (sequencing.rollup_controls.rollup_objective_satisfied, considerations.required_for_satisfied)
            }
            RollupAction::NotSatisfied => (
                sequencing.rollup_controls.rollup_objective_satisfied,
                considerations.required_for_not_satisfied,
            ),
            RollupAction::Completed => {
                (sequencing.rollup_controls.rollup_progress_completion, considerations.required_for_completed)
            }
            RollupAction::Incomplete => (
                sequencing.rollup_controls.rollup_progress_completion,
                considerations.required_for_incomplete,
            ),
        };
        counts
            && match required {
                RequiredFor::Always => true,
                RequiredFor::IfNotSuspended => {
                    self.was_attempted(child) && !self.state.activities[child].is_suspended
                }
                RequiredFor::IfAttempted => self.was_attempted(child),
                RequiredFor::IfNotSkipped => !self.precondition(child, PreAction::Skip),
            }
    }
}

fn opposite(action: RollupAction) -> RollupAction {
    match action {
        RollupAction::Satisfied => RollupAction::NotSatisfied,
        RollupAction::NotSatisfied => RollupAction::Satisfied,
        RollupAction::Completed => RollupAction::Incomplete,
        RollupAction::Incomplete => RollupAction::Completed,
    }
}

/// What holds when an activity has no rule of the pair (SN §4.6). Up to the 3rd Edition an attempt without a result counts as
/// a failed one; since the 4th a result has to be there.
fn default_rule(action: RollupAction, edition: Edition) -> RollupRule {
    use RollupConditionKind as Kind;
    let conditions = match (action, edition) {
        (RollupAction::Satisfied, _) => vec![Kind::Satisfied.into()],
        (RollupAction::Completed, _) => vec![Kind::Completed.into()],
        (RollupAction::NotSatisfied, Edition::Fourth) => vec![Kind::ObjectiveStatusKnown.into()],
        (RollupAction::Incomplete, Edition::Fourth) => vec![Kind::ActivityProgressKnown.into()],
        (RollupAction::NotSatisfied, _) => {
            vec![Kind::Attempted.into(), not(Kind::Satisfied)]
        }
        (RollupAction::Incomplete, _) => vec![Kind::Attempted.into(), not(Kind::Completed)],
    };
    RollupRule::any(ChildActivitySet::All, conditions, action)
}

fn not(kind: RollupConditionKind) -> RollupCondition {
    RollupCondition::from(kind).negated()
}
