//! `banks/<id>.md`: questions to draw from.

use super::{BTreeSet, Diagnostic, FolderReader, Locus, Place, names_in, nearest, rules};
use crate::model::{Bank, Block, Id};
use crate::source::blocks::{Content, read_blocks};
use crate::source::front_matter;
use crate::source::text::SourceText;

const BANKS: &str = "banks";

impl FolderReader<'_> {
    /// The banks that are listed, each with its place there, and the names of those that are there besides.
    pub(super) fn banks(&mut self, listed: Vec<(String, Place)>) -> (Vec<Bank>, Vec<String>) {
        let files = self.bank_files();
        let mut seen = BTreeSet::new();
        let mut banks = Vec::with_capacity(listed.len());
        for (number, (id, place)) in listed.into_iter().enumerate() {
            let is_new = Id::from(id.as_str()).is_legal() && seen.insert(id.clone());
            // An identifier that is not legal, or is there twice, is found by the model's check.
            let source = if is_new { self.bank_text(&id, &place, &files) } else { None };
            banks.push(match source {
                Some(source) => self.bank(number, &id, &source),
                None => {
                    self.broken.insert(place.file.clone());
                    self.places.insert(Locus::Bank(number), place);
                    Bank::new(id.as_str(), id.as_str())
                }
            });
        }
        let is_translated = |name: &str| {
            let translation = name.split_once('.');
            translation.is_some_and(|(id, language)| {
                seen.contains(id) && self.languages.iter().any(|known| known == language)
            })
        };
        let strays = files.iter().filter(|name| !seen.contains(*name) && !is_translated(name));
        let strays = strays.filter(|name| !name.starts_with('.')).cloned().collect();
        (banks, strays)
    }

    pub(super) fn banks_not_listed(&mut self, strays: Vec<String>) {
        for name in strays {
            let place = Place::file(format!("{BANKS}/{name}.md"));
            let help =
                format!("add `{name}` to `banks` of the course file, or move the file out of `{BANKS}`");
            self.finding(&rules::BANK_NOT_LISTED, place, "the bank is not in the course file", help);
        }
    }

    /// Markdown files in the folder of the banks, by their names without `.md`.
    fn bank_files(&mut self) -> BTreeSet<String> {
        // Without the folder every bank is missing, which is said at each.
        if !self.folder.join(BANKS).exists() {
            return BTreeSet::new();
        }
        let Some(folder) = self.inside(BANKS, Place::file(BANKS)) else { return BTreeSet::new() };
        match names_in(&folder) {
            Ok(names) => names.iter().filter_map(|name| Some(name.strip_suffix(".md")?.to_owned())).collect(),
            Err(error) => {
                self.unreadable(Place::file(BANKS), &error);
                BTreeSet::new()
            }
        }
    }

    fn bank_text(&mut self, id: &str, place: &Place, files: &BTreeSet<String>) -> Option<SourceText> {
        let name = self.bank_file(id);
        let stem = name.strip_prefix(BANKS).and_then(|name| name.strip_prefix('/')?.strip_suffix(".md"));
        if !stem.is_some_and(|stem| files.contains(stem)) {
            if let Some(language) = self.language {
                let message = format!("the bank `{id}` is not translated into `{language}`");
                let help = format!("copy `{BANKS}/{id}.md` to it, and translate the texts");
                self.finding(&rules::NOT_TRANSLATED, Place::file(name), message, help);
                return None;
            }
            let help = match nearest(id, files.iter().map(String::as_str)) {
                Some(near) => {
                    format!("the file is expected at `{name}`; did you mean `{near}`, which is there?")
                }
                None => format!("the file is expected at `{name}`"),
            };
            self.finding(&rules::BANK_MISSING, place.clone(), format!("the bank `{id}` has no file"), help);
            return None;
        }
        self.order.push(name.clone());
        self.text(&name)
    }

    /// The file of a bank in the language that is read.
    fn bank_file(&self, id: &str) -> String {
        match self.language {
            Some(language) => format!("{BANKS}/{id}.{language}.md"),
            None => format!("{BANKS}/{id}.md"),
        }
    }

    fn bank(&mut self, bank: usize, id: &str, source: &SourceText) -> Bank {
        let report = self.reports.entry(self.bank_file(id)).or_default();
        let front = front_matter::read_bank(source, report);
        let content = match front.body {
            Some(body) => read_blocks(source, body..source.text().len(), report),
            None => Content::default(),
        };
        for (_, place) in content.footnotes {
            let finding = Diagnostic::new(&rules::BANK_CONTENT, "this is a footnote, and no question");
            report.push(finding.place(place).help("say it in the question: it may be shown on many pages"));
        }
        self.places.insert(Locus::Bank(bank), source.place_at(1, 1));
        let mut read = Bank::new(id, front.title.map_or_else(|| id.to_owned(), |(title, _)| title));
        for placed in content.blocks {
            let Block::Question(asked) = placed.block else {
                let finding = Diagnostic::new(&rules::BANK_CONTENT, "this is no question");
                let help = "put it into a lesson; a bank holds questions alone";
                report.push(finding.place(placed.place).help(help));
                continue;
            };
            let question = read.questions.len();
            self.places.insert(Locus::BankQuestion { bank, question }, placed.place);
            let answers = placed.answers.into_iter().enumerate();
            self.places
                .extend(answers.map(|(answer, place)| (Locus::BankAnswer { bank, question, answer }, place)));
            read.questions.push(asked);
        }
        read
    }
}
