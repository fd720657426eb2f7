//! The `coursewright` command.
#![forbid(unsafe_code)]

fn main() {}
