//! What a course says of itself to search engines: schema.org's `Course` as JSON-LD.
//!
//! Only what the author has said is in it. The properties and what they may hold are those of <https://schema.org/Course>.

use serde::Serialize;

use crate::model::{Course, OutlineEntry};

/// What the head of the course's page says.
pub(super) fn course(course: &Course) -> Option<String> {
    serde_json::to_string(&CourseData::of(course)).ok()
}

/// <https://schema.org/Course>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CourseData<'c> {
    #[serde(rename = "@context")]
    context: &'static str,
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
    syllabus_sections: Vec<Section<'c>>,
    has_course_instance: Instance,
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
        let metadata = &course.metadata;
        let iri = metadata.iri.as_deref().and_then(said);
        let rights = metadata.rights.as_deref().and_then(said);
        let time = metadata.duration.filter(|&minutes| minutes > 0).map(duration);
        Self {
            context: "https://schema.org",
            kind: "Course",
            iri,
            name: course.title.trim(),
            description: said(&metadata.description),
            in_language: &course.language,
            identifier: course.id.as_str(),
            url: iri.filter(|iri| is_web_address(iri)),
            version: metadata.version.as_deref().and_then(said),
            keywords: all_said(&metadata.keywords),
            author: all_said(&metadata.authors),
            license: rights.filter(|rights| is_web_address(rights)),
            copyright_notice: rights.filter(|rights| !is_web_address(rights)),
            time_required: time.clone(),
            teaches: course.objectives.iter().filter_map(|objective| said(&objective.title)).collect(),
            syllabus_sections: sections(&course.outline),
            has_course_instance: Instance {
                kind: "CourseInstance",
                course_mode: "online",
                course_workload: time,
            },
        }
    }
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
