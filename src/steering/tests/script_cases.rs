//! Learners on random routes, written down for the script that steers a path by itself (`src/player/steering.js`):
//! `tests/player/steering.test.mjs` replays them, and has to come to the same.

use serde::Serialize;
use serde_json::{Value, json};

use crate::model::path::{Done, LearningPath, Success};
use crate::render::{PathStep, worst_path};
use crate::steering::{Leaf, Learner, Outcome, Route};

/// What a learner does, and how everything stands afterwards.
#[derive(Serialize)]
struct Step {
    enter: usize,
    /// `None` where the learner only looks.
    outcome: Option<Said>,
    then: Value,
}

/// What the course of a step says (`src/player/step.js`).
#[derive(Serialize)]
struct Said {
    done: bool,
    passed: bool,
    failed: bool,
    over: bool,
    ended: bool,
    score: Option<f64>,
}

impl Said {
    fn of(leaf: &Leaf, outcome: &Outcome) -> Self {
        let passed = leaf.pass_mark.is_some() && outcome.passed == Some(true);
        let done = match leaf.done {
            Done::Passed => passed,
            Done::Finished => outcome.ended,
            Done::Completed => outcome.completed,
        };
        let failed = outcome.ended && outcome.passed == Some(false);
        let over = leaf.pass_mark.is_some() && failed && !done;
        Self { done, passed, failed, over, ended: outcome.ended, score: outcome.score }
    }
}

#[test]
fn the_tests_of_the_scripts_know_what_learners_find() {
    let mut cases: Vec<_> = (0..48).map(|seed| case(&mut Chance(seed))).collect();
    cases.push(passed_and_superfluous());
    let lines: Vec<_> = cases.iter().map(Value::to_string).collect();
    let wanted = format!("[\n{}\n]\n", lines.join(",\n"));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/player/support/routes.json");
    if std::env::var_os("UPDATE_LIMITS").is_some() {
        std::fs::write(path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == wanted, "run the test with UPDATE_LIMITS=1 to bring {path} up to date");
}

/// A test that was passed before it became superfluous, though it was never done: its group stays passed.
fn passed_and_superfluous() -> Value {
    let test = json!({
        "id": "a", "content": { "type": "test", "draws": [] }, "pass-mark": 80.0, "done": "completed", "skip-if": { "completed": "z" },
    });
    let link = |id: &str| json!({ "id": id, "content": { "type": "link", "url": "https://example.org" } });
    let inner =
        json!({ "id": "g", "content": { "type": "group", "order": "any", "steps": [test, link("b")] } });
    let steps = json!({ "order": "any", "steps": [inner, link("z")] });
    let path =
        json!({ "id": "path", "title": "Path", "language": "en", "steps": steps, "success": "every-step" });
    let path: LearningPath = serde_json::from_value(path).unwrap();
    let route = path.route();
    let mut learner = Learner::new(&route, 1);
    let first = view(&learner);
    let passed = Outcome { passed: Some(true), score: Some(90.0), ..Outcome::default() };
    let read = Outcome { ended: true, completed: true, ..Outcome::default() };
    let steps: Vec<_> = [("a", passed), ("z", read), ("b", read)]
        .into_iter()
        .filter_map(|(id, outcome)| {
            let enter = route.position(&id.into())?;
            learner.enter(enter).unwrap();
            learner.report(&outcome);
            let said = Said::of(route.places[enter].leaf()?, &outcome);
            Some(Step { enter, outcome: Some(said), then: view(&learner) })
        })
        .collect();
    assert!(learner.is_skipped(2) && learner.has_passed(1));
    let sizes: Vec<_> = route.leaves().map(|(place, _)| size(&mut Chance(0), place)).collect();
    let worst = worst_path(&route, &sizes);
    json!({ "route": route, "seed": 1, "first": first, "steps": steps, "sizes": sizes, "worst": worst })
}

fn any_path(chance: &mut Chance) -> LearningPath {
    let mut count = 0;
    let group = group(chance, &mut count, 0);
    let success = match chance.below(2) {
        0 => json!({ "score": ([33.3333, 50.0, 60.0, 66.67][chance.below(4)]) }),
        _ => json!("every-step"),
    };
    let path = json!({ "id": "path", "title": "Path", "language": "en", "steps": group, "success": success });
    serde_json::from_value(path).unwrap()
}

fn case(chance: &mut Chance) -> Value {
    let route = any_path(chance).route();
    let seed = 1 + chance.below(65535) as u64;
    let mut learner = Learner::new(&route, seed);
    let first = view(&learner);
    let steps: Vec<_> = (0..24).filter_map(|_| step(chance, &mut learner)).collect();
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
        let scores = [0.0, 20.0, 100.0 / 3.0, 49.99, 49.999_999_999_9, 50.0, 66.67, 80.0, 100.0];
        let score = (chance.below(4) > 0).then(|| scores[chance.below(scores.len())]);
        let passed = [Some(true), Some(true), Some(false), None][chance.below(4)];
        Outcome { ended: chance.below(4) > 0, completed: chance.below(4) > 0, passed, score }
    });
    if let Some(outcome) = &outcome {
        learner.report(outcome);
    }
    let leaf = learner.route().places[enter].leaf()?;
    Some(Step { enter, outcome: outcome.map(|it| Said::of(leaf, &it)), then: view(learner) })
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
        set("weight", json!([0.0, 0.1, 0.25, 0.3, 0.5, 1.0][chance.below(6)]));
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
    if chance.often(15) {
        set("time-limit", json!(10));
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

/// The routes are of many kinds, and so is what learners come to.
#[test]
fn much_is_tried() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/player/support/routes.json");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    let count = |is: &dyn Fn(&Value) -> bool| cases.iter().filter(|case| is(case)).count();
    let has_place = |is: &dyn Fn(&Value) -> bool| {
        count(&|case| case["route"]["places"].as_array().unwrap().iter().any(is))
    };
    let is = |value: &Value| !value.is_null() && *value != json!(false);
    for (what, found) in [
        ("groups that draw", has_place(&|it| is(&it["kind"]["draw"]))),
        (
            "groups that draw and leave a choice",
            has_place(&|it| is(&it["kind"]["draw"]) && is(&it["kind"]["choose"])),
        ),
        ("groups that shuffle", has_place(&|it| is(&it["kind"]["shuffle"]))),
        ("groups of which one chooses", has_place(&|it| it["kind"]["order"] == "choice")),
        ("remediation", has_place(&|it| is(&it["kind"]["tries"]))),
        ("steps that are due", has_place(&|it| is(&it["kind"]["due"]))),
        ("steps with a time limit", has_place(&|it| is(&it["kind"]["timeLimit"]))),
        (
            "steps with a time limit and nothing to pass",
            has_place(&|it| is(&it["kind"]["timeLimit"]) && it["kind"]["passMark"].is_null()),
        ),
        (
            "scores that are asked for",
            has_place(&|it| it["kind"]["thresholds"].as_array().is_some_and(|all| !all.is_empty())),
        ),
        ("several of several", has_place(&|it| it["opens"].to_string().contains("atLeast"))),
        ("tests that those who pass take early", has_place(&|it| it["skips"].to_string().contains("passed"))),
        (
            "optional steps that weigh something",
            has_place(&|it| it["required"] == false && it["weight"] != 0.0),
        ),
        ("paths that a score passes", count(&|case| is(&case["route"]["success"]["score"]))),
    ] {
        assert!(found >= 3, "{what}: {found}");
    }
    let ends = |is: &dyn Fn(&Value) -> bool| {
        count(&|case| case["steps"].as_array().unwrap().iter().any(|step| is(&step["then"])))
    };
    for (what, found) in [
        ("passed", ends(&|then| then["success"] == true)),
        ("failed", ends(&|then| then["success"] == false)),
        ("completed and open", ends(&|then| then["completed"] == true && then["success"].is_null())),
    ] {
        assert!(found >= 3, "{what}: {found}");
    }
}

/// What was told of the whole stays true, and nobody waits for a pass that cannot come any more.
#[test]
fn who_has_failed_never_passes_and_who_has_not_still_can() {
    let (mut failed, mut open, mut in_vain) = (0, 0, 0);
    for seed in 0..400 {
        let mut chance = Chance(10_000 + seed);
        let mut learner = Learner::new(&any_path(&mut chance).route(), seed);
        let mut has_failed = false;
        for _ in 0..30 {
            step(&mut chance, &mut learner);
            let status = learner.status();
            assert!(!has_failed || status.passed == Some(false), "seed {seed}");
            has_failed = status.passed == Some(false);
            failed += usize::from(has_failed);
            if status.completed && status.passed.is_none() && can_be_passed(learner.route()) {
                match passes_in_the_end(&learner) {
                    true => open += 1,
                    false => in_vain += 1,
                }
            }
        }
    }
    // Who would have to fail at one step and pass at another is not among those who do.
    assert!(failed > 500 && open > 100 && in_vain < open / 10, "{failed} {open} {in_vain}");
}

fn can_be_passed(route: &Route) -> bool {
    match route.success {
        Success::EveryStep => route.places[0].counts,
        Success::Score(_) => route.places[0].weight > 0.0,
    }
}

/// Whether somebody passes who does well in all that is left, or fails where that opens something.
fn passes_in_the_end(learner: &Learner) -> bool {
    let best = Outcome { ended: true, completed: true, passed: Some(true), score: Some(100.0) };
    let open = Outcome { passed: Some(false), score: Some(100.0), ..Outcome::default() };
    let mut learner = learner.clone();
    for outcome in [open, best] {
        for _ in 0..learner.route().places.len() {
            for place in learner.choices() {
                learner.enter(place).unwrap();
                learner.report(&outcome);
            }
        }
    }
    learner.status().passed == Some(true)
}
