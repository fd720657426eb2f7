//! What can be wrong with pictures, charts, embedded content and downloads.

use super::{Locus, Validation};
use crate::model::{Chart, DownloadFile, Embed, Gallery, LabelledImage, Picture, rules};

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
    }

    pub(super) fn embed(&mut self, locus: Locus, subject: &str, embed: &Embed) {
        self.named(locus, subject, &embed.title);
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
