use super::super::claim::{
    AICC, Basis, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2, SCORM_2004, SECOND, THIRD, Topic,
};
use crate::standard::Standard;

pub(in crate::lms) static CHAMILO: Profile = Profile {
    name: "chamilo",
    title: "Chamilo",
    best_first: &[Standard::Scorm12, Standard::Aicc, FOURTH, THIRD, SECOND],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "docs.chamilo.org, teacher's manual 1.11: import of AICC and SCORM",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(&AICC, Extent::Whole),
                Fact::Takes(
                    &SCORM_2004,
                    Extent::Part("some of its elements are there by the way, and nothing is guaranteed"),
                ),
                Fact::Note(Topic::Tracking, "may have objectives and interactions switched off"),
            ],
        },
        Known {
            basis: Basis::Code,
            source: "chamilo/chamilo-lms, scorm.class.php, import_package: 1.11 reports such files, 2 refuses them",
            facts: &[
                Fact::RefusesFiles(&["php*", "phtml"]),
                Fact::Note(
                    Topic::Import,
                    "takes a manifest in a folder of the zip too: the one with the shortest path",
                ),
            ],
        },
        Known {
            basis: Basis::Code,
            source: "chamilo/chamilo-lms, scorm_api.php; pull requests 3837, 3845",
            facts: &[
                Fact::Note(
                    Topic::Tracking,
                    "in SCORM 2004, knows completion_status, success_status and score.scaled",
                ),
                Fact::Note(Topic::Tracking, "answers every commit and finish with true"),
                Fact::Note(Topic::Tracking, "does not check suspend data"),
                Fact::Note(
                    Topic::Tracking,
                    "starts anew after an exit without a word; 1.11.4 did so after suspend too",
                ),
            ],
        },
        Known {
            basis: Basis::Reported,
            source: "chamilo/chamilo-lms, discussion 5383 (1.11.26)",
            facts: &[Fact::Note(Topic::Tracking, "does not change a status once it is completed")],
        },
    ],
};
