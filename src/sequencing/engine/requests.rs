//! Sequencing requests but choice: where to go from the current activity (SB.2.5 to SB.2.8, SB.2.10 to SB.2.13).

use super::Engine;
use super::flow::{Direction, Stuck};
use super::navigation::Wanted;
use crate::sequencing::exception::Exception;

/// Where a sequencing request leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// This activity is to be delivered.
    Deliver(usize),
    /// Nothing is, and the session goes on.
    Wait,
    /// The session is over.
    End,
}

impl Engine {
    /// The Sequencing Request Process (SB.2.12).
    pub(super) fn sequence(&mut self, wanted: Wanted) -> Result<Way, Exception> {
        match wanted {
            Wanted::Start => self.start(),
            Wanted::ResumeAll => self.resume_all(),
            Wanted::Continue => self.go_on(),
            Wanted::Previous => self.go_back(),
            Wanted::Choice(target) => self.choose(target).map(Way::Deliver),
            Wanted::Jump(target) => self.jump(target),
            Wanted::Retry => self.retry(),
            Wanted::Exit => self.leave(),
        }
    }

    /// Start (SB.2.5).
    fn start(&mut self) -> Result<Way, Exception> {
        match self.state.current {
            Some(_) => Err(Exception::StartSessionBegun),
            None if self.course.tree.is_leaf(0) => Ok(Way::Deliver(0)),
            None => self.flow_or_end(0, Direction::Forward, true),
        }
    }

    /// Resume All (SB.2.6).
    fn resume_all(&mut self) -> Result<Way, Exception> {
        match (self.state.current, self.state.suspended) {
            (Some(_), _) => Err(Exception::ResumeSessionBegun),
            (None, None) => Err(Exception::ResumeNothingSuspended),
            (None, Some(suspended)) => Ok(Way::Deliver(suspended)),
        }
    }

    /// Continue (SB.2.7).
    fn go_on(&mut self) -> Result<Way, Exception> {
        let current = self.state.current.ok_or(Exception::ContinueNoSession)?;
        if !self.has_flow_around(current) {
            return Err(Exception::ContinueNoFlow);
        }
        self.flow_or_end(current, Direction::Forward, false)
    }

    /// Previous (SB.2.8).
    fn go_back(&mut self) -> Result<Way, Exception> {
        let current = self.state.current.ok_or(Exception::PreviousNoSession)?;
        if !self.has_flow_around(current) {
            return Err(Exception::PreviousNoFlow);
        }
        self.flow_or_end(current, Direction::Backward, false)
    }

    /// Retry (SB.2.10).
    fn retry(&mut self) -> Result<Way, Exception> {
        let current = self.state.current.ok_or(Exception::RetryNoSession)?;
        let state = &self.state.activities[current];
        if state.is_active || state.is_suspended {
            return Err(Exception::RetryStillActive);
        }
        if self.course.tree.is_leaf(current) {
            return Ok(Way::Deliver(current));
        }
        self.flow_inside(current).map(Way::Deliver).ok_or(Exception::RetryNothingDeliverable)
    }

    /// Exit (SB.2.11): the session is over once the root has ended.
    fn leave(&mut self) -> Result<Way, Exception> {
        let current = self.state.current.ok_or(Exception::ExitNoSession)?;
        match self.state.activities[current].is_active {
            true => Err(Exception::ExitStillActive),
            false if current == 0 => Ok(Way::End),
            false => Ok(Way::Wait),
        }
    }

    /// Jump (SB.2.13 of the 4th Edition): to the target, whatever lies between. What forbids its delivery still does.
    fn jump(&mut self, target: usize) -> Result<Way, Exception> {
        self.state.current.ok_or(Exception::JumpNoSession)?;
        self.prepare_way_to(target);
        self.can_be_jumped_to(target)?;
        Ok(Way::Deliver(target))
    }

    fn has_flow_around(&self, place: usize) -> bool {
        self.course
            .tree
            .parent(place)
            .is_none_or(|parent| self.course.tree.sequencing(parent).control_mode.flow)
    }

    /// Flow whose end is that of the session.
    fn flow_or_end(
        &mut self,
        from: usize,
        direction: Direction,
        into_children: bool,
    ) -> Result<Way, Exception> {
        match self.flow(from, direction, into_children) {
            Ok(place) => Ok(Way::Deliver(place)),
            Err(Stuck::Refused(exception)) => Err(exception),
            Err(Stuck::WalkedOff) => {
                if self.state.current.is_some() {
                    self.end_everything();
                }
                Ok(Way::End)
            }
        }
    }

    /// Flow forward from a cluster whose end ends nothing but the attempts around.
    pub(super) fn flow_inside(&mut self, cluster: usize) -> Option<usize> {
        let found = self.flow(cluster, Direction::Forward, true);
        if found == Err(Stuck::WalkedOff) {
            self.end_attempts_below(0);
        }
        found.ok()
    }
}
