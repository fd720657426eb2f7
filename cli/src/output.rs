//! Words on the terminal: what goes to standard output and to standard error, sizes and times for people.

use std::io::{self, Write};
use std::time::Duration;

use annotate_snippets::normalize_untrusted_str;
use anstyle::{AnsiColor, Style};

use crate::failure::Failure;

/// The widest that running text gets, in columns: longer lines are hard to read.
const WIDEST: usize = 100;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();
/// Titles.
pub(crate) const BOLD: Style = Style::new().bold();

/// Prints to standard output. Who reads no further, as `head` does, is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::io("cannot write to", "the standard output".as_ref(), &error))
        }
        _ => Ok(()),
    }
}

/// Prints to standard error, where nobody can be told if it does not work.
pub(crate) fn tell(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Prints a failure to standard error.
pub(crate) fn tell_failure(message: &str, help: Option<&str>) {
    let message = normalize_untrusted_str(message);
    let help = help.map(|help| format!("  {HELP}help{HELP:#}: {}\n", normalize_untrusted_str(help)));
    tell(&format!("{ERROR}error{ERROR:#}: {message}\n{}", help.unwrap_or_default()));
}

/// Columns of the terminal, if there is one.
pub(crate) fn columns() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0).max(20))
}

/// Columns for running text: those of the terminal, or 80.
pub(crate) fn text_columns() -> usize {
    columns().unwrap_or(80).min(WIDEST)
}

/// A size for people: `12 KB`.
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["KB", "MB", "GB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let mut value = bytes as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.5 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let decimals = usize::from(value < 99.95);
    format!("{value:.decimals$} {}", UNITS[unit])
}

/// A time for people: `85 ms`, `1.4 s`, `2 min 5 s`.
pub(crate) fn time(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match duration.as_millis() {
        milliseconds @ 0..1000 => format!("{milliseconds} ms"),
        milliseconds @ 1000..60_000 => format!("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

/// `1 lesson`, `2 lessons`.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_are_short() {
        let sizes = [0, 999, 1000, 99_949, 99_950, 999_499, 999_500, 1_234_567, 2 << 30];
        assert_eq!(
            sizes.map(size),
            ["0 B", "999 B", "1.0 KB", "99.9 KB", "100 KB", "999 KB", "1.0 MB", "1.2 MB", "2.1 GB"]
        );
        let times = [0, 999, 1000, 59_999, 125_000].map(|ms| time(Duration::from_millis(ms)));
        assert_eq!(times, ["0 ms", "999 ms", "1.0 s", "59.9 s", "2 min 5 s"]);
        assert_eq!([0, 1, 2].map(|n| count(n, "lesson")), ["0 lessons", "1 lesson", "2 lessons"]);
    }
}
