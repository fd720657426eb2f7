//! Learning paths to packages.
//!
//! A path becomes one SCO whose own page steers the learner through the steps, which works in every LMS; or each step becomes a
//! SCO of its own, and the LMS steers by what the standard has words for: the sequencing of SCORM 2004, prerequisites in
//! SCORM 1.2 and AICC, blocks in cmi5. Either way the course of each step lies in a folder of its own, `steps/<step>/`.

pub mod file;
mod losses;
mod packages;
mod pages;
pub(crate) mod rules;
mod scos;
mod steps;
#[cfg(test)]
mod tests;
mod whole;

pub use file::PathFile;
pub use packages::PathPackages;

use std::borrow::Cow;

use steps::StepCourse;

use super::{Layout, Publisher, Standard, Takes, fit};
use crate::diagnostic::{Diagnostic, Report};
use crate::error::Error;
use crate::model::HtmlTrust;
use crate::model::path::LearningPath;
use crate::package::Package;
use crate::player::{self, Adapter};
use crate::render::{Rendered, SCRIPT};
use crate::standard::builder::PackageBuilder;
use crate::steering::Route;

/// A path on its way to a package.
struct Job<'j> {
    publisher: &'j Publisher,
    path: &'j LearningPath,
    route: &'j Route,
    standard: Standard,
    steps: Vec<StepCourse>,
    report: Report,
}

impl LearningPath {
    /// Publishes the path with its own brand as one SCO. [`Publisher::publish_path`] has the other ways.
    ///
    /// # Errors
    /// As [`Publisher::publish_path`].
    pub fn publish(&self, standard: Standard) -> Result<Package, Error> {
        Publisher::new().publish_path(self, standard)
    }
}

impl Publisher {
    /// Makes the package of a learning path. With [`Layout::SingleSco`] the path's own page steers, in every LMS; with
    /// [`Layout::ScoPerLesson`] each step is a SCO, and the LMS steers as far as the standard has words for it and the LMS follows
    /// them. Findings that are no errors are in [`Package::findings`].
    ///
    /// # Errors
    /// As [`Publisher::publish`].
    pub fn publish_path(&self, path: &LearningPath, standard: Standard) -> Result<Package, Error> {
        let path = self.path_as_taken(path);
        let mut report = path.check();
        report.extend(self.inspectors.iter().flat_map(|inspector| inspector.standard(standard)));
        let (layout, why) = self.layout_for_path(standard);
        report.extend(why);
        if report.has_errors() {
            return Err(Error::Findings(report));
        }
        let route = path.route();
        report.extend(route.check());
        if report.has_errors() {
            return Err(Error::Findings(report));
        }
        let steps = steps::courses(&path, &route);
        let mut job = Job { publisher: self, path: &path, route: &route, standard, steps, report };
        let builder = match (standard.delivery().takes(), layout) {
            (Takes::Player(adapter), Layout::ScoPerLesson) => job.scos(adapter)?,
            (Takes::Player(adapter), Layout::SingleSco) => job.whole(adapter)?,
            (Takes::Pages | Takes::Questions, _) => job.pages()?,
        };
        let builder = self.inspectors.iter().cloned().fold(builder, PackageBuilder::inspector);
        let (package, notes) = builder.build_with(job.report)?;
        // Steps are folders of their own, whose files are called alike.
        let mut report = Report::default();
        report.extend(notes.into_iter().filter(|finding| finding.code() != "CW414"));
        Ok(package.with_findings(report))
    }

    /// The path as this publisher takes it.
    pub(super) fn path_as_taken<'p>(&self, path: &'p LearningPath) -> Cow<'p, LearningPath> {
        let mut taken = Cow::Borrowed(path);
        if let Some(brand) = &self.brand {
            let path = taken.to_mut();
            path.brand = brand.clone();
            path.courses.iter_mut().for_each(|course| course.brand = brand.clone());
        }
        if self.untrusted {
            for course in &mut taken.to_mut().courses {
                course.html = HtmlTrust::Sanitised;
                course.theme = None;
            }
        }
        taken
    }
}

impl Job<'_> {
    /// A package that is called as the path.
    fn builder(&self) -> PackageBuilder {
        let path = self.path;
        let mut builder = Package::builder(self.standard)
            .identifier(path.id.as_str())
            .title(&path.title)
            .language(&path.language)
            .metadata(path.metadata.clone());
        if let Some(folder) = &self.publisher.schemas {
            builder = builder.schemas(folder);
        }
        builder
    }

    /// Puts the files of a step's course into its folder, with the script that talks to what is around it.
    fn with_files(
        &self,
        builder: PackageBuilder,
        folder: &str,
        rendered: &mut Rendered,
        adapter: Adapter,
    ) -> PackageBuilder {
        let limits = self.standard.delivery().limits().for_player();
        let script = player::course_script(adapter, &limits, &rendered.families);
        let builder = builder.file(format!("{folder}{SCRIPT}"), script.into_bytes());
        steps::with_files(builder, folder, rendered)
    }

    /// Adds findings about a step, each once: several steps may be made of one course.
    fn find_in(&mut self, step: &str, found: impl IntoIterator<Item = Diagnostic>) {
        steps::add_findings(&mut self.report, step, found);
    }

    /// What a standard keeps too little of for a step that is a SCO of its own.
    fn check_fit(&mut self) {
        for index in 0..self.steps.len() {
            let (course, id) = (&self.steps[index].course, self.steps[index].id.to_string());
            let found = fit::check(course, self.standard, Layout::SingleSco);
            self.find_in(&id, found);
        }
    }
}
