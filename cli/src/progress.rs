//! The progress bar: only on a terminal, on standard error, and gone when the work is done.

use coursewright::Standard;
use coursewright::package::Progress;
use coursewright::standard::PublishProgress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// One bar, used for one package after the other.
#[derive(Debug, Clone)]
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar that shows itself when standard error is a terminal, if it is wanted at all.
    pub(crate) fn new(is_wanted: bool) -> Self {
        let target = if is_wanted { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self(ProgressBar::with_draw_target(Some(0), target))
    }

    /// Begins with a package.
    pub(crate) fn begin(&self, standard: Standard) {
        self.0.reset();
        self.0.set_prefix(standard.title());
    }

    /// What to call while lessons are rendered.
    pub(crate) fn rendering(&self) -> impl Fn(PublishProgress) + Send + Sync + 'static {
        let bar = self.0.clone();
        bar.set_style(style("{prefix}  [{bar:30}] {pos} of {len} lessons"));
        move |progress| {
            bar.set_length(progress.total as u64);
            bar.set_position(progress.done as u64);
        }
    }

    /// What to call while the package is written.
    pub(crate) fn writing(&self) -> impl FnMut(Progress) + Send + 'static {
        let bar = self.0.clone();
        bar.set_style(style("{prefix}  [{bar:30}] {decimal_bytes} of {decimal_total_bytes}"));
        bar.set_position(0);
        move |progress| {
            bar.set_length(progress.bytes);
            bar.set_position(progress.bytes_done);
        }
    }

    /// Takes the bar off the terminal.
    pub(crate) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_that_is_not_wanted_is_hidden() {
        assert!(Bar::new(false).0.is_hidden());
    }
}
