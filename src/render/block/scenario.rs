//! Branching scenarios.

use serde_json::{Value, json};

use super::Blocks;
use crate::error::Error;
use crate::model::{Id, Scenario, letter};
use crate::render::page::Page;
use crate::render::text;

pub(super) fn view(
    scenario: &Scenario,
    page: &mut Page<'_, '_>,
    blocks: &mut Blocks<'_>,
) -> Result<(&'static str, Value), Error> {
    let place = |id: &Id| scenario.scenes.iter().position(|scene| scene.id == *id).map(letter);
    let mut scenes = Vec::with_capacity(scenario.scenes.len());
    for (index, scene) in scenario.scenes.iter().enumerate() {
        let mut choices = Vec::with_capacity(scene.choices.len());
        for (number, choice) in scene.choices.iter().enumerate() {
            choices.push(json!({
                "id": letter(number), "to": choice.to, "scene": place(&choice.to),
                "content_html": text::inline(&choice.text, page),
                "consequence_html": choice.consequence.as_ref().map(|text| text::blocks(text, page)),
            }));
        }
        scenes.push(json!({
            "id": letter(index), "stem": letter(index + 1), "name": scene.id,
            "title_html": text::inline(&scene.title, page),
            "content_html": blocks.inner(&scene.blocks, page)?,
            "choices": choices, "score": scene.score,
        }));
    }
    Ok(("scenario", json!({ "id": scenario.id, "scored": scenario.is_scored(), "scenes": scenes })))
}
