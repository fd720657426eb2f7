use super::super::claim::{
    Basis, CMI5, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2, SCORM_2004, SECOND, THIRD, Topic,
};
use crate::standard::Standard;

pub(in crate::lms) static ILIAS: Profile = Profile {
    name: "ilias",
    title: "ILIAS",
    best_first: &[Standard::Scorm12, THIRD, SECOND, FOURTH, Standard::Cmi5],
    known: &[
        Known {
            basis: Basis::Code,
            source: "ILIAS, the player of its module Scorm2004, made from ADL's sequencer",
            facts: &[Fact::FollowsSequencing],
        },
        Known {
            basis: Basis::Code,
            source: "ILIAS, basisAPI.js and SCORM1_2standard.js; pull request 2770",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Note(
                    Topic::Tracking,
                    "makes a status of not attempted completed at LMSFinish, and compares with the mastery score; both can be configured",
                ),
                Fact::Note(Topic::Tracking, "in strict mode, takes raw scores of 0 to 100 only"),
                Fact::Note(Topic::Tracking, "checks lengths only where values are set to be checked"),
                Fact::Note(
                    Topic::Tracking,
                    "closes a SCO by itself when LMSFinish does not come within 5 seconds after another is launched",
                ),
                Fact::Note(Topic::Tracking, "can be set to open completed and passed SCOs for review only"),
            ],
        },
        Known {
            basis: Basis::Reported,
            source: "checkpoint-elearning.de, January 2008: certified by ADL for SCORM 2004 (version 3.9)",
            facts: &[Fact::Takes(&SCORM_2004, Extent::SomeVersion)],
        },
        Known {
            basis: Basis::Documented,
            source: "docu.ilias.de, Feature Wiki 5293",
            facts: &[Fact::Takes(&CMI5, Extent::Part("one assignable unit for each module"))],
        },
        Known {
            basis: Basis::Reported,
            source: "LiaScript/LiaScript-Exporter, issue 55",
            facts: &[Fact::Note(
                Topic::Tracking,
                "stores each commit slowly, so that content which commits often stalls",
            )],
        },
    ],
};
