use serde::{Deserialize, Serialize};

use crate::model::Id;

/// What a learner has to have reached. Each of them, once it holds, holds for ever.
///
/// ```
/// use coursewright::model::path::Requirement;
/// let requirement = Requirement::passed("trust").and(Requirement::completed("why"));
/// assert_eq!(requirement.steps().len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[non_exhaustive]
pub enum Requirement {
    /// The step was begun at least once.
    Attempted(Id),
    /// The step is [done](super::Done), or was skipped. The only one that a group can be asked for, besides the combinations.
    Completed(Id),
    /// The step was passed.
    Passed(Id),
    /// An attempt at the step came to its end without passing it.
    Failed(Id),
    /// An attempt at the step scored so many percent.
    Score {
        /// The step.
        step: Id,
        /// 0 to 100.
        at_least: f64,
    },
    /// All of them.
    All(Vec<Self>),
    /// One of them.
    Any(Vec<Self>),
    /// So many of them.
    AtLeast {
        /// How many.
        count: u16,
        /// Of which.
        of: Vec<Self>,
    },
}

impl Requirement {
    /// The step was begun.
    pub fn attempted(step: impl Into<Id>) -> Self {
        Self::Attempted(step.into())
    }

    /// The step or group is done.
    pub fn completed(step: impl Into<Id>) -> Self {
        Self::Completed(step.into())
    }

    /// The step was passed.
    pub fn passed(step: impl Into<Id>) -> Self {
        Self::Passed(step.into())
    }

    /// The step was tried without success.
    pub fn failed(step: impl Into<Id>) -> Self {
        Self::Failed(step.into())
    }

    /// The step was scored with so many percent, 0 to 100.
    pub fn score(step: impl Into<Id>, at_least: impl Into<f64>) -> Self {
        Self::Score { step: step.into(), at_least: at_least.into() }
    }

    /// So many of these.
    #[must_use]
    pub fn at_least(count: u16, of: impl IntoIterator<Item = Self>) -> Self {
        Self::AtLeast { count, of: of.into_iter().collect() }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match self {
            Self::All(mut all) => {
                all.push(other);
                Self::All(all)
            }
            one => Self::All(vec![one, other]),
        }
    }

    /// One of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match self {
            Self::Any(mut any) => {
                any.push(other);
                Self::Any(any)
            }
            one => Self::Any(vec![one, other]),
        }
    }

    /// Every step that it names, in order, as often as it names it.
    #[must_use]
    pub fn steps(&self) -> Vec<&Id> {
        let mut steps = Vec::new();
        let mut open = vec![self];
        while let Some(one) = open.pop() {
            match one {
                Self::Attempted(step)
                | Self::Completed(step)
                | Self::Passed(step)
                | Self::Failed(step)
                | Self::Score { step, .. } => steps.push(step),
                Self::All(of) | Self::Any(of) | Self::AtLeast { of, .. } => open.extend(of.iter().rev()),
            }
        }
        steps
    }
}
