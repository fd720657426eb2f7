//! What becomes of a small path in each standard.

use crate::model::path::{LearningPath, Order, Remediation, Step};
use crate::model::{Bank, Course, Lesson, LiveSession, Question};
use crate::package::Package;
use crate::standard::tests::described;
use crate::standard::{Layout, Publisher, Standard};

fn course(id: &str) -> Course {
    let question = |number| Question::true_false(format!("q{number}"), "Is it so?", true);
    let bank = (0..4).map(|number| question(number + 2)).fold(Bank::new("bank", "Bank"), Bank::question);
    let lesson = Lesson::builder("words", "Words").markdown("Some words.").question(question(1));
    Course::builder(id, format!("About {id}"))
        .objective("aim", "The aim")
        .mastery_score(80)
        .bank(bank)
        .lesson(lesson)
        .build()
        .unwrap()
}

/// A bit of everything: a course to pass, with a remedial step, a session, a choice, and a test at the end.
fn path() -> LearningPath {
    let (moon, sun, wind) = (course("moon"), course("sun"), course("wind"));
    let session = LiveSession {
        id: "meet".into(),
        title: "We meet".into(),
        start: "2027-03-01 10:00".into(),
        zone: "Europe/Berlin".into(),
        minutes: 90,
        url: Some("https://example.org/meet".into()),
        code: Some("tide".into()),
        description: None,
    };
    LearningPath::builder("tides", "How tides work")
        .step(Step::course("first", &moon).remediation(Remediation::after(2).step(Step::link(
            "look",
            "Look at it",
            "https://example.org/look",
        ))))
        .step(Step::session(session))
        .step(
            Step::group("either", "One of them")
                .order(Order::Choice)
                .choose(1)
                .step(Step::course("by-sun", &sun).time_limit(20))
                .step(Step::course("by-wind", &wind).attempts(3).weight(0.5)),
        )
        .step(
            Step::test("last")
                .title("The last test")
                .draw_from(&moon, "bank", 2)
                .draw_from(&sun, "bank", 2)
                .pass_mark(75),
        )
        .build()
        .unwrap()
}

fn published(standard: Standard, layout: Layout) -> Package {
    Publisher::new().layout(layout).publish_path(&path(), standard).unwrap()
}

#[test]
fn manifests_of_a_small_path() {
    for &standard in Standard::ALL {
        for (layout, name) in [(Layout::SingleSco, "single"), (Layout::ScoPerLesson, "lessons")] {
            let package = published(standard, layout);
            println!("=== {standard} {name}\n{}", package.findings());
            println!("{}", described(&package));
        }
    }
}
