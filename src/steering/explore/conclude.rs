//! What follows from what the learners met.

use std::collections::BTreeSet;

use super::coverage::{self, PlaceCoverage};
use super::draws::Draws;
use super::ground::{Goal, Ground};
use super::play::{Move, Play, shortest};
use super::polite::Way;
use super::story::{Action, Story};
use super::{Exploration, Finding, FindingKind};
use crate::model::Id;
use crate::steering::learner::Learner;
use crate::steering::route::{PlaceKind, Route};

/// Ways to lose a goal that are told, each with its story.
const TOLD: usize = 24;

/// Explores a route, with no more work than this.
pub(super) fn explore(route: &Route, most_work: u64) -> Exploration {
    let ground = Ground::of(route, most_work);
    let draws = Draws::of(route);
    let (ways, untried_ways) = ground.ways();
    let mut explorer = Explorer {
        ground: &ground,
        draws: &draws,
        coverage: coverage::begin(route),
        findings: Vec::new(),
        known: BTreeSet::new(),
        learners: 0,
        told: Vec::new(),
        untold: 0,
        out_of_reach: Vec::new(),
        looked_at: BTreeSet::new(),
    };
    let possible = explorer.possible();
    for start in &draws.starts {
        explorer.explore(start, &ways);
    }
    explorer.never();
    let unexplored = explorer.unexplored(untried_ways);
    let is_everything = draws.are_all && !ground.has_too_many_failures() && !ground.work.is_over();
    explorer.without_effect(possible.as_deref(), is_everything);
    let Explorer { mut findings, coverage, learners, .. } = explorer;
    findings.sort_by_key(|finding| (finding.kind, finding.place));
    Exploration { findings, unexplored, learners, coverage, at: None }
}

struct Explorer<'a> {
    ground: &'a Ground<'a>,
    draws: &'a Draws,
    coverage: Vec<PlaceCoverage>,
    findings: Vec<Finding>,
    /// What was found about which step.
    known: BTreeSet<(FindingKind, Id)>,
    learners: usize,
    /// Stories of those who lost a goal.
    told: Vec<(Goal, Vec<Move>)>,
    /// How many learners lost a goal in ways that are not told.
    untold: usize,
    /// Goals that nobody reaches who begins so.
    out_of_reach: Vec<(Goal, &'a Learner)>,
    /// What learners were led past who missed a goal.
    looked_at: BTreeSet<(Goal, Vec<usize>)>,
}

impl<'a> Explorer<'a> {
    fn explore(&mut self, start: &'a Learner, ways: &[Way]) {
        let ground = self.ground;
        coverage::look_at_start(&mut self.coverage, start);
        let (goals, out_of_reach): (Vec<_>, Vec<_>) =
            ground.goals.iter().partition(|&&goal| ground.can_reach(goal, start));
        self.out_of_reach.extend(out_of_reach.into_iter().map(|goal| (goal, start)));
        ground.willing(start, &mut |play| self.arrived(start, play, &goals, false));
        self.worst_together(start, &goals);
        for way in ways {
            let mut play = Play::new(start);
            ground.play_politely(&mut play, way);
            self.arrived(start, &play, &goals, true);
        }
    }

    /// What would happen at each place to a learner who has everything; nothing, when that is too much to know.
    fn possible(&self) -> Option<Vec<PlaceCoverage>> {
        let learner = self.ground.who_has_everything()?;
        let mut possible = coverage::begin(self.ground.route);
        coverage::look(&mut possible, &learner);
        Some(possible)
    }

    fn unexplored(&self, untried_ways: Option<String>) -> Vec<String> {
        let mut unexplored = Vec::new();
        if !self.draws.are_all {
            unexplored.push(format!("of all draws, {} were tried", self.draws.starts.len()));
        }
        if self.ground.has_too_many_failures() {
            unexplored.push("not every combination of failures that steps wait for was tried".to_owned());
        }
        unexplored.extend(untried_ways);
        if self.ground.work.is_over() {
            let learners = self.learners;
            unexplored
                .push(format!("the path is too large: the exploration ended after {learners} learners"));
        }
        if self.untold > 0 {
            unexplored.push(format!("{} more learners got stuck than is told", self.untold));
        }
        unexplored
    }

    /// Looks at a learner who has nothing left to take.
    fn arrived(&mut self, start: &Learner, play: &Play, goals: &[Goal], is_polite: bool) {
        // Some that could be taken may be left then.
        if self.ground.work.is_over() {
            return;
        }
        self.learners += 1;
        coverage::look(&mut self.coverage, &play.learner);
        for &goal in goals {
            if self.ground.is_reached(goal, &play.learner) {
                continue;
            }
            if !self.ground.can_reach(goal, &play.learner) {
                self.lost(start, play, goal);
                return;
            }
            if is_polite {
                self.missed(start, play, goal);
            }
        }
    }

    /// A goal that this learner does not reach by doing as told.
    fn missed(&mut self, start: &Learner, play: &Play, goal: Goal) {
        let mut diligent = play.clone();
        self.ground.play_politely(&mut diligent, &Way::diligent());
        match self.ground.is_reached(goal, &diligent.learner) {
            _ if self.ground.work.is_over() => {}
            true => self.needs_optional(start, play, goal),
            false => self.needs_superfluous(start, &diligent, goal),
        }
    }

    /// What the worst of several steps together loses, and none alone.
    fn worst_together(&mut self, start: &Learner, goals: &[Goal]) {
        let mut spared = BTreeSet::new();
        loop {
            let play = self.ground.worst_but_for(start, &spared);
            let before = spared.len();
            self.arrived(start, &play, goals, false);
            let found: BTreeSet<_> = self.findings.iter().map(|finding| &finding.step).collect();
            let places = self.ground.route.places.iter().enumerate();
            spared.extend(places.filter(|(_, it)| found.contains(&it.step)).map(|(place, _)| place));
            if spared.len() == before || self.ground.work.is_over() {
                return;
            }
        }
    }

    /// A goal that this learner can no longer reach.
    fn lost(&mut self, start: &Learner, play: &Play, goal: Goal) {
        if self.is_told(play, goal) {
            return;
        }
        if self.told.len() >= TOLD {
            self.untold += 1;
            return;
        }
        let ground = self.ground;
        let play = shortest(ground, start, &play.moves, |learner| !ground.can_reach(goal, learner));
        let place = play.moves.last().map_or(0, |step| step.place);
        let (step, words) = (&ground.route.places[place].step, goal.words());
        let is_used_up = ground.is_used_up(&play.learner, place);
        let (kind, message) = match (is_used_up, goal) {
            (true, _) => {
                let message =
                    format!("all attempts at `{step}` are used up, and the path can no longer be {words},");
                (FindingKind::LockedOut, message)
            }
            (false, Goal::Completed) => (FindingKind::DeadEnd, format!("the path can no longer be {words}")),
            (false, Goal::Passed) => (FindingKind::SuccessLost, format!("the path can no longer be {words}")),
        };
        let story = self.told_with_draws(start, &play, |learner| !ground.can_reach(goal, learner));
        self.find(kind, place, story, message);
        self.told.push((goal, play.moves));
    }

    /// What learners miss who leave out something that is optional.
    fn needs_optional(&mut self, start: &Learner, play: &Play, goal: Goal) {
        let waiting = self.ground.waiting(&play.learner, goal);
        let asked = self.ground.unmet(&play.learner, waiting).facts();
        match asked.iter().find_map(|fact| self.ground.optional[fact.place]) {
            Some(place) => self.waits_for_optional(start, play, goal, (waiting, place)),
            None => self.needs_one_of_optional(start, play, goal, waiting),
        }
    }

    /// A place that waits for an optional one.
    fn waits_for_optional(
        &mut self,
        start: &Learner,
        play: &Play,
        goal: Goal,
        (waiting, place): (usize, usize),
    ) {
        if self.is_known(FindingKind::NeedsOptional, place) {
            return;
        }
        // Where nothing but what was left out keeps the step closed.
        let is_stuck = |learner: &Learner| {
            let asked = self.ground.unmet(learner, waiting).facts();
            !asked.is_empty() && asked.iter().all(|fact| self.ground.optional[fact.place].is_some())
        };
        let play_to_there = match is_stuck(&play.learner) {
            true => shortest(self.ground, start, &play.moves, is_stuck),
            false => play.clone(),
        };
        let story = self.told_with_draws(start, &play_to_there, is_stuck);
        let why = self.ground.why(&play.learner, waiting, goal);
        self.find_optional(goal, &[place], &why, story);
    }

    /// No place that waits asks for it by itself: it has the points that the path needs, or what waits for it is waited for.
    fn needs_one_of_optional(&mut self, start: &Learner, play: &Play, goal: Goal, waiting: usize) {
        let ground = self.ground;
        let one_of = ground.one_of(goal, &play.learner);
        let Some(&place) = one_of.first() else { return };
        if self.is_known(FindingKind::NeedsOptional, place) {
            return;
        }
        let is_missed = |learner: &Learner| !ground.reaches(goal, learner, &Way::diligent_but_for(&one_of));
        let play_to_there = match is_missed(start) {
            false => shortest(ground, start, &play.moves, is_missed),
            true => Play::new(start),
        };
        let story = self.told_with_draws(start, &play_to_there, is_missed);
        let why = ground.why(&play.learner, waiting, goal);
        self.find_optional(goal, &one_of, &why, story);
    }

    fn find_optional(&mut self, goal: Goal, one_of: &[usize], why: &str, mut story: Story) {
        let Some(&place) = one_of.first() else { return };
        let left_out =
            |&place: &usize| Action::LeavesOut { place, id: self.ground.route.places[place].id.clone() };
        story.0.extend(one_of.iter().map(left_out));
        let names: Vec<_> = one_of.iter().map(|&place| self.ground.name(place)).collect();
        let without = match names.as_slice() {
            [name] => format!("{name}, which is optional"),
            names => format!("one of {}, which are optional", names.join(", ")),
        };
        let message = format!("the path is not {} without {without}: {why},", goal.words());
        self.find(FindingKind::NeedsOptional, place, story, message);
    }

    /// What learners miss who are taken past something.
    fn needs_superfluous(&mut self, start: &Learner, play: &Play, goal: Goal) {
        let led_past = self.ground.led_past(&play.learner);
        if !self.looked_at.insert((goal, led_past.clone())) {
            return;
        }
        // Where there is nothing more to take, the goal was not within reach: it was only not proved to be out of it.
        let Some(place) = self.ground.needed(goal, &play.learner, &led_past) else { return };
        if self.is_known(FindingKind::NeedsSuperfluous, place) {
            return;
        }
        let is_lost = |learner: &Learner| !self.ground.can_reach_politely(goal, learner);
        let play_to_there = match is_lost(start) {
            false => shortest(self.ground, start, &play.moves, is_lost),
            true => play.clone(),
        };
        let story = self.told_with_draws(start, &play_to_there, is_lost);
        let who = match self.ground.chosen_in(&play_to_there.learner, place) {
            Some(group) => format!("who chooses others in {} is", self.ground.name(group)),
            None => "learners are".to_owned(),
        };
        let (words, name) = (goal.words(), self.ground.name(place));
        let message = format!("{who} led past {name}, and without it the path is not {words}");
        self.find(FindingKind::NeedsSuperfluous, place, story, message);
    }

    /// Goals that nobody reaches, or nobody to whom something is drawn.
    fn never(&mut self) {
        let out_of_reach = std::mem::take(&mut self.out_of_reach);
        for &goal in &self.ground.goals {
            let starts: Vec<_> =
                out_of_reach.iter().filter(|(it, _)| *it == goal).map(|(_, start)| *start).collect();
            let is_for_all = self.draws.are_all && starts.len() == self.draws.starts.len();
            let told = if is_for_all { &starts[..1] } else { &starts };
            for start in told {
                self.out_of_reach_for(start, goal, is_for_all);
            }
        }
    }

    fn out_of_reach_for(&mut self, start: &Learner, goal: Goal, is_for_all: bool) {
        let ground = self.ground;
        let best = ground.worst_but_for(start, &(0..ground.route.places.len()).collect());
        if ground.work.is_over() {
            return;
        }
        let place = ground.waiting(&best.learner, goal);
        let (never, lost) = match goal {
            Goal::Completed => (FindingKind::NeverCompleted, FindingKind::DeadEnd),
            Goal::Passed => (FindingKind::NeverPassed, FindingKind::SuccessLost),
        };
        let message =
            format!("the path can never be {}: {}", goal.words(), ground.why(&best.learner, place, goal));
        if is_for_all {
            self.find(never, place, Story::default(), message);
            return;
        }
        let story =
            self.draws.story(start, &Play::new(start), ground, |start| !ground.can_reach(goal, start));
        self.find(lost, place, story, format!("{message},"));
    }

    /// Steps that nobody gets to, and requirements that never or always hold. Where not everything was tried, as far as not
    /// even those come to it who have everything.
    fn without_effect(&mut self, possible: Option<&[PlaceCoverage]>, is_everything: bool) {
        let route = self.ground.route;
        let may = |place: usize, is: fn(&PlaceCoverage) -> bool| {
            !is_everything && possible.is_none_or(|possible| is(&possible[place]))
        };
        for (place, it) in route.places.iter().enumerate().skip(1) {
            let is_reached = |place: usize| self.coverage[place].is_reached || may(place, |it| it.is_reached);
            let is_told = it.parent.is_some_and(|parent| parent > 0 && !is_reached(parent));
            if !is_reached(place) && !is_told {
                let name = self.ground.name(place);
                let message =
                    format!("nobody gets to {name}: it waits for {}", self.ground.asked(place, &it.opens));
                self.find(FindingKind::NeverReached, place, Story::default(), message);
                continue;
            }
            if route.idle.contains(&place) {
                let message =
                    format!("what {} waits for holds from the beginning on", self.ground.name(place));
                self.find(FindingKind::AlwaysOpen, place, Story::default(), message);
            }
            // Where learners choose, the group itself makes what they did not choose superfluous.
            let is_chosen = it.parent.is_some_and(|parent| {
                matches!(route.places[parent].kind, PlaceKind::Group { choose: Some(_), .. })
            });
            if is_chosen || is_told || it.leaf().is_none() || it.skips.is_never() {
                continue;
            }
            if it.skips.is_always() {
                let message = format!("{} is superfluous from the beginning on", self.ground.name(place));
                self.find(FindingKind::AlwaysSkipped, place, Story::default(), message);
            } else if !self.coverage[place].is_skipped && !may(place, |it| it.is_skipped) {
                let message = format!("{} is never superfluous", self.ground.name(place));
                self.find(FindingKind::NeverSkipped, place, Story::default(), message);
            }
        }
    }

    /// A story, and what has to be drawn so that after it something holds.
    fn told_with_draws(&self, start: &Learner, play: &Play, holds: impl Fn(&Learner) -> bool) -> Story {
        self.draws.story(start, play, self.ground, |start| {
            Play::again(self.ground, start, &play.moves).is_none_or(|play| holds(&play.learner))
        })
    }

    fn find(&mut self, kind: FindingKind, place: usize, story: Story, message: String) {
        let step = self.ground.route.places[place].step.clone();
        if self.known.insert((kind, step.clone())) {
            self.findings.push(Finding { kind, place, step, story, message, at: None });
        }
    }

    fn is_known(&self, kind: FindingKind, place: usize) -> bool {
        self.known.contains(&(kind, self.ground.route.places[place].step.clone()))
    }

    /// Whether this learner did, among other things, all that a story tells by which others lost as much.
    fn is_told(&self, play: &Play, goal: Goal) -> bool {
        self.told.iter().filter(|(lost, _)| *lost <= goal).any(|(_, story)| {
            let mut moves = play.moves.iter();
            story.iter().all(|step| moves.any(|it| it == step))
        })
    }
}
