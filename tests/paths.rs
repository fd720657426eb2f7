//! Learning paths in every standard and both layouts: sound packages that read back as what the paths were compiled to.

#![cfg(feature = "source")]

mod validation;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use coursewright::standard::scorm2004;
use coursewright::{Edition, Error, Layout, LearningPath, Lms, Package, Publisher, Severity, Standard};

const LAYOUTS: [Layout; 2] = [Layout::SingleSco, Layout::ScoPerLesson];

/// One path for each pattern, and one that has them all.
fn paths() -> Vec<LearningPath> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let inside = fs::read_dir(fixtures.join("paths")).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = inside.filter(|folder| folder.join("path.yaml").is_file()).collect();
    folders.push(fixtures.join("courses"));
    folders.sort();
    folders
        .iter()
        .map(|folder| {
            LearningPath::from_folder(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        })
        .collect()
}

fn published(path: &LearningPath, standard: Standard, layout: Layout) -> Result<Package, Error> {
    Publisher::new().layout(layout).publish_path(path, standard)
}

/// The addresses of a manifest's files.
fn listed(manifest: &str) -> Vec<&str> {
    manifest.split("<file href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_path_is_a_sound_package_in_every_standard() {
    for path in paths() {
        for &standard in Standard::ALL {
            // Where nothing is steered, and where everything is one page, layouts are the same.
            let has_items = ["scorm", "cmi5", "aicc"].iter().any(|name| standard.name().starts_with(name));
            for layout in LAYOUTS.into_iter().filter(|layout| has_items || *layout == Layout::SingleSco) {
                let package = match published(&path, standard, layout) {
                    Ok(package) => package,
                    // Some paths ask nothing, and some standards carry nothing but questions.
                    Err(Error::Findings(report)) if standard.name().starts_with("qti") => {
                        assert!(report.iter().any(|finding| finding.code() == "CW550"), "{report}");
                        let courses: Vec<_> =
                            path.all_steps().into_iter().filter_map(|step| path.course_of(step)).collect();
                        assert!(!courses.iter().any(|course| standard.is_for(course)), "{report}");
                        continue;
                    }
                    Err(error) => panic!("{} {standard} {layout:?}: {error}", path.id),
                };
                assert!(package.findings().iter().all(|finding| finding.severity() != Severity::Error));
                tells_what_is_lost(&path, standard, layout, &package);
                validation::check(&package, standard);
                let Some(manifest) = package.file("imsmanifest.xml") else { continue };
                let manifest = String::from_utf8(manifest.read().unwrap()).unwrap();
                let files = listed(&manifest);
                let unique: BTreeSet<_> = files.iter().copied().collect();
                assert_eq!(files.len(), unique.len(), "{} {standard} {layout:?}", path.id);
                assert!(files.iter().all(|file| package.file(file).is_some()), "{} {standard}", path.id);
            }
        }
    }
}

/// Wherever something of a path waits for something else, the standard says so, or the path's own page, or a finding.
fn tells_what_is_lost(path: &LearningPath, standard: Standard, layout: Layout, package: &Package) {
    let route = path.route();
    let waits = route.places().iter().any(|place| !place.opens.is_always());
    let has_page = standard.state_limit() > 0 && layout == Layout::SingleSco;
    let is_told = |code: &str| package.findings().iter().any(|finding| finding.code() == code);
    let says = match standard {
        Standard::Scorm2004(_) | Standard::Scorm12 | Standard::Aicc => true,
        _ => has_page || is_told("CW570"),
    };
    assert!(!waits || says, "{} {standard} {layout:?}: {}", path.id, package.findings());
    let has_prerequisites = matches!(standard, Standard::Scorm12 | Standard::Aicc) && !has_page;
    for (place, _) in route.leaves().filter(|_| has_prerequisites) {
        if route.prerequisites(place, |it| route.places()[it].id.to_string()).is_err() {
            assert!(is_told("CW572"), "{} {standard}: {}", path.id, package.findings());
        }
    }
}

/// Everything that the compiled tree says is in the manifest, and nothing else but the objectives of the courses.
#[test]
fn manifests_read_back_as_what_the_paths_were_compiled_to() {
    for path in paths() {
        for edition in [Edition::Second, Edition::Third, Edition::Fourth] {
            let package = published(&path, Standard::Scorm2004(edition), Layout::ScoPerLesson).unwrap();
            let document = package.file("imsmanifest.xml").unwrap().read().unwrap();
            let read = scorm2004::Manifest::read(&document).unwrap();
            assert_eq!(read.write().as_bytes(), document, "{}", path.id);
            let read = read.activity_tree(None).unwrap();
            let compiled = path.route().activity_tree(path.id.as_str(), edition).unwrap();
            assert_eq!(read.len(), compiled.len());
            for (read, compiled) in read.iter().zip(compiled.iter()) {
                let mut read = read.clone();
                let prefix = if read.id.starts_with("org-") { "org-" } else { "item-" };
                read.id = read.id.strip_prefix(prefix).unwrap().to_owned();
                let known = &compiled.sequencing.objectives.others;
                read.sequencing.objectives.others.retain(|objective| known.contains(objective));
                assert_eq!(read, *compiled, "{} {edition:?}", path.id);
            }
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let has_remedies = |path: &LearningPath| path.all_steps().iter().any(|step| step.remediation.is_some());
    let path = paths().into_iter().rfind(has_remedies).unwrap();
    for &standard in Standard::ALL {
        for layout in LAYOUTS {
            let write = || {
                let mut zip = Vec::new();
                published(&path, standard, layout).unwrap().write_to(&mut zip).unwrap();
                zip
            };
            assert_eq!(write(), write(), "{standard} {layout:?}");
        }
    }
}

#[test]
fn an_lms_without_sequencing_gets_a_path_without_it() {
    let (path, third) = (paths().pop().unwrap(), Standard::Scorm2004(Edition::Third));
    let manifest = |package: &Package| {
        String::from_utf8(package.file("imsmanifest.xml").unwrap().read().unwrap()).unwrap()
    };
    let moodle = Publisher::new().lms(Lms::Moodle).layout(Layout::ScoPerLesson);
    let package = moodle.publish_path(&path, third).unwrap();
    assert!(package.findings().iter().any(|finding| finding.code() == "CW617"), "{}", package.findings());
    let text = manifest(&package);
    assert!(!text.contains("mapInfo") && !text.contains("sequencingRules"));
    assert!(text.contains("href=\"index.html\""));
    for lms in [Lms::ScormCloud, Lms::SuccessFactors] {
        let package = Publisher::new().lms(lms).publish_path(&path, third).unwrap();
        assert!(manifest(&package).contains("sequencingRules"), "{lms}");
        let package = Publisher::new().lms(lms).publish_path(&path, Standard::Scorm12).unwrap();
        assert!(package.file("index.html").is_some(), "{lms}");
    }
}

/// Open edX looks files up by their last names, and each step has its `index.html`.
#[test]
fn an_lms_that_confuses_files_of_one_name_is_told_of_once_and_takes_the_courses_one_by_one() {
    let path = paths().pop().unwrap();
    let publisher = Publisher::new().lms(Lms::OpenEdx);
    let told = |report: &coursewright::Report| report.iter().filter(|it| it.code() == "CW606").count();
    let package = publisher.publish_path(&path, Standard::Scorm12).unwrap();
    assert_eq!(told(package.findings()), 1, "{}", package.findings());
    let finding = package.findings().iter().find(|it| it.code() == "CW606").unwrap();
    assert!(finding.help.as_ref().unwrap().contains("--as packages"));
    let made = publisher.publish_path_packages(&path, Standard::Scorm12).unwrap();
    assert!(made.packages().len() > 1);
    assert_eq!(told(made.findings()), 0, "{}", made.findings());
}

/// The path of a folder whose steps are links, and say more than that.
fn of_links(steps: impl Iterator<Item = (String, String)>) -> LearningPath {
    let steps = steps.map(|(id, more)| {
        format!("  - id: {id}\n    title: A page\n    link: {{ url: https://example.com/page }}\n{more}")
    });
    let folder = tempfile::tempdir().unwrap();
    let steps: String = steps.collect();
    let text = format!("id: pages\ntitle: Pages\nlanguage: en\norder: any\nsteps:\n{steps}");
    fs::write(folder.path().join("path.yaml"), text).unwrap();
    LearningPath::from_folder(folder.path()).unwrap()
}

#[test]
fn what_opens_a_step_and_cannot_be_said_is_told_with_its_line_and_a_way_out() {
    let ids: Vec<_> = (10..22).map(|number| format!("a-page-that-is-read-{number}")).collect();
    let after = format!("    after: {{ at-least: 6, of: [{}] }}\n", ids.join(", "));
    let pages = ids.iter().map(|id| (id.clone(), String::new()));
    let path = of_links(pages.chain([("last".to_owned(), after)]));
    for standard in [Standard::Scorm2004(Edition::Fourth), Standard::Scorm12] {
        let report = match published(&path, standard, Layout::ScoPerLesson) {
            Ok(package) => package.findings().clone(),
            Err(Error::Findings(report)) => report,
            Err(error) => panic!("{error}"),
        };
        let told = report.iter().find(|it| matches!(it.code(), "CW572" | "CW574"));
        let told = told.unwrap_or_else(|| panic!("{standard}: {report}"));
        assert_eq!(told.subject, "step `last`");
        let place = told.place.as_ref().unwrap_or_else(|| panic!("{told}"));
        // Five lines before the steps, three for each, and the requirement is the fourth of its own.
        assert_eq!((place.file.as_str(), place.line), ("path.yaml", Some(5 + 12 * 3 + 4)), "{told}");
        assert!(told.help.is_some() || standard == Standard::Scorm12, "{told}");
    }
}

#[test]
fn steps_that_are_too_tangled_are_told_with_their_lines() {
    let ids: Vec<_> = (0..60).map(|number| format!("s{number}")).collect();
    let steps = ids.iter().map(|id| {
        let others: Vec<_> = ids.iter().filter(|other| *other != id).map(String::as_str).collect();
        (id.clone(), format!("    skip-if: {{ any: [{}] }}\n", others.join(", ")))
    });
    let report = of_links(steps).route().check();
    assert!(!report.is_empty());
    for finding in &report {
        let place = finding.place.as_ref().unwrap_or_else(|| panic!("{finding}"));
        assert!(finding.code() == "CW740" && finding.help.is_some(), "{finding}");
        // The whole has no line of its own.
        assert_eq!((place.file.as_str(), place.line.is_some()), ("path.yaml", finding.subject != "path"));
    }
}

/// A title of its own is all that the author wrote of many a step.
#[test]
fn what_is_wrong_with_an_item_is_told_with_the_line_of_its_step() {
    let steps = ["one", "two"].map(|id| (id.to_owned(), String::new()));
    let mut path = of_links(steps.into_iter());
    path.steps.steps[1].title = Some("long ".repeat(60));
    let publisher = Publisher::new().layout(Layout::ScoPerLesson);
    let whole = publisher.publish_path(&path, Standard::Scorm12).map(|_| ());
    let packages = publisher.publish_path_packages(&path, Standard::Scorm12).map(|_| ());
    for made in [whole, packages] {
        let Err(Error::Findings(report)) = made else { panic!("{made:?}") };
        let told = report.iter().find(|it| it.code() == "CW501").unwrap_or_else(|| panic!("{report}"));
        let place = told.place.as_ref().unwrap_or_else(|| panic!("{told}"));
        assert_eq!((place.file.as_str(), place.line), ("path.yaml", Some(5 + 3 + 1)), "{told}");
    }
}
