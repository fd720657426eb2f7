//! `coursewright standards`.

use coursewright::Standard;

use crate::Status;
use crate::failure::Failure;
use crate::output;

/// Lists the standards by name.
pub(crate) fn run() -> Result<Status, Failure> {
    let width = Standard::ALL.iter().map(|standard| standard.name().len()).max().unwrap_or_default();
    let rows =
        Standard::ALL.iter().map(|standard| format!("{:<width$}  {}\n", standard.name(), standard.title()));
    output::print(&rows.collect::<String>())?;
    Ok(Status::Fine)
}
