//! Tests and draws in the configuration that the player's script reads, and the widths of what is kept of a test.

use serde::Serialize;
use serde_json::{Value, json};

use super::state::bits_for;
use super::templates::Templates;
use crate::model::{Asked, Assessment, Bank, Block, Counts, Course, Id, Lesson, Locus, Question, Review};

/// Attempts at a test that may be taken as often as wanted; more are counted as this many.
const UNLIMITED_ATTEMPTS_BITS: u32 = 8;

/// Units of the time that is used: ten seconds each.
const UNITS_PER_MINUTE: u32 = 6;

/// The questions that a lesson may ask, each with the block where it stands, and its place in the bank.
pub(super) fn places<'c>(
    course: &'c Course,
    lesson: &'c Lesson,
) -> Vec<(usize, Option<Locus>, &'c Question)> {
    let mut places = Vec::new();
    for (block, asked) in course.asked(lesson) {
        match asked {
            Asked::Own(question) => places.push((block, None, question)),
            Asked::Drawn { bank, place, is_first: true, .. } => {
                places.extend(in_bank(bank, place).map(|(place, question)| (block, Some(place), question)));
            }
            Asked::Drawn { .. } => {}
        }
    }
    places
}

/// The questions of a bank, each with where it stands.
pub(super) fn in_bank(bank: &Bank, place: usize) -> impl Iterator<Item = (Locus, &Question)> {
    let questions = bank.questions.iter().enumerate();
    questions.map(move |(question, asked)| (Locus::BankQuestion { bank: place, question }, asked))
}

/// Widths of what is kept of a test. They are documented in `src/player/state.js`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct TestBits {
    pub(super) attempts: u32,
    /// 0 where there is no time limit.
    pub(super) time: u32,
    pub(super) extensions: u32,
}

impl TestBits {
    pub(super) fn of(assessment: &Assessment) -> Self {
        let attempts = match assessment.attempts {
            0 => UNLIMITED_ATTEMPTS_BITS,
            most => bits_for(u32::from(most) + 1),
        };
        let Some(limit) = assessment.time_limit else { return Self { attempts, time: 0, extensions: 0 } };
        let extensions = u32::from(assessment.extensions);
        let minutes = u32::from(limit) + extensions * u32::from(limit.div_ceil(2));
        let time = bits_for(minutes * UNITS_PER_MINUTE + 1);
        Self { attempts, time, extensions: bits_for(extensions + 1) }
    }

    /// Bits of a test at worst: the attempts, whether one is running, what counts and whether it was passed, the time.
    pub(super) fn worst(self) -> usize {
        (self.attempts + 1 + 14 + 1 + self.time + self.extensions) as usize
    }
}

/// Whether anything in these lessons is left to chance, so that there is a seed to be kept.
pub(super) fn is_seeded(course: &Course, lessons: &[&Lesson]) -> bool {
    lessons.iter().any(|lesson| {
        lesson.assessment.as_ref().is_some_and(|assessment| assessment.shuffle)
            || lesson.blocks.iter().any(|block| matches!(block, Block::Draw(_)))
            || course.questions_of(lesson).iter().any(|question| question.is_shuffled())
    })
}

/// The banks that these lessons draw from, in the order of the course, with how many questions they draw in all.
pub(super) fn drawn<'c>(course: &'c Course, lessons: &[&Lesson]) -> Vec<(&'c Bank, usize)> {
    let draws = |bank: &Bank| {
        let blocks = lessons.iter().flat_map(|lesson| &lesson.blocks);
        let counts = blocks.filter_map(|block| match block {
            Block::Draw(draw) if draw.bank == bank.id => Some(usize::from(draw.count)),
            _ => None,
        });
        counts.sum::<usize>().min(bank.questions.len())
    };
    course.banks.iter().map(|bank| (bank, draws(bank))).filter(|(_, count)| *count > 0).collect()
}

#[derive(Serialize)]
pub(super) struct DrawConfig<'s> {
    id: &'s str,
    bank: &'s str,
    count: usize,
    /// How many questions of the lesson's own stand before it.
    at: usize,
}

/// The draws of a lesson.
pub(super) fn draws<'c>(course: &'c Course, lesson: &'c Lesson) -> Vec<DrawConfig<'c>> {
    let mut at = 0;
    let mut draws = Vec::new();
    for (_, asked) in course.asked(lesson) {
        match asked {
            Asked::Own(_) => at += 1,
            Asked::Drawn { draw, bank, .. } => draws.push(DrawConfig {
                id: draw.id.as_str(),
                bank: bank.id.as_str(),
                count: asked.count(),
                at,
            }),
        }
    }
    draws
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AssessmentConfig<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pass_mark: Option<f64>,
    attempts: u8,
    counts: Counts,
    review: bool,
    shuffle: bool,
    /// Minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    time_limit: Option<u16>,
    extensions: u8,
    test_out: Vec<&'s Id>,
    remediation: Vec<WayConfig<'s>>,
    /// Whether it stands before all that it frees from.
    pretest: bool,
    weight: f64,
    bits: TestBits,
}

/// The lesson to read again for an objective.
#[derive(Serialize)]
struct WayConfig<'s> {
    objective: &'s Id,
    lesson: &'s Id,
    title: &'s str,
}

/// A test among the lessons of its SCO: what it frees from elsewhere is out of its reach.
pub(super) fn assessment<'s>(
    course: &'s Course,
    lesson: &'s Lesson,
    sco: &[&Lesson],
) -> Option<AssessmentConfig<'s>> {
    let assessment = lesson.assessment.as_ref()?;
    let is_here = |id: &&Id| sco.iter().any(|lesson| lesson.id == **id);
    let test_out: Vec<&Id> = assessment.test_out.iter().filter(is_here).collect();
    let lessons = course.lessons();
    let way = |(objective, lesson): (&'s Id, &'s Id)| {
        let title = lessons.iter().find(|other| other.id == *lesson)?.title.as_str();
        Some(WayConfig { objective, lesson, title })
    };
    Some(AssessmentConfig {
        pass_mark: pass_mark(course, assessment),
        attempts: assessment.attempts,
        counts: assessment.counts,
        review: assessment.review == Review::AfterSubmitting,
        shuffle: assessment.shuffle,
        time_limit: assessment.time_limit,
        extensions: if assessment.time_limit.is_some() { assessment.extensions } else { 0 },
        pretest: !test_out.is_empty() && course.is_pretest(lesson),
        test_out,
        remediation: assessment.remediation.iter().filter_map(way).collect(),
        weight: weight(course, lesson),
        bits: TestBits::of(assessment),
    })
}

/// Percent that passes a test.
pub(super) fn pass_mark(course: &Course, assessment: &Assessment) -> Option<f64> {
    assessment.pass_mark.or(course.mastery_score)
}

/// How many questions a lesson asks a learner.
pub(super) fn question_count(course: &Course, lesson: &Lesson) -> usize {
    course.asked(lesson).into_iter().map(|(_, asked)| asked.count()).sum()
}

/// What learners are told of a test before they begin; nothing for a lesson that is none.
pub(super) fn view(course: &Course, lesson: &Lesson, templates: &Templates) -> Value {
    let Some(assessment) = &lesson.assessment else { return Value::Null };
    let fact =
        |key: &str, name: &str, value: String| templates.string(key).replace(&format!("{{{name}}}"), &value);
    let plain = |key: &str| templates.string(key);
    let mut facts = vec![fact("test-questions", "count", question_count(course, lesson).to_string())];
    if let Some(mark) = pass_mark(course, assessment) {
        facts.push(fact("test-mark", "mark", mark.to_string()));
    }
    if let Some(minutes) = assessment.time_limit {
        facts.push(fact("test-minutes", "minutes", minutes.to_string()));
    }
    facts.push(match assessment.attempts {
        0 => plain("test-tries-any"),
        attempts => fact("test-tries", "count", attempts.to_string()),
    });
    if assessment.attempts != 1 {
        facts.push(plain(match assessment.counts {
            Counts::Best => "test-counts-best",
            Counts::Last => "test-counts-last",
            Counts::First => "test-counts-first",
        }));
    }
    facts.push(plain(match assessment.review {
        Review::AfterSubmitting => "test-review-after",
        Review::Never => "test-review-never",
    }));
    json!({ "facts": facts })
}

/// What a test weighs in the score of the course, whatever is drawn.
#[expect(clippy::cast_precision_loss, reason = "a draw has at most 65,535 questions")]
fn weight(course: &Course, lesson: &Lesson) -> f64 {
    let weight = |asked: Asked<'_>| match asked {
        Asked::Own(question) => Some(question).filter(|it| it.is_scored()).map_or(0.0, |it| it.weight),
        Asked::Drawn { bank, .. } => bank.mean_weight() * asked.count() as f64,
    };
    course.asked(lesson).into_iter().map(|(_, asked)| weight(asked)).sum()
}

/// What gives the record its shape: a line for each question, draw and test.
pub(super) fn shape(
    course: &Course,
    lessons: &[&Lesson],
    question: impl Fn(&Question) -> String,
) -> (Vec<String>, String) {
    let of_lesson = |lesson: &&Lesson| {
        let test = lesson.assessment.as_ref().map(|assessment| format!("  {:?}\n", TestBits::of(assessment)));
        let asked = course.asked(lesson).into_iter().map(|(_, asked)| match asked {
            Asked::Own(own) => question(own),
            Asked::Drawn { draw, .. } => format!("  draw {} {}\n", draw.bank, draw.count),
        });
        test.into_iter().chain(asked).collect::<String>()
    };
    let mut shared = String::new();
    for (bank, _) in drawn(course, lessons) {
        shared.push_str(&format!("bank {}\n", bank.id));
        shared.extend(bank.questions.iter().map(&question));
    }
    if is_seeded(course, lessons) {
        shared.push_str("seed\n");
    }
    (lessons.iter().map(of_lesson).collect(), shared)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MediaSource;
    use crate::render::{Form, Keeper, Plan, Rendered, Theme, render};

    fn course() -> Course {
        let question = |id: &str| Question::true_false(id, "Is it?", true);
        let bank = ["x", "y", "z"].map(question).into_iter().fold(Bank::new("b", "B"), Bank::question);
        let assessment = Assessment::new().pass_mark(60).attempts(2).time_limit(20).test_out("two");
        let one = Lesson::builder("one", "One").assessment(assessment).draw("d", "b", 1).draw("e", "b", 1);
        let two = Lesson::builder("two", "Two").question(question("own").weight(2.0));
        Course::builder("c", "C").bank(bank).lesson(one).lesson(two).build().unwrap()
    }

    fn rendered(course: &Course, form: Form) -> Rendered {
        let plan = Plan {
            form,
            keeper: Keeper::Lms,
            structured_data: None,
            state_limit: 64_000,
            folder: String::new(),
            steps: Vec::new(),
            progress: &mut |_, _| {},
        };
        render(course, &Theme::built_in(), plan).unwrap()
    }

    fn text(rendered: &Rendered, name: &str) -> String {
        let found = rendered.files.iter().find(|(other, _)| other == name);
        let Some((_, MediaSource::Bytes(bytes))) = found else { panic!("{name}") };
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[test]
    fn a_page_holds_every_question_of_a_bank_once_and_what_is_known_of_the_test() {
        let page = text(&rendered(&course(), Form::SingleSco), "lessons/one.html");
        assert_eq!(page.matches("data-question=").count(), 3);
        let (first, second) = (page.find("data-draw=\"d\"").unwrap(), page.find("data-draw=\"e\"").unwrap());
        let last = page.rfind("data-question=").unwrap();
        assert!(first < last && last < second, "the second draw is a place alone");
        for fact in ["Questions: 2", "Needed to pass: 60 %", "Time: 20 minutes", "Tries: 2"] {
            assert!(page.contains(fact), "{fact}");
        }
        assert!(page.contains("data-test-submit"));
    }

    #[test]
    fn the_player_is_told_of_banks_draws_and_tests() {
        let page = text(&rendered(&course(), Form::SingleSco), "index.html");
        let (_, config) = page.split_once("id=\"cw-config\">").unwrap();
        let config: Value = serde_json::from_str(config.split_once("</script>").unwrap().0).unwrap();
        assert_eq!(config["seeded"], true);
        assert_eq!(config["banks"][0]["questions"].as_array().unwrap().len(), 3);
        let test = &config["lessons"][0];
        assert_eq!(test["draws"][1], json!({ "id": "e", "bank": "b", "count": 1, "at": 0 }));
        assert_eq!(test["assessment"]["testOut"], json!(["two"]));
        assert_eq!(test["assessment"]["pretest"], true);
        assert_eq!(test["assessment"]["weight"], 2.0);
        // 2 attempts; 30 minutes with the extension, 180 units; none or one extension.
        assert_eq!(test["assessment"]["bits"], json!({ "attempts": 2, "time": 8, "extensions": 1 }));
        assert!(config["lessons"][1].get("assessment").is_none());
    }

    #[test]
    fn a_sco_of_its_own_is_told_only_of_what_it_reaches() {
        let rendered = rendered(&course(), Form::ScoPerLesson);
        let page = text(&rendered, "sco-one.html");
        assert!(page.contains("\"testOut\":[]") && page.contains("\"pretest\":false"));
        let page = text(&rendered, "sco-two.html");
        assert!(!page.contains("\"banks\"") && !page.contains("\"seeded\""));
    }

    #[test]
    fn beside_the_page_stand_all_questions_of_a_bank() {
        let questions = rendered(&course(), Form::Questions).assessments.remove(0).questions;
        let ids: Vec<_> = questions.iter().map(|it| it.question.id.as_str()).collect();
        assert_eq!(ids, ["x", "y", "z"]);
        let lesson = Lesson::builder("read", "Read").markdown("Text.").draw("d", "b", 1);
        let bank = Bank::new("b", "B").question(Question::true_false("x", "Is it?", true));
        let course = Course::builder("c", "C").bank(bank).lesson(lesson.assessment(Assessment::new()));
        let page = text(&rendered(&course.build().unwrap(), Form::Pages), "lessons/read.html");
        assert!(page.contains("Text.") && !page.contains("data-draw") && !page.contains("data-test"));
    }

    #[test]
    fn what_is_wrong_in_a_bank_is_told_once_and_at_its_place() {
        let bad = Question::true_false("x", "See [this](nowhere.md).", true);
        let bank = Bank::new("b", "B").question(bad).question(Question::true_false("y", "Is it?", true));
        let lesson = |id: &str| Lesson::builder(id, id).draw(format!("d-{id}"), "b", 1);
        let course = Course::builder("c", "C").bank(bank).lesson(lesson("one")).lesson(lesson("two"));
        let rendered = rendered(&course.build().unwrap(), Form::SingleSco);
        let subjects: Vec<_> = rendered.report.iter().map(|finding| finding.subject.as_str()).collect();
        assert_eq!(subjects, ["bank `b` › question `x`"]);
    }
}
