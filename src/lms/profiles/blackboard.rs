use super::super::claim::{
    AICC, Basis, CARTRIDGE_1_1_AND_1_2, CC_1_1, CC_1_2, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2,
    SCORM_2004, SECOND, THIRD, Topic, XAPI,
};
use crate::standard::Standard;

pub(in crate::lms) static BLACKBOARD: Profile = Profile {
    name: "blackboard",
    title: "Blackboard Learn",
    best_first: &[Standard::Scorm12, THIRD, SECOND, FOURTH, Standard::Aicc, Standard::Xapi, CC_1_2, CC_1_1],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "help.blackboard.com and help.anthology.com, Add Content Packages",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(&SCORM_2004, Extent::SomeVersion),
                Fact::Takes(&AICC, Extent::Whole),
                Fact::Takes(
                    &XAPI,
                    Extent::Part(
                        "it plays packages and shows basic data in the grade centre; it has no learning record store",
                    ),
                ),
                Fact::Note(Topic::Standards, "plays SCORM with Rustici's SCORM Engine"),
                Fact::FollowsSequencing,
                Fact::Note(
                    Topic::Import,
                    "imports a zip that is no SCORM package too, after a message about issues",
                ),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "help.blackboard.com, Common Cartridge Course Packages (9.1 SP 14)",
            facts: &[Fact::Takes(&CARTRIDGE_1_1_AND_1_2, Extent::Whole)],
        },
        Known {
            basis: Basis::Documented,
            source: "help.blackboard.com, File Size Limit",
            facts: &[Fact::Note(
                Topic::Files,
                "does not apply its limit for uploads to SCORM packages and course imports",
            )],
        },
        Known {
            basis: Basis::Reported,
            source: "academic-technology-services.scrollhelp.site, Blackboard Ultra: SCORM",
            facts: &[
                Fact::Note(Topic::Tracking, "grades the last attempt that has a grade (Ultra)"),
                Fact::Note(Topic::Tracking, "can grade SCOs one by one"),
                Fact::Note(
                    Topic::Tracking,
                    "takes raw points against the most points, which are set at the import",
                ),
            ],
        },
    ],
};
