//! The shell: the page that an LMS launches, and the configuration that its script reads.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::page::Site;
use super::question;
use super::state::{Keeps, attempt_bits};
use super::step::StepOf;
use super::templates::Templates;
use super::tested::{self, AssessmentConfig, DrawConfig};
use super::text;
use crate::error::Error;
use crate::model::{
    Answer, Bank, Block, Brand, Certificate, CompletionRule, Course, Credit, Id, Lesson, Locus,
    NumericAnswer, Objective, OutlineEntry, Question, QuestionBody, Scenario, letter, number,
};

/// LMSs must take a description of an interaction of 250 characters (SCORM 2004 RTE §4.2.9).
const PROMPT_LENGTH: usize = 250;

/// What the texts are called that only steps of learning paths need.
const STEP_TEXTS: &str = "step-";
/// What those are called that only the page of a path needs.
const PATH_TEXTS: &str = "path-";

/// A SCO: the lessons that it plays, by their numbers.
pub(super) struct Sco<'s> {
    pub(super) title: &'s str,
    pub(super) lessons: std::ops::Range<usize>,
    /// Whether it is the whole course, with a menu.
    pub(super) single: bool,
    /// Characters that the standard lets a SCO keep.
    pub(super) state_limit: usize,
    /// JSON-LD.
    pub(super) structured_data: Option<&'s str>,
    /// The step of a learning path that it is.
    pub(super) step: Option<&'s StepOf>,
}

pub(super) fn render(site: &mut Site<'_>, sco: &Sco<'_>, templates: &mut Templates) -> Result<String, Error> {
    let certificate = if sco.single { certificate(site, templates) } else { Value::Null };
    let site = &*site;
    let lessons = &site.lessons[sco.lessons.clone()];
    let first = sco.lessons.start;
    let config = serde_json::to_string(&config(site, sco, templates)).map_err(|error| Error::Template {
        template: "shell".to_owned(),
        line: None,
        message: error.to_string(),
    })?;
    // `<` begins nothing in JSON, so this keeps </script> out of the page without changing a value.
    let config = config.replace('<', "\\u003c");
    let mut menu = Vec::new();
    if sco.single {
        menu_entries(&site.course.outline, 1, &mut 0, site, &mut menu);
    }
    let view = json!({
        "page_title": sco.title,
        "config_json": config,
        "structured_data": sco.structured_data.map(|json| json.replace('<', "\\u003c")),
        "single": sco.single,
        "step": sco.step.is_some(),
        "first_href": site.pages[first],
        "first_title": site.lessons[first].title,
        "menu": menu,
        "glossary_href": site.glossary.page(),
        "certificate": certificate,
        "has_quiz": lessons.iter().any(|lesson| lesson.asks()),
        "mastery": site.course.mastery_score,
        "lesson_count": lessons.len(),
    });
    templates.render("shell", view)
}

/// What the certificate of the course says, with its placeholders. A part of a course that is launched by itself knows
/// nothing of the others, so it has none.
fn certificate(site: &mut Site<'_>, templates: &Templates) -> Value {
    let course = site.course;
    let Some(certificate) = &course.certificate else { return Value::Null };
    let is_scored = course.mastery_score.is_some();
    let text = if is_scored { "certificate-text-score" } else { "certificate-text" };
    let words = [text, "certificate-close"].map(|key| templates.string(key));
    let whose = Locus::Field(if certificate.logo.is_some() { "certificate" } else { "brand" });
    certificate_view(certificate, &course.brand, words, templates, |logo| site.media(whose, logo, ""))
}

/// What a certificate says, with its placeholders. `text` and `close` are the theme's own words.
pub(super) fn certificate_view(
    certificate: &Certificate,
    brand: &Brand,
    [text, close]: [String; 2],
    templates: &Templates,
    media: impl FnOnce(&str) -> Option<String>,
) -> Value {
    let (logo, alt) = match &certificate.logo {
        Some(logo) => (Some(logo), None),
        None => (brand.logo.as_ref(), brand.logo_alt.as_ref()),
    };
    json!({
        "title": certificate.title.clone().unwrap_or_else(|| templates.string("certificate-title")),
        "text": certificate.text.clone().unwrap_or(text),
        "close": close,
        "signed_by": certificate.signed_by,
        "logo": logo.and_then(|logo| media(logo)),
        "logo_alt": alt.map_or("", String::as_str),
    })
}

/// The outline as one list; an entry says how many modules end after it.
fn menu_entries(
    outline: &[OutlineEntry],
    depth: usize,
    lesson: &mut usize,
    site: &Site<'_>,
    menu: &mut Vec<Value>,
) {
    for entry in outline {
        match entry {
            OutlineEntry::Module(module) => {
                menu.push(json!({
                    "kind": "module", "depth": depth, "title": module.title, "id": module.id,
                    "href": null, "number": null, "close": [],
                }));
                menu_entries(&module.outline, depth + 1, lesson, site, menu);
                if let Some(Value::Array(close)) = menu.last_mut().and_then(|last| last.get_mut("close")) {
                    close.push(json!(depth));
                }
            }
            OutlineEntry::Lesson(entry) => {
                menu.push(json!({
                    "kind": "lesson", "depth": depth, "title": entry.title, "id": entry.id,
                    "href": site.pages[*lesson], "number": *lesson + 1, "close": [],
                }));
                *lesson += 1;
            }
        }
    }
}

fn config<'s>(site: &'s Site<'_>, sco: &Sco<'s>, templates: &'s Templates) -> Config<'s> {
    let course = site.course;
    let lessons = &site.lessons[sco.lessons.clone()];
    let has_quiz = lessons.iter().any(|lesson| lesson.asks());
    // A lesson without questions that is a SCO of its own cannot be passed; seeing it completes it.
    let rule = if has_quiz || sco.single { course.completion } else { CompletionRule::PagesSeen };
    let lesson_config = |index: usize| LessonConfig {
        id: site.lessons[index].id.as_str(),
        title: &site.lessons[index].title,
        href: &site.pages[index],
        questions: site.lessons[index].questions().map(question_config).collect(),
        activities: site.lessons[index].blocks.iter().filter_map(activity_config).collect(),
        draws: tested::draws(course, site.lessons[index]),
        assessment: tested::assessment(course, site.lessons[index], lessons),
    };
    Config {
        format: 1,
        course: CourseConfig {
            id: course.id.as_str(),
            iri: course.metadata.iri_or_urn(course.id.as_str()),
            title: sco.title,
            language: &course.language,
        },
        layout: if sco.single { "single" } else { "lessons" },
        rule,
        mastery: course.mastery_score.filter(|_| has_quiz),
        fingerprint: fingerprint(course, lessons),
        seeded: tested::is_seeded(course, lessons),
        state_limit: sco.state_limit,
        lessons: sco.lessons.clone().map(lesson_config).collect(),
        banks: tested::drawn(course, lessons).into_iter().map(|(bank, _)| bank_config(bank)).collect(),
        objectives: &course.objectives,
        step: sco.step,
        strings: templates
            .strings()
            .iter()
            .filter(|(key, _)| sco.step.is_some() || !key.starts_with(STEP_TEXTS))
            .filter(|(key, _)| !key.starts_with(PATH_TEXTS))
            .filter_map(|(key, text)| Some((key.as_str(), text.as_str()?)))
            .collect(),
    }
}

fn bank_config(bank: &Bank) -> BankConfig<'_> {
    BankConfig { id: bank.id.as_str(), questions: bank.questions.iter().map(question_config).collect() }
}

pub(super) fn question_config(question: &Question) -> QuestionConfig<'_> {
    let correct = question.correct_response();
    QuestionConfig {
        id: question.id.as_str(),
        kind: question.kind().name(),
        prompt: question::prompt(question, in_short),
        weight: question.weight,
        attempts: question.attempts,
        objectives: &question.objectives,
        scored: question.is_scored(),
        partial: question.credit == Credit::Each,
        bits: BitsConfig { attempts: attempt_bits(question) },
        keeps: question.form().into(),
        correct: (!correct.is_empty()).then_some(correct),
        gaps: gaps(question),
        case_sensitive: question.is_case_sensitive(),
        unit: match &question.body {
            QuestionBody::Numeric { unit, .. } => unit.as_deref(),
            _ => None,
        },
        shuffle: question.is_shuffled(),
        time_limit: question.time_limit,
        hints: question.hints.len(),
    }
}

/// What is accepted in the texts that learners write.
fn gaps(question: &Question) -> Vec<GapConfig<'_>> {
    match &question.body {
        QuestionBody::FillIn { gaps, tolerance, .. } => {
            gaps.iter().map(|gap| GapConfig::of(&gap.answers, *tolerance)).collect()
        }
        QuestionBody::Numeric { answers, .. } => {
            let range = |answer: &NumericAnswer| RangeConfig {
                min: answer.min,
                max: answer.max,
                right: answer.correct,
            };
            let ranges = answers.iter().map(range).collect();
            vec![GapConfig { accepted: Vec::new(), anticipated: Vec::new(), ranges }]
        }
        _ => Vec::new(),
    }
}

/// What a block keeps, and what an ending of a scenario is worth.
fn activity_config(block: &Block) -> Option<ActivityConfig<'_>> {
    let activity = block.activity()?;
    let scored = match block {
        Block::Scenario(scenario) if scenario.is_scored() => Some(scored(scenario)),
        _ => None,
    };
    let (prompt, objectives) = match block {
        Block::Reflection(reflection) => (reflection.prompt.as_str(), [].as_slice()),
        Block::Scenario(scenario) => {
            (scenario.scenes.first().map_or("", |scene| &scene.title), scenario.objectives.as_slice())
        }
        _ => ("", [].as_slice()),
    };
    Some(ActivityConfig {
        id: activity.id.as_str(),
        kind: activity.kind,
        keeps: activity.form.into(),
        prompt: in_short(prompt),
        objectives,
        scored,
    })
}

/// As an LMS takes it beside an answer.
fn in_short(markdown: &str) -> String {
    text::plain(markdown).chars().take(PROMPT_LENGTH).collect()
}

fn scored(scenario: &Scenario) -> ScoredConfig {
    let endings = scenario.scenes.iter().enumerate();
    let endings = endings.filter(|(_, scene)| scene.choices.is_empty());
    ScoredConfig {
        weight: scenario.weight,
        // The first stem of what a scenario keeps names the scene where the learner is.
        endings: endings
            .map(|(index, scene)| (format!("a.{}", letter(index)), scene.score.unwrap_or_default() / 100.0))
            .collect(),
    }
}

/// What the player's script reads. The order of the fields is that of the text, whatever map a JSON library uses.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Config<'s> {
    format: u32,
    course: CourseConfig<'s>,
    layout: &'s str,
    rule: CompletionRule,
    mastery: Option<f64>,
    fingerprint: u32,
    /// Whether anything is left to chance.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    seeded: bool,
    /// Characters that the LMS keeps.
    state_limit: usize,
    lessons: Vec<LessonConfig<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    banks: Vec<BankConfig<'s>>,
    objectives: &'s [Objective],
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<&'s StepOf>,
    strings: BTreeMap<&'s str, &'s str>,
}

#[derive(Serialize)]
struct CourseConfig<'s> {
    id: &'s str,
    iri: String,
    title: &'s str,
    language: &'s str,
}

#[derive(Serialize)]
struct LessonConfig<'s> {
    id: &'s str,
    title: &'s str,
    href: &'s str,
    questions: Vec<QuestionConfig<'s>>,
    activities: Vec<ActivityConfig<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    draws: Vec<DrawConfig<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assessment: Option<AssessmentConfig<'s>>,
}

#[derive(Serialize)]
struct BankConfig<'s> {
    id: &'s str,
    questions: Vec<QuestionConfig<'s>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct QuestionConfig<'s> {
    id: &'s str,
    #[serde(rename = "type")]
    kind: &'static str,
    prompt: String,
    weight: f64,
    attempts: u8,
    objectives: &'s [Id],
    scored: bool,
    partial: bool,
    bits: BitsConfig,
    keeps: Keeps,
    #[serde(skip_serializing_if = "Option::is_none")]
    correct: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gaps: Vec<GapConfig<'s>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    case_sensitive: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'s str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    shuffle: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_limit: Option<u32>,
    hints: usize,
}

#[derive(Serialize)]
struct BitsConfig {
    attempts: u32,
}

#[derive(Serialize)]
struct GapConfig<'s> {
    accepted: Vec<&'s str>,
    anticipated: Vec<&'s str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ranges: Vec<RangeConfig>,
}

impl<'s> GapConfig<'s> {
    fn of(answers: &'s [Answer], tolerance: Option<f64>) -> Self {
        let texts = |correct: bool| {
            let answers = answers.iter().filter(|answer| answer.correct == correct);
            answers.map(|answer| answer.text.trim()).collect()
        };
        let range = |answer: &Answer| {
            let (value, tolerance) = (number(&answer.text)?, tolerance?);
            Some(RangeConfig { min: value - tolerance, max: value + tolerance, right: answer.correct })
        };
        let ranges = answers.iter().filter_map(range).collect();
        Self { accepted: texts(true), anticipated: texts(false), ranges }
    }
}

#[derive(Serialize)]
struct RangeConfig {
    min: f64,
    max: f64,
    right: bool,
}

#[derive(Serialize)]
struct ActivityConfig<'s> {
    id: &'s str,
    kind: &'static str,
    keeps: Keeps,
    #[serde(skip_serializing_if = "String::is_empty")]
    prompt: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    objectives: &'s [Id],
    #[serde(skip_serializing_if = "Option::is_none")]
    scored: Option<ScoredConfig>,
}

#[derive(Serialize)]
struct ScoredConfig {
    weight: f64,
    /// What each ending is worth, from 0 to 1.
    endings: BTreeMap<String, f64>,
}

/// A number over everything that gives the state record its shape: another one means that an old record cannot be read.
fn fingerprint(course: &Course, lessons: &[&Lesson]) -> u32 {
    let question = |it: &Question| format!("  {} {} {:?}\n", it.id, attempt_bits(it), it.form());
    let (asked, shared) = tested::shape(course, lessons, question);
    let mut shape = String::new();
    for (lesson, asked) in lessons.iter().zip(asked) {
        shape.push_str(&format!("{}\n{asked}", lesson.id));
        for activity in lesson.blocks.iter().filter_map(Block::activity) {
            shape.push_str(&format!("  {} {:?}\n", activity.id, activity.form));
        }
    }
    shape.push_str(&shared);
    crc32fast::hash(shape.as_bytes()) & 0x00FF_FFFF
}
