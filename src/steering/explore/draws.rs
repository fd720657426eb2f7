//! Who is drawn what.

use std::collections::BTreeSet;

use super::ground::Ground;
use super::play::Play;
use super::story::{Action, Story};
use crate::steering::learner::Learner;
use crate::steering::route::{PlaceKind, Route};

/// So many draws are all tried. Of more, as many as show every step at least once, and no fewer than these.
const DRAWS: usize = 24;
/// More are not tried, even if a step is in none of them.
const MOST_DRAWS: usize = 256;

/// Learners who have not begun yet, one for each draw that is tried.
pub(super) struct Draws {
    pub(super) starts: Vec<Learner>,
    /// There are no other draws.
    pub(super) are_all: bool,
}

impl Draws {
    pub(super) fn of(route: &Route) -> Self {
        let groups = drawing_groups(route);
        if groups.is_empty() {
            return Self { starts: vec![Learner::with_offers(route, everything(route))], are_all: true };
        }
        match all_draws(route, &groups) {
            Some(draws) => Self { starts: different(route, draws), are_all: true },
            None => Self { starts: different(route, some_draws(route, &groups)), are_all: false },
        }
    }

    /// What was done from a start on, after what has to be drawn for it to matter.
    pub(super) fn story(
        &self,
        start: &Learner,
        play: &Play,
        ground: &Ground<'_>,
        matters: impl Fn(&Learner) -> bool,
    ) -> Story {
        let mut actions = self.that_matter(start, matters);
        actions.extend(play.story(ground).0);
        Story(actions)
    }

    /// What has to be drawn for something that holds for this start: of what is drawn in other groups, it holds for all.
    fn that_matter(&self, start: &Learner, holds: impl Fn(&Learner) -> bool) -> Vec<Action> {
        let is_there = |group: &usize| start.is_there(*group);
        let mut named: Vec<_> = drawing_groups(start.route()).into_iter().filter(is_there).collect();
        for group in named.clone() {
            let others: Vec<_> = named.iter().copied().filter(|&it| it != group).collect();
            let agrees = |other: &&Learner| others.iter().all(|&it| is_alike(start, other, it));
            if self.starts.iter().filter(agrees).all(&holds) {
                named = others;
            }
        }
        named.into_iter().map(|group| drawn(start, group)).collect()
    }
}

fn is_alike(one: &Learner, other: &Learner, group: usize) -> bool {
    one.is_there(group) == other.is_there(group) && one.offered(group) == other.offered(group)
}

fn drawn(start: &Learner, group: usize) -> Action {
    let places = &start.route().places;
    let drawn = start.offered(group).iter().map(|&child| places[child].id.clone());
    Action::Draws { place: group, id: places[group].id.clone(), drawn: drawn.collect() }
}

fn draw_of(route: &Route, group: usize) -> Option<usize> {
    match route.places[group].kind {
        PlaceKind::Group { draw, .. } => draw.map(usize::from),
        PlaceKind::Leaf(_) => None,
    }
}

/// Groups that draw fewer than they have.
fn drawing_groups(route: &Route) -> Vec<usize> {
    let draws = |group: &usize| {
        draw_of(route, *group).is_some_and(|drawn| drawn < route.places[*group].children.len())
    };
    (0..route.places.len()).filter(draws).collect()
}

/// What each group offers.
type Draw = Vec<Vec<usize>>;

fn everything(route: &Route) -> Draw {
    route.places.iter().map(|place| place.children.clone()).collect()
}

/// Learners for these draws; those that differ in what is not there for them are one.
fn different(route: &Route, draws: Vec<Draw>) -> Vec<Learner> {
    let mut known = BTreeSet::new();
    let mut is_new = |learner: &Learner| {
        let there: Vec<_> = (0..route.places.len()).map(|place| learner.is_there(place)).collect();
        known.insert(there)
    };
    draws
        .into_iter()
        .map(|draw| Learner::with_offers(route, draw))
        .filter(|learner| is_new(learner))
        .collect()
}

/// Every draw, unless they are too many.
fn all_draws(route: &Route, groups: &[usize]) -> Option<Vec<Draw>> {
    let mut draws = vec![everything(route)];
    for &group in groups {
        let sets = sets_of(&route.places[group].children, draw_of(route, group)?, DRAWS / draws.len())?;
        let with = |draw: &Draw, set: &Vec<usize>| {
            let mut draw = draw.clone();
            draw[group].clone_from(set);
            draw
        };
        draws = draws.iter().flat_map(|draw| sets.iter().map(move |set| with(draw, set))).collect();
    }
    Some(draws)
}

/// All sets of so many of these, unless they are more than `most`.
fn sets_of(of: &[usize], count: usize, most: usize) -> Option<Vec<Vec<usize>>> {
    let mut sets = vec![Vec::new()];
    for (number, &place) in of.iter().enumerate() {
        let left = of.len() - number - 1;
        let mut longer = Vec::new();
        for set in sets {
            if set.len() < count {
                longer.push([set.as_slice(), &[place]].concat());
            }
            if set.len() + left >= count {
                longer.push(set);
            }
        }
        // Each of them can be filled up, in a way of its own.
        if longer.len() > most {
            return None;
        }
        sets = longer;
    }
    Some(sets)
}

/// Draws that show every place at least once, as far as that takes no more than are tried; then others.
fn some_draws(route: &Route, groups: &[usize]) -> Vec<Draw> {
    let mut draws = Vec::new();
    let mut is_shown = vec![false; route.places.len()];
    while draws.len() < MOST_DRAWS {
        let missing = is_shown.iter().position(|&is| !is);
        if missing.is_none() && draws.len() >= DRAWS {
            break;
        }
        let draw = draw_with(route, groups, missing, &is_shown, draws.len());
        show(route, &draw, &mut is_shown);
        draws.push(draw);
    }
    draws
}

/// A draw in which a place is there, and of the others those that were not shown yet; where all were, each time others.
fn draw_with(
    route: &Route,
    groups: &[usize],
    wanted: Option<usize>,
    is_shown: &[bool],
    number: usize,
) -> Draw {
    let mut draw = everything(route);
    let around: BTreeSet<_> = std::iter::successors(wanted, |&place| route.places[place].parent).collect();
    for (turn, &group) in groups.iter().enumerate() {
        let children = &route.places[group].children;
        let count = draw_of(route, group).unwrap_or(children.len());
        let first = children
            .iter()
            .position(|child| around.contains(child))
            .or_else(|| children.iter().position(|&child| !is_shown[child]))
            // The later a group, the slower it turns, so that they do not turn together.
            .unwrap_or_else(|| number / (turn + 1) % children.len().max(1));
        let mut drawn: Vec<_> =
            (first..first + count).map(|at| at % children.len()).map(|at| children[at]).collect();
        drawn.sort_unstable();
        draw[group] = drawn;
    }
    draw
}

fn show(route: &Route, draw: &Draw, is_shown: &mut [bool]) {
    let mut is_there = vec![false; route.places.len()];
    is_there[..1].fill(true);
    for place in 0..route.places.len() {
        for &child in &draw[place] {
            is_there[child] = is_there[place];
        }
        is_shown[place] |= is_there[place];
    }
}

impl Ground<'_> {
    /// A learner who has more than any learner can: every step is drawn, and all that could come of it came. What is closed to
    /// this one is closed to all. Nothing, when it takes too much work to know.
    pub(super) fn who_has_everything(&self) -> Option<Learner> {
        self.with_everything(&Learner::with_offers(self.route, everything(self.route)))
    }

    /// What a learner could have at most from here on: what is done, or used up, stays as it is.
    pub(super) fn with_everything(&self, learner: &Learner) -> Option<Learner> {
        let mut learner = learner.clone();
        while !self.work.is_over() {
            self.work.look();
            let open = self.not_done(&learner);
            if open.is_empty() {
                return Some(learner);
            }
            open.into_iter().for_each(|place| learner.grant(place));
        }
        None
    }

    /// What can be entered now and is not done.
    pub(super) fn not_done(&self, learner: &Learner) -> Vec<usize> {
        let mut open = learner.choices();
        open.retain(|&place| learner.record(place).is_some_and(|record| !record.is_done()));
        open
    }
}
