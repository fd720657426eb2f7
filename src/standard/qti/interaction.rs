//! What a learner does in an item (QTI 2.1 ASI §7, QTI 3.0 ASI §2.7).

use super::content::Node;

/// What a learner does to answer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Interaction {
    /// `choiceInteraction`: choosing among answers. The response is right when exactly the right ones are chosen.
    Choice {
        /// Whether any number may be chosen, or one.
        multiple: bool,
        /// The question as a line of text; empty when it stands in the body.
        prompt: Vec<Node>,
        /// What there is to choose from, in order.
        choices: Vec<Choice>,
        /// Identifiers of the right ones.
        correct: Vec<String>,
    },
    /// `textEntryInteraction`: typing a short text.
    TextEntry {
        /// Roughly how many characters are expected.
        expected_length: Option<u32>,
        /// Whether upper and lower case matter.
        case_sensitive: bool,
        /// The texts that are right.
        accepted: Vec<String>,
        /// What is said to some texts, right or wrong.
        feedback: Vec<TextFeedback>,
    },
    /// `textEntryInteraction` in several places of the [body](Node::Gap).
    Gaps {
        /// Whether upper and lower case matter.
        case_sensitive: bool,
        /// The texts that are right in each.
        accepted: Vec<Vec<String>>,
    },
    /// `textEntryInteraction` for a number.
    Number {
        /// Roughly how many characters are expected.
        expected_length: Option<u32>,
        /// What stands after the field.
        unit: String,
        /// The first one that holds the number says what it is worth.
        ranges: Vec<NumberRange>,
    },
    /// `extendedTextInteraction`: a text of some length.
    ExtendedText {
        /// Roughly how many characters are expected.
        expected_length: Option<u32>,
    },
    /// `matchInteraction`: a partner for each of some things.
    Match {
        /// The question as a line of text; empty when it stands in the body.
        prompt: Vec<Node>,
        /// Each has at most one partner.
        stems: Vec<Choice>,
        /// Each may be the partner of several.
        targets: Vec<Choice>,
        /// Identifiers of a stem and its partner. A stem that is not named has none.
        correct: Vec<(String, String)>,
    },
    /// `orderInteraction`: everything in its order.
    Order {
        /// The question as a line of text; empty when it stands in the body.
        prompt: Vec<Node>,
        /// In the order in which they are met.
        choices: Vec<Choice>,
        /// Identifiers in the right order.
        correct: Vec<String>,
    },
    /// `hotspotInteraction`: choosing places in a picture.
    Hotspot {
        /// Whether any number may be chosen, or one.
        multiple: bool,
        /// The question as a line of text; empty when it stands in the body.
        prompt: Vec<Node>,
        /// What is looked at.
        picture: ItemPicture,
        /// What can be chosen.
        places: Vec<Place>,
        /// Identifiers of the right ones.
        correct: Vec<String>,
        /// What is said when a place was chosen, by its identifier.
        feedback: Vec<(String, Vec<Node>)>,
    },
    /// `graphicGapMatchInteraction`: labels and their places in a picture. QTI 2.1 knows no labels of text there, so it is
    /// written in 3.0 alone.
    GraphicMatch {
        /// The question as a line of text; empty when it stands in the body.
        prompt: Vec<Node>,
        /// What the labels are put on.
        picture: ItemPicture,
        /// Each goes to at most one place.
        labels: Vec<Choice>,
        /// Each takes any number of labels.
        places: Vec<Place>,
        /// Identifiers of a label and its place. A label that is not named has none.
        correct: Vec<(String, String)>,
    },
    /// `choiceInteraction` several times: one choice in each step.
    Steps(Vec<StepChoice>),
}

/// `simpleChoice` and its likes: one thing to choose, to match or to put in order.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Choice {
    /// Unique in the item.
    pub identifier: String,
    /// What it says.
    pub content: Vec<Node>,
    /// What is said when it was chosen. Only choices have it.
    pub feedback: Vec<Node>,
}

/// `modalFeedback` to a text that was typed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TextFeedback {
    /// Unique in the item.
    pub identifier: String,
    /// The text.
    pub text: String,
    /// What is said.
    pub content: Vec<Node>,
}

/// Numbers that are right, or a foreseen mistake.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NumberRange {
    /// Unique in the item.
    pub identifier: String,
    /// The least number in it.
    pub min: f64,
    /// The greatest.
    pub max: f64,
    /// Whether it is right.
    pub correct: bool,
    /// What is said.
    pub content: Vec<Node>,
}

/// A picture to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemPicture {
    /// As seen from the item.
    pub address: String,
    /// What it says.
    pub alt: String,
    /// In pixels: places are counted in them.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// A rectangle in a picture, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// Unique in the item.
    pub identifier: String,
    /// What it is called by who does not see it; empty for nothing.
    pub label: String,
    /// Left, top, right and bottom.
    pub edges: [u32; 4],
}

/// One step, and what can be done in it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StepChoice {
    /// What the step is, as a line of text.
    pub prompt: Vec<Node>,
    /// What can be done.
    pub choices: Vec<Choice>,
    /// Identifiers of what is right.
    pub correct: Vec<String>,
}

/// How a response is scored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scoring {
    /// 1 when everything is right, and 0 otherwise.
    #[default]
    Whole,
    /// Each right part its share. Where any number can be chosen, each wrong one takes a share away again.
    Each,
    /// Not at all: there is no right and wrong.
    None,
}

/// `modalFeedback` to the response as a whole. What is empty is not said.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Overall {
    /// When everything is right.
    pub correct: Vec<Node>,
    /// When a part is right.
    pub partly: Vec<Node>,
    /// When nothing is.
    pub incorrect: Vec<Node>,
    /// To any response, where nothing is scored: one to compare with.
    pub sample: Vec<Node>,
}

impl Overall {
    /// By the names of the outcomes.
    pub(super) fn all(&self) -> [(&'static str, &Vec<Node>); 4] {
        [
            ("correct", &self.correct),
            ("partly", &self.partly),
            ("incorrect", &self.incorrect),
            ("sample", &self.sample),
        ]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all().iter().all(|(_, content)| content.is_empty())
    }
}

impl Interaction {
    /// How many parts can be right, where each counts.
    pub(super) fn parts(&self) -> usize {
        match self {
            Self::Choice { correct, .. } | Self::Hotspot { correct, .. } | Self::Order { correct, .. } => {
                correct.len()
            }
            Self::Match { stems, .. } => stems.len(),
            Self::GraphicMatch { labels, .. } => labels.len(),
            Self::Gaps { accepted, .. } => accepted.len(),
            Self::Steps(steps) => steps.len(),
            Self::TextEntry { .. } | Self::Number { .. } | Self::ExtendedText { .. } => 1,
        }
    }

    /// Whether something is said to some answer.
    pub(super) fn has_feedback(&self) -> bool {
        let says = |choices: &[Choice]| choices.iter().any(|choice| !choice.feedback.is_empty());
        match self {
            Self::Choice { choices, .. } => says(choices),
            Self::Steps(steps) => steps.iter().any(|step| says(&step.choices)),
            Self::TextEntry { feedback, .. } => !feedback.is_empty(),
            Self::Hotspot { feedback, .. } => !feedback.is_empty(),
            Self::Number { ranges, .. } => ranges.iter().any(|range| !range.content.is_empty()),
            _ => false,
        }
    }

    /// Whether several answers are given at once, each with its feedback.
    pub(super) fn is_multiple(&self) -> bool {
        matches!(self, Self::Choice { multiple: true, .. } | Self::Hotspot { multiple: true, .. })
    }
}

/// The name of a variable of one of several parts, by its place.
pub(super) fn numbered(name: &str, index: usize) -> String {
    format!("{name}-{}", index + 1)
}
