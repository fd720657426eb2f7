//! Every step becomes a course that stands for itself.

use super::*;
use crate::model::{CompletionRule, HtmlTrust, Metadata};

fn taken(step: impl Into<StepBuilder>) -> Course {
    let path = path().step(step).build().unwrap();
    let course = path.course_of(path.all_steps()[0]).unwrap();
    let report = course.check();
    assert!(report.is_empty(), "{report}");
    course
}

fn blocks(course: &Course) -> &[Block] {
    &course.lessons()[0].blocks
}

#[test]
fn a_course_is_itself_under_the_name_of_its_step() {
    let course = taken(step("trust").title("Trust").pass_mark(60));
    assert_eq!(
        (course.id.as_str(), course.title.as_str(), course.mastery_score),
        ("trust", "Trust", Some(60.0))
    );
    assert_eq!(course.lessons().len(), 2);
}

#[test]
fn banks_that_only_tests_of_the_path_draw_from_stay_behind() {
    let asked =
        |id: &str| Bank::new(id, "Bank").question(Question::true_false(format!("in-{id}"), "Is it?", true));
    let course = Course::builder("trust", "Trust")
        .bank(asked("final"))
        .bank(asked("own"))
        .lesson(Lesson::builder("check", "Check").draw("some", "own", 1))
        .build()
        .unwrap();
    let path = path()
        .step(Step::course("trust", &course))
        .step(Step::test("final").title("Final").draw_from(&course, "final", 1))
        .build()
        .unwrap();
    assert!(path.check().is_empty());
    let banks = |step: usize| path.course_of(path.all_steps()[step]).unwrap().banks;
    assert_eq!((banks(0), banks(1)), (vec![asked("own")], vec![asked("final")]));
}

#[test]
fn a_lesson_takes_less_time_than_its_course_and_nobody_knows_how_much() {
    let metadata = Metadata::new().minutes(40);
    let course = Course::builder("trust", "Trust")
        .metadata(metadata)
        .lesson(Lesson::builder("one", "One").markdown("One."))
        .lesson(Lesson::builder("two", "Two").markdown("Two."))
        .build()
        .unwrap();
    assert_eq!(taken(Step::lesson("some", &course, "one")).metadata.duration, None);
    assert_eq!(taken(Step::course("all", &course)).metadata.duration, Some(40));
}

#[test]
fn a_lesson_brings_what_it_needs_and_nothing_else() {
    let link = "Trust grows from [promises](term:promise), as [before](other.md).";
    let text = |markdown: &str| Block::Text { markdown: markdown.to_owned() };
    let bank =
        |id: &str| Bank::new(id, "Bank").question(Question::true_false(format!("in-{id}"), "Is it?", true));
    let course = Course::builder("trust", "Trust")
        .mastery_score(80)
        .objective("trust", "Explain what builds trust")
        .glossary_term(GlossaryTerm::new("Word", "Nobody asks."))
        .glossary_term(GlossaryTerm::new("Promise", "What one [gives](term:gift)."))
        .glossary_term(GlossaryTerm::new("Gift", "Given."))
        .bank(bank("unused"))
        .bank(bank("used"))
        .lesson(Lesson::builder("other", "Other").block(text("Other.")).draw("first", "unused", 1))
        .lesson(
            Lesson::builder("promises", "Kept promises")
                .objective("trust")
                .block(text(link))
                .draw("some", "used", 1),
        )
        .lesson(
            Lesson::builder("test", "Test")
                .assessment(
                    Assessment::new().pass_mark(60).test_out("promises").remediation("trust", "promises"),
                )
                .question(Question::true_false("kept", "Is it kept?", true).objective("trust")),
        )
        .build()
        .unwrap();

    let lesson = taken(Step::lesson("promises", &course, "promises"));
    assert_eq!(lesson.lessons().len(), 1);
    assert_eq!(lesson.banks.iter().map(|bank| bank.id.as_str()).collect::<Vec<_>>(), ["used"]);
    assert_eq!(lesson.glossary.iter().map(|term| term.id.as_str()).collect::<Vec<_>>(), ["promise", "gift"]);
    assert_eq!((lesson.mastery_score, lesson.title.as_str()), (Some(80.0), "Kept promises"));

    let test = taken(Step::lesson("test", &course, "test"));
    let assessment = test.lessons()[0].assessment.clone().unwrap();
    assert!(assessment.test_out.is_empty() && assessment.remediation.is_empty());
    assert_eq!(test.mastery_score, Some(60.0));
}

#[test]
fn a_lesson_that_asks_nothing_is_completed_by_reading() {
    let course = Course::builder("trust", "Trust")
        .mastery_score(80)
        .lesson(Lesson::builder("read", "Read").block(Block::Text { markdown: "Read.".to_owned() }))
        .lesson(Lesson::builder("asked", "Asked").question(Question::true_false("kept", "Is it kept?", true)))
        .build()
        .unwrap();
    let read = taken(Step::lesson("read", &course, "read"));
    assert_eq!((read.mastery_score, read.completion), (None, CompletionRule::PagesSeen));
}

#[test]
fn a_test_asks_questions_of_several_courses_under_names_of_their_own() {
    let test = Step::test("final")
        .title("Final test")
        .draw_from(&course("trust"), "final", 1)
        .draw_from(&course("okrs"), "final", 2)
        .draw_from(&course("trust"), "final", 1)
        .pass_mark(75);
    let test = taken(test);
    assert_eq!((test.language.as_str(), test.html), ("en", HtmlTrust::Sanitised));
    assert_eq!((test.mastery_score, test.completion), (Some(75.0), CompletionRule::QuizPassed));
    assert_eq!(test.lessons()[0].assessment.as_ref().unwrap().attempts, 1);
    let questions: Vec<_> = test.questions().map(|question| question.id.as_str()).collect();
    assert_eq!(questions, ["first", "second", "first-2", "second-2"]);
    let draws: Vec<_> = blocks(&test)
        .iter()
        .map(|block| match block {
            Block::Draw(draw) => (draw.id.as_str(), draw.bank.as_str(), draw.count),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(draws, [("final", "final", 1), ("final-2", "final-2", 2), ("final-3", "final", 1)]);
    let objectives: Vec<_> = test.objectives.iter().map(|objective| objective.id.as_str()).collect();
    assert_eq!(objectives, ["trust", "trust-2"]);
}

/// A course whose bank asks about a picture, under the name that every course's picture has.
fn with_picture(id: &str, bytes: &[u8]) -> Course {
    let region = |text: &str, left, correct| Region {
        text: text.to_owned(),
        area: Rectangle { left, top: 10.0, width: 20.0, height: 20.0 },
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
fn pictures_of_a_test_are_those_of_their_courses() {
    let (one, two) = (with_picture("one", b"first"), with_picture("two", b"second"));
    let test = Step::test("final").title("Final").draw_from(&one, "ships", 1).draw_from(&two, "ships", 1);
    let test = taken(test);
    let bytes = |bank| match test.origin.of(crate::model::Locus::Bank(bank)).media("ship.png") {
        Some(crate::model::MediaSource::Bytes(bytes)) => bytes.to_vec(),
        other => panic!("{other:?}"),
    };
    assert_eq!((bytes(0), bytes(1)), (b"first".to_vec(), b"second".to_vec()));
}

#[test]
fn pages_that_are_confirmed_have_an_end_only_then() {
    let session = LiveSession::new("workshop", "Workshop", "2027-03-01 10:00", "UTC", 90);
    let confirmed = taken(Step::session(session.clone().code("HARBOUR")));
    assert!(
        matches!(blocks(&confirmed), [Block::LiveSession(_), Block::Continue(gate)] if gate.after == ["workshop".into()])
    );
    let task = taken(Step::assignment(SignOff::new("go-on", "Have the talk.", "TIDE-27")).title("The talk"));
    assert!(
        matches!(blocks(&task), [Block::SignOff(_), Block::Continue(gate)] if gate.after == ["go-on".into()])
    );
    assert!(matches!(
        blocks(&taken(Step::discussion(Discussion::new("circle", "Circle", "Talk.")))),
        [Block::Discussion(_)]
    ));
}

#[test]
fn links_stand_below_what_is_said_of_them() {
    let link =
        Step::link("more", "More [of it]", "https://example.com/a_(b)").description("The second part.\n");
    let page = taken(link);
    let wanted = "The second part.\n\n[More \\[of it\\]](<https://example.com/a_(b)>)";
    assert!(matches!(blocks(&page), [Block::Text { markdown }] if markdown == wanted), "{:?}", blocks(&page));
}

#[test]
fn the_brand_of_the_path_goes_before_that_of_its_courses() {
    let own = Brand::new().colour("accent", "#112233");
    let mut trust = course("trust");
    trust.brand = own.clone();
    let brand = Brand::new().logo("logo.svg", "Harbour Line");
    let branded =
        path().brand(brand.clone()).media_bytes("logo.svg", *b"<svg/>").step(Step::course("trust", &trust));
    let path = branded.build().unwrap();
    let course = path.course_of(path.all_steps()[0]).unwrap();
    assert_eq!(course.brand, brand);
    assert!(course.check().is_empty(), "the logo is a file of the path");
    assert_eq!(taken(Step::course("trust", &trust)).brand, own);
}

#[test]
fn a_group_is_no_course_and_neither_is_what_is_not_there() {
    let path = path().step(Step::group("rest", "The rest").step(step("trust"))).build().unwrap();
    assert!(path.course_of(path.all_steps()[0]).is_none());
    let stray = Step::new("stray", Content::Lesson { course: "trust".into(), lesson: "nowhere".into() });
    assert!(path.course_of(&stray).is_none());
}

#[test]
fn an_address_of_a_step_is_below_that_of_its_path() {
    let metadata = crate::model::Metadata::new().iri("https://example.com/paths/leaders/");
    let path = path().metadata(metadata).step(step("trust")).build().unwrap();
    let course = path.course_of(path.all_steps()[0]).unwrap();
    assert_eq!(course.metadata.iri.as_deref(), Some("https://example.com/paths/leaders/trust"));
}
