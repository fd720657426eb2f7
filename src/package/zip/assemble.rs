//! Puts parts together into a zip, in one direction, as they come.

use crc32fast::Hasher;

use super::fanout;
use super::format::{self, DosTime, Facts, Method};
use super::plan::{Blocks, Packed, PackedBlock, Part, Worker};
use super::pool::Pool;
use super::sink::Sink;
use super::{Options, budget};
use crate::Error;
use crate::package::file::PackageFile;
use crate::package::writer::Progress;

/// How much of a large file's compressed content waits in memory for its header, where the header cannot be mended. What
/// comes after is dropped and compressed a second time.
const KEPT: u64 = 8 << 20;

pub(super) struct Assembly<'a, 'o, S> {
    files: &'a [PackageFile],
    options: &'a mut Options<'o>,
    pool: Pool,
    sink: S,
    directory: Vec<u8>,
    offset: u64,
    progress: Progress,
    open: Option<OpenEntry>,
}

/// A large file whose parts are coming in.
#[derive(Default)]
struct OpenEntry {
    /// `None` when it turned out that the file is not worth compressing: it is then stored, once its checksum is known.
    method: Option<Method>,
    crc: Hasher,
    compressed: u64,
    kept: Vec<u8>,
    /// The first block that was dropped.
    dropped: Option<u64>,
}

impl<'a, 'o, S: Sink> Assembly<'a, 'o, S> {
    pub(super) fn new(files: &'a [PackageFile], sink: S, pool: Pool, options: &'a mut Options<'o>) -> Self {
        let bytes = files.iter().map(PackageFile::len).sum();
        let progress = Progress { files_done: 0, files: files.len(), bytes_done: 0, bytes };
        Self { files, options, pool, sink, directory: Vec::new(), offset: 0, progress, open: None }
    }

    pub(super) fn add(&mut self, part: Part) -> Result<(), Error> {
        match part {
            Part::Entries { bytes, entries } => self.entries(&bytes, &entries),
            Part::Stored { index, crc } => self.copy_stored(index, crc),
            Part::Packed(block) => self.block(block),
        }
    }

    /// Writes the central directory and says how long the whole zip is.
    pub(super) fn finish(mut self) -> Result<u64, Error> {
        let len = self.directory.len() as u64;
        format::end(&mut self.directory, self.files.len() as u64, len, self.offset);
        self.sink.put(&self.directory)?;
        Ok(self.offset + self.directory.len() as u64)
    }

    fn time(&self) -> DosTime {
        self.options.time
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.sink.put(bytes)
    }

    fn header(&self, index: usize, facts: &Facts) -> Vec<u8> {
        let mut header = Vec::new();
        format::local_header(&mut header, self.files[index].name(), facts, self.time());
        header
    }

    /// Notes an entry whose bytes are all written.
    fn list(&mut self, index: usize, facts: &Facts) {
        let name = self.files[index].name();
        format::central_header(&mut self.directory, name, facts, self.options.time, self.offset);
        self.offset += format::local_header_len(name, facts.wide) + facts.compressed;
        self.progress.files_done += 1;
    }

    fn report(&mut self) {
        if let Some(callback) = &mut self.options.progress {
            callback(self.progress);
        }
    }

    fn advance(&mut self, bytes: u64) {
        self.progress.bytes_done += bytes;
        self.report();
    }

    fn entries(&mut self, bytes: &[u8], entries: &[(usize, Facts)]) -> Result<(), Error> {
        self.put(bytes)?;
        for (index, facts) in entries {
            self.list(*index, facts);
        }
        self.advance(entries.iter().map(|(_, facts)| facts.raw).sum());
        Ok(())
    }

    fn copy_stored(&mut self, index: usize, crc: u32) -> Result<(), Error> {
        let raw = self.files[index].len();
        let wide = Facts::needs_wide(Method::Stored, raw);
        let facts = Facts { method: Method::Stored, crc, compressed: raw, raw, wide };
        let header = self.header(index, &facts);
        self.sink.put(&header)?;
        let (progress, options) = (&mut self.progress, &mut *self.options);
        self.sink.copy(&self.files[index], &mut |bytes| {
            progress.bytes_done += bytes;
            if let Some(callback) = &mut options.progress {
                callback(*progress);
            }
        })?;
        self.list(index, &facts);
        self.report();
        Ok(())
    }

    fn block(&mut self, block: PackedBlock) -> Result<(), Error> {
        let mut entry = self.open.take().unwrap_or_default();
        let PackedBlock { index, number, last, raw, crc, content } = block;
        entry.crc.combine(&crc);
        if number == 0 {
            entry.method = match content {
                Packed::Deflated(_) => Some(Method::Deflated),
                Packed::Stored(_) => Some(Method::Stored),
                Packed::Dropped => None,
            };
            if let Some(method) = entry.method.filter(|_| S::CAN_GO_BACK) {
                let header = self.header(index, &self.facts(index, method, &entry));
                self.put(&header)?;
            }
        }
        if let (Some(_), Packed::Deflated(content) | Packed::Stored(content)) = (entry.method, &content) {
            entry.compressed += content.len() as u64;
            if S::CAN_GO_BACK {
                self.put(content)?;
            } else {
                self.keep(&mut entry, index, number, content);
            }
            self.advance(raw);
        }
        if !last {
            self.open = Some(entry);
            return Ok(());
        }

        let Some(method) = entry.method else {
            return self.copy_stored(index, entry.crc.finalize());
        };
        let facts = self.facts(index, method, &entry);
        let header = self.header(index, &facts);
        if S::CAN_GO_BACK {
            self.sink.mend(self.offset, &header)?;
        } else {
            self.put(&header)?;
            self.put(&entry.kept)?;
            if let Some(first) = entry.dropped {
                self.compress_again(index, first, &facts, entry.kept.len() as u64)?;
            }
        }
        self.list(index, &facts);
        self.report();
        Ok(())
    }

    /// Keeps a compressed block until the header can be written, unless there is too much already.
    fn keep(&self, entry: &mut OpenEntry, index: usize, number: u64, content: &[u8]) {
        if entry.dropped.is_none() && entry.compressed <= KEPT {
            if number == 0 {
                entry.kept.reserve_exact(self.files[index].len().min(KEPT) as usize);
            }
            entry.kept.extend_from_slice(content);
        } else if entry.dropped.is_none() {
            entry.dropped = Some(number);
        }
    }

    fn facts(&self, index: usize, method: Method, entry: &OpenEntry) -> Facts {
        let raw = self.files[index].len();
        let crc = entry.crc.clone().finalize();
        Facts { method, crc, compressed: entry.compressed, raw, wide: Facts::needs_wide(method, raw) }
    }

    /// Compresses a file again from block `first` on, and makes sure that it comes out as it did the first time.
    fn compress_again(&mut self, index: usize, first: u64, facts: &Facts, kept: u64) -> Result<(), Error> {
        let (files, time, threads) = (self.files, self.options.time, self.options.threads);
        let blocks = Blocks::open(&files[index], index, false, self.pool.clone())?.skip_to(first)?;
        let pool = self.pool.clone();
        let worker = || {
            let mut worker = Worker::new(files, time, pool.clone());
            move |task| worker.run(task)
        };
        let mut compressed = kept;
        fanout::in_order(threads, budget(threads), blocks, worker, |part: Result<Part, Error>| {
            if let Part::Packed(PackedBlock { content: Packed::Deflated(deflated), .. }) = part? {
                compressed += deflated.len() as u64;
                self.sink.put(&deflated)?;
            }
            Ok::<_, Error>(())
        })?;
        if compressed == facts.compressed { Ok(()) } else { Err(files[index].changed()) }
    }
}
