//! Websites: a package for any web server, which also opens from disk.
//!
//! There is no manifest. Whoever opens the folder gets `index.html`: the course itself, or, for content that was made
//! elsewhere and begins on another page or on several, a page of links to it.

mod index;
#[cfg(feature = "markdown")]
mod json_ld;

use super::builder::Item;
use super::contents::Contents;
use super::limits::{Bound, INTERACTIONS, Limits, RunTime};
use super::{Delivery, Takes, rules};
use crate::diagnostic::Diagnostic;
#[cfg(feature = "markdown")]
use crate::model::Course;
use crate::player::Adapter;

/// Nothing bounds a website but the browser, which keeps about five million characters for all pages of a site.
const ROOM: usize = 1_000_000;

static LIMITS: Limits = Limits {
    title: Bound::NONE,
    parameters: Bound::NONE,
    launch_data: Bound::NONE,
    state: ROOM,
    href: Bound::NONE,
    // Nobody is told of an answer; the state holds it.
    run_time: RunTime {
        location: ROOM,
        identifier: ROOM,
        description: ROOM,
        text: ROOM,
        long_text: ROOM,
        gaps: ROOM,
        ranges: ROOM,
        comment: ROOM,
        patterns: ROOM,
        records: ROOM,
        objectives: ROOM,
        decimals: 2,
        interactions: INTERACTIONS,
    },
};

/// What only an LMS could say to a page. A course of this crate knows its mastery score, and all of the progress is what
/// completes it anyway.
fn not_said(item: &Item) -> Vec<Diagnostic> {
    let parts = [
        (item.mastery_score.is_some() && !item.knows_mastery_score, "the mastery score is left out"),
        (item.completion_threshold.is_some_and(|share| share < 1.0), "the completion threshold is left out"),
        (item.launch_data.is_some(), "the launch data are left out"),
    ];
    let finding =
        |message| Diagnostic::new(&rules::NOT_IN_WEB, message).subject(format!("item `{}`", item.id));
    parts.into_iter().filter(|(is_lost, _)| *is_lost).map(|(_, message)| finding(message)).collect()
}

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
        Takes::Player(Adapter::Web)
    }

    /// There is no LMS around it that could launch the parts.
    #[cfg(feature = "markdown")]
    fn is_one_whole(&self) -> bool {
        true
    }

    /// None: `index.html` may be the author's own.
    fn own_names(&self) -> &'static [&'static str] {
        &[]
    }

    fn check(&self, contents: &Contents) -> Vec<Diagnostic> {
        let mut findings = contents.check_only_pages(self.title());
        findings.extend(index::check(contents));
        findings.extend(contents.all_items().into_iter().flat_map(not_said));
        findings
    }

    fn describe(&self, contents: &Contents) -> Vec<(String, String)> {
        index::page(contents).map(|page| (index::NAME.to_owned(), page)).into_iter().collect()
    }

    #[cfg(feature = "markdown")]
    fn structured_data(&self, course: &Course) -> Option<String> {
        json_ld::course(course)
    }

    #[cfg(feature = "markdown")]
    fn structured_data_of_path(&self, path: &crate::model::path::LearningPath) -> Option<String> {
        json_ld::path(path)
    }
}
