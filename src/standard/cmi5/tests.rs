//! Laws of the course structure, and what becomes of a package in it.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::model::{Course as ModelCourse, Lesson, Metadata, Module, Question};
use crate::package::Package;
use crate::standard::{Item, Layout, PackageBuilder, Publisher, Standard};

/// Text as authors write it: any script, line breaks, the own characters of XML; no white space at its ends.
fn text() -> impl Strategy<Value = String> + Clone {
    "[a-zA-Z&<>\"'ßé日本ع][ \n,;a-zA-Z0-9&<>\"'éß日本ع—😀]{0,20}[a-z;]"
}

fn iri() -> impl Strategy<Value = String> + Clone {
    "(urn:x|https://example\\.org/[a-zé日]{1,5}):[a-z0-9&=?-]{1,8}"
}

fn strings() -> impl Strategy<Value = Vec<LangString>> + Clone {
    let lang = option::of(select(vec!["en", "en-GB", "zh-Hans", "ar"]).prop_map(str::to_owned));
    vec((lang, option::of(text())), 0..3).prop_map(|strings| {
        let string = |(lang, text): (_, Option<String>)| LangString { lang, text: text.unwrap_or_default() };
        strings.into_iter().map(string).collect()
    })
}

fn au() -> impl Strategy<Value = Au> + Clone {
    let move_on = select(vec![
        MoveOn::Passed,
        MoveOn::Completed,
        MoveOn::CompletedAndPassed,
        MoveOn::CompletedOrPassed,
        MoveOn::NotApplicable,
    ]);
    let method = select(vec![LaunchMethod::AnyWindow, LaunchMethod::OwnWindow]);
    let score = option::of((0..=10_000u32).prop_map(|score| f64::from(score) / 10_000.0));
    let names = (iri(), strings(), strings(), vec(iri(), 0..3));
    let launch = ("[a-z0-9%/]{1,9}\\.html(\\?[a-z]=[a-z&]{1,3})?", option::of(text()), option::of(text()));
    (names, launch, move_on, score, method, option::of(iri())).prop_map(
        |(names, launch, move_on, mastery_score, launch_method, activity_type)| {
            let (id, title, description, objectives) = names;
            let (url, launch_parameters, entitlement_key) = launch;
            Au {
                id,
                title,
                description,
                objectives,
                url,
                launch_parameters,
                entitlement_key,
                move_on,
                mastery_score,
                launch_method,
                activity_type,
            }
        },
    )
}

fn part() -> impl Strategy<Value = Part> {
    au().prop_map(Part::Au).prop_recursive(3, 12, 3, |inner| {
        (iri(), strings(), strings(), vec(iri(), 0..3), vec(inner, 0..4)).prop_map(
            |(id, title, description, objectives, parts)| {
                Part::Block(Block { id, title, description, objectives, parts })
            },
        )
    })
}

fn structure() -> impl Strategy<Value = CourseStructure> {
    let objective = (iri(), strings(), strings()).prop_map(|(id, title, description)| Objective {
        id,
        title,
        description,
    });
    let course =
        (iri(), strings(), strings()).prop_map(|(id, title, description)| Course { id, title, description });
    (course, vec(objective, 0..3), vec(part(), 0..4))
        .prop_map(|(course, objectives, parts)| CourseStructure { course, objectives, parts })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_course_structure_reads_back_what_it_writes(structure in structure()) {
        let document = structure.write();
        prop_assert_eq!(CourseStructure::read(document.as_bytes()).unwrap(), structure, "{}", document);
    }

    #[test]
    fn no_document_makes_reading_panic(
        document in "(<[a-z:/!?é]{0,8}[ a-zß=\"'&;#日]{0,12}>?|[ -~é日😀\n]{0,6}){0,12}",
    ) {
        let _ = CourseStructure::read(document.as_bytes());
    }
}

/// What other tools write: prefixes, padding, extensions, comments, values left to their defaults.
const FOREIGN: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<c:courseStructure xmlns:c="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd" xmlns:v="urn:vendor" v:made="by hand">
  <c:course id="
      https://example.org/tides "><!-- the sea -->
    <c:title><c:langstring lang="en">
        How tides work
    </c:langstring><c:langstring xml:lang="de">Gezeiten</c:langstring></c:title>
    <v:title>not this one</v:title>
  </c:course>
  <v:objectives><v:objective id="urn:no"/></v:objectives>
  <c:au id="https://example.org/tides/moon" masteryScore=" 1.0 " moveOn="">
    <c:title><c:langstring>Moon &amp; <![CDATA[sun]]></c:langstring></c:title>
    <c:url>
      moon/index.html?a=b&amp;c=d
    </c:url>
    <c:launchParameters>
    </c:launchParameters>
    <v:au id="urn:no"/>
  </c:au>
</c:courseStructure>"#;

#[test]
fn what_other_tools_write_is_read() {
    let structure = CourseStructure::read(FOREIGN.as_bytes()).unwrap();
    assert_eq!(structure.course.id, "https://example.org/tides");
    assert_eq!(
        structure.course.title,
        [LangString::new("en", "How tides work"), LangString::new("de", "Gezeiten")]
    );
    assert!(structure.course.description.is_empty() && structure.objectives.is_empty());
    let [Part::Au(au)] = structure.parts.as_slice() else { panic!("{:?}", structure.parts) };
    assert_eq!(au.title, [LangString::new("", "Moon & sun")]);
    assert_eq!(au.url, "moon/index.html?a=b&c=d");
    assert_eq!((au.move_on, au.launch_method), (MoveOn::NotApplicable, LaunchMethod::AnyWindow));
    assert_eq!((au.mastery_score, &au.launch_parameters), (Some(1.0), &None));
}

#[test]
fn what_is_no_course_structure_is_refused_with_the_place() {
    let namespace = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd";
    let with_au = |attributes: &str, children: &str| {
        format!(
            "<courseStructure xmlns='{namespace}'><course id='urn:c'/><block id='urn:b'><au id='urn:a' \
             {attributes}>{children}</au></block></courseStructure>"
        )
    };
    for (document, expected) in [
        ("<courseStructure/>".to_owned(), "expected <courseStructure> in `https://w3id.org"),
        (format!("<courseStructure xmlns='{namespace}'/>"), "there is no <course>"),
        (format!("<courseStructure xmlns='{namespace}'><course/></courseStructure>"), "<course> has no id"),
        (with_au("", ""), "in the AU `urn:a`: there is no <url>"),
        (with_au("", "<url> </url>"), "there is no <url>"),
        (with_au("moveOn='passed'", "<url>a</url>"), "moveOn is `passed`, expected Passed, Completed,"),
        (
            with_au("launchMethod='New'", "<url>a</url>"),
            "launchMethod is `New`, expected AnyWindow, OwnWindow",
        ),
        (with_au("masteryScore='80'", "<url>a</url>"), "masteryScore is `80`, expected a number from 0 to 1"),
        (with_au("masteryScore='8e-1'", "<url>a</url>"), "masteryScore is `8e-1`"),
        (with_au("masteryScore='NaN'", "<url>a</url>"), "masteryScore is `NaN`"),
    ] {
        let error = CourseStructure::read(document.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("cmi5.xml") && error.contains(expected), "{document}: {error}");
    }
}

fn structure_of(package: &Package) -> CourseStructure {
    CourseStructure::read(&package.file("cmi5.xml").unwrap().read().unwrap()).unwrap()
}

fn codes(package: &Package) -> Vec<String> {
    let found = package.findings().iter();
    found.map(|finding| format!("{} {}", finding.code(), finding.subject)).collect()
}

fn content() -> PackageBuilder {
    Package::builder(Standard::Cmi5)
        .identifier("onboarding")
        .title("On & off")
        .language("en")
        .metadata(Metadata::new().description("Welcome.").iri("https://example.org/onboarding/"))
        .file("intro/index.html", *b"<!DOCTYPE html>")
        .file("quiz/quiz.html", *b"<!DOCTYPE html>")
}

#[test]
fn a_tree_of_items_is_a_tree_of_blocks_and_units() {
    let package = content()
        .objective("safe", "Leave the building safely")
        .item(Item::asset("intro", "Welcome", "intro/index.html").files("intro/"))
        .item(
            Item::group("part-2", "Second part").item(
                Item::group("inner", "Inner").item(
                    Item::sco("quiz", "Quiz", "quiz/quiz.html")
                        .parameters("level=2&x=y#top")
                        .launch_data("seed=7 & <more>")
                        .mastery_score(75.5)
                        .completion_threshold(0.5)
                        .objective("safe")
                        .hidden(),
                ),
            ),
        )
        .build()
        .unwrap();
    assert_eq!(package.files()[0].name(), "cmi5.xml");
    let text = String::from_utf8(package.file("cmi5.xml").unwrap().read().unwrap()).unwrap();
    insta::assert_snapshot!("several-items", text);
    assert_eq!(codes(&package), ["CW531 item `intro`", "CW534 item `quiz`", "CW534 item `quiz`"]);
}

#[test]
fn every_iri_in_the_structure_is_absolute_and_its_own() {
    fn collect(parts: &[Part], iris: &mut Vec<String>) {
        for part in parts {
            match part {
                Part::Au(au) => iris.push(au.id.clone()),
                Part::Block(block) => {
                    iris.push(block.id.clone());
                    collect(&block.parts, iris);
                }
            }
        }
    }
    for iri in [None, Some("https://example.org/c"), Some("urn:uuid:0b3f9d3c-6f0e-4a52-8a2c-7f6c8b9f2a11")] {
        let mut metadata = Metadata::new();
        metadata.iri = iri.map(str::to_owned);
        let package = content()
            .metadata(metadata)
            .objective("onboarding", "An objective that is called like the package")
            .objective("quiz", "An objective that is called like an item")
            .item(Item::sco("onboarding", "Welcome", "intro/index.html"))
            .item(Item::group("group", "Group").item(Item::sco("quiz", "Quiz", "quiz/quiz.html")))
            .build()
            .unwrap();
        let structure = structure_of(&package);
        let mut iris = vec![structure.course.id.clone()];
        iris.extend(structure.objectives.iter().map(|objective| objective.id.clone()));
        collect(&structure.parts, &mut iris);
        assert_eq!(iris.len(), 6);
        assert!(iris.iter().all(|iri| crate::model::is_iri(iri)), "{iris:?}");
        assert_eq!(iris.iter().collect::<std::collections::BTreeSet<_>>().len(), 6, "{iris:?}");
        let derived = codes(&package).iter().any(|code| code.starts_with("CW530"));
        assert_eq!(derived, iri.is_none());
    }
}

#[test]
fn an_iri_that_is_none_is_refused() {
    let error = content().metadata(Metadata::new().iri("example.org/c")).launch("quiz/quiz.html").build();
    assert!(error.unwrap_err().to_string().contains("CW132"));
}

#[test]
fn parameters_may_not_be_those_of_the_launch() {
    for (parameters, is_taken) in
        [("?fetch=1", true), ("a=b&activityId=c", true), ("activityid=c&a=fetch", false), ("#fetch", false)]
    {
        let item = Item::sco("quiz", "Quiz", "quiz/quiz.html").parameters(parameters);
        let built = content().item(item).build();
        let codes = built.err().map(|error| error.findings().map(|report| report.len()).unwrap_or_default());
        assert_eq!(codes, is_taken.then_some(1), "{parameters}");
    }
}

#[test]
fn mastery_scores_have_four_decimals_and_no_learner_fails_for_it() {
    for (percent, scaled, is_rounded) in [
        (0.0, "0", false),
        (100.0, "1", false),
        (80.0, "0.8", false),
        (66.67, "0.6667", false),
        (0.01, "0.0001", false),
        (29.0, "0.29", false),
        (200.0 / 3.0, "0.6666", true),
        (66.664, "0.6666", true),
        (99.999, "0.9999", true),
        (0.001, "0", true),
    ] {
        let item = Item::sco("quiz", "Quiz", "quiz/quiz.html").mastery_score(percent);
        let package = content().item(item).build().unwrap();
        let text = String::from_utf8(package.file("cmi5.xml").unwrap().read().unwrap()).unwrap();
        assert!(text.contains(&format!("masteryScore=\"{scaled}\"")), "{percent}: {text}");
        assert_eq!(codes(&package).contains(&"CW533 item `quiz`".to_owned()), is_rounded, "{percent}");
    }
}

#[test]
fn what_satisfies_the_lms_is_what_completes_the_course_for_its_author() {
    use crate::model::CompletionRule::{Both, Either, PagesSeen, QuizPassed};
    let course = |rule, mastery: Option<u32>, has_quiz: bool| {
        let mut lesson = Lesson::builder("quiz", "Quiz");
        if has_quiz {
            lesson = lesson.question(Question::true_false("q", "?", true));
        }
        let mut course = ModelCourse::builder("c", "C")
            .lesson(Lesson::builder("read", "Read").heading("To read"))
            .module(Module::builder("m", "M").lesson(lesson.heading("Quiz")));
        if let Some(percent) = mastery {
            course = course.mastery_score(percent);
        }
        course.completion(rule).build().unwrap()
    };
    let of = |course: &ModelCourse, layout| {
        let package = Publisher::new().layout(layout).publish(course, Standard::Cmi5).unwrap();
        let structure = structure_of(&package);
        let first = match &structure.parts[0] {
            Part::Au(au) => au.move_on,
            Part::Block(_) => panic!("a block stands first"),
        };
        let last = match structure.parts.last().unwrap() {
            Part::Au(au) => au.move_on,
            Part::Block(block) => match &block.parts[0] {
                Part::Au(au) => au.move_on,
                Part::Block(_) => panic!("a block in a block"),
            },
        };
        (first, last)
    };
    for (rule, whole) in [
        (PagesSeen, MoveOn::Completed),
        (QuizPassed, MoveOn::Passed),
        (Either, MoveOn::CompletedOrPassed),
        (Both, MoveOn::CompletedAndPassed),
    ] {
        let course = course(rule, Some(80), true);
        assert_eq!(of(&course, Layout::SingleSco), (whole, whole), "{rule:?}");
        // A lesson without questions cannot be passed.
        assert_eq!(of(&course, Layout::ScoPerLesson), (MoveOn::Completed, whole), "{rule:?}");
    }
    // Without a mastery score a quiz is done, not passed.
    let answered = course(QuizPassed, None, true);
    assert_eq!(of(&answered, Layout::SingleSco), (MoveOn::Completed, MoveOn::Completed));
    let read = course(PagesSeen, None, false);
    assert_eq!(of(&read, Layout::ScoPerLesson), (MoveOn::Completed, MoveOn::Completed));
}

#[test]
fn what_the_standard_does_not_bound_is_carried_whole() {
    let title = "&<>\"' ".repeat(200).trim_end().to_owned() + "日本 العربية";
    let package = content().title(&title).launch("quiz/quiz.html").build().unwrap();
    let structure = structure_of(&package);
    assert_eq!(structure.course.title, [LangString::new("en", &title)]);
    assert!(codes(&package).is_empty(), "{:?}", codes(&package));
}

#[test]
fn the_structure_is_read_from_the_zip_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("c.zip");
    let package = content().launch("quiz/quiz.html").build().unwrap();
    package.write_zip(&zip).unwrap();
    assert_eq!(structure_of(&Package::open(&zip).unwrap()), structure_of(&package));
}
