use serde::Serialize;

use crate::model::Id;
use crate::model::path::{Done, Order, Success};

/// A path made plain: places in a tree, each group before what is in it. The first place is the whole.
///
/// Only [`LearningPath::route`](crate::model::path::LearningPath::route) makes one, and nobody can change it: so each number of a
/// place that stands in it is that of a place, parents stand before their children, and facts are about leaves.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Route {
    pub(crate) places: Vec<Place>,
    pub(crate) success: Success,
    /// The places that ask for more than could be worked out, and where the author wrote that.
    #[serde(skip)]
    pub(super) tangled: Vec<(usize, Option<crate::diagnostic::Place>)>,
    /// The places whose own requirement (`after`) holds from the beginning on.
    #[serde(skip)]
    pub(super) idle: Vec<usize>,
}

/// A step, a try at a step, or a group of such.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Place {
    /// Unique in the route: the step's identifier; for the second and later tries, and for remedial steps of later rounds, with a
    /// number behind it (`trust-2`), which collides with no other.
    pub id: Id,
    /// The step that the author wrote. Several places may be tries at one step.
    pub step: Id,
    /// What learners see it called.
    pub title: String,
    /// The group around it; `None` for the whole.
    pub parent: Option<usize>,
    /// What is in it, in the author's order; empty for a leaf.
    pub children: Vec<usize>,
    /// When it opens, by the order of its group and by what it asks for itself. The groups around it have to be open too: see
    /// [`Learner::is_open`](super::Learner::is_open).
    pub opens: Expression,
    /// When it is superfluous: by what it says itself, because enough others of its group are done, or because all that its own
    /// group asks for is superfluous. What was done, and passed if it can be, nevertheless counts as done and not as skipped.
    pub skips: Expression,
    /// When it is done or superfluous, for the order of its group and for requirements. Of a group that draws, so many are behind
    /// as are drawn.
    pub behind: Expression,
    /// Completion of the group around it asks for it: it is not optional, and a group has something in it that is not.
    pub required: bool,
    /// Success of the group around it asks for it: there is something to pass in it, and it is required.
    pub counts: bool,
    /// Its share of the score of what is around it, 0 to 1; 0 where there is nothing to score.
    pub weight: f64,
    /// What kind of place it is.
    pub kind: PlaceKind,
}

/// What kind of place it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum PlaceKind {
    /// Something that a learner takes.
    Leaf(Leaf),
    /// Several places.
    Group {
        /// In which order they are taken; the expressions say it already, but for where "next" leads.
        order: Order,
        /// So many children of those that are required are enough.
        choose: Option<u16>,
        /// So many children are offered, drawn for each learner.
        draw: Option<u16>,
        /// Whether they stand in another order for each learner.
        shuffle: bool,
        /// Whether what is required in it are tries at one step, the first of which to be done is enough. Its score is that of the
        /// last try that has one.
        tries: bool,
    },
}

/// Something that a learner takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Leaf {
    /// When it is done.
    pub done: Done,
    /// Percent that passes; `None` when there is nothing to pass.
    pub pass_mark: Option<f64>,
    /// How often it may be begun; any number of times when absent.
    pub attempts: Option<u16>,
    /// Minutes for one attempt.
    pub time_limit: Option<u16>,
    /// Days after the learner began the path.
    pub due: Option<u16>,
    /// Percents that requirements ask for, ascending.
    pub thresholds: Vec<f64>,
}

/// What has to be true. Without "not", so that nothing that was true becomes false.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Expression {
    /// A fact about a leaf.
    Is(Fact),
    /// All of them; true when there is none.
    All(Vec<Self>),
    /// One of them; false when there is none.
    Any(Vec<Self>),
    /// So many of them.
    AtLeast {
        /// How many.
        count: u16,
        /// Of which.
        of: Vec<Self>,
    },
}

/// Something that a learner has reached at a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// Index of the leaf among the places.
    pub place: usize,
    /// What.
    #[serde(flatten)]
    pub kind: FactKind,
}

/// What can be reached at a leaf. Once true it stays true.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "fact", content = "percent", rename_all = "camelCase")]
#[non_exhaustive]
pub enum FactKind {
    /// It was begun.
    Attempted,
    /// It is done.
    Done,
    /// It was passed.
    Passed,
    /// An attempt ended without passing.
    Failed,
    /// An attempt scored so many percent.
    Score(f64),
}

impl Route {
    /// The places, in the order in which "next" leads through them.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// When the whole is passed.
    #[must_use]
    pub fn success(&self) -> Success {
        self.success
    }

    /// The place of this identifier.
    #[must_use]
    pub fn position(&self, id: &Id) -> Option<usize> {
        self.places.iter().position(|place| place.id == *id)
    }

    /// The leaves, in order, each with its index among the places.
    pub fn leaves(&self) -> impl Iterator<Item = (usize, &Leaf)> {
        self.places.iter().enumerate().filter_map(|(place, it)| Some((place, it.leaf()?)))
    }
}

impl Place {
    /// What a learner takes here, unless it is a group.
    #[must_use]
    pub fn leaf(&self) -> Option<&Leaf> {
        match &self.kind {
            PlaceKind::Leaf(leaf) => Some(leaf),
            PlaceKind::Group { .. } => None,
        }
    }
}
