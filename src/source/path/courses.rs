//! The courses of a path: each folder is read once, and the path's own lessons and banks are one more course.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::contents::{OWN, Wanted};
use crate::diagnostic::{Diagnostic, Place, Report};
use crate::model::path::{Content, Group, LearningPath};
use crate::model::{
    Brand, CompletionRule, Course, HtmlTrust, Id, Locus, Metadata, Origin, rules as model_rules,
};
use crate::source::folder::{FolderReader, names_in};
use crate::source::languages;
use crate::source::rules;
use crate::source::suggest::nearest;

/// What the steps are made of.
#[derive(Default)]
pub(super) struct Courses {
    pub(super) read: Vec<Course>,
    /// What was found in them, by the names of the path's files.
    pub(super) report: Report,
    /// What was found in the folder of the path, and cannot be seen in the path any more.
    pub(super) noted: Vec<Diagnostic>,
    /// Identifiers by folder.
    ids: BTreeMap<String, Id>,
}

impl Courses {
    pub(super) fn read(reader: &mut FolderReader<'_>, path: &LearningPath, wanted: Wanted) -> Self {
        let Wanted { courses: folders, lessons, banks, .. } = wanted;
        let mut courses = Self::default();
        for (folder, place) in folders {
            courses.folder(reader, &folder, place, &path.language);
        }
        courses.own(reader, path, lessons, banks);
        courses
    }

    /// Reads the course of a folder, in the language of the path if it is there; findings and places name its files from the path's
    /// folder.
    fn folder(&mut self, reader: &mut FolderReader<'_>, folder: &str, place: Place, language: &str) {
        let Some(course) = find(reader, folder, place.clone()) else { return };
        let (course, report) = match languages::read_for(&course, language) {
            Ok(read) => read,
            Err(error) => {
                let message = format!("the folder `{folder}` cannot be read: {error}");
                let help = "look at its permissions, and whether it is a folder";
                reader.finding(&rules::UNREADABLE, place, message, help);
                return;
            }
        };
        self.report.extend(report.into_iter().map(|finding| moved(finding, folder)));
        let Some(mut course) = course else { return };
        for place in course.origin.places.values_mut() {
            place.file = format!("{folder}/{}", place.file);
        }
        let noted = std::mem::take(&mut course.origin.noted).into_iter();
        course.origin.noted = noted.map(|(locus, finding)| (locus, moved(finding, folder))).collect();
        if let Some((other, id)) = self.ids.iter().find(|(_, id)| **id == course.id) {
            let message = format!("the courses in `{other}` and `{folder}` both have the identifier `{id}`");
            let help = "give one of them another `id`: learners' records hang on it";
            reader.finding(&model_rules::DUPLICATE_ID, place, message, help);
        }
        self.ids.insert(folder.to_owned(), course.id.clone());
        self.read.push(course);
    }

    /// Reads lessons and banks that are the path's own, and tells which of those that are there are in no step.
    fn own(
        &mut self,
        reader: &mut FolderReader<'_>,
        path: &LearningPath,
        lessons: Vec<(String, Place)>,
        banks: Vec<(String, Place)>,
    ) {
        let is_wanted = !lessons.is_empty() || !banks.is_empty();
        let mut course = own_course(path);
        let (report, strays) = reader.read_into(&mut course, lessons, banks);
        for file in strays {
            let help = format!(
                "make a step of it, or move it out of `{}`",
                file.split('/').next().unwrap_or_default()
            );
            let finding = Diagnostic::new(&rules::IN_NO_STEP, "no step of the path uses it");
            self.noted.push(finding.place(Place::file(&file)).help(help));
        }
        if is_wanted {
            if let Some((folder, id)) = self.ids.iter().find(|(_, id)| **id == course.id) {
                let message = format!("the course in `{folder}` has the identifier of the path, `{id}`");
                let help = "give the path another `id`: its own lessons and banks go by it";
                let place = path.origin.places.get(&Locus::Field("id")).cloned().unwrap_or_default();
                reader.finding(&model_rules::DUPLICATE_ID, place, message, help);
            }
            // What its head says, the path says too.
            self.report.extend(report.into_iter().filter(|finding| finding.subject != "course"));
            self.ids.insert(OWN.to_owned(), course.id.clone());
            self.read.push(course);
        }
    }

    /// Gives steps the identifiers of their courses in the place of the folders.
    pub(super) fn name_in(&self, group: &mut Group) {
        let name = |course: &mut Id| {
            if let Some(id) = self.ids.get(course.as_str()) {
                id.clone_into(course);
            }
        };
        for step in &mut group.steps {
            match &mut step.content {
                Content::Course { course } | Content::Lesson { course, .. } => name(course),
                Content::Test { draws } => draws.iter_mut().for_each(|draw| name(&mut draw.course)),
                Content::Group(group) => self.name_in(group),
                _ => {}
            }
            if let Some(remediation) = &mut step.remediation {
                let mut remedial =
                    Group { steps: std::mem::take(&mut remediation.steps), ..Group::default() };
                self.name_in(&mut remedial);
                remediation.steps = remedial.steps;
            }
        }
    }
}

/// A course that holds what is the path's own.
fn own_course(path: &LearningPath) -> Course {
    Course {
        id: path.id.clone(),
        title: path.title.clone(),
        language: path.language.clone(),
        metadata: Metadata::default(),
        objectives: Vec::new(),
        glossary: Vec::new(),
        completion: CompletionRule::default(),
        mastery_score: None,
        html: HtmlTrust::default(),
        brand: Brand::default(),
        theme: None,
        certificate: None,
        banks: Vec::new(),
        outline: Vec::new(),
        origin: Origin::default(),
    }
}

/// A folder inside of the path's, spelt as the disk spells it. Nothing outside is looked at, not even on the way.
fn find(reader: &mut FolderReader<'_>, folder: &str, place: Place) -> Option<PathBuf> {
    let (mut around, mut way) = (reader.folder().to_path_buf(), String::new());
    for part in folder.split('/') {
        let names = names_in(&around).unwrap_or_default();
        if !names.contains(part) {
            let is_folder = |name: &&str| around.join(name).is_dir();
            let help = match nearest(part, names.iter().map(String::as_str).filter(is_folder)) {
                Some(near) => format!("did you mean `{near}`, which is there?"),
                None => {
                    "put the course's folder, with its `course.yaml`, into the folder of the path".to_owned()
                }
            };
            reader.finding(&rules::NO_COURSE_FOLDER, place, format!("there is no folder `{folder}`"), help);
            return None;
        }
        way = if way.is_empty() { part.to_owned() } else { format!("{way}/{part}") };
        reader.inside(&way, place.clone())?;
        around = around.join(part);
    }
    Some(around)
}

/// The finding of a course, by the names of the path's files.
fn moved(mut finding: Diagnostic, folder: &str) -> Diagnostic {
    if let Some(place) = &mut finding.place {
        place.file = format!("{folder}/{}", place.file);
    }
    finding
}
