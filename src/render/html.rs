//! Authors' raw HTML.

use super::page::Page;
use crate::model::HtmlTrust;

/// HTML that holds something an author wrote as HTML: cleaned, or as it is when the course says that it is trusted.
/// Either way, files of the course that it names are found and carried.
pub(super) fn safe(html: &str, page: &mut Page<'_, '_>) -> String {
    match page.trust() {
        HtmlTrust::Trusted => with_media(html, page),
        HtmlTrust::Sanitised => clean(html, page),
    }
}

/// In trusted HTML, only the values of `src`, `href` and `poster` that name a file of the course are changed.
fn with_media(html: &str, page: &mut Page<'_, '_>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('=') {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        rest = after;
        let name = before[..at].rsplit(|c: char| c.is_whitespace() || c == '<').next().unwrap_or_default();
        let is_address = ["src", "href", "poster"].iter().any(|address| name.eq_ignore_ascii_case(address));
        let Some(quote) = after.chars().next().filter(|c| is_address && matches!(c, '"' | '\'')) else {
            continue;
        };
        let Some(end) = after[1..].find(quote) else { continue };
        let value = &after[1..=end];
        let Some(name) = page.media(value) else { continue };
        out.push(quote);
        out.push_str(&name);
        out.push(quote);
        rest = &after[end + 2..];
    }
    out.push_str(rest);
    out.trim_end().to_owned()
}

#[cfg(feature = "sanitise")]
fn clean(html: &str, page: &mut Page<'_, '_>) -> String {
    use std::borrow::Cow;
    use std::sync::{Arc, Mutex, PoisonError};

    use super::rules;

    let html = with_media(html, page);
    let dropped = Arc::new(Mutex::new(Vec::new()));
    let (pages, refused) = (page.addresses(), Arc::clone(&dropped));
    let cleaned = ammonia::Builder::default()
        .add_tags([
            "figure",
            "figcaption",
            "details",
            "summary",
            "audio",
            "video",
            "source",
            "track",
            "section",
        ])
        .add_tag_attributes("audio", ["controls", "src", "preload"])
        .add_tag_attributes("video", ["controls", "src", "preload", "poster", "width", "height"])
        .add_tag_attributes("source", ["src", "type"])
        .add_tag_attributes("track", ["src", "kind", "srclang", "label", "default"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("a", ["data-go", "target"])
        .add_generic_attributes(["role", "dir"])
        .add_generic_attribute_prefixes(["aria-"])
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(move |element, attribute, value| {
            let is_link = element == "a" && attribute == "href";
            let is_own = value.starts_with("../media/");
            // A link may lead to the web; what is loaded with the page may not come from there.
            let page = value.split('#').next().unwrap_or_default();
            let leads_on = value.starts_with('#') || value.contains(':') || pages.contains(page);
            if is_own || is_link && leads_on || !is_link && !matches!(attribute, "src" | "poster") {
                return Some(Cow::Borrowed(value));
            }
            refused.lock().unwrap_or_else(PoisonError::into_inner).push(value.to_owned());
            None
        })
        .clean(&html)
        .to_string();
    for value in dropped.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        page.find(
            &rules::HTML_CHANGED,
            format!("`{value}` in raw HTML was taken out: it is no file of the course"),
            None,
        );
    }
    if tags(&cleaned) < tags(&html) {
        page.find(&rules::HTML_CHANGED, "elements in raw HTML were taken out", None);
    }
    cleaned.trim_end().to_owned()
}

/// How many elements begin in a piece of HTML.
#[cfg(feature = "sanitise")]
fn tags(html: &str) -> usize {
    html.as_bytes().windows(2).filter(|pair| pair[0] == b'<' && pair[1].is_ascii_alphabetic()).count()
}

#[cfg(not(feature = "sanitise"))]
fn clean(_html: &str, page: &mut Page<'_, '_>) -> String {
    page.find(&super::rules::HTML_NEEDS_FEATURE, "the text holds raw HTML", None);
    String::new()
}
