use super::{Id, Question};

/// A question with its texts as HTML, for standards that take questions in words of their own.
///
/// Addresses in the texts are relative to the package's root, or absolute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AssessedQuestion {
    pub(crate) question: Question,
    /// HTML.
    pub(crate) prompt: String,
    /// What is chosen, put in order or typed, in the author's order; those of several gaps or steps one after the other.
    pub(crate) answers: Vec<AssessedAnswer>,
    /// HTML lines: what is to be paired, in the order of the response; for a performance its steps.
    pub(crate) stems: Vec<String>,
    /// HTML lines: what it can be paired with. Places in a picture have no text.
    pub(crate) targets: Vec<String>,
    /// What is looked at.
    pub(crate) picture: Option<AssessedPicture>,
    pub(crate) feedback: AssessedFeedback,
    /// The bank that it is drawn from, and how many of the bank's are asked.
    pub(crate) drawn: Option<(Id, usize)>,
}

/// One answer of an [`AssessedQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AssessedAnswer {
    /// HTML; plain text for what is typed and for places in a picture.
    pub(crate) text: String,
    /// HTML.
    pub(crate) feedback: Option<String>,
}

/// What is said to an answer as a whole, in HTML.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct AssessedFeedback {
    pub(crate) correct: Option<String>,
    pub(crate) partly: Option<String>,
    pub(crate) incorrect: Option<String>,
    /// An answer to compare one's own with.
    pub(crate) sample: Option<String>,
}

/// The picture of a question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AssessedPicture {
    pub(crate) address: String,
    pub(crate) alt: String,
    /// In pixels, as far as the file says it.
    pub(crate) size: Option<(u32, u32)>,
}
