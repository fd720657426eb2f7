//! Blocks that keep something for the learner.

use serde_json::{Value, json};

use super::Blocks;
use crate::model::{Checklist, Continue, Discussion, LiveSession, Reflection, SignOff, letter};
use crate::render::page::Page;
use crate::render::text;

pub(super) fn checklist(list: &Checklist, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let items = list.items.iter().enumerate();
    let items: Vec<_> = items
        .map(|(index, item)| json!({ "id": letter(index), "content_html": text::inline(item, page) }))
        .collect();
    ("checklist", json!({ "id": list.id, "items": items }))
}

pub(super) fn gate(gate: &Continue, _page: &mut Page<'_, '_>, _blocks: &Blocks<'_>) -> (&'static str, Value) {
    ("continue", json!({ "id": gate.id, "after": gate.after, "label": gate.label }))
}

pub(super) fn reflection(reflection: &Reflection, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let prompt = text::blocks(&reflection.prompt, page);
    ("reflection", json!({ "id": reflection.id, "prompt_html": prompt, "max": reflection.max }))
}

pub(super) fn sign_off(sign_off: &SignOff, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    (
        "sign-off",
        json!({ "id": sign_off.id, "task_html": text::blocks(&sign_off.task, page), "by": sign_off.by }),
    )
}

pub(super) fn live_session(
    session: &LiveSession,
    page: &mut Page<'_, '_>,
    _blocks: &Blocks<'_>,
) -> (&'static str, Value) {
    let description = session.description.as_ref().map(|text| text::blocks(text, page));
    ("live-session", json!({ "id": session.id, "title": session.title, "description_html": description }))
}

pub(super) fn discussion(discussion: &Discussion, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let prompt = text::blocks(&discussion.prompt, page);
    ("discussion", json!({ "id": discussion.id, "title": discussion.title, "prompt_html": prompt }))
}
