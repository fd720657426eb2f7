//! The route in the words of SCORM 2004's sequencing.
//!
//! Every leaf is a SCO, every group a cluster. What a rule asks is a **fact**, and a fact is an objective: the SCO sets its
//! `success_status` to `passed` once the fact is true, and to nothing else ever, and a map writes that to a global objective. So
//! "true" is `objectiveStatusKnown` and "not yet" is its negation, and neither is ever unknown: UP.2 has no third answer to give.
//! What opens a place becomes `disabled` rules, each a conjunction of what is missing; what makes it superfluous becomes `skip` rules.
//! The status of a cluster follows from those children alone that are required and not skipped.
//!
//! [`Learner`](super::Learner) and [`Engine`](crate::sequencing::Engine) agree on this tree after every step, in each edition, on what
//! may be chosen, where Continue leads, what is done and passed, and the score of the whole; a test takes random walks on random paths
//! to hold them to it. Where the standard cannot say the same:
//!
//! - **Rollup comes with the next end inside.** RB.1.5 rolls up what is around the activity that ended. When something elsewhere makes
//!   a step superfluous that was all that a group still waited for, the group is done by the standard as soon as anything in it is
//!   entered and left, and not before.
//! - **Some choices are too many.** Rules cannot count, so the content counts, and rollup where it can say the same
//!   ([`counting`]). Among many groups, or more than fifty steps of different kinds, nothing counts.
//! - **Where nothing counts, nothing is rolled up** (RB.1.4). A group that was skipped altogether is left out of the group around
//!   it. A path in which everything required can be skipped has no such group; there the optional steps of the path count for its
//!   completion once they were begun (`ifAttempted`), so that it completes with the step by which the learner showed it all. A group that
//!   draws and of which all that was drawn is skipped, but not all that could have been, stays incomplete. And a group all of
//!   whose steps that count are skipped is passed by one that was passed nevertheless when that one is done too.
//! - **Tries that are done although they failed** (`done: completed` with remediation) hand on the score that was told last, not that of the
//!   last try, when the learner goes back to one.
//! - **A suspended attempt is resumed, not left.** Whoever suspends all and then chooses another activity instead of resuming has
//!   lost the suspended attempt (DB.2.1), and its SCO begins anew. Facts stay, for they are global.
//! - **Global objectives end with the attempt on the root**, since they are not global to the system, and that attempt ends with the session
//!   when nothing is suspended: when all that the learner took so far came to its end failed and may be begun again. The learner then
//!   begins the path anew; so a single attempt is not limited by `attemptLimit`, which would still stand, but by a rule about its
//!   own fact `failed`, which goes with the others.
//! - **Time does nothing.** `attemptAbsoluteDurationLimit` is handed to the SCO, which keeps it.

mod counting;
mod facts;
mod terms;
#[cfg(test)]
mod tests;

use counting::Counting;
pub use counting::Enough;
use facts::Told;
use terms::{Asked, Term, Terms};

use super::route::{Fact, Place, PlaceKind, Route};
use crate::model::Id;
use crate::model::path::{Order, Success};
use crate::sequencing::{
    Activity, ActivityTree, ChildActivitySet, ConditionKind, Edition, LimitConditions, Objective,
    ObjectiveMap, PreAction, Randomization, RequiredFor, RollupAction, RollupConditionKind, RollupRule, Rule,
    RuleCondition, Sequencing, Timing, decimal,
};

/// Rules of one activity, at most.
const MOST_RULES: usize = 64;

/// Why a route cannot be said in SCORM 2004.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsayable {
    /// What opens or skips a place needs more rules than players can be expected to follow.
    #[error("what opens or skips `{0}` needs more than 64 sequencing rules")]
    TooManyRules(Id),
    /// There is no place, or two have the same identifier.
    #[error("a route needs places, each with an identifier of its own")]
    Places,
}

impl Route {
    /// The activity tree of the path: the first place is the organization, and every activity has its place's identifier. Places
    /// and activities come in the same order, so that the same seed draws the same for [`Learner`](super::Learner) and
    /// [`Engine`](crate::sequencing::Engine). `path` begins the identifiers of global objectives.
    ///
    /// ```
    /// use coursewright::Edition;
    /// use coursewright::model::path::LearningPath;
    /// use coursewright::sequencing::{Engine, Outcome, Request, RunTimeData, RunTimeObjective};
    ///
    /// let path: LearningPath = serde_json::from_str(r#"{
    ///     "id": "leaders", "title": "Leaders", "language": "en",
    ///     "steps": { "steps": [
    ///         { "id": "read", "content": { "type": "link", "url": "https://example.org/read" } },
    ///         { "id": "talk", "content": { "type": "link", "url": "https://example.org/talk" } }
    ///     ] }
    /// }"#)?;
    /// let tree = path.route().activity_tree("leaders", Edition::Fourth)?;
    /// let mut engine = Engine::new(tree, Edition::Fourth, 7);
    /// assert_eq!(engine.request(&Request::Start)?, Outcome::Delivered("read".into()));
    /// assert!(!engine.valid_requests().continue_);
    ///
    /// let done = RunTimeObjective { id: "fact.done".into(), success: Some(true), ..Default::default() };
    /// engine.report(&RunTimeData { completion: Some(true), objectives: vec![done], ..Default::default() });
    /// assert_eq!(engine.request(&Request::Continue)?, Outcome::Delivered("talk".into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Unsayable`] when the rules would be too many.
    pub fn activity_tree(&self, path: &str, edition: Edition) -> Result<ActivityTree, Unsayable> {
        let (told, counting) = (Told::on(self), Counting::on(self));
        let mut tree: Option<ActivityTree> = None;
        for place in 0..self.places.len() {
            let activity = self.activity(path, place, edition, (&told, &counting))?;
            let parent = self.places[place].parent.map(|parent| self.places[parent].id.as_str());
            match (&mut tree, parent) {
                (None, _) => tree = Some(ActivityTree::new(activity)),
                (Some(tree), Some(parent)) => tree.add(parent, activity).map_err(|_| Unsayable::Places)?,
                (Some(_), None) => return Err(Unsayable::Places),
            }
        }
        Ok(tree.ok_or(Unsayable::Places)?.objectives_global_to_system(false))
    }

    fn activity(
        &self,
        path: &str,
        place: usize,
        edition: Edition,
        (told, counting): (&Told, &Counting),
    ) -> Result<Activity, Unsayable> {
        let it = &self.places[place];
        let mut sequencing = Sequencing::default();
        match &it.kind {
            PlaceKind::Leaf(leaf) => {
                sequencing.limits = LimitConditions {
                    attempt_limit: leaf.attempts.filter(|&attempts| attempts > 1).map(u32::from),
                    attempt_absolute_duration_limit: leaf.time_limit.map(|minutes| format!("PT{minutes}M")),
                };
            }
            &PlaceKind::Group { order, draw, shuffle, .. } => {
                sequencing.control_mode.flow = order != Order::Choice;
                sequencing.control_mode.use_current_attempt_objective_info = false;
                sequencing.control_mode.use_current_attempt_progress_info = false;
                sequencing.randomization = randomization(draw, shuffle);
                sequencing.rollup_rules = rollup_rules();
                sequencing.rollup_rules.extend(counting.rules(place).into_iter().flatten());
            }
        }
        sequencing.delivery_controls.completion_set_by_content = true;
        sequencing.delivery_controls.objective_set_by_content = true;
        self.set_rollup(place, &mut sequencing);
        sequencing.rollup_controls.rollup_objective_satisfied |= counting.counts(place);
        sequencing.objectives.primary = match counting.rules(place) {
            Some(_) => enough(facts::global(path, self, Asked::Enough(place))),
            None => self.primary_objective(path, place),
        };
        for kind in told.by(place) {
            let global = facts::global(path, self, Asked::Fact(Fact { place, kind }));
            sequencing.objectives.others.push(fact(facts::objective(kind), global, true));
        }
        self.set_counting(path, place, counting, &mut sequencing);
        self.set_rules(path, place, counting, &mut sequencing)?;
        let mut activity = Activity::with(it.id.as_str(), sequencing);
        // What is optional is no part of the progress; earlier editions do not roll it up.
        if edition == Edition::Fourth && !it.required && place != 0 {
            activity.completion_threshold.progress_weight = 0.0;
        }
        Ok(activity)
    }

    /// What the content of a place knows of others, and tells, so that steps are counted.
    fn set_counting(&self, path: &str, place: usize, counting: &Counting, sequencing: &mut Sequencing) {
        let Some((group, enough)) = counting.by(self, place) else { return };
        let others = &mut sequencing.objectives.others;
        others.push(fact(enough.objective, facts::global(path, self, Asked::Enough(group)), true));
        for asked in counting.asked_by(group, place).into_iter().map(Asked::Fact) {
            others.push(fact(facts::need(self, asked), facts::global(path, self, asked), false));
        }
    }

    /// What a place gives to the group around it.
    fn set_rollup(&self, place: usize, sequencing: &mut Sequencing) {
        let it = &self.places[place];
        sequencing.rollup_controls.rollup_progress_completion = it.required;
        sequencing.rollup_controls.rollup_objective_satisfied = it.counts;
        // Tries hand their score on by a global objective; see `primary_objective`.
        sequencing.rollup_controls.objective_measure_weight =
            if self.is_among_tries(it) { 0.0 } else { it.weight };
        let considerations = &mut sequencing.rollup_considerations;
        if !it.skips.is_never() {
            considerations.required_for_completed = RequiredFor::IfNotSkipped;
            considerations.required_for_satisfied = RequiredFor::IfNotSkipped;
        }
        if it.parent == Some(0) && !it.required && it.leaf().is_some() && self.may_all_be_skipped() {
            sequencing.rollup_controls.rollup_progress_completion = true;
            considerations.required_for_completed = RequiredFor::IfAttempted;
        }
    }

    /// Whether it is a try at a step, or a remedial step between the tries.
    fn is_among_tries(&self, it: &Place) -> bool {
        let is_tries =
            |parent: usize| matches!(self.places[parent].kind, PlaceKind::Group { tries: true, .. });
        it.parent.is_some_and(is_tries)
    }

    /// Whether everything that the path asks for can be superfluous.
    fn may_all_be_skipped(&self) -> bool {
        let inside = || self.places[0].children.iter().map(|&child| &self.places[child]);
        inside().filter(|it| it.required).all(|it| !it.skips.is_never())
    }

    /// Scores outlive the attempt in which they were reached, until there is another; that takes a global objective wherever
    /// a score counts and there may be more than one attempt. Tries at one step share theirs.
    fn primary_objective(&self, path: &str, place: usize) -> Objective {
        let it = &self.places[place];
        let mut primary = Objective::default();
        if let (0, Success::Score(least)) = (place, self.success) {
            primary.satisfied_by_measure = Some(decimal(least / 100.0));
        }
        let (shared, reads, writes) = match &it.kind {
            PlaceKind::Leaf(leaf) if leaf.pass_mark.is_none() => return primary,
            PlaceKind::Leaf(_) if it.required && self.is_among_tries(it) => {
                (it.parent.unwrap_or(0), false, true)
            }
            PlaceKind::Leaf(leaf) if leaf.attempts != Some(1) => (place, true, true),
            PlaceKind::Group { tries: true, .. } => (place, true, false),
            _ => return primary,
        };
        // With a dot, which no objective of an author's course has.
        primary.id = Some("path.score".to_owned());
        primary.maps.push(ObjectiveMap {
            target: facts::global_measure(path, &self.places[shared]),
            read_satisfied_status: false,
            read_normalized_measure: reads,
            write_satisfied_status: false,
            write_normalized_measure: writes,
        });
        primary
    }

    fn set_rules(
        &self,
        path: &str,
        place: usize,
        counting: &Counting,
        sequencing: &mut Sequencing,
    ) -> Result<(), Unsayable> {
        let it = &self.places[place];
        let too_many = || Unsayable::TooManyRules(it.id.clone());
        let mut rules = Vec::new();
        for missing in Terms::against(place, counting).terms(&it.opens).ok_or_else(too_many)? {
            rules.push(rule(self.conditions(path, place, &missing, true, sequencing), PreAction::Disabled));
        }
        if let Some(used_up) = facts::when_used_up(it) {
            let conditions = used_up.into_iter().enumerate().map(|(at, kind)| match at {
                0 => known(facts::objective(kind)),
                _ => known(facts::objective(kind)).negated(),
            });
            rules.push(rule(conditions.collect(), PreAction::Disabled));
        }
        if it.children.is_empty() && it.leaf().is_none() {
            rules.push(rule(Vec::new(), PreAction::Disabled));
        }
        for enough in Terms::of(place, counting).terms(&it.skips).ok_or_else(too_many)? {
            let conditions = self.conditions(path, place, &enough, false, sequencing);
            for not_good in not_good(it) {
                let conditions = conditions.iter().cloned().chain([not_good]);
                rules.push(rule(conditions.collect(), PreAction::Skip));
            }
        }
        if rules.len() > MOST_RULES {
            return Err(too_many());
        }
        sequencing.rules.pre = rules;
        Ok(())
    }

    /// Conditions about facts, with the objectives by which the place knows of them.
    fn conditions(
        &self,
        path: &str,
        place: usize,
        facts: &Term,
        negated: bool,
        sequencing: &mut Sequencing,
    ) -> Vec<RuleCondition> {
        let condition = |key: &terms::Key| {
            let asked = key.asked();
            let objective = match asked {
                Asked::Fact(fact) if fact.place == place => facts::objective(fact.kind),
                asked => facts::need(self, asked),
            };
            if sequencing.objectives.number_of(&objective).is_none() {
                let global = facts::global(path, self, asked);
                sequencing.objectives.others.push(fact(objective.clone(), global, false));
            }
            RuleCondition { not: negated, ..known(objective) }
        };
        facts.iter().map(condition).collect()
    }
}

/// The primary objective of a group that tells that so many of its steps are enough.
fn enough(global: String) -> Objective {
    fact(facts::ENOUGH.to_owned(), global, true)
}

/// An objective that tells a fact, or knows one. A status alone says it.
fn fact(objective: String, global: String, tells: bool) -> Objective {
    let map = ObjectiveMap {
        target: global,
        read_satisfied_status: !tells,
        read_normalized_measure: false,
        write_satisfied_status: tells,
        write_normalized_measure: false,
    };
    Objective { maps: vec![map], ..Objective::named(objective) }
}

fn known(objective: String) -> RuleCondition {
    RuleCondition::from(ConditionKind::ObjectiveStatusKnown).of(objective)
}

/// What has to be so besides, for what is superfluous to be skipped: one of these.
fn not_good(place: &Place) -> Vec<RuleCondition> {
    if let Some(facts) = facts::until_good(place) {
        return facts.into_iter().map(|kind| known(facts::objective(kind)).negated()).collect();
    }
    // Clusters are completed and satisfied or neither is known; see `rollup_rules`.
    let mut open = vec![RuleCondition::from(ConditionKind::ActivityProgressKnown).negated()];
    if place.counts {
        open.push(RuleCondition::from(ConditionKind::ObjectiveStatusKnown).negated());
    }
    open
}

fn rule(conditions: Vec<RuleCondition>, action: PreAction) -> Rule<PreAction> {
    match conditions.is_empty() {
        true => Rule::all([ConditionKind::Always.into()], action),
        false => Rule::all(conditions, action),
    }
}

/// A cluster has what all have that count. Said once for each pair, this puts out of force the default rules, of which those that
/// make a cluster incomplete or not satisfied differ from edition to edition.
fn rollup_rules() -> Vec<RollupRule> {
    let all = |condition: RollupConditionKind, action| {
        RollupRule::any(ChildActivitySet::All, [condition.into()], action)
    };
    vec![
        all(RollupConditionKind::Satisfied, RollupAction::Satisfied),
        all(RollupConditionKind::Completed, RollupAction::Completed),
    ]
}

fn randomization(draw: Option<u16>, shuffle: bool) -> Randomization {
    let once = |is_so: bool| if is_so { Timing::Once } else { Timing::Never };
    Randomization {
        randomization_timing: once(shuffle),
        reorder_children: shuffle,
        selection_timing: once(draw.is_some()),
        select_count: draw.map(u32::from),
    }
}
