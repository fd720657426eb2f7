//! How a package leaves: as a zip, into any `Write`, or as a folder.

use std::fmt;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use super::Package;
use super::atomic::{Part, PartFolder};
use super::folder;
use super::zip::{self, DosTime};
use crate::Error;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// Number of files in the package.
    pub files: usize,
    /// Bytes written: the length of the zip, or of all files of the folder together.
    pub bytes: u64,
}

/// How far writing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Files that are written.
    pub files_done: usize,
    /// Files in the package.
    pub files: usize,
    /// Bytes of content that are written, as they were before compression.
    pub bytes_done: u64,
    /// Bytes of content in the package, before compression.
    pub bytes: u64,
}

/// Writes a [`Package`], with more to say about how than [`Package::write_zip`] and its sisters.
///
/// ```
/// use coursewright::package::{Package, PackageFile};
///
/// let package = Package::from_files([PackageFile::from_static("index.html", b"<!doctype html>")])?;
/// let mut zip = Vec::new();
/// let mut last = None;
/// let written = package
///     .writer()
///     .timestamp(1_767_225_600) // 2026-01-01T00:00:00Z
///     .progress(|progress| last = Some(progress))
///     .write_to(&mut zip)?;
/// assert_eq!(written.bytes, zip.len() as u64);
/// assert_eq!(last.map(|progress| progress.files_done), Some(1));
/// # Ok::<_, coursewright::Error>(())
/// ```
#[must_use]
pub struct PackageWriter<'p> {
    package: &'p Package,
    options: zip::Options<'p>,
}

impl<'p> PackageWriter<'p> {
    pub(super) fn new(package: &'p Package) -> Self {
        Self { package, options: zip::Options::default() }
    }

    /// The time that every entry of a zip gets, in seconds since 1970-01-01 UTC, as in `SOURCE_DATE_EPOCH`. Zips know
    /// steps of two seconds from 1980 to 2107; the nearest is taken. The default is 1980-01-01 00:00.
    pub fn timestamp(mut self, unix_seconds: u64) -> Self {
        self.options.time = DosTime::from_unix(unix_seconds);
        self
    }

    /// How many threads compress, beside the one that writes. The default is one for each processor, up to 8; more
    /// take more memory. The bytes
    /// are the same with any number.
    pub fn threads(mut self, threads: usize) -> Self {
        self.options.threads = threads;
        self
    }

    /// What to call, on the calling thread, whenever some more is written.
    pub fn progress(mut self, callback: impl FnMut(Progress) + Send + 'p) -> Self {
        self.options.progress = Some(Box::new(callback));
        self
    }

    /// Writes a zip file. It is written beside its place, under a name like `.course.zip.part-4711`, and renamed when it
    /// is whole: whatever happens, there is either the zip that was there before or the new one. A device or pipe is
    /// written through.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] with the path when a file cannot be read or the zip cannot be written, [`Error::FileChanged`],
    /// [`Error::Archive`]. What was half written is removed.
    pub fn write_zip(mut self, path: impl AsRef<Path>) -> Result<Written, Error> {
        let path = path.as_ref();
        let files = self.package.files();
        if path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
            let device = File::options().write(true).open(path).map_err(|error| Error::write(path, error))?;
            let bytes =
                zip::write_forward(files, device, &mut self.options).map_err(|error| match error {
                    Error::Sink(error) => Error::write(path, error),
                    error => error,
                })?;
            return Ok(Written { files: files.len(), bytes });
        }
        let part = Part::create(path)?;
        let bytes = zip::write_file(files, part.file(), path, &mut self.options)?;
        part.keep()?;
        Ok(Written { files: files.len(), bytes })
    }

    /// Writes a zip into any sink, front to back, without a temporary file.
    ///
    /// # Errors
    ///
    /// [`Error::Sink`] when the sink fails, [`Error::Io`], [`Error::FileChanged`] or [`Error::Archive`] when a file
    /// cannot be read. The sink has then got the beginning of a zip.
    pub fn write_to(mut self, mut sink: impl Write) -> Result<Written, Error> {
        let files = self.package.files();
        let bytes = zip::write_forward(files, &mut sink, &mut self.options)?;
        sink.flush().map_err(Error::Sink)?;
        Ok(Written { files: files.len(), bytes })
    }

    /// Writes the files into a folder, which must be empty or not exist: nothing of anybody else's is ever removed. The
    /// files are written into a folder beside it, which is renamed when it is whole.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] with the path when the folder holds anything or a file cannot be read or written,
    /// [`Error::FileChanged`], [`Error::Archive`].
    pub fn write_folder(mut self, path: impl AsRef<Path>) -> Result<Written, Error> {
        let part = PartFolder::create(path.as_ref())?;
        let written = folder::write(self.package.files(), part.path(), &mut self.options)?;
        part.keep()?;
        Ok(written)
    }
}

impl fmt::Debug for PackageWriter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PackageWriter")
            .field("package", self.package)
            .field("time", &self.options.time)
            .field("threads", &self.options.threads)
            .finish_non_exhaustive()
    }
}
