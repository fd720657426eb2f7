//! xAPI packages: content that makes statements, described by `tincan.xml` (Rustici Software, 2012).

#[cfg(test)]
mod tests;
mod tincan;

pub use super::lang_string::LangString;
pub use tincan::{Activity, Component, Extension, Interaction, InteractionType, TinCan};
