//! `path.json`: a learning path as data, for an LMS that runs learning paths itself.

use serde::{Deserialize, Serialize};

use crate::model::path::{Content, Done, Group, LearningPath, Order, Requirement, Step, Success};
use crate::model::{Id, Metadata};
use crate::steering::Route;

/// The version of the format that is written.
const FORMAT: u32 = 1;

/// A learning path as data: what its steps are, in which order they are taken, what opens them, and which package holds each.
///
/// The words are those of [`LearningPath`], with everything filled in that it leaves open. `schemas/path.schema.json` is the
/// JSON Schema of the document.
///
/// ```
/// use coursewright::{PathFile, Publisher, Standard};
/// # use coursewright::LearningPath;
/// # fn try_it(path: &LearningPath) -> Result<(), Box<dyn std::error::Error>> {
/// let made = Publisher::new().publish_path_packages(path, Standard::Scorm12)?;
/// let read: PathFile = serde_json::from_str(&made.path().write())?;
/// assert_eq!(&read, made.path());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct PathFile {
    /// The version of this format: 1. What is added later has the same number; what means something else has another one.
    pub format: u32,
    /// Identifies the path for ever.
    pub id: Id,
    /// What learners see it called.
    pub title: String,
    /// BCP 47 language of the path's own texts.
    pub language: String,
    /// Names the path in the whole world.
    pub iri: String,
    /// What a catalogue wants to know.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub metadata: Metadata,
    /// When the learner has passed the whole. Completed it is when its steps are.
    pub success: Success,
    /// Whether learners get a certificate for it.
    #[serde(default)]
    pub certificate: bool,
    /// The steps, and how they are taken.
    pub steps: GroupFile,
}

/// Several steps, and how they are taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct GroupFile {
    /// In which order.
    pub order: Order,
    /// So many of the steps that are not optional are enough; all of them when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose: Option<u16>,
    /// So many of the steps are offered, drawn for each learner; all of them when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<u16>,
    /// Whether the steps stand in another order for each learner.
    #[serde(default)]
    pub shuffle: bool,
    /// The steps.
    pub steps: Vec<StepFile>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct StepFile {
    /// Unique in the path.
    pub id: Id,
    /// What learners see it called.
    pub title: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: StepKind,
    /// What has to be reached before it opens, besides the order of its group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Requirement>,
    /// What makes it superfluous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_if: Option<Requirement>,
    /// Whether completion and success of what is around it do without it.
    #[serde(default)]
    pub optional: bool,
    /// When it is done; a group is done when its steps are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
    /// Percent that passes; nothing when there is nothing to pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass_mark: Option<f64>,
    /// How often it may be begun, the first time included; any number of times when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u16>,
    /// What those do who fail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remediation: Option<RemediationFile>,
    /// Its share of the score of what is around it, 0 to 1; 0 where the score does not count.
    pub weight: f64,
    /// Minutes for one attempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_limit: Option<u16>,
    /// It should be done so many days after the learner began the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<u16>,
    /// The package that learners take; a group has none, nor has a step of which the standard can carry nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<StepPackageFile>,
    /// When and where a session takes place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionFile>,
    /// The address of a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The steps of a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupFile>,
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum StepKind {
    /// A whole course.
    Course,
    /// One lesson.
    Lesson,
    /// A test.
    Test,
    /// A meeting at a time.
    Session,
    /// Something to do, which somebody confirms.
    Assignment,
    /// Something to talk about.
    Discussion,
    /// A page of the web.
    Link,
    /// Several steps.
    Group,
}

/// What those do who fail a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct RemediationFile {
    /// Attempts in a round.
    pub tries: u16,
    /// Rounds after the first; when absent, the remedial steps come once, and then there is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u16>,
    /// What has to be done between two rounds, one after the other.
    pub steps: Vec<StepFile>,
}

/// The package of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct StepPackageFile {
    /// The name of the file beside `path.json`. Several steps may have the same.
    pub file: String,
    /// The standard that it follows, such as `scorm2004-4th`.
    pub standard: String,
    /// The identifier that the package has for LMSs.
    pub identifier: Id,
    /// What it reports to the LMS.
    pub reports: Reports,
}

/// What a package reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Reports {
    /// That it was completed.
    pub completion: bool,
    /// That it was passed or failed.
    pub success: bool,
    /// A score.
    pub score: bool,
}

/// When and where a session takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct SessionFile {
    /// The local time of the zone: `2027-03-01 10:00`.
    pub start: String,
    /// IANA time zone.
    pub zone: String,
    /// How long it takes.
    pub minutes: u32,
    /// Where to join.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

fn is_empty(metadata: &Metadata) -> bool {
    *metadata == Metadata::default()
}

impl PathFile {
    /// The document `path.json`.
    #[must_use]
    pub fn write(&self) -> String {
        // Nothing in it can fail to be written: no map has keys that are no text.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Every step, groups before what is in them, remedial steps after the step that they belong to.
    #[must_use]
    pub fn all_steps(&self) -> Vec<&StepFile> {
        let mut all = Vec::new();
        let mut open: Vec<&StepFile> = self.steps.steps.iter().rev().collect();
        while let Some(step) = open.pop() {
            all.push(step);
            let inside = step.group.iter().flat_map(|group| &group.steps);
            let remedial = step.remediation.iter().flat_map(|it| &it.steps);
            let inside: Vec<_> = inside.chain(remedial).collect();
            open.extend(inside.into_iter().rev());
        }
        all
    }
}

/// What a path file is made from.
pub(super) struct Source<'s> {
    pub(super) path: &'s LearningPath,
    pub(super) route: &'s Route,
    /// The package of each step that has one.
    pub(super) packages: &'s dyn Fn(&Step) -> Option<StepPackageFile>,
}

impl Source<'_> {
    pub(super) fn file(&self) -> PathFile {
        let path = self.path;
        PathFile {
            format: FORMAT,
            id: path.id.clone(),
            title: path.title.clone(),
            language: path.language.clone(),
            iri: path.metadata.iri_or_urn(path.id.as_str()),
            metadata: path.metadata.clone(),
            success: path.success,
            certificate: path.certificate.is_some(),
            steps: self.group(&path.steps),
        }
    }

    fn group(&self, group: &Group) -> GroupFile {
        GroupFile {
            order: group.order,
            choose: group.choose,
            draw: group.draw,
            shuffle: group.shuffle,
            steps: group.steps.iter().map(|step| self.step(step)).collect(),
        }
    }

    fn step(&self, step: &Step) -> StepFile {
        let is_group = matches!(step.content, Content::Group(_));
        let place = self.route.places.iter().find(|place| place.id == step.id);
        StepFile {
            id: step.id.clone(),
            title: self.path.title_of(step).to_owned(),
            kind: kind(&step.content),
            after: step.after.clone(),
            skip_if: step.skip_if.clone(),
            optional: step.optional,
            done: (!is_group).then(|| self.path.done_of(step)),
            pass_mark: self.path.pass_mark_of(step),
            attempts: step.attempts,
            remediation: step.remediation.as_ref().map(|remediation| RemediationFile {
                tries: remediation.tries,
                rounds: remediation.rounds,
                steps: remediation.steps.iter().map(|step| self.step(step)).collect(),
            }),
            weight: step.weight.or(place.map(|place| place.weight)).unwrap_or_default(),
            time_limit: step.time_limit,
            due: step.due,
            package: (self.packages)(step),
            session: session(&step.content),
            url: match &step.content {
                Content::Link { url, .. } => Some(url.clone()),
                _ => None,
            },
            group: match &step.content {
                Content::Group(group) => Some(self.group(group)),
                _ => None,
            },
        }
    }
}

fn kind(content: &Content) -> StepKind {
    match content {
        Content::Course { .. } => StepKind::Course,
        Content::Lesson { .. } => StepKind::Lesson,
        Content::Test { .. } => StepKind::Test,
        Content::Session(_) => StepKind::Session,
        Content::Assignment(_) => StepKind::Assignment,
        Content::Discussion(_) => StepKind::Discussion,
        Content::Link { .. } => StepKind::Link,
        Content::Group(_) => StepKind::Group,
    }
}

fn session(content: &Content) -> Option<SessionFile> {
    let Content::Session(session) = content else { return None };
    Some(SessionFile {
        start: session.start.clone(),
        zone: session.zone.clone(),
        minutes: session.minutes,
        url: session.url.clone(),
    })
}
