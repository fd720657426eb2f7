//! What an exploration saw, as it is drawn on a path.

use std::collections::BTreeMap;

use crate::model::Id;
use crate::model::path::Step;
use crate::steering::explore::are_drawn;
use crate::steering::words::{Words, capitalised};
use crate::steering::{Action, Exploration, Finding, PlaceCoverage, Story};

/// What learners can do with each step, and what is wrong.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    pub(super) steps: Vec<(Id, Mark)>,
    pub(super) findings: Vec<Found>,
    /// What was not explored, in words.
    pub(super) unexplored: Vec<String>,
    /// How many learners walked the path.
    pub(super) learners: usize,
}

/// What learners can do with a step; `None` for what cannot happen there at all.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
    pub(super) reached: bool,
    pub(super) done: bool,
    pub(super) failed: Option<bool>,
    pub(super) skipped: Option<bool>,
}

/// A finding, drawn at its step and told below.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) step: Option<Id>,
    pub(super) is_grave: bool,
    pub(super) message: String,
    pub(super) story: String,
}

/// Names for the places that an exploration speaks of: those of their steps, whichever try at them it was.
struct Names<'w, 'p> {
    words: &'w Words<'p>,
    /// The step of each place by its identifier.
    steps: BTreeMap<Id, Id>,
}

impl<'w, 'p> Names<'w, 'p> {
    fn of(words: &'w Words<'p>) -> Self {
        let places = words.path.route().places.into_iter();
        Self { words, steps: places.map(|place| (place.id, place.step)).collect() }
    }

    fn name(&self, place: &Id) -> String {
        self.words.name(self.steps.get(place).unwrap_or(place))
    }
}

impl Found {
    fn of(names: &Names<'_, '_>, finding: &Finding) -> Self {
        let told = finding.to_string();
        let message = told.strip_suffix(&format!(" after: {}", finding.story)).unwrap_or(&told);
        let message = message.trim_end_matches(',');
        Self {
            step: Some(finding.step.clone()),
            is_grave: finding.is_serious(),
            message: named(names, message),
            story: story(names, &finding.story),
        }
    }
}

/// A message with the names of steps where it has their identifiers, between backticks.
fn named(names: &Names<'_, '_>, message: &str) -> String {
    let mut named = String::new();
    for (number, part) in message.split('`').enumerate() {
        if number % 2 == 0 {
            named.push_str(part);
        } else {
            named.push_str(&names.name(&Id::from(part)));
        }
    }
    capitalised(&named)
}

/// A story with the names of steps.
fn story(names: &Names<'_, '_>, story: &Story) -> String {
    let told = |action: &Action| match action {
        Action::Takes { id, result, .. } => format!("{} is {result}", names.name(id)),
        Action::LeavesOut { id, .. } => format!("{} is left out", names.name(id)),
        Action::Draws { id, drawn, .. } => {
            let drawn = are_drawn(drawn, |id| names.name(id));
            format!("{drawn} drawn from {}", names.name(id))
        }
    };
    let mut parts: Vec<(String, usize)> = Vec::new();
    for part in story.actions().iter().map(told) {
        match parts.last_mut() {
            Some((last, times)) if *last == part => *times += 1,
            _ => parts.push((part, 1)),
        }
    }
    let with_times = |(part, times): (String, usize)| match times {
        1 => part,
        times => format!("{part} {times} times"),
    };
    parts.into_iter().map(with_times).collect::<Vec<_>>().join("; ")
}

impl Mark {
    fn of(step: &Step, seen: &PlaceCoverage) -> Self {
        let can_be_skipped = step.skip_if.is_some() || seen.is_skipped;
        Self {
            reached: seen.is_reached,
            done: seen.is_done,
            // Where failing makes no difference, the exploration does not try it.
            failed: seen.is_failed.then_some(true),
            skipped: can_be_skipped.then_some(seen.is_skipped),
        }
    }

    /// Each word, and whether it was seen.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'static str, bool)> {
        let all = [
            ("reached", Some(self.reached)),
            ("done", Some(self.done)),
            ("failed", self.failed),
            ("passed over", self.skipped),
        ];
        all.into_iter().filter_map(|(word, seen)| Some((word, seen?)))
    }
}

impl Marks {
    /// What an exploration of the path saw.
    pub(super) fn of_exploration(words: &Words<'_>, exploration: &Exploration) -> Self {
        let (path, names) = (words.path, Names::of(words));
        // Where a step has several tries, the place with its own identifier is all of them.
        let mark = |step: &Step| {
            let seen = exploration.coverage().iter().find(|seen| seen.id == step.id)?;
            Some((step.id.clone(), Mark::of(step, seen)))
        };
        Self {
            steps: path.all_steps().into_iter().filter_map(mark).collect(),
            findings: exploration.findings().iter().map(|finding| Found::of(&names, finding)).collect(),
            unexplored: exploration.unexplored().to_vec(),
            learners: exploration.learners(),
        }
    }

    pub(super) fn of(&self, step: &Id) -> Option<&Mark> {
        self.steps.iter().find(|(id, _)| id == step).map(|(_, mark)| mark)
    }

    /// The findings at a step, with their numbers in the list.
    pub(super) fn findings_of(&self, step: &Id) -> impl Iterator<Item = (usize, &Found)> {
        (1..).zip(&self.findings).filter(move |(_, found)| found.step.as_ref() == Some(step))
    }
}
