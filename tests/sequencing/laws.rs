//! What holds of every course and every learner.

use coursewright::Edition;
use coursewright::sequencing::*;

use crate::course::{self, Chance, Uses};

const EVERYTHING: Uses = Uses {
    modes: true,
    pre: true,
    post: true,
    rollup: true,
    globals: true,
    limits: true,
    random: true,
    suspension: true,
    apart_from_rollup: false,
};

fn on_random_courses(count: u64, uses: Uses, mut law: impl FnMut(&Engine, u64)) {
    for seed in 0..count {
        let mut chance = Chance::new(seed);
        let edition = chance.one_of(&[Edition::Second, Edition::Third, Edition::Fourth]);
        let mut engine = Engine::new(course::tree(&mut chance, uses), edition, seed);
        for _ in 0..12 {
            law(&engine, seed);
            let (data, request) = course::step(&mut chance, uses, &engine);
            let _ = engine.content_ended(&data, Some(request));
        }
    }
}

/// `valid_requests` answers for all activities in one walk; asking for each says the same.
#[test]
fn what_may_be_chosen_is_what_is_accepted() {
    // Postconditions lead elsewhere than the learner asked; the list leaves them out.
    let uses = Uses { post: false, ..EVERYTHING };
    on_random_courses(1500, uses, |engine, seed| {
        let listed = engine.valid_requests();
        for activity in engine.tree().iter() {
            let request = Request::Choice(activity.id.clone());
            let accepted = engine.check(&request);
            assert_eq!(
                listed.choice.contains(&activity.id),
                accepted.is_ok(),
                "seed {seed}, {}: {accepted:?}\n{:#?}",
                activity.id,
                engine.state()
            );
        }
    });
}

#[test]
fn what_is_told_to_be_valid_is_what_is_accepted() {
    on_random_courses(1500, EVERYTHING, |engine, seed| {
        let valid = engine.valid_requests();
        for (told, request) in [
            (valid.start, Request::Start),
            (valid.resume_all, Request::ResumeAll),
            (valid.continue_, Request::Continue),
            (valid.previous, Request::Previous),
            (valid.exit, Request::Exit),
            (valid.exit_all, Request::ExitAll),
            (valid.abandon, Request::Abandon),
            (valid.abandon_all, Request::AbandonAll),
            (valid.suspend_all, Request::SuspendAll),
        ] {
            let accepted = engine.check(&request);
            assert_eq!(told, accepted.is_ok(), "seed {seed}, {request:?}: {accepted:?}");
        }
    });
}

#[test]
fn where_content_may_jump_is_where_it_gets() {
    let uses = Uses { post: false, ..EVERYTHING };
    on_random_courses(1500, uses, |engine, seed| {
        let listed = engine.valid_requests().jump;
        // Before the 4th Edition content cannot jump; its list is empty.
        let data = RunTimeData { request: Some(Request::Jump(String::new())), ..Default::default() };
        if engine.clone().content_ended(&data, None) == Ok(Outcome::Waiting) {
            assert!(listed.is_empty(), "seed {seed}");
            return;
        }
        for activity in engine.tree().iter() {
            let accepted = engine.check(&Request::Jump(activity.id.clone()));
            assert_eq!(
                listed.contains(&activity.id),
                accepted.is_ok(),
                "seed {seed}, {}: {accepted:?}",
                activity.id
            );
        }
    });
}

#[test]
fn a_learner_who_was_written_and_read_is_the_same() {
    on_random_courses(400, EVERYTHING, |engine, seed| {
        let text = serde_json::to_string(engine.state()).unwrap();
        let state: State = serde_json::from_str(&text).unwrap();
        let edition = Edition::Fourth;
        let mut again = Engine::restore(engine.tree().clone(), edition, state).unwrap();
        let mut engine = Engine::restore(engine.tree().clone(), edition, engine.state().clone()).unwrap();
        for request in [Request::Continue, Request::Start, Request::ExitAll, Request::Start] {
            assert_eq!(engine.request(&request), again.request(&request), "seed {seed}");
            assert_eq!(kept(&engine), kept(&again), "seed {seed}");
        }
    });
}

fn kept(engine: &Engine) -> String {
    serde_json::to_string_pretty(engine.state()).unwrap()
}

/// Leaving out the rollup of what has not changed leaves nothing out: an engine that knows nothing of what it rolled up
/// comes to the same.
#[test]
fn rollup_leaves_nothing_out() {
    for seed in 0..1500 {
        let mut chance = Chance::new(seed);
        let tree = course::tree(&mut chance, EVERYTHING);
        let mut engine = Engine::new(tree.clone(), Edition::Fourth, seed);
        for _ in 0..12 {
            let mut fresh = Engine::restore(tree.clone(), Edition::Fourth, engine.state().clone()).unwrap();
            let (data, request) = course::step(&mut chance, EVERYTHING, &engine);
            let expected = fresh.content_ended(&data, Some(request.clone()));
            assert_eq!(engine.content_ended(&data, Some(request)), expected, "seed {seed}");
            assert_eq!(kept(&engine), kept(&fresh), "seed {seed}");
        }
    }
}

/// Only the current activity and those around it can be active, and nothing is delivered but a leaf.
#[test]
fn activity_is_where_the_learner_is() {
    on_random_courses(1500, EVERYTHING, |engine, seed| {
        for activity in engine.tree().iter() {
            let status = engine.status(&activity.id).unwrap();
            if status.is_active {
                let current =
                    engine.current().unwrap_or_else(|| panic!("seed {seed}: active without a session"));
                assert!(
                    is_around(engine.tree(), &activity.id, current),
                    "seed {seed}: {} and {current}",
                    activity.id
                );
            }
        }
    });
}

fn is_around(tree: &ActivityTree, around: &str, id: &str) -> bool {
    let list = serde_json::to_value(tree).unwrap();
    let parent_of = |id: &str| {
        let all = list["activities"].as_array().unwrap();
        all.iter().find(|it| it["id"] == id).and_then(|it| it["parent"].as_str().map(str::to_owned))
    };
    let mut at = Some(id.to_owned());
    while let Some(place) = at {
        if place == around {
            return true;
        }
        at = parent_of(&place);
    }
    false
}
