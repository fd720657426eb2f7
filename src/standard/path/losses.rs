//! What a standard is told of a path besides its steps, and what gets lost on the way.

use std::collections::BTreeMap;

use super::{Job, rules};
use crate::diagnostic::Diagnostic;
use crate::model::path::Success;
use crate::standard::{Standard, contents};
use crate::steering::{Place, PlaceKind};

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
            let place = &self.route.places[index];
            let lost = match self.route.prerequisites(index, |place| names[place].clone()) {
                Ok(None) => continue,
                Ok(Some(script)) if script.len() <= LONGEST_SCRIPT => {
                    scripts.insert(index, script);
                    continue;
                }
                Ok(Some(script)) => {
                    format!("its prerequisites take {} characters, not {LONGEST_SCRIPT}", script.len())
                }
                Err(why) => why.to_string(),
            };
            let message = format!("{} opens the step at any time: {lost}", self.standard.title());
            let finding = Diagnostic::new(&rules::OPENED_OTHERWISE, message);
            self.report.push(finding.subject(format!("step `{}`", place.id)));
        }
        scripts
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

    /// What no LMS is told where every step is a SCO and the standard has no sequencing.
    pub(super) fn check_steering(&mut self) {
        let title = self.standard.title();
        let waits = self.route.places.iter().any(|place| !place.opens.is_always());
        let finding = match self.standard {
            Standard::Scorm2004(_) => return,
            Standard::Scorm12 | Standard::Aicc => {
                let lost = self.lost();
                if lost.is_empty() {
                    return;
                }
                Diagnostic::new(&rules::STEERED_IN_PART, format!("{title} cannot say {}", lost.join(", ")))
            }
            _ if waits => {
                Diagnostic::new(&rules::NOT_STEERED, format!("{title} opens every step at any time"))
            }
            _ => return,
        };
        self.report.push(finding.subject("path"));
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
        let groups = || self.route.places.iter().map(|place| &place.kind);
        let is_drawn = groups().any(|kind| matches!(kind, PlaceKind::Group { draw: Some(_), .. }));
        let is_shuffled = groups().any(|kind| matches!(kind, PlaceKind::Group { shuffle: true, .. }));
        let is_superfluous = self.route.places.iter().any(|place| !place.skips.is_never());
        let is_scored = matches!(self.path.success, Success::Score(_));
        let losses = [
            (is_drawn, "which steps are drawn"),
            (is_shuffled, "which order is drawn"),
            (is_superfluous, "which steps are superfluous"),
            (is_scored, "which score passes the whole"),
        ];
        losses.into_iter().filter(|(is_lost, _)| *is_lost).map(|(_, what)| what).collect()
    }
}
