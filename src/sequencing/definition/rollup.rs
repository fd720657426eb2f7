//! Rollup: how the status of activities becomes that of their parent (SM.5, SM.8).

use serde::{Deserialize, Serialize};

use super::Combination;

/// `imsss:rollupRule`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RollupRule {
    /// Of how many activities inside the conditions have to hold; of all, unless said otherwise.
    #[serde(default)]
    pub child_activity_set: ChildActivitySet,
    /// How the conditions are put together: one is enough, unless said otherwise.
    #[serde(default = "any")]
    pub combination: Combination,
    /// The conditions.
    pub conditions: Vec<RollupCondition>,
    /// What the activity becomes.
    pub action: RollupAction,
}

fn any() -> Combination {
    Combination::Any
}

impl RollupRule {
    /// When any of these conditions holds of so many activities inside.
    #[must_use]
    pub fn any(
        child_activity_set: ChildActivitySet,
        conditions: impl Into<Vec<RollupCondition>>,
        action: RollupAction,
    ) -> Self {
        Self { child_activity_set, combination: Combination::Any, conditions: conditions.into(), action }
    }
}

/// `childActivitySet` with its numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ChildActivitySet {
    /// Of each that counts.
    #[default]
    All,
    /// Of at least one.
    Any,
    /// Of none.
    None,
    /// Of so many or more (`minimumCount`).
    AtLeastCount(u32),
    /// Of such a part of them or more (`minimumPercent`), 0 to 1.
    AtLeastPercent(f64),
}

/// `imsss:rollupCondition`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RollupCondition {
    /// What is looked at.
    pub condition: RollupConditionKind,
    /// `operator="not"`. What is unknown stays unknown.
    #[serde(default)]
    pub not: bool,
}

impl From<RollupConditionKind> for RollupCondition {
    fn from(condition: RollupConditionKind) -> Self {
        Self { condition, not: false }
    }
}

impl RollupCondition {
    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { not: !self.not, ..self }
    }
}

/// What a condition of a rollup rule looks at, of an activity inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RollupConditionKind {
    /// Its primary objective is satisfied.
    Satisfied,
    /// It is known whether its primary objective is satisfied.
    ObjectiveStatusKnown,
    /// Its primary objective has a measure.
    ObjectiveMeasureKnown,
    /// It is completed.
    Completed,
    /// It is known whether it is completed.
    ActivityProgressKnown,
    /// There was an attempt on it.
    Attempted,
    /// There were as many attempts on it as there may be.
    AttemptLimitExceeded,
    /// A time limit is over. Unknown: this engine has no clock.
    TimeLimitExceeded,
    /// It is too early or too late. Unknown: this engine has no clock.
    OutsideAvailableTimeRange,
}

/// What a rollup rule makes of the activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RollupAction {
    /// The primary objective is satisfied.
    Satisfied,
    /// The primary objective is not satisfied.
    NotSatisfied,
    /// The activity is completed.
    Completed,
    /// The activity is not completed.
    Incomplete,
}

/// The attributes of `imsss:rollupRules` (SM.8).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct RollupControls {
    /// The activity counts for whether its parent is satisfied. True unless said otherwise.
    pub rollup_objective_satisfied: bool,
    /// The activity counts for whether its parent is completed. True unless said otherwise.
    pub rollup_progress_completion: bool,
    /// How much its measure counts in its parent's, 0 to 1; 1 unless said otherwise.
    pub objective_measure_weight: f64,
}

impl Default for RollupControls {
    fn default() -> Self {
        Self {
            rollup_objective_satisfied: true,
            rollup_progress_completion: true,
            objective_measure_weight: 1.0,
        }
    }
}

/// `adlseq:rollupConsiderations`: when the activity counts in its parent's rollup; always, unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct RollupConsiderations {
    /// For whether the parent is satisfied.
    pub required_for_satisfied: RequiredFor,
    /// For whether the parent is not satisfied.
    pub required_for_not_satisfied: RequiredFor,
    /// For whether the parent is completed.
    pub required_for_completed: RequiredFor,
    /// For whether the parent is incomplete.
    pub required_for_incomplete: RequiredFor,
    /// The measure decides on satisfaction while an attempt goes on too. True unless said otherwise.
    pub measure_satisfaction_if_active: bool,
}

impl Default for RollupConsiderations {
    fn default() -> Self {
        Self {
            required_for_satisfied: RequiredFor::Always,
            required_for_not_satisfied: RequiredFor::Always,
            required_for_completed: RequiredFor::Always,
            required_for_incomplete: RequiredFor::Always,
            measure_satisfaction_if_active: true,
        }
    }
}

/// When an activity counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RequiredFor {
    /// In any case.
    #[default]
    Always,
    /// Once there was an attempt on it, and while none is suspended.
    IfNotSuspended,
    /// Once there was an attempt on it.
    IfAttempted,
    /// Unless a rule skips it.
    IfNotSkipped,
}
