//! A link out of the cartridge.

use crate::error::Error;
use crate::standard::CartridgeVersion;
use crate::standard::xml::{self, Element, XSI};

/// A link to a page elsewhere: a file of its own in the cartridge.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WebLink {
    /// Which Common Cartridge it follows.
    pub version: CartridgeVersion,
    /// What learners see it called.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// The window to open it in, such as `_blank`.
    pub target: Option<String>,
    /// How that window looks, in the words of JavaScript's `window.open`.
    pub window_features: Option<String>,
}

impl WebLink {
    /// A link that says nothing of windows.
    pub fn new(version: CartridgeVersion, title: impl Into<String>, url: impl Into<String>) -> Self {
        Self { version, title: title.into(), url: url.into(), target: None, window_features: None }
    }

    /// The document.
    #[must_use]
    pub fn write(&self) -> String {
        let names = self.version.names();
        let element = |name| Element::new(names.web_link, name);
        let root = element("webLink")
            .attribute_in(XSI, "schemaLocation", names.web_link_schema)
            .child(element("title").text(&self.title))
            .child(
                element("url")
                    .attribute("href", &self.url)
                    .attribute_if("target", self.target.as_ref())
                    .attribute_if("windowFeatures", self.window_features.as_ref()),
            );
        xml::write(&root, &names.web_link_prefixes)
    }

    /// Reads a document.
    ///
    /// # Errors
    /// [`Error::Xml`] when it is not well-formed, is no web link of a known version, or leads nowhere.
    pub fn read(document: &[u8]) -> Result<Self, Error> {
        let error =
            |message: &str| Error::Xml { document: "web link".to_owned(), message: message.to_owned() };
        let root = xml::read(document, "web link")?;
        let version = CartridgeVersion::find(|names| root.is(names.web_link, "webLink"))
            .ok_or_else(|| error("the root is no <webLink> of Common Cartridge 1.1, 1.2 or 1.3"))?;
        let namespace = version.names().web_link;
        let url = root.find(namespace, "url").ok_or_else(|| error("there is no <url>"))?;
        let attribute = |name| url.get(name).map(str::to_owned);
        Ok(Self {
            version,
            title: root.text_of(namespace, "title").unwrap_or_default(),
            url: attribute("href").ok_or_else(|| error("<url> has no href"))?,
            target: attribute("target"),
            window_features: attribute("windowFeatures"),
        })
    }
}
