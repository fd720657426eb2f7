//! What a cartridge cannot say of a package.

use std::collections::BTreeMap;

use super::describe::{all_weights, attempts, document_name};
use super::qti::Attempts;
use super::{record, rules, weights};
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::{AssessedQuestion, CompletionRule, Credit, Id, Question, QuestionBody, QuestionKind};
use crate::standard::builder::{Item, ItemKind};
use crate::standard::contents::Contents;
use crate::standard::quiz::Quiz;

pub(super) fn check(contents: &Contents) -> Vec<Diagnostic> {
    let items = contents.all_items();
    let mut found = Vec::new();
    found.extend(not_carried(contents, &items));
    for item in &items {
        found.extend(lost(item));
        if let ItemKind::Assessment(quiz) = &item.kind {
            found.extend(too_few_attempts(item, quiz));
            found.extend(less_of_a_test(item, quiz));
            found.extend(asked_whole(item, &quiz.questions));
            found.extend(quiz.questions.iter().flat_map(|question| changed(&question.question)));
        }
    }
    found.extend(rounded_weights(contents));
    found.extend(taken_names(contents, &items));
    found
}

fn finding(rule: &'static Rule, item: &Item, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(rule, message).subject(format!("item `{}`", item.id))
}

/// What has no place in a cartridge, once for the whole package.
fn not_carried(contents: &Contents, items: &[&Item]) -> Option<Diagnostic> {
    let mut parts = Vec::new();
    if let Some(score) = items.iter().find_map(|item| item.mastery_score) {
        parts.push(format!("the pass mark of {score} %"));
    }
    let has_tests = items.iter().any(|item| matches!(item.kind, ItemKind::Assessment(_)));
    let is_course = has_tests || contents.completion != CompletionRule::PagesSeen;
    if is_course || items.iter().any(|item| item.completion_threshold.is_some()) {
        parts.push("what completes the course".to_owned());
    }
    parts.extend(record::left_out(&contents.lom()).into_iter().map(str::to_owned));
    let last = parts.pop()?;
    let list = if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) };
    let message = format!("the cartridge does not carry {list}");
    Some(Diagnostic::new(&rules::NOT_CARRIED, message).subject("package"))
}

fn lost(item: &Item) -> Vec<Diagnostic> {
    let parts = [
        (item.kind == ItemKind::Sco, "the page finds no LMS to talk to"),
        (item.parameters.is_some(), "the parameters are left out"),
        (item.launch_data.is_some(), "the launch data are left out"),
        (!item.visible, "the item is hidden, and will be shown"),
    ];
    let is_lost = parts.into_iter().filter(|(is_lost, _)| *is_lost);
    is_lost.map(|(_, message)| finding(&rules::ITEM_LOSES, item, message)).collect()
}

/// The banks that a lesson draws from. Sections that select have no place in the profile.
fn asked_whole(item: &Item, questions: &[AssessedQuestion]) -> Vec<Diagnostic> {
    let mut banks: Vec<(&Id, usize, usize)> = Vec::new();
    for (bank, count) in questions.iter().filter_map(|asked| asked.drawn.as_ref()) {
        match banks.iter_mut().find(|(known, ..)| *known == bank) {
            Some((_, _, of)) => *of += 1,
            None => banks.push((bank, *count, 1)),
        }
    }
    let drawn = banks.into_iter().filter(|(_, count, of)| count < of);
    let message =
        |(bank, count, of)| format!("of the bank `{bank}` all {of} questions are asked, not {count} of them");
    drawn.map(|bank| finding(&rules::QUESTION, item, message(bank))).collect()
}

/// In a test all answers are given together, so only its own attempts count.
fn less_of_a_test(item: &Item, quiz: &Quiz) -> Option<Diagnostic> {
    let test = quiz.test.as_ref()?;
    let mut parts = Vec::new();
    if let Some(mark) = test.pass_mark {
        parts.push(format!("the pass mark of {mark} %"));
    }
    if test.attempts > 5 {
        parts.push(format!("that it may be taken {} times only", test.attempts));
    }
    if test.shuffle {
        parts.push("the changing order of the questions".to_owned());
    }
    quiz.less_of_a_test(parts).map(|found| found.subject(format!("item `{}`", item.id)))
}

fn too_few_attempts(item: &Item, quiz: &Quiz) -> Option<Diagnostic> {
    if quiz.test.is_some() {
        return None;
    }
    let questions = &quiz.questions;
    let chosen = attempts(quiz);
    let is_said = |question: &AssessedQuestion| match (chosen, question.question.attempts) {
        (Attempts::Times(times), own) => own == times,
        (_, own) => own == 0,
    };
    let said = match chosen {
        Attempts::Times(1) => "once".to_owned(),
        Attempts::Times(times) => format!("{times} times"),
        _ => "as often as wanted".to_owned(),
    };
    let others: Vec<_> = questions
        .iter()
        .filter(|question| !is_said(question))
        .map(|question| format!("`{}`", question.question.id))
        .collect();
    let message = format!("the whole assessment may be taken {said}; otherwise say {}", others.join(", "));
    (!others.is_empty()).then(|| finding(&rules::ATTEMPTS, item, message))
}

/// Why a question is not in the cartridge: its profile of QTI has six kinds, and most of the others would be another question
/// when told in one of them.
#[cfg(feature = "markdown")]
pub(super) fn refusal(question: &Question) -> Option<Diagnostic> {
    let gaps = match &question.body {
        QuestionBody::FillIn { gaps, .. } => gaps.len(),
        _ => 1,
    };
    let what = match question.kind() {
        QuestionKind::Choice | QuestionKind::MultipleResponse | QuestionKind::TrueFalse => return None,
        QuestionKind::LongAnswer => return None,
        QuestionKind::FillIn if gaps == 1 => return None,
        QuestionKind::FillIn => "several gaps",
        QuestionKind::Numeric => "numbers",
        QuestionKind::Matching => "matching",
        QuestionKind::Ordering => "ordering",
        QuestionKind::Sorting => "sorting",
        QuestionKind::DragAndDrop => "labels on pictures",
        QuestionKind::Hotspot => "places in pictures",
        QuestionKind::Likert => "scales",
        QuestionKind::Performance => "steps",
    };
    let message = format!("a cartridge has no word for questions of {what}; this one is left out");
    Some(Diagnostic::new(&rules::NO_SUCH_QUESTION, message))
}

fn changed(question: &Question) -> Vec<Diagnostic> {
    let finding = |message: String| {
        Diagnostic::new(&rules::QUESTION, message).subject(format!("question `{}`", question.id))
    };
    let mut found = Vec::new();
    if question.kind() == QuestionKind::Choice && question.answers().len() < 3 {
        let mut of_two = finding("the choice has only two answers".to_owned());
        of_two.clause = Some("Common Cartridge 1.1, schema of QTI 1.2.1, rule 4d");
        found.push(of_two);
    }
    let unsaid: Vec<_> = question
        .answers()
        .iter()
        .filter(|answer| {
            question.kind() == QuestionKind::FillIn && !answer.correct && answer.feedback.is_some()
        })
        .map(|answer| format!("`{}`", answer.text))
        .collect();
    if !unsaid.is_empty() {
        found.push(finding(format!("the feedback to wrong answers is left out: {}", unsaid.join(", "))));
    }
    let parts = left_out(question);
    if !parts.is_empty() {
        found.push(finding(format!("left out: {}", parts.join(", "))));
    }
    found
}

fn left_out(question: &Question) -> Vec<&'static str> {
    let is_near = matches!(question.body, QuestionBody::FillIn { tolerance: Some(_), .. });
    let overall = &question.feedback;
    let has_overall = [&overall.correct, &overall.partly, &overall.incorrect].iter().any(|it| it.is_some());
    let parts = [
        (!question.hints.is_empty(), "the hints"),
        (question.time_limit.is_some(), "the time limit"),
        (question.is_shuffled(), "the changing order of the answers"),
        (question.credit == Credit::Each, "the share of the score for a part"),
        (is_near, "the tolerance: numbers are compared as texts"),
        (has_overall, "the feedback to the response as a whole"),
    ];
    parts.into_iter().filter(|(is_lost, _)| *is_lost).map(|(_, what)| what).collect()
}

fn rounded_weights(contents: &Contents) -> Option<Diagnostic> {
    let (points, is_exact) = weights::points(&all_weights(contents));
    let message =
        format!("the weights of {} questions have no ratio in whole points from 1 to 99", points.len());
    (!is_exact).then(|| Diagnostic::new(&rules::WEIGHT, message).subject("package"))
}

/// Folders of documents in which a file is packed.
fn taken_names(contents: &Contents, items: &[&Item]) -> Vec<Diagnostic> {
    let mut folders: BTreeMap<&str, &str> = BTreeMap::new();
    for file in contents.resources.iter().flat_map(|resource| &resource.files) {
        if let Some((folder, _)) = file.split_once('/') {
            folders.entry(folder).or_insert(file);
        }
    }
    let taken = |item: &&Item| {
        let name = document_name(item)?;
        let file = folders.get(name.split('/').next()?)?;
        let message = format!("`{file}` is in the folder that the cartridge needs for `{name}`");
        Some(finding(&crate::standard::rules::NAME_TAKEN, item, message))
    };
    items.iter().filter_map(taken).collect()
}
