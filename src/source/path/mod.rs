//! Folders of learning paths: the path file, the courses that its steps are made of, and lessons and banks of the path's own.

use std::path::Path;

use super::file_report::FileReport;
use super::folder::{FolderReader, MainFile};
use super::rules;
use crate::Error;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::path::LearningPath;
use crate::model::rules as model_rules;

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
    /// use coursewright::model::path::LearningPath;
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
    let courses = Courses::read(reader, &path, wanted);
    courses.name_in(&mut path.steps);
    path.origin.folder = Some(reader.folder().to_path_buf());
    path.origin.places = places;
    path.courses = courses.read;
    check(reader, &mut path, courses.report, courses.are_whole);
    Some(path)
}

/// Adds what was found in the courses, and what the model's check finds in the path.
fn check(reader: &mut FolderReader<'_>, path: &mut LearningPath, in_courses: Report, are_whole: bool) {
    let all = path.check();
    // A bank may be there for the path's tests alone, and the path's own lessons may be none.
    let is_of_path = |finding: &Diagnostic| {
        let rule = finding.rule;
        std::ptr::eq(rule, &model_rules::UNUSED_BANK) || std::ptr::eq(rule, &model_rules::NO_LESSONS)
    };
    for finding in in_courses {
        if !is_of_path(&finding) || all.contains(&finding) {
            reader.push(finding);
        }
    }
    let of_courses: Vec<_> = path.courses.iter().flat_map(crate::Course::check).collect();
    for finding in all {
        // What could not be read is missing in the model too.
        if !of_courses.contains(&finding) && are_whole {
            reader.push(finding);
        }
    }
}
