//! Blocks that keep something for the learner.

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;

pub(super) fn checklist(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn gate(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn reflection(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn sign_off(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn live_session(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn discussion(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn draw(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}
