//! Objectives and what they share (SM.6, SM.7).

use serde::{Deserialize, Serialize};

/// `imsss:objectives`. An activity always has a primary objective, named or not.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Objectives {
    /// The one that counts in rollup.
    pub primary: Objective,
    /// Further ones, which rules can look at.
    pub others: Vec<Objective>,
}

impl Objectives {
    /// All of them, the primary one first.
    pub fn iter(&self) -> impl Iterator<Item = &Objective> {
        std::iter::once(&self.primary).chain(&self.others)
    }

    /// The objective of this number, where 0 is the primary one.
    pub(crate) fn get(&self, number: usize) -> &Objective {
        number.checked_sub(1).and_then(|other| self.others.get(other)).unwrap_or(&self.primary)
    }

    /// The number of the objective of this name.
    pub(crate) fn number_of(&self, id: &str) -> Option<usize> {
        self.iter().position(|objective| objective.id.as_deref() == Some(id))
    }
}

/// `imsss:primaryObjective` or `imsss:objective`, with `adlseq:objective` of the same name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Objective {
    /// `objectiveID`; content finds the objective under it among its `cmi.objectives`.
    pub id: Option<String>,
    /// `minNormalizedMeasure`, −1 to 1, when a measure decides whether it is satisfied (`satisfiedByMeasure`).
    pub satisfied_by_measure: Option<f64>,
    /// Global objectives that it reads and writes (`imsss:mapInfo`).
    pub maps: Vec<ObjectiveMap>,
    /// The same for what the 4th Edition shares besides (`adlseq:mapInfo`).
    pub shared_data: Vec<SharedDataMap>,
}

impl Objective {
    /// An objective of this name.
    #[must_use]
    pub fn named(id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..Self::default() }
    }

    /// Satisfied by this measure, or not.
    #[must_use]
    pub fn satisfied_by_measure(self, least: f64) -> Self {
        Self { satisfied_by_measure: Some(least), ..self }
    }

    /// Reads status and measure of a global objective.
    #[must_use]
    pub fn reads(mut self, target: impl Into<String>) -> Self {
        self.maps.push(ObjectiveMap::new(target));
        self
    }

    /// Writes status and measure to a global objective, and reads nothing from it.
    #[must_use]
    pub fn writes(mut self, target: impl Into<String>) -> Self {
        self.maps.push(ObjectiveMap {
            read_satisfied_status: false,
            read_normalized_measure: false,
            write_satisfied_status: true,
            write_normalized_measure: true,
            ..ObjectiveMap::new(target)
        });
        self
    }
}

/// `imsss:mapInfo` (SM.7): reads and does not write, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ObjectiveMap {
    /// `targetObjectiveID`: the global objective.
    pub target: String,
    /// A status that the global objective has counts instead of its own.
    #[serde(default = "yes")]
    pub read_satisfied_status: bool,
    /// A measure that the global objective has counts instead of its own.
    #[serde(default = "yes")]
    pub read_normalized_measure: bool,
    /// Its own status goes to the global objective.
    #[serde(default)]
    pub write_satisfied_status: bool,
    /// Its own measure goes to the global objective.
    #[serde(default)]
    pub write_normalized_measure: bool,
}

fn yes() -> bool {
    true
}

impl ObjectiveMap {
    /// Reads both, writes nothing.
    #[must_use]
    pub fn new(target: impl Into<String>) -> Self {
        Self {
            target: target.into(),
            read_satisfied_status: true,
            read_normalized_measure: true,
            write_satisfied_status: false,
            write_normalized_measure: false,
        }
    }
}

/// `adlseq:mapInfo` of the 4th Edition: reads and does not write, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SharedDataMap {
    /// `targetObjectiveID`: the global objective.
    pub target: String,
    /// `readRawScore`.
    #[serde(default = "yes")]
    pub read_raw_score: bool,
    /// `readMinScore`.
    #[serde(default = "yes")]
    pub read_min_score: bool,
    /// `readMaxScore`.
    #[serde(default = "yes")]
    pub read_max_score: bool,
    /// `readCompletionStatus`.
    #[serde(default = "yes")]
    pub read_completion_status: bool,
    /// `readProgressMeasure`.
    #[serde(default = "yes")]
    pub read_progress_measure: bool,
    /// `writeRawScore`.
    #[serde(default)]
    pub write_raw_score: bool,
    /// `writeMinScore`.
    #[serde(default)]
    pub write_min_score: bool,
    /// `writeMaxScore`.
    #[serde(default)]
    pub write_max_score: bool,
    /// `writeCompletionStatus`.
    #[serde(default)]
    pub write_completion_status: bool,
    /// `writeProgressMeasure`.
    #[serde(default)]
    pub write_progress_measure: bool,
}

impl SharedDataMap {
    /// Reads everything, writes nothing.
    #[must_use]
    pub fn new(target: impl Into<String>) -> Self {
        Self {
            target: target.into(),
            read_raw_score: true,
            read_min_score: true,
            read_max_score: true,
            read_completion_status: true,
            read_progress_measure: true,
            write_raw_score: false,
            write_min_score: false,
            write_max_score: false,
            write_completion_status: false,
            write_progress_measure: false,
        }
    }
}
