//! RB.1.1 to RB.1.5.

use super::*;

const TWO: &str = "root\n  a\n  b";

fn run(tree: ActivityTree, edition: Edition) -> Learner {
    let mut learner = Learner(Engine::new(tree, edition, 1));
    learner.asks(Request::Start);
    learner
}

fn all_communicate(_: &str, it: &mut Sequencing) {
    communicates(it);
}

fn rule(set: ChildActivitySet, kind: RollupConditionKind, action: RollupAction) -> RollupRule {
    RollupRule::any(set, [kind.into()], action)
}

#[test]
fn a_course_is_completed_and_satisfied_when_all_in_it_is() {
    let mut learner = run(outline_with(TWO, all_communicate), Edition::Fourth);
    learner.passes().continues();
    assert_eq!((learner.completed("root"), learner.satisfied("root")), (None, None));
    learner.passes().asks(Request::Exit);
    assert_eq!((learner.completed("root"), learner.satisfied("root")), (Some(true), Some(true)));
}

#[test]
fn silence_is_a_failure_up_to_the_third_edition_only() {
    for (edition, after) in [(Edition::Third, Some(false)), (Edition::Fourth, None)] {
        let mut learner = run(outline_with(TWO, all_communicate), edition);
        learner.continues();
        learner.asks(Request::Exit);
        assert_eq!(learner.satisfied("root"), after, "{edition:?}");
        assert_eq!(learner.completed("root"), after, "{edition:?}");
    }
}

#[test]
fn one_failure_fails_the_course_once_all_is_known() {
    let mut learner = run(outline_with(TWO, all_communicate), Edition::Fourth);
    learner.fails().continues();
    assert_eq!(learner.satisfied("root"), None);
    learner.passes().asks(Request::Exit);
    assert_eq!(learner.satisfied("root"), Some(false));
    assert_eq!(learner.completed("root"), Some(true));
}

#[test]
fn a_rule_of_a_pair_takes_the_place_of_both_defaults() {
    let tree = outline_with(TWO, |id, it| {
        communicates(it);
        if id == "root" {
            it.rollup_rules.push(rule(
                ChildActivitySet::Any,
                RollupConditionKind::Satisfied,
                RollupAction::Satisfied,
            ));
        }
    });
    let mut learner = run(tree, Edition::Fourth);
    learner.fails().continues();
    learner.fails().asks(Request::Exit);
    assert_eq!(learner.satisfied("root"), None);
    learner.chooses("a");
    learner.passes().asks(Request::Exit);
    assert_eq!(learner.satisfied("root"), Some(true));
}

#[test]
fn satisfied_outdoes_not_satisfied() {
    let tree = outline_with(TWO, |id, it| {
        communicates(it);
        if id == "root" {
            let any = ChildActivitySet::Any;
            it.rollup_rules = vec![
                rule(any, RollupConditionKind::Attempted, RollupAction::NotSatisfied),
                rule(any, RollupConditionKind::Completed, RollupAction::Satisfied),
            ];
        }
    });
    let mut learner = run(tree, Edition::Fourth);
    learner.asks(Request::Exit);
    assert_eq!(learner.satisfied("root"), Some(false));
    learner.continues();
    learner.passes().asks(Request::Exit);
    assert_eq!(learner.satisfied("root"), Some(true));
}

#[test]
fn rules_count_their_children() {
    let sets = [
        (ChildActivitySet::All, [false, false, true]),
        (ChildActivitySet::Any, [true, true, true]),
        (ChildActivitySet::AtLeastCount(2), [false, true, true]),
        (ChildActivitySet::AtLeastPercent(0.6), [false, true, true]),
        (ChildActivitySet::None, [false, false, false]),
    ];
    for (set, expected) in sets {
        let tree = outline_with("root\n  a\n  b\n  c", |id, it| {
            communicates(it);
            if id == "root" {
                it.rollup_rules.push(rule(set, RollupConditionKind::Attempted, RollupAction::Completed));
            }
        });
        let mut learner = run(tree, Edition::Fourth);
        for expected in expected {
            let next = learner.0.current().unwrap().to_owned();
            learner.asks(Request::Exit);
            assert_eq!(learner.completed("root") == Some(true), expected, "{set:?} after {next}");
            learner.continues();
        }
    }
}

#[test]
fn none_asks_that_all_is_known_to_be_false() {
    let tree = outline_with(TWO, |id, it| {
        communicates(it);
        if id == "root" {
            it.rollup_rules.push(rule(
                ChildActivitySet::None,
                RollupConditionKind::Satisfied,
                RollupAction::NotSatisfied,
            ));
        }
    });
    let mut learner = run(tree, Edition::Fourth);
    learner.fails().continues();
    assert_eq!(learner.satisfied("root"), None);
    learner.fails().asks(Request::Exit);
    assert_eq!(learner.satisfied("root"), Some(false));
}

#[test]
fn what_does_not_count_is_left_out() {
    for (name, leave_out) in [
        ("untracked", (|it| it.delivery_controls.tracked = false) as fn(&mut Sequencing)),
        ("no contribution", |it| {
            it.rollup_controls.rollup_objective_satisfied = false;
            it.rollup_controls.rollup_progress_completion = false;
        }),
        ("if attempted", |it| {
            it.rollup_considerations.required_for_satisfied = RequiredFor::IfAttempted;
            it.rollup_considerations.required_for_completed = RequiredFor::IfAttempted;
        }),
        ("if not skipped", |it| {
            it.rollup_considerations.required_for_satisfied = RequiredFor::IfNotSkipped;
            it.rollup_considerations.required_for_completed = RequiredFor::IfNotSkipped;
            it.rules.pre.push(Rule::all([when(ConditionKind::Always)], PreAction::Skip));
        }),
    ] {
        let tree = outline_with(TWO, |id, it| {
            communicates(it);
            if id == "b" {
                leave_out(it);
            }
        });
        let mut learner = run(tree, Edition::Fourth);
        learner.passes().asks(Request::Exit);
        assert_eq!(
            (learner.completed("root"), learner.satisfied("root")),
            (Some(true), Some(true)),
            "{name}"
        );
    }
}

#[test]
fn a_suspended_child_can_be_left_out() {
    let tree = outline_with(TWO, |_, it| {
        communicates(it);
        it.rollup_considerations.required_for_completed = RequiredFor::IfNotSuspended;
    });
    let mut learner = run(tree, Edition::Fourth);
    let suspends = RunTimeData { completion: Some(false), exit: Exit::Suspend, ..Default::default() };
    learner.with(suspends).continues();
    learner.passes().asks(Request::Exit);
    assert_eq!(learner.completed("root"), Some(true));
}

#[test]
fn where_no_child_counts_nothing_changes() {
    let tree = outline_with(TWO, |_, it| it.rollup_controls.rollup_objective_satisfied = false);
    let mut learner = run(tree, Edition::Fourth);
    learner.continues();
    learner.asks(Request::Exit);
    assert_eq!(learner.satisfied("root"), None);
    assert_eq!(learner.completed("root"), Some(true));
}

#[test]
fn a_measure_is_the_weighted_mean_and_decides_where_asked() {
    let tree = outline_with(TWO, |id, it| {
        communicates(it);
        match id {
            "root" => it.objectives.primary.satisfied_by_measure = Some(0.6),
            "a" => it.rollup_controls.objective_measure_weight = 0.25,
            _ => it.rollup_controls.objective_measure_weight = 0.75,
        }
    });
    let mut learner = run(tree, Edition::Fourth);
    assert_eq!(learner.measure("root"), None);
    learner.scores(0.4).continues();
    assert_eq!((learner.measure("root"), learner.satisfied("root")), (Some(0.1), Some(false)));
    learner.scores(1.0).asks(Request::Exit);
    assert_eq!((learner.measure("root"), learner.satisfied("root")), (Some(0.85), Some(true)));
}

#[test]
fn a_measure_can_wait_until_the_attempt_is_over() {
    let tree = outline_with(TWO, |id, it| {
        communicates(it);
        if id == "root" {
            it.objectives.primary.satisfied_by_measure = Some(0.4);
            it.rollup_considerations.measure_satisfaction_if_active = false;
        }
    });
    let mut learner = run(tree, Edition::Fourth);
    learner.scores(1.0).asks(Request::Exit);
    assert_eq!((learner.measure("root"), learner.satisfied("root")), (Some(0.5), None));
    learner.asks(Request::ExitAll);
    assert_eq!(learner.satisfied("root"), Some(true));
}

#[test]
fn progress_completes_since_the_fourth_edition() {
    for (edition, expected) in [(Edition::Third, None), (Edition::Fourth, Some(true))] {
        let tree = activities(TWO, |it| {
            communicates(&mut it.sequencing);
            if it.id == "root" {
                it.completion_threshold = CompletionThreshold {
                    completed_by_measure: true,
                    min_progress_measure: 0.5,
                    ..CompletionThreshold::default()
                };
            }
        });
        let mut learner = run(tree, edition);
        let done = RunTimeData { progress_measure: Some(1.0), ..Default::default() };
        learner.with(done).continues();
        assert_eq!(learner.completed("root"), expected, "{edition:?}");
    }
}

#[test]
fn rollup_reaches_the_root_through_all_levels() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    for _ in 0..3 {
        learner.passes().continues();
    }
    assert_eq!(learner.completed("a"), Some(true));
    assert_eq!(learner.completed("root"), None);
    learner.passes().asks(Request::Exit);
    assert_eq!(learner.completed("root"), Some(true));
}
