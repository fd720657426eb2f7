//! However large a path is, its exploration ends, and says what it did not look at.

use serde_json::json;

use super::super::conclude::explore;
use super::{none, page, path, step, test, told};
use crate::steering::{Exploration, FindingKind, Route};

/// Tests one after the other, each with so many attempts.
fn tests(count: usize, attempts: usize) -> Route {
    let tests: Vec<_> =
        (0..count).map(|number| test(&format!("t{number}"), json!({ "attempts": attempts }))).collect();
    path(json!({ "steps": tests })).route()
}

fn unexplored(exploration: &Exploration) -> String {
    exploration.unexplored().join("; ")
}

#[test]
fn whatever_the_bound_is_nothing_untrue_is_said() {
    let steps = json!({ "steps": [
        page("a", none()), test("t", json!({ "attempts": 2, "skip-if": { "failed": "pre" } })),
        test("pre", json!({ "optional": true, "done": "finished" })), page("z", none()),
    ] });
    let route = path(steps).route();
    let all = explore(&route, u64::MAX);
    assert!(all.is_complete());
    let mut cut = 0;
    for most_work in (0..4000).step_by(7) {
        let some = explore(&route, most_work);
        for finding in some.findings() {
            let is_known =
                all.findings().iter().any(|it| (it.kind, it.place) == (finding.kind, finding.place));
            assert!(is_known, "{most_work}: {finding}");
        }
        cut += usize::from(!some.is_complete());
        assert!(some.is_complete() || unexplored(&some).contains("the path is too large"));
    }
    assert!(cut > 20, "{cut}");
}

#[test]
fn ways_to_get_stuck_that_are_not_told_are_counted() {
    let exploration = explore(&tests(30, 1), u64::MAX);
    assert_eq!(exploration.findings().len(), 24);
    assert!(unexplored(&exploration).contains("more learners got stuck than is told"), "{exploration:?}");
}

#[test]
fn a_path_of_a_thousand_tests_ends() {
    let exploration = explore(&tests(1000, 2), 30_000_000);
    assert!(exploration.findings().iter().all(|it| it.kind == FindingKind::LockedOut));
    assert!(!exploration.is_sound() && !exploration.is_complete());
}

/// More failures that are wanted than are combined: what cannot be proved is not said.
#[test]
fn a_goal_that_takes_many_failures_and_successes_is_not_said_to_be_out_of_reach() {
    let once = |number: usize| test(&format!("t{number}"), json!({ "attempts": 1, "done": "finished" }));
    let mut steps: Vec<_> = (0..16).map(once).collect();
    // Just those who fail the odd ones and pass the even ones get there.
    let wanted: Vec<_> = (0..16)
        .map(|number| {
            let fact = if number % 2 == 1 { "failed" } else { "passed" };
            json!({ fact: format!("t{number}") })
        })
        .collect();
    steps.push(page("z", json!({ "after": { "all": wanted } })));
    let exploration = path(json!({ "order": "any", "steps": steps })).explore();
    assert!(!exploration.is_complete());
    let never = [FindingKind::NeverCompleted, FindingKind::NeverReached, FindingKind::NeverPassed];
    assert!(!exploration.findings().iter().any(|it| never.contains(&it.kind)), "{:?}", told(&exploration));
}

#[test]
fn ways_that_are_not_tried_are_counted() {
    let mut steps = vec![step("g", json!({ "type": "link", "url": "https://example.org" }), none())];
    for number in 0..600 {
        steps.push(page(&format!("o{number}"), json!({ "optional": true })));
        steps.push(page(
            &format!("s{number}"),
            json!({ "after": { "attempted": format!("o{number}") }, "optional": true }),
        ));
    }
    let exploration = path(json!({ "order": "any", "steps": steps })).explore();
    assert!(
        unexplored(&exploration).contains("each was tried alone and all together, but for "),
        "{}",
        unexplored(&exploration)
    );
}
