use super::super::claim::{
    Basis, CARTRIDGE, CC_1_1, CC_1_2, CC_1_3, Extent, FOURTH, Fact, Known, Profile, SCORM_1_2, SCORM_2004,
    SECOND, THIRD, Topic,
};
use crate::standard::Standard;

pub(in crate::lms) static CANVAS: Profile = Profile {
    name: "canvas",
    title: "Canvas",
    best_first: &[Standard::Scorm12, THIRD, SECOND, FOURTH, CC_1_3, CC_1_2, CC_1_1],
    known: &[
        Known {
            basis: Basis::Documented,
            source: "community.canvaslms.com, product blog 470023 (2021)",
            facts: &[
                Fact::Takes(&SCORM_1_2, Extent::Whole),
                Fact::Takes(&SCORM_2004, Extent::SomeVersion),
                Fact::Note(
                    Topic::Import,
                    "plays packages that were uploaded through the SCORM item of the course navigation; direct links to \
                     their pages stopped working on 17 July 2021",
                ),
            ],
        },
        Known {
            basis: Basis::Code,
            source: "instructure/canvas-lms, lib/cc/importer/standard at 00b222d",
            facts: &[
                Fact::Takes(&CARTRIDGE, Extent::Whole),
                Fact::Note(
                    Topic::Import,
                    "imports web content, web links, discussions, assignments, assessments and LTI links of a Common Cartridge, \
                     and leaves out curriculum standards",
                ),
            ],
        },
    ],
};
