//! Coursewright.
#![forbid(unsafe_code)]

mod diagnostic;
mod error;
mod limits;
pub mod package;

pub use diagnostic::{Diagnostic, Place, Report, Rule, Severity};
pub use error::Error;
pub use limits::Limits;
