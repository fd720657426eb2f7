//! What of an author's HTML reaches learners, unless the course says that it is trusted.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// What of the package a page may lead to and load.
pub(super) struct Own {
    /// The other pages, as seen from this one.
    pub(super) pages: Arc<BTreeSet<String>>,
    /// Files, as seen from the package's root.
    pub(super) files: Arc<BTreeSet<String>>,
    /// The way from the page to the root.
    pub(super) root: Cow<'static, str>,
}

impl Own {
    fn has_file(&self, address: &str) -> bool {
        address.strip_prefix(self.root.as_ref()).is_some_and(|name| self.files.contains(name))
    }
}

/// Cleans HTML. Nothing but `own` is loaded, and links may lead besides only to the web. Gives the HTML and the addresses
/// that were refused.
pub(super) fn clean(html: &str, own: Own) -> (String, Vec<String>) {
    let refused = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&refused);
    let cleaned = policy()
        .attribute_filter(move |element, attribute, value| {
            let is_link = element == "a" && attribute == "href";
            let path = value.split('#').next().unwrap_or_default();
            let may_stay = match attribute {
                // Another target than a new window could replace the player.
                "target" => value == "_blank",
                // Which schemes are let through is the sanitiser's own list.
                "href" if is_link => {
                    value.starts_with('#')
                        || has_scheme(value)
                        || own.pages.contains(path)
                        || own.has_file(path)
                }
                "src" | "poster" | "href" => own.has_file(path),
                _ => return Some(Cow::Borrowed(value)),
            };
            if !may_stay && attribute != "target" {
                noted.lock().unwrap_or_else(PoisonError::into_inner).push(value.to_owned());
            }
            may_stay.then_some(Cow::Borrowed(value))
        })
        .clean(html)
        .to_string();
    let refused = std::mem::take(&mut *refused.lock().unwrap_or_else(PoisonError::into_inner));
    (cleaned, refused)
}

fn policy() -> ammonia::Builder<'static> {
    let mut policy = ammonia::Builder::default();
    policy
        .add_tags([
            "figure",
            "figcaption",
            "details",
            "summary",
            "audio",
            "video",
            "source",
            "track",
            "section",
        ])
        .add_tag_attributes("audio", ["controls", "src", "preload"])
        .add_tag_attributes("video", ["controls", "src", "preload", "poster", "width", "height"])
        .add_tag_attributes("source", ["src", "type"])
        .add_tag_attributes("track", ["src", "kind", "srclang", "label", "default"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("span", ["data-cw-own"])
        .add_tag_attributes("a", ["data-go", "target"])
        .add_generic_attributes(["role", "dir"])
        .add_generic_attribute_prefixes(["aria-"])
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"));
    policy
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    })
}

/// Whether cleaning took out an element or an attribute.
pub(super) fn lost_something(before: &str, after: &str) -> bool {
    let (tags_before, attributes_before) = shape(before);
    let (tags_after, attributes_after) = shape(after);
    tags_after < tags_before || attributes_after < attributes_before
}

/// How many elements begin in a piece of HTML, and how many attributes with values they have. `rel` does not count: the
/// sanitiser sets it.
fn shape(html: &str) -> (usize, usize) {
    let begins = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
    html.split('<').skip(1).filter(begins).fold((0, 0), |(tags, attributes), rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        let values = tag.matches("=\"").count() + tag.matches("='").count();
        let rel = tag.matches(" rel=").count();
        (tags + 1, attributes + values.saturating_sub(rel))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str) -> String {
        let set = |name: &str| Arc::new(BTreeSet::from([name.to_owned()]));
        clean(html, Own { pages: set("two.html"), files: set("media/a.svg"), root: "../".into() }).0
    }

    #[test]
    fn addresses_are_those_of_the_package_or_links_to_the_web() {
        let keeps = [
            r#"<img src="../media/a.svg" alt="A">"#,
            r##"<a href="#here" rel="noopener noreferrer">x</a>"##,
            r#"<a href="two.html#here" rel="noopener noreferrer">x</a>"#,
            r#"<a href="https://example.org/" target="_blank" rel="noopener noreferrer">x</a>"#,
        ];
        for html in keeps {
            assert_eq!(cleaned(html), html);
        }
        let loses = [
            r#"<img src="../media/../../../lms/logout.php">"#,
            r#"<img src="../media/%2e%2e/%2e%2e/lms/logout.php">"#,
            r#"<img src="https://example.org/pixel.png">"#,
            r#"<img src="//example.org/pixel.png">"#,
            r#"<video poster="/etc/x" src="x.mp4"></video>"#,
            r#"<a href="//example.org">x</a>"#,
            r#"<a href="../../lms/logout.php">x</a>"#,
            r#"<a href="javascript:alert(1)">x</a>"#,
            r#"<a href="&#106;avascript:alert(1)">x</a>"#,
            r#"<a href="data:text/html,x">x</a>"#,
        ];
        for html in loses {
            let result = cleaned(html);
            assert!(
                !result.contains("href") && !result.contains("src") && !result.contains("poster"),
                "{result}"
            );
        }
    }

    #[test]
    fn nothing_that_runs_or_replaces_the_player_stays() {
        let html = r#"<p onclick="x()" style="position:fixed">a</p><script>x()</script><style>*{}</style><a href="two.html" target="_top">b</a><form action="/x"><input></form><object data="x"></object><svg onload="x()"></svg>"#;
        let result = cleaned(html);
        for gone in ["onclick", "style", "script", "x()", "target", "form", "input", "object", "svg"] {
            assert!(!result.contains(gone), "{gone}: {result}");
        }
        assert!(lost_something(html, &result));
        assert!(lost_something("<p onclick=\"x()\">a</p>", "<p>a</p>"));
        assert!(!lost_something("<p>a</p>", "<p>a</p>"));
    }
}
