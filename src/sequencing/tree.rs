//! The activity tree: what can be attempted, and what is inside what.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::definition::{CompletionThreshold, LmsControl, Sequencing};

/// One activity of a course: an organization or item of the manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    /// The item's identifier.
    pub id: String,
    /// What it says about its sequencing.
    #[serde(default)]
    pub sequencing: Sequencing,
    /// When its progress completes it.
    #[serde(default)]
    pub completion_threshold: CompletionThreshold,
    /// Controls that the LMS leaves out because the content has its own. The engine does not mind them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide_lms_ui: Vec<LmsControl>,
}

impl Activity {
    /// An activity that leaves everything to the standard's defaults.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self::with(id, Sequencing::default())
    }

    /// An activity that says this about its sequencing.
    #[must_use]
    pub fn with(id: impl Into<String>, sequencing: Sequencing) -> Self {
        Self {
            id: id.into(),
            sequencing,
            completion_threshold: CompletionThreshold::default(),
            hide_lms_ui: Vec::new(),
        }
    }
}

/// The activities of a course. Those without activities inside are leaves, which are delivered; the others are clusters.
///
/// It is kept as a list in which parents come before what is inside them, so that no depth of a tree from elsewhere can
/// exhaust the stack.
///
/// ```
/// use coursewright::sequencing::{Activity, ActivityTree};
///
/// let mut tree = ActivityTree::new(Activity::new("course"));
/// tree.add("course", Activity::new("first"))?;
/// tree.add("course", Activity::new("second"))?;
/// assert_eq!(tree.len(), 3);
/// # Ok::<(), coursewright::sequencing::TreeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "ActivityList", into = "ActivityList")]
pub struct ActivityTree {
    nodes: Vec<Node>,
    by_id: HashMap<String, usize>,
    global_to_system: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) activity: Activity,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    pub(super) depth: usize,
}

/// Why an activity cannot be where it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TreeError {
    /// Two activities have the same identifier.
    #[error("there is more than one activity `{0}`")]
    Twice(String),
    /// What should be around the activity is not there, or comes after it.
    #[error("`{activity}` should be inside `{parent}`, which is not there")]
    NoParent {
        /// The activity.
        activity: String,
        /// What should be around it.
        parent: String,
    },
    /// The list has no activity, or one besides the first that is inside nothing.
    #[error("a tree has exactly one root, and it comes first")]
    Roots,
}

impl ActivityTree {
    /// A tree of its root only: the organization.
    #[must_use]
    pub fn new(root: Activity) -> Self {
        let by_id = HashMap::from([(root.id.clone(), 0)]);
        let root = Node { activity: root, parent: None, children: Vec::new(), depth: 0 };
        Self { nodes: vec![root], by_id, global_to_system: true }
    }

    /// Puts an activity into another one, after those that are there already.
    ///
    /// # Errors
    /// [`TreeError`] when there is no such parent, or another activity has the identifier.
    pub fn add(&mut self, parent: &str, activity: Activity) -> Result<(), TreeError> {
        let Some(&inside) = self.by_id.get(parent) else {
            return Err(TreeError::NoParent { activity: activity.id, parent: parent.to_owned() });
        };
        let place = self.nodes.len();
        if self.by_id.insert(activity.id.clone(), place).is_some_and(|other| {
            self.by_id.insert(activity.id.clone(), other);
            true
        }) {
            return Err(TreeError::Twice(activity.id));
        }
        let depth = self.nodes[inside].depth + 1;
        self.nodes[inside].children.push(place);
        self.nodes.push(Node { activity, parent: Some(inside), children: Vec::new(), depth });
        Ok(())
    }

    /// Whether global objectives outlive the course (`adlseq:objectivesGlobalToSystem`): they do, unless said otherwise.
    /// Otherwise each new attempt on the root begins without them.
    #[must_use]
    pub fn objectives_global_to_system(mut self, outlive: bool) -> Self {
        self.global_to_system = outlive;
        self
    }

    /// How many activities there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always a root")]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The activity of this identifier.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Activity> {
        self.position(id).map(|place| &self.nodes[place].activity)
    }

    /// All activities; each comes after the one around it.
    pub fn iter(&self) -> impl Iterator<Item = &Activity> {
        self.nodes.iter().map(|node| &node.activity)
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    pub(super) fn node(&self, place: usize) -> &Node {
        &self.nodes[place]
    }

    pub(super) fn parent(&self, place: usize) -> Option<usize> {
        self.nodes[place].parent
    }

    pub(super) fn sequencing(&self, place: usize) -> &Sequencing {
        &self.nodes[place].activity.sequencing
    }

    pub(super) fn completion_threshold(&self, place: usize) -> CompletionThreshold {
        self.nodes[place].activity.completion_threshold
    }

    pub(super) fn is_leaf(&self, place: usize) -> bool {
        self.nodes[place].children.is_empty()
    }

    pub(super) fn is_global_to_system(&self) -> bool {
        self.global_to_system
    }

    /// From an activity up to the root, both included.
    pub(super) fn up_from(&self, place: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(place), |&place| self.parent(place))
    }

    /// From an activity up to an ancestor, without the ancestor.
    pub(super) fn up_to(&self, place: usize, ancestor: usize) -> impl Iterator<Item = usize> {
        self.up_from(place).take_while(move |&at| at != ancestor)
    }

    /// From the root down to an activity, both included.
    pub(super) fn down_to(&self, place: usize) -> Vec<usize> {
        let mut path: Vec<_> = self.up_from(place).collect();
        path.reverse();
        path
    }

    /// The nearest activity that has both inside; an activity counts as inside itself.
    pub(super) fn common_ancestor(&self, mut one: usize, mut other: usize) -> usize {
        while one != other {
            let (depth, other_depth) = (self.nodes[one].depth, self.nodes[other].depth);
            if depth >= other_depth {
                one = self.nodes[one].parent.unwrap_or(0);
            }
            if other_depth >= depth {
                other = self.nodes[other].parent.unwrap_or(0);
            }
        }
        one
    }

    pub(super) fn is_inside(&self, place: usize, ancestor: usize) -> bool {
        self.common_ancestor(place, ancestor) == ancestor
    }
}

/// The tree as serde writes it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ActivityList {
    #[serde(default = "yes")]
    objectives_global_to_system: bool,
    activities: Vec<Placed>,
}

fn yes() -> bool {
    true
}

#[derive(Serialize, Deserialize)]
struct Placed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    #[serde(flatten)]
    activity: Activity,
}

impl TryFrom<ActivityList> for ActivityTree {
    type Error = TreeError;

    fn try_from(list: ActivityList) -> Result<Self, TreeError> {
        let mut placed = list.activities.into_iter();
        let root = placed.next().filter(|root| root.parent.is_none()).ok_or(TreeError::Roots)?;
        let mut tree = Self::new(root.activity);
        for Placed { parent, activity } in placed {
            tree.add(&parent.ok_or(TreeError::Roots)?, activity)?;
        }
        Ok(tree.objectives_global_to_system(list.objectives_global_to_system))
    }
}

impl From<ActivityTree> for ActivityList {
    fn from(tree: ActivityTree) -> Self {
        let id_of = |place: usize| tree.nodes[place].activity.id.clone();
        let activities = tree
            .nodes
            .iter()
            .map(|node| Placed { parent: node.parent.map(id_of), activity: node.activity.clone() })
            .collect();
        Self { objectives_global_to_system: tree.global_to_system, activities }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> ActivityTree {
        let mut tree = ActivityTree::new(Activity::new("root"));
        for (parent, id) in [("root", "a"), ("root", "b"), ("a", "a1"), ("a", "a2"), ("b", "b1")] {
            tree.add(parent, Activity::new(id)).unwrap();
        }
        tree
    }

    #[test]
    fn two_activities_meet_in_the_nearest_one_around_both() {
        let tree = tree();
        let common = |one, other| {
            let place = tree.common_ancestor(tree.position(one).unwrap(), tree.position(other).unwrap());
            tree.node(place).activity.id.clone()
        };
        assert_eq!(common("a1", "a2"), "a");
        assert_eq!(common("a1", "b1"), "root");
        assert_eq!(common("a", "a2"), "a");
        assert_eq!(common("a1", "a1"), "a1");
    }

    #[test]
    fn a_tree_is_the_same_after_it_was_written_and_read() {
        let tree = tree().objectives_global_to_system(false);
        let text = serde_json::to_string(&tree).unwrap();
        assert_eq!(serde_json::from_str::<ActivityTree>(&text).unwrap(), tree);
    }

    #[test]
    fn a_tree_has_one_root_and_no_two_activities_of_one_name() {
        let read = |text| serde_json::from_str::<ActivityTree>(text).unwrap_err().to_string();
        assert!(read(r#"{"activities": []}"#).contains("exactly one root"));
        assert!(read(r#"{"activities": [{"id": "a"}, {"id": "b"}]}"#).contains("exactly one root"));
        assert!(
            read(r#"{"activities": [{"id": "a"}, {"id": "a", "parent": "a"}]}"#).contains("more than one")
        );
        assert!(read(r#"{"activities": [{"id": "a"}, {"id": "b", "parent": "c"}]}"#).contains("inside `c`"));
    }

    #[test]
    fn depth_costs_no_stack() {
        let mut tree = ActivityTree::new(Activity::new("0"));
        for depth in 1..100_000 {
            tree.add(&(depth - 1).to_string(), Activity::new(depth.to_string())).unwrap();
        }
        assert_eq!(tree.common_ancestor(99_999, 0), 0);
        drop(tree.clone());
    }
}
