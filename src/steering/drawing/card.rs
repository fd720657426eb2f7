//! A step as a card, and the head of a group's frame.

use super::layout::Layout;
use super::marks::Mark;
use super::shapes::{Area, Piece, circle, rect, text, way};
use super::text::{escaped, width, wrap};
use crate::model::path::{Content, Group, Step};
use crate::steering::words;

/// The bar at the left of a card.
const BAR: f64 = 5.0;
const PADDING: f64 = 16.0;

/// A step, at least as high as this.
pub(super) fn draw(layout: &Layout<'_>, step: &Step, (x, y): (f64, f64), width: f64, least: f64) -> Piece {
    let head = head(layout, step, None, (x + BAR + PADDING - 4.0, y), width - BAR - 2.0 * PADDING + 4.0);
    let height = (head.height + 12.0).max(least);
    let mut svg = String::from("<g>");
    let title = layout.words.path.title_of(step);
    svg.push_str(&format!(
        "<title>{}</title>\n",
        escaped(&format!("{} {title}", layout.words.number(&step.id)))
    ));
    let class = format!("card{}", manner(layout, step));
    rect(&mut svg, &class, Area { x, y, width, height }, 9.0);
    rect(&mut svg, colour(step), Area { x, y: y + 9.0, width: BAR, height: height - 18.0 }, 2.0);
    svg.push_str(&head.svg);
    badge(layout, step, &mut svg, (x + width, y));
    svg.push_str("</g>\n");
    Piece { svg, height }
}

/// Number and kind, or the group's rule; the title; what goes for it; what the exploration saw.
pub(super) fn head(
    layout: &Layout<'_>,
    step: &Step,
    group: Option<&Group>,
    (x, y): (f64, f64),
    width: f64,
) -> Piece {
    let mut svg = String::new();
    let mut at = y + 10.0;
    let number = layout.words.number(&step.id);
    let what = match group {
        Some(group) => words::rule(group),
        None => layout.words.kind(step).to_owned(),
    };
    let mut lines = |class: &str, (size, height): (f64, f64), words: &str, most: usize| {
        for line in wrap(words, size, width, most).into_iter().filter(|line| !line.is_empty()) {
            text(&mut svg, class, x, at + size, &line);
            at += height;
        }
    };
    // Letters that are heavy or stand apart are wider than those that were measured.
    let kind = format!("kind {}", colour(step));
    lines(&kind, (12.0, 17.0), &format!("{number} · {what}"), 3);
    lines("name", (15.8, 20.0), layout.words.path.title_of(step), 4);
    let terms = words::capitalised(&layout.words.terms(step).join(" · "));
    lines("small", (12.5, 16.5), &terms, 5);
    if let Some(mark) = layout.marks.and_then(|marks| marks.of(&step.id)) {
        at += 6.0;
        at += seen(&mut svg, mark, (x, at), width);
    }
    Piece { svg, height: at - y }
}

/// What learners can do with a step, as far as the exploration saw. Gives the height.
fn seen(svg: &mut String, mark: &Mark, (x, y): (f64, f64), room: f64) -> f64 {
    let (mut left, mut at) = (x, y);
    for (word, was_seen) in mark.words() {
        let needed = 16.0 + width(word, 12.5) + 12.0;
        if left > x && left + needed - 12.0 > x + room {
            (left, at) = (x, at + 17.0);
        }
        let middle = at + 9.0;
        if was_seen {
            way(svg, "tick", &[(left, middle), (left + 4.0, middle + 4.0), (left + 11.0, middle - 5.0)]);
        } else {
            way(svg, "dash", &[(left + 1.0, middle), (left + 10.0, middle)]);
        }
        text(
            svg,
            if was_seen { "words yes" } else { "words no" },
            left + 16.0,
            at + 13.0,
            &if was_seen { word.to_owned() } else { format!("not {word}") },
        );
        left += needed + if was_seen { 0.0 } else { width("not ", 12.5) };
    }
    at + 17.0 - y
}

/// Numbers of findings at the corner of a step.
pub(super) fn badge(layout: &Layout<'_>, step: &Step, svg: &mut String, (right, top): (f64, f64)) {
    let Some(marks) = layout.marks else { return };
    let mut x = right - 16.0;
    for (number, finding) in marks.findings_of(&step.id).take(4) {
        let mild = if finding.is_grave { "" } else { " mild" };
        circle(svg, &format!("badge{mild}"), x, top, 10.0);
        text(svg, "on-badge", x, top + 4.0, &number.to_string());
        x -= 22.0;
    }
}

/// Classes that say how a step stands: optional, or with findings.
pub(super) fn manner(layout: &Layout<'_>, step: &Step) -> String {
    let mut classes = String::new();
    if step.optional {
        classes.push_str(" optional");
    }
    if let Some(marks) = layout.marks {
        let is_grave = marks.findings_of(&step.id).any(|(_, finding)| finding.is_grave);
        classes.push_str(if is_grave { " found" } else { "" });
        let was_never_reached = marks.of(&step.id).is_some_and(|mark| !mark.reached);
        classes.push_str(if was_never_reached { " never" } else { "" });
    }
    classes
}

fn colour(step: &Step) -> &'static str {
    match &step.content {
        Content::Course { .. } | Content::Lesson { .. } | Content::Group(_) => "course",
        Content::Test { .. } => "test",
        Content::Session(_) => "live",
        Content::Assignment(_) => "task",
        Content::Discussion(_) | Content::Link { .. } => "talk",
    }
}
