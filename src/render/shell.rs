//! The shell: the page that an LMS launches, and the configuration that its script reads.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::lesson::{option_id, question_word};
use super::page::Site;
use super::state::{self, QuestionBits};
use super::templates::Templates;
use super::text;
use crate::error::Error;
use crate::model::{Answer, CompletionRule, Id, Lesson, Objective, OutlineEntry, Question, QuestionKind};

/// LMSs must take a description of an interaction of 250 characters (SCORM 2004 RTE §4.2.9).
const PROMPT_LENGTH: usize = 250;

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
}

pub(super) fn render(site: &Site<'_>, sco: &Sco<'_>, templates: &mut Templates) -> Result<String, Error> {
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
        "first_href": site.pages[first],
        "first_title": site.lessons[first].title,
        "menu": menu,
        "has_quiz": lessons.iter().any(|lesson| lesson.questions().next().is_some()),
        "mastery": site.course.mastery_score,
        "lesson_count": lessons.len(),
    });
    templates.render("shell", view)
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
    let has_quiz = lessons.iter().any(|lesson| lesson.questions().next().is_some());
    // A lesson without questions that is a SCO of its own cannot be passed; seeing it completes it.
    let rule = if has_quiz || sco.single { course.completion } else { CompletionRule::PagesSeen };
    let lesson_config = |index: usize| LessonConfig {
        id: site.lessons[index].id.as_str(),
        title: &site.lessons[index].title,
        href: &site.pages[index],
        questions: site.lessons[index].questions().map(question_config).collect(),
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
        fingerprint: fingerprint(lessons),
        state_limit: sco.state_limit,
        lessons: sco.lessons.clone().map(lesson_config).collect(),
        objectives: &course.objectives,
        strings: templates
            .strings()
            .iter()
            .filter_map(|(key, text)| Some((key.as_str(), text.as_str()?)))
            .collect(),
    }
}

fn question_config(question: &Question) -> QuestionConfig<'_> {
    let is_text = question.kind == QuestionKind::FillIn;
    let ids = |answers: &mut dyn Iterator<Item = (usize, &Answer)>| -> Vec<String> {
        answers.map(|(index, _)| option_id(question.kind, index)).collect()
    };
    let mut all = question.answers.iter().enumerate();
    let mut right = question.answers.iter().enumerate().filter(|(_, answer)| answer.correct);
    let texts = |correct: bool| -> Vec<&str> {
        question
            .answers
            .iter()
            .filter(|answer| answer.correct == correct)
            .map(|answer| answer.text.trim())
            .collect()
    };
    let bits = QuestionBits::of(question);
    QuestionConfig {
        id: question.id.as_str(),
        kind: question_word(question.kind),
        prompt: text::plain(&question.prompt).chars().take(PROMPT_LENGTH).collect(),
        weight: question.weight,
        attempts: question.attempts,
        objectives: &question.objectives,
        bits: BitsConfig { attempts: bits.attempts, answer: bits.answer },
        options: (!is_text).then(|| ids(&mut all)),
        correct: (!is_text).then(|| ids(&mut right)),
        accepted: is_text.then(|| texts(true)),
        anticipated: is_text.then(|| texts(false)),
        case_sensitive: is_text.then_some(question.case_sensitive),
        max_length: is_text.then(|| state::max_length(question)),
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
    /// Characters that the LMS keeps.
    state_limit: usize,
    lessons: Vec<LessonConfig<'s>>,
    objectives: &'s [Objective],
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
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuestionConfig<'s> {
    id: &'s str,
    #[serde(rename = "type")]
    kind: &'static str,
    prompt: String,
    weight: f64,
    attempts: u8,
    objectives: &'s [Id],
    bits: BitsConfig,
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    correct: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Vec<&'s str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    anticipated: Option<Vec<&'s str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case_sensitive: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_length: Option<u32>,
}

#[derive(Serialize)]
struct BitsConfig {
    attempts: u32,
    answer: u32,
}

/// A number over everything that gives the state record its shape: another one means that an old record cannot be read.
fn fingerprint(lessons: &[&Lesson]) -> u32 {
    let mut shape = String::new();
    for lesson in lessons {
        shape.push_str(&format!("{}\n", lesson.id));
        for question in lesson.questions() {
            let bits = QuestionBits::of(question);
            let kind = question_word(question.kind);
            shape.push_str(&format!(
                "  {} {kind} {} {} {}\n",
                question.id,
                question.answers.len(),
                bits.attempts,
                bits.answer
            ));
        }
    }
    crc32fast::hash(shape.as_bytes()) & 0x00FF_FFFF
}
