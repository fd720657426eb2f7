//! Charts: a drawing made when the course is published, with a table behind it.
//!
//! Colour never speaks alone: bars and points carry their numbers, lines differ in their strokes, slices are numbered like
//! their legend. Texts are small for the drawing's width, so that they can still be read on a phone.

use std::fmt::Write;

use handlebars::html_escape;
use serde_json::{Value, json};

use crate::model::{Chart, ChartKind};

/// Units of the drawing across.
const WIDTH: f64 = 420.0;

/// Colours that the theme has for series; more series begin again.
const COLOURS: usize = 6;

pub(super) fn view(chart: &Chart) -> (&'static str, Value) {
    let drawing = match chart.kind {
        ChartKind::Bar => bars(chart),
        ChartKind::Line => lines(chart),
        ChartKind::Pie => pie(chart),
    };
    let unit = chart.unit.as_deref().unwrap_or_default();
    let rows: Vec<_> = chart
        .labels
        .iter()
        .enumerate()
        .map(|(index, label)| {
            let values = chart.series.iter().filter_map(|series| series.values.get(index));
            json!({ "label": label, "values": values.map(|value| plain(*value)).collect::<Vec<_>>() })
        })
        .collect();
    let view = json!({
        "kind": chart.kind.name(), "title": chart.title, "unit": unit, "axis": chart.axis,
        "drawing_html": drawing, "legend": legend(chart),
        "series": chart.series.iter().map(|series| &series.name).collect::<Vec<_>>(),
        "rows": rows,
    });
    ("chart", view)
}

/// What the colours mean: the slices of a pie, or several series. A single series needs none.
fn legend(chart: &Chart) -> Vec<Value> {
    let entry = |index: usize, name: &str, value: Option<f64>| {
        json!({
            "colour": index % COLOURS + 1, "number": index + 1, "name": name, "value": value.map(plain),
        })
    };
    match (chart.kind, chart.series.as_slice()) {
        (ChartKind::Pie, [series, ..]) => {
            let slices = chart.labels.iter().zip(&series.values).enumerate();
            slices.map(|(index, (label, value))| entry(index, label, Some(*value))).collect()
        }
        (_, [_]) => Vec::new(),
        (_, all) => all.iter().enumerate().map(|(index, series)| entry(index, &series.name, None)).collect(),
    }
}

/// A number without needless zeros; what 64 bits cannot say exactly is rounded away.
fn plain(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A place in the drawing.
fn at(value: f64) -> String {
    plain((value * 100.0).round() / 100.0)
}

fn colour(series: usize) -> usize {
    series % COLOURS + 1
}

fn svg(height: f64, inside: &str) -> String {
    format!(
        "<svg viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">{inside}</svg>",
        at(WIDTH),
        at(height)
    )
}

/// A text; `number` texts are written again in the learner's browser as the course's language writes numbers.
fn text(x: f64, y: f64, class: &str, words: &str) -> String {
    format!("<text x=\"{}\" y=\"{}\" class=\"{class}\">{}</text>", at(x), at(y), html_escape(words))
}

fn number_text(x: f64, y: f64, class: &str, value: f64, unit: &str) -> String {
    let value = plain(value);
    let unit = html_escape(unit);
    let space = if unit.is_empty() || unit == "%" { "" } else { "\u{a0}" };
    format!(
        "<text x=\"{}\" y=\"{}\" class=\"{class}\"><tspan data-number=\"{value}\">{value}</tspan>{space}{unit}</text>",
        at(x),
        at(y)
    )
}

/// The least and greatest value, with 0 between or at one end. Nothing that is reckoned with them leaves what 64 bits hold.
fn bounds(chart: &Chart) -> (f64, f64) {
    /// What is nearer to 0 looks like it.
    const NEAR: f64 = 1e-200;
    const FAR: f64 = 1e200;
    let values = chart.series.iter().flat_map(|series| &series.values).map(|value| value.clamp(-FAR, FAR));
    let (least, greatest) =
        values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    if greatest - least < NEAR { (0.0, 1.0) } else { (least, greatest) }
}

/// Room for the widest of some numbers with their unit, as far as the drawing can spare it.
fn room(values: impl Iterator<Item = f64>, unit: &str, least: f64) -> f64 {
    let width = |value: f64| {
        let digits = plain(value).chars().count();
        // The browser writes numbers with marks between groups of digits.
        8.0 * share(digits + digits.saturating_sub(1) / 3 + unit.chars().count(), 1) + 10.0
    };
    values.map(width).fold(least, f64::max).min(WIDTH * 0.4)
}

// ---- Bars: they lie, so that labels of any length have room ------------------------------------

fn bars(chart: &Chart) -> String {
    const BAR: f64 = 18.0;
    let (least, greatest) = bounds(chart);
    let unit = chart.unit.as_deref().unwrap_or_default();
    // What a number after a bar takes.
    let room = room(chart.series.iter().flat_map(|series| series.values.iter().copied()), unit, 64.0);
    let scale = (WIDTH - room - if least < 0.0 { room } else { 0.0 }) / (greatest - least);
    let zero = if least < 0.0 { room - least * scale } else { 0.0 };
    let mut out = String::new();
    let mut y = 0.0;
    for (index, label) in chart.labels.iter().enumerate() {
        y += 16.0;
        out.push_str(&text(0.0, y, "cw-chart-label", label));
        y += 6.0;
        for (number, series) in chart.series.iter().enumerate() {
            let value = series.values.get(index).copied().unwrap_or_default();
            let length = (value.clamp(least, greatest) * scale).abs();
            let x = if value < 0.0 { zero - length } else { zero };
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{BAR}\" rx=\"3\" class=\"cw-chart-{}\"/>",
                at(x),
                at(y),
                at(length.max(1.0)),
                colour(number)
            );
            let (x, class) = if value < 0.0 {
                (x - 6.0, "cw-chart-value cw-chart-end")
            } else {
                (x + length + 6.0, "cw-chart-value")
            };
            out.push_str(&number_text(x, y + BAR - 4.0, class, value, unit));
            y += BAR + 3.0;
        }
        y += 10.0;
    }
    if least < 0.0 {
        let _ = write!(
            out,
            "<line x1=\"{0}\" x2=\"{0}\" y1=\"0\" y2=\"{1}\" class=\"cw-chart-axis\"/>",
            at(zero),
            at(y)
        );
    }
    svg(y, &out)
}

// ---- Lines --------------------------------------------------------------------------------------

fn lines(chart: &Chart) -> String {
    const TOP: f64 = 18.0;
    const HEIGHT: f64 = 200.0;
    let (least, greatest) = bounds(chart);
    let step = nice_step((greatest - least) / 4.0);
    let (low, high) = ((least / step).floor() * step, (greatest / step).ceil() * step);
    let y = |value: f64| TOP + HEIGHT * (high - value.clamp(low, high)) / (high - low);
    let count = chart.labels.len();
    let unit = chart.unit.as_deref().unwrap_or_default();
    let left = room([low, low + step, high].into_iter(), unit, 54.0);
    let x = |index: usize| left + 10.0 + (WIDTH - left - 30.0) * share(index, count.saturating_sub(1));
    let mut out = String::new();
    let mut tick = low;
    while tick <= high + step / 2.0 {
        let class = if tick.abs() < step / 2.0 { "cw-chart-axis" } else { "cw-chart-grid" };
        let _ = write!(
            out,
            "<line x1=\"{}\" x2=\"{}\" y1=\"{2}\" y2=\"{2}\" class=\"{class}\"/>",
            at(left),
            at(WIDTH),
            at(y(tick))
        );
        out.push_str(&number_text(left - 8.0, y(tick) + 4.0, "cw-chart-tick cw-chart-end", tick, unit));
        tick += step;
    }
    // As many labels as have room: each takes as much as the longest.
    let longest = chart.labels.iter().map(|label| label.chars().count()).max().unwrap_or(1);
    let every = (share(longest * 8 + 16, 1) * share(count, 1) / (WIDTH - left)).ceil().max(1.0);
    let mut next = 0.0;
    for (index, label) in chart.labels.iter().enumerate() {
        if share(index, 1) >= next {
            out.push_str(&text(x(index), TOP + HEIGHT + 22.0, "cw-chart-tick cw-chart-middle", label));
            next += every;
        }
    }
    for (number, series) in chart.series.iter().enumerate() {
        let points: Vec<_> =
            series.values.iter().enumerate().map(|(index, value)| (x(index), y(*value))).collect();
        let path: Vec<_> = points.iter().map(|(x, y)| format!("{},{}", at(*x), at(*y))).collect();
        let colour = colour(number);
        let _ = write!(
            out,
            "<polyline points=\"{}\" class=\"cw-chart-line cw-chart-line-{colour}\"/>",
            path.join(" ")
        );
        for (x, y) in points {
            let _ = write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"4\" class=\"cw-chart-{colour}\"/>",
                at(x),
                at(y)
            );
        }
    }
    svg(TOP + HEIGHT + 32.0, &out)
}

/// 1, 2 or 5 times a power of ten, and at least as much as this.
fn nice_step(least: f64) -> f64 {
    let power = 10.0_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|step| *step >= least * (1.0 - 1e-9)).unwrap_or(power)
}

// Numbers of labels and series are small.
#[expect(clippy::cast_precision_loss)]
fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 0.5 } else { part as f64 / of as f64 }
}

// ---- Pie ----------------------------------------------------------------------------------------

fn pie(chart: &Chart) -> String {
    const RADIUS: f64 = 110.0;
    let (cx, cy) = (WIDTH / 2.0, RADIUS + 4.0);
    let values = chart.series.first().map_or(&[][..], |series| &series.values);
    let total: f64 = values.iter().sum();
    let mut out = String::new();
    let mut from = 0.0;
    for (index, value) in values.iter().enumerate() {
        let part = if total > 0.0 { value / total } else { 0.0 };
        let colour = colour(index);
        if part > 0.999_999 {
            let _ = write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{RADIUS}\" class=\"cw-chart-{colour}\"/>",
                at(cx),
                at(cy)
            );
        } else if part > 0.0 {
            let edge = |turn: f64, radius: f64| {
                let angle = turn * std::f64::consts::TAU;
                (cx + radius * angle.sin(), cy - radius * angle.cos())
            };
            let ((x1, y1), (x2, y2)) = (edge(from, RADIUS), edge(from + part, RADIUS));
            let large = u8::from(part > 0.5);
            let _ = write!(
                out,
                "<path d=\"M{} {}L{} {}A{RADIUS} {RADIUS} 0 {large} 1 {} {}Z\" class=\"cw-chart-slice cw-chart-{colour}\"/>",
                at(cx),
                at(cy),
                at(x1),
                at(y1),
                at(x2),
                at(y2),
            );
            // A slice that is too thin for its number is known by its place and its colour.
            if part >= 0.05 {
                let (x, y) = edge(from + part / 2.0, RADIUS * 0.68);
                out.push_str(&number_text(
                    x,
                    y + 5.0,
                    "cw-chart-number cw-chart-middle",
                    share(index + 1, 1),
                    "",
                ));
            }
        }
        from += part;
    }
    svg(2.0 * RADIUS + 8.0, &out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Series;

    fn chart(kind: ChartKind, series: &[&[f64]]) -> Chart {
        let labels =
            (0..series.first().map_or(0, |values| values.len())).map(|n| format!("L<{n}>")).collect();
        let series =
            series.iter().map(|values| Series { name: "S".to_owned(), values: values.to_vec() }).collect();
        Chart {
            kind,
            title: "T".to_owned(),
            unit: Some("%".to_owned()),
            axis: "A".to_owned(),
            labels,
            series,
        }
    }

    #[test]
    fn numbers_are_plain() {
        assert_eq!([0.1 + 0.2, 12.0, -0.0, 1e6, 8.5].map(plain), ["0.3", "12", "0", "1000000", "8.5"]);
        assert_eq!([0.9, 1.0, 1.1, 3.0, 60.0, 0.03].map(nice_step), [1.0, 1.0, 2.0, 5.0, 100.0, 0.05]);
    }

    /// Whatever the numbers are, every place in the drawing is a number inside of it.
    #[test]
    fn drawings_stay_inside() {
        let many: Vec<f64> = (0..200).map(f64::from).collect();
        let series: [&[&[f64]]; 9] = [
            &[&[1.0]],
            &[&[0.0, 0.0]],
            &[&[-5.0, 5.0], &[1.0, 2.0]],
            &[&[1e12, 1.0]],
            &[&many],
            &[&[100.0, 0.0, 0.0]],
            &[&[1e308, -1e308, 0.0]],
            &[&[1e-320, 5e-324]],
            &[&[-1e9, 1_234_567.25]],
        ];
        for kind in ChartKind::ALL {
            for series in series {
                let drawing = view(&chart(kind, series)).1["drawing_html"].as_str().unwrap().to_owned();
                assert!(
                    !drawing.contains("NaN") && !drawing.contains("inf") && !drawing.contains("L<"),
                    "{drawing}"
                );
                for x in drawing.split(" x=\"").skip(1) {
                    let x: f64 = x.split('"').next().unwrap().parse().unwrap();
                    assert!((-0.01..=WIDTH).contains(&x), "{kind:?} {x}: {drawing}");
                }
            }
        }
    }

    #[test]
    fn a_pie_is_whole() {
        let drawing = pie(&chart(ChartKind::Pie, &[&[25.0, 60.0, 15.0]]));
        assert_eq!(drawing.matches("<path").count(), 3);
        assert!(drawing.contains("A110 110 0 1 1"));
    }
}
