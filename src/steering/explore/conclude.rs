//! What follows from what the learners met.

use std::collections::BTreeSet;

use super::coverage::{self, PlaceCoverage};
use super::ground::{Goal, Ground};
use super::play::{Move, Play, shortest};
use super::polite::Way;
use super::story::{Action, Story};
use super::{Exploration, Finding, FindingKind};
use crate::steering::learner::{Closed, Learner};
use crate::steering::route::{Expression, FactKind, PlaceKind, Route};

/// Draws that are tried, each with learners of all kinds.
const DRAWS: usize = 24;
/// Learners among whose draws different ones are looked for.
const SEEDS: u64 = 256;
/// Findings that are told with a story each.
const TOLD: usize = 24;

pub(super) fn explore(route: &Route) -> Exploration {
    let mut explorer = Explorer {
        ground: Ground::of(route),
        coverage: coverage::begin(route),
        findings: Vec::new(),
        learners: 0,
        told: Vec::new(),
    };
    let (starts, has_more_draws) = starts(route);
    let mut unexplored = Vec::new();
    if has_more_draws {
        unexplored.push(format!("of all draws, {} were tried", starts.len()));
    }
    if explorer.ground.has_too_many_failures() {
        unexplored.push("not every combination of failures that steps wait for was tried".to_owned());
    }
    let (ways, has_more_ways) = explorer.ground.ways();
    if has_more_ways {
        unexplored.push(
            "of optional steps, pre-tests and choices, each was tried alone and all together".to_owned(),
        );
    }
    for start in &starts {
        explorer.explore(start, &ways);
    }
    explorer.without_effect();
    let Explorer { mut findings, coverage, learners, .. } = explorer;
    findings.sort_by_key(|finding| (finding.kind, finding.place));
    Exploration { findings, unexplored, learners, coverage }
}

/// Learners who have not begun yet, one for each draw that is tried; and whether there are more.
fn starts(route: &Route) -> (Vec<Learner>, bool) {
    let draws = |place: &super::super::Place| matches!(place.kind, PlaceKind::Group { draw: Some(_), .. });
    if !route.places.iter().any(draws) {
        return (vec![Learner::new(route, 0)], false);
    }
    let mut drawn = BTreeSet::new();
    let mut starts = Vec::new();
    for learner in (0..SEEDS).map(|seed| Learner::new(route, seed)) {
        let there: Vec<_> = (0..route.places.len()).map(|place| learner.is_there(place)).collect();
        if drawn.insert(there) && starts.len() < DRAWS {
            starts.push(learner);
        }
    }
    let has_more = drawn.len() > starts.len() || (drawn.len() as f64) < count_draws(route);
    (starts, has_more)
}

/// How many draws there are.
fn count_draws(route: &Route) -> f64 {
    let of_group = |count: usize, drawn: usize| -> f64 {
        (0..drawn.min(count)).map(|number| (count - number) as f64 / (number + 1) as f64).product()
    };
    let counts = route.places.iter().map(|place| match place.kind {
        PlaceKind::Group { draw: Some(drawn), .. } => of_group(place.children.len(), usize::from(drawn)),
        _ => 1.0,
    });
    counts.product::<f64>().round()
}

struct Explorer<'a> {
    ground: Ground<'a>,
    coverage: Vec<PlaceCoverage>,
    findings: Vec<Finding>,
    learners: usize,
    /// Stories of those who lost a goal.
    told: Vec<(Goal, Vec<Move>)>,
}

impl Explorer<'_> {
    fn explore(&mut self, start: &Learner, ways: &[Way]) {
        coverage::look_at_start(&mut self.coverage, start);
        let goals: Vec<_> =
            self.ground.goals.iter().copied().filter(|&goal| self.ground.can_reach(goal, start)).collect();
        for play in self.ground.willing(start) {
            self.arrived(start, &play, &goals, false);
        }
        self.worst_together(start, &goals);
        for way in ways {
            let mut play = Play::new(start);
            self.ground.play_politely(&mut play, way);
            self.arrived(start, &play, &goals, true);
        }
        for goal in self.ground.goals.clone() {
            if !goals.contains(&goal) {
                self.never(start, goal);
            }
        }
    }

    /// Looks at a learner who has nothing left to take.
    fn arrived(&mut self, start: &Learner, play: &Play, goals: &[Goal], is_polite: bool) {
        self.learners += 1;
        coverage::look(&mut self.coverage, &play.learner);
        for &goal in goals.iter().filter(|goal| !goal.is_reached(&play.learner)) {
            if !self.ground.can_reach(goal, &play.learner) {
                self.lost(start, play, goal);
                return;
            }
            if is_polite {
                let mut diligent = play.clone();
                self.ground.play_politely(&mut diligent, &Way::diligent());
                match goal.is_reached(&diligent.learner) {
                    true => self.needs_optional(start, play, goal),
                    false => self.needs_superfluous(start, &diligent, goal),
                }
            }
        }
    }

    /// What the worst of several steps together loses, and none alone.
    fn worst_together(&mut self, start: &Learner, goals: &[Goal]) {
        let mut spared = BTreeSet::new();
        loop {
            let play = self.ground.worst_but_for(start, &spared);
            let before = spared.len();
            self.arrived(start, &play, goals, false);
            for finding in &self.findings {
                let of_step = |place: &usize| self.ground.route.places[*place].step == finding.step;
                spared.extend((0..self.ground.route.places.len()).filter(of_step));
            }
            if spared.len() == before {
                return;
            }
        }
    }

    /// A goal that this learner can no longer reach.
    fn lost(&mut self, start: &Learner, play: &Play, goal: Goal) {
        if self.findings.len() >= TOLD || self.is_told(play, goal) {
            return;
        }
        let play = shortest(start, &play.moves, |learner| !self.ground.can_reach(goal, learner));
        let place = play.moves.last().map_or(0, |step| step.place);
        let (title, words) = (self.name(place), goal.words());
        let is_used_up = play.learner.can_enter(place) == Err(Closed::NoAttemptsLeft);
        let (kind, message) = match (is_used_up, goal) {
            (true, _) => {
                let message =
                    format!("all attempts at {title} are used up, and the path can no longer be {words},");
                (FindingKind::LockedOut, message)
            }
            (false, Goal::Completed) => (FindingKind::DeadEnd, format!("the path can no longer be {words}")),
            (false, Goal::Passed) => (FindingKind::SuccessLost, format!("the path can no longer be {words}")),
        };
        self.find(kind, place, play.story(&self.ground), message);
        self.told.push((goal, play.moves));
    }

    /// What learners miss who leave out everything that is optional.
    fn needs_optional(&mut self, start: &Learner, play: &Play, goal: Goal) {
        let waiting = self.waiting(&play.learner, goal);
        let asked = self.ground.unmet(&play.learner, waiting).facts();
        let left_out = asked.iter().find_map(|fact| self.ground.optional[fact.place]);
        let place = left_out.unwrap_or(waiting);
        if self.is_known(FindingKind::NeedsOptional, place) {
            return;
        }
        // Where nothing but what was left out keeps the step closed.
        let is_stuck = |learner: &Learner| {
            let asked = self.ground.unmet(learner, waiting).facts();
            !asked.is_empty() && asked.iter().all(|fact| self.ground.optional[fact.place].is_some())
        };
        let mut story = match is_stuck(&play.learner) {
            true => shortest(start, &play.moves, is_stuck).story(&self.ground),
            false => play.story(&self.ground),
        };
        story.0.extend(
            left_out.map(|place| Action::LeavesOut { place, id: self.ground.route.places[place].id.clone() }),
        );
        let message = format!(
            "the path is not {} without {}, which is optional: {},",
            goal.words(),
            self.name(place),
            self.why(&play.learner, waiting)
        );
        self.find(FindingKind::NeedsOptional, place, story, message);
    }

    /// What learners miss who are taken past something.
    fn needs_superfluous(&mut self, start: &Learner, play: &Play, goal: Goal) {
        let skipped = play.learner.skipped();
        let is_missed = |place: &usize| {
            let it = &self.ground.route.places[*place];
            skipped[*place] && it.leaf().is_some() && play.learner.can_enter(*place).is_ok()
        };
        let missed: Vec<_> = (0..skipped.len()).filter(is_missed).collect();
        let Some(&place) = missed.first() else { return self.needs_optional(start, play, goal) };
        if self.is_known(FindingKind::NeedsSuperfluous, place) {
            return;
        }
        let story = match self.ground.can_reach_politely(goal, start) {
            true => {
                let is_lost = |learner: &Learner| !self.ground.can_reach_politely(goal, learner);
                shortest(start, &play.moves, is_lost).story(&self.ground)
            }
            false => play.story(&self.ground),
        };
        let message = format!(
            "learners are led past {}, and without it the path is not {}",
            self.name(place),
            goal.words()
        );
        self.find(FindingKind::NeedsSuperfluous, place, story, message);
    }

    /// A goal that nobody reaches.
    fn never(&mut self, start: &Learner, goal: Goal) {
        let best = self.ground.worst_but_for(start, &(0..self.ground.route.places.len()).collect());
        let place = self.waiting(&best.learner, goal);
        let kind = match goal {
            Goal::Completed => FindingKind::NeverCompleted,
            Goal::Passed => FindingKind::NeverPassed,
        };
        let why = self.why(&best.learner, place);
        self.find(kind, place, Story::default(), format!("the path can never be {}: {why}", goal.words()));
    }

    /// What the path waits for: the first place that is asked for and not reached, the innermost that is open.
    fn waiting(&self, learner: &Learner, goal: Goal) -> usize {
        let skipped = learner.skipped();
        let places = &self.ground.route.places;
        let is_missing = |place: usize| {
            let (is_asked, is_reached) = match goal {
                Goal::Completed => (places[place].required, learner.is_done(place)),
                Goal::Passed => (places[place].counts, learner.has_passed(place)),
            };
            is_asked && !skipped[place] && !is_reached
        };
        let mut at = 0;
        while let Some(&inside) = learner.offered(at).iter().find(|&&child| is_missing(child)) {
            at = inside;
            if !learner.is_open(at) {
                break;
            }
        }
        at
    }

    fn why(&self, learner: &Learner, place: usize) -> String {
        let unmet = self.ground.unmet(learner, place);
        match unmet.is_always() {
            true => format!("{} is not done", self.name(place)),
            false => format!("{} waits for {}", self.name(place), self.asked(&unmet)),
        }
    }

    /// What is asked for, in the author's words.
    fn asked(&self, unmet: &Expression) -> String {
        const NAMED: usize = 3;
        if unmet.is_never() {
            return "something that nobody can reach".to_owned();
        }
        let mut facts = Vec::new();
        for fact in unmet.facts() {
            let id = &self.ground.route.places[fact.place].step;
            let words = match fact.kind {
                FactKind::Attempted => format!("`{id}` to be begun"),
                FactKind::Done => format!("`{id}` to be done"),
                FactKind::Passed => format!("`{id}` to be passed"),
                FactKind::Failed => format!("`{id}` to be failed"),
                FactKind::Score(percent) => format!("{percent} % in `{id}`"),
            };
            if !facts.contains(&words) {
                facts.push(words);
            }
        }
        let more = facts.len().saturating_sub(NAMED);
        facts.truncate(NAMED);
        let named = facts.join(", ");
        if more > 0 { format!("{named} and {more} more") } else { named }
    }

    /// Steps that nobody gets to, and requirements that never or always hold.
    fn without_effect(&mut self) {
        let route = self.ground.route;
        for (place, it) in route.places.iter().enumerate().skip(1) {
            let seen = &self.coverage[place];
            let is_told = it.parent.is_some_and(|parent| parent > 0 && !self.coverage[parent].is_reached);
            if !seen.is_reached && !is_told {
                let message =
                    format!("nobody gets to {}: it waits for {}", self.name(place), self.asked(&it.opens));
                self.find(FindingKind::NeverReached, place, Story::default(), message);
                continue;
            }
            // Where learners choose, the group itself makes what they did not choose superfluous.
            let is_chosen = it.parent.is_some_and(|parent| {
                matches!(route.places[parent].kind, PlaceKind::Group { choose: Some(_), .. })
            });
            if is_chosen || is_told || it.leaf().is_none() || it.skips.is_never() {
                continue;
            }
            if it.skips.is_always() {
                let message = format!("{} is superfluous from the beginning on", self.name(place));
                self.find(FindingKind::AlwaysSkipped, place, Story::default(), message);
            } else if !self.coverage[place].is_skipped {
                let message = format!("{} is never superfluous", self.name(place));
                self.find(FindingKind::NeverSkipped, place, Story::default(), message);
            }
        }
    }

    fn find(&mut self, kind: FindingKind, place: usize, story: Story, message: String) {
        if !self.is_known(kind, place) {
            let step = self.ground.route.places[place].step.clone();
            self.findings.push(Finding { kind, place, step, story, message });
        }
    }

    fn is_known(&self, kind: FindingKind, place: usize) -> bool {
        let step = &self.ground.route.places[place].step;
        self.findings.iter().any(|it| it.kind == kind && it.step == *step)
    }

    /// Whether this learner did, among other things, all that a story tells by which others lost as much.
    fn is_told(&self, play: &Play, goal: Goal) -> bool {
        self.told.iter().filter(|(lost, _)| *lost <= goal).any(|(_, story)| {
            let mut moves = play.moves.iter();
            story.iter().all(|step| moves.any(|it| it == step))
        })
    }

    fn name(&self, place: usize) -> String {
        format!("`{}`", self.ground.route.places[place].step)
    }
}
