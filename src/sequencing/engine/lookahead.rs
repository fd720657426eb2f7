//! Which requests would be accepted now.

use super::Engine;
use super::flow::Direction;
use super::navigation::Termination;
use super::sweep::Sweep;
use crate::sequencing::edition::Edition;
use crate::sequencing::request::{Refusal, Request, ValidRequests};

impl Engine {
    /// Which requests would be accepted now, with what the content has reported so far. Those that move are tried to their
    /// end: on a copy, the attempt on the current activity ends, status rolls up, and something has to be delivered, or the
    /// session to end. Activities count as choosable as if no postcondition led the learner elsewhere.
    #[must_use]
    pub fn valid_requests(&self) -> ValidRequests {
        let understood = |request| self.understand(&request).is_ok();
        let mut valid = ValidRequests {
            start: self.accepts(&Request::Start),
            resume_all: self.accepts(&Request::ResumeAll),
            continue_: self.accepts(&Request::Continue),
            previous: self.accepts(&Request::Previous),
            exit: understood(Request::Exit),
            exit_all: understood(Request::ExitAll),
            abandon: understood(Request::Abandon),
            abandon_all: understood(Request::AbandonAll),
            suspend_all: self.accepts(&Request::SuspendAll),
            ..ValidRequests::default()
        };
        let mut after = self.clone();
        let is_active = self.state.current.is_some_and(|current| self.state.activities[current].is_active);
        if is_active && after.terminate(Termination::Exit).is_err() {
            return valid;
        }
        let sweep = after.sweep();
        let ids = |places: Vec<usize>| places.into_iter().map(|place| self.id(place).to_owned()).collect();
        valid.choice = ids(self.choices(&after, &sweep));
        if is_active && self.course.edition == Edition::Fourth {
            let is_target = |&place: &usize| self.course.tree.is_leaf(place) && after.delivers(place, &sweep);
            valid.jump = ids(sweep.order.iter().copied().filter(is_target).collect());
        }
        valid
    }

    /// Whether a request would be accepted now, or why not.
    ///
    /// # Errors
    /// The [`Refusal`] that the request would meet.
    pub fn check(&self, request: &Request) -> Result<(), Refusal> {
        self.clone().request(request).map(|_| ())
    }

    fn accepts(&self, request: &Request) -> bool {
        self.understand(request).is_ok() && self.check(request).is_ok()
    }

    /// NB.2.1, SB.2.9 and DB.1.1 for every activity at once: `self` is what it is, `after` what it will be when the attempt on
    /// the current activity has ended.
    fn choices(&self, after: &Self, sweep: &Sweep) -> Vec<usize> {
        let reach = after.reach(sweep);
        let left = self.left_by_choice(sweep);
        let has_choice = |target| match self.course.tree.parent(target) {
            Some(parent) => self.course.tree.sequencing(parent).control_mode.choice,
            None => true,
        };
        let is_choice = |&target: &usize| {
            reach[target]
                && left[target]
                && has_choice(target)
                && !sweep.hidden[target]
                && after.delivers(target, sweep)
        };
        sweep.order.iter().copied().filter(is_choice).collect()
    }

    /// For which targets all active activities around the learner let go (NB.2.1): those inside the innermost that does not,
    /// and the siblings of the current one.
    fn left_by_choice(&self, sweep: &Sweep) -> Vec<bool> {
        let tree = &self.course.tree;
        let holds = |&place: &usize| {
            self.state.activities[place].is_active && !tree.sequencing(place).control_mode.choice_exit
        };
        let limit = self.state.current.and_then(|current| tree.up_from(current).find(holds));
        let mut left = vec![limit.is_none(); tree.len()];
        if let Some(limit) = limit {
            for &place in &sweep.order {
                left[place] = place == limit || tree.parent(place).is_some_and(|parent| left[parent]);
            }
            let parent = self.state.current.and_then(|current| tree.parent(current));
            for &sibling in parent.iter().flat_map(|&parent| self.available_children(parent)) {
                left[sibling] = true;
            }
        }
        left
    }

    /// Which activities SB.2.9 reaches from the current one (steps 5 to 11), in one walk: upwards those around it, and beside
    /// each of them downwards.
    fn reach(&self, sweep: &Sweep) -> Vec<bool> {
        let mut reach = vec![false; self.course.tree.len()];
        let Some(current) = self.state.current else {
            self.reach_inside(
                0,
                Beside { top: 0, direction: Direction::Forward, only: None },
                sweep,
                &mut reach,
            );
            // Without a session, the root can be started, not chosen.
            reach[0] = false;
            return reach;
        };
        let inside = Beside { top: current, direction: Direction::Forward, only: None };
        self.reach_inside(current, inside, sweep, &mut reach);
        let (mut below, mut constrained) = (current, None);
        while let Some(around) = self.course.tree.parent(below) {
            let sequencing = self.course.tree.sequencing(below);
            if !sequencing.control_mode.choice_exit {
                break;
            }
            if constrained.is_none() && sequencing.constrained_choice.constrain_choice {
                constrained = Some(below);
            }
            reach[around] = true;
            let mut direction = Direction::Backward;
            for &branch in self.available_children(around) {
                if branch == below {
                    direction = Direction::Forward;
                } else if direction == Direction::Backward || !sweep.stops[around] {
                    let only = constrained.map(|constrained| self.choice_flow(constrained, direction));
                    self.reach_inside(around, Beside { top: branch, direction, only }, sweep, &mut reach);
                }
            }
            below = around;
        }
        self.reach_siblings(current, sweep, &mut reach);
        reach
    }

    /// Down from `top`, as long as nothing there stops the way or prevents its activation.
    fn reach_inside(&self, common: usize, beside: Beside, sweep: &Sweep, reach: &mut [bool]) {
        let starts_inside = beside.only.is_none_or(|only| self.course.tree.is_inside(beside.top, only));
        let mut open = vec![(beside.top, starts_inside)];
        while let Some((place, is_allowed)) = open.pop() {
            let is_allowed = is_allowed || beside.only == Some(place);
            let is_backward = beside.direction == Direction::Backward;
            reach[place] |= is_allowed && !(is_backward && self.can_activate(place, common).is_err());
            let stops = beside.direction == Direction::Forward && sweep.stops[place];
            if !stops && self.can_activate(place, common).is_ok() {
                open.extend(self.available_children(place).iter().map(|&child| (child, is_allowed)));
            }
        }
    }

    /// To its siblings the learner gets past those between, whatever is around (SB.2.4).
    fn reach_siblings(&self, current: usize, sweep: &Sweep, reach: &mut [bool]) {
        let Some(around) = self.course.tree.parent(current) else { return };
        let back = !self.course.tree.sequencing(around).control_mode.forward_only;
        let (mut is_free, mut is_after) = (back, false);
        for &sibling in self.available_children(around) {
            if sibling == current {
                (is_free, is_after) = (true, true);
            }
            if sibling != current {
                reach[sibling] = is_free;
            }
            is_free &= !is_after || !sweep.stops[sibling];
        }
    }
}

/// A branch beside the learner: its top, on which side it lies, and in what alone the target may be.
#[derive(Clone, Copy)]
struct Beside {
    top: usize,
    direction: Direction,
    only: Option<usize>,
}
