//! What was seen of a course on the walk.

use crate::sequencing::engine::{Engine, Watch};
use crate::sequencing::tree::ActivityTree;

/// What was seen; states are named by their numbers, the first one that shows something.
pub(super) struct Coverage {
    /// Where the activity was delivered.
    pub(super) delivered: Vec<Option<u32>>,
    /// Where it was completed.
    pub(super) completed: Vec<Option<u32>>,
    /// Where it was satisfied.
    pub(super) satisfied: Vec<Option<u32>>,
    /// Where all leaves in a cluster were completed and the cluster was not.
    pub(super) ripe: Vec<Option<u32>>,
    /// Of each precondition: where it did not hold, and where it did.
    pub(super) pre: Vec<Vec<[Option<u32>; 2]>>,
    /// Where most was reached, and how much.
    pub(super) best: (usize, u32),
}

impl Coverage {
    pub(super) fn of(tree: &ActivityTree) -> Self {
        let nothing = || vec![None; tree.len()];
        Self {
            delivered: nothing(),
            completed: nothing(),
            satisfied: nothing(),
            ripe: nothing(),
            pre: (0..tree.len())
                .map(|place| vec![[None; 2]; tree.sequencing(place).rules.pre.len()])
                .collect(),
            best: (0, 0),
        }
    }

    /// Looks at a new state.
    pub(super) fn look(&mut self, tree: &ActivityTree, engine: &Engine, node: u32, was_completed: bool) {
        let state = engine.state();
        if let Some(current) = state.current.filter(|&place| state.activities[place].is_active) {
            self.delivered[current].get_or_insert(node);
        }
        let mut reached = 0;
        let mut is_completed = vec![false; tree.len()];
        for place in 0..tree.len() {
            let standing = engine.standing(place);
            is_completed[place] = standing.completed == Some(true);
            if is_completed[place] {
                self.completed[place].get_or_insert(node);
                reached += 1;
            }
            if standing.satisfied == Some(true) {
                self.satisfied[place].get_or_insert(node);
                reached += 1;
            }
            for (rule, seen) in tree.sequencing(place).rules.pre.iter().zip(&mut self.pre[place]) {
                seen[usize::from(engine.pre_rule_holds(place, rule))].get_or_insert(node);
            }
        }
        // What the root was once is kept beside the state.
        is_completed[0] |= was_completed;
        if was_completed {
            self.completed[0].get_or_insert(node);
        }
        self.find_ripe(tree, engine, node, &is_completed);
        if reached > self.best.0 {
            self.best = (reached, node);
        }
    }

    fn find_ripe(&mut self, tree: &ActivityTree, engine: &Engine, node: u32, is_completed: &[bool]) {
        let mut is_ripe = is_completed.to_vec();
        for place in (0..tree.len()).rev().filter(|&place| !tree.is_leaf(place)) {
            is_ripe[place] = engine.offered(place).iter().all(|&child| is_ripe[child]);
            if is_ripe[place] && !is_completed[place] {
                self.ripe[place].get_or_insert(node);
            }
        }
    }

    /// Activities that are alike are seen together.
    pub(super) fn share(&mut self, classes: &[Vec<usize>]) {
        for class in classes {
            for list in [&mut self.delivered, &mut self.completed, &mut self.satisfied] {
                let first = class.iter().filter_map(|&place| list[place]).min();
                class.iter().for_each(|&place| list[place] = list[place].or(first));
            }
            for rule in 0..self.pre[class[0]].len() {
                for truth in 0..2 {
                    let first = class.iter().filter_map(|&place| self.pre[place][rule][truth]).min();
                    for &place in class {
                        let seen = &mut self.pre[place][rule][truth];
                        *seen = seen.or(first);
                    }
                }
            }
        }
    }

    /// Whether there is nothing that is still to be seen.
    pub(super) fn is_full(&self, tree: &ActivityTree, watch: &Watch) -> bool {
        let is_seen = |place: usize| {
            let rules = &tree.sequencing(place).rules;
            (!tree.is_leaf(place) || self.delivered[place].is_some())
                && self.pre[place].iter().all(|seen| seen.iter().all(Option::is_some))
                && (0..rules.exit.len()).all(|rule| watch.saw_exit(place, rule))
                && (0..rules.post.len()).all(|rule| watch.saw_post(place, rule))
        };
        (0..tree.len()).all(is_seen)
    }
}
