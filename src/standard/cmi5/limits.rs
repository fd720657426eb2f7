//! What cmi5 can carry: as much as anyone likes. Its schema bounds no text, and xAPI no document and no statement.

use crate::standard::limits::{Bound, INTERACTIONS, Limits, RunTime};

/// The numbers are this crate's own. When a page goes away, browsers keep 64 KiB of requests alive for all of them together,
/// and the last words of a session have to fit; so texts in statements stay short, and the state in sight of that.
pub(in crate::standard) static LIMITS: Limits = Limits {
    title: Bound::NONE,
    parameters: Bound::NONE,
    launch_data: Bound::NONE,
    state: 64_000,
    href: Bound::NONE,
    run_time: RunTime {
        location: 1000,
        identifier: 4000,
        description: 1000,
        text: 1000,
        long_text: 4000,
        gaps: 50,
        ranges: 50,
        comment: 4000,
        patterns: 50,
        records: 1_000_000,
        objectives: 50,
        decimals: 2,
        interactions: INTERACTIONS,
    },
};
