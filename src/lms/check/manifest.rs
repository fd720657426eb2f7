//! The manifest, as it is spelled.

use super::super::rules;
use super::super::spelling::{self, Part};
use super::On;
use crate::diagnostic::{Diagnostic, Rule};

/// The texts of a manifest that learners or run-times get to see. All others only travel.
const TEXTS: &[&str] = &[
    "title",
    "prerequisites",
    "maxtimeallowed",
    "timelimitaction",
    "timeLimitAction",
    "datafromlms",
    "dataFromLMS",
    "masteryscore",
    "completionThreshold",
    "minNormalizedMeasure",
];

impl On {
    pub(super) fn long_texts(self, parts: &[Part<'_>], most: usize) -> Vec<Diagnostic> {
        let long = parts.iter().filter_map(|part| match part {
            Part::Text { element: "title", text } => Some(("title", *text)),
            Part::Tag { attributes, .. } => {
                spelling::attribute(attributes, "identifier").map(|text| ("identifier", text))
            }
            Part::Text { .. } => None,
        });
        long.filter_map(|(what, text)| {
            let length = spelling::length(text);
            let message =
                format!("the {what} `{}` has {length} characters; {} takes {most}", begin(text), self.lms);
            (length > most).then(|| self.in_manifest(&rules::TEXT_TOO_LONG, message))
        })
        .collect()
    }

    pub(super) fn dropped_pieces(self, parts: &[Part<'_>]) -> Vec<Diagnostic> {
        let dropped = |(element, text): (&str, &str)| {
            let pieces = spelling::pieces(text);
            let what = if pieces.contains(&"0") {
                "the 0"
            } else if pieces.iter().any(|piece| piece.trim().is_empty()) {
                "the white space between two escaped characters"
            } else {
                return None;
            };
            let message = format!("{} drops {what} of `{}` in `{element}`", self.lms, begin(text));
            Some(self.in_manifest(&rules::TEXT_LOST, message))
        };
        texts(parts).filter_map(dropped).collect()
    }

    pub(super) fn numeric_references(self, parts: &[Part<'_>]) -> Vec<Diagnostic> {
        let literal = |(element, text): (&str, &str)| {
            let reference = *spelling::pieces(text).iter().find(|piece| piece.starts_with("&#"))?;
            let message = format!("{} shows `{reference}` as it is spelled, in `{element}`", self.lms);
            Some(self.in_manifest(&rules::TEXT_LOST, message).help("write the character itself, in UTF-8"))
        };
        texts(parts).filter_map(literal).collect()
    }

    pub(super) fn prefixed_root(self, parts: &[Part<'_>]) -> Option<Diagnostic> {
        let root = spelling::tags(parts).next().map(|(name, _)| name).filter(|name| name.contains(':'))?;
        let message = format!("{} does not know the element `{root}` with its prefix", self.lms);
        Some(self.in_manifest(&rules::PREFIXED, message))
    }

    pub(super) fn fatal_element(self, parts: &[Part<'_>], element: &str) -> Option<Diagnostic> {
        spelling::tags(parts).find(|(name, _)| *name == element)?;
        let message = format!("{} ends the import at the element `{element}`", self.lms);
        Some(self.in_manifest(&rules::IMPORT_ENDS, message))
    }

    pub(super) fn further_pages(self, parts: &[Part<'_>]) -> Option<Diagnostic> {
        let is_launched = |(name, attributes): &(&str, &str)| {
            spelling::local(name) == "item" && spelling::attribute(attributes, "identifierref").is_some()
        };
        let pages = spelling::tags(parts).filter(is_launched).count();
        let message =
            format!("the package has {pages} pages to launch; {} launches only the first", self.lms);
        let finding = self.in_manifest(&rules::ONLY_FIRST_PAGE, message);
        (pages > 1).then(|| finding.help("publish the course as one SCO: `--layout single`"))
    }

    /// Whether the resource that stands first is that of another item than the first.
    pub(super) fn other_first_page(self, parts: &[Part<'_>]) -> Option<Diagnostic> {
        let of = |wanted: &str, having: &str, value: &str| {
            spelling::tags(parts)
                .filter(|(name, _)| spelling::local(name) == wanted)
                .filter(|(_, attributes)| spelling::attribute(attributes, having).is_some())
                .find_map(|(_, attributes)| spelling::attribute(attributes, value))
        };
        let first = of("resource", "href", "identifier")?;
        let launched = of("item", "identifierref", "identifierref").filter(|launched| *launched != first)?;
        let message =
            format!("{} launches the resource `{first}`, since it stands before `{launched}`", self.lms);
        let finding = self.in_manifest(&rules::ONLY_FIRST_PAGE, message);
        Some(finding.help(format!("put the resource `{launched}` first")))
    }

    pub(super) fn misread_version(self, parts: &[Part<'_>], versions: &[&str]) -> Option<Diagnostic> {
        let version = parts.iter().find_map(|part| match part {
            Part::Text { element: "schemaversion", text } => Some(*text),
            _ => None,
        })?;
        let message = format!("{} does not know the version `{version}`, and takes it for 1.2", self.lms);
        (!versions.contains(&version)).then(|| self.in_manifest(&rules::VERSION_MISREAD, message))
    }

    pub(super) fn silent_completion(self, parts: &[Part<'_>]) -> Option<Diagnostic> {
        let is_set = |attributes: &str, name: &str| spelling::attribute(attributes, name) == Some("true");
        let is_left_to_content = |(name, attributes): (&str, &str)| {
            spelling::local(name) == "deliveryControls"
                && is_set(attributes, "completionSetByContent")
                && is_set(attributes, "objectiveSetByContent")
        };
        let is_left = parts.is_empty() || spelling::tags(parts).any(is_left_to_content);
        let message = format!("{} completes this content by itself", self.lms);
        (!is_left).then(|| self.in_manifest(&rules::COMPLETES_BY_ITSELF, message))
    }

    pub(super) fn sequencing(self, parts: &[Part<'_>]) -> Option<Diagnostic> {
        const RULES: &[&str] = &["sequencingRules", "limitConditions", "rollupRule", "randomizationControls"];
        let (rule, _) = spelling::tags(parts).find(|(name, _)| RULES.contains(&spelling::local(name)))?;
        let message = format!("{} does not follow the rules in `{rule}`", self.lms);
        Some(self.in_manifest(&rules::NO_SEQUENCING, message))
    }

    fn in_manifest(self, rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        self.in_file(rule, "imsmanifest.xml", message)
    }
}

/// The texts that an import keeps, each with its element.
fn texts<'p, 'd>(parts: &'p [Part<'d>]) -> impl Iterator<Item = (&'d str, &'d str)> + use<'p, 'd> {
    parts.iter().filter_map(|part| match part {
        Part::Text { element, text } if TEXTS.contains(&spelling::local(element)) => Some((*element, *text)),
        _ => None,
    })
}

/// The beginning of a text: enough to find it by.
fn begin(text: &str) -> String {
    const MOST: usize = 40;
    let mut begin: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        begin.push('…');
    }
    begin
}
