//! Bounds on what is read from packages that others made.

/// How much a package that somebody else made may ask of the reader.
///
/// [`Package::open`](crate::package::Package::open) keeps to the defaults, which pass every real course known to
/// us and stop archives that are built to exhaust memory or disk. A size is in bytes.
///
/// ```
/// use coursewright::Limits;
///
/// let limits = Limits::default().files(5_000).total(200 << 20);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub(crate) files: usize,
    pub(crate) total: u64,
    pub(crate) file: u64,
    pub(crate) ratio: u64,
    pub(crate) name: usize,
}

impl Limits {
    /// Entries of this size or smaller may have any compression ratio: a short file of blanks is no attack.
    pub(crate) const RATIO_FREE: u64 = 16 << 20;

    /// At most this many files. Default 250,000.
    #[must_use]
    pub fn files(mut self, files: usize) -> Self {
        self.files = files;
        self
    }

    /// At most this many bytes over all files, uncompressed. Default 16 GiB.
    #[must_use]
    pub fn total(mut self, bytes: u64) -> Self {
        self.total = bytes;
        self
    }

    /// At most this many bytes in one file, uncompressed. Default 8 GiB.
    #[must_use]
    pub fn file(mut self, bytes: u64) -> Self {
        self.file = bytes;
        self
    }

    /// At most this many uncompressed bytes for each compressed one, in files over 16 MiB. Default 200; deflate
    /// cannot reach more than 1,032.
    #[must_use]
    pub fn ratio(mut self, ratio: u64) -> Self {
        self.ratio = ratio;
        self
    }

    /// At most this many bytes in the name of a file, folders included. Default 1,024.
    #[must_use]
    pub fn name(mut self, bytes: usize) -> Self {
        self.name = bytes;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { files: 250_000, total: 16 << 30, file: 8 << 30, ratio: 200, name: 1_024 }
    }
}
