//! What learners are promised.

use serde_json::{Value, json};

use super::*;
use crate::steering::tests::in_json::{group, page, path, test};

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

    /// Has given an answer that is wrong, and may still pass.
    fn begins_to_fail(&mut self, id: &str) -> &mut Self {
        self.report(id, Outcome { passed: Some(false), score: Some(0.0), ..Outcome::default() })
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
    walk.begins_to_fail("a").passes("b").finishes("z");
    assert_eq!((walk.0.status().completed, walk.0.status().passed), (false, None));
    walk.passes("a");
    assert_eq!((walk.0.status().completed, walk.0.status().passed), (true, Some(true)));
}

#[test]
fn nobody_has_failed_while_a_step_that_is_done_can_still_be_passed() {
    let steps = json!({ "steps": [test("a", json!({ "done": "completed" })), page("z", none())] });
    let read = Outcome { completed: true, score: Some(20.0), ..Outcome::default() };
    let mut walk = Walk::on(steps.clone());
    walk.report("a", read).finishes("z");
    assert_eq!((walk.0.status().completed, walk.0.status().passed), (true, None));
    assert_eq!(walk.passes("a").0.status().passed, Some(true));
    let mut other = Walk::on(steps);
    other.report("a", read).finishes("z").fails("a");
    assert_eq!(other.0.status().passed, Some(false));
    // What is over has nothing more to say.
    assert_eq!(other.passes("a").0.status().passed, Some(false));
}

#[test]
fn nobody_has_failed_while_another_choice_can_still_be_passed() {
    let some = json!({ "order": "any", "choose": 1, "steps": [page("a", none()), test("b", json!({ "attempts": 1 }))] });
    let mut walk = Walk::on(json!({ "steps": [group("some", some, none())] }));
    walk.finishes("a");
    assert_eq!((walk.0.status().completed, walk.0.status().passed), (true, None));
    let mut failed = Walk(walk.0.clone());
    assert_eq!(failed.fails("b").0.status().passed, Some(false));
    assert_eq!(walk.passes("b").0.status().passed, Some(true));
}

#[test]
fn nobody_has_failed_while_what_weighs_can_still_raise_the_score() {
    let mut path = path(json!({ "order": "any", "steps": [
        test("a", json!({ "attempts": 1, "done": "finished" })),
        test("b", json!({ "optional": true, "weight": 1.0, "attempts": 1, "after": { "failed": "a" } })),
        test("c", json!({ "optional": true, "weight": 0.0, "attempts": 1 })),
    ] }));
    path.success = Success::Score(50.0);
    let mut walk = Walk(Learner::new(&path.route(), 1));
    walk.fails("a");
    assert_eq!((walk.0.status().completed, walk.0.status().passed), (true, None));
    assert_eq!(walk.fails("b").0.status().passed, Some(false));
    let mut other = Walk(Learner::new(&path.route(), 1));
    // Without that, nothing that still could be taken weighs anything.
    let half_failed = Outcome { ended: true, completed: true, passed: None, score: Some(0.0) };
    assert_eq!(other.report("a", half_failed).0.status().passed, Some(false));
}

#[test]
fn nobody_has_failed_by_what_opens_only_later() {
    let later = json!({ "optional": true, "weight": 1.0, "after": { "completed": "talk" } });
    let mut path = path(json!({ "order": "any", "steps": [
        test("a", json!({ "attempts": 1, "done": "finished" })), test("late", later), page("talk", json!({ "optional": true })),
    ] }));
    path.success = Success::Score(50.0);
    let mut walk = Walk(Learner::new(&path.route(), 1));
    assert_eq!(walk.fails("a").0.status().passed, None);
    assert_eq!(walk.finishes("talk").passes("late").0.status().passed, Some(true));
}

#[test]
fn a_pass_stays_when_what_was_passed_becomes_superfluous() {
    let skip = json!({ "skip-if": { "completed": "z" } });
    let mut walk = Walk::on(json!({ "order": "any", "steps": [
        group("g", json!({ "order": "any", "steps": [test("a", skip), page("b", none())] }), none()), page("z", none()),
    ] }));
    walk.report("a", Outcome { passed: Some(true), score: Some(90.0), ..Outcome::default() });
    walk.finishes("z").finishes("b");
    assert!(walk.0.has_passed(walk.place("g")));
    assert_eq!(walk.0.status().passed, Some(true));
}

#[test]
fn a_mean_that_is_just_the_mark_passes() {
    for (mark, score) in [(66.67, 66.67), (33.3333, 33.3333), (0.07, 0.07), (56.999, 56.999)] {
        let mut path = path(json!({ "order": "any", "steps": [test("a", json!({ "done": "finished" }))] }));
        path.success = Success::Score(mark);
        let mut walk = Walk(Learner::new(&path.route(), 1));
        walk.scores("a", score);
        assert_eq!(walk.0.status().passed, Some(true), "{mark}");
    }
}

#[test]
fn who_chooses_finds_the_steps_in_their_own_order() {
    let pool: Vec<_> = ["a", "b", "c", "d", "e"].map(|id| page(id, none())).into();
    let steps = json!({ "order": "any", "steps": [
        group("pool", json!({ "order": "any", "shuffle": true, "steps": pool }), none()), page("z", none())
    ] });
    let route = path(steps).route();
    for seed in 0..9 {
        let learner = Learner::new(&route, seed);
        let order: Vec<_> = learner.offered(1).iter().copied().chain([7]).collect();
        assert_eq!(learner.choices(), order);
    }
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
