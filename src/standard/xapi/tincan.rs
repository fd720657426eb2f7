//! `tincan.xml`, the description of an xAPI package, as typed values that read back what they write.

use crate::error::Error;
use crate::standard::imscp::{required, word, word_for};
use crate::standard::lang_string::LangString;
use crate::standard::xml::{self, Element, Prefixes};

/// Name of the description in a package, at its root.
pub(crate) const TINCAN: &str = "tincan.xml";

const NAMESPACE: &str = "http://projecttincan.com/tincan.xsd";
const PREFIXES: Prefixes = Prefixes(&[("", NAMESPACE)]);

/// The description of an xAPI package: activities that content will make statements about, one of which is launched
/// (Rustici Software, Incorporating a Tin Can LRS into an LMS).
///
/// Reading strips the white space around every value and passes over what its fields do not name, the declaration of
/// activity providers among it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TinCan {
    /// Groups of activities, each in order. Most packages have one group.
    pub groups: Vec<Vec<Activity>>,
}

/// An activity: the course itself, a part of it, a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Activity {
    /// The IRI that statements name it by.
    pub id: String,
    /// IRI of the type of activity.
    pub activity_type: Option<String>,
    /// What it is called, by language.
    pub name: Vec<LangString>,
    /// What it is about, by language.
    pub description: Vec<LangString>,
    /// Where it is launched, by language: relative to the package's root, or absolute. Only one activity of a package may
    /// have this or [`resource`](Self::resource).
    pub launch: Vec<LangString>,
    /// Where something is that lets a person experience it, by language.
    pub resource: Vec<LangString>,
    /// How it is answered, when it is a question.
    pub interaction: Option<Interaction>,
    /// Further data, in order.
    pub extensions: Vec<Extension>,
}

/// How a question is answered (xAPI §4.1.4.1, interaction activities).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Interaction {
    /// What kind of answer it takes.
    pub kind: InteractionType,
    /// Patterns of right answers; any of them is right.
    pub correct_responses: Vec<String>,
    /// What can be chosen or put in order.
    pub choices: Vec<Component>,
    /// The steps of a scale.
    pub scale: Vec<Component>,
    /// What is matched.
    pub source: Vec<Component>,
    /// What it is matched with.
    pub target: Vec<Component>,
    /// The steps of a performance.
    pub steps: Vec<Component>,
}

/// One choice, step, source or target of a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Component {
    /// What answers name it by.
    pub id: String,
    /// What learners read, by language.
    pub description: Vec<LangString>,
}

/// Further data of an activity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Extension {
    /// IRI of what it says.
    pub key: String,
    /// The value.
    pub value: String,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InteractionType {
    /// True or false.
    TrueFalse,
    /// One or several of a list.
    Choice,
    /// A short text.
    FillIn,
    /// A long text.
    LongFillIn,
    /// Pairs of two lists.
    Matching,
    /// Steps that are performed.
    Performance,
    /// A list in order.
    Sequencing,
    /// A step of a scale.
    Likert,
    /// A number.
    Numeric,
    /// Anything else.
    #[default]
    Other,
}

const INTERACTION_TYPES: &[(&str, InteractionType)] = &[
    ("true-false", InteractionType::TrueFalse),
    ("choice", InteractionType::Choice),
    ("fill-in", InteractionType::FillIn),
    ("long-fill-in", InteractionType::LongFillIn),
    ("matching", InteractionType::Matching),
    ("performance", InteractionType::Performance),
    ("sequencing", InteractionType::Sequencing),
    ("likert", InteractionType::Likert),
    ("numeric", InteractionType::Numeric),
    ("other", InteractionType::Other),
];

impl TinCan {
    /// The document `tincan.xml`.
    #[must_use]
    pub fn write(&self) -> String {
        let group = |activities: &Vec<Activity>| {
            element("activities").children(activities.iter().map(write_activity))
        };
        xml::write(&element("tincan").children(self.groups.iter().map(group)), &PREFIXES)
    }

    /// Reads a `tincan.xml`.
    ///
    /// # Errors
    /// [`Error::Xml`] when it is not well-formed, describes no xAPI package, or has a value outside its vocabulary.
    pub fn read(document: &[u8]) -> Result<Self, Error> {
        let root = xml::read(document, TINCAN)?;
        read_tincan(&root).map_err(|message| Error::Xml { document: TINCAN.to_owned(), message })
    }

    /// The activity that an LMS launches: the first that says where.
    #[must_use]
    pub fn launched(&self) -> Option<&Activity> {
        self.groups.iter().flatten().find(|activity| !activity.launch.is_empty())
    }
}

fn element(name: &'static str) -> Element {
    Element::new(NAMESPACE, name)
}

fn strings(name: &'static str, strings: &[LangString]) -> impl Iterator<Item = Element> {
    strings.iter().map(move |string| string.write(element(name)))
}

fn write_activity(activity: &Activity) -> Element {
    let extension =
        |extension: &Extension| element("extension").attribute("key", &extension.key).text(&extension.value);
    let extensions = (!activity.extensions.is_empty())
        .then(|| element("extensions").children(activity.extensions.iter().map(extension)));
    element("activity")
        .attribute("id", &activity.id)
        .attribute_if("type", activity.activity_type.as_ref())
        .children(strings("name", &activity.name))
        .children(strings("description", &activity.description))
        .children(strings("launch", &activity.launch))
        .children(strings("resource", &activity.resource))
        .children(activity.interaction.iter().flat_map(write_interaction))
        .children(extensions)
}

fn write_interaction(interaction: &Interaction) -> Vec<Element> {
    let pattern = |pattern: &String| element("correctResponsePattern").text(pattern);
    let component = |component: &Component| {
        element("component")
            .child(element("id").text(&component.id))
            .children(strings("description", &component.description))
    };
    let lists = [
        ("choices", &interaction.choices),
        ("scale", &interaction.scale),
        ("source", &interaction.source),
        ("target", &interaction.target),
        ("steps", &interaction.steps),
    ];
    let mut elements = vec![
        element("interactionType").text(word_for(INTERACTION_TYPES, &interaction.kind)),
        element("correctResponsePatterns").children(interaction.correct_responses.iter().map(pattern)),
    ];
    for (name, components) in lists.into_iter().filter(|(_, components)| !components.is_empty()) {
        elements.push(element(name).children(components.iter().map(component)));
    }
    elements
}

fn read_tincan(root: &Element) -> Result<TinCan, String> {
    if !root.is(NAMESPACE, "tincan") {
        return Err(format!(
            "the root is <{}> in `{}`, expected <tincan> in `{NAMESPACE}`",
            root.name, root.namespace
        ));
    }
    let group =
        |group: &Element| group.find_all(NAMESPACE, "activity").map(read_activity).collect::<Result<_, _>>();
    Ok(TinCan { groups: root.find_all(NAMESPACE, "activities").map(group).collect::<Result<_, _>>()? })
}

fn read_strings(parent: &Element, name: &str) -> Vec<LangString> {
    parent.find_all(NAMESPACE, name).map(LangString::read).collect()
}

fn read_activity(activity: &Element) -> Result<Activity, String> {
    let id = required(activity, "id")?;
    let interaction =
        read_interaction(activity).map_err(|message| format!("in the activity `{id}`: {message}"))?;
    let extensions = activity.find(NAMESPACE, "extensions").into_iter();
    Ok(Activity {
        id,
        activity_type: activity.get("type").map(|text| text.trim().to_owned()).filter(|t| !t.is_empty()),
        name: read_strings(activity, "name"),
        description: read_strings(activity, "description"),
        launch: read_strings(activity, "launch"),
        resource: read_strings(activity, "resource"),
        interaction,
        extensions: extensions
            .flat_map(|extensions| extensions.find_all(NAMESPACE, "extension"))
            .map(|extension| {
                let value = extension.text.trim().to_owned();
                required(extension, "key").map(|key| Extension { key, value })
            })
            .collect::<Result<_, _>>()?,
    })
}

fn read_interaction(activity: &Element) -> Result<Option<Interaction>, String> {
    let Some(kind) = activity.text_of(NAMESPACE, "interactionType").filter(|kind| !kind.is_empty()) else {
        return Ok(None);
    };
    let patterns = activity.find(NAMESPACE, "correctResponsePatterns").into_iter();
    Ok(Some(Interaction {
        kind: word(INTERACTION_TYPES, &kind, "interactionType")?,
        correct_responses: patterns
            .flat_map(|patterns| patterns.find_all(NAMESPACE, "correctResponsePattern"))
            .map(|pattern| pattern.text.trim().to_owned())
            .collect(),
        choices: read_components(activity, "choices")?,
        scale: read_components(activity, "scale")?,
        source: read_components(activity, "source")?,
        target: read_components(activity, "target")?,
        steps: read_components(activity, "steps")?,
    }))
}

fn read_components(activity: &Element, list: &str) -> Result<Vec<Component>, String> {
    let component = |component: &Element| {
        let id = component.text_of(NAMESPACE, "id").filter(|id| !id.is_empty());
        let description = read_strings(component, "description");
        id.map(|id| Component { id, description }).ok_or(format!("a <component> of <{list}> has no <id>"))
    };
    let components = activity.find(NAMESPACE, list).into_iter();
    components.flat_map(|list| list.find_all(NAMESPACE, "component")).map(component).collect()
}
