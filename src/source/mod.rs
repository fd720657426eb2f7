//! Authors' files to model: `course.yaml`, lessons in Markdown, questions; with the place of everything for findings.
//!
//! A folder goes through [`folder`], which reads the course file ([`course_file`], [`outline`]; its formats become
//! [`node`]s, taken apart by [`fields`]), each lesson and each bank: [`front_matter`], then its text. A text is parted into
//! Markdown and `:::` blocks ([`fences`], [`attributes`]), Markdown is cut into [`pieces`]
//! ([`html`] puts together what belongs together), and [`blocks`] and
//! [`question`] make blocks of the model. [`languages`] reads a folder once for each of its languages, with the texts of a
//! [`translation`] in the place of the original's. [`path`] reads folders of learning paths, and their courses by [`folder`]. [`builder`] takes the same way with texts written in Rust.
//!
//! Nothing stops at the first problem: what cannot be understood is reported and left out, or something stands in
//! for it, and reading goes on. A course with an error in its report never leaves this room.

mod activities;
mod attributes;
mod blocks;
mod builder;
mod draw;
mod fences;
mod file_report;
mod html;
mod panels;
mod pictures;
mod pieces;
mod question;
pub(crate) mod rules;
mod scenario;
mod suggest;
mod text;

#[cfg(feature = "source")]
mod assessment;
#[cfg(feature = "source")]
mod certificate;
#[cfg(feature = "source")]
mod course_file;
#[cfg(feature = "source")]
mod fields;
#[cfg(feature = "source")]
mod folder;
#[cfg(feature = "source")]
mod front_matter;
#[cfg(feature = "source")]
mod glossary;
#[cfg(feature = "source")]
mod languages;
#[cfg(feature = "source")]
mod narration;
#[cfg(feature = "source")]
mod node;
#[cfg(feature = "source")]
mod outline;
#[cfg(feature = "source")]
mod path;
#[cfg(feature = "source")]
mod toml_file;
#[cfg(feature = "source")]
mod translation;
#[cfg(feature = "source")]
mod yaml;
