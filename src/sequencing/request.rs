//! What is asked of the engine, and what it answers.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::exception::Exception;

/// A navigation request: of the learner by the LMS's controls, or of the content by `adl.nav.request`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Request {
    /// Begin a session with the first activity.
    Start,
    /// Begin a session where everything was suspended.
    ResumeAll,
    /// Go to the next activity.
    Continue,
    /// Go to the activity before.
    Previous,
    /// Go to this activity.
    Choice(String),
    /// Go to this activity, whatever choice and flow allow. Of the content only, since the 4th Edition.
    Jump(String),
    /// End the attempt on the current activity.
    Exit,
    /// End all attempts.
    ExitAll,
    /// Break off the attempt on the current activity: it does not end, so nothing rolls up and no rule acts.
    Abandon,
    /// Break off all attempts that go on, and leave.
    AbandonAll,
    /// Leave, to come back to the same place.
    SuspendAll,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Outcome {
    /// This activity is to be launched.
    Delivered(String),
    /// The attempt ended, and the session goes on without an activity: the learner chooses what comes next.
    Waiting,
    /// The session is over.
    Ended,
}

/// A request that leads nowhere. As the standard has it, the attempt on the current activity may have ended on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    /// Why.
    pub exception: Exception,
    /// Whether an attempt ended before that became clear, so that the state is no longer what it was.
    pub ended_attempts: bool,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.exception.fmt(f)
    }
}

impl std::error::Error for Refusal {}

/// Which requests would be accepted now: what an LMS enables among its controls, and tells content under
/// `adl.nav.request_valid`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "each is a request")]
pub struct ValidRequests {
    /// [`Request::Start`].
    pub start: bool,
    /// [`Request::ResumeAll`].
    pub resume_all: bool,
    /// [`Request::Continue`].
    #[serde(rename = "continue")]
    pub continue_: bool,
    /// [`Request::Previous`].
    pub previous: bool,
    /// [`Request::Exit`].
    pub exit: bool,
    /// [`Request::ExitAll`].
    pub exit_all: bool,
    /// [`Request::Abandon`].
    pub abandon: bool,
    /// [`Request::AbandonAll`].
    pub abandon_all: bool,
    /// [`Request::SuspendAll`].
    pub suspend_all: bool,
    /// Activities that can be chosen, in the order in which the learner meets them.
    pub choice: Vec<String>,
    /// Activities that content can jump to, in the same order. Empty before the 4th Edition.
    pub jump: Vec<String>,
}

/// What content reported during its attempt: the parts of its run-time data that sequencing looks at. What it did not say
/// is `None`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct RunTimeData {
    /// `cmi.success_status`: passed or failed; `None` for unknown.
    pub success: Option<bool>,
    /// `cmi.completion_status`: completed, or incomplete and not attempted; `None` for unknown.
    pub completion: Option<bool>,
    /// `cmi.score.scaled`.
    pub scaled_score: Option<f64>,
    /// `cmi.progress_measure`.
    pub progress_measure: Option<f64>,
    /// `cmi.score.raw`, `.min` and `.max`, which other activities can read since the 4th Edition.
    pub raw_score: RawScore,
    /// `cmi.objectives`. Those that are no objectives of the activity stay with the content.
    pub objectives: Vec<RunTimeObjective>,
    /// `cmi.exit`.
    pub exit: Exit,
    /// `adl.nav.request`.
    pub request: Option<Request>,
}

/// A raw score and its range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct RawScore {
    /// The score.
    pub raw: Option<f64>,
    /// The least that there can be.
    pub min: Option<f64>,
    /// The most that there can be.
    pub max: Option<f64>,
}

/// One of `cmi.objectives`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct RunTimeObjective {
    /// `id`, which is an `objectiveID` of the activity.
    pub id: String,
    /// `success_status`.
    pub success: Option<bool>,
    /// `completion_status`.
    pub completion: Option<bool>,
    /// `score.scaled`.
    pub scaled_score: Option<f64>,
    /// `progress_measure`.
    pub progress_measure: Option<f64>,
    /// `score.raw`, `.min` and `.max`.
    pub raw_score: RawScore,
}

/// `cmi.exit`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exit {
    /// `normal`, or nothing said: the attempt is over.
    #[default]
    Normal,
    /// The attempt goes on when the activity is delivered again.
    Suspend,
    /// Time is up: the learner leaves the course, whatever else was asked.
    TimeOut,
    /// The learner leaves the course, whatever else was asked.
    Logout,
}
