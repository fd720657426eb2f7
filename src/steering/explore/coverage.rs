//! What happened at each place.

use crate::model::Id;
use crate::steering::learner::Learner;
use crate::steering::route::Route;

/// What happened at a place of the route, to any of the learners of an exploration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "each is something that happened, or did not")]
pub struct PlaceCoverage {
    /// The place's identifier.
    pub id: Id,
    /// It was open from the beginning on.
    pub opens_at_once: bool,
    /// Its requirement came true, at once or later.
    pub opens: bool,
    /// Somebody entered it, or something in it.
    pub is_reached: bool,
    /// Somebody was done with it.
    pub is_done: bool,
    /// Somebody passed it.
    pub is_passed: bool,
    /// Somebody failed it.
    pub is_failed: bool,
    /// It was superfluous for somebody.
    pub is_skipped: bool,
}

pub(super) fn begin(route: &Route) -> Vec<PlaceCoverage> {
    let nothing = |id: &Id| PlaceCoverage {
        id: id.clone(),
        opens_at_once: false,
        opens: false,
        is_reached: false,
        is_done: false,
        is_passed: false,
        is_failed: false,
        is_skipped: false,
    };
    route.places.iter().map(|place| nothing(&place.id)).collect()
}

/// Takes down what is open to a learner who has not begun yet.
pub(super) fn look_at_start(coverage: &mut [PlaceCoverage], learner: &Learner) {
    for (place, seen) in coverage.iter_mut().enumerate() {
        seen.opens_at_once |= learner.is_open(place);
        seen.opens |= seen.opens_at_once;
    }
}

/// Takes down what happened to a learner. Nothing that happened goes away, so it is enough to look at the end; what was
/// superfluous once may have been done nevertheless, so there the requirement is asked.
pub(super) fn look(coverage: &mut [PlaceCoverage], learner: &Learner) {
    for (place, it) in learner.route().places.iter().enumerate().rev() {
        if !learner.is_there(place) {
            continue;
        }
        let record = learner.record(place);
        let is_entered = record.is_some_and(|record| record.begun() > 0);
        let inside = |is: fn(&PlaceCoverage) -> bool| it.children.iter().any(|&child| is(&coverage[child]));
        let (is_reached, is_failed) = (inside(|it| it.is_reached), inside(|it| it.is_failed));
        let seen = &mut coverage[place];
        seen.opens |= learner.is_open(place);
        seen.is_reached |= is_entered || is_reached;
        seen.is_done |= learner.is_done(place);
        seen.is_passed |= learner.has_passed(place);
        seen.is_failed |= record.is_some_and(|record| record.has_failed()) || is_failed;
        seen.is_skipped |= it.skips.holds(&|fact| learner.has(fact));
    }
}
