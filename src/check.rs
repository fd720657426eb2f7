//! Every rule of every room, for whoever explains a finding.

use crate::diagnostic::Rule;

impl Rule {
    /// Every rule, in the order of the codes.
    ///
    /// ```
    /// use coursewright::Rule;
    /// assert!(Rule::all().all(|rule| rule.code.starts_with("CW")));
    /// ```
    pub fn all() -> impl Iterator<Item = &'static Self> {
        let rooms = [
            crate::model::rules::RULES,
            crate::model::path::rules::RULES,
            #[cfg(feature = "markdown")]
            crate::source::rules::RULES,
            #[cfg(feature = "markdown")]
            crate::render::rules::RULES,
            crate::package::RULES,
            crate::standard::rules::RULES,
            #[cfg(feature = "markdown")]
            crate::standard::path::rules::RULES,
            crate::standard::cmi5::rules::RULES,
            crate::standard::xapi::rules::RULES,
            crate::standard::aicc::rules::RULES,
            crate::standard::common_cartridge::rules::RULES,
            crate::standard::qti::rules::RULES,
            crate::lms::rules::RULES,
            crate::sequencing::rules::RULES,
            crate::steering::route_rules::RULES,
            crate::steering::rules::RULES,
        ];
        let mut all: Vec<_> = rooms.into_iter().flatten().copied().collect();
        all.sort_by_key(|rule| rule.code);
        all.into_iter()
    }

    /// The rule with a code, in upper or lower case.
    ///
    /// ```
    /// use coursewright::Rule;
    /// assert_eq!(Rule::find("cw113").unwrap().title, "a picture has no description");
    /// assert!(Rule::find("CW000").is_none());
    /// ```
    #[must_use]
    pub fn find(code: &str) -> Option<&'static Self> {
        Self::all().find(|rule| rule.code.eq_ignore_ascii_case(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_every_rule_says_how_to_mend_it() {
        let codes: Vec<_> = Rule::all().map(|rule| rule.code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        for rule in Rule::all() {
            assert!(rule.explanation.contains("\n\n"), "{} has no way out", rule.code);
        }
    }
}
