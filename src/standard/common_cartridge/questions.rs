//! A course's questions as items of QTI.
//!
//! The conditions are written so that importers understand them, not only engines that run them. Moodle takes as accepted
//! texts those of the first condition that gives 100 points; Canvas takes every text of any condition as accepted, and for
//! several right answers believes the last condition; both take what a condition with one comparison shows as the feedback
//! to that answer. Moodle moreover shows the feedback of conditions that continue to everybody, so only those continue that
//! have to: after them another one may hold too.

use std::collections::BTreeSet;

use super::addresses::with_file_base;
use super::qti::{
    Answer, Clause, Comparison, Condition, Feedback, FeedbackKind, Item, Profile, Response, Test,
};
use super::text::Text;
use crate::model::{AssessedQuestion, QuestionKind};

const RESPONSE: &str = "response1";
const RIGHT: f64 = 100.0;

/// A question as an item, and the files that its texts name.
pub(super) fn item(
    assessed: &AssessedQuestion,
    points: Option<u8>,
    files: &BTreeSet<&str>,
) -> (Item, BTreeSet<String>) {
    let question = &assessed.question;
    let mut writer = Writer { assessed, files, named: BTreeSet::new() };
    let prompt = writer.html(&assessed.prompt);
    let feedback = writer.feedback();
    let sample = writer.sample();
    let typed = || Response::Text { identifier: RESPONSE.to_owned() };
    let (response, conditions) = match question.kind() {
        QuestionKind::FillIn => (typed(), writer.typed(&feedback)),
        // People judge it; the sample is shown whatever was written.
        QuestionKind::LongAnswer => (typed(), sample.iter().map(shown_to_all).collect()),
        QuestionKind::MultipleResponse => (writer.choice(true), writer.any_number(&feedback)),
        _ => (writer.choice(false), writer.one_of(&feedback)),
    };
    let item = Item {
        identifier: question.id.to_string(),
        title: Some(question.id.to_string()),
        profile: profile(question.kind()),
        weight: points,
        category: None,
        computer_scored: (!question.is_scored()).then_some(false),
        prompt: Some(prompt),
        response: Some(response),
        conditions,
        feedback: feedback.into_iter().flatten().chain(sample).collect(),
    };
    (item, writer.named)
}

fn shown_to_all(feedback: &Feedback) -> Condition {
    Condition { continues: false, tests: vec![Test::Other], score: None, shows: vec![feedback.shown()] }
}

fn profile(kind: QuestionKind) -> Profile {
    match kind {
        QuestionKind::Choice => Profile::MultipleChoice,
        QuestionKind::MultipleResponse => Profile::MultipleResponse,
        QuestionKind::TrueFalse => Profile::TrueFalse,
        QuestionKind::LongAnswer => Profile::Essay,
        _ => Profile::FillIn,
    }
}

struct Writer<'a> {
    assessed: &'a AssessedQuestion,
    files: &'a BTreeSet<&'a str>,
    named: BTreeSet<String>,
}

impl Writer<'_> {
    fn html(&mut self, html: &str) -> Text {
        let (html, named) = with_file_base(html, self.files);
        self.named.extend(named);
        Text::html(html)
    }

    /// The feedback to each answer, if there is any.
    fn feedback(&mut self) -> Vec<Option<Feedback>> {
        let assessed = self.assessed;
        let is_typed = assessed.question.kind() == QuestionKind::FillIn;
        let answers = assessed.question.answers().iter().zip(&assessed.answers).enumerate();
        answers
            .map(|(index, (answer, assessed))| {
                // Canvas accepts every text that a condition names, so wrong ones cannot be named.
                let html = assessed.feedback.as_deref().filter(|_| answer.correct || !is_typed)?;
                Some(Feedback::response(format!("feedback-{}", index + 1), self.html(html)))
            })
            .collect()
    }

    /// The sample of a long answer is its solution, which has a fixed name.
    fn sample(&mut self) -> Option<Feedback> {
        let sample = self.assessed.feedback.sample.as_deref()?;
        let text = self.html(sample);
        Some(Feedback { identifier: "solution".to_owned(), kind: FeedbackKind::Solution, text })
    }

    /// What identifies each answer. Moodle takes no other words than these for true and false.
    fn answer_identifier(&self, index: usize) -> String {
        match (self.assessed.question.kind(), index) {
            (QuestionKind::TrueFalse, 0) => "true".to_owned(),
            (QuestionKind::TrueFalse, _) => "false".to_owned(),
            (_, index) => format!("answer-{}", index + 1),
        }
    }

    fn choice(&mut self, multiple: bool) -> Response {
        let assessed = self.assessed;
        let answers = assessed.answers.iter().enumerate().map(|(index, answer)| {
            let text = self.html(&answer.text);
            Answer::new(self.answer_identifier(index), text)
        });
        Response::Choice { identifier: RESPONSE.to_owned(), multiple, answers: answers.collect() }
    }

    /// Identifiers are compared as they are; of several right answers, Moodle counts only those that are.
    fn comparison(&self, index: usize) -> Comparison {
        Comparison::new(RESPONSE, self.answer_identifier(index), true)
    }

    fn is_answer(&self, index: usize) -> Test {
        Test::Is(self.comparison(index))
    }

    fn is_right(&self, index: usize) -> bool {
        self.assessed.question.answers().get(index).is_some_and(|answer| answer.correct)
    }

    /// One condition for each answer, the right one first: readers that look only for one take the first.
    fn one_of(&self, feedback: &[Option<Feedback>]) -> Vec<Condition> {
        let (right, wrong): (Vec<_>, Vec<_>) = (0..feedback.len()).partition(|&index| self.is_right(index));
        let condition = |index: usize| Condition {
            continues: false,
            tests: vec![self.is_answer(index)],
            score: Some(if self.is_right(index) { RIGHT } else { 0.0 }),
            shows: feedback[index].iter().map(Feedback::shown).collect(),
        };
        right.into_iter().chain(wrong).map(condition).collect()
    }

    /// The feedback to each answer first, then the one condition that judges: just the right answers.
    fn any_number(&self, feedback: &[Option<Feedback>]) -> Vec<Condition> {
        let told = feedback.iter().enumerate().filter_map(|(index, feedback)| {
            Some(Condition {
                continues: true,
                tests: vec![self.is_answer(index)],
                score: None,
                shows: vec![feedback.as_ref()?.shown()],
            })
        });
        let clauses = (0..feedback.len()).map(|index| {
            let comparison = self.comparison(index);
            if self.is_right(index) { Clause::Is(comparison) } else { Clause::IsNot(vec![comparison]) }
        });
        let judged = Condition {
            continues: false,
            tests: vec![Test::All(clauses.collect())],
            score: Some(RIGHT),
            shows: Vec::new(),
        };
        told.chain([judged]).collect()
    }

    /// All accepted texts in the first condition, as importers want them. Taken by the letter of QTI, several tests of one
    /// condition would have to hold together; so each text has a condition of its own too, which also shows its feedback.
    /// They continue, because Canvas takes conditions that exclude each other for one, with one feedback.
    fn typed(&self, feedback: &[Option<Feedback>]) -> Vec<Condition> {
        let question = &self.assessed.question;
        let accepted: Vec<_> = question
            .answers()
            .iter()
            .zip(feedback)
            .filter(|(answer, _)| answer.correct)
            .map(|(answer, feedback)| {
                let comparison =
                    Comparison::new(RESPONSE, answer.text.as_str(), question.is_case_sensitive());
                (Test::Is(comparison), feedback.iter().map(Feedback::shown).collect::<Vec<_>>())
            })
            .collect();
        let right = |tests, shows| Condition { continues: true, tests, score: Some(RIGHT), shows };
        let all = accepted.iter().map(|(test, _)| test.clone()).collect();
        let first = (accepted.len() > 1).then(|| right(all, Vec::new()));
        let each = accepted.iter().map(|(test, shows)| right(vec![test.clone()], shows.clone()));
        let mut conditions: Vec<_> = first.into_iter().chain(each).collect();
        if let Some(last) = conditions.last_mut() {
            last.continues = false;
        }
        conditions
    }
}
