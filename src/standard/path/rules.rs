//! What gets lost of a learning path in a standard.

use crate::diagnostic::rules;

rules! {
    NOT_STEERED = "CW570" Warning "the standard has no words for the order of a path"
        "Every step can be opened at any time, since the standard does not know that one thing waits for another.\n\nPublish the path as one SCO, whose own page steers (`--layout single`), or set conditions in the LMS.";
    STEERED_IN_PART = "CW571" Warning "the LMS is told less of a path than its author says"
        "The prerequisites of SCORM 1.2 and AICC know what is passed, completed, failed and attempted. They do not know scores, numbers of attempts, steps that are drawn or shuffled, and steps that become superfluous; and many LMSs follow none of them.\n\nPublish the path as one SCO, whose own page steers (`--layout single`), or with SCORM 2004.";
    OPENED_OTHERWISE = "CW572" Warning "the standard opens a step otherwise than the path"
        "What the standard can say of the requirement is not the same as what the author says. It was written as near to that as it can be.\n\nPublish the path as one SCO, whose own page steers (`--layout single`), or with SCORM 2004.";
    STATES_LEFT_OUT = "CW573" Info "not every course of a path is kept as learners left it"
        "One SCO has to remember where learners are in every course of the path, and the standard does not keep so much in the worst case. Results are never lost; but if it comes to that, a step that is done is shown from its beginning when a learner looks at it again, and one that was left half-way for another begins anew.\n\nPublish one SCO per step (`--layout lessons`), or choose a standard that keeps more.";
}
