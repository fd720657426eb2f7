//! File names as URLs.

use std::fmt::Write as _;

/// A file name as a URL relative to the package's root: everything that RFC 3986 §3.3 does not take in a path, and `&`,
/// is percent-encoded as UTF-8.
pub(super) fn encode(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$'()*,;=@+".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The address of a page with parameters of its own: `name=value&…` with or without a question mark, or a fragment.
pub(super) fn with_parameters(name: &str, parameters: Option<&str>) -> String {
    let page = encode(name);
    match parameters {
        None => page,
        Some(parameters) if parameters.starts_with(['?', '#']) => format!("{page}{parameters}"),
        Some(parameters) => format!("{page}?{}", parameters.trim_start_matches('&')),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn parameters_are_a_query_or_a_fragment() {
        let address = |parameters| super::with_parameters("a b.html", parameters);
        assert_eq!(address(None), "a%20b.html");
        assert_eq!(address(Some("?x=1")), "a%20b.html?x=1");
        assert_eq!(address(Some("&x=1&y=2#z")), "a%20b.html?x=1&y=2#z");
        assert_eq!(address(Some("#z")), "a%20b.html#z");
    }

    #[test]
    fn only_what_a_path_may_hold_stays() {
        assert_eq!(super::encode("a/b c#1 100%&é.html"), "a/b%20c%231%20100%25%26%C3%A9.html");
        assert_eq!(super::encode("lessons/trust-1_x.html"), "lessons/trust-1_x.html");
    }
}
