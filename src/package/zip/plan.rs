//! A package cut into tasks, and the work that each task is.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crc32fast::Hasher;

use super::deflate::{self, BLOCK, Deflater, WINDOW};
use super::fanout::Weighed;
use super::format::{self, DosTime, Facts, Method};
use super::pool::{Buffer, Pool};
use crate::Error;
use crate::package::file::{Content, PackageFile};

/// At most this many small files make one task, and at most [`BLOCK`] bytes.
const FILES_IN_A_TASK: usize = 64;

/// What is read at a time to take a checksum: more does not stay in the processor's cache.
const READ: usize = 128 * 1024;

/// What a task and its result take of memory, at most and about.
pub(super) const LARGEST_TASK: usize = 2 * BLOCK + WINDOW;

/// One thing for a worker to do.
pub(super) enum Task {
    /// Files of at most [`BLOCK`] bytes each, by index.
    Small(Range<usize>),
    /// A large file that is stored, with the checksum that an archive claims.
    Stored {
        index: usize,
        crc: u32,
    },
    /// The checksum of a large file that is stored.
    Checksum {
        index: usize,
    },
    Block(Block),
    Failed(Error),
}

/// A block of a large file, with the bytes before it.
pub(super) struct Block {
    index: usize,
    number: u64,
    last: bool,
    /// The end of the block before, then the block.
    bytes: Buffer,
    dictionary: usize,
    /// Set once the first block has shown that the file is not worth compressing.
    incompressible: Arc<AtomicBool>,
    /// Whether the name says that there is nothing to compress.
    stored: bool,
}

/// What a worker hands to the writer.
pub(super) enum Part {
    /// Whole entries: headers and content.
    Entries {
        bytes: Buffer,
        entries: Vec<(usize, Facts)>,
    },
    /// A large file that is to be stored, with its checksum.
    Stored {
        index: usize,
        crc: u32,
    },
    Packed(PackedBlock),
}

pub(super) struct PackedBlock {
    pub(super) index: usize,
    pub(super) number: u64,
    pub(super) last: bool,
    pub(super) raw: u64,
    pub(super) crc: Hasher,
    pub(super) content: Packed,
}

/// The content of a block.
pub(super) enum Packed {
    Deflated(Buffer),
    Stored(Buffer),
    /// Not worth compressing, and too late for anything else.
    Dropped,
}

/// Cuts files into tasks, in order.
pub(super) struct Plan<'a> {
    files: &'a [PackageFile],
    next: usize,
    /// Whether headers can be mended, so that a stored file need not be read twice.
    can_go_back: bool,
    blocks: Option<Blocks<'a>>,
    pool: Pool,
}

impl<'a> Plan<'a> {
    pub(super) fn new(files: &'a [PackageFile], can_go_back: bool, pool: Pool) -> Self {
        Self { files, next: 0, can_go_back, blocks: None, pool }
    }

    fn small_files(&mut self) -> Weighed<Task> {
        let first = self.next;
        let mut bytes = 0;
        for file in &self.files[first..] {
            if self.next - first == FILES_IN_A_TASK || bytes + file.len() > BLOCK as u64 {
                break;
            }
            bytes += file.len();
            self.next += 1;
        }
        Weighed { weight: 2 * bytes as usize + 200 * FILES_IN_A_TASK, task: Task::Small(first..self.next) }
    }
}

impl Iterator for Plan<'_> {
    type Item = Weighed<Task>;

    fn next(&mut self) -> Option<Weighed<Task>> {
        if let Some(task) = self.blocks.as_mut().and_then(Blocks::next) {
            return Some(task);
        }
        self.blocks = None;

        let index = self.next;
        let file = self.files.get(index)?;
        if file.len() <= BLOCK as u64 {
            return Some(self.small_files());
        }
        self.next += 1;
        let stored = deflate::is_compressed_already(file.name());
        if stored && !self.can_go_back {
            // Takes little memory; but a checksum that runs gigabytes ahead of the copy reads the disk twice.
            let weight = usize::try_from(file.len() / 16).unwrap_or(usize::MAX).min(16 * LARGEST_TASK);
            let task = match file.claimed_crc() {
                Some(crc) => Task::Stored { index, crc },
                None => Task::Checksum { index },
            };
            return Some(Weighed { weight, task });
        }
        match Blocks::open(file, index, stored, self.pool.clone()) {
            Ok(blocks) => self.blocks.insert(blocks).next(),
            Err(error) => Some(Weighed { weight: 0, task: Task::Failed(error) }),
        }
    }
}

/// Cuts one large file into blocks.
pub(super) struct Blocks<'a> {
    file: &'a PackageFile,
    index: usize,
    content: Content<'a>,
    number: u64,
    left: u64,
    before: Vec<u8>,
    incompressible: Arc<AtomicBool>,
    stored: bool,
    pool: Pool,
}

impl<'a> Blocks<'a> {
    pub(super) fn open(file: &'a PackageFile, index: usize, stored: bool, pool: Pool) -> Result<Self, Error> {
        let (content, left) = (file.open()?, file.len());
        Ok(Self {
            file,
            index,
            content,
            number: 0,
            left,
            before: Vec::new(),
            incompressible: Arc::default(),
            stored,
            pool,
        })
    }

    /// Leaves out the blocks before `number`, but for the dictionary.
    pub(super) fn skip_to(mut self, number: u64) -> Result<Self, Error> {
        while self.number < number && self.left > 0 {
            self.read_block().map_err(|error| self.file.error(error))?;
        }
        Ok(self)
    }

    fn read_block(&mut self) -> io::Result<Block> {
        let len = self.left.min(BLOCK as u64) as usize;
        let dictionary = self.before.len();
        let mut bytes = self.pool.buffer();
        bytes.append(&mut self.before);
        bytes.resize(dictionary + len, 0);
        self.content.read_exact(&mut bytes[dictionary..])?;
        self.left -= len as u64;
        let last = self.left == 0;
        if last {
            // Reading to the very end is what makes the reader verify the content.
            let after = self.content.read(&mut [0])?;
            debug_assert_eq!(after, 0, "a reader gives no more than the measured length");
        } else if !self.stored {
            self.before.extend_from_slice(&bytes[bytes.len() - WINDOW..]);
        }
        let number = self.number;
        self.number += 1;
        Ok(Block {
            index: self.index,
            number,
            last,
            bytes,
            dictionary,
            incompressible: Arc::clone(&self.incompressible),
            stored: self.stored,
        })
    }
}

impl Iterator for Blocks<'_> {
    type Item = Weighed<Task>;

    fn next(&mut self) -> Option<Weighed<Task>> {
        if self.left == 0 {
            return None;
        }
        let task = self.read_block().map_or_else(
            |error| {
                self.left = 0;
                Task::Failed(self.file.error(error))
            },
            Task::Block,
        );
        Some(Weighed { weight: LARGEST_TASK, task })
    }
}

/// A worker's own compressor and buffer.
pub(super) struct Worker<'a> {
    files: &'a [PackageFile],
    time: DosTime,
    /// Made with the first small file: blocks do not need it.
    deflater: Option<Deflater>,
    content: Vec<u8>,
    pool: Pool,
}

impl<'a> Worker<'a> {
    pub(super) fn new(files: &'a [PackageFile], time: DosTime, pool: Pool) -> Self {
        Self { files, time, deflater: None, content: Vec::new(), pool }
    }

    pub(super) fn run(&mut self, task: Task) -> Result<Part, Error> {
        match task {
            Task::Small(files) => self.entries(files),
            Task::Stored { index, crc } => Ok(Part::Stored { index, crc }),
            Task::Checksum { index } => self.checksum(index),
            Task::Block(block) => self.block(block),
            Task::Failed(error) => Err(error),
        }
    }

    fn entries(&mut self, files: Range<usize>) -> Result<Part, Error> {
        let mut bytes = self.pool.buffer();
        let mut entries = Vec::with_capacity(files.len());
        for index in files {
            entries.push((index, self.entry(&self.files[index], &mut bytes)?));
        }
        Ok(Part::Entries { bytes, entries })
    }

    fn entry(&mut self, file: &PackageFile, out: &mut Vec<u8>) -> Result<Facts, Error> {
        self.content.clear();
        file.read_into(&mut self.content)?;
        let raw = self.content.len() as u64;
        let crc = crc32fast::hash(&self.content);

        let start = out.len();
        let header_len = format::local_header_len(file.name(), false) as usize;
        out.resize(start + header_len, 0);
        let deflated = !deflate::is_compressed_already(file.name())
            && self.deflater.get_or_insert_with(Deflater::new).whole(&self.content, out);
        let method = if deflated {
            Method::Deflated
        } else {
            out.extend_from_slice(&self.content);
            Method::Stored
        };
        let compressed = (out.len() - start - header_len) as u64;
        let facts = Facts { method, crc, compressed, raw, wide: false };
        let mut header = Vec::with_capacity(header_len);
        format::local_header(&mut header, file.name(), &facts, self.time);
        out[start..start + header_len].copy_from_slice(&header);
        Ok(facts)
    }

    fn checksum(&mut self, index: usize) -> Result<Part, Error> {
        let file = &self.files[index];
        let crc = match file.open()? {
            Content::Bytes(bytes) => crc32fast::hash(bytes),
            mut content => {
                let mut crc = Hasher::new();
                self.content.resize(READ, 0);
                loop {
                    let count = content.read(&mut self.content).map_err(|error| file.error(error))?;
                    if count == 0 {
                        break crc.finalize();
                    }
                    crc.update(&self.content[..count]);
                }
            }
        };
        Ok(Part::Stored { index, crc })
    }

    fn block(&self, block: Block) -> Result<Part, Error> {
        let Block { index, number, last, bytes, dictionary, incompressible, stored } = block;
        let (before, raw_content) = bytes.split_at(dictionary);
        let mut crc = Hasher::new();
        crc.update(raw_content);
        let raw = raw_content.len() as u64;
        let content = if stored {
            Packed::Stored(bytes)
        } else if incompressible.load(Ordering::Relaxed) {
            Packed::Dropped
        } else {
            let mut packed = self.pool.buffer();
            Deflater::block(before, raw_content, last, &mut packed)
                .map_err(|error| self.files[index].error(error))?;
            if number == 0 && deflate::is_not_worth_it(raw_content.len(), packed.len()) {
                incompressible.store(true, Ordering::Relaxed);
                Packed::Dropped
            } else {
                Packed::Deflated(packed)
            }
        };
        Ok(Part::Packed(PackedBlock { index, number, last, raw, crc, content }))
    }
}
