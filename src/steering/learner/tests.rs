//! What learners are promised.

use serde_json::{Value, json};

use super::*;
use crate::model::path::LearningPath;

/// A path of these steps, in the words of serde.
fn path(group: Value) -> LearningPath {
    let path = json!({ "id": "path", "title": "Path", "language": "en", "steps": group });
    serde_json::from_value(path).unwrap()
}

/// A step to read, with more to say about it.
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

/// A learner, and what they do.
struct Walk(Learner);

impl Walk {
    fn on(group: Value) -> Self {
        Self(Learner::new(&path(group).route(), 1))
    }

    fn place(&self, id: &str) -> usize {
        self.0.route().position(&id.into()).unwrap()
    }

    fn names(&self, places: impl IntoIterator<Item = usize>) -> Vec<String> {
        places.into_iter().map(|place| self.0.route().places[place].id.to_string()).collect()
    }

    fn choices(&self) -> String {
        self.names(self.0.choices()).join(" ")
    }

    fn next(&self) -> String {
        self.names(self.0.next()).join(" ")
    }

    fn report(&mut self, id: &str, outcome: Outcome) -> &mut Self {
        self.0.enter(self.place(id)).unwrap();
        self.0.report(&outcome);
        self.0.leave();
        self
    }

    fn finishes(&mut self, id: &str) -> &mut Self {
        self.report(id, Outcome { ended: true, completed: true, ..Outcome::default() })
    }

    fn passes(&mut self, id: &str) -> &mut Self {
        self.scores(id, 100.0)
    }

    fn fails(&mut self, id: &str) -> &mut Self {
        self.scores(id, 0.0)
    }

    fn scores(&mut self, id: &str, score: f64) -> &mut Self {
        let passed = Some(score >= 80.0);
        self.report(id, Outcome { ended: true, completed: true, passed, score: Some(score) })
    }

    fn is_done(&self, id: &str) -> bool {
        self.0.is_done(self.place(id))
    }
}

fn none() -> Value {
    json!({})
}

#[test]
fn in_order_each_step_opens_the_next_and_none_closes() {
    let mut walk = Walk::on(json!({ "steps": [page("a", none()), page("b", none()), page("c", none())] }));
    assert_eq!((walk.choices(), walk.next()), ("a".into(), "a".into()));
    walk.0.enter(walk.place("a")).unwrap();
    assert_eq!(walk.next(), "");
    walk.finishes("a");
    assert_eq!((walk.choices(), walk.next()), ("a b".into(), "b".into()));
    walk.finishes("b").finishes("a");
    assert_eq!(walk.choices(), "a b c");
    walk.finishes("c");
    assert_eq!(walk.next(), "");
    assert!(walk.0.status().completed);
}

#[test]
fn what_is_optional_holds_nothing_up() {
    let mut walk = Walk::on(
        json!({ "steps": [page("a", none()), page("b", json!({ "optional": true })), page("c", none())] }),
    );
    walk.finishes("a");
    assert_eq!((walk.choices(), walk.next()), ("a b c".into(), "b".into()));
    walk.finishes("c");
    assert!(walk.0.status().completed);
}

#[test]
fn what_the_learner_knows_is_skipped_and_may_be_taken_nevertheless() {
    let skip = json!({ "skip-if": { "score": { "step": "pre", "at-least": 75.0 } } });
    let steps =
        json!({ "steps": [test("pre", json!({ "done": "finished" })), page("m", skip), page("z", none())] });
    let mut knows = Walk::on(steps.clone());
    knows.scores("pre", 76.0);
    assert_eq!((knows.next(), knows.choices()), ("z".into(), "pre m z".into()));
    assert!(knows.0.is_skipped(knows.place("m")));
    knows.finishes("z");
    assert!(knows.0.status().completed);
    let mut learns = Walk::on(steps);
    learns.scores("pre", 74.0);
    assert_eq!(learns.next(), "m");
    assert_eq!(learns.finishes("m").next(), "z");
}

#[test]
fn a_chain_of_what_can_be_skipped_stays_in_order() {
    let skip = |of: &str| json!({ "skip-if": { "passed": of } });
    let mut walk = Walk::on(json!({ "steps": [
        test("pre", json!({ "optional": true })), page("first", none()),
        page("a", skip("pre")), page("b", skip("pre")), page("z", none()),
    ] }));
    assert_eq!(walk.choices(), "pre first");
    walk.passes("pre");
    // What was skipped does not open what comes after before its own turn.
    assert_eq!(walk.choices(), "pre first");
    assert_eq!(walk.finishes("first").choices(), "pre first a b z");
}

#[test]
fn so_many_as_the_learner_chooses_are_enough() {
    let mut walk = Walk::on(json!({ "steps": [
        group("some", json!({ "order": "any", "choose": 2, "steps": [page("a", none()), page("b", none()), page("c", none())] }), none()),
        page("z", none()),
    ] }));
    assert_eq!(walk.choices(), "a b c");
    walk.finishes("a");
    assert!(!walk.is_done("some"));
    walk.finishes("c");
    assert!(walk.is_done("some") && walk.0.is_skipped(walk.place("b")));
    assert_eq!((walk.next(), walk.choices()), ("z".into(), "a b c z".into()));
    assert_eq!(walk.0.status().progress, 0.5);
}

#[test]
fn among_what_is_chosen_next_leads_nowhere() {
    let mut walk = Walk::on(json!({ "steps": [
        page("first", none()),
        group("some", json!({ "order": "choice", "steps": [page("a", none()), page("b", none())] }), none()),
    ] }));
    assert_eq!(walk.finishes("first").next(), "");
    assert_eq!(walk.finishes("a").next(), "");
    assert_eq!(walk.choices(), "first a b");
}

#[test]
fn those_who_fail_learn_more_before_they_try_again() {
    let remediation = json!({ "remediation": { "tries": 2, "rounds": 1, "steps": [page("help", none())] } });
    let mut walk = Walk::on(json!({ "steps": [test("t", remediation.clone()), page("z", none())] }));
    let route = walk.0.route();
    assert_eq!(walk.names(0..route.places.len()), ["path", "t", "t-1", "t-2", "help", "t-3", "t-4", "z"]);
    assert_eq!(walk.fails("t-1").choices(), "t-2");
    assert_eq!(walk.next(), "t-2");
    assert_eq!(walk.fails("t-2").choices(), "help");
    assert_eq!(walk.finishes("help").choices(), "help t-3");
    assert_eq!(walk.0.can_enter(walk.place("t-1")), Err(Closed::NoAttemptsLeft));
    walk.passes("t-3");
    assert_eq!((walk.next(), walk.choices()), ("z".into(), "help t-3 z".into()));
    assert!(walk.is_done("t") && walk.0.has_passed(walk.place("t")));
    // Who passes at once meets none of it.
    let mut clever = Walk::on(json!({ "steps": [test("t", remediation), page("z", none())] }));
    assert_eq!(clever.passes("t-1").choices(), "t-1 z");
    assert_eq!((clever.next(), clever.0.status().passed), ("z".into(), Some(true)));
}

#[test]
fn without_rounds_the_last_try_has_no_limit() {
    let remediation = json!({ "remediation": { "tries": 1, "steps": [page("help", none())] } });
    let mut walk = Walk::on(json!({ "steps": [test("t", remediation)] }));
    walk.fails("t-1").finishes("help").fails("t-2").fails("t-2").scores("t-2", 90.0);
    assert_eq!(walk.0.score(walk.place("t")).map(f64::round), Some(90.0));
    assert!(walk.0.status().completed);
}

#[test]
fn attempts_are_counted_when_they_end_failed_only() {
    let mut walk = Walk::on(json!({ "steps": [test("t", json!({ "attempts": 2 }))] }));
    let open = Outcome { passed: Some(false), score: Some(20.0), ..Outcome::default() };
    for _ in 0..5 {
        walk.report("t", open);
    }
    walk.fails("t");
    assert_eq!(walk.choices(), "t");
    walk.fails("t");
    assert_eq!(walk.choices(), "");
    assert_eq!(walk.0.can_enter(1), Err(Closed::NoAttemptsLeft));
    let mut lucky = Walk::on(json!({ "steps": [test("t", json!({ "attempts": 1 }))] }));
    // What is done can be seen again.
    assert_eq!(lucky.passes("t").choices(), "t");
}

#[test]
fn nothing_that_was_reached_is_taken_away() {
    let mut walk = Walk::on(json!({ "order": "any", "steps": [
        test("t", none()), page("z", json!({ "after": { "score": { "step": "t", "at-least": 50.0 } } })),
    ] }));
    walk.scores("t", 60.0).scores("t", 10.0);
    assert_eq!(walk.choices(), "t z");
    walk.passes("t").fails("t");
    assert!(walk.0.has_passed(1));
}

#[test]
fn who_draws_gets_so_many_and_always_the_same() {
    let pool: Vec<_> = ["a", "b", "c", "d", "e"].map(|id| page(id, none())).into();
    let steps = json!({ "steps": [
        group("pool", json!({ "order": "any", "draw": 2, "shuffle": true, "steps": pool }), none()), page("z", none())
    ] });
    let route = path(steps).route();
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..50 {
        let mut walk = Walk(Learner::new(&route, seed));
        let drawn = walk.0.offered(1).to_vec();
        assert_eq!(drawn, Learner::new(&route, seed).offered(1));
        assert_eq!(walk.0.choices().len(), 2);
        let missing = (2..7).find(|place| !drawn.contains(place)).unwrap();
        assert_eq!(walk.0.can_enter(missing), Err(Closed::NotDrawn));
        for &place in &drawn {
            assert_eq!(walk.0.next(), Some(place));
            let id = walk.names([place]).remove(0);
            walk.finishes(&id);
        }
        assert_eq!(walk.next(), "z");
        seen.insert(drawn);
    }
    assert!(seen.len() > 10);
}

#[test]
fn success_is_every_step_that_counts() {
    let mut walk = Walk::on(json!({ "order": "any", "steps": [
        test("a", json!({ "done": "finished" })), test("b", none()), test("c", json!({ "optional": true })), page("z", none()),
    ] }));
    walk.fails("a").passes("b").finishes("z");
    assert_eq!((walk.0.status().completed, walk.0.status().passed), (true, Some(false)));
    walk.passes("a");
    assert_eq!(walk.0.status().passed, Some(true));
}

#[test]
fn success_by_score_is_the_weighted_mean_of_what_has_something_to_score() {
    let mut path = path(json!({ "order": "any", "steps": [
        test("a", json!({ "weight": 0.25 })), test("b", json!({ "weight": 0.75 })), page("z", none()),
    ] }));
    path.success = Success::Score(70.0);
    let mut walk = Walk(Learner::new(&path.route(), 1));
    walk.scores("b", 90.0);
    assert_eq!((walk.0.status().score, walk.0.status().passed), (Some(67.5), None));
    walk.scores("a", 10.0);
    assert_eq!((walk.0.status().score, walk.0.status().passed), (Some(70.0), Some(true)));
}

#[test]
fn why_something_is_closed_is_what_is_missing() {
    let after = json!({ "after": { "all": [{ "completed": "a" }, { "passed": "b" }] } });
    let mut walk = Walk::on(
        json!({ "order": "any", "steps": [page("a", none()), test("b", none()), page("c", after)] }),
    );
    walk.finishes("a");
    let passed = Expression::Is(Fact { place: 2, kind: FactKind::Passed });
    assert_eq!(walk.0.can_enter(3), Err(Closed::Waiting { place: 3, unmet: passed }));
    assert_eq!(walk.0.can_enter(0), Err(Closed::NoStep));
    assert_eq!(walk.0.can_enter(99), Err(Closed::NoStep));
}

#[test]
fn what_was_kept_goes_on_and_fits_no_other_route() {
    let mut walk = Walk::on(json!({ "steps": [test("a", none()), page("b", none())] }));
    walk.passes("a");
    let kept = serde_json::to_string(walk.0.state()).unwrap();
    let again = Learner::restore(walk.0.route(), serde_json::from_str(&kept).unwrap()).unwrap();
    assert_eq!((again.state(), again.next()), (walk.0.state(), walk.0.next()));
    let other = path(json!({ "steps": [page("a", none())] })).route();
    assert!(Learner::restore(&other, walk.0.state().clone()).is_err());
}
