//! An author's text with the places of its bytes.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Place;

/// Lines longer than this are cut when they are shown in a finding.
const SHOWN: usize = 160;

/// How far into a line its columns are counted, in bytes.
const COUNTED: usize = 4096;

/// A text with its name: line ends are `\n`, a byte order mark is gone.
#[derive(Clone)]
pub(super) struct SourceText {
    name: String,
    text: String,
    /// Where each line begins.
    lines: Vec<usize>,
    /// What is counted on after the last line: findings may speak of two files that are read as one.
    follower: Option<Box<SourceText>>,
}

impl SourceText {
    pub(super) fn new(name: impl Into<String>, text: &str) -> Self {
        let text = with_plain_line_ends(text.strip_prefix('\u{feff}').unwrap_or(text)).into_owned();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, lines, follower: None }
    }

    /// The text with another one, whose lines are counted on after its own.
    #[cfg(feature = "source")]
    pub(super) fn followed_by(self, follower: Self) -> Self {
        Self { follower: Some(Box::new(follower)), ..self }
    }

    /// How many lines there are.
    #[cfg(feature = "source")]
    pub(super) fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The text with other characters, each as long as the one whose place it takes.
    pub(super) fn with_characters(&self, replace: impl Fn(char) -> char) -> Self {
        Self { text: self.text.chars().map(replace).collect(), ..self.clone() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        &self.text[range]
    }

    /// The whole text, by the name that findings call it.
    #[cfg(feature = "source")]
    pub(super) fn whole(&self) -> Place {
        Place::file(&self.name)
    }

    /// The place of a byte. Far into a line nobody counts columns, neither here nor in front of a screen.
    pub(super) fn place(&self, offset: usize) -> Place {
        let (line, start) = self.line_of(offset);
        if offset - start > COUNTED {
            return Place { column: None, ..self.place_at(line, 1) };
        }
        self.place_at(line, self.column(start, offset))
    }

    /// The place of a line and column, both counted from 1.
    pub(super) fn place_at(&self, line: usize, column: usize) -> Place {
        match &self.follower {
            Some(follower) if line > self.lines.len() => follower.place_at(line - self.lines.len(), column),
            _ => Place::at(&self.name, line, column, shown(self.line(line))),
        }
    }

    /// Line and column in characters, counted from 1, of a byte.
    pub(super) fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let (line, start) = self.line_of(offset);
        (line, self.column(start, offset))
    }

    /// The line of a byte, and where it begins.
    fn line_of(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        (line, self.lines[line - 1])
    }

    fn column(&self, start: usize, offset: usize) -> usize {
        self.text.get(start..offset).unwrap_or_default().chars().count() + 1
    }

    /// A line, counted from 1, without its end.
    fn line(&self, line: usize) -> &str {
        let Some(start) = line.checked_sub(1).and_then(|index| self.lines.get(index)) else { return "" };
        let end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        &self.text[*start..end]
    }

    /// The lines from a byte on, each with its own range; the range includes the line end.
    pub(super) fn lines_in(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, &str)> {
        let mut at = range.start;
        self.text[range].split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            (start..at, line.trim_end_matches('\n'))
        })
    }
}

fn with_plain_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

fn shown(line: &str) -> String {
    let end = line.char_indices().nth(SHOWN).map_or(line.len(), |(at, _)| at);
    let mut shown: String = line[..end].trim_end().chars().map(visible).collect();
    if line[end..].chars().take(COUNTED).any(|c| !c.is_whitespace()) {
        shown.push('…');
    }
    shown
}

/// Control characters as their pictures: terminals act on the characters themselves.
fn visible(c: char) -> char {
    match c {
        '\t' => '\t',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
        '\u{7f}' => '␡',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// How far a line is indented, in columns; a tab goes to the next multiple of four.
pub(super) fn indentation(line: &str) -> usize {
    let mut columns = 0;
    for c in line.chars() {
        match c {
            ' ' => columns += 1,
            '\t' => columns += 4 - columns % 4,
            _ => break,
        }
    }
    columns
}

/// The line without at most so many columns of its indentation.
pub(super) fn without_indentation(line: &str, columns: usize) -> Cow<'_, str> {
    let mut done = 0;
    for (at, c) in line.char_indices() {
        if done >= columns {
            return Cow::Borrowed(&line[at..]);
        }
        match c {
            ' ' => done += 1,
            '\t' => {
                let width = 4 - done % 4;
                if done + width > columns {
                    // Only a part of the tab is taken away; the rest stays as spaces.
                    return Cow::Owned(" ".repeat(done + width - columns) + &line[at + 1..]);
                }
                done += width;
            }
            _ => return Cow::Borrowed(&line[at..]),
        }
    }
    Cow::Borrowed("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_in_any_line_ends() {
        let text = SourceText::new("a.md", "\u{feff}één\r\ntwee\rdrie");
        assert_eq!(text.text(), "één\ntwee\ndrie");
        assert_eq!(text.place("éé".len()), Place::at("a.md", 1, 3, "één"));
        assert_eq!(text.place(text.text().len()), Place::at("a.md", 3, 5, "drie"));
        assert_eq!(text.place_at(9, 1), Place::at("a.md", 9, 1, ""));
    }

    #[test]
    fn long_lines_are_cut() {
        assert_eq!(shown(&"ä".repeat(161)), "ä".repeat(160) + "…");
        assert_eq!(shown(&"ä".repeat(160)), "ä".repeat(160));
        assert_eq!(shown("\u{1b}[31m\t"), "␛[31m");
    }

    #[test]
    fn indentation_counts_tabs() {
        assert_eq!(indentation(" \tx"), 4);
        assert_eq!(without_indentation("\tx", 2), "  x");
        assert_eq!(without_indentation("  x", 4), "x");
        assert_eq!(without_indentation("    x", 2), "  x");
    }
}
