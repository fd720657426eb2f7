//! How long it takes to prove that nobody gets stuck on a path, by the number of its steps.
//!
//! `cargo run --release --example exploration`

use std::time::Instant;

use coursewright::model::path::LearningPath;
use serde_json::{Value, json};

/// Lessons, tests with help for those who fail, pre-tests that take learners past a lesson, groups to choose from, and tests
/// whose attempts are counted, by turns: so many turns.
fn path(turns: usize) -> LearningPath {
    let all: Vec<_> = (0..turns).flat_map(turn).collect();
    let path = json!({ "id": "path", "title": "Path", "language": "en", "steps": { "steps": all } });
    serde_json::from_value(path).unwrap_or_else(|error| panic!("the path is written wrongly: {error}"))
}

fn turn(number: usize) -> Vec<Value> {
    let id = |what: &str| format!("{what}-{number}");
    let with = |mut step: Value, more: Value| {
        step.as_object_mut()
            .into_iter()
            .for_each(|step| step.extend(more.as_object().cloned().unwrap_or_default()));
        step
    };
    let page =
        |what: &str| json!({ "id": id(what), "content": { "type": "link", "url": "https://example.org" } });
    let test =
        |what: &str| json!({ "id": id(what), "content": { "type": "test", "draws": [] }, "pass-mark": 80 });
    match number % 5 {
        0 => vec![page("lesson"), test("test"), with(page("more"), json!({ "optional": true }))],
        1 => vec![
            with(test("test"), json!({ "remediation": { "tries": 2, "steps": [page("help")] } })),
            page("lesson"),
        ],
        2 => vec![
            with(test("pre-test"), json!({ "optional": true, "done": "finished" })),
            with(page("lesson"), json!({ "skip-if": { "passed": id("pre-test") } })),
            test("test"),
        ],
        3 => {
            let content =
                json!({ "type": "group", "order": "any", "choose": 1, "steps": [page("a"), page("b")] });
            vec![test("test"), json!({ "id": id("group"), "content": content })]
        }
        // Of what nobody waits for, attempts can end.
        _ => vec![page("lesson"), with(test("quiz"), json!({ "optional": true, "attempts": 2 }))],
    }
}

fn main() {
    println!("{:>6} {:>7} {:>9} {:>10}", "steps", "places", "learners", "ms");
    for turns in [4, 18, 36, 72, 143, 286] {
        let path = path(turns);
        let (steps, route) = (path.all_steps().len(), path.route());
        let before = Instant::now();
        let exploration = route.explore();
        let time = before.elapsed().as_secs_f64() * 1e3;
        println!("{steps:>6} {:>7} {:>9} {time:>10.1}", route.places().len(), exploration.learners());
        exploration.unexplored().iter().for_each(|what| println!("       not explored: {what}"));
        exploration.expect_sound();
    }
}
