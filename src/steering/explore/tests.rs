//! What the exploration of a path promises.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::ground::{Goal, Ground, outcome};
use super::*;
use crate::model::path::{Done, LearningPath, Success};
use crate::sequencing::{Contents, Edition, Exit, ExplorationLimits, RunTimeData, RunTimeObjective};
use crate::steering::{FactKind, Learner};

/// A path of these steps, in the words of serde.
fn path(group: Value) -> LearningPath {
    let path = json!({ "id": "path", "title": "Path", "language": "en", "steps": group });
    serde_json::from_value(path).unwrap()
}

fn page(id: &str, more: Value) -> Value {
    step(id, json!({ "type": "link", "url": "https://example.org" }), more)
}

/// A test that 80 percent passes, with more to say about it.
fn test(id: &str, more: Value) -> Value {
    let mut test = step(id, json!({ "type": "test", "draws": [] }), more);
    test.as_object_mut().unwrap().entry("pass-mark").or_insert(json!(80.0));
    test
}

fn step(id: &str, content: Value, more: Value) -> Value {
    let mut step = json!({ "id": id, "content": content });
    step.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    step
}

fn group(id: &str, mut group: Value, more: Value) -> Value {
    group.as_object_mut().unwrap().insert("type".to_owned(), json!("group"));
    step(id, group, more)
}

fn none() -> Value {
    json!({})
}

fn told(exploration: &Exploration) -> Vec<String> {
    exploration.findings().iter().map(ToString::to_string).collect()
}

#[test]
fn a_score_above_the_pass_mark_can_be_missed_for_good() {
    let after = json!({ "after": { "score": { "step": "t", "at-least": 90.0 } } });
    let exploration = path(json!({ "steps": [test("t", none()), page("z", after)] })).explore();
    assert_eq!(told(&exploration), ["the path can no longer be completed after: `t` is passed with 80 %"]);
}

#[test]
fn what_only_those_who_fail_get_to_is_no_step_for_all() {
    let steps = json!({ "order": "any", "steps": [
        test("t", none()), page("help", json!({ "after": { "failed": "t" } })),
    ] });
    let exploration = path(steps).explore();
    assert_eq!(told(&exploration), ["the path can no longer be completed after: `t` is passed"]);
}

#[test]
fn several_weak_results_together_are_found_too() {
    let mut path = path(json!({ "order": "any", "steps": [
        test("a", json!({ "pass-mark": 70.0 })), test("b", json!({ "pass-mark": 70.0 })),
        test("c", json!({ "pass-mark": 70.0 })),
    ] }));
    path.success = Success::Score(75.0);
    let told = told(&path.explore());
    assert_eq!(
        told,
        ["the path can no longer be passed after: `a` is passed with 70 %; `b` is passed with 70 %; \
                       `c` is passed with 70 %"]
    );
}

#[test]
fn rounds_that_end_strand_those_who_fail_in_all_of_them() {
    let remediation = |rounds| json!({ "remediation": { "tries": 2, "rounds": rounds, "steps": [page("help", json!({}))] } });
    let stranded = path(json!({ "steps": [test("t", remediation(json!(1))), page("z", none())] })).explore();
    assert_eq!(
        told(&stranded),
        [
            "all attempts at `t` are used up, and the path can no longer be completed, after: `t-1` is failed; \
          `t-2` is failed; `help` is finished; `t-3` is failed; `t-4` is failed"
        ]
    );
    path(json!({ "steps": [test("t", remediation(Value::Null)), page("z", none())] }))
        .explore()
        .expect_sound();
}

#[test]
fn who_chooses_the_other_one_misses_what_is_asked_for_later() {
    let steps = json!({ "steps": [
        group("some", json!({ "order": "any", "choose": 1, "steps": [page("a", none()), page("b", none())] }), none()),
        page("z", json!({ "after": { "attempted": "b" } })),
    ] });
    let exploration = path(steps).explore();
    assert_eq!(
        told(&exploration),
        ["learners are led past `b`, and without it the path is not completed after: `a` is finished"]
    );
}

#[test]
fn who_does_not_draw_a_step_cannot_be_asked_for_it() {
    let steps = |after: Value| {
        json!({ "steps": [
            group("pool", json!({ "order": "any", "draw": 1, "steps": [page("a", none()), page("b", none())] }), none()),
            page("z", json!({ "after": after })),
        ] })
    };
    let stuck = path(steps(json!({ "completed": "b" }))).explore();
    assert_eq!(stuck.findings()[0].kind, FindingKind::NeverCompleted);
    path(steps(json!({ "completed": "pool" }))).explore().expect_sound();
}

#[test]
fn what_never_or_always_makes_a_step_superfluous_is_told_and_harms_nobody() {
    let exploration = path(json!({ "steps": [
        test("t", none()),
        page("never", json!({ "skip-if": { "any": [] } })),
        page("always", json!({ "skip-if": { "all": [] } })),
        page("late", json!({ "skip-if": { "attempted": "later" } })),
        page("later", none()),
    ] }))
    .explore();
    assert!(exploration.is_sound());
    assert!(told(&exploration).contains(&"`always` is superfluous from the beginning on".to_owned()));
}

#[test]
fn coverage_says_what_happened_where() {
    let exploration = path(json!({ "steps": [
        test("pre", json!({ "done": "finished", "optional": true })),
        test("t", json!({ "skip-if": { "passed": "pre" } })), page("z", none()),
    ] }))
    .explore();
    let seen = |id: &str| exploration.coverage().iter().find(|it| it.id.as_str() == id).unwrap();
    assert!(seen("pre").opens_at_once && seen("pre").is_failed && seen("pre").is_passed);
    assert!(seen("t").is_skipped && seen("t").is_passed && !seen("t").is_failed);
    assert!(!seen("z").opens_at_once && seen("z").opens && seen("z").is_done);
}

#[test]
fn a_path_of_two_hundred_steps_is_explored() {
    let steps: Vec<_> = (0..200)
        .map(|number| match number % 4 {
            0 => page(&format!("p{number}"), none()),
            1 => test(&format!("t{number}"), none()),
            2 => test(
                &format!("t{number}"),
                json!({ "remediation": { "tries": 2, "steps": [page(&format!("h{number}"), none())] } }),
            ),
            _ => page(&format!("p{number}"), json!({ "optional": true })),
        })
        .collect();
    let exploration = path(json!({ "steps": steps })).explore();
    exploration.expect_sound();
    assert!(exploration.is_complete(), "{:?}", exploration.unexplored());
}

/// SplitMix64 of Steele, Lea and Flood (2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed % bound as u64) as usize
    }

    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

fn any_requirement(chance: &mut Chance, steps: usize) -> Value {
    let one = |chance: &mut Chance| {
        let id = format!("s{}", chance.below(steps));
        match chance.below(6) {
            0 => json!({ "attempted": id }),
            1 | 2 => json!({ "passed": id }),
            3 => json!({ "failed": id }),
            4 => json!({ "score": { "step": id, "at-least": 50 + 40 * chance.below(2) } }),
            _ => json!({ "completed": id }),
        }
    };
    match chance.below(4) {
        0 => json!({ "any": [one(chance), one(chance)] }),
        1 => json!({ "all": [one(chance), one(chance)] }),
        _ => one(chance),
    }
}

/// A step of any kind; of a plain one nothing depends that is skipped, chosen, or tried again in another place.
fn any_step(chance: &mut Chance, number: usize, steps: usize, is_plain: bool) -> Value {
    let mut more = json!({});
    if chance.percent(30) {
        more["after"] = any_requirement(chance, steps);
    }
    if chance.percent(20) && !is_plain {
        more["skip-if"] = any_requirement(chance, steps);
    }
    if chance.percent(20) {
        more["optional"] = json!(true);
    }
    let id = format!("s{number}");
    if chance.percent(40) {
        return page(&id, more);
    }
    match chance.below(5) {
        0 => more["attempts"] = json!(1 + chance.below(2)),
        1 => more["done"] = json!("finished"),
        2 => {
            more["remediation"] =
                json!({ "tries": 1, "rounds": 1, "steps": [page(&format!("h{number}"), json!({}))] })
        }
        _ => {}
    }
    test(&id, more)
}

fn any_path(seed: u64, is_plain: bool) -> LearningPath {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let count = 2 + chance.below(4);
    let mut steps: Vec<_> = (0..count).map(|number| any_step(&mut chance, number, count, is_plain)).collect();
    if count > 3 && chance.percent(40) && !is_plain {
        let inside = steps.split_off(count - 2);
        let choose = if chance.percent(50) { json!(1) } else { Value::Null };
        steps.push(group("g", json!({ "order": "any", "choose": choose, "steps": inside }), json!({})));
    }
    let order = ["linear", "any"][chance.below(2)];
    let mut path = path(json!({ "order": order, "steps": steps }));
    if chance.percent(20) && !is_plain {
        path.success = Success::Score(75.0);
    }
    path
}

/// Every state that learners can reach, one action after the other, without any of the thoughts that make it fast.
fn every_state(ground: &Ground<'_>) -> Vec<Learner> {
    let start = Learner::new(ground.route, 0);
    let mut known = BTreeSet::from([start.state().records().to_vec()]);
    let mut states = vec![start];
    let mut at = 0;
    while at < states.len() {
        for after in successors(ground, &states[at]) {
            if known.insert(after.state().records().to_vec()) {
                states.push(after);
            }
        }
        at += 1;
    }
    states
}

fn successors(ground: &Ground<'_>, learner: &Learner) -> Vec<Learner> {
    let mut successors = Vec::new();
    for place in learner.choices() {
        if learner.record(place).is_some_and(|record| record.is_done()) {
            continue;
        }
        let results = [ground.best(place), ground.barely(place), StepResult::Failed(0.0)];
        let can_fail = matches!(ground.best(place), StepResult::Passed(_));
        for result in results.into_iter().take(if can_fail { 3 } else { 2 }) {
            let mut after = learner.clone();
            after.enter(place).unwrap();
            after.report(&outcome(result));
            after.leave();
            successors.push(after);
        }
    }
    successors
}

/// Whether some state leads to no state in which the goal is reached.
fn is_lost_somewhere(ground: &Ground<'_>, goal: Goal, states: &[Learner]) -> bool {
    let number: std::collections::BTreeMap<_, _> =
        states.iter().enumerate().map(|(number, it)| (it.state().records().to_vec(), number)).collect();
    let next: Vec<Vec<usize>> = states
        .iter()
        .map(|it| successors(ground, it).iter().map(|after| number[after.state().records()]).collect())
        .collect();
    let mut can: Vec<_> = states.iter().map(|it| goal.is_reached(it)).collect();
    loop {
        let before = can.clone();
        for at in (0..states.len()).rev() {
            can[at] |= next[at].iter().any(|&after| can[after]);
        }
        if can == before {
            return can.contains(&false);
        }
    }
}

/// The few learners of an exploration see what a walk through all states sees.
#[test]
fn what_is_found_is_what_a_walk_through_every_state_finds() {
    let (mut lost, mut kept) = (0, 0);
    for seed in 0..400 {
        let path = any_path(seed, false);
        let route = path.route();
        let ground = Ground::of(&route);
        let states = every_state(&ground);
        let exploration = route.explore();
        let kinds: BTreeSet<_> = exploration.findings().iter().map(|it| it.kind).collect();
        let expected = ground.goals.iter().any(|&goal| is_lost_somewhere(&ground, goal, &states));
        let found = kinds.iter().any(|kind| {
            use FindingKind as Kind;
            matches!(
                kind,
                Kind::NeverCompleted
                    | Kind::NeverPassed
                    | Kind::DeadEnd
                    | Kind::SuccessLost
                    | Kind::LockedOut
            )
        });
        assert_eq!(
            found,
            expected,
            "seed {seed}\n{}\n{}",
            exploration.report(),
            serde_json::to_string(&path).unwrap()
        );
        for (place, _) in route.leaves() {
            let is_reached =
                states.iter().any(|it| it.record(place).is_some_and(|record| record.begun() > 0));
            assert_eq!(
                exploration.coverage()[place].is_reached,
                is_reached,
                "seed {seed}, {}
{}",
                route.places[place].id,
                serde_json::to_string(&path).unwrap()
            );
        }
        if expected { lost += 1 } else { kept += 1 }
    }
    assert!(lost > 50 && kept > 50, "{lost} {kept}");
}

/// What a SCO tells whose attempt came to this end.
fn told_by_the_content(route: &Route, place: usize, result: StepResult) -> RunTimeData {
    let leaf = route.places[place].leaf().unwrap();
    let (passed, score) = match result {
        StepResult::Passed(score) => (Some(true), Some(score)),
        StepResult::Failed(score) => (Some(false), Some(score)),
        StepResult::Finished(score) => (None, score),
    };
    let is_done = leaf.done != Done::Passed || passed == Some(true);
    let is_true = |kind| match kind {
        FactKind::Attempted => true,
        FactKind::Done => is_done,
        FactKind::Passed => passed == Some(true),
        FactKind::Failed => passed == Some(false),
        FactKind::Score(least) => score.is_some_and(|score| score >= least),
    };
    let objectives = route.leaf_objectives(place).into_iter().map(|(id, kind)| RunTimeObjective {
        id,
        success: is_true(kind).then_some(true),
        ..RunTimeObjective::default()
    });
    RunTimeData {
        success: passed,
        completion: Some(is_done),
        scaled_score: score.map(|score| score / 100.0),
        objectives: objectives.collect(),
        exit: if is_done { Exit::Suspend } else { Exit::Normal },
        ..RunTimeData::default()
    }
}

/// The path and the activity tree that is made of it strand the same learners, in each edition.
#[test]
fn a_path_and_its_activity_tree_are_sound_together() {
    use crate::sequencing::FindingKind as TreeKind;
    use FindingKind as Kind;
    let mut stuck = 0;
    // Where nothing is required, the standard rolls nothing up.
    let routes = (0..).map(|seed| any_path(seed, true).route()).filter(|route| route.places[0].required);
    for (seed, route) in routes.take(24).enumerate() {
        let ground = Ground::of(&route);
        let outcomes = (0..route.places.len()).map(|place| {
            let Some(_) = route.places[place].leaf() else { return Vec::new() };
            let mut results = vec![ground.best(place), ground.barely(place)];
            if matches!(results[0], StepResult::Passed(_)) {
                results.push(StepResult::Failed(0.0));
            }
            results.into_iter().map(|result| told_by_the_content(&route, place, result)).collect()
        });
        let contents = Contents { outcomes: outcomes.collect(), are_taken_to_the_end: true };
        let exploration = route.explore();
        let of_path = exploration.findings().iter().any(|it| {
            matches!(
                it.kind,
                Kind::NeverCompleted
                    | Kind::DeadEnd
                    | Kind::LockedOut
                    | Kind::NeverPassed
                    | Kind::SuccessLost
            )
        });
        let edition = [Edition::Second, Edition::Third, Edition::Fourth][seed % 3];
        let tree = route.activity_tree("path", edition).unwrap();
        let explored = tree.explore_contents(edition, &ExplorationLimits::default(), &contents);
        assert!(explored.is_complete(), "seed {seed}: {:?}", explored.unexplored());
        let can_pass = ground.goals.contains(&Goal::Passed);
        let of_tree = explored.findings().iter().any(|it| match it.kind {
            TreeKind::NeverCompleted | TreeKind::DeadEnd | TreeKind::LockedOut => true,
            TreeKind::NeverSatisfied | TreeKind::SuccessLost => can_pass,
            _ => false,
        });
        assert_eq!(
            of_path,
            of_tree,
            "seed {seed}, {edition:?}\n{}\n{}\n{}",
            exploration.report(),
            explored.report(),
            serde_json::to_string(&route).unwrap()
        );
        stuck += usize::from(of_path);
    }
    assert!((5..24).contains(&stuck), "{stuck}");
}
