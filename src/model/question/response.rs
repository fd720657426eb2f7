//! Responses: what a learner's answer is written as, in pages, in the state and in reports.

use std::collections::BTreeMap;

use super::{Answer, Question, QuestionBody, QuestionKind, Rectangle};

/// The shape of a response, by the identifiers that stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ResponseForm {
    /// One of these.
    Index(Vec<String>),
    /// Any of these, in their order.
    Flags(Vec<String>),
    /// `stem.target` for each stem that has one, in the order of the stems. One list of targets for all stems, or one for each.
    Pairs { stems: Vec<String>, targets: Vec<Vec<String>> },
    /// All of these, in an order.
    Order(Vec<String>),
    /// As many texts, each up to a number of UTF-16 units.
    Texts(Vec<u32>),
}

/// What is chosen or arranged is called by one character, as SCORM 1.2 wants it; empty for more than there are.
pub(crate) fn letter(index: usize) -> String {
    "abcdefghijklmnopqrstuvwxyz0123456789".chars().nth(index).map(String::from).unwrap_or_default()
}

fn letters(count: usize) -> Vec<String> {
    (0..count).map(letter).collect()
}

/// The positions of the marked ones, as letters.
fn marked(is_marked: impl Iterator<Item = bool>) -> Vec<String> {
    is_marked.enumerate().filter(|(_, marked)| *marked).map(|(index, _)| letter(index)).collect()
}

impl Question {
    /// What an answer to choose from is called: `true` and `false`, or a letter.
    pub(crate) fn option_id(&self, index: usize) -> String {
        match (self.kind(), index) {
            (QuestionKind::TrueFalse, 0) => "true".to_owned(),
            (QuestionKind::TrueFalse, _) => "false".to_owned(),
            _ => letter(index),
        }
    }

    /// The shape of its responses.
    pub(crate) fn form(&self) -> ResponseForm {
        match &self.body {
            QuestionBody::Choice { answers } | QuestionBody::TrueFalse { answers } => {
                ResponseForm::Index((0..answers.len()).map(|index| self.option_id(index)).collect())
            }
            QuestionBody::MultipleResponse { answers } => ResponseForm::Flags(letters(answers.len())),
            QuestionBody::FillIn { gaps, .. } => {
                ResponseForm::Texts(gaps.iter().map(|gap| gap_length(&gap.answers)).collect())
            }
            QuestionBody::Numeric { .. } => ResponseForm::Texts(vec![NUMBER_LENGTH]),
            QuestionBody::Matching { pairs, .. } => ResponseForm::Pairs {
                stems: letters(pairs.len()),
                targets: vec![letters(self.match_targets().len())],
            },
            QuestionBody::Ordering { items } => ResponseForm::Order(letters(items.len())),
            QuestionBody::Sorting { groups, .. } => ResponseForm::Pairs {
                stems: letters(self.sorting_items().len()),
                targets: vec![letters(groups.len())],
            },
            QuestionBody::DragAndDrop { labels, .. } => ResponseForm::Pairs {
                stems: letters(labels.len()),
                targets: vec![letters(self.zones().len())],
            },
            QuestionBody::Hotspot { regions, .. } => {
                let ids = letters(regions.len());
                let several = regions.iter().filter(|region| region.correct).count() > 1;
                if several { ResponseForm::Flags(ids) } else { ResponseForm::Index(ids) }
            }
            QuestionBody::Likert { points } => ResponseForm::Index(letters(points.len())),
            QuestionBody::LongAnswer { max, .. } => ResponseForm::Texts(vec![u32::from(*max)]),
            QuestionBody::Performance { steps } => ResponseForm::Pairs {
                stems: letters(steps.len()),
                targets: steps.iter().map(|step| letters(step.actions.len())).collect(),
            },
        }
    }

    /// The right response, where identifiers say it: empty for texts and for what is never scored.
    pub(crate) fn correct_response(&self) -> Vec<String> {
        let pair = |stem: usize, target: usize| format!("{}.{}", letter(stem), letter(target));
        match &self.body {
            QuestionBody::Choice { answers }
            | QuestionBody::MultipleResponse { answers }
            | QuestionBody::TrueFalse { answers } => {
                let right = answers.iter().enumerate().filter(|(_, answer)| answer.correct);
                right.map(|(index, _)| self.option_id(index)).collect()
            }
            QuestionBody::Hotspot { regions, .. } => marked(regions.iter().map(|region| region.correct)),
            QuestionBody::Matching { pairs, .. } => {
                let targets = self.match_targets();
                let place = |target: &str| targets.iter().position(|other| *other == target);
                let pairs = pairs.iter().enumerate();
                pairs.filter_map(|(stem, it)| Some(pair(stem, place(&it.target)?))).collect()
            }
            QuestionBody::Ordering { items } => letters(items.len()),
            QuestionBody::Sorting { .. } => {
                let items = self.sorting_items().into_iter().enumerate();
                items.filter_map(|(stem, (_, group))| Some(pair(stem, group?))).collect()
            }
            QuestionBody::DragAndDrop { labels, .. } => {
                let zones = self.zones();
                let place = |zone: &Rectangle| zones.iter().position(|other| other == zone);
                let labels = labels.iter().enumerate();
                labels.filter_map(|(stem, label)| Some(pair(stem, place(label.zone.as_ref()?)?))).collect()
            }
            QuestionBody::Performance { steps } => {
                let right = |actions: &[Answer]| actions.iter().position(|action| action.correct);
                let steps = steps.iter().enumerate();
                steps.filter_map(|(stem, step)| Some(pair(stem, right(&step.actions)?))).collect()
            }
            QuestionBody::FillIn { .. }
            | QuestionBody::Numeric { .. }
            | QuestionBody::Likert { .. }
            | QuestionBody::LongAnswer { .. } => Vec::new(),
        }
    }

    /// Every match of a matching question once, those of nothing last.
    pub(crate) fn match_targets(&self) -> Vec<&str> {
        let QuestionBody::Matching { pairs, distractors } = &self.body else { return Vec::new() };
        let mut targets: Vec<&str> = Vec::new();
        for target in pairs.iter().map(|pair| &pair.target).chain(distractors) {
            if !targets.contains(&target.as_str()) {
                targets.push(target);
            }
        }
        targets
    }

    /// Every item of a sorting question with the number of its group.
    pub(crate) fn sorting_items(&self) -> Vec<(&str, Option<usize>)> {
        let QuestionBody::Sorting { groups, strangers } = &self.body else { return Vec::new() };
        let grouped = groups
            .iter()
            .enumerate()
            .flat_map(|(number, group)| group.items.iter().map(move |item| (item.as_str(), Some(number))));
        grouped.chain(strangers.iter().map(|item| (item.as_str(), None))).collect()
    }

    /// Every place of a drag-and-drop question once.
    pub(crate) fn zones(&self) -> Vec<Rectangle> {
        let QuestionBody::DragAndDrop { labels, .. } = &self.body else { return Vec::new() };
        let mut zones: Vec<Rectangle> = Vec::new();
        for zone in labels.iter().filter_map(|label| label.zone) {
            if !zones.contains(&zone) {
                zones.push(zone);
            }
        }
        zones
    }

    /// The order in which something that must not be shown in its own order is shown: always the same, and not the
    /// right one where there is another.
    pub(crate) fn mixed(&self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        let key = |index: &usize| crc32fast::hash(format!("{} {index}", self.id).as_bytes());
        order.sort_by_key(key);
        if count > 1 && order.iter().copied().eq(0..count) {
            order.rotate_left(1);
        }
        order
    }
}

/// Characters of a number that a learner writes.
const NUMBER_LENGTH: u32 = 24;

/// How many UTF-16 units a learner may write into a gap: room for more than the longest answer, and still bounded.
fn gap_length(answers: &[Answer]) -> u32 {
    let longest = answers.iter().map(|answer| answer.text.trim().encode_utf16().count()).max().unwrap_or(0);
    let longest = u32::try_from(longest).unwrap_or(u32::MAX);
    longest.saturating_mul(2).clamp(24, 120).max(longest)
}

/// The parts of a response of pairs, by stem.
pub(super) fn by_stem(response: &[String]) -> BTreeMap<&str, &str> {
    response.iter().filter_map(|pair| pair.split_once('.')).collect()
}
