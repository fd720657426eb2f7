//! Panels and columns.

use std::ops::Range;

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::{Fence, Segment, segments};
use super::file_report::FileReport;
use super::rules;
use crate::model::{Block, Id, Panel, PanelKind, Panels};

pub(super) fn read(
    reader: &mut BlockReader<'_>,
    kind: PanelKind,
    mut attributes: Attributes<'_>,
    fence: &Fence,
) {
    let id = attributes.take_id(&[]).map(Id::from);
    attributes.finish(&[], reader.report);
    let (before, parts) = reader.parts(fence.body.clone());
    let name = kind.name();
    if parts.is_empty() {
        let help = "begin each part with a heading: `## Open communication`";
        reader.problem(&rules::BLOCK_CONTENT, fence.at, format!("the block `{name}` has no parts"), help);
        return;
    }
    nothing_before(reader, before, name);
    let mut panels = Vec::with_capacity(parts.len());
    for part in parts {
        panels.push(Panel { title: part.title, blocks: reader.content(part.body) });
    }
    reader.push(Block::Panels(Panels { id, kind, panels }), fence.at);
}

/// What stands before the first heading belongs to no part.
pub(super) fn nothing_before(reader: &mut BlockReader<'_>, before: Range<usize>, name: &str) {
    let text = reader.source.slice(before.clone());
    if !text.trim().is_empty() {
        let at = before.start + text.len() - text.trim_start().len();
        let message = format!("something stands before the first part of the block `{name}`");
        let help = "put it before the block, or give it a heading of its own";
        reader.problem(&rules::BLOCK_CONTENT, at, message, help);
    }
}

pub(super) fn columns(reader: &mut BlockReader<'_>, attributes: Attributes<'_>, fence: &Fence) {
    attributes.finish(&[], reader.report);
    let ranges = divided(reader, fence.body.clone());
    let columns = ranges.into_iter().map(|range| reader.content(range)).collect();
    reader.push(Block::Columns { columns }, fence.at);
}

/// A range divided at lines that hold nothing but `---`. Markdown would take such a line below a text for a heading,
/// so it is looked for before Markdown is read.
fn divided(reader: &BlockReader<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    // What is wrong with nested blocks is told when the columns are read.
    let mut unheard = FileReport::default();
    let mut ranges = Vec::new();
    let mut from = range.start;
    for segment in segments(reader.source, range.clone(), &mut unheard) {
        let Segment::Markdown(markdown) = segment else { continue };
        let mut in_code = false;
        for (line, text) in reader.source.lines_in(markdown) {
            in_code ^= text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~");
            if text.trim_end() == "---" && !in_code {
                ranges.push(from..line.start);
                from = line.end;
            }
        }
    }
    ranges.push(from..range.end);
    ranges
}

#[cfg(test)]
mod tests {
    use super::super::blocks::read_blocks;
    use super::super::text::SourceText;
    use super::*;

    fn read(text: &str) -> (Vec<Block>, String) {
        let source = SourceText::new("a.md", text);
        let mut report = FileReport::default();
        let blocks = read_blocks(&source, 0..source.text().len(), &mut report).blocks;
        (blocks.into_iter().map(|placed| placed.block).collect(), report.into_report().to_string())
    }

    #[test]
    fn headings_begin_the_parts() {
        let (blocks, findings) = read(
            ":::: tabs keys\n## One *key*\n\nText\n\n### Inside\n\n::: note\n## no part\n:::\n\n## Two\n- a\n- b\n::::\n",
        );
        assert_eq!(findings, "");
        let [Block::Panels(panels)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((panels.kind, panels.id.clone()), (PanelKind::Tabs, Some("keys".into())));
        assert_eq!(
            panels.panels.iter().map(|panel| panel.title.as_str()).collect::<Vec<_>>(),
            ["One *key*", "Two"]
        );
        assert_eq!(panels.panels[0].blocks.len(), 3);
        assert!(matches!(&panels.panels[1].blocks[0], Block::List { items, .. } if items.len() == 2));
    }

    #[test]
    fn columns_are_divided_by_lines() {
        let (blocks, findings) = read("::: columns\nLeft\n---\nMiddle\n\n```\n---\n```\n---\nRight\n:::\n");
        assert_eq!(findings, "");
        let [Block::Columns { columns }] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(columns.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 1]);
    }

    #[test]
    fn what_does_not_belong_into_a_part_is_told() {
        let (blocks, findings) = read(
            ":::: accordion\nBefore.\n\n## One\n\n::: choice q\n?\n\n- [x] a\n- [ ] b\n:::\n::::\n\n::: cards\nNo part.\n:::\n",
        );
        insta::assert_snapshot!(findings, @r"
        error[CW220] a.md:2:1: something stands before the first part of the block `accordion`
            Before.
            help: put it before the block, or give it a heading of its own
        error[CW220] a.md:6:1: this block cannot stand inside of another one
            ::: choice q
            help: put it after the block; inside stand texts, pictures, lists, tables, code and the like
        error[CW220] a.md:14:1: the block `cards` has no parts
            ::: cards
            help: begin each part with a heading: `## Open communication`
        ");
        assert_eq!(blocks.len(), 1);
    }

    /// Blocks in blocks in blocks end early: the stack is not the learner's to fill.
    #[test]
    fn nesting_has_an_end() {
        let mut text = String::new();
        for colons in (3..600).rev() {
            text.push_str(&format!("{} accordion\n## One\n", ":".repeat(colons)));
        }
        let (_, findings) = read(&text);
        assert!(!findings.is_empty());
    }
}
