//! What is typed: texts, numbers, and gaps within a text.

use std::collections::BTreeSet;

use super::super::content::Node;
use super::super::fit::in_paragraphs;
use super::super::interaction::{Interaction, NumberRange, TextFeedback};
use super::{GAP, Writer, answer_identifier, one_line};
use crate::model::{Answer, NumericAnswer, Question, QuestionBody, QuestionKind, number};

impl Writer<'_, '_, '_> {
    /// Accepted texts go before foreseen mistakes, as they do in the player. Of texts that are the same to the comparison, the
    /// first counts.
    pub(super) fn text_entry(&mut self) -> Interaction {
        let question = &self.asked.question;
        let comparable = |text: &str| comparable(text, question.is_case_sensitive());
        let mut seen = BTreeSet::new();
        let (mut accepted, mut feedback) = (Vec::new(), Vec::new());
        for is_right in [true, false] {
            let answers = question.answers().iter().zip(&self.asked.answers).enumerate();
            for (index, (answer, texts)) in answers.filter(|(_, (answer, _))| answer.correct == is_right) {
                if !seen.insert(comparable(&texts.text)) {
                    continue;
                }
                let text = one_line(&texts.text);
                if let Some(html) = &texts.feedback {
                    feedback.push(TextFeedback {
                        identifier: answer_identifier(question.kind(), index),
                        text: text.clone(),
                        content: in_paragraphs(self.fitter.fragment(html)),
                    });
                }
                if answer.correct {
                    accepted.push(text);
                }
            }
        }
        let longest = self.asked.answers.iter().map(|answer| answer.text.chars().count()).max();
        Interaction::TextEntry {
            expected_length: longest.and_then(|length| u32::try_from(length).ok()),
            case_sensitive: question.is_case_sensitive(),
            accepted,
            feedback,
        }
    }

    /// The first range that holds a number counts.
    pub(super) fn number(&mut self, answers: &[NumericAnswer], unit: Option<&str>) -> Interaction {
        let mut ranges = Vec::with_capacity(answers.len());
        for (index, (answer, texts)) in answers.iter().zip(&self.asked.answers).enumerate() {
            let said = texts.feedback.as_ref().map(|html| in_paragraphs(self.fitter.fragment(html)));
            ranges.push(NumberRange {
                identifier: answer_identifier(QuestionKind::Numeric, index),
                min: tidy_number(answer.min),
                max: tidy_number(answer.max),
                correct: answer.correct,
                content: said.unwrap_or_default(),
            });
        }
        // What is right goes before foreseen mistakes, as in the player.
        ranges.sort_by_key(|range| !range.correct);
        let digits = ranges.iter().flat_map(|range| [range.min, range.max]).map(|end| end.to_string().len());
        Interaction::Number {
            expected_length: digits.max().and_then(|length| u32::try_from(length).ok()),
            unit: one_line(unit.unwrap_or_default()),
            ranges,
        }
    }
}

fn comparable(text: &str, case_sensitive: bool) -> String {
    let text = one_line(text);
    if case_sensitive { text } else { text.to_lowercase() }
}

/// The ranges of a single gap that takes numbers which are near enough, where each of its texts is a number.
pub(in crate::standard::qti) fn near_numbers(question: &Question) -> Option<Vec<NumericAnswer>> {
    let QuestionBody::FillIn { gaps, tolerance: Some(tolerance), .. } = &question.body else { return None };
    let [gap] = gaps.as_slice() else { return None };
    let range = |answer: &Answer| {
        let value = number(&answer.text)?;
        Some(NumericAnswer { correct: answer.correct, ..NumericAnswer::correct(value, *tolerance) })
    };
    gap.answers.iter().map(range).collect()
}

/// The right texts of a gap, each once.
pub(super) fn accepted_texts(answers: &[Answer], case_sensitive: bool) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let right = answers.iter().filter(|answer| answer.correct).map(|answer| one_line(&answer.text));
    right.filter(|text| seen.insert(comparable(text, case_sensitive))).collect()
}

/// Sums of decimal fractions, such as 60.1 - 0.3, without what binary fractions add to them.
fn tidy_number(value: f64) -> f64 {
    let rounded = (value * 1e9).round() / 1e9;
    if rounded.is_finite() { rounded } else { value }
}

/// The marks of a prompt as fields. What has no mark gets a field of its own at the end.
pub(super) fn with_gaps(prompt: Vec<Node>, count: usize) -> Vec<Node> {
    fn mark(nodes: Vec<Node>, next: &mut usize, count: usize) -> Vec<Node> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Text(text) => {
                    let mut rest = text.as_str();
                    while *next < count {
                        let Some((before, after)) = rest.split_once(GAP) else { break };
                        out.extend((!before.is_empty()).then(|| Node::Text(before.to_owned())));
                        out.push(Node::Gap(*next));
                        *next += 1;
                        // A mark may be longer than it has to be.
                        rest = after.trim_start_matches('_');
                    }
                    out.extend((!rest.is_empty()).then(|| Node::Text(rest.to_owned())));
                }
                Node::Element(mut tag) => {
                    tag.children = mark(tag.children, next, count);
                    out.push(Node::Element(tag));
                }
                gap @ Node::Gap(_) => out.push(gap),
            }
        }
        out
    }
    let mut next = 0;
    let mut body = in_paragraphs(mark(prompt, &mut next, count));
    let more = (next..count).map(|gap| Node::Element(super::super::Tag::new("p", vec![Node::Gap(gap)])));
    body.extend(more);
    body
}
