use serde::{Deserialize, Serialize};

/// What a catalogue wants to know of a course. It becomes the LOM record of the package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
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
}
