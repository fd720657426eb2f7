//! What steps are made of: `course`, `lesson`, `test`, `session`, `assignment`, `discussion`, `link`.

use std::collections::BTreeMap;

use super::file::{count, required_number};
use crate::diagnostic::Place;
use crate::model::path::{Content, TestDraw};
use crate::model::{Discussion, Id, LiveSession, Locus, SignOff, normal};
use crate::source::fields::{Fields, Findings};
use crate::source::node::{Node, Value};
use crate::source::rules;

/// Stands for the course of the path's own lessons and banks, whose identifier is the path's.
pub(super) const OWN: &str = "";

const DRAW: &str = "draw: [{ course: leading-upward, bank: trust, count: 5 }]";

/// What is known of the steps besides what they say: where they stand, and what has to be read for them, in the order in which
/// they name it.
#[derive(Default)]
pub(super) struct Wanted {
    /// How many steps were begun.
    pub(super) steps: usize,
    pub(super) places: BTreeMap<Locus, Place>,
    /// Folders of courses.
    pub(super) courses: Vec<(String, Place)>,
    /// Lessons and banks of the path's own.
    pub(super) lessons: Vec<(String, Place)>,
    pub(super) banks: Vec<(String, Place)>,
}

impl Wanted {
    /// The course of a folder, as long as its identifier is not known.
    fn course(&mut self, folder: &str, node: &Node, findings: &mut Findings<'_>) -> Id {
        let Some(folder) = normal(folder) else {
            let message = format!("`{folder}` is not inside the folder of the path");
            let help = "write the name of a course folder that lies in the path's, such as `leading-upward`";
            findings.add(&rules::NO_COURSE_FOLDER, node.at, message, help);
            return Id::from(folder);
        };
        add(&mut self.courses, &folder, findings.place(node.at));
        Id::from(folder)
    }
}

fn add(list: &mut Vec<(String, Place)>, name: &str, place: Place) {
    if !list.iter().any(|(other, _)| other == name) {
        list.push((name.to_owned(), place));
    }
}

/// A whole course.
pub(super) fn course(node: &Node, wanted: &mut Wanted, findings: &mut Findings<'_>) -> Option<Content> {
    let folder = findings.text("course", node)?;
    Some(Content::Course { course: wanted.course(&folder, node, findings) })
}

/// A lesson of a course (`leading-upward/empathy`), or one of the path's own (`lessons/welcome.md`).
pub(super) fn lesson(node: &Node, wanted: &mut Wanted, findings: &mut Findings<'_>) -> Option<Content> {
    let name = findings.text("lesson", node)?;
    if let Some(id) = name.strip_prefix("lessons/").and_then(|file| file.strip_suffix(".md")) {
        add(&mut wanted.lessons, id, findings.place(node.at));
        return Some(Content::Lesson { course: OWN.into(), lesson: id.into() });
    }
    match name.rsplit_once('/') {
        Some((folder, lesson)) if !lesson.ends_with(".md") => {
            let course = wanted.course(folder, node, findings);
            Some(Content::Lesson { course, lesson: lesson.into() })
        }
        _ => {
            let help = "write `leading-upward/empathy` for a lesson of a course folder, and `lessons/welcome.md` for a \
                        file in the `lessons` folder of the path";
            let message = format!("`{name}` names no lesson");
            findings.add(&rules::LESSON_NAME, node.at, message, help);
            None
        }
    }
}

/// A test of questions drawn from banks.
pub(super) fn test(
    step: usize,
    node: Node,
    wanted: &mut Wanted,
    findings: &mut Findings<'_>,
) -> Option<Content> {
    let mut fields = keys("test", node, &["draw"], DRAW, findings)?;
    let node = fields.take_required("draw", DRAW, findings)?;
    wanted.places.insert(Locus::StepField { step, field: "draw" }, findings.place(node.at));
    let Value::List(list) = node.value else {
        findings.wrong(
            "draw",
            &node,
            "a list of draws, such as `[{ course: leading-upward, bank: trust, count: 5 }]`",
        );
        return None;
    };
    let mut draws = Vec::new();
    for node in list {
        let place = findings.place(node.at);
        if let Some(draw) = draw(node, wanted, findings) {
            wanted.places.insert(Locus::StepItem { step, field: "draw", index: draws.len() }, place);
            draws.push(draw);
        }
    }
    Some(Content::Test { draws })
}

fn draw(node: Node, wanted: &mut Wanted, findings: &mut Findings<'_>) -> Option<TestDraw> {
    let mut fields = keys("draw", node, &["course", "bank", "count"], DRAW, findings)?;
    let folder = fields.take("course");
    let bank = fields.take_required("bank", "bank: trust", findings);
    let count = required_number(&mut fields, "count", "count: 5", count, findings);
    let (node, count) = (bank?, count?);
    let bank = findings.text("bank", &node)?;
    let course = match folder {
        Some(node) => wanted.course(&findings.text("course", &node)?, &node, findings),
        None => {
            add(&mut wanted.banks, &bank, findings.place(node.at));
            OWN.into()
        }
    };
    Some(TestDraw { course, bank: bank.into(), count })
}

/// A meeting at a time.
pub(super) fn session(id: &Id, node: Node, findings: &mut Findings<'_>) -> Option<Content> {
    let known = ["title", "start", "zone", "minutes", "url", "code", "description"];
    let example = "session: { title: Workshop, start: 2027-03-01 10:00, zone: Europe/Berlin, minutes: 90 }";
    let mut fields = keys("session", node, &known, example, findings)?;
    let title = fields.require("title", "title: Workshop", findings);
    let start = fields.require("start", "start: 2027-03-01 10:00", findings);
    let zone = fields.require("zone", "zone: Europe/Berlin", findings);
    let minutes = required_number(&mut fields, "minutes", "minutes: 90", count, findings);
    let (url, code) = (fields.text("url", findings), fields.text("code", findings));
    let description = fields.text("description", findings);
    let (title, start, zone, minutes) = (title?, start?, zone?, u32::from(minutes?));
    Some(Content::Session(LiveSession {
        id: id.clone(),
        title,
        start,
        zone,
        minutes,
        url,
        code,
        description,
    }))
}

/// Something to do, which somebody confirms.
pub(super) fn assignment(id: &Id, node: Node, findings: &mut Findings<'_>) -> Option<Content> {
    let example = "assignment: { task: Talk with your mentor., by: Your mentor, code: HARBOUR }";
    let mut fields = keys("assignment", node, &["task", "by", "code"], example, findings)?;
    let task = fields.require("task", "task: Talk with your mentor.", findings);
    let code = fields.require("code", "code: HARBOUR", findings);
    let by = fields.text("by", findings);
    Some(Content::Assignment(SignOff { id: id.clone(), task: task?, by, code: code? }))
}

/// Something to talk about.
pub(super) fn discussion(id: &Id, node: Node, findings: &mut Findings<'_>) -> Option<Content> {
    let example = "discussion: { title: Mentoring circle, prompt: What helped you? }";
    let mut fields = keys("discussion", node, &["title", "prompt"], example, findings)?;
    let title = fields.require("title", "title: Mentoring circle", findings);
    let prompt = fields.require("prompt", "prompt: What helped you?", findings);
    Some(Content::Discussion(Discussion { id: id.clone(), title: title?, prompt: prompt? }))
}

/// A page of the web.
pub(super) fn link(node: Node, findings: &mut Findings<'_>) -> Option<Content> {
    let example = "link: { url: https://example.com/a-page }";
    let mut fields = keys("link", node, &["url", "description"], example, findings)?;
    let url = fields.require("url", "url: https://example.com/a-page", findings);
    let description = fields.text("description", findings);
    Some(Content::Link { url: url?, description })
}

/// The keys of a value that has some.
pub(super) fn keys(
    key: &str,
    node: Node,
    known: &[&str],
    example: &str,
    findings: &mut Findings<'_>,
) -> Option<Fields> {
    if !matches!(node.value, Value::Map(_)) {
        findings.wrong(key, &node, &format!("keys, for example `{example}`"));
        return None;
    }
    Fields::new(node, known, findings)
}
