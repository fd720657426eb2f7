//! What a course is: plain data with serde, and the builders that make it.
//!
//! Nothing here knows of files' formats, HTML, XML or any delivery standard. Text fields that say "Markdown" hold
//! Markdown as the author wrote it; it is turned into HTML when the course is published.

mod assessed;
mod assessment;
mod block;
mod brand;
mod builder;
mod certificate;
mod course;
mod glossary;
mod id;
mod markdown;
mod media;
mod metadata;
mod moment;
mod narration;
pub mod path;
mod question;
pub(crate) mod rules;
mod translation;
mod validate;

pub use assessment::{Assessment, Bank, Counts, Review};
pub use block::{
    BeforeAfter, Block, CalloutKind, Captions, Chart, ChartKind, Checklist, ColumnAlign, Continue,
    Discussion, DownloadFile, Draw, Embed, Gallery, ImagePoint, LabelledImage, LiveSession, Panel, PanelKind,
    Panels, Reflection, Scenario, Scene, SceneChoice, Series, SignOff,
};
pub use brand::Brand;
pub use builder::{CourseBuilder, LessonBuilder, ModuleBuilder};
pub use certificate::Certificate;
pub use course::{CompletionRule, Course, Footnote, HtmlTrust, Lesson, Module, Objective, OutlineEntry};
pub use glossary::GlossaryTerm;
pub use id::Id;
pub use media::MediaSource;
pub use metadata::Metadata;
pub use narration::Narration;
pub use question::{
    Answer, Credit, Gap, Label, NumericAnswer, OverallFeedback, Pair, Picture, Question, QuestionBody,
    QuestionKind, Rectangle, Region, SortingGroup, Step,
};

pub(crate) use assessed::{AssessedAnswer, AssessedQuestion};
#[cfg(feature = "markdown")]
pub(crate) use assessed::{AssessedFeedback, AssessedPicture};
#[cfg(feature = "markdown")]
pub(crate) use block::code_hash;
pub(crate) use block::normal_code;
#[cfg(feature = "markdown")]
pub(crate) use course::Asked;
#[cfg(feature = "markdown")]
pub(crate) use markdown::{options as markdown_options, too_deep_line, with_money_marked, with_money_shown};
pub(crate) use media::Origin;
#[cfg(feature = "markdown")]
pub(crate) use media::normal;
#[cfg(feature = "markdown")]
pub(crate) use moment::Moment;
#[cfg(feature = "markdown")]
pub(crate) use question::{ResponseForm, letter};
pub(crate) use question::{gap_marks, number};
pub(crate) use validate::{Locus, is_iri, is_language_tag};
