use crate::render::StepFact;
use crate::sequencing::*;
use crate::steering::*;

pub(super) fn activity_tree(route: &Route, _edition: Edition) -> ActivityTree {
    let mut tree: Option<ActivityTree> = None;
    for place in &route.places {
        let mut sequencing = Sequencing::default();
        match place.kind {
            PlaceKind::Leaf(_) => {
                sequencing.delivery_controls = DeliveryControls {
                    tracked: true,
                    completion_set_by_content: true,
                    objective_set_by_content: true,
                };
            }
            _ => sequencing.control_mode.flow = true,
        }
        let activity = Activity::with(place.id.as_str(), sequencing);
        match &mut tree {
            None => tree = Some(ActivityTree::new(activity)),
            Some(tree) => tree.add(route.places[place.parent.unwrap_or(0)].id.as_str(), activity).unwrap(),
        }
    }
    tree.unwrap()
}

pub(super) fn leaf_objectives(_route: &Route, _place: usize, _path: &str) -> Vec<StepFact> {
    vec![StepFact { objective: "fact-done".into(), fact: "done", percent: None }]
}
