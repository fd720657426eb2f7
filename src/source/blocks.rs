//! A lesson's Markdown into blocks, each with its place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::attributes::Attributes;
use super::fences::{Fence, Segment, segments};
use super::file_report::FileReport;
use super::pieces::{Definitions, Piece, PieceKind, Pieces, Problem, Row};
use super::suggest::did_you_mean;
use super::text::SourceText;
use super::{activities, draw, html, panels, pictures, question, rules, scenario};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::model::{Block, CalloutKind, Captions, ColumnAlign, Footnote, PanelKind, QuestionKind};

/// A block and where it stands.
#[cfg_attr(not(feature = "source"), expect(dead_code, reason = "courses written in Rust have no places"))]
pub(super) struct PlacedBlock {
    pub(super) block: Block,
    pub(super) place: Place,
    /// Where the answers stand, when it is a question.
    pub(super) answers: Vec<Place>,
}

/// What a lesson's text holds.
#[derive(Default)]
pub(super) struct Content {
    pub(super) blocks: Vec<PlacedBlock>,
    pub(super) footnotes: Vec<(Footnote, Place)>,
}

/// The blocks of a range of the text, and its footnotes. What cannot be understood is reported and left out.
pub(super) fn read_blocks(source: &SourceText, range: Range<usize>, report: &mut FileReport) -> Content {
    let source = &*without_control_characters(source, range.clone(), report);
    let segments = segments(source, range, report);
    let mut definitions = Definitions::default();
    for segment in &segments {
        let (Segment::Markdown(range) | Segment::Fence(Fence { body: range, .. })) = segment;
        definitions.collect(source.slice(range.clone()));
    }
    let mut reader =
        BlockReader { source, definitions, report, blocks: Vec::new(), footnotes: BTreeMap::new(), depth: 0 };
    reader.segments(segments);
    let footnotes = reader.footnotes.into_iter().map(|(at, footnote)| (footnote, source.place(at)));
    Content { footnotes: footnotes.collect(), blocks: reader.blocks }
}

/// Reports control characters. What is read on has none any more, at the same places: one finding for each is enough.
fn without_control_characters<'a>(
    source: &'a SourceText,
    range: Range<usize>,
    report: &mut FileReport,
) -> Cow<'a, SourceText> {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let mut found = false;
    for (line, text) in source.lines_in(range) {
        if let Some((at, c)) = text.char_indices().find(|(_, c)| is_control(*c)) {
            let message = format!("the text has the control character U+{:04X}", u32::from(c));
            let finding = Diagnostic::new(&rules::CONTROL_CHARACTER, message);
            let finding = finding.place(source.place(line.start + at));
            report.push(finding.help("delete it; most editors can show it"));
            found = true;
        }
    }
    if !found {
        return Cow::Borrowed(source);
    }
    Cow::Owned(source.with_characters(|c| match c {
        c if !is_control(c) => c,
        '\0'..='\u{7f}' => ' ',
        _ => '\u{a0}', // as many bytes
    }))
}

pub(super) struct BlockReader<'a> {
    pub(super) source: &'a SourceText,
    pub(super) definitions: Definitions,
    pub(super) report: &'a mut FileReport,
    blocks: Vec<PlacedBlock>,
    /// By where they stand: what is inside a fence may be read more than once.
    footnotes: BTreeMap<usize, Footnote>,
    /// Blocks around what is being read.
    depth: usize,
}

const IN_MARKDOWN: &str =
    "write a picture that says something as Markdown: `![what it says](media/wave.svg)`";

/// Blocks inside of blocks: content holds no others, so one level is all there can be.
const MOST_LEVELS: usize = 1;

/// A part of a block, which begins with a heading.
pub(super) struct Part {
    /// Markdown.
    pub(super) title: String,
    /// Where the heading begins.
    pub(super) at: usize,
    pub(super) body: Range<usize>,
}

/// The longest opening line of a block, in bytes.
const MAX_HEADER: usize = 4096;

const CALLOUTS: &[&str] = &["title"];
const IMAGE: &[&str] = &["src", "decorative"];
const TABLE: &[&str] = &["caption"];
const AUDIO: &[&str] = &["src", "captions", "title"];
const VIDEO: &[&str] = &["src", "poster", "captions", "title"];
const DOWNLOAD: &[&str] = &["src", "label"];
const NAMES: &[&str] = &[
    "note",
    "tip",
    "warning",
    "example",
    "image",
    "table",
    "audio",
    "video",
    "download",
    "choice",
    "multiple-response",
    "true-false",
    "fill-in",
    "numeric",
    "matching",
    "ordering",
    "sorting",
    "drag-and-drop",
    "hotspot",
    "likert",
    "long-answer",
    "performance",
    "accordion",
    "tabs",
    "process",
    "timeline",
    "cards",
    "flash-cards",
    "columns",
    "hotspots",
    "gallery",
    "before-after",
    "chart",
    "embed",
    "downloads",
    "checklist",
    "continue",
    "reflection",
    "sign-off",
    "live-session",
    "discussion",
    "scenario",
    "draw",
];

impl BlockReader<'_> {
    fn segments(&mut self, segments: Vec<Segment>) {
        let mut segments = segments.into_iter().peekable();
        while let Some(segment) = segments.next() {
            match segment {
                Segment::Markdown(range) => {
                    let before_fence = matches!(segments.peek(), Some(Segment::Fence(_)));
                    self.markdown(range, before_fence);
                }
                Segment::Fence(fence) => self.fence(&fence),
            }
        }
    }

    /// The content blocks of a range inside of a block. Whatever else stands there is reported and left out.
    pub(super) fn content(&mut self, range: Range<usize>) -> Vec<Block> {
        let segments = segments(self.source, range, self.report);
        let outer = std::mem::take(&mut self.blocks);
        self.depth += 1;
        if self.depth <= MOST_LEVELS {
            self.segments(segments);
        }
        self.depth -= 1;
        let inner = std::mem::replace(&mut self.blocks, outer);
        let (content, others): (Vec<_>, Vec<_>) = inner.into_iter().partition(|it| it.block.is_content());
        for other in others {
            let message = "this block cannot stand inside of another one";
            let help =
                "put it after the block; inside stand texts, pictures, lists, tables, code and the like";
            self.report.push(Diagnostic::new(&rules::BLOCK_CONTENT, message).place(other.place).help(help));
        }
        content.into_iter().map(|it| it.block).collect()
    }

    /// Reads parts that begin with headings of the level of the first one. What stands before the first is the first
    /// of the two; nested blocks are passed over.
    pub(super) fn parts(&mut self, range: Range<usize>) -> (Range<usize>, Vec<Part>) {
        // What is wrong with nested blocks is told when the parts are read.
        let mut unheard = FileReport::default();
        let mut headings: Vec<(Range<usize>, u8, String)> = Vec::new();
        for segment in segments(self.source, range.clone(), &mut unheard) {
            let Segment::Markdown(markdown) = segment else { continue };
            let pieces = Pieces::read(self.source.slice(markdown.clone()), &self.definitions);
            for piece in &pieces.list {
                if let PieceKind::Heading { level } = piece.kind {
                    let place = markdown.start + piece.range.start..markdown.start + piece.range.end;
                    headings.push((place, level, pieces.heading(piece.range.clone())));
                }
            }
        }
        let first = headings.first().map(|(_, level, _)| *level);
        headings.retain(|(_, level, _)| Some(*level) == first);
        let mut parts: Vec<Part> = Vec::with_capacity(headings.len());
        let before = range.start..headings.first().map_or(range.end, |(place, ..)| place.start);
        for (place, _, title) in headings {
            if let Some(last) = parts.last_mut() {
                last.body.end = place.start;
            }
            parts.push(Part { title, at: place.start, body: place.end..range.end });
        }
        (before, parts)
    }

    pub(super) fn push(&mut self, block: Block, at: usize) {
        let place = self.source.place(at);
        self.blocks.push(PlacedBlock { block, place, answers: Vec::new() });
    }

    pub(super) fn push_question(&mut self, block: Block, at: usize, answers: Vec<Place>) {
        let place = self.source.place(at);
        self.blocks.push(PlacedBlock { block, place, answers });
    }

    /// Reports something at a byte, with the way out.
    pub(super) fn problem(
        &mut self,
        rule: &'static Rule,
        at: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report.push(Diagnostic::new(rule, message).place(self.source.place(at)).help(help));
    }

    /// The pieces of a range; problems inside them are reported.
    fn pieces<'s>(source: &'s SourceText, range: Range<usize>, reader: &mut Self) -> Pieces<'s> {
        let pieces = Pieces::read(source.slice(range.clone()), &reader.definitions);
        for (at, problem) in &pieces.problems {
            reader.markdown_problem(range.start + at, *problem, false);
        }
        reader.keep_footnotes(&pieces, range.start);
        pieces
    }

    fn keep_footnotes(&mut self, pieces: &Pieces<'_>, base: usize) {
        for found in &pieces.footnotes {
            let footnote = Footnote { label: found.label.clone(), markdown: found.markdown.clone() };
            self.footnotes.insert(base + found.at, footnote);
        }
    }

    /// The pieces of a fenced block's body, which takes no pictures.
    pub(super) fn inner_pieces<'s>(
        source: &'s SourceText,
        body: Range<usize>,
        reader: &mut Self,
    ) -> Pieces<'s> {
        Self::fenced_pieces(source.slice(body.clone()), body.start, reader)
    }

    /// The pieces of a text that stands in a fenced block, from a byte of the source on.
    pub(super) fn fenced_pieces<'s>(text: &'s str, at: usize, reader: &mut Self) -> Pieces<'s> {
        let pieces = Pieces::read(text, &reader.definitions);
        for (offset, problem) in &pieces.problems {
            reader.markdown_problem(at + offset, *problem, true);
        }
        for piece in pieces.list.iter().filter(|piece| matches!(piece.kind, PieceKind::Image { .. })) {
            reader.markdown_problem(at + piece.range.start, Problem::InlineImage, true);
        }
        reader.keep_footnotes(&pieces, at);
        pieces
    }

    fn markdown_problem(&mut self, at: usize, problem: Problem, is_fenced: bool) {
        match problem {
            Problem::InlineImage if is_fenced => self.problem(
                &rules::INLINE_IMAGE,
                at,
                "a picture stands inside a fenced block",
                "put it before or after the block, in a paragraph of its own",
            ),
            Problem::InlineImage => self.problem(
                &rules::INLINE_IMAGE,
                at,
                "a picture stands in the middle of a text",
                "put it into a paragraph of its own, with an empty line before and after it",
            ),
            Problem::TooDeep => self.problem(
                &rules::TOO_LARGE,
                at,
                "lists or quotations stand in each other more than 32 levels deep",
                "begin anew on the left",
            ),
        }
    }

    fn markdown(&mut self, range: Range<usize>, before_fence: bool) {
        let (base, source) = (range.start, self.source);
        let pieces = Self::pieces(source, range, self);
        let joined = html::join(&pieces);
        for (at, name) in joined.open {
            let help = if before_fence {
                format!("close it with `</{name}>`, before the fenced block: none can stand inside of HTML")
            } else {
                format!("close it with `</{name}>`")
            };
            let message = format!("the tag `<{name}>` is not closed");
            self.problem(&rules::HTML_NOT_CLOSED, base + at, message, help);
        }
        let mut groups = joined.groups.into_iter().peekable();
        let mut previous: Option<Block> = None;
        let mut at = 0;
        let mut index = 0;
        while let Some(piece) = pieces.list.get(index) {
            let block = match groups.next_if(|group| *group.start() == index) {
                Some(group) => {
                    index = group.end() + 1;
                    Some(self.joined(&pieces, &pieces.list[group], base))
                }
                None => {
                    index += 1;
                    self.block(&pieces, piece, base)
                }
            };
            let Some(block) = block else { continue };
            match (&mut previous, block) {
                // Paragraphs that follow each other are one text, and lines of HTML one block.
                (Some(Block::Text { markdown: text }), Block::Text { markdown: more })
                | (Some(Block::Html { html: text }), Block::Html { html: more }) => {
                    text.push_str("\n\n");
                    text.push_str(&more);
                }
                (_, block) => {
                    if let Some(block) = previous.replace(block) {
                        self.push(block, at);
                    }
                    at = base + piece.range.start;
                }
            }
        }
        if let Some(block) = previous {
            self.push(block, at);
        }
    }

    /// HTML with Markdown inside.
    fn joined(&mut self, pieces: &Pieces<'_>, group: &[Piece], base: usize) -> Block {
        for piece in group {
            let at = base + piece.range.start;
            match piece.kind {
                PieceKind::Image { .. } => {
                    let help = "write it as HTML, `<img src=\"media/wave.svg\" alt=\"…\">`, or put it after the HTML";
                    self.problem(
                        &rules::INLINE_IMAGE,
                        at,
                        "a picture in Markdown stands inside of HTML",
                        help,
                    );
                }
                PieceKind::Heading { level: 1 } => self.title_heading(at),
                _ => {}
            }
        }
        let range = group.first().map_or(0, |piece| piece.range.start)
            ..group.last().map_or(0, |piece| piece.range.end);
        let text = pieces.slice(range);
        if group.iter().all(|piece| matches!(piece.kind, PieceKind::Html)) {
            Block::Html { html: text }
        } else {
            Block::Text { markdown: text }
        }
    }

    fn title_heading(&mut self, at: usize) {
        let help = "the lesson's title stands in its front matter; inside the lesson begin with `##`";
        self.problem(&rules::TITLE_HEADING, at, "a heading has level 1", help);
    }

    fn block(&mut self, pieces: &Pieces<'_>, piece: &Piece, base: usize) -> Option<Block> {
        let at = base + piece.range.start;
        let range = piece.range.clone();
        Some(match &piece.kind {
            PieceKind::Paragraph => Block::Text { markdown: pieces.slice(range) },
            PieceKind::Image { src, alt, title } => Block::Image {
                src: src.clone(),
                alt: alt.trim().to_owned(),
                decorative: false,
                caption: (!title.is_empty()).then(|| title.clone()),
            },
            PieceKind::Heading { level: 1 } => {
                self.title_heading(at);
                return None;
            }
            PieceKind::Heading { level } => Block::Heading { level: *level, text: pieces.heading(range) },
            PieceKind::List { start, items } => {
                if let Some(start) = start.filter(|start| *start != 1) {
                    let help = "begin with 1, or indent what stands between the two parts of the list";
                    self.problem(&rules::LIST_START, at, format!("the list begins with {start}"), help);
                }
                let items = items.iter().map(|item| pieces.item(item.clone())).collect();
                Block::List { ordered: start.is_some(), items }
            }
            PieceKind::Table { align, rows } => table(pieces, align, rows, None),
            PieceKind::Quote => quote(&pieces.quotation(range)),
            PieceKind::Code { language, code } => {
                let code = code.strip_suffix('\n').unwrap_or(code);
                Block::Code { language: language.clone(), code: code.to_owned() }
            }
            PieceKind::Html => {
                let html = pieces.slice(range);
                if is_comment(&html) {
                    return None;
                }
                Block::Html { html }
            }
            PieceKind::Divider => Block::Divider,
            PieceKind::Footnote { .. } => return None,
        })
    }

    fn fence(&mut self, fence: &Fence) {
        if fence.header.len() > MAX_HEADER {
            let message = format!("the opening line has more than {} KiB", MAX_HEADER >> 10);
            let help = "a block's name and attributes stand on this line, everything else below it";
            self.problem(&rules::TOO_LARGE, fence.at, message, help);
            return;
        }
        let attributes = Attributes::read(self.source, fence.at, fence.header.clone(), self.report);
        let (name, name_at) = (attributes.name.text.clone(), attributes.name.at);
        match name.as_str() {
            "note" => self.callout(CalloutKind::Note, attributes, fence),
            "tip" => self.callout(CalloutKind::Tip, attributes, fence),
            "warning" => self.callout(CalloutKind::Warning, attributes, fence),
            "example" => self.callout(CalloutKind::Example, attributes, fence),
            "image" => self.image(attributes, fence),
            "table" => self.table(attributes, fence),
            "audio" | "video" => self.recording(attributes, fence, name == "video"),
            "download" => self.download(attributes, fence),
            "choice" => question::read(self, QuestionKind::Choice, attributes, fence),
            "multiple-response" => question::read(self, QuestionKind::MultipleResponse, attributes, fence),
            "true-false" => question::read(self, QuestionKind::TrueFalse, attributes, fence),
            "fill-in" => question::read(self, QuestionKind::FillIn, attributes, fence),
            "numeric" => question::read(self, QuestionKind::Numeric, attributes, fence),
            "matching" => question::read(self, QuestionKind::Matching, attributes, fence),
            "ordering" => question::read(self, QuestionKind::Ordering, attributes, fence),
            "sorting" => question::read(self, QuestionKind::Sorting, attributes, fence),
            "drag-and-drop" => question::read(self, QuestionKind::DragAndDrop, attributes, fence),
            "hotspot" => question::read(self, QuestionKind::Hotspot, attributes, fence),
            "likert" => question::read(self, QuestionKind::Likert, attributes, fence),
            "long-answer" => question::read(self, QuestionKind::LongAnswer, attributes, fence),
            "performance" => question::read(self, QuestionKind::Performance, attributes, fence),
            "accordion" => panels::read(self, PanelKind::Accordion, attributes, fence),
            "tabs" => panels::read(self, PanelKind::Tabs, attributes, fence),
            "process" => panels::read(self, PanelKind::Process, attributes, fence),
            "timeline" => panels::read(self, PanelKind::Timeline, attributes, fence),
            "cards" => panels::read(self, PanelKind::Cards, attributes, fence),
            "flash-cards" => panels::read(self, PanelKind::FlashCards, attributes, fence),
            "columns" => panels::columns(self, attributes, fence),
            "hotspots" => pictures::labelled_image(self, attributes, fence),
            "gallery" => pictures::gallery(self, attributes, fence),
            "before-after" => pictures::before_after(self, attributes, fence),
            "chart" => pictures::chart(self, attributes, fence),
            "embed" => pictures::embed(self, attributes, fence),
            "downloads" => pictures::downloads(self, attributes, fence),
            "checklist" => activities::checklist(self, attributes, fence),
            "continue" => activities::gate(self, attributes, fence),
            "reflection" => activities::reflection(self, attributes, fence),
            "sign-off" => activities::sign_off(self, attributes, fence),
            "live-session" => activities::live_session(self, attributes, fence),
            "discussion" => activities::discussion(self, attributes, fence),
            "scenario" => scenario::read(self, attributes, fence),
            "draw" => draw::read(self, attributes, fence),
            unknown => {
                let message = format!("there is no block `{unknown}`");
                self.problem(&rules::UNKNOWN_BLOCK, name_at, message, did_you_mean(unknown, NAMES));
                // What is inside may have problems of its own; they are found in the same run.
                self.inner_markdown(fence.body.clone());
            }
        }
    }

    /// Markdown between fences, as the author wrote it.
    pub(super) fn inner_markdown(&mut self, body: Range<usize>) -> String {
        let source = self.source;
        let pieces = Self::inner_pieces(source, body.clone(), self);
        pieces.slice(0..body.len())
    }

    pub(super) fn inner_markdown_or_none(&mut self, body: Range<usize>) -> Option<String> {
        let markdown = self.inner_markdown(body);
        (!markdown.trim().is_empty()).then_some(markdown)
    }

    fn callout(&mut self, kind: CalloutKind, mut attributes: Attributes<'_>, fence: &Fence) {
        let title = attributes.take_text("title").filter(|title| !title.trim().is_empty());
        attributes.finish(CALLOUTS, self.report);
        let markdown = self.inner_markdown(fence.body.clone());
        self.push(Block::Callout { kind, title, markdown }, fence.at);
    }

    fn image(&mut self, mut attributes: Attributes<'_>, fence: &Fence) {
        let src = attributes.require("src", "::: image src=media/wave.svg decorative", self.report);
        let decorative = attributes.take_flag("decorative");
        if attributes.take("alt").is_some() {
            let message = "the block `image` takes no description";
            self.problem(&rules::UNKNOWN_ATTRIBUTE, fence.at, message, IN_MARKDOWN);
        }
        attributes.finish(IMAGE, self.report);
        if !self.source.slice(fence.body.clone()).trim().is_empty() {
            self.problem(&rules::BLOCK_CONTENT, fence.at, "the block `image` takes no content", IN_MARKDOWN);
        }
        if let Some(src) = src {
            self.push(Block::Image { src, alt: String::new(), decorative, caption: None }, fence.at);
        }
    }

    fn table(&mut self, mut attributes: Attributes<'_>, fence: &Fence) {
        let caption = attributes.take_text("caption").filter(|caption| !caption.trim().is_empty());
        attributes.finish(TABLE, self.report);
        let source = self.source;
        let pieces = Self::inner_pieces(source, fence.body.clone(), self);
        match pieces.list.as_slice() {
            [Piece { kind: PieceKind::Table { align, rows }, .. }] => {
                self.push(table(&pieces, align, rows, caption), fence.at);
            }
            other => {
                let stranger = other.iter().find(|piece| !matches!(piece.kind, PieceKind::Table { .. }));
                let at = stranger.map_or(fence.at, |piece| fence.body.start + piece.range.start);
                let help =
                    "a table has a header row and a row of hyphens: `| Who | What |`, then `|---|---|`";
                let message = "the block `table` takes exactly one table and nothing else";
                self.problem(&rules::BLOCK_CONTENT, at, message, help);
            }
        }
    }

    fn recording(&mut self, mut attributes: Attributes<'_>, fence: &Fence, is_film: bool) {
        let (example, known) = if is_film {
            ("::: video src=media/intro.mp4 title=\"A hard talk\"", VIDEO)
        } else {
            ("::: audio src=media/talk.mp3 title=\"A short talk\"", AUDIO)
        };
        let src = attributes.require("src", example, self.report);
        let title = attributes.require("title", example, self.report);
        let captions = attributes.take_family("captions");
        let captions = captions.into_iter().map(|(language, src)| Captions { src, language }).collect();
        let poster = if is_film { attributes.take_text("poster") } else { None };
        attributes.finish(known, self.report);
        let transcript = self.inner_markdown_or_none(fence.body.clone());
        let Some(src) = src else { return };
        let title = title.unwrap_or_else(|| src.clone());
        let block = if is_film {
            Block::Video { src, title, poster, captions, transcript }
        } else {
            Block::Audio { src, title, captions, transcript }
        };
        self.push(block, fence.at);
    }

    fn download(&mut self, mut attributes: Attributes<'_>, fence: &Fence) {
        let example = "::: download src=media/checklist.txt label=\"Checklist for a one-to-one\"";
        let src = attributes.require("src", example, self.report);
        let label = attributes.require("label", example, self.report);
        attributes.finish(DOWNLOAD, self.report);
        let description = self.inner_markdown_or_none(fence.body.clone());
        if let Some(src) = src {
            let label = label.unwrap_or_else(|| src.clone());
            self.push(Block::Download { src, label, description }, fence.at);
        }
    }
}

/// The first row is the header. Markdown leaves out what is too much in a row; the model's check says so instead.
fn table(pieces: &Pieces<'_>, align: &[ColumnAlign], rows: &[Row], caption: Option<String>) -> Block {
    let mut rows = rows.iter().map(|row| {
        let mut cells: Vec<_> = row.cells.iter().map(|cell| pieces.cell(cell.clone())).collect();
        cells.extend(pieces.surplus(row));
        cells
    });
    let header = rows.next().unwrap_or_default();
    let align = if align.iter().all(|a| *a == ColumnAlign::Natural) { &[] } else { align };
    Block::Table { caption, align: align.to_vec(), header, rows: rows.collect() }
}

/// A last line that begins with a dash names who said it.
fn quote(markdown: &str) -> Block {
    let (text, last) = markdown.rsplit_once('\n').unwrap_or(("", markdown));
    let last = last.trim();
    let name = ["—", "–", "―", "--"].iter().find_map(|dash| last.strip_prefix(dash)).map(str::trim);
    match name {
        Some(name) if !name.is_empty() => {
            Block::Quote { markdown: text.trim().to_owned(), by: Some(name.to_owned()) }
        }
        _ => Block::Quote { markdown: markdown.to_owned(), by: None },
    }
}

/// Nothing but comments: an author's notes, which are no content.
fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        match comment.split_once("-->") {
            Some((_, after)) => rest = after.trim_start(),
            None => return true,
        }
    }
    rest.is_empty()
}
#[cfg(test)]
mod tests;
