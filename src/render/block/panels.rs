//! Panels and columns.

use serde_json::{Value, json};

use super::Blocks;
use crate::error::Error;
use crate::model::{Block, Panels, letter};
use crate::render::page::Page;
use crate::render::text;

pub(super) fn view(
    panels: &Panels,
    page: &mut Page<'_, '_>,
    blocks: &mut Blocks<'_>,
) -> Result<(&'static str, Value), Error> {
    let mut parts = Vec::with_capacity(panels.panels.len());
    for (index, panel) in panels.panels.iter().enumerate() {
        parts.push(json!({
            "id": letter(index),
            "number": index + 1,
            "title_html": text::inline(&panel.title, page),
            "content_html": blocks.inner(&panel.blocks, page)?,
        }));
    }
    let name = format!("{}-{}", panels.kind.name(), page.block + 1);
    let view = json!({ "id": panels.id, "kind": panels.kind.name(), "name": name, "count": parts.len(), "panels": parts });
    Ok((panels.kind.name(), view))
}

pub(super) fn columns(
    columns: &[Vec<Block>],
    page: &mut Page<'_, '_>,
    blocks: &mut Blocks<'_>,
) -> Result<(&'static str, Value), Error> {
    let mut views = Vec::with_capacity(columns.len());
    for column in columns {
        views.push(json!({ "content_html": blocks.inner(column, page)? }));
    }
    Ok(("columns", json!({ "count": views.len(), "columns": views })))
}
