//! How an item is scored: the rules that set its [variables](super::variables).
//!
//! Where nothing is said to answers, the standard's own templates do it, which every testing system knows. With feedback, or
//! with a share of the score for each part, there is no template, so the rules are written out.

use super::QtiVersion;
use super::interaction::{Interaction, NumberRange, Scoring, TextFeedback, numbered};
use super::item::{AssessmentItem, FEEDBACK, OVERALL, RESPONSE, SCORE};
use super::variables::strays;
use crate::standard::xml::Element;

/// The variable that counts the parts that are right.
pub(super) const RIGHT: &str = "RIGHT";

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
