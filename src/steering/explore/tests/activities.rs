//! The path and the activity tree that is made of it strand the same learners.

use super::super::ground::{Goal, Ground};
use super::super::work;
use super::random::plain_path;
use crate::model::path::Done;
use crate::sequencing::{Contents, Edition, Exit, ExplorationLimits, RunTimeData, RunTimeObjective, Thinned};
use crate::steering::{FactKind, FindingKind, Route, StepResult};

/// What a SCO tells whose attempt came to this end.
fn told_by_the_content(route: &Route, place: usize, result: StepResult) -> RunTimeData {
    let leaf = route.places[place].leaf().unwrap();
    let (passed, score) = match result {
        StepResult::Passed(score) => (Some(true), Some(score)),
        StepResult::Failed(score) => (Some(false), Some(score)),
        StepResult::Finished(score) => (None, score),
    };
    let is_done = leaf.done != Done::Passed || passed == Some(true);
    let is_true = |kind| match kind {
        FactKind::Attempted => true,
        FactKind::Done => is_done,
        FactKind::Passed => passed == Some(true),
        FactKind::Failed => passed == Some(false),
        FactKind::Score(least) => score.is_some_and(|score| score >= least),
    };
    let objectives = route.leaf_objectives(place).into_iter().map(|(id, kind)| RunTimeObjective {
        id,
        success: is_true(kind).then_some(true),
        ..RunTimeObjective::default()
    });
    RunTimeData {
        success: passed,
        completion: Some(is_done),
        scaled_score: score.map(|score| score / 100.0),
        objectives: objectives.collect(),
        exit: if is_done { Exit::Suspend } else { Exit::Normal },
        ..RunTimeData::default()
    }
}

/// The path and the activity tree that is made of it strand the same learners, in each edition.
#[test]
fn a_path_and_its_activity_tree_are_sound_together() {
    use crate::sequencing::FindingKind as TreeKind;
    use FindingKind as Kind;
    let mut stuck = 0;
    // Where nothing is required, the standard rolls nothing up.
    let routes = (0..).map(|seed| plain_path(seed).route()).filter(|route| route.places[0].required);
    for (seed, route) in routes.take(24).enumerate() {
        let ground = Ground::of(&route, work::MOST);
        let outcomes = (0..route.places.len()).map(|place| {
            let Some(_) = route.places[place].leaf() else { return Vec::new() };
            let mut results = vec![ground.best(place), ground.barely(place)];
            if matches!(results[0], StepResult::Passed(_)) {
                results.push(StepResult::Failed(0.0));
            }
            results.into_iter().map(|result| told_by_the_content(&route, place, result)).collect()
        });
        let contents = Contents {
            outcomes: outcomes.collect(),
            thinned: vec![Thinned::default(); route.places.len()],
            are_taken_to_the_end: true,
        };
        let exploration = route.explore();
        let of_path = exploration.findings().iter().any(|it| {
            matches!(
                it.kind,
                Kind::NeverCompleted
                    | Kind::DeadEnd
                    | Kind::LockedOut
                    | Kind::NeverPassed
                    | Kind::SuccessLost
            )
        });
        let edition = [Edition::Second, Edition::Third, Edition::Fourth][seed % 3];
        let tree = route.activity_tree("path", edition).unwrap();
        let explored = tree.explore_contents(edition, &ExplorationLimits::default(), &contents);
        assert!(explored.is_complete(), "seed {seed}: {:?}", explored.unexplored());
        let can_pass = ground.goals.contains(&Goal::Passed);
        let of_tree = explored.findings().iter().any(|it| match it.kind {
            TreeKind::NeverCompleted | TreeKind::DeadEnd | TreeKind::LockedOut => true,
            TreeKind::NeverSatisfied | TreeKind::SuccessLost => can_pass,
            _ => false,
        });
        assert_eq!(
            of_path,
            of_tree,
            "seed {seed}, {edition:?}\n{}\n{}\n{}",
            exploration.report(),
            explored.report(),
            serde_json::to_string(&route).unwrap()
        );
        stuck += usize::from(of_path);
    }
    assert!((5..24).contains(&stuck), "{stuck}");
}
