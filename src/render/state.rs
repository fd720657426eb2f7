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
    use crate::model::{CourseBuilder, LessonBuilder};

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

    /// Courses of every kind of question, with the configuration that their pages carry and the size that is computed
    /// here: `tests/player/state.test.mjs` fills the record to the brim and holds the script to that size.
    #[test]
    fn the_tests_of_the_scripts_know_the_worst_case() {
        use crate::model::Course;
        use crate::render::{Form, Keeper, Plan, Theme, render};

        let kinds = |name: &str| {
            [
                Question::choice(format!("{name}-c"), "?")
                    .correct("x")
                    .incorrect("y")
                    .incorrect("z")
                    .attempts(3),
                Question::multiple_response(format!("{name}-m"), "?")
                    .correct("x")
                    .correct("y")
                    .incorrect("z"),
                Question::true_false(format!("{name}-t"), "?", true).attempts(0),
                Question::fill_in(format!("{name}-s"), "?").correct("early"),
                Question::fill_in(format!("{name}-l"), "?").correct("\u{65e9}".repeat(200)).attempts(2),
            ]
        };
        let lesson =
            |name: &str| kinds(name).into_iter().fold(Lesson::builder(name, name), LessonBuilder::question);
        let course = |count: usize| {
            let lessons = (0..count).map(|number| lesson(&format!("l{number}")));
            lessons.fold(Course::builder("c", "C"), CourseBuilder::lesson).build().unwrap()
        };
        let described = |count: usize| {
            let course = course(count);
            let plan = Plan {
                form: Form::SingleSco,
                keeper: Keeper::Lms,
                structured_data: None,
                state_limit: 64_000,
                progress: &mut |_, _| {},
            };
            let rendered = render(&course, &Theme::built_in(), plan).unwrap();
            let (_, page) = rendered.files.iter().find(|(name, _)| name == "index.html").unwrap();
            let crate::model::MediaSource::Bytes(page) = page else { unreachable!() };
            let page = std::str::from_utf8(page).unwrap();
            let (_, config) = page.split_once("id=\"cw-config\">").unwrap();
            let mut config: serde_json::Value =
                serde_json::from_str(config.split_once("</script>").unwrap().0).unwrap();
            config["strings"] = serde_json::json!({});
            format!("{{\"worst\":{},\"config\":{config}}}", worst_case(&course.lessons()))
        };
        let wanted = format!("[\n{}\n]\n", [1, 2, 5].map(described).join(",\n"));
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/player/support/worst-case.json");
        if std::env::var_os("UPDATE_LIMITS").is_some() {
            std::fs::write(path, &wanted).unwrap();
        }
        let found = std::fs::read_to_string(path).unwrap_or_default();
        assert!(found == wanted, "run the test with UPDATE_LIMITS=1 to bring {path} up to date");
    }
}
