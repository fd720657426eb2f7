//! SCORM 1.2 (ADL, October 2001).

mod limits;
mod manifest;

pub use manifest::{Item, ItemData, Manifest, Organization};

use super::builder::ItemKind;
use super::contents::Contents;
use super::imscp::{MANIFEST, TimeLimitAction};
use super::limits::Limits;
use super::lom::{Dialect, Lom};
use super::{Delivery, Takes, builder, rules};
use crate::diagnostic::Diagnostic;
use crate::player::Adapter;

pub(super) struct Scorm12;

impl Delivery for Scorm12 {
    fn name(&self) -> &'static str {
        "scorm12"
    }

    fn title(&self) -> &'static str {
        "SCORM 1.2"
    }

    fn limits(&self) -> &'static Limits {
        &limits::LIMITS
    }

    fn schemas(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("adlcp_rootv1p2.xsd", include_str!("../../../schemas/scorm12/adlcp_rootv1p2.xsd")),
            ("ims_xml.xsd", include_str!("../../../schemas/scorm12/ims_xml.xsd")),
            ("imscp_rootv1p1p2.xsd", include_str!("../../../schemas/scorm12/imscp_rootv1p1p2.xsd")),
            ("imsmd_rootv1p2p1.xsd", include_str!("../../../schemas/scorm12/imsmd_rootv1p2p1.xsd")),
        ]
    }

    fn takes(&self) -> Takes {
        Takes::Player(Adapter::Scorm12)
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[MANIFEST]
    }

    fn check(&self, contents: &Contents) -> Vec<Diagnostic> {
        let mut findings = contents.check_only_pages(self.title());
        // All of the progress is what `completed` means anyway.
        let has_threshold =
            |item: &&builder::Item| item.completion_threshold.is_some_and(|share| share < 1.0);
        findings.extend(contents.all_items().into_iter().filter(has_threshold).map(|item| {
            let message = "SCORM 1.2 has no completion threshold";
            Diagnostic::new(&rules::NO_THRESHOLD, message).subject(format!("item `{}`", item.id))
        }));
        findings
    }

    fn describe(&self, contents: &Contents) -> Vec<(String, String)> {
        // By this name a record claims to have all that ADL's profile demands, and checkers hold it to that.
        let schemas = |record: &Lom| -> &'static [&'static str] {
            if record.is_complete(Dialect::Imsmd) { &["ADL SCORM 1.2"] } else { &[] }
        };
        let manifest = contents.manifest("1.2", schemas, (), item_data);
        vec![(MANIFEST.to_owned(), manifest.write())]
    }
}

fn item_data(item: &builder::Item) -> ItemData {
    if item.kind != ItemKind::Sco {
        let prerequisites = item.in_path.prerequisites.clone();
        return ItemData { prerequisites, ..ItemData::default() };
    }
    ItemData {
        data_from_lms: item.launch_data.clone(),
        // The LMS overrides the one status word by comparing the score with this at LMSFinish (RTE 1.2 §3.4.4).
        mastery_score: item.mastery_score.filter(|_| item.mastery_is_completion),
        max_time_allowed: item.in_path.time_limit.map(time),
        time_limit_action: item.in_path.time_limit.map(|_| TimeLimitAction::ExitNoMessage),
        prerequisites: item.in_path.prerequisites.clone(),
    }
}

/// `HHHH:MM:SS` of minutes (RTE 1.2, CMITimespan).
fn time(minutes: u16) -> String {
    format!("{:04}:{:02}:00", minutes / 60, minutes % 60)
}
