//! The learning paths that authors ask for, as they are written in sequencing, and what learners meet on them.

use super::*;

/// One activity writes to a global objective; others of the same tree can read it.
fn writes(it: &mut Sequencing, target: &str) {
    it.objectives.primary = Objective::named("own").writes(target);
}

/// Disabled until another activity, which writes this global objective, is satisfied.
fn needs(it: &mut Sequencing, target: &str) {
    it.objectives.others.push(Objective::named(format!("of-{target}")).reads(target));
    it.rules.pre.push(until_satisfied(&format!("of-{target}"), PreAction::Disabled));
}

#[test]
fn linear_no_menu_and_each_page_opens_the_next() {
    let tree = outline_with("root\n  p1\n  p2\n  p3", |id, it| {
        communicates(it);
        match id {
            "root" => {
                it.control_mode.choice = false;
                it.control_mode.forward_only = true;
            }
            _ => writes(it, id),
        }
        match id {
            "p2" => needs(it, "p1"),
            "p3" => needs(it, "p2"),
            _ => {}
        }
    });
    let mut learner = Learner::started(tree);
    // The root alone is chosen at will, being in no cluster: it leads back to the beginning.
    assert_eq!(learner.choices(), ["root"]);
    assert!(!learner.0.valid_requests().continue_);
    assert_eq!(learner.passes().continues(), "p2");
    assert_eq!(learner.asks(Request::Previous), "NB.2.1-5");
    assert_eq!(learner.passes().continues(), "p3");
    assert_eq!(learner.passes().continues(), "ended");
    assert_eq!(learner.completed("root"), Some(true));
}

#[test]
fn free_choice_anything_at_any_time() {
    let mut learner = Learner::started(outline_with(TWO_MODULES, |_, it| communicates(it)));
    for id in ["b2", "a1", "b1", "a2"] {
        assert_eq!(learner.chooses(id), id);
        learner.passes();
    }
    learner.asks(Request::ExitAll);
    // Leaving a module and coming back begins it anew: only what was done since counts.
    assert_eq!((learner.completed("a"), learner.completed("root")), (None, None));
}

#[test]
fn free_choice_where_what_was_done_before_counts_on() {
    let tree = outline_with(TWO_MODULES, |_, it| {
        communicates(it);
        it.control_mode.use_current_attempt_objective_info = false;
        it.control_mode.use_current_attempt_progress_info = false;
    });
    let mut learner = Learner::started(tree);
    for id in ["b2", "a1", "b1", "a2"] {
        assert_eq!(learner.chooses(id), id);
        learner.passes();
    }
    learner.asks(Request::ExitAll);
    assert_eq!((learner.completed("root"), learner.satisfied("root")), (Some(true), Some(true)));
}

#[test]
fn choice_with_prerequisites() {
    let tree = outline_with("root\n  basics\n  tools\n  project", |id, it| {
        communicates(it);
        if id != "root" {
            writes(it, id);
        }
        if id == "project" {
            needs(it, "basics");
            needs(it, "tools");
        }
    });
    let mut learner = Learner::started(tree);
    learner.passes();
    assert_eq!(learner.choices(), ["root", "basics", "tools"]);
    assert_eq!(learner.chooses("tools"), "tools");
    learner.passes();
    assert_eq!(learner.choices(), ["root", "basics", "tools", "project"]);
    assert_eq!(learner.chooses("project"), "project");
}

#[test]
fn pre_test_what_learners_know_they_need_not_take() {
    let tree = outline_with("root\n  pretest\n  m1\n    m1a\n  m2\n    m2a", |id, it| {
        communicates(it);
        match id {
            "root" => {
                it.rollup_rules.push(RollupRule::any(
                    ChildActivitySet::All,
                    [RollupConditionKind::Completed.into()],
                    RollupAction::Completed,
                ));
            }
            "pretest" => {
                it.objectives.others =
                    vec![Objective::named("m1").writes("m1"), Objective::named("m2").writes("m2")];
            }
            "m1" | "m2" => {
                it.objectives.others.push(Objective::named("known").reads(id));
                it.rules.pre.push(Rule::all([when(ConditionKind::Satisfied).of("known")], PreAction::Skip));
                it.rollup_considerations.required_for_completed = RequiredFor::IfNotSkipped;
            }
            _ => {}
        }
    });
    let knows = |m1, m2| {
        let objective = |id: &str, success| RunTimeObjective {
            id: id.to_owned(),
            success: Some(success),
            ..Default::default()
        };
        RunTimeData {
            completion: Some(true),
            objectives: vec![objective("m1", m1), objective("m2", m2)],
            ..Default::default()
        }
    };
    let mut half = Learner::started(outline("root"));
    half.0 = Learner::started(tree.clone()).0;
    assert_eq!(half.with(knows(true, false)).continues(), "m2a");
    assert_eq!(half.passes().continues(), "ended");
    assert_eq!(half.completed("root"), Some(true));
    let mut all = Learner::started(tree);
    assert_eq!(all.with(knows(true, true)).continues(), "ended");
    assert_eq!(all.completed("root"), Some(true));
}

#[test]
fn remediation_what_failed_comes_again_and_no_more_than_twice() {
    let tree = outline_with("root\n  module\n    page1\n    page2\n    test", |id, it| {
        communicates(it);
        match id {
            "module" => {
                it.limits.attempt_limit = Some(2);
                it.rules.post.push(Rule::all(
                    [unless(ConditionKind::Satisfied), unless(ConditionKind::AttemptLimitExceeded)],
                    PostAction::Retry,
                ));
                it.rollup_rules.push(RollupRule::any(
                    ChildActivitySet::All,
                    [RollupConditionKind::Satisfied.into()],
                    RollupAction::Satisfied,
                ));
                it.rollup_rules.push(RollupRule::any(
                    ChildActivitySet::Any,
                    [RollupCondition::from(RollupConditionKind::Satisfied).negated()],
                    RollupAction::NotSatisfied,
                ));
            }
            "test" => {
                it.objectives.others = ["page1", "page2"]
                    .map(|page| Objective::named(page).writes(format!("urn:{page}")))
                    .into();
                it.rules.post.push(Rule::all([when(ConditionKind::Always)], PostAction::ExitParent));
            }
            "page1" | "page2" => {
                it.rollup_controls.rollup_objective_satisfied = false;
                it.objectives.others.push(Objective::named("known").reads(format!("urn:{id}")));
                it.rules.pre.push(Rule::all([when(ConditionKind::Satisfied).of("known")], PreAction::Skip));
            }
            _ => {}
        }
    });
    let result = |success, page1, page2| {
        let objective = |id: &str, success| RunTimeObjective {
            id: id.to_owned(),
            success: Some(success),
            ..Default::default()
        };
        RunTimeData {
            success: Some(success),
            completion: Some(true),
            objectives: vec![objective("page1", page1), objective("page2", page2)],
            ..Default::default()
        }
    };
    let mut learner = Learner::started(tree);
    assert_eq!(learner.passes().continues(), "page2");
    assert_eq!(learner.passes().continues(), "test");
    // Only what the test found missing comes again.
    assert_eq!(learner.with(result(false, true, false)).continues(), "page2");
    assert_eq!(learner.passes().continues(), "test");
    // No third time: Continue goes on behind the module, and that is the end.
    assert_eq!(learner.with(result(false, true, false)).continues(), "ended");
    assert_eq!(learner.satisfied("module"), Some(false));
}

#[test]
fn mastery_a_score_opens_what_comes_next() {
    let tree = outline_with("root\n  m1\n    page\n    test\n  m2\n    more", |id, it| {
        communicates(it);
        match id {
            "m1" => {
                writes(it, "m1");
                it.objectives.primary.satisfied_by_measure = Some(0.8);
            }
            "page" => it.rollup_controls.objective_measure_weight = 0.0,
            "m2" => needs(it, "m1"),
            _ => {}
        }
    });
    let mut learner = Learner::started(tree);
    learner.passes().continues();
    learner.scores(0.79);
    assert!(!learner.0.valid_requests().continue_);
    learner.scores(0.8);
    assert_eq!(learner.continues(), "more");
}

#[test]
fn random_subset_each_attempt_draws_anew() {
    let tree = outline_with("root\n  pool\n    q1\n    q2\n    q3\n    q4\n    q5", |id, it| {
        communicates(it);
        if id == "pool" {
            it.control_mode.choice = false;
            it.control_mode.forward_only = true;
            it.randomization = Randomization {
                randomization_timing: Timing::OnEachNewAttempt,
                reorder_children: true,
                selection_timing: Timing::OnEachNewAttempt,
                select_count: Some(2),
            };
            it.rules.post.push(Rule::all([unless(ConditionKind::Satisfied)], PostAction::Retry));
            it.rules.exit.push(Rule::all([when(ConditionKind::ObjectiveStatusKnown)], ExitAction::Exit));
        }
    });
    let mut learner = Learner::started(tree);
    learner.passes().continues();
    // Two were drawn, so the second decides; the pool is drawn anew then.
    assert!(learner.fails().continues().starts_with('q'));
    assert_eq!(learner.0.status("pool").unwrap().attempts, 2);
    learner.passes().continues();
    assert_eq!(learner.passes().continues(), "ended");
    assert_eq!(learner.satisfied("root"), Some(true));
}

#[test]
fn knowledge_paced_what_is_shown_to_be_known_is_skipped_and_opens_the_next() {
    let tree = outline_with("root\n  l1\n    c1\n    t1\n  l2\n    c2\n    t2", |id, it| {
        communicates(it);
        match id {
            "t1" | "t2" => writes(it, &id.replace('t', "l")),
            "c1" | "c2" => {
                it.rollup_controls.rollup_objective_satisfied = false;
                it.objectives.others.push(Objective::named("known").reads(id.replace('c', "l")));
                it.rules.pre.push(Rule::all([when(ConditionKind::Satisfied).of("known")], PreAction::Skip));
            }
            "l2" => needs(it, "l1"),
            _ => {}
        }
    });
    let mut learner = Learner::started(tree);
    assert_eq!(learner.chooses("t1"), "t1");
    learner.fails();
    assert!(!learner.choices().contains(&"t2".to_owned()));
    learner.passes();
    assert_eq!(learner.chooses("t2"), "t2");
    learner.passes();
    // Both lessons are known: what is left of each is its test.
    assert_eq!(learner.chooses("l1"), "t1");
    assert_eq!(learner.passes().continues(), "t2");
}

#[test]
fn timed_one_attempt_and_out_when_time_is_up() {
    let tree = outline_with("root\n  exam\n  after", |id, it| {
        communicates(it);
        if id == "exam" {
            it.limits.attempt_limit = Some(1);
            it.limits.attempt_absolute_duration_limit = Some("PT30M".to_owned());
        }
    });
    let mut learner = Learner::started(tree);
    let time_out = RunTimeData { success: Some(false), exit: Exit::TimeOut, ..Default::default() };
    assert_eq!(learner.0.content_ended(&time_out, None), Ok(Outcome::Ended));
    assert_eq!(learner.asks(Request::Start), "SB.2.2-2");
    assert_eq!(learner.chooses("after"), "after");
}
