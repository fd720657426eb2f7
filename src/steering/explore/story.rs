//! What learners do on a path, told in words.

use std::fmt;

use crate::model::Id;

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum StepResult {
    /// It was passed, with so many percent.
    Passed(f64),
    /// It came to its end without being passed, with so many percent.
    Failed(f64),
    /// There was nothing to pass; with so many percent, where there is something to score.
    Finished(Option<f64>),
}

/// Something that a learner does on a path.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// A group is drawn; who is drawn something else may fare better.
    Draws {
        /// The group's place in the route.
        place: usize,
        /// Its identifier.
        id: Id,
        /// What is drawn of it.
        drawn: Vec<Id>,
    },
    /// The learner takes a step to its end.
    Takes {
        /// The place in the route.
        place: usize,
        /// Its identifier: the step's, or that of a try at it.
        id: Id,
        /// What came of it.
        result: StepResult,
    },
    /// The learner does not take a step that nobody has to take.
    LeavesOut {
        /// The place in the route.
        place: usize,
        /// Its identifier.
        id: Id,
    },
}

/// What a learner did from the beginning on, one thing after the other. It prints as a sentence:
/// ``` `lesson` is finished; `test` is failed 2 times ```.
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
        let mut rest = self.0.as_slice();
        while let Some(action) = rest.first() {
            if rest.len() < self.0.len() {
                f.write_str("; ")?;
            }
            action.fmt(f)?;
            let times = rest.iter().take_while(|it| *it == action).count();
            if times > 1 {
                write!(f, " {times} times")?;
            }
            rest = &rest[times..];
        }
        Ok(())
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Takes { id, result, .. } => write!(f, "`{id}` is {result}"),
            Self::LeavesOut { id, .. } => write!(f, "`{id}` is left out"),
            Self::Draws { id, drawn, .. } => {
                write!(f, "{} drawn from `{id}`", are_drawn(drawn, |drawn| format!("`{drawn}`")))
            }
        }
    }
}

/// `“One” and “Two” are`: what is drawn, as far as that can be read.
pub(in crate::steering) fn are_drawn(drawn: &[Id], name: impl Fn(&Id) -> String) -> String {
    const NAMED: usize = 4;
    let mut names: Vec<_> = drawn.iter().take(NAMED).map(name).collect();
    if drawn.len() > NAMED {
        names.push(format!("{} more", drawn.len() - NAMED));
    }
    match names.pop() {
        None => "nothing is".to_owned(),
        Some(only) if names.is_empty() => format!("{only} is"),
        Some(last) => format!("{} and {last} are", names.join(", ")),
    }
}

impl fmt::Display for StepResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Passed(percent) if percent < 100.0 => write!(f, "passed with {percent} %"),
            Self::Passed(_) => f.write_str("passed"),
            Self::Failed(percent) if percent > 0.0 => write!(f, "failed with {percent} %"),
            Self::Failed(_) => f.write_str("failed"),
            Self::Finished(Some(percent)) if percent < 100.0 => write!(f, "finished with {percent} %"),
            Self::Finished(_) => f.write_str("finished"),
        }
    }
}
