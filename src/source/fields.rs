//! The keys of a map, taken one by one; what nobody takes is reported.

use std::collections::BTreeMap;

use super::file_report::FileReport;
use super::node::{At, Key, Node, SyntaxError, Value};
use super::rules;
use super::suggest::{did_you_mean, quoted};
use super::text::SourceText;
use crate::diagnostic::{Diagnostic, Place, Rule};

/// Where findings about nodes go.
pub(super) struct Findings<'a> {
    pub(super) source: &'a SourceText,
    /// How many lines of the file stand before the text that the nodes were read from.
    pub(super) lines_before: usize,
    pub(super) report: &'a mut FileReport,
}

impl Findings<'_> {
    pub(super) fn place(&self, at: At) -> Place {
        match at {
            Some((line, column)) => self.source.place_at(line + self.lines_before, column),
            None => self.source.whole(),
        }
    }

    pub(super) fn add(
        &mut self,
        rule: &'static Rule,
        at: At,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = Diagnostic::new(rule, message).place(self.place(at)).help(help);
        self.report.push(finding);
    }

    /// A text that is not in its format.
    pub(super) fn syntax(&mut self, error: SyntaxError, help: &str) {
        if error.is_too_large {
            self.add(
                &rules::TOO_LARGE,
                error.at,
                error.message,
                "divide it; modules may stand inside each other 32 times, groups of a path 16 times",
            );
        } else {
            self.add(&rules::SYNTAX, error.at, error.message, help);
        }
    }

    pub(super) fn wrong(&mut self, key: &str, node: &Node, expected: &str) {
        let message = match (node.value.text(), &node.value) {
            (Some(text), _) => format!("`{key}` is `{text}`"),
            (None, value) => format!("`{key}` is {}", value.what()),
        };
        self.add(&rules::WRONG_VALUE, node.at, message, format!("expected: {expected}"));
    }

    /// A text; `None` and a finding when it is something else.
    pub(super) fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = node.value.text().map(str::to_owned);
        if text.is_none() {
            self.wrong(key, node, "a text");
        }
        text
    }
}

/// The entries of a map that nobody has taken yet.
pub(super) struct Fields {
    entries: Vec<(Key, Node)>,
    /// Where the map begins.
    at: At,
}

impl Fields {
    /// The entries of a node; unknown and repeated keys are reported.
    pub(super) fn new(node: Node, known: &[&str], findings: &mut Findings<'_>) -> Option<Self> {
        let Value::Map(entries) = node.value else { return None };
        let mut kept: Vec<(Key, Node)> = Vec::new();
        for (key, value) in entries {
            if !known.contains(&key.text.as_str()) {
                let help = did_you_mean(&key.text, known);
                findings.add(
                    &rules::UNKNOWN_KEY,
                    key.at,
                    format!("the key `{}` is not known", key.text),
                    help,
                );
            } else if kept.iter().any(|(other, _)| other.text == key.text) {
                let message = format!("the key `{}` is given twice", key.text);
                findings.add(&rules::SYNTAX, key.at, message, "take one of the two out");
            } else {
                kept.push((key, value));
            }
        }
        Some(Self { entries: kept, at: node.at })
    }

    /// The place of a key.
    pub(super) fn key(&self, key: &str) -> Option<At> {
        self.entries.iter().find(|(other, _)| other.text == key).map(|(key, _)| key.at)
    }

    /// What stands after a key, which stays.
    pub(super) fn peek(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(other, _)| other.text == key).map(|(_, node)| node)
    }

    /// Whether something stands after a key.
    pub(super) fn has_value(&self, key: &str) -> bool {
        self.entries.iter().any(|(other, node)| other.text == key && node.value != Value::Null)
    }

    /// The value of a key; a key with nothing after it is as good as none.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let index = self.entries.iter().position(|(other, _)| other.text == key)?;
        let node = self.entries.remove(index).1;
        (node.value != Value::Null).then_some(node)
    }

    pub(super) fn text(&mut self, key: &str, findings: &mut Findings<'_>) -> Option<String> {
        let node = self.take(key)?;
        findings.text(key, &node)
    }

    /// A text that must be there; `None` and a finding when it is not.
    pub(super) fn require(
        &mut self,
        key: &str,
        example: &str,
        findings: &mut Findings<'_>,
    ) -> Option<String> {
        let node = self.take_required(key, example, findings)?;
        findings.text(key, &node)
    }

    /// A value that must be there; `None` and a finding when it is not.
    pub(super) fn take_required(
        &mut self,
        key: &str,
        example: &str,
        findings: &mut Findings<'_>,
    ) -> Option<Node> {
        let node = self.take(key);
        if node.is_none() {
            let help = format!("add it, for example `{example}`");
            findings.add(&rules::MISSING_KEY, self.at, format!("the key `{key}` is missing"), help);
        }
        node
    }

    /// A number that suits; `expected` says what that is.
    pub(super) fn number(
        &mut self,
        key: &str,
        expected: &str,
        suits: impl Fn(f64) -> bool,
        findings: &mut Findings<'_>,
    ) -> Option<f64> {
        let node = self.take(key)?;
        match node.value {
            Value::Scalar { number: Some(number), .. } if suits(number) => Some(number),
            _ => {
                let is_quoted =
                    matches!(&node.value, Value::Text(text) if text.trim().parse::<f64>().is_ok());
                let how = if is_quoted { ", without quotation marks" } else { "" };
                findings.wrong(key, &node, &format!("{expected}{how}"));
                None
            }
        }
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(
        &mut self,
        key: &str,
        words: &[(&str, T)],
        findings: &mut Findings<'_>,
    ) -> Option<T> {
        let node = self.take(key)?;
        let found = words.iter().find(|(word, _)| node.value.text() == Some(*word)).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            findings.wrong(key, &node, &format!("one of {}", quoted(&names)));
        }
        found
    }

    /// A list of texts with their places.
    pub(super) fn texts(&mut self, key: &str, findings: &mut Findings<'_>) -> Vec<String> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let Value::List(list) = &node.value else {
            findings.wrong(key, &node, "a list, such as `[one, two]`");
            return Vec::new();
        };
        list.iter().filter_map(|item| findings.text(key, item)).collect()
    }

    /// A map of texts, each with the place of its key.
    pub(super) fn text_map(
        &mut self,
        key: &str,
        findings: &mut Findings<'_>,
    ) -> BTreeMap<String, (String, Place)> {
        let Some(node) = self.take(key) else { return BTreeMap::new() };
        let Value::Map(entries) = &node.value else {
            findings.wrong(key, &node, "a group of keys with a text each");
            return BTreeMap::new();
        };
        let texts = entries.iter().filter_map(|(key, node)| {
            let text = findings.text(&key.text, node)?;
            Some((key.text.clone(), (text, findings.place(key.at))))
        });
        texts.collect()
    }
}
