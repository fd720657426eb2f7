//! The index for the search within a course: the words of each page, as a script that the shell loads when it is asked to search.
//!
//! It is a script because pages opened from disk may load scripts, but no data. What a word is, is decided in the browser, which
//! knows the languages; here, HTML becomes text.

use serde::Serialize;
use serde_json::Value;

/// The name of the index in the package.
pub(super) const FILE: &str = "player/search.js";

/// Elements whose content is not part of the text.
const SILENT: &[&str] =
    &["annotation", "button", "noscript", "script", "select", "style", "svg", "template", "textarea"];

/// Elements that stand in a line: there is no gap between their words and those around them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "mi", "mn", "q", "ruby",
    "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// The words of a course, page by page.
#[derive(Default)]
pub(super) struct Index {
    lessons: Vec<Words>,
}

#[derive(Serialize)]
struct Words {
    id: String,
    title: String,
    /// The level of the heading, or 0, and the text of each block.
    blocks: Vec<(u64, String)>,
}

impl Index {
    /// Adds a page: its blocks as the lesson's template gets them. Questions, drawn ones too, and scenarios are left out: their
    /// words would tell what comes, and what is right.
    pub(super) fn add(&mut self, id: &str, title: &str, blocks: &[Value]) {
        let is_text = |html: &str| !html.trim_start().starts_with("<form");
        let text = |block: &Value| {
            let html = block["html"].as_str().filter(|html| is_text(html))?;
            let level = match block["type"].as_str()? {
                "scenario" | "continue" | "draw" => return None,
                "heading" => html.trim_start().strip_prefix("<h")?.chars().next()?.to_digit(10)?.into(),
                _ => 0,
            };
            Some((level, plain(html))).filter(|(_, text)| !text.is_empty())
        };
        let blocks = blocks.iter().filter_map(text).collect();
        self.lessons.push(Words { id: id.to_owned(), title: title.to_owned(), blocks });
    }

    /// The script: it calls what the shell has put into its window.
    pub(super) fn script(&self) -> String {
        let json = serde_json::to_string(&self.lessons).unwrap_or_else(|_| "[]".to_owned());
        let json = json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
        format!("coursewrightIndex({json});\n")
    }
}

/// The text of HTML, in one line.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, markup) = rest.split_at(at);
        text.push_str(before);
        if !markup[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) {
            text.push('<');
            rest = &markup[1..];
            continue;
        }
        let (name, is_end, after) = tag(&markup[1..]);
        if !INLINE.contains(&name.as_str()) {
            text.push(' ');
        }
        rest = if !is_end && SILENT.contains(&name.as_str()) { after_end(after, &name) } else { after };
    }
    text.push_str(rest);
    let text = decoded(&text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What follows the end tag of an element.
fn after_end<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        let found = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if found.eq_ignore_ascii_case(name) {
            return tag(rest).2;
        }
    }
    ""
}

/// The name of a tag, whether it is an end tag, and what follows it.
fn tag(html: &str) -> (String, bool, &str) {
    let is_end = html.starts_with('/');
    let name = html.strip_prefix('/').unwrap_or(html);
    let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return (name[..length].to_ascii_lowercase(), is_end, &html[at + 1..]),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    (String::new(), false, "")
}

/// Without the references that our own HTML has.
fn decoded(text: &str) -> String {
    let names = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x3D;", "="),
        ("&#x60;", "`"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    names.iter().fold(text.to_owned(), |text, (name, character)| text.replace(name, character))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn html_becomes_its_words() {
        for (html, text) in [
            ("<p>Kept <em>prom</em>ises &amp; more</p><p>Two</p>", "Kept promises & more Two"),
            ("<a title=\"a > b\">c</a><script>if (a < b)</script><svg><title>x</title></svg>d", "c d"),
            ("<math><semantics><mi>x</mi><annotation>\\x</annotation></semantics></math>", "x"),
            ("<script>if (a </b\"/.exec(c))</SCRIPT >d", "d"),
            ("a < b <p", "a < b"),
            ("&amp;lt;", "&lt;"),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }

    #[test]
    fn questions_are_not_found() {
        let mut index = Index::default();
        let blocks = [
            json!({ "type": "heading", "html": "<h3 class=\"x\">One</h3>" }),
            json!({ "type": "text", "html": "<p>“Two”</p>" }),
            json!({ "type": "choice", "html": "\n<form>Three</form>" }),
            json!({ "type": "divider", "html": "<hr>" }),
            json!({ "type": "draw", "html": "<div><form>Four</form></div>" }),
        ];
        index.add("a", "A", &blocks);
        let script = r#"coursewrightIndex([{"id":"a","title":"A","blocks":[[3,"One"],[0,"“Two”"]]}]);"#;
        assert_eq!(index.script().trim(), script);
    }
}
