//! `assessment:` in the front matter of a lesson: what makes it a test.

use super::fields::{Fields, Findings};
use super::node::Value;
use crate::model::{Assessment, Counts, Id, Review};

const KNOWN: &[&str] = &[
    "pass-mark",
    "attempts",
    "counts",
    "review",
    "shuffle",
    "time-limit",
    "extensions",
    "test-out",
    "remediation",
];

const COUNTS: &[(&str, Counts)] = &[("best", Counts::Best), ("last", Counts::Last), ("first", Counts::First)];
const REVIEW: &[(&str, Review)] = &[("after-submitting", Review::AfterSubmitting), ("never", Review::Never)];
const YES_OR_NO: &[(&str, bool)] = &[("true", true), ("false", false)];

/// Takes the key `assessment`; `None` when it is not there, or no group of keys.
pub(super) fn take(fields: &mut Fields, findings: &mut Findings<'_>) -> Option<Assessment> {
    let node = fields.take("assessment")?;
    if !matches!(node.value, Value::Map(_)) {
        findings.wrong("assessment", &node, "a group of keys, such as `{ pass-mark: 75, attempts: 2 }`");
        return None;
    }
    let mut fields = Fields::new(node, KNOWN, findings)?;
    let mut read = Assessment::new();
    read.pass_mark = fields.number("pass-mark", "a number from 0 to 100", |_| true, findings);
    let attempts = whole(&mut fields, "attempts", "a whole number from 0 to 255", 255.0, findings);
    read.attempts = attempts.map_or(read.attempts, |attempts| u8::try_from(attempts).unwrap_or(u8::MAX));
    read.counts = fields.word("counts", COUNTS, findings).unwrap_or_default();
    read.review = fields.word("review", REVIEW, findings).unwrap_or_default();
    read.shuffle = fields.word("shuffle", YES_OR_NO, findings).unwrap_or_default();
    read.time_limit = whole(&mut fields, "time-limit", "a whole number of minutes", 65_535.0, findings);
    let extensions = whole(&mut fields, "extensions", "a whole number from 0 to 10", 255.0, findings);
    read.extensions = extensions.map_or(read.extensions, |times| u8::try_from(times).unwrap_or(u8::MAX));
    read.test_out = fields.texts("test-out", findings).into_iter().map(Id::from).collect();
    let remediation = fields.text_map("remediation", findings).into_iter();
    read.remediation =
        remediation.map(|(objective, (lesson, _))| (Id::from(objective), Id::from(lesson))).collect();
    Some(read)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
fn whole(
    fields: &mut Fields,
    key: &str,
    expected: &str,
    most: f64,
    findings: &mut Findings<'_>,
) -> Option<u16> {
    let suits = |number: f64| number.fract() == 0.0 && (0.0..=most).contains(&number);
    fields.number(key, expected, suits, findings).map(|number| number as u16)
}
