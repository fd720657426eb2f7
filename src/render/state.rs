//! How much must be remembered of a learner, in the worst case, and the widths that the player packs it with.
//!
//! The record is documented in `src/player/state.js`; both sides use the widths computed here.

use crate::model::{Lesson, Question, QuestionKind};

/// Version 6, fingerprint 24, flags 3, score 1 + 14, retakes 8, checksum 12.
const FIXED_BITS: usize = 6 + 24 + 3 + 15 + 8 + 12;

/// Attempts counted for a question that may be answered as often as wanted; more are counted as this many.
const UNLIMITED_ATTEMPTS_BITS: u32 = 4;

/// Widths of a question in the state record, in bits.
pub(super) struct QuestionBits {
    pub(super) attempts: u32,
    /// Index of an answer, one bit for each answer, or the length of a text.
    pub(super) answer: u32,
}

impl QuestionBits {
    pub(super) fn of(question: &Question) -> Self {
        let count = u32::try_from(question.answers.len()).unwrap_or(u32::MAX);
        let attempts = match question.attempts {
            0 => UNLIMITED_ATTEMPTS_BITS,
            most => bits_for(u32::from(most) + 1),
        };
        let answer = match question.kind {
            QuestionKind::Choice | QuestionKind::TrueFalse => bits_for(count),
            QuestionKind::MultipleResponse => count,
            QuestionKind::FillIn => bits_for(max_length(question) + 1),
        };
        Self { attempts, answer }
    }
}

/// How many UTF-16 units a learner may write into a gap: room for more than the longest answer, and still bounded.
pub(super) fn max_length(question: &Question) -> u32 {
    let longest =
        question.answers.iter().map(|answer| answer.text.trim().encode_utf16().count()).max().unwrap_or(0);
    let longest = u32::try_from(longest).unwrap_or(u32::MAX);
    longest.saturating_mul(2).clamp(24, 120).max(longest)
}

/// Bits to tell `values` values apart.
pub(super) fn bits_for(values: u32) -> u32 {
    u32::BITS - values.saturating_sub(1).leading_zeros()
}

/// Characters of the state record of a SCO with these lessons, in the worst case: six bits each.
pub(super) fn worst_case(lessons: &[&Lesson]) -> usize {
    let position = bits_for(u32::try_from(lessons.len().max(2)).unwrap_or(u32::MAX)) as usize;
    let questions: usize = lessons.iter().flat_map(|lesson| lesson.questions()).map(question_bits).sum();
    (FIXED_BITS + position + lessons.len() + questions).div_ceil(6)
}

fn question_bits(question: &Question) -> usize {
    let bits = QuestionBits::of(question);
    // A text: its length, a flag for characters beyond ASCII, and 16 bits for each unit at worst.
    let text = if question.kind == QuestionKind::FillIn { 1 + 16 * max_length(question) as usize } else { 0 };
    bits.attempts as usize + bits.answer as usize + text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        assert_eq!([1, 2, 3, 4, 5, 36, 256].map(bits_for), [0, 1, 2, 2, 3, 6, 8]);
    }

    #[test]
    fn the_worst_case_adds_up() {
        let lesson = Lesson::builder("a", "A")
            .question(Question::choice("q", "?").correct("x").incorrect("y").incorrect("z"))
            .question(Question::fill_in("r", "?").correct("early"));
        // 68 fixed + 1 position + 1 seen + (1 + 2) choice + (1 + 5 + 1 + 16 × 24) text
        assert_eq!(worst_case(&[&lesson.lesson]), usize::div_ceil(68 + 2 + 3 + 391, 6));
    }
}
