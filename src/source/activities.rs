//! Blocks that keep something for the learner.

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;
use super::pieces::{Piece, PieceKind};
use super::rules;
use crate::model::{Block, Checklist, Continue, Discussion, Id, LiveSession, Reflection, SignOff};

const GATE: &[&str] = &["after", "label"];
const REFLECTION: &[&str] = &["max"];
const SIGN_OFF: &[&str] = &["code", "label"];
const LIVE_SESSION: &[&str] = &["title", "start", "zone", "minutes", "url", "code"];
const DISCUSSION: &[&str] = &["title"];

const LIVE_SESSION_EXAMPLE: &str =
    "::: live-session workshop title=\"Workshop\" start=\"2027-03-01 10:00\" zone=Europe/Berlin minutes=90";

pub(super) fn checklist(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    let id = id(reader, &mut attributes, fence, "::: checklist one-to-one");
    attributes.finish(&[], reader.report);
    let source = reader.source;
    let pieces = BlockReader::inner_pieces(source, fence.body.clone(), reader);
    let [Piece { kind: PieceKind::List { items, .. }, .. }] = pieces.list.as_slice() else {
        let stranger = pieces.list.iter().find(|piece| !matches!(piece.kind, PieceKind::List { .. }));
        let at = stranger.map_or(fence.at, |piece| fence.body.start + piece.range.start);
        let help =
            "write each item as `- [ ] Ask how it went`, and everything else before or after the block";
        reader.problem(
            &rules::CHECKLIST_FORM,
            at,
            "the block `checklist` takes one list and nothing else",
            help,
        );
        return;
    };
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        let text = pieces.item(item.clone());
        let unticked = text.strip_prefix("[ ]").map(|rest| rest.trim().to_owned());
        if unticked.is_none() {
            let words = text.trim_start_matches(['[', ']', 'x', 'X', ' ']).lines().next().unwrap_or_default();
            let at = fence.body.start + item.start;
            let help = format!("write `- [ ] {words}`: it is the learner who ticks it");
            reader.problem(&rules::CHECKLIST_FORM, at, "an item of the checklist has no empty box", help);
        }
        texts.push(unticked.unwrap_or(text));
    }
    reader.push(Block::Checklist(Checklist { id, items: texts }), fence.at);
}

pub(super) fn gate(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    let id = attributes.take_id(&[]).unwrap_or_default();
    let after = attributes.take_text("after").unwrap_or_default();
    let after = after.split([',', ' ']).filter(|id| !id.is_empty()).map(Id::from).collect();
    let label = attributes.take_text("label").filter(|label| !label.trim().is_empty());
    attributes.finish(GATE, reader.report);
    if !reader.source.slice(fence.body.clone()).trim().is_empty() {
        let help = "write what opens after the block; the button's words are `label=\"Go on\"`";
        reader.problem(&rules::BLOCK_CONTENT, fence.at, "the block `continue` takes no content", help);
    }
    reader.push(Block::Continue(Continue { id: id.into(), after, label }), fence.at);
}

/// Gates that the author gave no identifier are named after their lesson and their place among its gates.
pub(super) fn name_gates(lesson: &Id, blocks: &mut [Block]) {
    let mut number = 0;
    for block in blocks {
        let Block::Continue(gate) = block else { continue };
        number += 1;
        if gate.id.as_str().is_empty() {
            let ending = format!("-gate-{number}");
            let room = Id::MAX_LENGTH - ending.len();
            gate.id = match lesson.as_str().get(..room.min(lesson.as_str().len())) {
                Some(lesson) if Id::from(lesson).is_legal() => format!("{lesson}{ending}").into(),
                // What is wrong with the lesson's identifier is told there.
                _ => format!("gate-{number}").into(),
            };
        }
    }
}

pub(super) fn reflection(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    let id = id(reader, &mut attributes, fence, "::: reflection my-manager");
    let max = attributes.take_number("max", "a whole number of characters up to 65535", reader.report);
    attributes.finish(REFLECTION, reader.report);
    let prompt = reader.inner_markdown(fence.body.clone());
    let max = max.unwrap_or(Reflection::MAX);
    reader.push(Block::Reflection(Reflection { id, prompt, max }), fence.at);
}

pub(super) fn sign_off(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    let example = "::: sign-off mentor-talk code=HARBOUR label=\"Your mentor\"";
    let id = id(reader, &mut attributes, fence, example);
    let code = attributes.require("code", example, reader.report);
    let by = attributes.take_text("label").filter(|label| !label.trim().is_empty());
    attributes.finish(SIGN_OFF, reader.report);
    let task = reader.inner_markdown(fence.body.clone());
    if let Some(code) = code {
        reader.push(Block::SignOff(SignOff { id, task, by, code }), fence.at);
    }
}

pub(super) fn live_session(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    let id = id(reader, &mut attributes, fence, LIVE_SESSION_EXAMPLE);
    let report = &mut *reader.report;
    let mut required = |key| attributes.require(key, LIVE_SESSION_EXAMPLE, report);
    let (title, start, zone, minutes) =
        (required("title"), required("start"), required("zone"), required("minutes"));
    let (url, code) = (attributes.take_text("url"), attributes.take_text("code"));
    let number = minutes.as_deref().map(str::parse::<u32>);
    if let Some(Err(_)) = number {
        let message = format!("`minutes` is `{}`", minutes.unwrap_or_default());
        let help = "write how long it takes as a whole number: `minutes=90`";
        reader.problem(&rules::BAD_ATTRIBUTE, fence.at, message, help);
    }
    attributes.finish(LIVE_SESSION, reader.report);
    let description = reader.inner_markdown_or_none(fence.body.clone());
    if let (Some(title), Some(start), Some(zone), Some(Ok(minutes))) = (title, start, zone, number) {
        let session = LiveSession { id, title, start, zone, minutes, url, code, description };
        reader.push(Block::LiveSession(session), fence.at);
    }
}

pub(super) fn discussion(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    let example = "::: discussion circle title=\"Mentoring circle\"";
    let id = id(reader, &mut attributes, fence, example);
    let title = attributes.require("title", example, reader.report);
    attributes.finish(DISCUSSION, reader.report);
    let prompt = reader.inner_markdown(fence.body.clone());
    if let Some(title) = title {
        reader.push(Block::Discussion(Discussion { id, title, prompt }), fence.at);
    }
}

/// The identifier, under which the learner's record keeps what is done here.
fn id(reader: &mut BlockReader<'_>, attributes: &mut Attributes<'_>, fence: &Fence, example: &str) -> Id {
    if let Some(id) = attributes.take_id(&[]) {
        return id.into();
    }
    let message = format!("the block `{}` has no identifier", attributes.name.text);
    attributes.missing(message, example, reader.report);
    // Stands in until the author has given one, so that everything else can be looked at in the same run.
    Id::from(format!("line-{}", reader.source.line_and_column(fence.at).0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lesson;
    use crate::{Course, Report};

    fn blocks(markdown: &str) -> Vec<Block> {
        let lesson = Lesson::builder("trust", "Trust").markdown(markdown);
        assert_eq!(findings(markdown), "");
        lesson.lesson.blocks
    }

    fn findings(markdown: &str) -> String {
        let lesson = Lesson::builder("trust", "Trust").markdown(markdown);
        let mut report = Report::default();
        report.extend(lesson.findings.into_iter().map(|(_, finding)| finding));
        report.to_string()
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_checklist_is_a_list_with_empty_boxes() {
        let items = texts(&["Ask **how** it went", "Agree on\n  - one\n  - two", ""]);
        let list = "::: checklist one-to-one\n- [ ] Ask **how** it went\n- [ ] Agree on\n  - one\n  - two\n- [ ]\n:::\n";
        let read = blocks(list);
        let Block::Checklist(read) = &read[0] else { panic!("{read:?}") };
        assert_eq!(read.id.as_str(), "one-to-one");
        assert_eq!(read.items.len(), items.len());
        assert_eq!(read.items[0], items[0]);
        assert!(
            read.items[1].starts_with("Agree on\n") && read.items[1].contains("- two"),
            "{}",
            read.items[1]
        );
    }

    #[test]
    fn a_gate_waits_for_what_it_names_and_has_an_identifier_in_any_case() {
        let gates = blocks(
            "::: continue after=keys,promise label=\"Go on\"\n:::\n\n::: continue last\n:::\n\n::: continue\n:::\n",
        );
        let gate = |id: &str, after: &[&str], label: Option<&str>| {
            let after = after.iter().map(|id| Id::from(*id)).collect();
            Block::Continue(Continue { id: id.into(), after, label: label.map(str::to_owned) })
        };
        let wanted = [
            gate("trust-gate-1", &["keys", "promise"], Some("Go on")),
            gate("last", &[], None),
            gate("trust-gate-3", &[], None),
        ];
        assert_eq!(gates, wanted);
    }

    #[test]
    fn gates_of_one_lesson_are_told_apart_however_it_is_put_together() {
        let gate = "::: continue\n:::\n";
        let lesson = Lesson::builder("trust", "Trust").markdown(gate).markdown(gate);
        let ids: Vec<_> =
            lesson.lesson.blocks.iter().filter_map(|block| block.waited_for()).map(Id::as_str).collect();
        assert_eq!(ids, ["trust-gate-1", "trust-gate-2"]);
        let long = "a".repeat(64);
        let course =
            Course::builder("c", "C").lesson(Lesson::builder(long.as_str(), "A").markdown(gate)).build();
        assert!(course.is_ok(), "{course:?}");
    }

    #[test]
    fn the_other_blocks_say_what_they_are_about() {
        let read = blocks(
            "::: reflection my-manager max=500\nWhat does *your* manager need?\n:::\n\n\
             ::: sign-off mentor-talk code=HARBOUR label=\"Your mentor\"\nTalk with your mentor.\n:::\n\n\
             ::: live-session workshop start=\"2027-03-01 10:00\" zone=Europe/Berlin minutes=90 url=https://meet.example.com/x code=TIDE title=\"Workshop\"\n\
             Bring a question.\n:::\n\n\
             ::: discussion circle title=\"Mentoring circle\"\nWhat helped you?\n:::\n",
        );
        let some = |text: &str| Some(text.to_owned());
        let wanted = [
            Block::Reflection(Reflection {
                id: "my-manager".into(),
                prompt: "What does *your* manager need?".into(),
                max: 500,
            }),
            Block::SignOff(SignOff {
                id: "mentor-talk".into(),
                task: "Talk with your mentor.".into(),
                by: some("Your mentor"),
                code: "HARBOUR".into(),
            }),
            Block::LiveSession(LiveSession {
                id: "workshop".into(),
                title: "Workshop".into(),
                start: "2027-03-01 10:00".into(),
                zone: "Europe/Berlin".into(),
                minutes: 90,
                url: some("https://meet.example.com/x"),
                code: some("TIDE"),
                description: some("Bring a question."),
            }),
            Block::Discussion(Discussion {
                id: "circle".into(),
                title: "Mentoring circle".into(),
                prompt: "What helped you?".into(),
            }),
        ];
        assert_eq!(read, wanted);
    }
}
