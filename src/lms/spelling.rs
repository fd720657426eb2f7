//! A manifest as it is spelled.
//!
//! What some LMSs stumble on is how a manifest is written: prefixes, entities, pieces of text. A reader of XML hides just that,
//! so this looks at the letters. It is no parser: what is not well-formed ends it early, and others complain.

use std::iter;

/// A part of a document, in its own spelling.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'d> {
    /// A start tag: its name with its prefix, and its attributes.
    Tag { name: &'d str, attributes: &'d str },
    /// The text between two tags, and the name of the element that it is in.
    Text { element: &'d str, text: &'d str },
}

/// The tags and texts of a document, in order. A page of HTML is fine too, as far as it is spelled like XML.
pub(super) fn parts(document: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = document;
    while let Some((text, after)) = rest.split_once('<') {
        if let Some(element) = open.last().filter(|_| !text.trim().is_empty()) {
            parts.push(Part::Text { element, text });
        }
        let Some((tag, after)) = tag(after) else { break };
        rest = after;
        if tag.starts_with('/') {
            open.pop();
        } else if !tag.starts_with(['!', '?']) {
            let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
            parts.push(Part::Tag { name, attributes: &tag[name.len()..] });
            if ["script", "style"].contains(&name) {
                // What is in there is neither tags nor text.
                rest = rest.find(&format!("</{name}")).map_or("", |end| &rest[end..]);
            }
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
    }
    parts
}

/// What stands in a tag, comment or the like, and what follows it.
fn tag(after: &str) -> Option<(&str, &str)> {
    for (begin, end) in [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")] {
        if let Some(body) = after.strip_prefix(begin) {
            let (inside, rest) = body.split_once(end)?;
            return Some((&after[..begin.len() + inside.len()], rest));
        }
    }
    let mut quote = None;
    for (at, c) in after.char_indices() {
        match (quote, c) {
            (None, '>') => return Some((&after[..at], &after[at + 1..])),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// The start tags among the parts: names and attributes.
pub(super) fn tags<'p, 'd>(parts: &'p [Part<'d>]) -> impl Iterator<Item = (&'d str, &'d str)> + use<'p, 'd> {
    parts.iter().filter_map(|part| match part {
        Part::Tag { name, attributes } => Some((*name, *attributes)),
        Part::Text { .. } => None,
    })
}

/// The value of an attribute, as it is spelled.
pub(super) fn attribute<'d>(attributes: &'d str, wanted: &str) -> Option<&'d str> {
    let mut rest = attributes;
    iter::from_fn(|| {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = after[1..].split_once(quote)?;
        rest = after;
        Some((name.trim(), value))
    })
    .find_map(|(name, value)| (name == wanted).then_some(value))
}

/// The name of an element without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// How many characters a text has when its entities are read.
pub(super) fn length(text: &str) -> usize {
    pieces(text).into_iter().map(|piece| if piece.starts_with('&') { 1 } else { piece.chars().count() }).sum()
}

/// A text cut before and after each entity.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let end = rest[start..].find(';').map_or(rest.len(), |end| start + end + 1);
        pieces.extend([&rest[..start], &rest[start..end]]);
        rest = &rest[end..];
    }
    pieces.push(rest);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_and_texts_come_as_they_are_spelled() {
        let document =
            r#"<?xml version="1.0"?><!-- <no> --><m:a x="1>2"><b>R&amp;D</b> <c/><![CDATA[<no/>]]></m:a>"#;
        assert_eq!(
            parts(document),
            [
                Part::Tag { name: "m:a", attributes: " x=\"1>2\"" },
                Part::Tag { name: "b", attributes: "" },
                Part::Text { element: "b", text: "R&amp;D" },
                Part::Tag { name: "c", attributes: "/" },
            ]
        );
    }

    #[test]
    fn scripts_and_styles_hold_no_tags() {
        let page = "<script>if (a<b && '</p>') go('it</style>')</script><img src=x>";
        assert_eq!(parts(page).len(), 2);
    }

    #[test]
    fn attributes_are_found_by_their_whole_name() {
        let attributes = " identifierref = 'r-1' identifier=\"i &gt; 1\" /";
        assert_eq!(attribute(attributes, "identifier"), Some("i &gt; 1"));
        assert_eq!(attribute(attributes, "identifierref"), Some("r-1"));
        assert_eq!(attribute(attributes, "ref"), None);
    }

    #[test]
    fn entities_are_pieces_of_their_own() {
        assert_eq!(pieces("a &amp; &lt;b"), ["a ", "&amp;", " ", "&lt;", "b"]);
        assert_eq!(pieces("&broken"), ["&broken"]);
        assert_eq!(pieces(""), [""; 0]);
        assert_eq!(length("Für &amp; wider"), 11);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(document in "[<>&;!?/='\" a-cäé\\[\\]-]{0,60}") {
            for part in parts(&document) {
                match part {
                    Part::Tag { attributes, .. } => drop(attribute(attributes, "a")),
                    Part::Text { text, .. } => drop(pieces(text)),
                }
            }
        }
    }
}
