//! Attempts: how they end (UP.3, UP.4) and what a new one begins with.

use super::Engine;
use crate::sequencing::state::ObjectiveState;

impl Engine {
    /// Terminate Descendent Attempts (UP.3): ends what goes on between the current activity and the one that it shares with
    /// `place`, without either.
    pub(super) fn end_attempts_below(&mut self, place: usize) {
        let Some(current) = self.state.current else { return };
        let common = self.course.tree.common_ancestor(current, place);
        let between: Vec<_> = self.course.tree.up_to(current, common).skip(1).collect();
        for ended in between {
            self.end_attempt(ended);
        }
    }

    /// End Attempt (UP.4): what the content left open is completed and satisfied, a cluster is suspended when something in it
    /// is, and the new status rolls up.
    pub(super) fn end_attempt(&mut self, place: usize) {
        self.changed(place);
        if self.course.tree.is_leaf(place) {
            self.state.activities[place].is_active = false;
            if self.is_tracked(place) {
                if !self.state.activities[place].is_suspended {
                    self.settle_what_content_left_open(place);
                }
                self.settle_by_measure(place);
            }
        } else {
            let children = &self.course.tree.node(place).children;
            let suspended = children.iter().any(|&child| self.state.activities[child].is_suspended);
            let state = &mut self.state.activities[place];
            state.is_suspended = suspended;
            state.is_active = false;
        }
        self.roll_up_from(place);
    }

    fn settle_what_content_left_open(&mut self, place: usize) {
        let controls = self.course.tree.sequencing(place).delivery_controls;
        let by_measure = self.course.tree.sequencing(place).objectives.primary.satisfied_by_measure.is_some();
        let mut primary = self.state.activities[place].objectives[0];
        if !controls.completion_set_by_content {
            primary.completed = primary.completed.or(Some(true));
        }
        // An objective that a measure decides is not satisfied without one.
        if !controls.objective_set_by_content && !by_measure {
            primary.satisfied = primary.satisfied.or(Some(true));
        }
        self.set_objective(place, 0, primary);
    }

    /// Measures decide on satisfaction where the activity says so (RB.1.2.a on what has nothing inside). Writes all objectives
    /// in their order, so that of several for one global objective the same wins whenever that is done.
    pub(super) fn settle_by_measure(&mut self, place: usize) {
        for number in 0..self.state.activities[place].objectives.len() {
            let known = self.state.activities[place].objectives[number];
            self.set_objective(place, number, self.settled_by_measure(place, number, known));
        }
    }

    /// What counts of what is told of an objective: where a measure decides on satisfaction, nothing else does (RB.1.2.a).
    pub(super) fn settled_by_measure(
        &self,
        place: usize,
        number: usize,
        told: ObjectiveState,
    ) -> ObjectiveState {
        let definition = self.course.tree.sequencing(place).objectives.get(number);
        let Some(least) = definition.satisfied_by_measure else { return told };
        let measure = told.measure.filter(|_| self.measure_decides(place));
        ObjectiveState { satisfied: measure.map(|measure| measure >= least), ..told }
    }

    /// A new attempt knows nothing yet, and makes what is inside stale (SM.1, `useCurrentAttempt…`).
    pub(super) fn begin_attempt(&mut self, place: usize) {
        let is_new_course_attempt = place == 0;
        if is_new_course_attempt {
            self.forget_global_objectives();
        }
        let state = &mut self.state.activities[place];
        state.attempts = state.attempts.saturating_add(1);
        state.objectives.fill(ObjectiveState::default());
        state.objectives_are_stale = false;
        state.progress_is_stale = false;
        self.changed(place);
        self.make_stale_inside(place);
    }

    /// Global objectives of a course that keeps them to itself live as long as an attempt on its root.
    pub(super) fn forget_global_objectives(&mut self) {
        if !self.course.tree.is_global_to_system() {
            self.state.globals.clear();
            self.globals_version = self.globals_version.wrapping_add(1);
        }
    }

    fn make_stale_inside(&mut self, place: usize) {
        let course = self.course.clone();
        // Each with what of it became stale: what is inside a stale cluster is stale too, where the cluster says so.
        let mut open = vec![(place, true, true)];
        while let Some((cluster, objectives, progress)) = open.pop() {
            let mode = course.tree.sequencing(cluster).control_mode;
            let objectives = objectives && mode.use_current_attempt_objective_info;
            let progress = progress && mode.use_current_attempt_progress_info;
            if !objectives && !progress {
                continue;
            }
            for &child in &course.tree.node(cluster).children {
                let state = &mut self.state.activities[child];
                state.objectives_are_stale |= objectives;
                state.progress_is_stale |= progress;
                self.rollups[cluster].is_due = true;
                open.push((child, objectives, progress));
            }
        }
    }
}
