//! The terms that a part of a course uses.

use std::collections::BTreeSet;
use std::fmt::Debug;

use crate::model::{Bank, Course, GlossaryTerm, Id};

/// The terms that a part leads to, and those that their definitions lead to.
pub(super) fn used(course: &Course, part: &impl Debug) -> Vec<GlossaryTerm> {
    let mut used = BTreeSet::new();
    let mut open: Vec<Id> = named(part);
    while let Some(id) = open.pop() {
        let Some(term) = course.glossary.iter().find(|term| term.id == id) else { continue };
        if used.insert(id) {
            open.extend(named(&term.definition));
        }
    }
    course.glossary.iter().filter(|term| used.contains(&term.id)).cloned().collect()
}

/// The terms of several courses in one glossary. Of two with one identifier the first is kept; one word that two courses explain
/// under two identifiers says which course explains it.
pub(super) fn merged(parts: &[(&Course, &Bank)]) -> Vec<GlossaryTerm> {
    let mut all: Vec<GlossaryTerm> = Vec::new();
    for (course, bank) in parts {
        for mut term in used(course, bank) {
            let word = |term: &GlossaryTerm| term.term.trim().to_lowercase();
            if all.iter().any(|known| known.id == term.id) {
                continue;
            }
            if all.iter().any(|known| word(known) == word(&term)) {
                term.term = format!("{} ({})", term.term.trim(), course.title);
            }
            all.push(term);
        }
    }
    all
}

/// Every `term:…` in any text of a part, whatever kinds of blocks and questions it has: what is printed of it holds them all.
fn named(part: &impl Debug) -> Vec<Id> {
    let printed = format!("{part:?}");
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let ids =
        printed.split("term:").skip(1).map(|rest| rest.split(|c| !is_part(c)).next().unwrap_or_default());
    ids.filter(|id| !id.is_empty()).map(Id::from).collect()
}
