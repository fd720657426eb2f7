use crate::model::Id;
use crate::model::path::*;
use crate::render::StepFact;
use crate::sequencing::*;
use crate::steering::*;

pub(super) fn route(path: &LearningPath) -> Route {
    fn add(places: &mut Vec<Place>, parent: usize, path: &LearningPath, step: &Step) {
        let index = places.len();
        places[parent].children.push(index);
        let kind = match &step.content {
            Content::Group(group) => {
                PlaceKind::Group { order: group.order, choose: None, draw: None, shuffle: false }
            }
            _ => PlaceKind::Leaf(Leaf {
                done: step.done.unwrap_or(Done::Completed),
                pass_mark: step.pass_mark,
                attempts: step.attempts,
                time_limit: step.time_limit,
                due: None,
                thresholds: vec![],
            }),
        };
        places.push(place(&step.id, step.title.as_deref().unwrap_or("Step"), Some(parent), kind));
        if let Content::Group(group) = &step.content {
            for inner in &group.steps {
                add(places, index, path, inner);
            }
        }
    }
    fn place(id: &Id, title: &str, parent: Option<usize>, kind: PlaceKind) -> Place {
        Place {
            id: id.clone(),
            step: id.clone(),
            title: title.to_owned(),
            parent,
            children: vec![],
            opens: Expression::All(vec![]),
            skips: Expression::Any(vec![]),
            behind: Expression::All(vec![]),
            required: true,
            counts: true,
            weight: 1.0,
            kind,
        }
    }
    let mut places = vec![place(
        &path.id,
        &path.title,
        None,
        PlaceKind::Group { order: Order::Linear, choose: None, draw: None, shuffle: false },
    )];
    for step in &path.steps.steps {
        add(&mut places, 0, path, step);
    }
    Route { places, success: path.success }
}

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
