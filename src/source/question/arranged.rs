//! What learners arrange: pairs, orders, groups, labels and places in a picture.

use super::answers::{Item, mark};
use super::{Headed, Text, Understood};
use crate::model::{Label, Pair, Picture, QuestionBody, Rectangle, Region, SortingGroup};
use crate::source::attributes::Attributes;
use crate::source::pieces::PieceKind;
use crate::source::rules;

const PLACE: &str =
    "write the left edge, the upper edge and the size, in percent of the picture: `@ 10,20,30x15`";

impl Text<'_, '_, '_> {
    /// A table of two columns: stems and their matches.
    pub(super) fn matching(&mut self) -> Understood {
        let end = self.pieces.list.len();
        let is_table = |index: &usize| matches!(self.pieces.list[*index].kind, PieceKind::Table { .. });
        let table = (0..end).find(is_table);
        let prompt = self.before(table);
        let (mut pairs, mut distractors, mut without_stem) = (Vec::new(), Vec::new(), Vec::new());
        match table {
            None => {
                let at = self.pieces.list.last().map_or(self.base, |piece| self.base + piece.range.start);
                let help = "write a table of two columns: `| Who | Knows |`, then `|---|---|`, then a row for each pair";
                self.problem(&rules::MATCHING_TABLE, at, "the question has no table", help);
            }
            Some(table) => {
                self.nothing_after(table, end);
                for (at, cells) in self.rows(table) {
                    let place = self.reader.source.place(at);
                    let [stem, target] = cells;
                    if stem.is_empty() {
                        distractors.push(target);
                        without_stem.push(place);
                    } else {
                        pairs.push(Pair { stem, target });
                        self.places.push(place);
                    }
                }
            }
        }
        self.places.extend(without_stem);
        Understood { prompt, body: QuestionBody::Matching { pairs, distractors } }
    }

    /// The rows of a table below its header, each with its place; what has not two columns is reported.
    fn rows(&mut self, table: usize) -> Vec<(usize, [String; 2])> {
        let mut read = Vec::new();
        let PieceKind::Table { rows, .. } = &self.pieces.list[table].kind else { return read };
        let mut slips = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let at = self.base + row.range.start;
            let mut cells: Vec<_> = row.cells.iter().map(|cell| self.pieces.cell(cell.clone())).collect();
            cells.extend(self.pieces.surplus(row));
            match <[String; 2]>::try_from(cells) {
                Ok(_) if index == 0 => {}
                Ok(cells) => read.push((at, cells)),
                Err(cells) => slips.push((index, at, cells.len())),
            }
        }
        // A header that is wrong makes every row wrong.
        let of_all = slips.first().is_some_and(|(index, ..)| *index == 0);
        for (_, at, columns) in slips.into_iter().take(if of_all { 1 } else { usize::MAX }) {
            let message = format!("a matching table has two columns, and here {columns}");
            let help = "the first is what is asked, the second what belongs to it; a bar inside of a cell is written `\\|`";
            self.problem(&rules::MATCHING_TABLE, at, message, help);
        }
        read
    }

    /// The last list is the right order.
    pub(super) fn ordering(&mut self) -> Understood {
        let end = self.pieces.list.len();
        let list = self.last_list(0..end);
        let prompt = self.before(list);
        let help = "write the items as a numbered list, in the right order: `1. Throw the line`";
        let items = self.listed(list, end, help);
        let items = items.into_iter().map(|item| item.markdown).collect();
        Understood { prompt, body: QuestionBody::Ordering { items } }
    }

    /// The items of a list that has to be there; their places are kept.
    fn listed(&mut self, list: Option<usize>, end: usize, help: &str) -> Vec<Item> {
        let Some(list) = list else {
            let at = self.pieces.list.last().map_or(self.base, |piece| self.base + piece.range.start);
            self.problem(&rules::PARTS_FORM, at, "the question has no list", help);
            return Vec::new();
        };
        self.nothing_after(list, end);
        let mut items = self.items(list);
        self.places.extend(items.iter().map(|item| self.reader.source.place(item.at)));
        if let Some(item) = items.iter().find(|item| mark(&item.markdown).is_some()) {
            let help = "take the marks out: where something belongs is said by the place where it stands";
            self.problem(
                &rules::PARTS_FORM,
                item.at,
                "what is arranged is neither right nor wrong by itself",
                help,
            );
        }
        for item in &mut items {
            if let Some((_, rest)) = mark(&item.markdown) {
                item.markdown = rest.to_owned();
            }
        }
        items
    }

    /// Headings are groups, each with its list. What stands under `-` belongs nowhere.
    pub(super) fn sorting(&mut self) -> Understood {
        let (first, headed) = self.headed();
        let prompt = if headed.is_empty() { self.before(None) } else { self.before(Some(first)) };
        if headed.is_empty() {
            let at = self.pieces.list.last().map_or(self.base, |piece| self.base + piece.range.start);
            let help = "begin each group with a heading, such as `## In the water`, and list below what belongs to it";
            self.problem(&rules::PARTS_FORM, at, "the question has no groups", help);
        }
        let (mut groups, mut strangers, mut of_strangers) = (Vec::new(), Vec::new(), Vec::new());
        for group in headed {
            let known = self.places.len();
            let items = self.group_items(&group);
            if group.title == "-" {
                of_strangers.extend(self.places.split_off(known));
                strangers.extend(items);
            } else {
                groups.push(SortingGroup { title: group.title, items });
            }
        }
        self.places.extend(of_strangers);
        Understood { prompt, body: QuestionBody::Sorting { groups, strangers } }
    }

    fn group_items(&mut self, group: &Headed) -> Vec<String> {
        let Some(first) = group.body.clone().next() else { return Vec::new() };
        if !matches!(self.pieces.list[first].kind, PieceKind::List { .. }) {
            let help = "below the heading of a group stands the list of its items, and nothing else";
            self.problem(
                &rules::PARTS_FORM,
                self.at(first),
                "a group begins with something else than its list",
                help,
            );
        }
        let Some(list) = self.last_list(group.body.clone()) else { return Vec::new() };
        let items = self.listed(Some(list), group.body.end, "");
        items.into_iter().map(|item| item.markdown).collect()
    }

    /// A list of labels, each with its place in the picture.
    pub(super) fn drag_and_drop(&mut self, attributes: &mut Attributes<'_>) -> Understood {
        let picture = self.picture(attributes);
        let end = self.pieces.list.len();
        let list = self.last_list(0..end);
        let prompt = self.before(list);
        let help = "list the labels, each with its place in the picture: `- The pier @ 10,20,30x15`";
        let labels = self.listed(list, end, help).iter().map(|item| self.label(item)).collect();
        Understood { prompt, body: QuestionBody::DragAndDrop { picture, labels } }
    }

    fn label(&mut self, item: &Item) -> Label {
        let (text, place) = placed(&item.markdown);
        let zone = place.and_then(|place| self.rectangle(item.at, place));
        Label { text: text.to_owned(), zone }
    }

    /// A list of places in the picture, marked as right or wrong, with feedback.
    pub(super) fn hotspot(&mut self, attributes: &mut Attributes<'_>) -> Understood {
        let picture = self.picture(attributes);
        let end = self.pieces.list.len();
        let list = self.answer_list();
        let prompt = self.before(list);
        let items = list.map(|list| self.items(list)).unwrap_or_default();
        if list.is_none() {
            let help = "list the places, and mark the right ones: `- [x] The bridge @ 10,20,30x15`";
            self.listed(None, end, help);
        }
        let answers = list.map(|list| self.answers(list, end)).unwrap_or_default();
        let mut regions = Vec::with_capacity(answers.len());
        for (item, answer) in items.iter().zip(answers) {
            let (text, place) = placed(&answer.text);
            let area = match place {
                Some(place) => self.rectangle(item.at, place),
                None => {
                    let message = format!("“{text}” has no place in the picture");
                    self.problem(&rules::PLACE_FORM, item.at, message, PLACE);
                    None
                }
            };
            let area = area.unwrap_or(SOMEWHERE);
            regions.push(Region {
                text: text.to_owned(),
                area,
                correct: answer.correct,
                feedback: answer.feedback,
            });
        }
        Understood { prompt, body: QuestionBody::Hotspot { picture, regions } }
    }

    fn rectangle(&mut self, at: usize, written: &str) -> Option<Rectangle> {
        let rectangle = rectangle(written);
        if rectangle.is_none() {
            let help = match written.contains('>') {
                true => "put the feedback into a line of its own below, indented by two spaces: `  > Yes.`",
                false => PLACE,
            };
            self.problem(&rules::PLACE_FORM, at, format!("`@ {written}` is no place in a picture"), help);
        }
        // Stands in for what the author meant, so that everything else can be looked at in the same run.
        rectangle.or(Some(SOMEWHERE))
    }

    fn picture(&mut self, attributes: &mut Attributes<'_>) -> Picture {
        let example = format!("::: {} bridge src=media/bridge.svg alt=\"A bridge\"", attributes.name.text);
        let src = attributes.require("src", &example, self.reader.report).unwrap_or_default();
        let alt = attributes.take_text("alt").unwrap_or_default();
        Picture { src, alt, caption: None }
    }
}

/// All of the picture.
const SOMEWHERE: Rectangle = Rectangle { left: 0.0, top: 0.0, width: 100.0, height: 100.0 };

/// What a label or region is called, and what stands after its `@`. An `@` inside of a word, or after a backslash, is text.
fn placed(markdown: &str) -> (&str, Option<&str>) {
    let sign = markdown.rmatch_indices('@').find(|(at, _)| {
        let before = markdown[..*at].chars().next_back();
        before.is_none_or(char::is_whitespace)
    });
    match sign {
        Some((at, _)) => (markdown[..at].trim(), Some(markdown[at + 1..].trim())),
        None => (markdown.trim(), None),
    }
}

/// `10,20,30x15`: from the left, from above, width and height.
fn rectangle(written: &str) -> Option<Rectangle> {
    let value = |text: &str| {
        let text = text.trim();
        let text = text.strip_suffix('%').unwrap_or(text);
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
        if is_plain { text.parse::<f64>().ok() } else { None }
    };
    let mut parts = written.splitn(3, ',');
    let (left, top) = (value(parts.next()?)?, value(parts.next()?)?);
    let (width, height) = parts.next()?.split_once(['x', 'X', '×'])?;
    Some(Rectangle { left, top, width: value(width)?, height: value(height)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_four_numbers_in_percent() {
        let read = |text| rectangle(text).map(|it| (it.left, it.top, it.width, it.height));
        assert_eq!(read("10,20,30x15"), Some((10.0, 20.0, 30.0, 15.0)));
        assert_eq!(read(" 10.5 , 0, 30 × 15.25 "), Some((10.5, 0.0, 30.0, 15.25)));
        assert_eq!(read("-10,20,300x0"), Some((-10.0, 20.0, 300.0, 0.0)));
        assert_eq!(read("10%,20%,30%x15%"), Some((10.0, 20.0, 30.0, 15.0)));
        for bad in [
            "",
            "10",
            "10,20",
            "10,20,30",
            "10,20,30x",
            "a,b,cxd",
            "10,20,30x15 > Yes",
            "nan,1,1x1",
            "1e3,1,1x1",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_at_sign_inside_of_a_word_is_text() {
        assert_eq!(placed("The bridge @ 1,2,3x4"), ("The bridge", Some("1,2,3x4")));
        assert_eq!(placed("ask@example.com"), ("ask@example.com", None));
        assert_eq!(placed("ask@example.com @1,2,3x4"), ("ask@example.com", Some("1,2,3x4")));
        assert_eq!(placed("meet \\@ noon"), ("meet \\@ noon", None));
        assert_eq!(placed("@ 1,2,3x4"), ("", Some("1,2,3x4")));
    }
}
