//! Authors' Markdown before anybody reads it: its bounds, and the dollar signs in it that are money.

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

/// What authors may write beyond CommonMark.
#[cfg(feature = "markdown")]
pub(crate) fn options() -> pulldown_cmark::Options {
    use pulldown_cmark::Options;
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH
}

/// Stands for a dollar sign that is money: Markdown sees nothing in it, and it takes as many bytes. No text of a course may hold
/// it, so none is mistaken for it.
#[cfg(feature = "markdown")]
pub(crate) const MONEY: char = '\u{1a}';

/// How often a text is read to find its money. Each time, every other sign of a row of prices comes out.
#[cfg(feature = "markdown")]
const MONEY_ROUNDS: usize = 12;

/// The text with [`MONEY`] for each dollar sign that begins a price. For Markdown, `$` begins a formula wherever another `$`
/// may end it. People write “$5–$10” and “US$5 or US$6” as well: so no formula begins right after a letter or digit, and none ends
/// right before a digit.
#[cfg(feature = "markdown")]
pub(crate) fn with_money_marked(text: &str) -> std::borrow::Cow<'_, str> {
    use pulldown_cmark::{Event, Parser};
    let mut text = std::borrow::Cow::Borrowed(text);
    if text.matches('$').nth(1).is_none() || too_deep_line(&text).is_some() {
        return text;
    }
    for _ in 0..MONEY_ROUNDS {
        let is_money = |range: &std::ops::Range<usize>| {
            let before = text[..range.start].bytes().next_back();
            let after = text[range.end..].bytes().next();
            before.is_some_and(|byte| byte.is_ascii_alphanumeric())
                || after.is_some_and(|byte| byte.is_ascii_digit())
        };
        let signs: Vec<_> = Parser::new_ext(&text, options())
            .into_offset_iter()
            .filter_map(|(event, range)| matches!(event, Event::InlineMath(_)).then_some(range))
            .filter(is_money)
            .map(|range| range.start)
            .collect();
        if signs.is_empty() {
            break;
        }
        let mut bytes = text.into_owned().into_bytes();
        for at in signs {
            bytes[at] = MONEY as u8;
        }
        text = String::from_utf8(bytes).unwrap_or_default().into();
    }
    text
}

/// With dollar signs for [`MONEY`].
#[cfg(feature = "markdown")]
pub(crate) fn with_money_shown(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(MONEY) { text.replace(MONEY, "$").into() } else { text.into() }
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use super::*;

    #[test]
    fn prices_are_no_formulas() {
        let marked = |text: &str| with_money_marked(text).replace(MONEY, "¤");
        for (text, expected) in [
            ("$5 and $6", "$5 and $6"), // no formula for Markdown itself: it would end after a blank
            ("US$5 to US$10", "US¤5 to US$10"),
            ("$10-$20, $30–$40", "¤10-¤20, ¤30–$40"),
            ("*$5* and *$6*", "*¤5* and *$6*"),
            ("$1$2$3$4$5$6$7", "¤1¤2¤3¤4¤5¤6$7"),
            ("the $n$th of $5x + 3$, `$a$1`", "the $n$th of $5x + 3$, `$a$1`"),
            ("公式$x$です", "公式$x$です"),
        ] {
            assert_eq!(marked(text), expected, "{text}");
        }
        let many = "$1-".repeat(50_000);
        assert_eq!(with_money_shown(&with_money_marked(&many)), many);
    }
}
