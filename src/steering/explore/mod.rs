//! Exploration of paths: the proof that nobody gets stuck, or the shortest story of how somebody does.

mod blame;
mod conclude;
mod coverage;
mod draws;
mod ground;
mod play;
mod polite;
mod reasons;
pub(crate) mod rules;
mod story;
#[cfg(test)]
mod tests;
mod willing;
mod work;

use std::collections::BTreeMap;
use std::fmt;

pub use coverage::PlaceCoverage;
pub(super) use story::are_drawn;
pub use story::{Action, StepResult, Story};

use super::route::Route;
use crate::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::model::path::LearningPath;
use crate::model::{Id, Locus};

/// What can be wrong with a path as learners meet it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FindingKind {
    /// The path is never completed.
    NeverCompleted,
    /// From here on, nothing completes the path.
    DeadEnd,
    /// All attempts at a step are used up, and without it the path is not completed or not passed any more.
    LockedOut,
    /// A step that no learner gets to.
    NeverReached,
    /// The path is not completed or not passed without a step that is optional.
    NeedsOptional,
    /// The path is not completed or not passed without a step that is superfluous.
    NeedsSuperfluous,
    /// The path is never passed.
    NeverPassed,
    /// From here on, nothing passes the path.
    SuccessLost,
    /// A step that would be superfluous if something happened that never does.
    NeverSkipped,
    /// A step that is superfluous from the beginning on.
    AlwaysSkipped,
}

impl FindingKind {
    fn rule(self) -> &'static crate::Rule {
        match self {
            Self::NeverCompleted => &rules::NEVER_COMPLETED,
            Self::DeadEnd => &rules::DEAD_END,
            Self::LockedOut => &rules::LOCKED_OUT,
            Self::NeverReached => &rules::NEVER_REACHED,
            Self::NeedsOptional => &rules::NEEDS_OPTIONAL,
            Self::NeedsSuperfluous => &rules::NEEDS_SUPERFLUOUS,
            Self::NeverPassed => &rules::NEVER_PASSED,
            Self::SuccessLost => &rules::SUCCESS_LOST,
            Self::NeverSkipped => &rules::NEVER_SKIPPED,
            Self::AlwaysSkipped => &rules::ALWAYS_SKIPPED,
        }
    }

    /// What the author wrote that it is about: of a step, or of the whole path.
    fn locus(self, step: Option<usize>) -> Locus {
        let Some(step) = step else { return Locus::Course };
        let field = match self {
            Self::LockedOut => "attempts",
            Self::NeverReached => "after",
            Self::NeedsOptional => "optional",
            Self::NeedsSuperfluous | Self::NeverSkipped | Self::AlwaysSkipped => "skip-if",
            Self::NeverCompleted | Self::DeadEnd | Self::NeverPassed | Self::SuccessLost => {
                return Locus::Step(step);
            }
        };
        Locus::StepField { step, field }
    }
}

/// Something that is wrong with a path, and how learners get to it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The place in the route that it is about.
    pub place: usize,
    /// The author's step there.
    pub step: Id,
    /// The fewest actions that show it: none of them can be left out.
    pub story: Story,
    message: String,
    /// Where the author wrote what it is about.
    at: Option<Place>,
}

impl Finding {
    /// Whether learners can get stuck, or miss something. Other findings are about requirements without effect.
    #[must_use]
    pub fn is_serious(&self) -> bool {
        self.kind.rule().severity > Severity::Info
    }

    /// The finding as all others of this crate are told.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let subject = match self.place {
            0 => String::new(),
            _ => format!("step `{}`", self.step),
        };
        let diagnostic = Diagnostic::new(self.kind.rule(), self.to_string()).subject(subject);
        Diagnostic { place: self.at.clone(), ..diagnostic }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.story.actions().is_empty() {
            write!(f, " after: {}", self.story)?;
        }
        Ok(())
    }
}

/// What the exploration of a path found.
#[derive(Debug, Clone, PartialEq)]
pub struct Exploration {
    findings: Vec<Finding>,
    unexplored: Vec<String>,
    learners: usize,
    coverage: Vec<PlaceCoverage>,
    /// Where the author wrote the path.
    at: Option<Place>,
}

impl Exploration {
    /// What is wrong, the gravest first.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether nobody gets stuck, as far as was [explored](Self::is_complete): every step can be reached, there is no dead
    /// end, and completion and success can always be attained.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.findings.iter().any(Finding::is_serious)
    }

    /// Whether every way through the path was explored.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unexplored.is_empty()
    }

    /// What was not explored, in words.
    #[must_use]
    pub fn unexplored(&self) -> &[String] {
        &self.unexplored
    }

    /// How many learners walked the path for this, each in a way of their own. Each stands for all who know less, or have more
    /// attempts left.
    #[must_use]
    pub fn learners(&self) -> usize {
        self.learners
    }

    /// What happened at each place of the route, to any of the learners.
    #[must_use]
    pub fn coverage(&self) -> &[PlaceCoverage] {
        &self.coverage
    }

    /// The findings as all others of this crate are told, with one that says what was not explored.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        report.extend(self.findings.iter().map(Finding::diagnostic));
        if !self.is_complete() {
            let diagnostic = Diagnostic::new(&rules::NOT_EXPLORED, self.unexplored.join("; "));
            report.push(Diagnostic { place: self.at.clone(), ..diagnostic });
        }
        report
    }

    /// The exploration, if nobody gets stuck.
    ///
    /// # Errors
    /// The [`report`](Self::report), when somebody does.
    pub fn sound(self) -> Result<Self, Report> {
        match self.is_sound() {
            true => Ok(self),
            false => Err(self.report()),
        }
    }

    /// For tests and build scripts, which should stop here: nobody gets stuck. Programs ask [`sound`](Self::sound).
    ///
    /// # Panics
    /// With the [`report`](Self::report), when somebody does.
    #[track_caller]
    pub fn expect_sound(&self) {
        assert!(self.is_sound(), "learners get stuck on this path:\n{}", self.report());
    }
}

impl LearningPath {
    /// Proves that nobody gets stuck on the path, or tells how somebody does.
    ///
    /// A path of 200 steps has more states than anybody can walk through. But what was reached is never taken away, so who has
    /// reached more can do whatever others can: learners who make the worst of every step stand for all others, whether they
    /// come to the end or get stuck. Besides those who take whatever is open there are learners who do as they are told, and
    /// take nothing that is optional or superfluous; they have to get to the end as well.
    ///
    /// Attempts are taken to their end, and what is done is not taken again.
    ///
    /// ```
    /// use coursewright::model::path::LearningPath;
    /// use coursewright::steering::FindingKind;
    ///
    /// let path: LearningPath = serde_json::from_str(r#"{
    ///     "id": "safety", "title": "Safety", "language": "en",
    ///     "steps": { "steps": [
    ///         { "id": "read", "content": { "type": "link", "url": "https://example.org/read" } },
    ///         { "id": "test", "content": { "type": "test", "draws": [] }, "pass-mark": 80, "attempts": 2 }
    ///     ] }
    /// }"#)?;
    /// let exploration = path.explore();
    /// let finding = &exploration.findings()[0];
    /// assert_eq!(finding.kind, FindingKind::LockedOut);
    /// assert_eq!(finding.story.to_string(), "`read` is finished; `test` is failed 2 times");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn explore(&self) -> Exploration {
        let mut exploration = self.route().explore();
        let steps = self.all_steps();
        let numbers: BTreeMap<_, _> =
            (0..steps.len()).rev().map(|number| (&steps[number].id, number)).collect();
        for finding in &mut exploration.findings {
            let step = numbers.get(&finding.step).filter(|_| finding.place > 0);
            finding.at = self.origin.place(finding.kind.locus(step.copied())).cloned();
        }
        exploration.at = self.origin.place(Locus::Course).cloned();
        exploration
    }
}

impl Route {
    /// Proves that nobody gets stuck on the route, or tells how somebody does; see [`LearningPath::explore`].
    #[must_use]
    pub fn explore(&self) -> Exploration {
        conclude::explore(self, work::MOST)
    }
}
