//! Termination: what ends, which rules that sets off, and where they lead (TB.2.1 to TB.2.3).

use super::Engine;
use super::navigation::{Termination, Wanted};
use crate::sequencing::definition::PostAction;
use crate::sequencing::exception::Exception;

/// What the postconditions of an activity want (TB.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aftermath {
    Nothing,
    Go(Wanted),
    ExitParent,
    ExitAll,
    RetryAll,
}

impl Engine {
    /// The Termination Request Process (TB.2.3). What it returns takes the place of the sequencing request that was pending.
    /// An abandoned attempt is no longer active and that is all (steps 6 and 7): nothing ends, so nothing rolls up and no rule
    /// acts, and what the content saved before stays with the activity.
    pub(super) fn terminate(&mut self, termination: Termination) -> Result<Option<Wanted>, Exception> {
        let current = self.state.current.ok_or(Exception::TerminationNoSession)?;
        let is_active = self.state.activities[current].is_active;
        match termination {
            Termination::Exit | Termination::Abandon if !is_active => Err(Exception::TerminationEndedAlready),
            Termination::Exit => self.exit(current),
            Termination::ExitAll => Ok(Some(self.exit_all(Wanted::Exit))),
            Termination::SuspendAll => self.suspend_all(current).map(|()| Some(Wanted::Exit)),
            Termination::Abandon => {
                self.state.activities[current].is_active = false;
                self.changed(current);
                Ok(None)
            }
            Termination::AbandonAll => {
                self.deactivate_from(current);
                self.state.current = Some(0);
                Ok(None)
            }
        }
    }

    fn exit(&mut self, current: usize) -> Result<Option<Wanted>, Exception> {
        self.end_attempt(current);
        self.apply_exit_rules(current);
        loop {
            let at = self.state.current.unwrap_or(current);
            let wanted = match self.aftermath(at) {
                Aftermath::ExitAll => return Ok(Some(self.exit_all(Wanted::Exit))),
                Aftermath::RetryAll => return Ok(Some(self.exit_all(Wanted::Retry))),
                Aftermath::ExitParent => {
                    let parent = self.course.tree.parent(at).ok_or(Exception::TerminationNoParent)?;
                    self.state.current = Some(parent);
                    self.end_attempt(parent);
                    continue;
                }
                Aftermath::Nothing => None,
                Aftermath::Go(wanted) => Some(wanted),
            };
            // Once the root has ended, the session goes on only with another attempt on it.
            return Ok(match wanted {
                Some(Wanted::Retry) if at == 0 => {
                    self.forget_global_objectives();
                    wanted
                }
                _ if at == 0 => Some(Wanted::Exit),
                _ => wanted,
            });
        }
    }

    /// Sequencing Exit Action Rules (TB.2.1): of the activities around the one that ended, from the root down, the first whose
    /// exit rules hold ends too, and becomes the current one.
    fn apply_exit_rules(&mut self, ended: usize) {
        let Some(parent) = self.course.tree.parent(ended) else { return };
        let exits = self.course.tree.down_to(parent).into_iter().find(|&place| self.exits(place));
        if let Some(place) = exits {
            self.end_attempts_below(place);
            self.end_attempt(place);
            self.state.current = Some(place);
        }
    }

    /// Sequencing Post Condition Rules (TB.2.2). An attempt that is suspended is not over, and has no aftermath.
    fn aftermath(&self, place: usize) -> Aftermath {
        if self.state.activities[place].is_suspended {
            return Aftermath::Nothing;
        }
        match self.postcondition(place) {
            None => Aftermath::Nothing,
            Some(PostAction::Retry) => Aftermath::Go(Wanted::Retry),
            Some(PostAction::Continue) => Aftermath::Go(Wanted::Continue),
            Some(PostAction::Previous) => Aftermath::Go(Wanted::Previous),
            Some(PostAction::ExitParent) => Aftermath::ExitParent,
            Some(PostAction::ExitAll) => Aftermath::ExitAll,
            Some(PostAction::RetryAll) => Aftermath::RetryAll,
        }
    }

    fn exit_all(&mut self, then: Wanted) -> Wanted {
        self.end_everything();
        self.state.current = Some(0);
        if then == Wanted::Retry {
            self.forget_global_objectives();
        }
        then
    }

    /// Ends the attempt on the current activity, if it goes on, and those around it up to the root.
    pub(super) fn end_everything(&mut self) {
        if let Some(current) = self.state.current
            && current != 0
            && self.state.activities[current].is_active
        {
            self.end_attempt(current);
        }
        self.end_attempts_below(0);
        self.end_attempt(0);
    }

    fn suspend_all(&mut self, current: usize) -> Result<(), Exception> {
        let state = &self.state.activities[current];
        let suspended = if state.is_active || state.is_suspended {
            // What was reported so far counts, although the attempt is not over.
            self.roll_up_from(current);
            current
        } else {
            self.course.tree.parent(current).ok_or(Exception::TerminationInactiveRoot)?
        };
        self.state.suspended = Some(suspended);
        self.deactivate_from(suspended);
        let path: Vec<_> = self.course.tree.up_from(suspended).collect();
        for place in path {
            self.state.activities[place].is_suspended = true;
            self.changed(place);
        }
        self.state.current = Some(0);
        Ok(())
    }

    fn deactivate_from(&mut self, place: usize) {
        let path: Vec<_> = self.course.tree.up_from(place).collect();
        for place in path {
            self.state.activities[place].is_active = false;
            self.changed(place);
        }
    }
}
