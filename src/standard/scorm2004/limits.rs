//! What the editions of SCORM 2004 can carry.

use crate::standard::limits::{Bound, INTERACTIONS, Limits, RunTime};

const fn every_lms(most: usize, clause: &'static str) -> Bound {
    Bound { most, hard: false, clause }
}

/// The smallest permitted maxima of SCORM 2004 RTE §4.2; those of patterns are in §4.2.9.1.
const RUN_TIME: RunTime = RunTime {
    location: 1000,
    identifier: 4000,
    description: 250,
    text: 250,
    long_text: 4000,
    gaps: 10,
    ranges: 1,
    comment: 4000,
    patterns: 5,
    records: 250,
    objectives: 10,
    decimals: 2,
    interactions: INTERACTIONS,
};

pub(super) static FOURTH: Limits = Limits {
    title: every_lms(200, "SCORM 2004 4th Edition CAM §3.4.1.7, title"),
    parameters: every_lms(1000, "SCORM 2004 4th Edition CAM §3.4.1.8, item@parameters"),
    launch_data: every_lms(4000, "SCORM 2004 4th Edition CAM §3.4.1.12, dataFromLMS"),
    state: 64_000,
    href: every_lms(2000, "SCORM 2004 4th Edition CAM §3.4.1.20, file@href"),
    run_time: RUN_TIME,
};

pub(super) static THIRD: Limits = Limits {
    title: every_lms(200, "SCORM 2004 3rd Edition CAM §3.4, title"),
    parameters: every_lms(1000, "SCORM 2004 3rd Edition CAM §3.4, item@parameters"),
    launch_data: every_lms(4000, "SCORM 2004 3rd Edition CAM §3.4, dataFromLMS"),
    state: 64_000,
    href: every_lms(2000, "SCORM 2004 3rd Edition CAM §3.4, file@href"),
    run_time: RUN_TIME,
};

pub(super) static SECOND: Limits = Limits {
    title: every_lms(200, "SCORM 2004 2nd Edition CAM §3.4, title"),
    parameters: every_lms(1000, "SCORM 2004 2nd Edition CAM §3.4, item@parameters"),
    launch_data: every_lms(4000, "SCORM 2004 2nd Edition CAM §3.4, dataFromLMS"),
    // The 3rd Edition is the one that raised it.
    state: 4000,
    href: every_lms(2000, "SCORM 2004 2nd Edition CAM §3.4, file@href"),
    run_time: RUN_TIME,
};
