//! IMS Common Cartridge 1.1, 1.2 and 1.3: courses that teachers import and go on working with.
//!
//! Importers make the LMS's own pages, quizzes, forums and links of a cartridge. A lesson is a page of type `webcontent`, with
//! what all pages share in a resource that they depend on; addresses in pages are relative, since Moodle and Canvas follow
//! them from the page's own folder. The questions of a lesson are an assessment beside it. There is no question bank: Moodle
//! puts the questions of quizzes into one itself, and Canvas would show every question twice. No schemas are packed, as no
//! resource would list them; validators have their own.

mod addresses;
mod check;
mod describe;
mod limits;
mod manifest;
pub mod qti;
mod questions;
mod record;
pub(crate) mod rules;
#[cfg(test)]
mod tests;
mod text;
mod topic;
mod version;
mod web_link;
mod weights;

pub use manifest::{IntendedUse, Item, Manifest, Organization, Resource, ResourceKind};
pub use text::{Text, TextFormat};
pub use topic::Topic;
pub use web_link::WebLink;

use super::contents::Contents;
use super::imscp::MANIFEST;
use super::limits::Limits;
use super::{CartridgeVersion, Delivery, Takes};
use crate::diagnostic::Diagnostic;

/// Common Cartridge, in one version.
pub(super) struct Cartridge(CartridgeVersion);

pub(super) static V1_1: Cartridge = Cartridge(CartridgeVersion::V1_1);
pub(super) static V1_2: Cartridge = Cartridge(CartridgeVersion::V1_2);
pub(super) static V1_3: Cartridge = Cartridge(CartridgeVersion::V1_3);

impl Delivery for Cartridge {
    fn name(&self) -> &'static str {
        match self.0 {
            CartridgeVersion::V1_1 => "cc11",
            CartridgeVersion::V1_2 => "cc12",
            CartridgeVersion::V1_3 => "cc13",
        }
    }

    fn title(&self) -> &'static str {
        match self.0 {
            CartridgeVersion::V1_1 => "Common Cartridge 1.1",
            CartridgeVersion::V1_2 => "Common Cartridge 1.2",
            CartridgeVersion::V1_3 => "Common Cartridge 1.3",
        }
    }

    fn limits(&self) -> &'static Limits {
        &limits::LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Pages
    }

    fn extension(&self) -> &'static str {
        "imscc"
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[MANIFEST]
    }

    #[cfg(feature = "markdown")]
    fn refuses(&self, question: &crate::model::Question) -> Option<Diagnostic> {
        check::refusal(question)
    }

    fn check(&self, contents: &Contents) -> Vec<Diagnostic> {
        check::check(contents)
    }

    fn describe(&self, contents: &Contents) -> Vec<(String, String)> {
        describe::describe(contents, self.0)
    }
}
