//! What can go wrong outside the content itself: files, templates, misuse.
//!
//! Findings *about* content are [`Diagnostic`](crate::Diagnostic)s; when they stop an operation, they travel
//! together in [`Error::Findings`].

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Report;

/// Why an operation of this crate did not succeed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system refused to read or write a file or folder.
    #[error("{action} {}: {source}", path.display())]
    Io {
        /// What was being done, as a verb: "cannot read", "cannot write".
        action: &'static str,
        /// The file or folder at fault.
        path: PathBuf,
        /// The operating system's own error.
        source: io::Error,
    },

    /// Writing to a sink that has no path (a socket, a buffer) failed.
    #[error("cannot write the package: {0}")]
    Sink(io::Error),

    /// The content has findings of severity error: all of them, not only the first.
    #[error("{0}")]
    Findings(Report),

    /// A file changed its length or time between being measured and being copied.
    #[error("{} changed while it was being packaged; run again when nothing writes to it", .0.display())]
    FileChanged(PathBuf),

    /// A template of a theme does not parse or does not render.
    #[error("template {template}{}: {message}", .line.map(|l| format!(", line {l}")).unwrap_or_default())]
    Template {
        /// The template's name, which is its path inside the theme folder without `.hbs`.
        template: String,
        /// Line in that template, counted from 1, where known.
        line: Option<usize>,
        /// What the template engine says.
        message: String,
    },

    /// XML that is not well-formed, or not the document that it should be.
    #[error("{document}: {message}")]
    Xml {
        /// Name of the document inside its package.
        document: String,
        /// What was found, and what was expected.
        message: String,
    },

    /// A course file of AICC that is missing, or cannot be read.
    #[error("{file}{}: {message}", .line.map(|l| format!(":{l}")).unwrap_or_default())]
    CourseFile {
        /// Name of the file.
        file: String,
        /// Line in that file, counted from 1, where one is at fault.
        line: Option<usize>,
        /// What was found, and what was expected.
        message: String,
    },

    /// A zip that cannot be read, or that breaks a limit set for reading.
    #[error("{}: {message}", path.display())]
    Archive {
        /// The archive, or the entry inside it.
        path: PathBuf,
        /// What was found.
        message: String,
    },
}

impl Error {
    pub(crate) fn read(path: impl AsRef<Path>, source: io::Error) -> Self {
        Self::Io { action: "cannot read", path: path.as_ref().to_path_buf(), source }
    }

    pub(crate) fn write(path: impl AsRef<Path>, source: io::Error) -> Self {
        Self::Io { action: "cannot write", path: path.as_ref().to_path_buf(), source }
    }

    /// The findings that stopped the operation, if findings did.
    #[must_use]
    pub fn findings(&self) -> Option<&Report> {
        match self {
            Self::Findings(report) => Some(report),
            _ => None,
        }
    }
}

impl From<Report> for Error {
    fn from(report: Report) -> Self {
        Self::Findings(report)
    }
}
