//! Rollup: the status of activities becomes that of those around them (RB.1.1 to RB.1.3, RB.1.5).

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use super::Engine;
use crate::sequencing::definition::RollupAction;
use crate::sequencing::edition::Edition;
use crate::sequencing::state::{ObjectiveState, decimal};

impl Engine {
    /// Overall Rollup (RB.1.5): from the activity to the root, and likewise from every activity that reads a global objective
    /// into its primary one which something on the way writes. Each is rolled up once, the deepest first.
    pub(super) fn roll_up_from(&mut self, place: usize) {
        let course = self.course.clone();
        let tree = &course.tree;
        let nobody_reads = |at: usize| course.read_by[at].is_empty();
        if self.state.written.is_empty() && tree.up_from(place).all(nobody_reads) {
            tree.up_from(place).for_each(|at| self.roll_up_if_due(at));
            return;
        }
        let upwards = |at: usize| tree.up_from(at).map(|at| (Reverse(tree.node(at).depth), at));
        let mut due: BTreeSet<_> = upwards(place).collect();
        for at in tree.up_from(place) {
            due.extend(course.read_by[at].iter().flat_map(|&reader| upwards(reader)));
        }
        let mut done = HashSet::new();
        loop {
            for target in std::mem::take(&mut self.state.written) {
                for &reader in course.readers.get(&target).into_iter().flatten() {
                    due.extend(upwards(reader).filter(|(_, at)| !done.contains(at)));
                }
            }
            let Some((_, next)) = due.pop_first() else { break };
            done.insert(next);
            self.roll_up_if_due(next);
        }
    }

    /// Rollup of what has not changed changes nothing, and is left out.
    fn roll_up_if_due(&mut self, place: usize) {
        let progress = &self.rollups[place];
        let is_due = progress.is_due || progress.globals != self.globals_version;
        self.rollups[place] = super::Rollup { is_due: false, globals: self.globals_version };
        if is_due && !self.course.tree.is_leaf(place) && self.is_tracked(place) {
            self.roll_up(place);
        }
    }

    /// Something changed about an activity that rollup looks at: its own, and that of the activity around it.
    pub(super) fn changed(&mut self, place: usize) {
        self.rollups[place].is_due = true;
        if let Some(parent) = self.course.tree.parent(place) {
            self.rollups[parent].is_due = true;
        }
    }

    fn roll_up(&mut self, place: usize) {
        let children = self.tracked_children(place);
        let mut primary = self.state.activities[place].objectives[0];
        primary.measure = self.rolled_up_measure(&children);
        if self.course.edition == Edition::Fourth {
            primary.progress = self.rolled_up_progress(&children);
        }
        primary.satisfied = self.rolled_up_satisfaction(place, &children, primary);
        primary.completed = self.rolled_up_completion(place, &children, primary);
        // What is new is of the current attempts; a new one on what is around makes it stale again.
        let state = &mut self.state.activities[place];
        let before = state.objectives[0];
        if (before.satisfied, before.measure) != (primary.satisfied, primary.measure) {
            state.objectives_are_stale = false;
        }
        if (before.completed, before.progress) != (primary.completed, primary.progress) {
            state.progress_is_stale = false;
        }
        self.set_objective(place, 0, primary);
    }

    /// The children that can count at all.
    fn tracked_children(&self, place: usize) -> Vec<usize> {
        self.available_children(place).iter().copied().filter(|&child| self.is_tracked(child)).collect()
    }

    /// Measure Rollup (RB.1.1, in the 4th Edition RB.1.1.a): the weighted mean. A child without a measure counts with its
    /// weight and nothing else; where none has one, there is none.
    fn rolled_up_measure(&self, children: &[usize]) -> Option<f64> {
        weighted_mean(children.iter().map(|&child| {
            let weight = self.course.tree.sequencing(child).rollup_controls.objective_measure_weight;
            (weight, self.objective(child, 0).measure)
        }))
    }

    /// Completion Measure Rollup (RB.1.1.b of the 4th Edition): the same for progress.
    fn rolled_up_progress(&self, children: &[usize]) -> Option<f64> {
        weighted_mean(children.iter().map(|&child| {
            let weight = self.course.tree.completion_threshold(child).progress_weight;
            (weight, self.objective(child, 0).progress)
        }))
    }

    /// Objective Rollup (RB.1.2): by the measure where the activity says so (RB.1.2.a), otherwise by rules (RB.1.2.b), or those
    /// that hold by default (in the 3rd Edition RB.1.2.c). A rule for satisfied outdoes one for not satisfied; when neither
    /// holds, all stays as it was.
    fn rolled_up_satisfaction(
        &self,
        place: usize,
        children: &[usize],
        primary: ObjectiveState,
    ) -> Option<bool> {
        if let Some(least) = self.course.tree.sequencing(place).objectives.primary.satisfied_by_measure {
            let measure = primary.measure.filter(|_| self.measure_decides(place));
            return measure.map(|measure| measure >= least);
        }
        if self.rollup_rule_holds(place, children, RollupAction::Satisfied) {
            Some(true)
        } else if self.rollup_rule_holds(place, children, RollupAction::NotSatisfied) {
            Some(false)
        } else {
            primary.satisfied
        }
    }

    /// Activity Progress Rollup (RB.1.3): in the 4th Edition by progress where the activity says so (RB.1.3.a), otherwise by
    /// rules (RB.1.3.b), or those that hold by default.
    fn rolled_up_completion(
        &self,
        place: usize,
        children: &[usize],
        primary: ObjectiveState,
    ) -> Option<bool> {
        let threshold = self.course.tree.completion_threshold(place);
        if self.course.edition == Edition::Fourth && threshold.completed_by_measure {
            return primary.progress.map(|progress| progress >= threshold.min_progress_measure);
        }
        if self.rollup_rule_holds(place, children, RollupAction::Completed) {
            Some(true)
        } else if self.rollup_rule_holds(place, children, RollupAction::Incomplete) {
            Some(false)
        } else {
            primary.completed
        }
    }
}

fn weighted_mean(children: impl Iterator<Item = (f64, Option<f64>)>) -> Option<f64> {
    let (mut weights, mut sum, mut any) = (0.0, 0.0, false);
    for (weight, measure) in children {
        weights += weight;
        if let Some(measure) = measure {
            sum += weight * measure;
            any = true;
        }
    }
    let mean = sum / weights;
    (any && weights > 0.0 && mean.is_finite()).then(|| decimal(mean))
}

#[cfg(test)]
mod tests {
    use super::weighted_mean;

    #[test]
    fn a_child_without_a_measure_counts_with_its_weight() {
        assert_eq!(weighted_mean([(1.0, Some(1.0)), (3.0, None)].into_iter()), Some(0.25));
    }

    #[test]
    fn nothing_known_or_nothing_weighed_is_no_measure() {
        assert_eq!(weighted_mean([(1.0, None), (1.0, None)].into_iter()), None);
        assert_eq!(weighted_mean([(0.0, Some(1.0))].into_iter()), None);
        assert_eq!(weighted_mean(std::iter::empty()), None);
        assert_eq!(weighted_mean([(f64::NAN, Some(1.0)), (f64::INFINITY, Some(1.0))].into_iter()), None);
    }
}
