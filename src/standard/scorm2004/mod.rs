//! SCORM 2004.

mod manifest;
mod sequencing;

pub use manifest::{
    CompletionThreshold, Item, ItemData, LmsControl, Manifest, Organization, OrganizationData,
};
pub use sequencing::{ControlMode, DeliveryControls, Objective, Objectives, Sequencing};
