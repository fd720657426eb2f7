//! What follows from a walk.

use std::collections::BTreeSet;

use super::walk::{COMPLETED, SATISFIED, Walk, is_random};
use super::{Exploration, Finding, FindingKind, Story, Thinned};
use crate::sequencing::definition::{ConditionKind, PreAction, Rule};

/// Ways into dead ends that are told at most, each about another activity.
const TOLD: usize = 16;
/// Findings of one kind that are told at most.
const OF_ONE_KIND: usize = 64;

pub(super) fn conclude(mut walk: Walk<'_>) -> Exploration {
    let classes = std::mem::take(&mut walk.merging.alike);
    walk.coverage.share(&classes);
    let mut unexplored = unexplored(&walk);
    let mut findings = Findings::default();
    if unexplored.is_empty() {
        never(&walk, &mut findings);
        rules(&walk, &mut findings);
    }
    stuck(&walk, &mut findings);
    let Findings { mut told, untold } = findings;
    told.sort_by_key(|finding| finding.kind);
    if untold > 0 {
        unexplored.push(format!("{untold} more things are wrong than are told"));
    }
    let tree = walk.tree;
    let leaves = (0..tree.len()).filter(|&place| tree.is_leaf(place));
    Exploration {
        findings: told,
        unexplored,
        states: walk.nodes.len(),
        completion: first_with(&walk, COMPLETED),
        success: first_with(&walk, SATISFIED),
        reached: leaves
            .map(|place| (walk.id(place), walk.coverage.delivered[place].map(|node| walk.story(node))))
            .collect(),
    }
}

/// What is found, as far as anybody reads it: a course from elsewhere may have a hundred thousand rules without effect.
#[derive(Default)]
struct Findings {
    told: Vec<Finding>,
    untold: usize,
}

impl Findings {
    /// What was found about an activity, with the way to a state.
    fn add(&mut self, walk: &Walk<'_>, kind: FindingKind, place: usize, node: u32, message: String) {
        match self.told.iter().filter(|finding| finding.kind == kind).count() < OF_ONE_KIND {
            true => {
                let (activity, story) = (walk.id(place), walk.story(node));
                self.told.push(Finding { kind, activity, story, message });
            }
            false => self.untold += 1,
        }
    }
}

fn first_with(walk: &Walk<'_>, goal: u8) -> Option<Story> {
    let with = (0..walk.nodes.len()).filter(|&node| walk.nodes[node].had & goal != 0);
    with.min_by_key(|&node| walk.nodes[node].actions).map(|node| walk.story(node as u32))
}

fn unexplored(walk: &Walk<'_>) -> Vec<String> {
    let mut unexplored = Vec::new();
    let waiting = walk.waiting();
    if waiting > 0 {
        let seen = walk.nodes.len();
        unexplored.push(format!("of {seen} states that were seen, {waiting} were not followed further"));
        let missing = (0..walk.tree.len())
            .filter(|&place| walk.tree.is_leaf(place) && walk.coverage.delivered[place].is_none());
        let missing = first_of(walk, missing);
        unexplored.extend(missing.map(|first| format!("the walk did not get as far as {first}")));
        for (goal, what) in [(COMPLETED, "completion"), (SATISFIED, "success")] {
            if first_with(walk, goal).is_none() {
                unexplored.push(format!("{what} was not reached"));
            }
        }
    }
    let of = |is: fn(&Thinned) -> bool| (0..walk.tree.len()).filter(move |&place| is(&walk.thinned[place]));
    for (what, places) in [
        ("not every score that decides something was tried of", of(|it| it.scores)),
        ("not every combination of objectives was tried of", of(|it| it.objectives)),
    ] {
        unexplored.extend(first_of(walk, places).map(|first| format!("{what} {first}")));
    }
    if is_random(walk.tree) {
        unexplored.push("chance decides more ways than were tried".to_owned());
    }
    unexplored
}

/// The first of some activities, and how many more there are.
fn first_of(walk: &Walk<'_>, mut places: impl Iterator<Item = usize>) -> Option<String> {
    let first = walk.id(places.next()?);
    let more = places.count();
    Some(if more > 0 { format!("`{first}` and {more} more") } else { format!("`{first}`") })
}

/// What never happens.
fn never(walk: &Walk<'_>, findings: &mut Findings) {
    let tree = walk.tree;
    let furthest = walk.coverage.best.1;
    let whatever = match walk.story(furthest).actions() {
        [] => "whatever learners do",
        _ => "not even after",
    };
    let mut is_unreachable: Vec<_> = walk
        .coverage
        .delivered
        .iter()
        .enumerate()
        .map(|(place, it)| tree.is_leaf(place) && it.is_none())
        .collect();
    for place in (0..tree.len()).rev().filter(|&place| !tree.is_leaf(place)) {
        is_unreachable[place] = tree.node(place).children.iter().all(|&child| is_unreachable[child]);
    }
    for place in 0..tree.len() {
        // Of what is inside something that cannot be reached, nothing is said.
        let is_told = tree.parent(place).is_some_and(|parent| is_unreachable[parent]);
        if is_unreachable[place] && !is_told {
            let message = format!("`{}` is never delivered, {whatever}", walk.id(place));
            findings.add(walk, FindingKind::Unreachable, place, furthest, message);
        }
    }
    let is_tracked = |place: &usize| tree.sequencing(*place).delivery_controls.tracked;
    for place in (0..tree.len()).filter(is_tracked) {
        if let (Some(ripe), None) = (walk.coverage.ripe[place], walk.coverage.completed[place]) {
            let message = format!("`{}` is not completed although all in it is, after", walk.id(place));
            findings.add(walk, FindingKind::NeverRolledUp, place, ripe, message);
        }
    }
    for (goal, kind, what) in [
        (COMPLETED, FindingKind::NeverCompleted, "completed"),
        (SATISFIED, FindingKind::NeverSatisfied, "passed"),
    ] {
        if first_with(walk, goal).is_none() {
            let message = format!("the course is never {what}, {whatever}");
            findings.add(walk, kind, 0, furthest, message);
        }
    }
}

/// Where something that can be reached can be reached no longer.
fn stuck(walk: &Walk<'_>, findings: &mut Findings) {
    let mut dead = vec![false; walk.nodes.len()];
    for (goal, kind, what) in
        [(COMPLETED, FindingKind::DeadEnd, "completed"), (SATISFIED, FindingKind::SuccessLost, "passed")]
    {
        let can = can_reach(walk, goal);
        // Where it cannot be reached at all, nothing is lost on the way.
        if !can.first().copied().unwrap_or(true) {
            continue;
        }
        let mut told = BTreeSet::new();
        let mut nearest: Vec<_> = (0..walk.nodes.len()).collect();
        nearest.sort_by_key(|&node| walk.nodes[node].actions);
        for number in nearest {
            let node = &walk.nodes[number];
            if can[number] || dead[number] {
                continue;
            }
            dead[number] = true;
            let about = node.locked.or(node.current);
            if !told.insert((node.locked.is_some(), about)) {
                continue;
            }
            if told.len() > TOLD {
                findings.untold += 1;
                continue;
            }
            let place = about.unwrap_or(0) as usize;
            let activity = walk.id(place);
            let (kind, message) = match node.locked {
                Some(_) => {
                    let message = format!(
                        "`{activity}` cannot be attempted any more, and the course not be {what}, after"
                    );
                    (FindingKind::LockedOut, message)
                }
                None => (kind, format!("the course can no longer be {what} after")),
            };
            findings.add(walk, kind, place, number as u32, message);
        }
    }
}

/// From which states a goal was reached before or can be reached, or where nobody knows because the walk did not go on.
fn can_reach(walk: &Walk<'_>, goal: u8) -> Vec<bool> {
    let count = walk.nodes.len();
    let mut into = vec![Vec::new(); count];
    for &(from, to) in &walk.ways {
        into[to as usize].push(from);
    }
    let mut can: Vec<_> =
        walk.nodes.iter().map(|node| node.had & goal != 0 || !walk.is_followed(node)).collect();
    let mut open: Vec<_> = (0..count).filter(|&node| can[node]).collect();
    while let Some(node) = open.pop() {
        for &from in &into[node] {
            if !std::mem::replace(&mut can[from as usize], true) {
                open.push(from as usize);
            }
        }
    }
    can
}

/// Rules without effect.
fn rules(walk: &Walk<'_>, findings: &mut Findings) {
    let mut says = |place: usize, kind, message: String| {
        findings.add(walk, kind, place, walk.coverage.best.1, message);
    };
    for place in 0..walk.tree.len() {
        let id = walk.id(place);
        let rules = &walk.tree.sequencing(place).rules;
        for (number, rule) in rules.pre.iter().enumerate() {
            match walk.coverage.pre[place][number] {
                [_, None] => {
                    let message = format!("the rule by which `{id}` is {} never acts", effect(rule.action));
                    says(place, FindingKind::NeverActs, message);
                }
                [None, _] if !is_meant_always(rule) => {
                    let message = format!("the rule by which `{id}` is {} always acts", effect(rule.action));
                    says(place, FindingKind::AlwaysActs, message);
                }
                _ => {}
            }
        }
        for number in (0..rules.exit.len()).filter(|&rule| !walk.watch.saw_exit(place, rule)) {
            says(place, FindingKind::NeverActs, format!("exit rule {} of `{id}` never acts", number + 1));
        }
        for number in (0..rules.post.len()).filter(|&rule| !walk.watch.saw_post(place, rule)) {
            says(place, FindingKind::NeverActs, format!("postcondition {} of `{id}` never acts", number + 1));
        }
    }
}

fn is_meant_always(rule: &Rule<PreAction>) -> bool {
    rule.conditions.iter().any(|condition| condition.condition == ConditionKind::Always && !condition.not)
}

fn effect(action: PreAction) -> &'static str {
    match action {
        PreAction::Skip => "skipped",
        PreAction::Disabled => "disabled",
        PreAction::HiddenFromChoice => "hidden from choice",
        PreAction::StopForwardTraversal => "not passed",
    }
}
