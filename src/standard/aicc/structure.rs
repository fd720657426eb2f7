//! From what is in a package to its course files, and what gets lost on the way.

use super::course_files::{
    AssignableUnit, Block, CourseDescription, CourseFiles, Descriptor, Prerequisite, ROOT,
};
use super::{rules, text};
use crate::diagnostic::{Diagnostic, Place};
use crate::standard::builder::{Item, ItemKind};
use crate::standard::contents::Contents;
use crate::standard::imscp::TimeLimitAction;
use crate::standard::{href, rules as package_rules};

const SYSTEM: &str = "Coursewright";

/// The course files' name before the extension, from the package's identifier: some LMSs keep names of 32 characters.
pub(super) fn base_name(identifier: &str) -> String {
    let short = identifier.get(..32).unwrap_or(identifier);
    short.trim_end_matches(['-', '_']).to_owned()
}

/// The course files of a package, of level 1: every LMS reads that, and what more levels would say, LMSs ignore or trip over.
pub(super) fn course_files(contents: &Contents) -> CourseFiles {
    let authors = contents.metadata.authors.join("; ");
    let description = contents.metadata.description.trim();
    let mut files = CourseFiles {
        course: CourseDescription {
            creator: if authors.is_empty() { SYSTEM.to_owned() } else { authors },
            id: contents.identifier.clone(),
            system: SYSTEM.to_owned(),
            title: contents.title.clone(),
            version: "4.0".to_owned(),
            // Some readers want one.
            description: if description.is_empty() { &contents.title } else { description }.to_owned(),
            ..CourseDescription::default()
        },
        ..CourseFiles::default()
    };
    add_block(&mut files, ROOT.to_owned(), &contents.items);
    files
}

/// Blocks and units are numbered as they come, parents before their children.
fn add_block(files: &mut CourseFiles, system_id: String, items: &[Item]) {
    let place = files.structure.len();
    files.structure.push(Block { system_id, members: Vec::new() });
    for item in items {
        let member = if item.kind == ItemKind::Group {
            let id = format!("B{}", files.structure.len());
            files.descriptors.push(descriptor(&id, item));
            files.prerequisites.extend(prerequisite(&id, item));
            add_block(files, id.clone(), &item.items);
            id
        } else {
            let id = format!("A{}", files.units.len() + 1);
            files.descriptors.push(descriptor(&id, item));
            files.prerequisites.extend(prerequisite(&id, item));
            files.units.push(unit(&id, item));
            id
        };
        files.structure[place].members.push(member);
    }
}

fn descriptor(system_id: &str, item: &Item) -> Descriptor {
    Descriptor {
        system_id: system_id.to_owned(),
        developer_id: item.id.to_string(),
        title: item.title.clone(),
        description: String::new(),
    }
}

fn prerequisite(system_id: &str, item: &Item) -> Option<Prerequisite> {
    let script = item.in_path.prerequisites.clone()?;
    Some(Prerequisite { element: system_id.to_owned(), script })
}

fn unit(system_id: &str, item: &Item) -> AssignableUnit {
    let reports = item.kind == ItemKind::Sco;
    AssignableUnit {
        system_id: system_id.to_owned(),
        kind: "Lesson".to_owned(),
        file_name: item.launch.as_deref().map(href::encode).unwrap_or_default(),
        max_score: reports.then_some(100.0),
        mastery_score: mastery_score(item).map(f64::round),
        max_time_allowed: item.in_path.time_limit.map(time).unwrap_or_default(),
        time_limit_action: item.in_path.time_limit.map(|_| TimeLimitAction::ExitNoMessage),
        system_vendor: SYSTEM.to_owned(),
        core_vendor: item.launch_data.clone().unwrap_or_default(),
        web_launch: item.parameters.as_deref().map(query).unwrap_or_default(),
        ..AssignableUnit::default()
    }
}

/// `HH:MM:SS` of minutes.
fn time(minutes: u16) -> String {
    format!("{:02}:{:02}:00", minutes / 60, minutes % 60)
}

/// LMSs compare the score with it and override the one status word, as with SCORM 1.2.
fn mastery_score(item: &Item) -> Option<f64> {
    item.mastery_score.filter(|_| item.kind == ItemKind::Sco && item.mastery_is_completion)
}

/// Parameters without what begins them, and without a fragment: the LMS appends its own.
fn query(parameters: &str) -> String {
    parameters.split('#').next().unwrap_or_default().trim_start_matches(['?', '&']).to_owned()
}

/// What the course files of a package cannot say.
pub(super) fn check(contents: &Contents) -> Vec<Diagnostic> {
    let mut found = contents.check_only_pages("AICC");
    found.extend(check_names(contents));
    found.extend(check_encoding(contents));
    let items = contents.all_items();
    for item in &items {
        found.extend(
            check_item(item).into_iter().map(|finding| finding.subject(format!("item `{}`", item.id))),
        );
    }
    found.extend(check_level(contents, items.iter().filter(|item| item.launch.is_some()).count()));
    found
}

fn check_item(item: &Item) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(score) = mastery_score(item).filter(|score| score.fract() != 0.0) {
        let message = format!("the mastery score {score} was rounded to {}", score.round());
        found.push(Diagnostic::new(&rules::MASTERY_ROUNDED, message));
    }
    if item.kind == ItemKind::Asset {
        found.push(Diagnostic::new(&rules::NEVER_REPORTS, "the LMS waits for this page to report"));
    }
    let mut lost = |what: &str| found.push(Diagnostic::new(&rules::NOT_SAID, what));
    if !item.visible {
        lost("the item cannot be hidden; LMSs list it");
    }
    if item.parameters.as_ref().is_some_and(|parameters| parameters.contains('#')) {
        lost("the fragment of the parameters was left out");
    }
    if item.launch_data.as_ref().is_some_and(|data| data.contains('"')) {
        lost("quotation marks in the launch data became apostrophes");
    }
    // All of the progress is what `completed` means anyway.
    if item.completion_threshold.is_some_and(|share| share < 1.0) {
        lost("there is no completion threshold; the page has to say `completed`");
    }
    found
}

/// A course file must not take the name of a file of the content, nor stand beside those of another course. Manifests of other
/// standards have fixed names.
fn check_names(contents: &Contents) -> Vec<Diagnostic> {
    let files = CourseFiles::default().write(&base_name(&contents.identifier));
    let own = files.iter().map(|(name, _)| name).filter(|name| {
        contents
            .resources
            .iter()
            .flat_map(|resource| &resource.files)
            .any(|file| file.eq_ignore_ascii_case(name))
    });
    let finding = |name: &String| {
        let message = format!("the package needs the name `{name}` for itself");
        Diagnostic::new(&package_rules::NAME_TAKEN, message).place(Place::file(name))
    };
    let others = contents
        .resources
        .iter()
        .flat_map(|resource| &resource.files)
        .filter(|file| file.to_ascii_lowercase().ends_with(".crs"))
        .filter(|file| !files.iter().any(|(name, _)| name.eq_ignore_ascii_case(file)));
    let another = |name: &String| {
        let message = format!("LMSs would take `{name}` for the description of another course");
        Diagnostic::new(&package_rules::NAME_TAKEN, message).place(Place::file(name))
    };
    own.map(finding).chain(others.map(another)).collect()
}

fn check_encoding(contents: &Contents) -> Option<Diagnostic> {
    let titles =
        contents.all_items().into_iter().flat_map(|item| [Some(&item.title), item.launch_data.as_ref()]);
    let texts =
        [Some(&contents.title), Some(&contents.metadata.description)].into_iter().chain(titles).flatten();
    let authors = contents.metadata.authors.iter();
    let example = texts.chain(authors).find(|text| !text::one_line(text).is_ascii())?;
    let shown: String = text::one_line(example).chars().take(60).collect();
    let message = format!("LMSs that do not read UTF-8 show wrong characters in texts such as “{shown}”");
    Some(Diagnostic::new(&rules::NOT_ASCII, message).subject("package"))
}

fn check_level(contents: &Contents, units: usize) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut less = |message: &str| found.push(Diagnostic::new(&rules::LEVEL_1, message).subject("package"));
    if units > 1 {
        less(
            "LMSs keep records of the units by their order, so later versions may add units only at the end",
        );
    }
    if !contents.objectives.is_empty() {
        less(
            "the objectives are not listed in the course files; the player reports them by their identifiers",
        );
    }
    found
}
