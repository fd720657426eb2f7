//! Flow: the next activity forward or backward that can be delivered (SB.2.1 to SB.2.3).

use super::Engine;
use crate::sequencing::definition::PreAction;
use crate::sequencing::exception::Exception;

/// Which way the tree is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Forward,
    Backward,
}

/// Why flow found nothing to deliver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stuck {
    /// There is nothing left: the session is over.
    WalkedOff,
    /// For a reason that refuses the request.
    Refused(Exception),
}

/// A step in the tree: where it led, and which way it goes on.
struct Step {
    to: usize,
    direction: Direction,
}

impl Engine {
    /// The Flow Subprocess (SB.2.3): from an activity, or from what is inside it, to one that can be delivered.
    pub(super) fn flow(
        &mut self,
        from: usize,
        direction: Direction,
        into_children: bool,
    ) -> Result<usize, Stuck> {
        let first = self.step(from, direction, into_children, None)?;
        self.flow_from_candidate(first.to, direction)
    }

    /// The Flow Activity Traversal Subprocess (SB.2.2): passes over what rules skip, and goes into clusters, until there is a
    /// leaf. Going backward into a cluster that knows only forward begins with its first activity; once all of it is skipped,
    /// the walk goes on backward (`turned_from`).
    fn flow_from_candidate(&mut self, candidate: usize, direction: Direction) -> Result<usize, Stuck> {
        let (mut at, mut direction, mut turned_from) = (candidate, direction, None);
        loop {
            let parent = self.course.tree.parent(at);
            if parent.is_some_and(|parent| !self.course.tree.sequencing(parent).control_mode.flow) {
                return Err(Stuck::Refused(Exception::FlowNotAllowed));
            }
            if self.precondition(at, PreAction::Skip) {
                let step = self.step(at, direction, false, turned_from)?;
                if turned_from.is_some() && step.direction == Direction::Backward {
                    (direction, turned_from) = (Direction::Backward, None);
                }
                at = step.to;
                continue;
            }
            if self.is_unavailable(at) {
                return Err(Stuck::Refused(Exception::FlowUnavailable));
            }
            if self.course.tree.is_leaf(at) {
                return Ok(at);
            }
            let step = self.step(at, direction, true, None)?;
            turned_from = (direction == Direction::Backward && step.direction == Direction::Forward)
                .then_some(Direction::Backward);
            direction = step.direction;
            at = step.to;
        }
    }

    /// The Flow Tree Traversal Subprocess (SB.2.1): the next activity in a direction, whatever it is.
    fn step(
        &mut self,
        from: usize,
        direction: Direction,
        into_children: bool,
        turned_from: Option<Direction>,
    ) -> Result<Step, Stuck> {
        let (mut from, mut direction, mut turned_back) = (from, direction, false);
        if turned_from == Some(Direction::Backward)
            && let Some(parent) = self.course.tree.parent(from)
            && self.available_children(parent).last() == Some(&from)
        {
            from = self.available_children(parent)[0];
            direction = Direction::Backward;
            turned_back = true;
        }
        if into_children && !self.course.tree.is_leaf(from) {
            return self.step_into(from, direction);
        }
        loop {
            let Some(parent) = self.course.tree.parent(from) else {
                return Err(match direction {
                    Direction::Forward => Stuck::WalkedOff,
                    Direction::Backward => Stuck::Refused(Exception::TraversalBeforeRoot),
                });
            };
            if direction == Direction::Backward
                && !turned_back
                && self.course.tree.sequencing(parent).control_mode.forward_only
            {
                return Err(Stuck::Refused(Exception::TraversalForwardOnly));
            }
            turned_back = false;
            match self.sibling(from, direction) {
                Some(to) => return Ok(Step { to, direction }),
                None => from = parent,
            }
        }
    }

    fn step_into(&mut self, cluster: usize, direction: Direction) -> Result<Step, Stuck> {
        self.prepare_children(cluster);
        let forward_only = self.course.tree.sequencing(cluster).control_mode.forward_only;
        let children = self.available_children(cluster);
        let (to, direction) = match direction {
            Direction::Backward if !forward_only => (children.last(), Direction::Backward),
            _ => (children.first(), Direction::Forward),
        };
        let &to = to.ok_or(Stuck::Refused(Exception::TraversalNoChildren))?;
        Ok(Step { to, direction })
    }

    /// The available child of the same parent before or after.
    pub(super) fn sibling(&self, place: usize, direction: Direction) -> Option<usize> {
        let parent = self.course.tree.parent(place)?;
        let siblings = self.available_children(parent);
        let at = match &self.state.activities[parent].available {
            Some(drawn) => drawn.iter().position(|&child| child == place)?,
            // In the tree's own order, places ascend.
            None => siblings.binary_search(&place).ok()?,
        };
        match direction {
            Direction::Forward => siblings.get(at + 1).copied(),
            Direction::Backward => siblings.get(at.checked_sub(1)?).copied(),
        }
    }
}
