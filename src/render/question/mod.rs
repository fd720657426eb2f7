//! Questions on a lesson's page.

use serde_json::{Value, json};

use super::page::Page;
use super::templates::Templates;
use super::text;

mod arranged;
mod asked;
#[cfg(all(test, feature = "source"))]
mod guide;
mod marks;
#[cfg(test)]
mod scores;

pub(super) use marks::prompt;

use crate::model::{Answer, Question, QuestionKind, ResponseForm};

/// A question as the view that its template gets.
pub(super) fn view(
    question: &Question,
    number: usize,
    page: &mut Page<'_, '_>,
    templates: &Templates,
) -> (String, Value) {
    let kind = question.kind().name();
    let mut answer_view = |(index, answer): (usize, &Answer)| {
        json!({
            "id": question.option_id(index),
            "content_html": match question.kind() {
                // What learners type is compared with the text as it stands: it is no Markdown.
                QuestionKind::FillIn => handlebars::html_escape(answer.text.trim()),
                _ => text::inline(&answer.text, page),
            },
            "text": answer.text.trim(),
            "feedback_html": answer.feedback.as_ref().map(|feedback| text::blocks(feedback, page)),
        })
    };
    let answers: Vec<_> = question.answers().iter().enumerate().map(&mut answer_view).collect();
    let hints: Vec<_> =
        question.hints.iter().enumerate().map(|hint| hint_view(hint, page, templates)).collect();
    let mut overall =
        |markdown: &Option<String>| markdown.as_ref().map(|markdown| text::blocks(markdown, page));
    let feedback = json!({
        "correct_html": overall(&question.feedback.correct),
        "partly_html": overall(&question.feedback.partly),
        "incorrect_html": overall(&question.feedback.incorrect),
    });
    let mut view = json!({
        "id": question.id, "kind": kind,
        "prompt_html": prompt(question, |markdown| text::inline(markdown, page)),
        "hint": templates.string(&format!("hint-{kind}")),
        "label": templates.string("question-label").replace("{number}", &number.to_string()),
        "number": number, "weight": question.weight, "attempts": question.attempts,
        "lengths": lengths(question),
        "scored": question.is_scored(),
        "time_limit": question.time_limit,
        "shuffle": question.is_shuffled(),
        "time_rule": question.time_limit.map(|limit| templates.string("question-time").replace("{time}", &minutes(limit))),
        "hints": hints,
        "feedback": feedback,
        "answers": answers,
    });
    let asked = asked::view(question, page, templates);
    for (key, value) in asked.into_iter().chain(arranged::view(question, page, templates)) {
        view[key] = value;
    }
    (format!("questions/{kind}"), view)
}

/// `2:05`.
fn minutes(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn hint_view((index, hint): (usize, &String), page: &mut Page<'_, '_>, templates: &Templates) -> Value {
    let label = templates.string("question-hint").replace("{number}", &(index + 1).to_string());
    json!({ "label": label, "html": text::blocks(hint, page) })
}

/// Characters that each text of the response may have.
fn lengths(question: &Question) -> Vec<u32> {
    match question.form() {
        ResponseForm::Texts(lengths) => lengths,
        _ => Vec::new(),
    }
}
