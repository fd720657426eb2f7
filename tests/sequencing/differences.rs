//! Where ours and scorm-again 3.4.3 answer differently, and what of the standard decides.
//!
//! A difference is written as `ours / theirs`: of a request, where it led (`delivered` to another activity or one at all, an
//! end, or the exception's code); of an activity, its status, or whether it may be chosen. Clauses are those of SCORM 2004 4th
//! Edition SN, where nothing else is said.

/// The decision about a difference.
pub(crate) fn decided(difference: &str) -> Option<&'static str> {
    DIFFERENCES.iter().find(|(pattern, _)| matches(pattern, difference)).map(|(_, decision)| *decision)
}

/// A star stands for anything, at the beginning, at the end, or at both.
fn matches(pattern: &str, text: &str) -> bool {
    let inner = pattern.trim_matches('*');
    match (pattern.starts_with('*'), pattern.ends_with('*')) {
        (true, true) => text.contains(inner),
        (true, false) => text.ends_with(inner),
        (false, true) => text.starts_with(inner),
        (false, false) => text == pattern,
    }
}

const DIFFERENCES: &[(&str, &str)] = &[
    // What is known of an activity.
    (
        "cluster measure: *",
        "RB.1.1.a: the mean by weight over all tracked children; theirs leaves out children without a measure or contribution \
         to satisfaction, and counts incomplete and repeated ones less",
    ),
    (
        "cluster satisfied: *",
        "RB.1.2: a measure decides before rules do; RB.1.2.b: without rules, not satisfied asks that all children are known \
         (theirs: one failed), and nothing else changes the status; RB.1.4.1, RB.1.4.2: unknown stays so, and a child is left \
         out as its own considerations say for the action; RB.1.5: only activities above the one that ended roll up",
    ),
    (
        "cluster completed: *",
        "RB.1.3.b: without rules, incomplete asks that all children are known (theirs: one incomplete, or none that counts); \
         RB.1.4.1, RB.1.4.2, RB.1.5 as for satisfaction",
    ),
    (
        "*completed: null / false",
        "TM.1.2.2, DB.2: nothing is known of a new attempt before its content says something; theirs is incomplete at once",
    ),
    (
        "mapped leaf *",
        "SM.7: a global objective of which nothing is known takes nothing from the activity's own, and a cluster writes when it \
         rolls up; theirs: neither",
    ),
    ("untracked leaf *", "SM.11: nothing is known of what is not tracked; theirs keeps it"),
    (
        "leaf (suspended attempts) *",
        "DB.2, DB.2.1: what is suspended elsewhere stays so, with what was known of it; theirs begins it anew",
    ),
    (
        "leaf (control modes) *",
        "DB.2: on what is not tracked no attempt begins, which would make stale what is inside; theirs begins one",
    ),
    (
        "leaf (global objectives) *",
        "SM.1: what is inside is of an attempt before, whatever the activity around it reads; theirs takes it as of this one",
    ),
    (
        "leaf (rollup) satisfied: null / true",
        "UP.4, SM.6: an objective that a measure decides is not satisfied without one; theirs satisfies it when the attempt ends",
    ),
    // Delivery.
    (
        "*DB.1.1-3 / delivered",
        "DB.1.1, UP.5: each activity from the root to the target has to be available; theirs asks the target",
    ),
    (
        "may be chosen: DB.1.1-3 / yes",
        "DB.1.1, UP.5: as the choice would find, after the attempt has ended; theirs does not look",
    ),
    (
        "*: delivered / DB.1.1-3",
        "UP.1: attempts that go on are no further ones; theirs counts those around the target",
    ),
    ("resumeAll: DB.1.1-1 / delivered", "DB.1.1: only leaves are delivered"),
    // Flow.
    ("start: ended / SB.2.5-3", "SB.2.1: behind the last activity the session ends, also for Start"),
    (
        "*: SB.2.2-2 / *",
        "SM.7: what a cluster has just written is read by the rules of the next; theirs writes later",
    ),
    (
        "*: delivered / SB.2.2-2",
        "SM.1: rules see nothing of before the current attempt on the parent, where it says so; theirs sees it",
    ),
    (
        "*: delivered / delivered",
        "SB.2.9: flow goes into a chosen cluster by SB.2.3, past what rules skip; SM.1: rules see nothing of before the current \
         attempt on the parent; theirs: neither",
    ),
    ("*: delivered / SB.2.5-3", "SM.1: as above"),
    ("*: delivered / ended", "SM.1: as above"),
    ("*: ended / delivered", "SM.1: as above"),
    ("*: ended / SB.2.2-2", "SM.1: as above"),
    (
        "previous: delivered / SB.2.1-3",
        "SB.2.1: backward from the first child goes on before the parent; SM.1: as above",
    ),
    (
        "previous: SB.2.1-3 / delivered",
        "SB.2.1: nothing comes before the root's first activity; SM.1: as above",
    ),
    // Termination.
    (
        "*: ended / SB.2.11-1",
        "TB.2.3: Exit All ends the session; theirs has no current activity left to exit",
    ),
    (
        "exit: NB.2.1-12 / ended",
        "NB.2.1: Exit is for what is active; after TB.2.3-4 the attempt has ended, which theirs takes back",
    ),
    (
        "exit: ended / waiting",
        "TB.2.2: the postcondition Continue of an activity that exited leads behind the last: the end",
    ),
    // Choice.
    (
        "choice: SB.2.9-5 / delivered",
        "SB.2.9: without a session, nothing lies before the root; it is started",
    ),
    (
        "choice: SB.2.9-3 / delivered",
        "SB.2.9, SM.1: rules see nothing of before the current attempt on the parent",
    ),
    ("*SB.2.4-1 / delivered", "SB.2.4: the rule stopForwardTraversal; theirs knows it after an attempt only"),
    ("may be chosen: SB.2.4-1 / yes", "SB.2.4: as above"),
    (
        "may be chosen: SB.2.9-3 / yes",
        "SB.2.9: hidden by a rule, itself or through what is around; theirs lists it",
    ),
    (
        "choice: SB.2.9-6 / delivered",
        "SB.2.9: preventActivation asks whether the cluster is active, not whether it was attempted",
    ),
    ("may be chosen: SB.2.9-6 / yes", "SB.2.9: as above"),
    ("choice: SB.2.9-7 / delivered", "SB.2.9: choiceExit holds for what has ended too, in this step"),
    ("may be chosen: SB.2.9-7 / yes", "SB.2.9: as above"),
    (
        "choice: SB.2.9-8 / delivered",
        "SB.2.9: constrainChoice of an activity around the learner; theirs asks the common ancestor",
    ),
    ("may be chosen: SB.2.9-8 / yes", "SB.2.9: as above"),
    (
        "choice: SB.2.9-9 / *",
        "SB.2.9: one flow into the cluster, which stops at what is unavailable; theirs tries child by child",
    ),
    ("may be chosen: SB.2.9-9 / yes", "SB.2.9: as the choice would find; theirs does not look"),
    (
        "choice: NB.2.1-8 / delivered",
        "NB.2.1: choiceExit of the current activity holds whatever is chosen (step 7.1.1.3); theirs leaves it out for siblings",
    ),
    ("may be chosen: NB.2.1-8 / yes", "NB.2.1: choiceExit of all active activities that the choice leaves"),
    ("may be chosen: TB.2.3-4 / yes", "TB.2.3: the root has no parent to exit; nothing can be chosen there"),
    (
        "choice: delivered / SB.2.9-5",
        "SB.2.9: availability is DB.1.1's matter, skip is none; theirs asks all preconditions of the target",
    ),
    (
        "may be chosen: yes / SB.2.9-5",
        "SB.2.4: forwardOnly matters between siblings only; theirs asks the common ancestor",
    ),
    ("*: delivered / SB.2.9-6", "SB.2.9: preventActivation of the common ancestor does not matter"),
    (
        "may be chosen: yes / SB.2.9-6",
        "SB.2.9: skip rules and limits of active clusters keep nobody from choosing; theirs asks both",
    ),
    (
        "*: delivered / SB.2.9-7",
        "SB.2.9: constrainChoice of the common ancestor does not matter; SB.2.9.1 as flow goes",
    ),
    ("may be chosen: yes / SB.2.9-7", "SB.2.9: as above"),
    (
        "may be chosen: yes / SB.2.9-4",
        "SM.1: rules see nothing of before the current attempt on the parent; and see what ending it brings",
    ),
    ("continue: DB.1.1-3 / ended", "UP.2.1: as below, where theirs skips what is next"),
    (
        "choice: delivered / SB.2.9-4",
        "UP.2.1: of an objective that the activity does not have nothing is known; theirs takes it as false",
    ),
    ("may be chosen: yes / no reason", "NB.2.1: without a session, a choice begins one; theirs lists none"),
];

#[test]
fn decisions_are_found_by_pattern() {
    assert!(decided("cluster measure: another").unwrap().starts_with("RB.1.1.a"));
    assert!(decided("mapped leaf satisfied: true / null").unwrap().starts_with("SM.7"));
    assert_eq!(decided("continue: ended / waiting"), None);
}
