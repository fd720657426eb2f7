//! What gets lost of a learning path in a standard.

use crate::diagnostic::rules;

rules! {
    NOT_STEERED = "CW570" Warning "the standard has no words for the order of a path"
        "Every step can be opened at any time, since the standard does not know that one thing waits for another.\n\nPublish the path as one SCO, whose own page steers (`--layout single`), or set conditions in the LMS.";
    STEERED_IN_PART = "CW571" Warning "the LMS is told less of a path than its author says"
        "Where each step stands by itself, only what the standard has words for is there: in SCORM 2004 whatever steers; in SCORM 1.2 and AICC prerequisites, and nothing else; in cmi5 what belongs together; in Common Cartridge and QTI not even that. And no page of the path is there, which would tell when steps are due, and print the certificate.\n\nPublish the path as one SCO, whose own page does all that (`--layout single`; not in Common Cartridge and QTI), or see to it in the LMS.";
    OPENED_OTHERWISE = "CW572" Warning "the standard cannot say what opens a step"
        "Prerequisites in SCORM 1.2 and AICC ask for the one status word of other steps: passed, completed, failed, attempted. They cannot ask for a score, and have at most 200 characters. What cannot be said is left out, so that nobody waits for ever.\n\nPublish the path as one SCO, whose own page steers (`--layout single`), or with SCORM 2004.";
    STATES_LEFT_OUT = "CW573" Info "not every course of a path is kept as learners left it"
        "One SCO has to remember where learners are in every course of the path, and the standard does not keep so much in the worst case. Results are never lost; but if it comes to that, a step that is done is shown from its beginning when a learner looks at it again, and one that was left half-way for another begins anew.\n\nPublish one SCO per step (`--layout steps`), or choose a standard that keeps more.";
    UNSAYABLE = "CW574" Error "SCORM 2004 cannot say what a path asks for"
        "Requirements become sequencing rules, and LMSs cannot be expected to follow any number of them for one step.\n\nAsk for less, or publish the path as one SCO, whose own page steers (`--layout single`).";
    NOT_AWAITED = "CW575" Info "the LMS counts the path as satisfied without some of its steps"
        "cmi5 satisfies a block when each of its units is satisfied. It has no word for units that are optional, that become superfluous, or of which some are enough; so that nobody has to take all of them, they count as satisfied from the start (`moveOn` is NotApplicable).\n\nPublish the path as one SCO, whose own page tells when the whole is done (`--layout single`).";
    CLOSES_AGAIN = "CW576" Warning "a step that opened for those who failed closes again"
        "In SCORM 1.2 and AICC an LMS looks at prerequisites whenever a learner chooses a step, and knows one word of each step before it. Whoever fails a step, passes it later and comes back finds closed what had opened because of the failure.\n\nLet the step be tried once (`attempts: 1`), or give it `remediation`, of which every try is a step of its own. Or publish the path as one SCO, whose own page steers (`--layout single`), or with SCORM 2004.";
}
