//! What a course says about its sequencing: the sequencing definition model of IMS SS 1.0 with ADL's extensions, as plain
//! data. Every field has the default that the standard gives it.

mod objectives;
mod rollup;
mod rules;

pub use objectives::{Objective, ObjectiveMap, Objectives, SharedDataMap};
pub use rollup::{
    ChildActivitySet, RequiredFor, RollupAction, RollupCondition, RollupConditionKind, RollupConsiderations,
    RollupControls, RollupRule,
};
pub use rules::{
    Combination, ConditionKind, ExitAction, PostAction, PreAction, Rule, RuleCondition, SequencingRules,
};

use serde::{Deserialize, Serialize};

/// All that one activity says about its sequencing: `imsss:sequencing` with the `adlseq` elements in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Sequencing {
    /// How learners may move among the activities inside (SM.1).
    pub control_mode: ControlMode,
    /// What choice may not do here (SM.1, `adlseq:constrainedChoiceConsiderations`).
    pub constrained_choice: ConstrainedChoice,
    /// Rules that act before, while and after the activity is attempted (SM.2).
    pub rules: SequencingRules,
    /// How often and how long (SM.3).
    pub limits: LimitConditions,
    /// How the status of the activities inside becomes this one's (SM.5).
    pub rollup_rules: Vec<RollupRule>,
    /// What this activity gives to its parent's status (SM.8).
    pub rollup_controls: RollupControls,
    /// When this activity counts for its parent's status (`adlseq:rollupConsiderations`).
    pub rollup_considerations: RollupConsiderations,
    /// What the activity is measured by (SM.6, SM.7).
    pub objectives: Objectives,
    /// Which of the activities inside are offered, and in which order (SM.9, SM.10).
    pub randomization: Randomization,
    /// Who says how an attempt ended (SM.11).
    pub delivery_controls: DeliveryControls,
}

/// `imsss:controlMode` (SM.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct ControlMode {
    /// Learners may choose among the activities inside. True unless said otherwise.
    pub choice: bool,
    /// Learners may leave by choosing an activity outside. True unless said otherwise.
    pub choice_exit: bool,
    /// Previous and continue work among the activities inside. False unless said otherwise.
    pub flow: bool,
    /// There is no way back. False unless said otherwise.
    pub forward_only: bool,
    /// Rules and rollup use what the activities inside know of their objectives only from this activity's current attempt.
    /// True unless said otherwise.
    pub use_current_attempt_objective_info: bool,
    /// The same for their completion. True unless said otherwise.
    pub use_current_attempt_progress_info: bool,
}

impl Default for ControlMode {
    fn default() -> Self {
        Self {
            choice: true,
            choice_exit: true,
            flow: false,
            forward_only: false,
            use_current_attempt_objective_info: true,
            use_current_attempt_progress_info: true,
        }
    }
}

/// `adlseq:constrainedChoiceConsiderations`; neither unless said so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct ConstrainedChoice {
    /// What is inside cannot be chosen from outside before the activity is attempted in another way.
    pub prevent_activation: bool,
    /// From inside only what is next to the activity can be chosen.
    pub constrain_choice: bool,
}

/// `imsss:limitConditions` (SM.3). Without clocks, this crate evaluates the number of attempts only, as ADL's own run-time
/// does; times are handed on to the content, which can keep them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct LimitConditions {
    /// So many attempts; any number when nothing is said.
    pub attempt_limit: Option<u32>,
    /// `attemptAbsoluteDurationLimit` as an XML duration: `cmi.max_time_allowed` of the content.
    pub attempt_absolute_duration_limit: Option<String>,
}

/// `imsss:randomizationControls` (SM.9, SM.10).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Randomization {
    /// When the order is drawn. Never unless said otherwise.
    pub randomization_timing: Timing,
    /// Whether an order is drawn at all, then. Not unless said so.
    pub reorder_children: bool,
    /// When the activities are drawn that are offered. Never unless said otherwise.
    pub selection_timing: Timing,
    /// How many of them; all when nothing or 0 is said.
    pub select_count: Option<u32>,
}

/// When something random is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Timing {
    /// Not at all.
    #[default]
    Never,
    /// Before the first attempt.
    Once,
    /// Before each attempt.
    OnEachNewAttempt,
}

/// `imsss:deliveryControls` (SM.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct DeliveryControls {
    /// There is a record of the activity. True unless said otherwise.
    pub tracked: bool,
    /// The content says whether it is completed; otherwise leaving it completes it. False unless said otherwise.
    pub completion_set_by_content: bool,
    /// The content says whether it is satisfied; otherwise leaving it satisfies it. False unless said otherwise.
    pub objective_set_by_content: bool,
}

impl Default for DeliveryControls {
    fn default() -> Self {
        Self { tracked: true, completion_set_by_content: false, objective_set_by_content: false }
    }
}

/// When progress counts as completion (`adlcp:completionThreshold`, CAM 4th Edition §3.4.1.13). The 2nd and 3rd Edition know
/// the progress that completes alone; a threshold that does not [complete by measure](Self::completed_by_measure) cannot be
/// said there.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct CompletionThreshold {
    /// Completion is derived from the progress measure. False unless said otherwise.
    pub completed_by_measure: bool,
    /// The progress that completes, 0 to 1; 1 unless said otherwise.
    pub min_progress_measure: f64,
    /// Weight in the completion of what it is part of, 0 to 1; 1 unless said otherwise.
    pub progress_weight: f64,
}

impl Default for CompletionThreshold {
    fn default() -> Self {
        Self { completed_by_measure: false, min_progress_measure: 1.0, progress_weight: 1.0 }
    }
}

/// A control of the LMS's own user interface (`adlnav:hideLMSUI`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum LmsControl {
    /// Goes to the previous activity.
    Previous,
    /// Goes to the next activity.
    Continue,
    /// Ends the activity.
    Exit,
    /// Ends the course. Not in the 2nd Edition.
    ExitAll,
    /// Leaves the activity without keeping its results.
    Abandon,
    /// Leaves the course without keeping its results. Not in the 2nd Edition.
    AbandonAll,
    /// Leaves the course to go on later. Not in the 2nd Edition.
    SuspendAll,
}
