//! Design tokens: the theme's colours with the brand's over them, their contrast, and the style sheet that sets them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::{Theme, rules};
use crate::diagnostic::{Diagnostic, Report};
use crate::error::Error;
use crate::model::Brand;

/// Pairs of tokens that must differ: foreground, background, contrast by WCAG 2.2 (1.4.3 and 1.4.11).
const PAIRS: &[(&str, &str, f64)] = &[
    ("text", "background", 4.5),
    ("text", "surface", 4.5),
    ("text", "surface-raised", 4.5),
    ("text-muted", "background", 4.5),
    ("text-muted", "surface", 4.5),
    ("link", "background", 4.5),
    ("link", "surface-raised", 4.5),
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-strong", 4.5),
    ("accent", "background", 3.0),
    ("control", "background", 3.0),
    ("control", "surface-raised", 3.0),
    ("focus", "background", 3.0),
    ("focus", "surface", 3.0),
    ("correct", "correct-soft", 4.5),
    ("incorrect", "incorrect-soft", 4.5),
    ("note", "note-soft", 4.5),
    ("tip", "tip-soft", 4.5),
    ("warning", "warning-soft", 4.5),
    ("example", "example-soft", 4.5),
    ("text", "correct-soft", 4.5),
    ("text", "incorrect-soft", 4.5),
    // Code
    ("accent", "surface", 4.5),
    ("correct", "surface", 4.5),
    ("incorrect", "surface", 4.5),
    ("note", "surface", 4.5),
    ("tip", "surface", 4.5),
    ("warning", "surface", 4.5),
    ("example", "surface", 4.5),
];

pub(super) struct Tokens {
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
    fonts: BTreeMap<String, String>,
    radius: u64,
}

impl Tokens {
    /// The theme's tokens with the brand's over them, and what is wrong with them.
    pub(super) fn new(theme: &Theme, brand: &Brand) -> Result<(Self, Report), Error> {
        let defaults = theme.json("tokens.json")?;
        let map = |name: &str| -> BTreeMap<String, String> {
            let entries = defaults.get(name).and_then(Value::as_object).into_iter().flatten();
            entries.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
        };
        let mut tokens = Self {
            light: map("light"),
            dark: map("dark"),
            fonts: map("fonts"),
            radius: defaults.get("radius").and_then(Value::as_u64).unwrap_or(0),
        };
        let mut report = Report::default();
        overlay(&mut tokens.light, &brand.colours, "colour", &mut report);
        overlay(&mut tokens.dark, &brand.dark_colours, "colour", &mut report);
        overlay(&mut tokens.fonts, &brand.fonts, "font", &mut report);
        tokens.radius = brand.radius.map_or(tokens.radius, u64::from);
        check_contrast(&tokens.light, "light", &mut report);
        check_contrast(&tokens.dark, "dark", &mut report);
        Ok((tokens, report))
    }

    pub(super) fn css(&self) -> String {
        let declarations = |colours: &BTreeMap<String, String>| {
            colours.iter().fold(String::new(), |mut css, (token, value)| {
                let _ = writeln!(css, "  --cw-{token}: {value};");
                css
            })
        };
        let (light, dark) = (declarations(&self.light), declarations(&self.dark));
        let fonts = self.fonts.iter().fold(String::new(), |mut css, (usage, stack)| {
            let _ = writeln!(css, "  --cw-font-{usage}: {stack};");
            css
        });
        format!(
            ":root {{\n{light}{fonts}  --cw-radius: {}px;\n}}\n\
             @media screen and (prefers-color-scheme: dark) {{\n:root:not([data-scheme=\"light\"]) {{\n{dark}}}\n}}\n\
             @media screen {{\n:root[data-scheme=\"dark\"] {{\n{dark}}}\n}}\n",
            self.radius
        )
    }
}

fn overlay(
    defaults: &mut BTreeMap<String, String>,
    brand: &BTreeMap<String, String>,
    what: &str,
    report: &mut Report,
) {
    for (token, value) in brand {
        if defaults.contains_key(token) {
            defaults.insert(token.clone(), value.clone());
        } else {
            let known: Vec<_> = defaults.keys().map(String::as_str).collect();
            let diagnostic =
                Diagnostic::new(&rules::UNKNOWN_TOKEN, format!("the theme has no {what} `{token}`"));
            report.push(diagnostic.subject("brand").help(format!("it has {}", known.join(", "))));
        }
    }
}

fn check_contrast(colours: &BTreeMap<String, String>, scheme: &str, report: &mut Report) {
    for &(front, back, needed) in PAIRS {
        let luminance_of = |token: &str| colours.get(token).and_then(|colour| luminance(colour));
        let (Some(a), Some(b)) = (luminance_of(front), luminance_of(back)) else { continue };
        let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
        if ratio < needed {
            let message = format!(
                "`{front}` ({}) on `{back}` ({}) has a contrast of {ratio:.2}:1 in the {scheme} scheme, {needed}:1 is needed",
                colours[front], colours[back]
            );
            report.push(
                Diagnostic::new(&rules::CONTRAST, message)
                    .subject("brand")
                    .clause("WCAG 2.2, 1.4.3 and 1.4.11"),
            );
        }
    }
}

/// Relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2, definition of relative luminance).
fn luminance(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#')?;
    let channel = |at: usize| {
        let digits = match hex.len() {
            3 => hex.get(at..=at)?.repeat(2),
            6 => hex.get(2 * at..2 * at + 2)?.to_owned(),
            _ => return None,
        };
        let value = f64::from(u8::from_str_radix(&digits, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(1)? + 0.0722 * channel(2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_colours_have_contrast() {
        let (tokens, report) = Tokens::new(&Theme::built_in(), &Brand::new()).unwrap();
        assert!(report.is_empty(), "{report}");
        for (front, back, _) in PAIRS {
            assert!(tokens.light.contains_key(*front) && tokens.dark.contains_key(*back), "{front} {back}");
        }
    }

    /// Whoever reads in the dark prints on white paper all the same.
    #[test]
    fn dark_colours_are_for_screens_alone() {
        let (tokens, _) = Tokens::new(&Theme::built_in(), &Brand::new()).unwrap();
        let css = tokens.css();
        assert_eq!(css.matches(&tokens.dark["background"]).count(), 2);
        assert_eq!(css.matches("@media screen").count(), 2, "{css}");
        let everywhere = css.split("@media").next().unwrap();
        assert!(!everywhere.contains(&tokens.dark["background"]), "{everywhere}");
    }

    #[test]
    fn pale_text_and_unknown_names_are_findings() {
        let brand = Brand::new().colour("text", "#ccc").colour("acent", "#123456");
        let (_, report) = Tokens::new(&Theme::built_in(), &brand).unwrap();
        let codes: Vec<_> = report.iter().map(Diagnostic::code).collect();
        assert!(codes.contains(&"CW301") && codes.contains(&"CW302"), "{report}");
    }

    #[test]
    fn luminance_is_that_of_wcag() {
        assert!((luminance("#fff").unwrap() - 1.0).abs() < 1e-9);
        assert!((luminance("#808080").unwrap() - 0.21586).abs() < 1e-4);
        assert_eq!(luminance("#ff"), None);
    }
}
