//! Choosing so many of many.
//!
//! Rules cannot count: "5 of these 12" is 792 rules, one for each way. Rollup can (`atLeastCount`, RB.1.4). So where learners choose among many,
//! the group's primary objective becomes known once so many of its steps are good, and is written to a global objective, which
//! whoever asks for it reads like any other fact. It is the group's satisfaction that has to carry this, since no other status of a
//! cluster can be mapped before the 4th Edition. Hence it works
//!
//! - where everything to choose from has to be passed to be done: so many are passed exactly when the group is;
//! - where nothing to choose from can be passed: the group has no satisfaction of its own then. The whole path has, for the LMS
//!   shows it, so there it does not work, and neither where its score decides on it.
//!
//! Where some steps can be passed and others not, satisfaction would have to say two things at once.

use crate::model::path::{Done, Success};
use crate::sequencing::{ChildActivitySet, RollupAction, RollupConditionKind, RollupRule};
use crate::steering::route::{Expression, FactKind, Place, PlaceKind, Route};

/// So many ways to choose are said one by one: that depends on nothing but facts.
const MOST_WAYS: usize = 20;

/// The groups in which the LMS counts.
pub(super) struct Counting {
    groups: Vec<Counted>,
}

/// A group, so many of whose steps are enough.
struct Counted {
    group: usize,
    count: u16,
    /// What is counted: place by place, when it is done.
    of: Vec<(usize, Expression)>,
    can_be_passed: bool,
}

impl Counting {
    #[cfg(test)]
    pub(super) const NOWHERE: Self = Self { groups: Vec::new() };

    pub(super) fn on(route: &Route) -> Self {
        Self { groups: (0..route.places.len()).filter_map(|place| counted(route, place)).collect() }
    }

    /// The group whose count says this, for a place that asks for it: so many of all; or, of a place in it, so many of the others,
    /// which is the same as long as it is not done itself.
    pub(super) fn group_of(&self, place: usize, count: u16, of: &[Expression]) -> Option<usize> {
        let says = |counted: &&Counted| {
            let others = || counted.of.iter().filter(|(it, _)| *it != place).map(|(_, done)| done);
            let all = || counted.of.iter().map(|(_, done)| done);
            counted.count == count
                && match counted.of.len().checked_sub(of.len()) {
                    Some(0) => all().eq(of),
                    Some(1) => others().eq(of),
                    _ => false,
                }
        };
        self.groups.iter().find(says).map(|counted| counted.group)
    }

    /// What the group's rollup says besides: that so many are enough, for completion, and for the objective that others read.
    pub(super) fn rules(&self, group: usize) -> Option<[RollupRule; 2]> {
        let counted = self.groups.iter().find(|counted| counted.group == group)?;
        let enough = ChildActivitySet::AtLeastCount(counted.count.into());
        let good = match counted.can_be_passed {
            true => RollupConditionKind::Satisfied,
            false => RollupConditionKind::Completed,
        };
        Some([
            RollupRule::any(enough, [good.into()], RollupAction::Satisfied),
            RollupRule::any(enough, [RollupConditionKind::Completed.into()], RollupAction::Completed),
        ])
    }

    /// Whether a place is counted.
    pub(super) fn counts(&self, place: usize) -> bool {
        self.groups.iter().any(|counted| counted.of.iter().any(|(it, _)| *it == place))
    }
}

fn counted(route: &Route, group: usize) -> Option<Counted> {
    let it = &route.places[group];
    let PlaceKind::Group { choose: Some(count), tries: false, .. } = it.kind else { return None };
    let required: Vec<_> =
        it.children.iter().copied().filter(|&child| route.places[child].required).collect();
    let all = required.len();
    let (to_choose, to_miss) = (usize::from(count), (all + 1).checked_sub(usize::from(count))?);
    if ways(to_choose, all).max(ways(to_miss, all)) <= MOST_WAYS {
        return None;
    }
    let can_be_passed = required.iter().any(|&child| route.places[child].counts);
    let is_so = |&child: &usize| is_uniform(route, &route.places[child], can_be_passed);
    let has_success_of_its_own = group == 0 && (!can_be_passed || route.success != Success::EveryStep);
    (required.iter().all(is_so) && !has_success_of_its_own).then(|| Counted {
        group,
        count,
        of: required.into_iter().map(|child| (child, done(route, child))).collect(),
        can_be_passed,
    })
}

/// Whether a step to choose can be passed, and is done thereby and not otherwise; or cannot be passed at all. Groups can be done by
/// what happens elsewhere, which their rollup does not see at once, so only tries at one step are counted.
fn is_uniform(route: &Route, place: &Place, can_be_passed: bool) -> bool {
    match &place.kind {
        PlaceKind::Leaf(leaf) => {
            place.counts == can_be_passed && (leaf.done == Done::Passed || !can_be_passed)
        }
        PlaceKind::Group { tries: true, .. } => {
            let tries = place.children.iter().map(|&it| &route.places[it]).filter(|it| it.required);
            can_be_passed && tries.filter_map(Place::leaf).all(|leaf| leaf.done == Done::Passed)
        }
        PlaceKind::Group { .. } => false,
    }
}

/// As the route says it.
fn done(route: &Route, place: usize) -> Expression {
    let it = &route.places[place];
    let tries = it.children.iter().copied().filter(|&it| route.places[it].required);
    match it.leaf() {
        Some(_) => Expression::is(place, FactKind::Done),
        None => Expression::any(tries.map(|it| Expression::is(it, FactKind::Done))),
    }
}

/// In how many ways so many can be chosen, as far as it matters.
fn ways(count: usize, of: usize) -> usize {
    let mut ways: usize = 1;
    for number in 0..count.min(of - count.min(of)) {
        // Each product is a number of ways again, times what it is divided by.
        ways = ways.saturating_mul(of - number) / (number + 1);
        if ways > MOST_WAYS {
            break;
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::ways;

    #[test]
    fn ways_are_counted_as_far_as_it_matters() {
        assert_eq!(
            [(2, 5), (3, 6), (1, 12), (12, 12), (0, 3)].map(|(count, of)| ways(count, of)),
            [10, 20, 12, 1, 1]
        );
        assert!(ways(5, 12) > 20 && ways(500, 1000) > 20);
    }
}
