//! Each step as a SCO of its own: the LMS steers, as far as the standard has words for it.

use std::collections::BTreeMap;

use super::{Job, rules};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::path::Done;
use crate::player::Adapter;
use crate::render::{Form, StepFact, StepOf};
use crate::sequencing::{Activity, ActivityTree, Objective};
use crate::standard::builder::{InPath, Item, PackageBuilder};
use crate::standard::{Standard, contents};
use crate::steering::{FactKind, Place, PlaceKind, Unsayable};

/// What is said of places, by their indices.
struct Said {
    pages: BTreeMap<usize, String>,
    scripts: BTreeMap<usize, String>,
}

impl Job<'_> {
    /// The package in which every step is a SCO.
    pub(super) fn scos(&mut self, adapter: Adapter) -> Result<PackageBuilder, Error> {
        self.check_fit();
        self.check_steering();
        self.check_satisfaction();
        let scripts = self.prerequisites();
        let form = (Form::SingleSco, Some(adapter));
        let (mut builder, rendered) = self.with_steps(self.builder(), form, |job, step| {
            step.places.iter().map(|place| job.step_of(*place)).collect()
        })?;
        let mut pages = BTreeMap::new();
        for (step, rendered) in self.steps.iter().zip(&rendered) {
            for (place, shell) in step.places.iter().zip(&rendered.shells) {
                pages.insert(*place, format!("{}{shell}", step.folder));
            }
        }
        if let Standard::Scorm2004(edition) = self.standard {
            match self.route.activity_tree(self.path.id.as_str(), edition) {
                Ok(tree) => builder = builder.activities(self.as_published(&tree)),
                Err(why) => self.unsayable(&why),
            }
        }
        let items = self.items(0, &Said { pages, scripts });
        Ok(items.into_iter().fold(builder, PackageBuilder::item))
    }

    fn unsayable(&mut self, why: &Unsayable) {
        let help = "ask for less, let learners choose among fewer steps, or publish the path as one \
                    SCO, whose own page steers (`--layout single`)";
        let finding = Diagnostic::new(&rules::UNSAYABLE, why.to_string()).help(help);
        let place = match why {
            Unsayable::TooManyRules(id) => self.route.position(id),
            Unsayable::Places => None,
        };
        self.report.push(match place {
            Some(place) => self.about_opening(place, finding),
            None => finding.subject("path"),
        });
    }

    /// The items of what is in a place.
    fn items(&self, group: usize, said: &Said) -> Vec<Item> {
        let Some(place) = self.route.places.get(group) else { return Vec::new() };
        place.children.iter().filter_map(|child| self.item(*child, said)).collect()
    }

    fn item(&self, index: usize, said: &Said) -> Option<Item> {
        let place = self.route.places.get(index)?;
        let leaf = match &place.kind {
            PlaceKind::Leaf(leaf) => leaf,
            PlaceKind::Group { .. } => {
                let group = Item::group(place.id.clone(), &place.title);
                return Some(self.items(index, said).into_iter().fold(group, Item::item));
            }
        };
        let step = self.steps.iter().find(|step| step.id == place.step)?;
        let first = *step.places.first()?;
        let mut item = Item::sco(place.id.clone(), &place.title, said.pages.get(&index)?);
        if first == index {
            item = item.files(step.folder.as_str());
        }
        for objective in &step.course.objectives {
            item = item.objective(objective.id.clone());
        }
        item.mastery_score = leaf.pass_mark;
        item.knows_mastery_score = true;
        item.reports_completion = true;
        item.mastery_is_completion = leaf.done == Done::Passed;
        item.in_path = InPath {
            done: Some(leaf.done),
            time_limit: leaf.time_limit,
            prerequisites: said.scripts.get(&index).cloned(),
            is_dispensable: self.is_dispensable(index),
            files_of: (first != index).then(|| self.route.places[first].id.clone()),
        };
        Some(item)
    }

    /// The compiled tree under the names of the manifest, with the objectives of the courses that `cmi.objectives` holds.
    fn as_published(&self, compiled: &ActivityTree) -> ActivityTree {
        let mut published: Option<ActivityTree> = None;
        for place in &self.route.places {
            let Some(activity) = compiled.get(place.id.as_str()) else { continue };
            let activity = Activity { id: self.name_of(place), ..self.with_objectives(place, activity) };
            match (&mut published, place.parent) {
                (Some(tree), Some(parent)) => {
                    // Places are unique, and groups come before what is in them.
                    let _ = tree.add(&self.name_of(&self.route.places[parent]), activity);
                }
                _ => published = Some(ActivityTree::new(activity).objectives_global_to_system(false)),
            }
        }
        published.unwrap_or_else(|| compiled.clone())
    }

    fn name_of(&self, place: &Place) -> String {
        match place.parent {
            None => contents::organization_identifier(self.path.id.as_str()),
            Some(_) => contents::item_identifier(place.id.as_str()),
        }
    }

    fn with_objectives(&self, place: &Place, activity: &Activity) -> Activity {
        let mut activity = activity.clone();
        let step = self.steps.iter().find(|step| step.id == place.step && place.children.is_empty());
        let objectives = step.into_iter().flat_map(|step| &step.course.objectives);
        let primary = activity.sequencing.objectives.primary.id.clone();
        let others = &mut activity.sequencing.objectives.others;
        for objective in objectives {
            let id = Some(objective.id.as_str());
            if primary.as_deref() != id && !others.iter().any(|other| other.id.as_deref() == id) {
                others.push(Objective::named(objective.id.to_string()));
            }
        }
        activity
    }

    /// What the page of a place knows of the path.
    fn step_of(&self, index: usize) -> StepOf {
        let place = &self.route.places[index];
        let leaf = self.route.places[index].leaf();
        // An LMS that knows sequencing counts attempts by itself, and can be asked for a new one.
        let is_sequenced = matches!(self.standard, Standard::Scorm2004(_));
        StepOf {
            id: place.id.clone(),
            done: leaf.map_or(Done::Completed, |leaf| leaf.done),
            facts: if is_sequenced { self.facts(index) } else { Vec::new() },
            enough: self.route.leaf_enough(index).filter(|_| is_sequenced),
            item: is_sequenced.then(|| self.name_of(place)),
            attempts: leaf.and_then(|leaf| leaf.attempts).filter(|_| !is_sequenced),
            time_limit: leaf.and_then(|leaf| leaf.time_limit),
        }
    }

    /// What the LMS has to hear of a place, since something on the path depends on it.
    fn facts(&self, index: usize) -> Vec<StepFact> {
        let told = self.route.leaf_objectives(index).into_iter();
        told.map(|(objective, kind)| {
            let (fact, percent) = match kind {
                FactKind::Attempted => ("attempted", None),
                FactKind::Done => ("done", None),
                FactKind::Passed => ("passed", None),
                FactKind::Failed => ("failed", None),
                FactKind::Score(percent) => ("score", Some(percent)),
            };
            StepFact { objective, fact, percent }
        })
        .collect()
    }
}
