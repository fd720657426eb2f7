//! Branching scenarios: scenes that begin with headings, and lists of links that lead from one to another.

use std::ops::Range;

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;
use super::panels::nothing_before;
use super::pieces::{Definitions, PieceKind, Pieces};
use super::rules;
use crate::model::{Block, Id, Scenario, Scene, SceneChoice};

const KNOWN: &[&str] = &["weight", "objectives"];
const EXAMPLE: &str = "::: scenario missed-deadline";
const CHOICE: &str = "write each choice as a link to a scene: `- [Tell your manager today](#tell)`";

pub(super) fn read(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    let Some(id) = attributes.take_id(&[]) else {
        attributes.missing("the scenario has no identifier".to_owned(), EXAMPLE, reader.report);
        return;
    };
    let weight = attributes.take_number("weight", "a number above 0, such as 1 or 0.5", reader.report);
    let objectives = attributes.take_ids("objectives");
    attributes.finish(KNOWN, reader.report);

    let (before, parts) = reader.parts(fence.body.clone());
    if parts.is_empty() {
        let help = "begin each scene with a heading and its name: `## The deadline slips {#start}`";
        reader.problem(&rules::BLOCK_CONTENT, fence.at, "the scenario has no scenes", help);
        return;
    }
    nothing_before(reader, before, "scenario");
    let mut scenes = Vec::with_capacity(parts.len());
    for part in parts {
        let heading = Heading::read(reader, &part.title, part.at);
        let (content, choices) = scene(reader, part.body);
        let blocks = reader.content(content);
        scenes.push(Scene { id: heading.id, title: heading.title, blocks, choices, score: heading.score });
    }
    let scenario = Scenario { id: Id::from(id), weight: weight.unwrap_or(1.0), objectives, scenes };
    reader.push(Block::Scenario(scenario), fence.at);
}

/// `The deadline slips {#start score=100}`
struct Heading {
    title: String,
    id: Id,
    score: Option<f64>,
}

impl Heading {
    fn read(reader: &mut BlockReader<'_>, text: &str, at: usize) -> Self {
        let (title, braces) = match text.trim().strip_suffix('}').and_then(|text| text.rsplit_once('{')) {
            Some((title, braces)) => (title.trim().to_owned(), braces),
            None => (text.trim().to_owned(), ""),
        };
        let mut heading = Self { title, id: Id::from(""), score: None };
        let mut is_named = false;
        for word in braces.split_whitespace() {
            let score = word.strip_prefix("score=").map(|score| score.trim_end_matches('%').parse());
            match (word.strip_prefix('#'), score) {
                (Some(id), _) => (heading.id, is_named) = (Id::from(id), true),
                (None, Some(Ok(score))) => heading.score = Some(score),
                _ => {
                    let help =
                        "in braces stand the scene's name and, in an ending, its score: `{#well score=100}`";
                    let message = format!("`{word}` says nothing about a scene");
                    reader.problem(&rules::BAD_ATTRIBUTE, at, message, help);
                }
            }
        }
        if !is_named {
            let message = format!("the scene “{}” has no name", heading.title);
            let help = format!("put it behind the heading: `## {} {{#start}}`", heading.title);
            reader.problem(&rules::MISSING_ATTRIBUTE, at, message, help);
            heading.id = Id::from(format!("line-{}", reader.source.line_and_column(at).0));
        }
        heading
    }
}

/// The content of a scene, and the choices at its end.
fn scene(reader: &mut BlockReader<'_>, body: Range<usize>) -> (Range<usize>, Vec<SceneChoice>) {
    let source = reader.source;
    // What is wrong inside is told when the content is read.
    let pieces = Pieces::read(source.slice(body.clone()), &reader.definitions);
    let Some(last) = pieces.list.last() else { return (body, Vec::new()) };
    let PieceKind::List { items, .. } = &last.kind else { return (body, Vec::new()) };
    let texts: Vec<String> = items.iter().map(|item| pieces.item(item.clone())).collect();
    if !texts.iter().any(|text| target(text).is_some()) {
        return (body, Vec::new());
    }
    let mut choices = Vec::with_capacity(texts.len());
    for (item, text) in items.iter().zip(&texts) {
        match target(text) {
            Some((words, to, rest)) => choices.push(choice(words, to, rest)),
            None => {
                reader.problem(
                    &rules::BLOCK_CONTENT,
                    body.start + item.start,
                    "a choice leads nowhere",
                    CHOICE,
                );
            }
        }
    }
    (body.start..body.start + last.range.start, choices)
}

/// The words of a link to a scene at the beginning of a text, the scene, and what follows.
fn target(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.trim_start().strip_prefix('[')?.split_once("](")?;
    let (to, rest) = rest.split_once(')')?;
    let to = to.trim().trim_start_matches('<').trim_end_matches('>').strip_prefix('#')?;
    Some((words, to, rest))
}

/// What follows a link belongs to the choice's words; a quotation is what comes of it.
fn choice(words: &str, to: &str, rest: &str) -> SceneChoice {
    let inner = Pieces::read(rest, &Definitions::default());
    let quote = inner.list.iter().position(|piece| matches!(piece.kind, PieceKind::Quote));
    let (more, consequence) = match quote {
        Some(index) => {
            let range = inner.list[index].range.clone();
            (inner.slice(0..range.start), Some(inner.quotation(range)))
        }
        None => (rest.to_owned(), None),
    };
    let text = format!("{words} {}", more.trim()).trim().to_owned();
    SceneChoice { text, to: Id::from(to), consequence }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::read_blocks;
    use super::super::file_report::FileReport;
    use super::super::text::SourceText;
    use super::*;

    fn read(text: &str) -> (Vec<Block>, String) {
        let source = SourceText::new("a.md", text);
        let mut report = FileReport::default();
        let blocks = read_blocks(&source, 0..source.text().len(), &mut report).blocks;
        (blocks.into_iter().map(|placed| placed.block).collect(), report.into_report().to_string())
    }

    #[test]
    fn scenes_and_choices() {
        let (blocks, findings) = read(
            "::: scenario slip weight=2 objectives=a,b\n## It slips {#start}\nText.\n\n- a list\n\n\
             What now?\n\n* [Tell **today**](#tell)\n  > Heard.\n* [Wait](#start) and hope\n\n## Good {#tell score=100}\nEnd.\n:::\n",
        );
        assert_eq!(findings, "");
        let [Block::Scenario(scenario)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((scenario.weight, scenario.objectives.len(), scenario.scenes.len()), (2.0, 2, 2));
        let start = &scenario.scenes[0];
        assert_eq!((start.title.as_str(), start.blocks.len(), start.score), ("It slips", 3, None));
        let choice = |text: &str, to: &str, consequence: Option<&str>| SceneChoice {
            text: text.to_owned(),
            to: to.into(),
            consequence: consequence.map(str::to_owned),
        };
        let wanted =
            [choice("Tell **today**", "tell", Some("Heard.")), choice("Wait and hope", "start", None)];
        assert_eq!(start.choices, wanted);
        assert_eq!(scenario.scenes[1].score, Some(100.0));
    }

    #[test]
    fn what_is_no_scene_is_told() {
        let (_, findings) = read(
            "::: scenario\n:::\n\n::: scenario a\n:::\n\n::: scenario b\n## One\n- [x](#two)\n- y\n\n## Two {#two points=3}\n:::\n",
        );
        insta::assert_snapshot!(findings, @r"
        error[CW215] a.md:1:1: the scenario has no identifier
            ::: scenario
            help: for example `::: scenario missed-deadline`
        error[CW220] a.md:4:1: the scenario has no scenes
            ::: scenario a
            help: begin each scene with a heading and its name: `## The deadline slips {#start}`
        error[CW215] a.md:8:1: the scene “One” has no name
            ## One
            help: put it behind the heading: `## One {#start}`
        error[CW220] a.md:10:1: a choice leads nowhere
            - y
            help: write each choice as a link to a scene: `- [Tell your manager today](#tell)`
        error[CW216] a.md:12:1: `points=3` says nothing about a scene
            ## Two {#two points=3}
            help: in braces stand the scene's name and, in an ending, its score: `{#well score=100}`
        ");
    }
}
