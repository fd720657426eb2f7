//! What an exploration finds, and what it does not.

use super::*;
use crate::diagnostic::Diagnostic;

fn explore(tree: &ActivityTree) -> Exploration {
    tree.explore(Edition::Fourth, &ExplorationLimits::default())
}

/// Kinds and activities of what was found.
fn found(exploration: &Exploration) -> Vec<(FindingKind, &str)> {
    exploration.findings().iter().map(|it| (it.kind, it.activity.as_str())).collect()
}

/// What was done before counts on.
fn remembers(it: &mut Sequencing) {
    it.control_mode.use_current_attempt_objective_info = false;
    it.control_mode.use_current_attempt_progress_info = false;
}

/// The status goes to a global objective of the activity's own name.
fn tells(it: &mut Sequencing, id: &str) {
    it.objectives.primary = Objective::named("own").writes(id);
}

/// Disabled until the activity of this name is satisfied.
fn needs(it: &mut Sequencing, id: &str) {
    it.objectives.others.push(Objective::named(format!("of-{id}")).reads(id));
    it.rules.pre.push(until_satisfied(&format!("of-{id}"), PreAction::Disabled));
}

#[test]
fn free_choice_is_sound_and_the_shortest_way_through_is_told() {
    let exploration = explore(&outline_with(TWO_MODULES, |_, it| {
        communicates(it);
        remembers(it);
    }));
    assert_eq!(found(&exploration), []);
    assert!(exploration.is_complete() && exploration.is_sound());
    let story = exploration.completion().unwrap().to_string();
    assert!(story.starts_with("start; `a1` is passed; continue; `a2` is passed; continue; "), "{story}");
    assert!(exploration.reached().all(|(_, story)| story.is_some()));
}

#[test]
fn two_activities_that_wait_for_each_other_are_never_reached() {
    let exploration = explore(&outline_with("root\n  p\n  a\n  b", |id, it| {
        communicates(it);
        tells(it, id);
        match id {
            "a" => needs(it, "b"),
            "b" => needs(it, "a"),
            _ => {}
        }
    }));
    assert_eq!(
        found(&exploration),
        [
            (FindingKind::NeverCompleted, "root"),
            (FindingKind::Unreachable, "a"),
            (FindingKind::Unreachable, "b"),
            (FindingKind::NeverSatisfied, "root"),
            (FindingKind::AlwaysActs, "a"),
            (FindingKind::AlwaysActs, "b"),
        ]
    );
    let codes: Vec<_> = exploration.report().iter().map(Diagnostic::code).collect();
    assert_eq!(codes, ["CW751", "CW750", "CW750", "CW752", "CW758", "CW758"]);
}

#[test]
fn a_course_that_nobody_can_begin_is_told_without_a_story() {
    let exploration = explore(&outline_with("root\n  a", |_, it| {
        it.control_mode.flow = false;
        it.control_mode.choice = false;
    }));
    let told: Vec<_> = exploration.findings().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "the course is never completed, whatever learners do",
            "`root` is never delivered, whatever learners do",
            "the course is never passed, whatever learners do",
        ]
    );
}

#[test]
fn attempts_that_are_used_up_lock_learners_out_and_the_story_says_how() {
    let exploration = explore(&outline_with("root\n  lesson\n  test", |id, it| {
        communicates(it);
        remembers(it);
        if id == "test" {
            it.limits.attempt_limit = Some(1);
        }
    }));
    let locked: Vec<_> =
        exploration.findings().iter().filter(|it| it.kind == FindingKind::LockedOut).collect();
    assert_eq!(locked[0].activity, "test");
    // Whoever leaves at once has not completed it either.
    assert_eq!(
        locked[0].to_string(),
        "`test` cannot be attempted any more, and the course not be completed, after: \
         choose `test`; leave the activity"
    );
}

#[test]
fn rollup_that_waits_for_what_is_skipped_is_found() {
    let passed_over = |considers: bool| {
        outline_with("root\n  pretest\n  lesson", move |id, it| {
            communicates(it);
            remembers(it);
            tells(it, id);
            let is_known = || when(ConditionKind::Satisfied);
            if id == "pretest" {
                it.rules.pre.push(Rule::all([is_known()], PreAction::Disabled));
            }
            if id == "lesson" {
                it.objectives.others.push(Objective::named("known").reads("pretest"));
                it.rules.pre.push(Rule::all([is_known().of("known")], PreAction::Skip));
                it.rules.pre.push(Rule::all([is_known().of("known")], PreAction::Disabled));
                if considers {
                    it.rollup_considerations.required_for_completed = RequiredFor::IfNotSkipped;
                    it.rollup_considerations.required_for_satisfied = RequiredFor::IfNotSkipped;
                }
            }
        })
    };
    assert_eq!(found(&explore(&passed_over(true))), []);
    let exploration = explore(&passed_over(false));
    let finding = &exploration.findings()[0];
    assert_eq!(finding.kind, FindingKind::DeadEnd);
    assert_eq!(finding.story.to_string(), "start; `pretest` is passed; leave the activity");
}

#[test]
fn a_rollup_that_asks_for_too_much_is_found() {
    let exploration = explore(&outline_with("root\n  m\n    a\n    b", |id, it| {
        communicates(it);
        remembers(it);
        if id == "m" {
            let completed = [RollupConditionKind::Completed.into()];
            it.rollup_rules.push(RollupRule::any(
                ChildActivitySet::AtLeastCount(3),
                completed,
                RollupAction::Completed,
            ));
        }
    }));
    assert!(found(&exploration).contains(&(FindingKind::NeverRolledUp, "m")), "{:?}", found(&exploration));
}

#[test]
fn rules_without_effect_are_told_and_harm_nobody() {
    let exploration = explore(&outline_with("root\n  a\n  b", |id, it| {
        communicates(it);
        remembers(it);
        if id == "b" {
            it.objectives.others.push(Objective::named("nobody").reads("nobody-writes-this"));
            it.rules.pre.push(Rule::all([when(ConditionKind::Satisfied).of("nobody")], PreAction::Skip));
            it.rules.post.push(Rule::all([when(ConditionKind::TimeLimitExceeded)], PostAction::ExitAll));
        }
    }));
    assert_eq!(found(&exploration), [(FindingKind::NeverActs, "b"), (FindingKind::NeverActs, "b")]);
    assert!(exploration.is_sound());
}

#[test]
fn a_retry_acts_although_the_new_attempt_forgets_why() {
    let exploration = explore(&outline_with("root\n  m\n    test", |id, it| {
        communicates(it);
        if id == "m" {
            it.rules.post.push(Rule::all([unless(ConditionKind::Satisfied)], PostAction::Retry));
        }
        if id == "test" {
            it.rules.post.push(Rule::all([when(ConditionKind::Always)], PostAction::ExitParent));
        }
    }));
    assert_eq!(found(&exploration), []);
}

#[test]
fn a_course_that_is_too_large_says_what_was_not_seen() {
    let text = "root\n".to_owned() + &(0..30).map(|n| format!("  p{n}\n")).collect::<String>();
    let tree = outline_with(&text, |id, it| {
        communicates(it);
        tells(it, id);
    });
    let exploration = tree.explore(Edition::Third, &ExplorationLimits::default().states(500));
    assert!(!exploration.is_complete());
    assert_eq!(exploration.states(), 500);
    assert!(
        exploration.unexplored()[0].contains("were not followed further"),
        "{:?}",
        exploration.unexplored()
    );
    assert_eq!(exploration.report().iter().last().unwrap().code(), "CW759");
}

#[test]
fn activities_that_are_alike_are_explored_once() {
    let explored = |names_matter: bool| {
        explore(&outline_with("root\n  a\n  b\n  c\n  d", |id, it| {
            communicates(it);
            remembers(it);
            if names_matter && id != "root" {
                tells(it, id);
            }
        }))
    };
    let (alike, named) = (explored(false), explored(true));
    assert_eq!((found(&alike), found(&named)), (vec![], vec![]));
    assert!(alike.is_complete());
    assert!(alike.states() * 4 < named.states(), "{} {}", alike.states(), named.states());
}

/// A lesson that looks at its score in so many places, each of which decides something.
fn with_scores(count: u32) -> ActivityTree {
    outline_with("root\n  test\n  lesson", move |id, it| {
        communicates(it);
        remembers(it);
        if id == "test" {
            it.objectives.primary = Objective::named("own").writes("score");
        }
        if id == "lesson" {
            it.objectives.others.push(Objective::named("score").reads("score"));
            for number in 1..=count {
                let mut more = when(ConditionKind::ObjectiveMeasureGreaterThan).of("score");
                more.measure_threshold = f64::from(number) / f64::from(count + 1);
                it.rules.pre.push(Rule::all([more], PreAction::HiddenFromChoice));
            }
        }
    })
}

#[test]
fn scores_that_are_not_tried_are_told_and_nothing_is_concluded_from_them() {
    assert!(explore(&with_scores(3)).is_complete());
    let exploration = explore(&with_scores(40));
    assert!(
        exploration
            .unexplored()
            .contains(&"not every score that decides something was tried of `test`".to_owned()),
        "{:?}",
        exploration.unexplored()
    );
    assert_eq!(found(&exploration), [], "{}", exploration.report());
}

/// The lesson opens with some objectives met and others not, and the other way to the end closes with the first try.
#[test]
fn objectives_that_are_not_combined_are_told_and_nothing_is_concluded_from_them() {
    let tree = outline_with("root\n  test\n  other\n  lesson", |id, it| {
        communicates(it);
        remembers(it);
        let one = ChildActivitySet::AtLeastCount(1);
        match id {
            "root" => it.rollup_rules.extend([
                RollupRule::any(one, [RollupConditionKind::Completed.into()], RollupAction::Completed),
                RollupRule::any(one, [RollupConditionKind::Satisfied.into()], RollupAction::Satisfied),
            ]),
            "test" => {
                tells(it, id);
                it.rollup_controls.rollup_objective_satisfied = false;
                it.rollup_controls.rollup_progress_completion = false;
            }
            "other" => {
                it.objectives.others.push(Objective::named("of-test").reads("test"));
                let is_known = when(ConditionKind::ObjectiveStatusKnown).of("of-test");
                it.rules.pre.push(Rule::all([is_known], PreAction::Disabled));
            }
            _ => {}
        }
        for number in 0..4 {
            let (name, global) = (format!("o{number}"), format!("g{number}"));
            if id == "test" {
                it.objectives.others.push(Objective::named(&*name).writes(&global));
            }
            if id == "lesson" {
                it.objectives.others.push(Objective::named(&*name).reads(&global));
                let is_met = when(ConditionKind::Satisfied).of(&name);
                let closes = if number < 2 { is_met.negated() } else { is_met };
                it.rules.pre.push(Rule::all([closes], PreAction::Disabled));
            }
        }
    });
    let exploration = explore(&tree);
    let untold = "not every combination of objectives was tried of `test`".to_owned();
    assert!(exploration.unexplored().contains(&untold), "{:?}", exploration.unexplored());
    assert_eq!(found(&exploration), [], "{}", exploration.report());
}

#[test]
fn a_course_with_thousands_of_objectives_and_rules_is_looked_at_all_the_same() {
    let tree = outline_with("root\n  a\n  b", |id, it| {
        communicates(it);
        remembers(it);
        for number in 0..if id == "root" { 0 } else { 1_500 } {
            let name = format!("o{number}");
            it.objectives.others.push(Objective::named(&*name).writes(&name));
            it.rules.pre.push(Rule::all(
                [when(ConditionKind::ObjectiveStatusKnown).of(&name)],
                PreAction::HiddenFromChoice,
            ));
        }
    });
    let exploration = tree.explore(Edition::Fourth, &ExplorationLimits::default().states(40));
    assert!(!exploration.is_complete());
}

#[test]
fn what_is_found_again_and_again_is_told_so_many_times_and_counted() {
    let tree = outline_with("root\n  a", |id, it| {
        communicates(it);
        remembers(it);
        for _ in 0..if id == "a" { 300 } else { 0 } {
            it.rules.post.push(Rule::all([when(ConditionKind::TimeLimitExceeded)], PostAction::ExitAll));
        }
    });
    let exploration = explore(&tree);
    assert_eq!(exploration.findings().len(), 64);
    assert_eq!(exploration.unexplored(), ["236 more things are wrong than are told"]);
    assert!(exploration.is_sound());
}
