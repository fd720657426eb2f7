//! The rules of cmi5 packages, one of which holds for xAPI packages as well.

use crate::diagnostic::rules;

rules! {
    IRI_DERIVED = "CW530" Info "the package's IRI was derived from its identifier"
        "cmi5 and xAPI keep learners' records under an IRI that should name the course in the whole world. The author gave none, so it became `urn:coursewright:` and the identifier, which is only as unique as that; and whoever gives the course an IRI later makes another course of it in the eyes of an LMS.\n\nGive one under a domain of yours, such as `iri: https://example.com/courses/first-aid` in the course file, or in the metadata of the builder.";
    SILENT_PAGE = "CW531" Warning "a page that says nothing to the LMS is no assignable unit"
        "An LMS waits for what each assignable unit of cmi5 has to say: that it was initialized and that it was terminated (cmi5 §7.1). A page that does not talk leaves every session open, to be counted as abandoned. So that it holds nobody up, it is marked as satisfied from the start (`moveOn` is NotApplicable).\n\nMake it a page that talks (`Item::sco` with the tracking script), or put it inside one that does.";
    LAUNCH_PARAMETER = "CW532" Error "a parameter has a name that the launch needs"
        "The LMS appends `endpoint`, `fetch`, `actor`, `registration` and `activityId` to the address; parameters of the same name would collide with them (cmi5 §8.1).\n\nGive the parameter another name.";
    SCORE_ROUNDED = "CW533" Warning "a mastery score has more decimals than the standard takes"
        "cmi5 takes a score from 0 to 1 with four decimals: a percent with two (cmi5 §13.1.4). The score was rounded down, so that nobody fails who should have passed.\n\nWrite a percent with two decimals at most.";
    NOT_SAID = "CW534" Warning "the standard has no words for something that an item says"
        "cmi5 shows every assignable unit in the LMS's menu, and leaves it to the unit to say when it is completed. What the package cannot say is left out of it.\n\nTake it out, or choose a standard that has it, such as SCORM 2004.";
}
