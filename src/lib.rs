//! Coursewright models courses, renders them through [Handlebars](https://handlebarsjs.com) templates and emits packages
//! that learning management systems (LMSs) take: SCORM 1.2 and 2004, cmi5, xAPI, AICC, Common Cartridge, QTI, and a plain
//! website. It needs no server, no Node and no browser, and the same input gives the same bytes on every machine.
//!
//! # From Rust to a package
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let zip = folder.path().join("leading-upward.zip");
//! use coursewright::{Course, Edition, Lesson, Question, Standard};
//!
//! let course = Course::builder("leading-upward", "Leading upward")
//!     .language("en-GB")
//!     .mastery_score(80)
//!     .lesson(Lesson::builder("trust", "Trust comes first")
//!         .markdown("Trust grows from **kept promises**.")
//!         .question(Question::choice("promise", "Which of these builds trust?")
//!             .correct("Delivering what you promised")
//!             .incorrect("Agreeing to every request")))
//!     .build()?;                              // reports every problem found, not only the first
//!
//! course.publish(Standard::Scorm2004(Edition::Fourth))?.write_zip(zip)?;
//! # Ok(())
//! # }
//! ```
//!
//! The learner gets a menu, pages that read well on a phone, feedback, bookmark and resume, and a score; the LMS gets
//! completion, success, score, time and every answer. [`Publisher`] chooses theme, brand and layout, and
//! [`Package::write_to`] writes into any sink, such as the body of an HTTP response.
//!
//! # From a folder of Markdown
//!
//! [`Course::from_folder`] reads `course.yaml` and `lessons/*.md`. What is wrong comes with file, line, column and the way
//! out, and all of it in one run.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/courses/leading-upward");
//! use coursewright::{Course, Standard};
//!
//! let course = Course::from_folder(folder)?;
//! for &standard in Standard::ALL {
//!     let written = course.publish(standard)?.write_to(std::io::sink())?;
//!     println!("{standard}: {} bytes", written.bytes);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # From content that exists
//!
//! [`Package::builder`] wraps any folder: a built web app, or the export of another tool.
//!
//! ```no_run
//! use coursewright::{Package, Standard};
//!
//! Package::builder(Standard::Scorm12).title("Our game").folder("dist").launch("index.html")
//!     .build()?.write_zip("game.zip")?;
//! # Ok::<(), coursewright::Error>(())
//! ```
//!
//! # For one LMS
//!
//! [`Lms`] says what is known of a learning management system, each claim with its source. [`Publisher::lms`] and
//! [`PackageBuilder::lms`] turn what it would choke on into findings; [`Lms::standard`] is what a course does best with there.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/courses/leading-upward");
//! use coursewright::{Course, Lms, Publisher};
//!
//! let course = Course::from_folder(folder)?;
//! Publisher::new().lms(Lms::Moodle).publish(&course, Lms::Moodle.standard())?.write_to(std::io::sink())?;
//! # Ok(())
//! # }
//! ```
//!
//! # Playing SCORM 2004
//!
//! [`sequencing`] is what an LMS needs to play a course with sequencing: the rules as data, and an engine that says what
//! comes next, what may be chosen, and how the course stands. A [`Manifest`](standard::scorm2004::Manifest)
//! that was read gives it the tree of activities. [`Package::explore`] walks through all that learners can do in a package, and
//! tells where they get stuck; [`LearningPath::explore`] proves of a path that nobody does.
//!
//! # What is found
//!
//! Findings about content are [`Diagnostic`]s, collected in a [`Report`]; each follows a [`Rule`] with a stable code and an
//! explanation. They stop an operation only when one is an error, as [`Error::Findings`]. Other errors are about files,
//! templates and XML. Nothing here panics on input, reads environment variables or keeps global state.
//!
//! # Whom you trust
//!
//! A package's pages share their origin with the LMS. Authors' raw HTML is cleaned unless the course says that it is
//! trusted; nothing outside the course's folder gets into a package. For courses of people whom you do not know there is
//! [`Publisher::untrusted`], and [`Package::open`] reads what strangers send under [`Limits`].
//!
//! # Cargo features
//!
//! All are on by default; each stands for its dependencies alone.
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `markdown` | lessons in Markdown, and publishing of courses (pulldown-cmark, handlebars) |
//! | `sanitise` | raw HTML from authors, cleaned (ammonia); needs `markdown` |
//! | `formulas` | formulas in LaTeX as MathML (math-core); needs `markdown` |
//! | `highlight` | colours in code by its language (synoptic); needs `markdown` |
//! | `source` | course folders in YAML, JSON or TOML (serde-saphyr, toml); needs `markdown` |
//! | `time-zones` | live sessions: when a local time is in the whole world (jiff) |
//!
//! Without any of them the crate still models and checks courses, wraps existing content, and reads and writes manifests
//! and packages.
#![forbid(unsafe_code)]

mod check;
mod diagnostic;
mod error;
mod limits;
pub mod lms;
pub mod model;
pub mod package;
mod player;
#[cfg(feature = "markdown")]
mod render;
pub mod sequencing;
#[cfg(feature = "markdown")]
mod source;
pub mod standard;
pub mod steering;

pub use diagnostic::{Diagnostic, Place, Report, Rule, Severity};
pub use error::Error;
pub use limits::Limits;
pub use lms::Lms;
pub use model::path::LearningPath;
pub use model::{Answer, Block, Course, CourseBuilder, Lesson, Module, Question};
pub use package::Package;
#[cfg(feature = "markdown")]
pub use render::Theme;
#[cfg(feature = "markdown")]
pub use standard::path::{PathFile, PathPackages};
pub use standard::{CartridgeVersion, Edition, Item, PackageBuilder, QtiVersion, Standard};
#[cfg(feature = "markdown")]
pub use standard::{Layout, Publisher, StateBudget};

/// The examples of the README, compiled and run like those of the documentation.
#[cfg(all(doctest, feature = "markdown"))]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
