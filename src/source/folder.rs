//! A course folder: its course file, its lessons, and everything that is wrong with them in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::course_file::{self, CourseFile};
use super::file_report::FileReport;
use super::outline::Entry;
use super::rules;
use super::suggest::nearest;
use crate::Error;
use crate::diagnostic::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Course, Locus, Module, OutlineEntry, rules as model_rules};

mod banks;
mod files;
mod lessons;

pub(super) use files::names_in;

impl Course {
    /// Reads a course folder: `course.yaml` (or `course.yml`, `course.json`, `course.toml`), a lesson in
    /// `lessons/<id>.md` for each lesson of its outline, and questions in `banks/<id>.md` for each of its banks. Media stays where it is until the course is published;
    /// nothing is ever written into the folder.
    ///
    /// Files of at most 4 MiB are read, modules at most 32 levels deep. Nothing outside the folder is read: a link
    /// that leads out of it is a finding.
    ///
    /// Needs the Cargo feature `source`.
    ///
    /// # Errors
    /// [`Error::Findings`] with everything that is wrong in all files, when at least one finding is an error; each
    /// finding names file, line and column and shows the line. [`Error::Io`] when the folder itself cannot be read.
    ///
    /// ```
    /// # let folder = tempfile::tempdir()?;
    /// # let folder = folder.path();
    /// # std::fs::create_dir(folder.join("lessons"))?;
    /// std::fs::write(folder.join("course.yaml"), "
    /// id: leading-upward
    /// title: Leading upward
    /// language: en-GB
    /// outline:
    ///   - trust
    /// ")?;
    /// std::fs::write(folder.join("lessons/trust.md"), "\
    /// ---
    /// title: Trust comes first
    /// ---
    /// Trust grows from **kept promises**.
    /// ")?;
    ///
    /// let course = coursewright::Course::from_folder(folder)?;
    /// assert_eq!(course.lessons()[0].title, "Trust comes first");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_folder(folder: impl AsRef<Path>) -> Result<Self, Error> {
        match FolderReader::read(folder.as_ref(), None)? {
            Reading { course: Some(course), report, .. } => Ok(report.into_result(course)?),
            Reading { report, .. } => Err(report.into()),
        }
    }
}

/// The one file of a folder that says what the whole is.
#[derive(Clone, Copy)]
pub(super) struct MainFile {
    /// What it is called in findings.
    pub(super) what: &'static str,
    /// What its folder is called.
    pub(super) folder: &'static str,
    /// The names that it may have.
    pub(super) names: &'static [&'static str],
    pub(super) missing: &'static Rule,
    pub(super) several: &'static Rule,
    /// With what it may begin.
    pub(super) example: &'static str,
}

const COURSE_FILE: MainFile = MainFile {
    what: "course file",
    folder: "course folder",
    names: course_file::NAMES,
    missing: &rules::NO_COURSE_FILE,
    several: &rules::SEVERAL_COURSE_FILES,
    example: "`id: leading-upward` and `title: …`",
};

/// What a folder says in one of its languages.
pub(super) struct Reading {
    pub(super) course: Option<Course>,
    pub(super) report: Report,
    /// The languages that the course is translated into.
    pub(super) languages: Vec<String>,
}

pub(super) struct FolderReader<'a> {
    folder: &'a Path,
    main_file: MainFile,
    /// The language of the translation that is read, unless it is the original.
    language: Option<&'a str>,
    languages: Vec<String>,
    /// The folder without links: whatever is read must be inside it.
    root: PathBuf,
    /// The name of the main file.
    main_name: &'static str,
    /// What was found so far, by file.
    reports: BTreeMap<String, FileReport>,
    /// Names in the course folder itself.
    names: BTreeSet<String>,
    /// Markdown files in the lessons folder, by their names without `.md`.
    files: BTreeSet<String>,
    /// Lessons read so far.
    seen: BTreeSet<String>,
    /// Files in the order of the outline.
    order: Vec<String>,
    /// Files that name or hold something that could not be understood.
    broken: BTreeSet<String>,
    places: BTreeMap<Locus, Place>,
    lessons: usize,
    modules: usize,
}

impl<'a> FolderReader<'a> {
    /// Reads the folder in the language of a translation, or as the original.
    pub(super) fn read(folder: &'a Path, language: Option<&'a str>) -> Result<Reading, Error> {
        let mut reader = Self::new(folder, COURSE_FILE, language)?;
        let course = reader.course();
        let languages = std::mem::take(&mut reader.languages);
        Ok(Reading { course, report: reader.into_report(), languages })
    }

    /// The languages that the course file names, its own first; findings when it cannot be read as one.
    pub(super) fn languages(folder: &'a Path) -> Result<Vec<String>, Error> {
        let mut reader = Self::new(folder, COURSE_FILE, None)?;
        match reader.find_main_file().and_then(|name| reader.read_course_file(name)) {
            Some(file) => Ok(std::iter::once(file.course.language).chain(file.languages).collect()),
            None => Err(reader.into_report().into()),
        }
    }

    pub(super) fn new(
        folder: &'a Path,
        main_file: MainFile,
        language: Option<&'a str>,
    ) -> Result<Self, Error> {
        Ok(Self {
            folder,
            main_file,
            language,
            languages: Vec::new(),
            root: folder.canonicalize().map_err(|error| Error::read(folder, error))?,
            main_name: main_file.names[0],
            reports: BTreeMap::new(),
            names: names_in(folder).map_err(|error| Error::read(folder, error))?,
            files: BTreeSet::new(),
            seen: BTreeSet::new(),
            order: Vec::new(),
            broken: BTreeSet::new(),
            places: BTreeMap::new(),
            lessons: 0,
            modules: 0,
        })
    }

    fn course(&mut self) -> Option<Course> {
        let name = self.find_main_file()?;
        let CourseFile { mut course, languages, outline, banks, places } = self.read_course_file(name)?;
        self.languages = languages;
        if let Some(language) = self.language {
            language.clone_into(&mut course.language);
        }
        self.places = places;
        self.list_lessons();
        course.outline = self.entries(outline);
        let (banks, strays) = self.banks(banks);
        course.banks = banks;
        self.banks_not_listed(strays);
        self.not_listed();
        for finding in self.complete(&mut course) {
            self.push(finding);
        }
        Some(course)
    }

    /// Puts lessons and banks into a course whose main file is no course file, and names the lessons and banks that are
    /// there besides. The findings of the model's check are left to whoever knows what else the course is for.
    pub(super) fn read_into(
        &mut self,
        course: &mut Course,
        lessons: Vec<(String, Place)>,
        banks: Vec<(String, Place)>,
    ) -> (Report, Vec<String>) {
        self.list_lessons();
        let lessons = lessons.into_iter().map(|(id, place)| Entry::Lesson { id, place });
        course.outline = self.entries(lessons.collect());
        let (banks, strays) = self.banks(banks);
        course.banks = banks;
        let lessons = self.files.difference(&self.seen).filter(|name| !name.starts_with('.'));
        let lessons = lessons.map(|name| format!("lessons/{name}.md"));
        let strays = lessons.chain(strays.into_iter().map(|name| format!("banks/{name}.md"))).collect();
        (self.complete(course), strays)
    }

    /// The folder as it was named.
    pub(super) fn folder(&self) -> &'a Path {
        self.folder
    }

    fn read_course_file(&mut self, name: &str) -> Option<CourseFile> {
        let text = self.text(name)?;
        let translated = self.language.and_then(|language| self.find_translation(language));
        let translation = translated.as_deref().and_then(|name| Some((name, self.text(name)?)));
        let mut report = FileReport::default();
        let read = course_file::read(name, text, translation, &mut report);
        self.reports.entry(name.to_owned()).or_default();
        for finding in report.into_report() {
            self.push(finding);
        }
        read
    }

    /// The file with the translated texts of the course file.
    fn find_translation(&mut self, language: &str) -> Option<String> {
        let named = |name: &str| name.replacen("course.", &format!("course.{language}."), 1);
        let found = course_file::NAMES.iter().map(|name| named(name)).find(|name| self.names.contains(name));
        if found.is_none() {
            let name = named(self.main_name);
            let message = format!("the course file is not translated into `{language}`");
            let help = "write the title and the other texts of the course there, under the same keys";
            self.finding(&rules::NOT_TRANSLATED, Place::file(name), message, help);
        }
        found
    }

    /// The name of the main file, when there is exactly one.
    pub(super) fn find_main_file(&mut self) -> Option<&'static str> {
        let MainFile { what, names: known, missing, several, example, .. } = self.main_file;
        let names = &self.names;
        let found: Vec<_> = known.iter().copied().filter(|name| names.contains(*name)).collect();
        let finding = match found.as_slice() {
            [name] => {
                self.main_name = name;
                return Some(name);
            }
            [] => {
                let near = names.iter().find_map(|name| nearest(name, known.iter().copied()).map(|_| name));
                let help = match near {
                    Some(near) => format!("there is `{near}`: call it `{}`", known[0]),
                    None => format!("write one that begins with {example}"),
                };
                Diagnostic::new(missing, format!("there is no {what} in the folder"))
                    .place(Place::file(known[0]))
                    .help(help)
            }
            [first, second, ..] => {
                Diagnostic::new(several, format!("there is `{first}` and also `{second}`"))
                    .place(Place::file(*first))
                    .help("keep one and delete the others")
            }
        };
        self.push(finding);
        None
    }

    pub(super) fn finding(
        &mut self,
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::new(rule, message).place(place).help(help));
    }

    pub(super) fn push(&mut self, finding: Diagnostic) {
        let file = finding.place.as_ref().map_or(self.main_name, |place| &place.file);
        match self.reports.get_mut(file) {
            Some(report) => report.push(finding),
            None => self.reports.entry(file.to_owned()).or_default().push(finding),
        }
    }

    /// Adds a finding about a file that is told after those of which something was found before.
    pub(super) fn push_in_order(&mut self, finding: Diagnostic) {
        let file = finding.place.as_ref().map(|place| &place.file);
        self.order.extend(file.filter(|file| !self.reports.contains_key(*file)).cloned());
        self.push(finding);
    }

    fn entries(&mut self, entries: Vec<Entry>) -> Vec<OutlineEntry> {
        entries.into_iter().map(|entry| self.entry(entry)).collect()
    }

    fn entry(&mut self, entry: Entry) -> OutlineEntry {
        match entry {
            Entry::Lesson { id, place } => OutlineEntry::Lesson(self.lesson(id, place)),
            Entry::Module { id, title, outline, place } => {
                self.places.insert(Locus::Module(self.modules), place);
                self.modules += 1;
                OutlineEntry::Module(Module { id: id.into(), title, outline: self.entries(outline) })
            }
        }
    }

    /// Says where the course came from, and gives back what the model's check finds.
    fn complete(&mut self, course: &mut Course) -> Report {
        course.origin.folder = Some(self.folder.to_path_buf());
        course.origin.places = std::mem::take(&mut self.places);
        let is_error = |finding: &&Diagnostic| finding.severity() == Severity::Error;
        let found = self.reports.iter().flat_map(|(file, report)| report.iter().map(move |f| (file, f)));
        let (errors, warnings): (Vec<_>, Vec<_>) = found.partition(|(_, finding)| is_error(finding));
        self.broken.extend(errors.into_iter().map(|(file, _)| file.clone()));
        let noted = warnings.into_iter().map(|(_, finding)| (Locus::Course, finding.clone())).collect();
        let mut report = Report::default();
        report.extend(course.check().into_iter().filter(|finding| !self.is_consequence(finding)));
        course.origin.noted = noted;
        report
    }

    /// Whether something may be missing only because it could not be read.
    fn is_consequence(&self, finding: &Diagnostic) -> bool {
        let is_one_of = |rules: &[&'static Rule]| rules.iter().any(|rule| std::ptr::eq(*rule, finding.rule));
        let here = [
            &model_rules::NO_LESSONS,
            &model_rules::EMPTY_MODULE,
            &model_rules::EMPTY_LESSON,
            &model_rules::TEST_WITHOUT_QUESTIONS,
        ];
        let anywhere = [
            &model_rules::MASTERY_WITHOUT_QUESTIONS,
            &model_rules::COMPLETION_WITHOUT_QUESTIONS,
            &model_rules::CERTIFICATE_SCORE,
            &model_rules::DRAW_COUNT,
            &model_rules::UNUSED_BANK,
        ];
        let is_bank = finding.subject.starts_with("bank ") && !finding.subject.contains('›');
        let is_broken = |place: &Place| self.broken.contains(&place.file);
        let is_here = is_one_of(&here) || is_bank && is_one_of(&[&model_rules::EMPTY_BLOCK]);
        is_here && finding.place.as_ref().is_some_and(is_broken)
            || is_one_of(&anywhere) && !self.broken.is_empty()
    }

    /// Whether something was found that is an error.
    pub(super) fn has_errors(&self) -> bool {
        let is_error = |finding: &Diagnostic| finding.severity() == Severity::Error;
        self.reports.values().any(|report| report.iter().any(is_error))
    }

    /// The course file, the lessons in the order of the outline, then everything else.
    pub(super) fn into_report(mut self) -> Report {
        let mut all = Report::default();
        let order = std::iter::once(self.main_name).chain(self.order.iter().map(String::as_str));
        for file in order {
            all.extend(self.reports.remove(file).unwrap_or_default().into_report());
        }
        for report in self.reports.into_values() {
            all.extend(report.into_report());
        }
        all
    }
}
