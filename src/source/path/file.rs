//! `path.yaml`, `path.json` or `path.toml`: what is true of the whole path, and its steps.

use std::collections::BTreeMap;

use super::contents::Wanted;
use super::step;
use crate::diagnostic::Place;
use crate::model::path::{Group, LearningPath, Order, Success};
use crate::model::{Id, Locus, Origin};
use crate::source::certificate;
use crate::source::course_file::{self, brand, metadata};
use crate::source::fields::{Fields, Findings};
use crate::source::file_report::FileReport;
use crate::source::node::{Node, Value};
use crate::source::rules;
use crate::source::text::SourceText;

/// The keys of a path file, by which [`Locus::Field`] names them too.
const KNOWN: &[&str] = &[
    "id",
    "title",
    "language",
    "description",
    "keywords",
    "authors",
    "version",
    "rights",
    "duration",
    "iri",
    "brand",
    "success",
    "certificate",
    "order",
    "choose",
    "draw",
    "shuffle",
    "steps",
];

/// What the group of all steps says, beside the other keys of the path.
pub(super) const GROUP: &[&str] = &["order", "choose", "draw", "shuffle"];

const ORDER: &[(&str, Order)] = &[("linear", Order::Linear), ("any", Order::Any), ("choice", Order::Choice)];
const YES_OR_NO: &[(&str, bool)] = &[("true", true), ("false", false)];
const SUCCESS: &str = "`every-step`, or the percent of the whole score as `{ score: 75 }`";

/// What a path file says; the courses are still to be read.
pub(super) struct PathFile {
    /// The path, whose steps name their courses by folders.
    pub(super) path: LearningPath,
    pub(super) places: BTreeMap<Locus, Place>,
    pub(super) wanted: Wanted,
}

/// Reads a path file; `None` when it is not in its format, or no group of keys.
pub(super) fn read(name: &str, source: &SourceText, report: &mut FileReport) -> Option<PathFile> {
    let mut findings = Findings { source, lines_before: 0, report };
    let node = course_file::parse(name, &mut findings)?;
    let (at, what) = (node.at, node.value.what());
    let Some(fields) = Fields::new(node, KNOWN, &mut findings) else {
        let message = format!("the path file is {what}, not a group of keys");
        findings.add(&rules::WRONG_VALUE, at, message, "begin with `id: new-leaders` and `title: …`");
        return None;
    };
    Some(path(fields, &mut findings))
}

fn path(mut fields: Fields, findings: &mut Findings<'_>) -> PathFile {
    let keys = KNOWN.iter().filter_map(|key| Some((Locus::Field(key), findings.place(fields.key(key)?))));
    let mut places: BTreeMap<_, _> = keys.chain([(Locus::Course, findings.source.whole())]).collect();
    // What stands in for a missing key never goes further: a finding was made.
    let mut require = |key, example, stand_in: &str, findings: &mut Findings<'_>| {
        fields.require(key, example, findings).unwrap_or_else(|| stand_in.to_owned())
    };
    let id = Id::from(require("id", "id: new-leaders", "path", findings));
    let title = require("title", "title: New leaders", "Path", findings);
    let language = require("language", "language: en-GB", "en", findings);
    let mut wanted = Wanted::default();
    let path = LearningPath {
        id,
        title,
        language,
        metadata: metadata(&mut fields, findings),
        brand: brand(&mut fields, &mut places, findings),
        success: success(&mut fields, findings),
        certificate: certificate::read(&mut fields, findings),
        courses: Vec::new(),
        steps: Group {
            steps: match fields.take_required(
                "steps",
                "steps: [{ id: why, course: why-it-matters }]",
                findings,
            ) {
                Some(node) => step::all(node, &mut wanted, findings),
                None => Vec::new(),
            },
            ..group(&mut fields, findings)
        },
        origin: Origin::default(),
    };
    places.append(&mut wanted.places);
    PathFile { path, places, wanted }
}

/// How the steps of a group are taken; the steps are still to be read.
pub(super) fn group(fields: &mut Fields, findings: &mut Findings<'_>) -> Group {
    Group {
        order: fields.word("order", ORDER, findings).unwrap_or_default(),
        choose: count(fields, "choose", findings),
        draw: count(fields, "draw", findings),
        shuffle: flag(fields, "shuffle", findings),
        steps: Vec::new(),
    }
}

fn success(fields: &mut Fields, findings: &mut Findings<'_>) -> Success {
    let Some(node) = fields.take("success") else { return Success::default() };
    match &node.value {
        Value::Text(text) if text == "every-step" => Success::EveryStep,
        Value::Map(_) => score(node, findings).unwrap_or_default(),
        _ => {
            findings.wrong("success", &node, SUCCESS);
            Success::default()
        }
    }
}

fn score(node: Node, findings: &mut Findings<'_>) -> Option<Success> {
    let mut fields = Fields::new(node, &["score"], findings)?;
    required_number(&mut fields, "score", "score: 75", percent, findings).map(Success::Score)
}

/// A percentage. Whether it is one, the model's check says.
pub(super) fn percent(fields: &mut Fields, key: &str, findings: &mut Findings<'_>) -> Option<f64> {
    fields.number(key, "a number from 0 to 100", |_| true, findings)
}

/// True or false; false when it is not said.
pub(super) fn flag(fields: &mut Fields, key: &str, findings: &mut Findings<'_>) -> bool {
    fields.word(key, YES_OR_NO, findings).unwrap_or_default()
}

/// A whole number. Whether it makes sense, the model's check says.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
pub(super) fn count(fields: &mut Fields, key: &str, findings: &mut Findings<'_>) -> Option<u16> {
    let suits = |number: f64| number.fract() == 0.0 && (0.0..=65_535.0).contains(&number);
    fields.number(key, "a whole number from 0 to 65535", suits, findings).map(|number| number as u16)
}

/// A number that cannot be left out.
pub(super) fn required_number<T>(
    fields: &mut Fields,
    key: &str,
    example: &str,
    read: impl Fn(&mut Fields, &str, &mut Findings<'_>) -> Option<T>,
    findings: &mut Findings<'_>,
) -> Option<T> {
    if !fields.has_value(key) {
        fields.take_required(key, example, findings);
        return None;
    }
    read(fields, key, findings)
}
