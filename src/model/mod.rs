//! What a course is: plain data with serde, and the builders that make it.
//!
//! Nothing here knows of files' formats, HTML, XML or any delivery standard. Text fields that say "Markdown" hold
//! Markdown as the author wrote it; it is turned into HTML when the course is published.

mod assessed;
mod block;
mod brand;
mod builder;
mod course;
mod id;
mod markdown;
mod media;
mod metadata;
mod question;
pub(crate) mod rules;
mod validate;

pub use block::{Block, CalloutKind, Captions, ColumnAlign};
pub use brand::Brand;
pub use builder::{CourseBuilder, LessonBuilder, ModuleBuilder};
pub use course::{CompletionRule, Course, Footnote, HtmlTrust, Lesson, Module, Objective, OutlineEntry};
pub use id::Id;
pub use media::MediaSource;
pub use metadata::Metadata;
pub use question::{Answer, Question, QuestionKind};

#[cfg(feature = "markdown")]
pub(crate) use assessed::AssessedAnswer;
pub(crate) use assessed::AssessedQuestion;
#[cfg(feature = "markdown")]
pub(crate) use markdown::{options as markdown_options, too_deep_line, with_money_marked, with_money_shown};
pub(crate) use media::Origin;
#[cfg(feature = "markdown")]
pub(crate) use media::normal;
pub(crate) use validate::{Locus, is_iri, is_language_tag};
