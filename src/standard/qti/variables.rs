//! The variables of an item: responses, and what comes of them.

use super::QtiVersion;
use super::interaction::{Interaction, NumberRange, Scoring, numbered};
use super::item::{AssessmentItem, FEEDBACK, OVERALL, RESPONSE, SCORE};
use super::processing::RIGHT;
use crate::standard::xml::Element;

/// `responseDeclaration`: what a response is, and which one is right.
pub(super) fn response_declarations(item: &AssessmentItem, version: QtiVersion) -> Vec<Element> {
    let declare = Declare { version, scoring: item.scoring };
    vec![match &item.interaction {
        Interaction::Choice { multiple, choices, correct, .. } => {
            let all = choices.iter().map(|choice| choice.identifier.as_str());
            declare.chosen(RESPONSE, *multiple, all, correct)
        }
        Interaction::Hotspot { multiple, places, correct, .. } => {
            let all = places.iter().map(|place| place.identifier.as_str());
            declare.chosen(RESPONSE, *multiple, all, correct)
        }
        Interaction::Steps(steps) => {
            let steps = steps.iter().enumerate();
            return steps
                .map(|(index, step)| {
                    let declare = Declare { scoring: Scoring::Whole, ..declare };
                    declare.chosen(&numbered(RESPONSE, index), false, std::iter::empty(), &step.correct)
                })
                .collect();
        }
        Interaction::Gaps { case_sensitive, accepted } => {
            let gaps = accepted.iter().enumerate();
            return gaps
                .map(|(index, accepted)| declare.typed(&numbered(RESPONSE, index), *case_sensitive, accepted))
                .collect();
        }
        Interaction::TextEntry { case_sensitive, accepted, .. } => {
            declare.typed(RESPONSE, *case_sensitive, accepted)
        }
        Interaction::Number { ranges, .. } => {
            let best = ranges.iter().find(|range| range.correct);
            let best: Vec<String> = best.map(|range| middle(range).to_string()).into_iter().collect();
            declare.declaration(RESPONSE, "single", "float").children(declare.correct(&best))
        }
        Interaction::ExtendedText { .. } => declare.declaration(RESPONSE, "single", "string"),
        Interaction::Order { correct, .. } => {
            declare.declaration(RESPONSE, "ordered", "identifier").children(declare.correct(correct))
        }
        Interaction::Match { stems, targets, correct, .. } => {
            let stems: Vec<&str> = stems.iter().map(|stem| stem.identifier.as_str()).collect();
            let targets: Vec<&str> = targets.iter().map(|target| target.identifier.as_str()).collect();
            declare.paired(&stems, &targets, correct)
        }
        Interaction::GraphicMatch { labels, places, correct, .. } => {
            let labels: Vec<&str> = labels.iter().map(|label| label.identifier.as_str()).collect();
            let places: Vec<&str> = places.iter().map(|place| place.identifier.as_str()).collect();
            declare.paired(&labels, &places, correct)
        }
    }]
}

/// A number that is right in any case: the middle of the range.
fn middle(range: &NumberRange) -> f64 {
    ((range.min + range.max) / 2.0 * 1e9).round() / 1e9
}

#[derive(Clone, Copy)]
struct Declare {
    version: QtiVersion,
    scoring: Scoring,
}

impl Declare {
    fn declaration(self, identifier: &str, cardinality: &str, base_type: &str) -> Element {
        self.version.element(
            "responseDeclaration",
            [
                ("identifier", identifier.to_owned()),
                ("cardinality", cardinality.to_owned()),
                ("baseType", base_type.to_owned()),
            ],
        )
    }

    fn correct(self, correct: &[String]) -> Option<Element> {
        (!correct.is_empty()).then(|| values("correctResponse", correct, self.version))
    }

    fn map(self, lower_bound: bool, entries: Vec<(String, &str, Option<bool>)>) -> Element {
        let mapping = self.version.element("mapping", []);
        let mapping = if lower_bound { self.version.with(mapping, "lowerBound", "0") } else { mapping };
        let entries = entries.into_iter().map(|(key, value, case_sensitive)| {
            let entry =
                self.version.element("mapEntry", [("mapKey", key), ("mappedValue", value.to_owned())]);
            match case_sensitive {
                Some(flag) => self.version.with(entry, "caseSensitive", flag.to_string()),
                None => entry,
            }
        });
        self.version.with(mapping, "defaultValue", "0").children(entries)
    }

    /// Of several that count each, a wrong one takes away what a right one gives.
    fn chosen<'c>(
        self,
        identifier: &str,
        multiple: bool,
        all: impl Iterator<Item = &'c str>,
        correct: &[String],
    ) -> Element {
        let cardinality = if multiple { "multiple" } else { "single" };
        let counts = multiple && self.scoring == Scoring::Each;
        let worth = |choice: &str| if correct.iter().any(|right| right == choice) { "1" } else { "-1" };
        let mapping =
            counts.then(|| self.map(true, all.map(|id| (id.to_owned(), worth(id), None)).collect()));
        self.declaration(identifier, cardinality, "identifier")
            .children(self.correct(correct))
            .children(mapping)
    }

    fn typed(self, identifier: &str, case_sensitive: bool, accepted: &[String]) -> Element {
        let entries = accepted.iter().map(|text| (text.clone(), "1", Some(case_sensitive))).collect();
        let best = accepted.get(..1).unwrap_or_default();
        self.declaration(identifier, "single", "string")
            .child(values("correctResponse", best, self.version))
            .child(self.map(false, entries))
    }

    /// A stem that belongs nowhere is right while it has no partner; so any partner takes its share away.
    fn paired(self, stems: &[&str], targets: &[&str], correct: &[(String, String)]) -> Element {
        let pairs: Vec<String> = correct.iter().map(|(stem, target)| format!("{stem} {target}")).collect();
        let right = pairs.iter().map(|pair| (pair.clone(), "1", None));
        let lost = strays(stems, correct)
            .flat_map(|stem| targets.iter().map(move |target| (format!("{stem} {target}"), "-1", None)));
        let mapping = (self.scoring == Scoring::Each).then(|| self.map(false, right.chain(lost).collect()));
        self.declaration(RESPONSE, "multiple", "directedPair")
            .children(self.correct(&pairs))
            .children(mapping)
    }
}

/// The stems that belong nowhere.
pub(super) fn strays<'s>(
    stems: &'s [&str],
    correct: &'s [(String, String)],
) -> impl Iterator<Item = &'s str> {
    stems.iter().copied().filter(|stem| correct.iter().all(|(known, _)| known != stem))
}

fn values(name: &'static str, values: &[String], version: QtiVersion) -> Element {
    let value = |text: &String| version.element("value", []).text(text);
    version.element(name, []).children(values.iter().map(value))
}

/// `SCORE`, the best that it can be, which many systems look for under `MAXSCORE`, and what says which feedback to show.
pub(super) fn outcome_declarations(item: &AssessmentItem, version: QtiVersion) -> Vec<Element> {
    let outcome = |name: &str, cardinality: &str, base_type: &str| {
        let cardinality = ("cardinality", cardinality.to_owned());
        let attributes = [("identifier", name.to_owned()), cardinality, ("baseType", base_type.to_owned())];
        version.element("outcomeDeclaration", attributes)
    };
    let number = |name: &str, value: &str| {
        outcome(name, "single", "float").child(values("defaultValue", &[value.to_owned()], version))
    };
    let best = if item.scoring == Scoring::None { "0" } else { "1" };
    let score = version.with(number(SCORE, "0"), "normalMaximum", best);
    let mut all = vec![version.with(score, "normalMinimum", "0"), number("MAXSCORE", best)];
    if counts_parts(item) {
        all.push(number(RIGHT, "0"));
    }
    match &item.interaction {
        // Each step has its own.
        Interaction::Steps(steps) if item.interaction.has_feedback() => {
            all.extend(
                (0..steps.len()).map(|index| outcome(&numbered(FEEDBACK, index), "single", "identifier")),
            );
        }
        interaction if interaction.has_feedback() => {
            let cardinality = if interaction.is_multiple() { "multiple" } else { "single" };
            all.push(outcome(FEEDBACK, cardinality, "identifier"));
        }
        _ => {}
    }
    if !item.overall.is_empty() {
        all.push(outcome(OVERALL, "single", "identifier"));
    }
    all
}

/// Whether the parts that are right are counted one by one: steps, and places in an order.
fn counts_parts(item: &AssessmentItem) -> bool {
    match item.interaction {
        Interaction::Steps(_) => item.scoring != Scoring::None,
        Interaction::Order { .. } => item.scoring == Scoring::Each,
        _ => false,
    }
}
