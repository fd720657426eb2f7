//! Lessons as pages.

use serde_json::{Value, json};

use super::block::{Blocks, recording};
use super::page::{Page, Site};
use super::slug::Anchors;
use super::templates::Templates;
use super::tested;
use super::{footnotes, glossary};
use crate::error::Error;
use crate::model::{Id, Narration};

/// The page of one lesson.
pub(super) fn render(
    site: &mut Site<'_>,
    index: usize,
    modules: &[String],
    templates: &mut Templates,
    shell: Option<&str>,
) -> Result<String, Error> {
    let lesson = site.lessons[index];
    let mut rendered = Vec::with_capacity(lesson.blocks.len());
    let asked = site.course.questions_of(lesson).into_iter().map(|question| &question.id);
    let kept = lesson.blocks.iter().filter_map(|block| block.activity().map(|activity| activity.id));
    let anchors = Anchors::beside(asked.chain(kept).map(Id::as_str));
    let mut blocks = Blocks { templates, anchors, questions: 0 };
    for (position, block) in lesson.blocks.iter().enumerate() {
        if !site.form.shows(block) {
            continue;
        }
        let mut page = Page { site, lesson: index, block: position, drawn: None, root: Page::ROOT.into() };
        rendered.push(blocks.render(block, &mut page)?);
    }
    let blocks = rendered;
    let narration = match &lesson.narration {
        Some(narration) => Some(self::narration(narration, site, index, templates)?),
        None => None,
    };
    if site.form.has_search() {
        site.search.add(lesson.id.as_str(), &lesson.title, &blocks);
    }
    let footnotes = footnotes::list(site, index);
    let terms = glossary::take_terms(site);
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
        "narration_html": narration,
        "test": if site.form.has_player() { tested::view(site.course, lesson, templates) } else { Value::Null },
        "blocks": blocks,
        "footnotes": footnotes,
        "terms": terms,
        "previous": neighbour((0..index).rev().find(leads_to)),
        "next": neighbour((index + 1..count).find(leads_to)),
        "shell_href": shell.map(|shell| format!("{}{shell}", Page::ROOT)),
    });
    templates.render("lesson", view)
}

/// The player bar at the top of a lesson that is read aloud.
fn narration(
    narration: &Narration,
    site: &mut Site<'_>,
    index: usize,
    templates: &mut Templates,
) -> Result<String, Error> {
    let title = templates.string("narration");
    let mut page = Page { site, lesson: index, block: 0, drawn: None, root: Page::ROOT.into() };
    let Narration { src, captions, transcript } = narration;
    let view = recording(src, &title, captions, transcript.as_deref(), None, &mut page);
    templates.render("partials/narration", view)
}
