//! Questions: what is asked, then what is answered, and what is said about it.

use std::ops::Range;

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;
use super::pieces::{Definitions, Piece, PieceKind, Pieces};
use super::rules;
use crate::diagnostic::{Place, Rule};
use crate::model::{Credit, Id, Question, QuestionBody, QuestionKind};

mod answers;
mod arranged;
mod asked;
mod said;

use answers::Item;

const KNOWN: &[&str] = &["attempts", "weight", "objectives", "credit", "shuffle", "time-limit"];
const FLAGS: &[&str] = &["case-sensitive", "shuffle"];

/// Attributes of a kind beside those that all questions have.
fn known_of(kind: QuestionKind) -> &'static [&'static str] {
    match kind {
        QuestionKind::FillIn => &["case-sensitive", "tolerance"],
        QuestionKind::Numeric => &["unit"],
        QuestionKind::LongAnswer => &["max"],
        QuestionKind::DragAndDrop | QuestionKind::Hotspot => &["src", "alt"],
        _ => &[],
    }
}

/// What the text of a question says.
struct Understood {
    prompt: String,
    body: QuestionBody,
}

/// Reads a question and adds it to the blocks.
pub(super) fn read(
    reader: &mut BlockReader<'_>,
    kind: QuestionKind,
    mut attributes: Attributes<'_>,
    fence: &Fence,
) {
    let id = id(reader, &mut attributes, fence);
    let (own, said) = said::read(reader, kind, fence);
    let pieces = BlockReader::fenced_pieces(&own, fence.body.start, reader);
    let mut text = Text { reader, pieces: &pieces, base: fence.body.start, places: Vec::new() };
    let understood = text.understood(kind, &mut attributes);
    let places = text.places;

    let mut question = Question::new(understood.body, id, understood.prompt);
    said.tell(&mut question);
    settings(reader, &mut question, &mut attributes);
    attributes.finish(&[KNOWN, known_of(kind)].concat(), reader.report);
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

fn settings(reader: &mut BlockReader<'_>, question: &mut Question, attributes: &mut Attributes<'_>) {
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
    question.shuffle = attributes.take_flag("shuffle");
    question.time_limit = attributes.take_number("time-limit", "a whole number of seconds", report);
    if let Some(credit) = attributes.take("credit") {
        question.credit = match credit.text.as_str() {
            "each" => Credit::Each,
            "whole" => Credit::Whole,
            other => {
                let message = format!("`credit` is `{other}`, expected `each` or `whole`");
                let help = "`credit=each` gives each right part its share; without it only what is wholly right counts";
                reader.problem(&rules::BAD_ATTRIBUTE, credit.at, message, help);
                Credit::Whole
            }
        };
    }
}

/// A question's own text, without what is said in blocks inside of it.
struct Text<'r, 'a, 'p> {
    reader: &'r mut BlockReader<'a>,
    pieces: &'p Pieces<'p>,
    /// Where the pieces' text begins in the source.
    base: usize,
    /// Where each answer stands, in the order of the model: findings about an answer point there.
    places: Vec<Place>,
}

/// What stands under a heading: a group, a step.
struct Headed {
    /// Markdown.
    title: String,
    /// Numbers of the pieces.
    heading: usize,
    body: Range<usize>,
}

impl Text<'_, '_, '_> {
    fn understood(&mut self, kind: QuestionKind, attributes: &mut Attributes<'_>) -> Understood {
        match kind {
            QuestionKind::Choice => self.marked(|answers| QuestionBody::Choice { answers }),
            QuestionKind::MultipleResponse => {
                self.marked(|answers| QuestionBody::MultipleResponse { answers })
            }
            QuestionKind::TrueFalse => self.marked(|answers| QuestionBody::TrueFalse { answers }),
            QuestionKind::FillIn => self.fill_in(attributes),
            QuestionKind::Numeric => self.numeric(attributes),
            QuestionKind::Likert => self.likert(),
            QuestionKind::LongAnswer => self.long_answer(attributes),
            QuestionKind::Performance => self.performance(),
            QuestionKind::Matching => self.matching(),
            QuestionKind::Ordering => self.ordering(),
            QuestionKind::Sorting => self.sorting(),
            QuestionKind::DragAndDrop => self.drag_and_drop(attributes),
            QuestionKind::Hotspot => self.hotspot(attributes),
        }
    }

    /// The Markdown before a piece, or all of it.
    fn before(&self, piece: Option<usize>) -> String {
        let list = &self.pieces.list;
        let end = match piece {
            Some(index) => list.get(index).map(|piece| piece.range.start),
            None => list.last().map(|piece| piece.range.end),
        };
        self.pieces.slice(0..end.unwrap_or(0)).trim().to_owned()
    }

    /// The Markdown of some pieces.
    fn between(&self, pieces: Range<usize>) -> String {
        match self.pieces.list.get(pieces).unwrap_or_default() {
            [] => String::new(),
            [first, .., last] => self.pieces.slice(first.range.start..last.range.end),
            [only] => self.pieces.slice(only.range.clone()),
        }
    }

    /// Where a piece stands in the source.
    fn at(&self, piece: usize) -> usize {
        self.base + self.pieces.list.get(piece).map_or(0, |piece| piece.range.start)
    }

    /// The last list among some pieces.
    fn last_list(&self, among: Range<usize>) -> Option<usize> {
        let is_list = |index: &usize| {
            matches!(self.pieces.list.get(*index).map(|piece| &piece.kind), Some(PieceKind::List { .. }))
        };
        among.rev().find(is_list)
    }

    /// The items of a list.
    fn items(&self, piece: usize) -> Vec<Item> {
        let Some(PieceKind::List { items, .. }) = self.pieces.list.get(piece).map(|piece| &piece.kind) else {
            return Vec::new();
        };
        let item = |range: &Range<usize>| Item {
            at: self.base + range.start,
            markdown: self.pieces.item(range.clone()),
        };
        items.iter().map(item).collect()
    }

    /// The items of a list inside of another list's item; none when there is anything else in it.
    fn inner_items(&self, outer: &Item) -> Option<Vec<Item>> {
        let inner = Pieces::read(&outer.markdown, &Definitions::default());
        let [Piece { kind: PieceKind::List { items, .. }, .. }] = inner.list.as_slice() else { return None };
        let item = |range: &Range<usize>| Item {
            at: self.line_inside(outer, outer.markdown[..range.start].matches('\n').count()),
            markdown: inner.item(range.clone()),
        };
        Some(items.iter().map(item).collect())
    }

    /// Where a line of an item's Markdown stands in the source. The item has lost its indentation, but no lines.
    fn line_inside(&self, item: &Item, line: usize) -> usize {
        let written = self.reader.source.slice(item.at..self.reader.source.text().len());
        let marker = written.lines().next().unwrap_or_default().trim();
        let is_alone = marker.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit());
        let lines = written.split_inclusive('\n').take(line + usize::from(is_alone));
        let start = item.at + lines.map(str::len).sum::<usize>();
        let rest = self.reader.source.slice(start..self.reader.source.text().len());
        start + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    /// What stands under each heading of the level of the first one, and the number of pieces before it.
    fn headed(&self) -> (usize, Vec<Headed>) {
        let list = &self.pieces.list;
        let level = |index: usize| match list[index].kind {
            PieceKind::Heading { level } => Some(level),
            _ => None,
        };
        let first = (0..list.len()).find_map(&level);
        let headings = (0..list.len()).filter(|index| first.is_some() && level(*index) == first);
        let headings: Vec<usize> = headings.collect();
        let ends = headings.iter().skip(1).copied().chain([list.len()]);
        let headed = headings.iter().zip(ends).map(|(&heading, end)| Headed {
            title: self.pieces.heading(list[heading].range.clone()),
            heading,
            body: heading + 1..end,
        });
        (headings.first().copied().unwrap_or(list.len()), headed.collect())
    }

    fn problem(
        &mut self,
        rule: &'static Rule,
        at: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.reader.problem(rule, at, message, help);
    }
}
