//! What can be wrong with blocks that keep something for the learner.

use super::{Locus, Validation};
use crate::model::{Block, Checklist, Continue, Discussion, Draw, LiveSession, Reflection, SignOff, rules};

impl<'a> Validation<'a> {
    /// The identifier of a block that has one.
    pub(super) fn activity(&mut self, locus: Locus, subject: &str, block: &'a Block) {
        let id = match block {
            Block::LiveSession(session) => Some(&session.id),
            Block::Discussion(discussion) => Some(&discussion.id),
            Block::Draw(draw) => Some(&draw.id),
            other => other.activity().map(|activity| activity.id),
        };
        if let Some(id) = id {
            self.kept(locus, subject, id);
        }
    }

    pub(super) fn checklist(&mut self, locus: Locus, subject: &str, list: &Checklist) {
        if list.items.is_empty() || list.items.iter().any(|item| item.trim().is_empty()) {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "the checklist has no items, or an empty one");
        }
        self.at_most_36(locus, subject, list.items.len(), "items");
    }

    pub(super) fn gate(&mut self, _locus: Locus, _subject: &str, _gate: &Continue) {}

    pub(super) fn reflection(&mut self, locus: Locus, subject: &str, reflection: &Reflection) {
        self.filled(locus, subject, &reflection.prompt);
    }

    pub(super) fn sign_off(&mut self, locus: Locus, subject: &str, sign_off: &SignOff) {
        self.filled(locus, subject, &sign_off.task);
    }

    pub(super) fn live_session(&mut self, locus: Locus, subject: &str, session: &LiveSession) {
        self.named(locus, subject, &session.title);
    }

    pub(super) fn discussion(&mut self, locus: Locus, subject: &str, discussion: &Discussion) {
        self.named(locus, subject, &discussion.title);
        self.filled(locus, subject, &discussion.prompt);
    }

    pub(super) fn draw(&mut self, _locus: Locus, _subject: &str, _draw: &Draw) {}
}
