use std::fmt;

use serde::{Deserialize, Serialize};

/// An author's identifier of a course, module, lesson, question or objective.
///
/// Learners' records hang on it, so it stays the same when titles change. Legal: 1 to 64 characters from `a`–`z`,
/// `0`–`9`, `-` and `_`, beginning with a letter. That is legal as an XML `NCName`, as a SCORM 1.2 `CMIIdentifier`,
/// as a file name on every system, and as a part of a URI. An illegal one can be held; [`build`] and
/// [`check`] report it.
///
/// [`build`]: crate::CourseBuilder::build
/// [`check`]: crate::Course::check
///
/// ```
/// use coursewright::model::Id;
/// assert!(Id::from("leading-upward").is_legal());
/// assert!(!Id::from("Leading upward").is_legal());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// The longest legal identifier, in characters.
    pub const MAX_LENGTH: usize = 64;

    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it follows the grammar above.
    #[must_use]
    pub fn is_legal(&self) -> bool {
        self.0.len() <= Self::MAX_LENGTH
            && self.0.starts_with(|c: char| c.is_ascii_lowercase())
            && self.0.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
    }
}

impl<T: Into<String>> From<T> for Id {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
