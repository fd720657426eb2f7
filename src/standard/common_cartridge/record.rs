//! The metadata record of a cartridge: LOM in the profile that Common Cartridge makes of it for manifests.
//!
//! The profile takes out what other standards carry in LOM: the version, the schemas of the record, the location and the
//! learning time. Its vocabularies are bare values without a source.

use crate::standard::lom::{self, Lom};
use crate::standard::xml::Element;

/// The one kind of learning resource that the profile knows.
const LEARNING_RESOURCE: &str = "IMS Common Cartridge";

/// What the profile has no element for, in words for a finding.
pub(super) fn left_out(record: &Lom) -> Vec<&'static str> {
    let mut parts = Vec::new();
    if record.version.is_some() {
        parts.push("the version");
    }
    if record.learning_minutes.is_some() {
        parts.push("the learning time");
    }
    parts
}

/// The record as a `lom` element of the given namespace.
pub(super) fn write(record: &Lom, namespace: &'static str) -> Element {
    let element = |name| Element::new(namespace, name);
    let in_language = |name, text: &str| {
        let language = Some(record.language.as_str()).filter(|language| !language.is_empty());
        element(name).child(element("string").attribute_if("language", language).text(text))
    };
    let term = |name, value: &str| element(name).child(element("value").text(value));
    let general = element("general")
        .child(
            element("identifier")
                .child(element("catalog").text(&record.catalog))
                .child(element("entry").text(&record.entry)),
        )
        .child(in_language("title", &record.title))
        .child(element("language").text(&record.language))
        .children(record.description.iter().map(|text| in_language("description", text)))
        .children(record.keywords.iter().map(|keyword| in_language("keyword", keyword)));
    let contribution = |author: &String| {
        element("contribute")
            .child(term("role", "author"))
            .child(element("entity").text(lom::write_vcard(author)))
    };
    let unless_empty = |element: Element| Some(element).filter(|element| !element.children.is_empty());
    element("lom")
        .child(general)
        .children(unless_empty(element("lifeCycle").children(record.authors.iter().map(contribution))))
        .children(unless_empty(
            element("technical").children(record.formats.iter().map(|format| element("format").text(format))),
        ))
        .child(element("educational").child(term("learningResourceType", LEARNING_RESOURCE)))
        .children(record.rights.iter().map(|rights| {
            element("rights")
                .child(term("copyrightAndOtherRestrictions", "yes"))
                .child(in_language("description", rights))
        }))
        .children(record.objectives.iter().map(|objective| {
            element("classification")
                .child(term("purpose", "educational objective"))
                .child(in_language("description", objective))
        }))
}

/// Reads a `lom` element of the given namespace.
pub(super) fn read(record: &Element, namespace: &str) -> Lom {
    let empty = Element::default();
    let part = |name: &str| record.find(namespace, name).unwrap_or(&empty);
    let string = |parent: &Element, name: &str| {
        parent.find(namespace, name).and_then(|text| text.text_of(namespace, "string"))
    };
    let value = |parent: &Element, name: &str| {
        parent.find(namespace, name).and_then(|term| term.text_of(namespace, "value")).unwrap_or_default()
    };
    let general = part("general");
    let identifier = general.find(namespace, "identifier").unwrap_or(&empty);
    Lom {
        catalog: identifier.text_of(namespace, "catalog").unwrap_or_default(),
        entry: identifier.text_of(namespace, "entry").unwrap_or_default(),
        language: general.text_of(namespace, "language").unwrap_or_default(),
        title: string(general, "title").unwrap_or_default(),
        description: string(general, "description"),
        keywords: general
            .find_all(namespace, "keyword")
            .filter_map(|keyword| keyword.text_of(namespace, "string"))
            .collect(),
        authors: part("lifeCycle")
            .find_all(namespace, "contribute")
            .filter(|contribution| value(contribution, "role") == "author")
            .filter_map(|contribution| lom::read_vcard(&contribution.find(namespace, "entity")?.text))
            .collect(),
        formats: part("technical")
            .find_all(namespace, "format")
            .map(|format| format.text.trim().to_owned())
            .collect(),
        rights: string(part("rights"), "description"),
        objectives: record
            .find_all(namespace, "classification")
            .filter(|class| value(class, "purpose") == "educational objective")
            .filter_map(|class| string(class, "description"))
            .collect(),
        ..Lom::default()
    }
}
