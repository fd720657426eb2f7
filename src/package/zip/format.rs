//! The records of a zip, as PKWARE's APPNOTE 6.3.10 lays them out.

/// The two methods that every LMS can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// APPNOTE 4.4.5, method 0.
    Stored,
    /// APPNOTE 4.4.5, method 8.
    Deflated,
}

/// What a header says of an entry beside its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) method: Method,
    pub(super) crc: u32,
    pub(super) compressed: u64,
    pub(super) raw: u64,
    /// Whether the local header carries 64-bit sizes.
    pub(super) wide: bool,
}

/// Date and time in MS-DOS form (APPNOTE 4.4.6): two-second steps, from 1980 to 2107.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DosTime {
    date: u16,
    time: u16,
}

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_64: u32 = 0x0606_4b50;
const END_64_LOCATOR: u32 = 0x0706_4b50;

/// A 32-bit field with this value says: look in the Zip64 extra field (APPNOTE 4.4.8, 4.4.9, 4.4.16).
const WIDE_32: u32 = u32::MAX;
/// As above for the 16-bit count of entries (APPNOTE 4.4.21, 4.4.22).
const WIDE_16: u16 = u16::MAX;

/// Bit 11 (APPNOTE 4.4.4): the name is UTF-8. Set only for names that need it, because old readers choke on it.
const UTF_8: u16 = 1 << 11;

/// Made on Unix (APPNOTE 4.4.2), so that the attributes are read as permissions: an ordinary file, `rw-r--r--`.
const MADE_ON_UNIX: u16 = 3 << 8;
const ATTRIBUTES: u32 = 0o100_644 << 16;

impl Default for DosTime {
    /// 1980-01-01 00:00, the earliest time that can be written.
    fn default() -> Self {
        Self { date: 1 << 5 | 1, time: 0 }
    }
}

impl DosTime {
    /// From seconds since 1970-01-01 UTC; what lies outside 1980 to 2107 becomes the nearest time inside.
    pub(crate) fn from_unix(seconds: u64) -> Self {
        const FIRST: u64 = 315_532_800; // 1980-01-01T00:00:00Z
        const LAST: u64 = 4_354_819_198; // 2107-12-31T23:59:58Z
        let seconds = seconds.clamp(FIRST, LAST);
        let (days, second) = (seconds / 86_400, seconds % 86_400);

        // Days to civil date with years that start in March, so that the leap day is the last of its year.
        let days = days + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);

        let date = (year - 1980) << 9 | month << 5 | day;
        let time = (second / 3_600) << 11 | (second / 60 % 60) << 5 | (second % 60 / 2);
        Self { date: date as u16, time: time as u16 }
    }
}

impl Facts {
    /// Whether an entry's local header needs 64-bit sizes. Known before anything is compressed, so that the header has
    /// the same length whether it is written before the content or mended afterwards.
    pub(super) fn needs_wide(method: Method, raw: u64) -> bool {
        let largest = match method {
            Method::Stored => raw,
            // More than deflate can ever add: five bytes for each stored block of at least 16 KiB.
            Method::Deflated => raw.saturating_add(raw / 1_024).saturating_add(1_024),
        };
        largest >= u64::from(WIDE_32)
    }

    fn version_needed(&self, wide: bool) -> u16 {
        // APPNOTE 4.4.3.2: 2.0 for deflate, 4.5 for Zip64.
        if wide { 45 } else { 20 }
    }
}

fn flags(name: &str) -> u16 {
    if name.is_ascii() { 0 } else { UTF_8 }
}

fn narrow(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(WIDE_32)
}

struct Out<'a>(&'a mut Vec<u8>);

impl Out<'_> {
    fn u16(&mut self, value: u16) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn u32(&mut self, value: u32) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn u64(&mut self, value: u64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn method_time_crc(&mut self, facts: &Facts, time: DosTime) -> &mut Self {
        let method = match facts.method {
            Method::Stored => 0,
            Method::Deflated => 8,
        };
        self.u16(method).u16(time.time).u16(time.date).u32(facts.crc)
    }
}

/// The length of [`local_header`].
pub(super) fn local_header_len(name: &str, wide: bool) -> u64 {
    30 + name.len() as u64 + if wide { 20 } else { 0 }
}

/// Local file header, APPNOTE 4.3.7: sizes and checksum are in it, no data descriptor follows the content.
pub(super) fn local_header(out: &mut Vec<u8>, name: &str, facts: &Facts, time: DosTime) {
    let mut to = Out(out);
    to.u32(LOCAL).u16(facts.version_needed(facts.wide)).u16(flags(name)).method_time_crc(facts, time);
    if facts.wide {
        to.u32(WIDE_32).u32(WIDE_32);
    } else {
        to.u32(narrow(facts.compressed)).u32(narrow(facts.raw));
    }
    to.u16(name.len() as u16).u16(if facts.wide { 20 } else { 0 });
    to.0.extend_from_slice(name.as_bytes());
    if facts.wide {
        // APPNOTE 4.5.3: in a local header both sizes must be there.
        Out(out).u16(1).u16(16).u64(facts.raw).u64(facts.compressed);
    }
}

/// Central directory header, APPNOTE 4.3.12.
pub(super) fn central_header(out: &mut Vec<u8>, name: &str, facts: &Facts, time: DosTime, offset: u64) {
    // APPNOTE 4.5.3: only the fields that do not fit, in this order.
    let wide: Vec<u64> = [facts.raw, facts.compressed, offset]
        .into_iter()
        .filter(|&value| value >= u64::from(WIDE_32))
        .collect();
    let extra = if wide.is_empty() { 0 } else { 4 + 8 * wide.len() as u16 };
    let version = facts.version_needed(facts.wide || !wide.is_empty());
    let mut to = Out(out);
    to.u32(CENTRAL).u16(MADE_ON_UNIX | version).u16(version).u16(flags(name)).method_time_crc(facts, time);
    to.u32(narrow(facts.compressed)).u32(narrow(facts.raw));
    to.u16(name.len() as u16).u16(extra);
    to.u16(0).u16(0).u16(0); // comment length, disk number, internal attributes
    to.u32(ATTRIBUTES).u32(narrow(offset));
    to.0.extend_from_slice(name.as_bytes());
    if extra > 0 {
        to.u16(1).u16(extra - 4);
        for value in wide {
            to.u64(value);
        }
    }
}

/// End of central directory, APPNOTE 4.3.16, with the Zip64 records before it (4.3.14, 4.3.15) where a field overflows.
pub(super) fn end(out: &mut Vec<u8>, entries: u64, directory: u64, offset: u64) {
    let count = u16::try_from(entries).unwrap_or(WIDE_16);
    let mut to = Out(out);
    if count == WIDE_16 || directory.max(offset) >= u64::from(WIDE_32) {
        to.u32(END_64).u64(44).u16(MADE_ON_UNIX | 45).u16(45).u32(0).u32(0);
        to.u64(entries).u64(entries).u64(directory).u64(offset);
        to.u32(END_64_LOCATOR).u32(0).u64(offset + directory).u32(1);
    }
    to.u32(END).u16(0).u16(0).u16(count).u16(count).u32(narrow(directory)).u32(narrow(offset)).u16(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(time: DosTime) -> (u16, u16, u16, u16, u16, u16) {
        let DosTime { date, time } = time;
        (1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2)
    }

    #[test]
    fn times_are_utc_and_clamped() {
        assert_eq!(parts(DosTime::default()), (1980, 1, 1, 0, 0, 0));
        assert_eq!(DosTime::from_unix(0), DosTime::default());
        assert_eq!(parts(DosTime::from_unix(951_827_696)), (2000, 2, 29, 12, 34, 56));
        assert_eq!(parts(DosTime::from_unix(1_793_491_199)), (2026, 10, 31, 23, 59, 58));
        assert_eq!(parts(DosTime::from_unix(u64::MAX)), (2107, 12, 31, 23, 59, 58));
    }

    #[test]
    fn the_header_is_as_long_as_foretold() {
        for wide in [false, true] {
            let facts = Facts { method: Method::Stored, crc: 1, compressed: 2, raw: 2, wide };
            let mut out = Vec::new();
            local_header(&mut out, "a/b.txt", &facts, DosTime::default());
            assert_eq!(out.len() as u64, local_header_len("a/b.txt", wide));
        }
    }

    #[test]
    fn zip64_only_where_a_field_overflows() {
        assert!(!Facts::needs_wide(Method::Stored, 0xFFFF_FFFE));
        assert!(Facts::needs_wide(Method::Stored, 0xFFFF_FFFF));
        assert!(!Facts::needs_wide(Method::Deflated, 4_000_000_000));
        assert!(Facts::needs_wide(Method::Deflated, 0xFFFF_FFFE));

        let len = |entries, directory, offset| {
            let mut out = Vec::new();
            end(&mut out, entries, directory, offset);
            out.len()
        };
        assert_eq!(len(65_534, 10, 10), 22);
        assert_eq!(len(65_535, 10, 10), 98);
        assert_eq!(len(1, 10, 0xFFFF_FFFF), 98);
    }
}
