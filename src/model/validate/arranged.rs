//! What can be wrong with questions in which something is arranged.

use std::collections::BTreeMap;

use super::question::MOST;
use super::{Locus, Validation};
use crate::model::{Label, Pair, Question, QuestionBody, Rectangle, Region, SortingGroup, rules};

impl Validation<'_> {
    /// Matching, ordering, sorting, drag-and-drop and hotspot; all other kinds have nothing to find here.
    pub(super) fn arranged(&mut self, locus: Locus, subject: &str, question: &Question) {
        match &question.body {
            QuestionBody::Matching { pairs, distractors } => self.pairs(locus, subject, pairs, distractors),
            QuestionBody::Ordering { items } => {
                self.arrangeable(locus, subject, items.len(), "items");
                self.told_apart(locus, subject, items.iter().map(String::as_str));
            }
            QuestionBody::Sorting { groups, strangers } => self.groups(locus, subject, groups, strangers),
            QuestionBody::DragAndDrop { labels, .. } => self.labels(locus, subject, labels),
            QuestionBody::Hotspot { regions, .. } => self.regions(locus, subject, regions),
            _ => return,
        }
        if let Some(picture) = question.body.picture() {
            self.media(locus, subject, &picture.src, "picture");
            self.readable(locus, subject, &picture.alt);
            self.picture(locus, subject, picture);
        }
    }

    fn pairs(&mut self, locus: Locus, subject: &str, pairs: &[Pair], distractors: &[String]) {
        self.arrangeable(locus, subject, pairs.len(), "stems");
        self.told_apart(locus, subject, pairs.iter().map(|pair| pair.stem.as_str()));
        let mut matches = BTreeMap::new();
        for (index, pair) in pairs.iter().enumerate() {
            self.readable(locus.answer(index), subject, &pair.target);
            if pair.target.trim().is_empty() {
                let message = format!("“{}” has no match", pair.stem.trim());
                self.add(locus.answer(index), subject, &rules::EMPTY_ANSWER, message);
            }
            matches.insert(pair.target.trim(), pair.stem.trim());
        }
        for (index, text) in distractors.iter().enumerate() {
            let text = text.trim();
            let locus = locus.answer(pairs.len() + index);
            self.readable(locus, subject, text);
            if text.is_empty() {
                self.add(locus, subject, &rules::EMPTY_ANSWER, "a row of the table is empty");
            } else if let Some(stem) = matches.insert(text, "nothing") {
                let message = format!("“{text}” matches nothing, and {stem} as well");
                self.add(locus, subject, &rules::EMPTY_ANSWER, message);
            }
        }
        if matches.len() == 1 {
            self.add(locus, subject, &rules::TOO_FEW_ANSWERS, "every stem has the same match");
        }
        self.reportable(locus, subject, matches.len(), "matches");
    }

    fn groups(&mut self, locus: Locus, subject: &str, groups: &[SortingGroup], strangers: &[String]) {
        self.arrangeable(locus, subject, groups.len(), "groups");
        let items: Vec<_> =
            groups.iter().flat_map(|group| &group.items).chain(strangers).map(String::as_str).collect();
        self.arrangeable(locus, subject, items.len(), "items");
        let mut titles = BTreeMap::new();
        for group in groups {
            let title = group.title.trim();
            self.readable(locus, subject, title);
            self.named(locus, subject, title);
            if titles.insert(title, ()).is_some() && !title.is_empty() {
                let message = format!("the group “{title}” appears twice");
                self.add(locus, subject, &rules::EMPTY_ANSWER, message);
            }
            if group.items.is_empty() {
                let message = format!("nothing belongs to the group “{title}”");
                self.add(locus, subject, &rules::EMPTY_GROUP, message);
            }
        }
        if !items.is_empty() && items.len() == strangers.len() {
            self.add(locus, subject, &rules::NO_RIGHT_ANSWER, "no item belongs to a group").help =
                Some("put each item below the heading of its group".to_owned());
        }
        self.told_apart(locus, subject, items.into_iter());
    }

    fn labels(&mut self, locus: Locus, subject: &str, labels: &[Label]) {
        self.arrangeable(locus, subject, labels.len(), "labels");
        self.told_apart(locus, subject, labels.iter().map(|label| label.text.as_str()));
        for (index, label) in labels.iter().enumerate() {
            if let Some(zone) = &label.zone {
                self.area(locus.answer(index), subject, &label.text, zone);
            }
        }
        if !labels.is_empty() && labels.iter().all(|label| label.zone.is_none()) {
            self.add(locus, subject, &rules::NO_RIGHT_ANSWER, "no label has a place in the picture").help =
                Some("write the place after the label: `- The pier @ 10,20,30x15`".to_owned());
        }
    }

    fn regions(&mut self, locus: Locus, subject: &str, regions: &[Region]) {
        self.arrangeable(locus, subject, regions.len(), "places");
        self.told_apart(locus, subject, regions.iter().map(|region| region.text.as_str()));
        for (index, region) in regions.iter().enumerate() {
            let locus = locus.answer(index);
            self.readable(locus, subject, region.feedback.as_deref().unwrap_or_default());
            self.area(locus, subject, &region.text, &region.area);
            // More are too many in any case, and each would be compared with all before it.
            let before = &regions[..index.min(MOST)];
            if let Some(other) = before.iter().find(|other| other.area == region.area) {
                let message =
                    format!("“{}” lies in the same place as “{}”", region.text.trim(), other.text.trim());
                self.add(locus, subject, &rules::EMPTY_ANSWER, message);
            }
        }
        if !regions.is_empty() && !regions.iter().any(|region| region.correct) {
            self.no_right_answer(locus, subject, "the question");
        }
    }

    /// As many as can be arranged, and told apart in reports.
    fn arrangeable(&mut self, locus: Locus, subject: &str, total: usize, what: &str) {
        if total < 2 {
            let message = format!("the question has {total} {what}, and takes at least 2");
            self.add(locus, subject, &rules::TOO_FEW_ANSWERS, message);
        }
        self.reportable(locus, subject, total, what);
    }

    fn told_apart<'t>(&mut self, locus: Locus, subject: &str, texts: impl Iterator<Item = &'t str>) {
        let mut seen = BTreeMap::new();
        for (index, text) in texts.enumerate() {
            let locus = locus.answer(index);
            let text = text.trim();
            self.readable(locus, subject, text);
            if text.is_empty() {
                self.add(locus, subject, &rules::EMPTY_ANSWER, format!("part {} is empty", index + 1));
            } else if seen.insert(text, ()).is_some() {
                let message = format!("“{text}” appears twice");
                self.add(locus, subject, &rules::EMPTY_ANSWER, message);
            }
        }
    }

    fn area(&mut self, locus: Locus, subject: &str, name: &str, area: &Rectangle) {
        let Rectangle { left, top, width, height } = *area;
        let name = name.trim();
        if !(width > 0.0 && height > 0.0) {
            let message = format!("the place of “{name}” is {width} wide and {height} high");
            self.add(locus, subject, &rules::AREA, message).help =
                Some("width and height are percent of the picture, and more than 0".to_owned());
        } else if !is_inside(left, width) || !is_inside(top, height) {
            let message = format!(
                "the place of “{name}” reaches from {left} to {} across, and from {top} to {} down",
                left + width,
                top + height
            );
            self.add(locus, subject, &rules::AREA, message).help =
                Some("all of it lies between 0 and 100 percent".to_owned());
        }
    }
}

/// Whether something of a length lies between 0 and 100; sums of decimals are not exact.
fn is_inside(start: f64, length: f64) -> bool {
    (0.0..=100.0).contains(&start) && start + length <= 100.0 + 1e-9
}
