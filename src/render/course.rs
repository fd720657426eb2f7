//! A whole course: every page, and the files that they share.

use std::sync::Arc;

use serde_json::{Value, json};

use super::footnotes::Notes;
use super::glossary::Glossary;
use super::media::{Media, Names};
use super::page::{Page, Site, Words};
use super::search::{self, Index};
use super::templates::{Subject, Templates};
use super::tokens::Tokens;
use super::{Assessment, Form, Plan, Rendered, Theme, assessed, block, families, glossary, lesson, shell};
use crate::error::Error;
use crate::model::{Course, Locus, MediaSource, OutlineEntry};

pub(crate) fn render(course: &Course, theme: &Theme, plan: Plan<'_>) -> Result<Rendered, Error> {
    let (tokens, mut report) = Tokens::new(theme, &course.brand)?;
    let subject = Subject {
        id: &course.id,
        title: &course.title,
        language: &course.language,
        dir: direction(&course.language),
        description: &course.metadata.description,
    };
    let mut templates = Templates::new(theme, &subject, plan.keeper)?;
    let mut site = site(course, &plan, &templates);
    if site.lessons.is_empty() {
        return Ok(Rendered { report, ..Rendered::default() });
    }
    let shells = name_pages(&mut site, plan.steps.len());
    glossary::prepare(&mut site);
    let mut files = Vec::new();
    if plan.form != Form::Questions {
        files.extend(look(theme, &tokens));
        let logo = logo(&mut site, Page::ROOT);
        templates.stand_at(Page::ROOT, logo);
    }

    let modules = module_titles(course);
    let count = site.lessons.len();
    let (mut pages, mut assessments, mut besides) = (Vec::new(), Vec::new(), Vec::new());
    for (index, modules) in modules.iter().enumerate() {
        let has_page = plan.form.has_page(site.lessons[index]);
        if has_page {
            let own = shells.get(index).filter(|_| plan.form == Form::ScoPerLesson);
            let shell = own.or(shells.first()).map(String::as_str);
            let html = lesson::render(&mut site, index, modules, &mut templates, shell)?;
            files.push(text_file(&site.pages[index], html));
        }
        pages.push(has_page.then(|| site.pages[index].clone()));
        if shells.is_empty() {
            assessments.push(assessment(&mut site, index, has_page, &templates));
        }
        if plan.form == Form::Pages {
            besides.push(block::besides(&mut site, index));
        }
        (plan.progress)(index + 1, count);
    }

    let glossary = glossary::render(&mut site, &mut templates, shells.first().map(String::as_str))?;
    let glossary = glossary.map(|(name, html)| {
        files.push(text_file(&name, html));
        (templates.string("glossary"), name)
    });

    if !shells.is_empty() {
        let logo = self::logo(&mut site, "");
        templates.stand_at("", logo);
    }
    let single = plan.form == Form::SingleSco;
    if plan.form.has_search() {
        files.push(text_file(search::FILE, site.search.script()));
    }
    for (number, name) in shells.iter().enumerate() {
        let lessons = if single { 0..count } else { number..number + 1 };
        let title = if single { &course.title } else { &site.lessons[number].title };
        let structured_data = plan.structured_data.as_deref();
        let step = plan.steps.get(number);
        let sco = shell::Sco { title, lessons, single, state_limit: plan.state_limit, structured_data, step };
        files.push(text_file(name, shell::render(&mut site, &sco, &mut templates)?));
    }

    report.append(course.origin.locate(std::mem::take(&mut site.findings)));
    files.extend(site.media.into_files());
    let mut families = families::families(course, plan.form);
    if !plan.steps.is_empty() {
        families.insert("step");
    }
    Ok(Rendered { files, shells, pages, assessments, besides, glossary, families, report })
}

/// The files that make pages look as they do.
pub(super) fn look(theme: &Theme, tokens: &Tokens) -> Vec<(String, MediaSource)> {
    let styles = [("player/theme.css", theme.styles()), ("player/tokens.css", tokens.css())];
    let styles = styles.into_iter().map(|(name, text)| text_file(name, text));
    let assets = theme.assets().iter();
    styles
        .chain(assets.map(|(name, path)| (format!("player/{name}"), MediaSource::File(path.clone()))))
        .collect()
}

/// The questions of a lesson. Beside the lesson's page they need a title of their own.
fn assessment(site: &mut Site<'_>, index: usize, has_page: bool, templates: &Templates) -> Assessment {
    let lesson = &site.lessons[index].title;
    let title = match has_page {
        true => templates.string("assessment-title").replace("{title}", lesson),
        false => lesson.clone(),
    };
    Assessment { title, questions: assessed::questions(site, index) }
}

pub(super) fn text_file(name: &str, text: String) -> (String, MediaSource) {
    (name.to_owned(), MediaSource::Bytes(Arc::from(text.into_bytes())))
}

fn site<'c>(course: &'c Course, plan: &Plan<'_>, templates: &Templates) -> Site<'c> {
    let mut names = Names::default();
    for taken in
        ["player.js", "search.js", "theme.css", "tokens.css", "imsmanifest.xml", "cmi5.xml", "tincan.xml"]
    {
        names.claim("", taken);
    }
    Site {
        course,
        lessons: course.lessons(),
        pages: Vec::new(),
        #[cfg(feature = "sanitise")]
        page_addresses: Arc::default(),
        form: plan.form,
        folder: plan.folder.clone(),
        linked: plan.form != Form::ScoPerLesson,
        names,
        media: Media::default(),
        findings: Vec::new(),
        notes: Notes::default(),
        words: Words::new(templates),
        glossary: Glossary::default(),
        search: Index::default(),
    }
}

/// Names the pages of all lessons, and gives the names of the shells: one, but for SCOs of lessons and of tries at a step.
fn name_pages(site: &mut Site<'_>, tries: usize) -> Vec<String> {
    let ids: Vec<String> = site.lessons.iter().map(|lesson| lesson.id.to_string()).collect();
    let shells = match site.form {
        Form::SingleSco => {
            let further = (2..=tries).map(|number| format!("try-{number}.html"));
            let wanted = std::iter::once("index.html".to_owned()).chain(further);
            wanted.map(|name| site.names.claim("", &name)).collect()
        }
        Form::ScoPerLesson => ids.iter().map(|id| site.names.claim("", &format!("sco-{id}.html"))).collect(),
        Form::Pages | Form::Questions => Vec::new(),
    };
    site.pages = ids.iter().map(|id| site.names.claim("lessons/", &format!("{id}.html"))).collect();
    #[cfg(feature = "sanitise")]
    {
        let address = |page: &String| page.rsplit('/').next().map(str::to_owned);
        site.page_addresses = Arc::new(site.pages.iter().filter_map(address).collect());
    }
    shells
}

/// The logo as seen from a page.
fn logo(site: &mut Site<'_>, root: &str) -> Value {
    let brand = &site.course.brand;
    let logo = brand.logo.as_ref().and_then(|logo| site.media(Locus::Field("brand"), logo, root));
    json!({ "logo": logo, "logo_alt": brand.logo_alt })
}

/// Titles of the modules around each lesson, outermost first.
fn module_titles(course: &Course) -> Vec<Vec<String>> {
    fn walk(outline: &[OutlineEntry], around: &mut Vec<String>, titles: &mut Vec<Vec<String>>) {
        for entry in outline {
            match entry {
                OutlineEntry::Lesson(_) => titles.push(around.clone()),
                OutlineEntry::Module(module) => {
                    around.push(module.title.clone());
                    walk(&module.outline, around, titles);
                    around.pop();
                }
            }
        }
    }
    let mut titles = Vec::new();
    walk(&course.outline, &mut Vec::new(), &mut titles);
    titles
}

/// How a language is written: by its primary subtag, or its script where one is given.
pub(super) fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 12] =
        ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
    const SCRIPTS: [&str; 5] = ["arab", "hebr", "thaa", "syrc", "nkoo"];
    let language = language.to_ascii_lowercase();
    let mut subtags = language.split('-');
    let primary = subtags.next().unwrap_or_default();
    let script = subtags.find(|subtag| subtag.len() == 4 && subtag.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_rtl = script.map_or(RIGHT_TO_LEFT.contains(&primary), |script| SCRIPTS.contains(&script));
    if is_rtl { "rtl" } else { "ltr" }
}
