//! Courses built in Rust: every problem at once, and data that survives serde.

use coursewright::model::{Brand, CalloutKind, Captions, CompletionRule, Metadata};
use coursewright::{Answer, Block, Course, Lesson, Module, Question, Standard};

/// A course with at least one of everything that can be wrong without files.
fn broken() -> Result<Course, coursewright::Report> {
    Course::builder("Bad Id", " ")
        .language("english")
        .mastery_score(120)
        .completion(CompletionRule::QuizPassed)
        .objective("known", "Know")
        .objective("known", "Know again")
        .brand(Brand::new().colour("accent", "blue").font("body", "x;}"))
        .module(Module::builder("empty", "Empty"))
        .lesson(Lesson::builder("first", "First"))
        .lesson(
            Lesson::builder("first", "")
                .objective("unknown")
                .image("media/none.svg", "")
                .block(Block::Heading { level: 1, text: "Too high".to_owned() })
                .block(Block::Image {
                    src: "../outside.svg".to_owned(),
                    alt: "Outside".to_owned(),
                    decorative: false,
                    caption: None,
                })
                .block(Block::Table {
                    caption: None,
                    align: Vec::new(),
                    header: vec!["a".to_owned(), "b".to_owned()],
                    rows: vec![vec!["1".to_owned()]],
                })
                .block(Block::Callout { kind: CalloutKind::Tip, title: None, markdown: " ".to_owned() })
                .block(Block::Audio {
                    src: "media/none.mp3".to_owned(),
                    title: "Talk".to_owned(),
                    captions: vec![Captions {
                        src: "media/none.vtt".to_owned(),
                        language: Some("x".to_owned()),
                    }],
                    transcript: None,
                })
                .question(Question::choice("q", "?").incorrect("one").weight(0.0))
                .question(Question::choice("q", "").correct("one").correct("one").objective("unknown"))
                .question(Question::multiple_response("many", "?").incorrect("a").incorrect(""))
                .question(
                    Question::new(
                        coursewright::model::QuestionBody::TrueFalse { answers: Vec::new() },
                        "tf",
                        "?",
                    )
                    .correct("Yes"),
                )
                .question(Question::fill_in("gap", "?").correct("x".repeat(300)))
                .question(Question::choice("control", "What\u{1}?").correct("a").incorrect("b")),
        )
        .build()
}

#[test]
fn build_reports_every_problem_at_once() {
    insta::assert_snapshot!(broken().unwrap_err());
}

#[test]
fn a_sound_course_builds_and_an_empty_one_does_not() {
    let report = Course::builder("empty", "Empty").build().unwrap_err();
    let codes: Vec<_> = report.iter().map(coursewright::Diagnostic::code).collect();
    assert_eq!(codes, ["CW104"]);

    let course =
        Course::builder("sound", "Sound").lesson(Lesson::builder("one", "One").heading("Hello")).build();
    assert!(course.unwrap().check().is_empty());
}

/// The messages of what is wrong with a course of one lesson.
fn messages(lesson: coursewright::model::LessonBuilder) -> Vec<String> {
    match Course::builder("c", "C").lesson(lesson).build() {
        Ok(course) => course.check().iter().map(|finding| finding.message.clone()).collect(),
        Err(report) => report.iter().map(|finding| finding.message.clone()).collect(),
    }
}

#[test]
fn answers_that_the_player_takes_for_one_are_one() {
    let of = |question: Question| messages(Lesson::builder("one", "One").question(question));
    let gap = || Question::fill_in("gap", "?").correct("Early  on").incorrect("early on");
    assert_eq!(of(gap()), ["the answer “early on” is taken for “Early  on”"]);
    assert!(of(gap().case_sensitive()).is_empty());
    let gap = Question::fill_in("gap", "?").case_sensitive().correct("Early on").incorrect("Early\u{a0}on");
    assert_eq!(of(gap).len(), 1);
    assert!(of(Question::choice("case", "?").correct("US").incorrect("us")).is_empty());
}

/// No XML document may hold control characters, so none comes through, wherever it stands.
#[test]
fn no_text_holds_a_control_character() {
    let bad = || "a\u{1}b".to_owned();
    let some = || Some(bad());
    let clean = || "clean".to_owned();
    let bytes = *b"bytes";
    let blocks = [
        Block::Text { markdown: bad() },
        Block::Heading { level: 2, text: bad() },
        Block::Image { src: clean(), alt: bad(), decorative: false, caption: None },
        Block::Image { src: clean(), alt: clean(), decorative: false, caption: some() },
        Block::Image { src: bad(), alt: clean(), decorative: false, caption: None },
        Block::Audio { src: clean(), title: bad(), captions: vec![], transcript: Some(clean()) },
        Block::Audio { src: clean(), title: clean(), captions: vec![], transcript: some() },
        Block::Video { src: clean(), title: clean(), poster: None, captions: vec![], transcript: some() },
        Block::Quote { markdown: clean(), by: some() },
        Block::Callout { kind: CalloutKind::Tip, title: some(), markdown: clean() },
        Block::List { ordered: false, items: vec![clean(), bad()] },
        Block::Table { caption: some(), align: vec![], header: vec![clean()], rows: vec![vec![clean()]] },
        Block::Table { caption: None, align: vec![], header: vec![bad()], rows: vec![vec![clean()]] },
        Block::Table { caption: None, align: vec![], header: vec![clean()], rows: vec![vec![bad()]] },
        Block::Code { language: some(), code: clean() },
        Block::Code { language: None, code: bad() },
        Block::Download { src: clean(), label: clean(), description: some() },
        Block::Html { html: bad() },
        Question::choice("q", "?").answer(Answer::correct("a").feedback(bad())).incorrect("b").into(),
        Question::choice("q", "?").correct(bad()).incorrect("b").into(),
        Question::choice("q", bad()).correct("a").incorrect("b").into(),
    ];
    let course = || {
        Course::builder("c", "C")
            .media_bytes("clean", bytes)
            .media_bytes(bad(), bytes)
            .media_bytes("l", bytes)
    };
    let codes = |builder: coursewright::model::CourseBuilder| {
        let report = builder.build().unwrap_err();
        report.iter().map(coursewright::Diagnostic::code).collect::<Vec<_>>()
    };
    for block in blocks {
        let told = format!("{block:?}");
        assert_eq!(codes(course().lesson(Lesson::builder("one", "One").block(block))), ["CW128"], "{told}");
    }
    let lesson = || Lesson::builder("one", "One").heading("Hello");
    for metadata in [
        Metadata::new().description(bad()),
        Metadata::new().keyword(bad()),
        Metadata::new().author(bad()),
        Metadata::new().version(bad()),
        Metadata::new().rights(bad()),
    ] {
        assert_eq!(codes(course().metadata(metadata.clone()).lesson(lesson())), ["CW128"], "{metadata:?}");
    }
    assert_eq!(codes(course().objective("o", bad()).lesson(lesson())), ["CW128"]);
    assert_eq!(codes(course().brand(Brand::new().logo("l", bad())).lesson(lesson())), ["CW128"]);
    assert_eq!(codes(course().lesson(Lesson::builder("one", bad()).heading("Hello"))), ["CW128"]);
    assert_eq!(codes(course().module(Module::builder("m", bad()).lesson(lesson()))), ["CW128"]);
}

#[test]
fn metadata_says_something_or_is_left_out() {
    let metadata = Metadata::new().keyword("a").keyword(" ").author("").version("").rights(" ").minutes(0);
    let lesson = Lesson::builder("one", "One").heading("Hello");
    let report = Course::builder("c", "C").metadata(metadata).lesson(lesson).build().unwrap_err();
    assert!(report.iter().all(|finding| finding.code() == "CW129"));
    assert_eq!(report.len(), 5);
}

#[cfg(feature = "source")]
#[test]
fn a_course_survives_serde() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/courses/leading-upward");
    let course = Course::from_folder(folder).unwrap();
    let json = serde_json::to_string_pretty(&course).unwrap();
    let read: Course = serde_json::from_str(&json).unwrap();
    assert_eq!(read, course);
}

#[cfg(feature = "markdown")]
#[test]
fn what_serde_reads_is_checked_when_it_is_published() {
    let json = r#"{ "id": "../../escape", "title": "T", "language": "en", "outline": [
        { "lesson": { "id": "a/../../b", "title": "L", "blocks": [
            { "type": "image", "src": "/etc/passwd", "alt": "x" },
            { "type": "download", "src": "..\\secret", "label": "x" }
        ] } } ] }"#;
    let course: Course = serde_json::from_str(json).unwrap();
    let error = course.publish(Standard::Scorm12).unwrap_err();
    let codes: Vec<_> = error.findings().unwrap().iter().map(coursewright::Diagnostic::code).collect();
    assert_eq!(codes, ["CW102", "CW102", "CW115", "CW115"]);
}

#[test]
fn texts_have_bounds() {
    for text in [">".repeat(1_000_000), "- 1. ".repeat(100_000), "x".repeat(3_000_000)] {
        let lesson = Lesson::builder("one", "One").block(Block::Text { markdown: text });
        let report = Course::builder("c", "C").lesson(lesson).build().err().unwrap_or_default();
        let codes: Vec<_> = report.iter().map(coursewright::Diagnostic::code).collect();
        assert_eq!(codes, ["CW131"]);
    }
}

#[test]
fn modules_nest_to_a_bound() {
    let mut module = Module::builder("inner", "Inner").lesson(Lesson::builder("one", "One").heading("Hello"));
    for level in 0..100_000 {
        module = Module::builder(format!("m{level}"), "M").module(module);
    }
    let report = Course::builder("deep", "Deep").module(module).build().unwrap_err();
    assert!(report.iter().any(|finding| finding.code() == "CW130"), "{report}");
}

#[cfg(feature = "markdown")]
#[test]
fn a_course_that_serde_read_can_be_given_its_media() {
    let json = r#"{ "id": "c", "title": "T", "language": "en", "outline": [
        { "lesson": { "id": "one", "title": "L", "blocks": [{ "type": "image", "src": "a.svg", "alt": "A" }] } } ] }"#;
    let course: Course = serde_json::from_str(json).unwrap();
    assert!(course.publish(Standard::Scorm12).is_err());
    assert!(course.with_media_bytes("a.svg", *b"<svg/>").publish(Standard::Scorm12).is_ok());
}

#[cfg(feature = "markdown")]
#[test]
fn media_may_come_from_memory() {
    let course =
        Course::builder("memory", "From memory")
            .metadata(Metadata::new().description("No file on disk."))
            .media_bytes("media/Wave É.svg", *b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .lesson(Lesson::builder("one", "One").image("media/Wave É.svg", "A wave").question(
                Question::choice("q", "?").answer(Answer::correct("a").feedback("Yes")).incorrect("b"),
            ))
            .build()
            .unwrap();
    let package = course.publish(Standard::Scorm12).unwrap();
    let names: Vec<_> = package.files().iter().map(|file| file.name()).collect();
    assert!(names.contains(&"media/wave.svg"), "{names:?}");
    assert!(names.iter().all(|name| name.is_ascii() && *name == name.to_ascii_lowercase()), "{names:?}");
}

/// What is wrong with banks, draws and tests, each with the way that a reader finds it.
mod tests_and_banks {
    use coursewright::model::{Assessment, Bank};
    use coursewright::{Course, CourseBuilder, Lesson, Question};

    fn question(id: &str) -> Question {
        Question::true_false(id, "Is it?", true)
    }

    fn bank(id: &str, questions: &[&str]) -> Bank {
        questions.iter().fold(Bank::new(id, "Bank"), |bank, it| bank.question(question(it)))
    }

    fn codes(course: CourseBuilder) -> Vec<String> {
        let report = course.build().map_or_else(|report| report, |course| course.check());
        report.iter().map(|finding| format!("{} {}", finding.code(), finding.message)).collect()
    }

    fn draws(bank: Bank, draws: &[(&str, u16)]) -> Vec<String> {
        let lesson = Lesson::builder("l", "L");
        let drawn = draws.iter().enumerate();
        let lesson = drawn.fold(lesson, |lesson, (at, (bank, n))| lesson.draw(format!("d{at}"), *bank, *n));
        codes(Course::builder("c", "C").bank(bank).lesson(lesson))
    }

    fn tests(assessment: Assessment) -> Vec<String> {
        let test = Lesson::builder("test", "Test").assessment(assessment).question(question("q"));
        let other = Lesson::builder("other", "Other").question(question("r"));
        codes(Course::builder("c", "C").objective("o", "O").lesson(other).lesson(test))
    }

    #[test]
    fn draws_take_what_a_bank_has() {
        let three = || bank("b", &["x", "y", "z"]);
        assert_eq!(draws(three(), &[("b", 2), ("b", 1)]), [""; 0]);
        assert_eq!(draws(three(), &[("b", 4)]), ["CW161 4 questions are drawn, the bank `b` has 3"]);
        assert_eq!(draws(three(), &[("b", 0)]), ["CW161 0 questions are drawn, the bank `b` has 3"]);
        assert_eq!(
            draws(three(), &[("b", 2), ("b", 2)]),
            ["CW161 `d0` and `d1` together draw 4 questions of 3"]
        );
        let unknown = draws(three(), &[("a", 1)]);
        assert_eq!(unknown, ["CW160 there is no bank `a`", "CW162 no lesson draws from the bank"]);
    }

    #[test]
    fn a_bank_has_a_name_and_questions() {
        let empty = draws(bank("b", &[]), &[]);
        assert_eq!(empty[1..], ["CW124 the bank has no questions", "CW162 no lesson draws from the bank"]);
        let lesson = || Lesson::builder("l", "L").draw("d", "b", 1).question(question("x"));
        let twice = Course::builder("c", "C").bank(bank("b", &["x"])).lesson(lesson());
        assert_eq!(codes(twice), ["CW103 the identifier `x` is used already, by lesson `l` › question `x`"]);
        let lesson = Lesson::builder("l", "L").draw("d", "b", 1);
        let course = Course::builder("c", "C").bank(bank("b", &["x"])).bank(bank("b", &["y"])).lesson(lesson);
        assert_eq!(codes(course), ["CW103 the identifier `b` is used by two banks"]);
    }

    #[test]
    fn a_test_asks_and_leads_somewhere() {
        assert_eq!(
            tests(Assessment::new().pass_mark(75).test_out("other").remediation("o", "other")),
            [""; 0]
        );
        assert_eq!(tests(Assessment::new().pass_mark(101)), ["CW164 the pass mark is 101"]);
        let nobody = "CW165 the test says what follows when it is passed or failed, but nobody passes it";
        assert_eq!(tests(Assessment::new().test_out("other")), [nobody]);
        let away = Assessment::new().pass_mark(50).test_out("away").remediation("p", "test");
        let objective = "CW120 the objective `p` is not declared";
        let lost = ["CW166 there is no lesson `away`", "CW166 the test names itself, `test`"];
        assert_eq!(tests(away), [&[objective][..], &lost].concat());
        assert_eq!(tests(Assessment::new().time_limit(0)), ["CW167 the time limit is 0 minutes"]);
        let often = Assessment::new().time_limit(5).extensions(11);
        assert_eq!(tests(often), ["CW167 the time may be extended 11 times"]);
        let lesson = Lesson::builder("l", "L").markdown("Text.").assessment(Assessment::new());
        assert_eq!(codes(Course::builder("c", "C").lesson(lesson)), ["CW163 the test asks nothing"]);
    }

    #[test]
    fn a_course_that_asks_nothing_after_a_pre_test_has_no_score() {
        let test = Lesson::builder("test", "Test").question(question("q"));
        let test = test.assessment(Assessment::new().pass_mark(50).test_out("read"));
        let read = Lesson::builder("read", "Read").markdown("Text.");
        let course = || Course::builder("c", "C").mastery_score(50);
        let found = codes(course().lesson(test.clone()).lesson(read.clone()));
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(codes(course().lesson(read).lesson(test)), [""; 0]);
    }

    #[test]
    fn what_a_lesson_may_ask_is_known_to_the_course() {
        let lesson = Lesson::builder("l", "L").question(question("a")).draw("d", "b", 1);
        let lesson = lesson.question(question("c")).draw("e", "b", 1);
        let course = Course::builder("c", "C").bank(bank("b", &["x", "y"])).lesson(lesson).build().unwrap();
        let ids = course.questions_of(course.lessons()[0]).into_iter().map(|it| it.id.to_string());
        assert_eq!(ids.collect::<Vec<_>>(), ["a", "x", "y", "c"]);
    }

    #[test]
    fn tests_and_banks_survive_serde() {
        let test = Lesson::builder("test", "Test").draw("d", "b", 1);
        let test = test.assessment(Assessment::new().attempts(0).time_limit(20).pass_mark(60).shuffled());
        let course = Course::builder("c", "C").bank(bank("b", &["x"])).lesson(test).build().unwrap();
        let text = serde_json::to_string(&course).unwrap();
        assert_eq!(serde_json::from_str::<Course>(&text).unwrap(), course);
        let plain: Assessment = serde_json::from_str("{}").unwrap();
        assert_eq!(plain, Assessment::new());
    }
}
