//! Finds the central directory of a zip, and bounds it before anything is believed.
//!
//! The `zip` crate reads the records of the directory. It is given a copy with an end that this module wrote, because it
//! makes room for as many entries as the end of an archive claims to have: a claim of a hundred million would end
//! the program.

use std::io::{self, Read, Seek, SeekFrom};

use super::archive::{Archive, invalid};
use super::zip;
use crate::Limits;

/// End of central directory record, without its comment (APPNOTE 4.3.16).
const END: usize = 22;
/// Zip64 end of central directory locator (APPNOTE 4.3.15).
const LOCATOR: u64 = 20;
/// Zip64 end of central directory record, without its extensible data (APPNOTE 4.3.14).
const END_64: u64 = 56;
/// The shortest record of the directory (APPNOTE 4.3.12).
const SHORTEST_RECORD: u64 = 46;
/// What a record may take beside its name: its fixed part, extra fields and a comment.
const RECORD_WITHOUT_NAME: u64 = 512;

/// The directory of an archive, and what has to be added to the places that it tells.
pub(super) struct Directory {
    /// A zip of the directory alone.
    bytes: Vec<u8>,
    len: usize,
    /// Bytes before the first one that the archive counts, as in a self-extracting archive.
    pub(super) shift: u64,
}

/// What the end of an archive says about its directory.
struct Claim {
    entries: u64,
    len: u64,
    start: u64,
    /// Where the directory ends, because its end record begins there.
    end: u64,
}

impl Directory {
    pub(super) fn read(archive: &Archive, limits: &Limits) -> io::Result<Self> {
        let Claim { entries, len, start, end } = Claim::read(&mut archive.at(0))?;
        if entries > limits.files as u64 {
            return Err(invalid(format!("it has {entries} files; the limit is {}", limits.files)));
        }
        let most = RECORD_WITHOUT_NAME.saturating_add(limits.name as u64).saturating_mul(entries);
        if len < SHORTEST_RECORD.saturating_mul(entries) || len > most {
            return Err(invalid(format!("its directory of {len} bytes cannot be one of {entries} entries")));
        }
        let found =
            end.checked_sub(len).ok_or_else(|| invalid("its directory is longer than the archive"))?;
        let shift =
            found.checked_sub(start).ok_or_else(|| invalid("its directory is not where it should be"))?;

        let mut bytes = Vec::new();
        archive.at(found).take(len).read_to_end(&mut bytes)?;
        zip::end_of_directory(&mut bytes, entries, len);
        Ok(Self { bytes, len: len as usize, shift })
    }

    /// A zip of nothing but the directory, for the `zip` crate to read.
    pub(super) fn view(&self) -> io::Cursor<&[u8]> {
        io::Cursor::new(&self.bytes)
    }

    /// Whether the record at `last` ends the directory. Entries after the last one that is counted would be seen by some
    /// readers and not by others.
    pub(super) fn ends_with(&self, last: u64) -> bool {
        let Some(record) = usize::try_from(last).ok().and_then(|last| self.bytes[..self.len].get(last..))
        else {
            return false;
        };
        let field = |at: usize| {
            record.get(at..at + 2).map_or(0, |field| usize::from(field[0]) | usize::from(field[1]) << 8)
        };
        record.len() == SHORTEST_RECORD as usize + field(28) + field(30) + field(32)
    }
}

impl Claim {
    fn read(archive: &mut Archive) -> io::Result<Self> {
        // The record is the last thing in an archive but for a comment of at most 64 KiB.
        let tail_start = archive.len().saturating_sub((END + usize::from(u16::MAX)) as u64);
        archive.seek(SeekFrom::Start(tail_start))?;
        let mut tail = Vec::new();
        archive.read_to_end(&mut tail)?;
        let last = tail.len().checked_sub(END).ok_or_else(not_a_zip)?;
        let at = (0..=last)
            .rev()
            .find(|&at| {
                tail[at..].starts_with(b"PK\x05\x06") && at + END + u16_at(&tail, at + 20) <= tail.len()
            })
            .ok_or_else(not_a_zip)?;
        let end = tail_start + at as u64;
        let record = &tail[at..];
        let (disk, directory_disk) = (u16_at(record, 4), u16_at(record, 6));
        let claim = Self {
            entries: u16_at(record, 10) as u64,
            len: u64::from(u32_at(record, 12)),
            start: u64::from(u32_at(record, 16)),
            end,
        };
        if let Some(claim) = Self::read_64(archive, end)? {
            return Ok(claim);
        }
        if disk != 0 || directory_disk != 0 || u16_at(record, 8) != u16_at(record, 10) {
            return Err(invalid("it is one part of an archive in several parts"));
        }
        Ok(claim)
    }

    /// The claim of the Zip64 record, if there is a locator of one before the end record.
    fn read_64(archive: &mut Archive, end: u64) -> io::Result<Option<Self>> {
        let Some(locator_at) = end.checked_sub(LOCATOR) else { return Ok(None) };
        let mut locator = [0; LOCATOR as usize];
        archive.seek(SeekFrom::Start(locator_at))?;
        archive.read_exact(&mut locator)?;
        if !locator.starts_with(b"PK\x06\x07") {
            return Ok(None);
        }
        // Directly before the locator, or, when there is extensible data, where the locator says.
        let told = u64_at(&locator, 8);
        for at in [locator_at.checked_sub(END_64), Some(told)].into_iter().flatten() {
            let mut record = [0; END_64 as usize];
            archive.seek(SeekFrom::Start(at))?;
            if at >= locator_at
                || archive.read_exact(&mut record).is_err()
                || !record.starts_with(b"PK\x06\x06")
            {
                continue;
            }
            if u32_at(&record, 16) != 0
                || u32_at(&record, 20) != 0
                || u64_at(&record, 24) != u64_at(&record, 32)
            {
                return Err(invalid("it is one part of an archive in several parts"));
            }
            let (entries, len, start) = (u64_at(&record, 32), u64_at(&record, 40), u64_at(&record, 48));
            return Ok(Some(Self { entries, len, start, end: at }));
        }
        Err(invalid("its Zip64 end record is missing"))
    }
}

fn not_a_zip() -> io::Error {
    invalid("this is not a zip: it has no end record")
}

fn u16_at(bytes: &[u8], at: usize) -> usize {
    usize::from(bytes[at]) | usize::from(bytes[at + 1]) << 8
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
