//! What the templates of arranged kinds get beside what all questions have.

use serde_json::Value;

use crate::model::Question;
use crate::render::page::Page;

/// What the kind adds to the view of its template.
pub(super) fn view(_question: &Question, _page: &mut Page<'_, '_>) -> Vec<(&'static str, Value)> {
    Vec::new()
}
