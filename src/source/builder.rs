//! Lessons in Markdown, written in Rust.

use super::activities::name_gates;
use super::blocks::read_blocks;
use super::file_report::FileReport;
use super::text::SourceText;
use crate::model::{LessonBuilder, Locus};

impl LessonBuilder {
    /// Adds blocks written in Markdown, just as in a lesson file after its front matter: paragraphs, headings of
    /// level 2 to 4, pictures, lists, tables, quotations, code, and `:::` blocks with everything else, questions included.
    ///
    /// What cannot be understood is reported by [`CourseBuilder::build`](crate::CourseBuilder::build), with line and
    /// column in this text, under the name `lesson <id>`.
    ///
    /// Needs the Cargo feature `markdown`.
    ///
    /// ```
    /// use coursewright::{Block, Course, Lesson};
    ///
    /// let course = Course::builder("leading-upward", "Leading upward")
    ///     .lesson(Lesson::builder("trust", "Trust comes first").markdown(
    ///         "Trust grows from **kept promises**.\n\n\
    ///          ::: choice promise\n\
    ///          Which of these builds trust?\n\n\
    ///          - [x] Delivering what you promised\n\
    ///          - [ ] Agreeing to every request\n\
    ///          :::\n",
    ///     ))
    ///     .build()?;
    /// assert_eq!(course.lessons()[0].blocks.len(), 2);
    /// assert_eq!(course.questions().next().unwrap().id.as_str(), "promise");
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    pub fn markdown(mut self, text: impl AsRef<str>) -> Self {
        let source = SourceText::new(format!("lesson {}", self.lesson.id), text.as_ref());
        let mut report = FileReport::default();
        let content = read_blocks(&source, 0..source.text().len(), &mut report);
        self.lesson.blocks.extend(content.blocks.into_iter().map(|placed| placed.block));
        self.lesson.footnotes.extend(content.footnotes.into_iter().map(|(footnote, _)| footnote));
        name_gates(&self.lesson.id, &mut self.lesson.blocks);
        self.findings.extend(report.into_report().into_iter().map(|finding| (Locus::Lesson(0), finding)));
        self
    }
}
