//! Questions: what is asked, then a list of answers with their feedback.

use std::ops::Range;

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;
use super::pieces::{Definitions, Piece, PieceKind, Pieces};
use super::rules;
use super::text::indentation;
use crate::model::{Answer, Id, Question, QuestionBody, QuestionKind};

const KNOWN: &[&str] = &["attempts", "weight", "objectives"];
const KNOWN_FILL_IN: &[&str] = &["attempts", "weight", "objectives", "case-sensitive"];
const FLAGS: &[&str] = &["case-sensitive"];

/// Reads a question and adds it to the blocks.
pub(super) fn read(
    reader: &mut BlockReader<'_>,
    kind: QuestionKind,
    mut attributes: Attributes<'_>,
    fence: &Fence,
) {
    let id = id(reader, &mut attributes, fence);
    let mut question = match kind {
        QuestionKind::MultipleResponse => Question::multiple_response(id, ""),
        QuestionKind::TrueFalse => Question::new(QuestionBody::TrueFalse { answers: Vec::new() }, id, ""),
        QuestionKind::FillIn => Question::fill_in(id, ""),
        _ => Question::choice(id, ""),
    };
    settings(reader, &mut question, attributes);

    let source = reader.source;
    let pieces = BlockReader::inner_pieces(source, fence.body.clone(), reader);
    let mut answers = Answers { reader, pieces: &pieces, base: fence.body.start, places: Vec::new() };
    let list = answers.list();
    let prompt_end = list.map_or(fence.body.len(), |index| pieces.list[index].range.start);
    pieces.slice(0..prompt_end).trim().clone_into(&mut question.prompt);
    if let Some(index) = list {
        question = answers.read(index).into_iter().fold(question, Question::answer);
    }
    let places = answers.places;
    reader.push_question(question.into(), fence.at, places);
}

fn id(reader: &mut BlockReader<'_>, attributes: &mut Attributes<'_>, fence: &Fence) -> Id {
    if let Some(id) = attributes.take_id(FLAGS) {
        return id.into();
    }
    let name = attributes.name.text.clone();
    let example = match attributes.take_text("id") {
        Some(id) => format!("::: {name} {id}"),
        None => format!("::: {name} promise"),
    };
    attributes.missing(format!("the question `{name}` has no identifier"), &example, reader.report);
    // Stands in until the author has given one, so that everything else can be looked at in the same run.
    Id::from(format!("line-{}", reader.source.line_and_column(fence.at).0))
}

fn settings(reader: &mut BlockReader<'_>, question: &mut Question, mut attributes: Attributes<'_>) {
    let report = &mut *reader.report;
    if let Some(attempts) = attributes.take_number("attempts", "a whole number from 0 to 255", report) {
        question.attempts = attempts;
    }
    if let Some(weight) = attributes.take_number("weight", "a number above 0, such as 1 or 0.5", report) {
        question.weight = weight;
    }
    if let Some(objectives) = attributes.take_text("objectives") {
        let ids = objectives.split(',').map(str::trim).filter(|id| !id.is_empty());
        question.objectives = ids.map(Id::from).collect();
    }
    let known = if question.kind() == QuestionKind::FillIn {
        if let QuestionBody::FillIn { case_sensitive, .. } = &mut question.body {
            *case_sensitive = attributes.take_flag("case-sensitive");
        }
        KNOWN_FILL_IN
    } else {
        KNOWN
    };
    attributes.finish(known, report);
}

struct Answers<'r, 'a, 'p> {
    reader: &'r mut BlockReader<'a>,
    pieces: &'p Pieces<'p>,
    /// Where the pieces' text begins in the source.
    base: usize,
    places: Vec<crate::Place>,
}

impl Answers<'_, '_, '_> {
    /// Which piece is the list of answers: the first list with a mark, else the last list.
    fn list(&self) -> Option<usize> {
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

    fn read(&mut self, index: usize) -> Vec<Answer> {
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
    let rest = rest.lines().map(|line| super::text::without_indentation(line, common));
    rest.fold(first.to_owned(), |text, line| text + "\n" + &line)
}
