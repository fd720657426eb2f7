//! What has to be reached: `after`, `skip-if`.

use super::file::{count, percent, required_number};
use crate::model::Id;
use crate::model::path::Requirement;
use crate::source::fields::{Fields, Findings};
use crate::source::node::{At, Node, Value};
use crate::source::rules;
use crate::source::suggest::did_you_mean;

/// The keys with which a requirement begins.
const KINDS: &[&str] = &["attempted", "completed", "passed", "failed", "score", "all", "any", "at-least"];
/// Those of them that are about one step.
const OF_ONE_STEP: &[&str] = &["attempted", "completed", "passed", "failed"];
const FORMS: &str = "write a step's identifier, or one of `{ passed: upward }`, `{ score: { step: upward, at-least: 60 } }`, \
     `{ all: [why, upward] }`, `{ any: [why, upward] }`, `{ at-least: 2, of: [why, upward, workshop] }`";

/// Takes a requirement; `None` when there is none, or none that could be understood.
pub(super) fn take(fields: &mut Fields, key: &str, findings: &mut Findings<'_>) -> Option<Requirement> {
    let node = fields.take(key)?;
    read(node, findings)
}

fn read(node: Node, findings: &mut Findings<'_>) -> Option<Requirement> {
    let (at, what) = (node.at, node.value.what());
    match node.value {
        Value::Text(step) => Some(Requirement::Completed(Id::from(step))),
        Value::Scalar { written, .. } => Some(Requirement::Completed(Id::from(written))),
        Value::Map(entries) => {
            let kind = entries.iter().map(|(key, _)| key.text.as_str()).find(|key| KINDS.contains(key));
            let Some(kind) = kind.and_then(|kind| KINDS.iter().find(|known| **known == kind)) else {
                match entries.first() {
                    Some((key, _)) => {
                        let message = format!("the key `{}` is not known in a requirement", key.text);
                        findings.add(&rules::UNKNOWN_KEY, key.at, message, did_you_mean(&key.text, KINDS));
                    }
                    None => wrong("a requirement says nothing", at, findings),
                }
                return None;
            };
            of_kind(kind, Node { value: Value::Map(entries), at }, findings)
        }
        Value::List(_) => {
            let help = "say how many of them: `{ all: [why, upward] }` or `{ any: [why, upward] }`";
            findings.add(&rules::REQUIREMENT_FORM, at, "a requirement is a list", help);
            None
        }
        Value::Null => {
            wrong(&format!("a requirement is {what}"), at, findings);
            None
        }
    }
}

fn of_kind(kind: &'static str, node: Node, findings: &mut Findings<'_>) -> Option<Requirement> {
    let at = node.at;
    let known: &[&str] = if kind == "at-least" { &["at-least", "of"] } else { KINDS };
    let mut fields = Fields::new(node, known, findings)?;
    let others: Vec<_> =
        KINDS.iter().filter(|other| **other != kind && fields.key(other).is_some()).collect();
    if let Some(other) = others.first() {
        let help =
            format!("hold them together: `{{ all: [{{ {kind}: … }}, {{ {other}: … }}] }}`, or with `any`");
        let message = format!("a requirement says both `{kind}` and `{other}`");
        findings.add(&rules::REQUIREMENT_FORM, at, message, help);
        return None;
    }
    let listed =
        fields.peek(kind).filter(|node| matches!(node.value, Value::List(_)) && OF_ONE_STEP.contains(&kind));
    if let Some(node) = listed {
        let help =
            format!("name each: `{{ all: [{{ {kind}: why }}, {{ {kind}: upward }}] }}`, or with `any`");
        findings.add(&rules::REQUIREMENT_FORM, node.at, format!("`{kind}` names a list, not one step"), help);
        return None;
    }
    let mut step = || fields.require(kind, &format!("{kind}: upward"), findings);
    match kind {
        "attempted" => step().map(Requirement::attempted),
        "completed" => step().map(Requirement::completed),
        "passed" => step().map(Requirement::passed),
        "failed" => step().map(Requirement::failed),
        "score" => {
            score(fields.take_required(kind, "score: { step: upward, at-least: 60 }", findings)?, findings)
        }
        "all" => several(kind, &mut fields, findings).map(Requirement::All),
        "any" => several(kind, &mut fields, findings).map(Requirement::Any),
        _ => {
            let of = several("of", &mut fields, findings);
            let count = required_number(&mut fields, "at-least", "at-least: 2", count, findings);
            Some(Requirement::AtLeast { count: count?, of: of? })
        }
    }
}

fn score(node: Node, findings: &mut Findings<'_>) -> Option<Requirement> {
    let at = node.at;
    if !matches!(node.value, Value::Map(_)) {
        let help = "write it as `{ score: { step: upward, at-least: 60 } }`";
        findings.add(&rules::REQUIREMENT_FORM, at, "a score has no step, or no percent", help);
        return None;
    }
    let mut fields = Fields::new(node, &["step", "at-least"], findings)?;
    let step = fields.require("step", "step: upward", findings);
    let at_least = required_number(&mut fields, "at-least", "at-least: 60", percent, findings);
    Some(Requirement::Score { step: Id::from(step?), at_least: at_least? })
}

/// A list of requirements; `None` when one of them could not be understood: without it, the others would say something else.
fn several(key: &str, fields: &mut Fields, findings: &mut Findings<'_>) -> Option<Vec<Requirement>> {
    let node = fields.take_required(key, &format!("{key}: [why, {{ passed: upward }}]"), findings)?;
    let Value::List(list) = node.value else {
        findings.wrong(key, &node, "a list of requirements, such as `[why, { passed: upward }]`");
        return None;
    };
    let read: Vec<_> = list.into_iter().map(|node| read(node, findings)).collect();
    read.into_iter().collect()
}

fn wrong(message: &str, at: At, findings: &mut Findings<'_>) {
    findings.add(&rules::REQUIREMENT_FORM, at, message, FORMS);
}
