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

use crate::model::{Answer, Question, QuestionBody, QuestionKind, ResponseForm};

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
            "content_html": text::inline(&answer.text, page),
            "text": answer.text.trim(),
            "feedback_html": answer.feedback.as_ref().map(|feedback| text::blocks(feedback, page)),
        })
    };
    // Nothing is read twice: each reading counts the marks of footnotes, and tells what is wrong. Texts to type are in `gaps`,
    // and a prompt with gaps in it is in `cloze`.
    let is_typed = question.kind() == QuestionKind::FillIn;
    let answers = if is_typed { &[][..] } else { question.answers() };
    let answers: Vec<_> = answers.iter().enumerate().map(&mut answer_view).collect();
    let prompt = match &question.body {
        QuestionBody::FillIn { gaps, .. } if gaps.len() > 1 => None,
        _ => Some(prompt(question, |markdown| text::inline(markdown, page))),
    };
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
        "prompt_html": prompt,
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

#[cfg(test)]
mod tests {
    use crate::model::{Course, Lesson, MediaSource};
    use crate::render::{Form, Keeper, Plan, Theme, render};

    #[test]
    fn nothing_is_read_twice() {
        let markdown = "Read.\n\n[^1]: A note.\n\n\
            ::: fill-in two\nOne[^1] ____ and ____.\n\n1. - [x] a\n     > See [it](nowhere.md).\n2. - [x] b\n:::\n\n\
            ::: fill-in one\nThree?\n\n- [x] c\n  > See [that](elsewhere.md).\n:::\n";
        let course = Course::builder("c", "C").lesson(Lesson::builder("l", "L").markdown(markdown));
        let plan = Plan {
            form: Form::SingleSco,
            keeper: Keeper::Lms,
            structured_data: None,
            state_limit: 64_000,
            folder: String::new(),
            steps: Vec::new(),
            progress: &mut |_, _| {},
        };
        let rendered = render(&course.build().unwrap(), &Theme::built_in(), plan).unwrap();
        let (_, page) = rendered.files.iter().find(|(name, _)| name == "lessons/l.html").unwrap();
        let MediaSource::Bytes(page) = page else { panic!("it is from memory") };
        let page = String::from_utf8_lossy(page);
        assert_eq!(page.matches("class=\"cw-note-back\"").count(), 1, "one mark, one way back");
        assert!(page.contains("id=\"cw-note-mark-1-1\"") && page.contains("href=\"#cw-note-mark-1-1\""));
        for target in ["nowhere.md", "elsewhere.md"] {
            let told = rendered.report.iter().filter(|finding| finding.message.contains(target));
            assert_eq!(told.count(), 1, "{target}");
        }
    }
}
