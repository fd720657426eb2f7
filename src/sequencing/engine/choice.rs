//! Choice: whether a chosen activity can be reached from where the learner stands (SB.2.4, SB.2.9).

use super::Engine;
use super::flow::Direction;
use crate::sequencing::definition::PreAction;
use crate::sequencing::exception::Exception;

impl Engine {
    /// The Choice Sequencing Request Process (SB.2.9).
    pub(super) fn choose(&mut self, target: usize) -> Result<usize, Exception> {
        self.prepare_way_to(target);
        self.can_be_chosen(target)?;
        self.can_be_reached(target)?;
        if self.course.tree.is_leaf(target) {
            return Ok(target);
        }
        if let Some(found) = self.flow_inside(target) {
            return Ok(found);
        }
        // The way to the cluster was free: the learner is there now, with nothing to do in it.
        if let Some(current) = self.state.current {
            let common = self.course.tree.common_ancestor(current, target);
            self.end_attempts_below(common);
            self.end_attempt(common);
            self.state.current = Some(target);
        }
        Err(Exception::ChoiceNothingDeliverable)
    }

    /// What the target and the activities around it say (SB.2.9, steps 1 to 4).
    fn can_be_chosen(&self, target: usize) -> Result<(), Exception> {
        for around in self.course.tree.down_to(target) {
            if !self.is_on_offer(around) {
                return Err(Exception::ChoiceUnavailable);
            }
            if self.precondition(around, PreAction::HiddenFromChoice) {
                return Err(Exception::ChoiceHidden);
            }
        }
        match self.course.tree.parent(target) {
            Some(parent) if !self.course.tree.sequencing(parent).control_mode.choice => {
                Err(Exception::ChoiceNotAllowed)
            }
            _ => Ok(()),
        }
    }

    /// What lies between the current activity and the target says (SB.2.9, steps 5 to 11).
    fn can_be_reached(&self, target: usize) -> Result<(), Exception> {
        let tree = &self.course.tree;
        let Some(current) = self.state.current else { return self.can_be_entered(0, target) };
        let common = tree.common_ancestor(current, target);
        if current == target {
            Ok(())
        } else if tree.parent(current).is_some() && tree.parent(current) == tree.parent(target) {
            self.can_pass_siblings(current, target)
        } else if current == common {
            self.can_be_entered(common, target)
        } else {
            self.can_be_left(current, common)?;
            if target == common {
                return Ok(());
            }
            self.is_next_to_what_constrains(current, common, target)?;
            if self.direction(current, target, common) == Direction::Forward {
                self.can_be_entered(common, target)
            } else {
                self.can_be_activated(common, target)
            }
        }
    }

    /// From one activity to another of the same cluster: each on the way, without the target, has to let the learner pass.
    fn can_pass_siblings(&self, current: usize, target: usize) -> Result<(), Exception> {
        let common = self.course.tree.parent(current).unwrap_or(0);
        let direction = self.direction(current, target, common);
        let mut at = Some(current);
        while let Some(place) = at.filter(|&place| place != target) {
            self.can_be_passed(place, direction)?;
            at = self.sibling(place, direction);
        }
        Ok(())
    }

    /// Choice Activity Traversal (SB.2.4).
    fn can_be_passed(&self, place: usize, direction: Direction) -> Result<(), Exception> {
        match direction {
            Direction::Forward => match self.precondition(place, PreAction::StopForwardTraversal) {
                true => Err(Exception::ChoiceForwardBlocked),
                false => Ok(()),
            },
            Direction::Backward => match self.course.tree.parent(place) {
                None => Err(Exception::ChoiceBeforeRoot),
                Some(parent) if self.course.tree.sequencing(parent).control_mode.forward_only => {
                    Err(Exception::ChoiceForwardOnly)
                }
                Some(_) => Ok(()),
            },
        }
    }

    /// Down from `common` to what is around the target: each has to let the learner pass and be active or activable.
    fn can_be_entered(&self, common: usize, target: usize) -> Result<(), Exception> {
        let around: Vec<_> = self.course.tree.up_to(target, common).skip(1).collect();
        // Without a session, the root can be started, not chosen.
        if common == target {
            return Err(Exception::ChoiceNothingToConsider);
        }
        for place in std::iter::once(common).chain(around.into_iter().rev()) {
            self.can_be_passed(place, Direction::Forward)?;
            self.can_activate(place, common)?;
        }
        Ok(())
    }

    /// Backward, only activation matters, and that of the target too.
    fn can_be_activated(&self, common: usize, target: usize) -> Result<(), Exception> {
        let mut around: Vec<_> = self.course.tree.up_to(target, common).collect();
        around.reverse();
        around.into_iter().try_for_each(|place| self.can_activate(place, common))
    }

    pub(super) fn can_activate(&self, place: usize, common: usize) -> Result<(), Exception> {
        let prevents = place != common
            && !self.state.activities[place].is_active
            && self.course.tree.sequencing(place).constrained_choice.prevent_activation;
        match prevents {
            true => Err(Exception::ChoicePreventsActivation),
            false => Ok(()),
        }
    }

    /// Up from the current activity: each below `common` has to let the learner out.
    fn can_be_left(&self, current: usize, common: usize) -> Result<(), Exception> {
        let tree = &self.course.tree;
        match tree.up_to(current, common).all(|place| tree.sequencing(place).control_mode.choice_exit) {
            true => Ok(()),
            false => Err(Exception::ChoiceExitNotAllowed),
        }
    }

    /// `constrainChoice` of the innermost activity around the learner that has it: only what is next to it can be chosen.
    fn is_next_to_what_constrains(
        &self,
        current: usize,
        common: usize,
        target: usize,
    ) -> Result<(), Exception> {
        let tree = &self.course.tree;
        let constrains = |&place: &usize| tree.sequencing(place).constrained_choice.constrain_choice;
        let Some(constrained) = tree.up_to(current, common).find(constrains) else { return Ok(()) };
        let direction = self.direction(constrained, target, common);
        let next = self.choice_flow(constrained, direction);
        match tree.is_inside(target, next) || target == constrained {
            true => Ok(()),
            false => Err(Exception::ChoiceConstrained),
        }
    }

    /// Choice Flow (SB.2.9.1) and Choice Flow Tree Traversal (SB.2.9.2): what comes next in the tree, whatever its rules; the
    /// activity itself, when nothing does.
    pub(super) fn choice_flow(&self, from: usize, direction: Direction) -> usize {
        self.course.tree.up_from(from).find_map(|place| self.sibling(place, direction)).unwrap_or(from)
    }

    /// On which side of `from` the target lies, where both are inside `common` and not inside each other.
    pub(super) fn direction(&self, from: usize, target: usize, common: usize) -> Direction {
        let below = |place| self.course.tree.up_to(place, common).last();
        let (Some(from), Some(target)) = (below(from), below(target)) else { return Direction::Forward };
        let siblings = self.available_children(common);
        let position = |place| match &self.state.activities[common].available {
            Some(drawn) => drawn.iter().position(|&child| child == place),
            None => siblings.binary_search(&place).ok(),
        };
        match position(target) < position(from) {
            true => Direction::Backward,
            false => Direction::Forward,
        }
    }
}
