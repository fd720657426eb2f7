use super::super::claim::{
    AICC, Basis, CMI5, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2, SCORM_2004, SECOND, THIRD, Topic,
    XAPI,
};
use crate::standard::Standard;

pub(in crate::lms) static SCORM_CLOUD: Profile = Profile {
    name: "scorm-cloud",
    title: "SCORM Cloud",
    best_first: &[FOURTH, THIRD, SECOND, Standard::Cmi5, Standard::Scorm12, Standard::Xapi, Standard::Aicc],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "support.scorm.com 206163756, 360042728333, 360042172834; docs.rusticisoftware.com, Learning Standards",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(&SCORM_2004, Extent::Whole),
                Fact::Takes(&XAPI, Extent::Whole),
                Fact::Takes(&AICC, Extent::Whole),
                Fact::FollowsSequencing,
                Fact::Note(
                    Topic::Import,
                    "imports packages that have problems, and lists them as warnings of the parser",
                ),
                Fact::Note(
                    Topic::Tracking,
                    "lets each course configure roll-up, scores, windows and the size of suspend data",
                ),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "rusticisoftware.com, blog: cmi5 live in products",
            facts: &[Fact::Takes(&CMI5, Extent::Whole)],
        },
        Known {
            basis: Basis::Reported,
            source: "help pages of Absorb (4946744843539) and Docebo (360020128479)",
            facts: &[Fact::Note(
                Topic::Tracking,
                "handles content not exactly as other LMSs do, so that a test there is no test of yours",
            )],
        },
    ],
};
