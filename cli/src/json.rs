//! What `--json` prints: one document, whose keys are always there where the command has something of the kind.

use coursewright::model::Id;
use coursewright::{Lms, Severity, Standard, steering};
use serde::Serialize;

use crate::budgets::Budget;
use crate::failure::Failure;
use crate::findings::Finding;
use crate::output;

/// The whole document.
#[derive(Debug, Serialize)]
pub(crate) struct Document<'a> {
    /// Whether there is neither an error among the findings nor a failure.
    pub(crate) ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) course: Option<&'a Course>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<&'a LearningPath>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exploration: Option<&'a Exploration>,
    /// Files with pictures that were written.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub(crate) drawings: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) packages: Option<&'a [Package]>,
    /// How much of learners' progress is kept, for standards that keep any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<Vec<State<'a>>>,
    /// Standards that were not asked for by name and that the course has nothing for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) left_out: Option<Vec<&'static str>>,
    pub(crate) findings: Vec<Found<'a>>,
    /// Wrong usage, or a file that could not be read or written.
    pub(crate) error: Option<Failed<'a>>,
}

/// What a course has.
#[derive(Debug, Serialize)]
pub(crate) struct Course {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) lessons: usize,
    pub(crate) questions: usize,
    /// All that the course folder holds, the original's first.
    pub(crate) languages: Vec<String>,
}

/// What a learning path has.
#[derive(Debug, Serialize)]
pub(crate) struct LearningPath {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) courses: usize,
    pub(crate) steps: usize,
}

/// What the exploration of a learning path saw; what is wrong is among the findings.
#[derive(Debug, Serialize)]
pub(crate) struct Exploration {
    /// Nobody gets stuck, as far as was explored.
    sound: bool,
    /// Every way was explored.
    complete: bool,
    learners: usize,
    /// Each step, and each try at one, with what learners do there.
    steps: Vec<Seen>,
}

/// What happens at a step to some learner.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that happens, or does not")]
struct Seen {
    id: String,
    reached: bool,
    done: bool,
    passed: bool,
    failed: bool,
    skipped: bool,
}

impl From<&steering::Exploration> for Exploration {
    fn from(exploration: &steering::Exploration) -> Self {
        let seen = |seen: &steering::PlaceCoverage| Seen {
            id: seen.id.to_string(),
            reached: seen.is_reached,
            done: seen.is_done,
            passed: seen.is_passed,
            failed: seen.is_failed,
            skipped: seen.is_skipped,
        };
        Self {
            sound: exploration.is_sound(),
            complete: exploration.is_complete(),
            learners: exploration.learners(),
            // The first place is the path itself.
            steps: exploration.coverage().iter().skip(1).map(seen).collect(),
        }
    }
}

impl Exploration {
    /// The verdict for people.
    pub(crate) fn verdict(&self) -> &'static str {
        match (self.sound, self.complete) {
            (true, true) => "explored: nobody gets stuck\n",
            (true, false) => "explored in part: nobody gets stuck as far as was looked\n",
            (false, _) => "explored: learners get stuck, or miss something\n",
        }
    }
}

/// A package that was written.
#[derive(Debug, Serialize)]
pub(crate) struct Package {
    pub(crate) path: String,
    pub(crate) standard: &'static str,
    pub(crate) language: String,
    pub(crate) bytes: u64,
    pub(crate) milliseconds: u128,
}

/// What is kept of a learner, in characters.
#[derive(Debug, Serialize)]
pub(crate) struct State<'a> {
    standard: &'static str,
    worst_case: usize,
    limit: usize,
    /// The lesson that takes the most, where each is a SCO; null where the course is one.
    lesson: Option<&'a str>,
}

/// A finding.
#[derive(Debug, Serialize)]
pub(crate) struct Found<'a> {
    code: &'static str,
    severity: Severity,
    message: &'a str,
    subject: &'a str,
    /// Relative to the course folder, or inside the package.
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    help: Option<&'a str>,
    clause: Option<&'static str>,
    /// The standards that it was found for; empty when it was found while reading.
    standards: Vec<&'static str>,
}

/// What kept the command from doing its work.
#[derive(Debug, Serialize)]
pub(crate) struct Failed<'a> {
    message: &'a str,
    help: Option<&'a str>,
}

/// What is known of an LMS.
#[derive(Debug, Serialize)]
struct Profile {
    name: &'static str,
    title: &'static str,
    /// The best for a course first.
    standards: Vec<&'static str>,
    claims: Vec<Claim>,
}

/// Something that is known of an LMS.
#[derive(Debug, Serialize)]
struct Claim {
    topic: String,
    text: String,
    basis: String,
    source: &'static str,
}

impl From<&Lms> for Profile {
    fn from(lms: &Lms) -> Self {
        let claim = |claim: coursewright::lms::Claim| Claim {
            topic: claim.topic.to_string().to_lowercase(),
            text: claim.text,
            basis: claim.basis.to_string(),
            source: claim.source,
        };
        Self {
            name: lms.name(),
            title: lms.title(),
            standards: lms.standards().iter().map(|standard| standard.name()).collect(),
            claims: lms.claims().into_iter().map(claim).collect(),
        }
    }
}

/// What is known of LMSs, as one array.
pub(crate) fn lmss(lmss: &[Lms]) -> Result<String, Failure> {
    let profiles: Vec<Profile> = lmss.iter().map(Profile::from).collect();
    let text = serde_json::to_string_pretty(&profiles).map_err(|error| Failure::new(error.to_string()))?;
    Ok(text + "\n")
}

impl<'a> From<&'a Budget> for State<'a> {
    fn from(Budget { standard, state }: &'a Budget) -> Self {
        let lesson = state.lesson.as_ref().map(Id::as_str);
        Self { standard: standard.name(), worst_case: state.worst_case, limit: state.limit, lesson }
    }
}

impl<'a> From<&'a Finding> for Found<'a> {
    fn from(Finding { diagnostic, standards }: &'a Finding) -> Self {
        let place = diagnostic.place.as_ref();
        Self {
            code: diagnostic.code(),
            severity: diagnostic.severity(),
            message: &diagnostic.message,
            subject: &diagnostic.subject,
            file: place.map(|place| place.file.as_str()),
            line: place.and_then(|place| place.line),
            column: place.and_then(|place| place.column),
            help: diagnostic.help.as_deref(),
            clause: diagnostic.clause,
            standards: standards.iter().copied().map(Standard::name).collect(),
        }
    }
}

impl<'a> From<&'a Failure> for Failed<'a> {
    fn from(failure: &'a Failure) -> Self {
        Self { message: &failure.message, help: failure.help.as_deref() }
    }
}

impl<'a> Document<'a> {
    /// A run that came to nothing.
    pub(crate) fn failed(failure: &'a Failure) -> Self {
        Self {
            ok: false,
            course: None,
            path: None,
            exploration: None,
            drawings: &[],
            packages: None,
            state: None,
            left_out: None,
            findings: Vec::new(),
            error: Some(failure.into()),
        }
    }

    /// Prints it to standard output.
    pub(crate) fn print(&self) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(self).map_err(|error| Failure::new(error.to_string()))?;
        output::print(&format!("{text}\n"))
    }
}
