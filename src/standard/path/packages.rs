//! Each step of a path as a package of its own, for an LMS that runs learning paths itself.

use std::collections::BTreeMap;
use std::path::Path;

use super::file::{PathFile, Reports, Source, StepPackageFile};
use super::steps;
use crate::diagnostic::Report;
use crate::error::Error;
use crate::model::path::{Content, LearningPath, Step};
use crate::model::{Course, Id};
use crate::package::Package;
use crate::standard::{Publisher, Standard};

/// The name of the description beside the packages.
const PATH_FILE: &str = "path.json";

/// A learning path as packages, one for each course, and the description that says how they belong together.
#[derive(Debug)]
pub struct PathPackages {
    path: PathFile,
    packages: Vec<(String, Package)>,
    findings: Report,
}

impl PathPackages {
    /// What `path.json` says.
    #[must_use]
    pub fn path(&self) -> &PathFile {
        &self.path
    }

    /// The packages, with the names of their files.
    #[must_use]
    pub fn packages(&self) -> &[(String, Package)] {
        &self.packages
    }

    /// Findings about the path and its packages that are no errors.
    #[must_use]
    pub fn findings(&self) -> &Report {
        &self.findings
    }

    /// Writes `path.json` and the packages into a folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`Error::Io`] when something cannot be written, and what [`Package::write_zip`] says.
    pub fn write_folder(&self, folder: impl AsRef<Path>) -> Result<(), Error> {
        let folder = folder.as_ref();
        std::fs::create_dir_all(folder).map_err(|error| Error::write(folder, error))?;
        for (name, package) in &self.packages {
            package.write_zip(folder.join(name))?;
        }
        // Last, so that whoever waits for it finds the packages.
        let file = folder.join(PATH_FILE);
        std::fs::write(&file, self.path.write()).map_err(|error| Error::write(&file, error))
    }
}

impl Publisher {
    /// Makes a package of each course of a learning path, beside a description of the path for an LMS that runs learning paths
    /// itself. Each package is a course like any other and knows nothing of the path.
    ///
    /// # Errors
    /// As [`Publisher::publish`], with the findings about all packages.
    pub fn publish_path_packages(
        &self,
        path: &LearningPath,
        standard: Standard,
    ) -> Result<PathPackages, Error> {
        let path = self.path_as_taken(path);
        let mut making = Making { publisher: self, standard, findings: path.check(), made: Vec::new() };
        if making.findings.has_errors() {
            return Err(Error::Findings(making.findings));
        }
        let route = path.route();
        let mut of_steps = BTreeMap::new();
        for step in path.all_steps() {
            if let Some(package) = making.package(&path, step)? {
                of_steps.insert(step.id.clone(), package);
            }
        }
        if making.findings.has_errors() {
            return Err(Error::Findings(making.findings));
        }
        let packages = |step: &Step| of_steps.get(&step.id).cloned();
        let file = Source { path: &path, route: &route, packages: &packages }.file();
        let packages = making.made.into_iter().map(|made| (made.file, made.package)).collect();
        Ok(PathPackages { path: file, packages, findings: making.findings })
    }
}

struct Making<'m> {
    publisher: &'m Publisher,
    standard: Standard,
    findings: Report,
    made: Vec<Made>,
}

struct Made {
    course: Course,
    file: String,
    package: Package,
}

impl Making<'_> {
    /// The package of a step; one that is there already when another step is the same course.
    fn package(&mut self, path: &LearningPath, step: &Step) -> Result<Option<StepPackageFile>, Error> {
        let Some(mut course) = path.course_of(step) else { return Ok(None) };
        if !self.standard.is_for(&course) {
            return Ok(None);
        }
        (course.id, course.metadata.iri) = self.identity(path, step, &course);
        let reports = Reports {
            completion: self.standard.state_limit() > 0,
            success: self.standard.state_limit() > 0 && path.pass_mark_of(step).is_some(),
            score: self.standard.state_limit() > 0 && path.is_scored(step),
        };
        let (standard, identifier) = (self.standard, course.id.clone());
        let described = |file: &str| StepPackageFile {
            file: file.to_owned(),
            standard: standard.name().to_owned(),
            identifier: identifier.clone(),
            reports,
        };
        if let Some(made) = self.made.iter().find(|made| made.course == course) {
            return Ok(Some(described(&made.file)));
        }
        let file = format!("{}-{}.{}", course.id, self.standard, self.standard.extension());
        match self.publisher.publish(&course, self.standard) {
            Ok(package) => {
                self.add_findings(step, package.findings());
                let described = described(&file);
                self.made.push(Made { course, file, package });
                Ok(Some(described))
            }
            Err(Error::Findings(found)) => {
                self.add_findings(step, &found);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Identifier and IRI of a package. A course that the step takes as it is keeps its own, so that an LMS recognises it in
    /// whatever path it is; anything else is named after path and step.
    fn identity(&self, path: &LearningPath, step: &Step, course: &Course) -> (Id, Option<String>) {
        if let Content::Course { course: id } = &step.content
            && let Some(own) = path.course(id)
            && own.mastery_score == course.mastery_score
        {
            return (own.id.clone(), own.metadata.iri.clone());
        }
        let both = format!("{}-{}", path.id, step.id);
        let id = if both.len() <= Id::MAX_LENGTH { both } else { step.id.to_string() };
        (Id::from(id), course.metadata.iri.clone())
    }

    fn add_findings(&mut self, step: &Step, found: &Report) {
        steps::add_findings(&mut self.findings, step.id.as_str(), found.iter().cloned());
    }
}
