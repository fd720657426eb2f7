//! SCORM 1.2 (ADL, October 2001).

mod manifest;

pub use manifest::{Item, ItemData, Manifest, Organization};
