//! What can be wrong with groups, the whole path among them.

use super::{Check, subject};
use crate::model::Locus;
use crate::model::path::{Group, Order, rules};

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
        let drawn = group.draw.map_or(all, usize::from);
        if drawn == 0 || drawn > all {
            let message = format!("{drawn} steps are drawn of {all}");
            self.add(at("draw"), &subject, &rules::GROUP_COUNT, message).help =
                Some(format!("draw 1 to {all}"));
        }
        if let Some(choose) = group.choose.map(usize::from) {
            let required = self.required(number).count();
            // Whoever is unlucky is drawn all the optional ones.
            let most = required.saturating_sub(all.saturating_sub(drawn));
            if choose == 0 || choose > most {
                let message = too_many_to_choose(choose, most, required);
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
        if !self.top.is_empty() && self.required(None).next().is_none() {
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

    /// How many of its siblings that are not optional learners may choose to leave out.
    pub(super) fn left_out_beside(&self, number: usize) -> usize {
        let Some(group) = self.group_of(number) else { return 0 };
        self.left_out(self.entries[number].parent, group)
    }

    /// How many of a group's steps that are not optional learners may choose to leave out.
    pub(super) fn left_out(&self, number: Option<usize>, group: &Group) -> usize {
        group.choose.map_or(0, |choose| self.required(number).count().saturating_sub(usize::from(choose)))
    }
}

fn too_many_to_choose(choose: usize, most: usize, required: usize) -> String {
    match most < required {
        true => format!(
            "{choose} steps are to be chosen, and some learners are drawn only {most} that are not optional"
        ),
        false => format!("{choose} steps are to be chosen of {required} that are not optional"),
    }
}
