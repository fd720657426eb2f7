//! Learning paths: which courses, lessons, meetings and tasks a learner takes, in which order, and what opens what.
//!
//! What a path says, in plain words: steps stand in groups; a group says in which order they are taken and how many of them; a
//! step says what has to be reached before it [opens](Step::after), what makes it [superfluous](Step::skip_if), and when it is
//! [done](Done). Whatever has opened never closes again, so nothing that a learner reached is ever taken away.

mod builder;
mod courses;
mod leaf;
mod requirement;
pub(crate) mod rules;
mod step;
mod step_builder;
#[cfg(test)]
mod tests;
mod validate;

pub use builder::PathBuilder;
pub use requirement::Requirement;
pub use step::{Content, Done, Group, Order, Remediation, Step, TestDraw};
pub use step_builder::{RemediationBuilder, StepBuilder};

use serde::{Deserialize, Serialize};

use super::{Brand, Certificate, Course, Id, Metadata, Origin};
use crate::diagnostic::Report;

/// A learning path: made here with [`builder`](Self::builder), read from a folder of files, or by serde from `path.json`'s words.
///
/// What can be done with it: [`check`](Self::check) tells everything that is wrong with it at once, [`explore`](Self::explore) proves that
/// nobody gets stuck, [`publish`](Self::publish) makes a package of it in any standard, [`outline`](Self::outline) and [`svg`](Self::svg)
/// show it to people, and a [`Learner`](crate::steering::Learner) takes its [`route`](Self::route).
///
/// ```
/// # use coursewright::{Course, Lesson, Question};
/// use coursewright::LearningPath;
/// use coursewright::model::LiveSession;
/// use coursewright::model::path::Step;
/// # let course = |id: &str, title: &str| Course::builder(id, title)
/// #     .mastery_score(80)
/// #     .lesson(Lesson::builder("page", "Page").question(Question::true_false("kept", "Promises are kept.", true)))
/// #     .build();
/// # let (why, trust) = (course("why", "Why it matters")?, course("trust", "Trust comes first")?);
///
/// let path = LearningPath::builder("leader-and-manager", "Leaders and their managers")
///     .language("en-GB")
///     .step(Step::course("why", &why))
///     .step(Step::session(
///         LiveSession::new("workshop", "Putting it to work", "2027-03-01 10:00", "Europe/London", 90).code("HARBOUR"),
///     ))
///     .step(Step::course("trust", &trust).after_passing("why").attempts(2))
///     .build()?;                                // reports every problem found, not only the first
/// assert_eq!(path.courses.len(), 2);
/// # Ok::<(), coursewright::Report>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct LearningPath {
    /// Identifies the path for ever: packages and learners' records carry it.
    pub id: Id,
    /// What learners see it called.
    pub title: String,
    /// BCP 47 language of what the path itself says.
    pub language: String,
    /// What a catalogue wants to know.
    #[serde(default)]
    pub metadata: Metadata,
    /// How the path's own pages look, and the courses' pages too where a brand is set.
    #[serde(default)]
    pub brand: Brand,
    /// When the learner has passed the whole.
    #[serde(default)]
    pub success: Success,
    /// What learners can print once they have completed the path, and passed it if it can be passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// The courses that steps are made of, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub courses: Vec<Course>,
    /// The steps, and how they are taken.
    pub steps: Group,

    #[serde(skip)]
    pub(crate) origin: Origin,
}

/// When the learner has passed the whole path. Completed it is when its group of steps is done.
///
/// ```
/// # use coursewright::{Course, Lesson, Question};
/// use coursewright::LearningPath;
/// use coursewright::model::path::{Step, Success};
/// # let course = |id: &str| Course::builder(id, id).mastery_score(80)
/// #     .lesson(Lesson::builder("page", "Page").question(Question::true_false("kept", "Keep promises.", true))).build();
/// # let (safety, customs) = (course("safety")?, course("customs")?);
/// let path = LearningPath::builder("port", "New in port")
///     .success(Success::Score(70.0))
///     .step(Step::course("safety", &safety).weight(0.75))
///     .step(Step::course("customs", &customs).weight(0.25))
///     .build()?;
/// # assert_eq!(path.success, Success::Score(70.0));
/// # Ok::<(), coursewright::Report>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Success {
    /// Every step that counts and can be passed is passed; those that were skipped are left out, and at least one is left.
    #[default]
    EveryStep,
    /// The mean of the scores of all steps that have a [weight](Step::weight), by their weights, reaches this percent; what has no score yet
    /// counts 0. A group has the mean of what is in it.
    Score(f64),
}

impl LearningPath {
    /// How many steps a path may have, groups and remedial steps included.
    pub const MAX_STEPS: usize = 1_000;

    /// How many [places](crate::steering::Place) a path may have: tries and remedial steps are one in each round.
    pub const MAX_PLACES: usize = 20_000;

    /// Begins a path in English.
    pub fn builder(id: impl Into<Id>, title: impl Into<String>) -> PathBuilder {
        PathBuilder::new(id.into(), title.into())
    }

    /// The course of this identifier.
    #[must_use]
    pub fn course(&self, id: &Id) -> Option<&Course> {
        self.courses.iter().find(|course| course.id == *id)
    }

    /// Every step, groups before what is in them, remedial steps after the step that they belong to.
    #[must_use]
    pub fn all_steps(&self) -> Vec<&Step> {
        let mut all = Vec::new();
        let mut open: Vec<&Step> = self.steps.steps.iter().rev().collect();
        while let Some(step) = open.pop() {
            all.push(step);
            open.extend(step.inner().rev());
        }
        all
    }

    /// Everything that is wrong with the path and with its courses, whatever standard it is published for.
    #[must_use]
    pub fn check(&self) -> Report {
        let noted = self.origin.noted.iter().cloned();
        let mut report = self.origin.locate(noted.chain(validate::validate(self)));
        report.append(courses::findings(self));
        report
    }
}
