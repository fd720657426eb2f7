//! Anchors of headings.

/// The anchor of a heading, as most Markdown tools make it: lower case, letters and digits of any script, and a hyphen
/// for each run of white space; other characters go.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '_' || c == '-' {
            out.push(c);
        } else if c.is_whitespace() && !out.ends_with('-') {
            out.push('-');
        }
    }
    // The theme's own anchors begin so.
    if out.is_empty() || out.starts_with("cw-") || out.starts_with("question-") {
        out.insert_str(0, if out.is_empty() { "section" } else { "section-" });
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn slugs_are_those_of_other_tools() {
        assert_eq!(super::slug("Say what you do not know"), "say-what-you-do-not-know");
        assert_eq!(super::slug("What’s next?"), "whats-next");
        assert_eq!(super::slug("信頼 について"), "信頼-について");
        assert_eq!(super::slug("!?"), "section");
        assert_eq!(super::slug("CW content"), "section-cw-content");
    }
}
