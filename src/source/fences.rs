//! Parts a lesson into Markdown and `:::` blocks, line by line, before Markdown is read.

use std::ops::Range;

use super::file_report::FileReport;
use super::rules;
use super::text::{SourceText, indentation};
use crate::diagnostic::Diagnostic;

/// A part of a lesson.
pub(super) enum Segment {
    Markdown(Range<usize>),
    Fence(Fence),
}

/// A `:::` block.
#[derive(Clone)]
pub(super) struct Fence {
    /// Where its opening line begins.
    pub(super) at: usize,
    /// The rest of the opening line after the colons.
    pub(super) header: Range<usize>,
    pub(super) body: Range<usize>,
}

/// The parts of a range of the text, in order. Empty ranges of Markdown are left out.
pub(super) fn segments(source: &SourceText, range: Range<usize>, report: &mut FileReport) -> Vec<Segment> {
    let mut scanner = Scanner {
        source,
        report,
        segments: Vec::new(),
        markdown_from: range.start,
        open: None,
        verbatim: None,
        forgiven: 0,
    };
    let end = range.end;
    for (range, line) in source.lines_in(range) {
        scanner.line(range, line);
    }
    scanner.end(end);
    scanner.segments
}

struct Scanner<'a> {
    source: &'a SourceText,
    report: &'a mut FileReport,
    segments: Vec<Segment>,
    /// Where the Markdown that is being passed over began.
    markdown_from: usize,
    open: Option<Open>,
    verbatim: Option<Verbatim>,
    /// Closing lines that will be one too many, because their blocks were ended by another one's beginning.
    forgiven: usize,
}

/// A block whose end is still to come.
struct Open {
    at: usize,
    colons: usize,
    header: Range<usize>,
    body_from: usize,
}

/// Something in which colons mean nothing.
enum Verbatim {
    Code { at: usize, mark: char, length: usize },
    Comment { at: usize },
}

impl Scanner<'_> {
    fn line(&mut self, range: Range<usize>, line: &str) {
        if let Some(verbatim) = &self.verbatim {
            if verbatim.ends_with(line) {
                self.verbatim = None;
            }
            return;
        }
        if indentation(line) > 3 {
            return;
        }
        let content = line.trim_start();
        self.verbatim = Verbatim::begins(content, range.start);
        let colons = content.len() - content.trim_start_matches(':').len();
        if self.verbatim.is_some() || colons < 3 {
            return;
        }
        if content[colons..].trim().is_empty() {
            self.closing(range, colons);
        } else {
            let header = range.start + (line.len() - content.len()) + colons..range.start + line.len();
            self.opening(range, colons, header);
        }
    }

    fn opening(&mut self, line: Range<usize>, colons: usize, header: Range<usize>) {
        if let Some(open) = self.open.take_if(|open| colons >= open.colons) {
            self.not_closed(&open, Some(line.start));
            self.forgiven += 1;
            self.close(open, line.start);
        } else if self.open.is_some() {
            return; // fewer colons: text of the block that is open
        }
        self.flush_markdown(line.start);
        self.open = Some(Open { at: line.start, colons, header, body_from: line.end });
    }

    fn closing(&mut self, line: Range<usize>, colons: usize) {
        match self.open.take() {
            Some(open) if colons >= open.colons => {
                self.close(open, line.start);
                self.markdown_from = line.end;
            }
            Some(open) => self.open = Some(open), // fewer colons: text of the block that is open
            None => {
                if self.forgiven > 0 {
                    self.forgiven -= 1;
                } else {
                    let finding =
                        Diagnostic::new(&rules::NOT_CLOSED, "no block is open that this line could close");
                    self.report.push(finding.place(self.source.place(line.start)).help(
                        "a block begins with its name after the colons: `::: note`; take this line out",
                    ));
                }
                self.flush_markdown(line.start);
                self.markdown_from = line.end;
            }
        }
    }

    fn close(&mut self, open: Open, end: usize) {
        self.segments.push(Segment::Fence(Fence {
            at: open.at,
            header: open.header,
            body: open.body_from..end,
        }));
        self.markdown_from = end;
    }

    fn flush_markdown(&mut self, end: usize) {
        if self.markdown_from < end && !self.source.slice(self.markdown_from..end).trim().is_empty() {
            self.segments.push(Segment::Markdown(self.markdown_from..end));
        }
    }

    fn end(&mut self, end: usize) {
        if let Some(verbatim) = self.verbatim.take() {
            self.report.push(verbatim.not_closed(self.source));
        }
        match self.open.take() {
            Some(open) => {
                self.not_closed(&open, None);
                self.close(open, end);
            }
            None => self.flush_markdown(end),
        }
    }

    fn not_closed(&mut self, open: &Open, next: Option<usize>) {
        let header = self.source.slice(open.header.clone());
        let name = header.split_whitespace().next().unwrap_or_default();
        let name: String = name.chars().take(64).collect();
        let colons = ":".repeat(open.colons);
        let help = match next.map(|next| self.source.line_and_column(next).0) {
            Some(line) => {
                format!("close it with a line `{colons}` before line {line}, where the next one begins")
            }
            None => format!("close it with a line `{colons}`"),
        };
        let finding = Diagnostic::new(&rules::NOT_CLOSED, format!("the block `{name}` is not closed"));
        self.report.push(finding.place(self.source.place(open.at)).help(help));
    }
}

impl Verbatim {
    fn begins(content: &str, at: usize) -> Option<Self> {
        if let Some(comment) = content.strip_prefix("<!--") {
            return (!comment.contains("-->")).then_some(Self::Comment { at });
        }
        let mark = content.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let length = content.len() - content.trim_start_matches(mark).len();
        let is_inline = mark == '`' && content[length..].contains('`');
        (length >= 3 && !is_inline).then_some(Self::Code { at, mark, length })
    }

    fn ends_with(&self, line: &str) -> bool {
        match self {
            Self::Comment { .. } => line.contains("-->"),
            Self::Code { mark, length, .. } => {
                let line = line.trim();
                line.len() >= *length && line.chars().all(|c| c == *mark)
            }
        }
    }

    fn not_closed(&self, source: &SourceText) -> Diagnostic {
        let (at, message, help) = match self {
            Self::Code { at, length, .. } => {
                let help =
                    format!("close it with the same sign, repeated {length} times, on a line of its own");
                (*at, "the code block is not closed", help)
            }
            Self::Comment { at } => (*at, "the comment is not closed", "close it with `-->`".to_owned()),
        };
        Diagnostic::new(&rules::NOT_CLOSED, message).place(source.place(at)).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, String) {
        let source = SourceText::new("a.md", text);
        let mut report = FileReport::default();
        let segments = segments(&source, 0..source.text().len(), &mut report)
            .into_iter()
            .map(|segment| match segment {
                Segment::Markdown(range) => source.slice(range).trim().to_owned(),
                Segment::Fence(fence) => {
                    format!("{} = {:?}", source.slice(fence.header).trim(), source.slice(fence.body))
                }
            })
            .collect();
        (segments, report.into_report().to_string())
    }

    #[test]
    fn parts_markdown_and_blocks() {
        let (segments, report) = read("a\n::: note\nb\n:::\nc\n:::tip\n:::\n");
        assert_eq!(segments, ["a", "note = \"b\\n\"", "c", "tip = \"\""]);
        assert_eq!(report, "");
    }

    #[test]
    fn longer_fences_hold_shorter_ones() {
        let (segments, report) = read(":::: note\n::: tip\nb\n:::\n::::\n");
        assert_eq!(segments, ["note = \"::: tip\\nb\\n:::\\n\""]);
        assert_eq!(report, "");
    }

    #[test]
    fn code_and_comments_hold_colons() {
        let (segments, report) =
            read("```\n::: note\n```\n~~~~ md\n:::\n~~~\n~~~~\n<!-- off:\n::: tip\n-->\n``` ```\n    :::\n");
        assert_eq!(segments.len(), 1);
        assert_eq!(report, "");
    }

    #[test]
    fn says_what_is_not_closed() {
        let (segments, report) = read("::: note\na\n::: tip\nb\n:::\n:::\n:::\n```\n");
        assert_eq!(segments, ["note = \"a\\n\"", "tip = \"b\\n\"", "```"]);
        insta::assert_snapshot!(report, @r"
        error[CW213] a.md:1:1: the block `note` is not closed
            ::: note
            help: close it with a line `:::` before line 3, where the next one begins
        error[CW213] a.md:7:1: no block is open that this line could close
            :::
            help: a block begins with its name after the colons: `::: note`; take this line out
        error[CW213] a.md:8:1: the code block is not closed
            ```
            help: close it with the same sign, repeated 3 times, on a line of its own
        ");
    }
}
