//! What routes promise.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::model::Id;
use crate::model::path::{Done, LearningPath};
use crate::steering::{Expression, Fact, FactKind, PlaceKind, Route};

fn route(group: Value) -> Route {
    let path = json!({ "id": "path", "title": "Path", "language": "en", "steps": group });
    serde_json::from_value::<LearningPath>(path).unwrap().route()
}

/// A step to read, with more to say about it.
fn page(id: &str, more: Value) -> Value {
    let mut page = json!({ "id": id, "content": { "type": "link", "url": "https://example.org" } });
    page.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    page
}

fn test(id: &str, more: Value) -> Value {
    let mut test = json!({ "id": id, "content": { "type": "test", "draws": [] }, "pass-mark": 80.0 });
    test.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    test
}

fn none() -> Value {
    json!({})
}

fn ids(route: &Route) -> Vec<&str> {
    route.places.iter().map(|place| place.id.as_str()).collect()
}

fn done(place: usize) -> Expression {
    Expression::Is(Fact { place, kind: FactKind::Done })
}

#[test]
fn identifiers_collide_with_no_others() {
    let remediation = json!({ "remediation": { "tries": 1, "rounds": 2, "steps": [page("r", none())] } });
    let steps = [page("path", none()), page("t-1", none()), test("t", remediation), page("r-2", none())];
    let route = route(json!({ "steps": steps }));
    assert_eq!(ids(&route), ["path-2", "path", "t-1", "t", "t-2", "r", "t-3", "r-3", "t-4", "r-2"]);
    let steps: Vec<_> = route.places.iter().filter(|place| place.step == Id::from("t")).collect();
    assert_eq!(steps.len(), 4);
}

#[test]
fn identifiers_stay_as_short_as_they_have_to_be() {
    let long = "t".repeat(Id::MAX_LENGTH);
    let remediation = json!({ "remediation": { "tries": 60, "steps": [page("r", none())] } });
    let route = route(json!({ "steps": [test(&long, remediation)] }));
    let all: BTreeSet<_> = ids(&route).into_iter().collect();
    assert_eq!(all.len(), route.places.len());
    assert!(route.places.iter().all(|place| place.id.is_legal()));
}

#[test]
fn groups_come_before_what_is_in_them() {
    let inner =
        json!({ "id": "g", "content": { "type": "group", "steps": [page("b", none()), page("c", none())] } });
    let route = route(json!({ "steps": [page("a", none()), inner, page("d", none())] }));
    assert_eq!(ids(&route), ["path", "a", "g", "b", "c", "d"]);
    assert_eq!(route.places[2].children, [3, 4]);
    assert_eq!(route.places[5].opens, Expression::All(vec![done(3), done(4)]));
    // What is around it does not have to be said again.
    assert!(route.places[3].opens.is_always());
}

#[test]
fn what_is_to_be_passed_is_done_when_it_is_passed_and_everything_else_when_it_is_completed() {
    let steps = [
        page("a", none()),
        test("b", none()),
        test("c", json!({ "done": "finished" })),
        page("d", json!({ "done": "passed" })),
    ];
    let route = route(json!({ "steps": steps }));
    let rules: Vec<_> = route.leaves().map(|(_, leaf)| leaf.done).collect();
    assert_eq!(rules, [Done::Completed, Done::Passed, Done::Finished, Done::Completed]);
    let weights: Vec<_> = route.places.iter().map(|place| place.weight).collect();
    assert_eq!(weights, [1.0, 0.0, 1.0, 1.0, 0.0]);
    assert!(route.places[0].counts && !route.places[1].counts);
}

#[test]
fn leaves_know_which_scores_are_asked_of_them() {
    let score = |at_least: f64| json!({ "score": { "step": "t", "at-least": at_least } });
    let steps = [
        test("t", none()),
        page("a", json!({ "after": score(60.0), "skip-if": score(90.0) })),
        page("b", json!({ "after": { "any": [score(90.0), score(20.0)] } })),
    ];
    let route = route(json!({ "order": "any", "steps": steps }));
    assert_eq!(route.places[1].leaf().unwrap().thresholds, [20.0, 60.0, 90.0]);
}

#[test]
fn a_step_with_tries_is_asked_for_by_any_of_them() {
    let remediation = json!({ "remediation": { "tries": 2, "rounds": 1, "steps": [page("r", none())] } });
    let after = json!({ "after": { "passed": "t" } });
    let route = route(json!({ "order": "any", "steps": [test("t", remediation), page("z", after)] }));
    let z = route.position(&"z".into()).unwrap();
    let facts = route.places[z].opens.facts();
    assert!(matches!(route.places[z].opens, Expression::Any(_)));
    assert_eq!(
        facts.iter().map(|fact| route.places[fact.place].id.as_str()).collect::<Vec<_>>(),
        ["t-1", "t-2", "t-3", "t-4"]
    );
    assert!(facts.iter().all(|fact| fact.kind == FactKind::Passed));
}

#[test]
fn a_group_is_superfluous_when_all_is_that_it_asks_for() {
    let skip = |of: &str| json!({ "skip-if": { "passed": of } });
    let inside = [page("a", skip("t")), page("b", skip("u")), page("c", json!({ "optional": true }))];
    let group = json!({ "id": "g", "content": { "type": "group", "steps": inside } });
    let route = route(json!({ "order": "any", "steps": [test("t", none()), test("u", none()), group] }));
    let passed = |place| Expression::Is(Fact { place, kind: FactKind::Passed });
    assert_eq!(route.places[3].skips, Expression::All(vec![passed(1), passed(2)]));
}

#[test]
fn what_is_superfluous_because_it_is_superfluous_is_not() {
    let skip = |of: &str| json!({ "skip-if": { "completed": of } });
    let steps = [page("a", skip("b")), page("b", skip("a"))];
    let route = route(json!({ "order": "any", "steps": steps }));
    for place in [1, 2] {
        assert!(!route.places[place].behind.holds(&|_| false));
        assert!([1, 2].iter().all(|&one| route.places[place].behind.holds(&|fact| fact.place == one)));
    }
}

#[test]
fn circles_and_long_chains_come_to_an_end() {
    let ids: Vec<_> = (0..16).map(|at| format!("s{at}")).collect();
    let others: Vec<_> = ids.iter().map(|id| json!({ "completed": id })).collect();
    let steps: Vec<_> = ids.iter().map(|id| page(id, json!({ "skip-if": { "any": others } }))).collect();
    assert_eq!(route(json!({ "steps": steps })).places.len(), 17);
    let chain: Vec<_> = (0..400)
        .map(|at| page(&format!("s{at}"), json!({ "skip-if": { "completed": format!("s{}", at + 1) } })))
        .collect();
    assert_eq!(route(json!({ "steps": chain })).places.len(), 401);
}

#[test]
fn what_is_too_tangled_to_be_worked_out_is_told() {
    let ids: Vec<_> = (0..60).map(|at| format!("s{at}")).collect();
    let others: Vec<_> = ids.iter().map(|id| json!({ "completed": id })).collect();
    let steps: Vec<_> = ids.iter().map(|id| page(id, json!({ "skip-if": { "any": others } }))).collect();
    let found = route(json!({ "steps": steps })).check();
    assert!(found.has_errors() && found.iter().all(|finding| finding.code() == "CW740"), "{found}");
}

#[test]
fn of_paths_that_people_write_everything_is_worked_out() {
    let next = |at: usize| json!({ "skip-if": { "completed": format!("s{}", at + 1) } });
    let before = |at: usize| match at {
        0 => none(),
        at => json!({ "skip-if": { "completed": format!("s{}", at - 1) } }),
    };
    for more in [&next as &dyn Fn(usize) -> Value, &before] {
        let steps: Vec<_> = (0..400).map(|at| page(&format!("s{at}"), more(at))).collect();
        let found = route(json!({ "order": "any", "steps": steps })).check();
        assert!(found.is_empty(), "{found}");
    }
}

#[test]
fn no_path_has_more_tries_than_anybody_takes() {
    let remediation =
        json!({ "remediation": { "tries": 65535, "rounds": 65535, "steps": [page("r", none())] } });
    let route = route(json!({ "steps": [test("t", remediation)] }));
    assert!(route.places.len() < 300, "{}", route.places.len());
}

#[test]
fn what_names_nothing_never_opens() {
    let route =
        route(json!({ "order": "any", "steps": [page("a", json!({ "after": { "passed": "nobody" } }))] }));
    assert!(route.places[1].opens.is_never());
}

#[test]
fn a_group_without_steps_is_superfluous() {
    let group = json!({ "id": "g", "content": { "type": "group", "steps": [] } });
    let route = route(json!({ "steps": [group, page("a", none())] }));
    assert!(route.places[1].skips.is_always() && !route.places[1].required);
    assert!(matches!(route.places[1].kind, PlaceKind::Group { .. }));
    assert!(route.places[2].opens.is_always());
}

#[test]
fn a_linear_path_asks_each_step_for_the_one_before_alone() {
    let steps: Vec<_> = (0..1_000).map(|at| page(&format!("s{at}"), none())).collect();
    let route = route(json!({ "steps": steps }));
    assert!(route.places.iter().all(|place| place.opens.facts().len() <= 1));
}
