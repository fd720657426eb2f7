//! LOM: the metadata record of a package, in its two XML dialects.
//!
//! SCORM 1.2 carries IMS Learning Resource Metadata 1.2.1; SCORM 2004 carries IEEE 1484.12.3. Both say the same things
//! under other names, so one type is written and read in both.

use super::xml::{Element, XML};

pub(crate) const IMSMD: &str = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1";
pub(crate) const IEEE: &str = "http://ltsc.ieee.org/xsd/LOM";

/// What a package's metadata record says. Elements of LOM beyond these are not read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lom {
    /// `general.identifier`: the catalogue's name.
    pub catalog: String,
    /// `general.identifier`: the entry in that catalogue.
    pub entry: String,
    /// BCP 47 language of all text here.
    pub language: String,
    /// `general.title`.
    pub title: String,
    /// `general.description`.
    pub description: Option<String>,
    /// `general.keyword`.
    pub keywords: Vec<String>,
    /// `lifeCycle.version`.
    pub version: Option<String>,
    /// `lifeCycle.contribute` with the role author: their names.
    pub authors: Vec<String>,
    /// `metaMetadata.metadataSchema`.
    pub schemas: Vec<String>,
    /// `technical.format`: media types.
    pub formats: Vec<String>,
    /// `technical.location`: the page to launch, as a URL relative to the package's root.
    pub location: Option<String>,
    /// `educational.typicalLearningTime`, in minutes.
    pub learning_minutes: Option<u32>,
    /// `rights.description`.
    pub rights: Option<String>,
    /// `classification` with the purpose educational objective: one description each.
    pub objectives: Vec<String>,
}

impl Lom {
    /// Whether it has everything from its author that ADL's profile of a package's record demands: that of SCORM 1.2, or
    /// that of SCORM 2004 2nd Edition. Later editions demand nothing.
    pub(super) fn is_complete(&self, dialect: Dialect) -> bool {
        // SCORM 1.2 wants a classification besides.
        let is_classified = dialect == Dialect::Ieee || !self.objectives.is_empty();
        self.description.is_some() && !self.keywords.is_empty() && self.version.is_some() && is_classified
    }
}

/// Which XML says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// IMS Learning Resource Metadata 1.2.1, in SCORM 1.2.
    Imsmd,
    /// IEEE 1484.12.3, in SCORM 2004.
    Ieee,
}

/// The element names that differ between the dialects.
struct Names {
    namespace: &'static str,
    life_cycle: &'static str,
    meta_metadata: &'static str,
    metadata_schema: &'static str,
    string: &'static str,
    learning_time: &'static str,
    duration: &'static str,
    copyright: &'static str,
    entity: &'static str,
}

const IMSMD_NAMES: Names = Names {
    namespace: IMSMD,
    life_cycle: "lifecycle",
    meta_metadata: "metametadata",
    metadata_schema: "metadatascheme",
    string: "langstring",
    learning_time: "typicallearningtime",
    duration: "datetime",
    copyright: "copyrightandotherrestrictions",
    entity: "centity",
};

const IEEE_NAMES: Names = Names {
    namespace: IEEE,
    life_cycle: "lifeCycle",
    meta_metadata: "metaMetadata",
    metadata_schema: "metadataSchema",
    string: "string",
    learning_time: "typicalLearningTime",
    duration: "duration",
    copyright: "copyrightAndOtherRestrictions",
    entity: "entity",
};

impl Dialect {
    pub(crate) fn namespace(self) -> &'static str {
        self.names().namespace
    }

    fn names(self) -> &'static Names {
        match self {
            Self::Imsmd => &IMSMD_NAMES,
            Self::Ieee => &IEEE_NAMES,
        }
    }

    fn element(self, name: &'static str) -> Element {
        Element::new(self.namespace(), name)
    }

    fn string(self, text: &str, language: &str) -> Element {
        let string = self.element(self.names().string).text(text);
        match (self, language) {
            (_, "") => string,
            (Self::Imsmd, language) => string.attribute_in(XML, "lang", language),
            (Self::Ieee, language) => string.attribute("language", language),
        }
    }

    /// An element around one language string.
    fn text(self, name: &'static str, text: &str, language: &str) -> Element {
        self.element(name).child(self.string(text, language))
    }

    /// A term of LOM's own vocabulary (IMS: language strings without a language; IEEE: plain tokens).
    fn term(self, name: &'static str, value: &str) -> Element {
        match self {
            Self::Imsmd => self
                .element(name)
                .child(self.text("source", "LOMv1.0", "x-none"))
                .child(self.text("value", value, "x-none")),
            Self::Ieee => self
                .element(name)
                .child(self.element("source").text("LOMv1.0"))
                .child(self.element("value").text(value)),
        }
    }

    fn read_text(self, parent: &Element, name: &str) -> Option<String> {
        parent.find(self.namespace(), name)?.text_of(self.namespace(), self.names().string)
    }

    fn read_term(self, parent: &Element, name: &str) -> Option<String> {
        let value = parent.find(self.namespace(), name)?.find(self.namespace(), "value")?;
        match self {
            Self::Imsmd => value.text_of(self.namespace(), self.names().string),
            Self::Ieee => Some(value.text.trim().to_owned()),
        }
    }
}

/// The record as a `lom` element.
pub(crate) fn write(lom: &Lom, dialect: Dialect) -> Element {
    let names = dialect.names();
    let element = |name| dialect.element(name);
    let in_language = |name, text: &str| dialect.text(name, text, &lom.language);
    let classification = |objective: &String| {
        element("classification")
            .child(dialect.term("purpose", vocabulary(dialect, "educational objective")))
            .child(in_language("description", objective))
            .children(lom.keywords.iter().map(|keyword| in_language("keyword", keyword)))
    };
    // The profile demands status and cost too, which nobody is asked for. A record that keeps to it says what is true of most
    // packages, that they are final and free; another one claims nothing that its author did not say.
    let is_complete = lom.is_complete(dialect);
    let final_status = is_complete.then(|| dialect.term("status", vocabulary(dialect, "final")));
    let rights = (is_complete || lom.rights.is_some()).then(|| {
        element("rights")
            .child(dialect.term("cost", "no"))
            .child(dialect.term(names.copyright, if lom.rights.is_some() { "yes" } else { "no" }))
            .children(lom.rights.iter().map(|rights| in_language("description", rights)))
    });
    let unless_empty = |element: Element| Some(element).filter(|element| !element.children.is_empty());
    element("lom")
        .child(write_general(lom, dialect))
        .children(unless_empty(
            element(names.life_cycle)
                .children(lom.version.iter().map(|version| in_language("version", version)))
                .children(final_status)
                .children(lom.authors.iter().map(|author| write_author(author, dialect))),
        ))
        .children(unless_empty(
            element(names.meta_metadata)
                .children(lom.schemas.iter().map(|schema| element(names.metadata_schema).text(schema))),
        ))
        .children(unless_empty(
            element("technical")
                .children(lom.formats.iter().map(|format| element("format").text(format)))
                .children(lom.location.iter().map(|location| element("location").text(location))),
        ))
        .children(lom.learning_minutes.map(|minutes| {
            let time =
                element(names.learning_time).child(element(names.duration).text(format!("PT{minutes}M")));
            element("educational").child(time)
        }))
        .children(rights)
        .children(lom.objectives.iter().map(classification))
}

fn write_general(lom: &Lom, dialect: Dialect) -> Element {
    let element = |name| dialect.element(name);
    let in_language = |name, text: &str| dialect.text(name, text, &lom.language);
    let title = in_language("title", &lom.title);
    let general = element("general");
    let general = match dialect {
        Dialect::Imsmd => general.child(title).child(
            element("catalogentry")
                .child(element("catalog").text(&lom.catalog))
                .child(dialect.text("entry", &lom.entry, "x-none")),
        ),
        Dialect::Ieee => general
            .child(
                element("identifier")
                    .child(element("catalog").text(&lom.catalog))
                    .child(element("entry").text(&lom.entry)),
            )
            .child(title),
    };
    general
        .children(Some(&lom.language).filter(|tag| !tag.is_empty()).map(|tag| element("language").text(tag)))
        .children(lom.description.iter().map(|text| in_language("description", text)))
        .children(lom.keywords.iter().map(|keyword| in_language("keyword", keyword)))
}

/// The vocabularies differ in capitals only.
fn vocabulary(dialect: Dialect, term: &'static str) -> &'static str {
    match (dialect, term) {
        (Dialect::Imsmd, "final") => "Final",
        (Dialect::Imsmd, "author") => "Author",
        (Dialect::Imsmd, "educational objective") => "Educational Objective",
        (_, term) => term,
    }
}

fn write_author(name: &str, dialect: Dialect) -> Element {
    let card = write_vcard(name);
    let entity = dialect.element(dialect.names().entity);
    let entity = match dialect {
        Dialect::Imsmd => entity.child(dialect.element("vcard").text(card)),
        Dialect::Ieee => entity.text(card),
    };
    dialect.element("contribute").child(dialect.term("role", vocabulary(dialect, "author"))).child(entity)
}

/// A person or organisation as a card.
pub(crate) fn write_vcard(name: &str) -> String {
    let name = escape_vcard(name);
    format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nN:{name}\nEND:VCARD")
}

/// The name on a card.
pub(crate) fn read_vcard(card: &str) -> Option<String> {
    card.lines().find_map(|line| line.trim().strip_prefix("FN:").map(unescape_vcard))
}

/// RFC 2426 §4 and §5: backslashes, commas, semicolons and line breaks in a value are escaped.
fn escape_vcard(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

fn unescape_vcard(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                escaped => out.push(escaped.unwrap_or(c)),
            },
            c => out.push(c),
        }
    }
    out
}

/// Reads a `lom` element of either dialect.
pub(crate) fn read(lom: &Element, dialect: Dialect) -> Lom {
    let (ns, names) = (dialect.namespace(), dialect.names());
    let empty = Element::default();
    let part = |name: &str| lom.find(ns, name).unwrap_or(&empty);
    let strings = |parent: &Element, name: &'static str| -> Vec<String> {
        parent.find_all(ns, name).filter_map(|text| text.text_of(ns, names.string)).collect()
    };
    let texts = |parent: &Element, name: &'static str| -> Vec<String> {
        parent.find_all(ns, name).map(|element| element.text.trim().to_owned()).collect()
    };
    let (general, life_cycle, rights) = (part("general"), part(names.life_cycle), part("rights"));
    let (catalog, entry) = match dialect {
        Dialect::Imsmd => {
            let entry = general.find(ns, "catalogentry").unwrap_or(&empty);
            (entry.text_of(ns, "catalog"), dialect.read_text(entry, "entry"))
        }
        Dialect::Ieee => {
            let identifier = general.find(ns, "identifier").unwrap_or(&empty);
            (identifier.text_of(ns, "catalog"), identifier.text_of(ns, "entry"))
        }
    };
    let is_objective = |classification: &&Element| {
        dialect
            .read_term(classification, "purpose")
            .is_some_and(|p| p.eq_ignore_ascii_case("educational objective"))
    };
    Lom {
        catalog: catalog.unwrap_or_default(),
        entry: entry.unwrap_or_default(),
        language: general.text_of(ns, "language").unwrap_or_default(),
        title: dialect.read_text(general, "title").unwrap_or_default(),
        description: dialect.read_text(general, "description"),
        keywords: strings(general, "keyword"),
        version: dialect.read_text(life_cycle, "version"),
        authors: life_cycle.find_all(ns, "contribute").filter_map(|c| read_author(c, dialect)).collect(),
        schemas: texts(part(names.meta_metadata), names.metadata_schema),
        formats: texts(part("technical"), "format"),
        location: part("technical").text_of(ns, "location"),
        learning_minutes: part("educational")
            .find(ns, names.learning_time)
            .and_then(|time| time.text_of(ns, names.duration))
            .and_then(|duration| duration.strip_prefix("PT")?.strip_suffix('M')?.parse().ok()),
        rights: dialect.read_text(rights, "description"),
        objectives: lom
            .find_all(ns, "classification")
            .filter(is_objective)
            .filter_map(|classification| dialect.read_text(classification, "description"))
            .collect(),
    }
}

fn read_author(contribute: &Element, dialect: Dialect) -> Option<String> {
    let ns = dialect.namespace();
    if !dialect.read_term(contribute, "role")?.eq_ignore_ascii_case("author") {
        return None;
    }
    let entity = contribute.find(ns, dialect.names().entity)?;
    let card = match dialect {
        Dialect::Imsmd => entity.text_of(ns, "vcard")?,
        Dialect::Ieee => entity.text.clone(),
    };
    read_vcard(&card)
}
