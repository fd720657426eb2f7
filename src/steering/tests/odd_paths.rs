//! Paths that no check lets through: nothing that is made of them panics, whatever they say.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::Edition;
use crate::model::path::LearningPath;
use crate::steering::{Fact, FactKind, Learner, Outcome};

/// Some of them are there, some twice, and some are no identifiers.
fn id() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["path", "a", "b", "b-2", "c", "nobody", "", "É?", "x-1"])
        .prop_map(str::to_owned)
}

fn number() -> impl Strategy<Value = u16> {
    prop::sample::select(vec![0, 1, 2, 3, 40, 999, u16::MAX])
}

fn percent() -> impl Strategy<Value = f64> {
    prop::sample::select(vec![-1e300, -1.0, 0.0, 66.67, 100.0, 1e300])
}

fn requirement() -> impl Strategy<Value = Value> {
    let fact = (id(), prop::sample::select(vec!["attempted", "completed", "passed", "failed"]))
        .prop_map(|(id, kind)| json!({ kind: id }));
    let score =
        (id(), percent()).prop_map(|(id, at_least)| json!({ "score": { "step": id, "at-least": at_least } }));
    prop_oneof![3 => fact, 1 => score].prop_recursive(3, 12, 4, |inner| {
        let several = prop::collection::vec(inner, 0..5);
        (prop::sample::select(vec!["all", "any", "at-least"]), number(), several).prop_map(
            |(kind, count, of)| match kind {
                "at-least" => json!({ "at-least": { "count": count, "of": of } }),
                kind => json!({ kind: of }),
            },
        )
    })
}

fn group(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    (
        prop::sample::select(vec!["linear", "any", "choice"]),
        prop::option::of(number()),
        prop::option::of(number()),
        any::<bool>(),
        prop::collection::vec(inner, 0..5),
    )
        .prop_map(|(order, choose, draw, shuffle, steps)| {
            json!({ "order": order, "choose": choose, "draw": draw, "shuffle": shuffle, "steps": steps })
        })
}

/// Everything that a step can say, whether it makes sense or not.
fn said() -> impl Strategy<Value = Value> {
    let often = prop::option::weighted::<BoxedStrategy<u16>>;
    (
        (id(), prop::option::of(requirement()), prop::option::of(requirement()), any::<bool>()),
        prop::option::of(prop::sample::select(vec!["passed", "finished", "completed"])),
        (prop::option::of(percent()), prop::option::of(percent())),
        (often(0.3, number().boxed()), often(0.2, number().boxed()), often(0.2, number().boxed())),
    )
        .prop_map(|((id, after, skip_if, optional), done, (mark, weight), (attempts, limit, due))| {
            json!({
                "id": id, "after": after, "skip-if": skip_if, "optional": optional, "done": done, "pass-mark": mark,
                "weight": weight, "attempts": attempts, "time-limit": limit, "due": due
            })
        })
}

fn step() -> impl Strategy<Value = Value> {
    let link = json!({ "type": "link", "url": "https://example.org" });
    let contents =
        vec![link, json!({ "type": "test", "draws": [] }), json!({ "type": "course", "course": "none" })];
    let leaf = (said(), prop::sample::select(contents)).prop_map(|(mut step, content)| {
        step["content"] = content;
        step
    });
    leaf.prop_recursive(3, 10, 4, |inner| {
        let remedied = (
            said(),
            number(),
            prop::option::of(prop::sample::select(vec![0, 1, 2, 2, 2, u16::MAX])),
            prop::collection::vec(inner.clone(), 0..3),
        )
            .prop_map(|(mut step, tries, rounds, steps)| {
                step["content"] = json!({ "type": "test", "draws": [] });
                step["remediation"] = json!({ "tries": tries.min(40), "rounds": rounds, "steps": steps });
                step
            });
        let grouped = (said(), group(inner)).prop_map(|(mut step, mut group)| {
            group["type"] = json!("group");
            step["content"] = group;
            step
        });
        prop_oneof![remedied, grouped]
    })
}

fn path() -> impl Strategy<Value = LearningPath> {
    let success =
        prop_oneof![Just(json!("every-step")), percent().prop_map(|percent| json!({ "score": percent }))];
    (group(step()), success).prop_map(|(steps, success)| {
        let path = json!({ "id": "path", "title": "", "language": "", "success": success, "steps": steps });
        serde_json::from_value(path).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn nothing_panics_that_is_made_of_them(path in path(), seed: u64, turns in prop::collection::vec((0..12_usize, any::<bool>(), any::<f64>()), 0..12)) {
        let (_, route) = (path.check(), path.route());
        let _ = (route.check(), path.outline(), path.svg());
        let mut learner = Learner::new(&route, seed);
        for (at, is_passed, score) in turns {
            let _ = learner.enter(learner.next().unwrap_or(at));
            learner.report(&Outcome { ended: true, completed: is_passed, passed: Some(is_passed), score: Some(score) });
            let _ = (learner.status(), learner.choices(), learner.is_open(at), learner.has_passed(at), learner.score(at));
        }
prop_assert!(Learner::restore(&route, learner.state().clone()).is_ok());
        for place in 0..=route.places().len().min(40) {
            let nowhere = Fact { place: place + 1_000_000, kind: FactKind::Score(f64::NAN) };
            prop_assert!(!learner.has(&nowhere));
            let _ = (route.leaf_objectives(place), route.prerequisites(place, |place| place.to_string()));
        }
for edition in [Edition::Second, Edition::Third, Edition::Fourth] {
            let _ = route.activity_tree("path", edition);
        }
    }
}
