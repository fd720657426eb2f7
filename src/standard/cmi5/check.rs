//! What cmi5 cannot say of a package.

use super::describe;
use super::rules;
use crate::diagnostic::Diagnostic;
use crate::standard::builder::{Item, ItemKind};
use crate::standard::contents::Contents;

/// What an LMS appends to an AU's address (cmi5 §8.1).
const LAUNCH_PARAMETERS: &[&str] = &["endpoint", "fetch", "actor", "registration", "activityId"];

pub(super) fn check(contents: &Contents) -> Vec<Diagnostic> {
    let mut findings = contents.check_only_pages("cmi5");
    findings.extend(derived_iri(contents));
    findings.extend(contents.all_items().into_iter().flat_map(check_item));
    findings
}

/// xAPI packages ask for the same.
pub(in crate::standard) fn derived_iri(contents: &Contents) -> Option<Diagnostic> {
    let message = format!("the package's IRI is `{}`, since its author gave none", contents.iri());
    contents.metadata.iri.is_none().then(|| Diagnostic::new(&rules::IRI_DERIVED, message).subject("package"))
}

/// The parameters that an item may not have because the launch needs their names.
pub(in crate::standard) fn taken_parameters<'i>(
    item: &'i Item,
    names: &'static [&'static str],
) -> impl Iterator<Item = &'i str> {
    let parameters = item.parameters.as_deref().unwrap_or_default();
    let query = parameters.split_once('#').map_or(parameters, |(query, _)| query);
    let pairs = query.trim_start_matches(['?', '&']).split('&');
    pairs.filter_map(|pair| pair.split('=').next()).filter(|name| names.contains(name))
}

fn check_item(item: &Item) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut find = |rule, message: String| {
        findings.push(Diagnostic::new(rule, message).subject(format!("item `{}`", item.id)));
    };
    if item.kind == ItemKind::Asset {
        find(&rules::SILENT_PAGE, "the page does not talk to the LMS".to_owned());
    }
    for name in taken_parameters(item, LAUNCH_PARAMETERS) {
        find(&rules::LAUNCH_PARAMETER, format!("the parameter `{name}` is one that the LMS appends"));
    }
    if let Some(percent) = item.mastery_score {
        let scaled = describe::scaled(percent);
        // Not the same number written differently, but another one.
        if (scaled * 100.0 - percent).abs() > 1e-9 {
            find(&rules::SCORE_ROUNDED, format!("the mastery score {percent} became {scaled}"));
        }
    }
    if !item.visible {
        find(&rules::NOT_SAID, "cmi5 cannot keep an item out of the LMS's menu".to_owned());
    }
    // All of the progress is what `completed` means anyway.
    if item.completion_threshold.is_some_and(|share| share < 1.0) {
        find(
            &rules::NOT_SAID,
            "cmi5 has no completion threshold; the page has to say `completed`".to_owned(),
        );
    }
    findings
}
