//! Questions of pairs, orders, places, numbers, steps and long texts as question packages and cartridges.

#![cfg(all(feature = "source", feature = "sanitise"))]

use std::process::Command;

use coursewright::model::{
    Label, NumericAnswer, Picture, QuestionBody, Rectangle, Region, Scene, SortingGroup, Step,
};
use coursewright::standard::qti::{AssessmentItem, AssessmentTest, Interaction, Scoring};
use coursewright::standard::{CartridgeVersion, QtiVersion, common_cartridge};
use coursewright::{Answer, Course, Lesson, Package, Question, Standard};

const VERSIONS: [(QtiVersion, &str); 2] = [(QtiVersion::V2_1, "qti21"), (QtiVersion::V3_0, "qti30")];
const HARBOUR: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"200\"/>";

fn area(left: f64, top: f64, width: f64, height: f64) -> Rectangle {
    Rectangle { left, top, width, height }
}

fn questions() -> Vec<Question> {
    let lamps = Question::matching("lamps", "Which *side*?", [("Red", "Port"), ("Green", "Starboard")]);
    let mut lamps = lamps.partial_credit().weight(2.0);
    if let QuestionBody::Matching { distractors, .. } = &mut lamps.body {
        distractors.push("Stern & bow".to_owned());
    }
    let casting = ["Start the engine", "Let go aft", "Let go forward"];
    let mut crates = Question::sorting(
        "crates",
        "Where to?\n\n- ashore\n- on board",
        [SortingGroup::new("Ashore", ["Fish", "Nets"]), SortingGroup::new("On board", ["Ice"])],
    )
    .partial_credit();
    if let QuestionBody::Sorting { strangers, .. } = &mut crates.body {
        strangers.push("A gull".to_owned());
    }
    let harbour = || Picture::new("media/harbour.svg", "A harbour <from above>");
    let label = |text: &str, zone| Label { text: text.to_owned(), zone };
    let region = |text: &str, left, correct, feedback: Option<&str>| Region {
        text: text.to_owned(),
        area: area(left, 10.0, 12.5, 33.3),
        correct,
        feedback: feedback.map(str::to_owned),
    };
    let gaps = Question::fill_in("gaps", "High water is ____ hours after low water, about ____ times a day.")
        .correct("six")
        .answer(Answer::correct("6"))
        .next_gap()
        .correct("two")
        .answer(Answer::incorrect("four").feedback("Twice too many."));
    let mut range = Question::numeric(
        "range",
        "How high is the tide?",
        [NumericAnswer::correct(3.2, 0.3), NumericAnswer::incorrect(1.6, 0.0, "That is *half* of it.")],
    );
    if let QuestionBody::Numeric { unit, .. } = &mut range.body {
        *unit = Some("m & more".to_owned());
    }
    let step = |title: &str, actions: Vec<Answer>| Step { title: title.to_owned(), actions };
    let rescue = Question::performance(
        "rescue",
        "A man is over board.",
        [
            step(
                "First",
                vec![Answer::correct("Shout"), Answer::incorrect("Jump").feedback("Then there are two.")],
            ),
            step("Then", vec![Answer::incorrect("Wait"), Answer::correct("Throw a ring")]),
        ],
    );
    let mut log = Question::long_answer("log", "What did you see?\n\nWrite it as for the log.");
    if let QuestionBody::LongAnswer { max, sample } = &mut log.body {
        (*max, *sample) = (1000, Some("Wind *west*, four.".to_owned()));
    }
    let mut pump = Question::multiple_response("pump", "What helps?").correct("A pump").correct("A bucket");
    pump = pump.incorrect("A song").partial_credit().shuffled().hint("Think of water.");
    pump.feedback.partly = Some("Not all of it.".to_owned());
    pump.feedback.correct = Some("Dry.".to_owned());
    vec![
        lamps,
        Question::ordering("casting", "Cast off.", casting).partial_credit().attempts(0),
        Question::ordering("mooring", "And back.", casting),
        crates,
        Question::drag_and_drop(
            "map",
            "Where is what?",
            harbour(),
            [
                label("The **pier**", Some(area(0.0, 50.0, 25.0, 50.0))),
                label("The light", Some(area(90.0, 0.0, 10.0, 10.0))),
                label("The airport", None),
            ],
        )
        .partial_credit(),
        Question::hotspot(
            "danger",
            "Where must nobody swim?",
            harbour(),
            [
                region("The fairway", 10.0, true, Some("Ships cannot stop.")),
                region("The beach", 70.0, false, None),
            ],
        ),
        gaps,
        range,
        rescue,
        log,
        Question::likert("trust", "I trust my crew.", ["Never", "At times", "Always"]),
        pump,
    ]
}

fn course() -> Course {
    let calm = Scene { score: Some(100.0), ..scene("calm", "Calm") };
    let scenario = coursewright::model::Scenario {
        id: "storm".into(),
        weight: 1.0,
        objectives: Vec::new(),
        scenes: vec![
            Scene {
                choices: vec![coursewright::model::SceneChoice {
                    text: "Turn".to_owned(),
                    to: "calm".into(),
                    consequence: None,
                }],
                ..scene("start", "Wind")
            },
            calm,
        ],
    };
    let lesson =
        questions().into_iter().fold(Lesson::builder("sea", "At sea"), |lesson, it| lesson.question(it));
    Course::builder("harbour", "The harbour")
        .language("en")
        .media_bytes("media/harbour.svg", HARBOUR)
        .lesson(lesson.block(coursewright::model::Block::Scenario(scenario)))
        .build()
        .unwrap()
}

fn scene(id: &str, title: &str) -> Scene {
    Scene { id: id.into(), title: title.to_owned(), blocks: Vec::new(), choices: Vec::new(), score: None }
}

fn text(package: &Package, name: &str) -> String {
    let file = package.file(name).unwrap_or_else(|| panic!("{name} is in the package"));
    String::from_utf8(file.read().unwrap()).unwrap()
}

fn item(package: &Package, version: QtiVersion, id: &str) -> AssessmentItem {
    AssessmentItem::read(text(package, &format!("items/item-{id}.xml")).as_bytes(), version).unwrap()
}

fn found(package: &Package) -> Vec<String> {
    let tell = |finding: &coursewright::Diagnostic| format!("{} {}", finding.code(), finding.subject.clone());
    package.findings().iter().map(tell).collect()
}

#[test]
fn every_arranged_question_as_documents() {
    for (version, name) in VERSIONS {
        let package = course().publish(Standard::Qti(version)).unwrap();
        let items = package.files().iter().filter(|file| file.name().starts_with("items/"));
        let all: String =
            items.map(|file| format!("==== {}\n{}\n", file.name(), text(&package, file.name()))).collect();
        insta::assert_snapshot!(format!("arranged-{name}"), all);
    }
}

#[test]
fn an_item_says_what_the_question_says() {
    for (version, _) in VERSIONS {
        let package = course().publish(Standard::Qti(version)).unwrap();
        let of = |id: &str| item(&package, version, id);
        let lamps = of("lamps");
        let Interaction::Match { stems, targets, correct, .. } = &lamps.interaction else {
            panic!("{lamps:?}")
        };
        assert_eq!((stems.len(), targets.len(), correct.len(), lamps.scoring), (2, 3, 2, Scoring::Each));
        let crates = of("crates");
        let Interaction::Match { stems, correct, .. } = &crates.interaction else { panic!("{crates:?}") };
        assert_eq!((stems.len(), correct.len()), (4, 3));
        let casting = of("casting");
        let Interaction::Order { choices, correct, .. } = &casting.interaction else { panic!("{casting:?}") };
        assert!(!choices.iter().map(|choice| &choice.identifier).eq(correct), "met in another order");
        let Interaction::Hotspot { picture, places, correct, multiple, .. } = of("danger").interaction else {
            panic!()
        };
        assert_eq!((picture.width, picture.height, multiple), (400, 200, false));
        assert_eq!(places[0].edges, [40, 20, 90, 87]);
        assert_eq!(correct, ["answer-1"]);
        let Interaction::Gaps { accepted, .. } = of("gaps").interaction else { panic!() };
        assert_eq!(accepted, [vec!["six", "6"], vec!["two"]]);
        let Interaction::Number { ranges, unit, .. } = of("range").interaction else { panic!() };
        assert_eq!(
            (ranges[0].min, ranges[0].max, ranges[1].correct, unit.as_str()),
            (2.9, 3.5, false, "m & more")
        );
        let Interaction::Steps(steps) = of("rescue").interaction else { panic!() };
        assert_eq!(steps[1].correct, ["answer-4"]);
        let log = of("log");
        assert_eq!((log.scoring, log.overall.sample.is_empty()), (Scoring::None, false));
        assert_eq!(of("trust").scoring, Scoring::None);
        let test =
            AssessmentTest::read(text(&package, "tests/test-harbour.xml").as_bytes(), version).unwrap();
        let scored = if version == QtiVersion::V2_1 { 10.0 } else { 11.0 };
        assert!((test.max_score() - scored).abs() < 1e-9, "{} is not {scored}", test.max_score());
    }
}

#[test]
fn what_has_no_words_in_qti_is_left_out_and_said() {
    for (version, _) in VERSIONS {
        let package = course().publish(Standard::Qti(version)).unwrap();
        let found = found(&package);
        let of = |code: &str, id: &str| found.contains(&format!("{code} lesson `sea` › question `{id}`"));
        assert_eq!(of("CW557", "map"), version == QtiVersion::V2_1);
        assert_eq!(package.file("items/item-map.xml").is_some(), version == QtiVersion::V3_0);
        assert!(of("CW558", "gaps") && of("CW558", "pump"), "{found:?}");
        assert!(found.contains(&"CW565 lesson `sea` › scenario `storm`".to_owned()), "{found:?}");
    }
    let bare = Course::builder("bare", "Bare")
        .language("en")
        .media_bytes("media/harbour.svg", *b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .lesson(questions().into_iter().filter(|it| it.picture_is_needed()).fold(
            Lesson::builder("sea", "At sea").question(Question::true_false("wet", "Water is wet.", true)),
            |lesson, it| lesson.question(it),
        ))
        .build()
        .unwrap();
    let package = bare.publish(Standard::Qti(QtiVersion::V3_0)).unwrap();
    let unknown = found(&package).iter().filter(|finding| finding.starts_with("CW557")).count();
    assert_eq!(unknown, 2);
}

trait OfPictures {
    fn picture_is_needed(&self) -> bool;
}

impl OfPictures for Question {
    fn picture_is_needed(&self) -> bool {
        matches!(self.body, QuestionBody::DragAndDrop { .. } | QuestionBody::Hotspot { .. })
    }
}

#[test]
fn a_cartridge_asks_all_of_a_bank_and_says_so() {
    let package = drawing().publish(Standard::CommonCartridge(CartridgeVersion::V1_3)).unwrap();
    let told: Vec<_> = package.findings().iter().filter(|it| it.message.contains("the bank")).collect();
    assert!(
        told.iter().any(|it| it.message == "of the bank `tides` all 4 questions are asked, not 3 of them")
    );
}

/// Two lessons that draw from one bank.
fn drawing() -> Course {
    let mut bank = coursewright::model::Bank::new("tides", "Tides");
    for number in 1..=4 {
        bank.questions.push(Question::true_false(format!("tide-{number}"), "High?", true).weight(2.0));
    }
    let draw = |id: &str, count| {
        let (id, bank) = (id.into(), "tides".into());
        coursewright::model::Block::Draw(coursewright::model::Draw { id, bank, count })
    };
    let own = Question::true_false("own", "Own?", true);
    Course::builder("drawing", "Drawing")
        .language("en")
        .mastery_score(50)
        .bank(bank)
        .lesson(Lesson::builder("one", "One").question(own).block(draw("draw-one", 3)))
        .lesson(Lesson::builder("two", "Two").block(draw("draw-two", 1)))
        .build()
        .unwrap()
}

#[test]
fn what_is_drawn_is_selected_from_the_bank_wherever_a_lesson_draws() {
    for (version, name) in VERSIONS {
        let package = drawing().publish(Standard::Qti(version)).unwrap();
        let document = text(&package, "tests/test-drawing.xml");
        let test = AssessmentTest::read(document.as_bytes(), version).unwrap();
        let sections: Vec<_> =
            test.sections().map(|it| (it.title.as_str(), it.select, it.items.len())).collect();
        assert_eq!(sections, [("One", None, 1), ("One", Some(3), 4), ("Two", Some(1), 4)]);
        assert!((test.max_score() - (1.0 + 6.0 + 2.0)).abs() < 1e-9);
        assert_eq!(package.files().iter().filter(|file| file.name().starts_with("items/")).count(), 5);
        let again = &test.sections().nth(2).unwrap().items[0];
        assert_eq!(
            (again.identifier.as_str(), again.href.as_str()),
            ("item-tide-1.two", "../items/item-tide-1.xml")
        );
        let schema = if name == "qti21" { "qti21/imsqti_v2p1.xsd" } else { "qti30/imsqtiasi_v3p0.xsd" };
        let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(schema);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.xml");
        std::fs::write(&file, &document).unwrap();
        if let Ok(lint) =
            Command::new("xmllint").args(["--noout", "--nonet", "--schema"]).args([&schema, &file]).output()
        {
            assert!(lint.status.success(), "{}", String::from_utf8_lossy(&lint.stderr));
        }
    }
}

#[test]
fn our_schemas_take_the_documents() {
    let folder = tempfile::tempdir().unwrap();
    for (version, name) in VERSIONS {
        let package = course().publish(Standard::Qti(version)).unwrap();
        let schema = match version {
            QtiVersion::V2_1 => "qti21/imsqti_v2p1.xsd",
            _ => "qti30/imsqtiasi_v3p0.xsd",
        };
        let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(schema);
        let mut files = Vec::new();
        for file in package.files().iter().filter(|file| file.name().starts_with("items/")) {
            let path = folder.path().join(format!("{name}-{}", file.name().replace('/', "-")));
            std::fs::write(&path, text(&package, file.name())).unwrap();
            files.push(path);
        }
        match Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(schema)
            .args(files)
            .output()
        {
            Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
            Err(error) => {
                assert!(std::env::var_os("CI").is_none(), "xmllint: {error} (Debian: libxml2-utils)");
                println!("skipped: xmllint: {error} (Debian: libxml2-utils)");
            }
        }
    }
}

#[test]
fn a_cartridge_has_long_answers_as_essays_and_says_what_it_lacks() {
    let package = course().publish(Standard::CommonCartridge(CartridgeVersion::V1_3)).unwrap();
    let assessment = text(&package, "assessment-sea/assessment.xml");
    let assessment = common_cartridge::qti::Assessment::read(assessment.as_bytes()).unwrap();
    let kinds: Vec<_> =
        assessment.items.iter().map(|item| (item.identifier.as_str(), item.profile)).collect();
    use common_cartridge::qti::Profile;
    assert_eq!(kinds, [("log", Profile::Essay), ("pump", Profile::MultipleResponse)]);
    let essay = &assessment.items[0];
    assert_eq!((essay.computer_scored, essay.weight, essay.conditions.len()), (Some(false), None, 1));
    assert_eq!(essay.feedback[0].identifier, "solution");
    let found = found(&package);
    let refused = found.iter().filter(|finding| finding.starts_with("CW559")).count();
    assert_eq!(refused, 10, "{found:?}");
    assert!(found.contains(&"CW548 question `pump`".to_owned()), "{found:?}");
    let nothing = Course::builder("c", "C")
        .language("en")
        .lesson(Lesson::builder("l", "L").heading("H").question(Question::likert(
            "q",
            "Well?",
            ["No", "Yes"],
        )))
        .build()
        .unwrap();
    let package = nothing.publish(Standard::CommonCartridge(CartridgeVersion::V1_1)).unwrap();
    assert!(package.file("assessment-l/assessment.xml").is_none());
}

#[test]
fn a_number_in_a_right_range_is_right_whatever_else_holds_it() {
    let ranges =
        [NumericAnswer::incorrect(64.0, 3.0, "A little too many."), NumericAnswer::correct(60.0, 2.0)];
    let course = alone(Question::numeric("share", "What share are oranges?", ranges));
    let item = text(&course.publish(Standard::Qti(QtiVersion::V3_0)).unwrap(), "items/item-share.xml");
    let place = |number: &str| item.find(&format!(">{number}<")).unwrap();
    assert!(place("58") < place("61"), "the first that holds the number counts: {item}");
}

#[test]
fn what_has_an_order_of_its_own_is_not_shuffled() {
    let scale = Question::likert("scale", "Well?", ["No", "Perhaps", "Yes"]).shuffled();
    let statement = Question::true_false("statement", "It is so.", true).shuffled();
    let choice = Question::choice("choice", "Which?").correct("This").incorrect("That").shuffled();
    for (question, shuffled) in [(scale, "false"), (statement, "false"), (choice, "true")] {
        let name = format!("items/item-{}.xml", question.id);
        let item = text(&alone(question).publish(Standard::Qti(QtiVersion::V2_1)).unwrap(), &name);
        assert!(item.contains(&format!("shuffle=\"{shuffled}\"")), "{item}");
    }
}

fn alone(question: Question) -> Course {
    let lesson = Lesson::builder("l", "L").question(question);
    Course::builder("c", "C").language("en").lesson(lesson).build().unwrap()
}

#[test]
fn a_cartridge_in_which_nothing_is_left_says_so() {
    let course = alone(Question::likert("q", "Well?", ["No", "Yes"]));
    let refused = course.publish(Standard::CommonCartridge(CartridgeVersion::V1_3)).unwrap_err().to_string();
    assert!(refused.contains("CW559") && refused.contains("CW568"), "{refused}");
    assert!(!refused.contains("CW504"), "{refused}");
}
