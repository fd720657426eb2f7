//! The glossary: a page of its own with all terms, and a definition on each page that uses one.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::page::{Page, Site};
use super::templates::Templates;
use super::{Form, rules, text};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::Locus;

/// How links name a term.
pub(super) const SCHEME: &str = "term:";

#[derive(Default)]
pub(super) struct Glossary {
    /// The name of its page in the package.
    page: Option<String>,
    /// In the order of the terms.
    definitions: Vec<String>,
    /// Terms that the course uses.
    used: BTreeSet<usize>,
    /// Terms of the page that is being made, in the order of their use.
    on_page: Vec<usize>,
}

impl Glossary {
    /// The name of its page in the package; `None` when there is none.
    pub(super) fn page(&self) -> Option<&str> {
        self.page.as_deref()
    }
}

/// Names the page and reads the definitions, once for all pages that show them.
pub(super) fn prepare(site: &mut Site<'_>) {
    let terms = &site.course.glossary;
    if terms.is_empty() || site.form == Form::Questions {
        return;
    }
    site.glossary.page = Some(site.names.claim("lessons/", "glossary.html"));
    for (index, term) in terms.iter().enumerate() {
        let drawn = Some(Locus::Term(index));
        let mut page = Page { site, lesson: 0, block: 0, drawn, root: Page::ROOT.into() };
        let html = text::blocks(&term.definition, &mut page);
        site.glossary.definitions.push(html);
    }
}

/// The attributes of a link to a term, or `None` when the words stand alone.
pub(super) fn link(target: &str, page: &mut Page<'_, '_>) -> Option<String> {
    let id = target.get(SCHEME.len()..).unwrap_or_default();
    let terms = &page.site.course.glossary;
    let Some(index) = terms.iter().position(|term| term.id.as_str() == id) else {
        let known: Vec<_> = terms.iter().take(20).map(|term| format!("`{}`", term.id)).collect();
        let help = match known.is_empty() {
            true => "write it into `glossary` of the course file, with `term` and `definition`".to_owned(),
            false => format!("the glossary has {}", known.join(", ")),
        };
        page.find(&rules::TERM_UNKNOWN, format!("the glossary has no term `{id}`"), Some(help));
        return None;
    };
    page.site.glossary.used.insert(index);
    let file = page.site.glossary.page.as_deref().filter(|_| page.root == Page::ROOT);
    let Some(file) = file.and_then(|file| file.rsplit('/').next()) else {
        let message = format!("the link to the term `{id}` is left out");
        page.find(&rules::LINK_LEFT_OUT, message, None);
        return None;
    };
    let address = format!("href=\"{file}#{}\" data-glossary=\"{id}\"", anchor(id));
    if matches!(page.drawn, Some(Locus::Term(_))) {
        return Some(address);
    }
    if !page.site.glossary.on_page.contains(&index) {
        page.site.glossary.on_page.push(index);
    }
    Some(format!("class=\"cw-term\" {address} data-term=\"{id}\""))
}

fn anchor(id: &str) -> String {
    format!("cw-term-{id}")
}

/// The terms of the page that has been rendered, and afterwards none: the next page begins anew.
pub(super) fn take_terms(site: &mut Site<'_>) -> Vec<Value> {
    let on_page = std::mem::take(&mut site.glossary.on_page);
    on_page.into_iter().map(|index| view(site, index)).collect()
}

fn view(site: &Site<'_>, index: usize) -> Value {
    let term = &site.course.glossary[index];
    let file = site.glossary.page().and_then(|page| page.rsplit('/').next()).unwrap_or_default();
    json!({
        "id": term.id, "anchor": anchor(term.id.as_str()), "term": term.term,
        "definition_html": site.glossary.definitions.get(index),
        "href": format!("{file}#{}", anchor(term.id.as_str())),
    })
}

/// The page with all terms, once everything that may use them has been rendered.
pub(super) fn render(
    site: &mut Site<'_>,
    templates: &mut Templates,
    shell: Option<&str>,
) -> Result<Option<(String, String)>, Error> {
    report_unused(site);
    let Some(name) = site.glossary.page.clone() else { return Ok(None) };
    let mut order: Vec<_> = (0..site.course.glossary.len()).collect();
    // The script puts them into the order of the language; here, the rules of all languages would take fifty crates.
    order.sort_by_key(|index| site.course.glossary[*index].term.to_lowercase());
    let terms: Vec<_> = order.into_iter().map(|index| view(site, index)).collect();
    let title = templates.string("glossary");
    let view = json!({
        "page_title": format!("{title} – {}", site.course.title),
        "terms": terms,
        "shell_href": shell.map(|shell| format!("{}{shell}", Page::ROOT)),
    });
    Ok(Some((name, templates.render("glossary", view)?)))
}

fn report_unused(site: &mut Site<'_>) {
    // Where questions stand elsewhere, they may be what uses a term.
    if matches!(site.form, Form::Pages | Form::Questions) {
        return;
    }
    for (index, term) in site.course.glossary.iter().enumerate() {
        if !site.glossary.used.contains(&index) {
            let message = format!("nothing in the course leads to the term “{}”", term.term);
            let finding = Diagnostic::new(&rules::TERM_UNUSED, message);
            let help = format!("link a word to it where it is used: `[{}](term:{})`", term.term, term.id);
            let finding = finding.subject(format!("term `{}`", term.id)).help(help);
            site.findings.push((Locus::Term(index), finding));
        }
    }
}
