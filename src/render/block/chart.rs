//! Charts: a drawing, with a table behind it.

use serde_json::{Value, json};

use super::Blocks;
use crate::model::Chart;
use crate::render::page::Page;

pub(super) fn view(chart: &Chart, _page: &mut Page<'_, '_>, _blocks: &Blocks<'_>) -> (&'static str, Value) {
    ("chart", json!({ "title": chart.title }))
}
