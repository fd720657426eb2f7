use super::super::claim::{
    Basis, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2, SCORM_2004, SECOND, THIRD, Topic,
};
use crate::standard::Standard;

pub(in crate::lms) static OPEN_EDX: Profile = Profile {
    name: "open-edx",
    title: "Open edX",
    best_first: &[Standard::Scorm12, FOURTH, THIRD, SECOND],
    known: &[
        Known {
            basis: Basis::Observed,
            source: "openedx-scorm-xblock 19.0.5: packages imported",
            facts: &[
                Fact::LaunchesFirstPage,
                Fact::Note(Topic::Import, "takes a manifest in a folder of the zip too"),
                Fact::Note(
                    Topic::Import,
                    "shows items below others in its menu only with isvisible=\"true\" spelled out",
                ),
                Fact::Note(
                    Topic::Import,
                    "looks for index.html when the elements of content packaging have a prefix",
                ),
            ],
        },
        Known {
            basis: Basis::Code,
            source: "overhangio/openedx-scorm-xblock, scormxblock.py at ccef54c and 0497fea",
            facts: &[
                Fact::Takes(
                    &SCORM_1_2,
                    Extent::Part("every element is stored; status, score and progress are acted upon"),
                ),
                Fact::Takes(
                    &SCORM_2004,
                    Extent::Part("as SCORM 1.2; any schemaversion but 1.2 means SCORM 2004"),
                ),
                Fact::LastNamesOnly,
                Fact::Note(Topic::Import, "shows a menu of the items only where the author switches it on"),
                Fact::Note(Topic::Files, "tells the type of a file by its extension"),
                Fact::Note(
                    Topic::Tracking,
                    "takes score.raw as being out of 100, or score.scaled; negative scores are refused",
                ),
                Fact::Note(
                    Topic::Tracking,
                    "publishes a grade on passed, failed or completed; failed gives 0",
                ),
                Fact::Note(
                    Topic::Tracking,
                    "checks no lengths, and no formats but those of scores and progress",
                ),
            ],
        },
        Known {
            basis: Basis::Reported,
            source: "docs.upskilled.ai, SCORM: help of a host",
            facts: &[
                Fact::Note(Topic::Files, "loads slowly above 15 MB, as one host tells its authors"),
                Fact::Note(Topic::Tracking, "does not play SCORM in the mobile app of one host"),
            ],
        },
    ],
};
