//! LMS profiles: what each says, where it says it from, and what it finds in packages.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use coursewright::lms::Topic;
use coursewright::package::{Package, PackageFile};
use coursewright::standard::Edition;
use coursewright::{
    Course, Error, Layout, Lesson, Lms, PackageBuilder, Publisher, Question, Report, Severity, Standard,
};

fn course(title: &str) -> Course {
    let question = Question::choice("tide", "Who pulls?").correct("The moon").incorrect("The sun alone");
    let course = Course::builder("tides", title)
        .lesson(Lesson::builder("moon", "The moon pulls").markdown("Twice a day.").question(question))
        .lesson(Lesson::builder("sun", "The sun helps").markdown("Twice a month."));
    course.build().unwrap()
}

fn app(standard: Standard) -> PackageBuilder {
    Package::builder(standard)
        .identifier("game")
        .title("Our game")
        .language("en")
        .file("index.html", *b"<!DOCTYPE html><title>Our game</title>")
}

fn manifest(text: &'static str) -> Package {
    Package::from_files([PackageFile::from_static("imsmanifest.xml", text.as_bytes())]).unwrap()
}

/// Codes that belong to LMSs, with their messages.
fn found(report: &Report) -> Vec<(&'static str, &str)> {
    report
        .iter()
        .filter(|finding| finding.code().starts_with("CW6"))
        .map(|finding| (finding.code(), finding.message.as_str()))
        .collect()
}

#[track_caller]
fn findings_of(result: Result<Package, Error>) -> Report {
    match result {
        Ok(package) => package.findings().clone(),
        Err(Error::Findings(report)) => report,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_course_is_published_for_the_best_standard_of_every_lms_without_a_finding() {
    for &lms in Lms::ALL {
        let package = Publisher::new().lms(lms).publish(&course("How tides work"), lms.standard()).unwrap();
        assert!(package.findings().is_empty(), "{lms}: {}", package.findings());
        assert!(package.file("index.html").is_some(), "{lms}: one SCO has a shell of its own");
    }
}

#[test]
fn the_layout_of_the_lms_can_be_overruled() {
    let publisher = Publisher::new().lms(Lms::OpenEdx).layout(Layout::ScoPerLesson);
    let package = publisher.publish(&course("How tides work"), Standard::Scorm12).unwrap();
    let [(code, message)] = found(package.findings())[..] else { panic!("{}", package.findings()) };
    assert_eq!(code, "CW611");
    assert_eq!(message, "the package has 2 pages to launch; Open edX launches only the first");
}

#[test]
fn a_standard_that_is_refused_is_an_error_that_names_the_source_and_the_way_out() {
    let standard = Standard::Scorm2004(Edition::Fourth);
    let report = findings_of(Publisher::new().lms(Lms::TalentLms).publish(&course("T"), standard));
    let finding = report.iter().find(|finding| finding.code() == "CW601").unwrap();
    assert_eq!(finding.severity(), Severity::Error);
    assert!(finding.clause.unwrap().contains("help.talentlms.com"));
    assert_eq!(finding.help.as_deref(), Some("SCORM 1.2 is the best for it"));
    let report = findings_of(app(standard).lms(Lms::TalentLms).build());
    assert_eq!(found(&report).len(), 1, "{report}");
}

#[test]
fn a_standard_that_is_taken_in_part_or_not_known_is_told_and_no_more() {
    let package = |lms, standard| app(standard).lms(lms).build().unwrap();
    let fourth = Standard::Scorm2004(Edition::Fourth);
    for (lms, standard, code) in [
        (Lms::Moodle, fourth, "CW603"),
        (Lms::Absorb, fourth, "CW603"),
        (Lms::Docebo, fourth, "CW602"),
        (Lms::ScormCloud, Standard::Scorm12, ""),
    ] {
        let package = package(lms, standard);
        let codes: Vec<_> = found(package.findings()).into_iter().map(|(code, _)| code).collect();
        let expected: Vec<_> = [code].into_iter().filter(|code| !code.is_empty()).collect();
        assert_eq!(codes, expected, "{lms} and {standard}");
        assert!(package.findings().iter().all(|finding| finding.severity() == Severity::Info));
    }
}

#[test]
fn a_package_can_be_meant_for_two_lmss() {
    let both = app(Standard::Scorm12).file("a.php", *b"<?php").lms(Lms::Docebo).lms(Lms::Chamilo);
    let report = findings_of(both.build());
    let refused: Vec<_> = found(&report).into_iter().filter(|(code, _)| *code == "CW604").collect();
    assert_eq!(refused.len(), 2, "{report}");
    assert!(report.iter().any(|finding| finding.place.as_ref().is_some_and(|place| place.file == "a.php")));
}

#[test]
fn files_that_an_lms_refuses() {
    for (lms, name, is_refused) in [
        (Lms::Docebo, "a/form.ASPX", true),
        (Lms::Docebo, "run.sh", true),
        (Lms::Docebo, "phone.html", false),
        (Lms::Docebo, "page.phtml", false),
        (Lms::Chamilo, "page.phtml", true),
        (Lms::Chamilo, "page.php7", true),
        (Lms::Chamilo, "php/page.html", false),
        (Lms::Moodle, "form.php", false),
    ] {
        let package = Package::from_files([PackageFile::from_static(name, b"x")]).unwrap();
        let report = lms.check(&package, lms.standard()).unwrap();
        assert_eq!(report.has_errors(), is_refused, "{lms} and {name}: {report}");
    }
}

#[test]
fn names_that_an_lms_confuses_or_does_not_want() {
    let report = findings_of(app(Standard::Scorm12).file("a/index.html", *b"x").lms(Lms::OpenEdx).build());
    assert_eq!(found(&report), [("CW606", "Open edX confuses `a/index.html`, `index.html`")]);
    let named = app(Standard::Scorm12).file("a b.html", *b"x").file("ü.png", *b"x");
    let report = findings_of(named.lms(Lms::SuccessFactors).build());
    let message = "SAP SuccessFactors Learning wants no special characters in names: `a b.html`, `ü.png`";
    assert_eq!(found(&report), [("CW605", message)]);
}

#[test]
fn a_size_is_told_from_the_files_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("film.mp4");
    fs::File::create(&film).unwrap().set_len(251_000_000).unwrap();
    let report =
        findings_of(app(Standard::Scorm12).file_from("film.mp4", &film).lms(Lms::Cornerstone).build());
    let sizes: Vec<_> = report.iter().filter(|finding| finding.code() == "CW607").collect();
    assert_eq!(sizes.len(), 1, "{report}");
    assert!(sizes[0].message.contains("advises at most 250 MB"), "{}", sizes[0]);
    assert!(sizes[0].message.contains("before they are compressed"));
    let report = findings_of(app(Standard::Aicc).file_from("film.mp4", &film).lms(Lms::Cornerstone).build());
    assert!(found(&report).iter().all(|(code, _)| *code != "CW607"), "the advice is for SCORM: {report}");
}

#[test]
fn moodle_fails_on_long_titles_and_loses_pieces_of_texts() {
    let moodle = Publisher::new().lms(Lms::Moodle);
    // SCORM 1.2 itself ends titles at 200 characters.
    let fourth = Standard::Scorm2004(Edition::Fourth);
    let long = |title: String| findings_of(moodle.publish(&course(&title), fourth));
    assert!(!long("é".repeat(253) + " &").has_errors());
    let report = long("é".repeat(254) + " &");
    let (_, message) = *found(&report).iter().find(|(code, _)| *code == "CW608").unwrap();
    assert!(report.has_errors());
    assert!(message.ends_with("has 256 characters; Moodle takes 255"), "{message}");

    let publish = |title: &str| findings_of(moodle.publish(&course(title), Standard::Scorm12));
    assert!(found(&publish("Q&A, R&D & more")).is_empty());
    for title in ["Less < > more", "Big & < small", "0"] {
        let report = publish(title);
        assert!(!report.has_errors() && found(&report)[0].0 == "CW609", "{title}: {report}");
    }
}

#[test]
fn moodle_loses_a_mastery_score_of_zero() {
    let scored =
        |percent: f64| app(Standard::Scorm12).mastery_score(percent).lms(Lms::Moodle).build().unwrap();
    assert!(found(scored(1.0).findings()).is_empty());
    let message = "Moodle drops the 0 of `0` in `adlcp:masteryscore`";
    assert_eq!(found(scored(0.0).findings()), [("CW609", message)]);
}

#[test]
fn manifests_of_others_that_moodle_cannot_import() {
    let check = |text| Lms::Moodle.check(&manifest(text), Standard::Scorm12).unwrap();
    let mapped = "<manifest><item><imsss:sequencing><imsss:mapInfo/></imsss:sequencing></item></manifest>";
    assert_eq!(found(&check(mapped)), [("CW610", "Moodle ends the import at the element `imsss:mapInfo`")]);
    let prefixed = "<cp:manifest xmlns:cp='x'><cp:title>A</cp:title></cp:manifest>";
    assert_eq!(found(&check(prefixed))[0].0, "CW613");
    let literal = "<manifest><title>A &#8211; B</title><description>&#8211;</description></manifest>";
    assert_eq!(found(&check(literal)), [("CW609", "Moodle shows `&#8211;` as it is spelled, in `title`")]);
    let ruled = "<manifest><imsss:sequencingRules/><imsss:sequencingRules/></manifest>";
    assert_eq!(found(&check(ruled))[0].0, "CW612");
    for harmless in
        ["", "<", "<manifest", "<manifest><title>", "<manifest/><manifest/>", "<!-- <imsss:mapInfo/> -->"]
    {
        assert!(check(harmless).is_empty(), "{harmless}");
    }
}

#[test]
fn packages_of_others_that_an_lms_misreads() {
    let fourth = Standard::Scorm2004(Edition::Fourth);
    let version = |version: &str| {
        let text =
            format!("<manifest><metadata><schemaversion>{version}</schemaversion></metadata></manifest>");
        let package =
            Package::from_files([PackageFile::from_bytes("imsmanifest.xml", text.into_bytes())]).unwrap();
        Lms::Moodle.check(&package, fourth).unwrap()
    };
    let codes = |report: &Report| found(report).iter().map(|(code, _)| *code).collect::<Vec<_>>();
    assert_eq!(codes(&version("2004 4th Edition")), ["CW603"]);
    assert_eq!(codes(&version(" 2004 4th Edition ")), ["CW603", "CW615"]);

    let check = |text| codes(&Lms::SuccessFactors.check(&manifest(text), fourth).unwrap());
    assert_eq!(check("<manifest><item identifierref='a'/></manifest>"), ["CW603", "CW616"]);
    let told = "<manifest><imsss:deliveryControls completionSetByContent='true' objectiveSetByContent='true'/></manifest>";
    assert_eq!(check(told), ["CW603"]);

    let resources = "<manifest><item identifierref='b'/><resource identifier='none'/>\
                     <resource identifier='a' href='a.html'/><resource identifier='b' href='b.html'/></manifest>";
    let message = "Open edX launches the resource `a`, since it stands before `b`";
    let report = Lms::OpenEdx.check(&manifest(resources), Standard::Scorm12).unwrap();
    assert_eq!(found(&report), [("CW611", message)]);
}

#[test]
fn pages_that_load_by_plain_http_are_found_where_the_lms_serves_by_https() {
    let page =
        br#"<!DOCTYPE html><a href="http://example.org/">x</a><img alt='' src='HTTP://example.org/x.png'>"#;
    let package = |lms| app(Standard::Scorm12).file("page.html", *page).lms(lms).build().unwrap();
    let docebo = package(Lms::Docebo);
    assert_eq!(
        found(docebo.findings()),
        [("CW614", "`HTTP://example.org/x.png` is not loaded where Docebo plays the page")]
    );
    assert!(found(package(Lms::Moodle).findings()).is_empty());
}

#[test]
fn every_finding_of_an_lms_names_its_source_unless_there_is_none() {
    let package = app(Standard::Scorm12).file("a/index.html", *b"x").file("a.php", *b"x").build().unwrap();
    for &lms in Lms::ALL {
        for &standard in Standard::ALL {
            for finding in &lms.check(&package, standard).unwrap() {
                assert_eq!(finding.clause.is_none(), finding.code() == "CW602", "{lms}: {finding}");
            }
        }
    }
}

/// `docs/lms.md` says what the profiles say. After a change of a profile, write it anew:
/// `UPDATE_DOCS=1 cargo test --test lms`.
#[test]
fn the_page_says_what_the_profiles_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lms.md");
    let page = page();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    // The package on crates.io has no docs.
    if path.parent().is_some_and(Path::exists) {
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == page, "docs/lms.md is out of step; run: UPDATE_DOCS=1 cargo test --test lms");
    }
}

fn page() -> String {
    let mut page = String::from(HEAD);
    for &lms in Lms::ALL {
        let names: Vec<_> = lms.standards().iter().map(|standard| format!("`{standard}`")).collect();
        let _ =
            writeln!(page, "| [{}](#{}) | `{lms}` | {} |", lms.title(), anchor(lms.title()), names.join(" "));
    }
    for &lms in Lms::ALL {
        page += &chapter(lms);
    }
    page
}

fn chapter(lms: Lms) -> String {
    let claims = lms.claims();
    let mut sources = Vec::new();
    let mut told = format!("\n## {}\n", lms.title());
    for topic in Topic::ALL {
        let of_topic: Vec<_> = claims.iter().filter(|claim| claim.topic == *topic).collect();
        if !of_topic.is_empty() {
            let _ = writeln!(told, "\n**{topic}**\n");
        }
        for claim in of_topic {
            let source = (claim.basis, claim.source);
            let known = sources.iter().position(|other| *other == source);
            let number = known.unwrap_or_else(|| {
                sources.push(source);
                sources.len() - 1
            });
            let _ = writeln!(told, "- {} [{}]", claim.text.replace('*', "\\*"), number + 1);
        }
    }
    told += "\n**Sources**\n\n";
    for (number, (basis, source)) in sources.iter().enumerate() {
        let _ = writeln!(told, "{}. *{basis}*: {source}", number + 1);
    }
    told
}

fn anchor(title: &str) -> String {
    title.to_lowercase().replace(' ', "-")
}

const HEAD: &str = "\
# LMSs

What Coursewright knows of learning management systems, and from where. `coursewright build --lms NAME` picks the best
standard and layout for one, and turns what it would choke on into findings; `coursewright lms NAME` prints what is below.

A profile says only what a source says; what is missing is not known, and nothing is assumed of it. *Observed* means that packages
were imported and played, *read in the code* that the program's own code says so, *documented* that its vendor does, *reported* that
its users or makers of other programs do. LMSs change and can be configured: take all of it as true of the version and place
that the source speaks of.

This page is written from the profiles in `src/lms/profiles/` by `UPDATE_DOCS=1 cargo test --test lms`.

| LMS | name | standards that it is known to take, the best for a course first |
| --- | --- | --- |
";
