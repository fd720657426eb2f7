//! Bounds of authors' Markdown: what no person writes, and no reader of Markdown comes to the end of.

/// Markers of lists and quotations at the beginning of one line.
pub(super) const MAX_MARKERS: usize = 500;

/// Bytes of one text. A whole book has fewer.
pub(super) const MAX_TEXT: usize = 1 << 20;

/// The first line that no person wrote: hundreds of lists and quotations begin in it, one inside the other.
/// Markdown takes a time that grows with the square of their number, so they are counted before it is read.
pub(crate) fn too_deep_line(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_marker = |c: char| " \t>-+*.)".contains(c) || c.is_ascii_digit();
        let prefix = line.find(|c| !is_marker(c)).unwrap_or(line.len());
        let markers = line[..prefix].bytes().filter(|byte| b">-+*.)".contains(byte)).count();
        if markers > MAX_MARKERS && !is_divider(line) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// `- - -` or `------`, however long.
fn is_divider(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    match signs.next() {
        Some(first @ ('-' | '*')) => signs.all(|c| c == first),
        _ => false,
    }
}
