//! What is found is what a walk through every state finds, one action after the other and without any of the thoughts that make
//! the exploration fast.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ground::{Goal, Ground, outcome};
use super::super::work;
use super::random::any_path;
use crate::model::path::LearningPath;
use crate::steering::{Action, Exploration, FindingKind, Learner, Record, Route, StepResult};

const PATHS: u64 = 250;

/// All that learners who were drawn the same can meet.
struct Walk<'a> {
    ground: &'a Ground<'a>,
    states: Vec<Learner>,
    number: BTreeMap<Vec<Record>, usize>,
    next: Vec<Vec<usize>>,
    /// From which states each goal can be reached.
    can: BTreeMap<Goal, Vec<bool>>,
}

impl<'a> Walk<'a> {
    fn from(ground: &'a Ground<'a>, start: Learner) -> Self {
        let number = BTreeMap::from([(start.state().records().to_vec(), 0)]);
        let mut walk = Self { ground, states: vec![start], number, next: Vec::new(), can: BTreeMap::new() };
        while let Some(state) = walk.states.get(walk.next.len()) {
            let next = ways(ground, state).into_iter().map(|(_, after)| after).collect::<Vec<_>>();
            let next = next.into_iter().map(|after| walk.arrive(after)).collect();
            walk.next.push(next);
        }
        for &goal in &ground.goals {
            let can = walk.where_within_reach(goal);
            walk.can.insert(goal, can);
        }
        walk
    }

    fn arrive(&mut self, after: Learner) -> usize {
        let known = self.number.len();
        let number = *self.number.entry(after.state().records().to_vec()).or_insert(known);
        if number == known {
            self.states.push(after);
        }
        number
    }

    fn where_within_reach(&self, goal: Goal) -> Vec<bool> {
        let mut can: Vec<_> = self.states.iter().map(|it| goal.is_reached(it)).collect();
        loop {
            let before = can.clone();
            for at in (0..can.len()).rev() {
                can[at] |= self.next[at].iter().any(|&after| can[after]);
            }
            if can == before {
                return can;
            }
        }
    }

    fn can(&self, goal: Goal, learner: &Learner) -> bool {
        self.can[&goal][self.number[learner.state().records()]]
    }

    fn can_begin(&self, goal: Goal) -> bool {
        self.can[&goal][0]
    }

    fn is_lost_somewhere(&self, goal: Goal) -> bool {
        self.can[&goal].contains(&false)
    }

    fn somewhere(&self, is: impl Fn(&Learner) -> bool) -> bool {
        self.states.iter().any(is)
    }

    /// Whether learners who do as they are told can end where a goal is not reached that still could be.
    fn is_missed_politely(&self, goal: Goal) -> bool {
        let mut is_seen = vec![false; self.states.len()];
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut is_seen[at], true) {
                continue;
            }
            let learner = &self.states[at];
            let skipped = learner.skipped();
            let is_told = |place: usize| !self.ground.around(place).any(|it| skipped[it]);
            let told: Vec<_> =
                ways(self.ground, learner).into_iter().filter(|&(place, _)| is_told(place)).collect();
            let is_at_end = told.iter().all(|&(place, _)| self.ground.optional[place].is_some());
            if is_at_end && !goal.is_reached(learner) && self.can[&goal][at] {
                return true;
            }
            open.extend(told.iter().map(|(_, after)| self.number[after.state().records()]));
        }
        false
    }
}

/// Each step that can be taken, with each result that it can have.
fn ways(ground: &Ground<'_>, learner: &Learner) -> Vec<(usize, Learner)> {
    let mut ways = Vec::new();
    for place in ground.not_done(learner) {
        for result in results(ground, place) {
            let mut after = learner.clone();
            after.enter(place).unwrap();
            after.report(&outcome(result));
            after.leave();
            ways.push((place, after));
        }
    }
    ways
}

fn results(ground: &Ground<'_>, place: usize) -> Vec<StepResult> {
    let mut results = vec![ground.best(place), ground.barely(place)];
    if matches!(results[0], StepResult::Passed(_)) {
        results.extend([StepResult::Failed(0.0), ground.well_failed(place)]);
    }
    results.dedup();
    results
}

/// Every draw that there is, found by trying many.
fn starts(route: &Route) -> Vec<Learner> {
    let mut known = BTreeSet::new();
    let mut is_new = |learner: &Learner| {
        let there: Vec<_> = (0..route.places.len()).map(|place| learner.is_there(place)).collect();
        known.insert(there)
    };
    (0..200).map(|seed| Learner::new(route, seed)).filter(|learner| is_new(learner)).collect()
}

/// An exploration, and what it is held against.
struct Case<'a> {
    path: &'a LearningPath,
    ground: &'a Ground<'a>,
    exploration: Exploration,
    walks: Vec<Walk<'a>>,
}

/// How often there was something to look at: a law that skips every case holds of everything.
#[derive(Debug, Default)]
struct Tally {
    never: usize,
    completable: usize,
    stuck: usize,
    free: usize,
    places: usize,
    unreached: usize,
    stories: usize,
    with_draws: usize,
    missed: usize,
}

#[test]
fn what_is_found_is_what_a_walk_through_every_state_finds() {
    let mut tally = Tally::default();
    for path in (0..PATHS).map(any_path) {
        let route = path.route();
        let ground = Ground::of(&route, work::MOST);
        let walks: Vec<_> = starts(&route).into_iter().map(|start| Walk::from(&ground, start)).collect();
        let exploration = route.explore();
        assert!(exploration.is_complete(), "{:?}", exploration.unexplored());
        let case = Case { path: &path, ground: &ground, exploration, walks };
        case.a_goal_is_out_of_reach_for_all_just_if_nobody_reaches_it(&mut tally);
        case.learners_get_stuck_just_if_some_state_is_a_dead_end(&mut tally);
        case.what_happens_at_a_place_is_what_can_happen_there(&mut tally);
        case.stories_lead_where_they_say_and_nothing_of_them_can_be_left_out(&mut tally);
        case.who_does_as_told_misses_what_is_said_to_be_missed(&mut tally);
    }
    let Tally { never, completable, stuck, free, places, unreached, stories, with_draws, missed } = tally;
    assert!(never > 30 && completable > 300, "{tally:?}");
    assert!(stuck > 100 && free > 25, "{tally:?}");
    assert!(places > 1000 && unreached > 50, "{tally:?}");
    assert!(stories > 100 && with_draws > 10 && missed > 15, "{tally:?}");
}

impl Case<'_> {
    fn has(&self, kinds: &[FindingKind]) -> bool {
        self.exploration.findings().iter().any(|it| kinds.contains(&it.kind))
    }

    /// What a failed test shows.
    fn words(&self) -> String {
        format!("\n{}\n{}", self.exploration.report(), serde_json::to_string(self.path).unwrap())
    }

    fn somewhere(&self, is: impl Fn(&Learner) -> bool) -> bool {
        self.walks.iter().any(|walk| walk.somewhere(&is))
    }

    fn a_goal_is_out_of_reach_for_all_just_if_nobody_reaches_it(&self, tally: &mut Tally) {
        for (goal, kind) in
            [(Goal::Completed, FindingKind::NeverCompleted), (Goal::Passed, FindingKind::NeverPassed)]
        {
            let is_asked = self.ground.goals.contains(&goal);
            let never = is_asked && !self.walks.iter().any(|walk| walk.can_begin(goal));
            assert_eq!(self.has(&[kind]), never, "{goal:?}{}", self.words());
            *(if never { &mut tally.never } else { &mut tally.completable }) += 1;
        }
    }

    fn learners_get_stuck_just_if_some_state_is_a_dead_end(&self, tally: &mut Tally) {
        use FindingKind::{DeadEnd, LockedOut, NeverCompleted, NeverPassed, SuccessLost};
        let is_lost = |goal: Goal| {
            self.ground.goals.contains(&goal) && self.walks.iter().any(|walk| walk.is_lost_somewhere(goal))
        };
        let found = self.has(&[DeadEnd, LockedOut, NeverCompleted, NeverPassed, SuccessLost]);
        assert_eq!(found, is_lost(Goal::Completed) || is_lost(Goal::Passed), "{}", self.words());
        *(if found { &mut tally.stuck } else { &mut tally.free }) += 1;
    }

    fn what_happens_at_a_place_is_what_can_happen_there(&self, tally: &mut Tally) {
        for (place, it) in self.ground.route.places.iter().enumerate() {
            let seen = &self.exploration.coverage()[place];
            let is_begun = |learner: &Learner| learner.record(place).is_some_and(|it| it.begun() > 0);
            let is_superfluous =
                |learner: &Learner| learner.is_there(place) && it.skips.holds(&|fact| learner.has(fact));
            let is_reached = self.somewhere(is_begun) || it.leaf().is_none() && seen.is_reached;
            for (what, seen, is) in [
                ("reached", seen.is_reached, is_reached),
                ("open", seen.opens, self.somewhere(|learner| learner.is_open(place))),
                ("done", seen.is_done, self.somewhere(|learner| learner.is_done(place))),
                ("passed", seen.is_passed, self.somewhere(|learner| learner.has_passed(place))),
                ("superfluous", seen.is_skipped, self.somewhere(is_superfluous)),
            ] {
                assert_eq!(seen, is, "{} is {what}{}", it.id, self.words());
            }
            tally.places += 1;
            tally.unreached += usize::from(!is_reached);
        }
    }

    /// Whoever does what a story tells is where it says, and whoever does less is not.
    fn stories_lead_where_they_say_and_nothing_of_them_can_be_left_out(&self, tally: &mut Tally) {
        for finding in self.exploration.findings() {
            let goal = match finding.kind {
                FindingKind::DeadEnd => Goal::Completed,
                FindingKind::SuccessLost => Goal::Passed,
                FindingKind::LockedOut if finding.to_string().contains("completed") => Goal::Completed,
                FindingKind::LockedOut => Goal::Passed,
                _ => continue,
            };
            let actions = finding.story.actions();
            assert!(self.is_lost(goal, actions), "{finding}{}", self.words());
            for left_out in 0..actions.len() {
                let fewer = [&actions[..left_out], &actions[left_out + 1..]].concat();
                assert!(!self.is_lost(goal, &fewer), "{left_out} of {finding}{}", self.words());
            }
            tally.stories += 1;
            tally.with_draws += usize::from(matches!(actions[0], Action::Draws { .. }));
        }
    }

    /// Whether all who can do this have lost a goal by it, and somebody can.
    fn is_lost(&self, goal: Goal, actions: &[Action]) -> bool {
        let ends: Vec<_> = self
            .walks
            .iter()
            .filter_map(|walk| Some(walk.can(goal, &replay(self.ground.route, &walk.states[0], actions)?)))
            .collect();
        !ends.is_empty() && !ends.contains(&true)
    }

    /// Learners who do as they are told miss something just if they are said to, or get stuck anyway.
    fn who_does_as_told_misses_what_is_said_to_be_missed(&self, tally: &mut Tally) {
        let misses = |goal: &Goal| self.walks.iter().any(|walk| walk.is_missed_politely(*goal));
        let is_missed = self.ground.goals.iter().any(misses);
        let found = self.has(&[FindingKind::NeedsOptional, FindingKind::NeedsSuperfluous]);
        assert!(!found || is_missed, "{}", self.words());
        assert!(!is_missed || !self.exploration.is_sound(), "{}", self.words());
        tally.missed += usize::from(found);
        for finding in self.exploration.findings() {
            let place = finding.place;
            let is_meant = match finding.kind {
                FindingKind::NeedsOptional => self.ground.optional[place] == Some(place),
                FindingKind::NeedsSuperfluous => self.somewhere(|learner| learner.is_skipped(place)),
                _ => true,
            };
            assert!(is_meant, "{finding}{}", self.words());
        }
    }
}

/// Who did this, if it can be done.
fn replay(route: &Route, start: &Learner, actions: &[Action]) -> Option<Learner> {
    let mut learner = start.clone();
    for action in actions {
        match action {
            Action::Takes { place, result, .. } => {
                let is_done = learner.record(*place).is_none_or(|it| it.is_done());
                learner.enter(*place).ok().filter(|()| !is_done)?;
                learner.report(&outcome(*result));
                learner.leave();
            }
            Action::Draws { place, drawn, .. } => {
                let offered: BTreeSet<_> =
                    learner.offered(*place).iter().map(|&it| &route.places[it].id).collect();
                (learner.is_there(*place) && offered == drawn.iter().collect()).then_some(())?;
            }
            Action::LeavesOut { .. } => {}
        }
    }
    Some(learner)
}
