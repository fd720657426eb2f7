use super::Question;

/// A question with its texts as HTML, for standards that take questions in words of their own.
///
/// Addresses in the texts are relative to the package's root, or absolute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AssessedQuestion {
    pub(crate) question: Question,
    /// HTML.
    pub(crate) prompt: String,
    /// In the order of the question's answers.
    pub(crate) answers: Vec<AssessedAnswer>,
}

/// One answer of an [`AssessedQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AssessedAnswer {
    /// HTML; plain text for fill-in.
    pub(crate) text: String,
    /// HTML.
    pub(crate) feedback: Option<String>,
}
