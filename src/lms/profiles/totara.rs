use super::super::claim::{
    AICC, Basis, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2, SCORM_2004, SECOND, THIRD, Topic,
};
use crate::standard::Standard;

pub(in crate::lms) static TOTARA: Profile = Profile {
    name: "totara",
    title: "Totara Learn",
    best_first: &[Standard::Scorm12, Standard::Aicc, FOURTH, THIRD, SECOND],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "help.totaralearning.com, SCORM (TL9, TH13)",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(&AICC, Extent::Whole),
                Fact::Takes(
                    &SCORM_2004,
                    Extent::Part(
                        "without its content aggregation model, run-time environment, and sequencing and navigation",
                    ),
                ),
                Fact::NoSequencing,
                Fact::Note(Topic::Import, "wants imsmanifest.xml at the root of the zip"),
                Fact::Note(Topic::Tracking, "plays packages in its mobile app too, in a slightly other way"),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "totara.help, SCORM activity settings; help.totaralearning.com, Check for problems with SCORM",
            facts: &[
                Fact::Note(
                    Topic::Files,
                    "takes packages up to post_max_size and upload_max_filesize of its PHP settings",
                ),
                Fact::Note(
                    Topic::Files,
                    "tracks nothing of content that lies under another address than the site",
                ),
                Fact::Note(
                    Topic::Tracking,
                    "loses the records of an item whose identifier changes in a new version",
                ),
            ],
        },
    ],
};
