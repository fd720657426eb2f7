//! Why a request is refused, under the standard's own codes.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! exceptions {
    ($($name:ident = $code:literal: $text:literal,)*) => {
        /// Why a request is refused: an exception of the standard's sequencing pseudo code. [`code`](Self::code) is the
        /// standard's own name of it, such as `SB.2.9-3`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the texts are documentation enough")]
        pub enum Exception {
            $(#[doc = concat!("`", $code, "`: ", $text)] #[serde(rename = $code)] $name,)*
        }

        impl Exception {
            /// All there are.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The standard's code.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// What it means.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

exceptions! {
    NavigationSessionBegun = "NB.2.1-1": "the session has begun already",
    NavigationNoSession = "NB.2.1-2": "no session has begun",
    NavigationNothingSuspended = "NB.2.1-3": "nothing was suspended",
    NavigationNoFlow = "NB.2.1-4": "there is no flow where the learner is",
    NavigationNoWayBack = "NB.2.1-5": "there is no flow, or no way back, where the learner is",
    NavigationBeforeRoot = "NB.2.1-6": "nothing comes before the root",
    NavigationChoiceExit = "NB.2.1-8": "an active activity does not let learners leave it by choice",
    NavigationNothingBetween = "NB.2.1-9": "there is no activity between the current one and the chosen one",
    NavigationNoChoice = "NB.2.1-10": "there is no choice where the chosen activity is",
    NavigationNoTarget = "NB.2.1-11": "there is no such activity",
    NavigationEndedAlready = "NB.2.1-12": "the current activity has ended already",
    TerminationNoSession = "TB.2.3-1": "no session has begun",
    TerminationEndedAlready = "TB.2.3-2": "the current activity has ended already",
    TerminationInactiveRoot = "TB.2.3-3": "an inactive root cannot be suspended",
    TerminationNoParent = "TB.2.3-4": "nothing is around the root",
    TraversalNoChildren = "SB.2.1-2": "none of the activities inside is available",
    TraversalBeforeRoot = "SB.2.1-3": "nothing comes before the root",
    TraversalForwardOnly = "SB.2.1-4": "there is no way back here",
    FlowNotAllowed = "SB.2.2-1": "there is no flow here",
    FlowUnavailable = "SB.2.2-2": "the next activity is disabled, or has no attempts left",
    ChoiceForwardBlocked = "SB.2.4-1": "a rule stops the way forward",
    ChoiceForwardOnly = "SB.2.4-2": "there is no way back here",
    ChoiceBeforeRoot = "SB.2.4-3": "nothing comes before the root",
    StartSessionBegun = "SB.2.5-1": "the session has begun already",
    ResumeSessionBegun = "SB.2.6-1": "the session has begun already",
    ResumeNothingSuspended = "SB.2.6-2": "nothing was suspended",
    ContinueNoSession = "SB.2.7-1": "no session has begun",
    ContinueNoFlow = "SB.2.7-2": "there is no flow where the learner is",
    PreviousNoSession = "SB.2.8-1": "no session has begun",
    PreviousNoFlow = "SB.2.8-2": "there is no flow where the learner is",
    ChoiceNoTarget = "SB.2.9-1": "nothing was chosen",
    ChoiceUnavailable = "SB.2.9-2": "the chosen activity, or one around it, is not among those selected",
    ChoiceHidden = "SB.2.9-3": "the chosen activity, or one around it, is hidden from choice",
    ChoiceNotAllowed = "SB.2.9-4": "there is no choice where the chosen activity is",
    ChoiceNothingToConsider = "SB.2.9-5": "there is nothing on the way to the chosen activity",
    ChoicePreventsActivation = "SB.2.9-6": "what is inside an activity cannot be chosen before it is active",
    ChoiceExitNotAllowed = "SB.2.9-7": "an activity does not let learners leave it by choice",
    ChoiceConstrained = "SB.2.9-8": "only what is next can be chosen from here",
    ChoiceNothingDeliverable = "SB.2.9-9": "nothing in the chosen activity can be delivered",
    RetryNoSession = "SB.2.10-1": "no session has begun",
    RetryStillActive = "SB.2.10-2": "the current activity is active or suspended",
    RetryNothingDeliverable = "SB.2.10-3": "nothing in the activity can be delivered",
    ExitNoSession = "SB.2.11-1": "no session has begun",
    ExitStillActive = "SB.2.11-2": "the current activity has not ended",
    JumpNoSession = "SB.2.13-1": "no session has begun",
    DeliveryNotALeaf = "DB.1.1-1": "only an activity with nothing inside can be delivered",
    DeliveryUnavailable = "DB.1.1-3": "the activity, or one around it, is disabled or has no attempts left",
    DeliveryStillActive = "DB.2-1": "the current activity is still active",
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.meaning())
    }
}

impl std::error::Error for Exception {}
