//! Laws of the description, and what becomes of a package in it.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::model::{Course, Lesson, Metadata, Question};
use crate::package::Package;
use crate::standard::{Item, PackageBuilder, Standard};

/// Text as authors write it: any script, line breaks, the own characters of XML; no white space at its ends.
fn text() -> impl Strategy<Value = String> + Clone {
    "[a-zA-Z&<>\"'ßé日本ع][ \n,;a-zA-Z0-9&<>\"'éß日本ع—😀]{0,20}[a-z;]"
}

fn iri() -> impl Strategy<Value = String> + Clone {
    "(urn:x|https://example\\.org/[a-zé日]{1,5}):[a-z0-9&=?-]{1,8}"
}

fn strings() -> impl Strategy<Value = Vec<LangString>> + Clone {
    let lang = option::of(select(vec!["en", "en-GB", "zh-Hans", "ar"]).prop_map(str::to_owned));
    vec((lang, text()), 0..3)
        .prop_map(|strings| strings.into_iter().map(|(lang, text)| LangString { lang, text }).collect())
}

fn interaction() -> impl Strategy<Value = Interaction> {
    let kind = select(vec![
        InteractionType::TrueFalse,
        InteractionType::Choice,
        InteractionType::FillIn,
        InteractionType::LongFillIn,
        InteractionType::Matching,
        InteractionType::Performance,
        InteractionType::Sequencing,
        InteractionType::Likert,
        InteractionType::Numeric,
        InteractionType::Other,
    ]);
    let components =
        || vec(("[a-z]{1,5}", strings()).prop_map(|(id, description)| Component { id, description }), 0..3);
    let lists = (components(), components(), components(), components(), components());
    (kind, vec("[a-z\\[\\],.:{}=]{1,9}", 0..3), lists).prop_map(|(kind, correct_responses, lists)| {
        let (choices, scale, source, target, steps) = lists;
        Interaction { kind, correct_responses, choices, scale, source, target, steps }
    })
}

fn activity() -> impl Strategy<Value = Activity> {
    let extension = (iri(), text()).prop_map(|(key, value)| Extension { key, value });
    let names = (iri(), option::of(iri()), strings(), strings(), strings(), strings());
    (names, option::of(interaction()), vec(extension, 0..3)).prop_map(|(names, interaction, extensions)| {
        let (id, activity_type, name, description, launch, resource) = names;
        Activity { id, activity_type, name, description, launch, resource, interaction, extensions }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_description_reads_back_what_it_writes(groups in vec(vec(activity(), 0..4), 0..3)) {
        let description = TinCan { groups };
        let document = description.write();
        prop_assert_eq!(TinCan::read(document.as_bytes()).unwrap(), description, "{}", document);
    }

    #[test]
    fn no_document_makes_reading_panic(
        document in "(<[a-z:/!?é]{0,8}[ a-zß=\"'&;#日]{0,12}>?|[ -~é日😀\n]{0,6}){0,12}",
    ) {
        let _ = TinCan::read(document.as_bytes());
    }
}

/// What other tools write: no languages, words instead of IRIs, elements that nobody described.
#[test]
fn what_other_tools_write_is_read() {
    let document = r#"<?xml version="1.0" encoding="utf-8" ?>
        <tincan xmlns="http://projecttincan.com/tincan.xsd" xmlns:v="urn:vendor">
          <activities>
            <providers/>
            <activity id=" example.org/Tides " type="course">
              <launch lang="en-us">
                index.html
              </launch>
              <name>Tides</name><v:name>no</v:name>
              <description xml:lang="en-US"></description>
            </activity>
            <activity id="example.org/Tides/q"><interactionType> fill-in</interactionType></activity>
          </activities>
        </tincan>"#;
    let description = TinCan::read(document.as_bytes()).unwrap();
    let launched = description.launched().unwrap();
    assert_eq!(launched.id, "example.org/Tides");
    assert_eq!(launched.launch, [LangString::new("en-us", "index.html")]);
    assert_eq!(launched.name, [LangString::new("", "Tides")]);
    assert_eq!(launched.description, [LangString::new("en-US", "")]);
    assert_eq!(launched.interaction, None);
    let question = &description.groups[0][1];
    assert_eq!(question.interaction.as_ref().unwrap().kind, InteractionType::FillIn);
}

#[test]
fn what_describes_no_package_is_refused_with_the_place() {
    let with = |inner: &str| {
        let namespace = "http://projecttincan.com/tincan.xsd";
        format!("<tincan xmlns='{namespace}'><activities>{inner}</activities></tincan>")
    };
    for (document, expected) in [
        ("<tincan/>".to_owned(), "expected <tincan> in `http://projecttincan.com/tincan.xsd`"),
        (with("<activity/>"), "<activity> has no id"),
        (
            with("<activity id='urn:a'><interactionType>essay</interactionType></activity>"),
            "in the activity `urn:a`: interactionType is `essay`, expected true-false,",
        ),
        (
            with(
                "<activity id='urn:a'><interactionType>choice</interactionType><choices><component/></choices></activity>",
            ),
            "a <component> of <choices> has no <id>",
        ),
        (with("<activity id='urn:a'><extensions><extension>1</extension></extensions></activity>"), "no key"),
    ] {
        let error = TinCan::read(document.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("tincan.xml") && error.contains(expected), "{document}: {error}");
    }
}

fn description_of(package: &Package) -> TinCan {
    TinCan::read(&package.file("tincan.xml").unwrap().read().unwrap()).unwrap()
}

fn codes(package: &Package) -> Vec<String> {
    let found = package.findings().iter();
    found.map(|finding| format!("{} {}", finding.code(), finding.subject)).collect()
}

fn content() -> PackageBuilder {
    Package::builder(Standard::Xapi)
        .identifier("onboarding")
        .title("On & off")
        .language("en")
        .metadata(Metadata::new().description("Welcome.").iri("https://example.org/onboarding/"))
        .file("intro/index.html", *b"<!DOCTYPE html>")
        .file("quiz/quiz.html", *b"<!DOCTYPE html>")
}

#[test]
fn one_page_is_launched_and_objectives_are_told() {
    let item = Item::sco("quiz", "Quiz", "intro/index.html").parameters("level=2").objective("safe");
    let package = content()
        .objective("safe", "Leave the building safely")
        .item(Item::group("part", "Part").item(item))
        .build()
        .unwrap();
    assert_eq!(package.files()[0].name(), "tincan.xml");
    let text = String::from_utf8(package.file("tincan.xml").unwrap().read().unwrap()).unwrap();
    insta::assert_snapshot!("one-page", text);
    assert!(package.findings().is_empty());
}

#[test]
fn what_tincan_xml_cannot_say_is_found() {
    let quiz = || Item::sco("quiz", "Quiz", "quiz/quiz.html");
    let package =
        content().metadata(Metadata::new()).item(quiz().launch_data("x").mastery_score(80)).build().unwrap();
    assert_eq!(codes(&package), ["CW530 package", "CW536 item `quiz`", "CW536 item `quiz`"]);
    assert_eq!(description_of(&package).launched().unwrap().id, "urn:coursewright:onboarding");
    let package = content().item(quiz().completion_threshold(0.5).hidden()).build().unwrap();
    assert_eq!(codes(&package), ["CW536 item `quiz`", "CW536 item `quiz`"]);

    let refused = |builder: PackageBuilder| builder.build().unwrap_err().to_string();
    let two = content().item(quiz()).item(Item::asset("intro", "Welcome", "intro/index.html"));
    assert!(refused(two).contains("CW535"));
    assert!(refused(content().item(quiz().parameters("?activity_id=1"))).contains("CW537"));
}

#[test]
fn a_published_course_knows_its_mastery_score() {
    let lesson = Lesson::builder("quiz", "Quiz").question(Question::true_false("q", "?", true));
    let course = Course::builder("c", "C").mastery_score(80).lesson(lesson).build().unwrap();
    assert_eq!(codes(&course.publish(Standard::Xapi).unwrap()), ["CW530 package"]);
}

#[test]
fn what_the_standard_does_not_bound_is_carried_whole() {
    let title = "&<>\"' ".repeat(200).trim_end().to_owned() + "日本 العربية";
    let package = content().title(&title).launch("quiz/quiz.html").build().unwrap();
    assert_eq!(description_of(&package).launched().unwrap().name, [LangString::new("en", &title)]);
    assert!(codes(&package).is_empty(), "{:?}", codes(&package));
}

#[test]
fn the_description_is_read_from_the_zip_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("c.zip");
    let package = content().launch("quiz/quiz.html").build().unwrap();
    package.write_zip(&zip).unwrap();
    assert_eq!(description_of(&Package::open(&zip).unwrap()), description_of(&package));
}
