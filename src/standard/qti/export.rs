//! The questions of a course as items, a test and a manifest.

use std::collections::{BTreeMap, BTreeSet};

use super::QtiVersion;
use super::fit::Fitter;
use super::item::AssessmentItem;
use super::manifest::{Manifest, Resource, ResourceKind};
use super::test::{AssessmentTest, ItemRef, PassMark, Section, TestPart};
use super::{losses, questions, rules};
use crate::diagnostic::Diagnostic;
use crate::model::{AssessedQuestion, Assessment, Id, Review};
use crate::standard::builder::{Item, ItemKind};
use crate::standard::contents::Contents;
use crate::standard::imscp::MANIFEST;
use crate::standard::quiz::Quiz;

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
                parts: Vec::new(),
                pass_mark: None,
            },
            items: Vec::new(),
            findings: Vec::new(),
        };
        let files = files(contents);
        let source = Source { contents, files: &files, version };
        for item in contents.all_items() {
            match &item.kind {
                ItemKind::Assessment(quiz) => export.add_quiz(item, quiz, &source),
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

    /// A test is a part of its own, since it is submitted as a whole; lessons in a row that are none share one.
    fn add_quiz(&mut self, lesson: &Item, quiz: &Quiz, source: &Source<'_>) {
        let sections = self.sections(lesson, quiz, source);
        if sections.is_empty() {
            return;
        }
        let Some(test) = &quiz.test else {
            match self.test.parts.last_mut() {
                Some(part) if !part.simultaneous => part.sections.extend(sections),
                _ => {
                    let identifier = format!("part-{}", self.test.parts.len() + 1);
                    self.test.parts.push(TestPart {
                        identifier,
                        simultaneous: false,
                        time_limit: None,
                        pass_mark: None,
                        sections,
                    });
                }
            }
            return;
        };
        let mut part = TestPart {
            identifier: format!("part-{}", lesson.id),
            simultaneous: true,
            time_limit: test.time_limit.map(|minutes| u32::from(minutes) * 60),
            pass_mark: None,
            sections,
        };
        let mark = test.pass_mark.or(lesson.mastery_score);
        part.pass_mark = mark.map(|percent| pass_mark(percent, part.max_score()));
        self.test.parts.push(part);
        self.findings.extend(less_of_a_test(lesson, quiz, test));
    }

    /// A section of the lesson's own questions, and one for each bank that it draws from.
    fn sections(&mut self, lesson: &Item, quiz: &Quiz, source: &Source<'_>) -> Vec<Section> {
        let before: usize = self.test.parts.iter().map(|part| part.sections.len()).sum();
        let shuffle = quiz.test.as_ref().is_some_and(|test| test.shuffle);
        let mut sections = vec![Section {
            identifier: format!("section-{}", lesson.id),
            title: lesson.title.clone(),
            select: None,
            shuffle,
            items: Vec::new(),
        }];
        let mut banks: Vec<&Id> = Vec::new();
        for asked in &quiz.questions {
            let Some(item) = self.add_item(lesson, asked, quiz.test.as_ref(), source) else { continue };
            let place = match &asked.drawn {
                None => 0,
                Some((bank, count)) => {
                    if !banks.contains(&bank) {
                        banks.push(bank);
                        sections.push(Section {
                            identifier: format!("draw-{}-{}", before + banks.len(), lesson.id),
                            title: lesson.title.clone(),
                            select: Some(*count),
                            shuffle,
                            items: Vec::new(),
                        });
                    }
                    banks.iter().position(|it| *it == bank).map_or(0, |place| place + 1)
                }
            };
            sections[place].items.push(item);
        }
        sections.retain(|section| !section.items.is_empty());
        for section in &mut sections {
            // A question that has no words here cannot be drawn either.
            section.select = section.select.map(|select| select.min(section.items.len()));
        }
        sections
    }

    /// The item of a question, once, and what the test says of it; nothing when there are no words for it.
    fn add_item(
        &mut self,
        lesson: &Item,
        asked: &AssessedQuestion,
        test: Option<&Assessment>,
        source: &Source<'_>,
    ) -> Option<ItemRef> {
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
            // What is submitted together is submitted once.
            max_attempts: if test.is_some() { 1 } else { question.attempts.into() },
            show_feedback: test.is_none_or(|test| test.review != Review::Never),
            time_limit: question.time_limit,
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

/// A testing system gives a test as often as it is assigned.
fn less_of_a_test(lesson: &Item, quiz: &Quiz, test: &Assessment) -> Option<Diagnostic> {
    let attempts = match test.attempts {
        1 => None,
        0 => Some("that it may be taken as often as wanted".to_owned()),
        times => Some(format!("that it may be taken {times} times")),
    };
    let found = quiz.less_of_a_test(attempts.into_iter().collect());
    found.map(|found| found.subject(format!("lesson `{}`", lesson.id)))
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
