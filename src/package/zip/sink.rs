//! Where the bytes of a zip go.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::Error;
use crate::package::file::{Content, PackageFile};

/// What is copied between two reports of progress.
const PIECE: u64 = 8 << 20;

/// A place for the bytes: one that only goes forward, or one that can go back and mend.
pub(super) trait Sink {
    /// Whether [`mend`](Sink::mend) can be called.
    const CAN_GO_BACK: bool;

    fn put(&mut self, bytes: &[u8]) -> Result<(), Error>;

    /// Puts the whole content of a file, and says after each piece how long it was.
    fn copy(&mut self, file: &PackageFile, copied: &mut dyn FnMut(u64)) -> Result<(), Error>;

    /// Writes over bytes that were put before.
    fn mend(&mut self, at: u64, bytes: &[u8]) -> Result<(), Error>;
}

/// Any `Write`.
pub(super) struct Forward<W>(pub(super) W);

impl<W: Write> Sink for Forward<W> {
    const CAN_GO_BACK: bool = false;

    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.0.write_all(bytes).map_err(Error::Sink)
    }

    fn copy(&mut self, file: &PackageFile, copied: &mut dyn FnMut(u64)) -> Result<(), Error> {
        let content = file.open()?;
        copy_through_memory(content, file, copied, |bytes| self.put(bytes))
    }

    fn mend(&mut self, _: u64, _: &[u8]) -> Result<(), Error> {
        Err(Error::Sink(io::ErrorKind::NotSeekable.into()))
    }
}

/// A file on disk that nobody else writes to, and the name that errors call it by.
pub(super) struct OnDisk<'a> {
    pub(super) file: &'a File,
    pub(super) path: &'a Path,
}

impl Sink for OnDisk<'_> {
    const CAN_GO_BACK: bool = true;

    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file.write_all(bytes).map_err(|error| Error::write(self.path, error))
    }

    fn copy(&mut self, file: &PackageFile, copied: &mut dyn FnMut(u64)) -> Result<(), Error> {
        match file.open()? {
            Content::Disk(mut content) => loop {
                let (mut to, mut refused) = (self.file, None);
                let count = content
                    .copy(PIECE, |from| {
                        // From file to file, `io::copy` leaves the work to the kernel where it can.
                        io::copy(from, &mut to).map_err(|error| {
                            refused = Some(error);
                            io::ErrorKind::Other.into()
                        })
                    })
                    .map_err(|error| match refused {
                        // Whose fault it was cannot be told from the error; the output is by far the likelier one.
                        Some(refused) => Error::write(self.path, refused),
                        None => file.error(error),
                    })?;
                if count == 0 {
                    return Ok(());
                }
                copied(count);
            },
            content => copy_through_memory(content, file, copied, |bytes| self.put(bytes)),
        }
    }

    fn mend(&mut self, at: u64, bytes: &[u8]) -> Result<(), Error> {
        let mut mend = || {
            let end = self.file.stream_position()?;
            self.file.seek(SeekFrom::Start(at))?;
            self.file.write_all(bytes)?;
            self.file.seek(SeekFrom::Start(end))
        };
        mend().map(drop).map_err(|error| Error::write(self.path, error))
    }
}

fn copy_through_memory(
    mut content: Content<'_>,
    file: &PackageFile,
    copied: &mut dyn FnMut(u64),
    mut put: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    if let Content::Bytes(bytes) = content {
        for piece in bytes.chunks(PIECE as usize) {
            put(piece)?;
            copied(piece.len() as u64);
        }
        return Ok(());
    }
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let count = content.read(&mut buffer).map_err(|error| file.error(error))?;
        if count == 0 {
            return Ok(());
        }
        put(&buffer[..count])?;
        copied(count as u64);
    }
}
