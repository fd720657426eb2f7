//! One walk over the tree that answers a question about every activity.

use super::Engine;
use super::flow::Direction;
use crate::sequencing::definition::PreAction;

/// What the walk found out about each activity.
pub(super) struct Sweep {
    /// The available activities in the order in which the learner meets them.
    pub(super) order: Vec<usize>,
    /// Where flow forward ends that considers the activity: at the leaf that would be delivered.
    arrives: Vec<Option<usize>>,
    /// Whether the activity or one around it is unavailable (UP.5).
    blocked: Vec<bool>,
    /// Whether the activity or one around it is hidden from choice.
    pub(super) hidden: Vec<bool>,
    /// Whether a rule stops the way forward at it.
    pub(super) stops: Vec<bool>,
}

impl Engine {
    /// Looks at all activities on offer. Draws what is due before, so that the next attempt is seen as it will be.
    pub(super) fn sweep(&mut self) -> Sweep {
        let count = self.course.tree.len();
        let mut sweep = Sweep {
            order: Vec::with_capacity(count),
            arrives: vec![None; count],
            blocked: vec![false; count],
            hidden: vec![false; count],
            stops: vec![false; count],
        };
        let mut open = vec![0];
        while let Some(place) = open.pop() {
            self.prepare_children(place);
            let around = self.course.tree.parent(place);
            sweep.blocked[place] =
                around.is_some_and(|around| sweep.blocked[around]) || self.is_unavailable(place);
            sweep.hidden[place] = around.is_some_and(|around| sweep.hidden[around])
                || self.precondition(place, PreAction::HiddenFromChoice);
            sweep.stops[place] = self.precondition(place, PreAction::StopForwardTraversal);
            sweep.order.push(place);
            open.extend(self.available_children(place).iter().rev());
        }
        // Backward, so that wherever flow goes on is known already.
        for at in (0..sweep.order.len()).rev() {
            let place = sweep.order[at];
            sweep.arrives[place] = self.arrival(place, &sweep.arrives);
        }
        sweep
    }

    /// SB.2.2 forward for one activity, when it is known for those that come after.
    fn arrival(&self, place: usize, arrives: &[Option<usize>]) -> Option<usize> {
        let parent = self.course.tree.parent(place);
        if parent.is_some_and(|parent| !self.course.tree.sequencing(parent).control_mode.flow) {
            return None;
        }
        if self.precondition(place, PreAction::Skip) {
            let after = self.course.tree.up_from(place).find_map(|at| self.sibling(at, Direction::Forward));
            return after.and_then(|after| arrives[after]);
        }
        if self.is_unavailable(place) {
            return None;
        }
        if self.course.tree.is_leaf(place) {
            return Some(place);
        }
        self.available_children(place).first().and_then(|&first| arrives[first])
    }

    /// Whether something would be delivered when the activity is chosen and can be reached.
    pub(super) fn delivers(&self, place: usize, sweep: &Sweep) -> bool {
        let leaf = match self.course.tree.is_leaf(place) {
            true => Some(place),
            false => self.available_children(place).first().and_then(|&first| sweep.arrives[first]),
        };
        leaf.is_some_and(|leaf| !sweep.blocked[leaf])
    }
}
