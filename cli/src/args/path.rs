use std::path::PathBuf;

use clap::Args;

/// Show a learning path and where learners would get stuck; draw it, or play it
#[derive(Debug, Args)]
#[command(after_help = "\
A learning path is a folder with path.yaml, which says in which order courses and other steps are
taken, and what opens what. This command reads it, prints it line by line, and walks through every
way that learners can take: whoever gets stuck somewhere is a finding, with the shortest story of
how that comes about.

--simulate lets you be the learner. It lists the steps and what keeps the closed ones closed; you
choose a step by its number and say how it went.

Examples:
  coursewright path new-leaders
  coursewright path new-leaders --svg                 the path as a picture, into new-leaders/dist
  coursewright path new-leaders --coverage=seen.svg   the same, with what learners can reach
  coursewright path new-leaders --simulate
  coursewright path new-leaders --json | jq -r '.findings[].message'

Exit codes: 0 nobody gets stuck, 1 findings that are errors, 2 wrong usage, or a file cannot be
read or written.")]
pub(crate) struct PathArgs {
    /// Folder of the path: the one with path.yaml, path.json or path.toml
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Draw the path [default FILE: DIR/dist/ID.svg]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub(crate) svg: Option<Option<PathBuf>>,
    /// Draw the path with what learners can reach, and what is wrong [default FILE: DIR/dist/ID-coverage.svg]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub(crate) coverage: Option<Option<PathBuf>>,
    /// Play the path in the terminal, step by step
    #[arg(long, conflicts_with_all = ["svg", "coverage", "json"])]
    pub(crate) simulate: bool,
    /// Learner for whom is drawn what the path draws by chance
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "simulate")]
    pub(crate) seed: u64,
    /// Print one JSON document and nothing else
    #[arg(long)]
    pub(crate) json: bool,
}
