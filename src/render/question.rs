//! Questions on a lesson's page.

use serde_json::{Value, json};

use super::page::Page;
use super::templates::Templates;
use super::text;
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
    let hints: Vec<_> = question.hints.iter().map(|hint| text::blocks(hint, page)).collect();
    let mut overall =
        |markdown: &Option<String>| markdown.as_ref().map(|markdown| text::blocks(markdown, page));
    let feedback = json!({
        "correct_html": overall(&question.feedback.correct),
        "partly_html": overall(&question.feedback.partly),
        "incorrect_html": overall(&question.feedback.incorrect),
    });
    let view = json!({
        "id": question.id, "kind": kind,
        "prompt_html": text::inline(&question.prompt, page),
        "hint": templates.string(&format!("hint-{kind}")),
        "label": templates.string("question-label").replace("{number}", &number.to_string()),
        "number": number, "weight": question.weight, "attempts": question.attempts,
        "lengths": lengths(question),
        "scored": question.is_scored(),
        "time_limit": question.time_limit,
        "hints": hints,
        "feedback": feedback,
        "answers": answers,
    });
    (format!("questions/{kind}"), view)
}

/// Characters that each text of the response may have.
fn lengths(question: &Question) -> Vec<u32> {
    match question.form() {
        ResponseForm::Texts(lengths) => lengths,
        _ => Vec::new(),
    }
}
