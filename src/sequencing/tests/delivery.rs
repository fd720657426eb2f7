//! DB.1.1 to DB.2.1, UP.1, UP.3 and UP.4.

use super::*;

fn limited(to: u32, on: &'static str) -> ActivityTree {
    outline_with(TWO_MODULES, move |id, it| {
        if id == on {
            it.limits.attempt_limit = Some(to);
        }
    })
}

#[test]
fn attempts_can_be_used_up() {
    let mut learner = Learner::started(limited(1, "a1"));
    assert!(!learner.choices().contains(&"a1".to_owned()));
    assert_eq!(learner.chooses("a1"), "DB.1.1-3");
    assert_eq!(learner.continues(), "a2");
    assert_eq!(learner.asks(Request::Previous), "SB.2.2-2");
}

#[test]
fn an_attempt_on_a_cluster_lasts_until_the_learner_leaves_it() {
    let mut learner = Learner::started(limited(1, "a"));
    assert_eq!(learner.chooses("a2"), "a2");
    assert_eq!(learner.chooses("b1"), "b1");
    assert_eq!(learner.chooses("a2"), "DB.1.1-3");
}

#[test]
fn a_suspended_attempt_is_no_further_one() {
    let mut learner = Learner::started(limited(1, "a1"));
    learner.with(RunTimeData { exit: Exit::Suspend, ..Default::default() }).continues();
    assert_eq!(learner.chooses("a1"), "a1");
}

#[test]
fn leaving_completes_and_satisfies_what_does_not_say_how_it_ended() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    learner.with(RunTimeData { success: Some(false), ..Default::default() }).continues();
    assert_eq!((learner.completed("a1"), learner.satisfied("a1")), (Some(true), Some(false)));
    learner.with(RunTimeData { exit: Exit::Suspend, ..Default::default() }).continues();
    assert_eq!((learner.completed("a2"), learner.satisfied("a2")), (None, None));
}

#[test]
fn a_new_attempt_knows_nothing_of_the_last() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    learner.fails().continues();
    learner.chooses("a1");
    assert_eq!((learner.completed("a1"), learner.satisfied("a1")), (None, None));
}

#[test]
fn in_a_new_attempt_on_a_cluster_what_is_inside_counts_anew() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    learner.passes().continues();
    learner.passes().continues();
    assert_eq!(learner.satisfied("a"), Some(true));
    assert_eq!(learner.satisfied("a1"), Some(true));
    learner.chooses("a2");
    assert_eq!(learner.0.status("a").unwrap().attempts, 2);
    assert_eq!((learner.satisfied("a"), learner.satisfied("a1")), (None, None));
    learner.passes().asks(Request::Exit);
    assert_eq!(learner.satisfied("a"), None);
}

#[test]
fn unless_the_cluster_says_that_older_results_count_too() {
    let tree = outline_with(TWO_MODULES, |_, it| it.control_mode.use_current_attempt_objective_info = false);
    let mut learner = Learner::started(tree);
    learner.passes().continues();
    learner.passes().continues();
    learner.chooses("a2");
    assert_eq!((learner.satisfied("a1"), learner.completed("a1")), (Some(true), None));
}

#[test]
fn nothing_is_recorded_of_what_is_not_tracked() {
    let tree = outline_with(TWO_MODULES, |id, it| it.delivery_controls.tracked = id != "a1");
    let mut learner = Learner::started(tree);
    learner.passes().continues();
    let status = learner.0.status("a1").unwrap();
    assert_eq!((status.attempts, status.primary), (0, ObjectiveState::default()));
    learner.passes().asks(Request::Exit);
    assert_eq!(learner.completed("a"), Some(true));
}
