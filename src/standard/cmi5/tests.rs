//! Laws of the course structure.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

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
