//! Coursewright.
#![forbid(unsafe_code)]

mod diagnostic;
mod error;
pub mod model;
pub mod package;
#[cfg(feature = "markdown")]
mod source;

pub use diagnostic::{Diagnostic, Place, Report, Rule, Severity};
pub use error::Error;
pub use model::{Answer, Block, Course, CourseBuilder, Lesson, LessonBuilder, Module, Question};
