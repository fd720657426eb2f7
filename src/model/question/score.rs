//! What a response is worth. The player's `judge.js` says the same; `tests/player/score.test.mjs` holds them together.

use super::response::by_stem;
use super::{Answer, Credit, Question, QuestionBody, ResponseForm};

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

    /// Whether a text fills a gap rightly.
    fn accepts(&self, gap: usize, text: &str) -> bool {
        match &self.body {
            QuestionBody::FillIn { gaps, case_sensitive, tolerance } => {
                let Some(gap) = gaps.get(gap) else { return false };
                let equal = |answer: &&Answer| {
                    is_same_text(&answer.text, text, *case_sensitive)
                        || tolerance.is_some_and(|tolerance| is_near(&answer.text, text, tolerance))
                };
                gap.answers.iter().find(equal).is_some_and(|answer| answer.correct)
            }
            QuestionBody::Numeric { answers, .. } => {
                let Some(value) = number(text) else { return false };
                let range = answers.iter().find(|range| (range.min..=range.max).contains(&value));
                range.is_some_and(|range| range.correct)
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
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (one, other) = (plain(one), plain(other));
    if case_sensitive { one == other } else { one.to_lowercase() == other.to_lowercase() }
}

fn is_near(one: &str, other: &str, tolerance: f64) -> bool {
    match (number(one), number(other)) {
        // What cannot be written exactly in binary, such as 0.1, must not decide.
        (Some(one), Some(other)) => (one - other).abs() <= tolerance + 1e-9 * one.abs().max(1.0),
        _ => false,
    }
}

/// A number as people write it: with a point or a comma before the decimals, spaces between groups, digits of any script
/// that writes numbers from the highest digit on.
pub(crate) fn number(text: &str) -> Option<f64> {
    let mut plain = String::new();
    for c in text.trim().chars() {
        match c {
            '\u{2212}' => plain.push('-'),
            ',' | '.' | '\u{66b}' => plain.push('.'),
            '\u{660}'..='\u{669}' => plain.push(digit(c, '\u{660}')?),
            '\u{6f0}'..='\u{6f9}' => plain.push(digit(c, '\u{6f0}')?),
            c if c.is_whitespace() || matches!(c, '\'' | '\u{2019}' | '\u{66c}') => {}
            '0'..='9' | '-' | '+' => plain.push(c),
            _ => return None,
        }
    }
    // `1.234.567` or `1,234,567`: several marks stand between groups.
    if plain.matches('.').count() > 1 {
        plain = plain.replace('.', "");
    }
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

fn digit(c: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(c).checked_sub(u32::from(zero))?, 10)
}
