//! Folders of learning paths: the path file, the courses that its steps are made of, and lessons and banks of the path's own.

use std::path::Path;

use super::file_report::FileReport;
use super::folder::{FolderReader, MainFile};
use super::rules;
use crate::Error;
use crate::diagnostic::{Diagnostic, Report, Rule};
use crate::model::path::{LearningPath, rules as path_rules};
use crate::model::{Course, Locus, rules as model_rules};

mod contents;
mod courses;
mod file;
mod requirement;
mod step;

use courses::Courses;
use file::PathFile;

/// The file that says what a path is.
const PATH_FILE: MainFile = MainFile {
    what: "path file",
    folder: "folder of the path",
    names: &["path.yaml", "path.yml", "path.json", "path.toml"],
    missing: &rules::NO_PATH_FILE,
    several: &rules::SEVERAL_PATH_FILES,
    example: "`id: new-leaders` and `title: …`",
};

impl LearningPath {
    /// Reads a folder of a learning path: `path.yaml` (or `path.yml`, `path.json`, `path.toml`), the course folders that its
    /// steps name, each once, and a file in `lessons/<id>.md` or `banks/<id>.md` for each lesson and bank of the path's own.
    /// These are one more of its [`courses`](LearningPath::courses), which has the path's identifier.
    ///
    /// Nothing outside the folder is read, and no course outside of it gets into the path: a link that leads out is a finding.
    /// The bounds are those of [`Course::from_folder`](crate::Course::from_folder).
    ///
    /// Needs the Cargo feature `source`.
    ///
    /// # Errors
    /// [`Error::Findings`] with everything that is wrong in all files, when at least one finding is an error; each finding
    /// names file, line and column and shows the line. [`Error::Io`] when the folder itself cannot be read.
    ///
    /// ```
    /// # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/paths/linear");
    /// use coursewright::LearningPath;
    ///
    /// let path = LearningPath::from_folder(folder)?;
    /// for step in path.all_steps() {
    ///     println!("{}", step.id);
    /// }
    /// # Ok::<(), coursewright::Error>(())
    /// ```
    pub fn from_folder(folder: impl AsRef<Path>) -> Result<Self, Error> {
        match read(folder.as_ref())? {
            (Some(path), report) => Ok(report.into_result(path)?),
            (None, report) => Err(report.into()),
        }
    }

    /// Everything that is wrong with a folder of a learning path and with its courses, warnings too. The report is empty when
    /// all is well.
    ///
    /// Needs the Cargo feature `source`.
    ///
    /// # Errors
    /// [`Error::Io`] when the folder itself cannot be read.
    pub fn check_folder(folder: impl AsRef<Path>) -> Result<Report, Error> {
        Ok(read(folder.as_ref())?.1)
    }

    /// Whether a folder has a file that says what a learning path is, whatever may be wrong with it.
    ///
    /// Needs the Cargo feature `source`.
    #[must_use]
    pub fn is_in(folder: impl AsRef<Path>) -> bool {
        PATH_FILE.names.iter().any(|name| folder.as_ref().join(name).is_file())
    }
}

fn read(folder: &Path) -> Result<(Option<LearningPath>, Report), Error> {
    let mut reader = FolderReader::new(folder, PATH_FILE, None)?;
    let path = path(&mut reader);
    Ok((path, reader.into_report()))
}

fn path(reader: &mut FolderReader<'_>) -> Option<LearningPath> {
    let name = reader.find_main_file()?;
    let source = reader.text(name)?;
    let mut report = FileReport::default();
    let read = file::read(name, &source, &mut report);
    for finding in report.into_report() {
        reader.push(finding);
    }
    let PathFile { mut path, places, wanted } = read?;
    let is_whole = !reader.has_errors();
    path.origin.folder = Some(reader.folder().to_path_buf());
    path.origin.places = places;
    let courses = Courses::read(reader, &path, wanted);
    courses.name_in(&mut path.steps);
    path.origin.noted = courses.noted.into_iter().map(|finding| (Locus::Course, finding)).collect();
    path.courses = courses.read;
    check(reader, &path, courses.report, is_whole);
    Some(path)
}

/// Adds what was found in the courses, and what the model's check finds in the path. `is_whole` says whether everything in the path
/// file was understood.
fn check(reader: &mut FolderReader<'_>, path: &LearningPath, in_courses: Report, is_whole: bool) {
    let all = path.check();
    for finding in in_courses {
        if !is_one_of(MADE_UP_FOR, &finding) || all.contains(&finding) {
            reader.push_in_order(finding);
        }
    }
    let are_courses_whole = !reader.has_errors();
    let of_courses: Vec<_> = path.courses.iter().flat_map(Course::check).collect();
    for finding in all {
        // Of two courses with one identifier it was told where their folders are named.
        let is_told = of_courses.contains(&finding) || finding.subject.starts_with("course `");
        let is_consequence = !is_whole && is_one_of(OF_STEPS, &finding)
            || !are_courses_whole && is_one_of(OF_CONTENT, &finding);
        if !is_told && !is_consequence {
            reader.push(finding);
        }
    }
}

/// What a course may lack when the path has it.
const MADE_UP_FOR: &[&Rule] = &[&model_rules::UNUSED_BANK, &model_rules::NO_LESSONS];

/// What may be wrong only because steps could not be read.
const OF_STEPS: &[&Rule] =
    &[&path_rules::EMPTY_GROUP, &path_rules::GROUP_COUNT, &path_rules::NOTHING_REQUIRED];

/// What may be wrong only because something that a step is made of could not be read.
const OF_CONTENT: &[&Rule] = &[
    &model_rules::DRAW_COUNT,
    &path_rules::CANNOT_FAIL,
    &path_rules::EMPTY_TEST,
    &path_rules::IDLE_ATTEMPTS,
    &path_rules::NOTHING_TO_PASS,
    &path_rules::NOT_GIVEN,
    &path_rules::UNKNOWN_CONTENT,
    &path_rules::UNUSED_COURSE,
];

fn is_one_of(rules: &[&'static Rule], finding: &Diagnostic) -> bool {
    rules.iter().any(|rule| std::ptr::eq(*rule, finding.rule))
}
