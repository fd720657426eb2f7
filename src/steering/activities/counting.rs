//! Choosing so many of many.
//!
//! Rules cannot count: "5 of these 12" is 792 rules, one for each way. Content can: whoever has done a step of such a group knows by
//! global objectives which others are done, and tells a global objective of the group once they are enough, which whoever asks for it
//! reads like any other fact.
//!
//! Rollup can count as well (`atLeastCount`, RB.1.4), and where it can say this, it does so too, for content that does not. The
//! group's primary objective then becomes known once so many of its steps are good, and is written to the same global objective. It is
//! the group's satisfaction that has to carry this, since no other status of a cluster can be mapped before the 4th Edition. Hence it
//! works
//!
//! - where everything to choose from has to be passed to be done: so many are passed exactly when the group is;
//! - where nothing to choose from can be passed: the group has no satisfaction of its own then. The whole path has, for the LMS
//!   shows it, so there it does not work, and neither where its score decides on it.
//!
//! Where some steps can be passed and others not, satisfaction would have to say two things at once. And some LMSs write what is rolled
//! up in a group only when the learner has left the group, which is too late for what the group itself holds up: there the
//! content's word is needed.

use serde::Serialize;

use super::facts;
use super::terms::Asked;
use crate::model::path::{Done, Success};
use crate::sequencing::{ChildActivitySet, RollupAction, RollupConditionKind, RollupRule};
use crate::steering::route::{Expression, Fact, FactKind, Place, PlaceKind, Route};

/// So many ways to choose are said one by one: that depends on nothing but facts.
const MOST_WAYS: usize = 20;

/// Content knows of so many steps: an LMS need not keep more than 100 objectives for it (RTE 4.2.17.1), and a course has its own.
const MOST_KNOWN: usize = 50;

/// What the content of a leaf tells besides its [facts](Route::leaf_objectives), since rules cannot count: that learners have done
/// so many steps of a group as they have to choose.
///
/// Found among the `cmi.objectives` of the leaf are all of these identifiers. The objective's `success_status` becomes `passed`
/// once the content has told that its own step is done, and enough of the others are; it is never set to anything else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Enough {
    /// What is told.
    pub objective: String,
    /// So many steps are enough.
    pub count: u16,
    /// The steps. Each is done once one of its objectives is `passed`.
    pub of: Vec<Vec<String>>,
}

/// The groups in which steps are counted.
pub(super) struct Counting {
    groups: Vec<Counted>,
}

/// A group, so many of whose steps are enough.
struct Counted {
    group: usize,
    count: u16,
    /// What is counted: place by place, when it is done.
    of: Vec<(usize, Expression)>,
    /// What is good of a step, where the LMS counts too.
    good: Option<RollupConditionKind>,
}

impl Counting {
    #[cfg(test)]
    pub(super) const NOWHERE: Self = Self { groups: Vec::new() };

    pub(super) fn on(route: &Route) -> Self {
        Self { groups: (0..route.places.len()).filter_map(|place| counted(route, place)).collect() }
    }

    /// What the content of a leaf counts, and for which group.
    pub(super) fn by(&self, route: &Route, leaf: usize) -> Option<(usize, Enough)> {
        let is_about = |done: &Expression| done.facts().iter().any(|fact| fact.place == leaf);
        let counts =
            |it: &&Counted| it.of.iter().any(|(_, done)| is_about(done)) && it.of.len() <= MOST_KNOWN;
        let counted = self.groups.iter().find(counts)?;
        let known_as = |fact: Fact| match fact.place == leaf {
            true => facts::objective(fact.kind),
            false => facts::need(route, Asked::Fact(fact)),
        };
        let of = counted.of.iter().map(|(_, done)| done.facts().into_iter().map(known_as).collect());
        let objective = facts::objective_of_enough();
        Some((counted.group, Enough { objective, count: counted.count, of: of.collect() }))
    }

    /// The facts by which steps are counted that are not the leaf's own.
    pub(super) fn asked_by(&self, group: usize, leaf: usize) -> Vec<Fact> {
        let counted = self.groups.iter().filter(|counted| counted.group == group);
        let facts = counted.flat_map(|it| &it.of).flat_map(|(_, done)| done.facts());
        facts.filter(|fact| fact.place != leaf).collect()
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
        let good = counted.good?;
        Some([
            RollupRule::any(enough, [good.into()], RollupAction::Satisfied),
            RollupRule::any(enough, [RollupConditionKind::Completed.into()], RollupAction::Completed),
        ])
    }

    /// Whether a place is counted by the LMS.
    pub(super) fn counts(&self, place: usize) -> bool {
        let groups = self.groups.iter().filter(|counted| counted.good.is_some());
        groups.flat_map(|counted| &counted.of).any(|(it, _)| *it == place)
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
    let good = match can_be_passed {
        true => RollupConditionKind::Satisfied,
        false => RollupConditionKind::Completed,
    };
    let good = (required.iter().all(is_so) && !has_success_of_its_own).then_some(good);
    let of =
        required.into_iter().map(|child| Some((child, done(route, child)?))).collect::<Option<Vec<_>>>()?;
    (good.is_some() || of.len() <= MOST_KNOWN).then_some(Counted { group, count, of, good })
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

/// As the route says it. Of groups other than those of tries it takes more than one fact.
fn done(route: &Route, place: usize) -> Option<Expression> {
    let it = &route.places[place];
    let tries = it.children.iter().copied().filter(|&it| route.places[it].required);
    match it.kind {
        PlaceKind::Leaf(_) => Some(Expression::is(place, FactKind::Done)),
        PlaceKind::Group { tries: true, .. } => {
            Some(Expression::any(tries.map(|it| Expression::is(it, FactKind::Done))))
        }
        PlaceKind::Group { .. } => None,
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
