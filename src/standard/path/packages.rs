//! Each step of a path as a package of its own, for an LMS that runs learning paths itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::file::{PathFile, Reports, Source, StepPackageFile};
use super::steps::{self, shortened};
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
        let mut making = Making {
            publisher: self,
            standard,
            findings: path.check(),
            made: Vec::new(),
            taken: path.courses.iter().map(|course| course.id.clone()).collect(),
        };
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
    /// Identifiers of packages, and of the courses that may still become one.
    taken: BTreeSet<Id>,
}

/// A course that a step takes, as it goes into its package but for the identifier.
#[derive(Clone, PartialEq)]
struct Taken {
    course: Course,
    /// Whether it is a course of the path as it is, which keeps its identifier.
    is_itself: bool,
}

struct Made {
    taken: Taken,
    identifier: Id,
    file: String,
    package: Package,
}

impl Making<'_> {
    /// The package of a step; one that is there already when another step is the same course.
    fn package(&mut self, path: &LearningPath, step: &Step) -> Result<Option<StepPackageFile>, Error> {
        let Some(taken) = taken(path, step).filter(|taken| self.standard.is_for(&taken.course)) else {
            return Ok(None);
        };
        let standard = self.standard;
        let reports = Reports {
            completion: standard.state_limit() > 0,
            success: standard.state_limit() > 0 && path.pass_mark_of(step).is_some(),
            score: standard.state_limit() > 0 && path.is_scored(step),
        };
        let described = |file: &str, identifier: &Id| StepPackageFile {
            file: file.to_owned(),
            standard: standard.name().to_owned(),
            identifier: identifier.clone(),
            reports,
        };
        if let Some(made) = self.made.iter().find(|made| made.taken == taken) {
            return Ok(Some(described(&made.file, &made.identifier)));
        }
        let identifier = match taken.is_itself {
            true => taken.course.id.clone(),
            false => self.free(&taken.course.id),
        };
        let course = Course { id: identifier.clone(), ..taken.course.clone() };
        match self.publisher.publish(&course, standard) {
            Ok(package) => {
                self.add_findings(path, step, package.findings());
                let file = format!("{identifier}-{standard}.{}", standard.extension());
                let described = described(&file, &identifier);
                self.made.push(Made { taken, identifier, file, package });
                Ok(Some(described))
            }
            Err(Error::Findings(found)) => {
                self.add_findings(path, step, &found);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// An identifier that no other package has; the names of the files follow it. Legal identifiers have no capitals, so no two of
    /// them are one file where case does not count.
    fn free(&mut self, wanted: &Id) -> Id {
        let numbered = (2_u32..).map(|number| shortened(&format!("{wanted}-{number}")));
        let mut all = std::iter::once(wanted.clone()).chain(numbered);
        let free = all.find(|id| !self.taken.contains(id)).unwrap_or_else(|| wanted.clone());
        self.taken.insert(free.clone());
        free
    }

    fn add_findings(&mut self, path: &LearningPath, step: &Step, found: &Report) {
        steps::add_findings(&mut self.findings, (path, step.id.as_str()), found.iter().cloned());
    }
}

/// The course of a step. One that the step takes as it is keeps its identifier, its IRI and its title, so that an LMS recognises it
/// in whatever path it is, and as one, whatever the steps are called; anything else is named after path and step.
fn taken(path: &LearningPath, step: &Step) -> Option<Taken> {
    let mut course = path.course_of(step)?;
    let own = match &step.content {
        Content::Course { course: id } => path.course(id),
        _ => None,
    };
    let own = own.filter(|own| own.mastery_score == course.mastery_score);
    match own {
        Some(own) => {
            course.id = own.id.clone();
            course.metadata.iri.clone_from(&own.metadata.iri);
            course.title.clone_from(&own.title);
        }
        None => course.id = shortened(&format!("{}-{}", path.id, step.id)),
    }
    Some(Taken { course, is_itself: own.is_some() })
}
