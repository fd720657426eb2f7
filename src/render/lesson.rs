//! Lessons as pages: each block becomes the view that its template gets.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::page::{Page, Site};
use super::templates::Templates;
use super::{Form, highlight, media, slug, state, text};
use crate::error::Error;
use crate::model::{
    Answer, AssessedAnswer, AssessedQuestion, Block, CalloutKind, Captions, ColumnAlign, Question,
    QuestionKind,
};

/// The page of one lesson.
pub(super) fn render(
    site: &mut Site<'_>,
    index: usize,
    modules: &[String],
    templates: &mut Templates,
    shell: Option<&str>,
) -> Result<String, Error> {
    let lesson = site.lessons[index];
    let mut anchors = BTreeSet::new();
    let mut question_number = 0;
    let mut blocks = Vec::with_capacity(lesson.blocks.len());
    for (position, block) in lesson.blocks.iter().enumerate() {
        let mut page = Page { site, lesson: index, block: position, root: Page::ROOT };
        let (template, view) = match block {
            Block::Question(_) if page.site.form == Form::Pages => continue,
            Block::Question(question) => {
                question_number += 1;
                question_view(question, question_number, &mut page, templates)
            }
            block => block_view(block, &mut page, templates, &mut anchors),
        };
        let html = templates.render(&template, view)?;
        let kind = template.rsplit('/').next().unwrap_or_default();
        blocks.push(json!({ "type": kind, "html": html.trim_end() }));
    }
    let objectives: Vec<_> = site
        .course
        .objectives
        .iter()
        .filter(|objective| lesson.objectives.contains(&objective.id))
        .map(|objective| json!({ "id": objective.id, "title": objective.title }))
        .collect();
    let count = site.lessons.len();
    let leads_to = |index: &usize| site.linked && site.form.has_page(site.lessons[*index]);
    let neighbour = |index: Option<usize>| {
        let index = index?;
        let page = site.pages[index].rsplit('/').next()?;
        Some(json!({ "id": site.lessons[index].id, "href": page, "title": site.lessons[index].title }))
    };
    let position = templates.string("lesson-position");
    let position =
        position.replace("{number}", &(index + 1).to_string()).replace("{count}", &count.to_string());
    let view = json!({
        "page_title": format!("{} – {}", lesson.title, site.course.title),
        "lesson": {
            "id": lesson.id, "title": lesson.title, "number": index + 1, "count": count, "position": position,
            "objectives": objectives,
        },
        "module_titles": modules,
        "blocks": blocks,
        "previous": neighbour((0..index).rev().find(leads_to)),
        "next": neighbour((index + 1..count).find(leads_to)),
        "shell_href": shell.map(|shell| format!("{}{shell}", Page::ROOT)),
    });
    templates.render("lesson", view)
}

fn block_view(
    block: &Block,
    page: &mut Page<'_, '_>,
    templates: &Templates,
    anchors: &mut BTreeSet<String>,
) -> (String, Value) {
    let (name, view) = match block {
        Block::Text { markdown } => ("text", json!({ "content_html": text::blocks(markdown, page) })),
        Block::Heading { level, text } => {
            let id = anchor(&text::plain(text), anchors);
            ("heading", json!({ "level": level, "id": id, "content_html": text::inline(text, page) }))
        }
        Block::Image { src, alt, decorative, caption } => {
            let caption = caption.as_ref().map(|caption| text::inline(caption, page));
            let alt = if *decorative { "" } else { alt };
            let src = page.media(src);
            let view = json!({ "src": src, "alt": alt, "decorative": decorative, "caption_html": caption, "width": null, "height": null });
            ("image", view)
        }
        Block::Audio { src, title, captions, transcript } => {
            ("audio", recording(src, title, captions, transcript.as_deref(), None, page))
        }
        Block::Video { src, title, poster, captions, transcript } => {
            ("video", recording(src, title, captions, transcript.as_deref(), poster.as_deref(), page))
        }
        Block::Quote { markdown, by } => {
            ("quote", json!({ "content_html": text::blocks(markdown, page), "by": by }))
        }
        Block::Callout { kind, title, markdown } => {
            let kind = callout_word(*kind);
            let title = title.clone().unwrap_or_else(|| templates.string(&format!("callout-{kind}")));
            ("callout", json!({ "kind": kind, "title": title, "content_html": text::blocks(markdown, page) }))
        }
        Block::List { ordered, items } => {
            let items: Vec<_> =
                items.iter().map(|item| json!({ "content_html": text::inline(item, page) })).collect();
            ("list", json!({ "ordered": ordered, "items": items }))
        }
        Block::Table { caption, align, header, rows } => {
            ("table", table(caption.as_deref(), align, header, rows, page))
        }
        Block::Code { language, code } => {
            let html = highlight::html(language.as_deref(), code);
            ("code", json!({ "language": language, "caption": null, "code": code, "code_html": html }))
        }
        Block::Download { src, label, description } => {
            let size = media::size_text(page.site.course.origin.media(src).as_ref());
            let href = page.media(src);
            let file_name =
                href.as_deref().and_then(|href| href.rsplit('/').next()).unwrap_or_default().to_owned();
            let view = json!({
                "href": href, "file_name": file_name, "label": label, "size": size,
                "kind": media::extension(src).to_uppercase(),
                "description_html": description.as_ref().map(|text| text::blocks(text, page)),
            });
            ("download", view)
        }
        Block::Html { html } => ("html", json!({ "content_html": super::html::safe(html, page) })),
        Block::Divider | Block::Question(_) => ("divider", json!({})),
    };
    (format!("blocks/{name}"), view)
}

fn anchor(heading: &str, anchors: &mut BTreeSet<String>) -> String {
    let wanted = slug::slug(heading);
    let mut anchor = wanted.clone();
    let mut count = 1;
    while !anchors.insert(anchor.clone()) {
        count += 1;
        anchor = format!("{wanted}-{count}");
    }
    anchor
}

fn callout_word(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Note => "note",
        CalloutKind::Tip => "tip",
        CalloutKind::Warning => "warning",
        CalloutKind::Example => "example",
    }
}

fn recording(
    src: &str,
    title: &str,
    captions: &[Captions],
    transcript: Option<&str>,
    poster: Option<&str>,
    page: &mut Page<'_, '_>,
) -> Value {
    let course_language = page.site.course.language.clone();
    let captions: Vec<_> = captions
        .iter()
        .enumerate()
        .map(|(index, track)| {
            let language = track.language.as_deref().unwrap_or(&course_language);
            json!({ "src": page.media(&track.src), "language": language, "label": language, "default": index == 0 })
        })
        .collect();
    json!({
        "src": page.media(src), "media_type": media::media_type(src), "title": title, "captions": captions,
        "poster": poster.and_then(|poster| page.media(poster)),
        "transcript_html": transcript.map(|transcript| text::blocks(transcript, page)),
    })
}

fn table(
    caption: Option<&str>,
    align: &[ColumnAlign],
    header: &[String],
    rows: &[Vec<String>],
    page: &mut Page<'_, '_>,
) -> Value {
    let mut cells = |row: &[String]| -> Vec<Value> {
        row.iter()
            .enumerate()
            .map(|(column, cell)| {
                let align = match align.get(column).copied().unwrap_or_default() {
                    ColumnAlign::Natural => "",
                    ColumnAlign::Start => "start",
                    ColumnAlign::Center => "center",
                    ColumnAlign::End => "end",
                };
                json!({ "content_html": text::inline(cell, page), "align": align })
            })
            .collect()
    };
    let header = cells(header);
    let rows: Vec<_> = rows.iter().map(|row| cells(row)).collect();
    json!({ "caption": caption, "header": header, "rows": rows })
}

/// The word for a kind in templates, scripts and texts.
pub(super) fn question_word(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Choice => "choice",
        QuestionKind::MultipleResponse => "multiple-response",
        QuestionKind::TrueFalse => "true-false",
        QuestionKind::FillIn => "fill-in",
    }
}

/// What an answer is called in pages, in the state and in reports: one character, as SCORM 1.2 wants it.
pub(super) fn option_id(kind: QuestionKind, index: usize) -> String {
    match (kind, index) {
        (QuestionKind::TrueFalse, 0) => "true".to_owned(),
        (QuestionKind::TrueFalse, _) => "false".to_owned(),
        _ => "abcdefghijklmnopqrstuvwxyz0123456789".chars().nth(index).map(String::from).unwrap_or_default(),
    }
}

/// The questions of a lesson in HTML, for a standard that takes them in its own words.
pub(super) fn assessed(site: &mut Site<'_>, index: usize) -> Vec<AssessedQuestion> {
    let lesson = site.lessons[index];
    let questions = lesson.blocks.iter().enumerate();
    let questions = questions.filter_map(|(position, block)| Some((position, block.as_question()?)));
    let mut assessed = Vec::new();
    for (position, question) in questions {
        let mut page = Page { site, lesson: index, block: position, root: "" };
        let mut answer = |answer: &Answer| AssessedAnswer {
            text: match question.kind {
                QuestionKind::FillIn => answer.text.trim().to_owned(),
                _ => text::inline(&answer.text, &mut page),
            },
            feedback: answer.feedback.as_ref().map(|feedback| text::blocks(feedback, &mut page)),
        };
        let answers = question.answers.iter().map(&mut answer).collect();
        let prompt = text::blocks(&question.prompt, &mut page);
        assessed.push(AssessedQuestion { question: question.clone(), prompt, answers });
    }
    assessed
}

fn question_view(
    question: &Question,
    number: usize,
    page: &mut Page<'_, '_>,
    templates: &Templates,
) -> (String, Value) {
    let kind = question_word(question.kind);
    let mut answer_view = |(index, answer): (usize, &Answer)| {
        json!({
            "id": option_id(question.kind, index),
            "content_html": match question.kind {
                // What learners type is compared with the text as it stands: it is no Markdown.
                QuestionKind::FillIn => handlebars::html_escape(answer.text.trim()),
                _ => text::inline(&answer.text, page),
            },
            "text": answer.text.trim(),
            "feedback_html": answer.feedback.as_ref().map(|feedback| text::blocks(feedback, page)),
        })
    };
    let answers: Vec<_> = question.answers.iter().enumerate().map(&mut answer_view).collect();
    let view = json!({
        "id": question.id, "kind": kind,
        "prompt_html": text::inline(&question.prompt, page),
        "hint": templates.string(&format!("hint-{kind}")),
        "label": templates.string("question-label").replace("{number}", &number.to_string()),
        "number": number, "weight": question.weight, "attempts": question.attempts,
        "max_length": state::max_length(question),
        "answers": answers,
    });
    (format!("questions/{kind}"), view)
}
