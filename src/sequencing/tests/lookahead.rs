//! What an LMS may offer.

use super::*;

#[test]
fn before_a_session_there_are_start_and_choice() {
    let valid = Learner::new(outline(TWO_MODULES)).0.valid_requests();
    assert!(valid.start && !valid.resume_all && !valid.continue_ && !valid.exit_all && !valid.suspend_all);
    assert_eq!(valid.choice, ["a", "a1", "a2", "b", "b1", "b2"]);
    assert_eq!(valid.jump, [""; 0]);
}

#[test]
fn within_a_session_there_is_what_leads_somewhere() {
    let learner = Learner::started(outline(TWO_MODULES));
    let valid = learner.0.valid_requests();
    assert!(
        valid.continue_
            && valid.exit
            && valid.exit_all
            && valid.abandon
            && valid.abandon_all
            && valid.suspend_all
    );
    assert!(!valid.start && !valid.previous);
    assert_eq!(valid.jump, ["a1", "a2", "b1", "b2"]);
}

#[test]
fn looking_ahead_sees_what_leaving_will_do() {
    // The gate opens by leaving the first activity, which satisfies it (UP.4).
    let tree = outline_with("root\n  first\n  second", |id, it| match id {
        "first" => it.objectives.primary = Objective::named("own").writes("urn:first"),
        "second" => {
            it.objectives.others.push(Objective::named("gate").reads("urn:first"));
            it.rules.pre.push(until_satisfied("gate", PreAction::Disabled));
        }
        _ => {}
    });
    let mut learner = Learner::started(tree);
    assert_eq!(learner.choices(), ["root", "first", "second"]);
    assert!(learner.0.valid_requests().continue_);
    learner.fails();
    assert_eq!(learner.choices(), ["root", "first"]);
    assert!(!learner.0.valid_requests().continue_);
}

#[test]
fn looking_ahead_changes_nothing() {
    let learner = Learner::started(outline(TWO_MODULES));
    let before = learner.0.state().clone();
    let _ = learner.0.valid_requests();
    let _ = learner.0.check(&Request::Continue);
    assert_eq!(*learner.0.state(), before);
}

#[test]
fn a_refusal_says_whether_something_ended_on_the_way() {
    let tree = outline_with("root\n  a\n  b", |id, it| {
        if id == "b" {
            it.rules.pre.push(Rule::all([when(ConditionKind::Always)], PreAction::Disabled));
        }
    });
    let mut learner = Learner::started(tree);
    let nowhere = learner.0.request(&Request::Choice("nowhere".to_owned())).unwrap_err();
    assert!(!nowhere.ended_attempts);
    let disabled = learner.0.request(&Request::Choice("b".to_owned())).unwrap_err();
    assert!(disabled.ended_attempts);
}

#[test]
fn what_would_be_refused_in_the_end_is_not_offered() {
    // The postcondition of the only activity wants to exit a parent (TB.2.3-4).
    let tree = outline_with("root", |_, it| {
        it.rules.post.push(Rule::all([when(ConditionKind::Always)], PostAction::ExitParent));
    });
    let valid = Learner::started(tree).0.valid_requests();
    assert!(!valid.exit && valid.exit_all && valid.suspend_all);
    // A learner who waits suspends a cluster, which cannot be delivered again (DB.1.1-1).
    let mut learner = Learner::started(outline(TWO_MODULES));
    learner.asks(Request::Exit);
    assert_eq!(learner.asks(Request::SuspendAll), "ended");
    let valid = learner.0.valid_requests();
    assert!(!valid.resume_all && valid.start);
}

#[test]
fn before_a_session_choices_are_those_of_a_new_attempt() {
    // The course keeps its objectives to itself, and a new attempt on it begins without them: the gate is closed again.
    let tree = outline_with("root\n  first\n  second", |id, it| match id {
        "first" => it.objectives.primary = Objective::named("own").writes("urn:first"),
        "second" => {
            it.objectives.others.push(Objective::named("gate").reads("urn:first"));
            it.rules.pre.push(until_satisfied("gate", PreAction::Disabled));
        }
        _ => {}
    });
    let mut learner = Learner::started(tree.objectives_global_to_system(false));
    learner.passes().asks(Request::ExitAll);
    assert_eq!(learner.choices(), ["first"]);
    assert_eq!(learner.chooses("second"), "DB.1.1-3");
    assert_eq!(learner.chooses("first"), "first");
}
