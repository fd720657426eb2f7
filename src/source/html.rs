//! Raw HTML that goes on after an empty line.
//!
//! Markdown ends a block of HTML at an empty line, even when its tags are still open. What stands between an opening
//! tag and its closing tag is one thing to an author, so it is put together again.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::pieces::{PieceKind, Pieces};

/// Elements that have no closing tag, or need none.
const NOT_COUNTED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp",
    "rt", "tbody", "td", "tfoot", "th", "thead", "tr",
];
/// Elements in which tags mean nothing.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// What the tags of a text say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// Pieces that belong together, by their first and last one; at least two each.
    pub(super) groups: Vec<RangeInclusive<usize>>,
    /// Tags that are never closed: where they begin, and their names.
    pub(super) open: Vec<(usize, String)>,
}

/// Looks at all tags of a text. Blocks of HTML open something; inside of it, tags among text count too.
pub(super) fn join(pieces: &Pieces<'_>) -> Joined {
    let mut open: Vec<Open> = Vec::new();
    let mut count: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<RangeInclusive<usize>> = Vec::new();
    let mut inline = pieces.html.iter().peekable();
    for (index, piece) in pieces.list.iter().enumerate() {
        let is_block = matches!(piece.kind, PieceKind::Html);
        let mut ranges = Vec::new();
        while let Some(range) = inline.next_if(|range| range.start < piece.range.end) {
            ranges.push(range.clone());
        }
        if is_block {
            ranges = vec![piece.range.clone()];
        }
        for range in ranges {
            for tag in tags(pieces.written(range.clone())) {
                let known = count.entry(tag.name.clone()).or_default();
                if !tag.is_end {
                    if is_block || !open.is_empty() {
                        *known += 1;
                        let at = range.start + tag.at;
                        open.push(Open { name: tag.name, at, piece: index, is_block });
                    }
                } else if *known > 0 {
                    // Whatever was opened since is closed with it.
                    while let Some(last) = open.pop() {
                        count.entry(last.name.clone()).and_modify(|count| *count -= 1);
                        if last.name == tag.name {
                            add(&mut groups, last.piece..=index);
                            break;
                        }
                    }
                }
            }
        }
    }
    groups.retain(|group| group.start() < group.end());
    let open = open.into_iter().filter(|open| open.is_block).map(|open| (open.at, open.name)).collect();
    Joined { groups, open }
}

struct Open {
    name: String,
    at: usize,
    piece: usize,
    is_block: bool,
}

/// Adds a group, which swallows those before it that it touches.
fn add(groups: &mut Vec<RangeInclusive<usize>>, group: RangeInclusive<usize>) {
    let mut start = *group.start();
    while let Some(last) = groups.pop_if(|last| *last.end() >= start) {
        start = start.min(*last.start());
    }
    groups.push(start..=*group.end());
}

struct Tag {
    at: usize,
    is_end: bool,
    name: String,
}

/// The tags of a piece of HTML that count.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start..];
        let length = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.find("-->").map(|end| end + 7)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest.find('>').map(|end| end + 1)
        } else {
            let is_end = rest.starts_with("</");
            let name = name(&rest[1 + usize::from(is_end)..]);
            if name.is_empty() {
                at = start + 1;
                continue;
            }
            let length = tag_length(rest);
            let is_closed = length.is_some_and(|length| rest[..length].ends_with("/>"));
            let raw = !is_end && !is_closed && RAW.contains(&name.as_str());
            if length.is_some() && !is_closed && !NOT_COUNTED.contains(&name.as_str()) {
                tags.push(Tag { at: start, is_end, name: name.clone() });
            }
            match length {
                Some(length) if raw => raw_length(&rest[length..], &name).map(|raw| length + raw),
                length => length,
            }
        };
        // What has no end goes on to the end of the text.
        let Some(length) = length else { break };
        at = start + length;
    }
    tags
}

fn name(text: &str) -> String {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return String::new();
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"-:".contains(c)).unwrap_or(text.len());
    text[..end].to_ascii_lowercase()
}

/// The length of a tag up to its `>`, which may also stand in the value of an attribute.
fn tag_length(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// The length of what stands before a closing tag.
fn raw_length(text: &str, element: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| name(&text[at + 2..]) == element)
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Definitions;
    use super::*;

    fn joined(text: &str) -> (Vec<RangeInclusive<usize>>, Vec<String>) {
        let joined = join(&Pieces::read(text, &Definitions::default()));
        (joined.groups, joined.open.into_iter().map(|(at, name)| format!("{at} {name}")).collect())
    }

    #[test]
    fn what_an_empty_line_tears_is_put_together() {
        for (text, groups) in [
            ("<div>a</div>\n\nb\n", vec![]),
            ("a\n\n<div>\n\nb\n\n</div>\n\nc\n", vec![1..=3]),
            ("<div>\n\n<div>\n\nb\n\n</div>\n\n</div>\n\nc\n", vec![0..=4]),
            ("<div>\n\na\n\n</div><div>\n\nb\n\n</div>\n\nc\n", vec![0..=4]),
            ("<DIV\nclass='>'>\n\na `</div>` b</div>\n\nc\n", vec![0..=1]),
            ("<div><!-- <b> --><br><img src=a><p>a\n\n- b\n- c\n\n</div>\n", vec![0..=2]),
            ("<table><tr><td>\n\na\n\n</table>\n", vec![0..=2]),
            ("<svg><path d=''/></svg>\n\na\n", vec![]),
            ("<script>\nif (a < b) '<div>'\n</script>\n\na\n", vec![]),
            ("<div><span>\n\na\n\n</div>\n\n</span>\n", vec![0..=2]),
            ("a <b>b\n\nc</b> d\n\n</div>\n", vec![]),
        ] {
            assert_eq!(joined(text), (groups, vec![]), "{text}");
        }
    }

    #[test]
    fn what_is_never_closed_is_told_once_and_tears_nothing_else() {
        let (groups, open) =
            joined("<div>\n\na <b>b\n\n<details>\n\nc\n\n</details>\n\n<!-- </div> -->\n\n<i>\n");
        assert_eq!(groups, [2..=4]);
        assert_eq!(open, ["0 div", "58 i"]);
    }
}
