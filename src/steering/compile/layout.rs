//! Which places there are, and where: groups, leaves, and the tries and remedial steps of steps with remediation.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Id;
use crate::model::path::{Content, Group, LearningPath, Order, Remediation, Requirement, Step};
use crate::steering::route::{Expression, Leaf, Place, PlaceKind};

/// So many tries a step has at most, whatever it says: a path with more is not free of errors.
const MOST_TRIES: usize = Remediation::MAX_TRIES;

/// From so many places on, remedial steps come no more: a path with so many is not free of errors.
const MOST_PLACES: usize = LearningPath::MAX_PLACES;

/// Groups in groups, deeper than any path that is free of errors.
const MOST_LEVELS: usize = 2 * Group::MAX_LEVELS + 2;

/// The places, and what their conditions are made of.
pub(super) struct Layout<'a> {
    pub(super) places: Vec<Place>,
    pub(super) notes: Vec<Notes<'a>>,
    /// The places that stand for a step: one, or for remedial steps one in each round.
    pub(super) of_step: BTreeMap<&'a Id, Vec<usize>>,
}

/// What a place waits for, besides the order of its group.
#[derive(Default)]
pub(super) struct Notes<'a> {
    pub(super) after: Option<&'a Requirement>,
    pub(super) skip_if: Option<&'a Requirement>,
    /// It opens once these have failed.
    pub(super) after_failed: Option<usize>,
    /// It opens once these are behind.
    pub(super) after_behind: Vec<usize>,
    /// It is superfluous once this one is done.
    pub(super) until_done: Option<usize>,
}

pub(super) fn lay_out(path: &LearningPath) -> Layout<'_> {
    let mut drawing = Drawing {
        path,
        layout: Layout { places: Vec::new(), notes: Vec::new(), of_step: BTreeMap::new() },
        taken: path.all_steps().into_iter().map(|step| step.id.clone()).collect(),
        used: BTreeSet::new(),
    };
    let whole = drawing.add(None, &path.id, path.title.clone(), kind_of(&path.steps));
    drawing.layout.places[whole].weight = 1.0;
    drawing.fill(whole, &path.steps);
    let mut layout = drawing.layout;
    sum_up(&mut layout.places);
    layout
}

fn kind_of(group: &Group) -> PlaceKind {
    PlaceKind::Group {
        order: group.order,
        choose: group.choose.map(|choose| choose.max(1)),
        draw: group.draw.filter(|&draw| draw > 0 && usize::from(draw) < group.steps.len()),
        shuffle: group.shuffle,
        tries: false,
    }
}

struct Drawing<'a> {
    path: &'a LearningPath,
    layout: Layout<'a>,
    /// Identifiers that authors gave, of which each is the place's that comes first.
    taken: BTreeSet<Id>,
    used: BTreeSet<Id>,
}

impl<'a> Drawing<'a> {
    fn add(&mut self, parent: Option<usize>, step: &Id, title: String, kind: PlaceKind) -> usize {
        let is_free = parent.is_some() || !self.taken.contains(step);
        let id = match is_free && !self.used.contains(step) {
            true => step.clone(),
            false => self.numbered(step, 2),
        };
        self.add_as(id, parent, step, title, kind)
    }

    fn add_as(&mut self, id: Id, parent: Option<usize>, step: &Id, title: String, kind: PlaceKind) -> usize {
        let place = self.layout.places.len();
        self.used.insert(id.clone());
        self.layout.places.push(Place {
            id,
            step: step.clone(),
            title,
            parent,
            children: Vec::new(),
            opens: Expression::ALWAYS,
            skips: Expression::NEVER,
            behind: Expression::ALWAYS,
            required: true,
            counts: false,
            weight: 0.0,
            kind,
        });
        self.layout.notes.push(Notes::default());
        if let Some(parent) = parent {
            self.layout.places[parent].children.push(place);
        }
        place
    }

    /// The identifier with the next number behind it that makes it another one than all others, and no longer than one may be.
    fn numbered(&self, id: &Id, from: usize) -> Id {
        let stem = |room: usize| -> &str {
            let text = id.as_str();
            let end = (0..=room.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
            &text[..end.unwrap_or(0)]
        };
        (from..)
            .map(|number| format!("-{number}"))
            .map(|tail| Id::from(format!("{}{tail}", stem(Id::MAX_LENGTH.saturating_sub(tail.len())))))
            .find(|id| !self.taken.contains(id) && !self.used.contains(id))
            .unwrap_or_else(|| id.clone())
    }

    fn fill(&mut self, place: usize, group: &'a Group) {
        let level = std::iter::successors(Some(place), |&it| self.layout.places[it].parent).count();
        let steps = if level > MOST_LEVELS { &[] } else { group.steps.as_slice() };
        for step in steps {
            let added = self.add_step(place, step);
            self.layout.places[added].required = !step.optional;
        }
    }

    /// A step, with all that is in it.
    fn add_step(&mut self, parent: usize, step: &'a Step) -> usize {
        let title = self.path.title_of(step).to_owned();
        let place = match (&step.content, &step.remediation) {
            (Content::Group(group), _) => {
                let place = self.add(Some(parent), &step.id, title, kind_of(group));
                self.fill(place, group);
                place
            }
            (_, Some(remediation)) => self.add_tries(parent, step, title, remediation),
            (_, None) => {
                let leaf = leaf_of(self.path, step, step.attempts);
                let place = self.add(Some(parent), &step.id, title, PlaceKind::Leaf(leaf));
                self.layout.places[place].weight = own_weight(self.path, step);
                place
            }
        };
        if matches!(self.layout.places[place].kind, PlaceKind::Group { .. }) {
            let by_itself = if step.optional { 0.0 } else { 1.0 };
            self.layout.places[place].weight = share(step.weight.unwrap_or(by_itself));
        }
        let notes = &mut self.layout.notes[place];
        notes.after = step.after.as_ref();
        notes.skip_if = step.skip_if.as_ref();
        self.layout.of_step.entry(&step.id).or_default().push(place);
        place
    }

    /// Tries in rounds, and what has to be done between the rounds.
    fn add_tries(
        &mut self,
        parent: usize,
        step: &'a Step,
        title: String,
        remediation: &'a Remediation,
    ) -> usize {
        let kind =
            PlaceKind::Group { order: Order::Any, choose: Some(1), draw: None, shuffle: false, tries: true };
        let group = self.add(Some(parent), &step.id, title.clone(), kind);
        let tries = usize::from(remediation.tries.max(1)).min(MOST_TRIES);
        let rounds = remediation.rounds.map(|rounds| usize::from(rounds.max(1)).min(MOST_TRIES / tries));
        let mut number = 0;
        let mut failed = None;
        let mut behind = Vec::new();
        for round in 0..=rounds.unwrap_or(1) {
            let is_endless = rounds.is_none() && round == 1;
            for at in 0..if is_endless { 1 } else { tries } {
                number += 1;
                let leaf = leaf_of(self.path, step, (!is_endless).then_some(1));
                let title = if number == 1 { title.clone() } else { format!("{title} ({number})") };
                let place = self.add_try(group, step, number, title, leaf);
                self.layout.notes[place].after_failed = failed;
                if at == 0 {
                    self.layout.notes[place].after_behind = std::mem::take(&mut behind);
                }
                failed = Some(place);
            }
            if round < rounds.unwrap_or(1) {
                behind = self.add_remedial(group, remediation, failed);
            }
        }
        group
    }

    fn add_try(&mut self, group: usize, step: &Step, number: usize, title: String, leaf: Leaf) -> usize {
        let id = self.numbered(&step.id, number);
        let place = self.add_as(id, Some(group), &step.id, title, PlaceKind::Leaf(leaf));
        self.layout.places[place].weight = if self.path.pass_mark_of(step).is_some() { 1.0 } else { 0.0 };
        place
    }

    /// The remedial steps of one round, one after the other. Returns those that the next round waits for.
    fn add_remedial(
        &mut self,
        group: usize,
        remediation: &'a Remediation,
        failed: Option<usize>,
    ) -> Vec<usize> {
        let mut before = Vec::new();
        let has_room = self.layout.places.len() < MOST_PLACES;
        for step in remediation.steps.iter().filter(|_| has_room) {
            let place = self.add_step(group, step);
            self.layout.places[place].required = false;
            self.layout.places[place].weight = 0.0;
            let notes = &mut self.layout.notes[place];
            notes.after_failed = failed;
            notes.after_behind.clone_from(&before);
            notes.until_done = Some(group);
            if !step.optional {
                before.push(place);
            }
        }
        before
    }
}

fn leaf_of(path: &LearningPath, step: &Step, attempts: Option<u16>) -> Leaf {
    Leaf {
        done: path.done_of(step),
        pass_mark: path.pass_mark_of(step),
        attempts: attempts.map(|attempts| attempts.max(1)),
        time_limit: step.time_limit,
        due: step.due,
        thresholds: Vec::new(),
    }
}

/// What can be passed has a score that counts, unless it is optional; for other questions the author says so.
fn own_weight(path: &LearningPath, step: &Step) -> f64 {
    let can_be_scored =
        matches!(step.content, Content::Course { .. } | Content::Lesson { .. } | Content::Test { .. });
    match step.weight {
        Some(weight) if can_be_scored => share(weight),
        None if path.pass_mark_of(step).is_some() && !step.optional => 1.0,
        _ => 0.0,
    }
}

fn share(weight: f64) -> f64 {
    if weight.is_finite() { weight.clamp(0.0, 1.0) } else { 0.0 }
}

/// What groups have from what is in them. Children come after their groups, so backward each is ready before it is asked for.
fn sum_up(places: &mut [Place]) {
    for place in (0..places.len()).rev() {
        let inside = |is: &dyn Fn(&Place) -> bool| places[place].children.iter().any(|&it| is(&places[it]));
        let (required, counts, scored) =
            (inside(&|it| it.required), inside(&|it| it.counts), inside(&|it| it.weight > 0.0));
        let it = &mut places[place];
        match &it.kind {
            PlaceKind::Leaf(leaf) => it.counts = it.required && leaf.pass_mark.is_some(),
            PlaceKind::Group { .. } => {
                it.required &= required;
                it.counts = it.required && counts;
                it.weight = if scored { it.weight } else { 0.0 };
            }
        }
    }
}
