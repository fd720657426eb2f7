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
