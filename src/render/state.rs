//! How much must be remembered of a learner, in the worst case.
//!
//! The record is documented in `src/player/state.js`, that of a path in `path-state.js`, which computes the same widths from the same forms: the test below and
//! `tests/player/state.test.mjs` hold both to the same sizes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PathStep;
use super::tested::{self, TestBits};
use crate::model::{Block, Course, Lesson, Question, ResponseForm};
use crate::steering::{Leaf, Place, PlaceKind, Route};

/// Version 6, fingerprint 24, flags 3, score 1 + 14, retakes 8, checksum 12.
const FIXED_BITS: usize = 6 + 24 + 3 + 15 + 8 + 12;

/// The seed of what is left to chance, where anything is.
const SEED_BITS: usize = 16;

/// The seconds of an attempt that were spent, in tens, where a step of a path has a time limit.
const SPENT_BITS: usize = 19;

/// Attempts counted for a question that may be answered as often as wanted; more are counted as this many.
const UNLIMITED_ATTEMPTS_BITS: u32 = 4;

/// The form of a response as the player's script reads it.
#[derive(Serialize)]
#[serde(tag = "form", rename_all = "lowercase")]
pub(super) enum Keeps {
    Index { ids: Vec<String> },
    Flags { ids: Vec<String> },
    Order { ids: Vec<String> },
    Pairs { stems: Vec<String>, targets: Vec<Vec<String>> },
    Texts { lengths: Vec<u32> },
}

impl From<ResponseForm> for Keeps {
    fn from(form: ResponseForm) -> Self {
        match form {
            ResponseForm::Index(ids) => Self::Index { ids },
            ResponseForm::Flags(ids) => Self::Flags { ids },
            ResponseForm::Order(ids) => Self::Order { ids },
            ResponseForm::Pairs { stems, targets } => Self::Pairs { stems, targets },
            ResponseForm::Texts(lengths) => Self::Texts { lengths },
        }
    }
}

/// Bits of a response at worst.
///
/// - one of n: ⌈log₂ n⌉; any of n: n; an order of n: n × ⌈log₂ n⌉
/// - pairs: for each stem ⌈log₂ (targets + 1)⌉, since a stem may have none
/// - texts: for each ⌈log₂ (length + 1)⌉, one for whether it is wide, and 16 a unit if it is
pub(super) fn response_bits(form: &ResponseForm) -> usize {
    let width = |values: usize| bits_for(u32::try_from(values).unwrap_or(u32::MAX)) as usize;
    match form {
        ResponseForm::Index(ids) => width(ids.len()),
        ResponseForm::Flags(ids) => ids.len(),
        ResponseForm::Order(ids) => ids.len() * width(ids.len()),
        ResponseForm::Pairs { stems, targets } => {
            let of = |stem: usize| targets.get(stem).or(targets.first()).map_or(0, Vec::len);
            (0..stems.len()).map(|stem| width(of(stem) + 1)).sum()
        }
        ResponseForm::Texts(lengths) => {
            let text = |length: &u32| bits_for(length.saturating_add(1)) as usize + 1 + 16 * *length as usize;
            lengths.iter().map(text).sum()
        }
    }
}

/// Width of the number of attempts of a question.
pub(super) fn attempt_bits(question: &Question) -> u32 {
    match question.attempts {
        0 => UNLIMITED_ATTEMPTS_BITS,
        most => bits_for(u32::from(most) + 1),
    }
}

/// Bits to tell `values` values apart.
pub(super) fn bits_for(values: u32) -> u32 {
    u32::BITS - values.saturating_sub(1).leading_zeros()
}

/// Characters of the state record of a SCO with these lessons, in the worst case: six bits each.
///
/// Of a bank only what is drawn takes room, and no question is drawn twice: at worst these are the most expensive ones.
pub(super) fn worst_case(course: &Course, lessons: &[&Lesson]) -> usize {
    bits(course, lessons).div_ceil(6)
}

/// The same for a step of a learning path: where it has a time limit, it keeps the seconds that were spent.
pub(super) fn worst_case_of_step(course: &Course, lessons: &[&Lesson], is_timed: bool) -> usize {
    let spent = if is_timed { SPENT_BITS } else { 0 };
    (bits(course, lessons) + spent).div_ceil(6)
}

fn bits(course: &Course, lessons: &[&Lesson]) -> usize {
    let position = bits_for(u32::try_from(lessons.len().max(2)).unwrap_or(u32::MAX)) as usize;
    let own: usize = lessons.iter().flat_map(|lesson| lesson.questions()).map(question_bits).sum();
    let drawn: usize = tested::drawn(course, lessons)
        .into_iter()
        .map(|(bank, count)| {
            let mut bits: Vec<usize> = bank.questions.iter().map(question_bits).collect();
            bits.sort_unstable_by(|a, b| b.cmp(a));
            bits.iter().take(count).sum::<usize>()
        })
        .sum();
    let tests = lessons.iter().filter_map(|lesson| lesson.assessment.as_ref());
    let tests: usize = tests.map(|assessment| TestBits::of(assessment).worst()).sum();
    let seed = if tested::is_seeded(course, lessons) { SEED_BITS } else { 0 };
    let activities = lessons.iter().flat_map(|lesson| lesson.blocks.iter().filter_map(Block::activity));
    let activities: usize = activities.map(|activity| 1 + response_bits(&activity.form)).sum();
    FIXED_BITS + position + lessons.len() + seed + tests + own + drawn + activities
}

/// Bits of an answered question at worst.
fn question_bits(question: &Question) -> usize {
    attempt_bits(question) as usize + response_bits(&question.form())
}

/// Characters of the state record of a path's page, in the worst case: `src/player/path-state.js` documents the record.
pub(crate) fn worst_path(route: &Route, steps: &[PathStep]) -> usize {
    let leaves: Vec<(&Place, &Leaf)> =
        route.places.iter().filter_map(|place| Some((place, leaf(place)?))).collect();
    let is_left_to_chance = |place: &Place| matches!(&place.kind, PlaceKind::Group { draw, shuffle, .. } if draw.is_some() || *shuffle);
    let chance = if route.places.iter().any(is_left_to_chance) { SEED_BITS } else { 0 };
    let day = if leaves.iter().any(|(_, leaf)| leaf.due.is_some()) { DAY_BITS } else { 0 };
    let records: usize = leaves.iter().map(|(_, leaf)| leaf_bits(leaf)).sum();
    // Of several tries at one step only the latest keeps the state of its course.
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, place) in route.places.iter().enumerate().filter(|(_, place)| leaf(place).is_some()) {
        let state = steps.iter().find(|step| step.place == index).map_or(0, |step| step.state);
        let most = states.entry(place.step.as_str()).or_default();
        *most = state.max(*most);
    }
    let states: usize = states.values().map(|state| STATE_LENGTH_BITS + 6 * state).sum();
    (PATH_FIXED_BITS + chance + day + records + states).div_ceil(6)
}

/// Version 6, fingerprint 24, flags 2, whether there is a seed and a day 2, leaves 17, position 17, checksum 12.
const PATH_FIXED_BITS: usize = 6 + 24 + 2 + 2 + 17 + 17 + 12;
/// The day on which the learner began, where anything is due.
const DAY_BITS: usize = 16;
/// The length of a course's own state.
const STATE_LENGTH_BITS: usize = 16;
/// A score.
const SCORE_BITS: usize = 30;

fn leaf(place: &Place) -> Option<&Leaf> {
    match &place.kind {
        PlaceKind::Leaf(leaf) => Some(leaf),
        PlaceKind::Group { .. } => None,
    }
}

/// Key 24, attempts 8, flags 4, score 1 + 30, the highest threshold 1 and perhaps 30, whether there is a state 1.
fn leaf_bits(leaf: &Leaf) -> usize {
    let threshold = if leaf.thresholds.is_empty() { 0 } else { SCORE_BITS };
    24 + 8 + 4 + 1 + SCORE_BITS + 1 + threshold + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Assessment, Bank, Checklist, CourseBuilder, LessonBuilder, NumericAnswer, Reflection,
    };

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
        let course = Course::builder("c", "C").lesson(lesson).build().unwrap();
        assert_eq!(worst_case(&course, &course.lessons()), usize::div_ceil(68 + 2 + 3 + 391, 6));
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
                Question::numeric(format!("{name}-n"), "?", [NumericAnswer::correct(60.0, 2.0)]),
                Question::matching(format!("{name}-p"), "?", [("x", "1"), ("y", "2"), ("z", "2")]),
                Question::ordering(format!("{name}-o"), "?", ["x", "y", "z", "w", "v"]).attempts(2),
                Question::likert(format!("{name}-k"), "?", ["x", "y", "z"]),
            ]
        };
        let blocks = |name: &str| {
            let items = ["x", "y", "z"].map(str::to_owned).to_vec();
            [
                Block::Checklist(Checklist { id: format!("{name}-list").into(), items }),
                Block::Reflection(Reflection {
                    id: format!("{name}-text").into(),
                    prompt: "?".into(),
                    max: 30,
                }),
            ]
        };
        let lesson = |name: &str| {
            let lesson = kinds(name).into_iter().fold(Lesson::builder(name, name), LessonBuilder::question);
            blocks(name).into_iter().fold(lesson, LessonBuilder::block)
        };
        let course = |count: usize| {
            let lessons = (0..count).map(|number| lesson(&format!("l{number}")));
            let course = lessons.fold(Course::builder("c", "C"), CourseBuilder::lesson);
            if count == 5 { tested(course, kinds("bank")) } else { course }.build().unwrap()
        };
        // Draws of five and one of nine questions, in a test with a time limit and in another lesson.
        fn tested(course: CourseBuilder, questions: [Question; 9]) -> CourseBuilder {
            let bank = questions.into_iter().fold(Bank::new("bank", "Bank"), Bank::question);
            let assessment = Assessment::new().pass_mark(50).attempts(3).time_limit(20).shuffled();
            let test = Lesson::builder("test", "Test").assessment(assessment).draw("d", "bank", 5);
            course.bank(bank).lesson(test).lesson(Lesson::builder("more", "More").draw("e", "bank", 1))
        }
        let described = |count: usize| {
            let course = course(count);
            let plan = Plan {
                form: Form::SingleSco,
                keeper: Keeper::Lms,
                structured_data: None,
                state_limit: 64_000,
                folder: String::new(),
                steps: Vec::new(),
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
            format!("{{\"worst\":{},\"config\":{config}}}", worst_case(&course, &course.lessons()))
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
