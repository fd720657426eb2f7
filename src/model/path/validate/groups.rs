//! What can be wrong with groups, the whole path among them.

use super::{Check, subject};
use crate::model::Locus;
use crate::model::path::{Group, Order, Step, rules};

impl Check<'_> {
    /// A group by the number of its step; the path's own steps without one.
    pub(super) fn group(&mut self, number: Option<usize>, group: &Group) {
        // What a group that is a step says of itself stands together under one key.
        let at = |field| match number {
            Some(step) if field != "steps" => Locus::StepField { step, field: "group" },
            Some(step) => Locus::StepField { step, field },
            None => Locus::Field(field),
        };
        let subject = number.map_or("path".to_owned(), |number| subject(self.entries[number].step));
        let all = group.steps.len();
        if all == 0 {
            let message = if number.is_some() { "the group has no steps" } else { "the path has no steps" };
            self.add(at("steps"), &subject, &rules::EMPTY_GROUP, message);
            return;
        }
        let required = group.steps.iter().filter(|step| !step.optional).count();
        let drawn = group.draw.map_or(all, usize::from);
        if drawn == 0 || drawn > all {
            let message = format!("{drawn} steps are drawn of {all}");
            self.add(at("draw"), &subject, &rules::GROUP_COUNT, message).help =
                Some(format!("draw 1 to {all}"));
        }
        if let Some(choose) = group.choose.map(usize::from) {
            // Whoever is unlucky is drawn all the optional ones.
            let most = required.saturating_sub(all.saturating_sub(drawn));
            if choose == 0 || choose > most {
                let message = match most < required {
                    true => format!(
                        "{choose} steps are to be chosen, and some learners are drawn only {most} that are not optional"
                    ),
                    false => format!("{choose} steps are to be chosen of {required} that are not optional"),
                };
                self.add(at("choose"), &subject, &rules::GROUP_COUNT, message);
            } else if choose < required && group.order == Order::Linear {
                let message = "the steps stand one after the other, so learners cannot choose";
                self.add(at("choose"), &subject, &rules::CHOICE_IN_ORDER, message).help =
                    Some("give the group `order: choice`".to_owned());
            }
        }
        if group.shuffle && group.order == Order::Linear {
            let message = "the steps stand one after the other, but they are shuffled";
            self.add(at("shuffle"), &subject, &rules::SHUFFLED_ORDER, message).help =
                Some("give the group `order: any`".to_owned());
        }
    }

    /// A path of which nothing is asked.
    pub(super) fn nothing_required(&mut self) {
        // Inner steps come after what they are in.
        let mut asks = vec![false; self.entries.len()];
        for number in (0..self.entries.len()).rev() {
            let step = self.entries[number].step;
            let is_leaf = step.as_group().is_none();
            // An empty group is told of already.
            let is_empty = step.as_group().is_some_and(|group| group.steps.is_empty());
            asks[number] = !step.optional && (asks[number] || is_leaf || is_empty);
            if let (true, false, Some(parent)) =
                (asks[number], self.entries[number].is_remedial, self.entries[number].parent)
            {
                asks[parent] = true;
            }
        }
        if !self.top.is_empty() && !self.top.iter().any(|number| asks[*number]) {
            let message = "every step is optional, so the path would be completed before it began";
            self.add(Locus::Field("steps"), "path", &rules::NOTHING_REQUIRED, message);
        }
    }

    /// The group that a step stands in directly, unless it is a remedial step.
    pub(super) fn group_of(&self, number: usize) -> Option<&Group> {
        let entry = &self.entries[number];
        match entry.parent {
            _ if entry.is_remedial => None,
            None => Some(&self.path.steps),
            Some(parent) => self.entries[parent].step.as_group(),
        }
    }

    /// Whether its siblings are taken one after the other.
    pub(super) fn is_in_order(&self, number: usize) -> bool {
        self.group_of(number).is_none_or(|group| group.order == Order::Linear)
    }

    /// How many of a group's steps its learners may choose to leave out.
    pub(super) fn left_out(group: &Group) -> usize {
        let required = group.steps.iter().filter(|step: &&Step| !step.optional).count();
        group.choose.map_or(0, |choose| required.saturating_sub(usize::from(choose)))
    }
}
