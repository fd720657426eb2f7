//! Whether everybody gets to what a step waits for.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use crate::model::Id;
use crate::model::path::Requirement;

/// Whether whoever does all that is required comes to fulfil a requirement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Presence<'a> {
    Sure,
    /// Not who leaves this step out.
    LeftOut(&'a Id),
    /// Not who does not get this step.
    NotThere(&'a Id),
}

impl Presence<'_> {
    fn rank(self) -> u8 {
        match self {
            Self::Sure => 0,
            Self::LeftOut(_) => 1,
            Self::NotThere(_) => 2,
        }
    }
}

impl<'a> Check<'a> {
    /// Of a requirement of a step.
    pub(super) fn presence(&self, of: usize, requirement: &'a Requirement) -> Presence<'a> {
        match requirement {
            Requirement::All(inner) => self.some_of(of, inner, inner.len()),
            Requirement::Any(inner) => self.some_of(of, inner, 1),
            Requirement::AtLeast { count, of: inner } => self.some_of(of, inner, usize::from(*count)),
            fact => self.fact_presence(of, fact),
        }
    }

    /// So many of some requirements. Where learners get or take some steps of a group, so many of them are sure.
    fn some_of(&self, of: usize, requirements: &'a [Requirement], count: usize) -> Presence<'a> {
        let mut all: Vec<_> = requirements.iter().map(|inner| self.presence(of, inner)).collect();
        let mut together: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (place, requirement) in requirements.iter().enumerate() {
            if let Some(other) = self.fact_of(requirement) {
                together.entry(self.entries[other].parent).or_default().push(place);
            }
        }
        for places in together.into_values() {
            let steps: Vec<_> =
                places.iter().filter_map(|place| self.fact_of(&requirements[*place])).collect();
            let sure = self.sure_of(&steps);
            let unsure = places.iter().filter(|place| all[**place] != Presence::Sure);
            let unsure: Vec<usize> = unsure.copied().collect();
            for place in unsure.iter().take((sure + unsure.len()).saturating_sub(places.len())) {
                all[*place] = Presence::Sure;
            }
        }
        all.sort_by_key(|presence| presence.rank());
        all.get(count.saturating_sub(1)).copied().unwrap_or(Presence::Sure)
    }

    /// How many of these steps of one group everybody gets and takes.
    fn sure_of(&self, steps: &[usize]) -> usize {
        let Some(first) = steps.first() else { return 0 };
        let Some(group) = self.group_of(*first) else { return 0 };
        let named: BTreeSet<usize> = steps.iter().copied().collect();
        let required = named.into_iter().filter(|step| self.entries[*step].is_required).count();
        let not_drawn = group.draw.map_or(0, |draw| group.steps.len().saturating_sub(usize::from(draw)));
        required.saturating_sub(not_drawn + self.left_out_beside(*first))
    }

    /// The step that a fact is about; none for a combination.
    fn fact_of(&self, requirement: &Requirement) -> Option<usize> {
        match requirement {
            Requirement::All(_) | Requirement::Any(_) | Requirement::AtLeast { .. } => None,
            fact => fact.steps().first().and_then(|id| self.by_id.get(id)).copied(),
        }
    }

    fn fact_presence(&self, of: usize, fact: &'a Requirement) -> Presence<'a> {
        let Some(other) = self.fact_of(fact) else { return Presence::Sure };
        let id = &self.entries[other].step.id;
        let is_completion = matches!(fact, Requirement::Completed(_));
        let mut presence = Presence::Sure;
        // What both are in, whoever waits is in already.
        let is_shared = |around: &usize| self.around(of).any(|shared| shared == *around);
        for around in self.around(other).take_while(|around| !is_shared(around)) {
            let (entry, group) = (&self.entries[around], self.group_of(around));
            let shares_remedy = |parent: usize| {
                self.around(of)
                    .any(|it| self.entries[it].is_remedial && self.entries[it].parent == Some(parent))
            };
            let is_drawn =
                group.and_then(|group| group.draw.map(|draw| usize::from(draw) < group.steps.len()));
            if is_drawn == Some(true) || entry.is_remedial && !entry.parent.is_some_and(shares_remedy) {
                return Presence::NotThere(id);
            }
            // What is not chosen counts as skipped, and so as completed.
            let is_chosen = self.left_out_beside(around) > 0;
            let is_skipped = around == other && is_completion;
            if entry.step.optional || is_chosen && !is_skipped {
                presence = Presence::LeftOut(id);
            }
        }
        presence
    }
}
