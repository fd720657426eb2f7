use serde::{Deserialize, Serialize};

use super::Block;
use crate::model::Id;
use crate::model::question::{ResponseForm, letter};

/// Situations in which learners decide, see what comes of it, and reach an ending.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scenario {
    /// Unique among the questions and blocks of the course that keep something.
    pub id: Id,
    /// Its share of the score, when an ending has a score.
    #[serde(default = "one")]
    pub weight: f64,
    /// Objectives that it measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<Id>,
    /// The first one begins. At most 35.
    pub scenes: Vec<Scene>,
}

fn one() -> f64 {
    1.0
}

impl Scenario {
    /// Whether an ending has a score.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.scenes.iter().any(|scene| scene.score.is_some())
    }

    /// What is kept: in each scene the choice that was made last, and as a stem of its own the scene where the learner is.
    pub(crate) fn form(&self) -> ResponseForm {
        let ids = |count: usize| (0..count).map(letter).collect::<Vec<_>>();
        // The stem of the present scene goes first; a scene's own stem is the next letter but one.
        let stems = ids(self.scenes.len() + 1);
        let mut targets = vec![ids(self.scenes.len())];
        targets.extend(self.scenes.iter().map(|scene| ids(scene.choices.len())));
        ResponseForm::Pairs { stems, targets }
    }
}

/// A situation of a [`Scenario`]; without choices it is an ending.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scene {
    /// Unique in the scenario.
    pub id: Id,
    /// Markdown.
    pub title: String,
    /// Content blocks.
    pub blocks: Vec<Block>,
    /// What can be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<SceneChoice>,
    /// Endings only: percent of the scenario's weight, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// A choice in a [`Scene`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SceneChoice {
    /// Markdown.
    pub text: String,
    /// The scene that it leads to.
    pub to: Id,
    /// Markdown shown on the way there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequence: Option<String>,
}
