// The types that the scripts share. Nothing here runs.
//
// The scripts are not modules: they share one scope (`mod.rs` puts one function around them), so a
// type named here is known in all of them.

/**
 * What a course reports to the LMS, in absolute values: sending it twice changes nothing.
 * @typedef {object} LearnerRecord
 * @property {"incomplete" | "completed"} completion
 * @property {"unknown" | "passed" | "failed"} success
 * @property {number | null} score percent, 0 to 100; null while there is none
 * @property {number | null} mastery percent; null if the course has no mastery score
 * @property {number | null} progress 0 to 1
 * @property {string} location where the learner is; a hint, the state is what counts
 * @property {string[]} states the state (suspend data), and shorter forms of it for an LMS that keeps less
 * @property {ObjectiveRecord[]} objectives
 * @property {boolean} decided whether the course as a whole has come to an outcome
 * @property {boolean} answered whether every question has an answer, so that the score is more than a part of one
 * @property {boolean} quizDecides whether the course cannot be completed without its quiz
 * @property {boolean} leaving whether the learner is leaving
 * @property {LearnerComment[]} [comments] what the learner has written for themselves or for who reads the reports
 * @property {StepRecord} [step] of a course that is a step of a learning path
 */

/** @typedef {{ id: string, prompt: string, text: string }} LearnerComment */

/**
 * What a learning path is told of a step, but for the score. All of it stays true once it is, whatever later attempts bring; only
 * `over` and `ended` are about this attempt alone.
 * @typedef {object} StepRecord
 * @property {boolean} done
 * @property {boolean} passed
 * @property {boolean} failed an attempt has ended without passing
 * @property {boolean} over this attempt has come to its end and the step is not done thereby: the next launch is a new attempt
 * @property {boolean} ended nothing that can still be done in this attempt would better anything; a path listens no longer then to a step that is done
 * @property {string[]} facts the objectives that stand for what is true
 * @property {EnoughConfig} [enough] what the LMS is told once it holds that so many objectives are passed
 */

/**
 * @typedef {object} ObjectiveRecord
 * @property {string} id
 * @property {number} score percent
 * @property {"unknown" | "passed" | "failed"} success
 * @property {boolean} done
 */

/**
 * What the LMS held when the session began.
 * @typedef {object} HeldRecord
 * @property {"normal" | "review" | "browse"} mode
 * @property {boolean} credit
 * @property {boolean} resumed whether the LMS says so; not reliable, trust the state
 * @property {string} status the LMS's own word for the completion, "" if it has none
 * @property {"incomplete" | "completed"} completion
 * @property {"unknown" | "passed" | "failed"} success
 * @property {number | null} score percent
 * @property {number | null} progress
 * @property {number | null} mastery percent; null if the LMS names none
 * @property {boolean} [masteryBinds] whether the standard has the course judge by the LMS's mastery score
 * @property {string} location
 * @property {string} state
 * @property {string} launchData
 * @property {Learner} learner
 * @property {string} [attempt] what tells this attempt from others of the same learner, if the LMS says it
 * @property {boolean} [sameAttempt] whether the LMS, which counts attempts, has said that the last one goes on
 */

/**
 * @typedef {object} Learner
 * @property {string} id
 * @property {string} name
 * @property {string} language a language tag, "" if the LMS tells none
 * @property {number | null} volume 0 (silent) to 1 (as loud as the recording); null if the LMS tells none
 * @property {number | null} speed 1 is the recording's own; null if the LMS tells none
 * @property {boolean | null} captions
 */

/**
 * One answer of the learner.
 * @typedef {object} Interaction
 * @property {string} id
 * @property {InteractionType} type
 * @property {string} description
 * @property {Date} at when the question was answered
 * @property {number} latency milliseconds
 * @property {string[]} response in the form that the kind keeps (`forms.js`): option ids; for ordering all of them in the
 *   learner's order; `stem.target` for what was paired; for kinds with text one entry for each gap, "" for an empty one
 * @property {string[]} correct in the same form; a stem may be named more than once, and one that is not named stays
 *   unpaired. Kinds with text have none: what is right there is in `gaps`
 * @property {Gap[]} [gaps] of the kinds with text (fill-in, numeric, long-answer), in the order of the response
 * @property {Choosable[]} [options] what could be chosen or put in order
 * @property {Choosable[]} [stems] what was to be paired: items, labels, steps
 * @property {Choosable[]} [targets] what it could be paired with; where each stem has its own, the ids are `stem.target`
 * @property {boolean} caseSensitive
 * @property {boolean} scored whether there is right and wrong; where there is not, `right` is false and says nothing
 * @property {boolean} right
 * @property {number | null} score 0 to 1; null if it is not scored
 * @property {number} weight
 * @property {string[]} objectives
 */

/**
 * @typedef {"choice" | "multiple-response" | "true-false" | "fill-in" | "numeric" | "matching" | "ordering" | "sorting"
 *   | "drag-and-drop" | "hotspot" | "likert" | "long-answer" | "performance" | "scenario"} InteractionType
 */

/** @typedef {{ id: string, text?: string }} Choosable */

/**
 * What is right in a text of its own.
 * @typedef {object} Gap
 * @property {string[]} accepted
 * @property {{ min: number, max: number, right: boolean }[]} [ranges] numbers, both ends included; the wrong ones have feedback
 */

/** @typedef {[element: string, value: string]} Write */

/**
 * How a session with whatever keeps the learner's record is held, by standard. An adapter holds no state.
 * @typedef {object} Adapter
 * @property {string} standard
 * @property {Limits} limits
 * @property {(options: SessionOptions) => CourseSession} open nothing is asked of the LMS before `start`
 */

/**
 * @typedef {"connecting" | "saved" | "saving" | "unsaved" | "offline" | "alone" | "lost" | "review" | "ended"} SaveState
 *   alone: no LMS launched the page; lost: the LMS refuses, or has closed the session
 */

/**
 * @typedef {object} SessionOptions
 * @property {Window} window
 * @property {string} courseId for the copy in this browser
 * @property {string} [title] what the LMS may call the course in its reports
 * @property {string} [language] of the title and of the questions
 * @property {string} [iri] that names the course in the whole world
 * @property {number} [stateLimit] characters of state that the package's standard allows
 * @property {string} [item] what the LMS calls this page's activity, if it is told
 * @property {(held: HeldRecord | null, late: boolean) => void} onReady once with null if there is no
 *   LMS; with what the LMS holds when there is one, `late` if that was only found after a call with null
 * @property {(state: SaveState) => void} onState
 * @property {() => void} [onLimited] the LMS keeps less state than it should
 * @property {(held: HeldRecord, before?: HeldRecord) => Joined} [onElsewhere] the same learner has gone on in another tab; `before`
 *   is what both tabs know
 */

/**
 * What the learner has done in two tabs.
 * @typedef {object} Joined
 * @property {LearnerRecord | null} record of both together; null if this tab has nothing to add
 * @property {boolean} news whether this tab knows of something that the other does not
 */

/**
 * One session with whatever keeps the learner's record: all that the shell and `window.Coursewright` know of it.
 * @typedef {object} CourseSession
 * @property {SaveState} state
 * @property {HeldRecord | null} held what was kept before; null until that is known, and if nothing is kept
 * @property {{ works: boolean }} shadow whether what is unsaved is kept in this browser
 * @property {number} stateLimit
 * @property {(state: string) => number} lengthOf characters that a state takes of that
 * @property {() => void} start
 * @property {(record: LearnerRecord, ...answers: (Interaction | undefined)[]) => void} update several answers when a test is submitted
 * @property {() => void} save everything again, now
 * @property {(request?: NavigationRequest) => boolean | Promise<boolean>} finish whether all is saved
 * @property {() => boolean} canContinue whether the LMS would go on to the next part of the package
 * @property {() => boolean} [mayTryAgain] whether the LMS would begin a new attempt of this page after this one
 * @property {() => boolean} [mayLeave] whether there is a place to go to for who leaves the course; there is, where it is not asked
 * @property {() => string | null} [returnUrl] where `finish` takes a learner who leaves
 */

/**
 * A way to an LMS over HTTP.
 * @typedef {object} Remote
 * @property {string} standard
 * @property {() => Promise<HeldRecord | null>} open null when the page was not launched by an LMS. Rejects when the
 *   LMS cannot be reached, and is then called again; with a RemoteError that says `refused` it is not
 * @property {(record: LearnerRecord | null, answers: Interaction[], context: { milliseconds: number, final: boolean }) => Promise<void>} save
 *   sends what has changed (absolute values, `record.states` has one state, which fits); answers that were not
 *   confirmed come again, as the same objects. `final`: last words, all requests must start before it returns and
 *   outlive the page (`keepalive`), and the session is closed with them. In review and browse mode the only call
 *   is the final one, with null for the record: the session is closed and nothing else said. Rejects with a
 *   RemoteError that says `refused` when the LMS has closed the session
 * @property {() => string | null} returnUrl where to go after the learner leaves
 * @property {(state: string) => number} [lengthOf] characters that a state takes in the words of the standard, if these are more
 */

/**
 * What differs from generation to generation of SCORM.
 * @typedef {Adapter & ScormWords} ScormAdapter
 *
 * @typedef {object} ScormWords
 * @property {ApiNames} names
 * @property {string} stateElement
 * @property {(api: Api) => HeldRecord} read
 * @property {(record: LearnerRecord, held: HeldRecord) => Write[]} results completion, success, score, progress
 * @property {(location: string, state: string) => Write[]} place
 * @property {(milliseconds: number) => Write} time of this session
 * @property {(record: LearnerRecord | null) => Write} exit
 * @property {(api: Api, objective: ObjectiveRecord) => Write[]} objective empty if there is nothing better to report
 * @property {(api: Api) => number | null} interactionCount null if the LMS takes no interactions
 * @property {(api: Api, index: number, interaction: Interaction) => Write[]} interaction
 * @property {(api: Api, news: LearnerComment[], all: LearnerComment[]) => boolean} comments tells the LMS what is news to it;
 *   false if it takes none
 * @property {(api: Api, fact: string) => Write[]} [fact] tells that an objective of a path is reached
 * @property {(api: Api, enough: EnoughConfig) => boolean} [isEnough] whether the LMS holds that so many objectives are passed
 * @property {(request: NavigationRequest, over: boolean, item: string) => Write[]} navigation what to ask of the LMS when leaving;
 *   over: the attempt has come to its end
 * @property {(api: Api, item: string) => boolean} mayTryAgain whether the LMS would begin a new attempt of this item
 * @property {(api: Api) => boolean} canContinue whether the LMS would go on to the next SCO
 */

/**
 * What the standard allows, in characters unless said otherwise. `mod.rs` puts it before the scripts, as `LIMITS`: the
 * numbers are those that the library checks packages by.
 * @typedef {object} Limits
 * @property {number} state
 * @property {number} location
 * @property {number} identifier
 * @property {number} description
 * @property {number} text of a fill-in, one gap
 * @property {number} longText of a long answer
 * @property {number} gaps texts of one fill-in
 * @property {number} ranges of one number
 * @property {number} comment
 * @property {number} patterns
 * @property {number} records interactions of one session
 * @property {number} objectives
 * @property {number} decimals
 * @property {Record<string, string>} types the standard's word for each kind of question
 */

/** @type {Limits} */
var LIMITS;

/** @typedef {"none" | "leave" | "continue" | "again"} NavigationRequest again: a new attempt of the same page */

/**
 * The names of one generation of the API.
 * @typedef {object} ApiNames
 * @property {string} object
 * @property {string} initialize
 * @property {string} terminate
 * @property {string} get
 * @property {string} set
 * @property {string} commit
 * @property {string} lastError
 * @property {string} errorString
 * @property {string} diagnostic
 * @property {string} probe an element that every LMS can read inside a session, and none outside
 * @property {string[]} closedCodes the errors that say that there is no session (any more)
 */

/**
 * The configuration that the shell page carries.
 * @typedef {object} CourseConfig
 * @property {number} format
 * @property {{ id: string, iri: string, title: string, language: string }} course
 * @property {"single" | "lessons"} layout
 * @property {"pages-seen" | "quiz-passed" | "quiz-answered" | "either" | "both"} rule quiz-answered: in steps of paths alone
 * @property {number | null} mastery
 * @property {number} fingerprint
 * @property {number} stateLimit
 * @property {boolean} [seeded] whether anything is drawn or shuffled
 * @property {LessonConfig[]} lessons
 * @property {BankConfig[]} [banks] that the lessons draw from
 * @property {{ id: string, title: string }[]} objectives
 * @property {StepConfig} [step] what makes it a step of a learning path
 * @property {Record<string, string>} strings
 */

/**
 * @typedef {object} StepConfig
 * @property {string} id
 * @property {"passed" | "finished" | "completed"} done when it is: passed; everything answered; the course's own rule
 * @property {StepFact[]} facts that the LMS is told of as soon as they are true
 * @property {EnoughConfig} [enough] what the LMS is told when so many steps of a group are done
 * @property {number} [timeLimit] minutes for one attempt
 * @property {number} [attempts] how often it may be begun, where no LMS counts attempts
 * @property {string} [item] what the LMS calls it
 */

/**
 * @typedef {object} EnoughConfig
 * @property {string} objective
 * @property {number} count
 * @property {string[][]} of steps, each with the objectives of which one is passed when it is done
 */

/**
 * @typedef {object} StepFact
 * @property {string} objective
 * @property {"attempted" | "done" | "passed" | "failed" | "score"} fact
 * @property {number} [percent] of a score
 */

/**
 * What steps of learning paths have to themselves (`step.js`).
 * @typedef {object} StepRules
 * @property {(config: CourseConfig) => CourseConfig["rule"]} rule that completes the course
 * @property {(config: CourseConfig, state: CourseState) => number | null} timeLeft seconds of the attempt; null if there is no limit
 * @property {(config: CourseConfig, state: CourseState, grades: Grade[]) => boolean} isLost whether a quiz that is answered, and not
 *   passed, is failed for good
 * @property {(config: CourseConfig, state: CourseState) => boolean} isDone whether it is done whatever the rule says
 * @property {(config: CourseConfig, state: CourseState) => boolean} isOver whether the attempt has ended without the step being done
 * @property {(config: CourseConfig, state: CourseState, record: LearnerRecord) => LearnerRecord} tell adds what a path asks for
 * @property {(config: CourseConfig, held: HeldRecord, stored: CourseState) => CourseState} begin what the learner begins with
 */

/**
 * Where a path leads from a step, as far as its page says.
 * @typedef {{ continue: boolean, again: boolean }} PathWays
 */

/**
 * @typedef {object} LessonConfig
 * @property {string} id
 * @property {string} title
 * @property {string} href
 * @property {QuestionConfig[]} questions in the order of the page
 * @property {ActivityConfig[]} [activities] blocks that keep state, in the order of the page
 * @property {DrawConfig[]} [draws] in the order of the page
 * @property {AssessmentConfig} [assessment] what makes it a test
 */

/** @typedef {{ id: string, questions: QuestionConfig[] }} BankConfig */

/**
 * Questions that are drawn from a bank. `at`: how many of the lesson's own questions stand before them.
 * @typedef {{ id: string, bank: string, count: number, at: number }} DrawConfig
 */

/**
 * @typedef {object} AssessmentConfig
 * @property {number} [passMark] percent
 * @property {number} attempts 0: as many as wanted
 * @property {"best" | "last" | "first"} counts
 * @property {boolean} review whether it is told what was right
 * @property {boolean} shuffle whether the questions stand in another order in each attempt
 * @property {number} [timeLimit] minutes
 * @property {number} extensions how often half of the time may be had once more
 * @property {string[]} testOut lessons that those who pass need not read
 * @property {{ objective: string, lesson: string, title: string }[]} remediation
 * @property {boolean} pretest whether it stands before all that it frees from
 * @property {number} weight in the score of the course
 * @property {{ attempts: number, time: number, extensions: number }} bits
 */

/**
 * @typedef {object} QuestionConfig
 * @property {string} id
 * @property {InteractionType} type
 * @property {string} prompt
 * @property {number} weight
 * @property {number} attempts 0: as many as wanted
 * @property {string[]} objectives
 * @property {boolean} [scored] false: there is no right and wrong, or it is not told
 * @property {boolean} [partial] whether each right part counts
 * @property {{ attempts: number }} bits
 * @property {Keeps} keeps
 * @property {string[]} [correct] ids, or `stem.target`, in the form that is kept
 * @property {(Gap & { anticipated?: string[] })[]} [gaps] of the kinds with text
 * @property {boolean} [caseSensitive]
 * @property {string} [unit] that a number may be followed by
 * @property {boolean} [shuffle] whether the options stand in another order in each attempt
 */

/**
 * A block of a lesson whose state is kept.
 * @typedef {object} ActivityConfig
 * @property {string} id
 * @property {string} kind
 * @property {Keeps} keeps
 * @property {string} [prompt] in plain text
 * @property {string[]} [objectives] that it counts to
 * @property {{ weight: number, endings: Record<string, number> }} [scored] what counts, 0 to 1, when
 *   the first entry of the response is one of the endings
 */

/**
 * The form of a response (`forms.js`). `targets` is one list that all stems share, or one for each stem.
 * @typedef {{ form: "index" | "flags" | "order", ids: string[] }
 *   | { form: "pairs", stems: string[], targets: string[][] }
 *   | { form: "texts", lengths: number[] }} Keeps
 */

/**
 * What a learner has done in a course: what the state record holds, and nothing that can be computed from it.
 * @typedef {object} CourseState
 * @property {number} lesson index of the page the learner is on
 * @property {boolean} completed
 * @property {boolean} passed
 * @property {boolean} failed
 * @property {number | null} best percent
 * @property {number} retakes
 * @property {boolean[]} seen by lesson
 * @property {number} seed of what is left to chance; 0 while none is chosen
 * @property {number} spent seconds of this attempt, where a step of a path has a time limit
 * @property {Map<string, TestState>} tests by lesson; only those that were begun
 * @property {Map<string, Answer>} answers by question id; only questions that were answered. In a test that is running they are
 *   drafts
 * @property {Map<string, string[]>} activities responses by the block's id; only those that hold anything
 */

/** @typedef {{ attempts: number, response: string[] }} Answer */

/**
 * What two tabs know both.
 * @typedef {Pick<CourseState, "answers" | "activities">} Shared
 */

/**
 * @typedef {object} TestState
 * @property {number} attempts submitted
 * @property {boolean} running whether an attempt has begun that is not submitted
 * @property {number | null} score percent that counts
 * @property {boolean} passed once; it stays so
 * @property {number} used seconds of the attempt that is running
 * @property {number} extensions taken in it
 */

/**
 * What stands where on a page: the questions of each draw, all questions in their order, and for those whose options are
 * shuffled a seed for these.
 * @typedef {{ draws: { id: string, questions: string[] }[], order: string[], options: Record<string, number> }} PageLayout
 */

/**
 * What chance decides (`draw.js`), and shows on a page (`layout.js`).
 * @typedef {object} Chance
 * @property {(owner: Window) => number} seed a new one
 * @property {(config: CourseConfig, state: CourseState, index: number) => QuestionConfig[]} asked in a lesson with draws
 * @property {(config: CourseConfig, state: CourseState, index: number) => PageLayout | null} layout null if everything stands as it
 *   is written
 * @property {(one: CourseState, two: CourseState) => CourseState} lead whose seed stays when two records are joined
 * @property {(config: CourseConfig, state: CourseState) => void} forget the answers to what is not asked
 * @property {<T>(list: readonly T[], seed: number, name: string) => T[]} shuffled another list
 * @property {(page: LessonPage, layout: PageLayout) => void} layOut
 * @property {(page: LessonPage, shown: boolean) => void} showBanks until it is known which of their questions are drawn
 */

/**
 * What core scripts ask about tests (`assessment.js`, `test-results.js`, `test-records.js`).
 * @typedef {object} TestRules
 * @property {(config: CourseConfig, state: CourseState, index: number, singly: boolean) => Grade[]} grades of a test, or of its
 *   questions one by one
 * @property {(config: CourseConfig, state: CourseState, lesson: LessonConfig) => boolean} isFreed whether a test that was passed
 *   frees from this lesson
 * @property {(config: CourseConfig, state: CourseState, index: number) => TestView | null} view null if the lesson is no test
 * @property {(out: BitWriter, assessment: AssessmentConfig, test: TestState) => void} put into the state record
 * @property {(from: BitReader, assessment: AssessmentConfig) => TestState | null} take null if it was not touched
 * @property {(config: CourseConfig, joined: CourseState, one: CourseState, two: CourseState, base: Shared | null) => void} join what two
 *   records hold
 */

/**
 * What a page shows of a test.
 * @typedef {object} TestView
 * @property {"ready" | "open" | "submitted"} phase ready: it begins when the learner says so
 * @property {boolean} review whether to show what was right
 * @property {Record<string, string[]>} responses
 * @property {number | null} score percent of the attempt that was submitted
 * @property {number | null} counts percent
 * @property {"passed" | "failed" | null} outcome null if there is no mark
 * @property {number} attempts submitted
 * @property {number | null} attemptsLeft null: as many as wanted
 * @property {boolean} again whether there is another attempt to begin
 * @property {number | null} timeLeft seconds
 * @property {number} extension minutes that may be had more; 0: none
 * @property {string[]} freed titles of lessons that need not be read
 * @property {{ lesson: string, title: string, href: string, objectives: string[] }[]} ways to what was missed
 * @property {boolean} running
 */

/**
 * What an answer amounts to.
 * @typedef {object} Judgement
 * @property {string[]} response
 * @property {number} attempts
 * @property {number | null} attemptsLeft null: as many as wanted
 * @property {boolean} correct wholly right; never so if it is not scored
 * @property {boolean} partly right in a part, whether or not parts count
 * @property {number | null} score 0 to 1; null if it is not scored
 * @property {boolean[]} [parts] which stems, positions or gaps are right
 * @property {boolean[]} [hits] of forms without parts: which entries of the response are right
 * @property {(string | number | null)[]} matches what of the author's each text met: an accepted or anticipated text, or
 *   the index of a range; empty for kinds without text
 * @property {boolean} locked
 */

/**
 * What counts to the score: a question, or a block that is scored.
 * @typedef {object} Grade
 * @property {string} id
 * @property {number} weight
 * @property {string[]} objectives
 * @property {number | null} score 0 to 1; null: not answered yet
 * @property {boolean} locked whether it cannot be answered again
 */

/**
 * What the shell tells a lesson page, and a lesson page the shell. `cw` marks the messages as ours; whom
 * they come from is checked by the window.
 * @typedef {{ cw: 1, type: string, [key: string]: any }} Message
 */

// ---- Learning paths ------------------------------------------------------------------------------

/**
 * The configuration that the page of a path carries.
 * @typedef {object} PathConfig
 * @property {{ id: string, title: string, language: string, iri?: string }} path
 * @property {Route} route
 * @property {PathStep[]} steps of each leaf, in the order of the places
 * @property {number} stateLimit
 * @property {Record<string, string>} strings
 */

/**
 * `state`: characters that the state of its course takes at most. Several tries at one step have one address.
 * @typedef {{ place: number, href: string, minutes?: number, state: number }} PathStep
 */

/**
 * A path made plain, as the library writes it (`steering/route.rs`). The first place is the whole.
 * @typedef {{ places: Place[], success: "every-step" | { score: number } }} Route
 */

/**
 * @typedef {object} Place
 * @property {string} id
 * @property {string} step of which it is a try, or the same as `id`
 * @property {string} title
 * @property {number | null} parent
 * @property {number[]} children
 * @property {Expression} opens
 * @property {Expression} skips
 * @property {Expression} behind when it holds nothing up any more
 * @property {boolean} required
 * @property {boolean} counts
 * @property {number} weight
 * @property {LeafPlace | GroupPlace} kind
 */

/**
 * @typedef {object} LeafPlace
 * @property {"leaf"} kind
 * @property {"passed" | "finished" | "completed"} done
 * @property {number | null} passMark
 * @property {number | null} attempts
 * @property {number | null} timeLimit minutes
 * @property {number | null} due days
 * @property {number[]} thresholds
 */

/**
 * @typedef {object} GroupPlace
 * @property {"group"} kind
 * @property {"linear" | "any" | "choice"} order
 * @property {number | null} choose
 * @property {number | null} draw
 * @property {boolean} shuffle
 * @property {boolean} tries whether what is required in it are tries at one step
 */

/**
 * @typedef {{ is: Fact } | { all: Expression[] } | { any: Expression[] } | { atLeast: { count: number, of: Expression[] } }} Expression
 */

/** @typedef {{ place: number, fact: "attempted" | "done" | "passed" | "failed" | "score", percent?: number }} Fact */

/**
 * What a learner has reached at a leaf. Facts are never taken back.
 * @typedef {object} LeafRecord
 * @property {number} attempts begun
 * @property {boolean} open whether the latest of them goes on
 * @property {boolean} ended whether it is done, and nothing more can come of it
 * @property {boolean} done
 * @property {boolean} passed
 * @property {boolean} failed whether any attempt has failed
 * @property {boolean[]} reached by threshold
 * @property {number | null} score percent, of the latest attempt
 * @property {string} state of its course
 */

/**
 * What the course of a step has said. `ended`: the attempt has come to its end. `over`: and the leaf is not done thereby.
 * @typedef {{ done: boolean, passed: boolean, failed: boolean, over: boolean, ended: boolean, score: number | null }} StepOutcome
 */

/**
 * A learner on a route.
 * @typedef {object} Traveller
 * @property {Route} route
 * @property {number} seed
 * @property {number[][]} offered by place: what is in it for this learner
 * @property {(LeafRecord | null)[]} leaves by place; null for groups
 */

/**
 * How the places of a route stand, place by place.
 * @typedef {object} Standing
 * @property {boolean[]} done
 * @property {boolean[]} passed
 * @property {boolean[]} skipped passed over by "next", and asked for by nobody; it may still be taken
 * @property {(number | null)[]} measure 0 to 1
 * @property {number[]} progress 0 to 1
 */

/** @typedef {{ completed: boolean, passed: boolean | null, score: number | null, progress: number }} PathStatus passed: null while open */

/**
 * What the state record of a path holds.
 * @typedef {object} PathState
 * @property {Traveller} traveller
 * @property {number | null} last the leaf where the learner was last
 * @property {boolean} completed
 * @property {boolean} passed
 * @property {number} began the day, counted from 1970; 0 while unknown
 */

/**
 * What the home of a path says of a step or a group.
 * @typedef {object} EntryView
 * @property {number} entry its place
 * @property {number | null} leaf that a click leads to; null for groups
 * @property {"closed" | "open" | "going" | "again" | "waiting" | "over" | "skipped" | "done" | "passed" | "failed"} state again: failed,
 *   and may be begun anew; waiting: failed, and something else comes first; over: failed, and no try is left; failed: done all the same
 * @property {boolean} enterable
 * @property {number | null} score percent
 * @property {number | null} triesLeft null if that does not matter
 * @property {Need | null} needs what it waits for
 * @property {string} title
 */

/**
 * @typedef {{ type: "fact", place: number, fact: Fact["fact"], percent: number } | { type: "some", count: number, of: Need[] }} Need
 */

/**
 * What a certificate is about.
 * @typedef {object} Achievement
 * @property {string} title
 * @property {number | null} score percent
 * @property {boolean} earned whether there is a certificate
 */
