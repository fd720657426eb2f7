use super::super::claim::{Basis, CMI5, Extent, Fact, Known, Profile, SCORM_1_2, SCORM_2004, Topic, XAPI};
use crate::standard::Standard;

pub(in crate::lms) static TALENTLMS: Profile = Profile {
    name: "talentlms",
    title: "TalentLMS",
    best_first: &[Standard::Scorm12, Standard::Cmi5, Standard::Xapi],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "help.talentlms.com 26499696329756, SCORM in TalentLMS",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Refuses(&SCORM_2004, "of SCORM, only 1.2 is supported"),
                Fact::Note(Topic::Import, "refuses a zip in which the manifest lies inside a folder"),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "support.talentlms.com 1155433, How to work with the supported eLearning protocols; \
                     help.talentlms.com 9651373731356",
            facts: &[
                Fact::Takes(&CMI5, Extent::Whole),
                Fact::Takes(&XAPI, Extent::Whole),
                Fact::Note(
                    Topic::Tracking,
                    "tracks cmi5 and xAPI only where xAPI is switched on in the portal's settings",
                ),
            ],
        },
    ],
};
