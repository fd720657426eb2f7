//! What a response is worth. The player's `judge.js` says the same; `tests/player/score.test.mjs`
//! holds them together with what `render/question/scores.rs` writes down.

use unicode_normalization::UnicodeNormalization;

use super::number::{is_within, number, numbers};
use super::response::by_stem;
use super::{Answer, Credit, NumericAnswer, Question, QuestionBody, ResponseForm};

impl Question {
    /// What a response is worth, from 0 to 1; `None` when the question is never scored.
    ///
    /// A response is a list of identifiers or texts, as the LMS reports it: letters of the answers chosen (`true` or
    /// `false` for a statement), `stem.target` pairs of letters for what is matched, sorted, dropped or done in steps, the letters in
    /// their order, or a text for each gap.
    ///
    /// ```
    /// use coursewright::Question;
    /// let steps = Question::ordering("talk", "Put the steps in order.", ["Listen", "Agree", "Thank"]).partial_credit();
    /// let order = |letters: &str| letters.chars().map(String::from).collect::<Vec<_>>();
    /// assert_eq!(steps.score(&order("abc")), Some(1.0));
    /// assert_eq!(steps.score(&order("acb")), Some(1.0 / 3.0));
    /// ```
    #[must_use]
    pub fn score(&self, response: &[String]) -> Option<f64> {
        if !self.is_scored() {
            return None;
        }
        let (right, of) = self.right_parts(response);
        Some(match self.credit {
            _ if of == 0 => 0.0,
            Credit::Each => share(right, of),
            Credit::Whole if right == of => 1.0,
            Credit::Whole => 0.0,
        })
    }

    /// How many parts of the response are right, of how many.
    fn right_parts(&self, response: &[String]) -> (usize, usize) {
        let correct = self.correct_response();
        match self.form() {
            ResponseForm::Index(_) => (usize::from(!correct.is_empty() && response == correct), 1),
            ResponseForm::Flags(_) => {
                let right = response.iter().filter(|id| correct.contains(id)).count();
                (right.saturating_sub(response.len() - right), correct.len())
            }
            ResponseForm::Pairs { stems, .. } => {
                let (wanted, given) = (by_stem(&correct), by_stem(response));
                let is_right = |stem: &&String| wanted.get(stem.as_str()) == given.get(stem.as_str());
                (stems.iter().filter(is_right).count(), stems.len())
            }
            ResponseForm::Order(ids) => {
                let in_place = ids.iter().zip(response).filter(|(id, given)| id == given).count();
                (in_place, ids.len())
            }
            ResponseForm::Texts(lengths) => {
                let texts = (0..lengths.len()).map(|gap| response.get(gap).map_or("", String::as_str));
                (texts.enumerate().filter(|(gap, text)| self.accepts(*gap, text)).count(), lengths.len())
            }
        }
    }

    /// Whether a text fills a gap rightly. What is right goes before foreseen mistakes.
    fn accepts(&self, gap: usize, text: &str) -> bool {
        match &self.body {
            QuestionBody::FillIn { gaps, case_sensitive, tolerance } => {
                let Some(gap) = gaps.get(gap) else { return false };
                let is_equal = |answer: &Answer| {
                    is_same_text(&answer.text, text, *case_sensitive)
                        || tolerance.is_some_and(|tolerance| is_near(&answer.text, text, tolerance))
                };
                gap.answers.iter().any(|answer| answer.correct && is_equal(answer))
            }
            QuestionBody::Numeric { answers, unit } => {
                let values = numbers(text, unit.as_deref().unwrap_or_default());
                let holds = |range: &NumericAnswer| {
                    values.iter().any(|value| is_within(*value, range.min, range.max))
                };
                answers.iter().any(|range| range.correct && holds(range))
            }
            _ => false,
        }
    }
}

// A question has some dozens of parts.
#[expect(clippy::cast_precision_loss)]
fn share(right: usize, of: usize) -> f64 {
    right as f64 / of as f64
}

fn is_same_text(one: &str, other: &str, case_sensitive: bool) -> bool {
    comparable(one, case_sensitive) == comparable(other, case_sensitive)
}

/// What typed texts are told apart by: letters and their accents are one (NFC), space is folded, and case unless it matters.
/// The player's `comparable` says the same.
pub(crate) fn comparable(text: &str, case_sensitive: bool) -> String {
    let text: String = text.nfc().collect();
    let words: Vec<_> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    let plain = words.join(" ");
    if case_sensitive { plain } else { plain.to_lowercase() }
}

/// Space as JavaScript's `\s` knows it.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\u{85}' || c == '\u{feff}'
}

fn is_near(answer: &str, text: &str, tolerance: f64) -> bool {
    let Some(wanted) = number(answer) else { return false };
    numbers(text, "").into_iter().any(|value| is_within(value, wanted - tolerance, wanted + tolerance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_texts_are_compared_as_the_player_compares_them() {
        let raise = Question::fill_in("q", "?").correct("café  crème");
        let score = |text: &str| raise.score(&[text.to_owned()]);
        assert_eq!(score(" Cafe\u{301}\u{feff}CRE\u{300}ME"), Some(1.0));
        assert_eq!(score("cafe creme"), Some(0.0));
    }
}
