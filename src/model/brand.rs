use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Design tokens: how a course looks for one customer. Everything not said here is the theme's own.
///
/// Colours are CSS hexadecimal colours (`#0b5fff`); the keys of both maps are the theme's token names without
/// `--cw-`, for example `accent`, `background`, `text`. Insufficient contrast is a finding when the course is published.
///
/// ```
/// use coursewright::model::Brand;
/// let brand = Brand::new().colour("accent", "#0f4c81").radius(4).logo("media/logo.svg", "Harbour Line");
/// assert_eq!(brand.colours["accent"], "#0f4c81");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Brand {
    /// Colours on a light background.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub colours: BTreeMap<String, String>,
    /// Colours on a dark background.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub dark_colours: BTreeMap<String, String>,
    /// CSS font stacks by use: `body`, `heading`, `code`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fonts: BTreeMap<String, String>,
    /// Corner radius in CSS pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius: Option<u8>,
    /// Path of the logo, relative to the course folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// What the logo says, for those who do not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_alt: Option<String>,
}

impl Brand {
    /// A brand that changes nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a colour of the light scheme.
    #[must_use]
    pub fn colour(mut self, token: impl Into<String>, value: impl Into<String>) -> Self {
        self.colours.insert(token.into(), value.into());
        self
    }

    /// Sets a colour of the dark scheme.
    #[must_use]
    pub fn dark_colour(mut self, token: impl Into<String>, value: impl Into<String>) -> Self {
        self.dark_colours.insert(token.into(), value.into());
        self
    }

    /// Sets a font stack: `body`, `heading` or `code`.
    #[must_use]
    pub fn font(mut self, usage: impl Into<String>, stack: impl Into<String>) -> Self {
        self.fonts.insert(usage.into(), stack.into());
        self
    }

    /// Sets the corner radius in CSS pixels.
    #[must_use]
    pub fn radius(mut self, pixels: u8) -> Self {
        self.radius = Some(pixels);
        self
    }

    /// Sets the logo and what it says.
    #[must_use]
    pub fn logo(mut self, path: impl Into<String>, alternative: impl Into<String>) -> Self {
        self.logo = Some(path.into());
        self.logo_alt = Some(alternative.into());
        self
    }
}
