//! `certificate:` in the course file.

use super::fields::{Fields, Findings};
use super::node::Value;
use crate::model::Certificate;

pub(super) const KNOWN: &[&str] = &["title", "text", "signed-by", "logo"];

pub(super) fn read(fields: &mut Fields, findings: &mut Findings<'_>) -> Option<Certificate> {
    let node = fields.take("certificate")?;
    if !matches!(node.value, Value::Map(_)) {
        let expected =
            "the keys `title`, `text`, `signed-by` and `logo`, as many of them as you want, or `{}`";
        findings.wrong("certificate", &node, expected);
        return None;
    }
    let mut fields = Fields::new(node, KNOWN, findings)?;
    let mut text =
        |key, findings: &mut Findings<'_>| fields.text(key, findings).map(|text| text.trim().to_owned());
    let (title, words) = (text("title", findings), text("text", findings));
    let (signed_by, logo) = (text("signed-by", findings), text("logo", findings));
    let mut certificate = Certificate::new();
    certificate.title = title;
    certificate.text = words;
    certificate.signed_by = signed_by;
    certificate.logo = logo;
    Some(certificate)
}
