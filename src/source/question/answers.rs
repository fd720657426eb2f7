//! Answers that are marked as right or wrong, with their feedback.

use std::ops::Range;

use super::{Text, Understood};
use crate::model::{Answer, QuestionBody};
use crate::source::pieces::{Definitions, Piece, PieceKind, Pieces};
use crate::source::rules;
use crate::source::text::{indentation, without_indentation};

impl Text<'_, '_, '_> {
    /// A question whose answers are one list, marked as right or wrong.
    pub(super) fn marked(&mut self, body: impl FnOnce(Vec<Answer>) -> QuestionBody) -> Understood {
        let list = self.answer_list();
        let prompt = self.before(list);
        let answers = list.map(|index| self.answers(index)).unwrap_or_default();
        Understood { prompt, body: body(answers) }
    }

    /// Which piece is the list of answers: the first list with a mark, else the last list.
    fn answer_list(&self) -> Option<usize> {
        let has_mark = |piece: &Piece| match &piece.kind {
            PieceKind::List { items, .. } => {
                items.iter().any(|item| mark(&self.pieces.item(item.clone())).is_some())
            }
            _ => false,
        };
        let is_list = |piece: &Piece| matches!(piece.kind, PieceKind::List { .. });
        let pieces = &self.pieces.list;
        pieces.iter().position(has_mark).or_else(|| pieces.iter().rposition(is_list))
    }

    fn answers(&mut self, index: usize) -> Vec<Answer> {
        self.nothing_after(index);
        let pieces = self.pieces;
        let PieceKind::List { items, .. } = &pieces.list[index].kind else { return Vec::new() };
        let mut without_mark = None;
        let mut answers = Vec::new();
        for item in items {
            let at = self.base + item.start;
            let markdown = pieces.item(item.clone());
            let (correct, rest) = mark(&markdown).unwrap_or_else(|| {
                without_mark.get_or_insert((answers.len(), at, markdown.clone()));
                (false, &markdown)
            });
            answers.push(self.answer(item, correct, rest));
            self.places.push(self.reader.source.place(at));
        }
        if let Some((index, at, markdown)) = without_mark {
            // That no answer is right is most often the same slip, and is told once.
            answers[index].correct = !answers.iter().any(|answer: &Answer| answer.correct);
            let line = markdown.lines().next().unwrap_or_default().trim_start_matches(['[', ']', ' ']);
            let help = format!("write `- [x] {line}` when it is right, `- [ ] {line}` when it is wrong");
            self.reader.problem(&rules::ANSWER_FORM, at, "an answer has no mark", help);
        }
        answers
    }

    /// Answers come last; what follows them is most often feedback that is not indented.
    fn nothing_after(&mut self, index: usize) {
        let Some(piece) = self.pieces.list.get(index + 1) else { return };
        let (message, help) = match piece.kind {
            PieceKind::Quote => (
                "a quotation stands between or after the answers",
                "feedback is indented by two spaces, so that it belongs to the answer above it",
            ),
            PieceKind::List { .. } => (
                "there is a second list after the answers",
                "use the same sign (`-`) for all answers, and nothing between them",
            ),
            _ => ("something follows after the answers", "put it before the answers, or after the block"),
        };
        self.reader.problem(&rules::ANSWER_FORM, self.base + piece.range.start, message, help);
    }

    /// What is answered, then a quotation as feedback.
    fn answer(&mut self, item: &Range<usize>, correct: bool, markdown: &str) -> Answer {
        let markdown = without_common_indentation(markdown);
        // Everything wrong inside was found when the whole block was read.
        let inner = Pieces::read(&markdown, &Definitions::default());
        let feedback = inner.list.iter().position(|piece| matches!(piece.kind, PieceKind::Quote));
        let Some(index) = feedback else {
            return Answer { text: markdown.trim().to_owned(), correct, feedback: None };
        };
        if inner.list.len() > index + 1 {
            let help = "put it into the quotation: begin each of its lines with `>`";
            let at = self.base + item.start;
            self.reader.problem(
                &rules::ANSWER_FORM,
                at,
                "something follows after an answer's feedback",
                help,
            );
        }
        let range = inner.list[index].range.clone();
        let text = inner.slice(0..range.start).trim().to_owned();
        Answer { text, correct, feedback: Some(inner.quotation(range)) }
    }
}

/// Whether an item is marked as right, and what follows the mark.
fn mark(item: &str) -> Option<(bool, &str)> {
    let correct = |rest| (true, rest);
    let incorrect = |rest| (false, rest);
    let (is_correct, rest) = (item.strip_prefix("[x]").or_else(|| item.strip_prefix("[X]")).map(correct))
        .or_else(|| item.strip_prefix("[ ]").map(incorrect))?;
    (rest.is_empty() || rest.starts_with([' ', '\t', '\n']))
        .then(|| (is_correct, rest.trim_start_matches([' ', '\t'])))
}

/// Feedback may be aligned with the answer's text after its mark; four columns more would be code.
fn without_common_indentation(markdown: &str) -> String {
    let (first, rest) = markdown.split_once('\n').unwrap_or((markdown, ""));
    let filled = || rest.lines().filter(|line| !line.trim().is_empty());
    let common = filled().map(indentation).min().unwrap_or(0).min(4);
    let rest = rest.lines().map(|line| without_indentation(line, common));
    rest.fold(first.to_owned(), |text, line| text + "\n" + &line)
}
