//! Text in a language, as cmi5 and xAPI packages carry it: by an attribute `lang` without a namespace.

use super::xml::{Element, XML};

/// A text and its language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LangString {
    /// BCP 47 language, when the document gives one.
    pub lang: Option<String>,
    /// The text, without the white space around it.
    pub text: String,
}

impl LangString {
    /// A text in a language.
    pub(crate) fn new(lang: &str, text: &str) -> Self {
        Self { lang: Some(lang.to_owned()).filter(|lang| !lang.is_empty()), text: text.trim().to_owned() }
    }

    pub(crate) fn write(&self, element: Element) -> Element {
        element.attribute_if("lang", self.lang.as_ref()).text(&self.text)
    }

    /// Some tools say `xml:lang`.
    pub(crate) fn read(element: &Element) -> Self {
        let lang = element.get("lang").or_else(|| element.get_in(XML, "lang"));
        Self::new(lang.unwrap_or_default().trim(), &element.text)
    }
}
