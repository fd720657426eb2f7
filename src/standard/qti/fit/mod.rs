//! Any HTML as the part of HTML that QTI takes.
//!
//! QTI says which elements may stand in a line, which beside paragraphs, and which nowhere. Here every fragment becomes content
//! that keeps to it; what is lost on the way is noted.

mod attributes;
mod blocks;

use std::collections::BTreeSet;

use attributes::attribute;

use super::QtiVersion;
use super::content::{INLINE, Node, Tag, tidy, trim};
use super::html;
use crate::standard::xml;

/// Elements whose content is worth nothing without them, or which would run.
const LEFT_OUT: &[&str] = &[
    "applet", "base", "button", "canvas", "embed", "frame", "iframe", "input", "link", "meta", "noscript",
    "object", "script", "select", "style", "svg", "textarea", "title", "track", "source",
];

/// Elements of HTML that say something, for which QTI has no element. Their words stay.
const PLAINER: &[&str] = &["del", "details", "font", "ins", "mark", "s", "strike", "u"];

/// Elements that group blocks. QTI 3.0 has them, 2.1 has only `div`.
const GROUPS: &[&str] = &["article", "aside", "figure", "footer", "header", "nav", "section"];

const LINES: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6", "address"];

/// Elements that QTI does not let into preformatted text.
const NOT_IN_PRE: &[&str] = &["img", "math", "object", "big", "small", "sub", "sup"];

/// What was lost on the way into QTI.
#[derive(Debug, Default)]
pub(super) struct Losses {
    /// Elements and attributes whose words stay.
    pub(super) formatting: BTreeSet<String>,
    /// What was left out.
    pub(super) content: BTreeSet<String>,
    /// Files of the package that the content shows.
    pub(super) files: BTreeSet<String>,
}

/// Fits the fragments of one question.
pub(super) struct Fitter<'p> {
    version: QtiVersion,
    /// Whether the package has a file with an address.
    has_file: &'p dyn Fn(&str) -> bool,
    pub(super) losses: Losses,
}

impl<'p> Fitter<'p> {
    pub(super) fn new(version: QtiVersion, has_file: &'p dyn Fn(&str) -> bool) -> Self {
        Self { version, has_file, losses: Losses::default() }
    }

    /// A fragment as content of an answer or a feedback. A single paragraph comes as the line that it is.
    pub(super) fn fragment(&mut self, html: &str) -> Vec<Node> {
        let mut nodes = self.flow(html::parse(html));
        if let [Node::Element(tag)] = nodes.as_mut_slice()
            && tag.name == "p"
            && tag.attributes.is_empty()
        {
            return std::mem::take(&mut tag.children);
        }
        trim(&mut nodes);
        nodes
    }

    /// Paragraphs, lists and text side by side.
    fn flow(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => out.push(Node::Text(collapsed(&text))),
                Node::Gap(gap) => out.push(Node::Gap(gap)),
                Node::Element(tag) => self.flow_element(tag, &mut out),
            }
        }
        tidy("", out)
    }

    fn flow_element(&mut self, mut tag: Tag, out: &mut Vec<Node>) {
        let children = std::mem::take(&mut tag.children);
        let is_3_0 = self.version == QtiVersion::V3_0;
        let name = tag.name.clone();
        match name.as_str() {
            line if LINES.contains(&line) => {
                tag.children = self.line(children);
                // A paragraph of nothing is none.
                if !tag.children.is_empty() {
                    out.push(self.finished(tag));
                }
            }
            "pre" => {
                tag.children = self.preformatted(children);
                out.push(self.finished(tag));
            }
            "blockquote" => {
                let flow = self.flow(children);
                tag.children = in_paragraphs(flow);
                out.push(self.finished(tag));
            }
            "hr" => out.push(self.finished(tag)),
            "ul" | "ol" | "menu" => out.extend(self.list(tag, children)),
            "dl" => out.extend(self.definitions(tag, children)),
            "table" => out.extend(self.table(tag, children)),
            group if is_3_0 && GROUPS.contains(&group) => self.group(tag, group, children, out),
            "figcaption" | "summary" | "legend" | "caption" => {
                self.flow_element(Tag::new("p", children), out)
            }
            "div" | "main" | "details" | "fieldset" | "center" | "li" | "dd" | "dt" | "td" | "th" => {
                self.note_plainer(&name);
                self.group(tag, "div", children, out);
            }
            group if GROUPS.contains(&group) => self.group(tag, "div", children, out),
            "audio" | "video" => out.extend(self.recording(tag, children)),
            inline if INLINE.contains(&inline) || PLAINER.contains(&inline) => {
                tag.children = children;
                self.inline_element(tag, out);
            }
            left_out if LEFT_OUT.contains(&left_out) => self.leave_out(left_out),
            // Unknown to QTI and to us: its content is as good without it.
            _ => out.extend(self.flow(children)),
        }
    }

    fn group(&mut self, mut tag: Tag, name: &str, children: Vec<Node>, out: &mut Vec<Node>) {
        tag.name = name.to_owned();
        tag.children = self.flow(children);
        if !tag.children.is_empty() {
            out.push(self.finished(tag));
        }
    }

    /// Text in a line, without blanks at its ends.
    fn line(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut line = self.inline(nodes);
        trim(&mut line);
        line
    }

    fn inline(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => out.push(Node::Text(collapsed(&text))),
                Node::Gap(gap) => out.push(Node::Gap(gap)),
                Node::Element(tag) => self.inline_element(tag, &mut out),
            }
        }
        tidy("span", out)
    }

    fn inline_element(&mut self, mut tag: Tag, out: &mut Vec<Node>) {
        let children = std::mem::take(&mut tag.children);
        match tag.name.as_str() {
            "img" => out.extend(self.picture(tag)),
            "object" => self.leave_out("object"),
            "math" => {
                tag.children = children;
                out.push(Node::Element(formula(tag)));
            }
            "br" => out.push(Node::Element(Tag::new("br", Vec::new()))),
            "a" => {
                let line = self.inline(children);
                match self.link(&tag) {
                    Some(link) => {
                        tag.children = line;
                        tag.attributes.retain(|(name, _)| name != "href");
                        tag.attributes.push(("href".to_owned(), link));
                        out.push(self.finished(tag));
                    }
                    None => out.extend(line),
                }
            }
            inline if INLINE.contains(&inline) => {
                tag.children = self.inline(children);
                out.push(self.finished(tag));
            }
            left_out if LEFT_OUT.contains(&left_out) => {
                let name = left_out.to_owned();
                self.leave_out(&name);
            }
            "audio" | "video" => self.leave_out(&tag.name.clone()),
            name => {
                let name = name.to_owned();
                self.note_plainer(&name);
                // A block in a line is set off by blanks.
                let gap = || Node::Text(if is_phrase(&name) { String::new() } else { " ".to_owned() });
                out.push(gap());
                out.extend(self.inline(children));
                out.push(gap());
            }
        }
    }

    /// White space counts here.
    fn preformatted(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => out.push(Node::Text(legal(&text))),
                Node::Gap(gap) => out.push(Node::Gap(gap)),
                Node::Element(mut tag) => {
                    let children = std::mem::take(&mut tag.children);
                    let is_kept = INLINE.contains(&tag.name.as_str())
                        && !NOT_IN_PRE.contains(&tag.name.as_str())
                        && tag.name != "a";
                    let children = self.preformatted(children);
                    match tag.name.as_str() {
                        "a" => {
                            let href = attribute(&tag, "href").unwrap_or_default();
                            self.losses.content.insert(format!("the link `{href}`"));
                        }
                        name if name == "img" || LEFT_OUT.contains(&name) => self.leave_out(name),
                        name => self.note_plainer(name),
                    }
                    if tag.name == "br" {
                        out.push(Node::Text("\n".to_owned()));
                    } else if is_kept {
                        tag.children = children;
                        out.push(self.finished(tag));
                    } else {
                        out.extend(children);
                    }
                }
            }
        }
        tidy("pre", out)
    }

    fn note_plainer(&mut self, name: &str) {
        if PLAINER.contains(&name) {
            self.losses.formatting.insert(format!("`{name}`"));
        }
    }

    fn leave_out(&mut self, name: &str) {
        self.losses.content.insert(format!("`{name}`"));
    }
}

/// A formula is MathML in both versions of QTI, and stays as it is: but for names that XML does not take, and what would run.
fn formula(mut tag: Tag) -> Tag {
    let is_name = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    tag.attributes.retain(|(name, _)| is_name(name) && name != "xmlns" && !name.starts_with("on"));
    for (_, value) in &mut tag.attributes {
        *value = legal(value);
    }
    let nodes = std::mem::take(&mut tag.children).into_iter().filter_map(|node| match node {
        Node::Text(text) => Some(Node::Text(legal(&text))),
        Node::Gap(index) => Some(Node::Gap(index)),
        Node::Element(child) => is_name(&child.name).then(|| Node::Element(formula(child))),
    });
    tag.children = nodes.collect();
    tag
}

/// Text beside blocks in paragraphs of its own.
pub(super) fn in_paragraphs(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::new();
    let mut line = Vec::new();
    for node in nodes {
        if node.is_inline() {
            line.push(node);
        } else {
            end_line(&mut line, &mut out);
            out.push(node);
        }
    }
    end_line(&mut line, &mut out);
    out
}

fn end_line(line: &mut Vec<Node>, out: &mut Vec<Node>) {
    let mut line = std::mem::take(line);
    trim(&mut line);
    if !line.is_empty() {
        out.push(Node::Element(Tag::new("p", line)));
    }
}

/// White space outside preformatted text is one blank (as browsers show it).
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in legal(text).chars() {
        let is_blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        match is_blank {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out
}

/// As XML can hold it and gives it back.
fn legal(text: &str) -> String {
    xml::legal(text).replace("\r\n", "\n").replace('\r', "\n")
}

/// Elements of HTML that stand in a line, and are not QTI's.
fn is_phrase(name: &str) -> bool {
    PLAINER.contains(&name) && name != "details"
        || matches!(
            name,
            "bdi" | "bdo" | "data" | "label" | "output" | "ruby" | "rb" | "slot" | "time" | "wbr"
        )
}
