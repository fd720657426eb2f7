use serde::{Deserialize, Serialize};

use super::Block;
use crate::model::Id;
use crate::model::question::Picture;

/// A picture with points that tell more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LabelledImage {
    /// With an identifier, which points were opened is kept for the learner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The picture.
    pub picture: Picture,
    /// At most 36.
    pub points: Vec<ImagePoint>,
}

/// A point of a [`LabelledImage`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ImagePoint {
    /// Plain text.
    pub title: String,
    /// Percent of the width, from the left edge: 0 to 100.
    pub x: f64,
    /// Percent of the height, from the upper edge: 0 to 100.
    pub y: f64,
    /// Content blocks.
    pub blocks: Vec<Block>,
}

/// Pictures to leaf through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Gallery {
    /// At least two.
    pub pictures: Vec<Picture>,
}

/// Two pictures of the same thing, one over the other, with a slider between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct BeforeAfter {
    /// How it was.
    pub before: Picture,
    /// How it is.
    pub after: Picture,
}

/// Numbers as a drawing, with a table behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Chart {
    /// The form.
    pub kind: ChartKind,
    /// What it shows, in plain text.
    pub title: String,
    /// Stands after each number, such as `%`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What the labels are: the head of the table's first column.
    pub axis: String,
    /// Plain texts: one for each bar, point or slice.
    pub labels: Vec<String>,
    /// At least one; exactly one in a pie.
    pub series: Vec<Series>,
}

/// The form of a [`Chart`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChartKind {
    /// Bars side by side.
    Bar,
    /// Lines from point to point.
    Line,
    /// Slices of a whole.
    Pie,
}

impl ChartKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Bar, Self::Line, Self::Pie];

    /// Its name in course sources and templates, such as `bar`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bar => "bar",
            Self::Line => "line",
            Self::Pie => "pie",
        }
    }
}

/// Numbers of a [`Chart`] that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Series {
    /// What they are.
    pub name: String,
    /// One for each label.
    pub values: Vec<f64>,
}

/// Something from another website. Nothing is asked of that site before the learner agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Embed {
    /// An `https` address.
    pub src: String,
    /// What it is called.
    pub title: String,
    /// Who runs the site, as learners are told.
    pub provider: String,
    /// Width and height, such as 16 and 9.
    pub ratio: (u16, u16),
    /// Markdown: what it is; shown before the learner agrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A file of a list of downloads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DownloadFile {
    /// Path of the file.
    pub src: String,
    /// What the link says.
    pub label: String,
    /// Markdown: what is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}
