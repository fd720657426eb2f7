//! A learning path as packages beside `path.json`, which its JSON Schema describes.

#![cfg(feature = "markdown")]

use std::collections::BTreeSet;

use coursewright::model::path::{Done, Order, Remediation, Requirement, Step, Success};
use coursewright::model::{Bank, Certificate, Discussion, LiveSession, Metadata, SignOff};
use coursewright::{Course, LearningPath, Lesson, Package, PathFile, Publisher, Question, Standard};
use serde_json::{Value, json};

fn course(id: &str) -> Course {
    let question = |number| Question::true_false(format!("q{number}"), "Is it so?", true);
    let bank = (0..4).map(|number| question(number + 2)).fold(Bank::new("bank", "Bank"), Bank::question);
    let lesson = Lesson::builder("words", "Words").markdown("Some words.").question(question(1));
    let test = Lesson::builder("quiz", "Quiz").draw("some", "bank", 2);
    Course::builder(id, format!("About {id}"))
        .mastery_score(80)
        .bank(bank)
        .lesson(lesson)
        .lesson(test)
        .build()
        .unwrap()
}

fn session() -> LiveSession {
    serde_json::from_value(json!({
        "id": "meet", "title": "We meet", "start": "2027-03-01 10:00", "zone": "Europe/Berlin", "minutes": 90,
        "url": "https://example.org/meet", "code": "tide"
    }))
    .unwrap()
}

/// A path that says everything that a path can say.
fn path() -> LearningPath {
    let (moon, sun, wind) = (course("moon"), course("sun"), course("wind"));
    let task: SignOff =
        serde_json::from_value(json!({ "id": "watch", "task": "Watch the tide.", "code": "ebb" })).unwrap();
    let talk: Discussion =
        serde_json::from_value(json!({ "id": "talk", "title": "Talk", "prompt": "What did you see?" }))
            .unwrap();
    let all =
        Requirement::passed("first").and(Requirement::completed("meet")).and(Requirement::attempted("watch"));
    let any = Requirement::failed("first").or(Requirement::score("first", 50));
    let metadata =
        Metadata::new().description("Moon, sun and sea.").keyword("sea").author("Ada Marsh").version("1");
    let mut metadata = metadata.iri("https://example.org/tides");
    metadata.rights = Some("CC0".to_owned());
    metadata.duration = Some(200);
    LearningPath::builder("tides", "How tides work")
        .metadata(metadata)
        .success(Success::Score(60.0))
        .certificate(Certificate::default())
        .step(Step::course("first", &moon).remediation(Remediation::after(2).rounds(1).step(Step::link(
            "look",
            "Look",
            "https://example.org/look",
        ))))
        .step(Step::session(session()))
        .step(Step::assignment(task).optional().due_after_days(14))
        .step(Step::discussion(talk).after(all))
        .step(Step::lesson("again", &moon, "words").skip_if(any).done(Done::Finished))
        .step(
            Step::group("either", "One of them")
                .order(Order::Choice)
                .choose(1)
                .step(Step::course("by-sun", &sun).time_limit(20))
                .step(Step::course("by-wind", &wind).attempts(3).weight(0.5)),
        )
        .step(
            Step::group("some", "Some of them")
                .order(Order::Any)
                .draw(1)
                .shuffle()
                .step(Step::course("sun-again", &sun))
                .step(Step::link("read", "Read", "https://example.org/read")),
        )
        .step(
            Step::test("last").title("The last test").draw_from(&moon, "bank", 2).pass_mark(75).after(
                Requirement::at_least(1, [Requirement::passed("by-sun"), Requirement::passed("by-wind")]),
            ),
        )
        .build()
        .unwrap()
}

fn schema() -> Value {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/path.schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn validate(document: &Value) -> Result<(), String> {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("path.json", schema()).unwrap();
    let index = compiler.compile("path.json", &mut schemas).unwrap();
    schemas.validate(document, index).map_err(|error| error.to_string())
}

fn written(standard: Standard) -> Value {
    let made = Publisher::new().publish_path_packages(&path(), standard).unwrap();
    serde_json::from_str(&made.path().write()).unwrap()
}

#[test]
fn the_description_follows_its_schema_in_every_standard() {
    for &standard in Standard::ALL {
        let document = written(standard);
        validate(&document).unwrap_or_else(|error| panic!("{standard}: {error}"));
        let read: PathFile = serde_json::from_value(document.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), document);
    }
}

/// Every field and every word that the schema knows is one that is written, so that neither can change without the other.
#[test]
fn the_schema_knows_nothing_that_is_never_written() {
    let document = written(Standard::Scorm12);
    let mut words = BTreeSet::new();
    collect(&document, &mut words);
    let mut known = BTreeSet::new();
    words_of(&schema(), &mut known);
    let unused: Vec<_> = known.difference(&words).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// The names of all fields, and all texts.
fn collect(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            words.insert(name.clone());
            collect(value, words);
        }),
        Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
        Value::String(text) => drop(words.insert(text.clone())),
        _ => {}
    }
}

/// The names of all fields that a schema describes, and the words of its enumerations.
fn words_of(schema: &Value, words: &mut BTreeSet<String>) {
    let Value::Object(keywords) = schema else { return };
    for (keyword, value) in keywords {
        match (keyword.as_str(), value) {
            ("properties" | "$defs", Value::Object(fields)) => fields.iter().for_each(|(name, field)| {
                if keyword == "properties" {
                    words.insert(name.clone());
                }
                words_of(field, words);
            }),
            ("enum", Value::Array(values)) => {
                words.extend(values.iter().map(|it| it.as_str().unwrap().to_owned()))
            }
            ("oneOf", Value::Array(schemas)) => schemas.iter().for_each(|it| words_of(it, words)),
            ("items", schema) => words_of(schema, words),
            _ => {}
        }
    }
}

#[test]
fn what_is_no_path_is_refused() {
    let damage: [(&str, fn(&mut Value)); 7] = [
        ("another format", |it| it["format"] = json!(2)),
        ("an unknown word", |it| it["steps"]["order"] = json!("sometimes")),
        ("a field too many", |it| it["steps"]["steps"][0]["colour"] = json!("blue")),
        ("no title", |it| drop(it.as_object_mut().unwrap().remove("title"))),
        ("a group without steps", |it| {
            drop(it["steps"]["steps"][5].as_object_mut().unwrap().remove("group"))
        }),
        ("two requirements in one", |it| it["steps"]["steps"][3]["after"]["any"] = json!([])),
        ("a percent of 101", |it| it["success"]["score"] = json!(101)),
    ];
    for (what, damage) in damage {
        let mut document = written(Standard::Scorm12);
        damage(&mut document);
        assert!(validate(&document).is_err(), "{what}");
    }
}

#[test]
fn a_course_is_one_package_however_many_steps_are_made_of_it() {
    let made = Publisher::new().publish_path_packages(&path(), Standard::Scorm12).unwrap();
    let file = |id: &str| {
        let steps = made.path().all_steps();
        let step = steps.into_iter().find(|step| step.id.as_str() == id).unwrap();
        step.package.as_ref().map(|package| package.file.clone())
    };
    assert_eq!(file("by-sun").as_deref(), Some("sun-scorm12.zip"));
    assert_eq!(file("by-sun"), file("sun-again"));
    assert_eq!(file("last").as_deref(), Some("tides-last-scorm12.zip"));
    assert_eq!(file("either"), None);
    let names: BTreeSet<_> = made.packages().iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), made.packages().len());
    for step in made.path().all_steps() {
        assert!(step.package.as_ref().is_none_or(|package| names.contains(package.file.as_str())));
    }
}

#[test]
fn a_folder_holds_the_description_and_packages_that_open() {
    let folder = tempfile::tempdir().unwrap();
    let made = Publisher::new().publish_path_packages(&path(), Standard::Scorm12).unwrap();
    made.write_folder(folder.path()).unwrap();
    let text = std::fs::read_to_string(folder.path().join("path.json")).unwrap();
    let read: PathFile = serde_json::from_str(&text).unwrap();
    for package in read.all_steps().into_iter().filter_map(|step| step.package.as_ref()) {
        let opened = Package::open(folder.path().join(&package.file)).unwrap();
        let manifest = opened.file("imsmanifest.xml").unwrap().read().unwrap();
        let identifier = format!("identifier=\"manifest-{}\"", package.identifier);
        assert!(String::from_utf8(manifest).unwrap().contains(&identifier), "{}", package.file);
    }
}

#[test]
fn a_standard_of_questions_has_packages_for_what_asks() {
    let document = written("qti21".parse().unwrap());
    let steps = document["steps"]["steps"].as_array().unwrap();
    assert!(steps[0]["package"].is_object() && steps[1]["package"].is_null());
    assert_eq!(
        steps[0]["package"]["reports"],
        json!({ "completion": false, "success": false, "score": false })
    );
}
