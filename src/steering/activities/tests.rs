//! The law: a learner on the route and SCORM 2004's engine on its activity tree agree after every step.

mod paths;
mod twins;

use paths::Chance;
use twins::Twins;

use super::*;
use crate::model::path::LearningPath;

const EDITIONS: [Edition; 3] = [Edition::Second, Edition::Third, Edition::Fourth];

/// Takes a random walk of so many steps on a path, in each edition. Returns whether the path can be said in all of them.
fn walk(path: &LearningPath, chance: &mut Chance, steps: usize) -> bool {
    let route = path.route();
    for edition in EDITIONS {
        let Ok(tree) = route.activity_tree("path", edition) else { return false };
        let mut twins = Twins::new(&route, tree, edition, chance.number());
        for step in 1..=steps {
            twins.act(chance);
            twins.agree();
            if step % 5 == 0 {
                twins.agree_on_groups();
            }
        }
    }
    true
}

#[test]
fn on_random_paths_learner_and_engine_agree_after_every_step() {
    let mut walked = 0;
    for seed in 0..300 {
        let mut chance = Chance::new(seed);
        let path = paths::random(&mut chance);
        let told = std::panic::catch_unwind(|| walk(&path, &mut chance.clone(), 25));
        assert!(told.is_ok(), "path {seed}: {}", serde_json::to_string(&path).unwrap());
        walked += usize::from(told.is_ok_and(|it| it));
    }
    assert!(walked > 270, "{walked}");
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
            assert!(walk(&path, &mut Chance::new(seed), 40), "{}", folder.display());
        }
    }
}
