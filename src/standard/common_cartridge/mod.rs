//! IMS Common Cartridge.

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

/// Common Cartridge 1.1.
pub(super) struct V1_1;

impl Delivery for V1_1 {
    fn name(&self) -> &'static str {
        "cc11"
    }

    fn title(&self) -> &'static str {
        "Common Cartridge 1.1"
    }

    fn limits(&self) -> &'static Limits {
        &LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Pages
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[]
    }

    fn describe(&self, _contents: &Contents) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// Common Cartridge 1.2.
pub(super) struct V1_2;

impl Delivery for V1_2 {
    fn name(&self) -> &'static str {
        "cc12"
    }

    fn title(&self) -> &'static str {
        "Common Cartridge 1.2"
    }

    fn limits(&self) -> &'static Limits {
        &LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Pages
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[]
    }

    fn describe(&self, _contents: &Contents) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// Common Cartridge 1.3.
pub(super) struct V1_3;

impl Delivery for V1_3 {
    fn name(&self) -> &'static str {
        "cc13"
    }

    fn title(&self) -> &'static str {
        "Common Cartridge 1.3"
    }

    fn limits(&self) -> &'static Limits {
        &LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Pages
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[]
    }

    fn describe(&self, _contents: &Contents) -> Vec<(String, String)> {
        Vec::new()
    }
}
