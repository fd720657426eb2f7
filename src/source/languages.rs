//! The languages of a course folder: the original, and translations beside it.

use std::path::Path;

use super::folder::{FolderReader, Reading};
use super::rules;
use super::suggest::quoted;
use crate::Error;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::Course;

impl Course {
    /// The languages that a course folder holds: that of the original, then those of `languages` in its course file.
    ///
    /// A translation into `de` is the file `course.de.yaml` with the texts of the course file, and `lessons/<id>.de.md` for
    /// each lesson. Identifiers and everything that is no text are the same in all languages.
    ///
    /// Needs the Cargo feature `source`.
    ///
    /// # Errors
    /// [`Error::Findings`] when the course file cannot be read as one; [`Error::Io`] when the folder itself cannot be read.
    ///
    /// ```
    /// # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/courses/two-languages");
    /// use coursewright::{Course, Standard};
    ///
    /// for language in Course::languages(folder)? {
    ///     let package = Course::from_folder_in(folder, &language)?.publish(Standard::Scorm12)?;
    ///     package.write_to(std::io::sink())?;
    /// }
    /// # Ok::<(), coursewright::Error>(())
    /// ```
    pub fn languages(folder: impl AsRef<Path>) -> Result<Vec<String>, Error> {
        FolderReader::languages(folder.as_ref())
    }

    /// Reads a course folder in one of its languages, as [`Course::from_folder`] reads the original.
    ///
    /// Needs the Cargo feature `source`.
    ///
    /// # Errors
    /// [`Error::Findings`] when the course is not there in this language, when something is not translated, or when a
    /// translation differs from the original in more than its texts; otherwise as [`Course::from_folder`].
    pub fn from_folder_in(folder: impl AsRef<Path>, language: &str) -> Result<Self, Error> {
        let folder = folder.as_ref();
        let original = FolderReader::read(folder, None)?;
        let Reading { course, report, .. } = in_language(folder, original, language)?;
        match course {
            Some(course) => Ok(report.into_result(course)?),
            None => Err(report.into()),
        }
    }

    /// Everything that is wrong with a course folder in all of its languages, warnings too, in the order of the content.
    /// The report is empty when all is well.
    ///
    /// Needs the Cargo feature `source`.
    ///
    /// # Errors
    /// [`Error::Io`] when the folder itself cannot be read.
    ///
    /// ```no_run
    /// for finding in coursewright::Course::check_folder("courses/leading-upward")? {
    ///     println!("{finding}");
    /// }
    /// # Ok::<(), coursewright::Error>(())
    /// ```
    pub fn check_folder(folder: impl AsRef<Path>) -> Result<Report, Error> {
        let folder = folder.as_ref();
        let Reading { course, mut report, languages } = FolderReader::read(folder, None)?;
        let original = course.filter(|_| !report.has_errors());
        for language in &languages {
            let mut translated = FolderReader::read(folder, Some(language))?;
            compare(original.as_ref(), &mut translated);
            let news: Vec<_> =
                translated.report.into_iter().filter(|finding| !report.contains(finding)).collect();
            report.extend(news);
        }
        Ok(report)
    }
}

/// Reads a course folder for something that is in a language: in that language if the course is there in it, else as it was written. The
/// course, when there is one, and everything that is wrong with it.
pub(super) fn read_for(folder: &Path, language: &str) -> Result<(Option<Course>, Report), Error> {
    let original = FolderReader::read(folder, None)?;
    let wanted = original.languages.iter().find(|known| known.eq_ignore_ascii_case(language)).cloned();
    let read = match wanted {
        Some(wanted) => in_language(folder, original, &wanted)?,
        None => original,
    };
    Ok((read.course, read.report))
}

/// The course in a language, held against the original.
fn in_language(folder: &Path, mut original: Reading, language: &str) -> Result<Reading, Error> {
    let Some(course) = &original.course else { return Ok(original) };
    if course.language == language {
        return Ok(original);
    }
    if !original.languages.iter().any(|known| known == language) {
        let known: Vec<_> =
            std::iter::once(&course.language).chain(&original.languages).map(String::as_str).collect();
        let message = format!("the course is not there in the language `{language}`");
        let finding =
            Diagnostic::new(&rules::NO_SUCH_LANGUAGE, message).help(format!("it has {}", quoted(&known)));
        original.report.push(finding);
        return Ok(original);
    }
    // Nobody can say whether a translation is right when the original is not.
    if original.report.has_errors() {
        return Ok(original);
    }
    let mut translated = FolderReader::read(folder, Some(language))?;
    compare(original.course.as_ref(), &mut translated);
    Ok(translated)
}

/// Adds what a translation changes besides texts, unless it or the original could not be read.
fn compare(original: Option<&Course>, translated: &mut Reading) {
    if let (Some(original), Some(course), false) =
        (original, &translated.course, translated.report.has_errors())
    {
        translated.report.append(original.check_translation(course));
    }
}
