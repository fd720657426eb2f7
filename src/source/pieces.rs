//! Markdown cut into its top-level pieces, each a range of the author's own text.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::text::{indentation, without_indentation};
use crate::model::{ColumnAlign, markdown_options, too_deep_line, with_money_marked, with_money_shown};

/// Lists and quotations inside each other. Browsers and templates must be able to rely on an end.
const MAX_DEPTH: usize = 32;

/// A top-level piece of Markdown.
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) range: Range<usize>,
}

pub(super) enum PieceKind {
    Paragraph,
    /// A picture in a paragraph of its own.
    Image {
        src: String,
        alt: String,
        title: String,
    },
    Heading {
        level: u8,
    },
    List {
        start: Option<u64>,
        items: Vec<Range<usize>>,
    },
    Table {
        align: Vec<ColumnAlign>,
        rows: Vec<Row>,
    },
    Quote,
    Code {
        language: Option<String>,
        code: String,
    },
    Html,
    Divider,
    /// The note of a footnote, which stands at the end of the lesson: it is in no list of pieces.
    Footnote {
        label: String,
    },
}

/// A footnote and where it stands in the text.
pub(super) struct PlacedFootnote {
    pub(super) label: String,
    pub(super) markdown: String,
    pub(super) at: usize,
}

/// A row of a table; the first one is the header.
pub(super) struct Row {
    pub(super) range: Range<usize>,
    pub(super) cells: Vec<Range<usize>>,
}

/// Something that lessons do not take, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    InlineImage,
    TooDeep,
}

/// Link definitions (`[name]: address "title"`) of a whole lesson by their names.
#[derive(Default)]
pub(super) struct Definitions(BTreeMap<String, (String, String)>);

impl Definitions {
    /// Adds the definitions of one more text; the first of a name is the one that counts.
    pub(super) fn collect(&mut self, markdown: &str) {
        // Almost no lesson has any.
        if !markdown.contains("]:") || too_deep_line(markdown).is_some() {
            return;
        }
        let parser = Parser::new_ext(markdown, options());
        let mut found: Vec<_> = parser.reference_definitions().iter().collect();
        found.sort_by_key(|(_, definition)| definition.span.start);
        for (name, definition) in found {
            let title = definition.title.as_deref().unwrap_or_default();
            self.0.entry(label(name)).or_insert_with(|| (definition.dest.to_string(), title.to_owned()));
        }
    }
}

fn label(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Footnotes are taken out here: whatever is shown has none any more.
fn options() -> Options {
    markdown_options() | Options::ENABLE_FOOTNOTES
}

/// The pieces of one text.
pub(super) struct Pieces<'a> {
    text: &'a str,
    pub(super) list: Vec<Piece>,
    pub(super) problems: Vec<(usize, Problem)>,
    /// Reference links turned into inline ones: a piece has to make sense without the definitions around it.
    edits: Vec<(Range<usize>, String)>,
    /// HTML inside other pieces, in order.
    pub(super) html: Vec<Range<usize>>,
    pub(super) footnotes: Vec<PlacedFootnote>,
}

impl<'a> Pieces<'a> {
    pub(super) fn read(text: &'a str, definitions: &Definitions) -> Self {
        if let Some(at) = too_deep_line(text) {
            return Self {
                text,
                list: Vec::new(),
                problems: vec![(at, Problem::TooDeep)],
                edits: Vec::new(),
                html: Vec::new(),
                footnotes: Vec::new(),
            };
        }
        // As long as the text itself: what the reader finds in it stands at the same places.
        let marked = with_money_marked(text);
        let defined = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
            let (address, title) = definitions.0.get(&label(&link.reference))?;
            Some((address.clone().into(), title.clone().into()))
        };
        let parser = Parser::new_with_broken_link_callback(&marked, options(), Some(defined));
        let mut reader = Reader {
            pieces: Self {
                text,
                list: Vec::new(),
                problems: Vec::new(),
                edits: Vec::new(),
                html: Vec::new(),
                footnotes: Vec::new(),
            },
            open: Vec::new(),
            paragraph: Paragraph::default(),
        };
        for (event, range) in parser.into_offset_iter() {
            reader.event(event, range);
        }
        let mut pieces = reader.pieces;
        pieces.edits.sort_by_key(|(range, _)| range.start);
        pieces.take_footnotes();
        pieces
    }

    /// Footnotes leave the text, wherever they stand in it.
    fn take_footnotes(&mut self) {
        let (footnotes, list) = std::mem::take(&mut self.list)
            .into_iter()
            .partition(|piece| matches!(piece.kind, PieceKind::Footnote { .. }));
        self.list = list;
        for Piece { kind, range } in footnotes {
            let PieceKind::Footnote { label } = kind else { continue };
            let markdown = self.note(range.clone());
            self.footnotes.push(PlacedFootnote { label, markdown, at: range.start });
            let place = self.edits.partition_point(|(edit, _)| edit.start < range.start);
            self.edits.insert(place, (range, String::new()));
        }
    }

    /// The Markdown of a footnote without its name and indentation.
    fn note(&self, range: Range<usize>) -> String {
        let begin = self.text[range.clone()].find("]:").map_or(range.start, |at| range.start + at + 2);
        let slice = self.slice(begin..range.end);
        let mut lines = slice.split('\n');
        let mut note = lines.next().unwrap_or_default().trim_start().to_owned();
        for line in lines {
            note.push('\n');
            note.push_str(&without_indentation(line, 4));
        }
        note.trim().to_owned()
    }

    /// A range just as it was written.
    pub(super) fn written(&self, range: Range<usize>) -> &str {
        &self.text[range]
    }

    /// The author's own Markdown of a range, without space around it.
    pub(super) fn slice(&self, range: Range<usize>) -> String {
        let mut slice = String::new();
        let mut at = range.start;
        let first = self.edits.partition_point(|(edit, _)| edit.start < range.start);
        for (edit, replacement) in self.edits[first..].iter().take_while(|(edit, _)| edit.end <= range.end) {
            if edit.start < at {
                continue;
            }
            slice.push_str(&self.text[at..edit.start]);
            slice.push_str(replacement);
            at = edit.end;
        }
        slice.push_str(&self.text[at..range.end]);
        slice.trim_end().trim_start_matches('\n').to_owned()
    }

    /// The Markdown of a list item without its marker and indentation.
    pub(super) fn item(&self, range: Range<usize>) -> String {
        let written = &self.text[range.clone()];
        let marker_at = range.start + (written.len() - written.trim_start().len());
        let line_start = self.text[..marker_at].rfind('\n').map_or(0, |at| at + 1);
        let lead = indentation(&self.text[line_start..marker_at]);
        let slice = self.slice(range);
        let line = slice.trim_start();
        let marker = line.find(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let (marker, first) = line.split_at_checked(marker).unwrap_or(("", line));
        // An item whose first line is empty, or begins with indented code, counts one space after its marker.
        let spaces = match indentation(first) {
            spaces @ 1..=4 if !first.trim_start_matches([' ', '\t']).starts_with('\n') => spaces,
            _ => 1,
        };
        let mut lines = first.split('\n');
        let mut item = without_indentation(lines.next().unwrap_or_default(), spaces).into_owned();
        for line in lines {
            item.push('\n');
            item.push_str(&without_indentation(line, lead + marker.len() + spaces));
        }
        item.trim_end().trim_start_matches('\n').to_owned()
    }

    /// The Markdown of a heading without its number signs or underline.
    pub(super) fn heading(&self, range: Range<usize>) -> String {
        let slice = self.slice(range);
        let content = slice.trim();
        if !content.starts_with('#') {
            return content.rsplit_once('\n').map_or(content, |(text, _)| text).trim().to_owned();
        }
        let content = content.trim_start_matches('#').trim();
        let text = content.trim_end_matches('#');
        // Number signs at the end belong to the heading only after a space.
        if text.is_empty() || text.ends_with([' ', '\t']) {
            text.trim().to_owned()
        } else {
            content.to_owned()
        }
    }

    /// The Markdown of a quotation without its `>`.
    pub(super) fn quotation(&self, range: Range<usize>) -> String {
        let slice = self.slice(range);
        let lines = slice.split('\n').map(|line| {
            let content = line.trim_start_matches(' ');
            match content.strip_prefix('>') {
                Some(quoted) => quoted.strip_prefix([' ', '\t']).unwrap_or(quoted),
                None => line,
            }
        });
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// The Markdown of a table cell; a bar that was escaped for the table's sake is a bar again.
    pub(super) fn cell(&self, range: Range<usize>) -> String {
        self.slice(range).trim().replace("\\|", "|")
    }
}

impl Pieces<'_> {
    /// Cells of a row that stand beyond the last column. Markdown drops them without a word.
    pub(super) fn surplus(&self, row: &Row) -> Vec<String> {
        let Some(last) = row.cells.last() else { return Vec::new() };
        let rest = &self.text[last.end.min(row.range.end)..row.range.end];
        let rest = rest.trim().trim_start_matches('|').trim_end_matches('|').trim();
        if rest.is_empty() {
            Vec::new()
        } else {
            rest.split('|').map(|cell| cell.trim().to_owned()).collect()
        }
    }
}

/// What is inside a paragraph so far: a picture alone, or text.
#[derive(Default)]
struct Paragraph {
    image: Option<(String, String, usize)>,
    alt: String,
    in_image: bool,
    has_text: bool,
    images: Vec<usize>,
}

struct Reader<'a> {
    pieces: Pieces<'a>,
    /// What the reader is inside of: `true` for lists and quotations, which count as depth.
    open: Vec<bool>,
    paragraph: Paragraph,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Rule if self.open.is_empty() => self.push(PieceKind::Divider, range),
            Event::Html(_) if self.open.is_empty() => self.push(PieceKind::Html, range),
            other => {
                if let Event::InlineHtml(_) = other {
                    self.pieces.html.push(range);
                }
                self.inside(&other);
            }
        }
    }

    fn push(&mut self, kind: PieceKind, range: Range<usize>) {
        self.pieces.list.push(Piece { kind, range });
    }

    fn last(&mut self) -> Option<&mut PieceKind> {
        self.pieces.list.last_mut().map(|piece| &mut piece.kind)
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let depth = self.open.len();
        let is_container = matches!(tag, Tag::List(_) | Tag::BlockQuote(_));
        self.open.push(is_container);
        if is_container
            && self.open.iter().filter(|container| **container).count() > MAX_DEPTH
            && !self.pieces.problems.iter().any(|(_, problem)| *problem == Problem::TooDeep)
        {
            self.pieces.problems.push((range.start, Problem::TooDeep));
        }
        match tag {
            // Nothing inside a picture's description shows: it becomes plain text.
            _ if self.paragraph.in_image => {}
            Tag::Image { dest_url, title, .. } => self.image(&dest_url, &title, range),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.paragraph.has_text = true;
                self.link(link_type, &dest_url, &title, range);
            }
            Tag::Item if depth == 1 => {
                if let Some(PieceKind::List { items, .. }) = self.last() {
                    items.push(range);
                }
            }
            Tag::TableHead | Tag::TableRow if depth == 1 => {
                if let Some(PieceKind::Table { rows, .. }) = self.last() {
                    rows.push(Row { range, cells: Vec::new() });
                }
            }
            Tag::TableCell if depth == 2 => {
                if let Some(PieceKind::Table { rows, .. }) = self.last()
                    && let Some(row) = rows.last_mut()
                {
                    row.cells.push(range);
                }
            }
            tag if depth == 0 => self.begin(tag, range),
            Tag::HtmlBlock => self.pieces.html.push(range),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.paragraph.has_text = true,
            _ => {}
        }
    }

    /// A top-level piece begins.
    fn begin(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.paragraph = Paragraph::default();
        let kind = match tag {
            Tag::Paragraph => PieceKind::Paragraph,
            Tag::Heading { level, .. } => PieceKind::Heading { level: level_number(level) },
            Tag::List(start) => PieceKind::List { start, items: Vec::new() },
            Tag::Table(align) => {
                PieceKind::Table { align: align.iter().map(column).collect(), rows: Vec::new() }
            }
            Tag::BlockQuote(_) => PieceKind::Quote,
            Tag::CodeBlock(kind) => PieceKind::Code { language: language(kind), code: String::new() },
            Tag::HtmlBlock => PieceKind::Html,
            Tag::FootnoteDefinition(label) => PieceKind::Footnote { label: label.into_string() },
            // Definition lists and metadata are not switched on.
            _ => return,
        };
        self.push(kind, range);
    }

    fn end(&mut self, tag: TagEnd) {
        self.open.pop();
        match tag {
            TagEnd::Image => self.paragraph.in_image = false,
            _ if self.open.is_empty() => self.finish(),
            _ => {}
        }
    }

    /// A top-level piece is complete.
    fn finish(&mut self) {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        let is_alone = !paragraph.has_text && paragraph.images.len() == 1;
        if let Some(kind @ PieceKind::Paragraph) = self.last()
            && is_alone
            && let Some((src, title, _)) = paragraph.image.take()
        {
            *kind = PieceKind::Image { src, alt: paragraph.alt, title };
            return;
        }
        self.pieces.problems.extend(paragraph.images.into_iter().map(|at| (at, Problem::InlineImage)));
    }

    /// Text and everything else that does not open anything.
    fn inside(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text)
                if self.paragraph.in_image =>
            {
                self.paragraph.alt.push_str(&with_money_shown(text));
            }
            Event::SoftBreak | Event::HardBreak => {
                if self.paragraph.in_image {
                    self.paragraph.alt.push(' ');
                }
            }
            _ => self.paragraph.has_text = true,
        }
        if let (Some(PieceKind::Code { code, .. }), Event::Text(text)) = (self.last(), event) {
            code.push_str(text);
        }
    }

    fn image(&mut self, src: &str, title: &str, range: Range<usize>) {
        // A picture in a link is no picture alone: the link would be lost.
        self.paragraph.images.push(range.start);
        let shown = |text| with_money_shown(text).into_owned();
        self.paragraph.image = Some((shown(src), shown(title), range.start));
        self.paragraph.in_image = true;
    }

    fn link(&mut self, kind: LinkType, address: &str, title: &str, range: Range<usize>) {
        let written = &self.pieces.text[range.clone()];
        let after = &self.pieces.text[range.end..];
        let edit = match kind {
            LinkType::Reference | LinkType::ReferenceUnknown => {
                written.rfind("][").map(|at| range.start + at + 1..range.end)
            }
            // The reader's range covers the empty brackets, or ends before them.
            LinkType::Collapsed | LinkType::CollapsedUnknown if written.ends_with("[]") => {
                Some(range.end - 2..range.end)
            }
            LinkType::Collapsed | LinkType::CollapsedUnknown if after.starts_with("[]") => {
                Some(range.end..range.end + 2)
            }
            LinkType::Shortcut | LinkType::ShortcutUnknown => Some(range.end..range.end),
            _ => None,
        };
        if let Some(edit) = edit {
            let destination = destination(&with_money_shown(address), &with_money_shown(title));
            self.pieces.edits.push((edit, destination));
        }
    }
}

/// `(<address> "title")`, so that it reads back as the same.
fn destination(address: &str, title: &str) -> String {
    let escape = |text: &str, mark: [char; 2]| {
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '\n' => escaped.push(' '),
                c if c == '\\' || mark.contains(&c) => escaped.extend(['\\', c]),
                c => escaped.push(c),
            }
        }
        escaped
    };
    let address = escape(address, ['<', '>']);
    if title.is_empty() {
        format!("(<{address}>)")
    } else {
        format!("(<{address}> \"{}\")", escape(title, ['"'; 2]))
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn column(align: &Alignment) -> ColumnAlign {
    match align {
        Alignment::None => ColumnAlign::Natural,
        Alignment::Left => ColumnAlign::Start,
        Alignment::Center => ColumnAlign::Center,
        Alignment::Right => ColumnAlign::End,
    }
}

/// The first word after the backticks.
fn language(kind: CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
        CodeBlockKind::Indented => None,
    }
}
