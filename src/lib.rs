//! Coursewright.
#![forbid(unsafe_code)]

mod diagnostic;
mod error;
mod player;
pub mod package;

pub use diagnostic::{Diagnostic, Place, Report, Rule, Severity};
pub use error::Error;
