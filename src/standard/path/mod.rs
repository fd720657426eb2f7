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

use super::{Layout, PublishProgress, Publisher, Standard, Takes, fit};
use crate::diagnostic::{Diagnostic, Report};
use crate::error::Error;
use crate::model::path::LearningPath;
use crate::package::Package;
use crate::player::{self, Adapter};
use crate::render::{Form, Rendered, SCRIPT, StepOf};
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
        let (package, notes) = builder.build_with(job.report).map_err(|error| match error {
            Error::Findings(report) => Error::Findings(steps::at_their_steps(report, &path, &route)),
            error => error,
        })?;
        let notes = steps::at_their_steps(without_shared_names(notes), &path, &route);
        Ok(package.with_findings(notes))
    }

    /// The path as this publisher takes it.
    pub(super) fn path_as_taken<'p>(&self, path: &'p LearningPath) -> Cow<'p, LearningPath> {
        let mut taken = Cow::Borrowed(path);
        if let Some(brand) = &self.brand {
            taken.to_mut().brand = brand.clone();
        }
        for number in 0..path.courses.len() {
            if let Cow::Owned(course) = self.taken(&path.courses[number]) {
                taken.to_mut().courses[number] = course;
            }
        }
        taken
    }
}

/// Steps are folders of their own, whose files are called alike: in a path no author can rename them. An LMS that confuses files of one
/// name, however, can show a learner the wrong step, and takes courses one by one; that is told once.
fn without_shared_names(notes: Report) -> Report {
    let mut report = Report::default();
    let mut is_told = false;
    for mut finding in notes {
        match finding.code() {
            "CW414" => continue,
            "CW606" if is_told => continue,
            "CW606" => {
                is_told = true;
                finding = finding.subject("path").help("publish its courses one by one (`--as packages`)");
            }
            _ => {}
        }
        report.push(finding);
    }
    report
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

    /// Puts the course of every step into its folder, and the objectives of all of them into the package; gives what else was
    /// rendered of each. The script in their pages, if there is one, talks by the adapter; `about` is what they know of the path.
    fn with_steps(
        &mut self,
        mut builder: PackageBuilder,
        (form, adapter): (Form, Option<Adapter>),
        about: impl Fn(&Self, &StepCourse) -> Vec<StepOf>,
    ) -> Result<(PackageBuilder, Vec<Rendered>), Error> {
        let publisher = self.publisher;
        let limits = self.standard.delivery().limits().for_player();
        let total = self.steps.iter().map(|step| step.course.lessons().len()).sum();
        let (mut done, mut all) = (0, Vec::new());
        for index in 0..self.steps.len() {
            let step = &self.steps[index];
            let mut told = |lessons, _| publisher.tell(PublishProgress { done: done + lessons, total });
            let how = (form, step.folder.as_str());
            let about = about(self, step);
            let mut rendered = publisher.render_as(&step.course, self.standard, how, about, &mut told)?;
            done += step.course.lessons().len();
            if let Some(adapter) = adapter {
                let script = player::course_script(adapter, &limits, &rendered.families);
                builder = builder.file(format!("{}{SCRIPT}", step.folder), script.into_bytes());
            }
            let (id, mut found) = (step.id.to_string(), std::mem::take(&mut rendered.report));
            found.extend(publisher.check_active_files(&rendered));
            builder = steps::with_files(builder, &step.folder, &mut rendered);
            self.find_in(&id, found);
            all.push(rendered);
        }
        let objectives = steps::objectives(&self.steps).into_iter();
        Ok((objectives.fold(builder, |builder, (id, title)| builder.objective(id, title)), all))
    }

    /// Adds findings about a step, each once: several steps may be made of one course.
    fn find_in(&mut self, step: &str, found: impl IntoIterator<Item = Diagnostic>) {
        steps::add_findings(&mut self.report, (self.path, step), found);
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
