//! What AICC can carry.

use crate::standard::limits::{Bound, Limits, RunTime};

/// CMI001 counts in its data types: what every CMI system must take, and some take no more.
const fn least(most: usize, clause: &'static str) -> Bound {
    Bound { most, hard: false, clause }
}

/// AICC's words have one letter that counts; older CMI systems take nothing but the letter.
const INTERACTIONS: &[(&str, &str)] = &[
    ("choice", "C"),
    ("multiple-response", "C"),
    ("true-false", "T"),
    ("fill-in", "F"),
    ("numeric", "N"),
    ("matching", "M"),
    ("ordering", "S"),
    ("sorting", "M"),
    ("drag-and-drop", "M"),
    ("hotspot", "C"),
    ("likert", "L"),
    ("long-answer", "F"),
    ("performance", "P"),
    ("scenario", "P"),
];

pub(crate) static LIMITS: Limits = Limits {
    title: least(255, "AICC CMI001, Title (CMIString255)"),
    parameters: least(255, "AICC CMI001, Web_Launch (CMIString255)"),
    launch_data: least(4096, "AICC CMI001, Core_Vendor (CMIString4096)"),
    state: 4096,
    href: least(255, "AICC CMI001, File_Name (CMIString255)"),
    // CMIString255, CMIIdentifier; whole scores, since CMI systems of version 2.2 take no decimals. A row of PutInteractions has
    // one field for the correct response and one for the objective, and none for the question in words.
    run_time: RunTime {
        location: 255,
        identifier: 255,
        description: 0,
        text: 255,
        long_text: 255,
        gaps: 250,
        ranges: 0,
        comment: 4096,
        patterns: 1,
        records: 250,
        objectives: 1,
        decimals: 0,
        interactions: INTERACTIONS,
    },
};
