//! What can be wrong with a branching scenario.

use super::{Locus, Validation};
use crate::model::{Scenario, rules};

impl Validation<'_> {
    pub(super) fn scenario(&mut self, locus: Locus, subject: &str, scenario: &Scenario) {
        if scenario.scenes.is_empty() {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "the scenario has no scenes");
        }
    }
}
