//! Conditions and how they are put together. Nothing known is neither true nor false, and `None` here.

use super::Engine;
use crate::sequencing::definition::{
    Combination, ConditionKind, RollupCondition, RollupConditionKind, Rule, RuleCondition,
};
use crate::sequencing::edition::Edition;

impl Engine {
    /// Whether a rule holds (UP.2.1). One without conditions is unknown.
    pub(super) fn rule_holds<A>(&self, place: usize, rule: &Rule<A>) -> Option<bool> {
        combine(rule.combination, rule.conditions.iter().map(|condition| self.holds(place, condition)))
    }

    fn holds(&self, place: usize, condition: &RuleCondition) -> Option<bool> {
        // An objective that the activity does not have says nothing.
        let number = match &condition.referenced_objective {
            Some(id) => self.course.tree.sequencing(place).objectives.number_of(id),
            None => Some(0),
        };
        let objective = number.map(|number| self.objective(place, number)).unwrap_or_default();
        // Before the 4th Edition, completion is the activity's alone.
        let progress = match self.course.edition {
            Edition::Fourth => objective,
            _ => self.objective(place, 0),
        };
        let threshold = condition.measure_threshold;
        let truth = match condition.condition {
            ConditionKind::Satisfied => objective.satisfied,
            ConditionKind::ObjectiveStatusKnown => Some(objective.satisfied.is_some()),
            ConditionKind::ObjectiveMeasureKnown => Some(objective.measure.is_some()),
            ConditionKind::ObjectiveMeasureGreaterThan => {
                objective.measure.map(|measure| measure > threshold)
            }
            ConditionKind::ObjectiveMeasureLessThan => objective.measure.map(|measure| measure < threshold),
            ConditionKind::Completed => progress.completed,
            ConditionKind::ActivityProgressKnown => Some(progress.completed.is_some()),
            ConditionKind::Attempted => Some(self.was_attempted(place)),
            ConditionKind::AttemptLimitExceeded => Some(self.attempts_are_used_up(place)),
            ConditionKind::TimeLimitExceeded | ConditionKind::OutsideAvailableTimeRange => None,
            ConditionKind::Always => Some(true),
        };
        truth.map(|truth| truth != condition.not)
    }

    /// Whether the conditions of a rollup rule hold of an activity inside (RB.1.4.1).
    pub(super) fn rollup_conditions_hold(
        &self,
        child: usize,
        combination: Combination,
        conditions: &[RollupCondition],
    ) -> Option<bool> {
        let primary = self.objective(child, 0);
        let hold = |condition: &RollupCondition| {
            let truth = match condition.condition {
                RollupConditionKind::Satisfied => primary.satisfied,
                RollupConditionKind::ObjectiveStatusKnown => Some(primary.satisfied.is_some()),
                RollupConditionKind::ObjectiveMeasureKnown => Some(primary.measure.is_some()),
                RollupConditionKind::Completed => primary.completed,
                RollupConditionKind::ActivityProgressKnown => Some(primary.completed.is_some()),
                RollupConditionKind::Attempted => Some(self.was_attempted(child)),
                RollupConditionKind::AttemptLimitExceeded => Some(self.attempts_are_used_up(child)),
                RollupConditionKind::TimeLimitExceeded | RollupConditionKind::OutsideAvailableTimeRange => {
                    None
                }
            };
            truth.map(|truth| truth != condition.not)
        };
        combine(combination, conditions.iter().map(hold))
    }

    pub(super) fn was_attempted(&self, place: usize) -> bool {
        self.state.activities[place].attempts > 0
    }

    pub(super) fn attempts_are_used_up(&self, place: usize) -> bool {
        let attempts = self.state.activities[place].attempts;
        let limit = self.course.tree.sequencing(place).limits.attempt_limit;
        attempts > 0 && limit.is_some_and(|limit| attempts >= limit)
    }
}

/// One that decides is enough; without it, one that is unknown leaves all unknown.
pub(super) fn combine(
    combination: Combination,
    truths: impl ExactSizeIterator<Item = Option<bool>>,
) -> Option<bool> {
    if truths.len() == 0 {
        return None;
    }
    let decisive = combination == Combination::Any;
    let mut result = Some(!decisive);
    for truth in truths {
        match truth {
            Some(truth) if truth == decisive => return Some(decisive),
            Some(_) => {}
            None => result = None,
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_decides_nothing() {
        let (yes, no, unknown) = (Some(true), Some(false), None);
        let all = |truths: &[Option<bool>]| combine(Combination::All, truths.iter().copied());
        let any = |truths: &[Option<bool>]| combine(Combination::Any, truths.iter().copied());
        assert_eq!((all(&[yes, yes]), any(&[no, no])), (yes, no));
        assert_eq!((all(&[yes, unknown]), any(&[no, unknown])), (unknown, unknown));
        assert_eq!((all(&[unknown, no]), any(&[unknown, yes])), (no, yes));
        assert_eq!((all(&[]), any(&[])), (unknown, unknown));
    }
}
