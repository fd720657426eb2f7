//! What can be wrong with questions.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Locus, Validation};
use crate::model::{Question, QuestionKind, rules};

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
        self.known_objectives(locus, &subject, &question.objectives);
        if question.strays > 0 {
            let message = format!("a {} question takes no such answers", question.kind().name());
            self.add(locus, &subject, &rules::STRAY_ANSWER, message);
        }
        self.answers(locus, &subject, question);
    }

    fn answers(&mut self, locus: Locus, subject: &str, question: &Question) {
        use QuestionKind::{Choice, FillIn, MultipleResponse, TrueFalse};
        if !matches!(question.kind(), Choice | MultipleResponse | TrueFalse | FillIn) {
            return;
        }
        let right = question.answers().iter().filter(|answer| answer.correct).count();
        let total = question.answers().len();
        match question.kind() {
            QuestionKind::TrueFalse if total != 2 || right != 1 => {
                let message = format!("it has {total} answers, {right} of them right");
                self.add(locus, subject, &rules::TRUE_FALSE_SHAPE, message);
            }
            QuestionKind::TrueFalse => {}
            _ if right == 0 => {
                self.add(locus, subject, &rules::NO_RIGHT_ANSWER, "the question has no right answer").help =
                    Some("mark the right one with `- [x]`".to_owned());
            }
            QuestionKind::Choice if right > 1 => {
                self.add(
                    locus,
                    subject,
                    &rules::SEVERAL_RIGHT_ANSWERS,
                    format!("the choice has {right} right answers"),
                );
            }
            _ => {}
        }
        if matches!(question.kind(), QuestionKind::Choice | QuestionKind::MultipleResponse) {
            if total < 2 {
                self.add(
                    locus,
                    subject,
                    &rules::TOO_FEW_ANSWERS,
                    format!("the question has {total} answers"),
                );
            }
            if total > 36 {
                self.add(
                    locus,
                    subject,
                    &rules::TOO_MANY_ANSWERS,
                    format!("the question has {total} answers, at most 36 can be reported"),
                );
            }
        }
        self.answer_texts(locus, subject, question);
    }

    fn answer_texts(&mut self, locus: Locus, subject: &str, question: &Question) {
        let Locus::Block { lesson, block } = locus else { return };
        let mut seen = BTreeMap::new();
        for (index, answer) in question.answers().iter().enumerate() {
            let locus = Locus::Answer { lesson, block, answer: index };
            let text = answer.text.trim();
            self.readable(locus, subject, text);
            self.readable(locus, subject, answer.feedback.as_deref().unwrap_or_default());
            if text.is_empty() {
                self.add(locus, subject, &rules::EMPTY_ANSWER, format!("answer {} is empty", index + 1));
            } else if let Some(other) = seen.insert(comparable(question, text), text) {
                let message = if other == text {
                    format!("the answer “{text}” appears twice")
                } else {
                    format!("the answer “{text}” is taken for “{other}”")
                };
                self.add(locus, subject, &rules::EMPTY_ANSWER, message);
            }
            if question.kind() == QuestionKind::FillIn && text.encode_utf16().count() > 250 {
                self.add(
                    locus,
                    subject,
                    &rules::ANSWER_LENGTH,
                    format!("answer {} has more than 250 characters", index + 1),
                );
            }
        }
    }
}

/// What answers are told apart by. Of those that learners type, the player folds space, and case unless it matters.
fn comparable<'a>(question: &Question, text: &'a str) -> Cow<'a, str> {
    if question.kind() != QuestionKind::FillIn {
        return Cow::Borrowed(text);
    }
    let is_space = |c: char| c.is_whitespace() || c == '\u{feff}';
    let words: Vec<_> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    let plain = words.join(" ");
    Cow::Owned(if question.is_case_sensitive() { plain } else { plain.to_lowercase() })
}
