//! The law: a learner on the route and SCORM 2004's engine on its activity tree agree after every step.

mod paths;
mod twins;

use paths::Chance;
use twins::Twins;

use super::*;
use crate::model::path::{LearningPath, Step};
use crate::sequencing::{Engine, Exit, Outcome, Request, RunTimeData, RunTimeObjective};
use crate::steering::Learner;

const EDITIONS: [Edition; 3] = [Edition::Second, Edition::Third, Edition::Fourth];

/// Takes a random walk of so many steps on a path, in each edition. Returns the learners at their ends.
fn walk(path: &LearningPath, chance: &mut Chance, steps: usize) -> Vec<Learner> {
    let (route, mut learners) = (path.route(), Vec::new());
    for edition in EDITIONS {
        let Ok(tree) = route.activity_tree("path", edition) else { break };
        let mut twins = Twins::new(&route, tree, edition, chance.number());
        for step in 1..=steps {
            twins.act(chance);
            twins.agree();
            if step % 5 == 0 {
                twins.agree_on_groups();
            }
        }
        learners.push(twins.into_learner());
    }
    learners
}

#[test]
fn on_random_paths_learner_and_engine_agree_after_every_step() {
    let mut walked = 0;
    for seed in 0..300 {
        let mut chance = Chance::new(seed);
        let path = paths::random(&mut chance);
        let told = std::panic::catch_unwind(|| walk(&path, &mut chance.clone(), 25));
        assert!(told.is_ok(), "path {seed}: {}", serde_json::to_string(&path).unwrap());
        walked += usize::from(told.is_ok_and(|learners| learners.len() == EDITIONS.len()));
    }
    assert!(walked > 270, "{walked}");
}

/// What is done is suspended and not ended, and so is the whole: who opens the course again begins no new attempt on it.
#[test]
fn whoever_opens_a_finished_path_again_finds_it_as_it_was_left() {
    let path = paths::choose(1, vec![paths::link("one".to_owned()), paths::link("other".to_owned())]);
    let tree = path.route().activity_tree("path", Edition::Fourth).unwrap();
    for end in [Request::ExitAll, Request::SuspendAll] {
        let mut engine = Engine::new(tree.clone(), Edition::Fourth, 7);
        for (at, facts) in [("before", vec!["fact.done"]), ("one", vec!["fact.done"]), ("last", vec![])] {
            let request = if at == "before" { Request::Start } else { Request::Choice(at.to_owned()) };
            assert_eq!(engine.request(&request), Ok(Outcome::Delivered(at.to_owned())));
            let known =
                |id: &str| RunTimeObjective { id: id.to_owned(), success: Some(true), ..Default::default() };
            engine.report(&RunTimeData {
                completion: Some(true),
                exit: Exit::Suspend,
                objectives: facts.into_iter().map(known).collect(),
                ..Default::default()
            });
        }
        engine.request(&end).unwrap();
        assert_eq!(engine.status("path").unwrap().primary.completed, Some(true));
        let again = if end == Request::SuspendAll { Request::ResumeAll } else { Request::Start };
        let delivered = if end == Request::SuspendAll { "last" } else { "before" };
        assert_eq!(engine.request(&again), Ok(Outcome::Delivered(delivered.to_owned())));
        assert_eq!(engine.status("path").unwrap().primary.completed, Some(true));
        let choices = engine.valid_requests().choice;
        assert!(
            ["one", "other", "last"].iter().all(|id| choices.iter().any(|choice| choice == id)),
            "{choices:?}"
        );
    }
}

/// Choosing so many of many is counted by the content, and by rollup where it can.
#[test]
fn of_many_steps_so_many_are_chosen() {
    let (mut counted, mut by_content_alone, mut chosen) = (0, 0, 0);
    for seed in 0..40 {
        let mut chance = Chance::new(seed);
        let path = paths::with_a_wide_choice(&mut chance);
        let told = std::panic::catch_unwind(|| walk(&path, &mut chance.clone(), 50));
        let Ok(learners) = told else {
            panic!("path {seed}: {}", serde_json::to_string(&path).unwrap());
        };
        let route = path.route();
        let counts = route.leaves().any(|(place, _)| route.leaf_enough(place).is_some());
        let by_rollup = Counting::on(&route).rules(2).is_some();
        if counts {
            counted += usize::from(by_rollup);
            by_content_alone += usize::from(!by_rollup);
            chosen += learners.iter().filter(|learner| learner.is_done(2)).count();
        }
    }
    assert!(
        counted > 15 && by_content_alone > 5 && chosen > 20,
        "{counted} paths, and {by_content_alone} in which content counts alone, {chosen} walks to where it is enough"
    );
}

#[test]
fn five_of_twelve_take_few_rules() {
    for kind in [paths::test as fn(String) -> Step, paths::link] {
        let route = paths::choose(5, (0..12).map(|at| kind(format!("s{at}"))).collect()).route();
        for edition in EDITIONS {
            let tree = route.activity_tree("path", edition).unwrap();
            let rules =
                |place: usize| tree.get(route.places[place].id.as_str()).unwrap().sequencing.rules.pre.len();
            assert!((0..route.places.len()).all(|place| rules(place) <= 2));
        }
    }
}

/// Content keeps no more than so many objectives; where rollup cannot count either, nobody can.
#[test]
fn among_more_than_fifty_steps_rollup_counts_alone() {
    let mixed = |at: usize| {
        if at.is_multiple_of(2) { paths::test(format!("s{at}")) } else { paths::link(format!("s{at}")) }
    };
    let alike = |at: usize| paths::link(format!("s{at}"));
    for (count, kind, by_content, can_be_said) in [
        (50, mixed as fn(usize) -> Step, true, true),
        (51, mixed, false, false),
        (50, alike, true, true),
        (51, alike, false, true),
    ] {
        let route = paths::choose(5, (0..count).map(kind).collect()).route();
        let counts = route.leaves().any(|(place, _)| route.leaf_enough(place).is_some());
        let tree = route.activity_tree("path", Edition::Fourth);
        assert_eq!((counts, tree.is_ok()), (by_content, can_be_said), "{count}");
    }
}

/// Each pattern, and paths in which learners get stuck.
#[cfg(feature = "source")]
#[test]
fn on_every_path_of_the_fixtures_they_agree_too() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/paths");
    let mut folders: Vec<_> = [fixtures.clone(), fixtures.join("bad")]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.join("path.yaml").is_file())
        .collect();
    folders.sort();
    folders.push(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/courses"));
    // Some of the bad ones are refused at once.
    let paths = folders.iter().filter_map(|folder| Some((folder, LearningPath::from_folder(folder).ok()?)));
    let paths: Vec<_> = paths.collect();
    assert!(paths.len() > 10, "{}", paths.len());
    for (folder, path) in paths {
        assert!(path.route().activity_tree("path", Edition::Third).is_ok(), "{}", folder.display());
        for seed in 0..5 {
            assert_eq!(walk(&path, &mut Chance::new(seed), 40).len(), EDITIONS.len(), "{}", folder.display());
        }
    }
}
