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
        .step(Step::assignment(task).title("Watch it").optional().due_after_days(14))
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

/// What the folder holds beside the packages is what the description says, and nothing of a path stays without its package.
#[cfg(feature = "source")]
#[test]
fn every_path_of_the_fixtures_is_described_with_the_packages_that_there_are() {
    for path in fixtures() {
        // One standard of each kind: with a player, with pages, with questions alone.
        for standard in ["scorm12", "cc13", "qti30"].map(|name| name.parse::<Standard>().unwrap()) {
            let made = Publisher::new().publish_path_packages(&path, standard).unwrap();
            let document: Value = serde_json::from_str(&made.path().write()).unwrap();
            validate(&document).unwrap_or_else(|error| panic!("{} {standard}: {error}", path.id));
            let described: BTreeSet<_> = made
                .path()
                .all_steps()
                .into_iter()
                .filter_map(|step| Some(step.package.as_ref()?.file.clone()))
                .collect();
            let written: BTreeSet<_> = made.packages().iter().map(|(name, _)| name.clone()).collect();
            assert_eq!(described, written, "{} {standard}", path.id);
            for step in path.all_steps() {
                let carried = path.course_of(step).is_some_and(|course| standard.is_for(&course));
                let file = made.path().all_steps().into_iter().find(|it| it.id == step.id).unwrap();
                assert_eq!(file.package.is_some(), carried, "{} {standard} {}", path.id, step.id);
            }
        }
    }
}

/// One path for each pattern, and one that has them all.
#[cfg(feature = "source")]
fn fixtures() -> Vec<LearningPath> {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let inside = std::fs::read_dir(fixtures.join("paths")).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = inside.filter(|folder| LearningPath::is_in(folder)).collect();
    folders.sort();
    folders.push(fixtures.join("courses"));
    folders.iter().map(|folder| LearningPath::from_folder(folder).unwrap()).collect()
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
    type Damage = (&'static str, fn(&mut Value));
    let damage: [Damage; 7] = [
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

/// Identifiers of the packages that the steps have, and the titles under which their manifests stand.
fn packages_of(path: &LearningPath) -> Vec<(String, String, String)> {
    let made = Publisher::new().publish_path_packages(path, Standard::Scorm12).unwrap();
    let names: BTreeSet<_> = made.packages().iter().map(|(name, _)| name.to_lowercase()).collect();
    assert_eq!(names.len(), made.packages().len(), "{names:?}");
    let identifiers = made.path().all_steps().into_iter().filter_map(|step| step.package.as_ref());
    let pairs: BTreeSet<_> = identifiers.map(|it| (it.identifier.clone(), it.file.clone())).collect();
    assert_eq!(pairs.len(), names.len());
    let steps = made.path().all_steps().into_iter();
    steps
        .map(|step| {
            let it = step.package.as_ref().unwrap();
            let (_, package) = made.packages().iter().find(|(name, _)| *name == it.file).unwrap();
            let manifest = package.file("imsmanifest.xml").unwrap().read().unwrap();
            let manifest = String::from_utf8(manifest).unwrap();
            let title = manifest.split_once("<title>").unwrap().1.split('<').next().unwrap();
            (step.id.to_string(), it.identifier.to_string(), title.to_owned())
        })
        .collect()
}

#[test]
fn no_package_takes_the_place_of_another() {
    // The path and its step together are called as a course is, and so are two others with a number.
    let (course_of_name, with_number) = (course("sea-moon"), course("sea-moon-2"));
    let path = LearningPath::builder("sea", "The sea")
        .step(Step::course("moon", &course_of_name).pass_mark(50))
        .step(Step::course("as-it-is", &course_of_name))
        .step(Step::course("numbered", &with_number))
        .build()
        .unwrap();
    let made = packages_of(&path);
    let identifiers: Vec<_> = made.iter().map(|(_, identifier, _)| identifier.as_str()).collect();
    assert_eq!(identifiers, ["sea-moon-3", "sea-moon", "sea-moon-2"]);
}

#[test]
fn identifiers_that_would_be_too_long_stay_apart() {
    let (moon, long) = (course("moon"), "l".repeat(60));
    let step = |id: String, mark: i32| Step::course(id, &moon).pass_mark(mark);
    let path = LearningPath::builder(long.as_str(), "Long")
        .step(step(format!("{}-a", "s".repeat(60)), 10))
        .step(step(format!("{}-b", "s".repeat(60)), 20))
        .build()
        .unwrap();
    for (_, identifier, _) in packages_of(&path) {
        assert!(identifier.len() <= 64 && identifier.starts_with("lll"), "{identifier}");
    }
}

#[test]
fn a_course_that_two_steps_call_otherwise_is_one_package_with_its_own_title() {
    let moon = course("moon");
    let path = LearningPath::builder("sea", "The sea")
        .step(Step::course("first", &moon).title("To begin with"))
        .step(Step::course("again", &moon).title("Once more"))
        .build()
        .unwrap();
    let own = |step: &str| (step.to_owned(), "moon".to_owned(), "About moon".to_owned());
    assert_eq!(packages_of(&path), [own("first"), own("again")]);
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
