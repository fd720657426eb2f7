use super::super::claim::{
    AICC, Basis, Binding, Extent, Fact, Known, Profile, SCORM_1_2, SCORM_2004_THIRD, THIRD, Topic, XAPI,
};
use crate::standard::Standard;

pub(in crate::lms) static CORNERSTONE: Profile = Profile {
    name: "cornerstone",
    title: "Cornerstone Learning",
    best_first: &[THIRD, Standard::Scorm12, Standard::Xapi, Standard::Aicc],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "help.csod.com, Course Publisher and its quick start guide",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(&SCORM_2004_THIRD, Extent::Whole),
                Fact::Takes(&AICC, Extent::Whole),
                Fact::MostBytes(&[Standard::Scorm12, THIRD], 250_000_000, Binding::Advised),
                Fact::Note(Topic::Import, "takes at most 100 AICC courses in one zip"),
            ],
        },
        Known {
            basis: Basis::Documented,
            source: "help.csod.com, xAPI Package Support",
            facts: &[Fact::Takes(&XAPI, Extent::Whole)],
        },
        Known {
            basis: Basis::Reported,
            source: "community.articulate.com, Everything we know about Cornerstone on Demand and Storyline (from 2013)",
            facts: &[
                Fact::Note(Topic::Tracking, "offers many reports for SCORM 2004 only"),
                Fact::Note(
                    Topic::Tracking,
                    "shows a table of contents beside SCORM 2004 content, which takes about 30 % of the width",
                ),
                Fact::Note(Topic::Tracking, "opens content in a window of its own"),
            ],
        },
        Known {
            basis: Basis::Reported,
            source: "adaptlearning/adapt_framework, issue 2222",
            facts: &[Fact::Note(
                Topic::Tracking,
                "may answer a commit while the page is left with nothing and error 391",
            )],
        },
    ],
};
