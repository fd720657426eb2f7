//! Everything that can be wrong with a course, found in one pass.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, CompletionRule, Course, Footnote, Id, Lesson, Narration, OutlineEntry, media, rules};
use crate::diagnostic::{Diagnostic, Rule};
use texts::texts;
pub(super) use texts::unreadable;

mod activities;
mod arranged;
mod assessment;
mod certificate;
mod panels;
mod pictures;
mod question;
mod scenario;
mod texts;

pub(super) use activities::is_https;

/// The part of a course or learning path that a finding speaks of. Lessons and modules are counted in the order of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Locus {
    Course,
    /// A field of the course, by its name in `course.yaml`.
    Field(&'static str),
    /// An entry of a group of the brand, such as `colours`, in the order of the keys.
    Token {
        group: &'static str,
        index: usize,
    },
    Objective(usize),
    Term(usize),
    Module(usize),
    Lesson(usize),
    /// A field of a lesson: `id`, `title`, `objectives`, `narration` or `assessment`.
    LessonField {
        lesson: usize,
        field: &'static str,
    },
    Block {
        lesson: usize,
        block: usize,
    },
    Answer {
        lesson: usize,
        block: usize,
        answer: usize,
    },
    Footnote {
        lesson: usize,
        footnote: usize,
    },
    Bank(usize),
    BankQuestion {
        bank: usize,
        question: usize,
    },
    BankAnswer {
        bank: usize,
        question: usize,
        answer: usize,
    },
    /// A step of a learning path, by its number in [`LearningPath::all_steps`](super::path::LearningPath::all_steps). Of a path,
    /// `Course` is the whole and `Field` a field of the path.
    Step(usize),
    /// A field of a step, by its name in `path.yaml`.
    StepField {
        step: usize,
        field: &'static str,
    },
    /// An entry of a list of a step, such as a draw of a test.
    StepItem {
        step: usize,
        field: &'static str,
        index: usize,
    },
}

impl Locus {
    /// Itself and then what it is part of.
    pub(crate) fn outward(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |locus| match *locus {
            Self::Course => None,
            Self::Field(_) | Self::Module(_) | Self::Lesson(_) | Self::Step(_) => Some(Self::Course),
            Self::StepField { step, .. } => Some(Self::Step(step)),
            Self::StepItem { step, field, .. } => Some(Self::StepField { step, field }),
            Self::Bank(_) => Some(Self::Field("banks")),
            Self::BankQuestion { bank, .. } => Some(Self::Bank(bank)),
            Self::BankAnswer { bank, question, .. } => Some(Self::BankQuestion { bank, question }),
            Self::Token { .. } => Some(Self::Field("brand")),
            Self::Objective(_) => Some(Self::Field("objectives")),
            Self::Term(_) => Some(Self::Field("glossary")),
            Self::LessonField { lesson, .. } | Self::Block { lesson, .. } | Self::Footnote { lesson, .. } => {
                Some(Self::Lesson(lesson))
            }
            Self::Answer { lesson, block, .. } => Some(Self::Block { lesson, block }),
        })
    }

    /// An answer of the question that stands here, counted over all its lists.
    pub(super) fn answer(self, answer: usize) -> Self {
        match self {
            Self::Block { lesson, block } => Self::Answer { lesson, block, answer },
            Self::BankQuestion { bank, question } => Self::BankAnswer { bank, question, answer },
            other => other,
        }
    }

    /// The same place when `count` lessons stand before it.
    pub(super) fn after_lessons(self, count: usize) -> Self {
        self.with_lesson(|lesson| Some(lesson + count)).unwrap_or(self)
    }

    /// The same place when its lesson has another number; none when the lesson has none.
    pub(super) fn with_lesson(self, number: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        Some(match self {
            Self::Lesson(lesson) => Self::Lesson(number(lesson)?),
            Self::LessonField { lesson, field } => Self::LessonField { lesson: number(lesson)?, field },
            Self::Block { lesson, block } => Self::Block { lesson: number(lesson)?, block },
            Self::Answer { lesson, block, answer } => Self::Answer { lesson: number(lesson)?, block, answer },
            Self::Footnote { lesson, footnote } => Self::Footnote { lesson: number(lesson)?, footnote },
            other => other,
        })
    }

    /// The same place when its bank has another number; none when the bank has none.
    pub(super) fn with_bank(self, number: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        Some(match self {
            Self::Bank(bank) => Self::Bank(number(bank)?),
            Self::BankQuestion { bank, question } => Self::BankQuestion { bank: number(bank)?, question },
            Self::BankAnswer { bank, question, answer } => {
                Self::BankAnswer { bank: number(bank)?, question, answer }
            }
            other => other,
        })
    }
}

pub(super) type Findings = Vec<(Locus, Diagnostic)>;

/// Notes a finding, about which more can be said.
pub(super) fn note(findings: &mut Findings, locus: Locus, finding: Diagnostic) -> &mut Diagnostic {
    findings.push((locus, finding));
    let last = findings.len() - 1;
    &mut findings[last].1
}

/// What is wrong with an identifier, of a course or of a learning path.
pub(super) fn illegal(id: &Id) -> Option<Diagnostic> {
    (!id.is_legal()).then(|| {
        let mut finding = Diagnostic::new(&rules::ILLEGAL_ID, format!("`{id}` is not a legal identifier"));
        finding.help =
            Some("use a-z, 0-9, - and _, beginning with a letter, at most 64 characters".to_owned());
        finding
    })
}

/// What is wrong with an identifier that something of its kind has already.
pub(super) fn used_twice(id: &Id, by: &str) -> Diagnostic {
    Diagnostic::new(&rules::DUPLICATE_ID, format!("the identifier `{id}` is used by two {by}"))
}

/// What is odd about a percent that somebody took for a part of one.
pub(super) fn part_of_one(percent: f64) -> Option<Diagnostic> {
    (percent > 0.0 && percent <= 1.0).then(|| {
        let mut finding = Diagnostic::new(&rules::PERCENT_AS_PART, format!("it takes {percent} percent"));
        finding.help = Some(format!("for {0} percent, write `{0}`", (percent * 100.0).round()));
        finding
    })
}

pub(super) fn validate(course: &Course) -> Findings {
    let mut check = Validation {
        course,
        findings: Vec::new(),
        entries: BTreeMap::new(),
        questions: BTreeMap::new(),
        declared: course.objectives.iter().map(|objective| &objective.id).collect(),
        waits: activities::Waits::default(),
        only_tested: assessment::only_tested(course),
    };
    check.course();
    check.findings
}

struct Validation<'a> {
    course: &'a Course,
    findings: Findings,
    /// Ids of modules and lessons, with what has them.
    entries: BTreeMap<&'a Id, String>,
    questions: BTreeMap<&'a Id, String>,
    /// Ids of objectives.
    declared: BTreeSet<&'a Id>,
    /// Of the lesson that is looked at.
    waits: activities::Waits<'a>,
    /// Banks whose questions are asked in tests alone.
    only_tested: BTreeSet<&'a Id>,
}

impl<'a> Validation<'a> {
    fn add(
        &mut self,
        locus: Locus,
        subject: &str,
        rule: &'static Rule,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        note(&mut self.findings, locus, Diagnostic::new(rule, message).subject(subject))
    }

    fn course(&mut self) {
        let course = self.course;
        self.id(Locus::Field("id"), "course", &course.id);
        self.title(Locus::Field("title"), "course", &course.title);
        self.language(Locus::Field("language"), "course", &course.language);
        self.metadata();
        self.objectives();
        self.glossary();
        self.brand();
        self.theme();
        self.certificate();
        let counts = |lesson: &&Lesson| lesson.asks() && !course.is_pretest(lesson);
        let has_questions = course.lessons().iter().any(counts);
        if let Some(score) = course.mastery_score {
            if !(0.0..=100.0).contains(&score) {
                self.add(
                    Locus::Field("mastery-score"),
                    "course",
                    &rules::MASTERY_SCORE_RANGE,
                    format!("the mastery score is {score}"),
                );
            }
            let part = part_of_one(score).map(|finding| finding.subject("course"));
            self.findings.extend(part.map(|finding| (Locus::Field("mastery-score"), finding)));
            if !has_questions {
                self.add(
                    Locus::Field("mastery-score"),
                    "course",
                    &rules::MASTERY_WITHOUT_QUESTIONS,
                    "there is a mastery score, but no question",
                );
            }
        }
        if course.completion != CompletionRule::PagesSeen && !has_questions {
            self.add(
                Locus::Field("completion"),
                "course",
                &rules::COMPLETION_WITHOUT_QUESTIONS,
                "completion depends on questions, but there are none",
            );
        }
        if course.lessons().is_empty() {
            self.add(Locus::Field("outline"), "course", &rules::NO_LESSONS, "the course has no lesson");
        }
        self.outline(&course.outline, &mut Counters::default());
        self.banks();
    }

    /// The theme is a folder of the course like its media.
    fn theme(&mut self) {
        let course = self.course;
        let Some(theme) = &course.theme else { return };
        let is_there = course.origin.has_folder(theme);
        let (rule, message) = if media::normal(theme).is_some() && !is_there {
            (&rules::MEDIA_MISSING, format!("the theme folder `{theme}` is not there"))
        } else if course.origin.inside(theme).is_none() {
            (&rules::MEDIA_OUTSIDE, format!("the theme folder `{theme}` is not inside the course folder"))
        } else {
            return;
        };
        let help = "the path is relative to the course folder".to_owned();
        self.add(Locus::Field("theme"), "course", rule, message).help = Some(help);
    }

    fn metadata(&mut self) {
        let metadata = &self.course.metadata;
        self.readable(Locus::Field("description"), "course", &metadata.description);
        for (field, what, texts) in [
            ("keywords", "a keyword", metadata.keywords.as_slice()),
            ("authors", "an author's name", metadata.authors.as_slice()),
            ("version", "the version", metadata.version.as_slice()),
            ("rights", "the text of the rights", metadata.rights.as_slice()),
        ] {
            for text in texts {
                self.readable(Locus::Field(field), "course", text);
                if text.trim().is_empty() {
                    self.add(Locus::Field(field), "course", &rules::METADATA, format!("{what} is empty"));
                }
            }
        }
        if let Some(iri) = metadata.iri.as_ref().filter(|iri| !is_iri(iri)) {
            self.add(Locus::Field("iri"), "course", &rules::IRI, format!("`{iri}` is not an absolute IRI"));
        }
        if metadata.duration == Some(0) {
            self.add(Locus::Field("duration"), "course", &rules::METADATA, "the duration is 0 minutes");
        }
    }

    fn objectives(&mut self) {
        let course = self.course;
        let mut seen = BTreeSet::new();
        for (index, objective) in course.objectives.iter().enumerate() {
            let (locus, subject) = (Locus::Objective(index), format!("objective `{}`", objective.id));
            self.id(locus, &subject, &objective.id);
            self.title(locus, &subject, &objective.title);
            if !seen.insert(&objective.id) {
                self.findings.push((locus, used_twice(&objective.id, "objectives").subject(&subject)));
            }
        }
    }

    fn glossary(&mut self) {
        let course = self.course;
        let (mut ids, mut terms) = (BTreeSet::new(), BTreeSet::new());
        for (index, term) in course.glossary.iter().enumerate() {
            let (locus, subject) = (Locus::Term(index), format!("term `{}`", term.id));
            self.id(locus, &subject, &term.id);
            self.title(locus, &subject, &term.term);
            self.readable(locus, &subject, &term.definition);
            if term.definition.trim().is_empty() {
                self.add(locus, &subject, &rules::GLOSSARY, "the term has no definition");
            }
            let is_new = ids.insert(&term.id);
            if !terms.insert(term.term.trim().to_lowercase()) {
                let message = format!("the glossary has “{}” twice", term.term.trim());
                self.add(locus, &subject, &rules::GLOSSARY, message);
            } else if !is_new {
                self.findings.push((locus, used_twice(&term.id, "terms").subject(&subject)));
            }
        }
    }

    fn brand(&mut self) {
        let brand = &self.course.brand;
        let colours = brand.colours.iter().enumerate().map(|entry| ("colours", entry));
        let dark_colours = brand.dark_colours.iter().enumerate().map(|entry| ("dark-colours", entry));
        for (group, (index, (token, value))) in colours.chain(dark_colours) {
            if !is_hex_colour(value) {
                self.add(
                    Locus::Token { group, index },
                    "brand",
                    &rules::BRAND_VALUE,
                    format!("colour `{token}` is `{value}`"),
                )
                .help = Some("write it as #rgb or #rrggbb, for example #0f4c81".to_owned());
            }
        }
        for (index, (usage, stack)) in brand.fonts.iter().enumerate() {
            let plain = |c: char| c.is_alphanumeric() || " ,-_'\"".contains(c);
            if stack.is_empty() || !stack.chars().all(plain) {
                self.add(
                    Locus::Token { group: "fonts", index },
                    "brand",
                    &rules::BRAND_VALUE,
                    format!("font `{usage}` is `{stack}`"),
                )
                .help =
                    Some("write plain font names separated by commas, for example Georgia, serif".to_owned());
            }
        }
        if let Some(logo) = &brand.logo {
            let locus = Locus::Token { group: "logo", index: 0 };
            self.media(locus, "brand", logo, "logo");
            self.readable(locus, "brand", logo);
            let alt = brand.logo_alt.as_deref().unwrap_or_default();
            self.readable(Locus::Token { group: "logo-alt", index: 0 }, "brand", alt);
            if alt.trim().is_empty() {
                self.add(
                    locus,
                    "brand",
                    &rules::NO_DESCRIPTION,
                    format!("the logo `{logo}` has no description"),
                )
                .help = Some("say whose logo it is: `logo-alt: Harbour Line`".to_owned());
            }
        }
    }

    fn outline(&mut self, outline: &'a [OutlineEntry], count: &mut Counters) {
        for entry in outline {
            match entry {
                OutlineEntry::Module(module) => {
                    let (locus, subject) = (Locus::Module(count.modules), format!("module `{}`", module.id));
                    count.modules += 1;
                    self.entry(locus, &subject, &module.id, &module.title);
                    if module.outline.is_empty() {
                        self.add(locus, &subject, &rules::EMPTY_MODULE, "the module is empty");
                    }
                    self.outline(&module.outline, count);
                }
                OutlineEntry::Lesson(lesson) => {
                    self.lesson(count.lessons, lesson);
                    count.lessons += 1;
                }
            }
        }
    }

    fn entry(&mut self, locus: Locus, subject: &str, id: &'a Id, title: &str) {
        let field = |field| match locus {
            Locus::Lesson(lesson) => Locus::LessonField { lesson, field },
            other => other,
        };
        self.title(field("title"), subject, title);
        let locus = field("id");
        self.id(locus, subject, id);
        if let Some(other) = self.entries.insert(id, subject.to_owned()) {
            self.add(
                locus,
                subject,
                &rules::DUPLICATE_ID,
                format!("the identifier `{id}` is used already, by {other}"),
            );
        }
    }

    fn lesson(&mut self, index: usize, lesson: &'a Lesson) {
        let (locus, subject) = (Locus::Lesson(index), format!("lesson `{}`", lesson.id));
        self.entry(locus, &subject, &lesson.id, &lesson.title);
        self.known_objectives(
            Locus::LessonField { lesson: index, field: "objectives" },
            &subject,
            &lesson.objectives,
        );
        if let Some(narration) = &lesson.narration {
            self.narration(Locus::LessonField { lesson: index, field: "narration" }, &subject, narration);
        }
        self.assessment(index, &subject, lesson);
        self.waits = activities::Waits::of(lesson);
        if lesson.blocks.is_empty() {
            self.add(locus, &subject, &rules::EMPTY_LESSON, "the lesson has no content");
        }
        for (position, block) in lesson.blocks.iter().enumerate() {
            let locus = Locus::Block { lesson: index, block: position };
            match block {
                Block::Question(question) => self.question(locus, &subject, question),
                other => {
                    let subject = format!("{subject} › block {}", position + 1);
                    self.activity(locus, &subject, other);
                    self.block(locus, &subject, other);
                }
            }
        }
        self.footnotes(index, &subject, &lesson.footnotes);
    }

    fn footnotes(&mut self, lesson: usize, subject: &str, footnotes: &[Footnote]) {
        let mut labels = BTreeSet::new();
        for (footnote, Footnote { label, markdown }) in footnotes.iter().enumerate() {
            let locus = Locus::Footnote { lesson, footnote };
            self.readable(locus, subject, label);
            self.readable(locus, subject, markdown);
            if label.trim().is_empty() || markdown.trim().is_empty() {
                let message = format!("the footnote `[^{label}]` is empty, or has no name");
                self.add(locus, subject, &rules::FOOTNOTE, message);
            } else if !labels.insert(label) {
                let message = format!("there are two footnotes `[^{label}]`");
                self.add(locus, subject, &rules::FOOTNOTE, message);
            }
        }
    }

    fn narration(&mut self, locus: Locus, subject: &str, narration: &Narration) {
        self.media(locus, subject, &narration.src, "recording");
        for track in &narration.captions {
            self.media(locus, subject, &track.src, "captions");
            if let Some(language) = &track.language {
                self.language(locus, subject, language);
            }
        }
        let tracks = narration.captions.iter().map(|track| track.src.as_str());
        let texts =
            std::iter::once(narration.src.as_str()).chain(tracks).chain(narration.transcript.as_deref());
        for text in texts {
            self.readable(locus, subject, text);
        }
    }

    /// An identifier of something that is kept for the learner.
    fn kept(&mut self, locus: Locus, subject: &str, id: &'a Id) {
        self.id(locus, subject, id);
        if let Some(other) = self.questions.insert(id, subject.to_owned()) {
            let message = format!("the identifier `{id}` is used already, by {other}");
            self.add(locus, subject, &rules::DUPLICATE_ID, message);
        }
    }

    fn block(&mut self, locus: Locus, subject: &str, block: &Block) {
        for (path, what) in block.media() {
            self.media(locus, subject, path, what);
        }
        if let Some(text) = texts(block).into_iter().find(|text| unreadable(text).is_some()) {
            self.readable(locus, subject, text);
        }
        match block {
            Block::Text { markdown } | Block::Quote { markdown, .. } | Block::Callout { markdown, .. } => {
                self.filled(locus, subject, markdown);
            }
            Block::Heading { level, text } => {
                self.filled(locus, subject, text);
                if !(2..=4).contains(level) {
                    self.add(locus, subject, &rules::HEADING_LEVEL, format!("a heading has level {level}"));
                }
            }
            Block::Image { src, alt, decorative, .. } => {
                if alt.trim().is_empty() && !decorative {
                    self.add(
                        locus,
                        subject,
                        &rules::NO_DESCRIPTION,
                        format!("the picture `{src}` has no description"),
                    )
                    .help = Some(format!("say what it tells: ![…]({src}), or mark it as decorative"));
                }
            }
            Block::Audio { src, title, transcript, .. } => {
                self.named(locus, subject, title);
                if transcript.is_none() {
                    self.add(
                        locus,
                        subject,
                        &rules::NO_TRANSCRIPT,
                        format!("the recording `{src}` has no transcript"),
                    );
                }
            }
            Block::Video { src, title, transcript, captions, .. } => {
                self.named(locus, subject, title);
                if transcript.is_none() && captions.is_empty() {
                    self.add(
                        locus,
                        subject,
                        &rules::NO_TRANSCRIPT,
                        format!("the film `{src}` has neither captions nor a transcript"),
                    );
                }
            }
            Block::List { items, .. } => {
                if items.is_empty() || items.iter().any(|item| item.trim().is_empty()) {
                    self.add(locus, subject, &rules::EMPTY_BLOCK, "the list has no items, or an empty one");
                }
            }
            Block::Table { header, rows, .. } => self.table(locus, subject, header, rows),
            Block::Code { code, .. } => self.filled(locus, subject, code),
            Block::Download { label, .. } => self.named(locus, subject, label),
            Block::Html { html } => self.filled(locus, subject, html),
            Block::Panels(panels) => self.panels(locus, subject, panels),
            Block::Columns { columns } => self.columns(locus, subject, columns),
            Block::LabelledImage(image) => self.labelled_image(locus, subject, image),
            Block::Gallery(gallery) => self.gallery(locus, subject, gallery),
            Block::BeforeAfter(pair) => {
                self.picture(locus, subject, &pair.before);
                self.picture(locus, subject, &pair.after);
            }
            Block::Chart(chart) => self.chart(locus, subject, chart),
            Block::Embed(embed) => self.embed(locus, subject, embed),
            Block::Downloads { files } => self.downloads(locus, subject, files),
            Block::Checklist(list) => self.checklist(locus, subject, list),
            Block::Continue(gate) => self.gate(locus, subject, gate),
            Block::Reflection(reflection) => self.reflection(locus, subject, reflection),
            Block::SignOff(sign_off) => self.sign_off(locus, subject, sign_off),
            Block::LiveSession(session) => self.live_session(locus, subject, session),
            Block::Discussion(discussion) => self.discussion(locus, subject, discussion),
            Block::Scenario(scenario) => self.scenario(locus, subject, scenario),
            Block::Draw(draw) => self.draw(locus, subject, draw),
            Block::Divider | Block::Question(_) => {}
        }
        for inner in block.inner() {
            if inner.is_content() {
                self.block(locus, subject, inner);
            } else {
                let message = "a block stands inside of another one that takes only content";
                self.add(locus, subject, &rules::NESTED_BLOCK, message);
            }
        }
        if let Block::Audio { captions, .. } | Block::Video { captions, .. } = block {
            for language in captions.iter().filter_map(|track| track.language.as_deref()) {
                self.language(locus, subject, language);
            }
        }
    }

    fn table(&mut self, locus: Locus, subject: &str, header: &[String], rows: &[Vec<String>]) {
        if header.is_empty() || rows.is_empty() {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "the table has no header or no rows");
        }
        for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.len() != header.len()) {
            let message =
                format!("row {} has {} cells, the header has {}", index + 1, row.len(), header.len());
            self.add(locus, subject, &rules::TABLE_SHAPE, message);
        }
    }

    fn known_objectives(&mut self, locus: Locus, subject: &str, ids: &[Id]) {
        for id in ids {
            if !self.declared.contains(id) {
                let shown = self.course.objectives.iter().take(20);
                let mut known: Vec<_> = shown.map(|objective| format!("`{}`", objective.id)).collect();
                if self.course.objectives.len() > known.len() {
                    known.push("…".to_owned());
                }
                let help = if known.is_empty() {
                    "the course declares no objectives".to_owned()
                } else {
                    format!("the course declares {}", known.join(", "))
                };
                self.add(
                    locus,
                    subject,
                    &rules::UNKNOWN_OBJECTIVE,
                    format!("the objective `{id}` is not declared"),
                )
                .help = Some(help);
            }
        }
    }

    fn media(&mut self, locus: Locus, subject: &str, path: &str, what: &str) {
        if media::normal(path).is_none() {
            self.add(
                locus,
                subject,
                &rules::MEDIA_OUTSIDE,
                format!("the {what} `{path}` is not inside the course folder"),
            );
        } else if self.course.origin.of(locus).media(path).is_none() {
            let help = match &self.course.origin.of(locus).folder {
                Some(_) => "paths are relative to the course folder, and upper and lower case matter",
                None => "say where the files are with media_folder or media_bytes",
            };
            self.add(locus, subject, &rules::MEDIA_MISSING, format!("the {what} `{path}` is not there"))
                .help = Some(help.to_owned());
        }
    }

    fn readable(&mut self, locus: Locus, subject: &str, text: &str) {
        if let Some((rule, message)) = unreadable(text) {
            self.add(locus, subject, rule, message);
        }
    }

    fn filled(&mut self, locus: Locus, subject: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "the block is empty");
        }
    }

    fn id(&mut self, locus: Locus, subject: &str, id: &Id) {
        self.findings.extend(illegal(id).map(|finding| (locus, finding.subject(subject))));
    }

    fn title(&mut self, locus: Locus, subject: &str, title: &str) {
        self.readable(locus, subject, title);
        self.named(locus, subject, title);
    }

    fn named(&mut self, locus: Locus, subject: &str, title: &str) {
        if title.trim().is_empty() {
            self.add(locus, subject, &rules::EMPTY_TITLE, "the title is empty");
        }
    }

    fn language(&mut self, locus: Locus, subject: &str, language: &str) {
        if !is_language_tag(language) {
            self.add(locus, subject, &rules::LANGUAGE_TAG, format!("`{language}` is not a language tag"));
        }
    }
}

#[derive(Default)]
struct Counters {
    modules: usize,
    lessons: usize,
}

/// `#rgb` or `#rrggbb`.
fn is_hex_colour(value: &str) -> bool {
    value
        .strip_prefix('#')
        .is_some_and(|hex| matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// `scheme:rest` in characters that an IRI may hold (RFC 3987 §2.2), without a fragment, since parts are appended.
pub(crate) fn is_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        && !rest.trim_matches('/').is_empty()
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}#?".contains(c))
}

/// The shape of RFC 5646 §2.1: a language of 2 or 3 letters, then subtags of 1 to 8 letters and digits.
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags
            .all(|subtag| matches!(subtag.len(), 1..=8) && subtag.bytes().all(|b| b.is_ascii_alphanumeric()))
}
