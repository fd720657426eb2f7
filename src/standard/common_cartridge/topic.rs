//! A topic for discussion.

use super::text::Text;
use crate::error::Error;
use crate::standard::CartridgeVersion;
use crate::standard::xml::{self, Element, XSI};

/// What a discussion is about: a file of its own in the cartridge.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Topic {
    /// Which Common Cartridge it follows.
    pub version: CartridgeVersion,
    /// What learners see it called.
    pub title: String,
    /// What the discussion begins with.
    pub text: Text,
    /// Files that go with it: URLs relative to the topic's own file.
    pub attachments: Vec<String>,
}

impl Topic {
    /// A topic without attachments.
    pub fn new(version: CartridgeVersion, title: impl Into<String>, text: Text) -> Self {
        Self { version, title: title.into(), text, attachments: Vec::new() }
    }

    /// The document.
    #[must_use]
    pub fn write(&self) -> String {
        let names = self.version.names();
        let element = |name| Element::new(names.topic, name);
        let attachments = Some(
            element("attachments")
                .children(self.attachments.iter().map(|href| element("attachment").attribute("href", href))),
        );
        let root = element("topic")
            .attribute_in(XSI, "schemaLocation", names.topic_schema)
            .child(element("title").text(&self.title))
            .child(element("text").attribute("texttype", self.text.format.media_type()).text(&self.text.text))
            .children(attachments.filter(|attachments| !attachments.children.is_empty()));
        xml::write(&root, &names.topic_prefixes)
    }

    /// Reads a document.
    ///
    /// # Errors
    /// [`Error::Xml`] when it is not well-formed, is no topic of a known version, or has a text of an unknown type.
    pub fn read(document: &[u8]) -> Result<Self, Error> {
        let error = |message: String| Error::Xml { document: "discussion topic".to_owned(), message };
        let root = xml::read(document, "discussion topic")?;
        let version = CartridgeVersion::find(|names| root.is(names.topic, "topic"))
            .ok_or_else(|| error("the root is no <topic> of Common Cartridge 1.1, 1.2 or 1.3".to_owned()))?;
        let namespace = version.names().topic;
        let text = root.find(namespace, "text").ok_or_else(|| error("there is no <text>".to_owned()))?;
        Ok(Self {
            version,
            title: root.text_of(namespace, "title").unwrap_or_default(),
            text: Text::read(text).map_err(error)?,
            attachments: root
                .find(namespace, "attachments")
                .into_iter()
                .flat_map(|attachments| attachments.find_all(namespace, "attachment"))
                .filter_map(|attachment| attachment.get("href").map(str::to_owned))
                .collect(),
        })
    }
}
