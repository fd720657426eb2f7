//! Steps that wait for each other, so that none of them ever opens.
//!
//! What can open and what can be done is found from the beginning of the path on, until nothing is added: a least fixed point.
//! Whatever is left waits for something that is left too, so whoever follows that comes round to where they were.

use std::collections::BTreeSet;

use super::Check;
use crate::model::path::{Requirement, rules};

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
    /// By what they say, or because all that is required in them is.
    superfluous: Vec<bool>,
    /// Done, superfluous, or not needed because enough others of the group are done.
    behind: Vec<bool>,
    /// Groups in which something is done, and not only superfluous.
    really_done: Vec<bool>,
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
                    let missing = before.into_iter().find(|it| !possible.behind[*it]);
                    return missing.map(|it| (Why::Order, Event::Done(it)));
                }
                let after = entry.step.after.as_ref()?;
                self.missing(possible, step, after).map(|event| (Why::After, event))
            }
            Event::Done(step) if entry.step.as_group().is_none() => Some((Why::Itself, Event::Opens(step))),
            Event::Done(step) => {
                let missing = |inner: &usize| !possible.done[*inner] && !possible.superfluous[*inner];
                self.required(Some(step)).find(missing).map(|inner| (Why::Whole, Event::Done(inner)))
            }
        }
    }

    fn possible(&self) -> Possible {
        let count = self.entries.len();
        let none = || vec![false; count];
        let mut possible = Possible {
            opens: none(),
            done: none(),
            superfluous: none(),
            behind: none(),
            really_done: none(),
            previous: (0..count).map(|step| self.previous(step)).collect(),
            in_order: none(),
        };
        while self.advance(&mut possible) {}
        possible
    }

    /// Adds what is possible now. Whether anything was.
    fn advance(&self, possible: &mut Possible) -> bool {
        let mut is_new = false;
        for step in 0..self.entries.len() {
            let before = possible.previous[step];
            possible.in_order[step] =
                before.is_none_or(|before| possible.in_order[before] && possible.behind[before]);
            if !possible.opens[step] && self.can_open(possible, step) {
                (possible.opens[step], is_new) = (true, true);
            }
        }
        // What is in a group stands after it, and is done before it is.
        for step in (0..self.entries.len()).rev() {
            is_new |= self.settle(possible, step);
        }
        is_new
    }

    fn can_open(&self, possible: &Possible, step: usize) -> bool {
        let entry = &self.entries[step];
        let is_around = entry.parent.is_none_or(|parent| possible.opens[parent]);
        let after = entry.step.after.as_ref();
        is_around && possible.in_order[step] && after.is_none_or(|after| self.holds(possible, step, after))
    }

    /// How a step can come to be behind the learner.
    fn settle(&self, possible: &mut Possible, step: usize) -> bool {
        let (is_done, is_really) = self.can_be_done(possible, step);
        let is_superfluous = self.can_be_superfluous(possible, step);
        let is_behind = is_done || is_superfluous || self.is_spare(possible, step);
        let mut is_new = false;
        for (known, is_now) in [
            (&mut possible.done[step], is_done),
            (&mut possible.really_done[step], is_really),
            (&mut possible.superfluous[step], is_superfluous),
            (&mut possible.behind[step], is_behind),
        ] {
            is_new |= is_now && !*known;
            *known |= is_now;
        }
        is_new
    }

    /// Whether a step can be done; and whether by doing anything.
    fn can_be_done(&self, possible: &Possible, step: usize) -> (bool, bool) {
        let Some(group) = self.entries[step].step.as_group() else {
            return (possible.opens[step], possible.opens[step]);
        };
        let inside = || self.required(Some(step));
        let really = inside().filter(|inner| possible.really_done[*inner]).count();
        let is_all = inside().all(|inner| possible.done[inner] || possible.superfluous[inner]);
        let is_done = is_all || group.choose.is_some_and(|choose| really >= usize::from(choose.max(1)));
        (is_done, is_done && really > 0)
    }

    fn can_be_superfluous(&self, possible: &Possible, step: usize) -> bool {
        let entry = &self.entries[step];
        let skip_if = entry.step.skip_if.as_ref();
        let mut inside = self.required(Some(step)).peekable();
        skip_if.is_some_and(|skip_if| self.holds(possible, step, skip_if))
            || inside.peek().is_some() && inside.all(|inner| possible.superfluous[inner])
    }

    /// Whether enough others of its group can be done.
    fn is_spare(&self, possible: &Possible, step: usize) -> bool {
        let entry = &self.entries[step];
        let choose = self.group_of(step).filter(|_| entry.is_required).and_then(|group| group.choose);
        let others = || self.required(entry.parent).filter(|other| *other != step);
        choose.is_some_and(|choose| {
            others().filter(|other| possible.really_done[*other]).count() >= usize::from(choose.max(1))
        })
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
            Requirement::Completed(_) => (!possible.behind[step]).then_some(Event::Done(step)),
            _ => (!possible.opens[step]).then_some(Event::Opens(step)),
        }
    }

    /// The step before one that is in order, of those that hold it up.
    fn previous(&self, step: usize) -> Option<usize> {
        if !self.is_in_order(step) {
            return None;
        }
        let entry = &self.entries[step];
        (0..step).rev().find(|other| {
            let it = &self.entries[*other];
            it.parent == entry.parent && it.is_remedial == entry.is_remedial && it.is_required
        })
    }
}
