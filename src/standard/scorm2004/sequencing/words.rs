//! The vocabularies of the schemas.

use crate::sequencing::{
    Combination, ConditionKind, ExitAction, PostAction, PreAction, RequiredFor, RollupAction,
    RollupConditionKind, Timing,
};

pub(super) type Words<T> = &'static [(&'static str, T)];

pub(super) const COMBINATIONS: Words<Combination> = &[("all", Combination::All), ("any", Combination::Any)];

/// `operator`: whether the condition is negated.
pub(super) const OPERATORS: Words<bool> = &[("noOp", false), ("not", true)];

pub(super) const CONDITIONS: Words<ConditionKind> = &[
    ("satisfied", ConditionKind::Satisfied),
    ("objectiveStatusKnown", ConditionKind::ObjectiveStatusKnown),
    ("objectiveMeasureKnown", ConditionKind::ObjectiveMeasureKnown),
    ("objectiveMeasureGreaterThan", ConditionKind::ObjectiveMeasureGreaterThan),
    ("objectiveMeasureLessThan", ConditionKind::ObjectiveMeasureLessThan),
    ("completed", ConditionKind::Completed),
    ("activityProgressKnown", ConditionKind::ActivityProgressKnown),
    ("attempted", ConditionKind::Attempted),
    ("attemptLimitExceeded", ConditionKind::AttemptLimitExceeded),
    ("timeLimitExceeded", ConditionKind::TimeLimitExceeded),
    ("outsideAvailableTimeRange", ConditionKind::OutsideAvailableTimeRange),
    ("always", ConditionKind::Always),
];

pub(super) const PRE_ACTIONS: Words<PreAction> = &[
    ("skip", PreAction::Skip),
    ("disabled", PreAction::Disabled),
    ("hiddenFromChoice", PreAction::HiddenFromChoice),
    ("stopForwardTraversal", PreAction::StopForwardTraversal),
];

pub(super) const EXIT_ACTIONS: Words<ExitAction> = &[("exit", ExitAction::Exit)];

pub(super) const POST_ACTIONS: Words<PostAction> = &[
    ("exitParent", PostAction::ExitParent),
    ("exitAll", PostAction::ExitAll),
    ("retry", PostAction::Retry),
    ("retryAll", PostAction::RetryAll),
    ("continue", PostAction::Continue),
    ("previous", PostAction::Previous),
];

pub(super) const ROLLUP_CONDITIONS: Words<RollupConditionKind> = &[
    ("satisfied", RollupConditionKind::Satisfied),
    ("objectiveStatusKnown", RollupConditionKind::ObjectiveStatusKnown),
    ("objectiveMeasureKnown", RollupConditionKind::ObjectiveMeasureKnown),
    ("completed", RollupConditionKind::Completed),
    ("activityProgressKnown", RollupConditionKind::ActivityProgressKnown),
    ("attempted", RollupConditionKind::Attempted),
    ("attemptLimitExceeded", RollupConditionKind::AttemptLimitExceeded),
    ("timeLimitExceeded", RollupConditionKind::TimeLimitExceeded),
    ("outsideAvailableTimeRange", RollupConditionKind::OutsideAvailableTimeRange),
];

pub(super) const ROLLUP_ACTIONS: Words<RollupAction> = &[
    ("satisfied", RollupAction::Satisfied),
    ("notSatisfied", RollupAction::NotSatisfied),
    ("completed", RollupAction::Completed),
    ("incomplete", RollupAction::Incomplete),
];

pub(super) const REQUIRED_FOR: Words<RequiredFor> = &[
    ("always", RequiredFor::Always),
    ("ifAttempted", RequiredFor::IfAttempted),
    ("ifNotSkipped", RequiredFor::IfNotSkipped),
    ("ifNotSuspended", RequiredFor::IfNotSuspended),
];

pub(super) const TIMINGS: Words<Timing> =
    &[("never", Timing::Never), ("once", Timing::Once), ("onEachNewAttempt", Timing::OnEachNewAttempt)];
