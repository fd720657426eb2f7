//! Buffers that are used again.
//!
//! Buffers of half a megabyte that are freed on one thread and needed on another make a process grow to several times
//! what is in use: the allocator cannot put them together again.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

use super::deflate::{BLOCK, WINDOW};

/// The buffers that nobody uses at the moment. It holds no more than were ever in use at once.
#[derive(Clone, Default)]
pub(super) struct Pool(Arc<Mutex<Vec<Vec<u8>>>>);

/// A buffer with room for a block and its dictionary. It goes back to its pool when it is dropped.
pub(super) struct Buffer {
    bytes: Vec<u8>,
    pool: Pool,
}

impl Pool {
    /// An empty buffer.
    pub(super) fn buffer(&self) -> Buffer {
        let spare = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut bytes = spare.unwrap_or_else(|| Vec::with_capacity(WINDOW + BLOCK));
        bytes.clear();
        Buffer { bytes, pool: self.clone() }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        self.pool.0.lock().unwrap_or_else(PoisonError::into_inner).push(bytes);
    }
}

impl Deref for Buffer {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.bytes
    }
}

impl DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }
}
