use serde::{Deserialize, Serialize};

use super::Question;

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
            _ => Vec::new(),
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
