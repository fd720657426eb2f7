//! Steps that wait for each other, so that none of them ever opens.
//!
//! What can open and what can be done is found from the beginning of the path on, until nothing is added: a least fixed point.
//! Whatever is left waits for something that is left too, so whoever follows that comes round to where they were.

use std::collections::BTreeSet;

use super::Check;
use crate::model::path::{Requirement, Step, rules};

/// So many steps of a circle are named.
const SHOWN: usize = 12;

/// What is waited for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Opens(usize),
    Done(usize),
}

impl Event {
    fn step(self) -> usize {
        match self {
            Self::Opens(step) | Self::Done(step) => step,
        }
    }
}

/// Why one event waits for another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The step says so.
    After,
    /// It stands after the other in a linear group.
    Order,
    /// It is in the other, or a remedial step of it.
    Inside,
    /// A group is done only with what is in it.
    Whole,
    /// A step is done only when it was open.
    Itself,
}

/// What can happen on a path.
struct Possible {
    opens: Vec<bool>,
    done: Vec<bool>,
    /// The step before in the same group that is not optional, for those in order.
    previous: Vec<Option<usize>>,
    /// Whether all that stands before a step in order can come to be behind the learner.
    in_order: Vec<bool>,
}

impl Check<'_> {
    pub(super) fn circles(&mut self) {
        let possible = self.possible();
        let mut told = BTreeSet::new();
        let closed: Vec<usize> = (0..self.entries.len()).filter(|step| !possible.opens[*step]).collect();
        for step in closed {
            let circle = self.circle(&possible, Event::Opens(step));
            let members: BTreeSet<Event> = circle.iter().map(|(event, _)| *event).collect();
            if told.insert(members) {
                self.tell(&circle);
            }
        }
    }

    fn tell(&mut self, circle: &[(Event, Why)]) {
        // Where it can be mended: at the first step that says what it waits for.
        let says = circle.iter().enumerate().filter(|(_, (_, why))| *why == Why::After);
        let Some((begin, step)) = says.map(|(place, (event, _))| (place, event.step())).min_by_key(|it| it.1)
        else {
            return;
        };
        let mut told = Vec::new();
        for place in 0..circle.len() {
            let (event, why) = circle[(begin + place) % circle.len()];
            let (next, _) = circle[(begin + place + 1) % circle.len()];
            let id = |event: Event| &self.entries[event.step()].step.id;
            told.extend(match why {
                Why::After => Some(format!("`{}` waits for `{}`", id(event), id(next))),
                Why::Order => Some(format!("`{}` stands after `{}`", id(event), id(next))),
                Why::Inside => Some(format!("`{}` is in `{}`", id(event), id(next))),
                Why::Whole => Some(format!("`{}` is done with `{}`", id(event), id(next))),
                Why::Itself => None,
            });
        }
        if told.len() > SHOWN {
            told.truncate(SHOWN);
            told.push("and so on".to_owned());
        }
        self.at(step, "after", &rules::CIRCLE, told.join(", ")).help =
            Some("take one of the requirements out, or put the steps into another order".to_owned());
    }

    /// The circle that one comes to from an event that never happens.
    fn circle(&self, possible: &Possible, from: Event) -> Vec<(Event, Why)> {
        let mut way: Vec<(Event, Why)> = Vec::new();
        let (mut at, mut seen) = (from, BTreeSet::new());
        while seen.insert(at) {
            let Some((why, next)) = self.waits_for(possible, at) else { return Vec::new() };
            way.push((at, why));
            at = next;
        }
        let begin = way.iter().position(|(event, _)| *event == at).unwrap_or_default();
        way.split_off(begin)
    }

    /// What keeps an event from happening.
    fn waits_for(&self, possible: &Possible, event: Event) -> Option<(Why, Event)> {
        let entry = &self.entries[event.step()];
        match event {
            Event::Opens(step) => {
                if let Some(parent) = entry.parent.filter(|parent| !possible.opens[*parent]) {
                    return Some((Why::Inside, Event::Opens(parent)));
                }
                if !possible.in_order[step] {
                    let before = std::iter::successors(possible.previous[step], |it| possible.previous[*it]);
                    let missing = before.into_iter().find(|it| !self.is_behind(possible, *it));
                    return missing.map(|it| (Why::Order, Event::Done(it)));
                }
                let after = entry.step.after.as_ref()?;
                self.missing(possible, step, after).map(|event| (Why::After, event))
            }
            Event::Done(step) if !possible.opens[step] => Some((Why::Itself, Event::Opens(step))),
            Event::Done(step) => {
                let missing = self.required(Some(step)).find(|inner| !self.is_behind(possible, *inner));
                missing.map(|inner| (Why::Whole, Event::Done(inner)))
            }
        }
    }

    fn possible(&self) -> Possible {
        let count = self.entries.len();
        let mut possible = Possible {
            opens: vec![false; count],
            done: vec![false; count],
            previous: (0..count).map(|step| self.previous(step)).collect(),
            in_order: vec![false; count],
        };
        while self.advance(&mut possible) {}
        possible
    }

    /// Adds what is possible now. Whether anything was.
    fn advance(&self, possible: &mut Possible) -> bool {
        let mut is_new = false;
        for step in 0..self.entries.len() {
            let entry = &self.entries[step];
            let before = possible.previous[step];
            possible.in_order[step] =
                before.is_none_or(|before| possible.in_order[before] && self.is_behind(possible, before));
            if !possible.opens[step] {
                let is_around = entry.parent.is_none_or(|parent| possible.opens[parent]);
                let holds = entry.step.after.as_ref().is_none_or(|after| self.holds(possible, step, after));
                possible.opens[step] = is_around && possible.in_order[step] && holds;
                is_new |= possible.opens[step];
            }
        }
        // What is in a group is done before the group is.
        for step in (0..self.entries.len()).rev().filter(|step| possible.opens[*step]) {
            if !possible.done[step] && self.can_be_done(possible, step) {
                possible.done[step] = true;
                is_new = true;
            }
        }
        is_new
    }

    fn can_be_done(&self, possible: &Possible, step: usize) -> bool {
        let Some(group) = self.entries[step].step.as_group() else { return true };
        let missing = self.required(Some(step)).filter(|inner| !self.is_behind(possible, *inner));
        missing.count() <= Self::left_out(group)
    }

    /// Whether the learner can have a step behind them: done, or skipped.
    fn is_behind(&self, possible: &Possible, step: usize) -> bool {
        let skip_if = self.entries[step].step.skip_if.as_ref();
        possible.done[step]
            || skip_if.is_some_and(|skip| self.holds(possible, step, skip))
            || self.is_spare(possible, step)
    }

    /// Whether enough others of its group can be done.
    fn is_spare(&self, possible: &Possible, step: usize) -> bool {
        let Some(choose) = self.group_of(step).and_then(|group| group.choose) else { return false };
        let others = self.required(self.entries[step].parent).filter(|other| *other != step);
        others.filter(|other| possible.done[*other]).count() >= usize::from(choose.max(1))
    }

    fn holds(&self, possible: &Possible, of: usize, requirement: &Requirement) -> bool {
        self.missing(possible, of, requirement).is_none()
    }

    /// The first event that a requirement of a step still waits for. What is told of by itself is taken as given.
    fn missing(&self, possible: &Possible, of: usize, requirement: &Requirement) -> Option<Event> {
        let (inner, wanted) = match requirement {
            Requirement::All(inner) => (inner, inner.len()),
            Requirement::Any(inner) => (inner, 1),
            Requirement::AtLeast { count, of } => (of, usize::from(*count)),
            fact => return self.fact_missing(possible, of, fact),
        };
        let missing: Vec<_> = inner.iter().filter_map(|inner| self.missing(possible, of, inner)).collect();
        let holding = inner.len() - missing.len();
        missing.first().copied().filter(|_| holding < wanted.min(inner.len()))
    }

    fn fact_missing(&self, possible: &Possible, of: usize, fact: &Requirement) -> Option<Event> {
        let id = fact.steps().first().copied()?;
        let step = self.by_id.get(id).copied().filter(|step| *step != of)?;
        match fact {
            Requirement::Completed(_) => (!self.is_behind(possible, step)).then_some(Event::Done(step)),
            _ => (!possible.opens[step]).then_some(Event::Opens(step)),
        }
    }

    /// The step before one that is in order, of those that hold it up.
    fn previous(&self, step: usize) -> Option<usize> {
        if !self.is_in_order(step) {
            return None;
        }
        let entry = &self.entries[step];
        let holds_up = |inner: &Step| !inner.optional;
        (0..step).rev().find(|other| {
            let it = &self.entries[*other];
            it.parent == entry.parent && it.is_remedial == entry.is_remedial && holds_up(it.step)
        })
    }
}
