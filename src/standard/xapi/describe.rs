//! From what is in a package to its description.

use super::tincan::{Activity, TinCan};
use crate::standard::builder::Item;
use crate::standard::contents::Contents;
use crate::standard::href;
use crate::standard::lang_string::LangString;

const COURSE: &str = "http://adlnet.gov/expapi/activities/course";
const OBJECTIVE: &str = "http://adlnet.gov/expapi/activities/objective";

/// The course, which is what the LMS launches, and its objectives, of whose titles no statement tells. Questions are not
/// listed: each answer comes with the whole of its question.
pub(super) fn description(contents: &Contents) -> TinCan {
    let objective = |objective: &crate::model::Objective| Activity {
        id: objective_iri(contents, objective.id.as_str()),
        activity_type: Some(OBJECTIVE.to_owned()),
        name: text(contents, &objective.title),
        description: text(contents, &objective.title),
        ..Activity::default()
    };
    let objectives = contents.objectives.iter().map(objective);
    TinCan { groups: vec![std::iter::once(course(contents)).chain(objectives).collect()] }
}

fn course(contents: &Contents) -> Activity {
    let description = contents.metadata.description.trim();
    let page = contents.all_items().into_iter().find(|item| item.kind.is_page());
    let address = |item: &Item| {
        href::with_parameters(item.launch.as_deref().unwrap_or_default(), item.parameters.as_deref())
    };
    Activity {
        id: contents.iri(),
        activity_type: Some(COURSE.to_owned()),
        name: text(contents, &contents.title),
        description: text(contents, if description.is_empty() { &contents.title } else { description }),
        launch: page.map(|item| text(contents, &address(item))).unwrap_or_default(),
        ..Activity::default()
    }
}

fn text(contents: &Contents, text: &str) -> Vec<LangString> {
    vec![LangString::new(&contents.language, text)]
}

/// As the player's statements name it (`partId` in `statements.js`).
fn objective_iri(contents: &Contents, id: &str) -> String {
    format!("{}/objective/{id}", contents.iri().trim_end_matches('/'))
}
