//! Addresses in the HTML of questions and topics.

use std::collections::BTreeSet;

/// The token stands for the folder of the document that holds the HTML, which is one below the cartridge's root. Canvas passes
/// over the step up, and takes the rest from the root.
const FILE_BASE: &str = "$IMS-CC-FILEBASE$../";

/// HTML with the token before each address of a file of the cartridge, and the files that it names. Addresses stand in double
/// quotes, as the renderer writes them.
pub(super) fn with_file_base(html: &str, files: &BTreeSet<&str>) -> (String, BTreeSet<String>) {
    let (mut out, mut named) = (String::with_capacity(html.len()), BTreeSet::new());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        let (tag, after) = tag.split_at(end_of_tag(tag));
        out.push_str(text);
        rewrite_tag(tag, files, &mut out, &mut named);
        rest = after;
    }
    out.push_str(rest);
    (out, named)
}

/// Where a tag ends: behind the first `>` outside quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (index, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return index + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    tag.len()
}

fn rewrite_tag(tag: &str, files: &BTreeSet<&str>, out: &mut String, named: &mut BTreeSet<String>) {
    let mut is_address = false;
    for (index, part) in tag.split('"').enumerate() {
        if index > 0 {
            out.push('"');
        }
        let is_value = index % 2 == 1;
        let file = part.split(['?', '#']).next().unwrap_or_default();
        if is_value && is_address && files.contains(file) {
            out.push_str(FILE_BASE);
            named.insert(file.to_owned());
        }
        out.push_str(part);
        is_address = [" src=", " href=", " poster="].iter().any(|attribute| part.ends_with(attribute));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(html: &str) -> (String, Vec<String>) {
        let files = BTreeSet::from(["media/a.svg", "media/b%20c.mp4", "lessons/one.html"]);
        let (html, named) = with_file_base(html, &files);
        (html, named.into_iter().collect())
    }

    #[test]
    fn only_addresses_of_the_cartridges_files_get_the_token() {
        let (html, named) = rewritten(
            "<p>A &lt; B: <img alt=\"a > b\" src=\"media/a.svg\"><a href=\"lessons/one.html#end\">one</a>\
             <video poster=\"media/a.svg\" src=\"media/b%20c.mp4\"></video></p>",
        );
        assert_eq!(
            html,
            "<p>A &lt; B: <img alt=\"a > b\" src=\"$IMS-CC-FILEBASE$../media/a.svg\">\
             <a href=\"$IMS-CC-FILEBASE$../lessons/one.html#end\">one</a>\
             <video poster=\"$IMS-CC-FILEBASE$../media/a.svg\" src=\"$IMS-CC-FILEBASE$../media/b%20c.mp4\"></video></p>"
        );
        assert_eq!(named, ["lessons/one.html", "media/a.svg", "media/b%20c.mp4"]);
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for html in [
            "",
            "plain",
            "<a href=\"https://example.org/media/a.svg\">x</a>",
            "<img alt=\"media/a.svg\">",
            "<code>src=\"media/a.svg\"</code>",
            "<img data-src=\"media/a.svg\">",
            "a < b",
            "<p title=\"unclosed",
        ] {
            assert_eq!(rewritten(html), (html.to_owned(), Vec::new()));
        }
    }
}
