//! What a drawing is made of, as SVG.

use std::fmt::{self, Display, Write as _};

use super::text::escaped;

/// A piece of a drawing, and how much of the page it takes.
#[derive(Default)]
pub(super) struct Piece {
    pub(super) svg: String,
    pub(super) height: f64,
}

/// A length or place: one decimal at most, so that the same drawing has the same bytes everywhere.
#[derive(Clone, Copy)]
pub(super) struct N(pub(super) f64);

impl Display for N {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round();
        if tenths % 10.0 == 0.0 {
            write!(f, "{:.0}", tenths / 10.0)
        } else {
            write!(f, "{:.1}", tenths / 10.0)
        }
    }
}

/// Where something lies.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    pub(super) fn bottom(self) -> f64 {
        self.y + self.height
    }
}

pub(super) fn rect(svg: &mut String, class: &str, area: Area, radius: f64) {
    let (x, y, width, height, radius) = (N(area.x), N(area.y), N(area.width), N(area.height), N(radius));
    let _ = writeln!(
        svg,
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>"
    );
}

pub(super) fn text(svg: &mut String, class: &str, x: f64, y: f64, text: &str) {
    let _ = writeln!(svg, "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>", N(x), N(y), escaped(text));
}

pub(super) fn circle(svg: &mut String, class: &str, x: f64, y: f64, radius: f64) {
    let _ = writeln!(svg, "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", N(x), N(y), N(radius));
}

/// A line through these points, with round corners.
pub(super) fn way(svg: &mut String, class: &str, points: &[(f64, f64)]) {
    let mut d = String::new();
    for (number, &(x, y)) in points.iter().enumerate() {
        let corner = number.checked_sub(1).and_then(|before| points.get(before)).zip(points.get(number + 1));
        match corner {
            None => {
                let _ = write!(d, "{}{} {}", if number == 0 { 'M' } else { 'L' }, N(x), N(y));
            }
            Some((&before, &after)) => {
                let (from, to) = (near((x, y), before), near((x, y), after));
                let _ = write!(d, "L{} {}Q{} {} {} {}", N(from.0), N(from.1), N(x), N(y), N(to.0), N(to.1));
            }
        }
    }
    let _ = writeln!(svg, "<path class=\"{class}\" d=\"{d}\"/>");
}

/// The point by a corner, on the way to a neighbour, where the curve begins.
fn near(corner: (f64, f64), neighbour: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (neighbour.0 - corner.0, neighbour.1 - corner.1);
    let length = dx.hypot(dy).max(0.1);
    let part = (8.0 / length).min(0.5);
    (corner.0 + dx * part, corner.1 + dy * part)
}

/// Where the tip of an arrow points.
#[derive(Clone, Copy)]
pub(super) enum Towards {
    Down,
    Left,
    Right,
}

/// The tip of an arrow, at its end.
pub(super) fn tip(svg: &mut String, class: &str, (x, y): (f64, f64), towards: Towards) {
    let (one, other) = match towards {
        Towards::Down => ((-5.0, -8.0), (5.0, -8.0)),
        Towards::Left => ((8.0, -5.0), (8.0, 5.0)),
        Towards::Right => ((-8.0, -5.0), (-8.0, 5.0)),
    };
    let at = |(dx, dy): (f64, f64)| format!("{} {}", N(x + dx), N(y + dy));
    let _ = writeln!(svg, "<path class=\"{class}\" d=\"M{} {}L{}L{}Z\"/>", N(x), N(y), at(one), at(other));
}
