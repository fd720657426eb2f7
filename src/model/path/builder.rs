use std::path::PathBuf;
use std::sync::Arc;

use super::{Group, LearningPath, Order, StepBuilder, Success};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Brand, Certificate, Course, Id, Locus, Metadata, Origin};

/// Builds a [`LearningPath`]: what is true of the whole, and its steps in their order.
///
/// ```
/// use coursewright::LearningPath;
/// use coursewright::model::path::{Order, Step};
///
/// let path = LearningPath::builder("first-week", "The first week")
///     .order(Order::Choice)
///     .choose(1)
///     .step(Step::link("tides", "The tide table", "https://example.com/tides"))
///     .step(Step::link("bridges", "When bridges open", "https://example.com/bridges"))
///     .build()?;
/// assert_eq!(path.steps.choose, Some(1));
/// # Ok::<(), coursewright::Report>(())
/// ```
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

    /// Sets the BCP 47 language of what the path itself says, such as `en-GB`. English when not set.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.path.language = language.into();
        self
    }

    /// Sets what a catalogue wants to know.
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.path.metadata = metadata;
        self
    }

    /// Sets how the pages of the path look, and those of its courses, whatever brand they have themselves.
    pub fn brand(mut self, brand: Brand) -> Self {
        self.path.brand = brand;
        self
    }

    /// Gives learners something to print once they have completed the path, and passed it if it can be passed.
    pub fn certificate(mut self, certificate: Certificate) -> Self {
        self.path.certificate = Some(certificate);
        self
    }

    /// Sets when the whole is passed.
    pub fn success(mut self, success: Success) -> Self {
        self.path.success = success;
        self
    }

    /// Sets the folder that the files are in which the path itself names: logos, and files that descriptions link to. What
    /// courses name is in the folders of the courses.
    pub fn media_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.path = self.path.with_media_folder(folder);
        self
    }

    /// Adds a file from memory, under the path by which the learning path names it.
    pub fn media_bytes(mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        self.path = self.path.with_media_bytes(path, bytes);
        self
    }

    /// Sets in which order the steps are taken. One after the other when not set.
    pub fn order(mut self, order: Order) -> Self {
        self.path.steps.order = order;
        self
    }

    /// Lets the learner choose: so many of the steps that are not optional are enough.
    pub fn choose(mut self, count: u16) -> Self {
        self.path.steps.choose = Some(count);
        self
    }

    /// Offers only so many of the steps, drawn for each learner. It needs another [order](Self::order) than the linear one.
    pub fn draw(mut self, count: u16) -> Self {
        self.path.steps.draw = Some(count);
        self
    }

    /// Puts the steps into another order for each learner. It needs another [order](Self::order) than the linear one.
    pub fn shuffle(mut self) -> Self {
        self.path.steps.shuffle = true;
        self
    }

    /// Adds a course that steps name by its identifier. Steps made with [`Step::course`](super::Step::course),
    /// [`Step::lesson`](super::Step::lesson) and [`StepBuilder::draw_from`] bring theirs with them.
    pub fn course(mut self, course: &Course) -> Self {
        add_course(&mut self.path.courses, course.clone());
        self
    }

    /// Adds a step.
    pub fn step(mut self, step: impl Into<StepBuilder>) -> Self {
        let StepBuilder { step, courses, findings, .. } = step.into();
        for course in courses {
            add_course(&mut self.path.courses, course);
        }
        self.note(findings);
        self.path.steps.steps.push(step);
        self
    }

    fn note(&mut self, findings: Vec<Diagnostic>) {
        let findings = findings.into_iter().map(|finding| (Locus::Course, finding));
        self.path.origin.noted.extend(findings);
    }

    /// Checks everything and gives the path.
    ///
    /// # Errors
    /// The [`Report`] with everything that is wrong, when one of the findings is an error. Findings that are no errors can be
    /// had from [`LearningPath::check`].
    pub fn build(self) -> Result<LearningPath, Report> {
        self.path.check().into_result(self.path)
    }
}

/// Adds a course unless it is there already. Another one with the same identifier is added too: the check tells of it.
pub(super) fn add_course(courses: &mut Vec<Course>, course: Course) {
    if !courses.contains(&course) {
        courses.push(course);
    }
}

impl LearningPath {
    /// The path with the files that it names itself in a folder: what serde reads does not know where its files are.
    #[must_use]
    pub fn with_media_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.origin.folder = Some(folder.into());
        self
    }

    /// The path with a file from memory, under the path by which it is named.
    #[must_use]
    pub fn with_media_bytes(mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        self.origin.files.insert(path.into(), bytes.into());
        self
    }
}
