//! What those miss who do as they are told is named, and not something beside it.

use serde_json::{Value, json};

use super::{group, none, page, path, test, told};
use crate::model::path::Success;

fn pre_test(id: &str) -> Value {
    test(id, json!({ "done": "finished", "optional": true, "weight": 0.0 }))
}

#[test]
fn a_group_that_is_superfluous_is_named_where_what_is_in_it_is_missed() {
    let inner = group("inner", json!({ "order": "any", "steps": [test("a", none())] }), none());
    let outer = group("outer", json!({ "steps": [inner] }), json!({ "skip-if": { "passed": "pre" } }));
    let exploration = path(json!({ "steps": [pre_test("pre"), outer, page("z", none())] })).explore();
    assert_eq!(
        told(&exploration),
        ["learners are led past `outer`, and without it the path is not passed after: `pre` is passed"]
    );
}

#[test]
fn of_several_superfluous_steps_the_one_that_is_needed_is_named() {
    let tested_out = json!({ "skip-if": { "passed": "pre" } });
    let steps = [pre_test("pre"), page("read", tested_out.clone()), test("a", tested_out), page("z", none())];
    let exploration = path(json!({ "steps": steps })).explore();
    assert_eq!(
        told(&exploration),
        ["learners are led past `a`, and without it the path is not passed after: `pre` is passed"]
    );
}

#[test]
fn an_optional_step_whose_points_are_needed_is_named() {
    let weight = |weight: f64| json!({ "weight": weight });
    let mut offer = test("offer", weight(1.0));
    offer["optional"] = json!(true);
    let mut path = path(json!({ "order": "any", "steps": [offer, test("a", weight(0.25))] }));
    path.success = Success::Score(60.0);
    assert_eq!(
        told(&path.explore())[0],
        "the path is not passed without `offer`, which is optional: 60 % are not reached, after: `offer` is left out"
    );
}

#[test]
fn where_one_of_several_optional_steps_is_needed_all_of_them_are_named() {
    let optional = |id: &str| test(id, json!({ "optional": true, "weight": 1.0, "pass-mark": 100.0 }));
    let mut path = path(json!({ "order": "any", "steps": [
        optional("one"), optional("two"), test("a", json!({ "weight": 1.0, "pass-mark": 100.0 })),
    ] }));
    path.success = Success::Score(60.0);
    assert_eq!(
        told(&path.explore()),
        [
            "the path is not passed without one of `one`, `two`, which are optional: 60 % are not reached, after: \
          `one` is left out; `two` is left out"
        ]
    );
}

#[test]
fn an_optional_step_is_named_where_others_stand_between() {
    let steps = [
        page("last", json!({ "after": { "completed": "between" } })),
        page("between", json!({ "after": { "completed": "offer" } })),
        page("offer", json!({ "optional": true })),
    ];
    let exploration = path(json!({ "order": "any", "steps": steps })).explore();
    assert_eq!(
        told(&exploration),
        [
            "the path is not completed without `offer`, which is optional: `last` waits for `between` to be done, \
          after: `offer` is left out"
        ]
    );
}

#[test]
fn tries_that_nobody_gets_to_are_not_used_up() {
    let help = page("help", json!({ "after": { "completed": "z" } }));
    let exploration = path(json!({ "order": "any", "steps": [
        test("t", json!({ "remediation": { "tries": 1, "steps": [help] } })),
        page("z", json!({ "after": { "passed": "t" } })),
    ] }))
    .explore();
    assert_eq!(
        told(&exploration),
        [
            "the path can no longer be completed after: `t-1` is failed",
            "nobody gets to `help`: it waits for `t-1` to be failed, `z` to be done",
            "nobody gets to `t-2`: it waits for `t-1` to be failed, `help` to be done, `t-1` to be done",
        ]
    );
}

/// Who is drawn nothing that can be passed is told so, and not that what is done is not done.
#[test]
fn a_group_of_which_nothing_was_drawn_that_can_be_passed_is_not_passed() {
    let drawn = json!({ "order": "any", "draw": 1, "steps": [test("a", none()), page("b", none())] });
    let exploration = path(json!({ "steps": [group("some", drawn, none()), page("z", none())] })).explore();
    assert_eq!(
        told(&exploration),
        ["the path can never be passed: `some` is not passed, after: `b` is drawn from `some`"]
    );
}
