//! Blocks that keep something for the learner.

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;
use super::rules;
use crate::model::{Block, Draw};

pub(super) fn checklist(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn gate(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn reflection(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn sign_off(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn live_session(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn discussion(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn draw(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    const EXAMPLE: &str = "::: draw final-trust bank=trust count=3";
    let id = attributes.take_id(&[]);
    if id.is_none() {
        attributes.missing("the block `draw` has no identifier".to_owned(), EXAMPLE, reader.report);
    }
    let bank = attributes.require("bank", EXAMPLE, reader.report);
    let has_count = attributes.has("count");
    let count = attributes.take_number("count", "a whole number from 1 to 65535", reader.report);
    if !has_count {
        attributes.missing("the block `draw` has no `count`".to_owned(), EXAMPLE, reader.report);
    }
    attributes.finish(&["bank", "count"], reader.report);
    if !reader.source.slice(fence.body.clone()).trim().is_empty() {
        let help = "put the questions into the bank, and what introduces them before the block";
        reader.problem(&rules::BLOCK_CONTENT, fence.body.start, "the block `draw` has content", help);
    }
    if let (Some(id), Some(bank), Some(count)) = (id, bank, count) {
        reader.push(Block::Draw(Draw { id: id.into(), bank: bank.into(), count }), fence.at);
    }
}
