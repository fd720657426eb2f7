//! `coursewright build`.

use coursewright::Course;

use super::write::{Form, Target};
use crate::Status;
use crate::args::BuildArgs;
use crate::failure::Failure;
use crate::session::{Session, Voice};

/// Builds a course folder into a package for each standard.
pub(crate) fn run(args: &BuildArgs) -> Result<Status, Failure> {
    let mut session = Session::new(&args.folder, Voice::of(&args.telling));
    let done = build(args, &mut session);
    session.end(done)
}

fn build(args: &BuildArgs, session: &mut Session) -> Result<(), Failure> {
    super::look_at(&args.folder, "course folder")?;
    if super::path::is_path(&args.folder) {
        return super::path::build(args, session);
    }
    if args.path_form.is_some() {
        return Err(Failure::new("--as is for learning paths, and this folder has no path.yaml"));
    }
    let timestamp = super::write::timestamp()?;
    super::look_at_schemas(args.publishing.schemas.as_deref())?;
    let theme = session.read_theme(args.publishing.theme.as_deref())?;
    let courses = session.read_courses(&args.folder, &args.publishing.languages)?;
    let (Some(theme), [first, ..]) = (theme, courses.as_slice()) else { return Ok(()) };

    let publisher = super::publisher(&args.publishing, theme);
    let out = args.out.clone().unwrap_or_else(|| args.folder.join("dist"));
    // The questions are the same in all languages, and so is what each standard can do with them.
    let standards = super::standards(&args.publishing, first, session);
    let targets: Vec<_> = courses
        .iter()
        .flat_map(|course| standards.iter().map(move |standard| (course, *standard)))
        .map(|(course, standard)| {
            let path = out.join(args.format.name(&stem(course, session), standard));
            Target { standard, language: course.language.clone(), path }
        })
        .collect();
    let form = Form { format: args.format, timestamp };
    super::write::packages(&targets, session, form, |target, bar| {
        let course = courses.iter().find(|course| course.language == target.language).unwrap_or(first);
        publisher.clone().progress(bar.rendering(target.standard)).publish(course, target.standard)
    })
}

/// How the names of a course's packages begin; translations are told apart by their language.
fn stem(course: &Course, session: &Session) -> String {
    match session.is_translation(course) {
        true => format!("{}-{}", course.id, course.language.to_lowercase()),
        false => course.id.to_string(),
    }
}
