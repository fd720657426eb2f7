//! Footnotes: marks in the text, and the notes at the end of the page, numbered in the order in which the text uses them.

use pulldown_cmark::{BrokenLink, CowStr, LinkType};
use serde_json::{Value, json};

use super::page::{Page, Site};
use super::{rules, text};
use crate::diagnostic::Diagnostic;
use crate::model::Locus;

/// The footnotes of the page that is being made.
#[derive(Default)]
pub(super) struct Notes {
    /// In the order of their numbers.
    used: Vec<Used>,
    /// Whether a note is being written into the text itself.
    in_note: bool,
}

struct Used {
    /// Its place among the lesson's footnotes.
    footnote: usize,
    /// The block that uses it first.
    block: usize,
    /// How often the text refers to it.
    marks: usize,
}

/// For Markdown, `[^1]` is a link that is defined nowhere, and `[^1][^2]` is another one. Gives what stands for the address.
pub(super) fn found<'m>(link: &BrokenLink<'m>, markdown: &str) -> Option<(CowStr<'m>, CowStr<'m>)> {
    let written = markdown.get(link.span.clone())?;
    let may_be = matches!(link.link_type, LinkType::Shortcut | LinkType::Reference);
    (may_be && labels(written).is_some()).then(|| (written.to_owned().into(), "".into()))
}

/// The names in `[^1]` or `[^1][^2]`.
fn labels(written: &str) -> Option<Vec<&str>> {
    let inside = written.strip_prefix("[^")?.strip_suffix(']')?;
    let labels: Vec<_> = inside.split("][^").collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    labels.iter().all(is_label).then_some(labels)
}

/// Whether a link is one that [`found`] has found.
pub(super) fn is_mark(kind: LinkType, address: &str) -> bool {
    matches!(kind, LinkType::ShortcutUnknown | LinkType::ReferenceUnknown) && labels(address).is_some()
}

/// The marks for a link that [`found`] has found.
pub(super) fn marks(kind: LinkType, address: &str, page: &mut Page<'_, '_>) -> Option<String> {
    if !is_mark(kind, address) {
        return None;
    }
    Some(labels(address)?.into_iter().map(|label| mark(label, page)).collect())
}

fn mark(label: &str, page: &mut Page<'_, '_>) -> String {
    let lesson = page.site.lessons[page.lesson];
    // A question of a bank and a term of the glossary stand on many pages, and have none of their notes.
    let notes = if page.drawn.is_some() { &[][..] } else { &lesson.footnotes };
    let Some(footnote) = notes.iter().position(|note| note.label == label) else {
        let known: Vec<_> = notes.iter().map(|note| format!("`[^{}]`", note.label)).collect();
        let help = match known.is_empty() {
            true => format!("write the note anywhere in the lesson: `[^{label}]: The note.`"),
            false => {
                format!("the lesson has {}; if no footnote is meant, write `\\[^{label}]`", known.join(", "))
            }
        };
        page.find(&rules::FOOTNOTE_UNKNOWN, format!("there is no footnote `[^{label}]`"), Some(help));
        return String::new();
    };
    if page.root != Page::ROOT {
        // Questions of an LMS's own quiz have no page whose end could hold the note.
        // A note inside such a note could go on for ever.
        if std::mem::replace(&mut page.site.notes.in_note, true) {
            return String::new();
        }
        let note = text::inline(&lesson.footnotes[footnote].markdown, page);
        page.site.notes.in_note = false;
        return format!(" ({note})");
    }
    let (number, count) = page.site.notes.touch(footnote, page.block);
    let name = page.site.words.footnote.replace("{number}", &number.to_string());
    format!(
        "<sup class=\"cw-note-mark\"><a href=\"#{}\" id=\"{}\" role=\"doc-noteref\" aria-label=\"{}\">{number}</a></sup>",
        note_id(number),
        mark_id(number, count),
        handlebars::html_escape(&name)
    )
}

fn note_id(number: usize) -> String {
    format!("cw-note-{number}")
}

fn mark_id(number: usize, count: usize) -> String {
    format!("cw-note-mark-{number}-{count}")
}

impl Notes {
    /// The number of a footnote, and how many marks it has with this one.
    fn touch(&mut self, footnote: usize, block: usize) -> (usize, usize) {
        let index = self.used.iter().position(|used| used.footnote == footnote).unwrap_or_else(|| {
            self.used.push(Used { footnote, block, marks: 0 });
            self.used.len() - 1
        });
        self.used[index].marks += 1;
        (index + 1, self.used[index].marks)
    }
}

/// The notes of a lesson whose blocks have been rendered, and afterwards none: the next page begins anew.
pub(super) fn list(site: &mut Site<'_>, index: usize) -> Vec<Value> {
    let lesson = site.lessons[index];
    let mut notes = Vec::new();
    // A note may use further notes.
    while let Some(used) = site.notes.used.get(notes.len()) {
        let (footnote, block) = (used.footnote, used.block);
        let mut page = Page { site, lesson: index, block, drawn: None, root: Page::ROOT.into() };
        notes.push(text::blocks(&lesson.footnotes[footnote].markdown, &mut page));
    }
    report_unused(site, index);
    let used = std::mem::take(&mut site.notes.used);
    let view = |(number, (html, used)): (usize, (String, Used))| {
        let number = number + 1;
        let back: Vec<_> = (1..=used.marks).map(|count| mark_id(number, count)).collect();
        let label = site.words.footnote_back.replace("{number}", &number.to_string());
        let back: Vec<_> =
            back.iter().map(|id| json!({ "href": format!("#{id}"), "label": label })).collect();
        json!({ "id": note_id(number), "content_html": html, "back": back })
    };
    notes.into_iter().zip(used).enumerate().map(view).collect()
}

fn report_unused(site: &mut Site<'_>, lesson: usize) {
    // Questions stand elsewhere, and may use the others.
    if site.form == super::Form::Pages {
        return;
    }
    let footnotes = &site.lessons[lesson].footnotes;
    let is_used = |footnote| site.notes.used.iter().any(|used| used.footnote == footnote);
    let unused = footnotes.iter().enumerate().filter(|(footnote, _)| !is_used(*footnote));
    let findings = unused.map(|(footnote, note)| {
        let message = format!("nothing refers to the footnote `[^{}]`", note.label);
        let finding = Diagnostic::new(&rules::FOOTNOTE_UNUSED, message);
        let finding = finding.subject(format!("lesson `{}`", site.lessons[lesson].id));
        (Locus::Footnote { lesson, footnote }, finding)
    });
    let findings: Vec<_> = findings.collect();
    site.findings.extend(findings);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_alone_has_no_marks() {
        assert_eq!(text::plain("Trust[^1] grows[^2][^3] in [time](x.md) [^."), "Trust grows in time [^.");
    }

    #[test]
    fn only_what_could_be_a_name_is_one() {
        assert_eq!(labels("[^1]"), Some(vec!["1"]));
        assert_eq!(labels("[^1][^b-c]"), Some(vec!["1", "b-c"]));
        for text in ["[1]", "[^]", "[^a b]", "[^ä!]", "[^a][b]", "[a][^b]"] {
            assert_eq!(labels(text), None, "{text}");
        }
    }
}
