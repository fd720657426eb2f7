//! The lessons of a course folder.

use super::FolderReader;
use super::files::names_in;
use crate::diagnostic::Place;
use crate::model::{Id, Lesson, Locus, Narration, is_language_tag};
use crate::source::activities::name_gates;
use crate::source::blocks::{Content, read_blocks};
use crate::source::narration::is_file;
use crate::source::suggest::nearest;
use crate::source::text::SourceText;
use crate::source::{front_matter, rules};

const LESSONS: &str = "lessons";

impl FolderReader<'_> {
    pub(super) fn list_lessons(&mut self) {
        // Without the folder every lesson of the outline is missing, which is said at each.
        if !self.folder.join(LESSONS).exists() {
            return;
        }
        let Some(folder) = self.inside(LESSONS, Place::file(LESSONS)) else { return };
        match names_in(&folder) {
            Ok(names) => {
                self.files =
                    names.iter().filter_map(|name| Some(name.strip_suffix(".md")?.to_owned())).collect()
            }
            Err(error) => {
                let help = "look at its permissions, and whether it is a folder";
                let message = format!("the folder cannot be read: {error}");
                self.finding(&rules::UNREADABLE, Place::file(LESSONS), message, help);
            }
        }
    }

    pub(super) fn lesson(&mut self, id: String, place: Place) -> Lesson {
        let lesson = self.lessons;
        self.lessons += 1;
        self.places.insert(Locus::LessonField { lesson, field: "id" }, place.clone());
        let read = self.lesson_text(&id, &place).map(|source| self.parse_lesson(lesson, &id, &source));
        read.unwrap_or_else(|| {
            self.broken.insert(place.file.clone());
            self.places.insert(Locus::Lesson(lesson), place);
            Lesson {
                title: id.clone(),
                id: id.into(),
                objectives: Vec::new(),
                narration: None,
                assessment: None,
                blocks: Vec::new(),
                footnotes: Vec::new(),
            }
        })
    }

    /// The text of a lesson of the outline, if it has one that was not read before.
    fn lesson_text(&mut self, id: &str, place: &Place) -> Option<SourceText> {
        // An identifier that is not legal, or is there twice, is found by the model's check.
        if !Id::from(id).is_legal() || !self.seen.insert(id.to_owned()) {
            return None;
        }
        let name = self.lesson_file(id);
        if !self.has_lesson_file(&name) {
            if let Some(language) = self.language {
                let message = format!("the lesson `{id}` is not translated into `{language}`");
                let help = format!("copy `{LESSONS}/{id}.md` to it, and translate the texts");
                self.finding(&rules::NOT_TRANSLATED, Place::file(name), message, help);
                return None;
            }
            let help = match nearest(id, self.files.iter().map(String::as_str)) {
                Some(near) => {
                    format!("the file is expected at `{name}`; did you mean `{near}`, which is there?")
                }
                None => format!("the file is expected at `{name}`"),
            };
            self.finding(
                &rules::LESSON_MISSING,
                place.clone(),
                format!("the lesson `{id}` has no file"),
                help,
            );
            return None;
        }
        self.order.push(name.clone());
        self.text(&name)
    }

    /// The file of a lesson in the language that is read.
    fn lesson_file(&self, id: &str) -> String {
        match self.language {
            Some(language) => format!("{LESSONS}/{id}.{language}.md"),
            None => format!("{LESSONS}/{id}.md"),
        }
    }

    fn has_lesson_file(&self, name: &str) -> bool {
        let stem = name.strip_prefix(LESSONS).and_then(|name| name.strip_prefix('/')?.strip_suffix(".md"));
        stem.is_some_and(|stem| self.files.contains(stem))
    }

    fn parse_lesson(&mut self, lesson: usize, id: &str, source: &SourceText) -> Lesson {
        let report = self.reports.entry(self.lesson_file(id)).or_default();
        let front = front_matter::read(source, report);
        let content = match front.body {
            Some(body) => read_blocks(source, body..source.text().len(), report),
            None => Content::default(),
        };
        self.places.insert(Locus::Lesson(lesson), source.place_at(1, 1));
        let (title, place) = front.title.unzip();
        self.places.extend(place.map(|place| (Locus::LessonField { lesson, field: "title" }, place)));
        let (objectives, place) = front.objectives.unzip();
        self.places.extend(place.map(|place| (Locus::LessonField { lesson, field: "objectives" }, place)));
        let narration = front.narration.map(|(narration, place)| {
            self.places.insert(Locus::LessonField { lesson, field: "narration" }, place.clone());
            self.with_transcript(narration, place)
        });
        let (assessment, place) = front.assessment.unzip();
        self.places.extend(place.map(|place| (Locus::LessonField { lesson, field: "assessment" }, place)));
        let mut kept = Vec::new();
        for (block, placed) in content.blocks.into_iter().enumerate() {
            self.places.insert(Locus::Block { lesson, block }, placed.place);
            let answers = placed.answers.into_iter().enumerate();
            self.places
                .extend(answers.map(|(answer, place)| (Locus::Answer { lesson, block, answer }, place)));
            kept.push(placed.block);
        }
        let mut footnotes = Vec::new();
        for (footnote, (note, place)) in content.footnotes.into_iter().enumerate() {
            self.places.insert(Locus::Footnote { lesson, footnote }, place);
            footnotes.push(note);
        }
        let id = Id::from(id);
        name_gates(&id, &mut kept);
        Lesson {
            title: title.unwrap_or_else(|| id.to_string()),
            id,
            objectives: objectives.unwrap_or_default(),
            narration,
            assessment,
            blocks: kept,
            footnotes,
        }
    }

    /// A narration whose transcript may stand in a file of its own, often beside the lesson.
    fn with_transcript(&mut self, narration: Narration, place: Place) -> Narration {
        let Some(file) = narration.transcript.as_deref().map(str::trim).filter(|text| is_file(text)) else {
            return narration;
        };
        if !self.folder.join(file).exists() {
            let help = "paths are relative to the course folder, and upper and lower case matter";
            self.finding(&rules::TRANSCRIPT_MISSING, place, format!("there is no file `{file}`"), help);
            return Narration { transcript: None, ..narration };
        }
        let stem = file.strip_prefix(LESSONS).and_then(|name| name.strip_prefix('/')?.strip_suffix(".md"));
        self.seen.extend(stem.map(str::to_owned));
        let text = self.text(file).map(|source| source.text().trim().to_owned());
        Narration { transcript: text, ..narration }
    }

    pub(super) fn not_listed(&mut self) {
        let stray: Vec<_> =
            self.files.difference(&self.seen).filter(|name| !name.starts_with('.')).cloned().collect();
        for name in stray {
            let (id, language) = name.split_once('.').unwrap_or((&name, ""));
            let is_known = self.languages.iter().any(|known| known == language);
            // Transcripts stand beside their lessons, and the front matter in any language may name one.
            if self.seen.contains(id) && (is_known || language.split('.').next_back() == Some("narration")) {
                continue;
            }
            let (message, help) = if self.seen.contains(id) && is_language_tag(language) {
                let help =
                    format!("add `{language}` to the `languages` of the course file, or take the file out");
                (format!("the course has no language `{language}`"), help)
            } else {
                let help = format!("add `- {name}` to the outline, or move the file out of `{LESSONS}`");
                ("the lesson is not in the outline".to_owned(), help)
            };
            let place = Place::file(format!("{LESSONS}/{name}.md"));
            self.finding(&rules::LESSON_NOT_LISTED, place, message, help);
        }
    }
}
