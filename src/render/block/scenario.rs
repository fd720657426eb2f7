//! Branching scenarios.

use serde_json::{Value, json};

use super::Blocks;
use crate::error::Error;
use crate::model::Scenario;
use crate::render::page::Page;

pub(super) fn view(
    scenario: &Scenario,
    _page: &mut Page<'_, '_>,
    _blocks: &mut Blocks<'_>,
) -> Result<(&'static str, Value), Error> {
    Ok(("scenario", json!({ "id": scenario.id })))
}
