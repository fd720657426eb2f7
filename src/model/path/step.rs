use serde::{Deserialize, Serialize};

use super::Requirement;
use crate::model::{Discussion, Id, LiveSession, SignOff};

/// A step of a [`LearningPath`](super::LearningPath). [`Step::course`], [`Step::test`] and their likes begin one; serde reads and writes
/// it in the words of `path.json`.
///
/// ```
/// use coursewright::model::path::{Requirement, Step};
///
/// let step = Step::link("tides", "The tide table", "https://example.com/tides").after_completing("walk").into_step();
/// assert_eq!(step.after, Some(Requirement::completed("walk")));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Step {
    /// Unique in the path; learners' records hang on it.
    pub id: Id,
    /// What learners see it called; the title of its course or lesson when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is made of.
    pub content: Content,
    /// What has to be reached before it opens, besides the order of its group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Requirement>,
    /// What makes it superfluous: it is passed over, holds nothing up and does not count, but may still be taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_if: Option<Requirement>,
    /// Neither completion nor success of what is around it ask for it.
    #[serde(default)]
    pub optional: bool,
    /// When it is done. A group is done when its steps are, so it does not say this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
    /// Percent that passes, instead of the mastery score of the course.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass_mark: Option<f64>,
    /// How often it may be begun, the first time included; any number of times when absent. Only a failed attempt ends, so a step that is done
    /// needs no further one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u16>,
    /// What to do for those who fail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remediation: Option<Remediation>,
    /// Its share of the score of what is around it, 0 to 1. When absent: 1 for what can be passed and is not optional, and for a
    /// group of such steps, else 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// Minutes for one attempt; the attempt ends when they are over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_limit: Option<u16>,
    /// It should be done so many days after the learner began the path. Learners are told; nothing closes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<u16>,
}

impl Step {
    /// The group, if it is one.
    #[must_use]
    pub fn as_group(&self) -> Option<&Group> {
        match &self.content {
            Content::Group(group) => Some(group),
            _ => None,
        }
    }

    /// What is in it: the steps of a group, then the remedial steps.
    pub fn inner(&self) -> impl DoubleEndedIterator<Item = &Self> {
        let grouped = self.as_group().map_or(&[][..], |group| &group.steps);
        grouped.iter().chain(self.remediation.iter().flat_map(|remediation| &remediation.steps))
    }

    /// Levels of steps, itself included.
    pub(super) fn levels(&self) -> usize {
        let (mut levels, mut open) = (0, vec![(self, 1)]);
        while let Some((step, level)) = open.pop() {
            levels = levels.max(level);
            open.extend(step.inner().map(|inner| (inner, level + 1)));
        }
        levels
    }
}

/// What a step is made of.
///
/// ```
/// use coursewright::model::path::{Content, Step};
///
/// let url = "https://example.com/tides".to_owned();
/// let step = Step::new("tides", Content::Link { url, description: None });
/// assert!(step.as_group().is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[non_exhaustive]
pub enum Content {
    /// A whole course.
    Course {
        /// One of the path's courses.
        course: Id,
    },
    /// One lesson of a course, with the questions that it asks.
    Lesson {
        /// One of the path's courses.
        course: Id,
        /// Its lesson.
        lesson: Id,
    },
    /// A test of questions drawn from banks of the path's courses.
    Test {
        /// Where they are drawn from.
        draws: Vec<TestDraw>,
    },
    /// A meeting at a time.
    Session(LiveSession),
    /// Something to do, confirmed by somebody with a code.
    Assignment(SignOff),
    /// Something to talk about.
    Discussion(Discussion),
    /// A page of the web.
    Link {
        /// An `https` address.
        url: String,
        /// Markdown: what to look for there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
    },
    /// Several steps.
    Group(Group),
}

/// Questions of one bank in a test. [`StepBuilder::draw_from`](super::StepBuilder::draw_from) makes it.
///
/// ```
/// use coursewright::model::path::{Content, Step, TestDraw};
///
/// let draw = TestDraw { course: "safety".into(), bank: "questions".into(), count: 3 };
/// let step = Step::new("final", Content::Test { draws: vec![draw] });
/// assert_eq!(step.inner().count(), 0);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TestDraw {
    /// One of the path's courses.
    pub course: Id,
    /// Its bank.
    pub bank: Id,
    /// How many.
    pub count: u16,
}

/// Several steps, and how they are taken.
///
/// ```
/// use coursewright::model::path::{Group, Order, Step};
///
/// let link = |id: &str| Step::link(id, id, "https://example.com").into_step();
/// let mut group = Group::default(); // one after the other
/// group.order = Order::Any;
/// group.choose = Some(1);
/// group.steps = vec![link("one"), link("two")];
/// assert_eq!(serde_json::to_value(&group)?["order"], "any");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Group {
    /// In which order.
    pub order: Order,
    /// So many of the steps that are not optional are enough; all of them when absent. The learner decides which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choose: Option<u16>,
    /// So many of the steps are offered, drawn for each learner; all of them when absent. Not with [`Order::Linear`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draw: Option<u16>,
    /// Whether the steps stand in another order for each learner. Not with [`Order::Linear`].
    pub shuffle: bool,
    /// The steps.
    pub steps: Vec<Step>,
}

impl Group {
    /// How many levels of groups and remedial steps a path may have.
    pub const MAX_LEVELS: usize = 16;
}

/// In which order the steps of a group are taken.
///
/// ```
/// use coursewright::model::path::{Group, Order};
///
/// assert_eq!(Group::default().order, Order::Linear);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Order {
    /// One after the other: a step opens when all before it that are not optional are done or skipped.
    #[default]
    Linear,
    /// In any order; "next" leads from one to the next.
    Any,
    /// In any order, and each has to be chosen: "next" does not lead from one to the next.
    Choice,
}

/// When a step is done.
///
/// ```
/// # use coursewright::{Course, Lesson, Question};
/// use coursewright::LearningPath;
/// use coursewright::model::path::{Done, Step};
/// # let trust = Course::builder("trust", "Trust").mastery_score(80)
/// #     .lesson(Lesson::builder("promises", "Promises").question(Question::true_false("kept", "Keep them.", true))).build()?;
/// let path = LearningPath::builder("leaders", "Leaders")
///     .step(Step::course("once", &trust))
///     .step(Step::course("again", &trust).done(Done::Finished))
///     .build()?;
/// let done: Vec<_> = path.all_steps().into_iter().map(|step| path.done_of(step)).collect();
/// assert_eq!(done, [Done::Passed, Done::Finished]);
/// # Ok::<(), coursewright::Report>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Done {
    /// When it was passed. So it is unless said otherwise, if it has a pass mark.
    Passed,
    /// When an attempt came to its end, passed or failed. For pre-tests.
    Finished,
    /// When the course says that it is completed. So it is unless said otherwise, if there is nothing to pass.
    Completed,
}

/// What learners who fail a step do before they may try again: after all attempts of a round have failed, the remedial steps
/// open, and once they are done a new round begins.
///
/// ```
/// use coursewright::model::path::{Remediation, Step};
/// # use coursewright::{Course, Lesson, Question};
/// # let trust = Course::builder("trust", "Trust").mastery_score(80)
/// #     .lesson(Lesson::builder("promises", "Promises").question(Question::true_false("kept", "Keep them.", true))).build()?;
/// let step = Step::course("trust", &trust)
///     .remediation(Remediation::after(2).rounds(1).step(Step::lesson("again", &trust, "promises")))
///     .into_step();
/// let remediation = step.remediation.unwrap();
/// assert_eq!((remediation.tries, remediation.rounds, remediation.steps.len()), (2, Some(1), 1));
/// # Ok::<(), coursewright::Report>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Remediation {
    /// Attempts in a round; at least 1, and [`MAX_TRIES`](Self::MAX_TRIES) in all rounds together.
    pub tries: u16,
    /// Rounds after the first, at least 1, before each of which the remedial steps have to be done; after the last one the step
    /// cannot be tried any more. When absent, the remedial steps come once, and then the step may be tried any number of times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u16>,
    /// What opens in between, one after the other. They are done once for each round.
    pub steps: Vec<Step>,
}

impl Remediation {
    /// How many tries a step may have in all its rounds together; nobody takes more, and each is an activity of its own for
    /// an LMS that steers.
    pub const MAX_TRIES: usize = 100;
}
