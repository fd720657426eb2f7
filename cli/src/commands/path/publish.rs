//! `coursewright build` and `coursewright check` of a learning path.

use std::fs;
use std::path::Path;
use std::time::Instant;

use coursewright::{LearningPath, Publisher, Standard};

use crate::args::{BuildArgs, CheckArgs, PathForm, Publishing};
use crate::commands::write::{self, Form, Target};
use crate::failure::Failure;
use crate::session::Session;

/// Builds a path for each standard: as one whole, or as a folder with a package of each course.
pub(in crate::commands) fn build(args: &BuildArgs, session: &mut Session) -> Result<(), Failure> {
    let timestamp = write::timestamp()?;
    let form = Form { format: args.format, timestamp };
    let Some((path, publisher)) = prepared(&args.folder, &args.publishing, session)? else { return Ok(()) };
    let out = args.out.clone().unwrap_or_else(|| args.folder.join("dist"));
    let standards = standards(&args.publishing, &path, session);
    let target = |name: &dyn Fn(Standard) -> String| -> Vec<Target> {
        let target = |&standard: &Standard| Target {
            standard,
            language: path.language.clone(),
            path: out.join(name(standard)),
        };
        standards.iter().map(target).collect()
    };
    if args.path_form == Some(PathForm::Packages) {
        let targets = target(&|standard| format!("{}-{standard}-packages", path.id));
        return packages(&path, &publisher, &targets, form, session);
    }
    let targets = target(&|standard| args.format.name(path.id.as_str(), standard));
    write::packages(&targets, session, form, |target, bar| {
        publisher.clone().progress(bar.rendering(target.standard)).publish_path(&path, target.standard)
    })
}

/// Tells what is wrong with a path, for each standard.
pub(in crate::commands) fn check(args: &CheckArgs, session: &mut Session) -> Result<(), Failure> {
    let Some((path, publisher)) = prepared(&args.folder, &args.publishing, session)? else { return Ok(()) };
    for standard in standards(&args.publishing, &path, session) {
        let made = publisher.clone().progress(session.bar.rendering(standard)).publish_path(&path, standard);
        if let Some(package) = session.unless_findings(made, Some(standard))? {
            session.found(package.findings(), Some(standard));
        }
    }
    Ok(())
}

/// The path and its publisher; nothing when findings prevent it.
fn prepared(
    folder: &Path,
    publishing: &Publishing,
    session: &mut Session,
) -> Result<Option<(LearningPath, Publisher)>, Failure> {
    super::super::look_at_schemas(publishing.schemas.as_deref())?;
    let theme = session.read_theme(publishing.theme.as_deref())?;
    let path = session.read_path(folder)?;
    let (Some(theme), Some(path)) = (theme, path) else { return Ok(None) };
    if let Some(other) = publishing.languages.iter().find(|it| !it.eq_ignore_ascii_case(&path.language)) {
        let message =
            format!("the path is in `{}`, and there is no translation of it to `{other}`", path.language);
        return Err(Failure::new(message).help("leave out --language: a learning path is in one language"));
    }
    // Whoever would get stuck in the LMS gets stuck in every one.
    session.explored(&path.explore());
    if session.findings.has_errors() {
        return Ok(None);
    }
    Ok(Some((path, super::super::publisher(publishing, theme))))
}

/// As for courses: of the standards that nobody named, only those that some course has something for.
fn standards(publishing: &Publishing, path: &LearningPath, session: &mut Session) -> Vec<Standard> {
    let courses: Vec<_> = path.all_steps().into_iter().filter_map(|step| path.course_of(step)).collect();
    let is_wanted = |standard: &Standard| {
        publishing.names(*standard) || courses.iter().any(|course| standard.is_for(course))
    };
    let (wanted, left_out) = publishing.standards().into_iter().partition(is_wanted);
    session.left_out(left_out);
    wanted
}

/// A folder for each standard: a package of each course, and `path.json`, which says how they belong together.
fn packages(
    path: &LearningPath,
    publisher: &Publisher,
    targets: &[Target],
    form: Form,
    session: &mut Session,
) -> Result<(), Failure> {
    let width = targets.iter().map(|target| target.path.display().to_string().chars().count()).max();
    for target in targets {
        let begun = Instant::now();
        let progress = session.bar.rendering(target.standard);
        let made = publisher.clone().progress(progress).publish_path_packages(path, target.standard);
        let Some(made) = session.unless_findings(made, Some(target.standard))? else {
            session.not_written(&target.path);
            continue;
        };
        session.bar.clear();
        session.found(made.findings(), Some(target.standard));
        let mut bytes = 0;
        for (name, package) in made.packages() {
            bytes += write::write(package, &target.path.join(name), form, |_| {})?;
        }
        // Last, so that whoever waits for it finds the packages.
        let (file, text) = (target.path.join("path.json"), made.path().write());
        fs::create_dir_all(&target.path)
            .and_then(|()| fs::write(&file, &text))
            .map_err(|error| Failure::io("cannot write", &file, &error))?;
        bytes += text.len() as u64;
        session.written(target, bytes, begun.elapsed(), width.unwrap_or_default())?;
    }
    Ok(())
}
