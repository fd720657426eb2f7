//! One file of a package, and how its content is read.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::archive::{Entry, EntryReader};
use crate::Error;

/// A named file of a [`Package`](super::Package). Its content is read when it is asked for; cloning is cheap.
///
/// ```
/// use coursewright::package::PackageFile;
///
/// let page = PackageFile::from_bytes("index.html", *b"<!doctype html>");
/// assert_eq!(page.name(), "index.html");
/// assert_eq!(page.len(), 15);
/// assert_eq!(page.read()?, b"<!doctype html>");
/// # Ok::<_, coursewright::Error>(())
/// ```
#[derive(Clone)]
pub struct PackageFile {
    name: Box<str>,
    source: Source,
}

#[derive(Clone)]
enum Source {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
    Disk(Arc<OnDisk>),
    Zip(Arc<Entry>),
}

/// A file on disk as it was when it was measured.
struct OnDisk {
    path: PathBuf,
    len: u64,
    modified: Option<SystemTime>,
}

impl PackageFile {
    /// A file with this content. The name is relative to the package, with forward slashes.
    pub fn from_bytes(name: impl Into<String>, content: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.into().into(), source: Source::Shared(content.into()) }
    }

    /// A file whose content is part of the program.
    pub fn from_static(name: impl Into<String>, content: &'static [u8]) -> Self {
        Self { name: name.into().into(), source: Source::Static(content) }
    }

    /// A file on disk. Its length and time are noted now; its content is read when the package is written.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when there is no file that can be measured at `path`.
    pub fn from_path(name: impl Into<String>, path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        let metadata = fs::metadata(&path).map_err(|error| Error::read(&path, error))?;
        if !metadata.is_file() {
            return Err(Error::read(&path, io::Error::new(io::ErrorKind::InvalidInput, "not a file")));
        }
        Ok(Self::measured(name.into(), path, &metadata))
    }

    pub(super) fn measured(name: String, path: PathBuf, metadata: &fs::Metadata) -> Self {
        let on_disk = OnDisk { path, len: metadata.len(), modified: metadata.modified().ok() };
        Self { name: name.into(), source: Source::Disk(Arc::new(on_disk)) }
    }

    pub(super) fn from_entry(name: String, entry: Entry) -> Self {
        Self { name: name.into(), source: Source::Zip(Arc::new(entry)) }
    }

    /// The name inside the package: relative, with forward slashes.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The length of the content in bytes, uncompressed.
    #[must_use]
    #[expect(
        clippy::len_without_is_empty,
        reason = "a length in bytes, as in std::fs::Metadata; not a collection"
    )]
    pub fn len(&self) -> u64 {
        match &self.source {
            Source::Static(bytes) => bytes.len() as u64,
            Source::Shared(bytes) => bytes.len() as u64,
            Source::Disk(on_disk) => on_disk.len,
            Source::Zip(entry) => entry.len(),
        }
    }

    /// The file on disk that this is, if it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::Disk(on_disk) => Some(&on_disk.path),
            _ => None,
        }
    }

    /// The whole content. It is held in memory: use [`reader`](Self::reader) for what may be large.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when the file cannot be read, [`Error::FileChanged`] when it is not the one that was measured,
    /// [`Error::Archive`] when an archive lied about it.
    pub fn read(&self) -> Result<Vec<u8>, Error> {
        let mut content = Vec::new();
        self.read_into(&mut content)?;
        Ok(content)
    }

    /// Reads the content piece by piece. The reader gives exactly [`len`](Self::len) bytes, or fails: at its end it has
    /// made sure that a file on disk did not change, and that the content of an archive has its checksum.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] or [`Error::Archive`] when the content cannot be opened, [`Error::FileChanged`] when it is not the
    /// one that was measured.
    pub fn reader(&self) -> Result<Box<dyn Read + Send + '_>, Error> {
        Ok(Box::new(self.open()?))
    }

    /// Appends the content to `out`.
    pub(super) fn read_into(&self, out: &mut Vec<u8>) -> Result<(), Error> {
        match self.open()? {
            Content::Bytes(bytes) => out.extend_from_slice(bytes),
            mut content => {
                // What an archive claims is not worth an allocation before there are bytes to show for it.
                const TRUSTED: u64 = 1 << 20;
                out.reserve(self.len().min(TRUSTED) as usize + 1);
                content.read_to_end(out).map_err(|error| self.error(error))?;
            }
        }
        Ok(())
    }

    pub(super) fn open(&self) -> Result<Content<'_>, Error> {
        match &self.source {
            Source::Static(bytes) => Ok(Content::Bytes(bytes)),
            Source::Shared(bytes) => Ok(Content::Bytes(bytes)),
            Source::Disk(on_disk) => OnDiskReader::open(on_disk).map(Content::Disk),
            Source::Zip(entry) => entry.open().map(Box::new).map(Content::Zip),
        }
        .map_err(|error| self.error(error))
    }

    /// The checksum that an archive claims for this file. Whoever reads the file to its end finds out if it is true.
    pub(super) fn claimed_crc(&self) -> Option<u32> {
        match &self.source {
            Source::Zip(entry) => Some(entry.crc()),
            _ => None,
        }
    }

    /// Puts the name of this file to an error that its content gave.
    pub(super) fn error(&self, error: io::Error) -> Error {
        match &self.source {
            Source::Disk(on_disk) if Changed::is(&error) => Error::FileChanged(on_disk.path.clone()),
            Source::Disk(on_disk) => Error::read(&on_disk.path, error),
            Source::Zip(entry) => entry.error(&self.name, &error),
            Source::Static(_) | Source::Shared(_) => Error::read(&*self.name, error),
        }
    }

    /// The error for content that differs between two readings.
    pub(super) fn changed(&self) -> Error {
        self.error(Changed::error())
    }
}

impl fmt::Debug for PackageFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PackageFile")
            .field("name", &self.name)
            .field("len", &self.len())
            .field("path", &self.path())
            .finish_non_exhaustive()
    }
}

/// Open content: gives exactly the measured bytes, or an error.
pub(super) enum Content<'a> {
    Bytes(&'a [u8]),
    Disk(OnDiskReader<'a>),
    Zip(Box<EntryReader>),
}

impl Read for Content<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Bytes(bytes) => bytes.read(buffer),
            Self::Disk(reader) => reader.read(buffer),
            Self::Zip(reader) => reader.read(buffer),
        }
    }
}

/// Reads a file on disk and makes sure, first and last, that it is the one that was measured.
pub(super) struct OnDiskReader<'a> {
    measured: &'a OnDisk,
    file: File,
    left: u64,
}

impl<'a> OnDiskReader<'a> {
    fn open(measured: &'a OnDisk) -> io::Result<Self> {
        let file = File::open(&measured.path)?;
        let reader = Self { measured, file, left: measured.len };
        reader.verify()?;
        Ok(reader)
    }

    fn verify(&self) -> io::Result<()> {
        let metadata = self.file.metadata()?;
        let same = metadata.len() == self.measured.len && metadata.modified().ok() == self.measured.modified;
        if same { Ok(()) } else { Err(Changed::error()) }
    }

    /// Up to `most` of the bytes that are left, for whoever can copy from file to file without looking at them, such as
    /// `io::copy`. The file's own cursor is the place.
    pub(super) fn copy(
        &mut self,
        most: u64,
        copy: impl FnOnce(&mut io::Take<&File>) -> io::Result<u64>,
    ) -> io::Result<u64> {
        let wanted = most.min(self.left);
        let copied = copy(&mut (&self.file).take(wanted))?;
        self.left -= copied;
        if copied < wanted {
            return Err(Changed::error());
        }
        if self.left == 0 {
            self.verify()?;
        }
        Ok(copied)
    }
}

impl Read for OnDiskReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() || self.left == 0 {
            return Ok(0);
        }
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let count = self.file.read(&mut buffer[..most])?;
        if count == 0 {
            return Err(Changed::error());
        }
        self.left -= count as u64;
        if self.left == 0 {
            self.verify()?;
        }
        Ok(count)
    }
}

/// Marks the I/O error of a file that is not what it was when it was measured.
#[derive(Debug)]
struct Changed;

impl Changed {
    fn error() -> io::Error {
        io::Error::other(Self)
    }

    fn is(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<Self>())
    }
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the file changed since it was measured")
    }
}

impl std::error::Error for Changed {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        fs::write(&path, "one").unwrap();
        let file = PackageFile::from_path("page.html", &path).unwrap();
        assert_eq!(file.read().unwrap(), b"one");
        let mut reader = file.reader().unwrap();

        fs::write(&path, "longer").unwrap();
        assert!(matches!(file.read(), Err(Error::FileChanged(changed)) if changed == path));
        assert!(reader.read_to_end(&mut Vec::new()).is_err(), "changed while it was open");

        fs::write(&path, "two").unwrap();
        File::options().write(true).open(&path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(matches!(file.read(), Err(Error::FileChanged(_))), "same length, other time");
    }

    #[test]
    fn what_is_no_file_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing");
        for path in [folder.path(), &missing] {
            let error = PackageFile::from_path("x", path).unwrap_err();
            assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
        }
    }
}
