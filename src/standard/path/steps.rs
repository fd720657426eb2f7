//! The courses that the steps of a path are made of, each in a folder of its own.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::model::path::{Content, LearningPath};
use crate::model::{Course, Id, MediaSource};
use crate::render::Rendered;
use crate::standard::builder::PackageBuilder;
use crate::steering::{PlaceKind, Route};

/// A step that is something to take, and its places in the route: all its tries.
pub(super) struct StepCourse {
    pub(super) id: Id,
    pub(super) course: Course,
    /// Where it lies in the package: `steps/<step>/`.
    pub(super) folder: String,
    pub(super) places: Vec<usize>,
}

/// The steps of a route that learners take, in the order of their first places.
pub(super) fn courses(path: &LearningPath, route: &Route) -> Vec<StepCourse> {
    let mut steps: Vec<StepCourse> = Vec::new();
    let all = path.all_steps();
    for (index, place) in route.places.iter().enumerate() {
        let PlaceKind::Leaf(_) = &place.kind else { continue };
        if let Some(step) = steps.iter_mut().find(|step| step.id == place.step) {
            step.places.push(index);
            continue;
        }
        let Some(step) = all.iter().find(|step| step.id == place.step) else { continue };
        if matches!(step.content, Content::Group(_)) {
            continue;
        }
        let Some(course) = path.course_of(step) else { continue };
        let folder = format!("steps/{}/", step.id);
        steps.push(StepCourse { id: step.id.clone(), course, folder, places: vec![index] });
    }
    steps
}

/// The objectives of all courses. Where several courses have one of the same identifier, it is one.
pub(super) fn objectives(steps: &[StepCourse]) -> BTreeMap<Id, String> {
    let mut objectives = BTreeMap::new();
    for objective in steps.iter().flat_map(|step| &step.course.objectives) {
        objectives.entry(objective.id.clone()).or_insert_with(|| objective.title.clone());
    }
    objectives
}

/// Puts rendered files into a folder of the package.
pub(super) fn with_files(builder: PackageBuilder, folder: &str, rendered: &mut Rendered) -> PackageBuilder {
    std::mem::take(&mut rendered.files).into_iter().fold(builder, |builder, (name, source)| {
        let name = format!("{folder}{name}");
        match source {
            MediaSource::Bytes(bytes) => builder.file(name, bytes),
            MediaSource::File(path) => builder.file_from(name, path),
        }
    })
}

/// Adds findings about a step's course, each once: several steps may be made of one course. What the author has to mend stands
/// where the step does, if it has no place of its own.
pub(super) fn add_findings(
    report: &mut Report,
    (path, step): (&LearningPath, &str),
    found: impl IntoIterator<Item = Diagnostic>,
) {
    for mut finding in found {
        place(&mut finding, path.place_of_step(step));
        finding.subject = match finding.subject.as_str() {
            "" | "course" => format!("step `{step}`"),
            inner => format!("step `{step}` › {inner}"),
        };
        if !report.contains(&finding) {
            report.push(finding);
        }
    }
}

/// The findings about a package, those about an item where its step stands.
pub(super) fn at_their_steps(report: Report, path: &LearningPath, route: &Route) -> Report {
    let mut located = Report::default();
    for mut finding in report {
        let item = finding.subject.strip_prefix("item `").and_then(|rest| rest.strip_suffix('`'));
        let of_item = item.and_then(|item| route.places.iter().find(|place| place.id.as_str() == item));
        place(&mut finding, of_item.and_then(|it| path.place_of_step(it.step.as_str())));
        located.push(finding);
    }
    located
}

fn place(finding: &mut Diagnostic, at: Option<&Place>) {
    if finding.place.is_none() && finding.severity() > Severity::Info {
        finding.place = at.cloned();
    }
}

/// As it is, or, where it would be too long to be legal, its beginning and a checksum of the whole.
pub(super) fn shortened(id: &str) -> Id {
    match id.get(..Id::MAX_LENGTH - 9) {
        Some(begin) if id.len() > Id::MAX_LENGTH => {
            Id::from(format!("{begin}-{:08x}", crc32fast::hash(id.as_bytes())))
        }
        _ => Id::from(id),
    }
}
