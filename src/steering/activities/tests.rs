//! The law: a learner on the route and SCORM 2004's engine on its activity tree agree after every step.

mod paths;
mod twins;

use paths::Chance;
use twins::Twins;

use super::*;
use crate::model::path::LearningPath;

const EDITIONS: [Edition; 3] = [Edition::Second, Edition::Third, Edition::Fourth];

/// Takes a random walk of so many steps on a path, in each edition.
fn walk(path: &LearningPath, chance: &mut Chance, steps: usize) {
    let route = path.route();
    for edition in EDITIONS {
        let Ok(tree) = route.activity_tree("path", edition) else { return };
        let mut twins = Twins::new(&route, tree, edition, chance.number());
        for _ in 0..steps {
            twins.act(chance);
            twins.agree();
        }
        twins.agree_on_groups();
    }
}

#[test]
fn on_random_paths_learner_and_engine_agree_after_every_step() {
    for seed in 0..300 {
        let mut chance = Chance::new(seed);
        let path = paths::random(&mut chance);
        let told = std::panic::catch_unwind(|| walk(&path, &mut chance.clone(), 25));
        assert!(told.is_ok(), "path {seed}: {}", serde_json::to_string(&path).unwrap());
    }
}
