//! Coursewright.
#![forbid(unsafe_code)]

mod diagnostic;
mod error;
pub mod model;
pub mod package;
mod player;
mod render;
pub mod standard;

pub use diagnostic::{Diagnostic, Place, Report, Rule, Severity};
pub use error::Error;
pub use model::{Answer, Block, Course, CourseBuilder, Lesson, LessonBuilder, Module, Question};
pub use package::Package;
pub use render::Theme;
pub use standard::{Edition, Item, Layout, PackageBuilder, Publisher, Standard};
