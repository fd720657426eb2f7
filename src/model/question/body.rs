//! What each kind of question asks for.

use serde::{Deserialize, Serialize};

use super::Answer;

/// The kinds of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum QuestionKind {
    /// One of several answers; exactly one is right.
    Choice,
    /// Any number of answers.
    MultipleResponse,
    /// A statement to judge.
    TrueFalse,
    /// Gaps to fill with short texts.
    FillIn,
    /// A number.
    Numeric,
    /// Stems and what matches each.
    Matching,
    /// Items to bring into order.
    Ordering,
    /// Items to sort into groups.
    Sorting,
    /// Labels to put where they belong in a picture.
    DragAndDrop,
    /// Places to find in a picture.
    Hotspot,
    /// A statement to agree with on a scale.
    Likert,
    /// A text of some length.
    LongAnswer,
    /// Steps of a procedure.
    Performance,
}

impl QuestionKind {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Choice,
        Self::MultipleResponse,
        Self::TrueFalse,
        Self::FillIn,
        Self::Numeric,
        Self::Matching,
        Self::Ordering,
        Self::Sorting,
        Self::DragAndDrop,
        Self::Hotspot,
        Self::Likert,
        Self::LongAnswer,
        Self::Performance,
    ];

    /// Its name in course sources, templates and scripts, such as `multiple-response`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::MultipleResponse => "multiple-response",
            Self::TrueFalse => "true-false",
            Self::FillIn => "fill-in",
            Self::Numeric => "numeric",
            Self::Matching => "matching",
            Self::Ordering => "ordering",
            Self::Sorting => "sorting",
            Self::DragAndDrop => "drag-and-drop",
            Self::Hotspot => "hotspot",
            Self::Likert => "likert",
            Self::LongAnswer => "long-answer",
            Self::Performance => "performance",
        }
    }
}

/// What a question asks for, by kind. At most 36 of anything that is chosen from or arranged: standards report each by
/// one character.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum QuestionBody {
    /// One of several answers; exactly one is right.
    Choice {
        /// In the order shown.
        answers: Vec<Answer>,
    },
    /// Any number of answers; the response is right when it is exactly the right ones.
    MultipleResponse {
        /// In the order shown.
        answers: Vec<Answer>,
    },
    /// A statement to judge. The first answer is the one that means *true*, the second means *false*.
    TrueFalse {
        /// Two.
        answers: Vec<Answer>,
    },
    /// Short texts. In each gap, every answer marked correct is accepted; others are foreseen mistakes that have feedback.
    FillIn {
        /// One, or as many as the prompt has marks `____`, in their order.
        gaps: Vec<Gap>,
        /// Whether upper and lower case matter.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        case_sensitive: bool,
        /// Answers that are numbers are compared as numbers, and right when they are this near.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tolerance: Option<f64>,
    },
    /// A number.
    Numeric {
        /// Numbers and ranges. What is in a right one is right, whatever else holds it.
        answers: Vec<NumericAnswer>,
        /// Shown after the field.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
    },
    /// Stems and what matches each. The same match may belong to several stems.
    Matching {
        /// In the order shown; the matches are shown in another.
        pairs: Vec<Pair>,
        /// Markdown: matches of nothing.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        distractors: Vec<String>,
    },
    /// Items in the right order; they are shown in another.
    Ordering {
        /// Markdown.
        items: Vec<String>,
    },
    /// Items by the groups that they belong to; they are shown mixed.
    Sorting {
        /// In the order shown.
        groups: Vec<SortingGroup>,
        /// Markdown: items that belong to no group.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        strangers: Vec<String>,
    },
    /// Labels and their places in a picture.
    DragAndDrop {
        /// What they are put on.
        picture: Picture,
        /// They are shown mixed. Labels with the same place share it.
        labels: Vec<Label>,
    },
    /// Places in a picture. With several right ones, all have to be found.
    Hotspot {
        /// What is looked at.
        picture: Picture,
        /// What can be chosen.
        regions: Vec<Region>,
    },
    /// A scale.
    Likert {
        /// Markdown, from low to high.
        points: Vec<String>,
    },
    /// A text of some length.
    LongAnswer {
        /// Characters, as UTF-16 units: 16 bits each of the learner's state at worst.
        #[serde(default = "long_answer")]
        max: u16,
        /// Markdown: an answer that is shown after the learner's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sample: Option<String>,
    },
    /// Steps, each with actions to choose from.
    Performance {
        /// In order.
        steps: Vec<Step>,
    },
}

fn long_answer() -> u16 {
    QuestionBody::LONG_ANSWER
}

impl QuestionBody {
    /// Characters of a long answer where the author says nothing.
    pub const LONG_ANSWER: u16 = 300;

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> QuestionKind {
        match self {
            Self::Choice { .. } => QuestionKind::Choice,
            Self::MultipleResponse { .. } => QuestionKind::MultipleResponse,
            Self::TrueFalse { .. } => QuestionKind::TrueFalse,
            Self::FillIn { .. } => QuestionKind::FillIn,
            Self::Numeric { .. } => QuestionKind::Numeric,
            Self::Matching { .. } => QuestionKind::Matching,
            Self::Ordering { .. } => QuestionKind::Ordering,
            Self::Sorting { .. } => QuestionKind::Sorting,
            Self::DragAndDrop { .. } => QuestionKind::DragAndDrop,
            Self::Hotspot { .. } => QuestionKind::Hotspot,
            Self::Likert { .. } => QuestionKind::Likert,
            Self::LongAnswer { .. } => QuestionKind::LongAnswer,
            Self::Performance { .. } => QuestionKind::Performance,
        }
    }

    /// The picture that it is about.
    #[must_use]
    pub fn picture(&self) -> Option<&Picture> {
        match self {
            Self::DragAndDrop { picture, .. } | Self::Hotspot { picture, .. } => Some(picture),
            _ => None,
        }
    }
}

/// A gap of a fill-in question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Gap {
    /// Plain texts: those that are accepted, and foreseen mistakes.
    pub answers: Vec<Answer>,
}

/// A range of numbers, ends included, with what is said to a learner whose number is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NumericAnswer {
    /// The least.
    pub min: f64,
    /// The greatest.
    pub max: f64,
    /// Whether numbers in it are right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub correct: bool,
    /// Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
}

impl NumericAnswer {
    /// Right: a number, or one that is at most this far away.
    #[must_use]
    pub fn correct(value: f64, tolerance: f64) -> Self {
        Self { min: value - tolerance, max: value + tolerance, correct: true, feedback: None }
    }

    /// A foreseen mistake, and what is said about it (Markdown).
    pub fn incorrect(value: f64, tolerance: f64, feedback: impl Into<String>) -> Self {
        let feedback = Some(feedback.into());
        Self { min: value - tolerance, max: value + tolerance, correct: false, feedback }
    }
}

/// A stem and its match, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Pair {
    /// What is asked.
    pub stem: String,
    /// What belongs to it.
    pub target: String,
}

/// A group of a sorting question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SortingGroup {
    /// Markdown.
    pub title: String,
    /// Markdown: what belongs to it.
    pub items: Vec<String>,
}

impl SortingGroup {
    /// A group with its items.
    pub fn new<S: Into<String>>(title: impl Into<String>, items: impl IntoIterator<Item = S>) -> Self {
        Self { title: title.into(), items: items.into_iter().map(Into::into).collect() }
    }
}

/// A picture and what it says, for those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Picture {
    /// Path, relative to the course folder.
    pub src: String,
    /// What it says.
    pub alt: String,
    /// Markdown below the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

impl Picture {
    /// A picture without a caption.
    pub fn new(src: impl Into<String>, alt: impl Into<String>) -> Self {
        Self { src: src.into(), alt: alt.into(), caption: None }
    }
}

/// A rectangle in a picture, in percent of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rectangle {
    /// From the left edge.
    pub left: f64,
    /// From the upper edge.
    pub top: f64,
    /// Of the picture's width.
    pub width: f64,
    /// Of the picture's height.
    pub height: f64,
}

/// A label of a drag-and-drop question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Label {
    /// Markdown.
    pub text: String,
    /// Where it belongs; nowhere when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Rectangle>,
}

/// A place in the picture of a hotspot question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Region {
    /// Plain text: what it is called by screen readers and in reports.
    pub text: String,
    /// Where it is.
    pub area: Rectangle,
    /// Whether it is to be found.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub correct: bool,
    /// Markdown shown when the learner chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
}

/// A step of a performance question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Step {
    /// Markdown: the situation.
    pub title: String,
    /// What can be done; one is right.
    pub actions: Vec<Answer>,
}
