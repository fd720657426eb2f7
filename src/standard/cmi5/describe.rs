//! From what is in a package to its course structure.

use super::structure::{Au, Block, Course, CourseStructure, LaunchMethod, MoveOn, Objective, Part};
use crate::model::CompletionRule;
use crate::model::path::Done;
use crate::standard::builder::{Item, ItemKind};
use crate::standard::contents::Contents;
use crate::standard::href;
use crate::standard::lang_string::LangString;

const ACTIVITY_TYPES: &str = "http://adlnet.gov/expapi/activities/";

pub(super) fn structure(contents: &Contents) -> CourseStructure {
    let description = contents.metadata.description.trim();
    let objective = |objective: &crate::model::Objective| Objective {
        id: objective_iri(contents, objective.id.as_str()),
        title: text(contents, &objective.title),
        description: text(contents, &objective.title),
    };
    CourseStructure {
        course: Course {
            id: contents.iri(),
            title: text(contents, &contents.title),
            description: text(contents, if description.is_empty() { &contents.title } else { description }),
        },
        objectives: contents.objectives.iter().map(objective).collect(),
        parts: parts(contents, &contents.items),
    }
}

fn text(contents: &Contents, text: &str) -> Vec<LangString> {
    vec![LangString::new(&contents.language, text)]
}

/// No identifier of an author has a slash, so none can be that of an item.
fn objective_iri(contents: &Contents, id: &str) -> String {
    contents.iri_of(&format!("objective/{id}"))
}

fn parts(contents: &Contents, items: &[Item]) -> Vec<Part> {
    let part = |item: &Item| match item.kind {
        ItemKind::Group => Some(Part::Block(block(contents, item))),
        ItemKind::Sco | ItemKind::Asset => Some(Part::Au(au(contents, item))),
        // Refused by `check`.
        ItemKind::Link { .. } | ItemKind::Discussion { .. } | ItemKind::Assessment(_) => None,
    };
    items.iter().filter_map(part).collect()
}

/// The standard asks for a description; of a part the author has none but the title.
fn block(contents: &Contents, item: &Item) -> Block {
    Block {
        id: contents.iri_of(item.id.as_str()),
        title: text(contents, &item.title),
        description: text(contents, &item.title),
        objectives: objectives(contents, item),
        parts: parts(contents, &item.items),
    }
}

fn au(contents: &Contents, item: &Item) -> Au {
    let is_all = contents.items.len() == 1 && contents.items[0].items.is_empty();
    let description = contents.metadata.description.trim();
    let activity_type = if is_all { "course" } else { "lesson" };
    Au {
        id: contents.iri_of(item.id.as_str()),
        title: text(contents, &item.title),
        description: text(
            contents,
            if is_all && !description.is_empty() { description } else { &item.title },
        ),
        objectives: objectives(contents, item),
        url: href::with_parameters(item.launch.as_deref().unwrap_or_default(), item.parameters.as_deref()),
        launch_parameters: item.launch_data.clone(),
        entitlement_key: None,
        move_on: move_on(item, contents.completion),
        mastery_score: item.mastery_score.map(scaled),
        // The player is at home in a frame as well as in a window of its own, and leads back in either.
        launch_method: LaunchMethod::AnyWindow,
        activity_type: Some(format!("{ACTIVITY_TYPES}{activity_type}")),
    }
}

fn objectives(contents: &Contents, item: &Item) -> Vec<String> {
    item.objectives.iter().map(|id| objective_iri(contents, id.as_str())).collect()
}

/// What satisfies the LMS is what completes the course for its author. The player says `completed` when the course's rule
/// is kept, and `passed` when the mastery score is reached; without one nothing can be passed. A page that says nothing
/// must hold nobody up (§13.1.4, moveOn).
fn move_on(item: &Item, rule: CompletionRule) -> MoveOn {
    match item.in_path.done {
        // A block would wait for each of its AUs.
        _ if item.in_path.is_dispensable => return MoveOn::NotApplicable,
        Some(Done::Passed) => return MoveOn::Passed,
        // A page that is a step says `completed` when the step is done.
        Some(Done::Finished | Done::Completed) => return MoveOn::Completed,
        None => {}
    }
    match rule {
        _ if item.kind == ItemKind::Asset => MoveOn::NotApplicable,
        _ if item.mastery_score.is_none() => MoveOn::Completed,
        CompletionRule::Both => MoveOn::CompletedAndPassed,
        CompletionRule::Either => MoveOn::CompletedOrPassed,
        CompletionRule::QuizPassed | CompletionRule::PagesSeen if item.mastery_is_completion => {
            MoveOn::Passed
        }
        CompletionRule::QuizPassed | CompletionRule::PagesSeen => MoveOn::Completed,
    }
}

/// A percent as a score from 0 to 1 with four decimals, never above it: rounding up would fail learners who reached it.
pub(super) fn scaled(percent: f64) -> f64 {
    let nearest = (percent * 100.0).round();
    let whole = if nearest - percent * 100.0 > 1e-6 { nearest - 1.0 } else { nearest };
    whole / 10_000.0
}
