//! Pictures that do more, charts, embedded content and lists of downloads.

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;

pub(super) fn labelled_image(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn gallery(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn before_after(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn chart(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn embed(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}

pub(super) fn downloads(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}
