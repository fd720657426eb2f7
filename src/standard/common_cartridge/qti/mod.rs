//! Questions as cartridges carry them: QTI 1.2.1 in the profile of Common Cartridge, as typed values.
//!
//! A file holds one [`Assessment`] or one [`QuestionBank`]. The profile has six kinds of [items](Item), told apart by their
//! [`Profile`]; it says what kind of response each takes, and which conditions may judge it.

mod read;
mod write;

use super::text::Text;

/// A test: what learners take in one go.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Assessment {
    /// Unique in the cartridge.
    pub identifier: String,
    /// What learners see it called.
    pub title: String,
    /// How often it may be taken.
    pub attempts: Option<Attempts>,
    /// Minutes that learners have, 1 to 527,040.
    pub time_limit: Option<u32>,
    /// Whether it may be handed in late.
    pub late_submission: Option<bool>,
    /// Whether learners see feedback.
    pub feedback: Option<bool>,
    /// Whether learners see hints.
    pub hints: Option<bool>,
    /// Whether learners see solutions.
    pub solutions: Option<bool>,
    /// Instructions for the whole test.
    pub rubric: Option<Text>,
    /// Identifier of the one section that holds all items.
    pub section: String,
    /// The questions, in order; at least one.
    pub items: Vec<Item>,
}

/// How often an assessment may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Attempts {
    /// So many times, 1 to 5.
    Times(u8),
    /// As often as wanted.
    Unlimited,
    /// As often as examinations are: the importer decides.
    Examination,
}

/// Questions for teachers to make tests of.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct QuestionBank {
    /// Unique in the cartridge.
    pub identifier: String,
    /// The questions; at least one.
    pub items: Vec<Item>,
}

/// The kind of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Profile {
    /// One of three or more answers.
    MultipleChoice,
    /// Any number of two or more answers.
    MultipleResponse,
    /// One of two answers; importers know them by the identifiers `true` and `false`.
    TrueFalse,
    /// A text that is compared with others as a whole.
    FillIn,
    /// A text that is compared with others, or searched for them.
    PatternMatch,
    /// A text that people judge.
    Essay,
}

pub(super) const PROFILES: &[(&str, Profile)] = &[
    ("cc.multiple_choice.v0p1", Profile::MultipleChoice),
    ("cc.multiple_response.v0p1", Profile::MultipleResponse),
    ("cc.true_false.v0p1", Profile::TrueFalse),
    ("cc.fib.v0p1", Profile::FillIn),
    ("cc.pattern_match.v0p1", Profile::PatternMatch),
    ("cc.essay.v0p1", Profile::Essay),
];

/// A question.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Item {
    /// Unique in its file.
    pub identifier: String,
    /// What teachers see it called.
    pub title: Option<String>,
    /// What kind it is.
    pub profile: Profile,
    /// Its points, 1 to 99.
    pub weight: Option<u8>,
    /// Where teachers find it in a bank.
    pub category: Option<String>,
    /// Whether the machine judges it; an essay has to say no.
    pub computer_scored: Option<bool>,
    /// What is asked.
    pub prompt: Option<Text>,
    /// How it is answered.
    pub response: Option<Response>,
    /// How answers are judged: in order, until one that matches does not [continue](Condition::continues).
    pub conditions: Vec<Condition>,
    /// What learners are told, when a condition says so.
    pub feedback: Vec<Feedback>,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Response {
    /// By choosing.
    Choice {
        /// By this the conditions speak of it.
        identifier: String,
        /// Whether more than one may be chosen.
        multiple: bool,
        /// What can be chosen, in order.
        answers: Vec<Answer>,
    },
    /// By writing.
    Text {
        /// By this the conditions speak of it.
        identifier: String,
    },
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// Unique in its question.
    pub identifier: String,
    /// What it says.
    pub text: Text,
}

impl Answer {
    /// An answer.
    pub fn new(identifier: impl Into<String>, text: Text) -> Self {
        Self { identifier: identifier.into(), text }
    }
}

/// A rule that judges an answer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Condition {
    /// Whether the rules after it are looked at although it matched.
    pub continues: bool,
    /// What must hold; with several tests, all of them.
    pub tests: Vec<Test>,
    /// What the score becomes, 0 to 100.
    pub score: Option<f64>,
    /// What learners are then told.
    pub shows: Vec<Shown>,
}

/// Something that holds of an answer or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Test {
    /// The answer, or one of the chosen answers, is this.
    Is(Comparison),
    /// The answer holds this text (pattern match).
    Contains(Comparison),
    /// All of these hold.
    All(Vec<Clause>),
    /// Always.
    Other,
}

/// A part of [`Test::All`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Clause {
    /// This was answered.
    Is(Comparison),
    /// These were not all answered.
    IsNot(Vec<Comparison>),
}

/// What an answer is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comparison {
    /// Identifier of the response.
    pub response: String,
    /// A text, or the identifier of an answer.
    pub value: String,
    /// Whether upper and lower case matter.
    pub case_sensitive: bool,
}

impl Comparison {
    /// A comparison.
    pub fn new(response: impl Into<String>, value: impl Into<String>, case_sensitive: bool) -> Self {
        Self { response: response.into(), value: value.into(), case_sensitive }
    }
}

/// Feedback that a condition shows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shown {
    /// What kind it is.
    pub kind: FeedbackKind,
    /// Identifier of the feedback.
    pub feedback: String,
}

/// What kind of feedback it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FeedbackKind {
    /// What is said of an answer.
    Response,
    /// The solution; its identifier is `solution`.
    Solution,
    /// A hint; its identifier is `hint`.
    Hint,
}

pub(super) const FEEDBACK_KINDS: &[(&str, FeedbackKind)] = &[
    ("Response", FeedbackKind::Response),
    ("Solution", FeedbackKind::Solution),
    ("Hint", FeedbackKind::Hint),
];

/// What learners are told.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Feedback {
    /// Conditions show it by this.
    pub identifier: String,
    /// What kind it is.
    pub kind: FeedbackKind,
    /// What it says.
    pub text: Text,
}

impl Feedback {
    /// What is said of an answer.
    pub fn response(identifier: impl Into<String>, text: Text) -> Self {
        Self { identifier: identifier.into(), kind: FeedbackKind::Response, text }
    }

    /// What a condition says to show it.
    #[must_use]
    pub fn shown(&self) -> Shown {
        Shown { kind: self.kind, feedback: self.identifier.clone() }
    }
}

pub(super) const YES_NO: &[(&str, bool)] = &[("Yes", true), ("No", false)];
