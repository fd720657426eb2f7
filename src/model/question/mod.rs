use serde::{Deserialize, Serialize};

use super::Id;

mod body;
mod gaps;
mod number;
mod response;
mod score;

pub use body::{
    Gap, Label, NumericAnswer, Pair, Picture, QuestionBody, QuestionKind, Rectangle, Region, SortingGroup,
    Step,
};
pub(crate) use gaps::gap_marks;
pub(crate) use number::number;
pub(crate) use response::{ResponseForm, letter};
pub(super) use score::{comparable, is_space};

/// A question.
///
/// ```
/// use coursewright::{Answer, Question};
/// let question = Question::choice("promise", "Which of these builds trust?")
///     .correct("Delivering what you promised")
///     .answer(Answer::incorrect("Agreeing to every request").feedback("Promises that cannot be kept cost trust."))
///     .attempts(2);
/// assert_eq!(question.answers().len(), 2);
/// assert_eq!(question.score(&["a".to_owned()]), Some(1.0));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Question {
    /// Unique in the whole course: the LMS reports answers under it.
    pub id: Id,
    /// Markdown.
    pub prompt: String,
    /// What kind of answer it takes, with everything that belongs to that kind.
    pub body: QuestionBody,
    /// How often it may be answered; 0 means as often as wanted. The last answer counts.
    #[serde(default = "one_attempt")]
    pub attempts: u8,
    /// Its share of the score, relative to the other questions. Above 0.
    #[serde(default = "one_weight")]
    pub weight: f64,
    /// Objectives that it measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<Id>,
    /// What an answer is worth that is right in parts.
    #[serde(default, skip_serializing_if = "Credit::is_whole")]
    pub credit: Credit,
    /// Answers stand in an order of their own for each learner, and in another when the questions are taken again. A scale,
    /// true and false, and what is typed or found in a picture keep the author's order.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shuffle: bool,
    /// Seconds from the beginning of an attempt to its end. In a test, whose questions are submitted together, it does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_limit: Option<u32>,
    /// Markdown: shown one after the other when the learner asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// What the learner is told about the answer as a whole.
    #[serde(default, skip_serializing_if = "OverallFeedback::is_empty")]
    pub feedback: OverallFeedback,

    /// Answers given to a kind that takes none: a slip in a builder, told by the course's check.
    #[serde(skip)]
    pub(crate) strays: usize,
}

fn one_attempt() -> u8 {
    1
}

fn one_weight() -> f64 {
    1.0
}

/// What an answer is worth that is right in parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Credit {
    /// Everything or nothing.
    #[default]
    Whole,
    /// Each right part its share. In a multiple response each wrong one takes a share away again.
    Each,
}

impl Credit {
    fn is_whole(&self) -> bool {
        *self == Self::Whole
    }
}

/// What a learner is told about an answer as a whole, in Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct OverallFeedback {
    /// When everything is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correct: Option<String>,
    /// When a part is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partly: Option<String>,
    /// When nothing is right, and when a part is if there is no `partly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incorrect: Option<String>,
}

impl OverallFeedback {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Question {
    /// A question with one right answer.
    pub fn choice(id: impl Into<Id>, prompt: impl Into<String>) -> Self {
        Self::new(QuestionBody::Choice { answers: Vec::new() }, id, prompt)
    }

    /// A question with any number of right answers.
    pub fn multiple_response(id: impl Into<Id>, prompt: impl Into<String>) -> Self {
        Self::new(QuestionBody::MultipleResponse { answers: Vec::new() }, id, prompt)
    }

    /// A statement that is true or false. The answers read "True" and "False"; in another language, give
    /// both with [`answer`](Self::answer) on a [`QuestionBody::TrueFalse`] instead, true first.
    pub fn true_false(id: impl Into<Id>, statement: impl Into<String>, is_true: bool) -> Self {
        let answer = |text, correct| if correct { Answer::correct(text) } else { Answer::incorrect(text) };
        Self::new(QuestionBody::TrueFalse { answers: Vec::new() }, id, statement)
            .answer(answer("True", is_true))
            .answer(answer("False", !is_true))
    }

    /// A gap to fill with a short text. For several gaps, mark each with `____` in the prompt and call
    /// [`next_gap`](Self::next_gap) between their answers.
    pub fn fill_in(id: impl Into<Id>, prompt: impl Into<String>) -> Self {
        let gaps = vec![Gap::default()];
        Self::new(QuestionBody::FillIn { gaps, case_sensitive: false, tolerance: None }, id, prompt)
    }

    /// A number to find out.
    pub fn numeric(
        id: impl Into<Id>,
        prompt: impl Into<String>,
        answers: impl IntoIterator<Item = NumericAnswer>,
    ) -> Self {
        let answers = answers.into_iter().collect();
        Self::new(QuestionBody::Numeric { answers, unit: None }, id, prompt)
    }

    /// Stems, each with its match. What matches nothing can be added to the body's `distractors`.
    pub fn matching<S: Into<String>, T: Into<String>>(
        id: impl Into<Id>,
        prompt: impl Into<String>,
        pairs: impl IntoIterator<Item = (S, T)>,
    ) -> Self {
        let pairs = pairs.into_iter().map(|(stem, target)| Pair { stem: stem.into(), target: target.into() });
        let pairs = pairs.collect();
        Self::new(QuestionBody::Matching { pairs, distractors: Vec::new() }, id, prompt)
    }

    /// Items to bring into the order in which they are given.
    pub fn ordering<S: Into<String>>(
        id: impl Into<Id>,
        prompt: impl Into<String>,
        items: impl IntoIterator<Item = S>,
    ) -> Self {
        let items = items.into_iter().map(Into::into).collect();
        Self::new(QuestionBody::Ordering { items }, id, prompt)
    }

    /// Items to sort into groups.
    pub fn sorting(
        id: impl Into<Id>,
        prompt: impl Into<String>,
        groups: impl IntoIterator<Item = SortingGroup>,
    ) -> Self {
        let groups = groups.into_iter().collect();
        Self::new(QuestionBody::Sorting { groups, strangers: Vec::new() }, id, prompt)
    }

    /// Labels to put where they belong in a picture.
    pub fn drag_and_drop(
        id: impl Into<Id>,
        prompt: impl Into<String>,
        picture: Picture,
        labels: impl IntoIterator<Item = Label>,
    ) -> Self {
        let labels = labels.into_iter().collect();
        Self::new(QuestionBody::DragAndDrop { picture, labels }, id, prompt)
    }

    /// Places to find in a picture.
    pub fn hotspot(
        id: impl Into<Id>,
        prompt: impl Into<String>,
        picture: Picture,
        regions: impl IntoIterator<Item = Region>,
    ) -> Self {
        let regions = regions.into_iter().collect();
        Self::new(QuestionBody::Hotspot { picture, regions }, id, prompt)
    }

    /// A statement to agree with on a scale, from low to high. It is never scored.
    pub fn likert<S: Into<String>>(
        id: impl Into<Id>,
        prompt: impl Into<String>,
        points: impl IntoIterator<Item = S>,
    ) -> Self {
        let points = points.into_iter().map(Into::into).collect();
        Self::new(QuestionBody::Likert { points }, id, prompt)
    }

    /// A text of some length. It is never scored.
    pub fn long_answer(id: impl Into<Id>, prompt: impl Into<String>) -> Self {
        Self::new(QuestionBody::LongAnswer { max: QuestionBody::LONG_ANSWER, sample: None }, id, prompt)
    }

    /// Steps of a procedure, with an action to choose in each.
    pub fn performance(
        id: impl Into<Id>,
        prompt: impl Into<String>,
        steps: impl IntoIterator<Item = Step>,
    ) -> Self {
        let steps = steps.into_iter().collect();
        Self::new(QuestionBody::Performance { steps }, id, prompt)
    }

    /// A question of any kind.
    pub fn new(body: QuestionBody, id: impl Into<Id>, prompt: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            prompt: prompt.into(),
            body,
            attempts: one_attempt(),
            weight: one_weight(),
            objectives: Vec::new(),
            credit: Credit::default(),
            shuffle: false,
            time_limit: None,
            hints: Vec::new(),
            feedback: OverallFeedback::default(),
            strays: 0,
        }
    }

    /// What kind of answer it takes.
    #[must_use]
    pub fn kind(&self) -> QuestionKind {
        self.body.kind()
    }

    /// The answers to choose from or to compare with, where the kind has one list of them: empty otherwise, and for
    /// several gaps.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        match &self.body {
            QuestionBody::Choice { answers }
            | QuestionBody::MultipleResponse { answers }
            | QuestionBody::TrueFalse { answers } => answers,
            QuestionBody::FillIn { gaps, .. } if gaps.len() == 1 => &gaps[0].answers,
            _ => &[],
        }
    }

    /// Whether it counts for the score.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        !matches!(self.kind(), QuestionKind::Likert | QuestionKind::LongAnswer)
    }

    /// Whether each learner meets its answers in another order: not where the author's order says something, as on a scale,
    /// and not where there is none.
    pub(crate) fn is_shuffled(&self) -> bool {
        use QuestionKind::{FillIn, Hotspot, Likert, LongAnswer, Numeric, TrueFalse};
        self.shuffle && !matches!(self.kind(), Likert | TrueFalse | FillIn | Numeric | LongAnswer | Hotspot)
    }

    /// Whether upper and lower case matter in what is typed.
    #[must_use]
    pub fn is_case_sensitive(&self) -> bool {
        matches!(self.body, QuestionBody::FillIn { case_sensitive: true, .. })
    }

    /// Adds an answer to choose from; to a fill-in, to its last gap. Kinds that take no such answers report it when the
    /// course is built.
    #[must_use]
    pub fn answer(mut self, answer: Answer) -> Self {
        match &mut self.body {
            QuestionBody::Choice { answers }
            | QuestionBody::MultipleResponse { answers }
            | QuestionBody::TrueFalse { answers } => answers.push(answer),
            QuestionBody::FillIn { gaps, .. } => match gaps.last_mut() {
                Some(gap) => gap.answers.push(answer),
                None => gaps.push(Gap { answers: vec![answer] }),
            },
            _ => self.strays += 1,
        }
        self
    }

    /// Fill-in only: what follows answers the next gap.
    #[must_use]
    pub fn next_gap(mut self) -> Self {
        match &mut self.body {
            QuestionBody::FillIn { gaps, .. } => gaps.push(Gap::default()),
            _ => self.strays += 1,
        }
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

    /// Gives each right part its share of the score.
    #[must_use]
    pub fn partial_credit(mut self) -> Self {
        self.credit = Credit::Each;
        self
    }

    /// Puts the answers into an order of their own for each learner.
    #[must_use]
    pub fn shuffled(mut self) -> Self {
        self.shuffle = true;
        self
    }

    /// Sets the seconds that an attempt may take.
    #[must_use]
    pub fn time_limit(mut self, seconds: u32) -> Self {
        self.time_limit = Some(seconds);
        self
    }

    /// Adds a hint (Markdown), shown when the learner asks for it.
    #[must_use]
    pub fn hint(mut self, markdown: impl Into<String>) -> Self {
        self.hints.push(markdown.into());
        self
    }

    /// Fill-in only: upper and lower case matter.
    #[must_use]
    pub fn case_sensitive(mut self) -> Self {
        match &mut self.body {
            QuestionBody::FillIn { case_sensitive, .. } => *case_sensitive = true,
            _ => self.strays += 1,
        }
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
