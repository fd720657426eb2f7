//! What a cartridge can carry.

use crate::standard::limits::{Bound, Limits, RunTime};

/// The schemas set no length. Nothing in a cartridge talks to the LMS, so of what is sent and kept it carries nothing.
pub(super) static LIMITS: Limits = Limits {
    title: Bound::NONE,
    parameters: Bound::NONE,
    launch_data: Bound::NONE,
    state: 0,
    href: Bound::NONE,
    run_time: RunTime {
        location: 0,
        identifier: 0,
        description: 0,
        text: 0,
        long_text: 0,
        gaps: 0,
        ranges: 0,
        comment: 0,
        patterns: 0,
        records: 0,
        objectives: 0,
        decimals: 0,
        interactions: &[],
    },
};
