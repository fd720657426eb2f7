use super::{Group, LearningPath, Order, Step, Success};
use crate::diagnostic::Report;
use crate::model::{Brand, Id, Metadata, Origin};

/// Builds a [`LearningPath`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until build() is called"]
pub struct PathBuilder {
    path: LearningPath,
}

impl PathBuilder {
    pub(super) fn new(id: Id, title: String) -> Self {
        Self {
            path: LearningPath {
                id,
                title,
                language: "en".to_owned(),
                metadata: Metadata::default(),
                brand: Brand::default(),
                success: Success::default(),
                certificate: None,
                courses: Vec::new(),
                steps: Group::default(),
                origin: Origin::default(),
            },
        }
    }

    /// Sets in which order the steps are taken.
    pub fn order(mut self, order: Order) -> Self {
        self.path.steps.order = order;
        self
    }

    /// Adds a step.
    pub fn step(mut self, step: impl Into<Step>) -> Self {
        self.path.steps.steps.push(step.into());
        self
    }

    /// Makes the path.
    ///
    /// # Errors
    /// The [`Report`] with everything that is wrong, when one of the findings is an error.
    pub fn build(self) -> Result<LearningPath, Report> {
        self.path.check().into_result(self.path)
    }
}
