//! Everything that can be wrong with a path, found in one pass. What is wrong with its courses they tell themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Group, LearningPath, Step, Success, rules};
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::validate::{self as course_rules, Findings};
use crate::model::{Block, Id, Lesson, Locus, rules as model_rules};
use effort::tries_in_all;

mod circles;
mod content;
mod effort;
mod groups;
mod presence;
mod requirements;

/// So many identifiers are named in the way out.
const NAMED: usize = 20;

pub(super) fn validate(path: &LearningPath) -> Findings {
    let entries = entries(path);
    let top = (0..entries.len()).filter(|number| entries[*number].parent.is_none()).collect();
    let mut check = Check { path, entries, top, by_id: BTreeMap::new(), findings: Vec::new() };
    // Whatever looks at everything would keep a computer busy with a path that is larger than people make.
    if !check.sizes() {
        return check.findings;
    }
    for number in 0..check.entries.len() {
        let step = check.entries[number].step;
        check.entries[number].gives = Gives::of(path, step);
        check.by_id.entry(&step.id).or_insert(number);
    }
    check.head();
    check.courses();
    check.group(None, &path.steps);
    check.nothing_required();
    for number in 0..check.entries.len() {
        check.step(number);
        check.requirements(number);
    }
    check.circles();
    check.findings
}

struct Check<'a> {
    path: &'a LearningPath,
    /// The steps, by their number in [`LearningPath::all_steps`].
    entries: Vec<Entry<'a>>,
    /// Those that stand in no group.
    top: Vec<usize>,
    /// The first step of each identifier.
    by_id: BTreeMap<&'a Id, usize>,
    findings: Findings,
}

/// A step and where it stands.
struct Entry<'a> {
    step: &'a Step,
    /// The group that it is in, or the step that it is a remedial step of; none at the top.
    parent: Option<usize>,
    is_remedial: bool,
    /// What is around it asks for it: it is not optional, and not a group of nothing but optional steps.
    is_required: bool,
    /// Levels around it, its own included.
    level: usize,
    /// What can be asked of it; none of a group, and of what is not there.
    gives: Option<Gives>,
    /// What stands in it directly, if it is a group.
    children: Vec<usize>,
}

/// What learners can reach at a step.
#[derive(Clone, Copy)]
struct Gives {
    asks: bool,
    is_scored: bool,
    can_be_passed: bool,
}

impl Gives {
    fn of(path: &LearningPath, step: &Step) -> Option<Self> {
        let is_scored = path.is_scored(step);
        path.is_there(step).then(|| Self {
            asks: path.asks(step),
            is_scored,
            can_be_passed: path.pass_mark_of(step).is_some(),
        })
    }
}

fn entries(path: &LearningPath) -> Vec<Entry<'_>> {
    let entry = |step, parent, is_remedial, level| Entry {
        step,
        parent,
        is_remedial,
        is_required: false,
        level,
        gives: None,
        children: Vec::new(),
    };
    let top = path.steps.steps.iter().rev();
    let mut open: Vec<Entry<'_>> = top.map(|step| entry(step, None, false, 1)).collect();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    while let Some(next) = open.pop() {
        let (number, step, level) = (entries.len(), next.step, next.level + 1);
        let grouped = step.as_group().map_or(0, |group| group.steps.len());
        let inner: Vec<_> = step.inner().enumerate().collect();
        let inner = inner.into_iter().rev();
        open.extend(inner.map(|(place, step)| entry(step, Some(number), place >= grouped, level)));
        if let Some(parent) = next.parent.filter(|_| !next.is_remedial) {
            entries[parent].children.push(number);
        }
        entries.push(next);
    }
    // What is in a group stands after it.
    for number in (0..entries.len()).rev() {
        let entry = &entries[number];
        let asks = entry.children.iter().any(|child| entries[*child].is_required);
        let is_group = entry.step.as_group().is_some_and(|group| !group.steps.is_empty());
        entries[number].is_required = !entry.step.optional && (asks || !is_group);
    }
    entries
}

impl<'a> Check<'a> {
    fn add(
        &mut self,
        locus: Locus,
        subject: &str,
        rule: &'static Rule,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        course_rules::note(&mut self.findings, locus, Diagnostic::new(rule, message).subject(subject))
    }

    /// A finding about a field of a step.
    fn at(
        &mut self,
        step: usize,
        field: &'static str,
        rule: &'static Rule,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let subject = subject(self.entries[step].step);
        self.add(Locus::StepField { step, field }, &subject, rule, message)
    }

    /// The steps of a group, or of the path itself, that are not optional.
    fn required(&self, group: Option<usize>) -> impl Iterator<Item = usize> {
        let children = group.map_or(&self.top, |group| &self.entries[group].children);
        children.iter().copied().filter(|child| self.entries[*child].is_required)
    }

    /// What a path has in common with a course is checked as a course's.
    fn head(&mut self) {
        let path = self.path;
        let page = Lesson::builder("page", "Page").block(Block::Text { markdown: "A page.".to_owned() });
        let mut head = path.course_of_lesson(page.lesson);
        head.id = path.id.clone();
        head.title.clone_from(&path.title);
        head.metadata = path.metadata.clone();
        head.brand = path.brand.clone();
        head.certificate.clone_from(&path.certificate);
        head.origin = path.origin.files_alone();
        for (locus, mut finding) in course_rules::validate(&head) {
            if finding.subject == "course" {
                finding.subject = "path".to_owned();
            }
            if !std::ptr::eq(finding.rule, &model_rules::CERTIFICATE_SCORE) {
                self.findings.push((locus, finding));
            }
        }
        let text = path.certificate.as_ref().and_then(|certificate| certificate.text.as_deref());
        if text.is_some_and(|text| text.contains("{score}")) && !self.is_scored() {
            let message = "the text names the score, but no step is scored";
            let locus = Locus::Field("certificate");
            self.add(locus, "certificate", &model_rules::CERTIFICATE_SCORE, message);
        }
        self.success();
    }

    fn success(&mut self) {
        let Success::Score(percent) = self.path.success else { return };
        let locus = Locus::Field("success");
        if !(0.0..=100.0).contains(&percent) {
            self.add(locus, "path", &rules::NUMBER, format!("the path is passed with {percent} percent"));
        }
        self.part_of_one(locus, "path", percent);
        if !self.is_scored() {
            let message = "the path is passed by its score, but nothing in it has one";
            self.add(locus, "path", &rules::NOTHING_TO_PASS, message);
        }
    }

    fn part_of_one(&mut self, locus: Locus, subject: &str, percent: f64) {
        let finding = course_rules::part_of_one(percent).map(|finding| finding.subject(subject));
        self.findings.extend(finding.map(|finding| (locus, finding)));
    }

    /// Whether anything in the path is scored and weighs something: what says its weight, and what is to be passed.
    fn is_scored(&self) -> bool {
        self.entries.iter().filter(|entry| !entry.is_remedial).any(|Entry { step, gives, .. }| {
            let weighs = |gives: &Gives| match step.weight {
                Some(weight) => gives.is_scored && weight > 0.0,
                None => gives.can_be_passed && !step.optional,
            };
            gives.as_ref().is_some_and(weighs)
        })
    }

    fn courses(&mut self) {
        let path = self.path;
        let used: BTreeSet<&Id> = self.entries.iter().flat_map(|entry| courses_of(entry.step)).collect();
        let mut seen = BTreeSet::new();
        for course in &path.courses {
            let (locus, subject) = (Locus::Field("courses"), format!("course `{}`", course.id));
            if !seen.insert(&course.id) {
                let message =
                    format!("the path has two different courses with the identifier `{}`", course.id);
                self.add(locus, &subject, &model_rules::DUPLICATE_ID, message);
            } else if !used.contains(&course.id) {
                self.add(locus, &subject, &rules::UNUSED_COURSE, "no step is made of the course");
            }
        }
    }

    /// Whether the path is of a size that everything about it can be looked at.
    fn sizes(&mut self) -> bool {
        let before = self.findings.len();
        let steps = self.entries.len();
        if steps > LearningPath::MAX_STEPS {
            let most = LearningPath::MAX_STEPS;
            self.add(
                Locus::Field("steps"),
                "path",
                &rules::TOO_LARGE,
                format!("the path has {steps} steps"),
            )
            .help = Some(format!("at most {most} steps are taken"));
        }
        if let Some(deep) = self.entries.iter().position(|entry| entry.level > Group::MAX_LEVELS) {
            let message = format!("steps are nested deeper than {} levels", Group::MAX_LEVELS);
            let subject = subject(self.entries[deep].step);
            self.add(Locus::Step(deep), &subject, &rules::TOO_LARGE, message);
        }
        let places = self.places();
        if steps <= LearningPath::MAX_STEPS && places > LearningPath::MAX_PLACES {
            let message = format!("with the remedial steps of all rounds the path has {places} steps");
            self.add(Locus::Field("steps"), "path", &rules::TOO_LARGE, message).help =
                Some("give fewer rounds, or fewer remedial steps".to_owned());
        }
        self.requirement_sizes();
        self.findings.len() == before
    }

    /// How many places there are for learners: remedial steps once in each round, and each try by itself.
    fn places(&self) -> usize {
        let mut times: Vec<usize> = Vec::new();
        let mut all: usize = 0;
        for entry in &self.entries {
            let around = entry.parent.map_or(1, |parent| times[parent]);
            let remediation = |step: &Step| step.remediation.as_ref().map(|it| (tries_in_all(it), it.rounds));
            let rounds = entry.parent.and_then(|parent| remediation(self.entries[parent].step));
            let here = match rounds {
                Some((_, rounds)) if entry.is_remedial => around.saturating_mul(rounds.unwrap_or(1).into()),
                _ => around,
            };
            let tries = remediation(entry.step).map_or(0, |(tries, _)| tries);
            all = all.saturating_add(here.saturating_mul(tries + 1));
            times.push(here);
        }
        all
    }

    fn step(&mut self, number: usize) {
        let step = self.entries[number].step;
        let subject = subject(step);
        let id = Locus::StepField { step: number, field: "id" };
        let is_second = self.by_id.get(&step.id).is_some_and(|first| *first != number);
        let twice = is_second.then(|| course_rules::used_twice(&step.id, "steps")).map(|mut finding| {
            finding.help = Some("give one of them an identifier of its own".to_owned());
            finding
        });
        let wrong = course_rules::illegal(&step.id).into_iter().chain(twice);
        self.findings.extend(wrong.map(|finding| (id, finding.subject(&subject))));
        self.content(number, step);
        match step.as_group() {
            Some(group) => {
                self.group(Some(number), group);
                self.not_for_groups(number, step);
            }
            None => self.effort(number, step),
        }
        let weight = step.weight.filter(|weight| !(0.0..=1.0).contains(weight));
        if let Some(weight) = weight {
            self.at(number, "weight", &rules::NUMBER, format!("the weight is {weight}"));
        }
    }
}

fn subject(step: &Step) -> String {
    format!("step `{}`", step.id)
}

/// The courses that a step names.
fn courses_of(step: &Step) -> Vec<&Id> {
    match &step.content {
        Content::Course { course } | Content::Lesson { course, .. } => vec![course],
        Content::Test { draws } => draws.iter().map(|draw| &draw.course).collect(),
        _ => Vec::new(),
    }
}

/// What there is, for whoever named something else.
fn known<'i>(what: &str, ids: impl Iterator<Item = &'i Id>) -> String {
    let mut named: Vec<_> = ids.take(NAMED + 1).map(|id| format!("`{id}`")).collect();
    if named.len() > NAMED {
        named[NAMED] = "…".to_owned();
    }
    match named.is_empty() {
        true => format!("{what} nothing of the kind"),
        false => format!("{what} {}", named.join(", ")),
    }
}
