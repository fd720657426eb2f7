//! Delivery standards.
mod imscp;
mod lom;
pub mod scorm12;
pub mod scorm2004;
mod xml;

pub use imscp::{Resource, ScormType, TimeLimitAction};
pub use lom::Lom;
