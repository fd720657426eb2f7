//! HTML fragments as trees.
//!
//! They come from Markdown and are well-formed then; the raw HTML of trusted authors may be anything. So reading never fails:
//! what is not closed ends with its surroundings, what was not opened is passed over, and `<` without a tag is text.

use super::content::{Node, Tag};

/// Deeper elements lose their tags; their contents stay. It bounds everything that walks the tree.
const MAX_DEPTH: usize = 64;

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements whose content is not HTML.
const RAW: &[&str] = &["script", "style", "textarea", "title", "iframe", "noscript", "xmp", "noembed"];

/// Elements that end an open paragraph.
const ENDS_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// What an element that begins ends before it, and the elements that shelter what is outside them.
fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table", "thead", "tbody", "tfoot"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption", "colgroup"], &["table"]),
        _ if ENDS_PARAGRAPH.contains(&name) => {
            (&["p"], &["td", "th", "li", "dd", "caption", "table", "object", "button"])
        }
        _ => (&[], &[]),
    }
}

/// Reads a fragment.
pub(super) fn parse(html: &str) -> Vec<Node> {
    let mut tree = Tree { done: Vec::new(), open: Vec::new() };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        tree.text(&rest[..at]);
        rest = tree.markup(&rest[at..]);
    }
    tree.text(rest);
    tree.close(0);
    tree.done
}

struct Tree {
    done: Vec<Node>,
    open: Vec<Tag>,
}

impl Tree {
    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.add(Node::Text(decoded(text)));
        }
    }

    fn add(&mut self, node: Node) {
        let siblings = self.open.last_mut().map_or(&mut self.done, |tag| &mut tag.children);
        match (siblings.last_mut(), node) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => siblings.push(node),
        }
    }

    /// Takes what begins with `<`, and gives what comes after it.
    fn markup<'h>(&mut self, html: &'h str) -> &'h str {
        let after = &html[1..];
        if let Some(comment) = after.strip_prefix("!--") {
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        if after.starts_with(['!', '?']) {
            return after.find('>').map_or("", |end| &after[end + 1..]);
        }
        if let Some(end_tag) = after.strip_prefix('/') {
            let name = name_at(end_tag);
            self.end(&name);
            return end_tag.find('>').map_or("", |end| &end_tag[end + 1..]);
        }
        if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.text("<");
            return after;
        }
        self.start(after)
    }

    fn start<'h>(&mut self, html: &'h str) -> &'h str {
        let name = name_at(html);
        let (attributes, is_closed, rest) = attributes(&html[name.len()..]);
        self.end_before(&name);
        let tag = Tag { name, attributes, children: Vec::new() };
        if RAW.contains(&tag.name.as_str()) {
            let rest = after_raw(rest, &tag.name);
            self.add(Node::Element(tag));
            return rest;
        }
        let is_foreign = self.open.iter().any(|open| matches!(open.name.as_str(), "svg" | "math"));
        if VOID.contains(&tag.name.as_str()) || is_closed && is_foreign {
            self.add(Node::Element(tag));
        } else if self.open.len() < MAX_DEPTH {
            self.open.push(tag);
        }
        rest
    }

    fn end_before(&mut self, name: &str) {
        let (ended, shelters) = ended_by(name);
        let reach = self.open.iter().rposition(|tag| shelters.contains(&tag.name.as_str()));
        let first = reach.map_or(0, |shelter| shelter + 1);
        let found = self.open[first..].iter().position(|tag| ended.contains(&tag.name.as_str()));
        if let Some(found) = found {
            self.close(first + found);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(found) = self.open.iter().rposition(|tag| tag.name == name) {
            self.close(found);
        }
    }

    /// Closes elements until so many are open.
    fn close(&mut self, count: usize) {
        while self.open.len() > count {
            if let Some(tag) = self.open.pop() {
                self.add(Node::Element(tag));
            }
        }
    }
}

fn name_at(html: &str) -> String {
    let end = html.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(html.len());
    html[..end].to_ascii_lowercase()
}

/// What follows the end tag of an element whose content is not HTML.
fn after_raw<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if name_at(rest) == name {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
    }
    ""
}

type Attributes = Vec<(String, String)>;

/// The attributes up to the end of a start tag, whether it closes itself, and what follows.
fn attributes(html: &str) -> (Attributes, bool, &str) {
    let mut found = Attributes::new();
    let mut rest = html.trim_start();
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return (found, false, after);
        }
        if let Some(after) = rest.strip_prefix("/>") {
            return (found, true, after);
        }
        if rest.is_empty() {
            return (found, false, "");
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        // A stray `/` or `=` is passed over.
        let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let (text, after) = attribute_value(after.trim_start());
            value = decoded(text);
            rest = after.trim_start();
        }
        let is_new = !found.iter().any(|(known, _)| *known == name);
        if is_new && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            found.push((name, value));
        }
    }
}

fn attribute_value(html: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = html.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = html.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(html.len());
    html.split_at(end)
}

/// With the characters that references stand for. What is no reference stays as it is.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // The longest name of HTML has 31 characters.
        let end = rest.bytes().take(40).position(|byte| byte == b';');
        match end.and_then(|end| Some((character(&rest[1..end])?, end))) {
            Some((characters, end)) => {
                out.push_str(&characters);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(reference: &str) -> Option<String> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(String::from);
    }
    match reference {
        "amp" => Some("&".to_owned()),
        "lt" => Some("<".to_owned()),
        "gt" => Some(">".to_owned()),
        "quot" => Some("\"".to_owned()),
        "apos" => Some("'".to_owned()),
        "nbsp" => Some("\u{a0}".to_owned()),
        name => named_character(name),
    }
}

/// Markdown knows all names of HTML, and so does its parser.
#[cfg(feature = "markdown")]
fn named_character(name: &str) -> Option<String> {
    use pulldown_cmark::{Event, Parser};
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let reference = format!("&{name};");
    let text: String = Parser::new(&reference)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    (text != reference).then_some(text)
}

#[cfg(not(feature = "markdown"))]
fn named_character(_name: &str) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(nodes: &[Node]) -> String {
        nodes
            .iter()
            .map(|node| match node {
                Node::Text(text) => text.clone(),
                Node::Gap(_) => String::new(),
                Node::Element(tag) => format!("[{} {}]", tag.name, shown(&tag.children)),
            })
            .collect()
    }

    #[test]
    fn what_browsers_mend_is_mended() {
        let cases = [
            ("<p>a<p>b", "[p a][p b]"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "[ul [li a][li b[ul [li c]]]]d"),
            ("<table><tr><td>a<td>b<tr><td><p>c</table>", "[table [tr [td a][td b]][tr [td [p c]]]]"),
            ("a</b> < b & c<br>d<br/>e", "a < b & c[br ]d[br ]e"),
            ("<b>a<i>b</b>c", "[b a[i b]]c"),
            ("a<!-- <b> -->b<?x ?>c<!DOCTYPE x>d", "abcd"),
            ("<script>if (a</b) \"<p>\"</script>x", "[script ]x"),
            ("<svg><path/><g/></svg>x", "[svg [path ][g ]]x"),
            ("&lt;&amp;&#65;&#x42;&eacute;&nope;&#0x;&", "<&ABé&nope;&#0x;&"),
            ("<p", "[p ]"),
            ("<a href='x", "[a ]"),
            ("<!-- never closed", ""),
        ];
        for (html, wanted) in cases {
            assert_eq!(shown(&parse(html)), wanted, "{html}");
        }
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let nodes = parse("<a HREF=x/y title='a \"b\"' class=\"c&amp;d\" checked / = href=z data-x>t</a>");
        let Node::Element(tag) = &nodes[0] else { panic!("{nodes:?}") };
        let pairs: Vec<_> = tag.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(pairs, ["href=x/y", "title=a \"b\"", "class=c&d", "checked=", "data-x="]);
    }

    #[test]
    fn no_depth_is_too_much() {
        let html = "<div>".repeat(10_000) + "x";
        assert!(shown(&parse(&html)).len() < 1000);
    }
}
