//! SR.1 and SR.2.

use super::*;

fn drawn(timing: Timing, count: Option<u32>) -> ActivityTree {
    outline_with("root\n  pool\n    1\n    2\n    3\n    4\n    5\n    6\n  end", |id, it| {
        if id == "pool" {
            it.randomization = Randomization {
                randomization_timing: timing,
                reorder_children: true,
                selection_timing: timing,
                select_count: count,
            };
        }
    })
}

/// The activities of the pool in the order in which flow delivers them.
fn round(learner: &mut Learner) -> Vec<String> {
    let mut seen = vec![learner.chooses("pool")];
    loop {
        match learner.passes().continues().as_str() {
            "end" => return seen,
            next => seen.push(next.to_owned()),
        }
    }
}

#[test]
fn so_many_are_drawn_and_the_rest_is_not_there() {
    let mut learner = Learner::started(drawn(Timing::Once, Some(3)));
    let seen = round(&mut learner);
    assert_eq!(seen.len(), 3);
    assert_eq!(learner.completed("pool"), Some(true), "what was not drawn is not waited for");
    let other = (1..=6).map(|n| n.to_string()).find(|n| !seen.contains(n)).unwrap();
    assert_eq!(learner.chooses(&other), "SB.2.9-2");
}

#[test]
fn the_same_seed_gives_the_same_course_and_another_another() {
    let play = |seed| round(&mut Learner(Engine::new(drawn(Timing::Once, Some(4)), Edition::Fourth, seed)));
    assert_eq!(play(1), play(1));
    assert!((2..20).any(|seed| play(seed) != play(1)));
}

#[test]
fn what_is_drawn_once_stays_and_what_is_drawn_each_time_changes() {
    for (timing, changes) in [(Timing::Once, false), (Timing::OnEachNewAttempt, true)] {
        let mut learner = Learner::started(drawn(timing, Some(4)));
        let first = round(&mut learner);
        let later: Vec<_> = (0..10).map(|_| round(&mut learner)).collect();
        assert_eq!(later.iter().any(|round| *round != first), changes, "{timing:?}");
    }
}

#[test]
fn nothing_is_drawn_without_a_time_or_a_number() {
    for tree in [drawn(Timing::Never, Some(2)), drawn(Timing::Once, Some(0)), drawn(Timing::Once, None)] {
        assert_eq!(round(&mut Learner::started(tree)).len(), 6);
    }
    assert_eq!(round(&mut Learner::started(drawn(Timing::Once, Some(100)))).len(), 6);
}

#[test]
fn looking_ahead_sees_what_will_be_drawn() {
    let mut learner = Learner::new(drawn(Timing::OnEachNewAttempt, Some(2)));
    for _ in 0..5 {
        let seen = learner.choices();
        let mut played = round(&mut learner);
        let mut foreseen: Vec<_> = seen.into_iter().filter(|id| id.len() == 1).collect();
        played.sort();
        foreseen.sort();
        assert_eq!(played, foreseen);
    }
}

#[test]
fn a_jump_leads_to_what_is_drawn_only() {
    // One of two pools is drawn, and two of three activities in it (NB.2.1, step 12; SR.1).
    let draws = |count| Randomization {
        selection_timing: Timing::Once,
        select_count: Some(count),
        ..Randomization::default()
    };
    let outline =
        "root\n  intro\n  pools\n    x\n      x1\n      x2\n      x3\n    y\n      y1\n      y2\n      y3";
    let tree = outline_with(outline, |id, it| match id {
        "pools" => it.randomization = draws(1),
        "x" | "y" => it.randomization = draws(2),
        _ => {}
    });
    let jump = |id: &str| Learner::started(tree.clone()).asks(Request::Jump(id.to_owned()));
    let told = Learner::started(tree.clone()).0.valid_requests().jump;
    assert_eq!(told.len(), 3, "{told:?}");
    for id in ["intro", "x1", "x2", "x3", "y1", "y2", "y3"] {
        let expected = if told.iter().any(|it| it == id) { id } else { "NB.2.1-11" };
        assert_eq!(jump(id), expected);
    }
}
