//! Numbers as learners write them: with a decimal comma or point, a sign, groups of digits, and digits of other scripts. The
//! player's `numbers.js` reads them in the same way.

/// The zeros of the digits that learners may type: Arabic-Indic, Persian, Devanagari, Bengali, Thai, fullwidth.
const ZEROS: [char; 6] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}'];

/// Room for what cannot be written exactly in binary, such as 0.1: it must not decide.
const SLACK: f64 = 1e-9;

/// The number that an author has written; `1,234` and `1.234` have decimals.
pub(crate) fn number(text: &str) -> Option<f64> {
    numbers(text, "").first().copied()
}

/// What a text may mean: nothing if it is no number, two for `1,234`, which depends on who writes it. The unit may follow.
pub(crate) fn numbers(text: &str, unit: &str) -> Vec<f64> {
    let plain = plain_digits(without_unit(text.trim(), unit.trim()));
    let (mantissa, exponent) = match plain.split_once(['e', 'E']) {
        Some((mantissa, exponent)) if is_exponent(exponent) => (mantissa, exponent),
        Some(_) => return Vec::new(),
        None => (plain.as_str(), "0"),
    };
    let digits = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    let sign = &mantissa[..mantissa.len() - digits.len()];
    let readings = with_decimals(digits).into_iter().chain(with_groups(digits));
    let values = readings.filter_map(|number| format!("{sign}{number}e{exponent}").parse::<f64>().ok());
    let mut values: Vec<_> = values.filter(|value| value.is_finite()).collect();
    values.dedup();
    values
}

/// Whether a number lies in a range, ends included.
pub(super) fn is_within(value: f64, min: f64, max: f64) -> bool {
    let slack = SLACK * value.abs().max(1.0);
    value >= min - slack && value <= max + slack
}

fn is_exponent(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    matches!(digits.len(), 1..=3) && is_digits(digits)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Upper and lower case of a unit do not matter.
fn without_unit<'t>(text: &'t str, unit: &str) -> &'t str {
    let Some(last) = unit.chars().count().checked_sub(1) else { return text };
    match text.char_indices().rev().nth(last) {
        Some((at, _)) if text[at..].to_lowercase() == unit.to_lowercase() => text[..at].trim(),
        _ => text,
    }
}

/// With ASCII for digits, signs and marks, and without space and apostrophes between groups.
fn plain_digits(text: &str) -> String {
    let mut plain: Vec<char> = text.chars().map(plain_character).collect();
    let mut at = 0;
    while at < plain.len() {
        let is_gap = |c: &char| c.is_whitespace() || matches!(c, '\'' | '\u{2019}' | '\u{66c}');
        let length = plain[at..].iter().take_while(|c| is_gap(c)).count();
        let after: Vec<bool> = plain[at + length..].iter().take(4).map(char::is_ascii_digit).collect();
        let between_groups = at > 0 && plain[at - 1].is_ascii_digit() && is_three_digits(&after);
        let after_sign = at == 1
            && matches!(plain[0], '+' | '-')
            && plain[at..at + length].iter().all(|c| c.is_whitespace());
        if length > 0 && (between_groups || after_sign) {
            plain.drain(at..at + length);
        }
        at += 1;
    }
    plain.into_iter().collect()
}

/// Three digits, and no fourth.
fn is_three_digits(are_digits: &[bool]) -> bool {
    matches!(are_digits, [true, true, true] | [true, true, true, false])
}

fn plain_character(c: char) -> char {
    let zero = ZEROS.into_iter().find(|zero| (*zero..).take(10).any(|digit| digit == c));
    if let Some(zero) = zero {
        let digit = u32::from(c) - u32::from(zero);
        return char::from_digit(digit, 10).unwrap_or(c);
    }
    match c {
        '\u{2212}' | '\u{2012}' | '\u{2013}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{ff0b}' => '+',
        '\u{66b}' | '\u{ff0c}' => ',',
        '\u{ff0e}' => '.',
        other => other,
    }
}

/// With the last mark before the decimals, if that can be.
fn with_decimals(digits: &str) -> Option<String> {
    let Some(at) = digits.rfind(['.', ',']) else {
        return (!digits.is_empty() && is_digits(digits)).then(|| digits.to_owned());
    };
    let (whole, fraction) = (&digits[..at], &digits[at + 1..]);
    let mark = &digits[at..=at];
    if (whole.is_empty() && fraction.is_empty()) || !is_digits(fraction) || whole.contains(mark) {
        return None;
    }
    let whole = if is_digits(whole) { Some(whole.to_owned()) } else { with_groups(whole) }?;
    let or_zero = |digits: &str| if digits.is_empty() { "0".to_owned() } else { digits.to_owned() };
    Some(format!("{}.{}", or_zero(&whole), or_zero(fraction)))
}

/// With every mark between groups of three, if that can be.
fn with_groups(digits: &str) -> Option<String> {
    let mark = if digits.contains('.') { '.' } else { ',' };
    let mut groups = digits.split(mark);
    let first = groups.next().filter(|group| is_digits(group))?;
    let is_group = |group: &str| group.len() == 3 && is_digits(group);
    let is_number = matches!(first.len(), 1..=3) && !first.starts_with('0');
    (is_number && digits.contains(mark) && groups.all(is_group)).then(|| digits.replace(mark, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = |text: &str| numbers(text, "%");
        assert_eq!(read(" 60 "), [60.0]);
        assert_eq!(read("60 %"), [60.0]);
        assert_eq!(read("-0,5"), [-0.5]);
        assert_eq!(read("\u{2212} .5"), [-0.5]);
        assert_eq!(read("1,234"), [1.234, 1234.0]);
        assert_eq!(read("1.234,5"), [1234.5]);
        assert_eq!(read("1'234'567.25"), [1_234_567.25]);
        assert_eq!(read("12 345"), [12345.0]);
        assert_eq!(read("\u{661}\u{662}\u{66b}\u{665}"), [12.5]);
        assert_eq!(read("6e3"), [6000.0]);
        assert_eq!(read("0.10"), [0.1]);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "", "%", "sixty", "6 0", "1.2.3", "1,23,4", "--1", "1e", "e5", ".", "0x10", "nan", "inf", "1e999",
        ] {
            assert_eq!(numbers(text, "%"), Vec::<f64>::new(), "{text}");
        }
    }
}
