//! What can be wrong with a path that is made plain.

use crate::diagnostic::rules;

rules! {
    TANGLED = "CW740" Error "the requirements of a path lead to each other in too many ways"
        "When a step opens follows from all steps that can be superfluous before it, and what makes those superfluous from others again. Here that leads through more steps than are looked at, so the step would open earlier than the path says.\n\nLet fewer steps become superfluous because others are done or superfluous (`skip-if`), or ask for passed steps instead.";
}
