//! AICC: CMI001 4.0 (AICC, August 2004), with HACP between unit and LMS.
//!
//! [`CourseFiles`] are what an LMS reads of a course; packages are of level 1, in the forms that the importers of Moodle, ILIAS,
//! Chamilo and Skillport are known to need. The texts are in UTF-8: the format has no place to say so, and a finding tells of
//! LMSs that read something else.
//!
//! The player finds the LMS by the parameters `aicc_sid` and `aicc_url` of its launch. Where `aicc_url` is on another origin
//! than the course, that LMS has to let pages of the course's origin read its answers (`Access-Control-Allow-Origin`), and a
//! `Content-Security-Policy` of the course's own server has to let its pages connect there; otherwise the player says that
//! nothing is saved. It needs no cookies.

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
