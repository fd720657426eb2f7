//! Pictures that do more, charts, embedded content and lists of downloads.

use super::attributes::Attributes;
use super::blocks::BlockReader;
use super::fences::Fence;
use super::panels::nothing_before;
use super::pieces::{PieceKind, Pieces, Row};
use super::rules;
use crate::model::{
    BeforeAfter, Block, Chart, ChartKind, DownloadFile, Embed, Gallery, Id, ImagePoint, LabelledImage,
    Picture, Series, number,
};

const POINT: &str = "say where the point is, in percent from left and top: `## The bridge @ 40,75`";

pub(super) fn labelled_image(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    let example = "::: hotspots bridge src=media/bridge.svg alt=\"A bridge over a river\"";
    let id = attributes.take_id(&[]).map(Id::from);
    let src = attributes.require("src", example, reader.report);
    let alt = attributes.require("alt", example, reader.report);
    attributes.finish(&["src", "alt"], reader.report);
    let (before, parts) = reader.parts(fence.body.clone());
    nothing_before(reader, before, "hotspots");
    if parts.is_empty() {
        reader.problem(&rules::BLOCK_CONTENT, fence.at, "the picture has no points", POINT);
    }
    let mut points = Vec::with_capacity(parts.len());
    for part in parts {
        let place = part.title.rsplit_once('@').and_then(|(title, place)| Some((title.trim(), pair(place)?)));
        let (title, (x, y)) = place.unwrap_or_else(|| {
            let message = format!("the point “{}” has no place in the picture", part.title);
            reader.problem(&rules::MISSING_ATTRIBUTE, part.at, message, POINT);
            (part.title.as_str(), (50.0, 50.0))
        });
        let title = title.to_owned();
        points.push(ImagePoint { title, x, y, blocks: reader.content(part.body) });
    }
    let Some(src) = src else { return };
    let picture = Picture { src, alt: alt.unwrap_or_default(), caption: None };
    reader.push(Block::LabelledImage(LabelledImage { id, picture, points }), fence.at);
}

/// `40,75` or `40, 75`
fn pair(text: &str) -> Option<(f64, f64)> {
    let (x, y) = text.split_once(',')?;
    let percent = |text: &str| text.trim().trim_end_matches('%').parse().ok();
    Some((percent(x)?, percent(y)?))
}

pub(super) fn gallery(reader: &mut BlockReader<'_>, attributes: Attributes<'_>, fence: &Fence) {
    attributes.finish(&[], reader.report);
    if let Some(pictures) = pictures(reader, fence, "gallery") {
        reader.push(Block::Gallery(Gallery { pictures }), fence.at);
    }
}

pub(super) fn before_after(reader: &mut BlockReader<'_>, attributes: Attributes<'_>, fence: &Fence) {
    attributes.finish(&[], reader.report);
    let Some(pictures) = pictures(reader, fence, "before-after") else { return };
    match <[Picture; 2]>::try_from(pictures) {
        Ok([before, after]) => reader.push(Block::BeforeAfter(BeforeAfter { before, after }), fence.at),
        Err(pictures) => {
            let message = format!("the block `before-after` has {} pictures", pictures.len());
            let help = "give two: first how it was, then how it is";
            reader.problem(&rules::BLOCK_CONTENT, fence.at, message, help);
        }
    }
}

/// The pictures of a block that takes nothing else; `None` when there is none.
fn pictures(reader: &mut BlockReader<'_>, fence: &Fence, name: &str) -> Option<Vec<Picture>> {
    let help =
        "write each as Markdown in a paragraph of its own: `![What it shows](media/a.svg \"Caption\")`";
    let blocks = reader.content(fence.body.clone());
    let mut pictures = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Image { src, alt, caption, .. } => pictures.push(Picture { src, alt, caption }),
            _ => {
                let message = format!("the block `{name}` takes pictures and nothing else");
                reader.problem(&rules::BLOCK_CONTENT, fence.at, message, help);
                return None;
            }
        }
    }
    if pictures.is_empty() {
        reader.problem(&rules::BLOCK_CONTENT, fence.at, format!("the block `{name}` has no pictures"), help);
    }
    (!pictures.is_empty()).then_some(pictures)
}

pub(super) fn chart(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    let example = "::: chart kind=bar title=\"Visits a week\"";
    let kind = attributes.take("kind");
    let title = attributes.require("title", example, reader.report).unwrap_or_default();
    let unit = attributes.take_text("unit").filter(|unit| !unit.trim().is_empty());
    let name = kind.as_ref().map_or("bar", |kind| &kind.text);
    let found = ChartKind::ALL.into_iter().find(|kind| kind.name() == name);
    if found.is_none() {
        let at = kind.as_ref().map_or(fence.at, |kind| kind.at);
        let message = format!("there is no chart of the kind `{name}`");
        reader.problem(&rules::BAD_ATTRIBUTE, at, message, "the kinds are `bar`, `line` and `pie`");
    }
    attributes.finish(&["kind", "title", "unit"], reader.report);
    let source = reader.source;
    let pieces = BlockReader::inner_pieces(source, fence.body.clone(), reader);
    let [piece] = pieces.list.as_slice() else { return no_table(reader, fence) };
    let PieceKind::Table { rows, .. } = &piece.kind else { return no_table(reader, fence) };
    let kind = found.unwrap_or(ChartKind::Bar);
    let chart = Numbers { reader, pieces: &pieces, base: fence.body.start }.read(rows);
    let chart = Chart { kind, title, unit, ..chart };
    reader.push(Block::Chart(chart), fence.at);
}

fn no_table(reader: &mut BlockReader<'_>, fence: &Fence) {
    let message = "a chart is made from exactly one table";
    let help = "the first column holds the labels, each further one a series of numbers";
    reader.problem(&rules::BLOCK_CONTENT, fence.at, message, help);
}

/// A table of numbers on its way into a chart.
struct Numbers<'r, 'a, 'p> {
    reader: &'r mut BlockReader<'a>,
    pieces: &'p Pieces<'p>,
    /// Where the pieces' text begins in the source.
    base: usize,
}

impl Numbers<'_, '_, '_> {
    fn read(&mut self, rows: &[Row]) -> Chart {
        let (header, rows) =
            rows.split_first().map_or((Vec::new(), rows), |(first, rest)| (self.texts(first), rest));
        let mut names = header.into_iter();
        let axis = names.next().unwrap_or_default();
        let mut series: Vec<Series> = names.map(|name| Series { name, values: Vec::new() }).collect();
        let mut labels = Vec::with_capacity(rows.len());
        for row in rows {
            let mut cells = self.texts(row).into_iter();
            labels.push(cells.next().unwrap_or_default());
            for series in &mut series {
                let cell = cells.next().unwrap_or_default();
                series.values.push(self.value(row, &cell));
            }
        }
        Chart { kind: ChartKind::Bar, title: String::new(), unit: None, axis, labels, series }
    }

    fn texts(&self, row: &Row) -> Vec<String> {
        row.cells.iter().map(|cell| self.pieces.cell(cell.clone()).trim().to_owned()).collect()
    }

    /// A number as people write it; 0 stands in for what is none, once it is told.
    fn value(&mut self, row: &Row, cell: &str) -> f64 {
        number(cell).unwrap_or_else(|| {
            let at = self.base + row.range.start;
            let message = match cell {
                "" => "a number is missing in the chart".to_owned(),
                _ => format!("`{cell}` is not a number"),
            };
            let help =
                "write numbers only, such as 12 or 8.5; what they are measured in is the chart's `unit`";
            self.reader.problem(&rules::CHART_VALUE, at, message, help);
            0.0
        })
    }
}

pub(super) fn embed(reader: &mut BlockReader<'_>, mut attributes: Attributes<'_>, fence: &Fence) {
    let example = "::: embed src=https://player.example.com/v/1 title=\"A talk\" provider=\"Example\"";
    let src = attributes.require("src", example, reader.report);
    let title = attributes.require("title", example, reader.report);
    let provider = attributes.require("provider", example, reader.report);
    let ratio = attributes.take("ratio");
    let read = |text: &str| {
        let (width, height) = text.split_once([':', '/'])?;
        Some((width.trim().parse().ok()?, height.trim().parse().ok()?))
    };
    let parsed = ratio.as_ref().map_or(Some((16, 9)), |ratio| read(&ratio.text));
    if let (Some(ratio), None) = (&ratio, parsed) {
        let message = format!("`ratio` is `{}`", ratio.text);
        reader.problem(
            &rules::BAD_ATTRIBUTE,
            ratio.at,
            message,
            "write width and height, such as `ratio=16:9`",
        );
    }
    attributes.finish(&["src", "title", "provider", "ratio"], reader.report);
    let description = reader.inner_markdown_or_none(fence.body.clone());
    let Some(src) = src else { return };
    let (title, provider) = (title.unwrap_or_default(), provider.unwrap_or_default());
    let ratio = parsed.unwrap_or((16, 9));
    reader.push(Block::Embed(Embed { src, title, provider, ratio, description }), fence.at);
}

pub(super) fn downloads(reader: &mut BlockReader<'_>, attributes: Attributes<'_>, fence: &Fence) {
    attributes.finish(&[], reader.report);
    let help =
        "write each as a link, with what is in it after that: `- [Checklist](media/list.txt) All steps`";
    let source = reader.source;
    let pieces = BlockReader::inner_pieces(source, fence.body.clone(), reader);
    let items = match pieces.list.as_slice() {
        [piece] => match &piece.kind {
            PieceKind::List { items, .. } => items.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    if items.is_empty() {
        let message = "the block `downloads` takes one list of links and nothing else";
        reader.problem(&rules::BLOCK_CONTENT, fence.at, message, help);
        return;
    }
    let mut files = Vec::with_capacity(items.len());
    for item in items {
        match download(&pieces.item(item.clone())) {
            Some(file) => files.push(file),
            None => {
                let at = fence.body.start + item.start;
                reader.problem(&rules::BLOCK_CONTENT, at, "a download does not begin with a link", help);
            }
        }
    }
    reader.push(Block::Downloads { files }, fence.at);
}

/// `[Label](media/file.pdf) Description`
fn download(item: &str) -> Option<DownloadFile> {
    let (label, rest) = item.trim_start().strip_prefix('[')?.split_once("](")?;
    let (src, rest) = rest.split_once(')')?;
    let src = src.trim().trim_start_matches('<').trim_end_matches('>').to_owned();
    let description = rest.trim();
    let description = (!description.is_empty()).then(|| description.to_owned());
    Some(DownloadFile { src, label: label.to_owned(), description })
}

#[cfg(test)]
mod tests {
    use super::super::blocks::read_blocks;
    use super::super::file_report::FileReport;
    use super::super::text::SourceText;
    use super::*;

    fn read(text: &str) -> Vec<Block> {
        let source = SourceText::new("a.md", text);
        let mut report = FileReport::default();
        let blocks = read_blocks(&source, 0..source.text().len(), &mut report).blocks;
        assert_eq!(report.into_report().to_string(), "");
        blocks.into_iter().map(|placed| placed.block).collect()
    }

    #[test]
    fn points_say_where_they_are() {
        let blocks = read(
            "::: hotspots b src=a.svg alt=A\n## The bridge @ 40, 75.5\nIt opens.\n\n## Me@you @ 1,2\nHi.\n:::\n",
        );
        let [Block::LabelledImage(image)] = blocks.as_slice() else { panic!("{blocks:?}") };
        let points: Vec<_> =
            image.points.iter().map(|point| (point.title.as_str(), point.x, point.y)).collect();
        assert_eq!(points, [("The bridge", 40.0, 75.5), ("Me@you", 1.0, 2.0)]);
    }

    #[test]
    fn a_table_becomes_a_chart() {
        let blocks = read(
            "::: chart kind=line title=T unit=%\n| W | A | B |\n|---|--:|--:|\n| 0 | 1,5 | -2 |\n| 1 | 1 000 | +3 |\n:::\n",
        );
        let [Block::Chart(chart)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(
            (chart.kind, chart.axis.as_str(), chart.unit.as_deref()),
            (ChartKind::Line, "W", Some("%"))
        );
        assert_eq!(
            chart.series.iter().map(|it| it.values.clone()).collect::<Vec<_>>(),
            [[1.5, 1000.0], [-2.0, 3.0]]
        );
    }

    #[test]
    fn pictures_embeds_and_downloads() {
        let blocks = read(
            "::: gallery\n![A](a.svg \"One\")\n\n![B](b.svg)\n:::\n::: before-after\n![A](a.svg)\n\n![B](b.svg)\n:::\n\
             ::: embed src=https://example.com/v title=T provider=P ratio=4:3\nWhat.\n:::\n\
             ::: downloads\n- [One](<a b.pdf>) all of *it*\n- [Two](c.txt)\n:::\n",
        );
        let [
            Block::Gallery(gallery),
            Block::BeforeAfter(pair),
            Block::Embed(embed),
            Block::Downloads { files },
        ] = blocks.as_slice()
        else {
            panic!("{blocks:?}")
        };
        assert_eq!((gallery.pictures.len(), gallery.pictures[0].caption.as_deref()), (2, Some("One")));
        assert_eq!((pair.before.src.as_str(), pair.after.src.as_str()), ("a.svg", "b.svg"));
        assert_eq!((embed.ratio, embed.description.as_deref()), ((4, 3), Some("What.")));
        assert_eq!(
            (files[0].src.as_str(), files[0].description.as_deref()),
            ("a b.pdf", Some("all of *it*"))
        );
    }
}
