//! What can be wrong with panels and columns.

use super::{Locus, Validation};
use crate::model::{Block, PanelKind, Panels, rules};

impl Validation<'_> {
    pub(super) fn panels(&mut self, locus: Locus, subject: &str, panels: &Panels) {
        if panels.panels.is_empty() {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "the block has no parts");
        }
        for panel in &panels.panels {
            self.named(locus, subject, &panel.title);
            if panel.blocks.is_empty() {
                let message = format!("the part “{}” is empty", panel.title);
                self.add(locus, subject, &rules::EMPTY_BLOCK, message);
            }
        }
        if let (Some(id), PanelKind::Cards | PanelKind::Timeline) = (&panels.id, panels.kind) {
            let message = format!("the identifier `{id}` keeps nothing: all {} are open", panels.kind.name());
            self.add(locus, subject, &rules::IDLE_ID, message);
        }
        self.at_most_36(locus, subject, panels.panels.len(), "parts");
    }

    pub(super) fn columns(&mut self, locus: Locus, subject: &str, columns: &[Vec<Block>]) {
        if !(2..=4).contains(&columns.len()) {
            let message = format!("the number of columns is {}", columns.len());
            let help = "two to four fit side by side; a line `---` divides them".to_owned();
            self.add(locus, subject, &rules::PART_COUNT, message).help = Some(help);
        }
        if columns.iter().any(Vec::is_empty) {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "a column is empty");
        }
    }

    /// What is chosen from or kept is called by one letter or digit each.
    pub(super) fn at_most_36(&mut self, locus: Locus, subject: &str, count: usize, what: &str) {
        if count > 36 {
            let message = format!("there are {count} {what}, at most 36 can be told apart");
            self.add(locus, subject, &rules::PART_COUNT, message);
        }
    }
}
