//! Learners on random routes, written down for the script that steers a path by itself (`src/player/steering.js`):
//! `tests/player/steering.test.mjs` replays them, and has to come to the same.

use serde::Serialize;
use serde_json::{Value, json};

use crate::model::path::LearningPath;
use crate::render::{PathStep, worst_path};
use crate::steering::{Learner, Outcome};

/// What a learner does, and how everything stands afterwards.
#[derive(Serialize)]
struct Step {
    enter: usize,
    /// Ended, completed, passed, score; `None` where the learner only looks.
    outcome: Option<(bool, bool, Option<bool>, Option<f64>)>,
    then: Value,
}

#[test]
fn the_tests_of_the_scripts_know_what_learners_find() {
    let cases: Vec<_> = (0..32).map(|seed| case(&mut Chance(seed))).collect();
    let lines: Vec<_> = cases.iter().map(Value::to_string).collect();
    let wanted = format!("[\n{}\n]\n", lines.join(",\n"));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/player/support/routes.json");
    if std::env::var_os("UPDATE_LIMITS").is_some() {
        std::fs::write(path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == wanted, "run the test with UPDATE_LIMITS=1 to bring {path} up to date");
}

fn case(chance: &mut Chance) -> Value {
    let mut count = 0;
    let group = group(chance, &mut count, 0);
    let success = match chance.below(3) {
        0 => json!({ "score": 60.0 }),
        _ => json!("every-step"),
    };
    let path = json!({ "id": "path", "title": "Path", "language": "en", "steps": group, "success": success });
    let path: LearningPath = serde_json::from_value(path).unwrap();
    let route = path.route();
    let seed = 1 + chance.below(65535) as u64;
    let mut learner = Learner::new(&route, seed);
    let first = view(&learner);
    let steps: Vec<_> = (0..18).filter_map(|_| step(chance, &mut learner)).collect();
    let sizes: Vec<_> = route.leaves().map(|(place, _)| size(chance, place)).collect();
    let worst = worst_path(&route, &sizes);
    json!({ "route": route, "seed": seed, "first": first, "steps": steps, "sizes": sizes, "worst": worst })
}

fn size(chance: &mut Chance, place: usize) -> PathStep {
    PathStep { place, href: String::new(), minutes: None, state: 1 + chance.below(90) }
}

fn step(chance: &mut Chance, learner: &mut Learner) -> Option<Step> {
    let choices = learner.choices();
    let enter = *choices.get(chance.below(choices.len().max(1)))?;
    // More often where "next" leads, so that something comes of it.
    let enter = learner.next().filter(|_| chance.below(3) > 0).unwrap_or(enter);
    learner.enter(enter).unwrap();
    let outcome = (chance.below(8) > 0).then(|| {
        let passed = [Some(true), Some(true), Some(false), None][chance.below(4)];
        let score =
            (chance.below(4) > 0).then(|| [0.0, 20.0, 49.99, 50.0, 66.67, 80.0, 100.0][chance.below(7)]);
        (chance.below(4) > 0, chance.below(4) > 0, passed, score)
    });
    if let Some((ended, completed, passed, score)) = outcome {
        learner.report(&Outcome { ended, completed, passed, score });
    }
    Some(Step { enter, outcome, then: view(learner) })
}

/// How everything stands, in few characters.
fn view(learner: &Learner) -> Value {
    let places = 0..learner.route().places.len();
    let those = |is: &dyn Fn(usize) -> bool| places.clone().filter(|&it| is(it)).collect::<Vec<_>>();
    let status = learner.status();
    json!({
        "choices": learner.choices(), "next": learner.next(),
        "open": those(&|it| learner.is_open(it)), "done": those(&|it| learner.is_done(it)),
        "passed": those(&|it| learner.has_passed(it)), "skipped": those(&|it| learner.is_skipped(it)),
        "completed": status.completed, "success": status.passed,
        "score": status.score.map(|score| (score * 1e4).round() / 1e4),
        "progress": (status.progress * 1e4).round() / 1e4,
    })
}

// ---- Random paths --------------------------------------------------------------------------------

/// SplitMix64 of Steele, Lea and Flood (2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }

    fn often(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

fn group(chance: &mut Chance, count: &mut usize, depth: usize) -> Value {
    let order = ["linear", "linear", "any", "choice"][chance.below(4)];
    let size = 2 + chance.below(3);
    let is_free = order != "linear";
    let steps: Vec<_> = (0..size).map(|_| any_step(chance, count, depth)).collect();
    json!({
        "order": order, "steps": steps,
        "choose": chance.often(25).then(|| 1 + chance.below(size - 1)),
        "draw": (is_free && chance.often(30)).then(|| 1 + chance.below(size)),
        "shuffle": is_free && chance.often(30),
    })
}

fn any_step(chance: &mut Chance, count: &mut usize, depth: usize) -> Value {
    *count += 1;
    let id = format!("s{count}");
    let mut step = json!({ "id": id, "optional": chance.often(20) });
    let mut set = |key: &str, value: Value| step[key] = value;
    if *count > 1 && chance.often(30) {
        set("after", requirement(chance, *count - 1));
    }
    if *count > 1 && chance.often(25) {
        set("skip-if", requirement(chance, *count - 1));
    }
    if chance.often(30) {
        set("weight", json!([0.0, 0.25, 0.5, 1.0][chance.below(4)]));
    }
    if depth < 2 && chance.often(25) {
        let mut content = group(chance, count, depth + 1);
        content["type"] = json!("group");
        set("content", content);
        return step;
    }
    set("content", json!({ "type": "link", "url": "https://example.org" }));
    if chance.often(60) {
        set("content", json!({ "type": "test", "draws": [] }));
        set("pass-mark", json!(80.0));
        set("done", [Value::Null, json!("finished"), json!("completed")][chance.below(3)].clone());
        set("attempts", [Value::Null, json!(1), json!(3)][chance.below(3)].clone());
        if depth < 2 && chance.often(25) {
            let steps: Vec<_> = (0..1 + chance.below(2)).map(|_| any_step(chance, count, 2)).collect();
            let rounds = [Value::Null, json!(1)][chance.below(2)].clone();
            set("remediation", json!({ "tries": 1 + chance.below(2), "rounds": rounds, "steps": steps }));
        }
    }
    if chance.often(15) {
        set("due", json!(7));
    }
    step
}

/// Of one of the steps before.
fn requirement(chance: &mut Chance, count: usize) -> Value {
    let mut one = || {
        let id = format!("s{}", 1 + chance.below(count));
        match chance.below(5) {
            0 => json!({ "attempted": id }),
            1 => json!({ "passed": id }),
            2 => json!({ "failed": id }),
            3 => json!({ "score": { "step": id, "at-least": 50.0 } }),
            _ => json!({ "completed": id }),
        }
    };
    let several = [one(), one(), one()];
    match chance.below(6) {
        0 => json!({ "all": several }),
        1 => json!({ "any": several }),
        2 => json!({ "at-least": { "count": 2, "of": several } }),
        _ => several[0].clone(),
    }
}

/// The routes are of many kinds.
#[test]
fn much_is_tried() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/player/support/routes.json");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    for word in ["\"draw\":1", "\"shuffle\":true", "\"tries\":true", "\"atLeast\"", "\"choice\"", "\"due\":7"]
    {
        assert!(text.contains(word), "{word}");
    }
}
