//! What responses are worth, in the library and in the scripts.

use serde_json::{Value, json};

use crate::model::{
    Answer, Label, NumericAnswer, Pair, Picture, Question, QuestionBody, Rectangle, Region, SortingGroup,
    Step,
};
use crate::render::shell::question_config;

/// A question with responses that are right, wrong and half right.
type Case = (Question, Vec<Vec<&'static str>>);

fn area(left: f64) -> Rectangle {
    Rectangle { left, top: 10.0, width: 10.0, height: 10.0 }
}

fn region(text: &str, left: f64, correct: bool) -> Region {
    Region { text: text.into(), area: area(left), correct, feedback: None }
}

fn chosen() -> Vec<Case> {
    let answers = |question: Question| question.correct("x").incorrect("y").correct("z").incorrect("w");
    let several = || answers(Question::multiple_response("several", "?"));
    let responses = vec![
        vec!["a", "c"],
        vec!["c", "a"],
        vec!["a"],
        vec!["a", "b"],
        vec!["a", "b", "c"],
        vec!["b", "d"],
        vec![],
    ];
    let map = || Picture::new("map.svg", "A map");
    let one = [region("x", 0.0, false), region("y", 20.0, true)];
    let two = [region("x", 0.0, true), region("y", 20.0, true), region("z", 40.0, false)];
    vec![
        (
            Question::choice("one", "?").correct("x").incorrect("y").partial_credit(),
            vec![vec!["a"], vec!["b"], vec![]],
        ),
        (Question::true_false("statement", "?", false), vec![vec!["false"], vec!["true"]]),
        (several(), responses.clone()),
        (several().partial_credit(), responses),
        (Question::hotspot("place", "?", map(), one), vec![vec!["b"], vec!["a"]]),
        (
            Question::hotspot("places", "?", map(), two).partial_credit(),
            vec![vec!["a", "b"], vec!["b"], vec!["b", "c"], vec!["c"]],
        ),
        (Question::likert("scale", "?", ["low", "high"]), vec![vec!["a"], vec!["b"]]),
    ]
}

fn written() -> Vec<Case> {
    let gaps = |id| {
        let first =
            Question::fill_in(id, "____ and ____").correct("Early").correct("in  time").incorrect("late");
        first.next_gap().correct("often")
    };
    let mut near = Question::fill_in("near", "?").correct("2.5").correct("about two").incorrect("3");
    if let QuestionBody::FillIn { tolerance, .. } = &mut near.body {
        *tolerance = Some(0.1);
    }
    let ranges = [
        // Learners with a number in both have a right one.
        NumericAnswer::incorrect(64.0, 2.5, "A little too many."),
        NumericAnswer::correct(60.0, 2.0),
        NumericAnswer::incorrect(70.0, 5.0, "Too many."),
        NumericAnswer::correct(1234.5, 0.0),
        NumericAnswer::correct(0.7, 0.1),
    ];
    let mut number = Question::numeric("number", "?", ranges);
    if let QuestionBody::Numeric { unit, .. } = &mut number.body {
        *unit = Some("%".into());
    }
    let texts = vec![
        vec!["early", "often"],
        vec![" IN TIME ", "Often"],
        vec!["late", "often"],
        vec!["early", ""],
        vec!["often", "early"],
    ];
    let numbers = [
        "60",
        "58",
        "62",
        "62.1",
        "57,9",
        "70",
        "\u{666}\u{660}",
        " 6e1 ",
        "+60",
        "sixty",
        "60 %",
        "60 kg",
        "1.234,5",
        "1,234.5",
        "1 234,5",
        "1'234.5",
        "0.8",
        "0.6",
        "0.80001",
        "6 0",
        "\u{2212}60",
        "",
        "60%%",
        ".7",
        "0,7",
        "1.2.3",
    ];
    vec![
        (gaps("gaps"), texts.clone()),
        (gaps("each-gap").partial_credit(), texts),
        (Question::fill_in("case", "?").correct("OKR").case_sensitive(), vec![vec!["OKR"], vec!["okr"]]),
        (
            near,
            ["2.5", "2,6", "2.61", "2.40", "3", "3.05", "About  Two", "two"].map(|text| vec![text]).to_vec(),
        ),
        (number, numbers.map(|text| vec![text]).to_vec()),
        (Question::long_answer("thoughts", "?"), vec![vec!["Anything."]]),
    ]
}

fn arranged() -> Vec<Case> {
    let mut pairs = Question::matching("pairs", "?", [("x", "1"), ("y", "2"), ("z", "2")]);
    if let QuestionBody::Matching { distractors, pairs, .. } = &mut pairs.body {
        distractors.push("3".into());
        pairs.push(Pair { stem: "w".into(), target: "4".into() });
    }
    let mut groups =
        Question::sorting("groups", "?", [SortingGroup::new("g", ["x", "y"]), SortingGroup::new("h", ["z"])]);
    if let QuestionBody::Sorting { strangers, .. } = &mut groups.body {
        strangers.push("w".into());
    }
    let label = |text: &str, zone| Label { text: text.into(), zone };
    let labels = [label("x", Some(area(0.0))), label("y", Some(area(20.0))), label("z", None)];
    let labels = Question::drag_and_drop("labels", "?", Picture::new("map.svg", "A map"), labels);
    let step = |right: usize| Step {
        title: "?".into(),
        actions: (0..3)
            .map(
                |index| {
                    if index == right { Answer::correct("x") } else { Answer::incorrect(index.to_string()) }
                },
            )
            .collect(),
    };
    let both = |question: Question, responses: Vec<Vec<&'static str>>| {
        [(question.clone(), responses.clone()), (question.partial_credit(), responses)]
    };
    [
        both(
            pairs,
            vec![
                vec!["a.a", "b.b", "c.b", "d.c"],
                vec!["a.a", "b.b", "c.c"],
                vec!["a.b", "b.a"],
                vec!["a.d", "b.b", "c.b", "d.c"],
                vec![],
            ],
        ),
        both(
            groups,
            vec![
                vec!["a.a", "b.a", "c.b"],
                vec!["a.a", "b.a", "c.b", "d.b"],
                vec!["a.b", "b.b", "c.a", "d.a"],
                vec!["c.b"],
            ],
        ),
        both(labels, vec![vec!["a.a", "b.b"], vec!["a.b", "b.a", "c.a"], vec!["a.a"]]),
        both(
            Question::ordering("order", "?", ["x", "y", "z", "w"]),
            vec![
                vec!["a", "b", "c", "d"],
                vec!["a", "b", "d", "c"],
                vec!["d", "c", "b", "a"],
                vec!["b", "c", "d", "a"],
            ],
        ),
        both(
            Question::performance("steps", "?", [step(0), step(2)]),
            vec![vec!["a.a", "b.c"], vec!["a.a", "b.b"], vec!["a.b", "b.a"], vec!["b.c"]],
        ),
    ]
    .concat()
}

fn described((question, responses): &Case) -> String {
    let score = |response: &Vec<&str>| {
        let response: Vec<_> = response.iter().map(|&part| part.to_owned()).collect();
        json!({ "response": response, "score": question.score(&response) })
    };
    let scores: Vec<Value> = responses.iter().map(score).collect();
    let config = serde_json::to_string(&question_config(question)).unwrap();
    format!("{{\"question\":{config},\"answers\":{}}}", Value::from(scores))
}

/// `tests/player/score.test.mjs` holds the script to these scores.
#[test]
fn the_tests_of_the_scripts_know_what_responses_are_worth() {
    let cases: Vec<Case> = [chosen(), written(), arranged()].concat();
    let wanted = format!("[\n{}\n]\n", cases.iter().map(described).collect::<Vec<_>>().join(",\n"));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/player/support/scores.json");
    if std::env::var_os("UPDATE_LIMITS").is_some() {
        std::fs::write(path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == wanted, "run the test with UPDATE_LIMITS=1 to bring {path} up to date");
}
