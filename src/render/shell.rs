//! The shell: the page that an LMS launches, and the configuration that its script reads.

use serde_json::{Map, Value, json};

use super::lesson::{option_id, question_word};
use super::page::Site;
use super::state::{self, QuestionBits};
use super::templates::Templates;
use super::text;
use crate::error::Error;
use crate::model::{CompletionRule, Lesson, OutlineEntry, Question, QuestionKind};

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
}

pub(super) fn render(site: &Site<'_>, sco: &Sco<'_>, templates: &mut Templates) -> Result<String, Error> {
    let lessons = &site.lessons[sco.lessons.clone()];
    let first = sco.lessons.start;
    let config = config(site, sco, templates);
    // `<` begins nothing in JSON, so this keeps </script> out of the page without changing a value.
    let config = config.to_string().replace('<', "\\u003c");
    let mut menu = Vec::new();
    if sco.single {
        menu_entries(&site.course.outline, 1, &mut 0, site, &mut menu);
    }
    let view = json!({
        "page_title": sco.title,
        "config_json": config,
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

fn config(site: &Site<'_>, sco: &Sco<'_>, templates: &Templates) -> Value {
    let course = site.course;
    let lessons = &site.lessons[sco.lessons.clone()];
    let has_quiz = lessons.iter().any(|lesson| lesson.questions().next().is_some());
    // A lesson without questions that is a SCO of its own cannot be passed; seeing it completes it.
    let rule = if has_quiz || sco.single { course.completion } else { CompletionRule::PagesSeen };
    let lesson_configs: Vec<_> =
        sco.lessons.clone().map(|index| lesson_config(site.lessons[index], &site.pages[index])).collect();
    json!({
        "format": 1,
        "course": { "id": course.id, "title": sco.title, "language": course.language },
        "layout": if sco.single { "single" } else { "lessons" },
        "rule": match rule {
            CompletionRule::PagesSeen => "pages-seen",
            CompletionRule::QuizPassed => "quiz-passed",
            CompletionRule::Either => "either",
            CompletionRule::Both => "both",
        },
        "mastery": course.mastery_score.filter(|_| has_quiz),
        "fingerprint": fingerprint(lessons),
        "stateLimit": sco.state_limit,
        "lessons": lesson_configs,
        "objectives": course.objectives.iter().map(|o| json!({ "id": o.id, "title": o.title })).collect::<Vec<_>>(),
        "strings": templates.strings(),
    })
}

fn lesson_config(lesson: &Lesson, href: &str) -> Value {
    let questions: Vec<_> = lesson.questions().map(question_config).collect();
    json!({ "id": lesson.id, "title": lesson.title, "href": href, "questions": questions })
}

fn question_config(question: &Question) -> Value {
    let bits = QuestionBits::of(question);
    let ids = |correct_only: bool| -> Vec<String> {
        let answers =
            question.answers.iter().enumerate().filter(|(_, answer)| !correct_only || answer.correct);
        answers.map(|(index, _)| option_id(question.kind, index)).collect()
    };
    let texts = |correct: bool| -> Vec<&str> {
        question.answers.iter().filter(|a| a.correct == correct).map(|a| a.text.trim()).collect()
    };
    let mut config = Map::new();
    let mut set = |key: &str, value: Value| config.insert(key.to_owned(), value);
    set("id", json!(question.id));
    set("type", json!(question_word(question.kind)));
    set("prompt", json!(text::plain(&question.prompt).chars().take(PROMPT_LENGTH).collect::<String>()));
    set("weight", json!(question.weight));
    set("attempts", json!(question.attempts));
    set("objectives", json!(question.objectives));
    set("bits", json!({ "attempts": bits.attempts, "answer": bits.answer }));
    if question.kind == QuestionKind::FillIn {
        set("accepted", json!(texts(true)));
        set("anticipated", json!(texts(false)));
        set("caseSensitive", json!(question.case_sensitive));
        set("maxLength", json!(state::max_length(question)));
    } else {
        set("options", json!(ids(false)));
        set("correct", json!(ids(true)));
    }
    Value::Object(config)
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
