//! What the script of a course knows of the learning path that it is a step of.

use serde::Serialize;

use crate::model::Id;
use crate::model::path::Done;
use crate::steering::Enough;

/// A step, as the configuration of its course's page tells it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StepOf {
    /// The step's identifier.
    pub(crate) id: Id,
    /// When the step is done, whatever the course would say by itself.
    pub(crate) done: Done,
    /// What the LMS is told of, besides, as soon as it is true.
    pub(crate) facts: Vec<StepFact>,
    /// What it counts, so that the LMS is told when learners have done enough of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enough: Option<Enough>,
    /// What the LMS calls it, where the page may ask for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) item: Option<String>,
    /// How often it may be begun, where no LMS counts that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attempts: Option<u16>,
    /// Minutes for one attempt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time_limit: Option<u16>,
}

/// Something that what comes later depends on, and the objective that is satisfied by it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct StepFact {
    pub(crate) objective: String,
    /// `attempted`, `done`, `passed`, `failed` or `score`.
    pub(crate) fact: &'static str,
    /// The score that it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) percent: Option<f64>,
}
