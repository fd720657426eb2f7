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
const PART: &str = "part-1";

/// `assessmentTest`: items in sections.
///
/// Its `SCORE` is the sum of the items' scores by their weights; learners move freely, and get feedback to each answer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AssessmentTest {
    /// An `NCName`.
    pub identifier: String,
    /// What learners see the test called.
    pub title: String,
    /// Its parts, in order.
    pub sections: Vec<Section>,
    /// What passes.
    pub pass_mark: Option<PassMark>,
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
    /// What its score counts.
    pub weight: f64,
}

impl AssessmentTest {
    /// The best score. Of items that are drawn it counts what they are worth on average.
    #[must_use]
    pub fn max_score(&self) -> f64 {
        self.sections.iter().map(Section::max_score).sum()
    }

    /// The test as a document.
    #[must_use]
    pub fn write(&self, version: QtiVersion) -> String {
        let element = |name| version.element(name, []);
        let part = version.element(
            "testPart",
            [
                ("identifier", PART.to_owned()),
                ("navigationMode", "nonlinear".to_owned()),
                ("submissionMode", "individual".to_owned()),
            ],
        );
        let rules = Rules(version);
        let scores = version.element(
            "testVariables",
            [("variableIdentifier", SCORE.to_owned()), ("weightIdentifier", WEIGHT.to_owned())],
        );
        let passes = self.pass_mark.map(|mark| {
            let reached = rules.value("float", &mark.least_score.to_string());
            rules.set(PASS, element("gte").child(rules.variable(SCORE)).child(reached))
        });
        let root = version
            .root("assessmentTest", [("identifier", self.identifier.clone()), ("title", self.title.clone())])
            .children(self.declarations(version))
            .child(part.children(self.sections.iter().map(|section| section.write(version))))
            .child(
                element("outcomeProcessing")
                    .child(rules.set(SCORE, element("sum").child(scores)))
                    .children(passes),
            );
        xml::write(&root, &version.vocabulary().prefixes)
    }

    fn declarations(&self, version: QtiVersion) -> Vec<Element> {
        let default =
            |value: &str| version.element("defaultValue", []).child(version.element("value", []).text(value));
        let declaration = |name: &str, base_type: &str| {
            version.element(
                "outcomeDeclaration",
                [
                    ("identifier", name.to_owned()),
                    ("cardinality", "single".to_owned()),
                    ("baseType", base_type.to_owned()),
                ],
            )
        };
        let mut score = declaration(SCORE, "float");
        let mut bound = |name: &'static str, value: f64| {
            score.attributes.push(("".into(), version.attribute_name(name), value.to_string()));
        };
        bound("normalMaximum", self.max_score());
        bound("normalMinimum", 0.0);
        if let Some(mark) = self.pass_mark {
            bound("masteryValue", mark.mastery_value);
        }
        let pass = self.pass_mark.map(|_| declaration(PASS, "boolean").child(default("false")));
        std::iter::once(score.child(default("0"))).chain(pass).collect()
    }

    /// Reads a test of one part, as this crate writes them.
    ///
    /// # Errors
    /// [`Error::Xml`] when the document is not well-formed, is no test of this version, or has a number that is none.
    pub fn read(document: &[u8], version: QtiVersion) -> Result<Self, Error> {
        let root = xml::read(document, "test")?;
        read(&root, version).map_err(unexpected("test"))
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
            [("maxAttempts", self.max_attempts.to_string()), ("showFeedback", "true".to_owned())],
        );
        let weight = version
            .element("weight", [("identifier", WEIGHT.to_owned()), ("value", self.weight.to_string())]);
        element.child(control).child(weight)
    }
}

fn read(root: &Element, version: QtiVersion) -> Result<AssessmentTest, String> {
    if !version.is(root, "assessmentTest") {
        return Err(format!("<{}> is no test of this version of QTI", root.name));
    }
    let part = version.find(root, "testPart").ok_or("the test has no part")?;
    let sections = version.all(part, "assessmentSection").map(|section| read_section(section, version));
    Ok(AssessmentTest {
        identifier: version.required(root, "identifier")?,
        title: version.required(root, "title")?,
        sections: sections.collect::<Result<_, _>>()?,
        pass_mark: read_pass_mark(root, version)?,
    })
}

fn read_pass_mark(root: &Element, version: QtiVersion) -> Result<Option<PassMark>, String> {
    let named = |element: &&Element, name| version.get(element, "identifier") == Some(name);
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
        // One attempt, and the plain score, are what the standard means when nothing is said.
        max_attempts: attempts.unwrap_or(Ok(1))?,
        weight: weight.unwrap_or(1.0),
    })
}
