//! Packages as sets of named files: written as a zip or a folder, opened from one.
//!
//! A [`Package`] does not know what its files mean. Publishing makes one, [`Package::open`] reads one that somebody else
//! made, and whatever comes later takes one and does not care where it came from. The content of a file is read when it is
//! needed, so a package of many gigabytes takes little memory.

mod archive;
mod atomic;
mod directory;
mod file;
mod folder;
mod names;
mod open;
mod rules;
mod walk;
mod writer;
mod zip;

use std::io::Write;
use std::path::Path;

pub use self::file::PackageFile;
pub(crate) use self::names::check_names;
pub(crate) use self::rules::RULES;
pub(crate) use self::walk::{walk, walk_without_links};
pub use self::writer::{PackageWriter, Progress, Written};
use crate::{Error, Report};

/// The files that make a folder or zip a package, always at the root: IMS Content Packaging 1.1.4 §3.1, cmi5 §14.1, Tin Can.
pub(crate) const MANIFESTS: [&str; 3] = ["imsmanifest.xml", "cmi5.xml", "tincan.xml"];

/// An ordered set of named files.
///
/// The manifest (`imsmanifest.xml`, `cmi5.xml` or `tincan.xml`) comes first, so that whoever reads a package front to back knows at once what it is; the other files
/// follow in the order of the bytes of their names.
///
/// ```
/// use coursewright::package::{Package, PackageFile};
///
/// let package = Package::from_files([
///     PackageFile::from_static("index.html", b"<!doctype html><title>Trust</title>"),
///     PackageFile::from_static("imsmanifest.xml", b"<manifest/>"),
/// ])?;
/// let mut zip = Vec::new();
/// package.write_to(&mut zip)?;
///
/// let opened = Package::open_reader(std::io::Cursor::new(zip), &Default::default())?;
/// assert_eq!(opened.files()[0].name(), "imsmanifest.xml");
/// assert_eq!(opened.file("index.html").unwrap().read()?, b"<!doctype html><title>Trust</title>");
/// # Ok::<_, coursewright::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Package {
    files: Vec<PackageFile>,
    findings: Report,
}

impl Package {
    /// A package of these files, whatever order they come in.
    ///
    /// # Errors
    ///
    /// [`Error::Findings`] when a name is not safe to unpack (absolute, with a backslash, with `..`, …), when two files
    /// have the same name, or when a file has the name of another one's folder.
    pub fn from_files(files: impl IntoIterator<Item = PackageFile>) -> Result<Self, Error> {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_by(|a, b| order(a.name()).cmp(&order(b.name())));
        let mut report = Report::default();
        names::check_safety(files.iter().map(PackageFile::name), &mut report);
        Ok(report.into_result(Self { files, findings: Report::default() })?)
    }

    /// The files, the manifest first.
    #[must_use]
    pub fn files(&self) -> &[PackageFile] {
        &self.files
    }

    /// What was noticed while the package was made or opened and is no error: worth showing to its author.
    #[must_use]
    pub fn findings(&self) -> &Report {
        &self.findings
    }

    pub(crate) fn with_findings(mut self, findings: Report) -> Self {
        self.findings = findings;
        self
    }

    /// The file of exactly this name.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&PackageFile> {
        let index = self.files.binary_search_by(|file| order(file.name()).cmp(&order(name))).ok()?;
        Some(&self.files[index])
    }

    /// Writes the package as a zip file, replacing the one that may be there once the new one is whole; see
    /// [`PackageWriter::write_zip`].
    ///
    /// # Errors
    ///
    /// As [`PackageWriter::write_zip`].
    pub fn write_zip(&self, path: impl AsRef<Path>) -> Result<Written, Error> {
        self.writer().write_zip(path)
    }

    /// Writes the package as a zip into any sink, front to back; see [`PackageWriter::write_to`].
    ///
    /// # Errors
    ///
    /// As [`PackageWriter::write_to`].
    pub fn write_to(&self, sink: impl Write) -> Result<Written, Error> {
        self.writer().write_to(sink)
    }

    /// Writes the files of the package into an empty or new folder; see [`PackageWriter::write_folder`].
    ///
    /// # Errors
    ///
    /// As [`PackageWriter::write_folder`].
    pub fn write_folder(&self, path: impl AsRef<Path>) -> Result<Written, Error> {
        self.writer().write_folder(path)
    }

    /// Writes the package with a time of its own for the entries, or with reports of progress.
    pub fn writer(&self) -> PackageWriter<'_> {
        PackageWriter::new(self)
    }
}

/// What files are sorted by.
fn order(name: &str) -> (bool, &str) {
    (!MANIFESTS.contains(&name), name)
}
