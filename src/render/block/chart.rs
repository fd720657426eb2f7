//! Charts: a drawing made when the course is published, with a table behind it.
//!
//! Colour never speaks alone: bars carry their numbers, lines differ in their strokes, slices are numbered like their legend.
//! Places along the drawing are percentages and texts have sizes of their own, so that a narrow drawing has no small letters;
//! what may be long, such as the labels of bars, is HTML that wraps.

use std::fmt::Write;

use handlebars::html_escape;
use serde_json::{Value, json};

use crate::model::{Chart, ChartKind, Series};

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
        "drawing_html": drawing, "legend": legend(chart), "unit_after": after(unit),
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

/// A unit as it follows its number.
fn after(unit: &str) -> String {
    let space = if unit.is_empty() || unit == "%" { "" } else { "\u{a0}" };
    format!("{space}{unit}")
}

/// A number that is written again in the learner's browser as the course's language writes numbers.
fn number(element: &str, value: f64, unit: &str) -> String {
    let value = plain(value);
    format!("<{element} data-number=\"{value}\">{value}</{element}>{}", html_escape(&after(unit)))
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

// ---- Bars: they lie, so that labels of any length have room ------------------------------------

fn bars(chart: &Chart) -> String {
    let (least, greatest) = bounds(chart);
    let part = |length: f64| 100.0 * length / (greatest - least);
    let zero = part(-least);
    let unit = chart.unit.as_deref().unwrap_or_default();
    let values = chart.series.iter().flat_map(|series| &series.values);
    let longest =
        values.map(|value| plain(*value).len()).max().unwrap_or_default() + after(unit).chars().count();
    let mut out = format!(
        "<div class=\"cw-bars\" data-room=\"{}\"{}>",
        room(longest),
        if least < 0.0 { " data-negative" } else { "" }
    );
    for (index, label) in chart.labels.iter().enumerate() {
        let _ = write!(out, "<p class=\"cw-bars-label\">{}</p>", html_escape(label));
        for (series, Series { values, .. }) in chart.series.iter().enumerate() {
            let value = values.get(index).copied().unwrap_or_default();
            let length = part(value.clamp(least, greatest).abs());
            let (from, end, place) = if value < 0.0 {
                (zero - length, zero - length, "dx=\"-0.45em\" class=\"cw-chart-value cw-chart-end\"")
            } else {
                (zero, zero + length, "dx=\"0.45em\" class=\"cw-chart-value\"")
            };
            let _ = write!(
                out,
                "<svg class=\"cw-bar\" focusable=\"false\"><rect x=\"{}%\" width=\"{}%\" height=\"100%\" rx=\"3\" class=\"cw-chart-{}\"/><text x=\"{}%\" y=\"50%\" dy=\"0.35em\" {place}>{}</text></svg>",
                at(from),
                at(length.max(0.3)),
                colour(series),
                at(end),
                number("tspan", value, unit),
            );
        }
    }
    out.push_str("</div>");
    out
}

/// What the numbers after the bars take, by the letters of the longest.
fn room(letters: usize) -> &'static str {
    match letters {
        ..=5 => "small",
        6..=9 => "medium",
        _ => "large",
    }
}

// ---- Lines --------------------------------------------------------------------------------------

fn lines(chart: &Chart) -> String {
    let (least, greatest) = bounds(chart);
    let step = nice_step((greatest - least) / 4.0);
    let (low, high) = ((least / step).floor() * step, (greatest / step).ceil() * step);
    let y = |value: f64| at(100.0 * (high - value.clamp(low, high)) / (high - low));
    let count = chart.labels.len();
    let x = |index: usize| at(100.0 * share(2 * index + 1, 2 * count));
    let unit = chart.unit.as_deref().unwrap_or_default();
    let (mut ticks, mut drawn) = (String::new(), String::new());
    let mut tick = high;
    while tick >= low - step / 2.0 {
        let zero = tick.abs() < step / 2.0;
        let value = if zero { 0.0 } else { tick };
        let _ = write!(ticks, "<span><span>{}</span></span>", number("span", value, unit));
        let class = if zero { "cw-chart-axis" } else { "cw-chart-grid" };
        let _ = write!(drawn, "<line x2=\"100%\" y1=\"{0}%\" y2=\"{0}%\" class=\"{class}\"/>", y(value));
        tick -= step;
    }
    labels(&mut drawn, chart, x);
    for (series, Series { values, .. }) in chart.series.iter().enumerate() {
        let colour = colour(series);
        for (index, pair) in values.windows(2).enumerate() {
            let _ = write!(
                drawn,
                "<line x1=\"{}%\" y1=\"{}%\" x2=\"{}%\" y2=\"{}%\" class=\"cw-chart-line cw-chart-line-{colour}\"/>",
                x(index),
                y(pair[0]),
                x(index + 1),
                y(pair[1]),
            );
        }
        for (index, value) in values.iter().enumerate() {
            let (x, y) = (x(index), y(*value));
            let _ = write!(drawn, "<circle cx=\"{x}%\" cy=\"{y}%\" r=\"4.5\" class=\"cw-chart-{colour}\"/>");
        }
    }
    format!(
        "<div class=\"cw-plot\"><div class=\"cw-plot-ticks\">{ticks}</div><svg class=\"cw-plot-area\" focusable=\"false\">{drawn}</svg></div>"
    )
}

/// As many labels below the lines as have room: each takes as much as the longest. Fewer do where the drawing is narrow.
fn labels(drawn: &mut String, chart: &Chart, x: impl Fn(usize) -> String) {
    const WIDE: usize = 520;
    const NARROW: usize = 240;
    let longest = chart.labels.iter().map(|label| label.chars().count()).max().unwrap_or_default();
    let taken = (longest * 8 + 14) * chart.labels.len();
    let wide = taken.div_ceil(WIDE).max(1);
    let narrow = taken.div_ceil(NARROW).div_ceil(wide) * wide;
    for (index, label) in chart.labels.iter().enumerate().step_by(wide) {
        let more = if index % narrow == 0 { "" } else { " cw-plot-more" };
        let _ = write!(
            drawn,
            "<text x=\"{}%\" y=\"100%\" dy=\"1.75em\" class=\"cw-chart-tick cw-chart-middle{more}\">{}</text>",
            x(index),
            html_escape(label)
        );
    }
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
    let (cx, cy) = (RADIUS + 2.0, RADIUS + 2.0);
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
                let _ = write!(
                    out,
                    "<text x=\"{}\" y=\"{}\" dy=\"0.35em\" class=\"cw-chart-number cw-chart-middle\">{}</text>",
                    at(x),
                    at(y),
                    number("tspan", share(index + 1, 1), "")
                );
            }
        }
        from += part;
    }
    format!("<svg class=\"cw-pie\" viewBox=\"0 0 {0} {0}\" focusable=\"false\">{out}</svg>", at(2.0 * cx))
}

#[cfg(test)]
mod tests {
    use super::*;

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
                for place in drawing.split("%\"").filter(|_| kind != ChartKind::Pie) {
                    let Ok(place) = place.rsplit('"').next().unwrap().parse::<f64>() else { continue };
                    assert!((-0.01..=100.01).contains(&place), "{kind:?} {place}: {drawing}");
                }
            }
        }
    }

    #[test]
    fn narrow_drawings_have_fewer_labels_of_the_same_size() {
        let many: Vec<f64> = (0..24).map(f64::from).collect();
        let drawing = lines(&chart(ChartKind::Line, &[&many]));
        let (all, wide_only) =
            (drawing.matches("cw-chart-tick").count(), drawing.matches("cw-plot-more").count());
        assert!(1 < all - wide_only && all - wide_only < all && all < 24, "{all} {wide_only}");
    }

    #[test]
    fn a_pie_is_whole() {
        let drawing = pie(&chart(ChartKind::Pie, &[&[25.0, 60.0, 15.0]]));
        assert_eq!(drawing.matches("<path").count(), 3);
        assert!(drawing.contains("A110 110 0 1 1"));
    }
}
