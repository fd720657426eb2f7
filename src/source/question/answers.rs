//! Answers that are marked as right or wrong, with their feedback.

use super::{Text, Understood};
use crate::model::{Answer, QuestionBody};
use crate::source::pieces::{Definitions, PieceKind, Pieces};
use crate::source::rules;
use crate::source::text::{indentation, without_indentation};

/// An item of a list of answers.
pub(super) struct Item {
    /// Where it stands in the source.
    pub(super) at: usize,
    pub(super) markdown: String,
}

impl Text<'_, '_, '_> {
    /// A question whose answers are one list, marked as right or wrong.
    pub(super) fn marked(&mut self, body: impl FnOnce(Vec<Answer>) -> QuestionBody) -> Understood {
        let list = self.answer_list();
        let prompt = self.before(list);
        let answers = list.map(|index| self.answers(index, self.pieces.list.len())).unwrap_or_default();
        Understood { prompt, body: body(answers) }
    }

    /// Which piece is the list of answers: the first list with a mark, else the last list.
    pub(super) fn answer_list(&self) -> Option<usize> {
        let has_mark = |index: &usize| self.items(*index).iter().any(|item| mark(&item.markdown).is_some());
        let pieces = 0..self.pieces.list.len();
        pieces.clone().find(has_mark).or_else(|| self.last_list(pieces))
    }

    /// The answers of a list, after which nothing else stands before the piece where they end.
    pub(super) fn answers(&mut self, list: usize, end: usize) -> Vec<Answer> {
        self.nothing_after(list, end);
        let items = self.items(list);
        self.marked_items(&items)
    }

    /// Items as answers. Each begins with a mark.
    pub(super) fn marked_items(&mut self, items: &[Item]) -> Vec<Answer> {
        let mut without_mark = None;
        let mut answers = Vec::new();
        for Item { at, markdown } in items {
            let (correct, rest) = mark(markdown).unwrap_or_else(|| {
                without_mark.get_or_insert((answers.len(), *at, markdown));
                (false, markdown)
            });
            answers.push(self.answer(*at, correct, rest));
            self.places.push(self.reader.source.place(*at));
        }
        if let Some((index, at, markdown)) = without_mark {
            // That no answer is right is most often the same slip, and is told once.
            answers[index].correct = !answers.iter().any(|answer: &Answer| answer.correct);
            let line = markdown.lines().next().unwrap_or_default().trim_start_matches(['[', ']', ' ']);
            let help = format!("write `- [x] {line}` when it is right, `- [ ] {line}` when it is wrong");
            self.problem(&rules::ANSWER_FORM, at, "an answer has no mark", help);
        }
        answers
    }

    /// Answers come last; what follows them is most often feedback that is not indented.
    pub(super) fn nothing_after(&mut self, index: usize, end: usize) {
        let Some(piece) = self.pieces.list[..end].get(index + 1) else { return };
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
        self.problem(&rules::ANSWER_FORM, self.base + piece.range.start, message, help);
    }

    /// What is answered, then a quotation as feedback.
    fn answer(&mut self, at: usize, correct: bool, markdown: &str) -> Answer {
        let markdown = without_common_indentation(markdown);
        // Everything wrong inside was found when the whole block was read.
        let inner = Pieces::read(&markdown, &Definitions::default());
        let feedback = inner.list.iter().position(|piece| matches!(piece.kind, PieceKind::Quote));
        let Some(index) = feedback else {
            return Answer { text: markdown.trim().to_owned(), correct, feedback: None };
        };
        if inner.list.len() > index + 1 {
            let help = "put it into the quotation: begin each of its lines with `>`";
            self.problem(&rules::ANSWER_FORM, at, "something follows after an answer's feedback", help);
        }
        let range = inner.list[index].range.clone();
        let text = inner.slice(0..range.start).trim().to_owned();
        Answer { text, correct, feedback: Some(inner.quotation(range)) }
    }
}

/// Whether an item is marked as right, and what follows the mark.
pub(super) fn mark(item: &str) -> Option<(bool, &str)> {
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
