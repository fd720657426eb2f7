//! Nothing is said of a draw that goes for another.

use serde_json::{Value, json};

use super::super::draws::Draws;
use super::{group, none, page, path, told};
use crate::steering::{Exploration, FindingKind};

/// Pages, so many of which are drawn.
fn pool(id: &str, pages: usize, draw: usize) -> Value {
    let pages: Vec<_> = (0..pages).map(|number| page(&format!("{id}{number}"), none())).collect();
    group(id, json!({ "order": "any", "draw": draw, "steps": pages }), none())
}

/// A pool of pages, and a page that waits for something of it.
fn waits(pages: usize, draw: usize, after: Value) -> Exploration {
    path(json!({ "steps": [pool("p", pages, draw), page("z", json!({ "after": after }))] })).explore()
}

#[test]
fn who_is_not_drawn_a_step_cannot_be_asked_for_it() {
    let stuck = waits(2, 1, json!({ "completed": "p1" }));
    assert_eq!(
        told(&stuck),
        ["the path can never be completed: `z` waits for `p1` to be done, after: `p0` is drawn from `p`"]
    );
    assert_eq!(stuck.findings()[0].kind, FindingKind::DeadEnd);
    waits(2, 1, json!({ "completed": "p" })).expect_sound();
}

#[test]
fn where_nobody_gets_there_whatever_is_drawn_nothing_is_said_of_draws() {
    let stuck = waits(3, 1, json!({ "all": [{ "completed": "p0" }, { "completed": "p1" }] }));
    assert_eq!(stuck.findings()[0].kind, FindingKind::NeverCompleted);
    assert!(stuck.findings().iter().all(|it| it.story.actions().is_empty()), "{}", stuck.report());
    assert!(stuck.findings().iter().any(|it| it.kind == FindingKind::NeverReached));
}

#[test]
fn every_step_of_a_large_pool_is_drawn_by_somebody() {
    let exploration = waits(40, 1, json!({ "completed": "p37" }));
    assert!(!exploration.is_complete());
    let kinds: Vec<_> = exploration.findings().iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [FindingKind::DeadEnd], "{}", exploration.report());
    assert!(exploration.coverage().iter().all(|it| it.is_reached), "{:?}", exploration.coverage());
}

/// Two of a hundred are hardly drawn together, and somebody is drawn them.
#[test]
fn what_takes_a_draw_that_was_not_tried_is_not_said_to_be_out_of_reach() {
    let both = json!({ "all": [{ "completed": "p3" }, { "completed": "p77" }] });
    let exploration = waits(100, 2, both);
    assert!(!exploration.is_complete());
    let kinds: Vec<_> = exploration.findings().iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [FindingKind::DeadEnd], "{}", exploration.report());
    // What not even they get to who are drawn everything is.
    let never = waits(100, 2, json!({ "failed": "p3" }));
    assert!(never.findings().iter().any(|it| it.kind == FindingKind::NeverReached), "{}", never.report());
}

#[test]
fn only_draws_that_matter_are_told() {
    let steps = json!({ "steps": [
        pool("p", 2, 1), pool("q", 2, 1), page("z", json!({ "after": { "completed": "q1" } })),
    ] });
    let told = told(&path(steps).explore());
    assert_eq!(
        told,
        ["the path can never be completed: `z` waits for `q1` to be done, after: `q0` is drawn from `q`"]
    );
}

#[test]
fn pools_in_pools_are_drawn_from_as_well() {
    let inner = group(
        "inner",
        json!({ "order": "any", "draw": 1, "steps": (0..20).map(|it| page(&format!("i{it}"), none())).collect::<Vec<_>>() }),
        none(),
    );
    let mut steps: Vec<_> = (0..19).map(|it| page(&format!("o{it}"), none())).collect();
    steps.push(inner);
    let outer = group("outer", json!({ "order": "any", "draw": 1, "steps": steps }), none());
    let route = path(json!({ "steps": [outer] })).route();
    let draws = Draws::of(&route);
    assert!(!draws.are_all);
    for place in 0..route.places.len() {
        assert!(draws.starts.iter().any(|it| it.is_there(place)), "{}", route.places[place].id);
    }
    assert!(draws.starts.len() < 60, "{}", draws.starts.len());
}
