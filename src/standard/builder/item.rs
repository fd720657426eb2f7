//! What an LMS launches, as the user of the builder describes it.

use crate::model::Id;
use crate::model::path::Done;
use crate::standard::quiz::Quiz;

/// Something that an LMS launches, or a group of such things.
///
/// ```
/// use coursewright::Item;
/// let item = Item::group("part-1", "Part one")
///     .item(Item::sco("quiz", "Quiz", "quiz/index.html").files("quiz/").mastery_score(75))
///     .item(Item::asset("reading", "Further reading", "reading.html"));
/// # let _ = item;
/// ```
#[derive(Debug, Clone)]
#[must_use = "an item is part of a package only when it is given to PackageBuilder::item"]
pub struct Item {
    pub(in crate::standard) id: Id,
    pub(in crate::standard) title: String,
    pub(in crate::standard) kind: ItemKind,
    pub(in crate::standard) launch: Option<String>,
    pub(in crate::standard) parameters: Option<String>,
    pub(in crate::standard) files: Vec<String>,
    pub(in crate::standard) mastery_score: Option<f64>,
    /// Whether reaching the mastery score is all that completion needs, where a standard has one word for both.
    pub(in crate::standard) mastery_is_completion: bool,
    /// Whether the page knows its mastery score without being told by the LMS.
    pub(in crate::standard) knows_mastery_score: bool,
    pub(in crate::standard) completion_threshold: Option<f64>,
    /// Whether the page is known to report its completion itself, so that the threshold tells the LMS nothing new.
    pub(in crate::standard) reports_completion: bool,
    pub(in crate::standard) launch_data: Option<String>,
    pub(in crate::standard) objectives: Vec<Id>,
    pub(in crate::standard) visible: bool,
    pub(in crate::standard) in_path: InPath,
    pub(in crate::standard) items: Vec<Self>,
    /// Levels of items, this one included.
    height: usize,
    /// Items that would have been deeper than [`MAX_LEVELS`].
    pub(in crate::standard) left_out: Vec<Id>,
}

/// What an item is told by the learning path that it is a step of; nothing for those of a course.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::standard) struct InPath {
    /// When the step is done.
    pub(in crate::standard) done: Option<Done>,
    /// Whether some learners complete the whole without it.
    pub(in crate::standard) is_dispensable: bool,
    /// Minutes for one attempt.
    pub(in crate::standard) time_limit: Option<u16>,
    /// What has to be reached before, in the standard's own words.
    pub(in crate::standard) prerequisites: Option<String>,
    /// Another item whose files this one needs as well as its own page: an earlier try at the same step.
    pub(in crate::standard) files_of: Option<Id>,
}

/// Levels of items. Trees of items are walked by functions that call themselves, so something has to bound them; learners
/// and LMSs are lost long before this.
pub(in crate::standard) const MAX_LEVELS: usize = 32;

#[derive(Debug, Clone, PartialEq)]
pub(in crate::standard) enum ItemKind {
    Sco,
    Asset,
    Group,
    Link {
        url: String,
    },
    Discussion {
        html: String,
    },
    /// Made by the publisher alone, since the texts of questions are Markdown.
    #[cfg_attr(not(feature = "markdown"), expect(dead_code))]
    Assessment(Quiz),
}

impl ItemKind {
    /// What findings call it.
    pub(in crate::standard) fn name(&self) -> &'static str {
        match self {
            Self::Sco => "a page that talks to the LMS",
            Self::Asset => "a page",
            Self::Group => "a group",
            Self::Link { .. } => "a link to the web",
            Self::Discussion { .. } => "a discussion",
            Self::Assessment(_) => "an assessment",
        }
    }

    /// Whether the package has a page of it.
    pub(in crate::standard) fn is_page(&self) -> bool {
        matches!(self, Self::Sco | Self::Asset)
    }
}

impl Item {
    /// A page that talks to the LMS.
    pub fn sco(id: impl Into<Id>, title: impl Into<String>, launch: impl Into<String>) -> Self {
        Self::new(ItemKind::Sco, id.into(), title.into(), Some(launch.into()))
    }

    /// A page that does not talk to the LMS. Many LMSs count it as completed once it was opened.
    pub fn asset(id: impl Into<Id>, title: impl Into<String>, launch: impl Into<String>) -> Self {
        Self::new(ItemKind::Asset, id.into(), title.into(), Some(launch.into()))
    }

    /// A heading with items below it.
    pub fn group(id: impl Into<Id>, title: impl Into<String>) -> Self {
        Self::new(ItemKind::Group, id.into(), title.into(), None)
    }

    /// A link to a page of the web, for standards that know links (Common Cartridge).
    pub fn link(id: impl Into<Id>, title: impl Into<String>, url: impl Into<String>) -> Self {
        Self::new(ItemKind::Link { url: url.into() }, id.into(), title.into(), None)
    }

    /// A question to discuss in the LMS's own forum, in HTML, for standards that know discussions (Common Cartridge). The
    /// HTML is taken as it is, but for addresses of the package's files in double quotes: they become those that LMSs resolve.
    /// Nothing is cleaned.
    pub fn discussion(id: impl Into<Id>, title: impl Into<String>, html: impl Into<String>) -> Self {
        Self::new(ItemKind::Discussion { html: html.into() }, id.into(), title.into(), None)
    }

    /// The questions of a lesson. They are told apart from the lesson's page by their kind and may share its identifier.
    #[cfg(feature = "markdown")]
    pub(in crate::standard) fn assessment(id: Id, title: String, quiz: Quiz) -> Self {
        Self::new(ItemKind::Assessment(quiz), id, title, None)
    }

    fn new(kind: ItemKind, id: Id, title: String, launch: Option<String>) -> Self {
        Self {
            id,
            title,
            kind,
            launch,
            parameters: None,
            files: Vec::new(),
            mastery_score: None,
            mastery_is_completion: true,
            knows_mastery_score: false,
            completion_threshold: None,
            reports_completion: false,
            launch_data: None,
            objectives: Vec::new(),
            visible: true,
            in_path: InPath::default(),
            items: Vec::new(),
            height: 1,
            left_out: Vec::new(),
        }
    }

    /// Adds an item below this one, which has to be a [group](Self::group). There can be 32 levels; what would be deeper
    /// is left out, and building the package says so.
    pub fn item(mut self, item: Self) -> Self {
        if item.height < MAX_LEVELS {
            self.height = self.height.max(item.height + 1);
            self.items.push(item);
        } else {
            self.left_out.push(item.id);
        }
        self
    }

    /// Says that a file, or all files of a folder, belong to this item alone: `quiz/quiz.html`, `quiz/` or `quiz`, which is
    /// not `quiz-2/`. What no item claims is shared by all.
    pub fn files(mut self, file_or_folder: impl Into<String>) -> Self {
        self.files.push(file_or_folder.into());
        self
    }

    /// Query (`name=value&…`) or fragment (`#…`) appended to the page's address. Groups have no page.
    pub fn parameters(mut self, parameters: impl Into<String>) -> Self {
        self.parameters = Some(parameters.into());
        self
    }

    /// Percent of the score that passes, 0 to 100. Only for [SCOs](Self::sco).
    pub fn mastery_score(mut self, percent: impl Into<f64>) -> Self {
        self.mastery_score = Some(percent.into());
        self
    }

    /// Share of progress, 0 to 1, at which the LMS counts the item as completed (SCORM 2004). The page must report its
    /// progress. Only for [SCOs](Self::sco).
    pub fn completion_threshold(mut self, share: f64) -> Self {
        self.completion_threshold = Some(share);
        self
    }

    /// Text that the LMS hands to the page at launch. Only for [SCOs](Self::sco).
    pub fn launch_data(mut self, text: impl Into<String>) -> Self {
        self.launch_data = Some(text.into());
        self
    }

    /// An objective of the package that this item serves: one that [`PackageBuilder::objective`] declares. With SCORM
    /// 2004, a SCO finds it among its `cmi.objectives`.
    ///
    /// [`PackageBuilder::objective`]: super::PackageBuilder::objective
    pub fn objective(mut self, id: impl Into<Id>) -> Self {
        self.objectives.push(id.into());
        self
    }

    /// Leaves the item out of the LMS's menu.
    pub fn hidden(mut self) -> Self {
        self.visible = false;
        self
    }
}
