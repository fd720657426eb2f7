//! Files that browsers run: what courses of people whom nobody here knows may not bring.

use std::fs::File;
use std::io::Read;

use super::xml::{self, Element};
use crate::model::MediaSource;

/// No drawing is larger; what is, is not looked into.
const MAX_DRAWING: u64 = 8 << 20;
const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Why a media file could act when a browser opens it, or nothing if it could not.
pub(super) fn danger(name: &str, source: &MediaSource) -> Option<String> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "html" | "htm" | "xhtml" | "xht" | "xml" | "xsl" | "xslt" | "js" | "mjs" => {
            Some("browsers run such files".to_owned())
        }
        // Harmless as a picture on a page, but a link may open it, and then it is a page of its own.
        "svg" => match bytes_of(source) {
            Some(bytes) => danger_of_drawing(&bytes),
            None => Some("it cannot be read, or is larger than 8 MiB".to_owned()),
        },
        _ => None,
    }
}

fn bytes_of(source: &MediaSource) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match source {
        MediaSource::Bytes(all) => bytes.extend_from_slice(all),
        MediaSource::File(path) => {
            File::open(path).ok()?.take(MAX_DRAWING + 1).read_to_end(&mut bytes).ok()?;
        }
    }
    (bytes.len() as u64 <= MAX_DRAWING).then_some(bytes)
}

fn danger_of_drawing(bytes: &[u8]) -> Option<String> {
    let head =
        String::from_utf8_lossy(bytes.split(|byte| *byte == b'>').next().unwrap_or_default()).to_lowercase();
    if head.contains("encoding") && !head.contains("utf-8") {
        return Some("it is not in UTF-8".to_owned());
    }
    // A style sheet of XSLT would make a page of it.
    if bytes.windows(16).any(|window| window.eq_ignore_ascii_case(b"<?xml-stylesheet")) {
        return Some("it names a style sheet".to_owned());
    }
    match xml::read(bytes, "drawing") {
        Ok(root) => danger_of_element(&root),
        Err(error) => Some(format!("it cannot be looked into: {error}")),
    }
}

fn danger_of_element(element: &Element) -> Option<String> {
    let is_page = element.namespace == XHTML;
    let acts = matches!(
        &*element.name,
        "script" | "foreignObject" | "handler" | "listener" | "iframe" | "embed" | "object"
    );
    // An animation can give a link an address that is a script.
    let animates = matches!(&*element.name, "set" | "animate" | "animateTransform" | "animateMotion");
    let animated = element.attributes.iter().find(|(_, name, _)| animates && name == "attributeName");
    let is_link_animated = animated.is_some_and(|(_, _, value)| {
        let value = value.trim().to_ascii_lowercase();
        value.starts_with("on") || value.ends_with("href")
    });
    if is_page || acts || is_link_animated {
        return Some(format!("it has a <{}>", element.name));
    }
    let bad = element.attributes.iter().find(|(namespace, name, value)| {
        let is_address = name == "href" && (namespace.is_empty() || namespace == XLINK);
        name.to_ascii_lowercase().starts_with("on") || is_address && !is_harmless_address(element, value)
    });
    if let Some((_, name, _)) = bad {
        return Some(format!("its <{}> has `{name}`", element.name));
    }
    element.children.iter().find_map(danger_of_element)
}

/// A part of the drawing, a picture inside it, or where a link leads on the web.
fn is_harmless_address(element: &Element, address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    let is_link = element.namespace == SVG && element.name == "a";
    address.is_empty()
        || address.starts_with('#')
        || ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"]
            .iter()
            .any(|picture| address.starts_with(picture))
        || is_link && (address.starts_with("https://") || address.starts_with("http://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, text: &str) -> Option<String> {
        danger(name, &MediaSource::Bytes(text.as_bytes().into()))
    }

    #[test]
    fn drawings_that_only_draw_pass() {
        for inside in [
            "<path d='M0 0'/>",
            "<style>.a{fill:red}</style><g class='a'><use href='#p'/></g>",
            "<image href='data:image/png;base64,AAAA'/>",
            "<a href='https://example.com/'><text>more</text></a>",
            "<circle r='1'><animate attributeName='r' to='2'/></circle>",
        ] {
            let text = format!("<?xml version='1.0' encoding='UTF-8'?><svg xmlns='{SVG}'>{inside}</svg>");
            assert_eq!(of("media/a.svg", &text), None, "{inside}");
        }
        assert_eq!(of("media/a.png", "anything"), None);
    }

    #[test]
    fn drawings_that_could_act_do_not() {
        for inside in [
            "<script>steal()</script>",
            "<g onload='steal()'/>",
            "<g OnLoad='steal()'/>",
            "<a href='javascript:steal()'/>",
            "<a href=' java\tscript:steal()'/>",
            "<a xmlns:x='http://www.w3.org/1999/xlink' x:href='javascript:steal()'/>",
            "<a><set attributeName='href' to='javascript:steal()'/></a>",
            "<foreignObject/>",
            "<x:body xmlns:x='http://www.w3.org/1999/xhtml'/>",
            "<use href='other.svg#p'/>",
            "<image href='data:image/svg+xml,x'/>",
        ] {
            let text = format!("<svg xmlns='{SVG}'>{inside}</svg>");
            assert!(of("media/a.svg", &text).is_some(), "{inside}");
        }
        for whole in [
            "<?xml-stylesheet type='text/xsl' href='a.css'?><svg xmlns='http://www.w3.org/2000/svg'/>",
            "<?xml version='1.0' encoding='ISO-2022-JP'?><svg xmlns='http://www.w3.org/2000/svg'/>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg xmlns='http://www.w3.org/2000/svg'/>",
            "<html xmlns='http://www.w3.org/1999/xhtml'/>",
            "no drawing",
        ] {
            assert!(of("media/a.svg", whole).is_some(), "{whole}");
        }
        assert!(of("media/page.html", "").is_some());
    }
}
