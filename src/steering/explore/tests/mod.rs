//! What the exploration of a path promises.

mod activities;
mod bounds;
mod draws;
mod every_state;
mod missed;
mod random;

use serde_json::{Value, json};

use super::*;
use crate::model::path::Success;
use crate::steering::tests::in_json::{group, page, path, step, test};

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
fn nobody_fails_what_everybody_passes() {
    let once = json!({ "attempts": 1, "pass-mark": 0.0 });
    path(json!({ "steps": [test("t", once), page("z", none())] })).explore().expect_sound();
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
        [
            "who chooses others in `some` is led past `b`, and without it the path is not completed after: `a` is finished"
        ]
    );
}

#[test]
fn the_choice_that_is_missed_is_named_and_nothing_else_that_was_passed_over() {
    let pre_test = test("pre", json!({ "optional": true, "done": "finished" }));
    let steps = json!({ "steps": [
        pre_test,
        test("t", json!({ "skip-if": { "passed": "pre" } })),
        group("some", json!({ "order": "any", "choose": 1, "steps": [page("a", none()), test("b", none())] }), none()),
        test("end", none()),
    ] });
    assert_eq!(
        told(&path(steps).explore()),
        ["who chooses others in `some` is led past `b`, and without it the path is not passed after: \
          `t` is passed; `a` is finished"]
    );
}

#[test]
fn a_whole_group_that_was_not_chosen_is_named_where_what_is_in_it_is_asked_for() {
    let inner =
        group("inner", json!({ "order": "linear", "steps": [page("b", none()), page("c", none())] }), none());
    let steps = json!({ "steps": [
        group("some", json!({ "order": "any", "choose": 1, "steps": [page("a", none()), inner] }), none()),
        page("z", json!({ "after": { "completed": "c" } })),
    ] });
    assert_eq!(
        told(&path(steps).explore()),
        [
            "who chooses others in `some` is led past `inner`, and without it the path is not completed after: \
          `a` is finished"
        ]
    );
}

#[test]
fn an_optional_step_is_named_though_what_waits_for_it_is_no_goal_itself() {
    let steps = json!({ "steps": [
        page("more", json!({ "optional": true })), page("talk", json!({ "after": { "completed": "more" } })),
        test("end", none()),
    ] });
    assert_eq!(
        told(&path(steps).explore()),
        [
            "the path is not completed without `more`, which is optional: `talk` waits for `more` to be done, after: \
          `more` is left out"
        ]
    );
}

#[test]
fn what_never_or_always_makes_a_step_superfluous_is_told_and_harms_nobody() {
    let exploration = path(json!({ "steps": [
        test("t", none()),
        page("never", json!({ "skip-if": { "any": [] } })),
        page("always", json!({ "skip-if": { "all": [] } })),
        page("late", json!({ "skip-if": { "attempted": "later" } })),
        page("later", none()),
        group("offers", json!({ "steps": [page("offer", json!({ "optional": true }))] }), none()),
        page("idle", json!({ "after": { "any": [{ "completed": "offers" }, { "completed": "later" }] } })),
    ] }))
    .explore();
    assert!(exploration.is_sound());
    assert!(told(&exploration).contains(&"what `idle` waits for holds from the beginning on".to_owned()));
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
