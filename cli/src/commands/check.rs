//! `coursewright check`.

use crate::Status;
use crate::args::CheckArgs;
use crate::budgets;
use crate::failure::Failure;
use crate::session::{Session, Voice};

/// Tells everything that is wrong with a course folder, for each standard, and how much of a learner's progress each keeps.
pub(crate) fn run(args: &CheckArgs) -> Result<Status, Failure> {
    let voice = if args.json { Voice::Json } else { Voice::Result };
    let mut session = Session::new(&args.folder, voice).without_packages();
    let done = check(args, &mut session);
    session.end(done)
}

fn check(args: &CheckArgs, session: &mut Session) -> Result<(), Failure> {
    super::look_at(&args.folder, "course folder")?;
    if super::path::is_path(&args.folder) {
        return super::path::check(args, session);
    }
    super::look_at_schemas(args.publishing.schemas.as_deref())?;
    let theme = session.read_theme(args.publishing.theme.as_deref())?;
    let courses = session.read_courses(&args.folder, &args.publishing.languages)?;
    let (Some(theme), [first, ..]) = (theme, courses.as_slice()) else { return Ok(()) };

    let publisher = super::publisher(&args.publishing, theme);
    let standards = super::standards(&args.publishing, first, session);
    session.keeps(budgets::of(&publisher, &courses, &standards));
    for course in &courses {
        for &standard in &standards {
            let made = publisher.clone().progress(session.bar.rendering(standard)).publish(course, standard);
            if let Some(package) = session.unless_findings(made, Some(standard))? {
                session.found(package.findings(), Some(standard));
            }
        }
    }
    Ok(())
}
