//! Publishing and packing for an LMS: the one place where its knowledge meets the builders.

use std::sync::Arc;

use super::Lms;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::package::Package;
#[cfg(feature = "markdown")]
use crate::standard::Publisher;
use crate::standard::{Inspector, PackageBuilder, Standard};

impl Inspector for Lms {
    fn standard(&self, standard: Standard) -> Vec<Diagnostic> {
        self.check_standard(standard).into_iter().collect()
    }

    #[cfg(feature = "markdown")]
    fn path(&self, standard: Standard) -> Option<Diagnostic> {
        self.check_path(standard)
    }

    fn package(&self, package: &Package, standard: Standard) -> Result<Vec<Diagnostic>, Error> {
        self.check_package(package, standard)
    }
}

#[cfg(feature = "markdown")]
impl Publisher {
    /// For this LMS: with its best layout for [courses](Lms::layout) and [paths](Lms::path_layout), and with what it would choke on among the findings.
    /// [`Lms::standard`] is the standard that it does best with. Another layout can be set after it. For several LMSs, ask
    /// for each of them.
    ///
    /// ```
    /// use coursewright::{Course, Lesson, Lms, Publisher};
    ///
    /// let course = Course::builder("tides", "How tides work")
    ///     .lesson(Lesson::builder("moon", "The moon pulls").markdown("Twice a day, the sea rises."))
    ///     .build()?;
    /// let package = Publisher::new().lms(Lms::Moodle).publish(&course, Lms::Moodle.standard())?;
    /// assert!(package.findings().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn lms(self, lms: Lms) -> Self {
        self.layout(lms.layout()).path_layout(lms.path_layout()).inspector(Arc::new(lms))
    }
}

impl PackageBuilder {
    /// For this LMS: what it would choke on is among the findings. [`Lms::standard`] is the standard that it does best
    /// with. For several LMSs, ask for each of them.
    ///
    /// ```
    /// use coursewright::{Lms, Package};
    ///
    /// let refused = Package::builder(Lms::Docebo.standard())
    ///     .title("Our game")
    ///     .file("index.html", *b"<!DOCTYPE html><title>Our game</title>")
    ///     .file("scores.php", *b"<?php")
    ///     .lms(Lms::Docebo)
    ///     .build();
    /// assert!(refused.is_err());
    /// ```
    pub fn lms(self, lms: Lms) -> Self {
        self.inspector(Arc::new(lms))
    }
}
