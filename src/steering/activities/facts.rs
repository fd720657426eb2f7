//! Facts as objectives: what a leaf tells, and under which names.

use std::collections::{BTreeMap, BTreeSet};

use super::counting::{Counting, Enough};
use super::terms::{Asked, Key};
use crate::model::path::Done;
use crate::steering::route::{Fact, FactKind, Place, PlaceKind, Route};

impl Route {
    /// What the content of a leaf has to tell besides its status: objectives that it finds among its `cmi.objectives` by these
    /// identifiers. Once a fact is true, its objective's `success_status` becomes `passed`, and is never set to anything else.
    /// Only facts that something on the route asks for are there.
    ///
    /// ```
    /// use coursewright::model::path::LearningPath;
    /// use coursewright::steering::FactKind;
    ///
    /// let path: LearningPath = serde_json::from_str(r#"{
    ///     "id": "leaders", "title": "Leaders", "language": "en",
    ///     "steps": { "steps": [
    ///         { "id": "read", "content": { "type": "link", "url": "https://example.org/read" } },
    ///         { "id": "talk", "content": { "type": "link", "url": "https://example.org/talk" } }
    ///     ] }
    /// }"#)?;
    /// let route = path.route();
    /// assert_eq!(route.leaf_objectives(1), [("fact.done".to_owned(), FactKind::Done)]);
    /// assert!(route.leaf_objectives(2).is_empty());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn leaf_objectives(&self, place: usize) -> Vec<(String, FactKind)> {
        Told::on(self).by(place).map(|kind| (objective(kind), kind)).collect()
    }

    /// What the content of a leaf counts for the LMS, where learners choose among too many steps for rules.
    ///
    /// ```
    /// use coursewright::model::path::LearningPath;
    ///
    /// let page = |at: usize| serde_json::json!({
    ///     "id": format!("page-{at}"), "content": { "type": "link", "url": "https://example.org" }
    /// });
    /// let path: LearningPath = serde_json::from_value(serde_json::json!({
    ///     "id": "leaders", "title": "Leaders", "language": "en",
    ///     "steps": { "order": "any", "choose": 5, "steps": (1..=12).map(page).collect::<Vec<_>>() }
    /// }))?;
    /// let enough = path.route().leaf_enough(1).ok_or("too few to count")?;
    /// assert_eq!((enough.objective.as_str(), enough.count), ("fact.enough", 5));
    /// assert_eq!(enough.of[..2], [["fact.done"], ["need.page-2-done"]]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn leaf_enough(&self, place: usize) -> Option<Enough> {
        Counting::on(self).by(self, place).map(|(_, enough)| enough)
    }
}

/// The facts that are told, leaf by leaf.
pub(super) struct Told {
    of: BTreeMap<usize, BTreeSet<Key>>,
}

impl Told {
    pub(super) fn on(route: &Route) -> Self {
        let mut told = Self { of: BTreeMap::new() };
        for (place, it) in route.places.iter().enumerate() {
            let asked = it.opens.facts().into_iter().chain(it.skips.facts());
            let own = until_good(it).into_iter().flatten().chain(when_used_up(it).into_iter().flatten());
            for fact in asked.chain(own.map(|kind| Fact { place, kind })) {
                told.of.entry(fact.place).or_default().insert(fact.into());
            }
        }
        told
    }

    pub(super) fn by(&self, place: usize) -> impl Iterator<Item = FactKind> {
        let facts = self.of.get(&place).into_iter().flatten();
        facts.filter_map(|key| match key.asked() {
            Asked::Fact(fact) => Some(fact.kind),
            Asked::Enough(_) => None,
        })
    }
}

/// The facts of a leaf without which it is skipped, if it is superfluous.
pub(super) fn until_good(place: &Place) -> Option<Vec<FactKind>> {
    let leaf = place.leaf().filter(|_| !place.skips.is_never())?;
    Some(match place.counts && leaf.done != Done::Passed {
        true => vec![FactKind::Done, FactKind::Passed],
        false => vec![FactKind::Done],
    })
}

/// The facts of a leaf with a single attempt that say that it was in vain: the first is true, the others are not.
pub(super) fn when_used_up(place: &Place) -> Option<Vec<FactKind>> {
    match &place.kind {
        PlaceKind::Leaf(leaf) if leaf.attempts == Some(1) && leaf.pass_mark.is_some() => match leaf.done {
            Done::Passed => Some(vec![FactKind::Failed]),
            Done::Completed => Some(vec![FactKind::Failed, FactKind::Done]),
            // Who fails has finished.
            Done::Finished => None,
        },
        _ => None,
    }
}

/// The identifier under which a leaf tells a fact. No course has an objective of that name: identifiers of authors have no dots.
pub(super) fn objective(kind: FactKind) -> String {
    format!("fact.{}", name(kind))
}

/// The identifier under which a leaf tells that so many steps of its group are enough.
pub(super) fn objective_of_enough() -> String {
    format!("fact.{ENOUGH}")
}

/// The identifier under which a place reads what it asks about another.
pub(super) fn need(route: &Route, asked: Asked) -> String {
    format!("need.{}", of_place(route, asked))
}

/// The global objective of what is asked.
pub(super) fn global(path: &str, route: &Route, asked: Asked) -> String {
    format!("{path}-{}", of_place(route, asked))
}

fn of_place(route: &Route, asked: Asked) -> String {
    match asked {
        Asked::Fact(fact) => format!("{}-{}", route.places[fact.place].id, name(fact.kind)),
        Asked::Enough(group) => format!("{}-{ENOUGH}", route.places[group].id),
    }
}

/// The global objective of a score.
pub(super) fn global_measure(path: &str, place: &Place) -> String {
    format!("{path}-{}-measure", place.id)
}

/// The identifier under which a group tells that so many of its steps are enough.
pub(super) const ENOUGH: &str = "enough";

fn name(kind: FactKind) -> String {
    match kind {
        FactKind::Attempted => "attempted".to_owned(),
        FactKind::Done => "done".to_owned(),
        FactKind::Passed => "passed".to_owned(),
        FactKind::Failed => "failed".to_owned(),
        FactKind::Score(percent) => format!("score-{percent}"),
    }
}
