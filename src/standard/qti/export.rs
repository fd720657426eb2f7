//! The questions of a course as items, a test and a manifest.

use std::collections::{BTreeMap, BTreeSet};

use super::QtiVersion;
use super::content::{Node, plain};
use super::fit::{Fitter, Losses, in_paragraphs};
use super::item::{AssessmentItem, Choice, Interaction, TextFeedback};
use super::manifest::{Manifest, Resource, ResourceKind};
use super::rules;
use super::test::{AssessmentTest, ItemRef, PassMark, Section};
use crate::diagnostic::Diagnostic;
use crate::model::{Answer, AssessedQuestion, QuestionKind};
use crate::standard::builder::{Item, ItemKind};
use crate::standard::contents::Contents;
use crate::standard::imscp::MANIFEST;

/// Characters of an item's title, which is the beginning of its question.
const TITLE_LENGTH: usize = 100;

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
            let item = item(asked, &mut fitter, &contents.language);
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
                weight: asked.question.weight,
            });
            let subject = format!("lesson `{}` › question `{}`", lesson.id, asked.question.id);
            self.findings.extend(findings(asked, &fitter.losses).map(|finding| finding.subject(&subject)));
            self.items.push(item);
        }
        self.test.sections.push(section);
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

/// One arm for each kind of question: a new kind does not compile before somebody has thought of how QTI says it, or refuses it.
fn item(asked: &AssessedQuestion, fitter: &mut Fitter<'_>, language: &str) -> AssessmentItem {
    let question = &asked.question;
    let prompt = fitter.fragment(&asked.prompt);
    let is_line = prompt.iter().all(Node::is_inline);
    // A picture or a rule says nothing in a list of items.
    let beginning =
        prompt.iter().map(|block| plain(std::slice::from_ref(block))).find(|text| !text.is_empty());
    let beginning = if is_line { plain(&prompt) } else { beginning.unwrap_or_default() };
    let title = title(&beginning, question.id.as_str());
    let choice = |multiple, prompt: &[Node], fitter: &mut Fitter<'_>| Interaction::Choice {
        multiple,
        prompt: if is_line { prompt.to_vec() } else { Vec::new() },
        choices: choices(asked, fitter),
        correct: correct(asked),
    };
    let (body, interaction) = match question.kind() {
        QuestionKind::Choice | QuestionKind::TrueFalse => {
            let interaction = choice(false, &prompt, fitter);
            (if is_line { Vec::new() } else { prompt }, interaction)
        }
        QuestionKind::MultipleResponse => {
            let interaction = choice(true, &prompt, fitter);
            (if is_line { Vec::new() } else { prompt }, interaction)
        }
        _ => (prompt, text_entry(asked, fitter)),
    };
    AssessmentItem {
        identifier: format!("item-{}", question.id),
        title,
        language: language.to_owned(),
        body: in_paragraphs(body),
        interaction,
    }
}

/// What an answer is called: what it means where it can only be true or false, and its place elsewhere.
fn answer_identifier(kind: QuestionKind, index: usize) -> String {
    match (kind, index) {
        (QuestionKind::TrueFalse, 0) => "true".to_owned(),
        (QuestionKind::TrueFalse, 1) => "false".to_owned(),
        _ => format!("answer-{}", index + 1),
    }
}

fn choices(asked: &AssessedQuestion, fitter: &mut Fitter<'_>) -> Vec<Choice> {
    let mut choices = Vec::with_capacity(asked.answers.len());
    for (index, answer) in asked.answers.iter().enumerate() {
        choices.push(Choice {
            identifier: answer_identifier(asked.question.kind(), index),
            content: fitter.fragment(&answer.text),
            feedback: answer.feedback.as_ref().map(|html| fitter.fragment(html)).unwrap_or_default(),
        });
    }
    choices
}

fn correct(asked: &AssessedQuestion) -> Vec<String> {
    let answers = asked.question.answers().iter().enumerate().filter(|(_, answer)| answer.correct);
    answers.map(|(index, _)| answer_identifier(asked.question.kind(), index)).collect()
}

/// Accepted texts go before foreseen mistakes, as they do in the player. Of texts that are the same to the comparison, the first
/// counts.
fn text_entry(asked: &AssessedQuestion, fitter: &mut Fitter<'_>) -> Interaction {
    let question = &asked.question;
    let comparable = |text: &str| {
        let text = one_line(text);
        if question.is_case_sensitive() { text } else { text.to_lowercase() }
    };
    let mut seen = BTreeSet::new();
    let (mut accepted, mut feedback) = (Vec::new(), Vec::new());
    for is_right in [true, false] {
        let answers = question.answers().iter().zip(&asked.answers).enumerate();
        for (index, (answer, texts)) in answers.filter(|(_, (answer, _))| answer.correct == is_right) {
            if !seen.insert(comparable(&texts.text)) {
                continue;
            }
            let text = one_line(&texts.text);
            if let Some(html) = &texts.feedback {
                feedback.push(TextFeedback {
                    identifier: answer_identifier(question.kind(), index),
                    text: text.clone(),
                    content: in_paragraphs(fitter.fragment(html)),
                });
            }
            if answer.correct {
                accepted.push(text);
            }
        }
    }
    let longest = asked.answers.iter().map(|answer| answer.text.chars().count()).max();
    Interaction::TextEntry {
        expected_length: longest.and_then(|length| u32::try_from(length).ok()),
        case_sensitive: question.is_case_sensitive(),
        accepted,
        feedback,
    }
}

/// Attributes hold no line breaks.
fn one_line(text: &str) -> String {
    crate::standard::xml::legal(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title(question: &str, fallback: &str) -> String {
    if question.is_empty() {
        return fallback.to_owned();
    }
    if question.chars().count() <= TITLE_LENGTH {
        return question.to_owned();
    }
    let cut: String = question.chars().take(TITLE_LENGTH - 1).collect();
    let end = cut.rfind(' ').filter(|end| *end > TITLE_LENGTH / 2).unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

fn findings<'f>(asked: &AssessedQuestion, losses: &'f Losses) -> impl Iterator<Item = Diagnostic> + use<'f> {
    let listed = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
    let formatting = (!losses.formatting.is_empty()).then(|| {
        let message = format!("the text stands without {}", listed(&losses.formatting));
        Diagnostic::new(&rules::FORMATTING_LOST, message)
    });
    let content = (!losses.content.is_empty()).then(|| {
        let message = format!("left out: {}", listed(&losses.content));
        Diagnostic::new(&rules::CONTENT_LOST, message)
    });
    let is_typed = asked.question.kind() == QuestionKind::FillIn;
    let of_words = |answer: &&Answer| answer.correct && answer.text.split_whitespace().nth(1).is_some();
    let typed = asked.question.answers().iter().find(of_words).filter(|_| is_typed).map(|answer| {
        let message = format!("`{}` has to be typed with just these blanks", answer.text.trim());
        Diagnostic::new(&rules::TYPED_ANSWERS, message)
    });
    formatting.into_iter().chain(content).chain(typed)
}
