//! Authors' Markdown and raw HTML as safe HTML.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::html;
use super::page::Page;
use super::rules;

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

/// Markdown as HTML blocks.
pub(super) fn blocks(markdown: &str, page: &mut Page<'_, '_>) -> String {
    let mut raw_html = false;
    let mut events = Vec::new();
    let mut image_depth = 0usize;
    let mut open_links = Vec::new();
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                image_depth += 1;
                let message = format!("the picture `{dest_url}` stands inside a text");
                page.find(&rules::INLINE_IMAGE, message, None);
            }
            Event::End(TagEnd::Image) => image_depth = image_depth.saturating_sub(1),
            _ if image_depth > 0 => {}
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let (open, close) = link(link_type, &dest_url, page);
                open_links.push(close);
                events.push(Event::Html(open.into()));
            }
            Event::End(TagEnd::Link) => {
                events.push(Event::Html(CowStr::from(open_links.pop().unwrap_or_default())))
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                raw_html = true;
                events.push(Event::Html(text));
            }
            other => events.push(other),
        }
    }
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut out, events.into_iter());
    if raw_html { html::safe(&out, page) } else { out.trim_end().to_owned() }
}

/// Markdown for places that hold a line of text: a single paragraph comes without its `<p>`.
pub(super) fn inline(markdown: &str, page: &mut Page<'_, '_>) -> String {
    let html = blocks(markdown, page);
    match html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => html,
    }
}

/// The text alone, in one line.
pub(super) fn plain(markdown: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                out.push(' ')
            }
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn link(kind: LinkType, target: &str, page: &mut Page<'_, '_>) -> (String, &'static str) {
    let target = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
    match page.link(&target) {
        Some(attributes) => (format!("<a {attributes}>"), "</a>"),
        None => (String::new(), ""),
    }
}
