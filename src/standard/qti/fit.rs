//! Any HTML as the part of HTML that QTI takes.
//!
//! QTI says which elements may stand in a line, which beside paragraphs, and which nowhere. Here every fragment becomes content
//! that keeps to it; what is lost on the way is noted.

use std::collections::BTreeSet;

use super::QtiVersion;
use super::content::{INLINE, Node, Tag, tidy, trim};
use super::html;
use crate::standard::xml;

/// Elements whose content is worth nothing without them, or which would run.
const LEFT_OUT: &[&str] = &[
    "applet", "base", "button", "canvas", "embed", "frame", "iframe", "input", "link", "math", "meta",
    "noscript", "object", "script", "select", "style", "svg", "textarea", "title", "track", "source",
];

/// Elements of HTML that say something, for which QTI has no element. Their words stay.
const PLAINER: &[&str] = &["del", "details", "font", "ins", "mark", "s", "strike", "u"];

/// Elements that group blocks. QTI 3.0 has them, 2.1 has only `div`.
const GROUPS: &[&str] = &["article", "aside", "figure", "footer", "header", "nav", "section"];

const LINES: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6", "address"];

/// Elements that QTI does not let into preformatted text.
const NOT_IN_PRE: &[&str] = &["img", "object", "big", "small", "sub", "sup"];

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

    fn list(&mut self, mut tag: Tag, children: Vec<Node>) -> Option<Node> {
        if tag.name == "menu" {
            tag.name = "ul".to_owned();
        }
        let mut items = Vec::new();
        for node in children.into_iter().filter(|node| !node.is_blank()) {
            let (mut item, inside) = match node {
                Node::Element(mut item) if item.name == "li" => {
                    let inside = std::mem::take(&mut item.children);
                    (item, inside)
                }
                stray => (Tag::new("li", Vec::new()), vec![stray]),
            };
            item.children = self.flow(inside);
            items.push(self.finished(item));
        }
        tag.children = items;
        (!tag.children.is_empty()).then(|| self.finished(tag))
    }

    fn definitions(&mut self, mut tag: Tag, children: Vec<Node>) -> Option<Node> {
        for node in children.into_iter().filter(|node| !node.is_blank()) {
            let (mut entry, inside) = match node {
                Node::Element(mut entry) if matches!(entry.name.as_str(), "dt" | "dd") => {
                    let inside = std::mem::take(&mut entry.children);
                    (entry, inside)
                }
                stray => (Tag::new("dd", Vec::new()), vec![stray]),
            };
            entry.children = if entry.name == "dt" { self.line(inside) } else { self.flow(inside) };
            let entry = self.finished(entry);
            tag.children.push(entry);
        }
        (!tag.children.is_empty()).then(|| self.finished(tag))
    }

    /// Caption, head, foot and at least one body, in this order, with at least one row each.
    fn table(&mut self, mut tag: Tag, children: Vec<Node>) -> Option<Node> {
        let (mut caption, mut head, mut foot, mut body) = (None, Vec::new(), Vec::new(), Vec::new());
        for node in children {
            let Node::Element(mut part) = node else { continue };
            let inside = std::mem::take(&mut part.children);
            match part.name.as_str() {
                "caption" => {
                    part.children = self.line(inside);
                    caption = Some(self.finished(part));
                }
                "thead" => head.extend(self.rows(inside)),
                "tfoot" => foot.extend(self.rows(inside)),
                "tbody" => body.extend(self.rows(inside)),
                "tr" => {
                    part.children = inside;
                    body.extend(self.rows(vec![Node::Element(part)]));
                }
                _ => {}
            }
        }
        if body.is_empty() {
            body = std::mem::take(&mut head);
        }
        if body.is_empty() {
            return None;
        }
        let part =
            |name: &str, rows: Vec<Node>| (!rows.is_empty()).then(|| Node::Element(Tag::new(name, rows)));
        tag.children.extend(caption);
        tag.children
            .extend([part("thead", head), part("tfoot", foot), part("tbody", body)].into_iter().flatten());
        Some(self.finished(tag))
    }

    fn rows(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut rows = Vec::new();
        for node in nodes {
            let Node::Element(mut row) = node else { continue };
            if row.name != "tr" {
                continue;
            }
            for cell in std::mem::take(&mut row.children) {
                let Node::Element(mut cell) = cell else { continue };
                if !matches!(cell.name.as_str(), "td" | "th") {
                    continue;
                }
                let inside = std::mem::take(&mut cell.children);
                cell.children = self.flow(inside);
                let cell = self.finished(cell);
                row.children.push(cell);
            }
            if !row.children.is_empty() {
                let row = self.finished(row);
                rows.push(row);
            }
        }
        rows
    }

    fn picture(&mut self, mut tag: Tag) -> Option<Node> {
        let Some(address) = attribute(&tag, "src").and_then(|src| self.file(&src)) else {
            self.leave_out("img");
            return None;
        };
        let alt = attribute(&tag, "alt").unwrap_or_default();
        tag.attributes.retain(|(name, _)| name != "src" && name != "alt");
        tag.attributes.splice(0..0, [("src".to_owned(), address), ("alt".to_owned(), alt)]);
        Some(self.finished(tag))
    }

    /// Sound and moving pictures are elements in 3.0, and objects in 2.1.
    fn recording(&mut self, tag: Tag, children: Vec<Node>) -> Option<Node> {
        let source = attribute(&tag, "src").or_else(|| children.iter().find_map(source_of));
        let Some(address) = source.and_then(|src| self.file(&src)) else {
            self.leave_out(&tag.name);
            return None;
        };
        if children.iter().any(|child| matches!(child, Node::Element(tag) if tag.name == "track")) {
            self.leave_out("track");
        }
        let pair = |name: &str, value: String| (name.to_owned(), value);
        if self.version == QtiVersion::V3_0 {
            let mut recording = Tag::new(tag.name, Vec::new());
            recording.attributes = vec![pair("src", address), pair("controls", "true".to_owned())];
            return Some(Node::Element(recording));
        }
        let mut object = Tag::new("object", Vec::new());
        let media_type = media_type(&address, &tag.name);
        object.attributes = vec![pair("data", address), pair("type", media_type)];
        Some(Node::Element(Tag::new("p", vec![Node::Element(object)])))
    }

    /// The address of a file of the package as seen from an item, or of a file that the web has.
    fn file(&mut self, address: &str) -> Option<String> {
        if is_web(address) {
            return Some(legal(address));
        }
        let path = address.split(['#', '?']).next().unwrap_or_default();
        (self.has_file)(path).then(|| {
            self.losses.files.insert(path.to_owned());
            format!("../{address}")
        })
    }

    fn link(&mut self, tag: &Tag) -> Option<String> {
        let href = attribute(tag, "href")?;
        let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        if matches!(scheme.as_deref(), Some("mailto" | "tel" | "sms")) {
            return Some(legal(&href));
        }
        let address = self.file(&href);
        if address.is_none() {
            self.losses.content.insert(format!("the link `{href}`"));
        }
        address
    }

    /// With those of its attributes that QTI has.
    fn finished(&mut self, mut tag: Tag) -> Node {
        let is_3_0 = self.version == QtiVersion::V3_0;
        let mut kept = Vec::with_capacity(tag.attributes.len());
        for (name, value) in std::mem::take(&mut tag.attributes) {
            let value = collapsed(&value).trim().to_owned();
            let name = match (tag.name.as_str(), name.as_str()) {
                (_, "lang" | "xml:lang") => "xml:lang",
                (_, "class") if !value.is_empty() => "class",
                (_, "dir") if is_3_0 && matches!(value.as_str(), "ltr" | "rtl" | "auto") => "dir",
                ("a", "href") => "href",
                ("img", "src") => "src",
                ("img", "alt") => "alt",
                ("img", "width") if is_length(&value) => "width",
                ("img", "height") if is_length(&value) => "height",
                ("q" | "blockquote", "cite") if is_web(&value) => "cite",
                ("td" | "th", "colspan") if is_count(&value) => "colspan",
                ("td" | "th", "rowspan") if is_count(&value) => "rowspan",
                ("td" | "th", "scope")
                    if matches!(value.as_str(), "row" | "col" | "rowgroup" | "colgroup") =>
                {
                    "scope"
                }
                ("ol", "start") if value != "1" => {
                    self.losses.formatting.insert("the first number of a list".to_owned());
                    continue;
                }
                _ => continue,
            };
            if !kept.iter().any(|(known, _): &(String, String)| known == name) {
                kept.push((name.to_owned(), value));
            }
        }
        tag.attributes = kept;
        tag.children = tidy(&tag.name, tag.children);
        Node::Element(tag)
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

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim().to_owned())
}

fn source_of(node: &Node) -> Option<String> {
    match node {
        Node::Element(tag) if tag.name == "source" => attribute(tag, "src"),
        _ => None,
    }
}

fn is_web(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    address.starts_with("https://") || address.starts_with("http://")
}

fn is_length(value: &str) -> bool {
    let digits = value.strip_suffix('%').unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_count(value: &str) -> bool {
    value.parse::<u16>().is_ok_and(|count| count > 0)
}

/// Elements of HTML that stand in a line, and are not QTI's.
fn is_phrase(name: &str) -> bool {
    PLAINER.contains(&name) && name != "details"
        || matches!(
            name,
            "bdi" | "bdo" | "data" | "label" | "output" | "ruby" | "rb" | "slot" | "time" | "wbr"
        )
}

fn media_type(address: &str, element: &str) -> String {
    let extension = address.rsplit_once('.').map_or("", |(_, extension)| extension);
    let subtype = match extension {
        "mp3" => "mpeg",
        "m4a" => "mp4",
        "oga" | "ogv" | "opus" => "ogg",
        "" => "mp4",
        other => other,
    };
    format!("{element}/{subtype}")
}
