//! The nearest of the known words, for authors whose finger slipped.

/// The known word that differs from this one by a slip or two.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Distance grows with the square of the length; nobody misspells words this long.
    if word.len() > 128 {
        return None;
    }
    let word = word.to_lowercase();
    let slips = match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    known
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// "did you mean `title`?", or the list of what is known.
pub(super) fn did_you_mean(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "nothing but an identifier stands here; take it out".to_owned(),
        None => format!("known here: {}", quoted(known)),
    }
}

/// `` `a`, `b`, `c` ``
pub(super) fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_nothing_else() {
        let known = ["note", "choice", "multiple-response"];
        assert_eq!(nearest("chioce", known), Some("choice"));
        assert_eq!(nearest("Note", known), Some("note"));
        assert_eq!(nearest("multiple-responses", known), Some("multiple-response"));
        assert_eq!(nearest("film", known), None);
    }
}
