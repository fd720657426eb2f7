//! A lesson page on its way: what its blocks need to know of the course, and what they find.

#[cfg(feature = "sanitise")]
use std::collections::BTreeSet;
#[cfg(feature = "sanitise")]
use std::sync::Arc;

use std::borrow::Cow;

use super::Form;
use super::footnotes::Notes;
use super::glossary::{self, Glossary};
use super::media::{Media, Names, percent_decoded};
use super::rules;
use super::search::Index;
use super::slug::slug;
use super::templates::Templates;
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::{Course, HtmlTrust, Id, Lesson, Locus, MediaSource};

/// What all pages of a course share while they are made.
pub(super) struct Site<'c> {
    pub(super) course: &'c Course,
    pub(super) lessons: Vec<&'c Lesson>,
    /// Names of the lessons' pages in the package, in the order of the lessons.
    pub(super) pages: Vec<String>,
    /// The same as lessons see them, for who only asks whether there is one.
    #[cfg(feature = "sanitise")]
    pub(super) page_addresses: Arc<BTreeSet<String>>,
    pub(super) form: Form,
    /// The folder of the package in which the course lies, as what stands beside its pages sees it.
    pub(super) folder: String,
    /// Whether pages may link to each other: not when each is a SCO of its own.
    pub(super) linked: bool,
    pub(super) names: Names,
    pub(super) media: Media,
    pub(super) findings: Vec<(Locus, Diagnostic)>,
    /// Footnotes of the page that is being made.
    pub(super) notes: Notes,
    pub(super) words: Words,
    pub(super) glossary: Glossary,
    pub(super) search: Index,
}

/// Texts of the user interface that stand inside authors' texts.
pub(super) struct Words {
    pub(super) footnote: String,
    pub(super) footnote_back: String,
}

impl Words {
    pub(super) fn new(templates: &Templates) -> Self {
        let word = |key| templates.string(key);
        Self { footnote: word("footnote"), footnote_back: word("footnote-back") }
    }
}

impl Site<'_> {
    /// The way to the course's files for what is no page of it.
    pub(super) fn beside(&self) -> Cow<'static, str> {
        Cow::Owned(self.folder.clone())
    }

    /// The address of a media file that a part of the course names, as seen from a page in a folder that is `root` away from the
    /// package's root.
    pub(super) fn media(&mut self, locus: Locus, path: &str, root: &str) -> Option<String> {
        let name = self.media.name(locus, path, &self.course.origin, &mut self.names)?;
        Some(format!("{root}{name}"))
    }
}

/// One lesson's page.
pub(super) struct Page<'s, 'c> {
    pub(super) site: &'s mut Site<'c>,
    pub(super) lesson: usize,
    pub(super) block: usize,
    /// The question of a bank that is rendered in the block's place.
    pub(super) drawn: Option<Locus>,
    /// The way from the page to the package's root.
    pub(super) root: Cow<'static, str>,
}

impl Page<'_, '_> {
    /// The way from a lesson's page to the package's root.
    pub(super) const ROOT: &'static str = "../";

    pub(super) fn find(&mut self, rule: &'static Rule, message: impl Into<String>, help: Option<String>) {
        let lesson = self.site.lessons[self.lesson];
        let place = self.locus();
        let subject = match place {
            Locus::BankQuestion { bank, question } => {
                let bank = &self.site.course.banks[bank];
                format!("bank `{}` › question `{}`", bank.id, bank.questions[question].id)
            }
            Locus::Term(term) => format!("term `{}`", self.site.course.glossary[term].id),
            _ => match lesson.blocks.get(self.block).and_then(|block| block.as_question()) {
                Some(question) => format!("lesson `{}` › question `{}`", lesson.id, question.id),
                None => format!("lesson `{}` › block {}", lesson.id, self.block + 1),
            },
        };
        let mut diagnostic = Diagnostic::new(rule, message).subject(subject);
        diagnostic.help = help;
        let found = (place, diagnostic);
        // A bank is on the page of every lesson that draws from it.
        if self.drawn.is_none() || !self.site.findings.contains(&found) {
            self.site.findings.push(found);
        }
    }

    pub(super) fn trust(&self) -> HtmlTrust {
        self.site.course.html
    }

    /// The part of the course that is rendered.
    fn locus(&self) -> Locus {
        self.drawn.unwrap_or(Locus::Block { lesson: self.lesson, block: self.block })
    }

    pub(super) fn media(&mut self, path: &str) -> Option<String> {
        self.site.media(self.locus(), path, &self.root)
    }

    /// Where the bytes of a media file come from.
    pub(super) fn source(&self, path: &str) -> Option<MediaSource> {
        self.site.course.origin.of(self.locus()).media(path)
    }

    /// The attributes of a link, or `None` when the text stands without one.
    pub(super) fn link(&mut self, target: &str) -> Option<String> {
        let escape = |text: &str| handlebars::html_escape(text);
        let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        if matches!(scheme.as_deref(), Some("https" | "http")) {
            return Some(format!(
                "href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\"",
                escape(target)
            ));
        }
        if matches!(scheme.as_deref(), Some("mailto" | "tel" | "sms")) {
            return Some(format!("href=\"{}\"", escape(target)));
        }
        if target.starts_with(glossary::SCHEME) {
            return glossary::link(target, self);
        }
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        let fragment_part = if fragment.is_empty() { String::new() } else { format!("#{}", slug(fragment)) };
        if path.is_empty() && !fragment.is_empty() {
            return Some(format!("href=\"{fragment_part}\""));
        }
        if let Some(index) = self.lesson_of(path) {
            let has_page = self.site.form.has_page(self.site.lessons[index]);
            if !self.site.linked || !has_page || self.root != Self::ROOT {
                // A SCO may not launch another one, and a question of an LMS's own quiz knows no pages; the words stay.
                let id = self.site.lessons[index].id.clone();
                return self.leave_out(&id);
            }
            let page = self.site.pages[index].rsplit('/').next().unwrap_or_default();
            let id = &self.site.lessons[index].id;
            return Some(format!("href=\"{page}{fragment_part}\" data-go=\"{id}\""));
        }
        if let Some(id) = lesson_named(path).filter(|id| self.site.course.origin.elsewhere.contains(id)) {
            return self.leave_out(&id);
        }
        if let Some(name) = self.media(path) {
            let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
            return Some(format!(
                "href=\"{}\" target=\"_blank\" rel=\"noopener\"",
                escape(&format!("{name}{fragment}"))
            ));
        }
        let help = match self.nearest_lesson(path) {
            Some(id) => format!("did you mean `{id}.md`?"),
            None => "name a lesson's file, a file of the course, or an `https://` address".to_owned(),
        };
        self.find(&rules::LINK, format!("the link `{target}` leads nowhere"), Some(help));
        None
    }

    /// The addresses that lead to pages and files of the package, without fragments.
    #[cfg(feature = "sanitise")]
    pub(super) fn own(&self) -> super::clean::Own {
        let pages = Arc::clone(&self.site.page_addresses);
        super::clean::Own { pages, files: self.site.media.names(), root: self.root.clone() }
    }

    fn lesson_of(&self, path: &str) -> Option<usize> {
        let id = lesson_named(path)?;
        self.site.lessons.iter().position(|lesson| lesson.id == id)
    }

    /// Of a link to a lesson that cannot be reached from here the words are left.
    fn leave_out(&mut self, lesson: &Id) -> Option<String> {
        let message = format!("the link to the lesson `{lesson}` is left out");
        self.find(&rules::LINK_LEFT_OUT, message, None);
        None
    }

    fn nearest_lesson(&self, path: &str) -> Option<String> {
        let wanted = path.rsplit('/').next()?.strip_suffix(".md")?;
        let alike = |id: &str| id.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
        let best = self.site.lessons.iter().map(|lesson| lesson.id.as_str()).max_by_key(|id| alike(id))?;
        (alike(best) >= 3).then(|| best.to_owned())
    }
}

/// The lesson whose file a link names.
fn lesson_named(path: &str) -> Option<Id> {
    let path = percent_decoded(path);
    Some(path.rsplit('/').next()?.strip_suffix(".md")?.into())
}
