//! A learner on the route, and the same one as SCORM 2004 sees them.

use std::collections::BTreeSet;

use super::Chance;
use crate::sequencing::{
    ActivityTree, Edition, Engine, Exit, Outcome as Came, Request, RunTimeData, RunTimeObjective,
};
use crate::steering::route::{Fact, PlaceKind, Route};
use crate::steering::{Learner, Outcome, Record};

pub(super) struct Twins {
    learner: Learner,
    engine: Engine,
    /// What each SCO has told in its attempt.
    told: Vec<RunTimeData>,
    story: Vec<String>,
}

impl Twins {
    pub(super) fn new(route: &Route, tree: ActivityTree, edition: Edition, seed: u64) -> Self {
        let learner = Learner::new(route, seed);
        let told = vec![RunTimeData::default(); route.places.len()];
        let engine = Engine::new(tree, edition, seed);
        Self { learner, engine, told, story: vec![format!("{edition:?} {seed}")] }
    }

    pub(super) fn into_learner(self) -> Learner {
        self.learner
    }

    fn id(&self, place: usize) -> &str {
        self.learner.route().places[place].id.as_str()
    }

    fn request(&mut self, request: &Request) -> Option<usize> {
        match self.engine.request(request) {
            Ok(Came::Delivered(id)) => self.learner.route().position(&id.as_str().into()),
            _ => None,
        }
    }

    /// Does something that a learner may do.
    pub(super) fn act(&mut self, chance: &mut Chance) {
        match self.learner.current() {
            Some(place) if chance.percent(60) => self.report(place, chance),
            Some(place) if chance.percent(15) => self.come_back(place),
            Some(place) if chance.percent(15) => self.leave(place),
            _ if chance.percent(40) => self.go_on(),
            _ => self.choose(chance),
        }
    }

    fn choose(&mut self, chance: &mut Chance) {
        let choices = self.learner.choices();
        if choices.is_empty() {
            return;
        }
        let chosen = chance.one_of(&choices);
        self.story.push(format!("choose {}", self.id(chosen)));
        let came = self.request(&Request::Choice(self.id(chosen).to_owned()));
        assert_eq!(came, Some(chosen), "{:?}", self.story);
        self.enter(chosen);
    }

    fn go_on(&mut self) {
        let Some(next) = self.learner.next() else { return };
        self.story.push(format!("continue to {}", self.id(next)));
        let request = if self.engine.current().is_none() { Request::Start } else { Request::Continue };
        assert_eq!(self.request(&request), Some(next), "{:?}", self.story);
        self.enter(next);
    }

    fn leave(&mut self, place: usize) {
        self.story.push(format!("leave {}", self.id(place)));
        self.learner.leave();
        self.request(&Request::Exit);
    }

    /// Suspends everything, has it written and read, and resumes. What came to its end failed is left before.
    fn come_back(&mut self, place: usize) {
        if !is_suspended(self.learner.record(place).unwrap()) {
            return self.leave(place);
        }
        self.story.push(format!("come back to {}", self.id(place)));
        self.request(&Request::SuspendAll);
        assert_eq!(self.request(&Request::ResumeAll), Some(place), "{:?}", self.story);
        self.learner.leave();
        let kept = serde_json::to_string(self.learner.state()).unwrap();
        let route = self.learner.route().clone();
        self.learner = Learner::restore(&route, serde_json::from_str(&kept).unwrap()).unwrap();
        self.enter(place);
    }

    fn enter(&mut self, place: usize) {
        if !is_suspended(self.learner.record(place).unwrap()) {
            self.told[place] = RunTimeData::default();
        }
        self.learner.enter(place).unwrap();
        self.tell(place);
    }

    fn report(&mut self, place: usize, chance: &mut Chance) {
        if !self.learner.record(place).unwrap().is_going_on() {
            return;
        }
        let can_pass = self.learner.route().places[place].leaf().unwrap().pass_mark.is_some();
        let score = (chance.percent(70)).then(|| chance.one_of(&[0.0, 40.0, 60.0, 75.0, 90.0]));
        let ended = chance.percent(60);
        let passed = (can_pass && (ended || chance.percent(30))).then(|| chance.percent(50));
        let outcome = Outcome { ended, completed: chance.percent(60), passed, score };
        self.story.push(format!("report {} {outcome:?}", self.id(place)));
        self.learner.report(&outcome);
        let has_passed = self.learner.has_passed(place);
        let told = &mut self.told[place];
        told.success = if has_passed { Some(true) } else { passed };
        told.scaled_score = score.map(|score| score / 100.0).or(told.scaled_score);
        self.tell(place);
    }

    /// What the SCO tells: its status, and each fact that is true.
    fn tell(&mut self, place: usize) {
        let record = *self.learner.record(place).unwrap();
        let data = &mut self.told[place];
        data.completion = Some(record.is_done());
        data.exit = if is_suspended(&record) { Exit::Suspend } else { Exit::Normal };
        let objectives = self.learner.route().leaf_objectives(place).into_iter();
        data.objectives = objectives
            .map(|(id, kind)| RunTimeObjective {
                id,
                success: self.learner.has(&Fact { place, kind }).then_some(true),
                ..RunTimeObjective::default()
            })
            .collect();
        let enough = self.enough(place);
        self.told[place].objectives.extend(enough);
        self.engine.report(&self.told[place]);
    }

    /// That so many steps are done, as the content finds it among its objectives.
    fn enough(&self, place: usize) -> Option<RunTimeObjective> {
        let enough = self.learner.route().leaf_enough(place)?;
        let is_passed = |id: &String| {
            let own = self.told[place].objectives.iter().find(|own| own.id == *id);
            let known = || self.engine.objective_status(self.id(place), id)?.satisfied;
            own.map_or_else(known, |own| own.success) == Some(true)
        };
        let done = enough.of.iter().filter(|ids| ids.iter().any(is_passed)).count();
        let is_enough = self.learner.record(place)?.is_done() && done >= usize::from(enough.count);
        Some(RunTimeObjective {
            id: enough.objective,
            success: is_enough.then_some(true),
            ..RunTimeObjective::default()
        })
    }

    /// What may be chosen, where Continue leads, and what is known of each leaf.
    pub(super) fn agree(&self) {
        let ids = |places: Vec<usize>| places.into_iter().map(|it| self.id(it).to_owned());
        let may: BTreeSet<_> = ids(self.learner.choices()).collect();
        let route = self.learner.route();
        let is_leaf = |id: &String| route.leaves().any(|(place, _)| self.id(place) == id);
        let engine_may: BTreeSet<_> =
            self.engine.valid_requests().choice.into_iter().filter(is_leaf).collect();
        assert_eq!(may, engine_may, "choices after {:?}", self.story);

        let next = self.learner.next().map(|next| self.id(next).to_owned());
        let request = if self.engine.current().is_none() { Request::Start } else { Request::Continue };
        let engine_next = match self.engine.clone().request(&request) {
            Ok(Came::Delivered(id)) => Some(id),
            _ => None,
        };
        assert_eq!(next, engine_next, "next after {:?}", self.story);

        for (place, _) in route.leaves() {
            let primary = self.engine.status(self.id(place)).unwrap().primary;
            let engine = (primary.completed == Some(true), primary.satisfied == Some(true));
            let learner = (self.learner.is_done(place), self.learner.has_passed(place));
            assert_eq!(learner, engine, "{} after {:?}", self.id(place), self.story);
        }
    }

    /// How groups and the whole stand, once everything that is begun was entered and left again: rollup follows what ends.
    pub(super) fn agree_on_groups(&self) {
        let mut engine = self.engine.clone();
        let _ = engine.request(&Request::Exit);
        let route = self.learner.route();
        for (place, _) in route.leaves() {
            if is_suspended(self.learner.record(place).unwrap())
                && engine.request(&Request::Choice(self.id(place).to_owned())).is_ok()
            {
                engine.report(&self.told[place]);
                engine.request(&Request::Exit).unwrap();
            }
        }
        let groups = route.places.iter().enumerate().filter(|(_, it)| it.leaf().is_none());
        for (place, _) in groups.filter(|&(place, _)| self.learner.is_there(place)) {
            let primary = engine.status(self.id(place)).unwrap().primary;
            let is_completed = primary.completed == Some(true);
            let about = format!("{} after {:?}", self.id(place), self.story);
            assert!(!is_completed || self.learner.is_done(place), "done too early: {about}");
            if !self.waits_for_nothing(place) {
                assert_eq!(self.learner.is_done(place), is_completed, "done: {about}");
            }
            // Where nothing can be passed, the status of a cluster may say that so many steps are enough; nobody hears of it.
            let can_be_passed = route.places[place].children.iter().any(|&it| route.places[it].counts);
            let has_status = if place == 0 { primary.satisfied.is_some() } else { can_be_passed };
            if has_status {
                let has_passed = match place {
                    0 => self.learner.status().passed == Some(true),
                    _ => self.learner.has_passed(place),
                };
                let is_satisfied = primary.satisfied == Some(true);
                assert!(!is_satisfied || has_passed, "passed too early: {about}");
                if !self.counts_nothing(place) {
                    assert_eq!(has_passed, is_satisfied, "passed: {about}");
                }
            }
            let (mine, its) = (self.learner.score(place), primary.measure);
            let is_same = match (mine, its) {
                (Some(mine), Some(its)) => (mine / 100.0 - its).abs() < 1e-6,
                (None, None) => true,
                _ => false,
            };
            assert!(is_same, "score {mine:?} {its:?}: {about}");
        }
    }

    /// Whether a group asks for nothing any more, or another in it that draws: there the standard rolls nothing up.
    fn waits_for_nothing(&self, group: usize) -> bool {
        let places = &self.learner.route().places;
        let asks = |group: usize| self.asked(group).next().is_some();
        let draws = |it: &usize| matches!(places[*it].kind, PlaceKind::Group { draw: Some(_), .. });
        let inside = self.groups_inside(group);
        (group == 0 && self.learner.route().may_all_be_skipped())
            || !asks(group)
            || inside.into_iter().filter(draws).any(|it| !asks(it))
    }

    /// Whether all that counts in a group is skipped, or in another in it, although something of it was passed.
    fn counts_nothing(&self, group: usize) -> bool {
        let places = &self.learner.route().places;
        let counts = |group: usize| self.asked(group).any(|it| places[it].counts);
        let is_odd = |it: usize| !counts(it) && self.learner.has_passed(it);
        is_odd(group) || self.groups_inside(group).into_iter().any(is_odd)
    }

    fn asked(&self, group: usize) -> impl Iterator<Item = usize> {
        let places = &self.learner.route().places;
        let offered = self.learner.offered(group).iter().copied();
        offered.filter(|&it| places[it].required && !self.learner.is_skipped(it))
    }

    fn groups_inside(&self, group: usize) -> Vec<usize> {
        let places = &self.learner.route().places;
        let around = |it: usize| std::iter::successors(places[it].parent, |&it| places[it].parent);
        let is_inside = |&it: &usize| around(it).any(|around| around == group);
        let groups = (0..places.len()).filter(|&it| places[it].leaf().is_none() && self.learner.is_there(it));
        groups.filter(is_inside).collect()
    }
}

/// Only what ends failed ends; what is done is shown again as it was.
fn is_suspended(record: &Record) -> bool {
    record.is_going_on() || record.is_done()
}
