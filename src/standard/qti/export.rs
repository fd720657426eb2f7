//! The questions of a course as items, a test and a manifest.

use std::collections::{BTreeMap, BTreeSet};

use super::QtiVersion;
use super::fit::Fitter;
use super::item::AssessmentItem;
use super::manifest::{Manifest, Resource, ResourceKind};
use super::test::{AssessmentTest, ItemRef, PassMark, Section};
use super::{losses, questions, rules};
use crate::diagnostic::Diagnostic;
use crate::model::{AssessedQuestion, Id};
use crate::standard::builder::{Item, ItemKind};
use crate::standard::contents::Contents;
use crate::standard::imscp::MANIFEST;

/// A question package, and what was found on the way.
pub(super) struct Export {
    manifest: Manifest,
    test: AssessmentTest,
    items: Vec<AssessmentItem>,
    pub(super) findings: Vec<Diagnostic>,
}

/// What items are made from, besides their questions.
struct Source<'c> {
    contents: &'c Contents,
    /// Files that questions can show, with the identifiers of their resources.
    files: &'c BTreeMap<String, String>,
    version: QtiVersion,
}

impl Export {
    pub(super) fn new(contents: &Contents, version: QtiVersion) -> Self {
        let mut export = Self {
            manifest: Manifest {
                identifier: format!("manifest-{}", contents.identifier),
                metadata: Some(record(contents)),
                resources: Vec::new(),
            },
            test: AssessmentTest {
                identifier: format!("test-{}", contents.identifier),
                title: contents.title.clone(),
                sections: Vec::new(),
                pass_mark: None,
            },
            items: Vec::new(),
            findings: Vec::new(),
        };
        let files = files(contents);
        let source = Source { contents, files: &files, version };
        for item in contents.all_items() {
            match &item.kind {
                ItemKind::Assessment(questions) => {
                    export.add_sections(item, questions, &source);
                }
                ItemKind::Group => {}
                ItemKind::Sco | ItemKind::Asset | ItemKind::Link { .. } | ItemKind::Discussion { .. } => {
                    let message = format!("QTI cannot carry {}", item.kind.name());
                    let finding = Diagnostic::new(&rules::NOT_A_QUESTION, message);
                    export.findings.push(finding.subject(format!("item `{}`", item.id)));
                }
            }
        }
        if export.items.is_empty() {
            let message = "there is no question in it";
            export.findings.push(Diagnostic::new(&rules::NO_QUESTIONS, message).subject("course"));
        }
        export.finish(contents, &files);
        export
    }

    /// A section of the lesson's own questions, and one for each bank that it draws from.
    fn add_sections(&mut self, lesson: &Item, questions: &[AssessedQuestion], source: &Source<'_>) {
        let mut sections = vec![Section {
            identifier: format!("section-{}", lesson.id),
            title: lesson.title.clone(),
            select: None,
            items: Vec::new(),
        }];
        let mut banks: Vec<&Id> = Vec::new();
        for asked in questions {
            let Some(item) = self.add_item(lesson, asked, source) else { continue };
            let place = match &asked.drawn {
                None => 0,
                Some((bank, count)) => {
                    if !banks.contains(&bank) {
                        banks.push(bank);
                        sections.push(Section {
                            identifier: format!(
                                "draw-{}-{}",
                                self.test.sections.len() + banks.len(),
                                lesson.id
                            ),
                            title: lesson.title.clone(),
                            select: Some(*count),
                            items: Vec::new(),
                        });
                    }
                    banks.iter().position(|it| *it == bank).map_or(0, |place| place + 1)
                }
            };
            sections[place].items.push(item);
        }
        for mut section in sections.into_iter().filter(|section| !section.items.is_empty()) {
            // A question that has no words here cannot be drawn either.
            section.select = section.select.map(|select| select.min(section.items.len()));
            self.test.sections.push(section);
        }
    }

    /// The item of a question, once, and what the test says of it; nothing when there are no words for it.
    fn add_item(&mut self, lesson: &Item, asked: &AssessedQuestion, source: &Source<'_>) -> Option<ItemRef> {
        let question = &asked.question;
        let has_file = |name: &str| source.files.contains_key(name);
        let mut fitter = Fitter::new(source.version, &has_file);
        let subject = match &asked.drawn {
            Some((bank, _)) => format!("bank `{bank}` › question `{}`", question.id),
            None => format!("lesson `{}` › question `{}`", lesson.id, question.id),
        };
        let made = questions::item(asked, &mut fitter, source.version, &source.contents.language);
        let mut found = match &made {
            Ok(_) => losses::findings(asked, &fitter.losses),
            Err(why) => vec![Diagnostic::new(&rules::NO_SUCH_QUESTION, why.clone())],
        };
        found.iter_mut().for_each(|finding| finding.subject.clone_from(&subject));
        // A bank may be drawn from in several lessons.
        found.retain(|finding| !self.findings.contains(finding));
        self.findings.append(&mut found);
        let item = made.ok()?;
        let href = format!("items/{}.xml", item.identifier);
        let mut reference = ItemRef {
            identifier: item.identifier.clone(),
            href: format!("../{href}"),
            categories: question.objectives.iter().map(ToString::to_string).collect(),
            max_attempts: question.attempts.into(),
            // What is not scored counts for nothing.
            weight: if question.is_scored() { question.weight } else { 0.0 },
        };
        if self.items.iter().any(|known| known.identifier == item.identifier) {
            reference.identifier = format!("{}.{}", item.identifier, lesson.id);
            return Some(reference);
        }
        let needed = fitter.losses.files.iter().filter_map(|name| source.files.get(name).cloned());
        self.manifest.resources.push(Resource {
            identifier: item.identifier.clone(),
            kind: ResourceKind::Item,
            href,
            dependencies: needed.collect(),
        });
        self.items.push(item);
        Some(reference)
    }

    fn finish(&mut self, contents: &Contents, files: &BTreeMap<String, String>) {
        let mastery = contents
            .mastery_score
            .or_else(|| contents.all_items().into_iter().find_map(|item| item.mastery_score));
        self.test.pass_mark = mastery.map(|percent| pass_mark(percent, self.test.max_score()));
        let test = Resource {
            identifier: self.test.identifier.clone(),
            kind: ResourceKind::Test,
            href: format!("tests/{}.xml", self.test.identifier),
            dependencies: self.items.iter().map(|item| item.identifier.clone()).collect(),
        };
        self.manifest.resources.insert(0, test);
        self.manifest.resources.extend(files.iter().map(|(href, identifier)| Resource {
            identifier: identifier.clone(),
            kind: ResourceKind::File,
            href: href.clone(),
            dependencies: Vec::new(),
        }));
    }

    /// The manifest, the test and the items as files.
    pub(super) fn write(&self, version: QtiVersion) -> Vec<(String, String)> {
        let name = |folder: &str, identifier: &str| format!("{folder}/{identifier}.xml");
        let mut files = vec![(MANIFEST.to_owned(), self.manifest.write(version))];
        files.push((name("tests", &self.test.identifier), self.test.write(version)));
        files.extend(self.items.iter().map(|item| (name("items", &item.identifier), item.write(version))));
        files
    }
}

fn record(contents: &Contents) -> crate::standard::Lom {
    // No resource of the package is the package, and none of it is a page.
    crate::standard::Lom { formats: Vec::new(), location: None, ..contents.lom() }
}

/// The files that questions can show, by address, with the identifiers of their resources.
fn files(contents: &Contents) -> BTreeMap<String, String> {
    let addresses: BTreeSet<&String> =
        contents.resources.iter().flat_map(|resource| &resource.files).collect();
    let mut taken = BTreeSet::new();
    let mut identifier = |address: &str| {
        let name = address.rsplit('/').next().unwrap_or(address);
        let legal = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' };
        let wanted = format!("file-{}", name.chars().map(legal).collect::<String>());
        let mut identifier = wanted.clone();
        let mut count = 1;
        while !taken.insert(identifier.clone()) {
            count += 1;
            identifier = format!("{wanted}-{count}");
        }
        identifier
    };
    addresses.into_iter().map(|address| (address.clone(), identifier(address))).collect()
}

/// The player of the course rounds percents to two decimals before it compares; so the least score is half a hundredth below the
/// mark, where sums of fractions cannot miss it either.
fn pass_mark(percent: f64, max_score: f64) -> PassMark {
    let plain = |score: f64| (score.max(0.0) * 1e9).round() / 1e9;
    let hundredths = (percent * 100.0 - 1e-6).ceil();
    PassMark {
        mastery_value: plain(max_score * percent / 100.0),
        least_score: plain(max_score * (hundredths - 0.5) / 10_000.0),
    }
}
