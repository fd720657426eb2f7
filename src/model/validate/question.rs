//! What can be wrong with questions: with what all of them have, and with those whose answers are chosen, written or rated.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Locus, Validation};
use crate::model::question::comparable;
use crate::model::{Answer, NumericAnswer, Question, QuestionBody, QuestionKind, Step, gap_marks, rules};

/// Reports name each by one letter or digit.
pub(super) const MOST: usize = 36;

/// Seconds. Learners are told 20 seconds before the end (WCAG 2.2, 2.2.1), and nobody answers a question for a day.
const TIME: std::ops::RangeInclusive<u32> = 20..=24 * 60 * 60;

impl<'a> Validation<'a> {
    pub(super) fn question(&mut self, locus: Locus, lesson: &str, question: &'a Question) {
        let subject = format!("{lesson} › question `{}`", question.id);
        self.kept(locus, &subject, &question.id);
        self.readable(locus, &subject, &question.prompt);
        if question.prompt.trim().is_empty() {
            self.add(locus, &subject, &rules::EMPTY_BLOCK, "the question does not ask anything");
        }
        if !((0.01..=100.0).contains(&question.weight)) {
            self.add(locus, &subject, &rules::WEIGHT, format!("the weight is {}", question.weight));
        }
        if let Some(limit) = question.time_limit.filter(|limit| !TIME.contains(limit)) {
            self.add(locus, &subject, &rules::TIME_LIMIT, format!("the time limit is {limit} seconds"))
                .help = Some("give 20 to 86400 seconds, or take the limit out".to_owned());
        }
        if let Some(limit) = question.time_limit.filter(|_| self.is_only_in_tests(locus)) {
            let message = format!("the time limit of {limit} seconds does not count in a test");
            self.add(locus, &subject, &rules::TIME_LIMIT_IN_TEST, message).help =
                Some("give the test a `time-limit` in minutes, or take this one out".to_owned());
        }
        self.known_objectives(locus, &subject, &question.objectives);
        if question.strays > 0 {
            let message = format!("a {} question takes no such answers", question.kind().name());
            self.add(locus, &subject, &rules::STRAY_ANSWER, message);
        }
        self.said(locus, &subject, question);
        self.asked(locus, &subject, question);
        self.arranged(locus, &subject, question);
    }

    /// Hints and what is said about the answer as a whole.
    fn said(&mut self, locus: Locus, subject: &str, question: &Question) {
        let feedback = &question.feedback;
        let sample = match &question.body {
            QuestionBody::LongAnswer { sample, .. } => sample,
            _ => &None,
        };
        let overall = [&feedback.correct, &feedback.partly, &feedback.incorrect, sample];
        let overall = overall.into_iter().flatten().map(|text| ("a text of feedback", text));
        for (what, text) in question.hints.iter().map(|hint| ("a hint", hint)).chain(overall) {
            self.readable(locus, subject, text);
            if text.trim().is_empty() {
                self.add(locus, subject, &rules::EMPTY_BLOCK, format!("{what} is empty"));
            }
        }
    }

    fn asked(&mut self, locus: Locus, subject: &str, question: &Question) {
        match &question.body {
            QuestionBody::Choice { answers } => {
                let right = self.right_answers(locus, subject, "the question", answers);
                if right > 1 {
                    let message = format!("the choice has {right} right answers");
                    self.add(locus, subject, &rules::SEVERAL_RIGHT_ANSWERS, message);
                }
                self.choosable(locus, subject, answers.len());
            }
            QuestionBody::MultipleResponse { answers } => {
                self.right_answers(locus, subject, "the question", answers);
                self.choosable(locus, subject, answers.len());
            }
            QuestionBody::TrueFalse { answers } => self.true_false(locus, subject, answers),
            QuestionBody::FillIn { gaps, tolerance, .. } => {
                let lists: Vec<_> = gaps.iter().map(|gap| gap.answers.as_slice()).collect();
                self.gaps(locus, subject, &question.prompt, &lists);
                if let Some(tolerance) = tolerance.filter(|it| !(0.0..f64::INFINITY).contains(it)) {
                    let message = format!("the tolerance is {tolerance}");
                    self.add(locus, subject, &rules::TOLERANCE, message);
                }
            }
            QuestionBody::Numeric { answers, unit } => {
                self.readable(locus, subject, unit.as_deref().unwrap_or_default());
                self.numeric(locus, subject, answers);
            }
            QuestionBody::Likert { points } => self.scale(locus, subject, points),
            QuestionBody::LongAnswer { max: 0, .. } => {
                self.add(locus, subject, &rules::NO_ROOM, "the answer may have 0 characters");
            }
            QuestionBody::Performance { steps } => self.steps(locus, subject, steps),
            _ => {}
        }
        self.answer_texts(locus, subject, question);
    }

    /// How many answers of a list are right; none at all is reported.
    fn right_answers(&mut self, locus: Locus, subject: &str, what: &str, answers: &[Answer]) -> usize {
        let right = answers.iter().filter(|answer| answer.correct).count();
        if right == 0 {
            self.no_right_answer(locus, subject, what);
        }
        right
    }

    pub(super) fn no_right_answer(&mut self, locus: Locus, subject: &str, what: &str) {
        let message = format!("{what} has no right answer");
        self.add(locus, subject, &rules::NO_RIGHT_ANSWER, message).help =
            Some("mark the right one with `- [x]`".to_owned());
    }

    fn choosable(&mut self, locus: Locus, subject: &str, total: usize) {
        if total < 2 {
            let message = format!("the question has {total} answers");
            self.add(locus, subject, &rules::TOO_FEW_ANSWERS, message);
        }
        self.reportable(locus, subject, total, "answers");
    }

    pub(super) fn reportable(&mut self, locus: Locus, subject: &str, total: usize, what: &str) {
        if total > MOST {
            let message = format!("the question has {total} {what}, at most {MOST} can be reported");
            self.add(locus, subject, &rules::TOO_MANY_ANSWERS, message);
        }
    }

    fn true_false(&mut self, locus: Locus, subject: &str, answers: &[Answer]) {
        let right = answers.iter().filter(|answer| answer.correct).count();
        if answers.len() != 2 || right != 1 {
            let message = format!("it has {} answers, {right} of them right", answers.len());
            self.add(locus, subject, &rules::TRUE_FALSE_SHAPE, message);
        }
    }

    fn gaps(&mut self, locus: Locus, subject: &str, prompt: &str, gaps: &[&[Answer]]) {
        let marks = gap_marks(prompt).count();
        if gaps.len().max(1) != marks.max(1) {
            let message = format!("the prompt has {marks} marks `____`, and there are {} gaps", gaps.len());
            self.add(locus, subject, &rules::GAP_MARKS, message).help =
                Some("write `____` in the prompt for each entry of the numbered list".to_owned());
        }
        if gaps.is_empty() {
            self.no_right_answer(locus, subject, "the question");
        }
        for (index, answers) in gaps.iter().enumerate() {
            let what = if gaps.len() == 1 { "the question".to_owned() } else { format!("gap {}", index + 1) };
            self.right_answers(locus, subject, &what, answers);
        }
        self.reportable(locus, subject, gaps.len(), "gaps");
    }

    fn numeric(&mut self, locus: Locus, subject: &str, answers: &[NumericAnswer]) {
        if !answers.iter().any(|answer| answer.correct) {
            self.no_right_answer(locus, subject, "the question");
        }
        let right = RightRanges::of(answers);
        for (index, answer) in answers.iter().enumerate() {
            let locus = locus.answer(index);
            let NumericAnswer { min, max, .. } = *answer;
            if !(min.is_finite() && max.is_finite() && min <= max) {
                let message = format!("the range begins at {min} and ends at {max}");
                self.add(locus, subject, &rules::NUMBER_RANGE, message);
            }
            if !answer.correct
                && let Some(other) = right.around(answer)
            {
                let (this, other) = (shown(answer), shown(other));
                let message = format!("the wrong answer {this} is taken for the right one {other}");
                self.add(locus, subject, &rules::EMPTY_ANSWER, message);
            }
            let feedback = answer.feedback.as_deref().unwrap_or_default();
            self.readable(locus, subject, feedback);
        }
    }

    fn scale(&mut self, locus: Locus, subject: &str, points: &[String]) {
        if !(2..=MOST).contains(&points.len()) {
            let message = format!("the scale has {} points", points.len());
            self.add(locus, subject, &rules::SCALE_POINTS, message);
        }
        for (index, point) in points.iter().enumerate() {
            let locus = locus.answer(index);
            self.readable(locus, subject, point);
            if point.trim().is_empty() {
                let message = format!("point {} of the scale is empty", index + 1);
                self.add(locus, subject, &rules::EMPTY_ANSWER, message);
            }
        }
    }

    fn steps(&mut self, locus: Locus, subject: &str, steps: &[Step]) {
        if steps.is_empty() {
            self.add(locus, subject, &rules::STEPS, "the question has no steps").help =
                Some("begin each step with a heading, and put the list of its actions below".to_owned());
        }
        self.reportable(locus, subject, steps.len(), "steps");
        for (index, step) in steps.iter().enumerate() {
            self.readable(locus, subject, &step.title);
            self.named(locus, subject, &step.title);
            let total = step.actions.len();
            let right = step.actions.iter().filter(|action| action.correct).count();
            if total < 2 || right != 1 {
                let message = format!("step {} has {total} actions, {right} of them right", index + 1);
                self.add(locus, subject, &rules::STEPS, message);
            }
            self.reportable(locus, subject, total, &format!("actions in step {}", index + 1));
        }
    }

    fn answer_texts(&mut self, locus: Locus, subject: &str, question: &Question) {
        let mut first = 0;
        for answers in answer_lists(question) {
            let mut seen = BTreeMap::new();
            for (index, answer) in answers.iter().enumerate() {
                let locus = locus.answer(first + index);
                let text = answer.text.trim();
                self.readable(locus, subject, text);
                self.readable(locus, subject, answer.feedback.as_deref().unwrap_or_default());
                if text.is_empty() {
                    let message = format!("answer {} is empty", index + 1);
                    self.add(locus, subject, &rules::EMPTY_ANSWER, message);
                } else if let Some(other) = seen.insert(told_apart_by(question, text), text) {
                    let message = if other == text {
                        format!("the answer “{text}” appears twice")
                    } else {
                        format!("the answer “{text}” is taken for “{other}”")
                    };
                    self.add(locus, subject, &rules::EMPTY_ANSWER, message);
                }
                if question.kind() == QuestionKind::FillIn && text.encode_utf16().count() > 250 {
                    let message = format!("answer {} has more than 250 characters", index + 1);
                    self.add(locus, subject, &rules::ANSWER_LENGTH, message);
                }
            }
            first += answers.len();
        }
    }
}

/// The right ranges of numbers, by where they begin; each with the one of those so far that reaches furthest. Whether
/// one holds another is asked for each wrong answer, and there may be thousands.
struct RightRanges<'a>(Vec<(f64, &'a NumericAnswer)>);

impl<'a> RightRanges<'a> {
    fn of(answers: &'a [NumericAnswer]) -> Self {
        let mut right: Vec<_> =
            answers.iter().filter(|it| it.correct).map(|answer| (answer.min, answer)).collect();
        right.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        for next in 1..right.len() {
            if right[next].1.max < right[next - 1].1.max {
                right[next].1 = right[next - 1].1;
            }
        }
        Self(right)
    }

    /// A right range that holds all of the other one.
    fn around(&self, other: &NumericAnswer) -> Option<&'a NumericAnswer> {
        let begun = self.0.partition_point(|(min, _)| *min <= other.min);
        let (_, furthest) = self.0[..begun].last()?;
        (other.max <= furthest.max).then_some(furthest)
    }
}

/// Every list of answers that a question has, in order.
fn answer_lists(question: &Question) -> Vec<&[Answer]> {
    match &question.body {
        QuestionBody::FillIn { gaps, .. } => gaps.iter().map(|gap| gap.answers.as_slice()).collect(),
        QuestionBody::Performance { steps } => steps.iter().map(|step| step.actions.as_slice()).collect(),
        _ => vec![question.answers()],
    }
}

/// What answers are told apart by. Of those that learners type, the player folds space, and case unless it matters.
fn told_apart_by<'t>(question: &Question, text: &'t str) -> Cow<'t, str> {
    if question.kind() == QuestionKind::FillIn {
        Cow::Owned(comparable(text, question.is_case_sensitive()))
    } else {
        Cow::Borrowed(text)
    }
}

fn shown(answer: &NumericAnswer) -> String {
    let NumericAnswer { min, max, .. } = answer;
    if min == max { min.to_string() } else { format!("{min}..{max}") }
}
