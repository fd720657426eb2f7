use super::super::claim::{
    AICC, Basis, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2, SCORM_2004, SECOND, THIRD, Topic,
};
use crate::standard::Standard;

pub(in crate::lms) static SUCCESSFACTORS: Profile = Profile {
    name: "successfactors",
    title: "SAP SuccessFactors Learning",
    best_first: &[Standard::Scorm12, THIRD, SECOND, FOURTH, Standard::Aicc],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "SAP, Implementing Structured Content, 2H 2022; SAP KBA 2154023",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(&SCORM_2004, Extent::SomeVersion),
                Fact::Takes(&AICC, Extent::Whole),
                Fact::FollowsSequencing,
                Fact::Note(Topic::Tracking, "needs its content structure page open beside the content"),
                Fact::Note(Topic::Tracking, "adds up the time of AICC sessions"),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "SAP KBA 2978409, 2316953, 3403728, 2291564",
            facts: &[
                Fact::Note(
                    Topic::Tracking,
                    "completes on passed or completed; other words are not recognised",
                ),
                Fact::CompletesByItself,
                Fact::Note(Topic::Tracking, "is stricter about SCORM 2004 since 2H 2023"),
                Fact::Note(Topic::Tracking, "takes the mastery score from the manifest"),
                Fact::Note(
                    Topic::Tracking,
                    "ends sessions after 30 minutes unless it is set to keep them alive",
                ),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "SAP KBA 2316909",
            facts: &[Fact::Note(
                Topic::Import,
                "names content after the first 15 characters of the manifest's identifier, and the resource",
            )],
        },
        Known {
            basis: Basis::Reported,
            source: "idnet.bayer.com, node 796: technical standards of a customer",
            facts: &[Fact::PlainNames, Fact::Note(Topic::Files, "wants text and HTML files in UTF-8")],
        },
    ],
};
