//! The walk over the states that learners reach, breadth first, so that the first way to anything is a shortest one.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use super::coverage::Coverage;
use super::key::{Key, Merging};
use super::story::{Action, Story};
use super::{Contents, ExplorationLimits, Thinned};
use crate::sequencing::definition::Timing;
use crate::sequencing::edition::Edition;
use crate::sequencing::engine::{Engine, Watch};
use crate::sequencing::request::{Outcome, Request, RunTimeData};
use crate::sequencing::state::State;
use crate::sequencing::tree::ActivityTree;

/// Learners for whom chance decides differently, where it decides anything.
const CHANCES: u64 = 16;

/// The whole is, or was, completed.
pub(super) const COMPLETED: u8 = 1;
/// The whole is, or was, satisfied.
pub(super) const SATISFIED: u8 = 2;

/// A state that was reached.
pub(super) struct Node {
    /// From where, and by what; nothing for the states in which learners begin.
    from: Option<(u32, Step)>,
    /// How many actions lead here at least.
    pub(super) actions: u32,
    /// What the whole was once: an LMS does not take it back.
    pub(super) had: u8,
    /// Whether the walk went on from here as far as there was a way.
    pub(super) is_explored: bool,
    /// Attempts are used up on an activity that is not done.
    pub(super) locked: Option<u32>,
    /// The current activity.
    pub(super) current: Option<u32>,
}

/// What led from one state to another.
#[derive(Clone, Copy)]
struct Step {
    /// The content of an activity reported one of its outcomes.
    report: Option<(u32, u32)>,
    /// Then the learner asked for something.
    ask: Ask,
}

impl Step {
    /// Leaving an activity goes without saying where the learner goes on.
    fn actions(self) -> u32 {
        u32::from(self.report.is_some()) + u32::from(!matches!(self.ask, Ask::Exit))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    Start,
    ResumeAll,
    Continue,
    Previous,
    Choice(u32),
    Exit,
    ExitAll,
    Abandon,
    AbandonAll,
    SuspendAll,
}

pub(super) struct Walk<'a> {
    pub(super) tree: &'a ActivityTree,
    pub(super) outcomes: &'a [Vec<RunTimeData>],
    pub(super) thinned: &'a [Thinned],
    are_taken_to_the_end: bool,
    pub(super) nodes: Vec<Node>,
    /// From which state to which there is a way.
    pub(super) ways: Vec<(u32, u32)>,
    pub(super) coverage: Coverage,
    pub(super) watch: Arc<Watch>,
    pub(super) merging: Merging,
    base: Engine,
    limits: ExplorationLimits,
    known: HashMap<Key, u32>,
    /// States that wait, by the number of actions that lead to them.
    open: BTreeMap<u32, VecDeque<Open>>,
    /// States in which nothing is left to reach. They are looked at last, and only for what was not seen before.
    after: VecDeque<Open>,
    work: u64,
}

/// A state from which the walk goes on.
struct Open {
    node: u32,
    actions: u32,
    state: State,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        tree: &'a ActivityTree,
        edition: Edition,
        contents: &'a Contents,
        limits: ExplorationLimits,
    ) -> Self {
        let (base, watch) = Engine::new(tree.clone(), edition, 0).watched();
        Self {
            tree,
            outcomes: &contents.outcomes,
            thinned: &contents.thinned,
            are_taken_to_the_end: contents.are_taken_to_the_end,
            nodes: Vec::new(),
            ways: Vec::new(),
            coverage: Coverage::of(tree),
            watch,
            merging: Merging::of(tree, edition),
            base,
            limits,
            known: HashMap::new(),
            open: BTreeMap::new(),
            after: VecDeque::new(),
            work: 0,
        }
    }

    /// Walks until every state was seen, or as far as the limits let it.
    pub(super) fn run(&mut self) {
        let chances = if is_random(self.tree) { CHANCES } else { 1 };
        for seed in 0..chances {
            self.arrive(None, self.base.at(State::new(self.tree, seed)));
        }
        while let Some(open) = self.next() {
            if self.is_exhausted() {
                return;
            }
            let node = &self.nodes[open.node as usize];
            // Meanwhile a shorter way was found.
            if node.is_explored || node.actions < open.actions {
                continue;
            }
            let is_over = node.had == COMPLETED | SATISFIED;
            let engine = self.base.at(open.state);
            self.coverage.look(self.tree, &engine, open.node, node.had & COMPLETED != 0);
            let explored = (is_over && self.coverage.is_full(self.tree, &self.watch))
                || self.go_on_from(open.node, &engine);
            self.nodes[open.node as usize].is_explored = explored;
        }
    }

    fn next(&mut self) -> Option<Open> {
        while let Some(mut nearest) = self.open.first_entry() {
            if let Some(open) = nearest.get_mut().pop_front() {
                return Some(open);
            }
            nearest.remove();
        }
        self.after.pop_front()
    }

    fn is_exhausted(&self) -> bool {
        self.work >= self.limits.work || self.nodes.len() >= self.limits.states_of(self.tree.len())
    }

    /// Tries everything that can happen in a state. False when a limit was met on the way.
    fn go_on_from(&mut self, node: u32, engine: &Engine) -> bool {
        let state = engine.state();
        let delivered =
            state.current.filter(|&place| self.tree.is_leaf(place) && state.activities[place].is_active);
        let Some(place) = delivered else { return self.try_all(node, engine, None) };
        let says_nothing = (!self.are_taken_to_the_end).then_some(None);
        let reports = says_nothing.into_iter().chain((0..self.outcomes[place].len()).map(Some));
        for outcome in reports {
            let mut told = engine.clone();
            if let Some(outcome) = outcome {
                told.report(&self.outcomes[place][outcome]);
            }
            let report = outcome.map(|outcome| (place as u32, outcome as u32));
            if !self.leave(node, &told, place, report) {
                return false;
            }
        }
        true
    }

    /// Leaves the content of an activity. Mostly that is all: going elsewhere ends the attempt in the same way, and then looks
    /// from the same place. Where leaving sets off more, everything that learners may ask for is tried.
    fn leave(&mut self, node: u32, engine: &Engine, place: usize, report: Option<(u32, u32)>) -> bool {
        let mut left = engine.clone();
        let stays =
            left.request(&Request::Exit) == Ok(Outcome::Waiting) && left.state().current == Some(place);
        if !stays {
            return self.try_all(node, engine, report);
        }
        self.arrive(Some((node, Step { report, ask: Ask::Exit })), left);
        let mut asks = if self.are_taken_to_the_end { Vec::new() } else { vec![Ask::SuspendAll] };
        if report.is_none() {
            // To abandon what has reported is to abandon it before.
            asks.extend([Ask::Abandon, Ask::AbandonAll]);
        }
        asks.into_iter().all(|ask| self.attempt(node, engine, Step { report, ask }))
    }

    /// Tries everything that learners may ask for. False when a limit was met.
    fn try_all(&mut self, node: u32, engine: &Engine, report: Option<(u32, u32)>) -> bool {
        let asked = self.asked(engine, report.is_some());
        asked.into_iter().all(|ask| self.attempt(node, engine, Step { report, ask }))
    }

    fn attempt(&mut self, node: u32, engine: &Engine, step: Step) -> bool {
        if self.is_exhausted() {
            return false;
        }
        let mut after = engine.clone();
        match after.request(&self.request(step.ask)) {
            Ok(_) => self.arrive(Some((node, step)), after),
            Err(_) => self.work += self.tree.len() as u64,
        }
        true
    }

    fn asked(&self, engine: &Engine, has_reported: bool) -> Vec<Ask> {
        let valid = engine.valid_requests();
        let single = [
            (valid.start, Ask::Start),
            (valid.resume_all, Ask::ResumeAll),
            (valid.continue_, Ask::Continue),
            (valid.previous, Ask::Previous),
        ];
        let leaving = [
            (valid.exit, Ask::Exit),
            (valid.exit_all, Ask::ExitAll),
            (valid.suspend_all, Ask::SuspendAll),
            (valid.abandon && !has_reported, Ask::Abandon),
            (valid.abandon_all && !has_reported, Ask::AbandonAll),
        ];
        let choices = valid.choice.iter().filter_map(|id| self.tree.position(id));
        if self.are_taken_to_the_end {
            let is_new =
                |&place: &usize| self.tree.is_leaf(place) && engine.standing(place).completed != Some(true);
            return choices.filter(is_new).map(|place| Ask::Choice(place as u32)).collect();
        }
        let accepted = |(is_valid, ask): (bool, Ask)| is_valid.then_some(ask);
        let mut asked: Vec<_> = single.into_iter().filter_map(accepted).collect();
        asked.extend(choices.map(|place| Ask::Choice(place as u32)));
        asked.extend(leaving.into_iter().filter_map(accepted));
        asked
    }

    /// Takes down where something led: to a state that is known, or to a new one.
    fn arrive(&mut self, from: Option<(u32, Step)>, engine: Engine) {
        self.work += self.tree.len() as u64;
        let (before, actions) = from.map_or((0, 0), |(node, step)| {
            let node = &self.nodes[node as usize];
            (node.had, node.actions + step.actions())
        });
        let whole = engine.standing(0);
        let had = before
            | if whole.completed == Some(true) { COMPLETED } else { 0 }
            | if whole.satisfied == Some(true) { SATISFIED } else { 0 };
        let node = self.nodes.len() as u32;
        let mut state = engine.into_state();
        self.merging.reduce(self.tree, &mut state);
        let known = *self.known.entry(self.merging.key(&state, had)).or_insert(node);
        if let Some((from, _)) = from {
            self.ways.push((from, known));
        }
        if known == node {
            let engine = self.base.at(state);
            let locked = (0..self.tree.len()).find(|&place| is_locked(&engine, place));
            let current = engine.state().current.map(|place| place as u32);
            let locked = locked.map(|place| place as u32);
            self.nodes.push(Node { from, actions, had, is_explored: false, locked, current });
            state = engine.into_state();
        } else {
            let known = &mut self.nodes[known as usize];
            if known.is_explored || known.actions <= actions {
                return;
            }
            known.actions = actions;
            known.from = from;
        }
        let open = Open { node: known, actions, state };
        match had == COMPLETED | SATISFIED {
            true => self.after.push_back(open),
            false => self.open.entry(actions).or_default().push_back(open),
        }
    }

    /// The shortest way to a state, in words.
    pub(super) fn story(&self, node: u32) -> Story {
        let mut steps = Vec::new();
        let mut at = node;
        while let Some((from, step)) = self.nodes[at as usize].from {
            steps.push((from, step));
            at = from;
        }
        steps.reverse();
        let mut actions = Vec::new();
        for (number, (_, step)) in steps.iter().enumerate() {
            actions.extend(step.report.map(|(place, outcome)| Action::Report {
                activity: self.id(place as usize),
                data: self.outcomes[place as usize][outcome as usize].clone(),
            }));
            let goes_on = steps.get(number + 1).is_some_and(|(_, next)| {
                matches!(next.ask, Ask::Continue | Ask::Previous | Ask::Choice(_) | Ask::ExitAll)
            });
            if step.ask != Ask::Exit || !goes_on {
                actions.push(Action::Request(self.request(step.ask)));
            }
        }
        Story(actions)
    }

    pub(super) fn id(&self, place: usize) -> String {
        self.tree.node(place).activity.id.clone()
    }

    fn request(&self, ask: Ask) -> Request {
        match ask {
            Ask::Start => Request::Start,
            Ask::ResumeAll => Request::ResumeAll,
            Ask::Continue => Request::Continue,
            Ask::Previous => Request::Previous,
            Ask::Choice(place) => Request::Choice(self.id(place as usize)),
            Ask::Exit => Request::Exit,
            Ask::ExitAll => Request::ExitAll,
            Ask::Abandon => Request::Abandon,
            Ask::AbandonAll => Request::AbandonAll,
            Ask::SuspendAll => Request::SuspendAll,
        }
    }

    /// Whether the walk went on from a state by every way that there is.
    pub(super) fn is_followed(&self, node: &Node) -> bool {
        let is_thinned = |place: u32| self.thinned.get(place as usize).is_some_and(|it| it.is_any());
        node.is_explored && !node.current.is_some_and(is_thinned)
    }

    /// How many states wait for being looked at.
    pub(super) fn waiting(&self) -> usize {
        self.nodes.iter().filter(|node| !node.is_explored).count()
    }
}

fn is_locked(engine: &Engine, place: usize) -> bool {
    let is_done = || {
        let standing = engine.standing(place);
        standing.completed == Some(true) && standing.satisfied == Some(true)
    };
    engine.is_used_up(place) && !is_done()
}

/// Whether chance decides anything.
pub(super) fn is_random(tree: &ActivityTree) -> bool {
    tree.iter().any(|activity| {
        let it = activity.sequencing.randomization;
        let selects = it.selection_timing != Timing::Never && it.select_count.is_some_and(|count| count > 0);
        selects || (it.randomization_timing != Timing::Never && it.reorder_children)
    })
}
