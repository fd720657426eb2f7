//! What can be wrong with a branching scenario.

use std::collections::{BTreeMap, BTreeSet};

use super::{Locus, Validation};
use crate::model::{Id, Scenario, Scene, rules};

impl Validation<'_> {
    pub(super) fn scenario(&mut self, locus: Locus, subject: &str, scenario: &Scenario) {
        if scenario.scenes.is_empty() {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "the scenario has no scenes");
            return;
        }
        if scenario.scenes.len() > 35 {
            let message = format!("there are {} scenes, at most 35 can be told apart", scenario.scenes.len());
            self.add(locus, subject, &rules::PART_COUNT, message);
        }
        if !(0.01..=100.0).contains(&scenario.weight) {
            self.add(locus, subject, &rules::WEIGHT, format!("the weight is {}", scenario.weight));
        }
        self.known_objectives(locus, subject, &scenario.objectives);
        for scene in &scenario.scenes {
            self.scene(locus, subject, scene, scenario.is_scored());
        }
        self.ways(locus, subject, scenario);
    }

    fn scene(&mut self, locus: Locus, subject: &str, scene: &Scene, is_scored: bool) {
        let subject = format!("{subject} › scene `{}`", scene.id);
        self.id(locus, &subject, &scene.id);
        self.named(locus, &subject, &scene.title);
        self.at_most_36(locus, &subject, scene.choices.len(), "choices");
        if scene.choices.iter().any(|choice| choice.text.trim().is_empty()) {
            self.add(locus, &subject, &rules::EMPTY_ANSWER, "a choice is empty");
        }
        match scene.score {
            Some(score) if !scene.choices.is_empty() => {
                let message = format!("the scene has a score ({score}), but choices too");
                self.add(locus, &subject, &rules::SCENE_SCORE, message).help =
                    Some("only endings are scored: scenes without choices".to_owned());
            }
            Some(score) if !(0.0..=100.0).contains(&score) => {
                self.add(locus, &subject, &rules::SCENE_SCORE, format!("the ending's score is {score}"));
            }
            None if is_scored && scene.choices.is_empty() => {
                self.add(
                    locus,
                    &subject,
                    &rules::SCENE_SCORE,
                    "the ending has no score, though others have one",
                );
            }
            _ => {}
        }
    }

    /// Every scene is reached, and from every scene an ending.
    fn ways(&mut self, locus: Locus, subject: &str, scenario: &Scenario) {
        let mut places: BTreeMap<&Id, usize> = BTreeMap::new();
        for (index, scene) in scenario.scenes.iter().enumerate() {
            if places.insert(&scene.id, index).is_some() {
                let message = format!("two scenes have the name `{}`", scene.id);
                self.add(locus, subject, &rules::DUPLICATE_ID, message);
            }
        }
        let mut leads = vec![Vec::new(); scenario.scenes.len()];
        let mut comes_from = leads.clone();
        for (index, scene) in scenario.scenes.iter().enumerate() {
            for choice in &scene.choices {
                match places.get(&choice.to) {
                    Some(to) => {
                        leads[index].push(*to);
                        comes_from[*to].push(index);
                    }
                    None => {
                        let message = format!("a choice leads to `{}`, which is no scene", choice.to);
                        let names: Vec<_> = places.keys().take(20).map(|id| format!("`{id}`")).collect();
                        let subject = format!("{subject} › scene `{}`", scene.id);
                        self.add(locus, &subject, &rules::SCENE_UNKNOWN, message).help =
                            Some(format!("the scenes are {}", names.join(", ")));
                    }
                }
            }
        }
        let reached = closure(vec![0], &leads);
        let endings = (0..leads.len()).filter(|scene| scenario.scenes[*scene].choices.is_empty()).collect();
        let ending = closure(endings, &comes_from);
        for (index, scene) in scenario.scenes.iter().enumerate() {
            let subject = format!("{subject} › scene `{}`", scene.id);
            if !reached.contains(&index) {
                self.add(locus, &subject, &rules::SCENE_UNREACHABLE, "no choice leads to the scene").help =
                    Some(format!("lead to it with `[…](#{})`, or take it out", scene.id));
            } else if !ending.contains(&index) {
                let message = "from the scene no way leads to an ending";
                self.add(locus, &subject, &rules::SCENE_DEAD_END, message).help =
                    Some("an ending is a scene without choices".to_owned());
            }
        }
    }
}

/// Everything that can be come to.
fn closure(from: Vec<usize>, next: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut waiting = from;
    while let Some(scene) = waiting.pop() {
        if reached.insert(scene) {
            waiting.extend(&next[scene]);
        }
    }
    reached
}
