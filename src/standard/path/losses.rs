//! What a standard is told of a path besides its steps, and what gets lost on the way.

use std::collections::{BTreeMap, BTreeSet};

use super::{Job, rules};
use crate::diagnostic::Diagnostic;
use crate::model::path::{Content, Step, Success};
use crate::standard::{Standard, Takes, contents};
use crate::steering::{Fact, FactKind, Place, PlaceKind};

/// Characters that SCORM 1.2 takes for prerequisites (CAM 1.2 §2.3.2.2); no reader of AICC is known to take fewer.
const LONGEST_SCRIPT: usize = 200;

impl Job<'_> {
    /// The prerequisites of every leaf in the standard's words, where it has any; findings tell of those that cannot be said.
    pub(super) fn prerequisites(&mut self) -> BTreeMap<usize, String> {
        let mut scripts = BTreeMap::new();
        let names = match self.standard {
            Standard::Scorm12 => self.item_names(),
            Standard::Aicc => self.unit_names(),
            _ => return scripts,
        };
        for (index, _) in self.route.leaves() {
            let lost = match self.route.prerequisites(index, |place| names[place].clone()) {
                Ok(None) => continue,
                Ok(Some(script)) if script.len() <= LONGEST_SCRIPT => {
                    scripts.insert(index, script);
                    let closing = self.closing(index).map(|finding| self.about_opening(index, finding));
                    self.report.extend(closing);
                    continue;
                }
                Ok(Some(script)) => {
                    format!("its prerequisites take {} characters, not {LONGEST_SCRIPT}", script.len())
                }
                Err(why) => why.to_string(),
            };
            let message = format!("{} opens the step at any time: {lost}", self.standard.title());
            let finding = Diagnostic::new(&rules::OPENED_OTHERWISE, message);
            self.report.push(self.about_opening(index, finding));
        }
        scripts
    }

    /// A finding about what opens a place, where the author wrote that.
    pub(super) fn about_opening(&self, index: usize, finding: Diagnostic) -> Diagnostic {
        let place = &self.route.places[index];
        let at = self.path.place_of_opening(&place.step).cloned();
        Diagnostic { place: at, ..finding.subject(format!("step `{}`", place.id)) }
    }

    /// Whether what opens a place for those who fail closes behind those who pass after all: an LMS looks at prerequisites whenever
    /// somebody chooses the step, and a step has one status word at a time (CAM 1.2, 2.3.2.2; AICC CMI001, 4.1).
    fn closing(&self, index: usize) -> Option<Diagnostic> {
        let around = std::iter::successors(Some(index), |&it| self.route.places[it].parent);
        let asked = around.flat_map(|it| self.route.places[it].opens.facts());
        let may_pass = |fact: &Fact| {
            let leaf = self.route.places.get(fact.place).and_then(Place::leaf);
            fact.kind == FactKind::Failed && leaf.is_some_and(|leaf| leaf.attempts != Some(1))
        };
        let closing: BTreeSet<_> = asked.into_iter().filter(may_pass).map(|fact| fact.place).collect();
        if closing.is_empty() {
            return None;
        }
        let names: Vec<_> = closing.iter().map(|it| format!("`{}`", self.route.places[*it].id)).collect();
        let message = format!(
            "{} closes the step to those who pass {} later",
            self.standard.title(),
            names.join(" or ")
        );
        Some(Diagnostic::new(&rules::CLOSES_AGAIN, message))
    }

    fn item_names(&self) -> Vec<String> {
        self.route.places.iter().map(|place| contents::item_identifier(place.id.as_str())).collect()
    }

    /// Units and blocks are numbered as they come, those of the outermost block included.
    fn unit_names(&self) -> Vec<String> {
        let (mut units, mut blocks) = (0, 0);
        let mut number = |place: &Place| match (&place.kind, place.parent) {
            (PlaceKind::Leaf(_), _) => {
                units += 1;
                format!("A{units}")
            }
            (PlaceKind::Group { .. }, Some(_)) => {
                blocks += 1;
                format!("B{blocks}")
            }
            (PlaceKind::Group { .. }, None) => "root".to_owned(),
        };
        self.route.places.iter().map(&mut number).collect()
    }

    /// What nobody is told where every step stands by itself: the path's own page would say it, and the standard has no words.
    pub(super) fn check_steering(&mut self) {
        // Without the standard's name, so that a finding that several have is told once.
        let waits = self.route.places.iter().any(|place| !place.opens.is_always());
        // What has prerequisites tells of each that it cannot say.
        if waits && !self.has_words_for_order() {
            let message = "every step can be opened at any time";
            self.report.push(Diagnostic::new(&rules::NOT_STEERED, message).subject("path"));
        }
        let lost = self.lost();
        if !lost.is_empty() {
            let message = format!("the LMS is not told: {}", lost.join(", "));
            self.report.push(Diagnostic::new(&rules::STEERED_IN_PART, message).subject("path"));
        }
    }

    fn has_words_for_order(&self) -> bool {
        matches!(self.standard, Standard::Scorm2004(_) | Standard::Scorm12 | Standard::Aicc)
    }

    /// What cmi5 counts as satisfied from the start, since it would wait for it otherwise.
    pub(super) fn check_satisfaction(&mut self) {
        if self.standard != Standard::Cmi5 {
            return;
        }
        let dispensable = self.route.leaves().filter(|(index, _)| self.is_dispensable(*index));
        let names: Vec<_> =
            dispensable.map(|(index, _)| format!("`{}`", self.route.places[index].id)).collect();
        if !names.is_empty() {
            let message = format!("cmi5 waits for none of {}", names.join(", "));
            self.report.push(Diagnostic::new(&rules::NOT_AWAITED, message).subject("path"));
        }
    }

    /// Whether some learners complete the path without it.
    pub(super) fn is_dispensable(&self, index: usize) -> bool {
        let around = std::iter::successors(Some(index), |&it| self.route.places[it].parent);
        let mut around = around.map(|it| &self.route.places[it]).filter(|place| place.parent.is_some());
        around.any(|place| {
            let parent = place.parent.map(|parent| &self.route.places[parent].kind);
            let is_drawn = matches!(parent, Some(PlaceKind::Group { draw: Some(_), .. }));
            !place.required || !place.skips.is_never() || is_drawn
        })
    }

    fn lost(&self) -> Vec<&'static str> {
        let steps = self.path.all_steps();
        let groups = || self.route.places.iter().map(|place| &place.kind);
        let is_sequenced = matches!(self.standard, Standard::Scorm2004(_));
        let is_played = matches!(self.standard.delivery().takes(), Takes::Player(_));
        let has = |is: &dyn Fn(&Step) -> bool| steps.iter().any(|step| is(step));
        let is_test = |step: &Step| matches!(step.content, Content::Test { .. });
        let steering = [
            (
                groups().any(|kind| matches!(kind, PlaceKind::Group { draw: Some(_), .. })),
                "which steps are drawn",
            ),
            (
                groups().any(|kind| matches!(kind, PlaceKind::Group { shuffle: true, .. })),
                "which order is drawn",
            ),
            (self.route.places.iter().any(|place| !place.skips.is_never()), "which steps are superfluous"),
            // Where cmi5 waits for none of them, it is told apart.
            (self.standard != Standard::Cmi5 && has(&|step| step.optional), "which steps are optional"),
            (matches!(self.path.success, Success::Score(_)), "which score passes the whole"),
        ];
        // What the pages of steps count by themselves; without a player there are tests at most.
        let counting = [
            (has(&|step| step.attempts.is_some() && !is_test(step)), "how often a step may be taken"),
            (has(&|step| step.time_limit.is_some() && !is_test(step)), "how long a step may take"),
        ];
        // What only the path's own page has a place for.
        let around = [
            (has(&|step| step.due.is_some()), "when steps are due"),
            (self.path.certificate.is_some(), "the certificate of the path"),
        ];
        let steering = steering.into_iter().filter(|_| !is_sequenced);
        let counting = counting.into_iter().filter(|_| !is_played);
        let all = steering.chain(counting).chain(around);
        all.filter(|(is_lost, _)| *is_lost).map(|(_, what)| what).collect()
    }
}
