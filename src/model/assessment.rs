use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Course, Id, Lesson, Question};

/// Questions to draw from: lessons take some of them with a [`Draw`](super::Draw), others for each learner.
///
/// ```
/// use coursewright::model::{Bank, Draw};
/// use coursewright::{Block, Course, Lesson, Question};
///
/// let bank = Bank::new("trust", "Questions about trust")
///     .question(Question::true_false("kept", "A kept promise builds trust.", true))
///     .question(Question::true_false("yes", "Saying yes to everything builds trust.", false));
/// let course = Course::builder("leading-upward", "Leading upward")
///     .bank(bank)
///     .lesson(Lesson::builder("check", "Check yourself").draw("check-trust", "trust", 1))
///     .build()?;
/// assert_eq!(course.questions().count(), 2);
/// # Ok::<(), coursewright::Report>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Bank {
    /// Unique among the banks of the course.
    pub id: Id,
    /// What authors call it. Learners do not see it.
    pub title: String,
    /// Their identifiers are unique in the whole course.
    pub questions: Vec<Question>,
}

impl Bank {
    /// An empty bank.
    pub fn new(id: impl Into<Id>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), questions: Vec::new() }
    }

    /// Adds a question.
    #[must_use]
    pub fn question(mut self, question: Question) -> Self {
        self.questions.push(question);
        self
    }

    /// What a drawn question weighs on average; those that are never scored weigh nothing.
    #[cfg(feature = "markdown")]
    #[expect(clippy::cast_precision_loss, reason = "a bank has few questions")]
    pub(crate) fn mean_weight(&self) -> f64 {
        let scored = self.questions.iter().filter(|question| question.is_scored());
        scored.map(|question| question.weight).sum::<f64>() / self.questions.len().max(1) as f64
    }
}

/// What makes a lesson a test: all answers are submitted together, and nothing is told about them before.
///
/// **The score.** In the score of the course a test weighs as much as its questions do; of what is drawn, as much as the
/// questions of the bank on average. Questions outside of tests count besides, each by its own weight.
///
/// **Testing out.** Whoever passes has the lessons of [`test_out`](Self::test_out) marked as seen, and what is asked there
/// leaves the score. A test that stands before all of these lessons is a pre-test: it counts once it is passed, in
/// place of their questions; not taken or not passed it counts for nothing and holds nothing up.
///
/// ```
/// use coursewright::model::Assessment;
/// use coursewright::{Course, Lesson, Question};
///
/// let course = Course::builder("leading-upward", "Leading upward")
///     .objective("trust", "Explain what builds trust")
///     .lesson(Lesson::builder("promises", "Kept promises").markdown("Trust grows from kept promises."))
///     .lesson(
///         Lesson::builder("test", "Test")
///             .assessment(Assessment::new().pass_mark(75).attempts(2).remediation("trust", "promises"))
///             .question(Question::true_false("kept", "A kept promise builds trust.", true).objective("trust")),
///     )
///     .build()?;
/// assert!(course.lessons()[1].assessment.is_some());
/// # Ok::<(), coursewright::Report>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Assessment {
    /// Percent that passes, 0 to 100; the course's mastery score when absent. Without either nobody passes or fails. It is
    /// the mark of this test alone: whether the course is passed, its mastery score says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass_mark: Option<f64>,
    /// How often it may be taken; 0 means as often as wanted. Each time has other drawn questions and another order.
    pub attempts: u8,
    /// Which attempt counts.
    pub counts: Counts,
    /// Whether learners are told what was right.
    pub review: Review,
    /// The questions stand in another order in each attempt.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shuffle: bool,
    /// Minutes for an attempt, 1 to 600. The clock runs while the course is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_limit: Option<u16>,
    /// How often a learner may have half of the time once more, 0 to 10. WCAG 2.2 (2.2.1) asks for ten, unless the limit
    /// is essential to what is tested.
    pub extensions: u8,
    /// Lessons that those who pass need not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub test_out: Vec<Id>,
    /// The lesson to read again for each objective that was missed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub remediation: BTreeMap<Id, Id>,
}

impl Default for Assessment {
    fn default() -> Self {
        Self {
            pass_mark: None,
            attempts: 1,
            counts: Counts::default(),
            review: Review::default(),
            shuffle: false,
            time_limit: None,
            extensions: 1,
            test_out: Vec::new(),
            remediation: BTreeMap::new(),
        }
    }
}

impl Assessment {
    /// The longest time limit, in minutes.
    pub const MAX_MINUTES: u16 = 600;

    /// The most extensions of the time.
    pub const MAX_EXTENSIONS: u8 = 10;

    /// One attempt, with a review after submitting.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the percent that passes, 0 to 100.
    #[must_use]
    pub fn pass_mark(mut self, percent: impl Into<f64>) -> Self {
        self.pass_mark = Some(percent.into());
        self
    }

    /// Sets how often it may be taken; 0 means as often as wanted.
    #[must_use]
    pub fn attempts(mut self, attempts: u8) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets which attempt counts.
    #[must_use]
    pub fn counts(mut self, counts: Counts) -> Self {
        self.counts = counts;
        self
    }

    /// Sets whether learners are told what was right.
    #[must_use]
    pub fn review(mut self, review: Review) -> Self {
        self.review = review;
        self
    }

    /// Puts the questions into another order in each attempt.
    #[must_use]
    pub fn shuffled(mut self) -> Self {
        self.shuffle = true;
        self
    }

    /// Sets the minutes for an attempt.
    #[must_use]
    pub fn time_limit(mut self, minutes: u16) -> Self {
        self.time_limit = Some(minutes);
        self
    }

    /// Sets how often a learner may have half of the time once more.
    #[must_use]
    pub fn extensions(mut self, extensions: u8) -> Self {
        self.extensions = extensions;
        self
    }

    /// Frees those who pass from a lesson.
    #[must_use]
    pub fn test_out(mut self, lesson: impl Into<Id>) -> Self {
        self.test_out.push(lesson.into());
        self
    }

    /// Sends those who missed an objective to a lesson.
    #[must_use]
    pub fn remediation(mut self, objective: impl Into<Id>, lesson: impl Into<Id>) -> Self {
        self.remediation.insert(objective.into(), lesson.into());
        self
    }
}

impl Course {
    /// Whether a lesson is a test that stands before every lesson that it frees from.
    pub(crate) fn is_pretest(&self, lesson: &Lesson) -> bool {
        let Some(assessment) = &lesson.assessment else { return false };
        let lessons = self.lessons();
        let before = lessons.iter().take_while(|other| other.id != lesson.id);
        let is_read = |id: &Id| before.clone().any(|other| other.id == *id);
        !assessment.test_out.is_empty() && !assessment.test_out.iter().any(is_read)
    }
}

/// Which attempt at a test counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Counts {
    /// The one with the best score.
    #[default]
    Best,
    /// The last.
    Last,
    /// The first; more attempts are for practice.
    First,
}

/// When learners are told what was right in a test.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Review {
    /// Once all answers are submitted.
    #[default]
    AfterSubmitting,
    /// Never: only the score is told.
    Never,
}
