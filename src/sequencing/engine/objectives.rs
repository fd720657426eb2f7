//! Objectives: what an activity knows, what it reads from global ones, and what it writes to them (SM.7).

use super::Engine;
use crate::sequencing::definition::{ObjectiveMap, SharedDataMap};
use crate::sequencing::edition::Edition;
use crate::sequencing::state::ObjectiveState;

impl Engine {
    /// What counts of an objective: its own, unless that is stale, with what its maps read in its place.
    pub(super) fn objective(&self, place: usize, number: usize) -> ObjectiveState {
        let definition = self.course.tree.sequencing(place).objectives.get(number);
        let mut seen = self.own_objective(place, number);
        for map in &definition.maps {
            let Some(global) = self.state.globals.get(&map.target) else { continue };
            if map.read_normalized_measure && global.measure.is_some() {
                seen.measure = global.measure;
                if let Some(least) = definition.satisfied_by_measure {
                    seen.satisfied =
                        seen.measure.filter(|_| self.measure_decides(place)).map(|measure| measure >= least);
                }
            }
            // A status that a measure decides comes from no other status.
            if map.read_satisfied_status && definition.satisfied_by_measure.is_none() {
                seen.satisfied = global.satisfied.or(seen.satisfied);
            }
        }
        if self.course.edition == Edition::Fourth {
            for map in &definition.shared_data {
                if let Some(global) = self.state.globals.get(&map.target) {
                    read_shared_data(&mut seen, map, global);
                }
            }
        }
        seen
    }

    /// What the activity itself was told or rolled up, as far as it counts in the parent's current attempt.
    fn own_objective(&self, place: usize, number: usize) -> ObjectiveState {
        let state = &self.state.activities[place];
        if !self.is_tracked(place) {
            return ObjectiveState::default();
        }
        let mut own = state.objectives[number];
        if state.objectives_are_stale {
            own = ObjectiveState { completed: own.completed, progress: own.progress, ..Default::default() };
        }
        if state.progress_is_stale {
            own = ObjectiveState { completed: None, progress: None, ..own };
        }
        own
    }

    pub(super) fn is_tracked(&self, place: usize) -> bool {
        self.course.tree.sequencing(place).delivery_controls.tracked
    }

    /// Whether a measure decides on satisfaction now (`measureSatisfactionIfActive`).
    pub(super) fn measure_decides(&self, place: usize) -> bool {
        !self.state.activities[place].is_active
            || self.course.tree.sequencing(place).rollup_considerations.measure_satisfaction_if_active
    }

    /// Takes over what became known of an objective, and writes it to the global ones that its maps name.
    pub(super) fn set_objective(&mut self, place: usize, number: usize, told: ObjectiveState) {
        if self.state.activities[place].objectives[number] != told {
            self.state.activities[place].objectives[number] = told;
            self.changed(place);
        }
        self.write_globals(place, number);
    }

    /// Objectives keep what they know when an activity no longer knows it: a new attempt does not take anything back.
    fn write_globals(&mut self, place: usize, number: usize) {
        let course = self.course.clone();
        let definition = course.tree.sequencing(place).objectives.get(number);
        let own = self.state.activities[place].objectives[number];
        for map in
            definition.maps.iter().filter(|map| map.write_satisfied_status || map.write_normalized_measure)
        {
            self.write_global(&map.target, |global| write_status(global, map, own));
        }
        if course.edition == Edition::Fourth {
            for map in &definition.shared_data {
                self.write_global(&map.target, |global| write_shared_data(global, map, own));
            }
        }
    }

    fn write_global(&mut self, target: &str, write: impl FnOnce(&mut ObjectiveState)) {
        let before = self.state.globals.get(target).copied().unwrap_or_default();
        let mut after = before;
        write(&mut after);
        if after != before {
            self.state.globals.insert(target.to_owned(), after);
            self.globals_version = self.globals_version.wrapping_add(1);
            if self.course.readers.contains_key(target) {
                self.state.written.insert(target.to_owned());
            }
        }
    }
}

fn read_shared_data(seen: &mut ObjectiveState, map: &SharedDataMap, global: &ObjectiveState) {
    take(&mut seen.raw, global.raw, map.read_raw_score);
    take(&mut seen.min, global.min, map.read_min_score);
    take(&mut seen.max, global.max, map.read_max_score);
    take(&mut seen.completed, global.completed, map.read_completion_status);
    take(&mut seen.progress, global.progress, map.read_progress_measure);
}

fn write_status(global: &mut ObjectiveState, map: &ObjectiveMap, own: ObjectiveState) {
    take(&mut global.satisfied, own.satisfied, map.write_satisfied_status);
    take(&mut global.measure, own.measure, map.write_normalized_measure);
}

fn write_shared_data(global: &mut ObjectiveState, map: &SharedDataMap, own: ObjectiveState) {
    take(&mut global.raw, own.raw, map.write_raw_score);
    take(&mut global.min, own.min, map.write_min_score);
    take(&mut global.max, own.max, map.write_max_score);
    take(&mut global.completed, own.completed, map.write_completion_status);
    take(&mut global.progress, own.progress, map.write_progress_measure);
}

/// What is known takes the place of what was there, if a map says so.
fn take<T>(place: &mut Option<T>, known: Option<T>, allowed: bool) {
    if allowed && known.is_some() {
        *place = known;
    }
}
