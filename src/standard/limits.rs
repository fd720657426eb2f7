//! What a standard can carry, as data.

/// The lengths that this crate holds a package to, in characters (Unicode scalar values, as XML Schema counts them).
///
/// The standards bound more than these: identifiers, types, versions and fields of the metadata record. Identifiers are short
/// by their grammar (64 characters, with a prefix), and types and versions are written by this crate; but nothing checks how long
/// the texts of the record are. What a SCO sends to the LMS while it runs is the player's to keep short.
#[derive(Debug)]
pub(crate) struct Limits {
    /// Title of an organization or item.
    pub(crate) title: Bound,
    /// Parameters of an item, as they stand in the manifest.
    pub(crate) parameters: Bound,
    /// Launch data of a SCO.
    pub(crate) launch_data: Bound,
    /// What a SCO may keep from one visit to the next (`cmi.suspend_data`). Publishing computes the worst case before anything
    /// is written; what a package of other content keeps cannot be known.
    pub(crate) state: usize,
    /// A file's address in the manifest, percent-encoded. LMSs keep shorter ones: names over 100 characters are a finding of
    /// their own (CW410).
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
