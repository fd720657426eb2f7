//! The rules of learning paths: what makes a path wrong, whatever standard it is published for. Those of identifiers, titles,
//! metadata and the like are the ones of courses.

use crate::diagnostic::rules;

rules! {
    EMPTY_GROUP = "CW701" Error "a group has no steps"
        "Learners would come to nothing, and it could never be done.\n\nAdd a step to it or take it out.";
    UNKNOWN_STEP = "CW702" Error "a requirement names a step that is not there"
        "What waits for it would never open.\n\nCorrect the identifier, or add the step.";
    CIRCLE = "CW703" Error "steps wait for each other"
        "None of them could ever open. Steps wait for what they ask for by `after`, for the group that they are in, and, in a linear group, for the steps before them.\n\nTake one of the requirements out, put the steps into another order, or let their group be taken in `any` order.";
    NOT_GIVEN = "CW704" Error "a requirement asks a step for something that it cannot give"
        "A step is passed or failed only when it has a pass mark, its own or its course's, and it is scored only when something in it is scored. A group can be asked only whether it is completed.\n\nAsk whether it is completed, or give the step a pass mark.";
    REQUIREMENT = "CW705" Error "a requirement can never hold, or always holds"
        "One of none is never reached, and neither are three of two; none, and all of none, are reached by everybody from the beginning.\n\nName the requirements, and ask for at least one and at most all of them.";
    NOT_FOR_EVERYBODY = "CW706" Error "a step waits for one that not every learner gets"
        "Of a group that draws its steps each learner gets only some, and remedial steps open only for those who fail. Whoever does not get the step would wait for ever.\n\nWait for the whole group, or say what else is enough.";
    OPTIONAL_GATE = "CW707" Warning "an optional step holds others up"
        "Learners may leave an optional step out, and then find that they cannot go on.\n\nMake the step required, or say what else is enough.";
    GROUP_COUNT = "CW708" Error "a group asks for a number of steps that it does not have"
        "Learners can choose among the steps that are not optional, at least one and at most all of them; of what is drawn there is no more either.\n\nCorrect the number, or add steps.";
    SHUFFLED_ORDER = "CW709" Error "steps are drawn or shuffled that stand one after the other"
        "In a linear group each step opens when those before it are done: their order has a meaning, and a step that a learner was not drawn would hold up all that follow.\n\nGive the group the order `any` or `choice`, or neither draw nor shuffle its steps.";
    CHOICE_IN_ORDER = "CW710" Warning "learners cannot choose between steps that stand one after the other"
        "In a linear group only the first step is open, so everybody would take the first ones.\n\nGive the group the order `any` or `choice`.";
    TRIES = "CW711" Error "a step cannot be tried as often as it says"
        "Whoever may try something tries it at least once. With remedial steps, `tries` and `rounds` say how often, so the step has no `attempts` besides; each of these tries is a step of its own for the LMS, so all rounds together have at most 100 of them.\n\nGive a number from 1, or leave it out: then it may be tried any number of times.";
    MISPLACED = "CW712" Error "a step says something that steps of its kind cannot say"
        "It would have no effect. Groups are done and passed when their steps are, so they have no rule, pass mark, attempts, time limit, day or remedial steps of their own; only groups have an order; only tests draw questions.\n\nSay it of the steps in the group, or take it out.";
    NUMBER = "CW713" Error "a number of a path is out of its range"
        "Percents are from 0 to 100, weights from 0 to 1, and a time limit is at least a minute.\n\nCorrect the number.";
    NOTHING_TO_PASS = "CW714" Error "a step has to be passed or scored, but cannot be"
        "Only who is asked something, and whose answers are scored, passes or fails; without a pass mark nobody does.\n\nAdd questions, give the step a pass mark, or leave out what asks for it: its own pass mark, its `done`, or its weight.";
    UNKNOWN_CONTENT = "CW715" Error "a step is made of something that is not there"
        "A step names a course of the path, and lessons and banks of it, by their identifiers.\n\nCorrect the identifier, or add what it names.";
    EMPTY_TEST = "CW716" Error "a test asks nothing"
        "A test takes its questions from banks of the path's courses.\n\nSay which: a course, one of its banks, and how many questions.";
    LINK_ADDRESS = "CW717" Error "the address of a link is no https address"
        "Pages of a package are often shown over https, and learners are sent nowhere unsafe from there.\n\nWrite an address that begins with `https://`.";
    NOBODY_CONFIRMS = "CW718" Warning "nobody confirms that learners took part"
        "A session without a code is done as soon as its page was seen, before it has taken place.\n\nGive it a code that is said in the session.";
    TOO_LARGE = "CW719" Error "a path is larger than people make"
        "No menu can show it, no learner could find their way, and checking it would keep a computer busy. At most 1,000 steps, 16 levels of groups and remedial steps, and requirements of 200 parts are taken, and with the remedial steps of all rounds at most 20,000 steps. Nothing else is told of such a path.\n\nDivide the path.";
    NOTHING_REQUIRED = "CW720" Error "nothing of the path is required"
        "When every step is optional, the path would be completed before it began.\n\nMake a step required.";
    CANNOT_FAIL = "CW721" Error "a step that nobody can fail has remedial steps"
        "They open for those who failed. Nobody fails a step without a pass mark, or one that is done when it was answered.\n\nGive the step a pass mark, or take the remedial steps out.";
    UNUSED_COURSE = "CW722" Warning "no step is made of a course of the path"
        "No learner ever sees it.\n\nAdd a step, or take the course out.";
    NESTED_REMEDIATION = "CW723" Error "a remedial step has remedial steps"
        "Learners would go round and round, and nobody could say where they stand.\n\nLet remedial steps be done when they were seen or answered.";
    IDLE_ATTEMPTS = "CW724" Warning "a number of attempts has no meaning"
        "Only a failed attempt ends, so a step that nobody can fail is never begun anew.\n\nTake the number out, or give the step a pass mark.";
    OPENS_EARLY = "CW725" Warning "what follows a drawn group may open early"
        "The standards do not tell one step which steps of a group a learner was drawn. So what waits for a group opens once as many of its steps are done as every learner has to do: optional steps may be among the drawn ones, and superfluous steps among the others. Who was drawn more gets on before all of them are done; the path is completed only with all of them nevertheless.\n\nDraw only steps that are neither optional nor superfluous, and put the others beside the group.";
}
