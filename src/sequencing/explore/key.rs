//! When two states are one: what can make no difference any more is taken out of a state, and what is left is its key.

use std::collections::BTreeSet;

use crate::sequencing::definition::{
    ConditionKind, PostAction, PreAction, RequiredFor, RollupConditionKind, RollupConsiderations, Sequencing,
    Timing,
};
use crate::sequencing::edition::Edition;
use crate::sequencing::state::{ActivityState, ObjectiveState, State};
use crate::sequencing::tree::{Activity, ActivityTree};

/// An activity is compared with no more kinds of activities before it than these.
const CLASSES: usize = 64;

/// Merges states of one course.
pub(super) struct Merging {
    /// Attempts beyond this number make no difference.
    attempts: Vec<u32>,
    /// Nothing looks at what the root became: what it was once is kept beside the state.
    forgets_root: bool,
    /// Activities of which it matters whether they are completed and satisfied, and not whether they are known not to be.
    positive: Vec<bool>,
    /// Global objectives that the course names.
    globals: Vec<String>,
    /// Activities of one cluster that differ in their names alone, two or more.
    pub(super) alike: Vec<Vec<usize>>,
}

/// What tells a state from others: equal keys are equal states, but for the names of activities that are alike.
pub(super) type Key = Box<[u8]>;

impl Merging {
    pub(super) fn of(tree: &ActivityTree, edition: Edition) -> Self {
        let objectives = tree.iter().flat_map(|activity| activity.sequencing.objectives.iter());
        let targets: BTreeSet<_> = objectives
            .flat_map(|it| {
                it.maps.iter().map(|map| &map.target).chain(it.shared_data.iter().map(|map| &map.target))
            })
            .cloned()
            .collect();
        let is_plain = tree.iter().all(|activity| is_plain(&activity.sequencing));
        Self {
            attempts: (0..tree.len()).map(|place| counted_attempts(tree, edition, place)).collect(),
            forgets_root: is_unseen(tree.sequencing(0)),
            positive: (0..tree.len()).map(|place| is_plain || is_positive(tree, place)).collect(),
            globals: targets.into_iter().collect(),
            alike: alike(tree),
        }
    }

    /// Takes out what makes no difference: attempts that nobody counts, and what an activity knows of an attempt that is over
    /// where nobody looks at it.
    pub(super) fn reduce(&self, tree: &ActivityTree, state: &mut State) {
        for (place, activity) in state.activities.iter_mut().enumerate() {
            let counted = activity.attempts.min(self.attempts[place]);
            let uncounted = activity.attempts - counted;
            activity.attempts = counted;
            let randomization = tree.sequencing(place).randomization;
            let draws_again = [randomization.selection_timing, randomization.randomization_timing]
                .contains(&Timing::OnEachNewAttempt);
            // What was drawn for the attempt before is due again; what was drawn ahead is not.
            activity.drawn_for = match draws_again {
                true => activity.drawn_for.saturating_sub(uncounted),
                false => activity.drawn_for.min(1),
            };
            let is_over = !activity.is_active && !activity.is_suspended;
            let is_stale = activity.objectives_are_stale && activity.progress_is_stale;
            if is_over && is_stale && tree.is_leaf(place) {
                activity.objectives.fill(ObjectiveState::default());
            }
            if is_over && self.positive[place] {
                let primary = &mut activity.objectives[0];
                primary.satisfied = primary.satisfied.filter(|&is| is);
                primary.completed = primary.completed.filter(|&is| is);
            }
        }
        if self.forgets_root {
            state.activities[0].objectives.fill(ObjectiveState::default());
        }
    }

    /// The key of a state that was reduced, with whatever else tells two states apart.
    pub(super) fn key(&self, state: &State, mark: u8) -> Key {
        let mut parts: Vec<_> =
            state.activities.iter().enumerate().map(|(place, it)| part(state, place, it)).collect();
        for class in &self.alike {
            let mut of_class: Vec<_> = class.iter().map(|&place| std::mem::take(&mut parts[place])).collect();
            of_class.sort_unstable();
            for (&place, part) in class.iter().zip(of_class) {
                parts[place] = part;
            }
        }
        let mut key = vec![mark];
        for part in parts {
            key.extend(part);
        }
        for (number, target) in self.globals.iter().enumerate() {
            if let Some(global) = state.globals.get(target) {
                key.extend((number as u32).to_le_bytes());
                write_objective(global, &mut key);
            }
        }
        key.extend(state.written.iter().flat_map(|target| target.bytes().chain([0])));
        key.into()
    }
}

fn part(state: &State, place: usize, activity: &ActivityState) -> Vec<u8> {
    let flags = [
        activity.is_active,
        activity.is_suspended,
        activity.objectives_are_stale,
        activity.progress_is_stale,
        state.current == Some(place),
        state.suspended == Some(place),
        activity.available.is_some(),
    ];
    let mut part = vec![flags.iter().fold(0, |bits, &flag| bits << 1 | u8::from(flag))];
    write_number(activity.attempts, &mut part);
    write_number(activity.drawn_for, &mut part);
    for objective in &activity.objectives {
        write_objective(objective, &mut part);
    }
    if let Some(available) = &activity.available {
        write_number(available.len() as u32, &mut part);
        available.iter().for_each(|&child| write_number(child as u32, &mut part));
    }
    part
}

/// Small numbers in one byte.
fn write_number(number: u32, key: &mut Vec<u8>) {
    match u8::try_from(number) {
        Ok(byte) if byte < u8::MAX => key.push(byte),
        _ => {
            key.push(u8::MAX);
            key.extend(number.to_le_bytes());
        }
    }
}

/// Raw scores are left out: nothing in sequencing looks at them, and none is reported here.
fn write_objective(objective: &ObjectiveState, key: &mut Vec<u8>) {
    let known = |truth: Option<bool>| truth.map_or(0, |truth| 1 + u8::from(truth));
    let (satisfied, completed) = (known(objective.satisfied), known(objective.completed));
    let has = (u8::from(objective.measure.is_some()), u8::from(objective.progress.is_some()));
    key.push(satisfied | completed << 2 | has.0 << 4 | has.1 << 5);
    for number in [objective.measure, objective.progress].into_iter().flatten() {
        key.extend(number.to_bits().to_le_bytes());
    }
}

/// How many attempts on an activity somebody can tell from more: none, when nobody asks whether it was attempted.
fn counted_attempts(tree: &ActivityTree, edition: Edition, place: usize) -> u32 {
    let own = tree.sequencing(place);
    let asks_for = |kind| {
        let rules = &own.rules;
        let pre = rules.pre.iter().flat_map(|rule| &rule.conditions);
        let exit = rules.exit.iter().flat_map(|rule| &rule.conditions);
        let post = rules.post.iter().flat_map(|rule| &rule.conditions);
        pre.chain(exit).chain(post).any(|condition| condition.condition == kind)
    };
    if let Some(limit) = own.limits.attempt_limit {
        return limit.max(1);
    }
    let considerations = own.rollup_considerations;
    let required = [
        considerations.required_for_satisfied,
        considerations.required_for_not_satisfied,
        considerations.required_for_completed,
        considerations.required_for_incomplete,
    ];
    let asks_around = |around: &Sequencing| {
        let mut asked = around.rollup_rules.iter().flat_map(|rule| &rule.conditions);
        asked.any(|it| it.condition == RollupConditionKind::Attempted)
    };
    let is_asked = asks_for(ConditionKind::Attempted)
        || required.iter().any(|it| matches!(it, RequiredFor::IfAttempted | RequiredFor::IfNotSuspended))
        // Before the 4th Edition, rollup counts an attempt without a result.
        || tree.parent(place).is_some_and(|around| edition != Edition::Fourth || asks_around(tree.sequencing(around)))
        // A new attempt on the root may forget global objectives.
        || (place == 0 && !tree.is_global_to_system());
    u32::from(is_asked)
}

/// Whether no rule and no global objective looks at how the activity stands.
fn is_unseen(sequencing: &Sequencing) -> bool {
    let rules = &sequencing.rules;
    let maps = sequencing.objectives.iter().all(|it| it.maps.is_empty() && it.shared_data.is_empty());
    maps && rules.pre.is_empty() && rules.exit.is_empty() && rules.post.is_empty()
}

/// Says nothing about status and attempts. Where no activity says more, what is known not to be completed can be made up for as
/// what is unknown can, and whatever it takes back from what is around is a state that was there before.
fn is_plain(sequencing: &Sequencing) -> bool {
    is_unseen(sequencing)
        && sequencing.objectives.others.is_empty()
        && sequencing.objectives.primary.satisfied_by_measure.is_none()
        && sequencing.rollup_rules.is_empty()
        && sequencing.rollup_considerations == RollupConsiderations::default()
        && sequencing.limits.attempt_limit.is_none()
}

/// Children of a root that nobody looks at, and whose own rules are those by default: what is not completed does not complete
/// the root, known or not.
fn is_positive(tree: &ActivityTree, place: usize) -> bool {
    let root = tree.sequencing(0);
    tree.parent(place) == Some(0)
        && is_unseen(root)
        && root.rollup_rules.is_empty()
        && is_unseen(tree.sequencing(place))
        && tree.sequencing(place).objectives.others.is_empty()
}

/// Leaves of one cluster that differ in their names alone. Which is first matters to flow; so only where each can be chosen as
/// well, and whatever flow delivers is something that choice could.
fn alike(tree: &ActivityTree) -> Vec<Vec<usize>> {
    if !tree.iter().all(|activity| is_free(&activity.sequencing)) {
        return Vec::new();
    }
    let mut classes = Vec::<Vec<usize>>::new();
    for place in 0..tree.len() {
        let own = &tree.node(place).activity;
        let keeps_to_itself =
            own.sequencing.objectives.iter().all(|it| it.maps.is_empty() && it.shared_data.is_empty());
        if !tree.is_leaf(place) || !keeps_to_itself || place == 0 {
            continue;
        }
        let found = classes.iter_mut().rev().take(CLASSES).find(|class| {
            tree.parent(class[0]) == tree.parent(place) && are_alike(&tree.node(class[0]).activity, own)
        });
        match found {
            Some(class) => class.push(place),
            None => classes.push(vec![place]),
        }
    }
    classes.retain(|class| class.len() > 1);
    classes
}

fn are_alike(one: &Activity, other: &Activity) -> bool {
    one.sequencing == other.sequencing && one.completion_threshold == other.completion_threshold
}

fn is_free(sequencing: &Sequencing) -> bool {
    let mode = sequencing.control_mode;
    let constrained = sequencing.constrained_choice;
    let randomization = sequencing.randomization;
    mode.choice
        && mode.choice_exit
        && !mode.forward_only
        && !constrained.prevent_activation
        && !constrained.constrain_choice
        && !sequencing
            .rules
            .pre
            .iter()
            .any(|rule| matches!(rule.action, PreAction::HiddenFromChoice | PreAction::StopForwardTraversal))
        && !sequencing
            .rules
            .post
            .iter()
            .any(|rule| matches!(rule.action, PostAction::Continue | PostAction::Previous))
        && randomization.selection_timing == Timing::Never
        && randomization.randomization_timing == Timing::Never
}
