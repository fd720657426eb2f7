//! Draws of questions from a bank.

use serde_json::{Value, json};

use super::Blocks;
use crate::error::Error;
use crate::model::{Asked, Draw};
use crate::render::page::Page;
use crate::render::tested;

/// All questions of the bank: which of them a learner is asked, the shell says. A second draw from the same bank is an
/// empty place on the page; the script moves its questions there.
pub(super) fn view(
    draw: &Draw,
    page: &mut Page<'_, '_>,
    blocks: &mut Blocks<'_>,
) -> Result<(&'static str, Value), Error> {
    let (course, lesson) = (page.site.course, page.site.lessons[page.lesson]);
    let asked = course.asked(lesson).into_iter().map(|(_, asked)| asked);
    let here =
        asked.into_iter().find(|asked| matches!(asked, Asked::Drawn { draw: it, .. } if it.id == draw.id));
    let mut html = String::new();
    if let Some(Asked::Drawn { bank, place, is_first: true, .. }) = here {
        for (place, question) in tested::in_bank(bank, place) {
            page.drawn = Some(place);
            html.push_str(&blocks.drawn(question, page)?);
        }
        page.drawn = None;
    }
    let note = blocks.templates.string("draw-note").replace("{count}", &draw.count.to_string());
    Ok(("draw", json!({ "id": draw.id, "count": draw.count, "note": note, "content_html": html })))
}
