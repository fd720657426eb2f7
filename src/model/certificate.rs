use serde::{Deserialize, Serialize};

/// A page to print, for learners who have completed the course, and passed it if it has a mastery score.
///
/// ```
/// use coursewright::model::Certificate;
/// let certificate = Certificate::new()
///     .title("Certificate of completion")
///     .text("{name} has completed “{course}” on {date}.")
///     .signed_by("Ada Marsh, Harbour Line");
/// # let _ = certificate;
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Certificate {
    /// What stands above; the theme's own words when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it says, in plain text: `{name}`, `{course}`, `{date}` and `{score}` are replaced. The theme's own words when
    /// absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Who signs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<String>,
    /// Path of a picture; the brand's logo when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

impl Certificate {
    /// What is replaced in the text.
    pub(crate) const PLACEHOLDERS: [&'static str; 4] = ["name", "course", "date", "score"];

    /// A certificate in the theme's own words.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets what stands above.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets what it says.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Sets who signs it.
    #[must_use]
    pub fn signed_by(mut self, name: impl Into<String>) -> Self {
        self.signed_by = Some(name.into());
        self
    }

    /// Sets the path of a picture.
    #[must_use]
    pub fn logo(mut self, path: impl Into<String>) -> Self {
        self.logo = Some(path.into());
        self
    }
}
