//! What of a question a testing system will not have.

use std::collections::BTreeSet;

use super::fit::Losses;
use super::questions::near_numbers;
use super::rules;
use crate::diagnostic::Diagnostic;
use crate::model::{Answer, AssessedQuestion, Credit, QuestionBody};

pub(super) fn findings(asked: &AssessedQuestion, losses: &Losses) -> Vec<Diagnostic> {
    let listed = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
    let mut found = Vec::new();
    if !losses.formatting.is_empty() {
        let message = format!("the text stands without {}", listed(&losses.formatting));
        found.push(Diagnostic::new(&rules::FORMATTING_LOST, message));
    }
    if !losses.content.is_empty() {
        found.push(Diagnostic::new(&rules::CONTENT_LOST, format!("left out: {}", listed(&losses.content))));
    }
    found.extend(typed_answer(asked).map(|text| {
        let message = format!("`{text}` has to be typed with just these blanks");
        Diagnostic::new(&rules::TYPED_ANSWERS, message)
    }));
    let parts = left_out(asked);
    if !parts.is_empty() {
        found.push(Diagnostic::new(&rules::LESS_OF_A_QUESTION, format!("left out: {}", parts.join(", "))));
    }
    found
}

/// The first accepted text of several words.
fn typed_answer(asked: &AssessedQuestion) -> Option<&str> {
    let QuestionBody::FillIn { gaps, .. } = &asked.question.body else { return None };
    if near_numbers(&asked.question).is_some() {
        return None;
    }
    let of_words = |answer: &&Answer| answer.correct && answer.text.split_whitespace().nth(1).is_some();
    let mut answers = gaps.iter().flat_map(|gap| &gap.answers);
    answers.find(of_words).map(|answer| answer.text.trim())
}

fn left_out(asked: &AssessedQuestion) -> Vec<&'static str> {
    let question = &asked.question;
    let (many_gaps, tolerance) = match &question.body {
        QuestionBody::FillIn { gaps, tolerance, .. } => {
            (gaps.len() > 1, tolerance.is_some() && near_numbers(question).is_none())
        }
        _ => (false, false),
    };
    let has_feedback = asked.answers.iter().any(|answer| answer.feedback.is_some());
    let parts = [
        (!question.hints.is_empty(), "the hints"),
        (many_gaps && has_feedback, "the feedback to the texts of single gaps"),
        (tolerance, "the tolerance: numbers are compared as texts"),
        (asked.feedback.correct.is_some() && !question.is_scored(), "the feedback to any response"),
        (
            asked.feedback.partly.is_some() && question.credit == Credit::Whole,
            "the feedback to a response that is right in parts",
        ),
    ];
    parts.into_iter().filter(|(is_lost, _)| *is_lost).map(|(_, what)| what).collect()
}
