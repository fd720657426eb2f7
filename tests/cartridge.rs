//! Common Cartridges: what is in them, by the rules that their schemas cannot say, and what is said of what they lose.

#![cfg(feature = "source")]

#[path = "cartridge/profile.rs"]
mod profile;

use std::io::Write as _;
use std::process::{Command, Stdio};

use coursewright::model::{Metadata, QuestionBody};
use coursewright::standard::CartridgeVersion;
use coursewright::standard::common_cartridge::qti::{Assessment, Attempts, Profile};
use coursewright::standard::common_cartridge::{Item as Node, Manifest, ResourceKind, Topic, WebLink};
use coursewright::{Answer, Course, Item, Lesson, Module, Package, Question, Standard};

const VERSIONS: [CartridgeVersion; 3] =
    [CartridgeVersion::V1_1, CartridgeVersion::V1_2, CartridgeVersion::V1_3];

fn text(package: &Package, name: &str) -> String {
    let file = package.file(name).unwrap_or_else(|| panic!("{name} is in the package"));
    String::from_utf8(file.read().unwrap()).unwrap()
}

fn manifest(package: &Package) -> Manifest {
    Manifest::read(text(package, "imsmanifest.xml").as_bytes()).unwrap()
}

fn assessment(package: &Package, lesson: &str) -> Assessment {
    Assessment::read(text(package, &format!("assessment-{lesson}/assessment.xml")).as_bytes()).unwrap()
}

fn codes(package: &Package) -> Vec<&'static str> {
    package.findings().iter().map(coursewright::Diagnostic::code).collect()
}

/// Publishes in every version, and holds each cartridge to the profile and to our schemas.
fn publish(course: &Course) -> Vec<Package> {
    VERSIONS
        .iter()
        .map(|&version| {
            let package = course.publish(Standard::CommonCartridge(version)).unwrap();
            hold_to_profile(&package, version);
            package
        })
        .collect()
}

fn hold_to_profile(package: &Package, version: CartridgeVersion) {
    let manifest = manifest(package);
    assert_eq!(manifest.version, version);
    profile::check_manifest(&manifest, package);
    for resource in &manifest.resources {
        let document = || text(package, &resource.files[0]);
        let schema = match resource.kind {
            ResourceKind::Assessment => {
                profile::check_assessment(&Assessment::read(document().as_bytes()).unwrap());
                "qtiasi.xsd"
            }
            ResourceKind::DiscussionTopic => {
                assert_eq!(Topic::read(document().as_bytes()).unwrap().version, version);
                "imsdt.xsd"
            }
            ResourceKind::WebLink => {
                assert_eq!(WebLink::read(document().as_bytes()).unwrap().version, version);
                "imswl.xsd"
            }
            _ => continue,
        };
        validate(&document(), version, schema);
    }
    validate(&text(package, "imsmanifest.xml"), version, "imscp.xsd");
}

/// By xmllint, where it is installed.
fn validate(document: &str, version: CartridgeVersion, schema: &str) {
    let folder = match version {
        CartridgeVersion::V1_1 => "cc11",
        CartridgeVersion::V1_2 => "cc12",
        _ => "cc13",
    };
    let schema = format!("{}/schemas/{folder}/{schema}", env!("CARGO_MANIFEST_DIR"));
    let started = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema", &schema, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut xmllint) = started else {
        assert!(std::env::var_os("CI").is_none(), "install libxml2-utils");
        return;
    };
    xmllint.stdin.take().unwrap().write_all(document.as_bytes()).unwrap();
    let output = xmllint.wait_with_output().unwrap();
    assert!(output.status.success(), "{}\n{document}", String::from_utf8_lossy(&output.stderr));
}

fn every_kind() -> Course {
    Course::builder("tides", "How tides work & why")
        .mastery_score(80)
        .metadata(Metadata::new().description("Moon, sun and sea.").author("Marsh, Ada"))
        .objective("pull", "Say what pulls the sea")
        .media_bytes("media/moon.svg", *b"<svg xmlns='http://www.w3.org/2000/svg'/>")
        .lesson(Lesson::builder("moon", "The moon pulls").markdown("Twice a day."))
        .module(
            Module::builder("practice", "In practice").lesson(
                Lesson::builder("harbour", "In the harbour")
                    .markdown("Read the [table](media/moon.svg).")
                    .question(
                        Question::choice("why", "What *pulls*? See [the moon](media/moon.svg).")
                            .answer(Answer::incorrect("The wind").feedback("It pushes."))
                            .answer(Answer::correct("The moon & the sun").feedback("Yes."))
                            .incorrect("The ships")
                            .attempts(2),
                    )
                    .question(
                        Question::multiple_response("which", "Which are tides?")
                            .answer(Answer::correct("Spring tide").feedback("At new moon."))
                            .answer(Answer::incorrect("Ebb card").feedback("A word for nothing."))
                            .correct("Neap tide")
                            .attempts(2)
                            .weight(2.0),
                    )
                    .question(Question::true_false("dry", "Water is dry.", false).attempts(2))
                    .question(
                        Question::fill_in("name", "High water is also called ____.")
                            .answer(Answer::correct("flood").feedback("Or flood tide."))
                            .correct("flood tide")
                            .incorrect("ebb")
                            .case_sensitive()
                            .attempts(2),
                    ),
            ),
        )
        .build()
        .unwrap()
}

#[test]
fn a_lesson_is_a_page_and_its_questions_an_assessment_beside_it() {
    for package in publish(&every_kind()) {
        let manifest = manifest(&package);
        assert_eq!(manifest.metadata.title, "How tides work & why");
        assert_eq!(manifest.metadata.authors, ["Marsh, Ada"]);
        assert_eq!(manifest.metadata.objectives, ["Say what pulls the sea"]);
        let items = manifest.organization.unwrap().items;
        let titles = |items: &[Node]| items.iter().map(|item| item.title.clone()).collect::<Vec<_>>();
        assert_eq!(titles(&items), ["The moon pulls", "In practice"]);
        assert_eq!(titles(&items[1].items), ["In the harbour", "In the harbour: questions"]);
        let page = text(&package, "lessons/harbour.html");
        assert!(page.contains("../media/moon.svg") && !page.contains("<script"), "{page}");
        assert!(!page.contains("The ships"), "the page shows a question:\n{page}");
    }
}

#[test]
fn questions_are_those_of_the_profile() {
    let package = &publish(&every_kind())[0];
    let assessment = assessment(package, "harbour");
    assert_eq!(assessment.attempts, Some(Attempts::Times(2)));
    let points: Vec<_> = assessment.items.iter().map(|item| (item.profile, item.weight)).collect();
    assert_eq!(
        points,
        [
            (Profile::MultipleChoice, Some(1)),
            (Profile::MultipleResponse, Some(2)),
            (Profile::TrueFalse, Some(1)),
            (Profile::FillIn, Some(1)),
        ]
    );
    let prompt = &assessment.items[0].prompt.as_ref().unwrap().text;
    assert!(prompt.contains("\"$IMS-CC-FILEBASE$../media/moon.svg\""), "{prompt}");
    insta::assert_snapshot!("cartridge-assessment", text(package, "assessment-harbour/assessment.xml"));
}

#[test]
fn a_long_answer_is_an_essay_with_its_sample_as_the_solution() {
    let with = |sample: Option<&str>| {
        let sample = sample.map(str::to_owned);
        Question::new(QuestionBody::LongAnswer { max: 300, sample }, "log", "What did you *see*?").weight(3.0)
    };
    for (sample, feedback) in [(None, 0), (Some("Wind **west**."), 1)] {
        let lesson = Lesson::builder("harbour", "Harbour").heading("H").question(with(sample));
        let lesson = lesson.question(Question::true_false("wet", "Water is wet.", true).weight(2.0));
        let course = Course::builder("c", "C").language("en").lesson(lesson).build().unwrap();
        for package in publish(&course) {
            let items = assessment(&package, "harbour").items;
            assert_eq!((items[0].profile, items[0].weight, items[1].weight), (Profile::Essay, None, Some(2)));
            assert_eq!((items[0].feedback.len(), items[0].conditions.len()), (feedback, feedback));
        }
    }
}

#[test]
fn what_is_awkward_elsewhere_is_right_in_a_cartridge() {
    let special = "<&>\"' ]]> – ß ".repeat(72);
    let long = special.trim();
    assert!(long.chars().count() > 1000);
    let question = || Question::true_false("q", long, true);
    for (title, language) in
        [(long, "en"), ("كيف يعمل المد والجزر؟", "ar"), ("潮の満ち引き", "ja"), ("𝕋𝕚𝕕𝕖𝕤", "en")]
    {
        for mastery in [0, 100] {
            let course = Course::builder("c", title)
                .language(language)
                .mastery_score(mastery)
                .lesson(Lesson::builder("one", title).markdown("Text.").question(question()))
                .build()
                .unwrap();
            for package in publish(&course) {
                let manifest = manifest(&package);
                assert_eq!(
                    (manifest.metadata.title.as_str(), manifest.metadata.language.as_str()),
                    (title, language)
                );
                assert_eq!(manifest.organization.unwrap().items[0].title, title);
                let said = package.findings().iter().find(|finding| finding.code() == "CW545").unwrap();
                assert!(said.message.contains(&format!("{mastery} %")), "{said}");
            }
        }
    }
}

#[test]
fn a_course_has_as_many_lessons_as_it_likes_and_needs_no_question() {
    let lessons =
        (1..=300).map(|n| Lesson::builder(format!("l{n}"), format!("Lesson {n}")).markdown("Text."));
    let course =
        lessons.fold(Course::builder("c", "C"), |course, lesson| course.lesson(lesson)).build().unwrap();
    for package in publish(&course) {
        let manifest = manifest(&package);
        assert_eq!(manifest.organization.unwrap().items.len(), 300);
        assert!(manifest.resources.iter().all(|resource| resource.kind == ResourceKind::WebContent));
        assert!(package.findings().is_empty(), "{:?}", package.findings());
    }
}

fn built(version: CartridgeVersion) -> Package {
    Package::builder(Standard::CommonCartridge(version))
        .identifier("week-one")
        .title("Week one")
        .language("en")
        .file("read me.html", *b"<!DOCTYPE html><title>Read</title>")
        .file("more.html", *b"<!DOCTYPE html><title>More</title>")
        .file("media/a b.svg", *b"<svg/>")
        .item(Item::asset("read", "Read", "read me.html"))
        .item(Item::asset("more", "More", "more.html"))
        .item(
            Item::group("talk", "Talk")
                .item(Item::link("live", "Live session", "https://meet.example.org/?a=1&b=2"))
                .item(Item::discussion("why", "Why?", "<p>See <img src=\"media/a%20b.svg\" alt=\"\">.</p>")),
        )
        .build()
        .unwrap()
}

#[test]
fn links_and_discussions_are_documents_of_their_own() {
    for version in VERSIONS {
        let package = built(version);
        hold_to_profile(&package, version);
        let link = WebLink::read(text(&package, "link-live/link.xml").as_bytes()).unwrap();
        assert_eq!(
            (link.title.as_str(), link.url.as_str()),
            ("Live session", "https://meet.example.org/?a=1&b=2")
        );
        let topic = Topic::read(text(&package, "topic-why/topic.xml").as_bytes()).unwrap();
        assert_eq!(topic.text.text, "<p>See <img src=\"$IMS-CC-FILEBASE$../media/a%20b.svg\" alt=\"\">.</p>");
        let manifest = manifest(&package);
        let resource =
            |id: &str| manifest.resources.iter().find(|resource| resource.identifier == id).unwrap();
        assert_eq!(resource("res-why").dependencies, ["shared-files"]);
        assert!(resource("res-live").dependencies.is_empty());
        assert_eq!(codes(&package), ["CW406", "CW406"], "spaces in names");
    }
    let package = built(CartridgeVersion::V1_3);
    insta::assert_snapshot!("cartridge-manifest", text(&package, "imsmanifest.xml"));
    insta::assert_snapshot!("cartridge-link", text(&package, "link-live/link.xml"));
    insta::assert_snapshot!("cartridge-topic", text(&package, "topic-why/topic.xml"));
}

#[test]
fn what_a_cartridge_loses_is_said() {
    let standard = Standard::CommonCartridge(CartridgeVersion::V1_1);
    let package = Package::builder(standard)
        .identifier("game")
        .title("Game")
        .language("en")
        .metadata(Metadata::new().version("1.2").minutes(20))
        .file("index.html", *b"<!DOCTYPE html><title>Game</title>")
        .item(
            Item::sco("game", "Game", "index.html")
                .mastery_score(75)
                .parameters("?level=2")
                .launch_data("seed=7")
                .hidden(),
        )
        .build()
        .unwrap();
    hold_to_profile(&package, CartridgeVersion::V1_1);
    let said: Vec<_> =
        package.findings().iter().map(|finding| (finding.code(), finding.message.as_str())).collect();
    assert_eq!(
        said,
        [
            (
                "CW545",
                "the cartridge does not carry the pass mark of 75 %, the version and the learning time"
            ),
            ("CW549", "the page finds no LMS to talk to"),
            ("CW549", "the parameters are left out"),
            ("CW549", "the launch data are left out"),
            ("CW549", "the item is hidden, and will be shown"),
        ]
    );
}

fn course_of(questions: impl IntoIterator<Item = Question>) -> Course {
    let lesson = questions.into_iter().fold(Lesson::builder("one", "One"), |lesson, q| lesson.question(q));
    Course::builder("c", "C").lesson(lesson).build().unwrap()
}

#[test]
fn attempts_are_those_of_the_most_generous_question() {
    let question = |id: &str, attempts| Question::true_false(id, format!("{id}?"), true).attempts(attempts);
    for (each, chosen, is_said) in [
        (vec![1, 1], Attempts::Times(1), true),
        (vec![5], Attempts::Times(5), true),
        (vec![1, 3], Attempts::Times(3), false),
        (vec![6], Attempts::Unlimited, false),
        (vec![0, 0], Attempts::Unlimited, true),
        (vec![0, 2], Attempts::Unlimited, false),
    ] {
        let questions = each.iter().enumerate().map(|(index, &n)| question(&format!("q{index}"), n));
        for package in publish(&course_of(questions)) {
            assert_eq!(assessment(&package, "one").attempts, Some(chosen), "{each:?}");
            assert_eq!(!codes(&package).contains(&"CW546"), is_said, "{each:?}");
        }
    }
}

#[test]
fn weights_are_points_and_rounding_is_said() {
    let question = |id: &str, weight| Question::true_false(id, format!("{id}?"), true).weight(weight);
    let exact = publish(&course_of([question("a", 0.5), question("b", 0.75)]));
    let points = |package| {
        assessment(package, "one").items.iter().map(|item| item.weight.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(points(&exact[0]), [2, 3]);
    assert!(!codes(&exact[0]).contains(&"CW547"));
    let rounded = publish(&course_of([question("a", 1.0), question("b", 100.0)]));
    assert_eq!(points(&rounded[0]), [1, 99]);
    assert!(codes(&rounded[0]).contains(&"CW547"));
}

#[test]
fn questions_that_change_are_said() {
    let of_two = Question::choice("two", "This or that?").correct("This").incorrect("That");
    let typed = Question::fill_in("typed", "Opposite of low?")
        .correct("high")
        .answer(Answer::incorrect("deep").feedback("Deep is low."));
    let package =
        course_of([of_two, typed]).publish(Standard::CommonCartridge(CartridgeVersion::V1_3)).unwrap();
    let said: Vec<_> = package
        .findings()
        .iter()
        .filter(|finding| finding.code() == "CW548")
        .map(|finding| finding.subject.as_str())
        .collect();
    assert_eq!(said, ["question `two`", "question `typed`"]);
    let document = text(&package, "assessment-one/assessment.xml");
    assert!(!document.to_lowercase().contains("deep"), "importers would accept it:\n{document}");
}

#[test]
fn a_file_where_the_cartridge_has_its_documents_is_refused() {
    let refused = Package::builder(Standard::CommonCartridge(CartridgeVersion::V1_3))
        .identifier("c")
        .title("C")
        .language("en")
        .file("link-live/notes.txt", *b"")
        .item(Item::link("live", "Live", "https://example.org/"))
        .build();
    let findings = refused.unwrap_err();
    assert!(findings.findings().unwrap().iter().any(|finding| finding.code() == "CW509"));
}

#[cfg(feature = "time-zones")]
#[test]
fn discussions_and_meetings_stand_beside_their_lesson() {
    let lesson = |id: &str, blocks: &str| Lesson::builder(id, id).markdown(format!("Read this.\n\n{blocks}"));
    let discussion = "::: discussion talks title=\"Hard talks\"\nWhat **helped** you? See [the other lesson](talks.md).\n:::\n";
    let meeting = |id: &str, url: &str| {
        format!(
            "::: live-session {id} title=\"Meet\" start=\"2027-03-01 10:00\" zone=Europe/Berlin minutes=60{url}\n:::\n"
        )
    };
    let blocks = [
        "::: choice q\nWhich?\n\n- [x] This\n- [ ] That\n- [ ] None\n:::\n\n::: continue\n:::\n\n",
        discussion,
        &meeting("online", " url=https://meet.example.com/x?a=1&b=2 code=TIDE"),
        &meeting("room", ""),
    ];
    let course = Course::builder("c", "C")
        .lesson(lesson("trust", &blocks.join("\n")))
        .lesson(lesson("talks", ""))
        .lesson(
            Lesson::builder("circle", "Circle").markdown("::: discussion open title=Open\nAnything.\n:::\n"),
        )
        .build()
        .unwrap();
    for package in publish(&course) {
        let manifest = manifest(&package);
        let items: Vec<_> =
            manifest.organization.unwrap().items.into_iter().map(|item| item.identifier).collect();
        // A block may have the identifier of a lesson; items may not share one.
        assert_eq!(
            items,
            ["item-trust", "item-talks-2", "item-online", "test-trust", "item-talks", "item-open"]
        );
        let topic = Topic::read(text(&package, "topic-talks-2/topic.xml").as_bytes()).unwrap();
        assert_eq!(topic.title, "Hard talks");
        assert!(topic.text.text.contains("<strong>helped</strong>"), "{}", topic.text.text);
        let link = WebLink::read(text(&package, "link-online/link.xml").as_bytes()).unwrap();
        assert_eq!(link.url, "https://meet.example.com/x?a=1&b=2");
        let page = text(&package, "lessons/trust.html");
        assert!(
            page.contains("2027-03-01 10:00 (Europe/Berlin, UTC+01:00)") && !page.contains("Hard talks"),
            "{page}"
        );
        assert!(package.file("media/online.ics").is_some() && package.file("media/room.ics").is_some());
        assert!(package.file("lessons/circle.html").is_none());
    }
}
