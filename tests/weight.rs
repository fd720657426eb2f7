//! What a learner's browser has to load, as servers send it: compressed by gzip at its best. A server that compresses nothing
//! sends about three times as much.

#![cfg(feature = "source")]

use std::io::Write as _;

use coursewright::{Course, Lesson, Package, Question, Standard};
use flate2::{Compression, write::GzEncoder};

const PLAYER: &str = "player/player.js";

/// Packages of every standard whose packages have a player.
fn played(course: &Course) -> Vec<(Standard, Package)> {
    // Test systems have nothing to ask in a course of texts.
    let packages =
        Standard::ALL.iter().filter_map(|standard| Some((*standard, course.publish(*standard).ok()?)));
    let packages: Vec<_> = packages.filter(|(_, package)| package.file(PLAYER).is_some()).collect();
    assert_eq!(packages.len(), 8, "SCORM 1.2, SCORM 2004 in three editions, cmi5, xAPI, AICC, Web");
    packages
}

fn compressed(package: &Package, name: &str) -> usize {
    let file = package.file(name).unwrap_or_else(|| panic!("{name} is in the package"));
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(&file.read().unwrap()).unwrap();
    out.finish().unwrap().len()
}

fn text() -> Course {
    let words = "The moon pulls at the sea, and the sea follows.\n\n".repeat(40);
    Course::builder("text", "Text").lesson(Lesson::builder("one", "One").markdown(&words)).build().unwrap()
}

#[test]
fn the_player_with_everything_stays_below_45_kilobytes() {
    let everything =
        Course::from_folder(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/courses/kitchen-sink")).unwrap();
    for (standard, package) in played(&everything) {
        let weight = compressed(&package, PLAYER);
        println!("{standard}: {weight}");
        assert!(weight < 45_000, "{standard}: {weight} bytes");
    }
}

#[test]
fn the_player_of_a_course_of_texts_stays_below_25_kilobytes() {
    for (standard, package) in played(&text()) {
        let weight = compressed(&package, PLAYER);
        println!("{standard}: {weight}");
        assert!(weight < 25_000, "{standard}: {weight} bytes");
    }
}

#[test]
fn a_lesson_of_texts_with_all_that_it_loads_stays_below_60_kilobytes() {
    for (standard, package) in played(&text()) {
        let files = ["index.html", "lessons/one.html", PLAYER, "player/theme.css", "player/tokens.css"];
        let weight: usize = files.iter().map(|name| compressed(&package, name)).sum();
        println!("{standard}: {weight}");
        assert!(weight < 60_000, "{standard}: {weight} bytes");
    }
}

#[test]
fn a_question_brings_the_scripts_of_its_kind_alone() {
    let script = |course: &Course| {
        let package = course.publish(Standard::Scorm12).unwrap();
        String::from_utf8(package.file(PLAYER).unwrap().read().unwrap()).unwrap()
    };
    let question = Question::true_false("q", "So?", true);
    let asked = Course::builder("c", "C").lesson(Lesson::builder("one", "One").question(question));
    let [plain, asked] = [script(&text()), script(&asked.build().unwrap())];
    assert!(plain.contains("data-search") && !plain.contains("data-overall"));
    assert!(
        asked.contains("data-overall") && !asked.contains("data-hotspot") && !asked.contains("data-test")
    );
}
