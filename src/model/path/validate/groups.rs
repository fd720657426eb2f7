//! What can be wrong with groups, the whole path among them.

use super::{Check, subject};
use crate::model::path::{Group, Order, rules};
use crate::model::{Id, Locus};

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
                let help = match most {
                    0 => "add steps that are not optional, or leave `choose` out".to_owned(),
                    1 => "choose 1".to_owned(),
                    most => format!("choose 1 to {most}"),
                };
                self.add(at("choose"), &subject, &rules::GROUP_COUNT, message).help = Some(help);
            } else if choose < required && group.order == Order::Linear {
                let message = "the steps stand one after the other, so learners cannot choose";
                self.add(at("choose"), &subject, &rules::CHOICE_IN_ORDER, message).help =
                    Some("give the group `order: choice`".to_owned());
            }
        }
        let is_drawn = (1..all).contains(&drawn);
        for (field, is_said, how) in [("draw", is_drawn, "drawn"), ("shuffle", group.shuffle, "shuffled")] {
            if is_said && group.order == Order::Linear {
                let message = format!("the steps stand one after the other, but they are {how}");
                self.add(at(field), &subject, &rules::SHUFFLED_ORDER, message).help =
                    Some("give the group `order: any`".to_owned());
            }
        }
        if is_drawn && group.order != Order::Linear && self.opens_early(number, group) {
            let message =
                "some of the steps that are drawn hold nothing up, and what follows does not know which";
            self.add(at("draw"), &subject, &rules::OPENS_EARLY, message).help =
                Some("draw only steps that are neither optional nor superfluous".to_owned());
        }
    }

    /// Whether something waits for a drawn group of which not everybody has to do the same number of steps.
    fn opens_early(&self, number: Option<usize>, group: &Group) -> bool {
        let Some(number) = number else { return false };
        let required = self.required(Some(number)).count();
        // Where learners choose, those that they did are counted, and none besides.
        let has_optional = group.choose.is_none() && required < group.steps.len();
        let is_uneven = has_optional || self.required(Some(number)).any(|it| self.may_be_superfluous(it));
        required > 0 && is_uneven && self.is_waited_for(number)
    }

    fn may_be_superfluous(&self, number: usize) -> bool {
        let mut open = vec![number];
        while let Some(number) = open.pop() {
            if self.entries[number].step.skip_if.is_some() {
                return true;
            }
            // A group is superfluous with all that is required in it; one of them that may be is enough to ask for care.
            open.extend(
                self.required(Some(number)).filter(|_| self.entries[number].step.as_group().is_some()),
            );
        }
        false
    }

    /// Whether the order of a group or a requirement waits for it, or for what it is in.
    fn is_waited_for(&self, number: usize) -> bool {
        self.around(number).any(|around| {
            let parent = self.entries[around].parent;
            let siblings = parent.map_or(&self.top, |parent| &self.entries[parent].children);
            let is_followed = siblings.iter().any(|&sibling| sibling > around) && self.is_in_order(around);
            is_followed && self.entries[around].is_required || self.is_named(&self.entries[around].step.id)
        })
    }

    fn is_named(&self, id: &Id) -> bool {
        let said = self.entries.iter().flat_map(|entry| [&entry.step.after, &entry.step.skip_if]);
        said.flatten().any(|requirement| requirement.steps().contains(&id))
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
        let is_kept = |group: &Group| group.order == Order::Linear && group.draw.is_none() && !group.shuffle;
        self.group_of(number).is_none_or(is_kept)
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
