//! What the templates of asked kinds get beside what all questions have.

use serde_json::{Value, json};

use super::marks;
use crate::model::{Answer, Gap, NumericAnswer, Question, QuestionBody, Step, letter, number};
use crate::render::page::Page;
use crate::render::templates::Templates;
use crate::render::text;

/// What the kind adds to the view of its template.
pub(super) fn view(
    question: &Question,
    page: &mut Page<'_, '_>,
    templates: &Templates,
) -> Vec<(&'static str, Value)> {
    match &question.body {
        QuestionBody::FillIn { gaps, tolerance, .. } if gaps.len() > 1 => {
            let gaps = gap_views(question, gaps, *tolerance, page, templates);
            let prompt = text::blocks(&marks::hidden(&question.prompt), page);
            let hint = json!(templates.string("hint-fill-in-gaps"));
            vec![("cloze", cloze(&prompt, gaps.clone())), ("gaps", json!(gaps)), ("hint", hint)]
        }
        QuestionBody::FillIn { gaps, tolerance, .. } => {
            vec![("gaps", json!(gap_views(question, gaps, *tolerance, page, templates)))]
        }
        QuestionBody::Numeric { answers, unit } => {
            let answers: Vec<_> = answers.iter().enumerate().map(|it| range_view(it, page)).collect();
            vec![("answers", json!(answers)), ("unit", json!(unit))]
        }
        QuestionBody::Likert { points } => {
            let points = points.iter().enumerate();
            let points = points.map(
                |(index, point)| json!({ "id": letter(index), "content_html": text::inline(point, page) }),
            );
            vec![("points", points.collect())]
        }
        QuestionBody::LongAnswer { max, sample } => {
            let sample = sample.as_ref().map(|sample| text::blocks(sample, page));
            let room = templates.string("question-room").replace("{count}", &max.to_string());
            vec![("max", json!(max)), ("sample_html", json!(sample)), ("room", json!(room))]
        }
        QuestionBody::Performance { steps } => {
            let steps = steps.iter().enumerate().map(|it| step_view(it, steps.len(), page, templates));
            vec![("steps", steps.collect())]
        }
        _ => Vec::new(),
    }
}

/// The prompt's HTML and the gaps in it, by turns: a part of the text, then the gap that follows it.
fn cloze(prompt: &str, gaps: Vec<Value>) -> Value {
    let mut texts = prompt.split(marks::HIDDEN);
    let mut parts = Vec::with_capacity(gaps.len() + 1);
    for gap in gaps {
        parts.push(json!({ "html": texts.next().unwrap_or_default(), "gap": gap }));
    }
    parts.push(json!({ "html": texts.collect::<String>(), "gap": null }));
    json!(parts)
}

fn gap_views(
    question: &Question,
    gaps: &[Gap],
    tolerance: Option<f64>,
    page: &mut Page<'_, '_>,
    templates: &Templates,
) -> Vec<Value> {
    let label = templates.string("question-gap").replace("{count}", &gaps.len().to_string());
    let lengths = super::lengths(question);
    let mut views = Vec::with_capacity(gaps.len());
    for (index, gap) in gaps.iter().enumerate() {
        views.push(json!({
            "index": index,
            "label": label.replace("{number}", &(index + 1).to_string()),
            "length": lengths.get(index),
            "width": width(gap),
            "answers": gap_answers(gap, tolerance, page),
        }));
    }
    views
}

/// How wide a gap is shown, in characters: what fits says little of the answer, so there are three widths.
fn width(gap: &Gap) -> u32 {
    match gap.answers.iter().map(|answer| answer.text.trim().chars().count()).max().unwrap_or(0) {
        0..=6 => 8,
        7..=14 => 16,
        _ => 26,
    }
}

/// The answers of a gap that the learner is told something about. A number is met by its place among the numbers.
fn gap_answers(gap: &Gap, tolerance: Option<f64>, page: &mut Page<'_, '_>) -> Vec<Value> {
    let mut ranges = 0..;
    let mut view = |answer: &Answer| {
        let is_range = tolerance.is_some() && number(&answer.text).is_some();
        json!({
            "text": answer.text.trim(),
            "range": is_range.then(|| ranges.next()).flatten(),
            "feedback_html": answer.feedback.as_ref().map(|feedback| text::blocks(feedback, page)),
        })
    };
    gap.answers.iter().map(&mut view).collect()
}

fn range_view((index, answer): (usize, &NumericAnswer), page: &mut Page<'_, '_>) -> Value {
    json!({
        "range": index, "min": answer.min, "max": answer.max,
        "feedback_html": answer.feedback.as_ref().map(|feedback| text::blocks(feedback, page)),
    })
}

/// The first paragraph is the heading of a step; what follows it says more.
fn step_view(
    (index, step): (usize, &Step),
    count: usize,
    page: &mut Page<'_, '_>,
    templates: &Templates,
) -> Value {
    let (title, more) = step.title.split_once("\n\n").unwrap_or((&step.title, ""));
    let label = templates.string("question-step").replace("{count}", &count.to_string());
    let mut action = |(place, action): (usize, &Answer)| {
        json!({
            "id": format!("{}.{}", letter(index), letter(place)),
            "content_html": text::inline(&action.text, page),
            "feedback_html": action.feedback.as_ref().map(|feedback| text::blocks(feedback, page)),
        })
    };
    let actions: Vec<_> = step.actions.iter().enumerate().map(&mut action).collect();
    json!({
        "id": letter(index),
        "label": label.replace("{number}", &(index + 1).to_string()),
        "title_html": text::inline(title, page),
        "text_html": (!more.trim().is_empty()).then(|| text::blocks(more, page)),
        "actions": actions,
    })
}
