//! Websites.

use super::contents::Contents;
use super::limits::{Bound, INTERACTIONS, Limits, RunTime};
use super::{Delivery, Takes};
use crate::player::Adapter;

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

/// A website.
pub(super) struct Web;

impl Delivery for Web {
    fn name(&self) -> &'static str {
        "web"
    }

    fn title(&self) -> &'static str {
        "Web"
    }

    fn limits(&self) -> &'static Limits {
        &LIMITS
    }

    fn takes(&self) -> Takes {
        Takes::Player(Adapter::Scorm2004)
    }

    fn own_names(&self) -> &'static [&'static str] {
        &[]
    }

    fn describe(&self, _contents: &Contents) -> Vec<(String, String)> {
        Vec::new()
    }
}
