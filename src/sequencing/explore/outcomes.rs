//! How content may end: as few ways as tell apart whatever rules and rollup can tell apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::sequencing::definition::{ConditionKind, RollupConditionKind, RuleCondition, Sequencing};
use crate::sequencing::request::{RunTimeData, RunTimeObjective};
use crate::sequencing::tree::ActivityTree;

/// More scores than these are not tried of one activity.
const SCORES: usize = 9;
/// Of so many objectives all combinations are tried; of more, all, none, and each alone.
const COMBINED_OBJECTIVES: usize = 3;

/// What the content of each activity may report; nothing for clusters, and for what is not tracked.
pub(super) fn outcomes(tree: &ActivityTree) -> Vec<Vec<RunTimeData>> {
    let looks = Looks::of(tree);
    let by_progress = (0..tree.len()).any(|place| tree.completion_threshold(place).completed_by_measure);
    (0..tree.len())
        .map(|place| match tree.is_leaf(place) && tree.sequencing(place).delivery_controls.tracked {
            true => of_leaf(tree, place, &looks, by_progress),
            false => Vec::new(),
        })
        .collect()
}

fn of_leaf(tree: &ActivityTree, place: usize, looks: &Looks, by_progress: bool) -> Vec<RunTimeData> {
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
    let results = results(tree.sequencing(place), &looks.scores_of(tree, place));
    let named = looks.objectives_of(tree.sequencing(place));
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
    outcomes
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
        all.extend((0..count).map(|other| some(&|number| (number == other) != success)));
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
    globals: BTreeMap<String, Vec<f64>>,
    /// Whether a rollup rule asks whether there is a score.
    asks_for_scores: bool,
}

impl Looks {
    fn of(tree: &ActivityTree) -> Self {
        let mut globals = BTreeMap::<String, Vec<f64>>::new();
        for activity in tree.iter() {
            let sequencing = &activity.sequencing;
            for (number, objective) in sequencing.objectives.iter().enumerate() {
                for map in objective
                    .maps
                    .iter()
                    .filter(|map| map.read_satisfied_status || map.read_normalized_measure)
                {
                    globals.entry(map.target.clone()).or_default().extend(deciding(sequencing, number));
                }
            }
        }
        let asks_for_scores = tree
            .iter()
            .flat_map(|activity| &activity.sequencing.rollup_rules)
            .flat_map(|rule| &rule.conditions)
            .any(|it| it.condition == RollupConditionKind::ObjectiveMeasureKnown);
        Self { globals, asks_for_scores }
    }

    /// Scores of a leaf that make a difference anywhere: those that decide something, and one between each two of them.
    fn scores_of(&self, tree: &ActivityTree, leaf: usize) -> Vec<f64> {
        let mut deciding_ones = Vec::new();
        for place in tree.up_from(leaf) {
            let sequencing = tree.sequencing(place);
            deciding_ones.extend(deciding(sequencing, 0));
            let written =
                sequencing.objectives.primary.maps.iter().filter(|map| map.write_normalized_measure);
            deciding_ones.extend(written.filter_map(|map| self.globals.get(&map.target)).flatten());
            if sequencing.rollup_controls.objective_measure_weight <= 0.0 {
                break;
            }
        }
        if deciding_ones.is_empty() {
            return if self.asks_for_scores { vec![0.0, 1.0] } else { Vec::new() };
        }
        deciding_ones.extend([0.0, 1.0]);
        deciding_ones.retain(|score| (-1.0..=1.0).contains(score));
        deciding_ones.sort_by(f64::total_cmp);
        deciding_ones.dedup();
        let between = deciding_ones.windows(2).map(|pair| f64::midpoint(pair[0], pair[1]));
        let mut scores: Vec<_> = between.chain(deciding_ones.iter().copied()).collect();
        scores.sort_by(f64::total_cmp);
        while scores.len() > SCORES {
            scores.remove(scores.len() / 2);
        }
        scores
    }

    /// Objectives besides the primary one that a rule of the activity looks at, or that reach somebody else.
    fn objectives_of<'a>(&self, sequencing: &'a Sequencing) -> Vec<Named<'a>> {
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
                !deciding(sequencing, number + 1).is_empty() || readers().any(|scores| !scores.is_empty());
            (matters && !only_reads).then_some(Named { id, is_measured })
        });
        others.collect()
    }
}

/// The scores of an activity's objective that decide something in the activity itself.
fn deciding(sequencing: &Sequencing, number: usize) -> Vec<f64> {
    let objective = sequencing.objectives.get(number);
    let is_about = |condition: &&RuleCondition| match &condition.referenced_objective {
        Some(id) => sequencing.objectives.number_of(id) == Some(number),
        None => number == 0,
    };
    let compared = conditions(sequencing).filter(is_about).filter_map(|it| match it.condition {
        ConditionKind::ObjectiveMeasureGreaterThan | ConditionKind::ObjectiveMeasureLessThan => {
            Some(it.measure_threshold)
        }
        ConditionKind::ObjectiveMeasureKnown => Some(0.0),
        _ => None,
    });
    objective.satisfied_by_measure.into_iter().chain(compared).collect()
}

fn conditions(sequencing: &Sequencing) -> impl Iterator<Item = &RuleCondition> {
    let rules = &sequencing.rules;
    let pre = rules.pre.iter().flat_map(|rule| &rule.conditions);
    let exit = rules.exit.iter().flat_map(|rule| &rule.conditions);
    pre.chain(exit).chain(rules.post.iter().flat_map(|rule| &rule.conditions))
}
