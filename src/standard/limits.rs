//! What a standard can carry, as data.

/// Sizes in characters (Unicode scalar values).
#[derive(Debug)]
pub(crate) struct Limits {
    /// Title of an organization or item.
    pub(crate) title: Bound,
    /// Parameters of an item.
    pub(crate) parameters: Bound,
    /// Launch data of a SCO.
    pub(crate) launch_data: Bound,
    /// What a SCO may keep from one visit to the next (`cmi.suspend_data`).
    pub(crate) state: usize,
    /// A file's address in the manifest.
    pub(crate) href: Bound,
}

/// A size, and what happens above it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound {
    pub(crate) most: usize,
    /// Whether more breaks the standard's own schema. Otherwise `most` is what every LMS must take (the smallest
    /// permitted maximum), and some take no more.
    pub(crate) hard: bool,
    /// Where the standard says so.
    pub(crate) clause: &'static str,
}
