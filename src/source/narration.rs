//! `narration:` in the front matter of a lesson.

use super::fields::{Fields, Findings};
use super::node::{Node, Value};
use crate::model::{Captions, Narration};

const KNOWN: &[&str] = &["src", "captions", "transcript"];
const SHAPES: &str = "a recording, such as `media/trust.mp3`, or the keys `src`, `captions` and `transcript`";

/// The narration of a lesson. Its transcript may be the path of a file, which is not read here.
pub(super) fn read(fields: &mut Fields, findings: &mut Findings<'_>) -> Option<Narration> {
    let node = fields.take("narration")?;
    if let Value::Text(src) = node.value {
        return Some(Narration::new(src));
    }
    if !matches!(node.value, Value::Map(_)) {
        findings.wrong("narration", &node, SHAPES);
        return None;
    }
    let mut fields = Fields::new(node, KNOWN, findings)?;
    let src = fields.require("src", "src: media/trust.mp3", findings);
    let captions = fields.take("captions").map(|node| captions(node, findings)).unwrap_or_default();
    let transcript = fields.text("transcript", findings).filter(|text| !text.trim().is_empty());
    Some(Narration { src: src?, captions, transcript })
}

/// One track, or several by language.
fn captions(node: Node, findings: &mut Findings<'_>) -> Vec<Captions> {
    let Value::Map(tracks) = node.value else {
        let src = findings.text("captions", &node);
        return src.into_iter().map(|src| Captions { src, language: None }).collect();
    };
    let track = |(key, node): (super::node::Key, Node)| {
        let src = findings.text(&key.text, &node)?;
        Some(Captions { src, language: Some(key.text) })
    };
    tracks.into_iter().filter_map(track).collect()
}

/// Whether a transcript is said to be in a file of its own.
pub(super) fn is_file(transcript: &str) -> bool {
    let name = transcript.trim();
    name.ends_with(".md") && !name.contains(char::is_whitespace)
}
