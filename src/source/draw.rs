//! Draws of questions from a bank.

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;
use super::rules;
use crate::model::{Block, Draw};

const EXAMPLE: &str = "::: draw final-trust bank=trust count=3";

pub(super) fn read(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
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
        reader.problem(&rules::BLOCK_CONTENT, fence.at, "the block `draw` takes no content", help);
    }
    if let (Some(id), Some(bank), Some(count)) = (id, bank, count) {
        reader.push(Block::Draw(Draw { id: id.into(), bank: bank.into(), count }), fence.at);
    }
}
