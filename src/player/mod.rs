//! The scripts that run in the learner's browser, as text.
//!
//! The scripts are plain JavaScript without modules: a package carries one classic script, which runs from
//! disk and from servers that know few media types. The files share one scope; one function around them keeps
//! them out of the way of an author's own scripts. `types.js` holds types only and is not shipped, and neither are
//! comments: they are a third of the sources, and every learner would load them.

/// The standard whose run-time API a script speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adapter {
    Scorm12,
    Scorm2004,
    Cmi5,
    Xapi,
    Aicc,
    Web,
}

/// What every script needs, whatever the standard.
const SHARED: [&str; 5] = [
    include_str!("formats.js"),
    include_str!("numbers.js"),
    include_str!("record.js"),
    include_str!("shadow.js"),
    include_str!("saving.js"),
];

// The scripts of each standard. The last of them defines the adapter.
const SCORM12: [&str; 7] = [
    include_str!("responses.js"),
    include_str!("plain.js"),
    include_str!("comments.js"),
    include_str!("api.js"),
    include_str!("session.js"),
    include_str!("status.js"),
    include_str!("scorm12.js"),
];
const SCORM2004: [&str; 6] = [
    include_str!("responses.js"),
    include_str!("bracketed.js"),
    include_str!("comments.js"),
    include_str!("api.js"),
    include_str!("session.js"),
    include_str!("scorm2004.js"),
];
const CMI5: [&str; 9] = [
    include_str!("responses.js"),
    include_str!("bracketed.js"),
    include_str!("comments.js"),
    include_str!("remote.js"),
    include_str!("lrs.js"),
    include_str!("outbox.js"),
    include_str!("statements.js"),
    include_str!("recording.js"),
    include_str!("cmi5.js"),
];
const XAPI: [&str; 9] = [
    include_str!("responses.js"),
    include_str!("bracketed.js"),
    include_str!("comments.js"),
    include_str!("remote.js"),
    include_str!("lrs.js"),
    include_str!("outbox.js"),
    include_str!("statements.js"),
    include_str!("recording.js"),
    include_str!("xapi.js"),
];
const WEB: [&str; 1] = [include_str!("local.js")];
const AICC: [&str; 7] = [
    include_str!("responses.js"),
    include_str!("plain.js"),
    include_str!("comments.js"),
    include_str!("remote.js"),
    include_str!("status.js"),
    include_str!("hacp.js"),
    include_str!("aicc.js"),
];

impl Adapter {
    /// What the adapter is called in its script, and the files of it.
    fn scripts(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Scorm12 => ("scorm12", &SCORM12),
            Self::Scorm2004 => ("scorm2004", &SCORM2004),
            Self::Cmi5 => ("cmi5", &CMI5),
            Self::Xapi => ("xapi", &XAPI),
            Self::Web => ("web", &WEB),
            Self::Aicc => ("aicc", &AICC),
        }
    }
}

/// What the pages of a course need beyond that.
#[cfg(feature = "markdown")]
const COURSE: &[&str] = &[
    include_str!("judge.js"),
    include_str!("draw.js"),
    include_str!("assessment.js"),
    include_str!("interaction.js"),
    include_str!("course.js"),
    include_str!("forms.js"),
    include_str!("state.js"),
    include_str!("page.js"),
    include_str!("certificate.js"),
    include_str!("test-keeper.js"),
    include_str!("settings.js"),
    include_str!("shell.js"),
    include_str!("countdown.js"),
    include_str!("fields.js"),
    include_str!("asked.js"),
    include_str!("chooser.js"),
    include_str!("dragging.js"),
    include_str!("arrange.js"),
    include_str!("order.js"),
    include_str!("hotspot.js"),
    include_str!("question.js"),
    include_str!("activity.js"),
    include_str!("test-page.js"),
    include_str!("panels.js"),
    include_str!("pictures.js"),
    include_str!("scenario.js"),
    include_str!("checklist.js"),
    include_str!("reflection.js"),
    include_str!("code.js"),
    include_str!("gate.js"),
    include_str!("moment.js"),
    include_str!("glossary.js"),
    include_str!("search.js"),
    include_str!("lesson.js"),
    include_str!("start.js"),
];

/// What content that was made elsewhere needs beyond that.
const CONTENT: &[&str] = &[include_str!("content.js")];

/// The script of a course's pages (`player/player.js`). `limits` is what the standard allows, as an object of JavaScript.
#[cfg(feature = "markdown")]
pub(crate) fn course_script(adapter: Adapter, limits: &str) -> String {
    assemble(adapter, limits, COURSE, "startCourse")
}

/// The script that gives content made elsewhere `window.Coursewright`.
pub(crate) fn content_script(adapter: Adapter, limits: &str) -> String {
    assemble(adapter, limits, CONTENT, "startContent")
}

fn assemble(adapter: Adapter, limits: &str, files: &[&str], start: &str) -> String {
    let (adapter_name, adapter_files) = adapter.scripts();
    let mut script = format!("(function () {{\n\"use strict\";\nconst LIMITS = {limits};\n");
    for file in SHARED.iter().chain(adapter_files).chain(files) {
        push_code(&mut script, file);
    }
    script.push_str(&format!("{start}(window, {adapter_name});\n}})();\n"));
    script
}

/// Appends the lines of a script that are code, without what they are indented by. It knows just as much of JavaScript as our own sources need, to which a
/// test holds them: a comment is a line or lines of its own, or a type in `/** … */` before an expression, and no text
/// goes over the end of a line.
fn push_code(script: &mut String, source: &str) {
    let mut in_comment = false;
    for line in source.lines() {
        let text = line.trim_start();
        if in_comment {
            in_comment = !text.contains("*/");
        } else if text.starts_with("/**") && !text.contains("*/") {
            in_comment = true;
        } else if !text.starts_with("//") {
            let code = without_types(line);
            if !code.trim().is_empty() {
                script.push_str(code.trim());
                script.push('\n');
            }
        }
    }
}

/// The line without `/** … */`.
fn without_types(line: &str) -> String {
    let mut code = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, comment)) = rest.split_once("/**") {
        let Some((_, after)) = comment.split_once("*/") else { break };
        code.push_str(before);
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    code.push_str(rest);
    code
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use super::*;

    const ALL: [Adapter; 6] =
        [Adapter::Scorm12, Adapter::Scorm2004, Adapter::Cmi5, Adapter::Xapi, Adapter::Aicc, Adapter::Web];

    /// Words of each run-time that no other has.
    fn words(adapter: Adapter) -> &'static [&'static str] {
        match adapter {
            Adapter::Scorm12 => &["LMSInitialize"],
            Adapter::Scorm2004 => &["API_1484_11"],
            Adapter::Cmi5 => &["LMS.LaunchData"],
            Adapter::Xapi => &["activity_platform"],
            Adapter::Aicc => &["aicc_sid"],
            Adapter::Web => &["class LocalSession"],
        }
    }

    #[test]
    fn a_script_carries_just_its_own_adapter() {
        for adapter in ALL {
            for script in [course_script(adapter, "{}"), content_script(adapter, "{}")] {
                for other in ALL {
                    let carried = words(other).iter().all(|word| script.contains(word));
                    assert_eq!(carried, other == adapter, "{adapter:?}: words of {other:?}");
                }
            }
        }
        for script in [course_script(Adapter::Web, "{}"), content_script(Adapter::Web, "{}")] {
            assert!(script.contains("LocalSession") && !script.contains("API_1484_11"));
        }
    }

    #[test]
    fn a_script_is_one_function_and_says_nothing_that_could_end_a_script_element() {
        for adapter in ALL {
            let script = course_script(adapter, "{}");
            assert!(script.starts_with("(function () {\n\"use strict\";\n"));
            let (name, _) = adapter.scripts();
            assert!(script.ends_with(&format!("startCourse(window, {name});\n}})();\n")));
            assert!(!script.contains("</script"));
        }
    }

    fn code(source: &str) -> String {
        let mut script = String::new();
        push_code(&mut script, source);
        script
    }

    #[test]
    fn comments_are_not_shipped_and_what_looks_like_one_is() {
        let source = "// What it is\n\n/**\n * @param {string} text\n */\nfunction link(text) {\n  // Why\n  \
                      return /** @type {any} */ (text) + \"http://x/*y*/\" + `a // b`; // kept\n}\n/** @type {any} */\nlet x;\n";
        let shipped =
            "function link(text) {\nreturn (text) + \"http://x/*y*/\" + `a // b`; // kept\n}\nlet x;\n";
        assert_eq!(code(source), shipped);
        assert_eq!(code("  /** @type {any} */ (window).x = 1;"), "(window).x = 1;\n");
        assert_eq!(code("a;\n/** without an end"), "a;\n");
    }

    /// The files share one scope, and the second function of a name would silently take the place of the first.
    #[test]
    fn no_two_files_of_a_script_define_the_same_name() {
        for adapter in ALL {
            for own in [COURSE, CONTENT] {
                let mut names = std::collections::BTreeSet::new();
                let files = SHARED.iter().chain(adapter.scripts().1).chain(own);
                for name in files.flat_map(|file| file.lines()).filter_map(defined) {
                    assert!(names.insert(name), "{adapter:?}: {name} is defined twice");
                }
            }
        }
    }

    /// What a line of a file's own scope defines.
    fn defined(line: &str) -> Option<&str> {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        let keyword = words.next().filter(|word| *word != "async").or_else(|| words.next())?;
        if ["function", "class", "const", "let"].contains(&keyword) { words.next() } else { None }
    }

    /// What `push_code` relies on.
    #[test]
    fn no_source_has_a_text_that_its_comments_could_be_taken_for() {
        let adapters = ALL.iter().flat_map(|adapter| adapter.scripts().1);
        for source in SHARED.iter().chain(COURSE).chain(CONTENT).chain(adapters) {
            for line in code(source).lines() {
                assert!(line.matches('`').count() % 2 == 0, "a template goes over the end of a line: {line}");
                assert!(!line.ends_with('\\'), "a text goes over the end of a line: {line}");
                assert!(
                    !line.contains("/**") && !line.trim_start().starts_with('*'),
                    "a comment is left: {line}"
                );
            }
            for line in source.lines().filter(|line| line.contains("/**")) {
                let (before, _) = line.split_once("/**").unwrap();
                let quoted = ['"', '\'', '`'].iter().any(|quote| before.matches(*quote).count() % 2 == 1);
                assert!(!quoted || before.contains("//"), "a text holds a comment: {line}");
            }
        }
    }
}
