//! Exploration: everything that learners can do in a course, to find where they get stuck.

mod coverage;
mod findings;
mod key;
mod outcomes;
pub(crate) mod rules;
mod story;
mod walk;

use std::fmt;

pub(crate) use outcomes::Thinned;
pub use story::{Action, Story};

use super::edition::Edition;
use super::request::RunTimeData;
use super::tree::ActivityTree;
use crate::diagnostic::{Diagnostic, Report};

/// How far an exploration goes. There are no clocks in it, so that it finds the same on every machine.
///
/// ```
/// use coursewright::sequencing::ExplorationLimits;
///
/// let limits = ExplorationLimits::default().states(200_000).work(500_000_000);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExplorationLimits {
    states: usize,
    work: u64,
}

impl Default for ExplorationLimits {
    fn default() -> Self {
        Self { states: 50_000, work: 20_000_000 }
    }
}

impl ExplorationLimits {
    /// States times activities that are kept at most, so that memory is bounded whatever course comes.
    const KEPT: usize = 4_000_000;

    /// At most so many states. Default 50,000; fewer for courses of more than 80 activities, so that memory stays bounded.
    #[must_use]
    pub fn states(mut self, states: usize) -> Self {
        self.states = states;
        self
    }

    /// At most so much work: each request that is tried costs as much as the course has activities. Default 20 million, some
    /// seconds.
    #[must_use]
    pub fn work(mut self, work: u64) -> Self {
        self.work = work;
        self
    }

    fn states_of(&self, activities: usize) -> usize {
        self.states.min(Self::KEPT / activities.max(1)).max(1)
    }
}

/// What can be wrong with a course as learners meet it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FindingKind {
    /// The course is never completed.
    NeverCompleted,
    /// A cluster that is not completed when all in it is.
    NeverRolledUp,
    /// From here on, nothing completes the course.
    DeadEnd,
    /// The attempts on an activity are used up, and without it the course is not completed or not satisfied any more.
    LockedOut,
    /// An activity that no learner gets to.
    Unreachable,
    /// The course is never satisfied.
    NeverSatisfied,
    /// From here on, nothing satisfies the course.
    SuccessLost,
    /// A rule that never acts.
    NeverActs,
    /// A precondition that holds in every state.
    AlwaysActs,
}

/// Something that is wrong, and how learners get to it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The activity that it is about.
    pub activity: String,
    /// The shortest sequence of actions that shows it. For what never happens: the shortest to where most was reached.
    pub story: Story,
    message: String,
}

impl Finding {
    /// Whether learners can get stuck, or miss something. Other findings are about rules without effect.
    #[must_use]
    pub fn is_serious(&self) -> bool {
        !matches!(self.kind, FindingKind::NeverActs | FindingKind::AlwaysActs)
    }

    /// The finding as all others of this crate are told.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let rule = match self.kind {
            FindingKind::Unreachable => &rules::UNREACHABLE,
            FindingKind::NeverCompleted => &rules::NEVER_COMPLETED,
            FindingKind::NeverSatisfied => &rules::NEVER_SATISFIED,
            FindingKind::NeverRolledUp => &rules::NEVER_ROLLED_UP,
            FindingKind::DeadEnd => &rules::DEAD_END,
            FindingKind::LockedOut => &rules::LOCKED_OUT,
            FindingKind::SuccessLost => &rules::SUCCESS_LOST,
            FindingKind::NeverActs => &rules::NEVER_ACTS,
            FindingKind::AlwaysActs => &rules::ALWAYS_ACTS,
        };
        Diagnostic::new(rule, self.to_string()).subject(format!("activity `{}`", self.activity))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if self.is_serious() && !self.story.actions().is_empty() {
            write!(f, ": {}", self.story)?;
        }
        Ok(())
    }
}

/// What an exploration found.
#[derive(Debug, Clone, PartialEq)]
pub struct Exploration {
    findings: Vec<Finding>,
    unexplored: Vec<String>,
    states: usize,
    completion: Option<Story>,
    success: Option<Story>,
    reached: Vec<(String, Option<Story>)>,
}

impl Exploration {
    /// What is wrong, the gravest first.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether no learner gets stuck, as far as was [explored](Self::is_complete).
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.findings.iter().any(Finding::is_serious)
    }

    /// Whether every state was seen that learners can reach, and all that was found is told. What never happens is found only then.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unexplored.is_empty()
    }

    /// What was not explored, in words.
    #[must_use]
    pub fn unexplored(&self) -> &[String] {
        &self.unexplored
    }

    /// How many states were seen; those that are alike count once.
    #[must_use]
    pub fn states(&self) -> usize {
        self.states
    }

    /// The shortest way to completion, if one was found.
    #[must_use]
    pub fn completion(&self) -> Option<&Story> {
        self.completion.as_ref()
    }

    /// The shortest way to success, if one was found.
    #[must_use]
    pub fn success(&self) -> Option<&Story> {
        self.success.as_ref()
    }

    /// Every activity that can be delivered, in the tree's order, with the shortest way to it. Of activities that differ in
    /// their names alone, one way stands for all.
    pub fn reached(&self) -> impl Iterator<Item = (&str, Option<&Story>)> {
        self.reached.iter().map(|(id, story)| (id.as_str(), story.as_ref()))
    }

    /// The findings as all others of this crate are told, with one that says what was not explored.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        report.extend(self.findings.iter().map(Finding::diagnostic));
        if !self.is_complete() {
            report.push(Diagnostic::new(&rules::NOT_EXPLORED, self.unexplored.join("; ")));
        }
        report
    }
}

impl ActivityTree {
    /// Walks through every state that learners can reach, with whatever the contents may report, to find where they get stuck.
    ///
    /// Learners use every navigation request that is valid; contents end passed, failed, completed, incomplete or without a
    /// word, with the scores that some rule or rollup tells apart. States that differ in nothing that matters are one. What
    /// was completed or passed once counts as reached, whatever a later attempt makes of it.
    ///
    /// ```
    /// use coursewright::Edition;
    /// use coursewright::sequencing::{
    ///     Activity, ActivityTree, ConditionKind, ControlMode, ExplorationLimits, FindingKind, PreAction, Rule, RuleCondition,
    ///     Sequencing,
    /// };
    ///
    /// let mut root = Sequencing::default();
    /// root.control_mode.flow = true;
    /// let mut closed = Sequencing::default();
    /// let never = RuleCondition::from(ConditionKind::Attempted).negated();
    /// closed.rules.pre.push(Rule::all([never], PreAction::Disabled));
    ///
    /// let mut tree = ActivityTree::new(Activity::with("course", root));
    /// tree.add("course", Activity::new("lesson"))?;
    /// tree.add("course", Activity::with("test", closed))?;
    ///
    /// let exploration = tree.explore(Edition::Fourth, &ExplorationLimits::default());
    /// let finding = &exploration.findings()[0];
    /// assert_eq!((finding.kind, finding.activity.as_str()), (FindingKind::NeverCompleted, "course"));
    /// # Ok::<(), coursewright::sequencing::TreeError>(())
    /// ```
    #[must_use]
    pub fn explore(&self, edition: Edition, limits: &ExplorationLimits) -> Exploration {
        let outcomes = outcomes::outcomes(self);
        let contents =
            Contents { outcomes: outcomes.of, thinned: outcomes.thinned, are_taken_to_the_end: false };
        self.explore_contents(edition, limits, &contents)
    }

    /// The same with contents of which more is known.
    pub(crate) fn explore_contents(
        &self,
        edition: Edition,
        limits: &ExplorationLimits,
        contents: &Contents,
    ) -> Exploration {
        let mut walk = walk::Walk::new(self, edition, contents, *limits);
        walk.run();
        findings::conclude(walk)
    }
}

/// What is known of the contents of a course.
pub(crate) struct Contents {
    /// What the content of each activity may report, place by place.
    pub(crate) outcomes: Vec<Vec<RunTimeData>>,
    /// What else it may report that is not tried, place by place.
    pub(crate) thinned: Vec<Thinned>,
    /// Learners stay in the course until the end, leave no content before it has reported, and take nothing again that is
    /// completed.
    pub(crate) are_taken_to_the_end: bool,
}
