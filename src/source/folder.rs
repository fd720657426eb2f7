//! A course folder: its course file, its lessons, and everything that is wrong with them in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::activities::name_gates;
use super::blocks::{Content, read_blocks};
use super::course_file::{self, CourseFile};
use super::file_report::FileReport;
use super::narration::is_file;
use super::outline::Entry;
use super::suggest::nearest;
use super::text::SourceText;
use super::{front_matter, rules};
use crate::Error;
use crate::diagnostic::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{
    Course, Id, Lesson, Locus, Module, Narration, OutlineEntry, is_language_tag, rules as model_rules,
};

mod banks;

/// The longest text file that is read, in bytes.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

const LESSONS: &str = "lessons";

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

/// What a folder says in one of its languages.
pub(super) struct Reading {
    pub(super) course: Option<Course>,
    pub(super) report: Report,
    /// The languages that the course is translated into.
    pub(super) languages: Vec<String>,
}

pub(super) struct FolderReader<'a> {
    folder: &'a Path,
    /// The language of the translation that is read, unless it is the original.
    language: Option<&'a str>,
    languages: Vec<String>,
    /// The folder without links: whatever is read must be inside it.
    root: PathBuf,
    /// The course file's name.
    course_file: &'static str,
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
        let mut reader = Self::new(folder, language)?;
        let course = reader.course();
        let languages = std::mem::take(&mut reader.languages);
        Ok(Reading { course, report: reader.into_report(), languages })
    }

    /// The languages that the course file names, its own first; findings when it cannot be read as one.
    pub(super) fn languages(folder: &'a Path) -> Result<Vec<String>, Error> {
        let mut reader = Self::new(folder, None)?;
        let read = reader.find_course_file().and_then(|name| {
            reader.course_file = name;
            reader.read_course_file()
        });
        match read {
            Some(file) => Ok(std::iter::once(file.course.language).chain(file.languages).collect()),
            None => Err(reader.into_report().into()),
        }
    }

    fn new(folder: &'a Path, language: Option<&'a str>) -> Result<Self, Error> {
        Ok(Self {
            folder,
            language,
            languages: Vec::new(),
            root: folder.canonicalize().map_err(|error| Error::read(folder, error))?,
            course_file: course_file::NAMES[0],
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
        self.course_file = self.find_course_file()?;
        let CourseFile { mut course, languages, outline, banks, places } = self.read_course_file()?;
        self.languages = languages;
        if let Some(language) = self.language {
            language.clone_into(&mut course.language);
        }
        self.places = places;
        self.list_lessons();
        course.outline = self.entries(outline);
        course.banks = self.banks(banks);
        self.not_listed();
        course.origin.folder = Some(self.folder.to_path_buf());
        course.origin.places = std::mem::take(&mut self.places);
        self.check(&mut course);
        Some(course)
    }

    fn read_course_file(&mut self) -> Option<CourseFile> {
        let name = self.course_file;
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
            let name = named(self.course_file);
            let message = format!("the course file is not translated into `{language}`");
            let help = "write the title and the other texts of the course there, under the same keys";
            self.finding(&rules::NOT_TRANSLATED, Place::file(name), message, help);
        }
        found
    }

    fn find_course_file(&mut self) -> Option<&'static str> {
        let names = &self.names;
        let found: Vec<_> = course_file::NAMES.iter().copied().filter(|name| names.contains(*name)).collect();
        let finding = match found.as_slice() {
            [name] => return Some(name),
            [] => {
                let near = names
                    .iter()
                    .find_map(|name| nearest(name, course_file::NAMES.iter().copied()).map(|_| name));
                let help = match near {
                    Some(near) => format!("there is `{near}`: call it `course.yaml`"),
                    None => "write one that begins with `id: leading-upward` and `title: …`".to_owned(),
                };
                Diagnostic::new(&rules::NO_COURSE_FILE, "there is no course file in the folder")
                    .place(Place::file(course_file::NAMES[0]))
                    .help(help)
            }
            [first, second, ..] => Diagnostic::new(
                &rules::SEVERAL_COURSE_FILES,
                format!("there is `{first}` and also `{second}`"),
            )
            .place(Place::file(*first))
            .help("keep one and delete the others"),
        };
        self.push(finding);
        None
    }

    /// A text file of the folder; when it cannot be had, a finding says why.
    fn text(&mut self, name: &str) -> Option<SourceText> {
        let path = self.inside(name, Place::file(name))?;
        if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            // Opening a pipe would wait for whoever writes into it.
            let help = "put a text file there, or take it out of the folder";
            self.finding(&rules::UNREADABLE, Place::file(name), "this is no ordinary file", help);
            return None;
        }
        let bytes = match read_limited(&path) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                let message = format!("the file has more than {} MiB", MAX_BYTES >> 20);
                self.finding(&rules::TOO_LARGE, Place::file(name), message, "split it into several lessons");
                return None;
            }
            Err(error) => {
                self.unreadable(Place::file(name), &error);
                return None;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => Some(SourceText::new(name, &text)),
            Err(error) => {
                self.not_utf8(name, error.as_bytes(), error.utf8_error().valid_up_to());
                None
            }
        }
    }

    /// A path without links, when it is inside the course folder; a finding at the place says when it is not.
    fn inside(&mut self, name: &str, place: Place) -> Option<PathBuf> {
        match self.folder.join(name).canonicalize() {
            Ok(path) if path.starts_with(&self.root) => return Some(path),
            Ok(_) => {
                let help = "put the file itself there instead of the link";
                let message = format!("`{name}` is a link that leads out of the course folder");
                self.finding(&rules::LINK_OUTSIDE, place, message, help);
            }
            Err(error) => self.unreadable(place, &error),
        }
        None
    }

    fn unreadable(&mut self, place: Place, error: &io::Error) {
        let help = "look at its permissions, and whether another program holds it";
        self.finding(&rules::UNREADABLE, place, format!("cannot be read: {error}"), help);
    }

    fn not_utf8(&mut self, name: &str, bytes: &[u8], valid: usize) {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            let help = "save it as UTF-8; Windows calls what it is now “Unicode”";
            self.finding(&rules::NOT_UTF8, Place::file(name), "the file is UTF-16", help);
            return;
        }
        let readable = SourceText::new(name, &String::from_utf8_lossy(&bytes[..valid]));
        let (line, column) = readable.line_and_column(readable.text().len());
        let place = SourceText::new(name, &String::from_utf8_lossy(bytes)).place_at(line, column);
        let help = "open it in an editor, choose the encoding that it has, and save it as UTF-8";
        self.finding(&rules::NOT_UTF8, place, "this character is not UTF-8", help);
    }

    fn finding(
        &mut self,
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::new(rule, message).place(place).help(help));
    }

    fn push(&mut self, finding: Diagnostic) {
        let file = finding.place.as_ref().map_or(self.course_file, |place| &place.file);
        match self.reports.get_mut(file) {
            Some(report) => report.push(finding),
            None => self.reports.entry(file.to_owned()).or_default().push(finding),
        }
    }

    fn list_lessons(&mut self) {
        // Without the folder every lesson of the outline is missing, which is said at each.
        if !self.folder.join(LESSONS).exists() {
            return;
        }
        let Some(folder) = self.inside(LESSONS, Place::file(LESSONS)) else { return };
        match names_in(&folder) {
            Ok(names) => {
                self.files =
                    names.iter().filter_map(|name| Some(name.strip_suffix(".md")?.to_owned())).collect()
            }
            Err(error) => {
                let help = "look at its permissions, and whether it is a folder";
                let message = format!("the folder cannot be read: {error}");
                self.finding(&rules::UNREADABLE, Place::file(LESSONS), message, help);
            }
        }
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

    fn lesson(&mut self, id: String, place: Place) -> Lesson {
        let lesson = self.lessons;
        self.lessons += 1;
        self.places.insert(Locus::LessonField { lesson, field: "id" }, place.clone());
        let read = self.lesson_text(&id, &place).map(|source| self.parse_lesson(lesson, &id, &source));
        read.unwrap_or_else(|| {
            self.broken.insert(place.file.clone());
            self.places.insert(Locus::Lesson(lesson), place);
            Lesson {
                title: id.clone(),
                id: id.into(),
                objectives: Vec::new(),
                narration: None,
                assessment: None,
                blocks: Vec::new(),
                footnotes: Vec::new(),
            }
        })
    }

    /// The text of a lesson of the outline, if it has one that was not read before.
    fn lesson_text(&mut self, id: &str, place: &Place) -> Option<SourceText> {
        // An identifier that is not legal, or is there twice, is found by the model's check.
        if !Id::from(id).is_legal() || !self.seen.insert(id.to_owned()) {
            return None;
        }
        let name = self.lesson_file(id);
        if !self.has_lesson_file(&name) {
            if let Some(language) = self.language {
                let message = format!("the lesson `{id}` is not translated into `{language}`");
                let help = format!("copy `{LESSONS}/{id}.md` to it, and translate the texts");
                self.finding(&rules::NOT_TRANSLATED, Place::file(name), message, help);
                return None;
            }
            let help = match nearest(id, self.files.iter().map(String::as_str)) {
                Some(near) => {
                    format!("the file is expected at `{name}`; did you mean `{near}`, which is there?")
                }
                None => format!("the file is expected at `{name}`"),
            };
            self.finding(
                &rules::LESSON_MISSING,
                place.clone(),
                format!("the lesson `{id}` has no file"),
                help,
            );
            return None;
        }
        self.order.push(name.clone());
        self.text(&name)
    }

    /// The file of a lesson in the language that is read.
    fn lesson_file(&self, id: &str) -> String {
        match self.language {
            Some(language) => format!("{LESSONS}/{id}.{language}.md"),
            None => format!("{LESSONS}/{id}.md"),
        }
    }

    fn has_lesson_file(&self, name: &str) -> bool {
        let stem = name.strip_prefix(LESSONS).and_then(|name| name.strip_prefix('/')?.strip_suffix(".md"));
        stem.is_some_and(|stem| self.files.contains(stem))
    }

    fn parse_lesson(&mut self, lesson: usize, id: &str, source: &SourceText) -> Lesson {
        let report = self.reports.entry(self.lesson_file(id)).or_default();
        let front = front_matter::read(source, report);
        let content = match front.body {
            Some(body) => read_blocks(source, body..source.text().len(), report),
            None => Content::default(),
        };
        self.places.insert(Locus::Lesson(lesson), source.place_at(1, 1));
        let (title, place) = front.title.unzip();
        self.places.extend(place.map(|place| (Locus::LessonField { lesson, field: "title" }, place)));
        let (objectives, place) = front.objectives.unzip();
        self.places.extend(place.map(|place| (Locus::LessonField { lesson, field: "objectives" }, place)));
        let narration = front.narration.map(|(narration, place)| {
            self.places.insert(Locus::LessonField { lesson, field: "narration" }, place.clone());
            self.with_transcript(narration, place)
        });
        let (assessment, place) = front.assessment.unzip();
        self.places.extend(place.map(|place| (Locus::LessonField { lesson, field: "assessment" }, place)));
        let mut kept = Vec::new();
        for (block, placed) in content.blocks.into_iter().enumerate() {
            self.places.insert(Locus::Block { lesson, block }, placed.place);
            let answers = placed.answers.into_iter().enumerate();
            self.places
                .extend(answers.map(|(answer, place)| (Locus::Answer { lesson, block, answer }, place)));
            kept.push(placed.block);
        }
        let mut footnotes = Vec::new();
        for (footnote, (note, place)) in content.footnotes.into_iter().enumerate() {
            self.places.insert(Locus::Footnote { lesson, footnote }, place);
            footnotes.push(note);
        }
        let id = Id::from(id);
        name_gates(&id, &mut kept);
        Lesson {
            title: title.unwrap_or_else(|| id.to_string()),
            id,
            objectives: objectives.unwrap_or_default(),
            narration,
            assessment,
            blocks: kept,
            footnotes,
        }
    }

    /// A narration whose transcript may stand in a file of its own, often beside the lesson.
    fn with_transcript(&mut self, narration: Narration, place: Place) -> Narration {
        let Some(file) = narration.transcript.as_deref().map(str::trim).filter(|text| is_file(text)) else {
            return narration;
        };
        if !self.folder.join(file).exists() {
            let help = "paths are relative to the course folder, and upper and lower case matter";
            self.finding(&rules::TRANSCRIPT_MISSING, place, format!("there is no file `{file}`"), help);
            return Narration { transcript: None, ..narration };
        }
        let stem = file.strip_prefix(LESSONS).and_then(|name| name.strip_prefix('/')?.strip_suffix(".md"));
        self.seen.extend(stem.map(str::to_owned));
        let text = self.text(file).map(|source| source.text().trim().to_owned());
        Narration { transcript: text, ..narration }
    }

    fn not_listed(&mut self) {
        let stray: Vec<_> =
            self.files.difference(&self.seen).filter(|name| !name.starts_with('.')).cloned().collect();
        for name in stray {
            let (id, language) = name.split_once('.').unwrap_or((&name, ""));
            let is_known = self.languages.iter().any(|known| known == language);
            // Transcripts stand beside their lessons, and the front matter in any language may name one.
            if self.seen.contains(id) && (is_known || language.split('.').next_back() == Some("narration")) {
                continue;
            }
            let (message, help) = if self.seen.contains(id) && is_language_tag(language) {
                let help =
                    format!("add `{language}` to the `languages` of the course file, or take the file out");
                (format!("the course has no language `{language}`"), help)
            } else {
                let help = format!("add `- {name}` to the outline, or move the file out of `{LESSONS}`");
                ("the lesson is not in the outline".to_owned(), help)
            };
            let place = Place::file(format!("{LESSONS}/{name}.md"));
            self.finding(&rules::LESSON_NOT_LISTED, place, message, help);
        }
    }

    /// Adds what the model's check finds.
    fn check(&mut self, course: &mut Course) {
        let is_error = |finding: &&Diagnostic| finding.severity() == Severity::Error;
        let found = self.reports.iter().flat_map(|(file, report)| report.iter().map(move |f| (file, f)));
        let (errors, warnings): (Vec<_>, Vec<_>) = found.partition(|(_, finding)| is_error(finding));
        self.broken.extend(errors.into_iter().map(|(file, _)| file.clone()));
        let noted = warnings.into_iter().map(|(_, finding)| (Locus::Course, finding.clone())).collect();
        for finding in course.check() {
            if !self.is_consequence(&finding) {
                self.push(finding);
            }
        }
        course.origin.noted = noted;
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

    /// The course file, the lessons in the order of the outline, then everything else.
    fn into_report(mut self) -> Report {
        let mut all = Report::default();
        let order = std::iter::once(self.course_file).chain(self.order.iter().map(String::as_str));
        for file in order {
            all.extend(self.reports.remove(file).unwrap_or_default().into_report());
        }
        for report in self.reports.into_values() {
            all.extend(report.into_report());
        }
        all
    }
}

/// The names in a folder, spelt as the folder spells them: some systems find `Trust.md` under `trust.md`.
fn names_in(folder: &Path) -> io::Result<BTreeSet<String>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

/// The bytes of a file; `None` when there are too many.
fn read_limited(path: &Path) -> io::Result<Option<Vec<u8>>> {
    use std::io::Read;
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MAX_BYTES).then_some(bytes))
}
