//! The Overall Sequencing Process (OP.1): one request from the learner to its outcome.

use super::Engine;
use super::navigation::{Asked, Wanted};
use super::requests::Way;
use crate::sequencing::exception::Exception;
use crate::sequencing::request::{Outcome, Refusal, Request};

impl Engine {
    /// Processes one navigation request (OP.1): what has to end ends, status rolls up, rules act, and an activity is
    /// delivered.
    ///
    /// # Errors
    /// [`Refusal`] with the standard's exception when the request leads nowhere. The attempt on the current activity may have
    /// ended nevertheless; [`Refusal::ended_attempts`] tells.
    pub fn request(&mut self, request: &Request) -> Result<Outcome, Refusal> {
        let refused = |exception| Refusal { exception, ended_attempts: false };
        self.draw_for(request);
        let asked = self.understand(request).map_err(refused)?;
        self.begin_session();
        self.process(asked)
    }

    /// Whether a jump makes sense (NB.2.1) depends on what is on offer where it leads.
    fn draw_for(&mut self, request: &Request) {
        if let Request::Jump(target) = request
            && let Some(target) = self.course.tree.position(target)
            && self.state.current.is_some()
        {
            self.prepare_way_to(target);
        }
    }

    /// Before a session there may be a new attempt on the root, which begins without what the course alone remembers.
    pub(super) fn begin_session(&mut self) {
        let root = &self.state.activities[0];
        if self.state.current.is_none() && root.attempts > 0 && !root.is_suspended && !root.is_active {
            self.forget_global_objectives();
        }
    }

    fn process(&mut self, asked: Asked) -> Result<Outcome, Refusal> {
        let ended_attempts = asked.termination.is_some();
        let refused = |exception| Refusal { exception, ended_attempts };
        let mut wanted = asked.sequencing;
        if let Some(termination) = asked.termination {
            wanted = self.terminate(termination).map_err(refused)?.unwrap_or(wanted);
        }
        self.go(wanted).map_err(refused)
    }

    fn go(&mut self, wanted: Wanted) -> Result<Outcome, Exception> {
        match self.sequence(wanted)? {
            Way::Deliver(place) => {
                self.check_delivery(place)?;
                self.deliver(place)?;
                Ok(Outcome::Delivered(self.id(place).to_owned()))
            }
            Way::Wait => Ok(Outcome::Waiting),
            Way::End => {
                self.state.current = None;
                Ok(Outcome::Ended)
            }
        }
    }
}
