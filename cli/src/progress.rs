//! The progress bar: only on a terminal, on standard error, and gone when the work is done.

use coursewright::Standard;
use coursewright::package::Progress;
use coursewright::standard::PublishProgress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// One bar at a time: for the lessons of a package, then for its bytes.
#[derive(Debug)]
pub(crate) struct Bar {
    is_wanted: bool,
    current: ProgressBar,
}

impl Bar {
    /// A bar that shows itself when standard error is a terminal, if it is wanted at all.
    pub(crate) fn new(is_wanted: bool) -> Self {
        Self { is_wanted, current: ProgressBar::hidden() }
    }

    /// What to call while lessons are rendered.
    pub(crate) fn rendering(
        &mut self,
        standard: Standard,
    ) -> impl Fn(PublishProgress) + Send + Sync + 'static {
        let bar = self.begin(standard, "{prefix}  [{bar:30}] {pos} of {len} lessons");
        move |progress| {
            bar.set_length(progress.total as u64);
            bar.set_position(progress.done as u64);
        }
    }

    /// What to call while the package is written.
    pub(crate) fn writing(&mut self, standard: Standard) -> impl FnMut(Progress) + Send + 'static {
        let bar = self.begin(standard, "{prefix}  [{bar:30}] {decimal_bytes} of {decimal_total_bytes}");
        move |progress| {
            bar.set_length(progress.bytes);
            bar.set_position(progress.bytes_done);
        }
    }

    /// Takes the bar off the terminal.
    pub(crate) fn clear(&self) {
        self.current.finish_and_clear();
    }

    fn begin(&mut self, standard: Standard, template: &str) -> ProgressBar {
        self.clear();
        let target = if self.is_wanted { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        self.current = ProgressBar::with_draw_target(None, target)
            .with_style(style.progress_chars("=> "))
            .with_prefix(standard.title());
        self.current.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_that_is_not_wanted_is_hidden() {
        let mut bar = Bar::new(false);
        drop(bar.rendering(Standard::Scorm12));
        assert!(bar.current.is_hidden());
    }
}
