//! What a translation may not change: everything that learners' records hang on.
//!
//! Courses are compared as serde writes them. So whatever a question or a block can have is held against the original
//! by itself, and only what is text has to be told apart.

use std::collections::BTreeSet;

use serde_json::Value;

use super::validate::Findings;
use super::{Bank, Course, Lesson, Locus, rules};
use crate::diagnostic::{Diagnostic, Report, Rule};

/// Keys whose strings are no texts.
const WORDS: &[&str] = &[
    "id",
    "kind",
    "type",
    "objectives",
    "completion",
    "credit",
    "to",
    "after",
    "bank",
    "counts",
    "review",
    "test-out",
    "remediation",
];
/// What is as the language, or a picture with words in it, wants it: content to read, help, and places in pictures.
const FREE: &[&str] = &["blocks", "hints", "left", "top", "width", "height", "x", "y"];

impl Course {
    /// What a translation of this course changes besides texts: lessons, questions and answers have to be the same in all
    /// languages, in number, order, identifiers and rightness, because learners' records and reports hang on them. Accepted
    /// answers to fill-in questions are texts, and as many as the language has.
    ///
    /// ```
    /// use coursewright::{Course, Lesson, Question};
    ///
    /// let course = |lesson, prompt, right, wrong| {
    ///     let question = Question::choice("promise", prompt).correct(right).incorrect(wrong);
    ///     Course::builder("leading-upward", lesson).lesson(Lesson::builder("trust", lesson).question(question)).build()
    /// };
    /// let english = course("Trust", "What builds trust?", "A kept promise", "A promise")?;
    /// let german = course("Vertrauen", "Was schafft Vertrauen?", "Ein gehaltenes Versprechen", "Ein Versprechen")?;
    /// assert!(english.check_translation(&german).is_empty());
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    #[must_use]
    pub fn check_translation(&self, translation: &Self) -> Report {
        let mut findings = Vec::new();
        compare_course(self, translation, &mut findings);
        let (lessons, translated) = (self.lessons(), translation.lessons());
        if lessons.iter().map(|lesson| &lesson.id).eq(translated.iter().map(|lesson| &lesson.id)) {
            for (index, (lesson, translated)) in lessons.into_iter().zip(translated).enumerate() {
                compare_lesson(index, lesson, translated, &mut findings);
            }
        } else {
            let message = "the translation has other lessons than the original, or in another order";
            findings.push((Locus::Field("outline"), Diagnostic::new(&rules::TRANSLATED_RULES, message)));
        }
        if self.banks.iter().map(|bank| &bank.id).eq(translation.banks.iter().map(|bank| &bank.id)) {
            for (number, (bank, translated)) in self.banks.iter().zip(&translation.banks).enumerate() {
                compare_bank(number, bank, translated, &mut findings);
            }
        } else {
            let message = "the translation has other banks than the original, or in another order";
            findings.push((Locus::Field("banks"), Diagnostic::new(&rules::TRANSLATED_RULES, message)));
        }
        translation.origin.locate(findings)
    }
}

fn compare_course(original: &Course, translation: &Course, findings: &mut Findings) {
    let (original, translation) = (json(original), json(translation));
    for field in ["id", "objectives", "completion", "mastery-score"] {
        if let Some(difference) = difference(field, field, &original[field], &translation[field]) {
            let finding = Diagnostic::new(&rules::TRANSLATED_RULES, difference).subject("course");
            findings.push((Locus::Field(field), finding));
        }
    }
}

fn compare_lesson(index: usize, original: &Lesson, translation: &Lesson, findings: &mut Findings) {
    let subject = format!("lesson `{}`", original.id);
    let (mut original, mut translation) = (json(original), json(translation));
    let (blocks, translated) = (original["blocks"].take(), translation["blocks"].take());
    if let Some(difference) = difference("", "", &original, &translation) {
        let help = "write in the front matter what the original has there, except for texts";
        let finding = Diagnostic::new(&rules::TRANSLATED_RULES, difference).subject(&subject).help(help);
        findings.push((Locus::Lesson(index), finding));
    }
    let place = |block| Locus::Block { lesson: index, block };
    compare_parts((blocks, translated), &subject, Locus::Lesson(index), place, findings);
}

fn compare_bank(number: usize, original: &Bank, translation: &Bank, findings: &mut Findings) {
    let subject = format!("bank `{}`", original.id);
    let questions = (json(&original.questions), json(&translation.questions));
    let place = |question| Locus::BankQuestion { bank: number, question };
    compare_parts(questions, &subject, Locus::Bank(number), place, findings);
}

/// What has an identifier among the blocks of a lesson or the questions of a bank.
fn compare_parts(
    (original, translation): (Value, Value),
    subject: &str,
    whole: Locus,
    place_of: impl Fn(usize) -> Locus,
    findings: &mut Findings,
) {
    let (blocks, translated) = (records(original), records(translation));
    let mut find = |locus, rule: &'static Rule, subject: &str, message: String, help: &str| {
        findings.push((locus, Diagnostic::new(rule, message).subject(subject).help(help)));
    };
    for (_, block) in &blocks {
        let name = name_of(block);
        let same = translated.iter().find(|(_, other)| other["id"] == block["id"]);
        let Some((place, other)) = same else {
            let message = format!("{name} is missing in the translation");
            let help = "take it over from the original, and translate its texts";
            find(whole, &rules::TRANSLATED_PARTS, subject, message, help);
            continue;
        };
        if let Some(difference) = difference("", "", block, other) {
            let help = "a translation changes texts only, as learners' records hang on everything else";
            let subject = &format!("{subject} › {name}");
            let locus = place_of(*place);
            find(locus, &rules::TRANSLATED_ANSWERS, subject, difference, help);
        }
    }
    let missing_in_original =
        |other: &&(usize, Value)| blocks.iter().all(|(_, block)| block["id"] != other.1["id"]);
    for (place, block) in translated.iter().filter(missing_in_original) {
        let message = format!("{} is not in the original", name_of(block));
        let locus = place_of(*place);
        find(locus, &rules::TRANSLATED_PARTS, subject, message, "correct its identifier, or take it out");
    }
    let order =
        |blocks: &[(usize, Value)]| blocks.iter().map(|(_, block)| block["id"].clone()).collect::<Vec<_>>();
    let (wanted, found) = (order(&blocks), order(&translated));
    if wanted != found && wanted.len() == found.len() && wanted.iter().all(|id| found.contains(id)) {
        let message = "its questions and blocks stand in another order than in the original".to_owned();
        find(whole, &rules::TRANSLATED_PARTS, subject, message, "put them in the original's order");
    }
}

/// The blocks that have an identifier, with their places among all.
fn records(blocks: Value) -> Vec<(usize, Value)> {
    let Value::Array(blocks) = blocks else { return Vec::new() };
    blocks.into_iter().enumerate().filter(|(_, block)| block["id"].is_string()).collect()
}

fn name_of(block: &Value) -> String {
    let word = block["type"].as_str().unwrap_or("question");
    format!("{word} `{}`", block["id"].as_str().unwrap_or_default())
}

/// A part of a course as serde writes it, which always succeeds: no map of the model has keys other than texts.
fn json(part: &impl serde::Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

/// The first difference that is none between texts. `key` is the name of the value, `path` what it is told by.
fn difference(key: &str, path: &str, original: &Value, translation: &Value) -> Option<String> {
    match (original, translation) {
        (Value::Object(a), Value::Object(b)) => {
            // Which texts a gap accepts is a matter of the language, too.
            let is_text = |name: &str| FREE.contains(&name) || key == "gaps" && name == "answers";
            // In the order of the names, whatever map a JSON library uses.
            let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            keys.into_iter().filter(|name| !is_text(name)).find_map(|name| {
                let path = if path.is_empty() { format!("`{name}`") } else { format!("{path}, `{name}`") };
                // Here the keys are objectives and the texts are lessons.
                let word = if key == "remediation" { key } else { name };
                difference(word, &path, &original[name], &translation[name])
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() != b.len() => {
            Some(format!("{path} has {} entries, in the original {}", b.len(), a.len()))
        }
        (Value::Array(a), Value::Array(b)) => a
            .iter()
            .zip(b)
            .enumerate()
            .find_map(|(index, (a, b))| difference(key, &format!("{path} {}", index + 1), a, b)),
        _ => {
            let is_text = |value: &Value| value.is_string() && !WORDS.contains(&key) || value.is_null();
            // What serde leaves out is false, or nothing.
            let is_false = |value: &Value| matches!(value, Value::Null | Value::Bool(false));
            let same = original == translation
                || is_text(original) && is_text(translation)
                || is_false(original) && is_false(translation);
            let word = |value: &Value, other: &Value| match value {
                Value::Null if other.is_boolean() => "false".to_owned(),
                Value::Null => "not there".to_owned(),
                Value::String(text) => format!("`{text}`"),
                Value::Array(list) => format!("a list of {}", list.len()),
                Value::Object(_) => "there".to_owned(),
                value => value.to_string(),
            };
            let (a, b) = (word(original, translation), word(translation, original));
            (!same).then(|| format!("{path} is {b}, in the original {a}"))
        }
    }
}
