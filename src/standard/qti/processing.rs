//! How an item is scored: the variables of an item, and the rules that set them.
//!
//! Where nothing is said to answers, the standard's own templates do it, which every testing system knows. With feedback, or
//! with a share of the score for each part, there is no template, so the rules are written out.

use super::QtiVersion;
use super::interaction::{Interaction, NumberRange, Scoring, TextFeedback, numbered};
use super::item::{AssessmentItem, FEEDBACK, OVERALL, RESPONSE, SCORE};
use crate::standard::xml::Element;

/// The variable that counts the parts that are right.
const RIGHT: &str = "RIGHT";

// ---- Variables ---------------------------------------------------------------------------------

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
fn strays<'s>(stems: &'s [&str], correct: &'s [(String, String)]) -> impl Iterator<Item = &'s str> {
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

// ---- Rules -------------------------------------------------------------------------------------

/// `responseProcessing`; none where there is nothing to do.
pub(super) fn write(item: &AssessmentItem, version: QtiVersion) -> Option<Element> {
    if let Some(template) = template(item) {
        return Some(version.element("responseProcessing", [("template", version.template(template))]));
    }
    let rules = Rules(version);
    let mut all = rules.answers(item);
    if !item.overall.is_empty() {
        all.push(rules.overall(item));
    }
    (!all.is_empty()).then(|| version.element("responseProcessing", []).children(all))
}

fn template(item: &AssessmentItem) -> Option<&'static str> {
    let interaction = &item.interaction;
    let is_plain = !interaction.has_feedback() && item.overall.is_empty();
    match (interaction, item.scoring) {
        _ if !is_plain => None,
        (Interaction::TextEntry { .. }, Scoring::Whole | Scoring::Each) => Some("map_response"),
        (Interaction::Gaps { .. } | Interaction::Number { .. } | Interaction::Steps(_), _) => None,
        (_, Scoring::Whole) => Some("match_correct"),
        (Interaction::Choice { .. } | Interaction::Hotspot { .. }, Scoring::Each)
            if !interaction.is_multiple() =>
        {
            Some("match_correct")
        }
        _ => None,
    }
}

/// The rules that are written out.
#[derive(Clone, Copy)]
pub(super) struct Rules(pub(super) QtiVersion);

impl Rules {
    /// What scores the answers, and says something to each.
    fn answers(self, item: &AssessmentItem) -> Vec<Element> {
        let interaction = &item.interaction;
        let mut all = match interaction {
            _ if item.scoring == Scoring::None => Vec::new(),
            Interaction::TextEntry { case_sensitive, feedback, .. } => {
                return self.typed(*case_sensitive, feedback);
            }
            Interaction::Number { ranges, .. } => return self.number(ranges, interaction.has_feedback()),
            Interaction::Gaps { accepted, .. } => vec![self.gaps(accepted.len(), item.scoring)],
            Interaction::Steps(steps) => {
                let is_right = |index| self.matches(&numbered(RESPONSE, index));
                self.counted((0..steps.len()).map(is_right).collect(), item.scoring)
            }
            Interaction::Order { correct, .. } if item.scoring == Scoring::Each => {
                let places = correct.iter().enumerate();
                self.counted(
                    places.map(|(place, wanted)| self.stands_at(place, wanted)).collect(),
                    item.scoring,
                )
            }
            Interaction::Match { stems, correct, .. } if item.scoring == Scoring::Each => {
                let stems: Vec<&str> = stems.iter().map(|stem| stem.identifier.as_str()).collect();
                vec![self.share_of_map(strays(&stems, correct).count(), interaction.parts())]
            }
            Interaction::GraphicMatch { labels, correct, .. } if item.scoring == Scoring::Each => {
                let labels: Vec<&str> = labels.iter().map(|label| label.identifier.as_str()).collect();
                vec![self.share_of_map(strays(&labels, correct).count(), interaction.parts())]
            }
            _ if item.scoring == Scoring::Each && interaction.is_multiple() => {
                vec![self.share_of_map(0, interaction.parts())]
            }
            _ => vec![self.score_if(self.matches(RESPONSE))],
        };
        match interaction {
            Interaction::Steps(steps) if interaction.has_feedback() => {
                all.extend((0..steps.len()).map(|index| {
                    self.set(&numbered(FEEDBACK, index), self.variable(&numbered(RESPONSE, index)))
                }))
            }
            _ if interaction.has_feedback() => all.push(self.set(FEEDBACK, self.variable(RESPONSE))),
            _ => {}
        }
        all
    }

    pub(super) fn variable(self, name: &str) -> Element {
        self.0.element("variable", [("identifier", name.to_owned())])
    }

    pub(super) fn value(self, base_type: &str, value: &str) -> Element {
        self.0.element("baseValue", [("baseType", base_type.to_owned())]).text(value)
    }

    fn float(self, value: impl ToString) -> Element {
        self.value("float", &value.to_string())
    }

    pub(super) fn set(self, variable: &str, expression: Element) -> Element {
        self.0.element("setOutcomeValue", [("identifier", variable.to_owned())]).child(expression)
    }

    fn element(self, name: &'static str) -> Element {
        self.0.element(name, [])
    }

    fn two(self, name: &'static str, first: Element, second: Element) -> Element {
        self.element(name).child(first).child(second)
    }

    fn is_null(self) -> Element {
        self.element("isNull").child(self.variable(RESPONSE))
    }

    fn matches(self, response: &str) -> Element {
        let correct = self.0.element("correct", [("identifier", response.to_owned())]);
        self.two("match", self.variable(response), correct)
    }

    fn mapped(self, response: &str) -> Element {
        self.0.element("mapResponse", [("identifier", response.to_owned())])
    }

    /// 1 if it holds, and 0 otherwise.
    fn score_if(self, test: Element) -> Element {
        let right = self.two("responseIf", test, self.set(SCORE, self.float(1)));
        let wrong = self.element("responseElse").child(self.set(SCORE, self.float(0)));
        self.two("responseCondition", right, wrong)
    }

    /// Of no response nothing is asked: some systems stop at comparing what is not there.
    fn unless_null(self, rules: Vec<Element>) -> Element {
        let unanswered = self.two("responseIf", self.is_null(), self.set(SCORE, self.float(0)));
        let answered = self.element("responseElse").children(rules);
        self.two("responseCondition", unanswered, answered)
    }

    /// Outcomes are cleared before each response (QTI 2.1 §8.1). Not every system does it, and not every one knows `null`;
    /// so the outcome becomes one that no feedback answers to.
    fn nothing_said(self) -> Element {
        self.set(FEEDBACK, self.value("identifier", "none"))
    }

    fn typed(self, case_sensitive: bool, feedback: &[TextFeedback]) -> Vec<Element> {
        let scored = self.set(SCORE, self.mapped(RESPONSE));
        if feedback.is_empty() {
            return vec![self.unless_null(vec![scored])];
        }
        let arms = feedback.iter().enumerate().map(|(index, feedback)| {
            let arm = if index == 0 { "responseIf" } else { "responseElseIf" };
            let said = self.set(FEEDBACK, self.value("identifier", &feedback.identifier));
            self.two(arm, self.is_text(&feedback.text, case_sensitive), said)
        });
        let said = self.element("responseCondition").children(arms);
        vec![self.nothing_said(), self.unless_null(vec![scored, said])]
    }

    fn is_text(self, text: &str, case_sensitive: bool) -> Element {
        self.0
            .element("stringMatch", [("caseSensitive", case_sensitive.to_string())])
            .child(self.variable(RESPONSE))
            .child(self.value("string", text))
    }

    /// The first range that holds the number counts.
    fn number(self, ranges: &[NumberRange], has_feedback: bool) -> Vec<Element> {
        let arms = ranges.iter().enumerate().map(|(index, range)| {
            let arm = if index == 0 { "responseIf" } else { "responseElseIf" };
            let above = self.two("gte", self.variable(RESPONSE), self.float(range.min));
            let below = self.two("lte", self.variable(RESPONSE), self.float(range.max));
            let inside = self.two("and", above, below);
            let said = has_feedback.then(|| self.set(FEEDBACK, self.value("identifier", &range.identifier)));
            let score = self.set(SCORE, self.float(u8::from(range.correct)));
            self.two(arm, inside, score).children(said)
        });
        let otherwise = self.element("responseElse").child(self.set(SCORE, self.float(0)));
        let found = self.element("responseCondition").children(arms).child(otherwise);
        let nothing_said = has_feedback.then(|| self.nothing_said());
        nothing_said.into_iter().chain([self.unless_null(vec![found])]).collect()
    }

    fn gaps(self, count: usize, scoring: Scoring) -> Element {
        let sum =
            self.element("sum").children((0..count).map(|index| self.mapped(&numbered(RESPONSE, index))));
        match scoring {
            Scoring::Each => self.set(SCORE, self.two("divide", sum, self.float(count))),
            _ => self.score_if(self.two("gte", sum, self.float(count))),
        }
    }

    /// How much of the map, where `given` parts are right before anything is done.
    fn share_of_map(self, given: usize, of: usize) -> Element {
        let mapped = self.mapped(RESPONSE);
        let sum = if given == 0 { mapped } else { self.two("sum", mapped, self.float(given)) };
        self.unless_null(vec![self.set(SCORE, self.two("divide", sum, self.float(of.max(1))))])
    }

    fn stands_at(self, place: usize, wanted: &str) -> Element {
        let found = self.0.element("index", [("n", (place + 1).to_string())]).child(self.variable(RESPONSE));
        self.two("match", found, self.value("identifier", wanted))
    }

    fn counted(self, tests: Vec<Element>, scoring: Scoring) -> Vec<Element> {
        let of = tests.len().max(1);
        let mut all = vec![self.set(RIGHT, self.float(0))];
        all.extend(tests.into_iter().map(|test| {
            let one_more = self.two("sum", self.variable(RIGHT), self.float(1));
            self.element("responseCondition").child(self.two("responseIf", test, self.set(RIGHT, one_more)))
        }));
        all.push(match scoring {
            Scoring::Each => self.set(SCORE, self.two("divide", self.variable(RIGHT), self.float(of))),
            _ => self.score_if(self.two("gte", self.variable(RIGHT), self.float(of))),
        });
        all
    }

    fn overall(self, item: &AssessmentItem) -> Element {
        let say = |name: &str| self.set(OVERALL, self.value("identifier", name));
        if item.scoring == Scoring::None {
            return say("sample");
        }
        let reaches = |test: &'static str, score: u8| self.two(test, self.variable(SCORE), self.float(score));
        self.element("responseCondition")
            .child(self.two("responseIf", reaches("gte", 1), say("correct")))
            .child(self.two("responseElseIf", reaches("gt", 0), say("partly")))
            .child(self.element("responseElse").child(say("incorrect")))
    }
}
