use super::super::claim::{
    Basis, Binding, Extent, Fact, Known, Profile, SCORM_1_2, SCORM_2004_THIRD, THIRD, Topic, XAPI,
};
use crate::standard::Standard;

pub(in crate::lms) static DOCEBO: Profile = Profile {
    name: "docebo",
    title: "Docebo",
    best_first: &[THIRD, Standard::Scorm12, Standard::Xapi],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "help.docebo.com 360020128479, Uploading and managing SCORM as training material",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(&SCORM_2004_THIRD, Extent::Whole),
                Fact::NoSequencing,
                Fact::RefusesFiles(&[
                    "htaccess", "phps", "php5", "php4", "ph3", "php", "cgi", "sh", "shtml", "asp", "aspx",
                    "jsp", "py", "rb", "pl",
                ]),
                Fact::HttpsOnly,
                Fact::Note(Topic::Import, "wants imsmanifest.xml at the root of the zip"),
                Fact::Note(
                    Topic::Tracking,
                    "keeps 4,096 characters of suspend data in SCORM 1.2, and 64,000 in SCORM 2004",
                ),
                Fact::Note(
                    Topic::Tracking,
                    "implements some parts of SCORM otherwise than SCORM Cloud, or not at all",
                ),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "help.docebo.com 360020128459, Uploading xAPI content",
            facts: &[
                Fact::Takes(&XAPI, Extent::Whole),
                Fact::MostBytes(&[Standard::Xapi], 1_024_000_000, Binding::Enforced),
                Fact::Note(Topic::Tracking, "recognises xAPI activities by the identifiers in tincan.xml"),
            ],
        },
    ],
};
