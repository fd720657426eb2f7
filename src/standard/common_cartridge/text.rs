//! Text that says what it is.

use crate::standard::xml::Element;

/// A text with its format.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Text {
    /// Plain text or HTML.
    pub format: TextFormat,
    /// The text itself. In HTML, the addresses of the cartridge's files begin with `$IMS-CC-FILEBASE$` and are relative to
    /// the folder of the file that holds the text.
    pub text: String,
}

/// What a text is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TextFormat {
    /// Plain text.
    #[default]
    Plain,
    /// HTML.
    Html,
}

impl Text {
    /// A plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { format: TextFormat::Plain, text: text.into() }
    }

    /// A text in HTML.
    pub fn html(text: impl Into<String>) -> Self {
        Self { format: TextFormat::Html, text: text.into() }
    }

    /// Reads an element with `texttype` (`text` of a topic, `mattext` of QTI).
    pub(super) fn read(element: &Element) -> Result<Self, String> {
        let format = match element.get("texttype").unwrap_or("text/plain") {
            "text/plain" => TextFormat::Plain,
            "text/html" => TextFormat::Html,
            other => return Err(format!("texttype is `{other}`, expected text/plain or text/html")),
        };
        Ok(Self { format, text: element.text.clone() })
    }
}

impl TextFormat {
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Html => "text/html",
        }
    }
}
