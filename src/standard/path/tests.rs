//! What becomes of a small path in each standard.

mod losses;

use serde_json::{Value, json};

use crate::model::path::{LearningPath, Order, Remediation, Step};
use crate::model::{
    Bank, Brand, Certificate, Course, HtmlTrust, Lesson, LessonBuilder, LiveSession, Question,
};
use crate::package::Package;
use crate::standard::tests::described;
use crate::standard::{Edition, Layout, Publisher, Standard, aicc, scorm12, scorm2004};

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
            let described = described(&published(standard, layout));
            // A website is its pages and nothing else.
            if !described.is_empty() {
                insta::assert_snapshot!(format!("{standard}-{name}"), described);
            }
        }
    }
}

fn manifest(package: &Package) -> scorm2004::Manifest {
    scorm2004::Manifest::read(&package.file("imsmanifest.xml").unwrap().read().unwrap()).unwrap()
}

/// What an LMS reads from the manifest is what the path was compiled to, under the manifest's names, with the objectives of the
/// courses beside the path's own.
#[test]
fn the_manifest_says_what_the_path_was_compiled_to() {
    for edition in [Edition::Second, Edition::Third, Edition::Fourth] {
        let read = manifest(&published(Standard::Scorm2004(edition), Layout::ScoPerLesson));
        let read = read.activity_tree(None).unwrap();
        let compiled = path().route().activity_tree("tides", edition).unwrap();
        assert_eq!(read.len(), compiled.len());
        for (read, compiled) in read.iter().zip(compiled.iter()) {
            let mut expected = compiled.clone();
            expected.id = read.id.replacen("item-", "", 1).replacen("org-", "", 1);
            assert_eq!(expected.id, compiled.id);
            let objectives = &mut expected.sequencing.objectives.others;
            let own = read.sequencing.objectives.others.iter().filter(|it| it.id.as_deref() == Some("aim"));
            objectives.extend(own.cloned());
            expected.id.clone_from(&read.id);
            assert_eq!(*read, expected, "{edition:?}");
        }
    }
}

/// The configuration that the page of a step carries.
fn step_of(package: &Package, page: &str) -> Value {
    let page = String::from_utf8(package.file(page).unwrap().read().unwrap()).unwrap();
    let (_, config) = page.split_once("id=\"cw-config\">").unwrap();
    let config: Value = serde_json::from_str(config.split_once("</script>").unwrap().0).unwrap();
    config["step"].clone()
}

#[test]
fn the_page_of_a_step_knows_what_it_tells() {
    let fourth = published(Standard::Scorm2004(Edition::Fourth), Layout::ScoPerLesson);
    let first = step_of(&fourth, "steps/first/index.html");
    assert_eq!((&first["id"], &first["item"]), (&json!("first-1"), &json!("item-first-1")));
    assert_eq!(first["done"], json!("passed"));
    let facts = first["facts"].as_array().unwrap();
    assert!(facts.contains(&json!({ "objective": "fact.failed", "fact": "failed" })), "{facts:?}");
    assert_eq!(step_of(&fourth, "steps/first/try-2.html")["id"], json!("first-2"));
    assert_eq!(step_of(&fourth, "steps/by-sun/index.html")["timeLimit"], json!(20));
    assert!(step_of(&fourth, "steps/by-wind/index.html")["attempts"].is_null());

    let first_of_12 = published(Standard::Scorm12, Layout::ScoPerLesson);
    let wind = step_of(&first_of_12, "steps/by-wind/index.html");
    assert_eq!((&wind["attempts"], &wind["facts"]), (&json!(3), &json!([])));

    let whole = published(Standard::Scorm12, Layout::SingleSco);
    let first = step_of(&whole, "steps/first/index.html");
    assert_eq!(first, json!({ "id": "first", "done": "passed", "facts": [] }));
}

#[test]
fn every_objective_that_a_step_tells_of_is_one_of_its_item() {
    let package = published(Standard::Scorm2004(Edition::Third), Layout::ScoPerLesson);
    let manifest = manifest(&package);
    let tree = manifest.activity_tree(None).unwrap();
    let mut told = 0;
    for resource in manifest.resources.iter().filter_map(|resource| resource.href.as_ref()) {
        let step = step_of(&package, resource);
        let activity = tree.get(step["item"].as_str().unwrap()).unwrap();
        let objectives = &activity.sequencing.objectives.others;
        for fact in step["facts"].as_array().unwrap() {
            told += 1;
            assert!(objectives.iter().any(|it| it.id.as_deref() == fact["objective"].as_str()), "{step}");
        }
    }
    assert!(told > 4);
}

fn codes(package: &Package) -> Vec<&'static str> {
    let mut codes: Vec<_> = package.findings().iter().map(|finding| finding.code()).collect();
    codes.dedup();
    codes
}

#[test]
fn prerequisites_name_items_and_units() {
    let package = published(Standard::Scorm12, Layout::ScoPerLesson);
    let document = package.file("imsmanifest.xml").unwrap().read().unwrap();
    let manifest = scorm12::Manifest::read(&document).unwrap();
    let tries = &manifest.organizations[0].items[0].items;
    assert_eq!(tries[0].data.prerequisites, None);
    assert_eq!(tries[1].data.prerequisites.as_deref(), Some("item-first-1=\"failed\""));

    let package = published(Standard::Aicc, Layout::ScoPerLesson);
    let of = |name: &str| (name.to_owned(), package.file(name).unwrap().read().unwrap());
    let files: Vec<_> =
        ["tides.crs", "tides.au", "tides.des", "tides.cst", "tides.pre"].map(of).into_iter().collect();
    let files = aicc::CourseFiles::read(&files).unwrap();
    let second = files.prerequisites.iter().find(|it| it.element == "A2").unwrap();
    // A quotation mark would end the field.
    assert_eq!(second.script, "A1='failed'");
}

#[test]
fn what_has_to_be_remembered_has_to_fit() {
    let long = |id: &str, answers: u16| {
        let question = |number| Question::long_answer(format!("q{number}"), "Why?");
        let lesson =
            (0..answers).map(question).fold(Lesson::builder("words", "Words"), LessonBuilder::question);
        Course::builder(id, id).lesson(lesson).build().unwrap()
    };
    let of = |answers| {
        let (one, two) = (long("one", answers), long("two", answers));
        let path =
            LearningPath::builder("p", "P").step(Step::course("s", &one)).step(Step::course("t", &two));
        path.build().unwrap().publish(Standard::Scorm12)
    };
    // A text of 300 characters takes up to 4,810 bits, which are 802 characters.
    assert!(!codes(&of(1).unwrap()).contains(&"CW573"));
    assert!(codes(&of(4).unwrap()).contains(&"CW573"));
    let error = of(6).unwrap_err();
    assert!(error.findings().unwrap().iter().any(|finding| finding.code() == "CW515"), "{error}");
}

#[test]
fn what_the_page_of_a_path_shows_is_looked_at_too() {
    let logo = *b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let path = LearningPath::builder("path", "A path")
        .certificate(Certificate::new().logo("logo.svg"))
        .media_bytes("logo.svg", logo)
        .step(Step::link("read", "Read", "https://example.org/read"))
        .build()
        .unwrap();
    assert!(Publisher::new().publish_path(&path, Standard::Web).is_ok());
    let error = Publisher::new().untrusted().publish_path(&path, Standard::Web).unwrap_err();
    assert!(error.findings().unwrap().iter().any(|finding| finding.code() == "CW523"), "{error}");
}

#[test]
fn what_the_path_tells_goes_by_names_that_no_course_has() {
    let names = ["score", "fact-done", "fact-passed", "need-first-done", "path-score"];
    let question = Question::true_false("q", "Is it so?", true);
    let lesson = Lesson::builder("words", "Words").question(question);
    let course =
        names.iter().fold(Course::builder("moon", "The moon"), |it, name| it.objective(*name, *name));
    let course = course.mastery_score(80).lesson(lesson).build().unwrap();
    let path = LearningPath::builder("tides", "Tides")
        .step(Step::course("first", &course))
        .step(Step::course("then", &course).after_passing("first"))
        .build()
        .unwrap();
    let publisher = Publisher::new().layout(Layout::ScoPerLesson);
    let package = publisher.publish_path(&path, Standard::Scorm2004(Edition::Fourth)).unwrap();
    let tree = manifest(&package).activity_tree(None).unwrap();
    for step in ["item-first", "item-then"] {
        let objectives = &tree.get(step).unwrap().sequencing.objectives;
        assert!(objectives.primary.id.as_deref().is_none_or(|id| !names.contains(&id)));
        for name in names {
            let own: Vec<_> = objectives.others.iter().filter(|it| it.id.as_deref() == Some(name)).collect();
            assert!(own.len() == 1 && own[0].maps.is_empty(), "{step} {name}: {own:?}");
        }
    }
}

#[test]
fn a_publisher_takes_the_courses_of_a_path_as_it_takes_courses() {
    let mut path = path();
    path.courses[0].html = HtmlTrust::Trusted;
    let publisher = Publisher::new().brand(Brand::new().colour("accent", "#0f4c81")).untrusted();
    let taken = publisher.path_as_taken(&path);
    assert_eq!(taken.brand, Brand::new().colour("accent", "#0f4c81"));
    for (course, own) in taken.courses.iter().zip(&path.courses) {
        assert_eq!(course, &*publisher.taken(own));
        assert_eq!(course.html, HtmlTrust::Sanitised);
    }
    let as_it_is = Publisher::new();
    assert!(matches!(as_it_is.path_as_taken(&path), std::borrow::Cow::Borrowed(_)));
}

#[test]
fn the_website_of_a_path_says_what_is_in_it() {
    let package = path().publish(Standard::Web).unwrap();
    let page = |name: &str| String::from_utf8(package.file(name).unwrap().read().unwrap()).unwrap();
    let front = page("index.html");
    let (_, data) = front.split_once("<script type=\"application/ld+json\">").unwrap();
    let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(data["name"], "How tides work");
    assert_eq!(data["hasPart"].as_array().unwrap().len(), 3);
    assert_eq!(data["syllabusSections"].as_array().unwrap().len(), 4);
    // The page of a step is a part of it, and no course that stands alone.
    assert!(!page("steps/first/index.html").contains("ld+json"));
}
