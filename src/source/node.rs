//! A tree of values with places: what YAML, JSON and TOML have in common.

/// A value and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) at: At,
}

/// Line and column, counted from 1; unknown when the format's reader does not say.
pub(super) type At = Option<(usize, usize)>;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    /// True or false, a number, or a date: the value where it is one, and how it was written.
    Scalar {
        number: Option<f64>,
        written: String,
    },
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// The key of a map.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) at: At,
}

/// Why a text cannot be read in its format.
pub(super) struct SyntaxError {
    /// It is well-formed so far, but goes beyond what is read.
    pub(super) is_too_large: bool,
    pub(super) message: String,
    pub(super) at: At,
}

impl SyntaxError {
    pub(super) fn new(message: &str, at: At) -> Self {
        // Each reader has limits of its own, and says so in its own words only.
        let is_too_large = message.contains("recurs") || message.contains("budget breached");
        let message = if is_too_large {
            "the file holds too much, or too many lists and modules inside each other"
        } else {
            message
        };
        Self { is_too_large, message: message.to_owned(), at }
    }
}

impl Value {
    /// What it is, for people.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Self::Null => "empty",
            Self::Scalar { number: Some(_), .. } => "a number",
            Self::Scalar { .. } => "a single word",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a group of keys",
        }
    }

    /// A text, or anything else that was written as one word: `version: 1.0` means the text "1.0".
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Scalar { written: text, .. } => Some(text),
            _ => None,
        }
    }
}
