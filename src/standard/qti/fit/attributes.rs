//! Attributes that QTI has, and the addresses in them.

use super::{Fitter, Node, QtiVersion, Tag, collapsed, legal, tidy};

impl Fitter<'_> {
    pub(super) fn picture(&mut self, mut tag: Tag) -> Option<Node> {
        let Some(address) = attribute(&tag, "src").and_then(|src| self.file(&src)) else {
            self.leave_out("img");
            return None;
        };
        let alt = attribute(&tag, "alt").unwrap_or_default();
        tag.attributes.retain(|(name, _)| name != "src" && name != "alt");
        tag.attributes.splice(0..0, [("src".to_owned(), address), ("alt".to_owned(), alt)]);
        Some(self.finished(tag))
    }

    /// Sound and moving pictures are elements in 3.0, and objects in 2.1.
    pub(super) fn recording(&mut self, tag: Tag, children: Vec<Node>) -> Option<Node> {
        let source = attribute(&tag, "src").or_else(|| children.iter().find_map(source_of));
        let Some(address) = source.and_then(|src| self.file(&src)) else {
            self.leave_out(&tag.name);
            return None;
        };
        if children.iter().any(|child| matches!(child, Node::Element(tag) if tag.name == "track")) {
            self.leave_out("track");
        }
        let pair = |name: &str, value: String| (name.to_owned(), value);
        if self.version == QtiVersion::V3_0 {
            let mut recording = Tag::new(tag.name, Vec::new());
            recording.attributes = vec![pair("src", address), pair("controls", "true".to_owned())];
            return Some(Node::Element(recording));
        }
        let mut object = Tag::new("object", Vec::new());
        let media_type = media_type(&address, &tag.name);
        object.attributes = vec![pair("data", address), pair("type", media_type)];
        Some(Node::Element(Tag::new("p", vec![Node::Element(object)])))
    }

    /// The address of a file of the package as seen from an item, or of a file that the web has.
    pub(in crate::standard::qti) fn file(&mut self, address: &str) -> Option<String> {
        if is_web(address) {
            return Some(legal(address));
        }
        let path = address.split(['#', '?']).next().unwrap_or_default();
        (self.has_file)(path).then(|| {
            self.losses.files.insert(path.to_owned());
            format!("../{address}")
        })
    }

    pub(super) fn link(&mut self, tag: &Tag) -> Option<String> {
        let href = attribute(tag, "href")?;
        let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        if matches!(scheme.as_deref(), Some("mailto" | "tel" | "sms")) {
            return Some(legal(&href));
        }
        let address = self.file(&href);
        if address.is_none() {
            self.losses.content.insert(format!("the link `{href}`"));
        }
        address
    }

    /// With those of its attributes that QTI has.
    pub(super) fn finished(&mut self, mut tag: Tag) -> Node {
        let is_3_0 = self.version == QtiVersion::V3_0;
        let mut kept = Vec::with_capacity(tag.attributes.len());
        for (name, value) in std::mem::take(&mut tag.attributes) {
            let value = collapsed(&value).trim().to_owned();
            let name = match (tag.name.as_str(), name.as_str()) {
                (_, "lang" | "xml:lang") => "xml:lang",
                (_, "class") if !value.is_empty() => "class",
                (_, "dir") if is_3_0 && matches!(value.as_str(), "ltr" | "rtl" | "auto") => "dir",
                ("a", "href") => "href",
                ("img", "src") => "src",
                ("img", "alt") => "alt",
                ("img", "width") if is_length(&value) => "width",
                ("img", "height") if is_length(&value) => "height",
                ("q" | "blockquote", "cite") if is_web(&value) => "cite",
                ("td" | "th", "colspan") if is_count(&value) => "colspan",
                ("td" | "th", "rowspan") if is_count(&value) => "rowspan",
                ("td" | "th", "scope")
                    if matches!(value.as_str(), "row" | "col" | "rowgroup" | "colgroup") =>
                {
                    "scope"
                }
                ("ol", "start") if value != "1" => {
                    self.losses.formatting.insert("the first number of a list".to_owned());
                    continue;
                }
                _ => continue,
            };
            if !kept.iter().any(|(known, _): &(String, String)| known == name) {
                kept.push((name.to_owned(), value));
            }
        }
        tag.attributes = kept;
        tag.children = tidy(&tag.name, tag.children);
        Node::Element(tag)
    }
}

pub(super) fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim().to_owned())
}

fn source_of(node: &Node) -> Option<String> {
    match node {
        Node::Element(tag) if tag.name == "source" => attribute(tag, "src"),
        _ => None,
    }
}

fn is_web(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    address.starts_with("https://") || address.starts_with("http://")
}

fn is_length(value: &str) -> bool {
    let digits = value.strip_suffix('%').unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_count(value: &str) -> bool {
    value.parse::<u16>().is_ok_and(|count| count > 0)
}

fn media_type(address: &str, element: &str) -> String {
    let extension = address.rsplit_once('.').map_or("", |(_, extension)| extension);
    let subtype = match extension {
        "mp3" => "mpeg",
        "m4a" => "mp4",
        "oga" | "ogv" | "opus" => "ogg",
        "" => "mp4",
        other => other,
    };
    format!("{element}/{subtype}")
}
