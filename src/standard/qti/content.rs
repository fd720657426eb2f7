//! What stands in a question: the part of HTML that QTI takes.

use super::QtiVersion;
use super::interaction::numbered;
use super::item::RESPONSE;
use crate::standard::xml::{self, Element, XML};

/// A piece of content: text, or an element of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Text.
    Text(String),
    /// An element.
    Element(Tag),
    /// The field of a gap, by its place among [gaps](super::Interaction::Gaps).
    Gap(usize),
}

/// An element of HTML, with its name in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Names and values. `xml:lang` is the only one with a prefix.
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Node>,
}

impl Tag {
    /// An element without attributes.
    #[must_use]
    pub fn new(name: impl Into<String>, children: Vec<Node>) -> Self {
        Self { name: name.into(), attributes: Vec::new(), children }
    }
}

/// Elements that stand in a line of text (QTI 2.1 §4.3, inline).
pub(super) const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "big", "br", "cite", "code", "dfn", "em", "i", "img", "kbd", "math",
    "object", "q", "samp", "small", "span", "strong", "sub", "sup", "tt", "var",
];

/// The namespace of formulas: `math` and what is in it.
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// Elements that hold elements alone: white space in them is none of the text.
const ELEMENTS_ONLY: &[&str] =
    &["ul", "ol", "dl", "table", "colgroup", "thead", "tbody", "tfoot", "tr", "blockquote", "audio", "video"];

impl Node {
    /// Whether it stands in a line of text.
    pub(super) fn is_inline(&self) -> bool {
        match self {
            Self::Text(_) | Self::Gap(_) => true,
            Self::Element(tag) => INLINE.contains(&tag.name.as_str()),
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim_ascii().is_empty())
    }
}

/// Text in neighbouring nodes becomes one, and white space beside blocks goes: neither says anything, and neither would come
/// back from a document as it was.
pub(super) fn tidy(container: &str, nodes: Vec<Node>) -> Vec<Node> {
    let elements_only = ELEMENTS_ONLY.contains(&container)
        || nodes.iter().any(|node| !node.is_inline()) && container != "pre";
    let mut tidied: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        match (tidied.last_mut(), node) {
            (_, Node::Text(text)) if text.is_empty() => {}
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => tidied.push(node),
        }
    }
    if elements_only {
        tidied.retain(|node| !node.is_blank());
    }
    tidied
}

/// Without blanks at the ends.
pub(super) fn trim(line: &mut Vec<Node>) {
    if let Some(Node::Text(text)) = line.first_mut() {
        *text = text.trim_ascii_start().to_owned();
    }
    if let Some(Node::Text(text)) = line.last_mut() {
        *text = text.trim_ascii_end().to_owned();
    }
    line.retain(|node| !matches!(node, Node::Text(text) if text.is_empty()));
}

/// The words alone, in one line.
pub(super) fn plain(nodes: &[Node]) -> String {
    fn collect(nodes: &[Node], out: &mut String) {
        for node in nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                // A formula in a line is its source: letters and digits in a row say something else.
                Node::Element(tag) if tag.name == "math" => {
                    let source = tag.attributes.iter().find(|(name, _)| name == "alttext");
                    out.push_str(source.map_or("", |(_, latex)| latex));
                }
                Node::Gap(_) => out.push('…'),
                Node::Element(tag) => {
                    let stands_alone = !node.is_inline() || tag.name == "br";
                    if stands_alone {
                        out.push(' ');
                    }
                    collect(&tag.children, out);
                    if stands_alone {
                        out.push(' ');
                    }
                }
            }
        }
    }
    let mut out = String::new();
    collect(nodes, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts content into an element.
pub(super) fn write_into(element: Element, nodes: &[Node], version: QtiVersion) -> Element {
    let children = nodes.iter().map(|node| write_node(node, version, version.vocabulary().namespace));
    with_line(element.children(children), nodes)
}

fn with_line(element: Element, nodes: &[Node]) -> Element {
    // Blocks alone may have lines of their own; in a line of text, a line break would be a blank.
    match nodes {
        [] => element,
        nodes if nodes.iter().any(Node::is_inline) => element.child(Element::run("")),
        _ => element,
    }
}

fn write_node(node: &Node, version: QtiVersion, namespace: &'static str) -> Element {
    match node {
        Node::Text(text) => Element::run(xml::legal(text)),
        Node::Gap(index) => {
            version.element("textEntryInteraction", [("responseIdentifier", numbered(RESPONSE, *index))])
        }
        Node::Element(tag) => {
            let is_formula = tag.name == "math" && namespace != MATHML;
            let namespace = if is_formula { MATHML } else { namespace };
            let mut element =
                Element { namespace: namespace.into(), name: tag.name.clone().into(), ..Element::default() };
            if is_formula {
                element = element.attribute("xmlns", MATHML);
            }
            for (name, value) in &tag.attributes {
                let (namespace, name) = match name.strip_prefix("xml:") {
                    Some(local) => (XML, local),
                    None => ("", name.as_str()),
                };
                element.attributes.push((namespace.into(), name.to_owned().into(), value.clone()));
            }
            let children = tag.children.iter().map(|child| write_node(child, version, namespace));
            with_line(element.children(children), &tag.children)
        }
    }
}

/// The content of an element: everything in it that is HTML. What is QTI's own is for whoever reads the element.
pub(super) fn read_from(element: &Element, version: QtiVersion) -> Vec<Node> {
    let html =
        |child: &&Element| child.is_run() || is_html(child, version) || gap_of(child, version).is_some();
    let mut nodes: Vec<Node> =
        element.children.iter().filter(html).map(|child| read_node(child, version)).collect();
    if nodes.is_empty() && !element.text.is_empty() {
        nodes.push(Node::Text(element.text.clone()));
    }
    tidy(&element.name, nodes)
}

/// In 2.1, QTI's elements have names of several words, or names that HTML does not know.
fn is_html(element: &Element, version: QtiVersion) -> bool {
    match version {
        QtiVersion::V3_0 => !element.name.starts_with("qti-"),
        QtiVersion::V2_1 => {
            element.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
                && !matches!(&*element.name, "prompt" | "gap" | "hottext" | "stylesheet" | "value")
        }
    }
}

/// The number of a gap in a line of text.
fn gap_of(element: &Element, version: QtiVersion) -> Option<usize> {
    let entry = Some(element).filter(|element| version.is(element, "textEntryInteraction"))?;
    let name = version.get(entry, "responseIdentifier")?.strip_prefix(RESPONSE)?.strip_prefix('-')?;
    name.parse::<usize>().ok()?.checked_sub(1)
}

fn read_node(element: &Element, version: QtiVersion) -> Node {
    if element.is_run() {
        return Node::Text(element.text.clone());
    }
    if let Some(index) = gap_of(element, version) {
        return Node::Gap(index);
    }
    let attribute = |(namespace, name, value): &(_, _, String)| {
        let prefix = if *namespace == XML { "xml:" } else { "" };
        (format!("{prefix}{name}"), value.clone())
    };
    Node::Element(Tag {
        name: element.name.to_string(),
        attributes: element.attributes.iter().map(attribute).collect(),
        children: read_from(element, version),
    })
}
