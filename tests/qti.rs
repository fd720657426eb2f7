//! Courses as question packages: what is in them, that they are valid, and what cannot be said.

#![cfg(all(feature = "source", feature = "sanitise"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use coursewright::standard::QtiVersion;
use coursewright::standard::qti::{AssessmentItem, AssessmentTest, Interaction, Manifest, ResourceKind};
use coursewright::{Answer, Course, Error, Item, Lesson, Package, Question, Standard};

const VERSIONS: [(QtiVersion, &str); 2] = [(QtiVersion::V2_1, "qti21"), (QtiVersion::V3_0, "qti30")];

fn leading_upward() -> Course {
    Course::from_folder(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/courses/leading-upward")).unwrap()
}

/// Every kind of question, and texts of every shape.
fn kinds() -> Course {
    let moon = Question::choice("moon", "What *pulls* the sea most?")
        .correct("The **moon**")
        .answer(
            Answer::incorrect("The wind, 5 < 6 & 7 > 2").feedback("It *pushes*, and only near the shore."),
        )
        .answer(
            Answer::incorrect("`sun.pull()`")
                .feedback("Less than half as much.\n\nIt is far away:\n\n1. big\n2. far"),
        )
        .weight(2.0)
        .attempts(3)
        .objective("pull");
    let table = "A day by the pier:\n\n| Time | Depth |\n| :--- | ---: |\n| 06:00 | 4 m |\n| 12:00 | 1 m |\n\n\
        ```\nhigh = 4\n  low = 1\n```\n\n<img src=\"media/pier.svg\" alt=\"The pier & the sea\" width=\"200\">\n\nWhich are right?";
    let pier = Question::multiple_response("pier", table)
        .correct("High water is at six")
        .correct("The range is [three metres](https://example.org/range?a=1&b=2)")
        .answer(Answer::incorrect("Low water is at six").feedback("Look again."))
        .attempts(0);
    let spring = Question::true_false("spring", "Spring tides come <del>only</del> in spring.", false);
    let gulf = Question::fill_in("gulf", "Which bay has the highest tides? “… of Fundy”")
        .correct("Bay")
        .correct("The Bay")
        .weight(0.5);
    let metal = Question::fill_in("metal", "Which element’s sign is *Co*?\n\n> Mind the case.")
        .answer(Answer::correct("Co").feedback("Yes: **cobalt**."))
        .answer(Answer::incorrect("CO").feedback("That is carbon monoxide."))
        .answer(Answer::incorrect("gold"))
        .case_sensitive();
    Course::builder("tides", "Tides & “more” <1>")
        .language("en-GB")
        .objective("pull", "Say what pulls the sea")
        .mastery_score(66.67)
        .media_bytes("media/pier.svg", *b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .lesson(Lesson::builder("reading", "Only to read").heading("No questions here"))
        .lesson(Lesson::builder("sea", "The sea").question(moon).question(pier).question(spring))
        .lesson(Lesson::builder("words", "Words ‹to› type").question(gulf).question(metal))
        .build()
        .unwrap()
}

fn text(package: &Package, name: &str) -> String {
    let file = package.file(name).unwrap_or_else(|| panic!("{name} is in the package"));
    String::from_utf8(file.read().unwrap()).unwrap()
}

fn documents(package: &Package) -> Vec<(String, String)> {
    let names = package.files().iter().map(|file| file.name().to_owned());
    names.filter(|name| name.ends_with(".xml")).map(|name| (name.clone(), text(package, &name))).collect()
}

#[test]
fn every_kind_of_question_as_documents() {
    for (version, name) in VERSIONS {
        let package = kinds().publish(Standard::Qti(version)).unwrap();
        let all: String =
            documents(&package).iter().map(|(name, text)| format!("==== {name}\n{text}\n")).collect();
        insta::assert_snapshot!(name, all);
    }
}

#[test]
fn what_a_package_holds_is_what_the_course_says() {
    for course in [leading_upward(), kinds()] {
        for (version, _) in VERSIONS {
            let package = course.publish(Standard::Qti(version)).unwrap();
            assert_eq!(package.files()[0].name(), "imsmanifest.xml");
            let manifest = Manifest::read(text(&package, "imsmanifest.xml").as_bytes(), version).unwrap();
            let listed: BTreeSet<&str> =
                manifest.resources.iter().map(|resource| resource.href.as_str()).collect();
            let there: BTreeSet<&str> = package.files().iter().skip(1).map(|file| file.name()).collect();
            assert_eq!(listed, there);
            let of_kind = |kind| manifest.resources.iter().filter(move |resource| resource.kind == kind);
            let test = of_kind(ResourceKind::Test).next().unwrap();
            let read_test = AssessmentTest::read(text(&package, &test.href).as_bytes(), version).unwrap();
            assert_eq!(read_test.title, course.title);
            let lessons: Vec<_> =
                course.lessons().into_iter().filter(|l| l.questions().next().is_some()).collect();
            assert_eq!(read_test.sections().count(), lessons.len());
            let mut items = of_kind(ResourceKind::Item);
            for (section, lesson) in read_test.sections().zip(lessons) {
                assert_eq!(section.title, lesson.title);
                let has_item = |question: &&Question| {
                    let name = format!("items/item-{}.xml", question.id);
                    package.file(&name).is_some() || package.findings().iter().all(|it| it.code() != "CW557")
                };
                let questions: Vec<&Question> = lesson.questions().filter(has_item).collect();
                assert_eq!(section.items.len(), questions.len());
                for (reference, question) in section.items.iter().zip(questions) {
                    let resource = items.next().unwrap();
                    assert_eq!(reference.identifier, format!("item-{}", question.id));
                    assert_eq!(reference.href, format!("../{}", resource.href));
                    assert!(test.dependencies.contains(&resource.identifier));
                    assert_eq!(
                        (reference.weight, reference.max_attempts),
                        (if question.is_scored() { question.weight } else { 0.0 }, question.attempts.into())
                    );
                    let item =
                        AssessmentItem::read(text(&package, &resource.href).as_bytes(), version).unwrap();
                    assert_eq!(item.identifier, reference.identifier);
                    check_answers(question, &item.interaction);
                }
            }
            for (name, document) in documents(&package) {
                let rewritten = match name.split('/').next() {
                    Some("items") => {
                        AssessmentItem::read(document.as_bytes(), version).unwrap().write(version)
                    }
                    Some("tests") => {
                        AssessmentTest::read(document.as_bytes(), version).unwrap().write(version)
                    }
                    _ => Manifest::read(document.as_bytes(), version).unwrap().write(version),
                };
                assert_eq!(rewritten, document);
            }
        }
    }
}

fn check_answers(question: &Question, interaction: &Interaction) {
    let right: Vec<bool> = question.answers().iter().map(|answer| answer.correct).collect();
    match interaction {
        Interaction::Choice { choices, correct, multiple, .. } => {
            let found: Vec<bool> =
                choices.iter().map(|choice| correct.contains(&choice.identifier)).collect();
            assert_eq!(found, right);
            assert_eq!(*multiple, question.kind() == coursewright::model::QuestionKind::MultipleResponse);
            let said = |answer: &Answer| answer.feedback.is_some();
            assert!(question.answers().iter().map(said).eq(choices.iter().map(|c| !c.feedback.is_empty())));
        }
        Interaction::TextEntry { accepted, case_sensitive, feedback, .. } => {
            let wanted = question.answers().iter().filter(|answer| answer.correct);
            assert!(wanted.map(|answer| answer.text.as_str()).eq(accepted.iter().map(String::as_str)));
            assert_eq!(*case_sensitive, question.is_case_sensitive());
            let said = question.answers().iter().filter(|answer| answer.feedback.is_some());
            assert!(said.map(|answer| answer.text.as_str()).eq(feedback.iter().map(|f| f.text.as_str())));
        }
        // The others are tried in qti_arranged.rs.
        _ => {}
    }
}

#[test]
fn files_that_questions_show_are_named_where_they_are_needed() {
    for (version, _) in VERSIONS {
        let package = kinds().publish(Standard::Qti(version)).unwrap();
        let manifest = Manifest::read(text(&package, "imsmanifest.xml").as_bytes(), version).unwrap();
        let needing: Vec<_> = manifest
            .resources
            .iter()
            .filter(|resource| resource.dependencies.iter().any(|needed| needed == "file-pier.svg"))
            .map(|resource| resource.href.as_str())
            .collect();
        assert_eq!(needing, ["items/item-pier.xml"]);
        assert!(text(&package, "items/item-pier.xml").contains("src=\"../media/pier.svg\""));
        assert!(package.file("media/pier.svg").is_some());
    }
}

#[test]
fn what_qti_cannot_say_is_found() {
    let course = kinds();
    for (version, _) in VERSIONS {
        let package = course.publish(Standard::Qti(version)).unwrap();
        let found: Vec<_> =
            package.findings().iter().map(|finding| (finding.code(), finding.subject.clone())).collect();
        let of = |lesson: &str, question: &str| format!("lesson `{lesson}` › question `{question}`");
        for wanted in [("CW552", of("sea", "spring")), ("CW554", of("words", "gulf"))] {
            assert!(found.contains(&wanted), "{wanted:?} in {found:?}");
        }
        let reading =
            Course::builder("c", "C").lesson(Lesson::builder("one", "One").heading("H")).build().unwrap();
        assert_eq!(codes(reading.publish(Standard::Qti(version))), ["CW550"]);
        let page = Package::builder(Standard::Qti(version))
            .identifier("p")
            .title("P")
            .language("en")
            .file("index.html", *b"")
            .item(Item::asset("a", "A", "index.html"))
            .build();
        assert_eq!(codes(page), ["CW551", "CW550"]);
    }
}

fn codes(result: Result<Package, Error>) -> Vec<&'static str> {
    result.unwrap_err().findings().unwrap().iter().map(|finding| finding.code()).collect()
}

/// Each breaks a rule of QTI that our schemas know.
#[test]
fn broken_documents_are_not_valid() {
    let breaks: [(&str, &str, &str); 12] = [
        ("items/item-moon.xml", " title=\"", " heading=\""),
        ("items/item-moon.xml", "identifier=\"answer-2\" ", ""),
        ("items/item-moon.xml", "identifier=\"answer-3\">", "identifier=\"answer-1\">"),
        ("items/item-moon.xml", "\"float\"", "\"number\""),
        ("items/item-moon.xml", "identifier=\"RESPONSE\" ", "identifier=\"1 RESPONSE\" "),
        ("items/item-pier.xml", "alt=\"The pier &amp; the sea\"", ""),
        ("items/item-pier.xml", "<tbody>", "<tbody/><tbody>"),
        ("items/item-pier.xml", "<td>4 m</td>", "4 m"),
        ("items/item-pier.xml", "<p>Which are right?</p>", "<p><del>Which</del> are right?</p>"),
        ("items/item-pier.xml", "<p>A day", "<p><p/>A day"),
        ("tests/test-tides.xml", "identifier=\"item-moon\"", "identifier=\"item-pier\""),
        ("imsmanifest.xml", "<organizations/>", ""),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (version, name) in VERSIONS {
        let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name);
        let package = kinds().publish(Standard::Qti(version)).unwrap();
        for (document, from, to) in breaks {
            let good = text(&package, document);
            let bad = good.replacen(from, to, 1);
            assert_ne!(bad, good, "{document} has no {from}");
            let schema = match (document, version) {
                ("imsmanifest.xml", _) => "imscp_v1p1.xsd",
                (_, QtiVersion::V2_1) => "imsqti_v2p1.xsd",
                _ => "imsqtiasi_v3p0.xsd",
            };
            for (text, is_good) in [(good, true), (bad, false)] {
                let file = folder.path().join("document.xml");
                fs::write(&file, &text).unwrap();
                let lint = Command::new("xmllint")
                    .args(["--noout", "--nonet", "--schema"])
                    .args([&schemas.join(schema), &file])
                    .output();
                match lint {
                    Ok(output) => assert_eq!(output.status.success(), is_good, "{name} {document} {to}"),
                    Err(error) => {
                        assert!(std::env::var_os("CI").is_none(), "xmllint: {error} (Debian: libxml2-utils)");
                        return println!("skipped: xmllint: {error} (Debian: libxml2-utils)");
                    }
                }
            }
        }
    }
}

#[test]
fn odd_courses_are_right_too() {
    let question = |number: usize| {
        Question::choice(format!("q{number}"), "日本語は？ ما هذا؟").correct("はい").incorrect("لا")
    };
    let mut long = Course::builder("long", "<&>\"'é".repeat(167)).language("ar").mastery_score(100);
    for number in 0..300 {
        let lesson = Lesson::builder(format!("lesson-{number}"), "درس & レッスン").question(question(number));
        long = long.lesson(lesson);
    }
    let easy = Course::builder("easy", "Easy")
        .mastery_score(0)
        .lesson(Lesson::builder("one", "One").question(question(1)));
    let free = Course::builder("free", "Free").lesson(Lesson::builder("one", "One").question(question(1)));
    for (course, least) in [(long, Some(299.985)), (easy, Some(0.0)), (free, None)] {
        let course = course.build().unwrap();
        for (version, _) in VERSIONS {
            let package = course.publish(Standard::Qti(version)).unwrap();
            let name = format!("tests/test-{}.xml", course.id);
            let test = AssessmentTest::read(text(&package, &name).as_bytes(), version).unwrap();
            assert_eq!(test.title, course.title);
            assert_eq!(test.sections().count(), course.lessons().len());
            assert_eq!(test.pass_mark.map(|mark| mark.least_score), least);
        }
    }
}

#[test]
fn numbers_that_are_near_enough_are_ranges() {
    let markdown = "::: fill-in pi tolerance=0.01\nThe ratio is ____.\n\n- [x] 3,14\n- [ ] 3.2\n  > Too much.\n:::\n\n\
        ::: fill-in word tolerance=0.01\nThe ratio is ____.\n\n- [x] 3.14\n- [x] pi\n:::\n";
    let lesson = Lesson::builder("circle", "Circle").markdown(markdown);
    let course = Course::builder("circles", "Circles").lesson(lesson).build().unwrap();
    for (version, _) in VERSIONS {
        let package = course.publish(Standard::Qti(version)).unwrap();
        let interaction = |id: &str| {
            let document = text(&package, &format!("items/item-{id}.xml"));
            AssessmentItem::read(document.as_bytes(), version).unwrap().interaction
        };
        let Interaction::Number { ranges, .. } = interaction("pi") else { panic!("it is a number") };
        let ranges: Vec<_> = ranges.iter().map(|it| (it.min, it.max, it.correct, it.content.len())).collect();
        assert_eq!(ranges, [(3.13, 3.15, true, 0), (3.19, 3.21, false, 1)]);
        assert!(matches!(interaction("word"), Interaction::TextEntry { .. }));
        let told = package.findings().iter().filter(|finding| finding.code() == "CW558");
        let told: Vec<_> = told.map(|finding| finding.subject.clone()).collect();
        assert_eq!(told, ["lesson `circle` › question `word`"]);
    }
}
