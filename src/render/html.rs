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
    let html = with_media(html, page);
    let (cleaned, refused) = super::clean::clean(&html, page.own());
    for address in refused {
        let message = format!("`{address}` in raw HTML was taken out: it is no file of the course");
        page.find(&super::rules::HTML_CHANGED, message, None);
    }
    if super::clean::lost_something(&html, &cleaned) {
        page.find(&super::rules::HTML_CHANGED, "elements or attributes in raw HTML were taken out", None);
    }
    cleaned.trim_end().to_owned()
}

#[cfg(not(feature = "sanitise"))]
fn clean(_html: &str, page: &mut Page<'_, '_>) -> String {
    page.find(&super::rules::HTML_NEEDS_FEATURE, "the text holds raw HTML", None);
    String::new()
}
