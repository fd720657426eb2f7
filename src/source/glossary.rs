//! `glossary:` in the course file.

use std::collections::BTreeMap;

use super::fields::{Fields, Findings};
use super::node::Value;
use super::rules;
use crate::diagnostic::Place;
use crate::model::{GlossaryTerm, Locus};

const KNOWN: &[&str] = &["id", "term", "definition"];

pub(super) fn read(
    fields: &mut Fields,
    places: &mut BTreeMap<Locus, Place>,
    findings: &mut Findings<'_>,
) -> Vec<GlossaryTerm> {
    let Some(node) = fields.take("glossary") else { return Vec::new() };
    let Value::List(list) = node.value else {
        findings.wrong("glossary", &node, "a list of terms, each with `term` and `definition`");
        return Vec::new();
    };
    let mut terms = Vec::new();
    for node in list {
        let (at, place, what) = (node.at, findings.place(node.at), node.value.what());
        let Some(mut fields) = Fields::new(node, KNOWN, findings) else {
            let message = format!("an entry of the glossary is {what}");
            findings.add(&rules::WRONG_VALUE, at, message, "expected: the keys `term` and `definition`");
            continue;
        };
        let term = fields.require("term", "term: Psychological safety", findings);
        let definition = fields.require("definition", "definition: The feeling that …", findings);
        let id = fields.text("id", findings);
        if let (Some(term), Some(definition)) = (term, definition) {
            places.insert(Locus::Term(terms.len()), place);
            let term = GlossaryTerm::new(term, definition);
            terms.push(match id {
                Some(id) => term.id(id),
                None => term,
            });
        }
    }
    terms
}
