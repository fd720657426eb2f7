//! `coursewright build`.

use super::write::Form;
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
    let timestamp = super::write::timestamp()?;
    super::look_at(&args.folder, "course folder")?;
    super::look_at_schemas(args.publishing.schemas.as_deref())?;
    let theme = session.read_theme(args.publishing.theme.as_deref())?;
    let course = session.read_course(&args.folder)?;
    let (Some(theme), Some(course)) = (theme, course) else { return Ok(()) };

    let publisher = super::publisher(&args.publishing, theme);
    let out = args.out.clone().unwrap_or_else(|| args.folder.join("dist"));
    let name = |standard| out.join(args.format.name(course.id.as_str(), standard));
    let standards = super::standards(&args.publishing, &course, session);
    let targets: Vec<_> = standards.into_iter().map(|standard| (standard, name(standard))).collect();
    let form = Form { format: args.format, timestamp };
    super::write::packages(&targets, session, form, |standard, bar| {
        publisher.clone().progress(bar.rendering(standard)).publish(&course, standard)
    })
}
