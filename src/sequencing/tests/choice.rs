//! SB.2.4, SB.2.9 and what NB.2.1 says about choice.

use super::*;

fn with_rule(rule_on: &'static str, action: PreAction) -> impl Fn(&str, &mut Sequencing) {
    move |id, it| {
        if id == rule_on {
            it.rules.pre.push(Rule::all([when(ConditionKind::Always)], action));
        }
    }
}

#[test]
fn anything_can_be_chosen_where_nothing_forbids_it() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    assert_eq!(learner.choices(), ["root", "a", "a1", "a2", "b", "b1", "b2"]);
    assert_eq!(learner.chooses("b2"), "b2");
    assert_eq!(learner.chooses("a"), "a1");
    assert_eq!(learner.chooses("root"), "a1");
    assert_eq!(learner.chooses("nowhere"), "NB.2.1-11");
}

#[test]
fn without_a_session_the_root_is_started_and_not_chosen() {
    let mut learner = Learner::new(outline(TWO_MODULES));
    assert!(!learner.choices().contains(&"root".to_owned()));
    assert_eq!(learner.chooses("root"), "SB.2.9-5");
    assert_eq!(learner.chooses("b2"), "b2");
}

#[test]
fn without_choice_nothing_is_chosen() {
    let tree = outline_with(TWO_MODULES, |id, it| it.control_mode.choice = id != "b");
    let mut learner = Learner::started(tree);
    assert_eq!(learner.choices(), ["root", "a", "a1", "a2", "b"]);
    assert_eq!(learner.chooses("b1"), "NB.2.1-10");
    assert_eq!(learner.chooses("b"), "b1");
}

#[test]
fn what_is_hidden_takes_what_is_inside_with_it() {
    let mut learner =
        Learner::started(outline_with(TWO_MODULES, with_rule("b", PreAction::HiddenFromChoice)));
    assert_eq!(learner.choices(), ["root", "a", "a1", "a2"]);
    assert_eq!(learner.chooses("b1"), "SB.2.9-3");
    // Flow gets there.
    assert_eq!(learner.chooses("a2"), "a2");
    assert_eq!(learner.continues(), "b1");
}

#[test]
fn what_is_disabled_is_not_delivered() {
    let mut learner = Learner::started(outline_with(TWO_MODULES, with_rule("b", PreAction::Disabled)));
    assert_eq!(learner.choices(), ["root", "a", "a1", "a2"]);
    assert_eq!(learner.chooses("b1"), "DB.1.1-3");
}

#[test]
fn skipped_activities_can_be_chosen() {
    let mut learner = Learner::started(outline_with(TWO_MODULES, with_rule("b1", PreAction::Skip)));
    assert_eq!(learner.chooses("b1"), "b1");
    assert_eq!(learner.chooses("b"), "b2");
}

#[test]
fn a_stop_keeps_learners_from_the_siblings_behind_it() {
    let tree = outline_with("root\n  a\n  b\n  c", with_rule("b", PreAction::StopForwardTraversal));
    let mut learner = Learner::started(tree);
    assert_eq!(learner.choices(), ["root", "a", "b"]);
    assert_eq!(learner.chooses("c"), "SB.2.4-1");
    assert_eq!(learner.chooses("b"), "b");
    assert_eq!(learner.chooses("c"), "SB.2.4-1");
    assert_eq!(learner.chooses("a"), "a");
}

#[test]
fn there_is_no_choosing_back_where_all_goes_forward() {
    let tree = outline_with("root\n  a\n  b\n  c", |id, it| it.control_mode.forward_only = id == "root");
    let mut learner = Learner::started(tree);
    learner.chooses("b");
    assert_eq!(learner.choices(), ["root", "b", "c"]);
    assert_eq!(learner.chooses("a"), "SB.2.4-2");
}

#[test]
fn an_activity_can_keep_learners_in() {
    let tree = outline_with(TWO_MODULES, |id, it| it.control_mode.choice_exit = id != "a");
    let mut learner = Learner::started(tree);
    assert_eq!(learner.choices(), ["a", "a1", "a2"]);
    assert_eq!(learner.chooses("b1"), "NB.2.1-8");
    assert_eq!(learner.chooses("a2"), "a2");
    // By flow they get out, and then back in.
    assert_eq!(learner.continues(), "b1");
    assert_eq!(learner.chooses("a1"), "a1");
}

#[test]
fn what_is_inside_can_be_kept_from_choice_until_the_activity_is_active() {
    let tree = outline_with(TWO_MODULES, |id, it| it.constrained_choice.prevent_activation = id == "b");
    let mut learner = Learner::started(tree);
    assert_eq!(learner.choices(), ["root", "a", "a1", "a2", "b"]);
    assert_eq!(learner.chooses("b2"), "SB.2.9-6");
    assert_eq!(learner.chooses("b"), "b1");
    assert_eq!(learner.chooses("b2"), "b2");
}

#[test]
fn constrained_choice_reaches_what_is_next_and_no_further() {
    let tree = outline_with("root\n  a\n    a1\n  b\n    b1\n    b2\n  c\n    c1\n  d\n    d1", |id, it| {
        it.constrained_choice.constrain_choice = id == "b"
    });
    let mut learner = Learner::new(tree);
    learner.chooses("b1");
    assert_eq!(learner.choices(), ["root", "a", "a1", "b", "b1", "b2", "c", "c1"]);
    assert_eq!(learner.chooses("d1"), "SB.2.9-8");
    assert_eq!(learner.chooses("c1"), "c1");
    assert_eq!(learner.chooses("d1"), "d1");
}

#[test]
fn a_cluster_with_nothing_to_deliver_can_be_entered_for_nothing() {
    let tree = outline_with(TWO_MODULES, |id, it| it.control_mode.flow = id != "b");
    let mut learner = Learner::started(tree);
    assert!(!learner.choices().contains(&"b".to_owned()));
    assert_eq!(learner.chooses("b"), "SB.2.9-9");
    // SB.2.9 has moved the learner there; from there the leaves can be chosen.
    assert_eq!(learner.0.current(), Some("b"));
    assert_eq!(learner.chooses("b2"), "b2");
}

#[test]
fn an_activity_can_keep_learners_from_choosing_while_it_is_open() {
    // NB.2.1, step 7.1.1.3: it asks the current activity itself, also when the target stands beside it, or is itself.
    let tree = outline_with(TWO_MODULES, |id, it| it.control_mode.choice_exit = id != "a1");
    let mut learner = Learner::started(tree);
    assert!(learner.choices().is_empty());
    for target in ["a1", "a2", "b1", "a", "root"] {
        assert_eq!(learner.chooses(target), "NB.2.1-8", "{target}");
    }
    // Once it has ended, its siblings can be chosen (SB.2.9, step 8).
    assert_eq!(learner.asks(Request::Exit), "waiting");
    assert_eq!(learner.chooses("a2"), "a2");
}
