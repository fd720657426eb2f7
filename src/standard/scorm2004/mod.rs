//! SCORM 2004.

mod edition;
mod explore;
mod limits;
mod manifest;
mod sequencing;
#[cfg(all(test, feature = "markdown"))]
mod tests;

pub use manifest::{Item, ItemData, Manifest, Organization, OrganizationData};

#[cfg(test)]
pub(super) use sequencing::any_sequencing;

pub use crate::sequencing::{
    CompletionThreshold, ControlMode, DeliveryControls, LmsControl, Objective, Objectives, Sequencing,
};

use super::builder::ItemKind;
use super::contents::Contents;
use super::imscp::{MANIFEST, TimeLimitAction};
use super::limits::Limits;
use super::lom::{Dialect, Lom};
use super::{Delivery, Edition, Takes, builder};
use crate::diagnostic::Diagnostic;
use crate::player::Adapter;
use crate::sequencing::Activity;

/// An edition of SCORM 2004 (ADL: 2nd Edition, July 2004; 3rd, October 2006; 4th, August 2009).
pub(super) struct Scorm2004(pub(super) Edition);

impl Delivery for Scorm2004 {
    fn name(&self) -> &'static str {
        match self.0 {
            Edition::Second => "scorm2004-2nd",
            Edition::Third => "scorm2004-3rd",
            Edition::Fourth => "scorm2004-4th",
        }
    }

    fn title(&self) -> &'static str {
        match self.0 {
            Edition::Second => "SCORM 2004 2nd Edition",
            Edition::Third => "SCORM 2004 3rd Edition",
            Edition::Fourth => "SCORM 2004 4th Edition",
        }
    }

    fn limits(&self) -> &'static Limits {
        self.0.limits()
    }

    fn schemas(&self) -> &'static [(&'static str, &'static str)] {
        self.0.schemas()
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
        let edition = self.0;
        let is_single = matches!(contents.items.as_slice(), [item] if item.items.is_empty());
        // Without flow, Start and Continue deliver nothing and the learner sees only a menu (SN §3.2.2).
        let sequencing = contents.organization_activity().map(|activity| activity.sequencing.clone());
        let organization = OrganizationData {
            objectives_global_to_system: false,
            sequencing: Some(sequencing.unwrap_or_else(with_flow)),
        };
        let manifest = contents.manifest(
            edition.schema_version(),
            |record| lom_schemas(record, edition),
            organization,
            |item| match contents.activity(item) {
                Some(activity) => step_data(item, activity),
                None => item_data(item, is_single, edition),
            },
        );
        vec![(MANIFEST.to_owned(), manifest.write())]
    }
}

/// The metadata schemas that a record says it follows. The profile of the 2nd Edition demands what the author may not have
/// given, and checkers hold a record to it that claims it; those of the later editions demand nothing.
fn lom_schemas(record: &Lom, edition: Edition) -> &'static [&'static str] {
    if edition == Edition::Second && !record.is_complete(Dialect::Ieee) {
        &["LOMv1.0"]
    } else {
        &["LOMv1.0", "ADLv1.0"]
    }
}

/// A step of a learning path. Its time is for the page to keep, which says by itself that it is over.
fn step_data(item: &builder::Item, activity: &Activity) -> ItemData {
    ItemData {
        time_limit_action: item.in_path.time_limit.map(|_| TimeLimitAction::ExitNoMessage),
        data_from_lms: item.launch_data.clone(),
        completion_threshold: Some(activity.completion_threshold)
            .filter(|threshold| *threshold != CompletionThreshold::default()),
        sequencing: Some(activity.sequencing.clone()),
        hide_lms_ui: activity.hide_lms_ui.clone(),
    }
}

fn with_flow() -> Sequencing {
    let control_mode = ControlMode { flow: true, ..ControlMode::default() };
    Sequencing { control_mode, ..Sequencing::default() }
}

fn item_data(item: &builder::Item, is_single: bool, edition: Edition) -> ItemData {
    match item.kind {
        ItemKind::Group => ItemData { sequencing: Some(with_flow()), ..ItemData::default() },
        ItemKind::Asset | ItemKind::Link { .. } | ItemKind::Discussion { .. } | ItemKind::Assessment(_) => {
            ItemData::default()
        }
        ItemKind::Sco => ItemData {
            data_from_lms: item.launch_data.clone(),
            completion_threshold: completion_threshold(item, edition),
            sequencing: Some(Sequencing {
                objectives: objectives(item),
                // Otherwise the LMS marks a SCO that was only opened as completed and satisfied (SN §4.5.4, UP.4).
                delivery_controls: DeliveryControls {
                    tracked: true,
                    completion_set_by_content: true,
                    objective_set_by_content: true,
                },
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

/// An importer fails on the threshold as the 2nd and 3rd Edition spell it. So it stands there only where a page might wait
/// for it: the player reports completion itself, and its word is what the LMS takes without a threshold (RTE §4.2.4).
fn completion_threshold(item: &builder::Item, edition: Edition) -> Option<CompletionThreshold> {
    let is_needed = edition == Edition::Fourth || !item.reports_completion;
    item.completion_threshold.filter(|_| is_needed).map(|measure| CompletionThreshold {
        completed_by_measure: true,
        min_progress_measure: measure,
        progress_weight: 1.0,
    })
}

/// The primary objective holds success and score of the SCO; the author's objectives are there for `cmi.objectives`.
/// No identifier of an author has a dot, so none can be that of the primary objective.
fn objectives(item: &builder::Item) -> Objectives {
    Objectives {
        primary: Objective {
            satisfied_by_measure: item.mastery_score.map(measure),
            ..Objective::named(format!("primary.{}", item.id))
        },
        others: item.objectives.iter().map(|id| Objective::named(id.to_string())).collect(),
    }
}

/// A percent as a measure of four decimals (SN §3.10.1, real(10,4)), rounded down so that nobody fails through rounding.
fn measure(percent: f64) -> f64 {
    (percent * 100.0 + 1e-6).floor() / 10_000.0
}
