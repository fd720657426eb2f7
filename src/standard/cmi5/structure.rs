//! `cmi5.xml`, the course structure, as typed values that read back what they write.

use crate::error::Error;
use crate::standard::imscp::{required, word, word_for};
use crate::standard::lang_string::LangString;
use crate::standard::xml::{self, Element, Prefixes};

/// Name of the course structure in a package, at its root (cmi5 §13.2).
pub(crate) const COURSE_STRUCTURE: &str = "cmi5.xml";

const NAMESPACE: &str = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd";
const PREFIXES: Prefixes = Prefixes(&[("", NAMESPACE)]);

/// A cmi5 course structure: what the course is called, what it teaches, and what the LMS launches (cmi5 §13.1).
///
/// Reading strips the white space around every value (§13.1) and passes over elements and attributes of other namespaces
/// (§13.1.5), so what is read and written again has no extensions. Titles and descriptions that are missing read as empty
/// lists, since many tools leave them out; ids and addresses have to be there.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct CourseStructure {
    /// The course as a whole.
    pub course: Course,
    /// The objectives that blocks and AUs refer to.
    pub objectives: Vec<Objective>,
    /// What the course is made of, in order.
    pub parts: Vec<Part>,
}

/// The course as a whole (cmi5 §13.1.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Course {
    /// A globally unique IRI.
    pub id: String,
    /// What learners see it called, by language.
    pub title: Vec<LangString>,
    /// What it is about, by language.
    pub description: Vec<LangString>,
}

/// A learning objective (cmi5 §13.1.3).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Objective {
    /// A unique IRI.
    pub id: String,
    /// What it is called, by language.
    pub title: Vec<LangString>,
    /// What it means, by language.
    pub description: Vec<LangString>,
}

/// A node of the course: something to launch, or a group of nodes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Part {
    /// Something to launch.
    Au(Au),
    /// A group.
    Block(Block),
}

/// A group of AUs and other blocks (cmi5 §13.1.2).
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Block {
    /// A globally unique IRI.
    pub id: String,
    /// What learners see it called, by language.
    pub title: Vec<LangString>,
    /// What it is about, by language.
    pub description: Vec<LangString>,
    /// IRIs of objectives of the course.
    pub objectives: Vec<String>,
    /// What it is made of, in order. A document holds about 250 levels (elements 256 deep); what is nested deeper is not
    /// read, and should not be written.
    pub parts: Vec<Part>,
}

/// An assignable unit: what the LMS launches and keeps a record of (cmi5 §13.1.4).
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Au {
    /// The publisher's id: a globally unique IRI. At run time the LMS gives it another.
    pub id: String,
    /// What learners see it called, by language.
    pub title: Vec<LangString>,
    /// What it is about, by language.
    pub description: Vec<LangString>,
    /// IRIs of objectives of the course.
    pub objectives: Vec<String>,
    /// Where it is launched: relative to the package's root, or absolute. It may have a query of its own.
    pub url: String,
    /// Text that the LMS hands to the AU.
    pub launch_parameters: Option<String>,
    /// What the AU tells a licensed LMS by.
    pub entitlement_key: Option<String>,
    /// What must have happened before the LMS counts it as satisfied.
    pub move_on: MoveOn,
    /// The scaled score that passes, 0 to 1, with four decimals at most.
    pub mastery_score: Option<f64>,
    /// In what window it may be launched.
    pub launch_method: LaunchMethod,
    /// IRI of the type of activity.
    pub activity_type: Option<String>,
}

/// What must have happened before the LMS counts an AU as satisfied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MoveOn {
    /// It was passed.
    Passed,
    /// It was completed.
    Completed,
    /// Both.
    CompletedAndPassed,
    /// One of the two.
    CompletedOrPassed,
    /// Nothing: it counts as satisfied from the start.
    #[default]
    NotApplicable,
}

const MOVE_ON: &[(&str, MoveOn)] = &[
    ("Passed", MoveOn::Passed),
    ("Completed", MoveOn::Completed),
    ("CompletedAndPassed", MoveOn::CompletedAndPassed),
    ("CompletedOrPassed", MoveOn::CompletedOrPassed),
    ("NotApplicable", MoveOn::NotApplicable),
];

/// In what window an AU may be launched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LaunchMethod {
    /// As the LMS likes, in a frame too.
    #[default]
    AnyWindow,
    /// In a window that it has for itself.
    OwnWindow,
}

const LAUNCH_METHODS: &[(&str, LaunchMethod)] =
    &[("AnyWindow", LaunchMethod::AnyWindow), ("OwnWindow", LaunchMethod::OwnWindow)];

impl CourseStructure {
    /// The document `cmi5.xml`.
    #[must_use]
    pub fn write(&self) -> String {
        let Course { id, title, description } = &self.course;
        let course = named("course", id, title, description);
        let objectives = (!self.objectives.is_empty()).then(|| {
            element("objectives")
                .children(self.objectives.iter().map(|o| named("objective", &o.id, &o.title, &o.description)))
        });
        let root = element("courseStructure")
            .child(course)
            .children(objectives)
            .children(self.parts.iter().map(write_part));
        xml::write(&root, &PREFIXES)
    }

    /// Reads a `cmi5.xml`.
    ///
    /// # Errors
    /// [`Error::Xml`] when it is not well-formed, is no course structure of cmi5 1, or has a value outside its vocabulary.
    pub fn read(document: &[u8]) -> Result<Self, Error> {
        let root = xml::read(document, COURSE_STRUCTURE)?;
        read_structure(&root).map_err(|message| Error::Xml { document: COURSE_STRUCTURE.to_owned(), message })
    }
}

fn element(name: &'static str) -> Element {
    Element::new(NAMESPACE, name)
}

/// What courses, objectives, blocks and AUs have in common.
fn named(name: &'static str, id: &str, title: &[LangString], description: &[LangString]) -> Element {
    element(name)
        .attribute("id", id)
        .children(texts("title", title))
        .children(texts("description", description))
}

fn texts(name: &'static str, strings: &[LangString]) -> Option<Element> {
    let strings = strings.iter().map(|string| string.write(element("langstring")));
    (strings.len() > 0).then(|| element(name).children(strings))
}

fn references(objectives: &[String]) -> Option<Element> {
    let references = objectives.iter().map(|id| element("objective").attribute("idref", id));
    (references.len() > 0).then(|| element("objectives").children(references))
}

fn write_part(part: &Part) -> Element {
    match part {
        Part::Au(au) => write_au(au),
        Part::Block(block) => named("block", &block.id, &block.title, &block.description)
            .children(references(&block.objectives))
            .children(block.parts.iter().map(write_part)),
    }
}

fn write_au(au: &Au) -> Element {
    named("au", &au.id, &au.title, &au.description)
        // Said even where they are the default: a reader sees what counts, and not every importer fills defaults in.
        .attribute("moveOn", word_for(MOVE_ON, &au.move_on))
        .attribute_if("masteryScore", au.mastery_score.map(|score| score.to_string()))
        .attribute("launchMethod", word_for(LAUNCH_METHODS, &au.launch_method))
        .attribute_if("activityType", au.activity_type.as_ref())
        .children(references(&au.objectives))
        .text_child(NAMESPACE, "url", Some(&au.url))
        .text_child(NAMESPACE, "launchParameters", au.launch_parameters.as_ref())
        .text_child(NAMESPACE, "entitlementKey", au.entitlement_key.as_ref())
}

fn read_structure(root: &Element) -> Result<CourseStructure, String> {
    if !root.is(NAMESPACE, "courseStructure") {
        return Err(format!(
            "the root is <{}> in `{}`, expected <courseStructure> in `{NAMESPACE}`",
            root.name, root.namespace
        ));
    }
    let course = root.find(NAMESPACE, "course").ok_or("there is no <course>")?;
    let objectives = root.find(NAMESPACE, "objectives");
    Ok(CourseStructure {
        course: Course {
            id: required(course, "id")?,
            title: read_texts(course, "title"),
            description: read_texts(course, "description"),
        },
        objectives: objectives
            .into_iter()
            .flat_map(|objectives| objectives.find_all(NAMESPACE, "objective"))
            .map(read_objective)
            .collect::<Result<_, _>>()?,
        parts: read_parts(root)?,
    })
}

fn read_objective(objective: &Element) -> Result<Objective, String> {
    Ok(Objective {
        id: required(objective, "id")?,
        title: read_texts(objective, "title"),
        description: read_texts(objective, "description"),
    })
}

fn read_texts(parent: &Element, name: &str) -> Vec<LangString> {
    let strings = parent.find(NAMESPACE, name).into_iter();
    strings.flat_map(|text| text.find_all(NAMESPACE, "langstring")).map(LangString::read).collect()
}

fn read_references(parent: &Element) -> Vec<String> {
    let objectives = parent.find(NAMESPACE, "objectives").into_iter();
    objectives
        .flat_map(|objectives| objectives.find_all(NAMESPACE, "objective"))
        .filter_map(|objective| objective.get("idref"))
        .map(|id| id.trim().to_owned())
        .collect()
}

fn read_parts(parent: &Element) -> Result<Vec<Part>, String> {
    let part = |child: &Element| match (&*child.namespace, &*child.name) {
        (NAMESPACE, "au") => Some(read_au(child).map(Part::Au)),
        (NAMESPACE, "block") => Some(read_block(child).map(Part::Block)),
        _ => None,
    };
    parent.children.iter().filter_map(part).collect()
}

fn read_block(block: &Element) -> Result<Block, String> {
    Ok(Block {
        id: required(block, "id")?,
        title: read_texts(block, "title"),
        description: read_texts(block, "description"),
        objectives: read_references(block),
        parts: read_parts(block)?,
    })
}

fn read_au(au: &Element) -> Result<Au, String> {
    let id = required(au, "id")?;
    read_unit(au, id.clone()).map_err(|message| format!("in the AU `{id}`: {message}"))
}

fn read_unit(au: &Element, id: String) -> Result<Au, String> {
    let text = |name| au.text_of(NAMESPACE, name).filter(|text| !text.is_empty());
    let value = |name| au.get(name).map(str::trim).filter(|value| !value.is_empty());
    Ok(Au {
        id,
        title: read_texts(au, "title"),
        description: read_texts(au, "description"),
        objectives: read_references(au),
        url: text("url").ok_or("there is no <url>")?,
        launch_parameters: text("launchParameters"),
        entitlement_key: text("entitlementKey"),
        move_on: value("moveOn").map_or(Ok(MoveOn::default()), |text| word(MOVE_ON, text, "moveOn"))?,
        mastery_score: value("masteryScore").map(read_score).transpose()?,
        launch_method: value("launchMethod")
            .map_or(Ok(LaunchMethod::default()), |text| word(LAUNCH_METHODS, text, "launchMethod"))?,
        activity_type: value("activityType").map(str::to_owned),
    })
}

/// A decimal of XML Schema: digits and a point, no exponent, from 0 to 1.
fn read_score(text: &str) -> Result<f64, String> {
    let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    let score = text.parse().ok().filter(|score| is_decimal && (0.0..=1.0).contains(score));
    score.ok_or_else(|| format!("masteryScore is `{text}`, expected a number from 0 to 1"))
}
