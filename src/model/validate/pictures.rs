//! What can be wrong with pictures, charts, embedded content and downloads.

use super::{Locus, Validation};
use crate::model::{Chart, ChartKind, DownloadFile, Embed, Gallery, LabelledImage, Picture, rules};

impl Validation<'_> {
    pub(super) fn picture(&mut self, locus: Locus, subject: &str, picture: &Picture) {
        if picture.alt.trim().is_empty() {
            let message = format!("the picture `{}` has no description", picture.src);
            self.add(locus, subject, &rules::NO_DESCRIPTION, message).help =
                Some("say what the picture tells to those who do not see it".to_owned());
        }
    }

    pub(super) fn labelled_image(&mut self, locus: Locus, subject: &str, image: &LabelledImage) {
        self.picture(locus, subject, &image.picture);
        if image.points.is_empty() {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "the picture has no points");
        }
        self.at_most_36(locus, subject, image.points.len(), "points");
        for point in &image.points {
            let subject = format!("{subject} › point “{}”", point.title);
            self.named(locus, &subject, &point.title);
            if !(0.0..=100.0).contains(&point.x) || !(0.0..=100.0).contains(&point.y) {
                let message = format!("the point is at {},{}: outside of the picture", point.x, point.y);
                self.add(locus, &subject, &rules::OUTSIDE_PICTURE, message).help =
                    Some("both are percent, from 0 to 100, from the left and from the upper edge".to_owned());
            }
            if point.blocks.is_empty() {
                self.add(locus, &subject, &rules::EMPTY_BLOCK, "the point says nothing");
            }
        }
    }

    pub(super) fn gallery(&mut self, locus: Locus, subject: &str, gallery: &Gallery) {
        if gallery.pictures.len() < 2 {
            self.add(locus, subject, &rules::PART_COUNT, "a gallery has at least two pictures");
        }
        for picture in &gallery.pictures {
            self.picture(locus, subject, picture);
        }
    }

    pub(super) fn chart(&mut self, locus: Locus, subject: &str, chart: &Chart) {
        self.named(locus, subject, &chart.title);
        if chart.labels.is_empty() || chart.series.is_empty() {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "the chart has no numbers");
        }
        if chart.kind == ChartKind::Pie && chart.series.len() > 1 {
            let message = format!("the pie has {} series", chart.series.len());
            self.add(locus, subject, &rules::CHART_SHAPE, message).help =
                Some("a pie shows the shares of one whole; use bars to compare several".to_owned());
        }
        for series in &chart.series {
            let subject = format!("{subject} › series `{}`", series.name);
            if series.values.len() != chart.labels.len() {
                let message =
                    format!("there are {} numbers for {} labels", series.values.len(), chart.labels.len());
                self.add(locus, &subject, &rules::CHART_SHAPE, message);
            }
            if series.values.iter().any(|value| !value.is_finite()) {
                self.add(locus, &subject, &rules::CHART_SHAPE, "a value is not a number");
            }
            let is_share = |value: &f64| *value >= 0.0;
            let total: f64 = series.values.iter().sum();
            if chart.kind == ChartKind::Pie && !(series.values.iter().all(is_share) && total > 0.0) {
                self.add(
                    locus,
                    &subject,
                    &rules::CHART_SHAPE,
                    "the slices of a pie are not all shares of something",
                );
            }
        }
    }

    pub(super) fn embed(&mut self, locus: Locus, subject: &str, embed: &Embed) {
        self.named(locus, subject, &embed.title);
        if embed.provider.trim().is_empty() {
            self.add(locus, subject, &rules::EMBED, "nothing says who runs the site").help =
                Some("learners agree to asking that site: name it with `provider`".to_owned());
        }
        let host = embed.src.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
        let is_plain = |host: &str| host.contains('.') && !host.contains(['@', ' ', '"', '<', '\\']);
        if !host.is_some_and(is_plain) || embed.src.contains(char::is_whitespace) {
            self.add(locus, subject, &rules::EMBED, format!("`{}` is not an https address", embed.src))
                .help = Some("write an address of the web that begins with `https://`".to_owned());
        }
        if embed.ratio.0 == 0 || embed.ratio.1 == 0 {
            self.add(locus, subject, &rules::EMBED, "the ratio has a 0");
        }
    }

    pub(super) fn downloads(&mut self, locus: Locus, subject: &str, files: &[DownloadFile]) {
        if files.is_empty() {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "the list of downloads is empty");
        }
        for file in files {
            self.named(locus, subject, &file.label);
        }
    }
}
