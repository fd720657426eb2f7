//! The questions of a course as items, a test and a manifest.

use std::collections::{BTreeMap, BTreeSet};

use super::QtiVersion;
use super::fit::Fitter;
use super::item::AssessmentItem;
use super::manifest::{Manifest, Resource, ResourceKind};
use super::test::{AssessmentTest, ItemRef, PassMark, Section};
use super::{questions, rules};
use crate::diagnostic::Diagnostic;
use crate::model::AssessedQuestion;
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
        for item in contents.all_items() {
            match &item.kind {
                ItemKind::Assessment(questions) => {
                    export.add_section(item, questions, &files, contents, version)
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

    fn add_section(
        &mut self,
        lesson: &Item,
        questions: &[AssessedQuestion],
        files: &BTreeMap<String, String>,
        contents: &Contents,
        version: QtiVersion,
    ) {
        let mut section = Section {
            identifier: format!("section-{}", lesson.id),
            title: lesson.title.clone(),
            items: Vec::new(),
        };
        for asked in questions {
            let has_file = |name: &str| files.contains_key(name);
            let mut fitter = Fitter::new(version, &has_file);
            let subject = format!("lesson `{}` › question `{}`", lesson.id, asked.question.id);
            let item = match questions::item(asked, &mut fitter, version, &contents.language) {
                Ok(item) => item,
                Err(why) => {
                    let finding = Diagnostic::new(&rules::NO_SUCH_QUESTION, why);
                    self.findings.push(finding.subject(&subject));
                    continue;
                }
            };
            let needed = fitter.losses.files.iter().filter_map(|name| files.get(name).cloned());
            self.manifest.resources.push(Resource {
                identifier: item.identifier.clone(),
                kind: ResourceKind::Item,
                href: format!("items/{}.xml", item.identifier),
                dependencies: needed.collect(),
            });
            section.items.push(ItemRef {
                identifier: item.identifier.clone(),
                href: format!("../items/{}.xml", item.identifier),
                categories: asked.question.objectives.iter().map(ToString::to_string).collect(),
                max_attempts: asked.question.attempts.into(),
                // What is not scored counts for nothing.
                weight: if asked.question.is_scored() { asked.question.weight } else { 0.0 },
            });
            let found = questions::findings(asked, &fitter.losses);
            self.findings.extend(found.into_iter().map(|finding| finding.subject(&subject)));
            self.items.push(item);
        }
        if !section.items.is_empty() {
            self.test.sections.push(section);
        }
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
