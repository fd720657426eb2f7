//! The engine: SCORM 2004's sequencing processes over an activity tree and a learner's state.
//!
//! Each function that is a process of the standard says under which identifier; their steps follow the published behaviour
//! in this project's own words. Nothing recurses, whatever the tree looks like.

mod attempts;
mod checks;
mod choice;
mod conditions;
mod content;
mod delivery;
mod flow;
mod lookahead;
mod navigation;
mod objectives;
mod overall;
mod random;
mod requests;
mod rollup;
mod rollup_rules;
mod sweep;
mod termination;
mod watch;

use std::collections::HashMap;
use std::sync::Arc;

pub(crate) use random::draw;

use super::edition::Edition;
use super::state::{GlobalObjectives, ObjectiveState, State};
use super::tree::ActivityTree;
pub(super) use watch::Watch;

/// One learner in one course.
///
/// ```
/// use coursewright::Edition;
/// use coursewright::sequencing::{Activity, ActivityTree, ControlMode, Engine, Outcome, Request, RunTimeData, Sequencing};
///
/// let flow = ControlMode { flow: true, ..ControlMode::default() };
/// let mut tree = ActivityTree::new(Activity::with("course", Sequencing { control_mode: flow, ..Default::default() }));
/// tree.add("course", Activity::new("lesson"))?;
/// tree.add("course", Activity::new("test"))?;
///
/// let mut engine = Engine::new(tree, Edition::Fourth, 7);
/// assert_eq!(engine.request(&Request::Start)?, Outcome::Delivered("lesson".into()));
///
/// // The content ends, with what it reported, and the learner presses "next".
/// engine.report(&RunTimeData { completion: Some(true), ..Default::default() });
/// assert_eq!(engine.request(&Request::Continue)?, Outcome::Delivered("test".into()));
/// assert_eq!(engine.valid_requests().choice, ["course", "lesson", "test"]);
///
/// // Between two requests the state is kept as text; the course is made anew.
/// let kept = serde_json::to_string(engine.state())?;
/// let engine = Engine::restore(engine.tree().clone(), Edition::Fourth, serde_json::from_str(&kept)?)?;
/// assert_eq!(engine.current(), Some("test"));
/// // Why something cannot be asked for: a session goes on already.
/// assert_eq!(engine.check(&Request::Start).unwrap_err().exception.code(), "NB.2.1-1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Engine {
    course: Arc<Course>,
    state: State,
    /// Counts how often global objectives were written.
    globals_version: u32,
    rollups: Vec<Rollup>,
    watch: Option<Arc<Watch>>,
}

/// Whether an activity has to be rolled up. Nothing is lost with it: rolling up once more gives the same.
#[derive(Debug, Clone)]
struct Rollup {
    is_due: bool,
    /// The version of the global objectives that it knows.
    globals: u32,
}

/// What never changes about a course.
#[derive(Debug)]
struct Course {
    tree: ActivityTree,
    edition: Edition,
    /// Who reads a global objective into the primary objective.
    readers: HashMap<String, Vec<usize>>,
    /// Who reads so what an activity writes.
    read_by: Vec<Vec<usize>>,
}

/// A state that belongs to another course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the state belongs to a course with other activities or objectives")]
pub struct StateMismatch;

impl Engine {
    /// A learner who has not begun yet. What chance decides follows from `seed`.
    #[must_use]
    pub fn new(tree: ActivityTree, edition: Edition, seed: u64) -> Self {
        let state = State::new(&tree, seed);
        Self::with(tree, edition, state)
    }

    /// A learner who goes on from a state that was kept.
    ///
    /// # Errors
    /// [`StateMismatch`] when the state is none of this course.
    pub fn restore(tree: ActivityTree, edition: Edition, state: State) -> Result<Self, StateMismatch> {
        if !state.fits(&tree) {
            return Err(StateMismatch);
        }
        Ok(Self::with(tree, edition, state))
    }

    fn with(tree: ActivityTree, edition: Edition, state: State) -> Self {
        let rollups = vec![Rollup { is_due: true, globals: 0 }; tree.len()];
        let course = Arc::new(Course::new(tree, edition));
        Self { course, state, globals_version: 0, rollups, watch: None }
    }

    /// Where the learner stands, to be kept.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The course.
    #[must_use]
    pub fn tree(&self) -> &ActivityTree {
        &self.course.tree
    }

    /// The current activity, if a session has begun.
    #[must_use]
    pub fn current(&self) -> Option<&str> {
        self.state.current.map(|place| self.id(place))
    }

    /// Global objectives, to be carried to other courses of the learner
    /// ([`objectives_global_to_system`](ActivityTree::objectives_global_to_system)).
    #[must_use]
    pub fn global_objectives(&self) -> &GlobalObjectives {
        &self.state.globals
    }

    /// Takes over global objectives from other courses of the learner. What this course knows already gives way. Nothing
    /// happens when the course keeps its objectives to itself.
    pub fn take_global_objectives(&mut self, globals: &GlobalObjectives) {
        if self.course.tree.is_global_to_system() {
            self.state.globals.extend(globals.iter().map(|(id, objective)| (id.clone(), *objective)));
            self.globals_version = self.globals_version.wrapping_add(1);
        }
    }

    /// How an activity stands, as rules and LMS see it. `None` when there is no such activity.
    #[must_use]
    pub fn status(&self, activity: &str) -> Option<Status> {
        let place = self.course.tree.position(activity)?;
        let state = &self.state.activities[place];
        Some(Status {
            primary: self.objective(place, 0),
            attempts: state.attempts,
            is_active: state.is_active,
            is_suspended: state.is_suspended,
        })
    }

    /// What an activity knows of one of its objectives, which content finds among its `cmi.objectives`.
    #[must_use]
    pub fn objective_status(&self, activity: &str, objective: &str) -> Option<ObjectiveState> {
        let place = self.course.tree.position(activity)?;
        let number = self.course.tree.sequencing(place).objectives.number_of(objective)?;
        Some(self.objective(place, number))
    }

    fn id(&self, place: usize) -> &str {
        &self.course.tree.node(place).activity.id
    }
}

/// How an activity stands.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Status {
    /// The primary objective, with the completion and progress of the attempt.
    pub primary: ObjectiveState,
    /// How many attempts there were.
    pub attempts: u32,
    /// Whether an attempt goes on.
    pub is_active: bool,
    /// Whether an attempt is suspended.
    pub is_suspended: bool,
}

impl Course {
    fn new(tree: ActivityTree, edition: Edition) -> Self {
        let mut readers = HashMap::<String, Vec<usize>>::new();
        for place in 0..tree.len() {
            let primary = &tree.sequencing(place).objectives.primary;
            let status =
                primary.maps.iter().filter(|map| map.read_satisfied_status || map.read_normalized_measure);
            let data = primary.shared_data.iter().filter(|map| {
                edition == Edition::Fourth && (map.read_completion_status || map.read_progress_measure)
            });
            for target in status.map(|map| &map.target).chain(data.map(|map| &map.target)) {
                let places = readers.entry(target.clone()).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        let read_by = (0..tree.len()).map(|place| readers_of(&tree, edition, &readers, place)).collect();
        Self { tree, edition, readers, read_by }
    }
}

fn readers_of(
    tree: &ActivityTree,
    edition: Edition,
    readers: &HashMap<String, Vec<usize>>,
    place: usize,
) -> Vec<usize> {
    let objectives = || tree.sequencing(place).objectives.iter();
    let status = objectives()
        .flat_map(|it| &it.maps)
        .filter(|map| map.write_satisfied_status || map.write_normalized_measure)
        .map(|map| &map.target);
    let data = objectives()
        .flat_map(|it| &it.shared_data)
        .filter(|map| {
            edition == Edition::Fourth && (map.write_completion_status || map.write_progress_measure)
        })
        .map(|map| &map.target);
    status.chain(data).flat_map(|target| readers.get(target).into_iter().flatten().copied()).collect()
}
