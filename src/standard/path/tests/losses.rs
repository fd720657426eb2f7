//! What of a path is lost in each standard is told.

use super::{Bank, Certificate, Course, LearningPath, Lesson, Order, Question, Step, course};
use crate::diagnostic::Report;
use crate::model::path::{Remediation, Requirement, Success};
use crate::standard::{Edition, Layout, Publisher, Standard};

fn findings(path: &LearningPath, standard: Standard, layout: Layout) -> Report {
    Publisher::new().layout(layout).publish_path(path, standard).unwrap().findings().clone()
}

/// The messages of a rule, for each step a SCO of its own where the standard has SCOs.
fn told(path: &LearningPath, standard: Standard, code: &str) -> Vec<String> {
    let report = findings(path, standard, Layout::ScoPerLesson);
    report.iter().filter(|it| it.code() == code).map(|it| it.message.clone()).collect()
}

/// Everything that no standard but SCORM 2004 has words for, and what only the path's own page has a place for.
fn everything() -> LearningPath {
    let (moon, sun) = (course("moon"), course("sun"));
    LearningPath::builder("tides", "How tides work")
        .success(Success::Score(60.0))
        .certificate(Certificate::new())
        .step(Step::course("first", &moon).attempts(2).time_limit(20).due_after_days(7))
        .step(Step::course("more", &sun).optional())
        .step(
            Step::group("some", "Some of them")
                .order(Order::Any)
                .draw(1)
                .shuffle()
                .step(
                    Step::link("one", "One", "https://example.org/one").skip_if(Requirement::passed("first")),
                )
                .step(Step::link("two", "Two", "https://example.org/two")),
        )
        .build()
        .unwrap()
}

#[test]
fn every_standard_tells_what_it_cannot_say_of_a_path() {
    let steering = ["which steps are drawn", "which order is drawn", "which steps are superfluous"];
    let optional = "which steps are optional";
    let score = "which score passes the whole";
    let counting = ["how often a step may be taken", "how long a step may take"];
    let around = ["when steps are due", "the certificate of the path"];
    for &standard in Standard::ALL {
        let parts = match standard {
            // Their packages launch one page, which steers by itself.
            Standard::Web | Standard::Xapi => Vec::new(),
            Standard::Scorm2004(_) => around.to_vec(),
            Standard::Scorm12 | Standard::Aicc => [&steering[..], &[optional, score], &around].concat(),
            Standard::Cmi5 => [&steering[..], &[score], &around].concat(),
            _ => [&steering[..], &[optional, score], &counting, &around].concat(),
        };
        let expected: Vec<_> = (!parts.is_empty())
            .then(|| format!("the LMS is not told: {}", parts.join(", ")))
            .into_iter()
            .collect();
        assert_eq!(told(&everything(), standard, "CW571"), expected, "{standard}");
    }
}

#[test]
fn every_standard_without_words_for_order_tells_so() {
    for &standard in Standard::ALL {
        let is_told = !told(&everything(), standard, "CW570").is_empty();
        let has_words = matches!(standard, Standard::Scorm2004(_) | Standard::Scorm12 | Standard::Aicc);
        let is_one_page = matches!(standard, Standard::Web | Standard::Xapi);
        assert_eq!(is_told, !has_words && !is_one_page, "{standard}");
    }
}

/// The path's own page says all of it, wherever there is one.
#[test]
fn one_sco_loses_nothing_of_a_path() {
    let lost = ["CW570", "CW571", "CW572", "CW574", "CW575", "CW576"];
    for &standard in Standard::ALL.iter().filter(|standard| standard.state_limit() > 0) {
        let report = findings(&everything(), standard, Layout::SingleSco);
        assert!(!report.iter().any(|finding| lost.contains(&finding.code())), "{standard}: {report}");
    }
}

#[test]
fn cmi5_waits_for_nothing_that_some_learners_may_leave_out() {
    let told = told(&everything(), Standard::Cmi5, "CW575");
    assert_eq!(told, ["cmi5 waits for none of `more`, `one`, `two`"]);
}

fn after_failing(attempts: Option<u16>) -> LearningPath {
    let moon = course("moon");
    let first = Step::course("first", &moon);
    let first = match attempts {
        Some(attempts) => first.attempts(attempts),
        None => first,
    };
    LearningPath::builder("tides", "How tides work")
        .order(Order::Any)
        .step(first)
        .step(
            Step::link("look", "Look", "https://example.org/look")
                .optional()
                .after(Requirement::failed("first").or(Requirement::failed("first"))),
        )
        .build()
        .unwrap()
}

#[test]
fn what_failing_opens_closes_again_where_prerequisites_are_one_word() {
    for standard in [Standard::Scorm12, Standard::Aicc] {
        for attempts in [None, Some(2)] {
            let told = told(&after_failing(attempts), standard, "CW576");
            let expected = format!("{} closes the step to those who pass `first` later", standard.title());
            assert_eq!(told, [expected]);
        }
        // Who failed the only attempt never passes.
        assert!(told(&after_failing(Some(1)), standard, "CW576").is_empty());
    }
    assert!(told(&after_failing(None), Standard::Scorm2004(Edition::Fourth), "CW576").is_empty());
}

#[test]
fn tries_of_a_step_with_remedial_steps_do_not_close_again() {
    let moon = course("moon");
    let remedial = Step::link("look", "Look", "https://example.org/look");
    let path = LearningPath::builder("tides", "How tides work")
        .step(Step::course("first", &moon).remediation(Remediation::after(2).step(remedial)))
        .build()
        .unwrap();
    for standard in [Standard::Scorm12, Standard::Aicc] {
        assert!(told(&path, standard, "CW576").is_empty(), "{standard}");
    }
}

/// Where no player counts attempts, a test of the path says itself how often it may be taken.
#[test]
fn a_test_without_a_player_may_be_taken_as_often_as_the_path_says() {
    let question = |number| {
        let question = Question::choice(format!("q{number}"), "Which?");
        question.correct("This").incorrect("That").incorrect("Another")
    };
    let bank = (0..3).map(question).fold(Bank::new("bank", "Bank"), Bank::question);
    let moon: Course = Course::builder("moon", "The moon")
        .bank(bank)
        .lesson(Lesson::builder("words", "Words").markdown("Some words.").draw("some", "bank", 1))
        .build()
        .unwrap();
    let with = |attempts: Option<u16>| {
        let test = Step::test("last").title("Last").draw_from(&moon, "bank", 2).pass_mark(50).time_limit(30);
        let test = match attempts {
            Some(attempts) => test.attempts(attempts),
            None => test,
        };
        let path = LearningPath::builder("tides", "Tides").step(test).build().unwrap();
        let package = path.publish("cc13".parse().unwrap()).unwrap();
        let document = package.files().iter().find(|file| file.name().ends_with("assessment.xml")).unwrap();
        String::from_utf8(document.read().unwrap()).unwrap()
    };
    let field = |document: &str, name: &str| {
        let (_, rest) = document.split_once(&format!("<fieldlabel>{name}</fieldlabel>")).unwrap();
        rest.split_once("<fieldentry>").unwrap().1.split('<').next().unwrap().to_owned()
    };
    assert_eq!(field(&with(Some(2)), "cc_maxattempts"), "2");
    assert_eq!(field(&with(None), "cc_maxattempts"), "unlimited");
    assert_eq!(field(&with(None), "qmd_timelimit"), "30");
}
