use super::super::claim::{
    AICC, Basis, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2, SCORM_2004, SECOND, THIRD, Topic, XAPI,
};
use crate::standard::Standard;

pub(in crate::lms) static ABSORB: Profile = Profile {
    name: "absorb",
    title: "Absorb LMS",
    best_first: &[Standard::Scorm12, THIRD, SECOND, FOURTH, Standard::Xapi, Standard::Aicc],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "support.absorblms.com 4946744843539, Third Party Courses",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(&SCORM_2004, Extent::SomeVersion),
                Fact::Takes(&XAPI, Extent::Whole),
                Fact::Takes(&AICC, Extent::Whole),
                Fact::Note(
                    Topic::Files,
                    "wants all of the content in the package: dispatch files and drivers elsewhere are not supported",
                ),
                Fact::Note(Topic::Tracking, "does not handle content exactly as SCORM Cloud does"),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "support.absorblms.com 33969531859731, Supported SCORM & xAPI Statements",
            facts: &[Fact::Note(
                Topic::Tracking,
                "in SCORM 1.2, takes status, score (raw, min, max), time, place, exit, objectives and interactions, and hands out the \
                 mastery score",
            )],
        },
    ],
};
