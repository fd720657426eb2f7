//! SCORM 2004's sequencing: what a course says about its activities, and an engine that follows it.
//!
//! A learning management system that plays SCORM 2004 has to decide, after every step of a learner, what comes next, what
//! may be chosen, and how the course stands. This module does that, and nothing else: no clocks, no files, no run-time of
//! the content.
//!
//! - [`ActivityTree`] is the course: [`Activity`] after activity with its [`Sequencing`], the definition model of IMS Simple
//!   Sequencing with ADL's extensions.
//! - [`Engine`] is one learner in it. [`Engine::request`] processes a navigation request to its [`Outcome`], or a [`Refusal`]
//!   with the standard's own exception; [`Engine::report`] takes what the content reported while it is open, and
//!   [`Engine::content_ended`] what it reported last, with the learner's request or its own;
//!   [`Engine::valid_requests`] says what would be accepted now, choice targets included.
//! - [`ActivityTree::explore`] walks through all states that learners can reach, and finds where they get stuck.
//! - [`State`] is all that has to be kept between two requests, for serde to write; [`GlobalObjectives`] is what courses of
//!   one learner share.
//!
//! The [`Manifest`](crate::standard::scorm2004::Manifest) of a package makes the tree (`activity_tree`), and says which page an activity
//! is (`launch`). `examples/steering.rs` is a learner in somebody's package, whose state is kept as JSON between two requests.
//!
//! The processes of the standard (SCORM 2004 SN) are found in the engine under their identifiers: NB.2.1, TB.2.1 to TB.2.3,
//! RB.1.1 to RB.1.5, SB.2.1 to SB.2.13, SR.1 and SR.2, DB.1.1 to DB.2.1, UP.1 to UP.5, OP.1. Where the editions differ, the
//! [`Edition`] that an engine is given decides.

mod definition;
mod edition;
mod engine;
mod exception;
mod explore;
mod request;
mod state;
#[cfg(test)]
mod tests;
mod tree;

pub use definition::{
    ChildActivitySet, Combination, CompletionThreshold, ConditionKind, ConstrainedChoice, ControlMode,
    DeliveryControls, ExitAction, LimitConditions, LmsControl, Objective, ObjectiveMap, Objectives,
    PostAction, PreAction, Randomization, RequiredFor, RollupAction, RollupCondition, RollupConditionKind,
    RollupConsiderations, RollupControls, RollupRule, Rule, RuleCondition, Sequencing, SequencingRules,
    SharedDataMap, Timing,
};
pub use edition::Edition;
pub(crate) use engine::draw;
pub use engine::{Engine, StateMismatch, Status};
pub use exception::Exception;
pub(crate) use explore::rules;
pub use explore::{Action, Exploration, ExplorationLimits, Finding, FindingKind, Story};
#[cfg(test)]
pub(crate) use explore::{Contents, Thinned};
pub use request::{Exit, Outcome, RawScore, Refusal, Request, RunTimeData, RunTimeObjective, ValidRequests};
pub(crate) use state::decimal;
pub use state::{GlobalObjectives, ObjectiveState, State};
pub use tree::{Activity, ActivityTree, TreeError};
