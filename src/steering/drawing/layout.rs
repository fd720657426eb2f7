//! Where everything lies: steps below each other where one follows the other, beside each other where the learner chooses.

use super::card;
use super::marks::Marks;
use super::shapes::{Area, Piece, Towards, rect, text, tip, way};
use super::text::wrap;
use crate::model::path::{Group, Order, Remediation, Step};
use crate::steering::words::{self, Words};

/// Widths of a step's card.
const CARD: f64 = 400.0;
const NARROW_CARD: f64 = 236.0;
/// Between two things beside each other.
pub(super) const GAP: f64 = 18.0;
/// For the way around a step that can be passed over.
const ROUND: f64 = 26.0;
/// For the arrows to and from remedial steps.
const LOOP: f64 = 54.0;
/// Inside of a frame.
const PADDING: f64 = 16.0;
/// From the left edge of what a line comes from to the line.
pub(super) const SPINE: f64 = 30.0;
/// An arrow without words.
const ARROW: f64 = 30.0;
/// Groups in more groups than these are drawn as cards.
const DEEPEST: usize = 12;
/// Side by side at most.
const COLUMNS: usize = 3;

pub(super) struct Layout<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) marks: Option<&'a Marks>,
}

impl Layout<'_> {
    /// How wide the steps would like to be; no less than they have to be.
    pub(super) fn width_of(&self, group: &Group) -> f64 {
        inside(group, 0, CARD)
    }

    /// The steps of a group, without a frame.
    pub(super) fn steps(&self, group: &Group, at: (f64, f64), width: f64, level: usize) -> Piece {
        match group.order {
            Order::Linear => self.stack(&group.steps, at, width, level, false),
            Order::Any | Order::Choice => self.grid(group, at, width, level),
        }
    }

    /// Steps below each other, with arrows between them; with `is_led_to`, one leads to the first.
    pub(super) fn stack(
        &self,
        steps: &[Step],
        (x, y): (f64, f64),
        width: f64,
        level: usize,
        is_led_to: bool,
    ) -> Piece {
        let around = gutter(steps);
        let mut stack = Piece::default();
        let mut at = y;
        for (number, step) in steps.iter().enumerate() {
            let has_arrow = number > 0 || is_led_to;
            let piece = self.led_to(step, (x, at), (width, around), level, has_arrow);
            stack.svg.push_str(&piece.svg);
            at += piece.height;
        }
        stack.height = at - y;
        stack
    }

    /// Steps beside each other, row after row.
    fn grid(&self, group: &Group, (x, y): (f64, f64), width: f64, level: usize) -> Piece {
        let count = columns(group, width, level);
        let column = (width - GAP * (count - 1) as f64) / count as f64;
        let mut grid = Piece::default();
        let mut at = y;
        for row in group.steps.chunks(count) {
            let mut highest: f64 = 0.0;
            for (number, step) in row.iter().enumerate() {
                let left = x + number as f64 * (column + GAP);
                let around = gutter(std::slice::from_ref(step));
                let piece = self.led_to(step, (left, at), (column, around), level, false);
                grid.svg.push_str(&piece.svg);
                highest = highest.max(piece.height);
            }
            at += highest + GAP;
        }
        grid.height = (at - GAP - y).max(0.0);
        grid
    }

    /// A step with what leads to it: an arrow, the gate with its requirement, and the way around it.
    fn led_to(
        &self,
        step: &Step,
        (x, y): (f64, f64),
        (width, around): (f64, f64),
        level: usize,
        has_arrow: bool,
    ) -> Piece {
        let spine = x + around + SPINE;
        let room = width - around - SPINE - 2.0;
        let mut svg = String::new();
        let mut at = y + if has_arrow { 8.0 } else { 0.0 };
        let begin = at;
        if let Some(requirement) = &step.after {
            let words = format!("Opens once {}", self.words.requirement(requirement));
            at += chip(&mut svg, "gate", &words, (spine, at), room) + 6.0;
        }
        let mut turn_off = begin;
        if let Some(requirement) = &step.skip_if {
            let words = format!("Passed over once {}", self.words.requirement(requirement));
            turn_off = at + 10.0;
            at += chip(&mut svg, "note", &words, (spine, at), room) + 6.0;
        }
        let has_words = at > begin;
        let top = if has_words { at + 8.0 } else { y + if has_arrow { ARROW } else { 0.0 } };
        if has_arrow || has_words {
            let from = if has_arrow { y } else { begin };
            let mut line = String::new();
            way(&mut line, "way", &[(spine, from), (spine, top - 2.0)]);
            tip(&mut line, "tip", (spine, top), Towards::Down);
            svg.insert_str(0, &line);
        }
        let body = self.step(step, (x + around, top), width - around, level);
        svg.push_str(&body.svg);
        let mut height = top - y + body.height;
        if step.skip_if.is_some() {
            let (left, under) = (x + around - ROUND + 8.0, top + body.height + 12.0);
            way(
                &mut svg,
                "way round",
                &[(spine, turn_off), (left, turn_off), (left, under), (spine - 1.0, under)],
            );
            tip(&mut svg, "tip", (spine, under), Towards::Right);
            way(&mut svg, "way", &[(spine, top + body.height), (spine, under + 6.0)]);
            height += 18.0;
        }
        Piece { svg, height }
    }

    fn step(&self, step: &Step, at: (f64, f64), width: f64, level: usize) -> Piece {
        match (step.as_group(), &step.remediation) {
            (Some(group), _) if level < DEEPEST => self.frame(step, group, at, width, level + 1),
            (_, Some(remediation)) if level < DEEPEST => self.looped(step, remediation, at, width, level + 1),
            _ => card::draw(self, step, at, width.min(CARD), 0.0),
        }
    }

    /// A group: a frame with its rule in words around its steps.
    fn frame(&self, step: &Step, group: &Group, (x, y): (f64, f64), width: f64, level: usize) -> Piece {
        let head = card::head(self, step, Some(group), (x + PADDING, y), width - 2.0 * PADDING);
        let top = y + head.height + 12.0;
        let steps = self.steps(group, (x + PADDING, top), width - 2.0 * PADDING, level);
        let height = top - y + steps.height + PADDING;
        let mut svg = String::new();
        let inner = if level.is_multiple_of(2) { " inner" } else { "" };
        let class = format!("frame{inner}{}", card::manner(self, step));
        rect(&mut svg, &class, Area { x, y, width, height }, 12.0);
        svg.push_str(&head.svg);
        svg.push_str(&steps.svg);
        card::badge(self, step, &mut svg, (x + width, y));
        Piece { svg, height }
    }

    /// A step, and beside it what is done after failing it, in a loop.
    fn looped(
        &self,
        step: &Step,
        remediation: &Remediation,
        (x, y): (f64, f64),
        width: f64,
        level: usize,
    ) -> Piece {
        let needed =
            widest(&remediation.steps, level, NARROW_CARD) + gutter(&remediation.steps) + 2.0 * PADDING;
        let own = (width - LOOP - needed).clamp(NARROW_CARD.min(width), CARD);
        let area_x = x + own + LOOP;
        let room = (width - own - LOOP).clamp(1.0, CARD);
        let inner = room - 2.0 * PADDING;

        let mut svg = String::new();
        let (left, mut at) = (area_x + PADDING, y + 12.0);
        let lines = |svg: &mut String, at: &mut f64, words: &str| {
            for line in wrap(words, 12.5, inner, 3) {
                text(svg, "words", left, *at + 12.0, &line);
                *at += 16.0;
            }
        };
        lines(&mut svg, &mut at, &words::after_failing(remediation.tries));
        at += 8.0;
        let steps = self.stack(&remediation.steps, (left, at), inner, level, false);
        svg.push_str(&steps.svg);
        at += steps.height + 8.0;
        lines(&mut svg, &mut at, &words::then_again(remediation.tries, remediation.rounds));
        let area = Area { x: area_x, y, width: room, height: at + 10.0 - y };
        let mut whole = String::new();
        rect(&mut whole, "again-box", area, 12.0);
        whole.push_str(&svg);

        // As high as its loop, so that both arrows have where to go.
        let card = card::draw(self, step, (x, y), own, area.height);
        whole.push_str(&card.svg);
        let (out, back) = (y + 18.0, area.bottom().min(y + card.height) - 18.0);
        way(&mut whole, "again", &[(x + own, out), (area_x - 2.0, out)]);
        tip(&mut whole, "again-tip", (area_x, out), Towards::Right);
        way(&mut whole, "again", &[(area_x, back), (x + own + 2.0, back)]);
        tip(&mut whole, "again-tip", (x + own, back), Towards::Left);
        Piece { svg: whole, height: card.height.max(area.height) }
    }
}

/// Words beside the line on which a gate stands. Gives their height.
fn chip(svg: &mut String, class: &str, words: &str, (spine, y): (f64, f64), room: f64) -> f64 {
    let x = spine + 14.0;
    let most = (room - 14.0).max(40.0);
    let lines = wrap(words, 12.5, most - 20.0, 6);
    let widest = lines.iter().map(|line| super::text::width(line, 12.5)).fold(0.0, f64::max);
    let height = 16.0 * lines.len() as f64 + 8.0;
    rect(svg, class, Area { x, y, width: (widest + 20.0).min(most), height }, 8.0);
    if class == "gate" {
        let lock = Area { x: spine - 9.0, y: y + 8.0, width: 18.0, height: 6.0 };
        rect(svg, "lock", lock, 3.0);
    }
    for (number, line) in lines.iter().enumerate() {
        text(svg, "words", x + 10.0, y + 16.5 + 16.0 * number as f64, line);
    }
    height
}

pub(super) fn gutter(steps: &[Step]) -> f64 {
    if steps.iter().any(|step| step.skip_if.is_some()) { ROUND } else { 0.0 }
}

/// How many steps of a group stand beside each other.
fn columns(group: &Group, width: f64, level: usize) -> usize {
    let column = column(group, level, NARROW_CARD);
    let fitting = ((width + GAP) / (column + GAP)).floor().max(1.0) as usize;
    let most = fitting.min(COLUMNS).min(group.steps.len()).max(1);
    // Four are two rows of two, not three and one.
    group.steps.len().div_ceil(group.steps.len().div_ceil(most).max(1)).max(1)
}

fn column(group: &Group, level: usize, card: f64) -> f64 {
    widest(&group.steps, level, card) + gutter(&group.steps)
}

/// The width that the widest of these steps wants, when a card has this one.
fn widest(steps: &[Step], level: usize, card: f64) -> f64 {
    let of = |step: &Step| match (step.as_group(), &step.remediation) {
        (Some(group), _) if level < DEEPEST => inside(group, level + 1, card) + 2.0 * PADDING,
        (_, Some(remediation)) if level < DEEPEST => {
            let steps = &remediation.steps;
            card + LOOP + widest(steps, level + 1, NARROW_CARD) + gutter(steps) + 2.0 * PADDING
        }
        _ => card,
    };
    steps.iter().map(of).fold(card, f64::max)
}

fn inside(group: &Group, level: usize, card: f64) -> f64 {
    match group.order {
        Order::Linear => widest(&group.steps, level, card) + gutter(&group.steps),
        Order::Any | Order::Choice => {
            let column = column(group, level, NARROW_CARD);
            // Two of what is wide are enough beside each other.
            let most = if column > CARD { 1 } else { COLUMNS };
            let count = group.steps.len().clamp(1, most) as f64;
            column * count + GAP * (count - 1.0)
        }
    }
}
