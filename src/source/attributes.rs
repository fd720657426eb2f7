//! The opening line of a `:::` block: a name, words, and `key=value` pairs.

use std::ops::Range;
use std::str::FromStr;

use super::file_report::FileReport;
use super::rules;
use super::suggest::did_you_mean;
use super::text::SourceText;
use crate::diagnostic::Diagnostic;
use crate::model::Id;

/// A word and the byte where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) at: usize,
}

/// What the opening line says. What is taken is gone; [`finish`](Self::finish) reports the rest.
pub(super) struct Attributes<'a> {
    source: &'a SourceText,
    /// The block's name.
    pub(super) name: Word,
    /// Where the opening line begins.
    at: usize,
    words: Vec<Word>,
    pairs: Vec<(Word, Word)>,
}

impl<'a> Attributes<'a> {
    pub(super) fn read(
        source: &'a SourceText,
        at: usize,
        header: Range<usize>,
        report: &mut FileReport,
    ) -> Self {
        let mut line = Line { source, rest: header, report };
        let mut read =
            Self { source, name: Word { text: String::new(), at }, at, words: Vec::new(), pairs: Vec::new() };
        if let Some(name) = line.word() {
            read.name = name;
        }
        while let Some(word) = line.word() {
            match line.value() {
                Some(value) => read.add(word, value, line.report),
                None => read.words.push(word),
            }
        }
        read
    }

    fn add(&mut self, key: Word, value: Word, report: &mut FileReport) {
        if key.text.is_empty() {
            let finding = Diagnostic::new(&rules::BAD_ATTRIBUTE, "a value has no key");
            let help = format!("write the key directly before the sign: `key={}`", value.text);
            report.push(finding.place(self.source.place(key.at)).help(help));
        } else if self.pairs.iter().any(|(other, _)| other.text == key.text) {
            let finding = Diagnostic::new(&rules::BAD_ATTRIBUTE, format!("`{}` is given twice", key.text));
            report.push(finding.place(self.source.place(key.at)).help("take one of the two out"));
        } else {
            self.pairs.push((key, value));
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|(other, _)| other.text == key)
    }

    pub(super) fn take(&mut self, key: &str) -> Option<Word> {
        let index = self.pairs.iter().position(|(other, _)| other.text == key)?;
        Some(self.pairs.remove(index).1)
    }

    pub(super) fn take_text(&mut self, key: &str) -> Option<String> {
        self.take(key).map(|word| word.text)
    }

    /// A value that the block cannot be without.
    pub(super) fn require(&mut self, key: &str, example: &str, report: &mut FileReport) -> Option<String> {
        let value = self.take_text(key).filter(|value| !value.is_empty());
        if value.is_none() {
            self.missing(format!("the block `{}` has no `{key}`", self.name.text), example, report);
        }
        value
    }

    pub(super) fn missing(&self, message: String, example: &str, report: &mut FileReport) {
        let finding = Diagnostic::new(&rules::MISSING_ATTRIBUTE, message);
        report.push(finding.place(self.source.place(self.at)).help(format!("for example `{example}`")));
    }

    /// A list of identifiers with commas between them.
    pub(super) fn take_ids(&mut self, key: &str) -> Vec<Id> {
        let text = self.take_text(key).unwrap_or_default();
        text.split(',').map(str::trim).filter(|id| !id.is_empty()).map(Id::from).collect()
    }

    pub(super) fn take_number<T: FromStr>(
        &mut self,
        key: &str,
        what: &str,
        report: &mut FileReport,
    ) -> Option<T> {
        let value = self.take(key)?;
        let number = value.text.parse().ok();
        if number.is_none() {
            let message = format!("`{key}` is `{}`, expected {what}", value.text);
            report.push(
                Diagnostic::new(&rules::BAD_ATTRIBUTE, message)
                    .place(self.source.place(value.at))
                    .help(format!("for example `{key}=2`")),
            );
        }
        number
    }

    pub(super) fn take_flag(&mut self, flag: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word.text != flag);
        self.words.len() < before
    }

    /// The first word, unless it is a flag of the block.
    pub(super) fn take_id(&mut self, flags: &[&str]) -> Option<String> {
        let first = self.words.first()?;
        (!flags.contains(&first.text.as_str())).then(|| self.words.remove(0).text)
    }

    /// Every pair whose key is the prefix, or the prefix with a dot and something after it.
    pub(super) fn take_family(&mut self, prefix: &str) -> Vec<(Option<String>, String)> {
        let (taken, left) = std::mem::take(&mut self.pairs)
            .into_iter()
            .partition(|(key, _)| key.text == prefix || key.text.starts_with(&format!("{prefix}.")));
        self.pairs = left;
        let taken: Vec<(Word, Word)> = taken;
        taken
            .into_iter()
            .map(|(key, value)| (key.text.strip_prefix(&format!("{prefix}.")).map(str::to_owned), value.text))
            .collect()
    }

    /// Reports what nobody took.
    pub(super) fn finish(self, known: &[&str], report: &mut FileReport) {
        let left = self.words.iter().chain(self.pairs.iter().map(|(key, _)| key));
        let mut left: Vec<_> = left.collect();
        left.sort_by_key(|word| word.at);
        for word in left {
            let message = format!("the block `{}` has no attribute `{}`", self.name.text, word.text);
            let is_known = known.contains(&word.text.as_str());
            let help = if is_known && !self.words.contains(word) {
                format!("it stands without a value: `{}`", word.text)
            } else if is_known {
                format!("give it a value: `{}=…`", word.text)
            } else {
                did_you_mean(&word.text, known)
            };
            let finding = Diagnostic::new(&rules::UNKNOWN_ATTRIBUTE, message);
            report.push(finding.place(self.source.place(word.at)).help(help));
        }
    }
}

/// The rest of an opening line.
struct Line<'a> {
    source: &'a SourceText,
    rest: Range<usize>,
    report: &'a mut FileReport,
}

impl Line<'_> {
    fn text(&self) -> &str {
        self.source.slice(self.rest.clone())
    }

    /// Up to the next space or equals sign.
    fn word(&mut self) -> Option<Word> {
        self.rest.start += self.text().len() - self.text().trim_start().len();
        let text = self.text();
        let end = text.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(text.len());
        if text.is_empty() {
            return None;
        }
        let word = Word { text: text[..end].to_owned(), at: self.rest.start };
        self.rest.start += end;
        Some(word)
    }

    /// What follows an equals sign.
    fn value(&mut self) -> Option<Word> {
        let text = self.text().strip_prefix('=')?;
        if let Some(quoted) = text.strip_prefix('"') {
            let (value, length) = unquoted(quoted);
            let word = Word { text: value, at: self.rest.start + 1 };
            self.rest.start += 2 + length.unwrap_or(quoted.len());
            if length.is_none() {
                self.bad(word.at, "a quotation mark is not closed", "close it with a straight `\"`");
            }
            return Some(word);
        }
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let word = Word { text: text[..end].to_owned(), at: self.rest.start + 1 };
        if text.starts_with(['“', '”', '„', '«', '\'']) {
            let help = "use straight double quotation marks: `key=\"value with spaces\"`";
            self.bad(word.at, "the value stands in quotation marks of another kind", help);
            // One finding is enough: the words after it belong to the value.
            self.rest.start = self.rest.end;
        } else {
            self.rest.start += 1 + end;
        }
        Some(word)
    }

    fn bad(&mut self, at: usize, message: &str, help: &str) {
        let finding = Diagnostic::new(&rules::BAD_ATTRIBUTE, message);
        self.report.push(finding.place(self.source.place(at)).help(help));
    }
}

/// A quoted value, and its length with the closing mark when there is one. `\"` and `\\` stand for themselves.
fn unquoted(text: &str) -> (String, Option<usize>) {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, Some(at + 1)),
            '\\' => match chars.next() {
                Some((_, escaped @ ('"' | '\\'))) => value.push(escaped),
                Some((_, other)) => value.extend(['\\', other]),
                None => value.push('\\'),
            },
            _ => value.push(c),
        }
    }
    (value, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (String, Vec<String>, Vec<(String, String)>, crate::Report) {
        let source = SourceText::new("a.md", line);
        let mut report = FileReport::default();
        let read = Attributes::read(&source, 0, 3..source.text().len(), &mut report);
        let words = read.words.iter().map(|word| word.text.clone()).collect();
        let pairs = read.pairs.iter().map(|(key, value)| (key.text.clone(), value.text.clone())).collect();
        (read.name.text, words, pairs, report.into_report())
    }

    #[test]
    fn reads_words_and_pairs() {
        let (name, words, pairs, report) =
            read(r#"::: video intro a=b title="A \"hard\" talk" empty="" loop"#);
        assert_eq!(name, "video");
        assert_eq!(words, ["intro", "loop"]);
        let pairs: Vec<_> = pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(pairs, [("a", "b"), ("title", "A \"hard\" talk"), ("empty", "")]);
        assert!(report.is_empty());
    }

    #[test]
    fn says_what_cannot_be_read() {
        let findings = |line| read(line).3.to_string();
        let lines = [
            r#"::: note title="Try it"#,
            "::: note title=“Try it”",
            "::: note =x",
            "::: note title=a title=b",
        ];
        insta::assert_snapshot!(lines.map(findings).join("
"), @r#"
        error[CW216] a.md:1:16: a quotation mark is not closed
            ::: note title="Try it
            help: close it with a straight `"`
        error[CW216] a.md:1:16: the value stands in quotation marks of another kind
            ::: note title=“Try it”
            help: use straight double quotation marks: `key="value with spaces"`
        error[CW216] a.md:1:10: a value has no key
            ::: note =x
            help: write the key directly before the sign: `key=x`
        error[CW216] a.md:1:18: `title` is given twice
            ::: note title=a title=b
            help: take one of the two out
        "#);
    }
}
