//! How an item is scored: the variables of an item, and the rules that set them.
//!
//! Where nothing is said to answers, the standard's own templates do it, which every testing system knows. With feedback there
//! is no template, so the same rules are written out.

use std::collections::BTreeMap;

use super::QtiVersion;
use super::item::{FEEDBACK, Interaction, RESPONSE, SCORE};
use crate::standard::imscp::boolean;
use crate::standard::xml::Element;

/// `responseDeclaration`: what a response is, and which one is right.
pub(super) fn response_declaration(interaction: &Interaction, version: QtiVersion) -> Element {
    let declaration = |cardinality: &str, base_type: &str| {
        version.element(
            "responseDeclaration",
            [
                ("identifier", RESPONSE.to_owned()),
                ("cardinality", cardinality.to_owned()),
                ("baseType", base_type.to_owned()),
            ],
        )
    };
    match interaction {
        Interaction::Choice { multiple, correct, .. } => {
            let cardinality = if *multiple { "multiple" } else { "single" };
            declaration(cardinality, "identifier").child(values("correctResponse", correct, version))
        }
        Interaction::TextEntry { case_sensitive, accepted, .. } => {
            let entry = |text: &String| {
                version.element(
                    "mapEntry",
                    [
                        ("mapKey", text.clone()),
                        ("mappedValue", "1".to_owned()),
                        ("caseSensitive", case_sensitive.to_string()),
                    ],
                )
            };
            let mapping = version.element("mapping", [("defaultValue", "0".to_owned())]);
            let best = accepted.get(..1).unwrap_or_default();
            declaration("single", "string")
                .child(values("correctResponse", best, version))
                .child(mapping.children(accepted.iter().map(entry)))
        }
    }
}

fn values(name: &'static str, values: &[String], version: QtiVersion) -> Element {
    let value = |text: &String| version.element("value", []).text(text);
    version.element(name, []).children(values.iter().map(value))
}

/// `SCORE`, and the best that it can be, which many systems look for under this name.
pub(super) fn score_declarations(version: QtiVersion) -> [Element; 2] {
    let number = |name: &str, value: &str| {
        let identifier = ("identifier", name.to_owned());
        let attributes = [identifier, ("cardinality", "single".to_owned()), ("baseType", "float".to_owned())];
        version.element("outcomeDeclaration", attributes).child(values(
            "defaultValue",
            &[value.to_owned()],
            version,
        ))
    };
    let mut score = number(SCORE, "0");
    for (bound, value) in [("normalMaximum", "1"), ("normalMinimum", "0")] {
        score.attributes.push(("".into(), version.attribute_name(bound), value.to_owned()));
    }
    [score, number("MAXSCORE", "1")]
}

/// Several answers can be chosen at once, and then each has its feedback.
pub(super) fn feedback_declaration(interaction: &Interaction, version: QtiVersion) -> Option<Element> {
    let is_multiple = matches!(interaction, Interaction::Choice { multiple: true, .. });
    let cardinality = if is_multiple { "multiple" } else { "single" };
    has_feedback(interaction).then(|| {
        version.element(
            "outcomeDeclaration",
            [
                ("identifier", FEEDBACK.to_owned()),
                ("cardinality", cardinality.to_owned()),
                ("baseType", "identifier".to_owned()),
            ],
        )
    })
}

fn has_feedback(interaction: &Interaction) -> bool {
    match interaction {
        Interaction::Choice { choices, .. } => choices.iter().any(|choice| !choice.feedback.is_empty()),
        Interaction::TextEntry { feedback, .. } => !feedback.is_empty(),
    }
}

/// `responseProcessing`.
pub(super) fn write(interaction: &Interaction, version: QtiVersion) -> Element {
    let rules = Rules(version);
    match interaction {
        Interaction::Choice { .. } if has_feedback(interaction) => version
            .element("responseProcessing", [])
            .child(rules.score_by_match())
            .child(rules.set(FEEDBACK, rules.variable(RESPONSE))),
        Interaction::TextEntry { case_sensitive, feedback, .. } if has_feedback(interaction) => {
            let arms = feedback.iter().enumerate().map(|(index, feedback)| {
                let arm = if index == 0 { "responseIf" } else { "responseElseIf" };
                version
                    .element(arm, [])
                    .child(rules.is_text(&feedback.text, *case_sensitive))
                    .child(rules.set(FEEDBACK, rules.value("identifier", &feedback.identifier)))
            });
            let said = version.element("responseCondition", []).children(arms);
            // Of no response nothing is asked: some systems stop at comparing what is not there.
            let answered = version
                .element("responseElse", [])
                .child(
                    rules.set(SCORE, version.element("mapResponse", [("identifier", RESPONSE.to_owned())])),
                )
                .child(said);
            let unanswered = version
                .element("responseIf", [])
                .child(version.element("isNull", []).child(rules.variable(RESPONSE)))
                .child(rules.set(SCORE, rules.value("float", "0")));
            let condition = version.element("responseCondition", []).child(unanswered).child(answered);
            // Outcomes are cleared before each response (QTI 2.1 §8.1). Not every system does it, and not every one knows `null`;
            // so the outcome becomes one that no feedback answers to.
            let nothing_said = rules.set(FEEDBACK, rules.value("identifier", "none"));
            version.element("responseProcessing", []).child(nothing_said).child(condition)
        }
        Interaction::Choice { .. } => by_template("match_correct", version),
        Interaction::TextEntry { .. } => by_template("map_response", version),
    }
}

fn by_template(name: &str, version: QtiVersion) -> Element {
    version.element("responseProcessing", [("template", version.template(name))])
}

/// The rules that are written out.
#[derive(Clone, Copy)]
pub(super) struct Rules(pub(super) QtiVersion);

impl Rules {
    pub(super) fn variable(self, name: &str) -> Element {
        self.0.element("variable", [("identifier", name.to_owned())])
    }

    pub(super) fn value(self, base_type: &str, value: &str) -> Element {
        self.0.element("baseValue", [("baseType", base_type.to_owned())]).text(value)
    }

    pub(super) fn set(self, variable: &str, expression: Element) -> Element {
        self.0.element("setOutcomeValue", [("identifier", variable.to_owned())]).child(expression)
    }

    fn score_by_match(self) -> Element {
        let element = |name| self.0.element(name, []);
        let correct = self.0.element("correct", [("identifier", RESPONSE.to_owned())]);
        let right = element("responseIf")
            .child(element("match").child(self.variable(RESPONSE)).child(correct))
            .child(self.set(SCORE, self.value("float", "1")));
        let wrong = element("responseElse").child(self.set(SCORE, self.value("float", "0")));
        element("responseCondition").child(right).child(wrong)
    }

    fn is_text(self, text: &str, case_sensitive: bool) -> Element {
        self.0
            .element("stringMatch", [("caseSensitive", case_sensitive.to_string())])
            .child(self.variable(RESPONSE))
            .child(self.value("string", text))
    }
}

fn response_of(root: &Element, version: QtiVersion) -> Option<&Element> {
    version
        .all(root, "responseDeclaration")
        .find(|element| version.get(element, "identifier") == Some(RESPONSE))
}

pub(super) fn correct_values(root: &Element, version: QtiVersion) -> Vec<String> {
    let correct = response_of(root, version).and_then(|response| version.find(response, "correctResponse"));
    let values = correct.into_iter().flat_map(|correct| version.all(correct, "value"));
    values.map(|value| value.text.trim().to_owned()).collect()
}

/// Whether case matters, and the texts that are mapped to a score.
pub(super) fn read_mapping(root: &Element, version: QtiVersion) -> Result<(bool, Vec<String>), String> {
    let mapping = response_of(root, version).and_then(|response| version.find(response, "mapping"));
    let mut case_sensitive = false;
    let mut accepted = Vec::new();
    for entry in mapping.into_iter().flat_map(|mapping| version.all(mapping, "mapEntry")) {
        if version.number(entry, "mappedValue")?.is_some_and(|value| value > 0.0) {
            accepted.push(version.required(entry, "mapKey")?);
        }
        // Left out, it does not matter (QTI 2.1 §5.1.2, mapEntry).
        let flag = version.get(entry, "caseSensitive");
        case_sensitive |= flag.map_or(Ok(false), |flag| boolean(flag, "caseSensitive"))?;
    }
    Ok((case_sensitive, accepted))
}

/// Identifiers of feedback, and the first text that leads to each.
pub(super) fn read_text_feedback(root: &Element, version: QtiVersion) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    if let Some(rules) = version.find(root, "responseProcessing") {
        collect_text_feedback(rules, version, &mut found);
    }
    found
}

fn collect_text_feedback(rules: &Element, version: QtiVersion, found: &mut BTreeMap<String, String>) {
    for rule in &rules.children {
        let text = version.find(rule, "stringMatch").and_then(|text| version.find(text, "baseValue"));
        let set = version.find(rule, "setOutcomeValue").and_then(|set| version.find(set, "baseValue"));
        if let (Some(text), Some(feedback)) = (text, set) {
            found.entry(feedback.text.trim().to_owned()).or_insert_with(|| text.text.clone());
        }
        collect_text_feedback(rule, version, found);
    }
}
