//! SM.6 and SM.7: local and global objectives.

use super::*;

fn gated() -> ActivityTree {
    outline_with("root\n  test\n  lesson", |id, it| match id {
        "test" => it.objectives.primary = Objective::named("own").writes("urn:global"),
        "lesson" => {
            it.objectives.others.push(Objective::named("of-the-test").reads("urn:global"));
            it.rules.pre.push(until_satisfied("of-the-test", PreAction::Disabled));
        }
        _ => {}
    })
}

#[test]
fn one_activity_knows_of_another_through_a_global_objective() {
    let mut learner = Learner::started(gated());
    assert_eq!(learner.choices(), ["root", "test", "lesson"]);
    learner.fails();
    assert_eq!(learner.choices(), ["root", "test"]);
    assert_eq!(learner.passes().continues(), "lesson");
    assert_eq!(learner.0.objective_status("lesson", "of-the-test").unwrap().satisfied, Some(true));
}

#[test]
fn what_is_known_of_an_objective_outlives_a_new_attempt() {
    let mut learner = Learner::started(gated());
    learner.passes().continues();
    learner.chooses("test");
    assert_eq!(learner.satisfied("test"), None);
    assert_eq!(learner.0.global_objectives()["urn:global"].satisfied, Some(true));
}

#[test]
fn another_course_of_the_learner_knows_it_too() {
    let mut learner = Learner::started(gated());
    learner.passes().continues();
    let known = learner.0.global_objectives().clone();
    let mut other = Learner::new(gated());
    other.0.take_global_objectives(&known);
    assert_eq!(other.chooses("lesson"), "lesson");
    let mut closed = Learner::new(gated().objectives_global_to_system(false));
    closed.0.take_global_objectives(&known);
    assert_eq!(closed.chooses("lesson"), "DB.1.1-3");
}

#[test]
fn a_course_that_shares_nothing_forgets_with_each_attempt_on_it() {
    let mut learner = Learner::started(gated().objectives_global_to_system(false));
    learner.passes().continues();
    learner.asks(Request::ExitAll);
    learner.asks(Request::Start);
    assert_eq!(learner.chooses("lesson"), "lesson", "the test is satisfied again by leaving it");
    learner.asks(Request::ExitAll);
    assert_eq!(learner.chooses("lesson"), "DB.1.1-3");
}

#[test]
fn a_primary_objective_that_reads_rolls_up_when_another_writes() {
    let tree = outline_with(TWO_MODULES, |id, it| {
        communicates(it);
        match id {
            "a1" => it.objectives.primary = Objective::named("own").writes("urn:global"),
            "b1" | "b2" => it.objectives.primary = Objective::named("own").reads("urn:global"),
            _ => {}
        }
    });
    let mut learner = Learner::started(tree);
    learner.passes().continues();
    assert_eq!(learner.satisfied("b"), Some(true));
    assert_eq!(learner.satisfied("a"), None);
}

#[test]
fn a_global_measure_decides_where_a_measure_does() {
    let tree = outline_with("root\n  a\n  b", |id, it| match id {
        "a" => it.objectives.primary = Objective::named("own").writes("urn:global"),
        "b" => it.objectives.primary = Objective::named("own").satisfied_by_measure(0.7).reads("urn:global"),
        _ => {}
    });
    let mut learner = Learner::started(tree);
    let says = RunTimeData { success: Some(true), scaled_score: Some(0.5), ..Default::default() };
    learner.with(says).continues();
    assert_eq!((learner.measure("b"), learner.satisfied("b")), (Some(0.5), Some(false)));
}

#[test]
fn where_a_measure_decides_nobody_hears_what_content_says_of_success() {
    // RB.1.2.a, SM.7: neither without a measure nor before it counts.
    let tree = outline_with("root\n  a\n  b", |id, it| {
        if id == "a" {
            it.objectives.primary = Objective::named("own").satisfied_by_measure(0.7).writes("urn:primary");
            it.objectives.others =
                vec![Objective::named("other").satisfied_by_measure(0.7).writes("urn:other")];
            it.rollup_considerations.measure_satisfaction_if_active = false;
        }
    });
    let mut learner = Learner::started(tree);
    let other = |scaled_score| RunTimeObjective {
        id: "other".to_owned(),
        success: Some(true),
        scaled_score,
        ..Default::default()
    };
    let says = |score| RunTimeData {
        success: Some(true),
        scaled_score: score,
        objectives: vec![other(score)],
        ..Default::default()
    };
    let heard = |learner: &Learner| {
        let globals = learner.0.global_objectives();
        let of = |id: &str| globals.get(id).and_then(|it| it.satisfied);
        (of("urn:primary"), of("urn:other"))
    };
    learner.with(says(None));
    assert_eq!(heard(&learner), (None, None), "without a measure");
    learner.with(says(Some(0.5)));
    assert_eq!(heard(&learner), (None, None), "while the attempt goes on");
    learner.continues();
    assert_eq!(heard(&learner), (Some(false), Some(false)));
}

#[test]
fn content_sets_objectives_by_their_names() {
    let tree = outline_with("root\n  pretest\n  m1\n  m2", |id, it| match id {
        "pretest" => {
            it.objectives.others =
                vec![Objective::named("o1").writes("urn:m1"), Objective::named("o2").writes("urn:m2")];
        }
        "m1" | "m2" => {
            it.objectives.primary = Objective::named("own").reads(format!("urn:{id}"));
            it.rules.pre.push(Rule::all([when(ConditionKind::Satisfied)], PreAction::Skip));
        }
        _ => {}
    });
    let mut learner = Learner::started(tree);
    let objective = |id: &str, success| RunTimeObjective {
        id: id.to_owned(),
        success: Some(success),
        ..Default::default()
    };
    let data = RunTimeData {
        objectives: vec![objective("o1", true), objective("o2", false), objective("unheard-of", true)],
        ..Default::default()
    };
    assert_eq!(learner.with(data).continues(), "m2");
}

#[test]
fn completion_and_scores_are_shared_since_the_fourth_edition() {
    let shares = || SharedDataMap {
        write_completion_status: true,
        write_raw_score: true,
        ..SharedDataMap::new("urn:shared")
    };
    let tree = outline_with("root\n  a\n  b", |_, it| {
        communicates(it);
        it.objectives.primary.shared_data.push(shares());
    });
    for (edition, completed, raw) in [(Edition::Third, None, None), (Edition::Fourth, Some(true), Some(7.0))]
    {
        let mut learner = Learner(Engine::new(tree.clone(), edition, 1));
        learner.asks(Request::Start);
        let raw_score = RawScore { raw: Some(7.0), ..Default::default() };
        learner.with(RunTimeData { completion: Some(true), raw_score, ..Default::default() });
        let b = learner.0.status("b").unwrap().primary;
        assert_eq!((b.completed, b.raw), (completed, raw), "{edition:?}");
    }
}

#[test]
fn of_several_objectives_for_one_global_the_same_is_heard_at_each_moment() {
    // A course should not do that (SM.7); when it does, the last that knows something counts, also as the attempt ends.
    let tree = outline_with("root\n  a\n  b", |id, it| match id {
        "a" => {
            it.delivery_controls.completion_set_by_content = true;
            it.objectives.primary = Objective::named("own").writes("urn:shared");
            it.objectives.others.push(Objective::named("other").writes("urn:shared"));
        }
        "b" => it.objectives.primary = Objective::named("own").reads("urn:shared"),
        _ => {}
    });
    let mut learner = Learner::started(tree);
    let other = RunTimeObjective { id: "other".to_owned(), success: Some(false), ..Default::default() };
    learner.with(RunTimeData { objectives: vec![other], ..Default::default() });
    assert_eq!(learner.satisfied("b"), Some(false));
    // UP.4 satisfies the primary objective, of which the content said nothing.
    assert_eq!(learner.continues(), "b");
    assert_eq!(learner.satisfied("a"), Some(true));
    assert_eq!(learner.satisfied("b"), Some(false));
}

#[test]
fn up_to_the_third_edition_nothing_rolls_up_for_shared_data() {
    // What is inside `loop` reads what `loop` writes: each rollup of it raises its measure, once its content
    // has scored, and once its attempt ends.
    let tree = outline_with("root\n  loop\n    reads\n    scores\n  shares", |id, it| {
        communicates(it);
        match id {
            "loop" => it.objectives.primary = Objective::named("own").writes("urn:loop").reads("urn:shared"),
            "reads" => it.objectives.primary = Objective::named("own").reads("urn:loop"),
            "shares" => it
                .objectives
                .primary
                .shared_data
                .push(SharedDataMap { write_completion_status: true, ..SharedDataMap::new("urn:shared") }),
            _ => {}
        }
    });
    for (edition, measure) in [(Edition::Third, 0.75), (Edition::Fourth, 0.875)] {
        let mut learner = Learner(Engine::new(tree.clone(), edition, 1));
        learner.chooses("scores");
        assert_eq!(learner.scores(1.0).continues(), "shares");
        learner.with(RunTimeData { completion: Some(true), ..Default::default() }).asks(Request::Exit);
        assert_eq!(learner.measure("loop"), Some(measure), "{edition:?}");
    }
}
