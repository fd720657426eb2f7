//! What can be said on the command line.

mod path;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use coursewright::{Layout, Lms, Standard};

pub(crate) use path::PathArgs;

/// Turns course folders, learning paths, and any web content, into packages that learning management systems take.
#[derive(Debug, Parser)]
#[command(
    name = "coursewright",
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  coursewright new first-aid                   begin a course
  coursewright build first-aid                 build it for every standard, into first-aid/dist
  coursewright path new-leaders                show a learning path, and where learners would get stuck
  coursewright pack web/dist --standard scorm12 --title \"Our game\" --out game.zip

Exit codes: 0 fine, 1 findings that are errors, 2 wrong usage, or a file cannot be read or written.
NO_COLOR=1 switches colours off."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(NewArgs),
    Build(BuildArgs),
    Check(CheckArgs),
    Path(PathArgs),
    Pack(PackArgs),
    Explain(ExplainArgs),
    /// List the standards that packages can be built for
    Standards,
    Lms(LmsArgs),
}

/// Begin a course: write a small one that builds and explains itself
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  coursewright new first-aid
  coursewright new first-aid --title \"First aid at work\"")]
pub(crate) struct NewArgs {
    /// Folder to write to: a new one, or an empty one
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// What learners see the course called [default: the name of the folder]
    #[arg(long, value_name = "TITLE", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(crate) title: Option<String>,
}

/// Build a course folder, or a learning path, into a package for each standard
#[derive(Debug, Args)]
#[command(after_help = "\
Each package is named after the course and the standard, such as dist/first-aid-scorm12.zip.
The folder of a learning path, the one with path.yaml, gives packages of the path: one whole that
steers its learners itself, or with --layout steps each step by itself, steered by the LMS as far
as the standard goes, or with --as packages each course by itself beside a description of the path.
A course in several languages gives packages for each: dist/first-aid-de-scorm12.zip is the German one.
Without --standard, a standard that the course has nothing for is left out, and named.
The same course gives the same bytes on every machine. SOURCE_DATE_EPOCH sets the time of the
files in the packages, which is 1980-01-01 without it.

Examples:
  coursewright build first-aid
  coursewright build first-aid --standard scorm2004-4th --layout lessons --out packages
  coursewright build first-aid --lms moodle
  coursewright build first-aid --language de --standard scorm12
  coursewright build first-aid --standard web --format folder --out site
  coursewright build new-leaders --standard scorm2004-4th --layout steps
  coursewright build new-leaders --standard scorm12 --as packages
  coursewright build first-aid --json | jq -r '.packages[].path'")]
pub(crate) struct BuildArgs {
    /// Course folder: the one with course.yaml, course.json or course.toml; or a path's, with path.yaml
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) publishing: Publishing,
    /// What a learning path becomes [default: whole]
    #[arg(long = "as", value_name = "FORM", value_enum)]
    pub(crate) path_form: Option<PathForm>,
    /// Folder for the packages, made when it is not there [default: DIR/dist]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,
    /// What each package is written as
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Zip)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) telling: Telling,
}

/// Find everything that is wrong with a course folder or a learning path, without writing anything
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  coursewright check first-aid
  coursewright check first-aid --lms moodle
  coursewright check first-aid --standard scorm2004-4th --json")]
pub(crate) struct CheckArgs {
    /// Course folder: the one with course.yaml, course.json or course.toml; or a path's, with path.yaml
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) publishing: Publishing,
    /// Print one JSON document and nothing else
    #[arg(long)]
    pub(crate) json: bool,
}

/// Wrap a folder of web content that exists into a package for each standard
#[derive(Debug, Args)]
#[command(after_help = "\
The folder is only read. Hidden files, and what operating systems leave behind, stay out of the
package. SOURCE_DATE_EPOCH sets the time of its files, which is 1980-01-01 without it.

With one standard, the package is FILE. With several, each gets the name of its standard:
--out game.zip writes game-scorm12.zip and game-scorm2004-4th.zip. With --format folder the
packages are folders: FILE is a new or empty one, or begins their names.

With --script, pages that load it get one small API for every standard:
  <script src=\"coursewright.js\"></script>
  const info = await Coursewright.start();   // info.bookmark, info.score, info.learner …
  Coursewright.bookmark(\"level-3\");          // given back at the next launch
  Coursewright.progress(0.5);
  Coursewright.score(85);
  Coursewright.pass();

Examples:
  coursewright pack web/dist --standard scorm12 --title \"Our game\" --out game.zip
  coursewright pack web/dist --lms docebo --title \"Our game\" --out game.zip
  coursewright pack web/dist --standard scorm12,scorm2004-4th --title \"Our game\" --id our-game \\
      --language en --script --mastery-score 80 --out packages/game.zip")]
pub(crate) struct PackArgs {
    /// Folder with the content, such as a built web app
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Standards to pack for, separated by commas [default: the best for the LMS]
    #[arg(long = "standard", value_name = "STANDARD", required_unless_present = "lms", value_delimiter = ',',
        value_parser = standard(), ignore_case = true)]
    standards: Vec<Standard>,
    /// LMS to pack for: what it would choke on is told
    #[arg(long, value_name = "LMS", value_parser = lms(), ignore_case = true)]
    pub(crate) lms: Option<Lms>,
    /// What learners see the package called
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: String,
    /// File to write; its folder is made when it is not there
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// What each package is written as
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Zip)]
    pub(crate) format: Format,
    /// Identifier by which LMSs recognise later versions: a-z, 0-9, - and _ [default: from the title]
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Language of the content, such as en-GB [default: en]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
    /// Page that the LMS opens [default: index.html, or the only page at the root]
    #[arg(long, value_name = "PAGE")]
    pub(crate) launch: Option<String>,
    /// Percent of the score that passes, 0 to 100
    #[arg(long, value_name = "PERCENT", allow_negative_numbers = true)]
    pub(crate) mastery_score: Option<f64>,
    /// Folder with the standards' published schemas, packed instead of the built-in ones; DIR/STANDARD
    /// where there is such a folder, else DIR itself
    #[arg(long, value_name = "DIR")]
    pub(crate) schemas: Option<PathBuf>,
    /// Add the script for start, resume, progress, score and finish [default name: coursewright.js]
    #[arg(long, value_name = "NAME", num_args = 0..=1, require_equals = true,
        default_missing_value = "coursewright.js")]
    pub(crate) script: Option<String>,
    #[command(flatten)]
    pub(crate) telling: Telling,
}

impl PackArgs {
    /// The standards that were asked for, or the best for the LMS.
    pub(crate) fn standards(&self) -> Vec<Standard> {
        asked_or_best(&self.standards, self.lms).unwrap_or_default()
    }
}

/// List the LMSs that something is known of, or tell what is known of one, with its sources
#[derive(Debug, Args)]
#[command(after_help = "\
What no source says is not known, and nothing is assumed of it. LMSs change and can be configured.

Examples:
  coursewright lms
  coursewright lms moodle
  coursewright lms moodle --json | jq -r '.[].standards[0]'")]
pub(crate) struct LmsArgs {
    /// LMS to tell about
    #[arg(value_name = "LMS", value_parser = lms(), ignore_case = true)]
    pub(crate) lms: Option<Lms>,
    /// Print one JSON document and nothing else
    #[arg(long)]
    pub(crate) json: bool,
}

/// Explain a finding by its code: what is wrong, why it matters, how to mend it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  coursewright explain CW113
  coursewright explain --all")]
pub(crate) struct ExplainArgs {
    /// Code of the finding, such as CW113
    #[arg(value_name = "CODE", required_unless_present = "all", conflicts_with = "all")]
    pub(crate) code: Option<String>,
    /// List every code with its severity and title
    #[arg(long)]
    pub(crate) all: bool,
}

/// What a course is published for, and how.
#[derive(Debug, Args)]
pub(crate) struct Publishing {
    /// Standards to publish for, separated by commas [default: all, or the best for the LMS]
    #[arg(long = "standard", value_name = "STANDARD", value_delimiter = ',', value_parser = standard(),
        ignore_case = true)]
    standards: Vec<Standard>,
    /// LMS to publish for: what it would choke on is told
    #[arg(long, value_name = "LMS", value_parser = lms(), ignore_case = true)]
    pub(crate) lms: Option<Lms>,
    /// Languages to publish in, separated by commas [default: all that the course folder holds]
    #[arg(long = "language", value_name = "LANGUAGE", value_delimiter = ',')]
    pub(crate) languages: Vec<String>,
    /// How the course is cut into parts that the LMS launches [default: single, or the best for the LMS]
    #[arg(long, value_name = "LAYOUT", value_enum)]
    layout: Option<LayoutName>,
    /// Folder whose files replace those of the built-in theme [default: the theme that the course names]
    #[arg(long, value_name = "THEME")]
    pub(crate) theme: Option<PathBuf>,
    /// Folder with the standards' published schemas, packed instead of the built-in ones; DIR/STANDARD
    /// where there is such a folder, else DIR itself
    #[arg(long, value_name = "DIR")]
    pub(crate) schemas: Option<PathBuf>,
}

impl Publishing {
    /// The standards that were asked for, the best for the LMS, or all.
    pub(crate) fn standards(&self) -> Vec<Standard> {
        asked_or_best(&self.standards, self.lms).unwrap_or_else(|| Standard::ALL.to_vec())
    }

    /// Whether this standard was asked for by its name.
    pub(crate) fn names(&self, standard: Standard) -> bool {
        self.standards.contains(&standard)
    }

    /// The layout that was asked for, if one was.
    pub(crate) fn layout(&self) -> Option<Layout> {
        self.layout.map(|layout| match layout {
            LayoutName::Single => Layout::SingleSco,
            LayoutName::Lessons => Layout::ScoPerLesson,
        })
    }
}

/// How much is said, and in which form.
#[derive(Debug, Args)]
pub(crate) struct Telling {
    /// Print one JSON document and nothing else
    #[arg(long)]
    pub(crate) json: bool,
    /// Print errors only
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LayoutName {
    /// The whole course, with its own menu: works in every LMS
    Single,
    /// Each lesson by itself, or each step of a path (`steps` says the same), in the menu of the LMS; some LMSs show only the first
    #[value(alias = "steps")]
    Lessons,
}

/// What becomes of a learning path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PathForm {
    /// One package of the whole path
    Whole,
    /// A folder with a package of each course and path.json, for an LMS that runs paths itself
    Packages,
}

/// What a package is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One file, as LMSs take it
    Zip,
    /// A folder of files, as web servers take it; it must be empty or not be there
    Folder,
}

impl Format {
    /// The name of a package whose name begins like this.
    pub(crate) fn name(self, stem: &str, standard: Standard) -> String {
        match self {
            Self::Zip => format!("{stem}-{standard}.{}", standard.extension()),
            Self::Folder => format!("{stem}-{standard}"),
        }
    }
}

/// A standard by its name, with the names in the help.
fn standard() -> impl TypedValueParser<Value = Standard> {
    let names =
        Standard::ALL.iter().map(|standard| PossibleValue::new(standard.name()).help(standard.title()));
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Standard>())
}

/// An LMS by its name, with the names in the help.
fn lms() -> impl TypedValueParser<Value = Lms> {
    let names = Lms::ALL.iter().map(|lms| PossibleValue::new(lms.name()).help(lms.title()));
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Lms>())
}

/// The standards that were asked for; without any, the best for the LMS.
fn asked_or_best(asked: &[Standard], lms: Option<Lms>) -> Option<Vec<Standard>> {
    if asked.is_empty() { lms.map(|lms| vec![lms.standard()]) } else { Some(each_once(asked)) }
}

/// The standards in their order, each of them once.
fn each_once(standards: &[Standard]) -> Vec<Standard> {
    let mut once = Vec::new();
    for standard in standards {
        if !once.contains(standard) {
            once.push(*standard);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
