//! Entries of a zip that is open for reading.

use std::fmt;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::bufread::DeflateDecoder;

use crate::Error;

/// What an archive can be read from.
pub(super) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// An archive that many readers share, each with a place of its own.
#[derive(Clone)]
pub(super) struct Archive {
    shared: Arc<Shared>,
    position: u64,
}

struct Shared {
    path: PathBuf,
    len: u64,
    reader: Mutex<Box<dyn ReadSeek>>,
}

impl Archive {
    pub(super) fn new(path: &Path, mut reader: Box<dyn ReadSeek>) -> io::Result<Self> {
        let len = reader.seek(SeekFrom::End(0))?;
        let shared = Shared { path: path.to_path_buf(), len, reader: Mutex::new(reader) };
        Ok(Self { shared: Arc::new(shared), position: 0 })
    }

    pub(super) fn len(&self) -> u64 {
        self.shared.len
    }

    pub(super) fn at(&self, position: u64) -> Self {
        Self { shared: Arc::clone(&self.shared), position }
    }
}

impl Read for Archive {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self.shared.len.saturating_sub(self.position);
        let most = buffer.len().min(usize::try_from(rest).unwrap_or(usize::MAX));
        if most == 0 {
            return Ok(0);
        }
        let mut reader = self.shared.reader.lock().unwrap_or_else(PoisonError::into_inner);
        reader.seek(SeekFrom::Start(self.position))?;
        let count = reader.read(&mut buffer[..most])?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Archive {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.shared.len.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

/// An entry as the central directory describes it. The local header is believed only about where the content starts.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) archive: Archive,
    pub(super) header_start: u64,
    pub(super) compressed: u64,
    pub(super) raw: u64,
    pub(super) crc: u32,
    pub(super) packing: Packing,
}

/// How the content of an entry is packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Packing {
    Stored,
    Deflated,
    Encrypted,
    /// Any other method (APPNOTE 4.4.5).
    Other(String),
}

impl Entry {
    pub(super) fn len(&self) -> u64 {
        self.raw
    }

    pub(super) fn crc(&self) -> u32 {
        self.crc
    }

    pub(super) fn open(&self) -> io::Result<EntryReader> {
        // Local file header, APPNOTE 4.3.7.
        let mut header = [0; 30];
        self.archive.at(self.header_start).read_exact(&mut header).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => invalid("the archive ends before this entry"),
            _ => error,
        })?;
        if header[..4] != *b"PK\x03\x04" {
            return Err(invalid("there is no entry where the directory of the archive says"));
        }
        let field = |at: usize| u64::from(u16::from_le_bytes([header[at], header[at + 1]]));
        let start = self.header_start.saturating_add(30 + field(26) + field(28));
        if start.saturating_add(self.compressed) > self.archive.len() {
            return Err(invalid("the archive ends before this entry does"));
        }
        let content = self.archive.at(start).take(self.compressed);
        let packed = match &self.packing {
            Packing::Stored => Packed::Stored(content),
            Packing::Deflated => {
                Packed::Deflated(DeflateDecoder::new(BufReader::with_capacity(64 * 1024, content)))
            }
            Packing::Encrypted => return Err(invalid("the entry is encrypted")),
            Packing::Other(method) => {
                return Err(invalid(format!(
                    "the entry is packed by method {method}; in packages, entries are stored or deflated only"
                )));
            }
        };
        Ok(EntryReader {
            packed,
            crc: crc32fast::Hasher::new(),
            expected: self.crc,
            left: self.raw,
            ended: false,
        })
    }

    pub(super) fn error(&self, name: &str, error: &io::Error) -> Error {
        Error::Archive { path: self.archive.shared.path.join(name), message: error.to_string() }
    }
}

/// Reads an entry and holds the archive to what it said about the length and the checksum.
pub(super) struct EntryReader {
    packed: Packed,
    crc: crc32fast::Hasher,
    expected: u32,
    left: u64,
    ended: bool,
}

enum Packed {
    Stored(io::Take<Archive>),
    Deflated(DeflateDecoder<BufReader<io::Take<Archive>>>),
}

impl Read for EntryReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() || self.ended {
            return Ok(0);
        }
        let count = match &mut self.packed {
            Packed::Stored(content) => content.read(buffer),
            Packed::Deflated(content) => content.read(buffer),
        }
        .map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                invalid("the compressed content is damaged")
            }
            _ => error,
        })?;
        if count as u64 > self.left {
            return Err(invalid("the content is longer than the directory of the archive says"));
        }
        self.left -= count as u64;
        self.crc.update(&buffer[..count]);
        if count == 0 {
            if self.left > 0 {
                return Err(invalid("the content is shorter than the directory of the archive says"));
            }
            if self.crc.clone().finalize() != self.expected {
                return Err(invalid("the content does not have the checksum that the archive says"));
            }
            self.ended = true;
        }
        Ok(count)
    }
}

pub(super) fn invalid(message: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive")
            .field("path", &self.shared.path)
            .field("len", &self.shared.len)
            .finish_non_exhaustive()
    }
}
