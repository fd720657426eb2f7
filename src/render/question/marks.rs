//! The marks of gaps on their way through Markdown, which takes underscores for emphasis or a line.

use crate::model::{Question, QuestionKind, gap_marks};

/// Stands for a mark while Markdown is read. No text of a course has control characters.
pub(super) const HIDDEN: char = '\u{1}';

const MARK: &str = "____";

/// The prompt with something in the place of its marks that Markdown leaves alone.
pub(super) fn hidden(prompt: &str) -> String {
    let mut hidden = String::with_capacity(prompt.len());
    let mut at = 0;
    for mark in gap_marks(prompt) {
        hidden.push_str(&prompt[at..mark.start]);
        hidden.push(HIDDEN);
        at = mark.end;
    }
    hidden.push_str(&prompt[at..]);
    hidden
}

/// The prompt as text or HTML, in which the marks of gaps are underscores again.
pub(in crate::render) fn prompt(question: &Question, read: impl FnOnce(&str) -> String) -> String {
    if question.kind() == QuestionKind::FillIn {
        read(&hidden(&question.prompt)).replace(HIDDEN, MARK)
    } else {
        read(&question.prompt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::text;

    #[test]
    fn marks_are_neither_emphasis_nor_a_line() {
        let question = Question::fill_in("q", "Say (____), then (____).\n\n____");
        assert_eq!(prompt(&question, text::plain), "Say (____), then (____). ____");
        assert_eq!(hidden("a ______ b"), "a \u{1} b");
    }
}
