//! IMS QTI: questions for testing systems.
//!
//! A package holds one [item](AssessmentItem) for each question, a [test](AssessmentTest) with one section for each lesson that
//! has questions, and a [manifest](Manifest). The types are the same for both versions; [`QtiVersion`] says how they are spelt.

mod content;
mod export;
mod fit;
mod html;
mod interaction;
mod item;
mod losses;
mod manifest;
mod names;
mod processing;
mod questions;
mod read;
pub(crate) mod rules;
mod test;
#[cfg(test)]
mod tests;
mod variables;

pub use content::{Node, Tag};
pub use interaction::{
    Choice, Interaction, ItemPicture, NumberRange, Overall, Place, Scoring, StepChoice, TextFeedback,
};
pub use item::AssessmentItem;
pub use manifest::{Manifest, Resource, ResourceKind};
pub use test::{AssessmentTest, ItemRef, PassMark, Section, TestPart};

use export::Export;

use super::contents::Contents;
use super::imscp::MANIFEST;
use super::limits::{Bound, Limits, RunTime};
use super::{Delivery, QtiVersion, Takes};
use crate::diagnostic::Diagnostic;

/// QTI sets no lengths, and nothing of a package runs, so it keeps and reports nothing.
static LIMITS: Limits = Limits {
    title: Bound::NONE,
    parameters: Bound::NONE,
    launch_data: Bound::NONE,
    state: 0,
    href: Bound::NONE,
    run_time: RunTime {
        location: 0,
        identifier: 0,
        description: 0,
        text: 0,
        long_text: 0,
        gaps: 0,
        ranges: 0,
        comment: 0,
        patterns: 0,
        records: 0,
        objectives: 0,
        decimals: 0,
        interactions: &[],
    },
};

/// A version of QTI as a standard of delivery.
pub(super) struct Qti(QtiVersion);

pub(super) static V2_1: Qti = Qti(QtiVersion::V2_1);
pub(super) static V3_0: Qti = Qti(QtiVersion::V3_0);

impl Delivery for Qti {
    fn name(&self) -> &'static str {
        match self.0 {
            QtiVersion::V2_1 => "qti21",
            QtiVersion::V3_0 => "qti30",
        }
    }

    fn title(&self) -> &'static str {
        match self.0 {
            QtiVersion::V2_1 => "QTI 2.1",
            QtiVersion::V3_0 => "QTI 3.0",
        }
    }

    fn limits(&self) -> &'static Limits {
        &LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Questions
    }

    /// The names of items and tests come from authors, but lie in folders where no other file of such a package is.
    fn own_names(&self) -> &'static [&'static str] {
        &[MANIFEST]
    }

    fn check(&self, contents: &Contents) -> Vec<Diagnostic> {
        Export::new(contents, self.0).findings
    }

    fn describe(&self, contents: &Contents) -> Vec<(String, String)> {
        Export::new(contents, self.0).write(self.0)
    }
}
