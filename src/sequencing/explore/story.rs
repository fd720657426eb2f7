//! What learners do, told in words.

use std::fmt;

use crate::sequencing::request::{Exit, Request, RunTimeData, RunTimeObjective};

/// Something that a learner does, or that the content reports while the learner is in it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// The learner asks to go somewhere.
    Request(Request),
    /// The content of the current activity reports how it stands.
    Report {
        /// The activity.
        activity: String,
        /// What its content reports.
        data: RunTimeData,
    },
}

/// What a learner did from the beginning on, one thing after the other. It prints as a sentence:
/// ``start; `test` is failed; choose `lesson` ``.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Story(pub(super) Vec<Action>);

impl Story {
    /// The actions, the first one first.
    #[must_use]
    pub fn actions(&self) -> &[Action] {
        &self.0
    }
}

impl fmt::Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing has to be done");
        }
        for (number, action) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str("; ")?;
            }
            action.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(request) => write_request(request, f),
            Self::Report { activity, data } => {
                write!(f, "`{activity}` is {}", outcome(data))?;
                if let Some(score) = data.scaled_score {
                    write!(f, " with {} %", (score * 10_000.0).round() / 100.0)?;
                }
                if data.exit == Exit::Suspend {
                    f.write_str(", to go on later")?;
                }
                write_objectives(&data.objectives, f)
            }
        }
    }
}

fn write_request(request: &Request, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(match request {
        Request::Start => "start",
        Request::ResumeAll => "resume",
        Request::Continue => "continue",
        Request::Previous => "go back",
        Request::Choice(target) => return write!(f, "choose `{target}`"),
        Request::Jump(target) => return write!(f, "jump to `{target}`"),
        Request::Exit => "leave the activity",
        Request::ExitAll => "leave the course",
        Request::Abandon => "abandon the activity",
        Request::AbandonAll => "abandon the course",
        Request::SuspendAll => "suspend the course",
    })
}

fn outcome(data: &RunTimeData) -> &'static str {
    match (data.success, data.completion) {
        (Some(true), Some(true) | None) => "passed",
        (Some(true), Some(false)) => "passed without being completed",
        (Some(false), _) => "failed",
        (None, Some(true)) => "completed",
        (None, Some(false)) => "left incomplete",
        (None, None) => "left without a word",
    }
}

fn write_objectives(objectives: &[RunTimeObjective], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let named = |success| {
        let names = objectives.iter().filter(|objective| objective.success == Some(success));
        names.map(|objective| format!("`{}`", objective.id)).collect::<Vec<_>>().join(", ")
    };
    let (met, missed) = (named(true), named(false));
    match (met.is_empty(), missed.is_empty()) {
        (true, true) => Ok(()),
        (false, true) => write!(f, " ({met} met)"),
        (true, false) => write!(f, " ({missed} missed)"),
        (false, false) => write!(f, " ({met} met, {missed} missed)"),
    }
}
