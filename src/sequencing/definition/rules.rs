//! Sequencing rules (SM.2).

use serde::{Deserialize, Serialize};

/// `imsss:sequencingRules`. Of each kind, the first rule that holds acts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct SequencingRules {
    /// Looked at while the activity is considered for delivery.
    pub pre: Vec<Rule<PreAction>>,
    /// Looked at on an activity when something inside it ended.
    pub exit: Vec<Rule<ExitAction>>,
    /// Looked at when an attempt on the activity ended and was not suspended.
    pub post: Vec<Rule<PostAction>>,
}

/// If these conditions hold, do that.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule<A> {
    /// How the conditions are put together: all of them have to hold, unless said otherwise.
    #[serde(default)]
    pub combination: Combination,
    /// The conditions. A rule without any does nothing.
    pub conditions: Vec<RuleCondition>,
    /// What happens.
    pub action: A,
}

impl<A> Rule<A> {
    /// When all these conditions hold.
    #[must_use]
    pub fn all(conditions: impl Into<Vec<RuleCondition>>, action: A) -> Self {
        Self { combination: Combination::All, conditions: conditions.into(), action }
    }

    /// When any of these conditions holds.
    #[must_use]
    pub fn any(conditions: impl Into<Vec<RuleCondition>>, action: A) -> Self {
        Self { combination: Combination::Any, conditions: conditions.into(), action }
    }
}

/// `conditionCombination`. What is unknown stays unknown, unless the other conditions decide without it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Combination {
    /// Each has to hold.
    #[default]
    All,
    /// One is enough.
    Any,
}

/// `imsss:ruleCondition`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RuleCondition {
    /// What is looked at.
    pub condition: ConditionKind,
    /// Of which objective of the activity; the primary one when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referenced_objective: Option<String>,
    /// What a measure is compared with; 0 unless said otherwise.
    #[serde(default)]
    pub measure_threshold: f64,
    /// `operator="not"`. What is unknown stays unknown.
    #[serde(default)]
    pub not: bool,
}

impl From<ConditionKind> for RuleCondition {
    fn from(condition: ConditionKind) -> Self {
        Self { condition, referenced_objective: None, measure_threshold: 0.0, not: false }
    }
}

impl RuleCondition {
    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { not: !self.not, ..self }
    }

    /// The same of another objective of the activity.
    #[must_use]
    pub fn of(self, objective: impl Into<String>) -> Self {
        Self { referenced_objective: Some(objective.into()), ..self }
    }

    /// Compared with this measure.
    #[must_use]
    pub fn threshold(self, measure_threshold: f64) -> Self {
        Self { measure_threshold, ..self }
    }
}

/// What a condition of a sequencing rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ConditionKind {
    /// The objective is satisfied. Unknown before anything was reported.
    Satisfied,
    /// It is known whether the objective is satisfied.
    ObjectiveStatusKnown,
    /// The objective has a measure.
    ObjectiveMeasureKnown,
    /// The measure is above the threshold. Unknown without a measure.
    ObjectiveMeasureGreaterThan,
    /// The measure is below the threshold. Unknown without a measure.
    ObjectiveMeasureLessThan,
    /// The attempt is completed. Unknown before anything was reported.
    Completed,
    /// It is known whether the attempt is completed.
    ActivityProgressKnown,
    /// There was an attempt.
    Attempted,
    /// There were as many attempts as there may be.
    AttemptLimitExceeded,
    /// A time limit is over. Unknown: this engine has no clock.
    TimeLimitExceeded,
    /// It is too early or too late. Unknown: this engine has no clock.
    OutsideAvailableTimeRange,
    /// Always holds.
    Always,
}

/// What a precondition does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PreAction {
    /// Flow passes over the activity and all inside.
    Skip,
    /// The activity and all inside cannot be delivered.
    Disabled,
    /// The activity and all inside cannot be chosen.
    HiddenFromChoice,
    /// What comes after the activity cannot be chosen from here.
    StopForwardTraversal,
}

/// What an exit rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ExitAction {
    /// The attempt on the activity ends with the one inside.
    Exit,
}

/// What a postcondition does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PostAction {
    /// Ends the parent too, whose postconditions come next.
    ExitParent,
    /// Ends everything.
    ExitAll,
    /// Delivers the activity again.
    Retry,
    /// Begins the whole course again.
    RetryAll,
    /// Goes to the next activity.
    Continue,
    /// Goes to the activity before.
    Previous,
}
