use serde::{Deserialize, Serialize};

use super::Captions;

/// A lesson read aloud. Paths are relative to the course folder, with forward slashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Narration {
    /// Path of the recording.
    pub src: String,
    /// Captions by language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<Captions>,
    /// Markdown: what is said and does not stand on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transcript: Option<String>,
}

impl Narration {
    /// A recording of what stands on the page.
    pub fn new(src: impl Into<String>) -> Self {
        Self { src: src.into(), captions: Vec::new(), transcript: None }
    }
}
