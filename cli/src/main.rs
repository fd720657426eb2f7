//! The `coursewright` command: a thin face over the library of the same name.
#![forbid(unsafe_code)]

mod args;
mod budgets;
mod commands;
mod failure;
mod findings;
mod json;
mod output;
mod progress;
mod session;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use failure::Failure;

/// How a command ended, as its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Status {
    /// All is well; there may be warnings.
    Fine = 0,
    /// There are findings that are errors.
    Findings = 1,
    /// Wrong usage, or a file that could not be read or written.
    Failed = 2,
}

fn main() -> ExitCode {
    let status = match Cli::try_parse() {
        Ok(cli) => run(cli.command).unwrap_or_else(|failure| {
            failure.tell();
            Status::Failed
        }),
        Err(error) => usage(&error),
    };
    ExitCode::from(status as u8)
}

fn run(command: Command) -> Result<Status, Failure> {
    match command {
        Command::New(args) => commands::new::run(&args),
        Command::Build(args) => commands::build::run(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Path(args) => commands::path::run(&args),
        Command::Pack(args) => commands::pack::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Standards => commands::standards::run(),
        Command::Lms(args) => commands::lms::run(&args),
    }
}

/// What clap has to say: help and version, or wrong usage. Who asked for JSON gets the latter as JSON.
fn usage(error: &clap::Error) -> Status {
    if error.use_stderr() && std::env::args_os().any(|argument| argument == "--json") {
        let text = error.render().to_string();
        let (message, help) = text.trim_end().split_once('\n').unwrap_or((&text, ""));
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let failure = Failure::new(message.trim_start_matches("error: ")).help(help);
        json::Document::failed(&failure).print().unwrap_or_else(|failure| failure.tell());
    } else {
        // The reader of a closed pipe has had enough.
        let _ = error.print();
    }
    if error.use_stderr() { Status::Failed } else { Status::Fine }
}
