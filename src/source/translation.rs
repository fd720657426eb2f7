//! `course.de.yaml`: texts that stand in the place of those of the course file.
//!
//! A translation has the keys of the course file itself. Objectives and modules, which have identifiers, are groups of
//! titles by identifier there, so that nothing but texts is said twice.

use super::fields::Findings;
use super::file_report::FileReport;
use super::node::{At, Key, Node, Value};
use super::rules;
use super::suggest::{did_you_mean, nearest, quoted};
use super::text::SourceText;
use super::{certificate, course_file};
use crate::diagnostic::Diagnostic;

/// What a translation may say.
const TEXTS: &[&str] = &[
    "title",
    "description",
    "keywords",
    "authors",
    "rights",
    "objectives",
    "glossary",
    "modules",
    "brand",
    "certificate",
];
/// Of these, what it says wherever the original does: names of people, licences and brands may be the same everywhere.
const NEEDED: &[&str] = &["title", "description", "keywords", "glossary"];
/// The texts of the brand.
const BRAND: &[&str] = &["logo", "logo-alt"];

/// Puts the texts of a translation over those of the course file. What it gives back has the lines of both files, the
/// translation's after the original's, and the places of the nodes are places there.
pub(super) fn put_over(
    original: &mut Node,
    name: &str,
    source: SourceText,
    translation: SourceText,
    report: &mut FileReport,
) -> SourceText {
    let node = course_file::parse(name, &mut Findings { source: &translation, lines_before: 0, report });
    let begin = source.line_count();
    let whole = translation.whole();
    let source = source.followed_by(translation);
    let Some(mut node) = node else { return source };
    count_on(&mut node, begin);
    let mut over = Over { findings: Findings { source: &source, lines_before: 0, report }, begin };
    match (&mut original.value, node.value) {
        (Value::Map(original), Value::Map(translation)) => over.course(original, translation),
        (_, value) => {
            let message = format!("the translation is {}, not a group of keys", value.what());
            let finding = Diagnostic::new(&rules::WRONG_VALUE, message).place(whole);
            over.findings.report.push(finding.help("begin with `title: …`"));
        }
    }
    source
}

type Entries = Vec<(Key, Node)>;

struct Over<'a> {
    findings: Findings<'a>,
    /// The lines before the translation.
    begin: usize,
}

impl Over<'_> {
    fn course(&mut self, original: &mut Entries, translation: Entries) {
        self.needed(original, &translation);
        for (key, node) in translation.into_iter().filter(|(_, node)| node.value != Value::Null) {
            match key.text.as_str() {
                "objectives" => self.parts(&key, node, titles(original, "objectives", "id")),
                "modules" => self.parts(&key, node, modules(original)),
                "brand" => self.group(original, key, node, course_file::BRAND, BRAND),
                "certificate" => self.group(original, key, node, certificate::KNOWN, certificate::KNOWN),
                text if TEXTS.contains(&text) => replace(original, key, node),
                _ => self.no_text(&key, course_file::KNOWN, TEXTS),
            }
        }
    }

    /// Reports what the original says and the translation does not.
    fn needed(&mut self, original: &mut Entries, translation: &Entries) {
        for name in NEEDED {
            if get(original, name).is_some() && get(translation, name).is_none() {
                self.missing(&format!("`{name}`"), format!("add `{name}: …`"));
            }
        }
        if let Some(Value::Map(words)) = get(original, "certificate").map(|node| &node.value) {
            for name in ["title", "text"].into_iter().filter(|name| get(words, name).is_some()) {
                let translated = get(translation, "certificate").map(|node| &node.value);
                if !matches!(translated, Some(Value::Map(words)) if get(words, name).is_some()) {
                    let help = format!("add `{name}: …` to `certificate`");
                    self.missing(&format!("`{name}` of the certificate"), help);
                }
            }
        }
        let ids = |titles: Vec<(String, &mut Node)>| titles.into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        let objectives = ids(titles(original, "objectives", "id"));
        for (group, ids) in [("objectives", objectives), ("modules", ids(modules(original)))] {
            for id in ids {
                let texts = get(translation, group).map(|node| &node.value);
                if !matches!(texts, Some(Value::Map(texts)) if get(texts, &id).is_some()) {
                    self.missing(&format!("`{id}` of the {group}"), format!("add `{id}: …` to `{group}`"));
                }
            }
        }
    }

    fn missing(&mut self, what: &str, help: String) {
        let at = Some((self.begin + 1, 1));
        self.findings.add(&rules::NOT_TRANSLATED, at, format!("{what} is not translated"), help);
    }

    /// Replaces the titles of parts that have identifiers.
    fn parts(&mut self, key: &Key, node: Node, mut titles: Vec<(String, &mut Node)>) {
        let Value::Map(texts) = node.value else {
            let expected = format!("a group of titles by identifier, such as `{}: {{ trust: … }}`", key.text);
            self.findings.wrong(&key.text, &node, &expected);
            return;
        };
        for (id, text) in texts {
            match titles.iter_mut().find(|(known, _)| *known == id.text) {
                Some((_, title)) if text.value.text().is_some() => **title = text,
                Some(_) => self.findings.wrong(&id.text, &text, "a text"),
                None => {
                    let known: Vec<_> = titles.iter().map(|(id, _)| id.as_str()).collect();
                    let help = match (nearest(&id.text, known.iter().copied()), known.is_empty()) {
                        (Some(near), _) => format!("did you mean `{near}`?"),
                        (None, true) => format!("it has no {}", key.text),
                        (None, false) => format!("it has {}", quoted(&known)),
                    };
                    let message = format!("the course has no `{}` in its {}", id.text, key.text);
                    self.findings.add(&rules::UNKNOWN_PART, id.at, message, help);
                }
            }
        }
    }

    /// Replaces the texts of a group of keys; the other ones are those of the original.
    fn group(&mut self, original: &mut Entries, key: Key, node: Node, all: &[&str], texts: &[&str]) {
        let name = key.text.clone();
        let Value::Map(translated) = node.value else {
            self.findings.wrong(&name, &node, &format!("the keys {}", quoted(texts)));
            return;
        };
        if get(original, &name).is_none() {
            original.push((key, Node { value: Value::Map(Vec::new()), at: node.at }));
        }
        let Some(Value::Map(group)) = get_mut(original, &name).map(|node| &mut node.value) else { return };
        for (key, node) in translated {
            if texts.contains(&key.text.as_str()) {
                replace(group, key, node);
            } else {
                self.no_text(&key, all, texts);
            }
        }
    }

    /// Reports a key that is none of the texts, though the original may have it.
    fn no_text(&mut self, key: &Key, original: &[&str], texts: &[&str]) {
        if original.contains(&key.text.as_str()) {
            let message = format!("`{}` is the same in all languages", key.text);
            self.findings.add(
                &rules::NOT_A_TEXT,
                key.at,
                message,
                format!("translated here: {}", quoted(texts)),
            );
        } else {
            let message = format!("the key `{}` is not known", key.text);
            self.findings.add(&rules::UNKNOWN_KEY, key.at, message, did_you_mean(&key.text, texts));
        }
    }
}

/// The titles of a list of things with identifiers, by identifier.
fn titles<'a>(entries: &'a mut Entries, list: &str, id: &str) -> Vec<(String, &'a mut Node)> {
    let mut found = Vec::new();
    if let Some(Value::List(list)) = get_mut(entries, list).map(|node| &mut node.value) {
        for node in list {
            let Value::Map(thing) = &mut node.value else { continue };
            let Some(id) = get(thing, id).and_then(|id| id.value.text()).map(str::to_owned) else { continue };
            found.extend(get_mut(thing, "title").map(|title| (id, title)));
        }
    }
    found
}

/// The titles of the modules of an outline, at any depth, by their identifiers.
fn modules(entries: &mut Entries) -> Vec<(String, &mut Node)> {
    get_mut(entries, "outline").map(modules_in).unwrap_or_default()
}

fn modules_in(outline: &mut Node) -> Vec<(String, &mut Node)> {
    let mut found = Vec::new();
    let Value::List(list) = &mut outline.value else { return found };
    for node in list {
        let Value::Map(module) = &mut node.value else { continue };
        let id = get(module, "module").and_then(|id| id.value.text()).map(str::to_owned);
        let (mut title, mut inside) = (None, Vec::new());
        for (key, value) in module {
            match key.text.as_str() {
                "title" => title = Some(value),
                "outline" => inside = modules_in(value),
                _ => {}
            }
        }
        found.extend(id.zip(title));
        found.append(&mut inside);
    }
    found
}

fn get<'a>(entries: &'a Entries, name: &str) -> Option<&'a Node> {
    let found = entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| node);
    found.filter(|node| node.value != Value::Null)
}

fn get_mut<'a>(entries: &'a mut Entries, name: &str) -> Option<&'a mut Node> {
    entries.iter_mut().find(|(key, _)| key.text == name).map(|(_, node)| node)
}

/// Sets the value of a key.
fn replace(entries: &mut Entries, key: Key, node: Node) {
    match entries.iter_mut().find(|(other, _)| other.text == key.text) {
        Some(entry) => *entry = (key, node),
        None => entries.push((key, node)),
    }
}

/// Moves the places of a node behind so many lines.
fn count_on(node: &mut Node, lines: usize) {
    let move_on = |at: &mut At| *at = at.map(|(line, column)| (line + lines, column));
    move_on(&mut node.at);
    match &mut node.value {
        Value::List(list) => list.iter_mut().for_each(|node| count_on(node, lines)),
        Value::Map(entries) => entries.iter_mut().for_each(|(key, node)| {
            move_on(&mut key.at);
            count_on(node, lines);
        }),
        Value::Null | Value::Scalar { .. } | Value::Text(_) => {}
    }
}
