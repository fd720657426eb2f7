//! Authors' Markdown and raw HTML as safe HTML.

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::formula::{self, Display};
use super::page::Page;
use super::{footnotes, highlight, html, own, rules};
use crate::model::{markdown_options, with_money_marked, with_money_shown};

/// Markdown as HTML blocks.
pub(super) fn blocks(markdown: &str, page: &mut Page<'_, '_>) -> String {
    let marked = with_money_marked(markdown);
    let mut writer =
        Writer { page, events: Vec::new(), own: Vec::new(), links: Vec::new(), code: None, raw_html: false };
    writer.read(&marked);
    let (events, own, raw_html) = (writer.events, writer.own, writer.raw_html);
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut out, events.into_iter());
    let out = if raw_html { html::safe(&out, page) } else { out.trim_end().to_owned() };
    own::put_in(&out, &own)
}

/// Turns events into those that become HTML as it is shown.
struct Writer<'w, 's, 'c, 'e> {
    page: &'w mut Page<'s, 'c>,
    events: Vec<Event<'e>>,
    /// Pieces of HTML that are not the author's.
    own: Vec<String>,
    /// How each open link ends.
    links: Vec<&'static str>,
    /// The language and the text of a block of code that is not over.
    code: Option<(Option<String>, String)>,
    raw_html: bool,
}

impl<'e> Writer<'_, '_, '_, 'e> {
    fn read(&mut self, markdown: &'e str) {
        let (mut image_depth, mut is_open) = (0usize, false);
        let mut in_mark = false;
        let note = |link: BrokenLink<'e>| footnotes::found(&link, markdown);
        let parser = Parser::new_with_broken_link_callback(markdown, markdown_options(), Some(note));
        for (event, range) in parser.into_offset_iter() {
            match event {
                Event::End(TagEnd::Link) if in_mark => in_mark = false,
                _ if in_mark => continue,
                Event::Start(Tag::Link { link_type, ref dest_url, .. })
                    if image_depth == 0
                        && let Some(marks) = footnotes::marks(link_type, dest_url, self.page) =>
                {
                    in_mark = true;
                    let marks = self.own(marks);
                    self.events.push(marks);
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    image_depth += 1;
                    let message =
                        format!("the picture `{}` stands inside a text", with_money_shown(&dest_url));
                    self.page.find(&rules::INLINE_IMAGE, message, None);
                }
                Event::End(TagEnd::Image) => image_depth = image_depth.saturating_sub(1),
                _ if image_depth > 0 => {}
                event => self.event(event),
            }
            if let Some(begin) = formula::left_open(markdown, range) {
                // The second `$$` is the end that the author meant.
                let is_end = is_open && begin == "$$";
                is_open = begin == "$$" && !is_open;
                if !is_end {
                    formula::report_left_open(&begin, self.page);
                }
            }
        }
    }

    fn event(&mut self, event: Event<'e>) {
        let event = match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some((language, String::new()));
                return;
            }
            Event::End(TagEnd::CodeBlock) => {
                let (language, code) = self.code.take().unwrap_or_default();
                self.own(code_html(language.as_deref(), &code))
            }
            Event::Text(text) if self.code.is_some() => {
                if let Some((_, code)) = &mut self.code {
                    code.push_str(&with_money_shown(&text));
                }
                return;
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let (open, close) = link(link_type, &with_money_shown(&dest_url), self.page);
                self.links.push(close);
                Event::Html(open.into())
            }
            Event::End(TagEnd::Link) => Event::Html(self.links.pop().unwrap_or_default().into()),
            Event::InlineMath(latex) => {
                let formula = formula::html(&with_money_shown(&latex), Display::Inline, self.page);
                self.own(formula)
            }
            Event::DisplayMath(latex) => {
                let formula = formula::html(&with_money_shown(&latex), Display::Block, self.page);
                self.own(formula)
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                self.raw_html = true;
                Event::Html(shown(text))
            }
            Event::Text(text) => Event::Text(shown(text)),
            Event::Code(text) => Event::Code(shown(text)),
            other => other,
        };
        self.events.push(event);
    }

    /// HTML that no cleaning of the author's may touch.
    fn own(&mut self, html: String) -> Event<'e> {
        self.own.push(html);
        Event::InlineHtml(own::place(self.own.len() - 1).into())
    }
}

/// A block of code inside other text. One that is a block of the lesson has a template.
fn code_html(language: Option<&str>, code: &str) -> String {
    let class = language.map(|language| format!(" class=\"language-{}\"", handlebars::html_escape(language)));
    format!("<pre><code{}>{}</code></pre>\n", class.unwrap_or_default(), highlight::html(language, code))
}

fn shown(text: CowStr<'_>) -> CowStr<'_> {
    match with_money_shown(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(shown) => shown.into(),
    }
}

/// Markdown for places that hold a line of text: a single paragraph comes without its `<p>`.
pub(super) fn inline(markdown: &str, page: &mut Page<'_, '_>) -> String {
    let html = blocks(markdown, page);
    match html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => html,
    }
}

/// The text alone, in one line; formulas as they are written, and no marks of footnotes.
pub(super) fn plain(markdown: &str) -> String {
    plain_of_marked(&with_money_marked(markdown))
}

fn plain_of_marked<'m>(markdown: &'m str) -> String {
    let mut out = String::new();
    let note = |link: BrokenLink<'m>| footnotes::found(&link, markdown);
    let mut in_mark = false;
    for event in Parser::new_with_broken_link_callback(markdown, markdown_options(), Some(note)) {
        match event {
            Event::Start(Tag::Link { link_type, ref dest_url, .. }) => {
                in_mark = footnotes::is_mark(link_type, dest_url);
            }
            Event::End(TagEnd::Link) => in_mark = false,
            _ if in_mark => {}
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                out.push_str(&with_money_shown(&text));
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                out.push(' ');
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
