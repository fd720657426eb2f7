//! What a course says of itself to search engines: schema.org's `Course` as JSON-LD. So does a learning path.
//!
//! Only what the author has said is in it. The properties and what they may hold are those of <https://schema.org/Course>.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::path::{Content, LearningPath, Step};
use crate::model::{Course, Id, Metadata, OutlineEntry};

/// What the head of the course's page says.
pub(super) fn course(course: &Course) -> Option<String> {
    serde_json::to_string(&CourseData::of(course).alone()).ok()
}

/// What the head of a path's own page says: the path is a course that has courses in it.
pub(super) fn path(path: &LearningPath) -> Option<String> {
    serde_json::to_string(&CourseData::of_path(path).alone()).ok()
}

/// <https://schema.org/Course>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CourseData<'c> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    iri: Option<&'c str>,
    name: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'c str>,
    in_language: &'c str,
    identifier: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'c str>,
    /// As text: the course does not say who is a person and who an organization.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<&'c str>,
    /// The rights, where they are the address of a licence …
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'c str>,
    /// … and where they are words.
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright_notice: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_required: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    teaches: Vec<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    syllabus_sections: Vec<Section<'c>>,
    /// The courses of a path.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<Self>,
    /// What is a part of another is offered with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    has_course_instance: Option<Instance>,
}

/// <https://schema.org/Syllabus>: a module, or a lesson.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Section<'c> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'c str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<Section<'c>>,
}

/// <https://schema.org/CourseInstance>: the website, where everybody learns alone and at any time.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Instance {
    #[serde(rename = "@type")]
    kind: &'static str,
    course_mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    course_workload: Option<String>,
}

impl<'c> CourseData<'c> {
    fn of(course: &'c Course) -> Self {
        Self {
            teaches: course.objectives.iter().filter_map(|objective| said(&objective.title)).collect(),
            syllabus_sections: sections(&course.outline),
            ..Self::named(&course.id, &course.title, &course.language, &course.metadata)
        }
    }

    fn of_path(path: &'c LearningPath) -> Self {
        let steps = path.all_steps().into_iter();
        let taken: BTreeSet<&Id> = steps
            .filter_map(|step| match &step.content {
                Content::Course { course } => Some(course),
                _ => None,
            })
            .collect();
        let taken = path.courses.iter().filter(|course| taken.contains(&course.id));
        Self {
            syllabus_sections: steps_of(path, &path.steps.steps),
            has_part: taken.map(Self::of).collect(),
            ..Self::named(&path.id, &path.title, &path.language, &path.metadata)
        }
    }

    fn named(id: &'c Id, title: &'c str, language: &'c str, metadata: &'c Metadata) -> Self {
        let iri = metadata.iri.as_deref().and_then(said);
        let rights = metadata.rights.as_deref().and_then(said);
        Self {
            context: None,
            kind: "Course",
            iri,
            name: title.trim(),
            description: said(&metadata.description),
            in_language: language,
            identifier: id.as_str(),
            url: iri.filter(|iri| is_web_address(iri)),
            version: metadata.version.as_deref().and_then(said),
            keywords: all_said(&metadata.keywords),
            author: all_said(&metadata.authors),
            license: rights.filter(|rights| is_web_address(rights)),
            copyright_notice: rights.filter(|rights| !is_web_address(rights)),
            time_required: metadata.duration.filter(|&minutes| minutes > 0).map(duration),
            teaches: Vec::new(),
            syllabus_sections: Vec::new(),
            has_part: Vec::new(),
            has_course_instance: None,
        }
    }

    /// The document of the website, which is where it takes place.
    fn alone(mut self) -> Self {
        self.context = Some("https://schema.org");
        self.has_course_instance = Some(Instance {
            kind: "CourseInstance",
            course_mode: "online",
            course_workload: self.time_required.clone(),
        });
        self
    }
}

/// What everybody is led through; remedial steps are for those who fail.
fn steps_of<'p>(path: &'p LearningPath, steps: &'p [Step]) -> Vec<Section<'p>> {
    let section = |step: &'p Step| Section {
        kind: "Syllabus",
        name: path.title_of(step).trim(),
        has_part: step.as_group().map_or_else(Vec::new, |group| steps_of(path, &group.steps)),
    };
    steps.iter().map(section).collect()
}

fn sections(outline: &[OutlineEntry]) -> Vec<Section<'_>> {
    outline.iter().map(section).collect()
}

fn section(entry: &OutlineEntry) -> Section<'_> {
    let (name, has_part) = match entry {
        OutlineEntry::Module(module) => (&module.title, sections(&module.outline)),
        OutlineEntry::Lesson(lesson) => (&lesson.title, Vec::new()),
    };
    Section { kind: "Syllabus", name: name.trim(), has_part }
}

/// A text, unless there is none.
fn said(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn all_said(texts: &[String]) -> Vec<&str> {
    texts.iter().filter_map(|text| said(text)).collect()
}

/// Whether a text is an address of the Web and nothing else.
fn is_web_address(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https")) && !text.contains(char::is_whitespace)
}

/// ISO 8601: `PT1H30M`.
fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("PT{minutes}M"),
        (hours, 0) => format!("PT{hours}H"),
        (hours, minutes) => format!("PT{hours}H{minutes}M"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::{Lesson, Metadata, Module};

    fn data_of(metadata: Metadata) -> Value {
        let lesson = Lesson::builder("moon", "The moon </script> pulls").markdown("Twice a day.");
        let module = Module::builder("sea", "The sea").lesson(lesson);
        let course = Course::builder("tides", "How tides <em>work</em>")
            .language("en-GB")
            .metadata(metadata)
            .objective("why", "Say why the sea rises")
            .module(module)
            .lesson(Lesson::builder("end", "What to keep").markdown("Little."))
            .build()
            .unwrap();
        let text = super::course(&course).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_course_says_what_its_author_said() {
        let metadata = Metadata::new()
            .description("Moon, sun and sea.")
            .keyword("sea")
            .keyword("moon")
            .author("Ada Marsh")
            .version("1.2")
            .rights("CC BY 4.0")
            .iri("https://example.com/tides")
            .minutes(90);
        assert_eq!(
            data_of(metadata),
            json!({
                "@context": "https://schema.org",
                "@type": "Course",
                "@id": "https://example.com/tides",
                "name": "How tides <em>work</em>",
                "description": "Moon, sun and sea.",
                "inLanguage": "en-GB",
                "identifier": "tides",
                "url": "https://example.com/tides",
                "version": "1.2",
                "keywords": ["sea", "moon"],
                "author": ["Ada Marsh"],
                "copyrightNotice": "CC BY 4.0",
                "timeRequired": "PT1H30M",
                "teaches": ["Say why the sea rises"],
                "syllabusSections": [
                    { "@type": "Syllabus", "name": "The sea", "hasPart": [
                        { "@type": "Syllabus", "name": "The moon </script> pulls" },
                    ] },
                    { "@type": "Syllabus", "name": "What to keep" },
                ],
                "hasCourseInstance": {
                    "@type": "CourseInstance", "courseMode": "online", "courseWorkload": "PT1H30M",
                },
            })
        );
    }

    #[test]
    fn a_path_is_a_course_that_has_its_courses_in_it() {
        let lesson = || Lesson::builder("moon", "The moon pulls").markdown("Twice a day.");
        let course = |id: &str| Course::builder(id, format!("About {id}")).lesson(lesson()).build().unwrap();
        let (sea, wind) = (course("sea"), course("wind"));
        let path = LearningPath::builder("tides", "How tides work")
            .metadata(Metadata::new().minutes(90))
            .step(Step::course("first", &sea).title("First of all"))
            .step(
                Step::group("then", "Then")
                    .step(Step::course("again", &sea))
                    .step(Step::lesson("page", &wind, "moon")),
            )
            .build()
            .unwrap();
        let data: Value = serde_json::from_str(&super::path(&path).unwrap()).unwrap();
        assert_eq!(
            data,
            json!({
                "@context": "https://schema.org",
                "@type": "Course",
                "name": "How tides work",
                "inLanguage": "en",
                "identifier": "tides",
                "timeRequired": "PT1H30M",
                "syllabusSections": [
                    { "@type": "Syllabus", "name": "First of all" },
                    { "@type": "Syllabus", "name": "Then", "hasPart": [
                        { "@type": "Syllabus", "name": "About sea" },
                        { "@type": "Syllabus", "name": "The moon pulls" },
                    ] },
                ],
                "hasPart": [{
                    "@type": "Course", "name": "About sea", "inLanguage": "en", "identifier": "sea",
                    "syllabusSections": [{ "@type": "Syllabus", "name": "The moon pulls" }],
                }],
                "hasCourseInstance": {
                    "@type": "CourseInstance", "courseMode": "online", "courseWorkload": "PT1H30M",
                },
            })
        );
    }

    #[test]
    fn what_an_author_left_open_is_left_out() {
        let data = data_of(Metadata::new());
        for key in ["@id", "url", "description", "version", "keywords", "author", "license", "timeRequired"] {
            assert!(data.get(key).is_none(), "{key}");
        }
    }

    #[test]
    fn an_address_is_a_licence_and_a_name_that_is_no_address_is_no_url() {
        let data = data_of(
            Metadata::new().rights("https://creativecommons.org/licenses/by/4.0/").iri("urn:example:tides"),
        );
        assert_eq!(data["license"], "https://creativecommons.org/licenses/by/4.0/");
        assert_eq!(data["@id"], "urn:example:tides");
        assert!(data.get("copyrightNotice").is_none() && data.get("url").is_none());
    }

    #[test]
    fn durations_are_as_iso_8601_has_them() {
        assert_eq!([5, 60, 61, 1500].map(duration), ["PT5M", "PT1H", "PT1H1M", "PT25H"]);
    }
}
