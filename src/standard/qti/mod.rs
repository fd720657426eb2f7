//! IMS QTI: questions for testing systems.

use super::contents::Contents;
use super::limits::{Bound, INTERACTIONS, Limits, RunTime};
use super::{Delivery, Takes};

static LIMITS: Limits = Limits {
    title: Bound::NONE,
    parameters: Bound::NONE,
    launch_data: Bound::NONE,
    state: 64_000,
    href: Bound::NONE,
    run_time: RunTime {
        location: 1000,
        identifier: 4000,
        description: 250,
        text: 250,
        patterns: 5,
        records: 250,
        objectives: 10,
        decimals: 2,
        interactions: INTERACTIONS,
    },
};

/// QTI 2.1.
pub(super) struct V2_1;

impl Delivery for V2_1 {
    fn name(&self) -> &'static str {
        "qti21"
    }

    fn title(&self) -> &'static str {
        "QTI 2.1"
    }

    fn limits(&self) -> &'static Limits {
        &LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Questions
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[]
    }

    fn describe(&self, _contents: &Contents) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// QTI 3.0.
pub(super) struct V3_0;

impl Delivery for V3_0 {
    fn name(&self) -> &'static str {
        "qti30"
    }

    fn title(&self) -> &'static str {
        "QTI 3.0"
    }

    fn limits(&self) -> &'static Limits {
        &LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Questions
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[]
    }

    fn describe(&self, _contents: &Contents) -> Vec<(String, String)> {
        Vec::new()
    }
}
