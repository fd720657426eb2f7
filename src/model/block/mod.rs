use serde::{Deserialize, Serialize};

use super::Id;
use super::Question;
use super::question::{Picture, ResponseForm, letter};

mod activities;
mod panels;
mod pictures;
mod scenario;

#[cfg(feature = "markdown")]
pub(crate) use activities::code_hash;
pub(crate) use activities::normal_code;
pub use activities::{Checklist, Continue, Discussion, Draw, LiveSession, Reflection, SignOff};
pub use panels::{Panel, PanelKind, Panels};
pub use pictures::{
    BeforeAfter, Chart, ChartKind, DownloadFile, Embed, Gallery, ImagePoint, LabelledImage, Series,
};
pub use scenario::{Scenario, Scene, SceneChoice};

/// A piece of a lesson. Paths are relative to the course folder, with forward slashes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Block {
    /// Paragraphs.
    Text {
        /// Markdown.
        markdown: String,
    },
    /// A heading inside the lesson.
    Heading {
        /// 2 to 4; level 1 is the lesson's title.
        level: u8,
        /// Markdown.
        text: String,
    },
    /// A picture.
    Image {
        /// Path of the picture.
        src: String,
        /// What the picture says, for those who do not see it. Empty only when `decorative`.
        #[serde(default)]
        alt: String,
        /// The picture says nothing that the text does not.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        decorative: bool,
        /// Markdown below the picture.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<String>,
    },
    /// A sound recording.
    Audio {
        /// Path of the recording.
        src: String,
        /// What it is called.
        title: String,
        /// Captions by language.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        captions: Vec<Captions>,
        /// Markdown: everything that is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        transcript: Option<String>,
    },
    /// A film.
    Video {
        /// Path of the film.
        src: String,
        /// What it is called.
        title: String,
        /// Path of the picture shown before it plays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        poster: Option<String>,
        /// Captions by language.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        captions: Vec<Captions>,
        /// Markdown: everything that is said and shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        transcript: Option<String>,
    },
    /// Somebody's words.
    Quote {
        /// Markdown.
        markdown: String,
        /// Who said it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// A box that stands out.
    Callout {
        /// What the box is for.
        kind: CalloutKind,
        /// Its heading; the theme's own word for the kind when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// Markdown.
        markdown: String,
    },
    /// A list.
    List {
        /// Numbered.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        ordered: bool,
        /// Markdown of each item; it may hold further lists.
        items: Vec<String>,
    },
    /// A table with a header row.
    Table {
        /// What the table shows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<String>,
        /// Alignment of each column; missing ones are [`ColumnAlign::Natural`].
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        align: Vec<ColumnAlign>,
        /// Markdown of the header cells.
        header: Vec<String>,
        /// Markdown of the cells, each row as long as the header.
        rows: Vec<Vec<String>>,
    },
    /// Text to be shown letter by letter.
    Code {
        /// Name of its language, such as `rust`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// The text.
        code: String,
    },
    /// A file to take away.
    Download {
        /// Path of the file.
        src: String,
        /// What the link says.
        label: String,
        /// Markdown: what is in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
    },
    /// The author's own HTML. Cleaned unless the course says that its HTML is trusted.
    Html {
        /// HTML.
        html: String,
    },
    /// A break between two thoughts.
    Divider,
    /// A question.
    Question(Question),
    /// Parts to open, turn or step through.
    Panels(Panels),
    /// Content side by side.
    Columns {
        /// Content blocks of each column, two to four.
        columns: Vec<Vec<Block>>,
    },
    /// A picture with points that tell more.
    LabelledImage(LabelledImage),
    /// Pictures to leaf through.
    Gallery(Gallery),
    /// Two pictures with a slider between them.
    BeforeAfter(BeforeAfter),
    /// Numbers as a drawing.
    Chart(Chart),
    /// Something from another website.
    Embed(Embed),
    /// Files to take away.
    Downloads {
        /// In order.
        files: Vec<DownloadFile>,
    },
    /// Things to tick off.
    Checklist(Checklist),
    /// A gate.
    Continue(Continue),
    /// A text that learners write for themselves.
    Reflection(Reflection),
    /// Something that another person confirms.
    SignOff(SignOff),
    /// A meeting.
    LiveSession(LiveSession),
    /// Something to talk about.
    Discussion(Discussion),
    /// A branching scenario.
    Scenario(Scenario),
    /// Questions drawn from a bank.
    Draw(Draw),
}

impl Block {
    /// Every path that this block names, with what it is there for.
    pub(crate) fn media(&self) -> Vec<(&str, &'static str)> {
        match self {
            Self::Image { src, .. } => vec![(src, "picture")],
            Self::Audio { src, captions, .. } => {
                let mut all = vec![(src.as_str(), "recording")];
                all.extend(captions.iter().map(|track| (track.src.as_str(), "captions")));
                all
            }
            Self::Video { src, poster, captions, .. } => {
                let mut all = vec![(src.as_str(), "film")];
                all.extend(poster.as_deref().map(|poster| (poster, "poster")));
                all.extend(captions.iter().map(|track| (track.src.as_str(), "captions")));
                all
            }
            Self::Download { src, .. } => vec![(src, "download")],
            Self::Downloads { files } => files.iter().map(|file| (file.src.as_str(), "download")).collect(),
            Self::Question(question) => question.body.picture().into_iter().map(named).collect(),
            Self::LabelledImage(image) => {
                let inside = self.inner().into_iter().flat_map(Self::media);
                std::iter::once(named(&image.picture)).chain(inside).collect()
            }
            Self::Gallery(gallery) => gallery.pictures.iter().map(named).collect(),
            Self::BeforeAfter(pair) => [&pair.before, &pair.after].map(named).to_vec(),
            Self::Panels(_) | Self::Columns { .. } | Self::Scenario(_) => {
                self.inner().into_iter().flat_map(Self::media).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The blocks inside of this one.
    pub(crate) fn inner(&self) -> Vec<&Self> {
        match self {
            Self::Panels(panels) => panels.panels.iter().flat_map(|panel| &panel.blocks).collect(),
            Self::Columns { columns } => columns.iter().flatten().collect(),
            Self::LabelledImage(image) => image.points.iter().flat_map(|point| &point.blocks).collect(),
            Self::Scenario(scenario) => scenario.scenes.iter().flat_map(|scene| &scene.blocks).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it may stand inside of another block: it holds no others, asks nothing and keeps nothing.
    #[must_use]
    pub fn is_content(&self) -> bool {
        matches!(
            self,
            Self::Text { .. }
                | Self::Heading { .. }
                | Self::Image { .. }
                | Self::Audio { .. }
                | Self::Video { .. }
                | Self::Quote { .. }
                | Self::Callout { .. }
                | Self::List { .. }
                | Self::Table { .. }
                | Self::Code { .. }
                | Self::Download { .. }
                | Self::Downloads { .. }
                | Self::Chart(_)
                | Self::Html { .. }
                | Self::Divider
        )
    }

    /// What it keeps for the learner, unless it is a question or keeps nothing.
    pub(crate) fn activity(&self) -> Option<Activity<'_>> {
        let flags = |count: usize| ResponseForm::Flags((0..count).map(letter).collect());
        let (id, kind, form) = match self {
            Self::Panels(panels) if panels.kind.is_opened() => {
                (panels.id.as_ref()?, panels.kind.name(), flags(panels.panels.len()))
            }
            Self::LabelledImage(image) => (image.id.as_ref()?, "labelled-image", flags(image.points.len())),
            Self::Checklist(list) => (&list.id, "checklist", flags(list.items.len())),
            Self::Continue(gate) => (&gate.id, "continue", flags(1)),
            Self::Reflection(reflection) => {
                (&reflection.id, "reflection", ResponseForm::Texts(vec![u32::from(reflection.max)]))
            }
            Self::SignOff(sign_off) => (&sign_off.id, "sign-off", flags(1)),
            Self::LiveSession(session) => {
                session.code.as_ref()?;
                (&session.id, "live-session", flags(1))
            }
            Self::Scenario(scenario) => (&scenario.id, "scenario", scenario.form()),
            _ => return None,
        };
        Some(Activity { id, kind, form })
    }

    /// Its identifier, when it is something that learners can be done with: a gate may wait for it.
    pub(crate) fn waited_for(&self) -> Option<&Id> {
        match self {
            Self::Question(question) => Some(&question.id),
            Self::Draw(draw) => Some(&draw.id),
            other => other.activity().map(|activity| activity.id),
        }
    }

    /// The question, if it is one.
    #[must_use]
    pub fn as_question(&self) -> Option<&Question> {
        match self {
            Self::Question(question) => Some(question),
            _ => None,
        }
    }
}

/// What a block keeps for the learner.
#[cfg_attr(
    not(feature = "markdown"),
    expect(dead_code, reason = "only pages and their script ask for all of it")
)]
pub(crate) struct Activity<'b> {
    pub(crate) id: &'b Id,
    /// Its name in templates and scripts.
    pub(crate) kind: &'static str,
    pub(crate) form: ResponseForm,
}

fn named(picture: &Picture) -> (&str, &'static str) {
    (&picture.src, "picture")
}

impl From<Question> for Block {
    fn from(question: Question) -> Self {
        Self::Question(question)
    }
}

/// What a callout is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CalloutKind {
    /// Something to know besides.
    Note,
    /// Something that helps.
    Tip,
    /// Something that can go wrong.
    Warning,
    /// A case from life.
    Example,
}

/// Captions of a recording or film: a WebVTT file in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Captions {
    /// Path of the `.vtt` file.
    pub src: String,
    /// BCP 47 language; the course's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ColumnAlign {
    /// As the language reads.
    #[default]
    Natural,
    /// To the beginning of the line.
    Start,
    /// In the middle.
    Center,
    /// To the end of the line, as numbers are.
    End,
}
