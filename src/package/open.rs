//! Opening packages that somebody else made: every number in them is a claim.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use ::zip::{CompressionMethod, ZipArchive};

use super::archive::{Archive, Entry, Packing};
use super::directory::Directory;
use super::file::PackageFile;
use super::walk::walk;
use super::{Package, rules};
use crate::{Diagnostic, Error, Limits, Place, Report};

impl Package {
    /// Opens a zip file or a folder, under the default [`Limits`].
    ///
    /// Only the list of files is read. A zip that breaks a limit, has a name that leads out of the folder it is unpacked
    /// into, two entries of one name, or a symbolic link, is refused; and a file whose length or checksum is not the
    /// one that the zip claims gives an error when it is read. In a folder, hidden files and what operating systems and
    /// editors leave behind are passed over, and symbolic links are followed where they stay inside; what was left out otherwise is told in [`Package::findings`].
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when the zip or folder cannot be read, [`Error::Archive`] when it is not a zip or breaks a limit,
    /// [`Error::Findings`] when names in it are not safe.
    ///
    /// ```no_run
    /// use coursewright::package::Package;
    ///
    /// for file in Package::open("vendor.zip")?.files() {
    ///     println!("{:>10} {}", file.len(), file.name());
    /// }
    /// # Ok::<_, coursewright::Error>(())
    /// ```
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::open_with(path, &Limits::default())
    }

    /// Opens a zip file or a folder, as [`open`](Self::open) does, under these limits.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn open_with(path: impl AsRef<Path>, limits: &Limits) -> Result<Self, Error> {
        let path = path.as_ref();
        if path.is_dir() {
            return open_folder(path, limits);
        }
        let file = File::open(path).map_err(|error| Error::read(path, error))?;
        open_zip(path, file, limits)
    }

    /// Opens a zip that is read from anywhere, such as an upload that is held in memory.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn open_reader(reader: impl Read + Seek + Send + 'static, limits: &Limits) -> Result<Self, Error> {
        open_zip(Path::new(""), reader, limits)
    }
}

fn open_folder(folder: &Path, limits: &Limits) -> Result<Package, Error> {
    let (found, report) = walk(folder)?;
    if report.has_errors() {
        return Err(report.into());
    }
    let mut gate = Gate { limits, archive: folder, total: 0 };
    gate.count(found.len() as u64)?;
    let mut files = Vec::with_capacity(found.len());
    for file in found {
        let file = PackageFile::from(file);
        gate.file(file.name(), file.len(), None)?;
        files.push(file);
    }
    Ok(Package::from_files(files)?.with_findings(report))
}

fn open_zip(
    path: &Path,
    reader: impl Read + Seek + Send + 'static,
    limits: &Limits,
) -> Result<Package, Error> {
    let archive = Archive::new(path, Box::new(reader)).map_err(|error| Error::read(path, error))?;
    let directory = Directory::read(&archive, limits).map_err(|error| not_readable(path, error))?;
    let opened = ZipArchive::new(directory.view()).map_err(|error| not_readable(path, error.into()))?;
    let listed = opened.metadata();
    if opened.has_duplicate_names() {
        return Err(refused(path, "two entries have the same name"));
    }

    let mut gate = Gate { limits, archive: path, total: 0 };
    let mut report = Report::default();
    let mut files = Vec::with_capacity(listed.len());
    let mut compressed = 0u64;
    for index in 0..listed.len() {
        let entry = listed.entry(index).map_err(|error| not_readable(path, error.into()))?;
        let name = entry.name().map_err(|error| not_readable(path, error.into()))?.into_owned();
        gate.file(&name, entry.size(), Some(entry.compressed_size()))?;
        if index + 1 == listed.len() && !directory.ends_with(entry.central_header_start()) {
            return Err(refused(path, "its directory has more entries than its end record counts"));
        }
        compressed = compressed.saturating_add(entry.compressed_size());
        if entry.is_dir() && entry.size() == 0 {
            continue;
        }
        if entry.is_symlink() {
            report.push(
                Diagnostic::new(&rules::LINK_IN_ARCHIVE, "this entry is a link").place(Place::file(name)),
            );
            continue;
        }
        let packing = match entry.compression() {
            _ if entry.encrypted() => Packing::Encrypted,
            CompressionMethod::Stored => Packing::Stored,
            CompressionMethod::Deflated => Packing::Deflated,
            other => {
                // The crate writes a method that it does not know as `Unsupported(9)`.
                let other = other.to_string();
                Packing::Other(other.trim_start_matches("Unsupported(").trim_end_matches(')').to_owned())
            }
        };
        let entry = Entry {
            archive: archive.clone(),
            header_start: entry.header_start().saturating_add(directory.shift),
            compressed: entry.compressed_size(),
            raw: entry.size(),
            crc: entry.crc32(),
            packing,
        };
        files.push(PackageFile::from_entry(name, entry));
    }
    if compressed > archive.len() {
        return Err(refused(path, "its entries overlap: together they are longer than the whole archive"));
    }
    match Package::from_files(files) {
        Ok(_) if report.has_errors() => Err(report.into()),
        Ok(package) => Ok(package.with_findings(report)),
        Err(Error::Findings(findings)) => {
            report.append(findings);
            Err(report.into())
        }
        Err(error) => Err(error),
    }
}

/// Counts what is opened against the limits.
struct Gate<'a> {
    limits: &'a Limits,
    archive: &'a Path,
    total: u64,
}

impl Gate<'_> {
    fn count(&self, files: u64) -> Result<(), Error> {
        let limit = self.limits.files;
        if files > limit as u64 {
            return Err(refused(self.archive, format!("it has {files} files; the limit is {limit}")));
        }
        Ok(())
    }

    fn file(&mut self, name: &str, raw: u64, compressed: Option<u64>) -> Result<(), Error> {
        let limits = self.limits;
        if name.len() > limits.name {
            let beginning: String = name.chars().take(60).collect();
            let (len, limit) = (name.len(), limits.name);
            return Err(refused(
                self.archive,
                format!("the name `{beginning}…` has {len} bytes; the limit is {limit}"),
            ));
        }
        let refused = |message: String| Err(refused(&self.archive.join(name), message));
        if raw > limits.file {
            return refused(format!("it would have {raw} bytes; the limit is {}", limits.file));
        }
        if let Some(compressed) = compressed
            && raw > Limits::RATIO_FREE
            && raw / limits.ratio.max(1) > compressed
        {
            return refused(format!(
                "it would grow from {compressed} to {raw} bytes, more than {} times; that is no honest content",
                limits.ratio
            ));
        }
        self.total = self.total.saturating_add(raw);
        if self.total > limits.total {
            return Err(self::refused(
                self.archive,
                format!("its files would have more than {} bytes together, which is the limit", limits.total),
            ));
        }
        Ok(())
    }
}

fn refused(path: &Path, message: impl Into<String>) -> Error {
    Error::Archive { path: path.to_path_buf(), message: message.into() }
}

fn not_readable(path: &Path, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::Other => {
            refused(path, error.to_string())
        }
        _ => Error::read(path, error),
    }
}
