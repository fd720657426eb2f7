use serde::{Deserialize, Serialize};

/// What a catalogue wants to know of a course. It becomes the LOM record of the package.
///
/// ```
/// use coursewright::model::Metadata;
/// let metadata = Metadata::new().description("Moon, sun and sea.").keyword("sea").author("Ada Marsh").minutes(20);
/// assert_eq!(metadata.duration, Some(20));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Metadata {
    /// One paragraph of plain text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Words to find it by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Names of the people or organisations who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The author's own version, such as `1.2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Copyright or licence, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// Typical learning time in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<u32>,
    /// An address that names the course in the whole world, such as `https://example.com/courses/first-aid`. There need
    /// not be a page at it. cmi5 and xAPI keep learners' records under it, so it never changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
}

impl Metadata {
    /// A record that says nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the paragraph that describes it.
    #[must_use]
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = text.into();
        self
    }

    /// Adds a word to find it by.
    #[must_use]
    pub fn keyword(mut self, word: impl Into<String>) -> Self {
        self.keywords.push(word.into());
        self
    }

    /// Adds a person or organisation who wrote it.
    #[must_use]
    pub fn author(mut self, name: impl Into<String>) -> Self {
        self.authors.push(name.into());
        self
    }

    /// Sets the author's own version.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// Sets copyright or licence, in words.
    #[must_use]
    pub fn rights(mut self, rights: impl Into<String>) -> Self {
        self.rights = Some(rights.into());
        self
    }

    /// The IRI that the author gave, or a URN that is as unique as the identifier.
    pub(crate) fn iri_or_urn(&self, identifier: &str) -> String {
        self.iri.clone().unwrap_or_else(|| format!("urn:coursewright:{identifier}"))
    }

    /// Sets the IRI that names the course in the whole world.
    #[must_use]
    pub fn iri(mut self, iri: impl Into<String>) -> Self {
        self.iri = Some(iri.into());
        self
    }

    /// Sets the typical learning time in minutes.
    #[must_use]
    pub fn minutes(mut self, minutes: u32) -> Self {
        self.duration = Some(minutes);
        self
    }
}
