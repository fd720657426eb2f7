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

#[cfg(test)]
mod tests {
    #[test]
    fn only_what_a_path_may_hold_stays() {
        assert_eq!(super::encode("a/b c#1 100%&é.html"), "a/b%20c%231%20100%25%26%C3%A9.html");
        assert_eq!(super::encode("lessons/trust-1_x.html"), "lessons/trust-1_x.html");
    }
}
