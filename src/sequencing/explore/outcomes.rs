//! How content may end: as few ways as tell apart whatever rules and rollup can tell apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::sequencing::definition::{
    ConditionKind, ObjectiveMap, RollupConditionKind, RuleCondition, Sequencing,
};
use crate::sequencing::request::{RunTimeData, RunTimeObjective};
use crate::sequencing::tree::ActivityTree;

/// More scores than these are not tried of one activity.
const SCORES: usize = 9;
/// More scores that decide something are not kept of one objective.
const DECIDING: usize = 64;
/// Of so many objectives all combinations are tried; of more, all, none, and some alone.
const COMBINED_OBJECTIVES: usize = 3;
/// So many objectives of an activity are told alone.
const ALONE: usize = 16;
/// More objectives of one activity are not told.
const OBJECTIVES: usize = 64;
/// More objectives are not told in all that all activities may report, so that memory is bounded whatever course comes.
const TOLD_OBJECTIVES: usize = 4_000_000;

/// What contents may report, as far as it is tried.
pub(super) struct Outcomes {
    /// Place by place; nothing for clusters, and for what is not tracked.
    pub(super) of: Vec<Vec<RunTimeData>>,
    pub(super) thinned: Vec<Thinned>,
}

/// What of an activity is not tried.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Thinned {
    /// Some scores that decide something.
    pub(crate) scores: bool,
    /// Some combinations of its objectives.
    pub(crate) objectives: bool,
}

impl Thinned {
    pub(crate) fn is_any(self) -> bool {
        self.scores || self.objectives
    }
}

/// What the content of each activity may report.
pub(super) fn outcomes(tree: &ActivityTree) -> Outcomes {
    let looks = Looks::of(tree);
    let by_progress = (0..tree.len()).any(|place| tree.completion_threshold(place).completed_by_measure);
    let mut room = TOLD_OBJECTIVES;
    let mut outcomes = Outcomes { of: Vec::new(), thinned: Vec::new() };
    for place in 0..tree.len() {
        let (of, thinned) = match tree.is_leaf(place) && tree.sequencing(place).delivery_controls.tracked {
            true => of_leaf(tree, place, &looks, by_progress, &mut room),
            false => (Vec::new(), Thinned::default()),
        };
        outcomes.of.push(of);
        outcomes.thinned.push(thinned);
    }
    outcomes
}

fn of_leaf(
    tree: &ActivityTree,
    place: usize,
    looks: &Looks,
    by_progress: bool,
    room: &mut usize,
) -> (Vec<RunTimeData>, Thinned) {
    let progress = |part: f64| by_progress.then_some(part);
    let ended = |success, scaled_score, objectives| RunTimeData {
        success,
        completion: Some(true),
        scaled_score,
        progress_measure: progress(1.0),
        objectives,
        ..RunTimeData::default()
    };
    let mut outcomes = Vec::new();
    let (scores, has_more_scores) = looks.scores_of(tree, place);
    let results = results(tree.sequencing(place), &scores);
    let mut named = looks.objectives_of(tree, place);
    let objectives = named.len() > COMBINED_OBJECTIVES;
    named.truncate(OBJECTIVES);
    if named.len() * (named.len().min(ALONE) + 2) * (results.len() + 1) > *room {
        named.clear();
    }
    for &(success, score) in &results {
        for objectives in told_of(&named, success) {
            outcomes.push(ended(Some(success), score, objectives));
        }
    }
    // What the content leaves open is satisfied when the attempt ends, unless the content alone says so.
    if tree.sequencing(place).delivery_controls.objective_set_by_content {
        outcomes.push(ended(None, None, all_of(&named, true)));
    }
    outcomes.push(RunTimeData {
        completion: Some(false),
        progress_measure: progress(0.0),
        ..RunTimeData::default()
    });
    *room = room.saturating_sub(outcomes.iter().map(|it| it.objectives.len()).sum());
    (outcomes, Thinned { scores: has_more_scores, objectives })
}

/// Passed and failed, with the scores that matter: the good ones first.
fn results(sequencing: &Sequencing, scores: &[f64]) -> Vec<(bool, Option<f64>)> {
    if scores.is_empty() {
        return vec![(true, None), (false, None)];
    }
    let down = || scores.iter().rev().copied();
    if let Some(mark) = sequencing.objectives.primary.satisfied_by_measure {
        return down().map(|score| (score >= mark, Some(score))).collect();
    }
    let (best, worst) = (scores[scores.len() - 1], scores[0]);
    let passed = down().filter(|&score| score > worst).map(|score| (true, Some(score)));
    let failed = down().filter(|&score| score < best).map(|score| (false, Some(score)));
    passed.chain(failed).collect()
}

/// Which of the objectives are met and missed: what goes with the result first.
fn told_of(named: &[Named<'_>], success: bool) -> Vec<Vec<RunTimeObjective>> {
    let count = named.len();
    let some = |met: &dyn Fn(usize) -> bool| {
        named.iter().enumerate().map(|(number, it)| it.told(met(number))).collect::<Vec<_>>()
    };
    let mut all = vec![some(&|_| success)];
    if count <= COMBINED_OBJECTIVES {
        let full = (1_usize << count) - 1;
        let first = if success { full } else { 0 };
        all.extend((0..=full).filter(|&set| set != first).map(|set| some(&|number| set >> number & 1 == 1)));
    } else {
        all.push(some(&|_| !success));
        all.extend((0..count.min(ALONE)).map(|other| some(&|number| (number == other) != success)));
    }
    all
}

fn all_of(named: &[Named<'_>], met: bool) -> Vec<RunTimeObjective> {
    named.iter().map(|it| it.told(met)).collect()
}

/// An objective besides the primary one that something looks at.
struct Named<'a> {
    id: &'a str,
    is_measured: bool,
}

impl Named<'_> {
    fn told(&self, met: bool) -> RunTimeObjective {
        RunTimeObjective {
            id: self.id.to_owned(),
            success: Some(met),
            scaled_score: self.is_measured.then_some(if met { 1.0 } else { 0.0 }),
            ..RunTimeObjective::default()
        }
    }
}

/// Who looks at what.
struct Looks {
    /// Global objectives that somebody reads, with the scores that decide something there.
    globals: BTreeMap<String, Scores>,
    /// Of each activity, and each of its objectives, the scores that decide something in the activity itself.
    own: Vec<Vec<Scores>>,
    /// Whether a rollup rule asks whether there is a score.
    asks_for_scores: bool,
}

impl Looks {
    fn of(tree: &ActivityTree) -> Self {
        let own: Vec<_> = tree.iter().map(|activity| deciding(&activity.sequencing)).collect();
        let mut globals = BTreeMap::<String, Scores>::new();
        for (activity, own) in tree.iter().zip(&own) {
            for (objective, scores) in activity.sequencing.objectives.iter().zip(own) {
                let reads = |map: &&ObjectiveMap| map.read_satisfied_status || map.read_normalized_measure;
                for map in objective.maps.iter().filter(reads) {
                    globals.entry(map.target.clone()).or_default().add(scores);
                }
            }
        }
        let asks_for_scores = tree
            .iter()
            .flat_map(|activity| &activity.sequencing.rollup_rules)
            .flat_map(|rule| &rule.conditions)
            .any(|it| it.condition == RollupConditionKind::ObjectiveMeasureKnown);
        Self { globals, own, asks_for_scores }
    }

    /// Scores of a leaf that make a difference anywhere: those that decide something, and one between each two of them. And
    /// whether there are more than are tried.
    fn scores_of(&self, tree: &ActivityTree, leaf: usize) -> (Vec<f64>, bool) {
        let mut deciding_ones = Scores::default();
        for place in tree.up_from(leaf) {
            let sequencing = tree.sequencing(place);
            deciding_ones.add(&self.own[place][0]);
            let written =
                sequencing.objectives.primary.maps.iter().filter(|map| map.write_normalized_measure);
            let globals: BTreeSet<_> = written.map(|map| &map.target).collect();
            globals
                .into_iter()
                .filter_map(|target| self.globals.get(target))
                .for_each(|it| deciding_ones.add(it));
            if sequencing.rollup_controls.objective_measure_weight <= 0.0 {
                break;
            }
        }
        if deciding_ones.of.is_empty() {
            return (if self.asks_for_scores { vec![0.0, 1.0] } else { Vec::new() }, false);
        }
        let mut of = deciding_ones.of;
        of.extend([0.0, 1.0]);
        of.retain(|score| (-1.0..=1.0).contains(score));
        of.sort_by(f64::total_cmp);
        of.dedup();
        let between = of.windows(2).map(|pair| f64::midpoint(pair[0], pair[1]));
        let mut scores: Vec<_> = between.chain(of.iter().copied()).collect();
        scores.sort_by(f64::total_cmp);
        let has_more = thin(&mut scores, SCORES) || deciding_ones.has_more;
        (scores, has_more)
    }

    /// Objectives besides the primary one that a rule of the activity looks at, or that reach somebody else.
    fn objectives_of<'a>(&self, tree: &'a ActivityTree, place: usize) -> Vec<Named<'a>> {
        let sequencing = tree.sequencing(place);
        let own: BTreeSet<_> =
            conditions(sequencing).filter_map(|it| it.referenced_objective.as_deref()).collect();
        let others = sequencing.objectives.others.iter().enumerate().filter_map(|(number, objective)| {
            let id = objective.id.as_deref()?;
            let writes = || {
                objective.maps.iter().filter(|map| map.write_satisfied_status || map.write_normalized_measure)
            };
            let readers = || writes().filter_map(|map| self.globals.get(&map.target));
            // What only reads is told by others.
            let only_reads = !objective.maps.is_empty() && writes().next().is_none();
            let matters = readers().next().is_some() || own.contains(id);
            let is_measured =
                !self.own[place][number + 1].of.is_empty() || readers().any(|scores| !scores.of.is_empty());
            (matters && !only_reads).then_some(Named { id, is_measured })
        });
        others.collect()
    }
}

/// Scores that decide something.
#[derive(Debug, Clone, Default)]
struct Scores {
    of: Vec<f64>,
    /// There are more than were kept.
    has_more: bool,
}

impl Scores {
    fn push(&mut self, score: f64) {
        self.add(&Self { of: vec![score], has_more: false });
    }

    fn add(&mut self, other: &Self) {
        self.has_more |= other.has_more;
        self.of.extend(&other.of);
        // Not each time, so that it costs little.
        if self.of.len() > 4 * DECIDING {
            self.of.sort_by(f64::total_cmp);
            self.of.dedup();
            self.has_more |= thin(&mut self.of, DECIDING);
        }
    }
}

/// Takes out the middle, so that no more than so many are left. Whether anything was taken out.
fn thin(scores: &mut Vec<f64>, most: usize) -> bool {
    let has_more = scores.len() > most;
    if has_more {
        scores.drain(most.div_ceil(2)..scores.len() - most / 2);
    }
    has_more
}

/// The scores of each of an activity's objectives that decide something in the activity itself.
fn deciding(sequencing: &Sequencing) -> Vec<Scores> {
    let mut numbers = BTreeMap::new();
    let mut deciding = Vec::new();
    for (number, objective) in sequencing.objectives.iter().enumerate() {
        numbers.entry(objective.id.as_deref()).or_insert(number);
        let mut scores = Scores::default();
        objective.satisfied_by_measure.into_iter().for_each(|mark| scores.push(mark));
        deciding.push(scores);
    }
    for condition in conditions(sequencing) {
        let number = match &condition.referenced_objective {
            Some(id) => numbers.get(&Some(id.as_str())).copied(),
            None => Some(0),
        };
        let score = match condition.condition {
            ConditionKind::ObjectiveMeasureGreaterThan | ConditionKind::ObjectiveMeasureLessThan => {
                Some(condition.measure_threshold)
            }
            ConditionKind::ObjectiveMeasureKnown => Some(0.0),
            _ => None,
        };
        if let (Some(number), Some(score)) = (number, score) {
            deciding[number].push(score);
        }
    }
    deciding
}

fn conditions(sequencing: &Sequencing) -> impl Iterator<Item = &RuleCondition> {
    let rules = &sequencing.rules;
    let pre = rules.pre.iter().flat_map(|rule| &rule.conditions);
    let exit = rules.exit.iter().flat_map(|rule| &rule.conditions);
    pre.chain(exit).chain(rules.post.iter().flat_map(|rule| &rule.conditions))
}
