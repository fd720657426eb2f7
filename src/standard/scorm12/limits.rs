//! What SCORM 1.2 can carry.

use crate::standard::limits::{Bound, Limits, RunTime};

const fn schema(most: usize, clause: &'static str) -> Bound {
    Bound { most, hard: true, clause }
}

/// The words of SCORM 1.2 RTE §3.4.7. There is no long fill-in: a long answer is a fill-in of the same length as any other.
const INTERACTIONS: &[(&str, &str)] = &[
    ("choice", "choice"),
    ("multiple-response", "choice"),
    ("true-false", "true-false"),
    ("fill-in", "fill-in"),
    ("numeric", "numeric"),
    ("matching", "matching"),
    ("ordering", "sequencing"),
    ("sorting", "matching"),
    ("drag-and-drop", "matching"),
    ("hotspot", "choice"),
    ("likert", "likert"),
    ("long-answer", "fill-in"),
    ("performance", "performance"),
    ("scenario", "performance"),
];

pub(crate) static LIMITS: Limits = Limits {
    title: schema(200, "SCORM 1.2 CAM §2.3.2, title"),
    parameters: schema(1000, "SCORM 1.2 CAM §2.3.2, item@parameters"),
    launch_data: schema(255, "SCORM 1.2 CAM §2.3.2, adlcp:datafromlms"),
    state: 4096,
    href: schema(2000, "SCORM 1.2 CAM §2.3.2, file@href"),
    // CMIString255, CMIIdentifier and CMIDecimal (SCORM 1.2 RTE §3.4). There is no element for the question in words.
    run_time: RunTime {
        location: 255,
        identifier: 255,
        description: 0,
        text: 255,
        long_text: 255,
        gaps: 250,
        ranges: 0,
        comment: 4096,
        patterns: 250,
        records: 250,
        objectives: 250,
        decimals: 2,
        interactions: INTERACTIONS,
    },
};
