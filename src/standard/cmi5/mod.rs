//! cmi5: xAPI with rules for launching, for sessions and for packages (AICC and ADL, Quartz 1st Edition, June 2016).

mod structure;
#[cfg(test)]
mod tests;

pub use super::lang_string::LangString;
pub use structure::{Au, Block, Course, CourseStructure, LaunchMethod, MoveOn, Objective, Part};
