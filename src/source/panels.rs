//! Panels and columns.

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;
use crate::model::PanelKind;

pub(super) fn read(
    _reader: &mut BlockReader<'_>,
    _kind: PanelKind,
    _attributes: Attributes<'_>,
    _fence: &Fence,
) {
}

pub(super) fn columns(_reader: &mut BlockReader<'_>, _attributes: Attributes<'_>, _fence: &Fence) {}
