//! The scripts that run in the learner's browser, as text.
//!
//! The scripts are plain JavaScript without modules: a package carries one classic script, which runs from
//! disk and from servers that know few media types. The files share one scope; one function around them keeps
//! them out of the way of an author's own scripts. Every learner loads them, so what is shipped is minified: `built/` holds a
//! copy of each script that `npm run player` in `tests/browser` makes, and tests there hold the two together. `types.js` holds types
//! only and is not shipped.

#[cfg(feature = "markdown")]
use std::collections::BTreeSet;

/// The standard whose run-time API a script speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adapter {
    Scorm12,
    Scorm2004,
    Cmi5,
    Xapi,
    Aicc,
    Web,
    /// No standard: the page of a learning path, in which the course stands as a step.
    #[cfg(feature = "markdown")]
    Path,
}

/// A script: its file's name, and its text as it is shipped.
type Script = (&'static str, &'static str);

macro_rules! scripts {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("built/", $name)))),*] };
}

/// Those with which answers go to an LRS, and then the one that defines the adapter.
macro_rules! lrs_scripts {
    ($adapter:literal) => {
        scripts![
            "responses.js",
            "bracketed.js",
            "comments.js",
            "remote.js",
            "lrs.js",
            "outbox.js",
            "statements.js",
            "recording.js",
            $adapter
        ]
    };
}

/// What every script needs, whatever the standard.
const SHARED: &[Script] = scripts!["formats.js", "numbers.js", "record.js", "shadow.js", "saving.js"];

// The scripts of each standard. The last of them defines the adapter.
const SCORM12: &[Script] =
    scripts!["responses.js", "plain.js", "comments.js", "api.js", "session.js", "status.js", "scorm12.js"];
const SCORM2004: &[Script] =
    scripts!["responses.js", "bracketed.js", "comments.js", "api.js", "session.js", "scorm2004.js"];
const CMI5: &[Script] = lrs_scripts!["cmi5.js"];
const XAPI: &[Script] = lrs_scripts!["xapi.js"];
const WEB: &[Script] = scripts!["local.js"];
#[cfg(feature = "markdown")]
const PATHSTEP: &[Script] = scripts!["path-step.js"];
const AICC: &[Script] =
    scripts!["responses.js", "plain.js", "comments.js", "remote.js", "status.js", "hacp.js", "aicc.js"];

impl Adapter {
    /// What the adapter is called in its script, and the files of it.
    fn scripts(self) -> (&'static str, &'static [Script]) {
        match self {
            Self::Scorm12 => ("scorm12", SCORM12),
            Self::Scorm2004 => ("scorm2004", SCORM2004),
            Self::Cmi5 => ("cmi5", CMI5),
            Self::Xapi => ("xapi", XAPI),
            Self::Web => ("web", WEB),
            #[cfg(feature = "markdown")]
            Self::Path => ("pathstep", PATHSTEP),
            Self::Aicc => ("aicc", AICC),
        }
    }
}

/// What the pages of a course need beyond that, in this order. What `NEEDS` names is carried only for those who need it.
#[cfg(feature = "markdown")]
const COURSE: &[Script] = scripts![
    "families.js",
    "judge.js",
    "mixing.js",
    "draw.js",
    "grades.js",
    "assessment.js",
    "test-results.js",
    "test-records.js",
    "step.js",
    "interaction.js",
    "course.js",
    "bits.js",
    "forms.js",
    "state.js",
    "page.js",
    "session-page.js",
    "certificate.js",
    "glossary.js",
    "search.js",
    "test-keeper.js",
    "keepers.js",
    "settings.js",
    "shell.js",
    "countdown.js",
    "step-keeper.js",
    "fields.js",
    "parts.js",
    "asked.js",
    "chooser.js",
    "dragging.js",
    "arrange.js",
    "order.js",
    "hotspot.js",
    "question.js",
    "activity.js",
    "layout.js",
    "panels.js",
    "labelled-image.js",
    "pictures.js",
    "embed.js",
    "chart.js",
    "scenario.js",
    "checklist.js",
    "reflection.js",
    "code.js",
    "gate.js",
    "moment.js",
    "test-page.js",
    "found.js",
    "lesson.js",
    "start.js",
];

/// Something that a course may do without.
#[cfg(feature = "markdown")]
struct Family {
    /// Kinds of questions and blocks are called as in course files.
    name: &'static str,
    /// Families without which it does not work.
    with: &'static [&'static str],
    files: &'static [&'static str],
}

#[cfg(feature = "markdown")]
const fn family(name: &'static str, with: &'static [&'static str], files: &'static [&'static str]) -> Family {
    Family { name, with, files }
}

/// The families that have scripts of their own. A file that several name is carried when a course has one of them.
#[cfg(feature = "markdown")]
#[rustfmt::skip]
const NEEDS: &[Family] = &[
    family("question", &[], &["interaction.js", "keepers.js", "countdown.js", "fields.js", "question.js"]),
    family("activity", &[], &["interaction.js", "keepers.js", "activity.js"]),
    family("chance", &["question"], &["mixing.js", "draw.js", "layout.js"]),
    family("test", &["question"], &["assessment.js", "test-results.js", "test-records.js", "test-keeper.js", "test-page.js"]),
    family("matching", &["question"], &["parts.js", "chooser.js", "dragging.js", "arrange.js"]),
    family("sorting", &["question"], &["parts.js", "chooser.js", "dragging.js", "arrange.js"]),
    family("drag-and-drop", &["question"], &["parts.js", "chooser.js", "dragging.js", "arrange.js"]),
    family("ordering", &["question"], &["parts.js", "dragging.js", "order.js"]),
    family("hotspot", &["question"], &["parts.js", "hotspot.js"]),
    family("long-answer", &["question"], &["asked.js"]),
    family("performance", &["question"], &["asked.js"]),
    family("accordion", &["activity"], &["panels.js"]),
    family("tabs", &["activity"], &["panels.js"]),
    family("process", &["activity"], &["panels.js"]),
    family("flash-cards", &["activity"], &["panels.js"]),
    family("labelled-image", &["activity"], &["panels.js", "labelled-image.js"]),
    family("scenario", &["activity"], &["scenario.js"]),
    family("checklist", &["activity"], &["checklist.js"]),
    family("reflection", &["activity"], &["reflection.js"]),
    family("sign-off", &["activity"], &["code.js"]),
    family("live-session", &["activity"], &["code.js", "moment.js"]),
    family("continue", &["activity"], &["gate.js"]),
    family("gallery", &[], &["pictures.js"]),
    family("before-after", &[], &["pictures.js"]),
    family("embed", &[], &["embed.js"]),
    family("chart", &[], &["chart.js"]),
    family("certificate", &[], &["certificate.js"]),
    family("step", &[], &["step.js", "countdown.js", "step-keeper.js"]),
    family("glossary", &[], &["glossary.js"]),
    family("search", &[], &["search.js", "found.js"]),
];

/// The scripts of a course that has these families, in their order. Names that are not in `NEEDS` need nothing.
#[cfg(feature = "markdown")]
fn course_files(families: &BTreeSet<&str>) -> Vec<Script> {
    let mut wanted: BTreeSet<&str> = families.clone();
    for family in NEEDS.iter().filter(|family| families.contains(family.name)) {
        wanted.extend(family.with);
    }
    let needs = |file: &str, family: &Family| family.files.contains(&file);
    let is_wanted = |file: &str| {
        let mut of = NEEDS.iter().filter(|family| needs(file, family)).peekable();
        of.peek().is_none() || of.any(|family| wanted.contains(family.name))
    };
    COURSE.iter().filter(|(file, _)| is_wanted(file)).copied().collect()
}

/// What the page of a learning path needs instead; the certificate only where there is one.
#[cfg(feature = "markdown")]
const PATH: &[Script] = scripts![
    "families.js",
    "mixing.js",
    "bits.js",
    "page.js",
    "session-page.js",
    "certificate.js",
    "settings.js",
    "steering.js",
    "path-outlook.js",
    "path-state.js",
    "path-join.js",
    "path-record.js",
    "path-home.js",
    "path-steps.js",
    "path-page.js",
    "start.js",
];

/// What content that was made elsewhere needs beyond that.
const CONTENT: &[Script] = scripts!["content.js"];

/// The script of a course's pages (`player/player.js`). `limits` is what the standard allows, as an object of JavaScript;
/// `families` is what the course has of that which others do without.
#[cfg(feature = "markdown")]
pub(crate) fn course_script(adapter: Adapter, limits: &str, families: &BTreeSet<&str>) -> String {
    assemble(adapter, limits, &course_files(families), "startCourse")
}

/// The script of the page that leads through a learning path (`player/player.js`).
#[cfg(feature = "markdown")]
pub(crate) fn path_script(adapter: Adapter, limits: &str, has_certificate: bool) -> String {
    let is_wanted = |file: &str| has_certificate || file != "certificate.js";
    let files: Vec<Script> = PATH.iter().filter(|(file, _)| is_wanted(file)).copied().collect();
    assemble(adapter, limits, &files, "startCourse")
}

/// The script that gives content made elsewhere `window.Coursewright`.
pub(crate) fn content_script(adapter: Adapter, limits: &str) -> String {
    assemble(adapter, limits, CONTENT, "startContent")
}

fn assemble(adapter: Adapter, limits: &str, files: &[Script], start: &str) -> String {
    let (adapter_name, adapter_files) = adapter.scripts();
    let mut script = format!("(function () {{\n\"use strict\";\nconst LIMITS = {limits};\n");
    for (_, text) in SHARED.iter().chain(adapter_files).chain(files) {
        script.push_str(text);
    }
    script.push_str(&format!("{start}(window, {adapter_name});\n}})();\n"));
    script
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use super::*;

    const ALL: [Adapter; 7] = [
        Adapter::Scorm12,
        Adapter::Scorm2004,
        Adapter::Cmi5,
        Adapter::Xapi,
        Adapter::Aicc,
        Adapter::Web,
        Adapter::Path,
    ];

    fn whole(adapter: Adapter) -> String {
        course_script(adapter, "{}", &NEEDS.iter().map(|family| family.name).collect())
    }

    /// Words of each run-time that no other has.
    fn words(adapter: Adapter) -> &'static [&'static str] {
        match adapter {
            Adapter::Scorm12 => &["LMSInitialize"],
            Adapter::Scorm2004 => &["API_1484_11"],
            Adapter::Cmi5 => &["LMS.LaunchData"],
            Adapter::Xapi => &["activity_platform"],
            Adapter::Aicc => &["aicc_sid"],
            Adapter::Web => &["coursewright:web:"],
            Adapter::Path => &["cwPath"],
        }
    }

    #[test]
    fn a_script_carries_just_its_own_adapter() {
        for adapter in ALL {
            for script in [whole(adapter), content_script(adapter, "{}")] {
                for other in ALL {
                    let carried = words(other).iter().all(|word| script.contains(word));
                    assert_eq!(carried, other == adapter, "{adapter:?}: words of {other:?}");
                }
            }
        }
        for script in [whole(Adapter::Web), content_script(Adapter::Web, "{}")] {
            assert!(script.contains("coursewright:web:") && !script.contains("API_1484_11"));
        }
    }

    #[test]
    fn a_script_is_one_function_and_says_nothing_that_could_end_a_script_element() {
        for adapter in ALL {
            let script = whole(adapter);
            assert!(script.starts_with("(function () {\n\"use strict\";\n"));
            let (name, _) = adapter.scripts();
            assert!(script.ends_with(&format!("startCourse(window, {name});\n}})();\n")));
            assert!(!script.contains("</script"));
        }
    }

    #[test]
    fn a_course_carries_just_the_scripts_of_its_families() {
        let names = |families: &[&'static str]| {
            let files = course_files(&families.iter().copied().collect());
            files.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        let none = names(&[]);
        assert!(none.contains(&"shell.js") && none.contains(&"lesson.js") && !none.contains(&"question.js"));
        let tested = names(&["test", "hotspot", "multiple-choice"]);
        for file in ["question.js", "assessment.js", "test-page.js", "hotspot.js", "parts.js"] {
            assert!(tested.contains(&file), "{file}");
        }
        assert!(!tested.contains(&"draw.js") && !tested.contains(&"activity.js"));
    }

    #[test]
    fn what_families_name_is_there() {
        for family in NEEDS {
            for file in family.files {
                assert!(COURSE.iter().any(|(name, _)| name == file), "{}: {file}", family.name);
            }
            for name in family.with {
                let needed = NEEDS.iter().find(|other| other.name == *name).expect("a family");
                assert!(needed.with.is_empty(), "{name}: needs are followed one step far");
            }
        }
    }
}
