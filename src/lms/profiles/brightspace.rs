use super::super::claim::{
    Basis, CARTRIDGE, CC_1_1, CC_1_2, CC_1_3, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2, SCORM_2004,
    SECOND, THIRD, Topic,
};
use crate::standard::Standard;

pub(in crate::lms) static BRIGHTSPACE: Profile = Profile {
    name: "brightspace",
    title: "Brightspace",
    best_first: &[Standard::Scorm12, THIRD, SECOND, FOURTH, CC_1_1, CC_1_2, CC_1_3],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "documentation.brightspace.com, About SCORM; community.d2l.com 4269, 4271",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(&SCORM_2004, Extent::SomeVersion),
                Fact::Note(
                    Topic::Import,
                    "has two SCORM players, a legacy one and, since 10.6.11, the Content Service; one course should not mix them",
                ),
                Fact::Note(Topic::Import, "cannot publish SCORM 2004 into its learning object repository"),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "D2L help, Publish a SCORM package with manual grade creation (legacy player)",
            facts: &[Fact::Note(
                Topic::Tracking,
                "in SCORM 1.2, writes a grade only when score.raw is set, score.max is above 0 and LMSFinish is called",
            )],
        },
        Known {
            basis: Basis::Documented,
            source: "community.d2l.com 16786, About Import/Export/Copy Components",
            facts: &[Fact::Takes(&CARTRIDGE, Extent::SomeVersion)],
        },
    ],
};
