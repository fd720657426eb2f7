//! Names of files: those that are not safe to unpack, and those that LMSs refuse or mangle.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::rules;
use crate::diagnostic::Rule;
use crate::{Diagnostic, Place, Report};

/// A zip has two bytes for the length of a name (APPNOTE 4.4.10).
const LONGEST: usize = u16::MAX as usize;

/// Names over this many characters are a finding.
const LONG: usize = 100;

const SERVER_SIDE: &[&str] =
    &["asp", "aspx", "cgi", "htaccess", "jsp", "jspx", "phar", "phtml", "pl", "py", "rb", "sh", "shtml"];
const ARCHIVES: &[&str] = &["7z", "bz2", "jar", "rar", "tar", "tgz", "xz", "zip"];
const UNCERTAIN: &[&str] = &["br", "gz", "mjs", "wasm", "webmanifest"];

/// How many names a finding about many names gives as examples.
const EXAMPLES: usize = 3;

/// Every finding about these names, in the order of the names; findings about many names together come last.
///
/// `ours` are the names that the package brings along: they must not collide with the others, and there is nothing else to
/// find about them.
pub(crate) fn check_names<'a>(
    names: impl IntoIterator<Item = &'a str>,
    ours: impl IntoIterator<Item = &'a str>,
) -> Report {
    let names: Vec<&str> = names.into_iter().collect();
    let all: Vec<&str> = names.iter().copied().chain(ours).collect();
    let mut report = Report::default();
    check_safety(all.iter().copied(), &mut report);
    check_case(&all, &mut report);
    for name in &names {
        check_characters(name, &mut report);
        check_kind(name, &mut report);
    }
    check_together(&names, &mut report);
    report
}

/// Findings about names that cannot be in a package at all, because it would not be safe or not be clear what is unpacked.
pub(super) fn check_safety<'a>(names: impl IntoIterator<Item = &'a str>, report: &mut Report) {
    let mut seen = HashSet::new();
    let mut folders = HashSet::new();
    for name in names {
        if let Some(why) = why_unsafe(name) {
            let message = format!("the name {name:?} {why}");
            report.push(Diagnostic::new(&rules::UNSAFE_NAME, message).place(Place::file(name)));
        } else if seen.insert(name) {
            folders.extend(name.match_indices('/').map(|(end, _)| &name[..end]));
        } else {
            let message = format!("more than one file is called `{name}`");
            report.push(Diagnostic::new(&rules::DUPLICATE_NAME, message).place(Place::file(name)));
        }
    }
    let mut both: Vec<_> = seen.intersection(&folders).collect();
    both.sort();
    for name in both {
        let message = format!("`{name}` is a file and also a folder");
        report.push(Diagnostic::new(&rules::DUPLICATE_NAME, message).place(Place::file(*name)));
    }
}

fn why_unsafe(name: &str) -> Option<&'static str> {
    let drive = name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && name[1..].starts_with(':');
    if name.is_empty() {
        Some("is empty")
    } else if name.len() > LONGEST {
        Some("is longer than 65,535 bytes")
    } else if name.contains('\\') {
        Some("has a backslash")
    } else if name.starts_with('/') || drive {
        Some("is absolute")
    } else if name.contains(char::is_control) {
        Some("has a control character")
    } else if name.split('/').any(|part| part.is_empty()) {
        Some("has an empty part")
    } else if name.split('/').any(|part| part == "." || part == "..") {
        Some("has a part that is `.` or `..`")
    } else {
        None
    }
}

/// Whether Windows would take the name for a device, or for a stream inside a file.
pub(super) fn is_device_or_stream(name: &str) -> bool {
    name.contains(':') || name.split('/').any(is_device)
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" => true,
        _ => {
            let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
            number.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
        }
    }
}

/// Whether a file is of the kind that operating systems and editors leave behind.
pub(super) fn is_litter(part: &str) -> bool {
    const LITTER: &[&str] = &["__macosx", ".ds_store", "desktop.ini", "ehthumbs.db", "thumbs.db"];
    LITTER.contains(&part.to_lowercase().as_str())
        || part.starts_with("._")
        || part.ends_with('~')
        || (part.starts_with('#') && part.ends_with('#') && part.len() > 1)
        || matches!(part, ".git" | ".hg" | ".svn" | ".bzr")
        || part.ends_with(".swp")
}

fn check_case(names: &[&str], report: &mut Report) {
    // Folders collide as files do: `Media/a` and `media/b` end up in one folder, or in two.
    let mut spellings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in names {
        let ends = name.match_indices('/').map(|(end, _)| end).chain([name.len()]);
        let mut parent_is_known_to_differ = false;
        for end in ends {
            let path = &name[..end];
            let known = spellings.entry(path.to_lowercase()).or_default();
            if !parent_is_known_to_differ {
                known.insert(path);
            }
            // One finding for a folder says it for everything below.
            parent_is_known_to_differ |= known.len() > 1 && end < name.len();
        }
    }
    for spellings in spellings.values().filter(|spellings| spellings.len() > 1) {
        let all: Vec<_> = spellings.iter().map(|spelling| format!("`{spelling}`")).collect();
        let message = format!("{} differ only by case", all.join(" and "));
        let first = spellings.first().copied().unwrap_or_default();
        report.push(
            Diagnostic::new(&rules::CASE_COLLISION, message)
                .place(Place::file(first))
                .help("use lower case throughout, and different names"),
        );
    }
}

fn check_characters(name: &str, report: &mut Report) {
    let mut find = |rule: &'static Rule, message: String| {
        let mended = mended(name);
        let mut finding = Diagnostic::new(rule, message).place(Place::file(name));
        if mended != name {
            finding = finding.help(format!("rename it to `{mended}`"));
        }
        report.push(finding);
    };
    let found = |set: &[char]| {
        let found: BTreeSet<char> = name.chars().filter(|c| set.contains(c)).collect();
        found.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", ")
    };

    let cutting = found(&['#', '?', '%']);
    if !cutting.is_empty() {
        find(&rules::BREAKS_ADDRESS, format!("the name has {cutting}"));
    }
    let windows = found(&['<', '>', ':', '"', '|', '*']);
    if !windows.is_empty() {
        find(&rules::NOT_ON_WINDOWS, format!("the name has {windows}"));
    }
    for part in name.split('/') {
        if part.ends_with(['.', ' ']) && part != "." && part != ".." {
            find(&rules::NOT_ON_WINDOWS, format!("`{part}` ends with a dot or a space"));
        } else if is_device(part) {
            find(&rules::NOT_ON_WINDOWS, format!("`{part}` is the name of a device"));
        }
    }
    if name.contains(' ') {
        find(&rules::SPACE, "the name has a space".into());
    }
    let awkward = found(&['&', '+']);
    if !awkward.is_empty() {
        find(&rules::AWKWARD_CHARACTER, format!("the name has {awkward}"));
    }
    if let Some(part) = name.split('/').find(|part| part.starts_with('-') || is_hidden(part)) {
        find(&rules::AWKWARD_CHARACTER, format!("`{part}` begins with `{}`", &part[..1]));
    }
    if !name.is_ascii() {
        let odd: BTreeSet<char> = name.chars().filter(|c| !c.is_ascii()).collect();
        let odd: Vec<_> = odd.iter().map(|c| format!("`{c}`")).collect();
        find(&rules::NON_ASCII, format!("the name has {}", odd.join(", ")));
    }
    let length = name.chars().count();
    if length > LONG {
        find(&rules::LONG_NAME, format!("the name has {length} characters, {} over {LONG}", length - LONG));
    }
}

fn is_hidden(part: &str) -> bool {
    part.starts_with('.') && part != "." && part != ".." && !is_litter(part)
}

/// The name with everything awkward replaced, as a proposal.
fn mended(name: &str) -> String {
    let parts = name.split('/').map(|part| {
        let mut mended = String::with_capacity(part.len());
        for c in part.chars() {
            match c {
                'A'..='Z' => mended.push(c.to_ascii_lowercase()),
                'a'..='z' | '0'..='9' | '_' | '.' => mended.push(c),
                _ if mended.ends_with('-') || mended.is_empty() => {}
                _ => mended.push('-'),
            }
        }
        let mended = mended.replace("-.", ".");
        let mended = mended.trim_matches(['-', '.']);
        if is_device(mended) || mended.is_empty() { format!("x-{mended}") } else { mended.to_owned() }
    });
    parts.collect::<Vec<_>>().join("/")
}

fn check_kind(name: &str, report: &mut Report) {
    let mut find =
        |rule, message: String| report.push(Diagnostic::new(rule, message).place(Place::file(name)));
    if let Some(part) = name.split('/').find(|part| is_litter(part)) {
        return find(&rules::LITTER, format!("`{part}` is not part of a course"));
    }
    let base = name.rsplit('/').next().unwrap_or(name);
    let Some((_, extension)) = base.rsplit_once('.').filter(|(_, extension)| !extension.is_empty()) else {
        return find(&rules::NO_EXTENSION, format!("`{base}` has no extension"));
    };
    let extension = extension.to_lowercase();
    let has = |list: &[&str]| list.contains(&extension.as_str());
    // php, php3 … php8, phps; ph3 as some servers have it.
    let php = extension.starts_with("php")
        || (extension.starts_with("ph") && extension.ends_with(|c: char| c.is_ascii_digit()));
    if php || has(SERVER_SIDE) {
        find(&rules::SERVER_SIDE, format!("`.{extension}` is the extension of a program for the server"));
    } else if has(ARCHIVES) || base.to_lowercase().ends_with(".tar.gz") {
        find(&rules::NESTED_ARCHIVE, format!("`{base}` is an archive"));
    } else if has(UNCERTAIN) {
        find(&rules::UNCERTAIN_TYPE, format!("not every server knows the type of `.{extension}`"));
    }
}

/// Findings that would be noise name by name.
fn check_together(names: &[&str], report: &mut Report) {
    let upper: Vec<_> = names.iter().copied().filter(|name| name.contains(char::is_uppercase)).collect();
    if !upper.is_empty() {
        let message = format!("{} with upper case: {}", counted(upper.len()), examples(&upper));
        report.push(Diagnostic::new(&rules::UPPER_CASE, message));
    }

    let mut bases: HashMap<&str, usize> = HashMap::new();
    let base = |name: &'_ str| name.rfind('/').map_or(0, |slash| slash + 1);
    for name in names {
        *bases.entry(&name[base(name)..]).or_default() += 1;
    }
    let shared: Vec<_> = names.iter().copied().filter(|name| bases[&name[base(name)..]] > 1).collect();
    if !shared.is_empty() {
        let message = format!(
            "{} that share their last name with another: {}",
            counted(shared.len()),
            examples(&shared)
        );
        report.push(Diagnostic::new(&rules::SAME_BASE_NAME, message));
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "one file".into() } else { format!("{count} files") }
}

fn examples(names: &[&str]) -> String {
    let some: Vec<_> = names.iter().take(EXAMPLES).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > EXAMPLES { ", …" } else { "" };
    some.join(", ") + more
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(names: &[&str]) -> Vec<&'static str> {
        check_names(names.iter().copied(), []).iter().map(Diagnostic::code).collect()
    }

    fn unsafe_names(names: &[&str]) -> usize {
        codes(names).iter().filter(|&&code| code == "CW401").count()
    }

    #[test]
    fn plain_names_have_no_findings() {
        assert!(
            codes(&["imsmanifest.xml", "index.html", "media/hand_shake-2.svg", "a/b/c.min.js"]).is_empty()
        );
    }

    #[test]
    fn names_that_lead_out_are_unsafe() {
        let names = [
            "",
            "/etc/passwd",
            "../x.js",
            "a/../../x.js",
            "a/..",
            "./x.js",
            "a//b.js",
            "a/",
            "a\\b.js",
            "..\\x.js",
            "C:/x.js",
            "c:x.js",
            "a\0.js",
            "a\n.js",
        ];
        for name in names {
            assert_eq!(unsafe_names(&[name]), 1, "{name:?}");
        }
        assert_eq!(unsafe_names(&["..a/b..js", "...x/y.js", "é:x.js"]), 0);
        assert_eq!(unsafe_names(&["x".repeat(70_000).as_str()]), 1);
    }

    #[test]
    fn one_name_for_two_files() {
        assert_eq!(codes(&["a.js", "a.js", "b.js"])[0], "CW402");
        assert_eq!(codes(&["a.js", "a.js/b.js"]), ["CW402"]);
        assert!(codes(&["a.js", "a.jsx", "a/b.js"]).is_empty());
    }

    #[test]
    fn case_collisions_are_found_once_for_each_folder() {
        let report = check_names(["Media/a.png", "media/b.png", "media/c.png"], []);
        let collisions: Vec<_> = report.iter().filter(|d| d.code() == "CW403").collect();
        assert_eq!(collisions.len(), 1);
        assert_eq!(collisions[0].message, "`Media` and `media` differ only by case");
        assert!(codes(&["a.png", "A.png"]).contains(&"CW403"));
        assert!(codes(&["x/ä.png", "x/Ä.png"]).contains(&"CW403"));
    }

    #[test]
    fn our_own_names_only_must_not_collide() {
        let ours = ["imsmanifest.xml", "lom.xsd"];
        let codes = |name| -> Vec<_> { check_names([name], ours).iter().map(Diagnostic::code).collect() };
        assert!(codes("index.html").is_empty());
        assert!(codes("a/lom.xsd").is_empty());
        assert_eq!(codes("LOM.xsd"), ["CW403", "CW408"]);
        assert_eq!(codes("imsmanifest.xml/a.html"), ["CW402"]);
    }

    #[test]
    fn awkward_characters() {
        for (name, code) in [
            ("a#b.js", "CW404"),
            ("100%.html", "CW404"),
            ("what?.html", "CW404"),
            ("a:b.js", "CW405"),
            ("aux.js", "CW405"),
            ("x/LPT1", "CW405"),
            ("folder./a.js", "CW405"),
            ("a.js ", "CW405"),
            ("my page.html", "CW406"),
            ("q&a.html", "CW407"),
            ("c++.html", "CW407"),
            ("-a.js", "CW407"),
            (".well-known/a.js", "CW407"),
            ("Index.html", "CW408"),
            ("übung.html", "CW409"),
            ("index.php5", "CW411"),
            ("a.ASPX", "CW411"),
            ("media/all.zip", "CW412"),
            ("LICENSE", "CW413"),
            ("module.mjs", "CW415"),
            ("__MACOSX/a.js", "CW416"),
            ("a/.DS_Store", "CW416"),
            ("page.html~", "CW416"),
        ] {
            assert!(codes(&[name]).contains(&code), "{name}: {:?}", codes(&[name]));
        }
        assert!(codes(&["communication.html", "com10.html", "auxiliary.html", "phase.html"]).is_empty());
        let long = format!("{}.html", "x".repeat(96));
        assert_eq!(codes(&[&long]), ["CW410"]);
        assert!(codes(&[&long[1..]]).is_empty());
        assert_eq!(codes(&["a/x.png", "b/x.png"]), ["CW414"]);
    }

    #[test]
    fn findings_propose_a_name() {
        let report = check_names(["Über uns/Q&A #1 (neu).html"], []);
        assert_eq!(
            report.iter().next().unwrap().help.as_deref(),
            Some("rename it to `ber-uns/q-a-1-neu.html`")
        );
    }
}
