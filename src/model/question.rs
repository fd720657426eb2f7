use serde::{Deserialize, Serialize};

use super::Id;

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum QuestionKind {
    /// One of several answers; exactly one is right.
    Choice,
    /// Any number of answers; the response is right when it is exactly the right ones.
    MultipleResponse,
    /// A statement to judge. The first answer is the one that means *true*, the second means *false*.
    TrueFalse,
    /// A short text. Every answer marked correct is accepted; others are foreseen mistakes that have feedback.
    FillIn,
}

/// A question with its answers.
///
/// ```
/// use coursewright::{Answer, Question};
/// let question = Question::choice("promise", "Which of these builds trust?")
///     .correct("Delivering what you promised")
///     .answer(Answer::incorrect("Agreeing to every request").feedback("Promises that cannot be kept cost trust."))
///     .attempts(2);
/// assert_eq!(question.answers.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Question {
    /// Unique in the whole course: the LMS reports answers under it.
    pub id: Id,
    /// The kind.
    pub kind: QuestionKind,
    /// Markdown.
    pub prompt: String,
    /// The answers, in the order shown.
    pub answers: Vec<Answer>,
    /// How often it may be answered; 0 means as often as wanted. The last answer counts.
    #[serde(default = "one_attempt")]
    pub attempts: u8,
    /// Its share of the score, relative to the other questions. Above 0.
    #[serde(default = "one_weight")]
    pub weight: f64,
    /// Objectives that it measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<Id>,
    /// Fill-in only: whether upper and lower case matter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub case_sensitive: bool,
}

fn one_attempt() -> u8 {
    1
}

fn one_weight() -> f64 {
    1.0
}

impl Question {
    /// A question with one right answer.
    pub fn choice(id: impl Into<Id>, prompt: impl Into<String>) -> Self {
        Self::new(QuestionKind::Choice, id, prompt)
    }

    /// A question with any number of right answers.
    pub fn multiple_response(id: impl Into<Id>, prompt: impl Into<String>) -> Self {
        Self::new(QuestionKind::MultipleResponse, id, prompt)
    }

    /// A statement that is true or false. The answers read "True" and "False"; in another language, give
    /// both with [`answer`](Self::answer) on [`Question::new`] instead, true first.
    pub fn true_false(id: impl Into<Id>, statement: impl Into<String>, is_true: bool) -> Self {
        let answer = |text, correct| if correct { Answer::correct(text) } else { Answer::incorrect(text) };
        Self::new(QuestionKind::TrueFalse, id, statement)
            .answer(answer("True", is_true))
            .answer(answer("False", !is_true))
    }

    /// A gap to fill with a short text.
    pub fn fill_in(id: impl Into<Id>, prompt: impl Into<String>) -> Self {
        Self::new(QuestionKind::FillIn, id, prompt)
    }

    /// A question of a kind, without answers yet.
    pub fn new(kind: QuestionKind, id: impl Into<Id>, prompt: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind,
            prompt: prompt.into(),
            answers: Vec::new(),
            attempts: one_attempt(),
            weight: one_weight(),
            objectives: Vec::new(),
            case_sensitive: false,
        }
    }

    /// Adds an answer.
    #[must_use]
    pub fn answer(mut self, answer: Answer) -> Self {
        self.answers.push(answer);
        self
    }

    /// Adds a right answer without feedback.
    #[must_use]
    pub fn correct(self, text: impl Into<String>) -> Self {
        self.answer(Answer::correct(text))
    }

    /// Adds a wrong answer without feedback.
    #[must_use]
    pub fn incorrect(self, text: impl Into<String>) -> Self {
        self.answer(Answer::incorrect(text))
    }

    /// Sets how often it may be answered; 0 means as often as wanted.
    #[must_use]
    pub fn attempts(mut self, attempts: u8) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets its share of the score.
    #[must_use]
    pub fn weight(mut self, weight: f64) -> Self {
        self.weight = weight;
        self
    }

    /// Says that it measures an objective of the course.
    #[must_use]
    pub fn objective(mut self, id: impl Into<Id>) -> Self {
        self.objectives.push(id.into());
        self
    }

    /// Fill-in only: upper and lower case matter.
    #[must_use]
    pub fn case_sensitive(mut self) -> Self {
        self.case_sensitive = true;
        self
    }
}

/// One answer of a [`Question`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Answer {
    /// Markdown; plain text for fill-in.
    pub text: String,
    /// Whether it is right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub correct: bool,
    /// Markdown shown when the learner gave this answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
}

impl Answer {
    /// A right answer.
    pub fn correct(text: impl Into<String>) -> Self {
        Self { text: text.into(), correct: true, feedback: None }
    }

    /// A wrong answer.
    pub fn incorrect(text: impl Into<String>) -> Self {
        Self { text: text.into(), correct: false, feedback: None }
    }

    /// Sets what the learner is told after giving this answer (Markdown).
    #[must_use]
    pub fn feedback(mut self, feedback: impl Into<String>) -> Self {
        self.feedback = Some(feedback.into());
        self
    }
}
