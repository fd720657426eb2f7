//! Branching scenarios.

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;

pub(super) fn read(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}
