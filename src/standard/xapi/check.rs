//! What `tincan.xml` cannot say of a package.

use super::rules;
use crate::diagnostic::Diagnostic;
use crate::standard::builder::Item;
use crate::standard::cmi5::{derived_iri, taken_parameters};
use crate::standard::contents::Contents;

/// What an LMS appends to the address of the page that it launches.
const LAUNCH_PARAMETERS: &[&str] = &[
    "endpoint",
    "auth",
    "actor",
    "registration",
    "activity_id",
    "activity_platform",
    "Accept-Language",
    "grouping",
    "content_token",
    "content_endpoint",
];

pub(super) fn check(contents: &Contents) -> Vec<Diagnostic> {
    let mut findings = contents.check_only_pages("xAPI");
    findings.extend(derived_iri(contents));
    let items = contents.all_items();
    let pages = items.iter().filter(|item| item.kind.is_page()).count();
    if pages > 1 {
        let message = format!("there are {pages} pages to launch");
        findings.push(Diagnostic::new(&rules::SEVERAL_PAGES, message).subject("package"));
    }
    findings.extend(items.into_iter().flat_map(check_item));
    findings
}

fn check_item(item: &Item) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut find = |rule, message: String| {
        findings.push(Diagnostic::new(rule, message).subject(format!("item `{}`", item.id)));
    };
    for name in taken_parameters(item, LAUNCH_PARAMETERS) {
        find(&rules::TIN_CAN_PARAMETER, format!("the parameter `{name}` is one that the LMS appends"));
    }
    if item.launch_data.is_some() {
        find(&rules::NOT_SAID_IN_TINCAN, "tincan.xml cannot carry launch data".to_owned());
    }
    if item.mastery_score.is_some() && !item.knows_mastery_score {
        find(&rules::NOT_SAID_IN_TINCAN, "tincan.xml cannot carry a mastery score".to_owned());
    }
    if !item.visible {
        find(&rules::NOT_SAID_IN_TINCAN, "tincan.xml cannot keep the page out of the LMS's menu".to_owned());
    }
    // All of the progress is what `completed` means anyway.
    if item.completion_threshold.is_some_and(|share| share < 1.0) {
        find(&rules::NOT_SAID_IN_TINCAN, "tincan.xml cannot carry a completion threshold".to_owned());
    }
    findings
}
