//! `course.yaml`, `course.json` or `course.toml`: what is true of the whole course, and its outline.

use std::collections::BTreeMap;

use super::fields::{Fields, Findings};
use super::file_report::FileReport;
use super::node::{Node, SyntaxError, Value};
use super::outline::{self, Entry};
use super::text::SourceText;
use super::{certificate, glossary, rules, toml_file, translation, yaml};
use crate::diagnostic::Place;
use crate::model::{
    Brand, CompletionRule, Course, HtmlTrust, Id, Locus, Metadata, Objective, is_language_tag,
    rules as model_rules,
};

/// The names that a course file may have.
pub(super) const NAMES: &[&str] = &["course.yaml", "course.yml", "course.json", "course.toml"];

/// The keys of a course file, by which [`Locus::Field`] names them too.
pub(super) const KNOWN: &[&str] = &[
    "id",
    "title",
    "language",
    "languages",
    "description",
    "keywords",
    "authors",
    "version",
    "rights",
    "duration",
    "iri",
    "mastery-score",
    "completion",
    "html",
    "objectives",
    "glossary",
    "theme",
    "brand",
    "certificate",
    "banks",
    "outline",
];

const COMPLETION: &[(&str, CompletionRule)] = &[
    ("pages-seen", CompletionRule::PagesSeen),
    ("quiz-passed", CompletionRule::QuizPassed),
    ("either", CompletionRule::Either),
    ("both", CompletionRule::Both),
];
const HTML: &[(&str, HtmlTrust)] = &[("sanitised", HtmlTrust::Sanitised), ("trusted", HtmlTrust::Trusted)];
pub(super) const BRAND: &[&str] = &["colours", "dark-colours", "fonts", "radius", "logo", "logo-alt"];

/// What a course file says; the lessons are still to be read.
pub(super) struct CourseFile {
    /// The course with an empty outline, and without its banks.
    pub(super) course: Course,
    /// The languages that the course is translated into.
    pub(super) languages: Vec<String>,
    pub(super) outline: Vec<Entry>,
    /// The identifiers of the banks.
    pub(super) banks: Vec<(String, Place)>,
    pub(super) places: BTreeMap<Locus, Place>,
}

/// Reads a course file, with the texts of its translation if there is one; `None` when it is not in its format, or
/// no group of keys.
pub(super) fn read(
    name: &str,
    source: SourceText,
    translation: Option<(&str, SourceText)>,
    report: &mut FileReport,
) -> Option<CourseFile> {
    let mut node = parse(name, &mut Findings { source: &source, lines_before: 0, report })?;
    let source = match translation {
        Some((name, translation)) => translation::put_over(&mut node, name, source, translation, report),
        None => source,
    };
    let mut findings = Findings { source: &source, lines_before: 0, report };
    let (at, what) = (node.at, node.value.what());
    let Some(fields) = Fields::new(node, KNOWN, &mut findings) else {
        let message = format!("the course file is {what}, not a group of keys");
        findings.add(&rules::WRONG_VALUE, at, message, "begin with `id: leading-upward` and `title: …`");
        return None;
    };
    Some(course(fields, &mut findings))
}

/// A file in the format that its name says; a finding and `None` when it is not.
pub(super) fn parse(name: &str, findings: &mut Findings<'_>) -> Option<Node> {
    let source = findings.source;
    let read = match name.rsplit('.').next() {
        Some("json") => yaml::read_json(source.text()),
        Some("toml") => toml_file::read(source),
        _ => yaml::read(source.text()),
    };
    read.map_err(|error| {
        let help = help_for(name, &error);
        findings.syntax(error, help)
    })
    .ok()
}

fn help_for(name: &str, error: &SyntaxError) -> &'static str {
    match name.rsplit('.').next() {
        Some("json") => "look for a missing comma, bracket or quotation mark here or on the line before",
        Some("toml") => "look for a missing quotation mark, bracket or `=` here or on the line before",
        // YAML forbids them for indentation (1.2, 6.1), and editors do not show which is which.
        _ if error.message.contains("found a tab") => {
            "lines are indented by spaces, never by tabs: replace the tab here or on the next line"
        }
        _ => {
            "look at the indentation, and for a missing quotation mark, here or on the line before; \
             a text with `: ` needs quotation marks"
        }
    }
}

fn course(mut fields: Fields, findings: &mut Findings<'_>) -> CourseFile {
    let mut places = places(&fields, findings);
    // What stands in for a missing key never goes further: a finding was made.
    let mut require = |key, example, stand_in: &str, findings: &mut Findings<'_>| {
        fields.require(key, example, findings).unwrap_or_else(|| stand_in.to_owned())
    };
    let id = Id::from(require("id", "id: leading-upward", "course", findings));
    let title = require("title", "title: Leading upward", "Course", findings);
    let language = require("language", "language: en-GB", "en", findings);
    let languages = languages(&mut fields, &language, findings);
    let metadata = metadata(&mut fields, findings);
    let mastery_score = fields.number("mastery-score", "a number from 0 to 100", |_| true, findings);
    let completion = fields.word("completion", COMPLETION, findings).unwrap_or(match mastery_score {
        Some(_) => CompletionRule::Both,
        None => CompletionRule::PagesSeen,
    });
    let course = Course {
        id,
        title,
        language,
        metadata,
        objectives: objectives(&mut fields, &mut places, findings),
        glossary: glossary::read(&mut fields, &mut places, findings),
        completion,
        mastery_score,
        html: fields.word("html", HTML, findings).unwrap_or_default(),
        brand: brand(&mut fields, &mut places, findings),
        theme: fields.text("theme", findings),
        certificate: certificate::read(&mut fields, findings),
        banks: Vec::new(),
        outline: Vec::new(),
        origin: crate::model::Origin::default(),
    };
    let banks = banks(&mut fields, findings);
    let outline = match fields.take_required("outline", "outline: [trust]", findings) {
        Some(node) => outline::read(node, findings),
        None => Vec::new(),
    };
    CourseFile { course, languages, outline, banks, places }
}

fn places(fields: &Fields, findings: &Findings<'_>) -> BTreeMap<Locus, Place> {
    let keys = KNOWN.iter().filter_map(|key| Some((Locus::Field(key), findings.place(fields.key(key)?))));
    keys.chain([(Locus::Course, findings.source.whole())]).collect()
}

/// The languages of the translations. Files are named after them, so one that is no language tag goes no further.
fn languages(fields: &mut Fields, original: &str, findings: &mut Findings<'_>) -> Vec<String> {
    let Some(node) = fields.take("languages") else { return Vec::new() };
    let Value::List(list) = &node.value else {
        findings.wrong(
            "languages",
            &node,
            "a list of the languages besides the course's own, such as `[de, ar]`",
        );
        return Vec::new();
    };
    let mut languages: Vec<String> = Vec::new();
    for node in list {
        let Some(tag) = findings.text("languages", node) else { continue };
        let is_tag = |other: &str| other.eq_ignore_ascii_case(&tag);
        if !is_language_tag(&tag) {
            let help = "use a BCP 47 tag such as `de`, `pt-BR` or `ar`";
            findings.add(&model_rules::LANGUAGE_TAG, node.at, format!("`{tag}` is not a language tag"), help);
        } else if is_tag(original) || languages.iter().any(|other| is_tag(other)) {
            let help = "each language stands once: the course's own as `language`, the others in `languages`";
            findings.add(&rules::WRONG_VALUE, node.at, format!("the language `{tag}` is given twice"), help);
        } else {
            languages.push(tag);
        }
    }
    languages
}

pub(super) fn metadata(fields: &mut Fields, findings: &mut Findings<'_>) -> Metadata {
    let minutes = |n: f64| n.fract() == 0.0 && (1.0..=100_000.0).contains(&n);
    Metadata {
        description: fields.text("description", findings).unwrap_or_default().trim().to_owned(),
        keywords: fields.texts("keywords", findings),
        authors: fields.texts("authors", findings),
        version: fields.text("version", findings),
        rights: fields.text("rights", findings),
        duration: fields.number("duration", "a whole number of minutes", minutes, findings).map(whole),
        iri: fields.text("iri", findings),
    }
}

/// A number that was found to be whole and in range.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> u32 {
    number as u32
}

fn objectives(
    fields: &mut Fields,
    places: &mut BTreeMap<Locus, Place>,
    findings: &mut Findings<'_>,
) -> Vec<Objective> {
    let Some(node) = fields.take("objectives") else { return Vec::new() };
    let Value::List(list) = node.value else {
        findings.wrong("objectives", &node, "a list of objectives, each with `id` and `title`");
        return Vec::new();
    };
    let mut objectives = Vec::new();
    for node in list {
        let (at, place, what) = (node.at, findings.place(node.at), node.value.what());
        let Some(mut fields) = Fields::new(node, &["id", "title"], findings) else {
            let message = format!("an objective is {what}");
            findings.add(&rules::WRONG_VALUE, at, message, "expected: the keys `id` and `title`");
            continue;
        };
        let id = fields.require("id", "id: trust", findings);
        let title = fields.require("title", "title: Explain what builds trust", findings);
        if let Some(id) = id {
            places.insert(Locus::Objective(objectives.len()), place);
            objectives.push(Objective { title: title.unwrap_or_else(|| id.clone()), id: id.into() });
        }
    }
    objectives
}

fn banks(fields: &mut Fields, findings: &mut Findings<'_>) -> Vec<(String, Place)> {
    let Some(node) = fields.take("banks") else { return Vec::new() };
    let Value::List(list) = &node.value else {
        findings.wrong("banks", &node, "a list of banks, such as `[trust]`");
        return Vec::new();
    };
    let bank = |node: &Node| Some((findings.text("banks", node)?, findings.place(node.at)));
    list.iter().filter_map(bank).collect()
}

pub(super) fn brand(
    fields: &mut Fields,
    places: &mut BTreeMap<Locus, Place>,
    findings: &mut Findings<'_>,
) -> Brand {
    let Some(node) = fields.take("brand") else { return Brand::default() };
    let known: Vec<_> = BRAND.iter().map(|key| format!("`{key}`")).collect();
    if !matches!(node.value, Value::Map(_)) {
        findings.wrong("brand", &node, &format!("the keys {}", known.join(", ")));
        return Brand::default();
    }
    let Some(mut fields) = Fields::new(node, BRAND, findings) else { return Brand::default() };
    for group in ["logo", "logo-alt"] {
        let place = fields.key(group).map(|at| findings.place(at));
        places.extend(place.map(|place| (Locus::Token { group, index: 0 }, place)));
    }
    let mut tokens = |group, findings: &mut Findings<'_>| {
        let mut texts = BTreeMap::new();
        for (index, (token, (text, place))) in fields.text_map(group, findings).into_iter().enumerate() {
            places.insert(Locus::Token { group, index }, place);
            texts.insert(token, text);
        }
        texts
    };
    let (colours, dark_colours) = (tokens("colours", findings), tokens("dark-colours", findings));
    let fonts = tokens("fonts", findings);
    let pixels = |n: f64| n.fract() == 0.0 && (0.0..=255.0).contains(&n);
    let radius = fields.number("radius", "a whole number of CSS pixels from 0 to 255", pixels, findings);
    Brand {
        colours,
        dark_colours,
        fonts,
        radius: radius.and_then(|radius| u8::try_from(whole(radius)).ok()),
        logo: fields.text("logo", findings),
        logo_alt: fields.text("logo-alt", findings),
    }
}
