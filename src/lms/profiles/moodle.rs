use super::super::claim::{
    AICC, Basis, CARTRIDGE_1_1, CC_1_1, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2, SCORM_2004, SECOND,
    THIRD, Topic,
};
use crate::standard::Standard;

pub(in crate::lms) static MOODLE: Profile = Profile {
    name: "moodle",
    title: "Moodle",
    best_first: &[Standard::Scorm12, FOURTH, THIRD, SECOND, Standard::Aicc, CC_1_1],
    known: &[
        Known {
            basis: Basis::Observed,
            source: "Moodle 4.5.6 on PHP 8.2: packages imported and played",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(
                    &SCORM_2004,
                    Extent::Part(
                        "statuses, scores and answers are kept; sequencing is stored and not followed",
                    ),
                ),
                Fact::NoSequencing,
                Fact::LongestText(255),
                Fact::DropsPieces,
                Fact::LiteralReferences,
                Fact::LiteralPrefixes,
                Fact::AbortsAt("imsss:mapInfo"),
                Fact::Note(
                    Topic::Import,
                    "wants imsmanifest.xml at the root of the zip, in exactly this case",
                ),
                Fact::Note(Topic::Import, "looks neither at schemas nor for missing files"),
                Fact::ExactVersions(&["1.2", "1.3", "CAM 1.3", "2004 3rd Edition", "2004 4th Edition"]),
                Fact::Note(
                    Topic::Import,
                    "shows several SCOs in a menu; isvisible=\"false\" hides an item from the menu only",
                ),
                Fact::Note(
                    Topic::Import,
                    "appends an item's parameters after ? or &, so that #f becomes ?#f",
                ),
                Fact::Note(Topic::Import, "follows xml:base only on resource, joined as text"),
                Fact::Note(
                    Topic::Tracking,
                    "in SCORM 1.2, compares the raw score with the mastery score at LMSFinish, and overrides the status",
                ),
                Fact::Note(
                    Topic::Tracking,
                    "in SCORM 1.2, keeps 64,000 characters of suspend data, or 4,096 in its strict mode",
                ),
                Fact::Note(Topic::Tracking, "in SCORM 2004, refuses durations of more than two decimals"),
                Fact::Note(Topic::Tracking, "keeps what is sent while the page is left"),
                Fact::Note(
                    Topic::Tracking,
                    "takes continue and suspendAll as navigation requests; exitAll and abandonAll make Terminate fail",
                ),
            ],
        },
        Known {
            basis: Basis::Code,
            source: "moodle/moodle, mod/scorm: scorm_12.js, scorm_13.js at 139f32c, locallib.php, lib.php",
            facts: &[
                Fact::Note(Topic::Tracking, "takes the grade from score.raw; score.scaled does not count"),
                Fact::Note(Topic::Tracking, "in SCORM 1.2, refuses raw scores outside 0 to 100"),
                Fact::Note(
                    Topic::Tracking,
                    "completes the activity on passed or completed, as the teacher chooses; an asset is completed when it is opened",
                ),
                Fact::Note(
                    Topic::Tracking,
                    "does not hand the passing score of the manifest to SCORM 2004 content",
                ),
                Fact::Note(
                    Topic::Tracking,
                    "in SCORM 2004, takes only letters, digits, dots and underscores in identifiers of answers",
                ),
                Fact::Note(Topic::Tracking, "resumes only after exit suspend"),
                Fact::Note(
                    Topic::Tracking,
                    "loses the records of an item whose identifier changes in a new version",
                ),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "docs.moodle.org, SCORM FAQ",
            facts: &[
                Fact::Takes(&AICC, Extent::Whole),
                Fact::Note(
                    Topic::Files,
                    "takes packages up to the upload limit of the site, which its PHP settings set",
                ),
            ],
        },
        Known {
            basis: Basis::Code,
            source: "moodle/moodle, backup/cc/cc112moodle.php: the import of Common Cartridge in course restore",
            facts: &[Fact::Takes(&CARTRIDGE_1_1, Extent::Whole)],
        },
        Known {
            basis: Basis::Documented,
            source: "docs.moodle.org, Moodle app: SCORM player",
            facts: &[
                Fact::Note(Topic::Tracking, "in its mobile app, plays SCORM 1.2 only"),
                Fact::Note(Topic::Files, "cannot read zips with backslashes in names in its app for Android"),
            ],
        },
    ],
};
