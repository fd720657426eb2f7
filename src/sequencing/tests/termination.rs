//! TB.2.1 to TB.2.3, SB.2.10, SB.2.11 and NB.2.1's other requests.

use super::*;

fn after(rule_on: &'static str, action: PostAction) -> impl Fn(&str, &mut Sequencing) {
    move |id, it| {
        if id == rule_on {
            it.rules.post.push(Rule::all([unless(ConditionKind::Satisfied)], action));
        }
    }
}

#[test]
fn an_ended_activity_waits_for_what_comes_next() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    assert_eq!(learner.asks(Request::Exit), "waiting");
    assert_eq!(learner.asks(Request::Exit), "NB.2.1-12");
    assert_eq!(learner.asks(Request::Start), "NB.2.1-1");
    assert_eq!(learner.continues(), "a2");
}

#[test]
fn before_a_session_only_beginnings_are_possible() {
    let mut learner = Learner::new(outline(TWO_MODULES));
    let nothing = [
        Request::Continue,
        Request::Previous,
        Request::Exit,
        Request::ExitAll,
        Request::Abandon,
        Request::SuspendAll,
    ];
    for request in nothing {
        assert_eq!(learner.asks(request), "NB.2.1-2");
    }
    assert_eq!(learner.asks(Request::ResumeAll), "NB.2.1-3");
}

#[test]
fn leaving_the_course_ends_everything_that_goes_on() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    assert_eq!(learner.asks(Request::ExitAll), "ended");
    for id in ["root", "a", "a1"] {
        assert!(!learner.0.status(id).unwrap().is_active);
    }
    // What the content did not say is settled (UP.4).
    assert_eq!(learner.completed("a1"), Some(true));
}

#[test]
fn an_exit_rule_ends_the_activity_around() {
    let tree = outline_with(TWO_MODULES, |id, it| {
        if id == "a" {
            it.rules.exit.push(Rule::all([when(ConditionKind::Attempted)], ExitAction::Exit));
        }
    });
    let mut learner = Learner::started(tree);
    // The learner is at `a` then, from where the next is not a2.
    assert_eq!(learner.continues(), "b1");
}

#[test]
fn a_retry_takes_the_place_of_what_the_learner_asked() {
    let mut learner = Learner::started(outline_with(TWO_MODULES, after("a1", PostAction::Retry)));
    assert_eq!(learner.fails().continues(), "a1");
    assert_eq!(learner.0.status("a1").unwrap().attempts, 2);
    assert_eq!(learner.passes().continues(), "a2");
}

#[test]
fn exit_parent_sets_off_the_rules_of_the_parent() {
    let tree = outline_with(TWO_MODULES, |id, it| match id {
        "a2" => it.rules.post.push(Rule::all([unless(ConditionKind::Satisfied)], PostAction::ExitParent)),
        "a" => it.rules.post.push(Rule::all([unless(ConditionKind::Satisfied)], PostAction::Retry)),
        _ => {}
    });
    let mut learner = Learner::started(tree);
    learner.passes().continues();
    assert_eq!(learner.fails().continues(), "a1");
    assert_eq!(learner.0.status("a").unwrap().attempts, 2);
}

#[test]
fn retry_all_begins_again_and_exit_all_ends() {
    let mut learner = Learner::started(outline_with(TWO_MODULES, after("a2", PostAction::RetryAll)));
    learner.passes().continues();
    assert_eq!(learner.fails().continues(), "a1");
    assert_eq!(learner.0.status("root").unwrap().attempts, 2);
    let mut learner = Learner::started(outline_with(TWO_MODULES, after("a1", PostAction::ExitAll)));
    assert_eq!(learner.fails().continues(), "ended");
}

#[test]
fn rules_can_go_on_and_back() {
    let mut learner = Learner::started(outline_with(TWO_MODULES, after("a1", PostAction::Continue)));
    assert_eq!(learner.fails().asks(Request::Exit), "a2");
    let mut learner = Learner::started(outline_with(TWO_MODULES, after("a2", PostAction::Previous)));
    learner.passes().continues();
    assert_eq!(learner.fails().asks(Request::Exit), "a1");
}

#[test]
fn a_suspended_attempt_has_no_aftermath() {
    let mut learner = Learner::started(outline_with(TWO_MODULES, after("a1", PostAction::Retry)));
    let suspends = RunTimeData { success: Some(false), exit: Exit::Suspend, ..Default::default() };
    assert_eq!(learner.with(suspends).continues(), "a2");
    assert!(learner.0.status("a1").unwrap().is_suspended);
    assert_eq!(learner.chooses("a1"), "a1");
    assert_eq!(learner.0.status("a1").unwrap().attempts, 1);
}

#[test]
fn the_root_has_no_parent_to_exit() {
    let mut learner = Learner::started(outline_with("root", after("root", PostAction::ExitParent)));
    assert_eq!(learner.fails().asks(Request::Exit), "TB.2.3-4");
}

#[test]
fn an_abandoned_attempt_is_not_active_and_nothing_else_happens() {
    // TB.2.3, steps 6 and 7.
    let mut learner = Learner::started(outline_with(TWO_MODULES, after("a1", PostAction::Retry)));
    assert_eq!(learner.fails().asks(Request::Abandon), "waiting");
    let status = learner.0.status("a1").unwrap();
    assert_eq!((status.is_active, status.primary.satisfied), (false, Some(false)));
    assert_eq!((learner.satisfied("a"), learner.completed("a")), (None, None), "nothing rolls up");
    assert_eq!(learner.continues(), "a2");
    assert_eq!(learner.asks(Request::AbandonAll), "ended");
    for id in ["root", "a", "a2"] {
        let status = learner.0.status(id).unwrap();
        assert!(!status.is_active, "{id}");
        assert_eq!(status.primary.satisfied, None, "{id}");
    }
}

#[test]
fn what_content_says_as_it_is_abandoned_does_not_count() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    let data = RunTimeData { success: Some(true), completion: Some(true), ..Default::default() };
    learner.0.content_ended(&data, Some(Request::Abandon)).unwrap();
    assert_eq!((learner.satisfied("a1"), learner.completed("a1")), (None, None));
}

#[test]
fn suspended_learners_come_back_to_the_same_attempts() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    learner.continues();
    assert_eq!(learner.asks(Request::SuspendAll), "ended");
    assert!(learner.0.valid_requests().resume_all);
    assert_eq!(learner.asks(Request::ResumeAll), "a2");
    for id in ["root", "a", "a2"] {
        assert_eq!(learner.0.status(id).unwrap().attempts, 1, "{id}");
    }
}

#[test]
fn what_was_suspended_is_so_no_longer_when_something_else_is_begun() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    learner.asks(Request::SuspendAll);
    assert_eq!(learner.chooses("b1"), "b1");
    assert!(!learner.0.status("a1").unwrap().is_suspended);
    // What both share begins anew: who wants to go on with the course resumes it.
    assert_eq!(learner.0.status("root").unwrap().attempts, 2);
    learner.asks(Request::ExitAll);
    assert_eq!(learner.asks(Request::ResumeAll), "NB.2.1-3");
}

#[test]
fn a_learner_who_waits_suspends_the_cluster_around() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    learner.asks(Request::Exit);
    assert_eq!(learner.asks(Request::SuspendAll), "ended");
    // A cluster cannot be delivered: the standard leaves learners there with the menu only.
    assert!(!learner.0.valid_requests().resume_all);
    assert_eq!(learner.asks(Request::ResumeAll), "DB.1.1-1");
    assert_eq!(learner.chooses("a2"), "a2");
}
