//! How long it takes to prove that nobody gets stuck on a path, by the number of its steps.
//!
//! `cargo run --release --example exploration`

use std::time::Instant;

use coursewright::model::path::LearningPath;
use serde_json::{Value, json};

/// Lessons, tests with help for those who fail, pre-tests that take learners past a lesson, groups to choose from, and tests
/// whose attempts are counted, by turns.
fn path(steps: usize) -> LearningPath {
    let link = json!({ "type": "link", "url": "https://example.org" });
    let test = |id: String| json!({ "id": id, "content": { "type": "test", "draws": [] }, "pass-mark": 80 });
    let page = |id: String| json!({ "id": id, "content": link });
    let mut all = Vec::new();
    let mut count = 0;
    while count < steps {
        let id = |what: &str| format!("{what}-{count}");
        let (mut turn, with): (Vec<Value>, &str) = match count / 5 % 4 {
            0 => (vec![page(id("lesson")), test(id("test")), page(id("more"))], "optional"),
            1 => (vec![test(id("test")), page(id("lesson"))], "remediation"),
            2 => (vec![test(id("pre-test")), page(id("lesson")), test(id("test"))], "skip-if"),
            _ => (vec![test(id("test")), page(id("a")), page(id("b"))], "choose"),
        };
        let pre_test = id("pre-test");
        match with {
            "optional" => turn[2]["optional"] = json!(true),
            "remediation" => turn[0]["remediation"] = json!({ "tries": 2, "steps": [page(id("help"))] }),
            "skip-if" => {
                turn[0]["optional"] = json!(true);
                turn[0]["done"] = json!("finished");
                turn[1]["skip-if"] = json!({ "passed": pre_test });
            }
            _ => {
                let inside = turn.split_off(1);
                let content = json!({ "type": "group", "order": "any", "choose": 1, "steps": inside });
                turn.push(json!({ "id": id("group"), "content": content }));
            }
        }
        count += 5.min(turn.len() + 1);
        all.append(&mut turn);
    }
    let path = json!({ "id": "path", "title": "Path", "language": "en", "steps": { "steps": all } });
    serde_json::from_value(path).unwrap_or_else(|error| panic!("the path is written wrongly: {error}"))
}

fn main() {
    println!("{:>6} {:>7} {:>9} {:>10}", "steps", "places", "learners", "ms");
    for steps in [10, 50, 100, 200, 400] {
        let route = path(steps).route();
        let before = Instant::now();
        let exploration = route.explore();
        let time = before.elapsed().as_secs_f64() * 1e3;
        println!("{steps:>6} {:>7} {:>9} {time:>10.1}", route.places().len(), exploration.learners());
        exploration.expect_sound();
    }
}
