//! What can be wrong with questions in which something is arranged.

use super::{Locus, Validation};
use crate::model::Question;

impl Validation<'_> {
    /// Matching, ordering, sorting, drag-and-drop and hotspot; all other kinds have nothing to find here.
    pub(super) fn arranged(&mut self, _locus: Locus, _subject: &str, _question: &Question) {}
}
