//! The marks of gaps in a prompt.

use std::ops::Range;

/// Underscores that make a mark. Fewer are emphasis, or part of a name.
const MARK: usize = 4;

/// Where the prompt has the marks of gaps: runs of four underscores or more.
pub(crate) fn gap_marks(prompt: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + prompt[at..].find('_')?;
            let length = prompt[start..].bytes().take_while(|byte| *byte == b'_').count();
            at = start + length;
            if length >= MARK {
                return Some(start..at);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_four_underscores_are_marks() {
        let marks = |prompt| gap_marks(prompt).collect::<Vec<_>>();
        assert_eq!(marks("____ a_b __c__ _____"), [0..4, 15..20]);
        assert!(marks("none").is_empty());
    }
}
