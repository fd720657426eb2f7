use serde::{Deserialize, Serialize};

use super::Block;
use crate::model::Id;

/// Parts of a lesson that learners open, turn or step through one by one.
///
/// ```
/// use coursewright::{Lesson, model::{Block, Panel, PanelKind, Panels}};
/// let keys = Panels::new(PanelKind::Accordion, [
///     Panel::markdown("Open communication", "Talk every week."),
///     Panel::markdown("Priorities", "Ask what matters."),
/// ]);
/// let lesson = Lesson::builder("keys", "The keys").block(Block::Panels(keys.with_id("keys")));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Panels {
    /// With an identifier, what was opened is kept for the learner, and a [`Continue`](super::Continue) can wait for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// How they are shown.
    pub kind: PanelKind,
    /// In order; at most 36.
    pub panels: Vec<Panel>,
}

impl Panels {
    /// Panels of which nothing is kept.
    pub fn new(kind: PanelKind, panels: impl IntoIterator<Item = Panel>) -> Self {
        Self { id: None, kind, panels: panels.into_iter().collect() }
    }

    /// Keeps for the learner what was opened.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}

/// How [`Panels`] are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PanelKind {
    /// One under the other, each to be opened.
    Accordion,
    /// One at a time, chosen from a row of titles.
    Tabs,
    /// One at a time, forwards and backwards.
    Process,
    /// Along a line; the titles are dates or periods.
    Timeline,
    /// Side by side.
    Cards,
    /// To be turned: the title in front, the content on the back.
    FlashCards,
}

impl PanelKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Accordion, Self::Tabs, Self::Process, Self::Timeline, Self::Cards, Self::FlashCards];

    /// Whether learners open the parts; else all of them are there at once.
    pub(crate) fn is_opened(self) -> bool {
        !matches!(self, Self::Timeline | Self::Cards)
    }

    /// Its name in course sources, templates and scripts, such as `flash-cards`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accordion => "accordion",
            Self::Tabs => "tabs",
            Self::Process => "process",
            Self::Timeline => "timeline",
            Self::Cards => "cards",
            Self::FlashCards => "flash-cards",
        }
    }
}

/// One of several [`Panels`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Panel {
    /// Markdown.
    pub title: String,
    /// Content blocks: neither questions nor blocks that hold others or keep state.
    pub blocks: Vec<Block>,
}

impl Panel {
    /// A panel with a text.
    pub fn markdown(title: impl Into<String>, markdown: impl Into<String>) -> Self {
        Self { title: title.into(), blocks: vec![Block::Text { markdown: markdown.into() }] }
    }
}
