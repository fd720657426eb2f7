//! cmi5: xAPI with rules for launching, for sessions and for packages (AICC and ADL, Quartz 1st Edition, June 2016).

mod check;
mod describe;
mod limits;
pub(crate) mod rules;
mod structure;
#[cfg(test)]
mod tests;

pub use super::lang_string::LangString;
pub use structure::{Au, Block, Course, CourseStructure, LaunchMethod, MoveOn, Objective, Part};

use super::contents::Contents;
use super::limits::Limits;
use super::{Delivery, Takes};
use crate::diagnostic::Diagnostic;
use crate::player::Adapter;
pub(super) use check::{derived_iri, taken_parameters};
pub(super) use limits::LIMITS;
use structure::COURSE_STRUCTURE;

/// cmi5, Quartz 1st Edition.
pub(super) struct Cmi5;

impl Delivery for Cmi5 {
    fn name(&self) -> &'static str {
        "cmi5"
    }

    fn title(&self) -> &'static str {
        "cmi5"
    }

    fn limits(&self) -> &'static Limits {
        &LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Player(Adapter::Cmi5)
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[COURSE_STRUCTURE]
    }

    fn check(&self, contents: &Contents) -> Vec<Diagnostic> {
        check::check(contents)
    }

    fn describe(&self, contents: &Contents) -> Vec<(String, String)> {
        vec![(COURSE_STRUCTURE.to_owned(), describe::structure(contents).write())]
    }
}
