//! Navigation Request Process (NB.2.1): whether a request makes sense where the learner stands.

use super::Engine;
use crate::sequencing::exception::Exception;
use crate::sequencing::request::Request;

/// What a navigation request asks for: attempts to end first, then where to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) termination: Option<Termination>,
    pub(super) sequencing: Wanted,
}

/// Termination requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Termination {
    Exit,
    ExitAll,
    SuspendAll,
    Abandon,
    AbandonAll,
}

/// Sequencing requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Start,
    ResumeAll,
    Continue,
    Previous,
    Choice(usize),
    Jump(usize),
    Retry,
    Exit,
}

impl Engine {
    /// The Navigation Request Process (NB.2.1).
    pub(super) fn understand(&self, request: &Request) -> Result<Asked, Exception> {
        use Exception as No;
        let nothing_to_end = |sequencing| Ok(Asked { termination: None, sequencing });
        let to_end = |termination| Ok(Asked { termination: Some(termination), sequencing: Wanted::Exit });
        let Some(current) = self.state.current else {
            return match request {
                Request::Start => nothing_to_end(Wanted::Start),
                Request::ResumeAll if self.state.suspended.is_some() => nothing_to_end(Wanted::ResumeAll),
                Request::ResumeAll => Err(No::NavigationNothingSuspended),
                Request::Choice(target) => nothing_to_end(Wanted::Choice(self.choosable(target)?)),
                _ => Err(No::NavigationNoSession),
            };
        };
        let is_active = self.state.activities[current].is_active;
        let moves =
            |sequencing| Ok(Asked { termination: is_active.then_some(Termination::Exit), sequencing });
        let around =
            self.course.tree.parent(current).map(|parent| self.course.tree.sequencing(parent).control_mode);
        match request {
            Request::Start | Request::ResumeAll => Err(No::NavigationSessionBegun),
            Request::Continue => match around {
                Some(mode) if mode.flow => moves(Wanted::Continue),
                _ => Err(No::NavigationNoFlow),
            },
            Request::Previous => match around {
                Some(mode) if mode.flow && !mode.forward_only => moves(Wanted::Previous),
                Some(_) => Err(No::NavigationNoWayBack),
                None => Err(No::NavigationBeforeRoot),
            },
            Request::Choice(target) => {
                let target = self.choosable(target)?;
                self.may_leave_by_choice(current, target)?;
                moves(Wanted::Choice(target))
            }
            Request::Jump(target) => {
                let target = self.course.tree.position(target).ok_or(No::NavigationNoTarget)?;
                self.can_be_jumped_to(target)?;
                Ok(Asked { termination: Some(Termination::Exit), sequencing: Wanted::Jump(target) })
            }
            Request::Exit | Request::Abandon if !is_active => Err(No::NavigationEndedAlready),
            Request::Exit => to_end(Termination::Exit),
            Request::Abandon => to_end(Termination::Abandon),
            Request::ExitAll => to_end(Termination::ExitAll),
            Request::AbandonAll => to_end(Termination::AbandonAll),
            Request::SuspendAll => to_end(Termination::SuspendAll),
        }
    }

    fn choosable(&self, target: &str) -> Result<usize, Exception> {
        let tree = &self.course.tree;
        let target = tree.position(target).ok_or(Exception::NavigationNoTarget)?;
        match tree.parent(target) {
            Some(parent) if !tree.sequencing(parent).control_mode.choice => {
                Err(Exception::NavigationNoChoice)
            }
            _ => Ok(target),
        }
    }

    /// A jump leads to what is on offer. What is inside an activity that was not drawn is not on offer either.
    pub(super) fn can_be_jumped_to(&self, target: usize) -> Result<(), Exception> {
        match self.course.tree.up_from(target).all(|around| self.is_on_offer(around)) {
            true => Ok(()),
            false => Err(Exception::NavigationNoTarget),
        }
    }

    /// Active activities that the choice would leave have to allow that; the current one, whatever is chosen (step 7.1.1.3).
    pub(super) fn may_leave_by_choice(&self, current: usize, target: usize) -> Result<(), Exception> {
        let tree = &self.course.tree;
        let are_siblings = tree.parent(current).is_some() && tree.parent(current) == tree.parent(target);
        let common = tree.common_ancestor(current, target);
        let mut left = tree.up_to(current, common).filter(|_| !are_siblings);
        match self.holds_back(current) || left.any(|place| self.holds_back(place)) {
            true => Err(Exception::NavigationChoiceExit),
            false => Ok(()),
        }
    }

    /// Whether it is active and does not let learners leave it by choice.
    pub(super) fn holds_back(&self, place: usize) -> bool {
        self.state.activities[place].is_active && !self.course.tree.sequencing(place).control_mode.choice_exit
    }

    /// Whether it is among the available children of the activity around it.
    pub(super) fn is_on_offer(&self, place: usize) -> bool {
        let Some(parent) = self.course.tree.parent(place) else { return true };
        match &self.state.activities[parent].available {
            Some(available) => available.contains(&place),
            None => true,
        }
    }
}
