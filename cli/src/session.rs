//! One run of a command that reads content: what it found, what it wrote, and how it tells.

use std::path::{Path, PathBuf};
use std::time::Duration;

use coursewright::steering::Exploration;
use coursewright::{Course, Error, LearningPath, Report, Severity, Standard, Theme};

use crate::Status;
use crate::args::Telling;
use crate::budgets::{self, Budget};
use crate::commands::write::Target;
use crate::failure::Failure;
use crate::findings::Findings;
use crate::json::{self, Document};
use crate::output::{self, count};
use crate::progress::Bar;

/// How a command tells what it finds and does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// As it goes, to standard error.
    Running,
    /// As it goes, but errors only.
    Quiet,
    /// Findings are the result of the command: all at the end, to standard output.
    Result,
    /// One document at the end.
    Json,
}

impl Voice {
    /// How a command tells that was told how.
    pub(crate) fn of(telling: &Telling) -> Self {
        match (telling.json, telling.quiet) {
            (true, _) => Self::Json,
            (false, true) => Self::Quiet,
            (false, false) => Self::Running,
        }
    }
}

/// What a run has found and written so far.
#[derive(Debug)]
pub(crate) struct Session {
    voice: Voice,
    pub(crate) findings: Findings,
    /// How many of them have been told.
    told: usize,
    /// The standards that packages were made for.
    tried: Vec<Standard>,
    course: Option<json::Course>,
    path: Option<json::LearningPath>,
    exploration: Option<json::Exploration>,
    /// Pictures that were written.
    drawings: Vec<String>,
    packages: Option<Vec<json::Package>>,
    /// What each standard keeps of a learner, where the command tells that.
    budgets: Option<Vec<Budget>>,
    /// Standards that nobody named and that the course has nothing for.
    left_out: Vec<Standard>,
    /// Packages that findings kept from being written.
    unwritten: Vec<PathBuf>,
    pub(crate) bar: Bar,
}

impl Session {
    /// Begins a run over a folder.
    pub(crate) fn new(folder: &Path, voice: Voice) -> Self {
        let mut findings = Findings::default();
        findings.root(folder);
        let packages = (voice != Voice::Result).then(Vec::new);
        let bar = Bar::new(matches!(voice, Voice::Running | Voice::Result));
        Self {
            voice,
            findings,
            told: 0,
            tried: Vec::new(),
            course: None,
            path: None,
            exploration: None,
            drawings: Vec::new(),
            packages,
            budgets: None,
            left_out: Vec::new(),
            unwritten: Vec::new(),
            bar,
        }
    }

    /// Without packages: the command writes none.
    pub(crate) fn without_packages(mut self) -> Self {
        self.packages = None;
        self
    }

    /// Takes in findings. Those of reading are told at once; those of a standard when it is known which other standards
    /// they concern.
    pub(crate) fn found(&mut self, report: &Report, standard: Option<Standard>) {
        self.findings.add(report, standard);
        match standard {
            Some(standard) if !self.tried.contains(&standard) => self.tried.push(standard),
            Some(_) => {}
            None => self.tell_findings(),
        }
    }

    /// Tells what has not been told of the findings.
    fn tell_findings(&mut self) {
        let least = match self.voice {
            Voice::Running => Severity::Info,
            Voice::Quiet => Severity::Error,
            Voice::Result | Voice::Json => return,
        };
        for finding in self.findings.iter().skip(self.told) {
            if finding.diagnostic.severity() >= least {
                output::tell(&self.findings.draw(finding, &self.tried));
            }
        }
        self.told = self.findings.iter().count();
    }

    /// The value, or nothing when findings prevent it; what is no finding goes on as a failure.
    pub(crate) fn unless_findings<T>(
        &mut self,
        result: Result<T, Error>,
        standard: Option<Standard>,
    ) -> Result<Option<T>, Failure> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(Error::Findings(report)) => {
                self.bar.clear();
                self.found(&report, standard);
                Ok(None)
            }
            Err(error) => {
                self.bar.clear();
                Err(error.into())
            }
        }
    }

    /// Reads the course folder in the languages that are wanted, or in all that it holds; without those that findings
    /// prevent.
    pub(crate) fn read_courses(&mut self, folder: &Path, wanted: &[String]) -> Result<Vec<Course>, Failure> {
        let Some(languages) = self.unless_findings(Course::languages(folder), None)? else {
            return Ok(Vec::new());
        };
        let named = |wanted: &String| languages.iter().find(|known| known.eq_ignore_ascii_case(wanted));
        let asked = wanted.iter().map(|wanted| named(wanted).unwrap_or(wanted).clone());
        let asked: Vec<String> = if wanted.is_empty() { languages.clone() } else { asked.collect() };
        let mut courses: Vec<Course> = Vec::new();
        for language in asked {
            if courses.iter().any(|course| course.language == language) {
                continue;
            }
            let read = Course::from_folder_in(folder, &language);
            courses.extend(self.unless_findings(read, None)?);
        }
        if let Some(course) = courses.first() {
            if let Some(theme) = &course.theme {
                self.findings.root(folder.join(theme));
            }
            self.course = Some(json::Course {
                id: course.id.to_string(),
                title: course.title.clone(),
                lessons: course.lessons().len(),
                questions: course.questions().count(),
                languages,
            });
        }
        Ok(courses)
    }

    /// Reads the folder of a learning path; nothing when findings prevent it.
    pub(crate) fn read_path(&mut self, folder: &Path) -> Result<Option<LearningPath>, Failure> {
        if let Some(report) = self.unless_findings(LearningPath::check_folder(folder), None)? {
            self.found(&report, None);
        }
        let path = self.unless_findings(LearningPath::from_folder(folder), None)?;
        self.path = path.as_ref().map(|path| json::LearningPath {
            id: path.id.to_string(),
            title: path.title.clone(),
            language: path.language.clone(),
            courses: path.courses.len(),
            steps: path.all_steps().len(),
        });
        Ok(path)
    }

    /// Takes in what the exploration of the path found. Whether nobody gets stuck.
    pub(crate) fn explored(&mut self, exploration: &Exploration) -> bool {
        self.found(&exploration.report(), None);
        self.exploration = Some(exploration.into());
        exploration.is_sound()
    }

    /// Notes a picture that was written, and tells so.
    pub(crate) fn drawn(&mut self, path: &Path) -> Result<(), Failure> {
        let path = path.display().to_string();
        if self.voice == Voice::Result {
            output::print(&format!("{path}\n"))?;
        }
        self.drawings.push(path);
        Ok(())
    }

    /// Whether a course is a translation of the one that was read.
    pub(crate) fn is_translation(&self, course: &Course) -> bool {
        let original = self.course.as_ref().and_then(|course| course.languages.first());
        original.is_some_and(|original| *original != course.language)
    }

    /// Reads the theme that was asked for, if one was; nothing when findings prevent it.
    pub(crate) fn read_theme(&mut self, folder: Option<&Path>) -> Result<Option<Option<Theme>>, Failure> {
        let Some(folder) = folder else { return Ok(Some(None)) };
        self.findings.root(folder);
        Ok(self.unless_findings(Theme::folder(folder), None)?.map(Some))
    }

    /// Notes a package that was written, and tells so in columns, of which the first is `width` wide.
    pub(crate) fn written(
        &mut self,
        target: &Target,
        bytes: u64,
        time: Duration,
        width: usize,
    ) -> Result<(), Failure> {
        let name = target.path.display().to_string();
        if self.voice == Voice::Running {
            let (size, time) = (output::size(bytes), output::time(time));
            output::print(&format!("{name:<width$}  {size:>8}  {time:>8}\n"))?;
        }
        let milliseconds = time.as_millis();
        let (standard, language) = (target.standard.name(), target.language.clone());
        let package = json::Package { path: name, standard, language, bytes, milliseconds };
        self.packages.get_or_insert_default().push(package);
        Ok(())
    }

    /// Notes how much of a learner's progress is kept.
    pub(crate) fn keeps(&mut self, budgets: Vec<Budget>) {
        self.budgets = Some(budgets);
    }

    /// Notes standards that get no package of this course.
    pub(crate) fn left_out(&mut self, standards: Vec<Standard>) {
        self.left_out = standards;
        if self.voice == Voice::Running {
            output::tell(&self.what_was_left_out());
        }
    }

    fn what_was_left_out(&self) -> String {
        let titles: Vec<_> = self.left_out.iter().map(|standard| standard.title()).collect();
        match titles.as_slice() {
            [] => String::new(),
            titles => format!("left out, as the course has nothing for it: {}\n", titles.join(", ")),
        }
    }

    /// Notes a package that findings kept from being written.
    pub(crate) fn not_written(&mut self, path: &Path) {
        self.unwritten.push(path.to_path_buf());
    }

    /// Ends the run: tells what is left to tell, and what became of it all.
    pub(crate) fn end(mut self, done: Result<(), Failure>) -> Result<Status, Failure> {
        self.bar.clear();
        let status = if self.findings.has_errors() { Status::Findings } else { Status::Fine };
        match self.voice {
            Voice::Json => {
                let status = if done.is_err() { Status::Failed } else { status };
                let is_known = self.course.is_some() || self.path.is_some();
                let document = Document {
                    ok: status == Status::Fine,
                    course: self.course.as_ref(),
                    path: self.path.as_ref(),
                    exploration: self.exploration.as_ref(),
                    drawings: &self.drawings,
                    packages: self.packages.as_deref(),
                    state: self.budgets.as_ref().map(|kept| kept.iter().map(json::State::from).collect()),
                    left_out: is_known.then(|| names(&self.left_out)),
                    findings: self.findings.iter().map(json::Found::from).collect(),
                    error: done.as_ref().err().map(json::Failed::from),
                };
                document.print()?;
                return Ok(status);
            }
            Voice::Result => output::print(&self.result())?,
            Voice::Running | Voice::Quiet => self.tell_rest(),
        }
        done.map(|()| status)
    }

    /// All findings, and what the course has.
    fn result(&self) -> String {
        let findings = self.findings.by_severity();
        let mut text: String =
            findings.iter().map(|finding| self.findings.draw(finding, &self.tried)).collect();
        if let Some(course) = &self.course {
            let lessons = count(course.lessons, "lesson");
            let questions = count(course.questions, "question");
            let languages = match course.languages.as_slice() {
                [_, _, ..] => format!("; in {}", course.languages.join(", ")),
                _ => String::new(),
            };
            text.push_str(&format!("{}: {lessons}, {questions}{languages}\n", course.title));
        }
        if let Some(path) = &self.path {
            let (steps, courses) = (count(path.steps, "step"), count(path.courses, "course"));
            text.push_str(&format!("{}: {steps}, {courses}\n", path.title));
            text.push_str(self.exploration.as_ref().map_or("", json::Exploration::verdict));
        }
        let was_read = self.course.is_some() || self.path.is_some();
        if findings.is_empty() && was_read && self.exploration.is_none() {
            text.push_str("nothing to complain about\n");
        }
        text.push_str(&budgets::table(self.budgets.as_deref().unwrap_or_default()));
        text.push_str(&self.what_was_left_out());
        text.push_str(&self.findings.summary(Severity::Info).unwrap_or_default());
        text
    }

    fn tell_rest(&mut self) {
        self.tell_findings();
        for path in &self.unwritten {
            let left = if path.exists() { "; the older file of that name was left as it is" } else { "" };
            output::tell(&format!("not written: {}{left}\n", path.display()));
        }
        let least = if self.voice == Voice::Quiet { Severity::Error } else { Severity::Info };
        output::tell(&self.findings.summary(least).unwrap_or_default());
    }
}

fn names(standards: &[Standard]) -> Vec<&'static str> {
    standards.iter().map(|standard| standard.name()).collect()
}
