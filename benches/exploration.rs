//! How long it takes to prove that nobody gets stuck on a learning path, by the number of its steps.
//!
//! `cargo bench --bench exploration`
//!
//! The paths are like those that people write: chapters of courses one after the other, each with a pre-test that takes learners
//! past it, a choice, and a test with remediation. Every figure is the best of some runs.

use std::hint::black_box;
use std::time::{Duration, Instant};

use coursewright::LearningPath;
use serde_json::{Value, json};

const RUNS: usize = 5;

fn main() {
    println!("{:>8}{:>10}{:>12}{:>14}   verdict", "steps", "learners", "exploring", "and drawing");
    for steps in [10, 50, 100, 200] {
        let path = path(steps);
        let exploration = path.explore();
        let exploring = best(|| drop(black_box(path.explore())));
        let drawing = best(|| drop(black_box(path.svg_explored(&exploration))));
        let verdict = match (exploration.is_sound(), exploration.is_complete()) {
            (true, true) => "nobody gets stuck",
            (true, false) => "nobody gets stuck as far as was looked",
            (false, _) => "somebody gets stuck",
        };
        let learners = exploration.learners();
        let (exploring, drawing) = (milliseconds(exploring), milliseconds(drawing));
        println!("{:>8}{learners:>10}{exploring:>12}{drawing:>14}   {verdict}", path.all_steps().len());
    }
}

fn best(mut run: impl FnMut()) -> Duration {
    let timed = (0..RUNS).map(|_| {
        let begun = Instant::now();
        run();
        begun.elapsed()
    });
    timed.min().unwrap_or_default()
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}

/// A path of about so many steps: ten in each chapter. Steps are links, as no content is looked at.
fn path(steps: usize) -> LearningPath {
    let chapters: Vec<Value> = (0..steps / 10).flat_map(chapter).collect();
    let path = json!({ "id": "bench", "title": "Bench", "language": "en", "steps": { "steps": chapters } });
    serde_json::from_value(path).expect("the path is well formed")
}

/// A pre-test, a group of lessons that it takes learners past, a choice of two, and a test with remediation.
fn chapter(number: usize) -> [Value; 4] {
    let step = |name: &str, more: Value| {
        let mut step = json!({
            "id": format!("{name}-{number}"),
            "content": { "type": "link", "url": "https://example.org" },
        });
        if let (Some(step), Value::Object(more)) = (step.as_object_mut(), more) {
            step.extend(more);
        }
        step
    };
    let group = |name: &str, inside: Value, more: Value| {
        let mut group = step(name, more);
        group["content"] = inside;
        group
    };
    let passed_over = json!({ "skip-if": { "passed": format!("pre-{number}") } });
    let pre_test = json!({ "pass-mark": 80, "done": "finished", "attempts": 1, "optional": true });
    let again = json!({
        "pass-mark": 75,
        "remediation": { "tries": 2, "steps": [step("remedy", json!({}))] },
    });
    let lessons = json!({
        "type": "group",
        "order": "any",
        "steps": [step("one", json!({})), step("two", json!({})), step("three", json!({ "optional": true }))],
    });
    let choice = json!({
        "type": "group",
        "order": "choice",
        "choose": 1,
        "steps": [step("left", json!({})), step("right", json!({}))],
    });
    [
        step("pre", pre_test),
        group("lessons", lessons, passed_over),
        group("choice", choice, json!({})),
        step("test", again),
    ]
}
