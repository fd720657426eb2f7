//! Coursewright.
#![forbid(unsafe_code)]

mod check;
mod diagnostic;
mod error;
mod limits;
pub mod model;
pub mod package;
mod player;
mod render;
#[cfg(feature = "markdown")]
mod source;
pub mod standard;

pub use diagnostic::{Diagnostic, Place, Report, Rule, Severity};
pub use error::Error;
pub use limits::Limits;
pub use model::{Answer, Block, Course, CourseBuilder, Lesson, LessonBuilder, Module, Question};
pub use package::Package;
pub use render::Theme;
pub use standard::{Edition, Item, Layout, PackageBuilder, Publisher, Standard};
