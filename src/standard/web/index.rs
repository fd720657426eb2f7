//! `index.html` of a website whose content was made elsewhere and does not begin there.
//!
//! Plain HTML, without styles and scripts: it says where to begin and nothing else, under any policy of any server.

use crate::diagnostic::Diagnostic;
use crate::standard::builder::Item;
use crate::standard::contents::Contents;
use crate::standard::{href, rules};

/// What a web server shows of a folder.
pub(super) const NAME: &str = "index.html";

/// The page, if the content does not have one of its own.
pub(super) fn page(contents: &Contents) -> Option<String> {
    let pages = pages_of(contents);
    (!pages.is_empty() && own_index(contents).is_none()).then(|| match pages.as_slice() {
        [only] => forwarding(contents, only),
        _ => menu(contents),
    })
}

/// An `index.html` that is somebody's own stays as it is, even when it leads past the rest.
pub(super) fn check(contents: &Contents) -> Option<Diagnostic> {
    let own = own_index(contents)?;
    let missed: Vec<String> = pages_of(contents)
        .iter()
        .filter(|item| address(item) != href::encode(own))
        .map(|item| address(item))
        .collect();
    let message = match missed.as_slice() {
        [] => return None,
        [only] => format!("visitors see the content's own `{own}`, not `{only}`"),
        [first, rest @ ..] => {
            format!("visitors see the content's own `{own}`, not `{first}` and {} more", rest.len())
        }
    };
    Some(Diagnostic::new(&rules::OWN_INDEX, message))
}

fn own_index(contents: &Contents) -> Option<&str> {
    let mut files = contents.resources.iter().flat_map(|resource| &resource.files);
    // Servers and disks that do not tell upper from lower case hold one of the two.
    files.find(|name| name.eq_ignore_ascii_case(NAME)).map(String::as_str)
}

/// The items that a visitor can begin with.
fn pages_of(contents: &Contents) -> Vec<&Item> {
    fn walk<'c>(items: &'c [Item], pages: &mut Vec<&'c Item>) {
        for item in items.iter().filter(|item| item.visible) {
            pages.extend(item.launch.as_ref().map(|_| item));
            walk(&item.items, pages);
        }
    }
    let mut pages = Vec::new();
    walk(&contents.items, &mut pages);
    pages
}

fn address(item: &Item) -> String {
    href::with_parameters(item.launch.as_deref().unwrap_or_default(), item.parameters.as_deref())
}

fn forwarding(contents: &Contents, item: &Item) -> String {
    let address = escaped(&address(item));
    // Without a delay it is no surprise, and Back does not lead to it (WCAG 2.2, technique H76).
    let refresh = format!("  <meta http-equiv=\"refresh\" content=\"0; url={address}\">\n");
    let body = format!("  <h1><a href=\"{address}\">{}</a></h1>\n", escaped(&contents.title));
    document(contents, &refresh, &body)
}

fn menu(contents: &Contents) -> String {
    let title = escaped(&contents.title);
    let description = match contents.metadata.description.trim() {
        "" => String::new(),
        text => format!("  <p>{}</p>\n", escaped(text)),
    };
    let list = list(&contents.items, 1);
    document(
        contents,
        "",
        &format!("  <h1>{title}</h1>\n{description}  <nav aria-label=\"{title}\">\n{list}  </nav>\n"),
    )
}

/// A list of links, with a list in it for each group.
fn list(items: &[Item], level: usize) -> String {
    let indent = "  ".repeat(level + 1);
    let entries: String = items
        .iter()
        .filter(|item| item.visible)
        .map(|item| {
            let title = escaped(&item.title);
            match item.launch {
                Some(_) => {
                    format!("{indent}  <li><a href=\"{}\">{title}</a></li>\n", escaped(&address(item)))
                }
                None => format!("{indent}  <li>{title}\n{}{indent}  </li>\n", list(&item.items, level + 2)),
            }
        })
        .collect();
    format!("{indent}<ul>\n{entries}{indent}</ul>\n")
}

fn document(contents: &Contents, head: &str, body: &str) -> String {
    let (language, title) = (escaped(&contents.language), escaped(&contents.title));
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"auto\">\n<head>\n  <meta charset=\"utf-8\">\n  <title>{title}</title>\n  \
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n  \
         <meta name=\"color-scheme\" content=\"light dark\">\n{head}</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// Text for an element or an attribute in double quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use crate::package::{Package, PackageFile};
    use crate::standard::builder::PackageBuilder;
    use crate::{Item, Standard};

    fn site(title: &str) -> PackageBuilder {
        Package::builder(Standard::Web).identifier("site").title(title).language("en")
    }

    fn text_of(package: &Package, name: &str) -> String {
        package
            .file(name)
            .map(PackageFile::read)
            .unwrap()
            .map(|bytes| String::from_utf8(bytes).unwrap())
            .unwrap()
    }

    fn names(package: &Package) -> Vec<&str> {
        package.files().iter().map(PackageFile::name).collect()
    }

    #[test]
    fn content_with_an_index_stays_as_it_is() {
        let package = site("Game").file("index.html", *b"mine").file("a.js", *b"").build().unwrap();
        assert_eq!(names(&package), ["a.js", "index.html"]);
        assert_eq!(text_of(&package, "index.html"), "mine");
        assert!(package.findings().is_empty());
    }

    #[test]
    fn content_that_begins_elsewhere_gets_an_index_that_leads_there() {
        let package = site("Tom & \"Jo\"")
            .file("my game/start.html", *b"")
            .launch("my game/start.html")
            .build()
            .unwrap();
        insta::assert_snapshot!(text_of(&package, "index.html"));
    }

    #[test]
    fn what_only_an_lms_could_say_is_found() {
        let start = || Item::sco("a", "A", "a.html");
        let item = start().mastery_score(80).completion_threshold(0.5).launch_data("x");
        let package = site("Site").file("a.html", *b"").item(item).build().unwrap();
        let codes: Vec<_> = package.findings().iter().map(|finding| finding.code()).collect();
        assert_eq!(codes, ["CW556"; 3]);
        let package =
            site("Site").file("a.html", *b"").item(start().completion_threshold(1.0)).build().unwrap();
        assert!(package.findings().is_empty());
    }

    #[test]
    fn several_items_get_a_menu() {
        let builder =
            site("Tides <and> waves").file("moon.html", *b"").file("sun.html", *b"").file("x.html", *b"");
        let package = builder
            .item(
                Item::group("sky", "The sky")
                    .item(Item::sco("moon", "Moon", "moon.html").parameters("a=1&b=2")),
            )
            .item(Item::asset("sun", "Sun", "sun.html").parameters("#top"))
            .build()
            .unwrap();
        insta::assert_snapshot!(text_of(&package, "index.html"));
        assert!(package.findings().is_empty());
    }

    #[test]
    fn a_users_own_index_is_kept_and_what_it_hides_is_said() {
        for own in ["index.html", "INDEX.html"] {
            let builder = site("Two").file(own, *b"mine").file("a.html", *b"").file("b.html", *b"");
            let package = builder
                .item(Item::sco("a", "A", "a.html"))
                .item(Item::sco("b", "B", "b.html"))
                .item(Item::sco("own", "Own", own))
                .build()
                .unwrap();
            assert_eq!(text_of(&package, own), "mine");
            assert_eq!(names(&package).len(), 3);
            let finding = package.findings().iter().find(|finding| finding.code() == "CW555").unwrap();
            assert!(finding.message.contains("`a.html` and 1 more"), "{finding}");
        }
    }
}
