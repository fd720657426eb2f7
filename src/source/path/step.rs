//! The steps of a path, and those inside of groups and remediation.

use super::contents::{self, Wanted};
use super::file::{GROUP, count, flag, group, percent, required_number};
use super::requirement;
use crate::model::path::{Content, Done, Group, Remediation, Requirement, Step};
use crate::model::{Id, Locus};
use crate::source::fields::{Fields, Findings};
use crate::source::node::{At, Node, Value};
use crate::source::rules;
use crate::source::suggest::quoted;

/// What a step can be made of.
const CONTENTS: &[&str] =
    &["course", "lesson", "test", "session", "assignment", "discussion", "link", "group"];

const KNOWN: &[&str] = &[
    "id",
    "title",
    "course",
    "lesson",
    "test",
    "session",
    "assignment",
    "discussion",
    "link",
    "group",
    "steps",
    "after",
    "skip-if",
    "tested-out-by",
    "optional",
    "pre-test",
    "done",
    "pass-mark",
    "attempts",
    "remediation",
    "weight",
    "time-limit",
    "due",
];

const DONE: &[(&str, Done)] =
    &[("passed", Done::Passed), ("finished", Done::Finished), ("completed", Done::Completed)];

/// The steps of a list; what is no step is reported and left out.
pub(super) fn all(node: Node, wanted: &mut Wanted, findings: &mut Findings<'_>) -> Vec<Step> {
    match node.value {
        Value::List(list) => list.into_iter().filter_map(|node| step(node, wanted, findings)).collect(),
        _ => {
            findings.wrong(
                "steps",
                &node,
                "a list of steps, such as `[{ id: why, course: why-it-matters }]`",
            );
            Vec::new()
        }
    }
}

fn step(node: Node, wanted: &mut Wanted, findings: &mut Findings<'_>) -> Option<Step> {
    let at = node.at;
    if !matches!(node.value, Value::Map(_)) {
        let message = format!("a step is {}", node.value.what());
        findings.add(
            &rules::WRONG_VALUE,
            at,
            message,
            "expected: keys, for example `{ id: why, course: why-it-matters }`",
        );
        return None;
    }
    let mut fields = Fields::new(node, KNOWN, findings)?;
    let step = number(&fields, at, wanted, findings);
    let id = fields.require("id", "id: why", findings);
    // Stands in until the author has given one, so that everything else can be looked at in the same run.
    let id = Id::from(id.unwrap_or_else(|| format!("step-{}", step + 1)));
    let content = content(&id, (step, at), &mut fields, wanted, findings);
    let after = requirement::take(&mut fields, "after", findings);
    let skip_if = requirement::take(&mut fields, "skip-if", findings);
    let tested_out = fields.text("tested-out-by", findings).map(Requirement::passed);
    let is_pre_test = flag(&mut fields, "pre-test", findings);
    let read = Step {
        id,
        title: fields.text("title", findings),
        after,
        skip_if: match (skip_if, tested_out) {
            (Some(one), Some(other)) => Some(one.or(other)),
            (one, other) => one.or(other),
        },
        optional: flag(&mut fields, "optional", findings) || is_pre_test,
        done: fields.word("done", DONE, findings).or(is_pre_test.then_some(Done::Finished)),
        pass_mark: percent(&mut fields, "pass-mark", findings),
        attempts: count(&mut fields, "attempts", findings),
        remediation: remediation(&mut fields, wanted, findings),
        weight: fields
            .number("weight", "a number from 0 to 1", |_| true, findings)
            .or(is_pre_test.then_some(0.0)),
        time_limit: count(&mut fields, "time-limit", findings),
        due: count(&mut fields, "due", findings),
        // What stands in never goes further: a finding was made.
        content: content.unwrap_or_else(|| Content::Course { course: Id::from(contents::OWN) }),
    };
    Some(read)
}

/// The number of the next step, whose places are kept under it.
fn number(fields: &Fields, at: At, wanted: &mut Wanted, findings: &Findings<'_>) -> usize {
    let step = wanted.steps;
    wanted.steps += 1;
    wanted.places.insert(Locus::Step(step), findings.place(at));
    let keys = KNOWN.iter().filter_map(|key| Some((*key, findings.place(fields.key(key)?))));
    wanted.places.extend(keys.map(|(field, place)| (Locus::StepField { step, field }, place)));
    if let (Some(at), None) = (fields.key("tested-out-by"), fields.key("skip-if")) {
        wanted.places.insert(Locus::StepField { step, field: "skip-if" }, findings.place(at));
    }
    step
}

/// What the step is made of: exactly one of the keys.
fn content(
    id: &Id,
    (step, at): (usize, At),
    fields: &mut Fields,
    wanted: &mut Wanted,
    findings: &mut Findings<'_>,
) -> Option<Content> {
    let kinds: Vec<_> = CONTENTS.iter().copied().filter(|kind| fields.has_value(kind)).collect();
    let nodes: Vec<_> = kinds.iter().filter_map(|kind| fields.take(kind)).collect();
    let steps = fields.take("steps");
    let (kind, node) = match (kinds.as_slice(), nodes.into_iter().next()) {
        ([kind], Some(node)) => (*kind, node),
        (kinds, _) => {
            let (message, help) = no_single_content(id, kinds, steps.is_some());
            findings.add(&rules::STEP_CONTENT, at, message, help);
            // What is inside is looked at all the same.
            let steps = all(steps?, wanted, findings);
            return Some(Content::Group(Group { steps, ..Group::default() }));
        }
    };
    if let Some(steps) = steps.as_ref().filter(|_| kind != "group") {
        let help = "put what they belong to into one group: `group: {}` and `steps: […]`";
        let message = format!("the step `{id}` is a `{kind}` and has steps too");
        findings.add(&rules::STEP_CONTENT, steps.at, message, help);
    }
    match kind {
        "course" => contents::course(&node, wanted, findings),
        "lesson" => contents::lesson(&node, wanted, findings),
        "test" => contents::test(step, node, wanted, findings),
        "session" => contents::session(id, node, findings),
        "assignment" => contents::assignment(id, node, findings),
        "discussion" => contents::discussion(id, node, findings),
        "link" => contents::link(node, findings),
        _ => Some(group_of(at, node, steps, wanted, findings)),
    }
}

fn no_single_content(id: &Id, kinds: &[&str], has_steps: bool) -> (String, String) {
    if !kinds.is_empty() {
        let message = format!("the step `{id}` is several things: {}", quoted(kinds));
        return (message, "make a step of each".to_owned());
    }
    let message = format!("nothing says what the step `{id}` is made of");
    if has_steps {
        return (message, "steps inside of a step make a group: add `group: { order: linear }`".to_owned());
    }
    (message, format!("add one of {}", quoted(CONTENTS)))
}

fn group_of(
    at: At,
    node: Node,
    steps: Option<Node>,
    wanted: &mut Wanted,
    findings: &mut Findings<'_>,
) -> Content {
    let fields = contents::keys("group", node, GROUP, "group: { choose: 1, order: any }", findings);
    let mut read = fields.map_or_else(Group::default, |mut fields| group(&mut fields, findings));
    match steps {
        Some(node) => read.steps = all(node, wanted, findings),
        None => {
            let help = "add them beside `group`: `steps: [{ id: why, course: why-it-matters }]`";
            findings.add(&rules::MISSING_KEY, at, "a group has no `steps`", help);
        }
    }
    Content::Group(read)
}

fn remediation(fields: &mut Fields, wanted: &mut Wanted, findings: &mut Findings<'_>) -> Option<Remediation> {
    let node = fields.take("remediation")?;
    let example = "remediation: { tries: 2, steps: [{ id: trust-again, lesson: leading-upward/trust }] }";
    let mut fields = contents::keys("remediation", node, &["tries", "rounds", "steps"], example, findings)?;
    let tries = required_number(&mut fields, "tries", "tries: 2", count, findings);
    let rounds = count(&mut fields, "rounds", findings);
    let steps =
        fields.take_required("steps", "steps: [{ id: trust-again, lesson: leading-upward/trust }]", findings);
    let steps = steps.map_or_else(Vec::new, |node| all(node, wanted, findings));
    // Steps that were counted stay, so that findings about those after them name their places.
    Some(Remediation { tries: tries.unwrap_or(1), rounds, steps })
}
