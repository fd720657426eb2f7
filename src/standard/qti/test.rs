//! Tests: which items are asked, what they count, and what passes (QTI 2.1 ASI §6, QTI 3.0 ASI §3).

use super::QtiVersion;
use super::item::SCORE;
use super::names::unexpected;
use super::processing::Rules;
use crate::error::Error;
use crate::standard::imscp::number;
use crate::standard::xml::{self, Element};

/// The weight by which the score of an item counts.
const WEIGHT: &str = "WEIGHT";
/// The variable that says whether the test is passed.
const PASS: &str = "PASS";

/// `assessmentTest`: items in sections.
///
/// Its `SCORE` is the sum of the items' scores by their weights; learners move freely within a part.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AssessmentTest {
    /// An `NCName`.
    pub identifier: String,
    /// What learners see the test called.
    pub title: String,
    /// Its parts, in order; at least one.
    pub parts: Vec<TestPart>,
    /// What passes the whole.
    pub pass_mark: Option<PassMark>,
}

/// `testPart`: sections that are taken in one go.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TestPart {
    /// Unique in the test, sections and items included.
    pub identifier: String,
    /// Whether all answers are submitted together (`submissionMode`), or each by itself.
    pub simultaneous: bool,
    /// Seconds that there are for all of it.
    pub time_limit: Option<u32>,
    /// What passes the part: the outcomes `SCORE` and `PASS` with its identifier after them.
    pub pass_mark: Option<PassMark>,
    /// What is asked, in order.
    pub sections: Vec<Section>,
}

/// Which score passes a test.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct PassMark {
    /// The score that people are told (`masteryValue`).
    pub mastery_value: f64,
    /// The least score that makes `PASS` true: the same, or less by what rounding may take.
    pub least_score: f64,
}

/// `assessmentSection`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Section {
    /// Unique in the test, items included.
    pub identifier: String,
    /// What learners see it called.
    pub title: String,
    /// How many of the items are asked, drawn anew for each learner; all of them when absent.
    pub select: Option<usize>,
    /// Whether the items come in another order each time.
    pub shuffle: bool,
    /// The items, in order.
    pub items: Vec<ItemRef>,
}

/// `assessmentItemRef`: an item in a test.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ItemRef {
    /// Unique in the test.
    pub identifier: String,
    /// Where the item is, as seen from the test.
    pub href: String,
    /// What it is about: identifiers.
    pub categories: Vec<String>,
    /// How often it may be answered; 0 means as often as wanted.
    pub max_attempts: u32,
    /// Whether learners see what is said to their answer.
    pub show_feedback: bool,
    /// Seconds that there are to answer.
    pub time_limit: Option<u32>,
    /// What its score counts.
    pub weight: f64,
}

impl AssessmentTest {
    /// The best score. Of items that are drawn it counts what they are worth on average.
    #[must_use]
    pub fn max_score(&self) -> f64 {
        self.parts.iter().map(TestPart::max_score).sum()
    }

    /// What is asked, part by part.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.parts.iter().flat_map(|part| &part.sections)
    }

    /// The test as a document.
    #[must_use]
    pub fn write(&self, version: QtiVersion) -> String {
        let scores = score_of(None, version);
        let of_parts = self.parts.iter().flat_map(|part| part.outcome_rules(version));
        let root = version
            .root("assessmentTest", [("identifier", self.identifier.clone()), ("title", self.title.clone())])
            .children(self.declarations(version))
            .children(self.parts.iter().map(|part| part.write(version)))
            .child(
                version
                    .element("outcomeProcessing", [])
                    .children(outcome_rules("", vec![scores], self.pass_mark, version))
                    .children(of_parts),
            );
        xml::write(&root, &version.vocabulary().prefixes)
    }

    fn declarations(&self, version: QtiVersion) -> Vec<Element> {
        let parts = self.parts.iter().filter(|part| part.pass_mark.is_some());
        let of_parts = parts
            .flat_map(|part| declarations(&part.outcome_suffix(), part.max_score(), part.pass_mark, version));
        declarations("", self.max_score(), self.pass_mark, version).into_iter().chain(of_parts).collect()
    }

    /// Reads a test as this crate writes them.
    ///
    /// # Errors
    /// [`Error::Xml`] when the document is not well-formed, is no test of this version, or has a number that is none.
    pub fn read(document: &[u8], version: QtiVersion) -> Result<Self, Error> {
        let root = xml::read(document, "test")?;
        read(&root, version).map_err(unexpected("test"))
    }
}

/// `SCORE`, and `PASS` if there is something to pass; a part has its identifier after each name.
fn declarations(suffix: &str, max: f64, mark: Option<PassMark>, version: QtiVersion) -> Vec<Element> {
    let declaration = |name: &str, base_type: &str, default: &str| {
        let value = version.element("value", []).text(default);
        version
            .element(
                "outcomeDeclaration",
                [
                    ("identifier", format!("{name}{suffix}")),
                    ("cardinality", "single".to_owned()),
                    ("baseType", base_type.to_owned()),
                ],
            )
            .child(version.element("defaultValue", []).child(value))
    };
    let score = version.with(declaration(SCORE, "float", "0"), "normalMaximum", max.to_string());
    let score = version.with(score, "normalMinimum", "0");
    let score = match mark {
        Some(mark) => version.with(score, "masteryValue", mark.mastery_value.to_string()),
        None => score,
    };
    std::iter::once(score).chain(mark.map(|_| declaration(PASS, "boolean", "false"))).collect()
}

/// What sets the same variables.
fn outcome_rules(
    suffix: &str,
    scores: Vec<Element>,
    mark: Option<PassMark>,
    version: QtiVersion,
) -> Vec<Element> {
    let rules = Rules(version);
    let (score, pass) = (format!("{SCORE}{suffix}"), format!("{PASS}{suffix}"));
    let set_pass = mark.map(|mark| {
        let reached = rules.value("float", &mark.least_score.to_string());
        rules.set(&pass, version.element("gte", []).child(rules.variable(&score)).child(reached))
    });
    let sum = version.element("sum", []).children(scores);
    std::iter::once(rules.set(&score, sum)).chain(set_pass).collect()
}

/// The scores of all items, or of those in a section, by their weights.
fn score_of(section: Option<&str>, version: QtiVersion) -> Element {
    let element = version.element(
        "testVariables",
        [("variableIdentifier", SCORE.to_owned()), ("weightIdentifier", WEIGHT.to_owned())],
    );
    match section {
        Some(section) => version.with(element, "sectionIdentifier", section),
        None => element,
    }
}

fn time_limits(seconds: Option<u32>, version: QtiVersion) -> Option<Element> {
    seconds.map(|seconds| version.element("timeLimits", [("maxTime", seconds.to_string())]))
}

impl TestPart {
    /// The best score.
    #[must_use]
    pub fn max_score(&self) -> f64 {
        self.sections.iter().map(Section::max_score).sum()
    }

    fn outcome_suffix(&self) -> String {
        format!("-{}", self.identifier)
    }

    fn outcome_rules(&self, version: QtiVersion) -> Vec<Element> {
        if self.pass_mark.is_none() {
            return Vec::new();
        }
        let scores = self.sections.iter().map(|section| score_of(Some(&section.identifier), version));
        outcome_rules(&self.outcome_suffix(), scores.collect(), self.pass_mark, version)
    }

    fn write(&self, version: QtiVersion) -> Element {
        let submission = if self.simultaneous { "simultaneous" } else { "individual" };
        version
            .element(
                "testPart",
                [
                    ("identifier", self.identifier.clone()),
                    ("navigationMode", "nonlinear".to_owned()),
                    ("submissionMode", submission.to_owned()),
                ],
            )
            .children(time_limits(self.time_limit, version))
            .children(self.sections.iter().map(|section| section.write(version)))
    }
}

impl Section {
    // A section has some hundreds of items.
    #[expect(clippy::cast_precision_loss)]
    fn max_score(&self) -> f64 {
        let all: f64 = self.items.iter().map(|item| item.weight).sum();
        match self.select {
            Some(select) if select < self.items.len() => all * select as f64 / self.items.len() as f64,
            _ => all,
        }
    }

    fn write(&self, version: QtiVersion) -> Element {
        version
            .element(
                "assessmentSection",
                [
                    ("identifier", self.identifier.clone()),
                    ("title", self.title.clone()),
                    ("visible", "true".to_owned()),
                ],
            )
            .children(
                self.select.map(|select| version.element("selection", [("select", select.to_string())])),
            )
            .children(self.shuffle.then(|| version.element("ordering", [("shuffle", "true".to_owned())])))
            .children(self.items.iter().map(|item| item.write(version)))
    }
}

impl ItemRef {
    fn write(&self, version: QtiVersion) -> Element {
        let mut element = version.element(
            "assessmentItemRef",
            [("identifier", self.identifier.clone()), ("href", self.href.clone())],
        );
        if !self.categories.is_empty() {
            element = element.attribute("category", self.categories.join(" "));
        }
        let control = version.element(
            "itemSessionControl",
            [
                ("maxAttempts", self.max_attempts.to_string()),
                ("showFeedback", self.show_feedback.to_string()),
            ],
        );
        let weight = version
            .element("weight", [("identifier", WEIGHT.to_owned()), ("value", self.weight.to_string())]);
        element.child(control).children(time_limits(self.time_limit, version)).child(weight)
    }
}

fn read(root: &Element, version: QtiVersion) -> Result<AssessmentTest, String> {
    if !version.is(root, "assessmentTest") {
        return Err(format!("<{}> is no test of this version of QTI", root.name));
    }
    let parts = version.all(root, "testPart").map(|part| read_part(root, part, version));
    Ok(AssessmentTest {
        identifier: version.required(root, "identifier")?,
        title: version.required(root, "title")?,
        parts: parts.collect::<Result<_, _>>()?,
        pass_mark: read_pass_mark(root, "", version)?,
    })
}

fn read_part(root: &Element, part: &Element, version: QtiVersion) -> Result<TestPart, String> {
    let identifier = version.required(part, "identifier")?;
    let sections = version.all(part, "assessmentSection").map(|section| read_section(section, version));
    Ok(TestPart {
        simultaneous: version.get(part, "submissionMode") == Some("simultaneous"),
        time_limit: read_time_limit(part, version)?,
        pass_mark: read_pass_mark(root, &format!("-{identifier}"), version)?,
        sections: sections.collect::<Result<_, _>>()?,
        identifier,
    })
}

/// Whole seconds; parts of them are cut.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn read_time_limit(element: &Element, version: QtiVersion) -> Result<Option<u32>, String> {
    let limits = version.find(element, "timeLimits");
    let seconds = limits.map_or(Ok(None), |limits| version.number(limits, "maxTime"))?;
    Ok(seconds.map(|seconds| seconds as u32))
}

fn read_pass_mark(root: &Element, suffix: &str, version: QtiVersion) -> Result<Option<PassMark>, String> {
    let named = |element: &&Element, name: &str| {
        version.get(element, "identifier").and_then(|it| it.strip_prefix(name)) == Some(suffix)
    };
    let processing = version.find(root, "outcomeProcessing").into_iter();
    let mut rules = processing.flat_map(|processing| version.all(processing, "setOutcomeValue"));
    let rule = rules.find(|rule| named(rule, PASS));
    let value =
        rule.and_then(|rule| version.find(rule, "gte")).and_then(|gte| version.find(gte, "baseValue"));
    let Some(value) = value else { return Ok(None) };
    let least_score = number(&value.text, "baseValue")?;
    let score = version.all(root, "outcomeDeclaration").find(|declaration| named(declaration, SCORE));
    let mastery_value = score.map_or(Ok(None), |score| version.number(score, "masteryValue"))?;
    Ok(Some(PassMark { mastery_value: mastery_value.unwrap_or(least_score), least_score }))
}

fn read_section(section: &Element, version: QtiVersion) -> Result<Section, String> {
    let items = version.all(section, "assessmentItemRef").map(|item| read_item(item, version));
    let select = version.find(section, "selection").and_then(|it| version.get(it, "select"));
    let select = select.map(|text| text.trim().parse().map_err(|_| format!("select is `{text}`")));
    Ok(Section {
        select: select.transpose()?,
        shuffle: version
            .find(section, "ordering")
            .is_some_and(|it| version.get(it, "shuffle").map(str::trim) == Some("true")),
        identifier: version.required(section, "identifier")?,
        title: version.required(section, "title")?,
        items: items.collect::<Result<_, _>>()?,
    })
}

fn read_item(item: &Element, version: QtiVersion) -> Result<ItemRef, String> {
    let control = version.find(item, "itemSessionControl");
    let attempts = control.and_then(|control| version.get(control, "maxAttempts"));
    let attempts = attempts.map(|text| text.trim().parse().map_err(|_| format!("maxAttempts is `{text}`")));
    let weight = version.all(item, "weight").find(|weight| version.get(weight, "identifier") == Some(WEIGHT));
    let weight = weight.map_or(Ok(None), |weight| version.number(weight, "value"))?;
    let categories = version.get(item, "category").unwrap_or_default();
    Ok(ItemRef {
        identifier: version.required(item, "identifier")?,
        href: version.required(item, "href")?,
        categories: categories.split_ascii_whitespace().map(str::to_owned).collect(),
        // One attempt, the plain score and no feedback are what the standard means when nothing is said.
        max_attempts: attempts.unwrap_or(Ok(1))?,
        weight: weight.unwrap_or(1.0),
        show_feedback: control.and_then(|it| version.get(it, "showFeedback")).map(str::trim) == Some("true"),
        time_limit: read_time_limit(item, version)?,
    })
}
