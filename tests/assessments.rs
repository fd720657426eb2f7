//! Lessons that are tests, where another system gives them: what it is told of them, and what the author hears is not.

#![cfg(feature = "markdown")]

use coursewright::model::{Assessment, Bank, Review};
use coursewright::standard::common_cartridge::qti::{Assessment as Quiz, Attempts};
use coursewright::standard::qti::{AssessmentTest, TestPart};
use coursewright::standard::{CartridgeVersion, QtiVersion};
use coursewright::{Course, Lesson, Package, Question, Standard};

const CARTRIDGE: Standard = Standard::CommonCartridge(CartridgeVersion::V1_1);
const VERSIONS: [QtiVersion; 2] = [QtiVersion::V2_1, QtiVersion::V3_0];

fn asked(id: &str) -> Question {
    Question::true_false(id, "A kept promise builds trust.", true).attempts(3)
}

/// Two lessons with questions of their own, and a test between them.
fn course(test: Assessment) -> Course {
    let bank = Bank::new("bank", "Bank").question(asked("four")).question(asked("five").time_limit(45));
    let test = Lesson::builder("test", "Test").assessment(test).question(asked("two").weight(2.0));
    Course::builder("trust", "Trust")
        .mastery_score(80)
        .objective("promises", "Keep promises")
        .bank(bank)
        .lesson(Lesson::builder("before", "Before").question(asked("one")))
        .lesson(test.draw("draw", "bank", 1))
        .lesson(Lesson::builder("after", "After").question(asked("three").time_limit(30)))
        .build()
        .unwrap()
}

fn text(package: &Package, name: &str) -> String {
    String::from_utf8(package.file(name).unwrap().read().unwrap()).unwrap()
}

fn parts(course: &Course, version: QtiVersion) -> Vec<TestPart> {
    let package = course.publish(Standard::Qti(version)).unwrap();
    let document = text(&package, "tests/test-trust.xml");
    let read = AssessmentTest::read(document.as_bytes(), version).unwrap();
    assert_eq!(read.write(version), document);
    read.parts
}

fn quiz(course: &Course, lesson: &str) -> Quiz {
    let package = course.publish(CARTRIDGE).unwrap();
    Quiz::read(text(&package, &format!("assessment-{lesson}/assessment.xml")).as_bytes()).unwrap()
}

fn told(course: &Course, standard: Standard, code: &str) -> Vec<String> {
    let package = course.publish(standard).unwrap();
    let found = package.findings().iter().filter(|finding| finding.code() == code);
    found.map(|finding| format!("{}: {}", finding.subject, finding.message)).collect()
}

#[test]
fn a_cartridge_is_told_attempts_time_and_review() {
    let test = Assessment::new().attempts(2).time_limit(20).review(Review::Never);
    let read = quiz(&course(test), "test");
    assert_eq!(read.attempts, Some(Attempts::Times(2)));
    assert_eq!((read.time_limit, read.feedback), (Some(20), Some(false)));
    let plain = quiz(&course(Assessment::new()), "before");
    assert_eq!(plain.attempts, Some(Attempts::Times(3)), "its questions decide");
    assert_eq!((plain.time_limit, plain.feedback), (None, Some(true)));
    for (given, said) in [(0, Attempts::Unlimited), (1, Attempts::Times(1)), (6, Attempts::Unlimited)] {
        assert_eq!(quiz(&course(Assessment::new().attempts(given)), "test").attempts, Some(said), "{given}");
    }
}

#[test]
fn a_test_is_a_part_of_its_own_that_is_submitted_as_a_whole() {
    let test = Assessment::new().time_limit(20).pass_mark(50).review(Review::Never).shuffled();
    for version in VERSIONS {
        let parts = parts(&course(test.clone()), version);
        let named: Vec<_> = parts.iter().map(|part| (part.identifier.as_str(), part.simultaneous)).collect();
        assert_eq!(named, [("part-1", false), ("part-test", true), ("part-3", false)]);
        let (before, test, after) = (&parts[0], &parts[1], &parts[2]);
        assert_eq!((before.time_limit, test.time_limit), (None, Some(1200)));
        // Half of 2 for its own question and 1 for a drawn one, less what rounding may take.
        assert_eq!(test.pass_mark.map(|mark| (mark.mastery_value, mark.least_score)), Some((1.5, 1.49985)));
        assert!(before.pass_mark.is_none() && test.sections.iter().all(|section| section.shuffle));
        let items = |part: &TestPart| {
            let items = part.sections.iter().flat_map(|section| &section.items);
            let facts = items.map(|item| (item.max_attempts, item.show_feedback, item.time_limit));
            facts.collect::<Vec<_>>()
        };
        assert_eq!(items(before), [(3, true, None)]);
        assert_eq!(items(test), [(1, false, None), (1, false, None), (1, false, Some(45))]);
        assert_eq!(items(after), [(3, true, Some(30))]);
    }
}

#[test]
fn a_test_without_a_mark_passes_by_the_one_of_the_course() {
    let parts = parts(&course(Assessment::new()), QtiVersion::V3_0);
    assert_eq!(parts[1].pass_mark.map(|mark| mark.mastery_value), Some(2.4));
}

#[test]
fn what_no_word_says_is_told_to_the_author() {
    let plain = course(Assessment::new());
    let rich = Assessment::new()
        .attempts(6)
        .time_limit(20)
        .pass_mark(75)
        .shuffled()
        .test_out("after")
        .remediation("promises", "before");
    let rich = course(rich);
    let everywhere = "which attempt counts, the extensions of the time, the lessons that it frees from, \
                      the lessons to read again";
    assert_eq!(told(&plain, CARTRIDGE, "CW567"), [""; 0]);
    assert_eq!(
        told(&rich, CARTRIDGE, "CW567"),
        [format!(
            "item `test`: left out of the test: the pass mark of 75 %, that it may be taken 6 times only, \
             the changing order of the questions, {everywhere}"
        )]
    );
    for version in VERSIONS {
        let standard = Standard::Qti(version);
        assert_eq!(told(&plain, standard, "CW567"), [""; 0]);
        assert_eq!(
            told(&rich, standard, "CW567"),
            [format!("lesson `test`: left out of the test: that it may be taken 6 times, {everywhere}")]
        );
        assert_eq!(told(&rich, standard, "CW558"), [""; 0], "time limits of questions are carried");
    }
    assert_eq!(
        told(&rich, CARTRIDGE, "CW546"),
        [""; 0],
        "the attempts at each question do not count in a test"
    );
}
