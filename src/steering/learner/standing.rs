//! How all places stand at once: what is in a group decides about the group.

use super::Learner;
use crate::sequencing::decimal;
use crate::steering::route::{Place, PlaceKind};

/// Place by place.
pub(super) struct Standing {
    pub(super) done: Vec<bool>,
    pub(super) passed: Vec<bool>,
    pub(super) skipped: Vec<bool>,
    pub(super) measure: Vec<Option<f64>>,
    pub(super) progress: Vec<f64>,
}

impl Standing {
    pub(super) fn of(learner: &Learner) -> Self {
        let places = &learner.course.route.places;
        let count = places.len();
        let mut standing = Self {
            done: vec![false; count],
            passed: vec![false; count],
            skipped: vec![false; count],
            measure: vec![None; count],
            progress: vec![0.0; count],
        };
        // Backward, so that what is inside is known before the group.
        for place in (0..count).rev().filter(|&place| learner.course.is_there[place]) {
            let is_done = match learner.record(place) {
                Some(record) => {
                    standing.done[place] = record.is_done();
                    standing.passed[place] = record.has_passed();
                    standing.measure[place] = record.measure().map(decimal);
                    standing.progress[place] = f64::from(u8::from(record.is_done()));
                    record.is_done()
                }
                None => standing.sum_up(place, learner),
            };
            let it = &places[place];
            let is_good = is_done && (!it.counts || standing.passed[place]);
            standing.skipped[place] = !is_good && learner.holds(&it.skips);
        }
        standing
    }

    /// A group from what is in it. Returns whether it was done by something, and not because all in it is skipped.
    fn sum_up(&mut self, group: usize, learner: &Learner) -> bool {
        let places = &learner.course.route.places;
        let offered = &learner.course.offered[group];
        let asked: Vec<_> =
            offered.iter().copied().filter(|&it| places[it].required && !self.skipped[it]).collect();
        let counted = |of: &[usize]| of.iter().copied().filter(|&it| places[it].counts).collect::<Vec<_>>();
        self.done[group] = asked.iter().all(|&it| self.done[it]);
        // What was passed before it became superfluous is not taken away.
        self.passed[group] = counted(&asked).into_iter().all(|it| self.passed[it])
            && counted(offered).into_iter().any(|it| self.passed[it]);
        self.measure[group] = match places[group].kind {
            PlaceKind::Group { tries: true, .. } => measure_of_tries(places, offered, &self.measure),
            _ => mean_of(places, offered, &self.measure),
        };
        self.progress[group] = self.group_progress(&places[group], &asked);
        self.done[group] && !asked.is_empty()
    }

    /// The part of what is asked for that is done; where the learner chooses, of so many as are enough.
    fn group_progress(&self, group: &Place, asked: &[usize]) -> f64 {
        let mut parts: Vec<_> = asked.iter().map(|&it| self.progress[it]).collect();
        if let PlaceKind::Group { choose: Some(choose), .. } = group.kind {
            parts.sort_by(|one, other| other.total_cmp(one));
            parts.truncate(usize::from(choose));
        }
        match parts.len() {
            0 => 1.0,
            count => parts.iter().sum::<f64>() / count as f64,
        }
    }
}

/// The weighted mean, as SCORM's measure rollup has it (RB.1.1): what has no score counts with its weight and nothing else.
pub(super) fn mean_of(places: &[Place], offered: &[usize], measure: &[Option<f64>]) -> Option<f64> {
    let (mut weights, mut sum, mut any) = (0.0, 0.0, false);
    for &it in offered {
        weights += places[it].weight;
        if let Some(measure) = measure[it] {
            sum += places[it].weight * measure;
            any = true;
        }
    }
    (any && weights > 0.0).then(|| decimal(sum / weights))
}

/// Of tries at one step, the last score.
pub(super) fn measure_of_tries(places: &[Place], offered: &[usize], measure: &[Option<f64>]) -> Option<f64> {
    let mut tries = offered.iter().rev().filter(|&&it| places[it].required);
    tries.find_map(|&it| measure[it])
}
