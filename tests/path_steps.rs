//! What learners take at the steps of a path, as packages.
#![cfg(feature = "markdown")]

use coursewright::model::path::{Step, StepBuilder};
use coursewright::model::{Bank, Block, Picture, Rectangle, Region};
use coursewright::{Course, LearningPath, Lesson, Package, Question, Standard};

/// The package of a path's only step.
fn published(step: StepBuilder, standard: Standard) -> Package {
    let path = LearningPath::builder("path", "Path").step(step).build().unwrap();
    path.course_of(path.all_steps()[0]).unwrap().publish(standard).unwrap()
}

/// A course whose bank asks about a picture, under the name that every course's picture has.
fn with_picture(id: &str, bytes: &[u8]) -> Course {
    let area = |left| Rectangle { left, top: 10.0, width: 20.0, height: 20.0 };
    let region = |text: &str, left, correct| Region {
        text: text.to_owned(),
        area: area(left),
        correct,
        feedback: None,
    };
    let regions = [region("Bow", 10.0, true), region("Stern", 60.0, false)];
    let question = Question::hotspot("bow", "Where is the bow?", Picture::new("ship.png", "A ship"), regions);
    Course::builder(id, id)
        .bank(Bank::new("ships", "Ships").question(question))
        .lesson(Lesson::builder("look", "Look").draw("some", "ships", 1))
        .media_bytes("ship.png", bytes)
        .build()
        .unwrap()
}

#[test]
fn a_test_carries_the_pictures_of_all_its_courses() {
    let (one, two) = (with_picture("one", b"first"), with_picture("two", b"second"));
    let test = Step::test("final").title("Final").draw_from(&one, "ships", 1).draw_from(&two, "ships", 1);
    let package = published(test, Standard::Web);
    let read = |name: &str| package.file(name).unwrap().read().unwrap();
    let pictures = ["media/ship.png", "media/ship-2.png"].map(read);
    assert_eq!(pictures, [b"first".to_vec(), b"second".to_vec()]);
}

#[test]
fn a_link_to_a_lesson_that_is_not_part_of_a_step_loses_its_link_alone() {
    let text = |markdown: &str| Block::Text { markdown: markdown.to_owned() };
    let course = Course::builder("trust", "Trust")
        .lesson(Lesson::builder("one", "One").block(text("As [the next](two.md) says.")))
        .lesson(Lesson::builder("two", "Two").block(text("Two.")))
        .build()
        .unwrap();
    let package = published(Step::lesson("one", &course, "one"), Standard::Scorm12);
    let page = String::from_utf8(package.file("lessons/one.html").unwrap().read().unwrap()).unwrap();
    assert!(page.contains("As the next says."), "{page}");
}

#[test]
fn a_step_that_is_due_at_once_says_so() {
    let course = Course::builder("trust", "Trust").lesson(Lesson::builder("one", "One")).build().unwrap();
    let step = |id: &str| Step::lesson(id, &course, "one");
    let path =
        LearningPath::builder("path", "Path").step(step("now").due_after_days(0)).step(step("some-day"));
    let package = path.build().unwrap().publish(Standard::Web).unwrap();
    let page = String::from_utf8(package.file("index.html").unwrap().read().unwrap()).unwrap();
    assert_eq!(page.matches("data-entry-due=").count(), 1);
    assert!(page.contains(r#"data-entry-due="0""#), "{page}");
}
