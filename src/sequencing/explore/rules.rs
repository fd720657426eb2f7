//! What the exploration of a course can find.

use crate::diagnostic::rules;

rules! {
    UNREACHABLE = "CW750" Warning "an activity is never delivered"
        "Learners can do what they like, and never come to this activity: a rule keeps it closed for ever, nothing leads there, or what would open it cannot happen. Only a jump that content asks for by itself was not tried.\n\nLook at the preconditions of the activity and of what is around it, and at who writes the global objectives that they read.";
    NEVER_COMPLETED = "CW751" Error "the course can never be completed"
        "Whatever learners do, the organization is not completed. Their records stay open for ever.\n\nLook at what its rollup waits for: an activity that is never delivered, that is skipped, or that reports no completion.";
    NEVER_SATISFIED = "CW752" Warning "the course can never be passed"
        "Whatever learners do, the organization is not satisfied.\n\nLook at what its rollup waits for, and at the measure that it asks for.";
    NEVER_ROLLED_UP = "CW753" Error "a cluster is not completed although all in it is"
        "Rollup of the cluster waits for something that does not come: its rules ask for more than completion, or it counts activities in that cannot be completed.\n\nCorrect its rollup rules; let what may be skipped count only if it is not (`requiredForCompleted`).";
    DEAD_END = "CW754" Warning "learners can get where the course can no longer be completed"
        "The story leads to a state from which nothing that learners can do completes the course.\n\nOpen a way on, or back: a rule less strict, one more attempt, a control mode that lets learners choose.";
    LOCKED_OUT = "CW755" Warning "used up attempts lock learners out"
        "After the story there is no attempt left on the activity, and without it the course cannot be completed or passed any more.\n\nAllow more attempts, or let the course be completed without it.";
    SUCCESS_LOST = "CW756" Warning "learners can get where the course can no longer be passed"
        "The story leads to a state from which nothing that learners can do satisfies the course.\n\nLet what was failed be tried again, or count without it.";
    NEVER_ACTS = "CW757" Info "a rule never acts"
        "In no state that learners reach does the rule's condition hold.\n\nTake the rule out, or correct its condition: often it names an objective that nobody writes.";
    ALWAYS_ACTS = "CW758" Info "a rule always acts"
        "In every state that learners reach, the rule's condition holds.\n\nMake it `always`, take it out, or correct its condition.";
    NOT_EXPLORED = "CW759" Info "not every state was explored"
        "The course has more states than the limits of the exploration allow. What was found is true; what was not found may still be there.\n\nAllow more (`ExplorationLimits`), or explore parts of the course.";
}
