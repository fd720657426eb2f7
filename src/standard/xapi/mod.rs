//! xAPI packages: content that makes statements, described by `tincan.xml` (Rustici Software, 2012).

mod check;
mod describe;
pub(crate) mod rules;
#[cfg(test)]
mod tests;
mod tincan;

pub use super::lang_string::LangString;
pub use tincan::{Activity, Component, Extension, Interaction, InteractionType, TinCan};

use super::contents::Contents;
use super::limits::Limits;
use super::{Delivery, Takes, cmi5};
use crate::diagnostic::Diagnostic;
use crate::player::Adapter;
use tincan::TINCAN;

/// xAPI 1.0 with `tincan.xml`.
pub(super) struct Xapi;

impl Delivery for Xapi {
    fn name(&self) -> &'static str {
        "xapi"
    }

    fn title(&self) -> &'static str {
        "xAPI (Tin Can)"
    }

    /// Statements and documents are those of cmi5, and nothing bounds `tincan.xml` either.
    fn limits(&self) -> &'static Limits {
        &cmi5::LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Player(Adapter::Xapi)
    }

    #[cfg(feature = "markdown")]
    fn is_one_whole(&self) -> bool {
        true
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[TINCAN]
    }

    fn check(&self, contents: &Contents) -> Vec<Diagnostic> {
        check::check(contents)
    }

    fn describe(&self, contents: &Contents) -> Vec<(String, String)> {
        vec![(TINCAN.to_owned(), describe::description(contents).write())]
    }
}
