//! What the exploration of a path can find.

use crate::diagnostic::rules;

rules! {
    NEVER_COMPLETED = "CW760" Error "the path can never be completed"
        "Whatever learners do, the path is not completed: something that it asks for stays closed or is never done. Often two steps wait for each other, or for a step that only some of the learners meet.\n\nTake the requirement back, or make the step optional.";
    NEVER_REACHED = "CW761" Warning "no learner gets to a step"
        "The step stays closed whatever learners do, because what it waits for cannot happen.\n\nCorrect its requirement (`after`), or take the step out.";
    DEAD_END = "CW762" Warning "learners can get where the path can no longer be completed"
        "After the story, nothing that the learner can do completes the path: a step is done, and will not be taken again, but what others ask of it was not reached; or a step was not drawn that others wait for.\n\nAsk for less, let the step be done only when that is reached (a higher pass mark), or make what waits for it optional. Behind steps that are drawn, wait for their group and not for one of them.";
    LOCKED_OUT = "CW763" Warning "used up attempts strand learners"
        "After the story all attempts at the step are used up, and without it the path can no longer be completed or passed.\n\nAllow any number of attempts, help those who fail (`remediation`), or make the step optional.";
    NEEDS_OPTIONAL = "CW764" Warning "who leaves an optional step out does not get to the end"
        "The step is called optional, and the path cannot be completed or passed without it. Learners who do as they are told are stuck.\n\nMake the step one that everybody takes, or take back what waits for it.";
    NEEDS_SUPERFLUOUS = "CW765" Warning "who is taken past a step misses what it is needed for"
        "After the story a step is superfluous, so learners are led past it; but the path cannot be completed or passed without it. Often a pre-test takes learners past the only step that can be passed, or past points that they need; or of a group of which some are enough, some can be passed and others cannot, and the group is passed only with one that can.\n\nGive the pre-test itself a part in the success, ask for less, or skip less; let all that learners choose from have something to pass, or nothing.";
    NEVER_PASSED = "CW766" Warning "the path can never be passed"
        "Whatever learners do, the path is not passed.\n\nLower the score that it asks for, or let more of its steps be reached.";
    SUCCESS_LOST = "CW767" Warning "learners can get where the path can no longer be passed"
        "After the story, nothing that the learner can do passes the path: a step is done, and will not be taken again, with a result that is not enough; or what is drawn is not enough.\n\nRaise the pass mark of the step, so that it is done only with a result that is enough; let it count for nothing, if it is meant as a check only; or ask for less.";
    NEVER_SKIPPED = "CW768" Info "a step is never superfluous"
        "What would make the step superfluous (`skip-if`) never happens.\n\nCorrect the requirement, or take it out.";
    ALWAYS_SKIPPED = "CW769" Info "a step is superfluous for everybody"
        "What makes the step superfluous (`skip-if`) holds from the beginning on.\n\nCorrect the requirement, or take the step out.";
    ALWAYS_OPEN = "CW771" Info "a requirement asks for nothing"
        "What the step waits for (`after`) holds from the beginning on: a group in which nothing is required, or a step that is superfluous for everybody.\n\nCorrect the requirement, or take it out.";
    NOT_EXPLORED = "CW770" Info "not every way through the path was explored"
        "The path has more combinations of draws, failures, choices and optional steps than are tried, or more ways to get stuck than are told. What was found is true; what was not found may still be there.\n\nUse fewer of them in one path, or explore its parts.";
}
