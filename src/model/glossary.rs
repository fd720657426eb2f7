use serde::{Deserialize, Serialize};

use super::Id;

/// A word of the course and what it means. Texts lead to it by a link, `[kept promises](term:trust)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GlossaryTerm {
    /// Unique among the terms.
    pub id: Id,
    /// The word, as the glossary lists it.
    pub term: String,
    /// What it means, in Markdown.
    pub definition: String,
}

impl GlossaryTerm {
    /// A term whose identifier is made of its own letters: `psychological-safety` for “Psychological safety”. A word without a letter
    /// from a to z needs [one of its own](Self::id).
    pub fn new(term: impl Into<String>, definition: impl Into<String>) -> Self {
        let term = term.into();
        Self { id: derived(&term), term, definition: definition.into() }
    }

    /// Sets the identifier.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = id.into();
        self
    }
}

/// Letters from a to z and digits, with hyphens between words.
fn derived(term: &str) -> Id {
    let mut id = String::new();
    for c in term.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' => id.push(c),
            '0'..='9' | '_' if !id.is_empty() => id.push(c),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    id.truncate(Id::MAX_LENGTH);
    Id::from(id.trim_end_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_made_of_the_words() {
        for (term, id) in
            [("Psychological safety", "psychological-safety"), ("3 C’s (rule)", "c-s-rule"), ("信頼", "")]
        {
            assert_eq!(derived(term).as_str(), id);
        }
        assert_eq!(derived(&"a ".repeat(60)).as_str().len(), 63);
    }
}
