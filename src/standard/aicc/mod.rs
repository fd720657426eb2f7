//! AICC: CMI001 4.0 (AICC, August 2004), with HACP between unit and LMS.

mod binding;
mod course_files;
mod description;
mod limits;
pub(crate) mod rules;
mod structure;
mod table;
#[cfg(test)]
mod tests;
mod text;

pub use course_files::{
    AssignableUnit, Block, CourseDescription, CourseFiles, Descriptor, ObjectiveRelation, Prerequisite,
};

use super::contents::Contents;
use super::limits::Limits;
use super::{Delivery, Takes};
use crate::diagnostic::Diagnostic;
use crate::player::Adapter;

/// What is wrong in a course file, and on which line.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    line: usize,
    message: String,
}

impl Fault {
    fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// AICC CMI001 with HACP.
pub(super) struct Aicc;

impl Delivery for Aicc {
    fn name(&self) -> &'static str {
        "aicc"
    }

    fn title(&self) -> &'static str {
        "AICC"
    }

    fn limits(&self) -> &'static Limits {
        &limits::LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Player(Adapter::Aicc)
    }

    /// None is fixed: course files are called after the course, so that several courses can lie in one folder.
    fn own_names(&self) -> &'static [&'static str] {
        &[]
    }

    fn check(&self, contents: &Contents) -> Vec<Diagnostic> {
        structure::check(contents)
    }

    fn describe(&self, contents: &Contents) -> Vec<(String, String)> {
        structure::course_files(contents).write(&structure::base_name(&contents.identifier))
    }
}
