//! A small XML tree: what manifests are read into and written from. The only user of quick-xml.
//!
//! quick-xml reads events and does not insist on a well-formed document; this module does: one root, everything
//! closed, no text outside it, no undeclared prefix, no entities beyond XML's five, no DOCTYPE, bounded depth.

use std::borrow::Cow;
use std::fmt::Write as _;

use quick_xml::XmlVersion;
use quick_xml::escape::{escape, minimal_escape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use crate::error::Error;

/// Manifests in the wild nest a dozen levels; this bound only stops attacks on the stack.
const MAX_DEPTH: usize = 256;

/// Bytes of a namespace's name. Every element keeps it, so a long one would make much memory of a small document.
const MAX_NAMESPACE: usize = 256;

/// An element with its attributes and children. Comments and processing instructions are not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Element {
    pub(crate) namespace: Cow<'static, str>,
    pub(crate) name: Cow<'static, str>,
    /// (namespace or "", local name, value), in document order.
    pub(crate) attributes: Vec<(Cow<'static, str>, Cow<'static, str>, String)>,
    pub(crate) children: Vec<Element>,
    /// All character data directly inside, joined; white space only when there is nothing else.
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn new(namespace: &'static str, name: &'static str) -> Self {
        Self { namespace: namespace.into(), name: name.into(), ..Self::default() }
    }

    pub(crate) fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push(("".into(), name.into(), value.into()));
        self
    }

    pub(crate) fn attribute_in(
        mut self,
        namespace: &'static str,
        name: &'static str,
        value: impl Into<String>,
    ) -> Self {
        self.attributes.push((namespace.into(), name.into(), value.into()));
        self
    }

    pub(crate) fn attribute_if(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// A run of characters between elements: a child without a name, in documents whose text has elements in it.
    pub(crate) fn run(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub(crate) fn is_run(&self) -> bool {
        self.name.is_empty()
    }

    pub(crate) fn child(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// Adds a child that holds only text, when there is a text.
    pub(crate) fn text_child(
        self,
        namespace: &'static str,
        name: &'static str,
        text: Option<impl Into<String>>,
    ) -> Self {
        match text {
            Some(text) => self.child(Self::new(namespace, name).text(text)),
            None => self,
        }
    }

    pub(crate) fn is(&self, namespace: &str, name: &str) -> bool {
        self.namespace == namespace && self.name == name
    }

    pub(crate) fn find(&self, namespace: &str, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.is(namespace, name))
    }

    pub(crate) fn find_all<'a>(
        &'a self,
        namespace: &'a str,
        name: &'a str,
    ) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.is(namespace, name))
    }

    /// The trimmed text of a child, if there is one.
    pub(crate) fn text_of(&self, namespace: &str, name: &str) -> Option<String> {
        self.find(namespace, name).map(|child| child.text.trim().to_owned())
    }

    /// The value of an attribute without namespace.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.get_in("", name)
    }

    pub(crate) fn get_in(&self, namespace: &str, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(ns, local, _)| ns == namespace && local == name)
            .map(|(_, _, value)| value.as_str())
    }
}

/// How a document names its namespaces. The first has no prefix: it is the default namespace.
pub(crate) struct Prefixes(pub(crate) &'static [(&'static str, &'static str)]);

impl Prefixes {
    fn of(&self, namespace: &str) -> &'static str {
        self.0.iter().find(|(_, uri)| *uri == namespace).map_or("", |(prefix, _)| prefix)
    }

    fn qualified(&self, namespace: &str, name: &str) -> String {
        match self.of(namespace) {
            "" => name.to_owned(),
            prefix => format!("{prefix}:{name}"),
        }
    }
}

pub(crate) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The document as UTF-8 text, indented by two spaces, without a byte order mark.
pub(crate) fn write(root: &Element, prefixes: &Prefixes) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    write_element(root, prefixes, 0, &mut out);
    out
}

fn write_element(element: &Element, prefixes: &Prefixes, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    out.push_str(&indent);
    if element.children.iter().any(Element::is_run) {
        write_mixed(element, prefixes, depth, out);
        out.push('\n');
        return;
    }
    let name = write_start(element, prefixes, depth, out);
    if element.children.is_empty() && element.text.is_empty() {
        out.push_str("/>\n");
    } else if element.children.is_empty() {
        let _ = writeln!(out, ">{}</{name}>", escape_text(&element.text));
    } else {
        out.push_str(">\n");
        for child in &element.children {
            write_element(child, prefixes, depth + 1, out);
        }
        let _ = writeln!(out, "{indent}</{name}>");
    }
}

/// Without line breaks and indentation, which would be part of the text.
fn write_mixed(element: &Element, prefixes: &Prefixes, depth: usize, out: &mut String) {
    if element.is_run() {
        out.push_str(&escape_text(&element.text));
        return;
    }
    let name = write_start(element, prefixes, depth, out);
    if element.children.is_empty() && element.text.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    out.push_str(&escape_text(&element.text));
    for child in &element.children {
        write_mixed(child, prefixes, depth + 1, out);
    }
    let _ = write!(out, "</{name}>");
}

fn escape_text(text: &str) -> String {
    minimal_escape(legal(text).as_ref()).replace('>', "&gt;")
}

/// The start tag without its end; gives the name.
fn write_start(element: &Element, prefixes: &Prefixes, depth: usize, out: &mut String) -> String {
    let name = prefixes.qualified(&element.namespace, &element.name);
    let _ = write!(out, "<{name}");
    if depth == 0 {
        for (prefix, uri) in prefixes.0.iter().filter(|(prefix, _)| *prefix != "xml") {
            let colon = if prefix.is_empty() { "" } else { ":" };
            let _ = write!(out, "\n    xmlns{colon}{prefix}=\"{uri}\"");
        }
    }
    for (namespace, attribute, value) in &element.attributes {
        let attribute = if namespace.is_empty() {
            attribute.to_string()
        } else {
            prefixes.qualified(namespace, attribute)
        };
        let separator = if depth == 0 { "\n    " } else { " " };
        let _ = write!(out, "{separator}{attribute}=\"{}\"", escape(legal(value).as_ref()));
    }
    name
}

/// Without the characters that no XML 1.0 document may hold, not even as references (XML 1.0 §2.2).
pub(crate) fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_xml_char) {
        text.into()
    } else {
        text.chars().filter(|c| is_xml_char(*c)).collect::<String>().into()
    }
}

fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Reads a document. `document` names it in errors.
pub(crate) fn read(bytes: &[u8], document: &str) -> Result<Element, Error> {
    parse(bytes, document, false)
}

/// Reads a document whose text has elements in it: where an element has both, its text is [runs](Element::run) among its
/// children, white space included.
pub(crate) fn read_mixed(bytes: &[u8], document: &str) -> Result<Element, Error> {
    parse(bytes, document, true)
}

/// No manifest of a real package comes near it; the tree of a larger one could take gigabytes.
const MAX_BYTES: usize = 32 << 20;

fn parse(bytes: &[u8], document: &str, mixed: bool) -> Result<Element, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(xml_error(document, "larger than 32 MiB"));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| xml_error(document, format!("not UTF-8 at byte {}", error.valid_up_to())))?;
    Parser { document, mixed, open: Vec::new(), root: None }.run(text.trim_start_matches('\u{feff}'))
}

fn xml_error(document: &str, message: impl Into<String>) -> Error {
    Error::Xml { document: document.to_owned(), message: message.into() }
}

struct Parser<'d> {
    document: &'d str,
    mixed: bool,
    open: Vec<Element>,
    root: Option<Element>,
}

impl Parser<'_> {
    fn run(mut self, text: &str) -> Result<Element, Error> {
        let mut reader = NsReader::from_str(text);
        loop {
            let event = reader.read_event().map_err(|error| {
                let position = usize::try_from(reader.error_position()).unwrap_or(0);
                // Of bytes: the position need not be that of a character.
                let before = text.as_bytes().get(..position).unwrap_or_default();
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
                self.error(format!("line {line}: {error}"))
            })?;
            match event {
                Event::Start(tag) => {
                    let element = self.element(&reader, &tag)?;
                    self.open.push(element);
                    if self.open.len() > MAX_DEPTH {
                        return Err(self.error(format!("elements nested deeper than {MAX_DEPTH}")));
                    }
                }
                Event::Empty(tag) => {
                    let element = self.element(&reader, &tag)?;
                    self.close(element)?;
                }
                Event::End(_) => {
                    // quick-xml has compared the names; an end without a start is its error too.
                    let element =
                        self.open.pop().ok_or_else(|| self.error("an end tag without a start tag"))?;
                    self.close(element)?;
                }
                Event::Text(text) => self.characters(&text.xml10_content())?,
                Event::CData(text) => self.characters(&text.xml10_content())?,
                Event::GeneralRef(reference) => {
                    let character = self.resolve(&reference)?;
                    self.characters(character.encode_utf8(&mut [0; 4]))?;
                }
                Event::DocType(_) => return Err(self.error("a DOCTYPE is not allowed in a manifest")),
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => break,
            }
        }
        if let Some(unclosed) = self.open.last() {
            return Err(self.error(format!("<{}> is not closed", unclosed.name)));
        }
        self.root.take().ok_or_else(|| self.error("there is no element"))
    }

    fn error(&self, message: impl Into<String>) -> Error {
        xml_error(self.document, message)
    }

    fn resolve(&self, reference: &quick_xml::events::BytesRef<'_>) -> Result<char, Error> {
        if reference.is_char_ref() {
            return match reference.resolve_char_ref() {
                Ok(Some(c)) if is_xml_char(c) => Ok(c),
                _ => Err(self.error("a character reference to a character that XML does not have")),
            };
        }
        match &*reference.xml10_content() {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            other => Err(self.error(format!("the entity &{other}; is not defined"))),
        }
    }

    fn element(&self, reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Result<Element, Error> {
        let (namespace, name) = reader.resolver().resolve_element(tag.name());
        let mut element = Element {
            namespace: self.bound(namespace)?.into(),
            name: name.as_ref().to_owned().into(),
            ..Element::default()
        };
        for attribute in tag.attributes() {
            let attribute =
                attribute.map_err(|error| self.error(format!("in <{}>: {error}", element.name)))?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let (namespace, name) = reader.resolver().resolve_attribute(attribute.key);
            let value = attribute
                .normalized_value(XmlVersion::Explicit1_0)
                .map_err(|error| self.error(format!("in <{}>: {error}", element.name)))?;
            element.attributes.push((
                self.bound(namespace)?.into(),
                name.as_ref().to_owned().into(),
                value.into_owned(),
            ));
        }
        Ok(element)
    }

    fn bound(&self, namespace: ResolveResult<'_>) -> Result<String, Error> {
        match namespace {
            ResolveResult::Bound(Namespace(uri)) if uri.len() > MAX_NAMESPACE => {
                Err(self.error(format!("the name of a namespace is longer than {MAX_NAMESPACE} bytes")))
            }
            ResolveResult::Bound(Namespace(uri)) => Ok(uri.to_owned()),
            ResolveResult::Unbound => Ok(String::new()),
            ResolveResult::Unknown(prefix) => {
                Err(self.error(format!("the prefix `{prefix}` is not declared")))
            }
        }
    }

    fn characters(&mut self, text: &str) -> Result<(), Error> {
        if let Some(bad) = text.chars().find(|c| !is_xml_char(*c)) {
            return Err(
                self.error(format!("the control character U+{:04X} is not allowed in XML", u32::from(bad)))
            );
        }
        match self.open.last_mut() {
            Some(element) if self.mixed => match element.children.last_mut() {
                Some(run) if run.is_run() => run.text.push_str(text),
                _ => element.children.push(Element::run(text)),
            },
            Some(element) => element.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err(self.error("text outside the root element")),
        }
        Ok(())
    }

    fn close(&mut self, mut element: Element) -> Result<(), Error> {
        if element.children.iter().all(Element::is_run) {
            element.text.extend(element.children.drain(..).map(|run| run.text));
        }
        if !element.children.is_empty() && element.text.trim().is_empty() {
            element.text.clear(); // indentation between elements
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None if self.root.is_none() => self.root = Some(element),
            None => return Err(self.error("there are two root elements")),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREFIXES: Prefixes = Prefixes(&[("", "urn:a"), ("b", "urn:b")]);

    #[test]
    fn what_is_written_is_read_back() {
        let tree = Element::new("urn:a", "root")
            .attribute("x", "a \"b\" <c> & 'd'")
            .attribute_in("urn:b", "y", "1")
            .child(Element::new("urn:b", "leaf").text("5 < 6 & 7 > 2 ]]> “ß”"))
            .child(Element::new("urn:a", "empty"));
        let text = write(&tree, &PREFIXES);
        assert_eq!(read(text.as_bytes(), "t.xml").unwrap(), tree, "{text}");
    }

    #[test]
    fn text_with_elements_in_it_keeps_its_white_space() {
        let leaf = |name, text: &str| Element::new("urn:a", name).text(text);
        let tree = Element::new("urn:a", "root").child(
            Element::new("urn:a", "p")
                .children([Element::run("one "), leaf("b", "two"), Element::run(" "), leaf("b", " three ")])
                .child(Element::run("\n<4>")),
        );
        let text = write(&tree, &PREFIXES);
        assert!(text.contains("  <p>one <b>two</b> <b> three </b>\n&lt;4&gt;</p>\n"), "{text}");
        let read = read_mixed(text.as_bytes(), "t.xml").unwrap();
        assert_eq!(read.find("urn:a", "p"), tree.children.first(), "{text}");
    }

    #[test]
    fn characters_that_xml_does_not_have_are_left_out() {
        let tree = Element::new("urn:a", "root").text("a\u{1}b\u{fffe}c");
        assert_eq!(read(write(&tree, &PREFIXES).as_bytes(), "t.xml").unwrap().text, "abc");
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for bad in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>text",
            "<x:a/>",
            "<a x=1/>",
            "<a>&nope;</a>",
            "<a>&#0;</a>",
            "<a>&#1;</a>",
            "<a>\u{1}</a>",
            "<!DOCTYPE a><a/>",
            "</a>",
            "<a b='1' b='2'/>",
            "<a>&</a>",
        ] {
            let result = read(bad.as_bytes(), "t.xml");
            assert!(result.is_err(), "{bad:?} was taken: {result:?}");
        }
        let deep = "<a>".repeat(1000) + &"</a>".repeat(1000);
        assert!(read(deep.as_bytes(), "t.xml").is_err());
    }

    #[test]
    fn a_namespace_that_every_element_would_keep_is_not_long() {
        let named = |length| format!("<a xmlns=\"{}\"><b/></a>", "u".repeat(length));
        assert!(read(named(MAX_NAMESPACE).as_bytes(), "t.xml").is_ok());
        assert!(read(named(MAX_NAMESPACE + 1).as_bytes(), "t.xml").is_err());
    }
}
