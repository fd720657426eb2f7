//! The outline of a course file: lessons by their ids, modules to any depth.

use super::fields::{Fields, Findings};
use super::node::{Node, Value};
use super::rules;
use crate::diagnostic::Place;

/// An entry of the outline with its place in the course file.
pub(super) enum Entry {
    Lesson { id: String, place: Place },
    Module { id: String, title: String, outline: Vec<Entry>, place: Place },
}

const KNOWN: &[&str] = &["module", "title", "outline"];
const SHAPES: &str =
    "a lesson's id, such as `- trust`, or a module with the keys `module`, `title` and `outline`";

/// The entries of an outline; what is no entry is reported and left out.
pub(super) fn read(node: Node, findings: &mut Findings<'_>) -> Vec<Entry> {
    match node.value {
        Value::List(list) => list.into_iter().filter_map(|item| entry(item, findings)).collect(),
        _ => {
            findings.wrong("outline", &node, "a list of lessons and modules");
            Vec::new()
        }
    }
}

fn entry(node: Node, findings: &mut Findings<'_>) -> Option<Entry> {
    let place = findings.place(node.at);
    if let Some(id) = node.value.text() {
        return Some(Entry::Lesson { id: id.to_owned(), place });
    }
    if !matches!(node.value, Value::Map(_)) {
        let message = format!("an entry of the outline is {}", node.value.what());
        findings.add(&rules::WRONG_VALUE, node.at, message, format!("expected: {SHAPES}"));
        return None;
    }
    module(node, place, findings)
}

fn module(node: Node, place: Place, findings: &mut Findings<'_>) -> Option<Entry> {
    if let Value::Map(entries) = &node.value
        && !entries.iter().any(|(key, _)| key.text == "module")
    {
        let message = "an entry of the outline has no key `module`";
        findings.add(&rules::MISSING_KEY, node.at, message, format!("an entry is {SHAPES}"));
        return None;
    }
    let mut fields = Fields::new(node, KNOWN, findings)?;
    let id = fields.require("module", "module: keys", findings);
    let title = fields.require("title", "title: The four keys", findings);
    let outline = match fields.take("outline") {
        Some(node) => read(node, findings),
        None => Vec::new(), // the model's check says that the module is empty
    };
    let id = id?;
    // What stands in for a missing title never goes further: a finding was made.
    Some(Entry::Module { title: title.unwrap_or_else(|| id.clone()), id, outline, place })
}
