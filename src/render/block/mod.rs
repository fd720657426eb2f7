//! Each block as the view that its template gets.

mod activities;
mod chart;
mod draw;
mod panels;
mod pictures;
mod scenario;

pub(super) use pictures::picture;

pub(super) use activities::besides;

use serde_json::{Value, json};

use super::page::Page;
use super::slug::Anchors;
use super::templates::Templates;
use super::{highlight, media, question, text};
use crate::error::Error;
use crate::model::{Block, CalloutKind, Captions, ColumnAlign, Question};

/// What a page's blocks are rendered with.
pub(super) struct Blocks<'t> {
    pub(super) templates: &'t mut Templates,
    pub(super) anchors: Anchors,
    /// Questions of this page so far.
    pub(super) questions: usize,
}

impl Blocks<'_> {
    /// A block of a lesson as the lesson's template gets it.
    pub(super) fn render(&mut self, block: &Block, page: &mut Page<'_, '_>) -> Result<Value, Error> {
        let (template, view) = match block {
            Block::Question(question) => self.question(question, page),
            block => block_view(block, page, self)?,
        };
        self.filled(&template, view)
    }

    fn question(&mut self, question: &Question, page: &mut Page<'_, '_>) -> (String, Value) {
        self.questions += 1;
        question::view(question, self.questions, page, self.templates)
    }

    fn filled(&mut self, template: &str, view: Value) -> Result<Value, Error> {
        let html = self.templates.render(template, view)?;
        let kind = template.rsplit('/').next().unwrap_or_default();
        Ok(json!({ "type": kind, "html": html.trim_end() }))
    }

    /// A question of a bank, as HTML.
    fn drawn(&mut self, question: &Question, page: &mut Page<'_, '_>) -> Result<String, Error> {
        let (template, view) = self.question(question, page);
        self.templates.render(&template, view)
    }

    /// Blocks inside of another one, as HTML.
    pub(super) fn inner(&mut self, blocks: &[Block], page: &mut Page<'_, '_>) -> Result<String, Error> {
        let mut html = String::new();
        for block in blocks {
            let rendered = self.render(block, page)?;
            html.push_str(rendered["html"].as_str().unwrap_or_default());
            html.push('\n');
        }
        Ok(html)
    }
}

fn block_view(
    block: &Block,
    page: &mut Page<'_, '_>,
    blocks: &mut Blocks<'_>,
) -> Result<(String, Value), Error> {
    let (name, view) = match block {
        Block::Text { markdown } => ("text", json!({ "content_html": text::blocks(markdown, page) })),
        Block::Heading { level, text } => {
            let id = blocks.anchors.take(&text::plain(text));
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
            let title = title.clone().unwrap_or_else(|| blocks.templates.string(&format!("callout-{kind}")));
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
            let size = media::size_text(page.source(src).as_ref());
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
        Block::Panels(panels) => panels::view(panels, page, blocks)?,
        Block::Columns { columns } => panels::columns(columns, page, blocks)?,
        Block::LabelledImage(image) => pictures::labelled_image(image, page, blocks)?,
        Block::Gallery(gallery) => pictures::gallery(gallery, page),
        Block::BeforeAfter(pair) => pictures::before_after(pair, page),
        Block::Chart(chart) => chart::view(chart),
        Block::Embed(embed) => pictures::embed(embed, page),
        Block::Downloads { files } => pictures::downloads(files, page),
        Block::Checklist(list) => activities::checklist(list, page),
        Block::Continue(gate) => activities::gate(gate, page, blocks),
        Block::Reflection(reflection) => activities::reflection(reflection, page),
        Block::SignOff(sign_off) => activities::sign_off(sign_off, page),
        Block::LiveSession(session) => activities::live_session(session, page, blocks),
        Block::Discussion(discussion) => activities::discussion(discussion, page),
        Block::Scenario(scenario) => scenario::view(scenario, page, blocks)?,
        Block::Draw(draw) => draw::view(draw, page, blocks)?,
        Block::Divider | Block::Question(_) => ("divider", json!({})),
    };
    Ok((format!("blocks/{name}"), view))
}

fn callout_word(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Note => "note",
        CalloutKind::Tip => "tip",
        CalloutKind::Warning => "warning",
        CalloutKind::Example => "example",
    }
}

/// A recording or film as its template gets it.
pub(super) fn recording(
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
    // Where nothing stands above the first column, that column says what each row is about.
    let names_rows = header.first().is_some_and(|cell| cell.trim().is_empty());
    let mut cells = |row: &[String], is_header: bool| -> Vec<Value> {
        row.iter()
            .enumerate()
            .map(|(column, cell)| {
                let align = match align.get(column).copied().unwrap_or_default() {
                    ColumnAlign::Natural => "",
                    ColumnAlign::Start => "start",
                    ColumnAlign::Center => "center",
                    ColumnAlign::End => "end",
                };
                let scope = match (is_header, cell.trim().is_empty()) {
                    (_, true) => None,
                    (true, false) => Some("col"),
                    (false, false) => (names_rows && column == 0).then_some("row"),
                };
                json!({ "content_html": text::inline(cell, page), "align": align, "scope": scope })
            })
            .collect()
    };
    let header = cells(header, true);
    let rows: Vec<_> = rows.iter().map(|row| cells(row, false)).collect();
    json!({ "caption": caption, "header": header, "rows": rows })
}
