//! Delivery: whether an activity can be delivered (DB.1.1), and what its delivery changes (DB.2).

use super::Engine;
use crate::sequencing::exception::Exception;

impl Engine {
    /// Delivery Request (DB.1.1): only leaves are delivered, and nothing around them may be unavailable.
    pub(super) fn check_delivery(&self, place: usize) -> Result<(), Exception> {
        if !self.course.tree.is_leaf(place) {
            return Err(Exception::DeliveryNotALeaf);
        }
        match self.course.tree.up_from(place).any(|around| self.is_unavailable(around)) {
            true => Err(Exception::DeliveryUnavailable),
            false => Ok(()),
        }
    }

    /// Content Delivery Environment (DB.2): attempts elsewhere end, attempts on the way to the activity begin or go on.
    pub(super) fn deliver(&mut self, place: usize) -> Result<(), Exception> {
        if self.state.current.is_some_and(|current| self.state.activities[current].is_active) {
            return Err(Exception::DeliveryStillActive);
        }
        if self.state.suspended != Some(place) {
            self.clear_suspended_activity(place);
        }
        self.state.suspended = None;
        self.end_attempts_below(place);
        for around in self.course.tree.down_to(place) {
            self.prepare_children(around);
            if self.state.activities[around].is_active {
                continue;
            }
            if self.is_tracked(around) {
                if self.state.activities[around].is_suspended {
                    self.state.activities[around].is_suspended = false;
                } else {
                    self.begin_attempt(around);
                }
            }
            self.state.activities[around].is_active = true;
            self.changed(around);
        }
        self.state.current = Some(place);
        Ok(())
    }

    /// Clear Suspended Activity (DB.2.1): when something else is delivered, what was suspended is so no longer, and neither
    /// is what has nothing else suspended in it, up to the activity that both share: a new attempt begins on that one.
    fn clear_suspended_activity(&mut self, delivered: usize) {
        let Some(suspended) = self.state.suspended else { return };
        let common = self.course.tree.common_ancestor(delivered, suspended);
        let mut path: Vec<_> = self.course.tree.up_to(suspended, common).collect();
        path.push(common);
        for place in path {
            let children = &self.course.tree.node(place).children;
            let still = children.iter().any(|&child| self.state.activities[child].is_suspended);
            self.state.activities[place].is_suspended = still;
            self.changed(place);
        }
    }
}
