//! SCORM 2004.

mod limits;
mod manifest;
mod sequencing;

pub use manifest::{
    CompletionThreshold, Item, ItemData, LmsControl, Manifest, Organization, OrganizationData,
};
pub use sequencing::{ControlMode, DeliveryControls, Objective, Objectives, Sequencing};

use super::builder::ItemKind;
use super::contents::Contents;
use super::imscp::MANIFEST;
use super::limits::Limits;
use super::{Delivery, Takes, builder};
use crate::diagnostic::Diagnostic;
use crate::player::Adapter;

/// SCORM 2004 4th Edition (ADL, August 2009).
pub(super) struct FourthEdition;

impl Delivery for FourthEdition {
    fn name(&self) -> &'static str {
        "scorm2004-4th"
    }

    fn title(&self) -> &'static str {
        "SCORM 2004 4th Edition"
    }

    fn limits(&self) -> &'static Limits {
        &limits::LIMITS
    }

    fn schemas(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("adlcp_v1p3.xsd", include_str!("../../../schemas/scorm2004-4th/adlcp_v1p3.xsd")),
            ("adlnav_v1p3.xsd", include_str!("../../../schemas/scorm2004-4th/adlnav_v1p3.xsd")),
            ("adlseq_v1p3.xsd", include_str!("../../../schemas/scorm2004-4th/adlseq_v1p3.xsd")),
            ("imscp_v1p1.xsd", include_str!("../../../schemas/scorm2004-4th/imscp_v1p1.xsd")),
            ("imsss_v1p0.xsd", include_str!("../../../schemas/scorm2004-4th/imsss_v1p0.xsd")),
            ("lom.xsd", include_str!("../../../schemas/scorm2004-4th/lom.xsd")),
            ("xml.xsd", include_str!("../../../schemas/scorm2004-4th/xml.xsd")),
        ]
    }

    fn takes(&self) -> Takes {
        Takes::Player(Adapter::Scorm2004)
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[MANIFEST]
    }

    fn check(&self, contents: &Contents) -> Vec<Diagnostic> {
        contents.check_only_pages(self.title())
    }

    fn describe(&self, contents: &Contents) -> Vec<(String, String)> {
        let is_single = matches!(contents.items.as_slice(), [item] if item.items.is_empty());
        // Without flow, Start and Continue deliver nothing and the learner sees only a menu (SN §3.2.2).
        let organization =
            OrganizationData { objectives_global_to_system: false, sequencing: Some(with_flow()) };
        let manifest = contents.manifest(
            "2004 4th Edition",
            |_| &["LOMv1.0", "ADLv1.0"],
            organization,
            |item| item_data(item, is_single),
        );
        vec![(MANIFEST.to_owned(), manifest.write())]
    }
}

fn with_flow() -> Sequencing {
    let control_mode = Some(ControlMode { flow: true, ..ControlMode::default() });
    Sequencing { control_mode, ..Sequencing::default() }
}

fn item_data(item: &builder::Item, is_single: bool) -> ItemData {
    match item.kind {
        ItemKind::Group => ItemData { sequencing: Some(with_flow()), ..ItemData::default() },
        ItemKind::Asset | ItemKind::Link { .. } | ItemKind::Discussion { .. } | ItemKind::Assessment(_) => {
            ItemData::default()
        }
        ItemKind::Sco => ItemData {
            data_from_lms: item.launch_data.clone(),
            completion_threshold: item.completion_threshold.map(|measure| CompletionThreshold {
                completed_by_measure: true,
                min_progress_measure: measure,
                progress_weight: 1.0,
            }),
            sequencing: Some(Sequencing {
                objectives: Some(objectives(item)),
                // Otherwise the LMS marks a SCO that was only opened as completed and satisfied (SN §4.5.4, UP.4).
                delivery_controls: Some(DeliveryControls {
                    tracked: true,
                    completion_set_by_content: true,
                    objective_set_by_content: true,
                }),
                ..Sequencing::default()
            }),
            // A single SCO has its own next and previous; the LMS's would leave the course.
            hide_lms_ui: if is_single {
                vec![LmsControl::Previous, LmsControl::Continue]
            } else {
                Vec::new()
            },
            ..ItemData::default()
        },
    }
}

/// The primary objective holds success and score of the SCO; the author's objectives are there for `cmi.objectives`.
/// No identifier of an author has a dot, so none can be that of the primary objective.
fn objectives(item: &builder::Item) -> Objectives {
    Objectives {
        primary: Objective {
            id: Some(format!("primary.{}", item.id)),
            satisfied_by_measure: item.mastery_score.map(|percent| percent / 100.0),
        },
        others: item
            .objectives
            .iter()
            .map(|id| Objective { id: Some(id.to_string()), satisfied_by_measure: None })
            .collect(),
    }
}
