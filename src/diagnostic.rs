//! Findings about content: what is wrong, where, and the way out.
//!
//! A [`Diagnostic`] follows a [`Rule`], which has a stable code; a [`Report`] collects every finding of a run.

use std::fmt;

use serde::Serialize;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Good to know; nothing breaks.
    Info,
    /// Works in most places, and breaks or disappoints in some that are known.
    Warning,
    /// No package is written until it is mended.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// What a finding follows from: a stable code and the page that explains it.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// Stable code, such as `CW101`. Codes are never given to another rule.
    pub code: &'static str,
    /// Severity of every finding of this rule.
    pub severity: Severity,
    /// The rule in one line.
    pub title: &'static str,
    /// What is wrong, why it matters and how to mend it; paragraphs are separated by an empty line.
    pub explanation: &'static str,
}

/// Declares the rules of a room as statics, and the list of them all as `RULES`.
macro_rules! rules {
    ($($name:ident = $code:literal $severity:ident $title:literal $explanation:literal;)+) => {
        $(
            pub(crate) static $name: $crate::diagnostic::Rule = $crate::diagnostic::Rule {
                code: $code,
                severity: $crate::diagnostic::Severity::$severity,
                title: $title,
                explanation: $explanation,
            };
        )+
        pub(crate) static RULES: &[&$crate::diagnostic::Rule] = &[$(&$name),+];
    };
}
pub(crate) use rules;

/// Where a finding is, in the words of the person who can mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// The file, relative to the course folder or inside the package.
    pub file: String,
    /// Line, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Column in characters, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The line itself, so that it can be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A line and column of a file, both counted from 1, with the text of that line.
    #[must_use]
    pub fn at(file: impl Into<String>, line: usize, column: usize, text: impl Into<String>) -> Self {
        Self { file: file.into(), line: Some(line), column: Some(column), text: Some(text.into()) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        Ok(())
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The rule that it follows.
    pub rule: &'static Rule,
    /// What was found, naming the thing at fault.
    pub message: String,
    /// The part of the course: "lesson `trust` › question `promise`". Empty when the place says it all.
    pub subject: String,
    /// File, line and column, when the content came from files.
    pub place: Option<Place>,
    /// The way out.
    pub help: Option<String>,
    /// The clause of the standard that is broken, where a standard says so.
    pub clause: Option<&'static str>,
}

impl Diagnostic {
    pub(crate) fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self { rule, message: message.into(), subject: String::new(), place: None, help: None, clause: None }
    }

    pub(crate) fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    pub(crate) fn place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[cfg(feature = "markdown")]
    pub(crate) fn clause(mut self, clause: &'static str) -> Self {
        self.clause = Some(clause);
        self
    }

    /// The rule's stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.rule.code
    }

    /// The rule's severity.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.severity(), self.code())?;
        if let Some(place) = &self.place {
            write!(f, " {place}")?;
        }
        if !self.subject.is_empty() {
            write!(f, " {}", self.subject)?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(text) = self.place.as_ref().and_then(|place| place.text.as_deref()) {
            write!(f, "\n    {text}")?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n    help: {help}")?;
        }
        if let Some(clause) = self.clause {
            write!(f, "\n    see: {clause}")?;
        }
        Ok(())
    }
}

/// Every finding of a run, in the order of the content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds a finding, and lends it to whoever has more to say about it.
    pub(crate) fn push_mut(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        self.diagnostics.push(diagnostic);
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    pub(crate) fn append(&mut self, mut other: Self) {
        self.diagnostics.append(&mut other.diagnostics);
    }

    /// `Ok(value)` when no finding is an error, else all findings.
    pub(crate) fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.has_errors() { Err(self) } else { Ok(value) }
    }

    /// Whether a finding is told already.
    #[cfg(feature = "markdown")]
    pub(crate) fn contains(&self, diagnostic: &Diagnostic) -> bool {
        self.diagnostics.contains(diagnostic)
    }

    /// Whether there is no finding at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether a finding is of severity [`Severity::Error`].
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity() == Severity::Error)
    }

    /// The findings.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.diagnostics.iter()
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Report {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.diagnostics.into_iter()
    }
}

impl Extend<Diagnostic> for Report {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        self.diagnostics.extend(iter);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}
