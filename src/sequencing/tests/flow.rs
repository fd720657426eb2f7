//! SB.2.1 to SB.2.3, SB.2.5, SB.2.7, SB.2.8.

use super::*;

fn always<A>(action: A) -> Rule<A> {
    Rule::all([when(ConditionKind::Always)], action)
}

#[test]
fn flow_goes_from_leaf_to_leaf_and_ends_the_session_behind_the_last() {
    let mut learner = Learner::new(outline(TWO_MODULES));
    assert_eq!(learner.asks(Request::Start), "a1");
    for next in ["a2", "b1", "b2", "ended"] {
        assert_eq!(learner.continues(), next);
    }
    assert_eq!(learner.0.current(), None);
    assert!(!learner.0.status("root").unwrap().is_active);
}

#[test]
fn flow_goes_back_into_a_cluster_at_its_end() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    learner.continues();
    learner.continues();
    assert_eq!(learner.asks(Request::Previous), "a2");
    assert_eq!(learner.asks(Request::Previous), "a1");
    assert_eq!(learner.asks(Request::Previous), "SB.2.1-3");
}

#[test]
fn a_root_without_flow_delivers_nothing_by_itself() {
    let tree = outline_with(TWO_MODULES, |id, it| it.control_mode.flow = id != "root");
    let mut learner = Learner::new(tree);
    assert_eq!(learner.asks(Request::Start), "SB.2.2-1");
    assert_eq!(learner.0.current(), None);
}

#[test]
fn flow_stops_at_what_is_disabled() {
    let tree = outline_with(TWO_MODULES, |id, it| {
        if id == "a2" {
            it.rules.pre.push(always(PreAction::Disabled));
        }
    });
    let mut learner = Learner::started(tree);
    assert_eq!(learner.continues(), "SB.2.2-2");
    // The attempt on a1 is over all the same; the learner waits there.
    assert_eq!(learner.0.current(), Some("a1"));
    assert!(!learner.0.status("a1").unwrap().is_active);
}

#[test]
fn flow_passes_over_what_is_skipped_with_all_inside() {
    let tree = outline_with(TWO_MODULES, |id, it| {
        if ["a2", "b"].contains(&id) {
            it.rules.pre.push(always(PreAction::Skip));
        }
    });
    let mut learner = Learner::started(tree);
    assert_eq!(learner.continues(), "ended");
}

#[test]
fn backward_into_a_cluster_that_knows_only_forward_begins_with_its_first() {
    let tree = outline_with(TWO_MODULES, |id, it| it.control_mode.forward_only = id == "a");
    let mut learner = Learner::new(tree);
    assert_eq!(learner.chooses("b1"), "b1");
    assert_eq!(learner.asks(Request::Previous), "a1");
    assert_eq!(learner.continues(), "a2");
    assert_eq!(learner.asks(Request::Previous), "NB.2.1-5");
}

#[test]
fn backward_through_a_skipped_forward_only_cluster_goes_on_backward() {
    let tree = outline_with("root\n  x\n  a\n    a1\n    a2\n  b", |id, it| {
        it.control_mode.forward_only = id == "a";
        if id.len() == 2 {
            it.rules.pre.push(always(PreAction::Skip));
        }
    });
    let mut learner = Learner::new(tree);
    assert_eq!(learner.chooses("b"), "b");
    assert_eq!(learner.asks(Request::Previous), "x");
}

#[test]
fn stopping_forward_traversal_is_no_matter_of_flow() {
    // SB.2.4 is the only process that looks at the rule: Continue goes on.
    let tree = outline_with(TWO_MODULES, |id, it| {
        if id == "a1" {
            it.rules.pre.push(always(PreAction::StopForwardTraversal));
        }
    });
    assert_eq!(Learner::started(tree).continues(), "a2");
}

#[test]
fn where_there_is_no_flow_nothing_continues() {
    let tree = outline_with(TWO_MODULES, |id, it| it.control_mode.flow = id != "a");
    let mut learner = Learner::new(tree);
    assert_eq!(learner.chooses("a1"), "a1");
    assert_eq!(learner.continues(), "NB.2.1-4");
    assert_eq!(learner.asks(Request::Previous), "NB.2.1-5");
    // Nothing ended: the navigation request itself was refused.
    assert!(learner.0.status("a1").unwrap().is_active);
}

#[test]
fn a_course_of_one_page_starts_with_it() {
    let mut learner = Learner::new(outline("root"));
    assert_eq!(learner.asks(Request::Start), "root");
    assert_eq!(learner.continues(), "NB.2.1-4");
    assert_eq!(learner.asks(Request::Previous), "NB.2.1-6");
    assert_eq!(learner.asks(Request::Exit), "ended");
}

#[test]
fn a_deep_tree_costs_no_stack() {
    let with_flow = || {
        let mut sequencing = Sequencing::default();
        sequencing.control_mode.flow = true;
        sequencing
    };
    let mut tree = ActivityTree::new(Activity::with("0", with_flow()));
    for depth in 1..10_000 {
        tree.add(&(depth - 1).to_string(), Activity::with(depth.to_string(), with_flow())).unwrap();
    }
    let mut learner = Learner::new(tree);
    assert_eq!(learner.asks(Request::Start), "9999");
    assert_eq!(learner.passes().continues(), "ended");
    assert_eq!(learner.completed("0"), Some(true));
}
