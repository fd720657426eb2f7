//! What is compressed, and how: raw deflate (RFC 1951) at one pinned level.

use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};

/// A file of at most this many bytes is compressed whole; a larger one in blocks of this size.
pub(super) const BLOCK: usize = 512 * 1024;

/// How far deflate looks back (RFC 1951 §2): each block starts with the end of the one before as dictionary.
pub(super) const WINDOW: usize = 32 * 1024;

/// The level of every compressed byte; a package's bytes depend on it.
const LEVEL: u32 = 6;

/// Extensions of formats that are compressed already: deflating them costs seconds and gains nothing.
const COMPRESSED: &[&str] = &[
    "7z", "aac", "apng", "avi", "avif", "br", "bz2", "docx", "epub", "flac", "flv", "gif", "gz", "h5p",
    "heic", "jar", "jpeg", "jpg", "jxl", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "odp",
    "ods", "odt", "oga", "ogg", "ogv", "opus", "png", "pptx", "rar", "tgz", "ts", "webm", "webp", "wma",
    "wmv", "woff", "woff2", "xlsx", "xz", "zip", "zst",
];

/// Whether the name says that the content is compressed already.
pub(super) fn is_compressed_already(name: &str) -> bool {
    let base = name.rsplit('/').next().unwrap_or(name);
    base.rsplit_once('.').is_some_and(|(_, extension)| {
        extension.len() <= 5 && COMPRESSED.binary_search(&extension.to_ascii_lowercase().as_str()).is_ok()
    })
}

/// Whether the first block of a large file shrinks too little (less than a thirty-second) for the rest to be tried.
pub(super) fn is_not_worth_it(raw: usize, compressed: usize) -> bool {
    compressed >= raw - raw / 32
}

/// One compressor, used again for everything that a thread compresses.
pub(super) struct Deflater {
    state: Compress,
}

impl Deflater {
    pub(super) fn new() -> Self {
        Self { state: Compress::new(Compression::new(LEVEL), false) }
    }

    /// Appends the compressed content to `out` and says true; or leaves `out` alone and says false, when the
    /// compressed form would not be the smaller one.
    pub(super) fn whole(&mut self, content: &[u8], out: &mut Vec<u8>) -> bool {
        let start = out.len();
        self.state.reset();
        out.reserve(content.len());
        let finished =
            matches!(self.state.compress_vec(content, out, FlushCompress::Finish), Ok(Status::StreamEnd));
        let worth_it = finished && out.len() - start < content.len();
        if !worth_it {
            out.truncate(start);
        }
        worth_it
    }

    /// Makes `out` the compressed form of one block of a large file, after the end of the block before it. Every block but the last ends on a byte boundary with an empty stored
    /// block (RFC 1951 §3.2.4), so that blocks compressed apart make one stream when put one after another.
    pub(super) fn block(dictionary: &[u8], content: &[u8], last: bool, out: &mut Vec<u8>) -> io::Result<()> {
        // A new compressor for each block: zlib-rs 0.6 hashes the last bytes of a dictionary together with the byte after
        // it, which in a compressor that is used again is left from what it compressed before.
        let mut state = Self::new().state;
        if !dictionary.is_empty() {
            state.set_dictionary(dictionary).map_err(io::Error::other)?;
        }
        let flush = if last { FlushCompress::Finish } else { FlushCompress::Sync };
        out.clear();
        out.reserve(BLOCK + BLOCK / 64 + 64);
        loop {
            let read = usize::try_from(state.total_in()).unwrap_or(usize::MAX).min(content.len());
            let status = state.compress_vec(&content[read..], out, flush).map_err(io::Error::other)?;
            let has_room = out.len() < out.capacity();
            if status == Status::StreamEnd || (!last && has_room) {
                return Ok(());
            }
            if has_room && status == Status::BufError {
                return Err(io::Error::other("the compressor made no progress"));
            }
            out.reserve(BLOCK / 4);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn inflate(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        flate2::read::DeflateDecoder::new(bytes).read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn extensions_are_sorted_for_the_search() {
        assert!(COMPRESSED.is_sorted());
        assert!(is_compressed_already("media/Clip.MP4"));
        assert!(is_compressed_already("a.tar.gz"));
        assert!(!is_compressed_already("mp4"));
        assert!(!is_compressed_already("media.mp4/readme"));
        assert!(!is_compressed_already("page.html"));
    }

    #[test]
    fn content_that_does_not_shrink_leaves_the_output_alone() {
        let mut deflater = Deflater::new();
        let mut out = b"before".to_vec();
        assert!(!deflater.whole(b"", &mut out));
        assert!(!deflater.whole(b"xyz", &mut out));
        assert_eq!(out, b"before");
        assert!(deflater.whole(&[b'a'; 1000], &mut out));
        assert_eq!(inflate(&out[6..]), [b'a'; 1000]);
    }

    /// Text of words that come back, the same every time.
    fn text(len: usize, seed: u32) -> Vec<u8> {
        let mut state = seed;
        let mut out = Vec::new();
        while out.len() < len {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let word = state >> 28;
            out.extend(format!("{:x} ", (state >> 8) % (7 << word)).into_bytes());
        }
        out.truncate(len);
        out
    }

    #[test]
    fn blocks_make_one_stream() {
        let text = text(3 * BLOCK + 1, 1);
        let count = text.len().div_ceil(BLOCK);
        let mut out = Vec::new();
        for (number, content) in text.chunks(BLOCK).enumerate() {
            let start = number * BLOCK;
            let dictionary = &text[start.saturating_sub(WINDOW)..start];
            let mut block = Vec::new();
            Deflater::block(dictionary, content, number + 1 == count, &mut block).unwrap();
            let mut again = Vec::new();
            Deflater::block(dictionary, content, number + 1 == count, &mut again).unwrap();
            assert!(block == again);
            out.extend(block);
        }
        assert!(inflate(&out) == text);
    }

    #[test]
    fn nothing_is_left_of_what_was_compressed_before() {
        let mut used = Deflater::new();
        for seed in 0..500 {
            let content = text((seed as usize).pow(3) % 90_001 + 1, seed);
            let (mut fresh, mut again) = (Vec::new(), Vec::new());
            assert_eq!(Deflater::new().whole(&content, &mut fresh), used.whole(&content, &mut again));
            assert!(fresh == again, "seed {seed}");
        }
    }
}
