//! One learner on a route.

mod outlook;
mod record;
mod standing;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use outlook::Outlook;
pub use record::{LearnerState, Record};
use standing::Standing;

use super::route::{Expression, Fact, FactKind, PlaceKind, Route};
use crate::model::path::{Order, Success};
use crate::sequencing::{decimal, draw};

/// One learner on a [`Route`]: what is open now, what comes next, and how the whole stands.
///
/// Cloning one costs little more than copying what it [remembers](LearnerState).
///
/// ```
/// use coursewright::model::path::LearningPath;
/// use coursewright::steering::{Learner, Outcome};
///
/// let path: LearningPath = serde_json::from_str(r#"{
///     "id": "leaders", "title": "Leaders", "language": "en",
///     "steps": { "steps": [
///         { "id": "read", "content": { "type": "link", "url": "https://example.org/read" } },
///         { "id": "talk", "content": { "type": "link", "url": "https://example.org/talk" } }
///     ] }
/// }"#)?;
/// let mut learner = Learner::new(&path.route(), 7);
/// let read = learner.next().unwrap();
/// assert_eq!(learner.choices(), [read]);
///
/// learner.enter(read).unwrap();
/// learner.report(&Outcome { completed: true, ..Outcome::default() });
/// let talk = learner.next().unwrap();
/// assert_eq!(learner.choices(), [read, talk]);
/// assert_eq!(learner.status().progress, 0.5);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Learner {
    course: Arc<Course>,
    state: LearnerState,
}

/// What never changes about a learner's route.
#[derive(Debug)]
struct Course {
    route: Route,
    /// What each group offers to this learner, in this learner's order.
    offered: Vec<Vec<usize>>,
    /// Which places there are for this learner.
    is_there: Vec<bool>,
    /// These in this learner's order, groups before what is in them.
    in_order: Vec<usize>,
    /// Where the record of a leaf is.
    record: Vec<usize>,
}

/// What came of what a learner did at a leaf, so far.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Outcome {
    /// The attempt came to its end: all was answered, or time is up.
    pub ended: bool,
    /// The course counts as completed, by its own rule, or because time is up and nothing was failed.
    pub completed: bool,
    /// Passed or failed; `None` when that is open, or there is nothing to pass.
    pub passed: Option<bool>,
    /// Percent of the score.
    pub score: Option<f64>,
}

/// Why a place cannot be entered.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Closed {
    /// There is no such place, or it is a group: only what is in it is taken.
    #[error("only steps can be taken")]
    NoStep,
    /// It was not drawn for this learner.
    #[error("it was not drawn for this learner")]
    NotDrawn,
    /// The place, or a group around it, waits for something.
    #[error("it opens later")]
    Waiting {
        /// What waits: the place itself, or the outermost group around it that does.
        place: usize,
        /// What is still asked for.
        unmet: Expression,
    },
    /// All attempts were made.
    #[error("all attempts were made")]
    NoAttemptsLeft,
}

/// How the whole stands.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Status {
    /// All that is required is done.
    pub completed: bool,
    /// Passed, or completed without it and with nothing left that could change that; `None` before, and where there is nothing to pass.
    pub passed: Option<bool>,
    /// Percent; `None` before anything was scored.
    pub score: Option<f64>,
    /// The part of what is required that is done, 0 to 1.
    pub progress: f64,
}

impl Learner {
    /// A learner who has not begun yet. What is drawn follows from `seed`.
    #[must_use]
    pub fn new(route: &Route, seed: u64) -> Self {
        Self::begin(Course::new(route.clone(), seed), seed)
    }

    /// A learner to whom each group offers what is said here, whatever would be drawn.
    pub(super) fn with_offers(route: &Route, offered: Vec<Vec<usize>>) -> Self {
        Self::begin(Course::offering(route.clone(), offered), 0)
    }

    fn begin(course: Course, seed: u64) -> Self {
        let leaves = course.route.leaves().count();
        Self { course: Arc::new(course), state: LearnerState::new(seed, leaves) }
    }

    /// A learner who goes on from what was kept.
    ///
    /// # Errors
    /// [`StateMismatch`] when that was kept of another route.
    pub fn restore(route: &Route, state: LearnerState) -> Result<Self, StateMismatch> {
        let course = Course::new(route.clone(), state.seed());
        match state.fits(&course.route) {
            true => Ok(Self { course: Arc::new(course), state }),
            false => Err(StateMismatch),
        }
    }

    /// What has to be kept of the learner.
    #[must_use]
    pub fn state(&self) -> &LearnerState {
        &self.state
    }

    /// The route.
    #[must_use]
    pub fn route(&self) -> &Route {
        &self.course.route
    }

    /// The leaf that the learner takes now.
    #[must_use]
    pub fn current(&self) -> Option<usize> {
        self.state.at.filter(|_| self.state.is_inside)
    }

    /// What is remembered of a leaf.
    #[must_use]
    pub fn record(&self, place: usize) -> Option<&Record> {
        self.course.route.places.get(place)?.leaf()?;
        self.state.records.get(self.course.record[place])
    }

    /// What a group offers to this learner, in this learner's order.
    #[must_use]
    pub fn offered(&self, group: usize) -> &[usize] {
        self.course.offered.get(group).map_or(&[], Vec::as_slice)
    }

    /// Whether a place is there for this learner: it, and all around it, was drawn.
    #[must_use]
    pub fn is_there(&self, place: usize) -> bool {
        self.course.is_there.get(place).copied().unwrap_or(false)
    }

    /// Whether a fact is true.
    #[must_use]
    pub fn has(&self, fact: &Fact) -> bool {
        let leaf = self.course.route.places.get(fact.place).and_then(|place| place.leaf());
        let Some((record, leaf)) = self.record(fact.place).zip(leaf) else { return false };
        match fact.kind {
            FactKind::Attempted => record.begun() > 0,
            FactKind::Done => record.is_done(),
            FactKind::Passed => record.has_passed(),
            FactKind::Failed => record.has_failed(),
            FactKind::Score(percent) => record.has_scored(leaf, percent),
        }
    }

    fn holds(&self, expression: &Expression) -> bool {
        expression.holds(&|fact| self.has(fact))
    }

    /// Whether a place is open: it was drawn, and what it waits for has come, as for every group around it. What has opened
    /// stays open.
    #[must_use]
    pub fn is_open(&self, place: usize) -> bool {
        self.is_there(place)
            && self.course.around(place).all(|it| self.holds(&self.course.route.places[it].opens))
    }

    /// Whether a place is done. A group is when all that is required in it, was drawn and is not skipped is done.
    #[must_use]
    pub fn is_done(&self, place: usize) -> bool {
        self.is_there(place)
            && match self.record(place) {
                Some(record) => record.is_done(),
                None => self.standing().done[place],
            }
    }

    /// Whether a place was passed. A group is when all that counts in it and is not skipped was, and anything that
    /// counts.
    #[must_use]
    pub fn has_passed(&self, place: usize) -> bool {
        self.is_there(place)
            && match self.record(place) {
                Some(record) => record.has_passed(),
                None => self.standing().passed[place],
            }
    }

    /// Whether a place is superfluous, and was not done nevertheless, and passed if it can be: "next" passes it over, and
    /// nothing asks for it. It can be taken as long as it is open.
    #[must_use]
    pub fn is_skipped(&self, place: usize) -> bool {
        self.is_there(place) && self.standing().skipped[place]
    }

    /// The score of a place in percent.
    #[must_use]
    pub fn score(&self, place: usize) -> Option<f64> {
        self.is_there(place).then(|| self.standing().measure[place]).flatten().map(|measure| measure * 100.0)
    }

    /// Whether a leaf can be entered now.
    ///
    /// # Errors
    /// [`Closed`]: why not.
    pub fn can_enter(&self, place: usize) -> Result<(), Closed> {
        let leaf = self.course.route.places.get(place).and_then(|it| it.leaf()).ok_or(Closed::NoStep)?;
        if !self.is_there(place) {
            return Err(Closed::NotDrawn);
        }
        let mut around: Vec<_> = self.course.around(place).collect();
        around.reverse();
        for it in around {
            let unmet = self.course.route.places[it].opens.unmet(&|fact| self.has(fact));
            if !unmet.is_always() {
                return Err(Closed::Waiting { place: it, unmet });
            }
        }
        match self.record(place).is_some_and(|record| record.may_go_on(leaf)) {
            true => Ok(()),
            false => Err(Closed::NoAttemptsLeft),
        }
    }

    /// The leaves that can be entered now, in this learner's order.
    #[must_use]
    pub fn choices(&self) -> Vec<usize> {
        let places = &self.course.route.places;
        let mut is_open = vec![false; places.len()];
        let mut choices = Vec::new();
        for &place in &self.course.in_order {
            let it = &places[place];
            is_open[place] = it.parent.is_none_or(|parent| is_open[parent]) && self.holds(&it.opens);
            if let (true, Some(leaf)) = (is_open[place], it.leaf())
                && self.state.records[self.course.record[place]].may_go_on(leaf)
            {
                choices.push(place);
            }
        }
        choices
    }

    /// Enters a leaf: an attempt that is open goes on, what is done is shown again, and otherwise a new attempt begins.
    ///
    /// # Errors
    /// [`Closed`], and nothing has changed.
    pub fn enter(&mut self, place: usize) -> Result<(), Closed> {
        self.can_enter(place)?;
        self.state.at = Some(place);
        self.state.is_inside = true;
        if let Some(leaf) = self.course.route.places[place].leaf() {
            self.state.records[self.course.record[place]].enter(leaf);
        }
        Ok(())
    }

    /// Takes over what came of the leaf that the learner takes now, so far. Nothing that was reached is taken away by it.
    pub fn report(&mut self, outcome: &Outcome) {
        let Some(place) = self.current() else { return };
        if let Some(leaf) = self.course.route.places[place].leaf() {
            self.state.records[self.course.record[place]].report(leaf, outcome);
        }
    }

    /// Everything that could ever come of a leaf has come of it, even what excludes each other: for proofs that not even that is
    /// enough.
    pub(super) fn grant(&mut self, place: usize) {
        if let Some(leaf) = self.course.route.places[place].leaf() {
            self.state.records[self.course.record[place]].grant(leaf);
        }
    }

    /// Leaves the leaf. "Next" goes on from it.
    pub fn leave(&mut self) {
        self.state.is_inside = false;
    }

    /// Where "next" leads from the leaf that was entered last, or from the beginning: to the first of those that follow in this
    /// learner's order and are not skipped, if it can be entered. Among what is chosen only ([`Order::Choice`]), it does not lead.
    #[must_use]
    pub fn next(&self) -> Option<usize> {
        let standing = self.standing();
        let mut at = match self.state.at {
            Some(at) if self.course.flows_around(at) => self.course.after(at)?,
            Some(_) => return None,
            None => 0,
        };
        loop {
            if !self.course.flows_around(at) {
                return None;
            }
            if standing.skipped[at] {
                at = self.course.after(at)?;
                continue;
            }
            if !self.holds(&self.course.route.places[at].opens) {
                return None;
            }
            if self.course.route.places[at].leaf().is_some() {
                return self.can_enter(at).is_ok().then_some(at);
            }
            at = *self.course.offered[at].first()?;
        }
    }

    /// How the whole stands.
    #[must_use]
    pub fn status(&self) -> Status {
        let standing = self.standing();
        let whole = &self.course.route.places[0];
        let completed = standing.done[0];
        let (can_pass, has_passed) = match self.course.route.success {
            Success::EveryStep => (whole.counts, standing.passed[0]),
            Success::Score(least) => {
                let reached = standing.measure[0].is_some_and(|measure| measure >= decimal(least / 100.0));
                (whole.weight > 0.0, reached)
            }
        };
        let has_failed = || completed && !Outlook::of(self).may_pass(&standing);
        Status {
            completed,
            passed: (can_pass && (has_passed || has_failed())).then_some(has_passed),
            score: standing.measure[0].map(|measure| measure * 100.0),
            progress: standing.progress[0],
        }
    }

    /// Whether each place is superfluous; see [`is_skipped`](Self::is_skipped).
    pub(super) fn skipped(&self) -> Vec<bool> {
        self.standing().skipped
    }

    fn standing(&self) -> Standing {
        Standing::of(self)
    }
}

impl Course {
    fn new(route: Route, seed: u64) -> Self {
        let offered = (0..route.places.len()).map(|place| offer(&route, place, seed)).collect();
        Self::offering(route, offered)
    }

    fn offering(route: Route, offered: Vec<Vec<usize>>) -> Self {
        let mut is_there = vec![false; route.places.len()];
        let mut in_order = Vec::new();
        let mut open: Vec<_> = (0..route.places.len().min(1)).collect();
        while let Some(place) = open.pop() {
            is_there[place] = true;
            in_order.push(place);
            open.extend(offered[place].iter().rev());
        }
        let mut record = vec![0; route.places.len()];
        for (number, (place, _)) in route.leaves().enumerate() {
            record[place] = number;
        }
        Self { route, offered, is_there, in_order, record }
    }

    /// From a place to the whole, both included.
    fn around(&self, place: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(place), |&it| self.route.places[it].parent)
    }

    /// Whether "next" leads to a place, and away from it, as far as its group is concerned.
    fn flows_around(&self, place: usize) -> bool {
        self.route.places[place].parent.is_none_or(|parent| {
            !matches!(self.route.places[parent].kind, PlaceKind::Group { order: Order::Choice, .. })
        })
    }

    /// What follows a place and all that is in it.
    fn after(&self, place: usize) -> Option<usize> {
        self.around(place).find_map(|it| {
            let siblings = &self.offered[self.route.places[it].parent?];
            let at = siblings.iter().position(|&sibling| sibling == it)?;
            siblings.get(at + 1).copied()
        })
    }
}

fn offer(route: &Route, place: usize, seed: u64) -> Vec<usize> {
    let children = &route.places[place].children;
    match route.places[place].kind {
        PlaceKind::Group { draw: drawn, shuffle, .. } if drawn.is_some() || shuffle => {
            draw(seed, place, 1, children, drawn.map(u32::from), shuffle)
        }
        _ => children.clone(),
    }
}

/// What was kept belongs to another route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what was kept belongs to another route")]
pub struct StateMismatch;
