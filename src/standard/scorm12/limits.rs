//! What SCORM 1.2 can carry.

use crate::standard::limits::{Bound, INTERACTIONS, Limits, RunTime};

const fn schema(most: usize, clause: &'static str) -> Bound {
    Bound { most, hard: true, clause }
}

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
        patterns: 250,
        records: 250,
        objectives: 250,
        decimals: 2,
        interactions: INTERACTIONS,
    },
};
