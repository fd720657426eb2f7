//! What a learning path opens, for one learner, at any moment.
//!
//! A [`Route`] is a path made plain: remediation is unrolled into tries, orders and choices have become expressions, and all that
//! decides are [`Fact`]s about what a learner reached. Facts only ever come; none goes away. [`Learner`] is one learner on a route:
//! what is open now, what comes next, how the whole stands. The script of the path's own player follows the same route by the
//! same rules, and so does what SCORM 2004 is told ([`Route::activity_tree`]). SCORM 1.2 and AICC know prerequisites
//! ([`Route::prerequisites`]).

mod activities;
mod compile;
mod drawing;
mod explore;
mod expression;
mod learner;
mod outline;
mod prerequisites;
mod route;
#[cfg(test)]
mod tests;
mod words;

pub use activities::{Enough, Unsayable};
pub(crate) use compile::rules as route_rules;
pub(crate) use explore::rules;
pub use explore::{Action, Exploration, Finding, FindingKind, PlaceCoverage, StepResult, Story};
pub use learner::{Closed, Learner, LearnerState, Outcome, Record, StateMismatch, Status};
pub use prerequisites::Inexpressible;
pub use route::{Expression, Fact, FactKind, Leaf, Place, PlaceKind, Route};
