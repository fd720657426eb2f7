//! The zip writer.
//!
//! It writes what every LMS can read, and the same bytes every time: only stored and deflated entries, sizes and checksum
//! in each local header and no data descriptors, one fixed time and one set of attributes, Zip64 only where a number does
//! not fit otherwise. The bytes follow from the names and the content alone, not from the machine, the number of threads
//! or the kind of sink.
//!
//! ```text
//! files ──plan──▶ tasks ──fanout──▶ workers: read, checksum, deflate ──▶ parts, in order ──assemble──▶ sink
//! ```
//!
//! - Small files travel by the dozen: a worker reads and compresses them, and the writer only appends.
//! - A large compressible file is cut into blocks that are compressed apart, each with the end of the one before as
//!   dictionary, and that make one deflate stream together.
//! - A large file that is compressed already, by its name or because its first block would not shrink, is stored.
//!
//! A header comes before its content and tells its length and checksum. Where the sink is a file, the header of a large entry
//! is mended afterwards, and everything is read once. Elsewhere, a stored file is read for its checksum first, and compressed
//! content waits in memory up to a bound; what is beyond that is compressed twice. The bytes are the same.

mod assemble;
mod deflate;
mod fanout;
mod format;
mod plan;
mod pool;
mod sink;

use std::fs::File;
use std::io::Write;
use std::num::NonZero;
use std::path::Path;
use std::thread;

pub(super) use format::DosTime;

use self::assemble::Assembly;
use self::plan::{Part, Plan, Worker};
use self::pool::Pool;
use self::sink::{Forward, OnDisk, Sink};
use super::file::PackageFile;
use super::writer::Progress;
use crate::Error;

/// What tasks in progress may take of memory together, in bytes: one task for each thread, and some that wait for an
/// earlier one to be written.
fn budget(threads: usize) -> usize {
    (threads + 3) * plan::LARGEST_TASK
}

/// As many threads as the one that writes can serve, and as memory is kept small with.
const MOST_THREADS: usize = 8;

/// How a zip is written.
pub(super) struct Options<'o> {
    pub(super) time: DosTime,
    pub(super) threads: usize,
    pub(super) progress: Option<Box<dyn FnMut(Progress) + Send + 'o>>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
        Self { time: DosTime::default(), threads, progress: None }
    }
}

/// Writes a zip to a sink that only goes forward; returns its length.
pub(super) fn write_forward(
    files: &[PackageFile],
    sink: impl Write,
    options: &mut Options<'_>,
) -> Result<u64, Error> {
    write(files, Forward(sink), options)
}

/// Writes a zip into an empty file that errors call `path`; returns its length.
pub(super) fn write_file(
    files: &[PackageFile],
    file: &File,
    path: &Path,
    options: &mut Options<'_>,
) -> Result<u64, Error> {
    write(files, OnDisk { file, path }, options)
}

fn write<S: Sink>(files: &[PackageFile], sink: S, options: &mut Options<'_>) -> Result<u64, Error> {
    // A package of a few files is written without starting a thread.
    let bytes: u64 = files.iter().map(PackageFile::len).sum();
    let tasks = files.len() / 64
        + usize::try_from(bytes / deflate::BLOCK as u64).unwrap_or(usize::MAX - 1 - files.len());
    let (time, threads) = (options.time, options.threads.min(tasks + 1));
    let pool = Pool::default();
    let mut assembly = Assembly::new(files, sink, pool.clone(), options);
    let worker = || {
        let mut worker = Worker::new(files, time, pool.clone());
        move |task| worker.run(task)
    };
    fanout::in_order(
        threads,
        budget(threads),
        Plan::new(files, S::CAN_GO_BACK, pool.clone()),
        worker,
        |part: Result<Part, Error>| assembly.add(part?),
    )?;
    assembly.finish()
}

/// Appends to a directory the records that make a zip of it, in which it is the only thing.
pub(super) fn end_of_directory(directory: &mut Vec<u8>, entries: u64, len: u64) {
    format::end(directory, entries, len, 0);
}

/// Copies the content of a file into another, as it is.
pub(super) fn copy(file: &PackageFile, to: &File, path: &Path) -> Result<(), Error> {
    OnDisk { file: to, path }.copy(file, &mut |_| ())
}
