// What a course makes of what the learner does: taking answers, the rule of completion, retakes, joining two records of
// one learner, what the LMS is told. Pure functions over the configuration and the state; no page and no LMS here.

/**
 * @param {CourseConfig} config
 * @returns {QuestionConfig[]} in the order of the course, those of the banks last
 */
function questionsOf(config) {
  return flatten(config.lessons.concat(/** @type {any} */ (config.banks || [])).map(({ questions }) => questions));
}

/**
 * @param {CourseConfig} config
 * @returns {ActivityConfig[]} in the order of the course
 */
function activitiesOf(config) {
  return flatten(config.lessons.map(({ activities }) => activities || []));
}

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @returns {boolean} whether a part of the page has never been opened
 */
function hasClosedGate({ activities = [] }, state) {
  return activities.some(({ id, kind }) => kind === "continue" && !state.activities.has(id));
}

/**
 * @param {CourseConfig} config
 * @returns {CourseState}
 */
function newState(config) {
  return {
    lesson: 0,
    completed: false,
    passed: false,
    failed: false,
    best: null,
    retakes: 0,
    seen: config.lessons.map(() => false),
    seed: 0,
    tests: new Map(),
    spent: 0,
    answers: new Map(),
    activities: new Map(),
  };
}

// ---- What the learner does ---------------------------------------------------------------------

/**
 * Takes an answer. A locked question keeps the answer it has.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 * @param {QuestionConfig} question
 * @param {unknown} response
 * @returns {boolean} whether the answer was taken
 */
function submitAnswer(config, state, question, response) {
  const before = state.answers.get(question.id);
  const judged = judge(question, before);
  const clean = cleanResponse(question.keeps, response);
  if ((judged && judged.locked) || clean.length === 0) return false;
  state.answers.set(question.id, { attempts: before ? before.attempts + 1 : 1, response: clean });
  settle(config, state);
  return true;
}

/**
 * Takes what a block holds now.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 * @param {ActivityConfig} activity
 * @param {unknown} response
 * @returns {boolean} whether that is anything new
 */
function keepActivity(config, state, activity, response) {
  const clean = cleanResponse(activity.keeps, response);
  if (sameList(clean, state.activities.get(activity.id) || [])) return false;
  if (clean.length > 0) state.activities.set(activity.id, clean);
  else state.activities.delete(activity.id);
  settle(config, state);
  return true;
}

/**
 * @param {string[]} first
 * @param {string[]} second
 * @returns {boolean}
 */
function sameList(first, second) {
  return first.length === second.length && first.every((entry, at) => entry === second[at]);
}

// ---- The course --------------------------------------------------------------------------------

/**
 * Brings best score and flags up to what the learner has done. They only ever rise, but for `failed`, which a
 * pass or a retake takes back.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 * @param {boolean} [asked] the learner asks for the result
 */
function settle(config, state, asked = false) {
  const grades = gradesOf(config, state);
  const score = scoreOf(grades);
  const answered = allAnswered(config, state);
  const reached = score !== null && config.mastery !== null && score >= config.mastery;
  // With a mastery score LMSs compare on their own, and would call a half-done quiz failed.
  const begun = grades.some((grade) => grade.score !== null);
  const reportable = answered || (config.mastery === null ? begun : reached);
  if (score !== null && reportable) state.best = larger(state.best, score);
  if (reached) state.passed = true;
  if (state.passed) state.failed = false;
  else if (score !== null && config.mastery !== null && answered) {
    state.failed = state.failed || asked || STEP.isLost(config, state, grades);
  }
  if (isDone(config, state) || STEP.isDone(config, state)) state.completed = true;
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {boolean}
 */
function isDone(config, state) {
  const seen = state.seen.every(Boolean);
  const quiz = config.mastery === null ? allAnswered(config, state) : state.passed;
  switch (STEP.rule(config)) {
    case "quiz-passed":
      return quiz;
    case "quiz-answered":
      return allAnswered(config, state);
    case "either":
      return seen || quiz;
    case "both":
      return seen && quiz;
    default:
      return seen;
  }
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 * @param {number} lesson
 */
function markSeen(config, state, lesson) {
  state.seen[lesson] = true;
  settle(config, state);
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {boolean} whether a fresh try at all questions could still better the score
 */
function mayRetake(config, state) {
  // A step of a path is begun anew as a whole.
  if (config.step) return false;
  const score = scoreOf(gradesOf(config, state));
  // A test says itself how often it may be taken.
  const practice = flatten(config.lessons.map((lesson, index) => (lesson.assessment ? [] : gradesOfLesson(config, state, index))));
  return score !== null && practice.some((grade) => grade.score !== 1) && allAnswered(config, state);
}

/**
 * Clears the answers outside of tests and the blocks that count; what was seen, what was written or ticked, and the best score,
 * stay. What is drawn and shuffled outside of tests is so anew.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 */
function retake(config, state) {
  const inTests = flatten(config.lessons.map((lesson, index) => (lesson.assessment ? askedIn(config, state, index) : [])));
  const kept = inTests.filter(({ id }) => state.answers.has(id));
  state.answers = new Map(kept.map(({ id }) => [id, /** @type {Answer} */ (state.answers.get(id))]));
  activitiesOf(config).forEach(({ id, scored }) => scored && state.activities.delete(id));
  state.failed = false;
  state.retakes = Math.min(255, state.retakes + 1);
}

/**
 * What is still to do for the course's rule, page by page.
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {{ lesson: LessonConfig, kind: "page" | "questions" | "wrong" | "test" | "test-again", count: number }[]}
 */
function missing(config, state) {
  if (state.completed || STEP.isOver(config, state)) return [];
  const rule = STEP.rule(config);
  const askSeen = !rule.startsWith("quiz");
  const askQuiz = rule !== "pages-seen" && !(config.mastery !== null && state.passed);
  const duties = dutiesOf(config, state);
  /** @type {ReturnType<typeof missing>} */
  const list = [];
  config.lessons.forEach((lesson, index) => {
    if (askSeen && !state.seen[index]) list.push({ lesson, kind: "page", count: 1 });
    if (!askQuiz) return;
    const here = duties.filter((duty) => duty.lesson === lesson);
    const open = here.filter(({ answered }) => !answered).length;
    if (open > 0) list.push({ lesson, kind: lesson.assessment ? "test" : "questions", count: open });
    const wrong = here.filter(({ answered, locked }) => answered && !locked).length;
    if (wrong > 0 && config.mastery !== null && rule !== "quiz-answered") list.push({ lesson, kind: lesson.assessment ? "test-again" : "wrong", count: wrong });
  });
  return list;
}

// ---- Two records of one learner ------------------------------------------------------------------

/**
 * Two records of the same learner as one: for an LMS that is found after the learner has begun. What was
 * done last stands where both have an answer.
 * @param {CourseConfig} config
 * @param {CourseState} earlier
 * @param {CourseState} later
 * @returns {CourseState}
 */
function mergeStates(config, earlier, later) {
  const merged = {
    lesson: later.lesson,
    completed: earlier.completed || later.completed,
    passed: earlier.passed || later.passed,
    failed: earlier.failed || later.failed,
    best: larger(earlier.best, later.best),
    retakes: Math.max(earlier.retakes, later.retakes),
    seen: earlier.seen.map((seen, index) => seen || later.seen[index]),
    spent: Math.max(earlier.spent, later.spent),
    answers: new Map([...earlier.answers, ...later.answers]),
    seed: 0,
    tests: new Map(),
    activities: joinActivities(config, earlier, later, null, (_activity, _one, two) => two),
  };
  joinAsked(config, merged, earlier, later);
  settle(config, merged);
  return merged;
}

/**
 * What a learner does in two tabs at once, as one. Both tabs come to the same, whoever hears of the other first.
 * @param {CourseConfig} config
 * @param {CourseState} mine says where this tab is
 * @param {CourseState} other
 * @param {Shared | null} [base] what the two held when they last knew the same
 * @returns {CourseState}
 */
function joinStates(config, mine, other, base = null) {
  const [later, earlier] = mine.retakes < other.retakes ? [other, mine] : [mine, other];
  // Who takes the questions again has left the answers of before behind.
  const answers = later.retakes === earlier.retakes ? joinAnswers(config, mine, other) : later.answers;
  const failed = later.retakes === earlier.retakes ? mine.failed || other.failed : later.failed;
  const joined = {
    lesson: mine.lesson,
    completed: mine.completed || other.completed,
    passed: mine.passed || other.passed,
    failed,
    best: larger(mine.best, other.best),
    retakes: later.retakes,
    seen: mine.seen.map((seen, index) => seen || other.seen[index]),
    spent: Math.max(mine.spent, other.spent),
    answers: new Map(answers),
    seed: 0,
    tests: new Map(),
    activities: joinActivities(config, leftBehind(config, earlier, later), later, base && base.activities, furtherOf),
  };
  joinAsked(config, joined, mine, other, base);
  settle(config, joined);
  return joined;
}

/**
 * @param {CourseState} state
 * @returns {Shared} as it is now
 */
function sharedBy({ answers, activities }) {
  return { answers: new Map(answers), activities: new Map(activities) };
}

/**
 * Seed and tests of two records as one, and no answers to what is asked in neither of them any more.
 * @param {CourseConfig} config
 * @param {CourseState} joined is changed: it has the answers of both
 * @param {CourseState} one
 * @param {CourseState} two
 * @param {Shared | null} [base]
 */
function joinAsked(config, joined, one, two, base = null) {
  joined.seed = CHANCE.lead(one, two).seed;
  TESTS.join(config, joined, one, two, base);
  CHANCE.forget(config, joined);
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} first
 * @param {CourseState} second
 * @returns {Map<string, Answer>}
 */
function joinAnswers(config, first, second) {
  const answers = new Map(first.answers);
  for (const question of questionsOf(config)) {
    const [one, two] = [first.answers.get(question.id), second.answers.get(question.id)];
    if (two && (!one || rankOf(question, two) > rankOf(question, one))) answers.set(question.id, two);
  }
  return answers;
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} earlier
 * @param {CourseState} later
 * @returns {CourseState} `earlier`, without the blocks that count if the questions have been taken again since
 */
function leftBehind(config, earlier, later) {
  if (earlier.retakes === later.retakes) return earlier;
  const state = { ...earlier, activities: new Map(earlier.activities) };
  retake(config, state);
  return state;
}

/**
 * What only one of the two has changed since they last knew the same is as that one says, so that what is taken back stays
 * taken back. Where both have, or nobody knows, marks that are set in either stay, and of other things one stays.
 * @param {CourseConfig} config
 * @param {CourseState} first
 * @param {CourseState} second
 * @param {CourseState["activities"] | null} base
 * @param {(activity: ActivityConfig, one: string[], two: string[]) => string[]} choose
 * @returns {CourseState["activities"]}
 */
function joinActivities(config, first, second, base, choose) {
  /** @type {CourseState["activities"]} */
  const activities = new Map();
  for (const activity of activitiesOf(config)) {
    const { id, keeps } = activity;
    const [one, two] = [first.activities.get(id) || [], second.activities.get(id) || []];
    const changed = changedAlone(one, two, base && (base.get(id) || []));
    const joined =
      changed ? changed
      : one.length === 0 || two.length === 0 ? one.concat(two)
      : keeps.form === "flags" ? cleanResponse(keeps, one.concat(two))
      : choose(activity, one, two);
    if (joined.length > 0) activities.set(id, joined);
  }
  return activities;
}

/**
 * @param {string[]} one
 * @param {string[]} two
 * @param {string[] | null} before
 * @returns {string[] | null} what one of the two has now that is alone in having changed it; null if both have, or nobody knows
 */
function changedAlone(one, two, before) {
  if (before === null) return null;
  return sameList(one, before) ? two : sameList(two, before) ? one : null;
}

/**
 * @param {ActivityConfig} activity
 * @param {string[]} one
 * @param {string[]} two
 * @returns {string[]}
 */
function furtherOf(activity, one, two) {
  return rankOfResponse(activity, two) > rankOfResponse(activity, one) ? two : one;
}

/**
 * Nothing says which of two tabs was the last to change a block.
 * @param {ActivityConfig} activity
 * @param {string[]} response
 * @returns {string} greater for a better score, then for one who has come further or has written more
 */
function rankOfResponse(activity, response) {
  const { keeps } = activity;
  const further = keeps.form === "index" ? keeps.ids.indexOf(response[0]) : response.join("").length;
  const score = scoreOfActivity(activity, response);
  return `${score === null ? "-" : score.toFixed(9)} ${String(further).padStart(9, "0")} ${response.join("\n")}`;
}

/**
 * @param {QuestionConfig} question
 * @param {Answer} answer
 * @returns {string} greater for a later try, then for a better one; never the same for two answers
 */
function rankOf(question, answer) {
  const judged = judge(question, answer);
  return `${String(answer.attempts).padStart(9, "0")} ${((judged && judged.score) || 0).toFixed(9)} ${answer.response.join("\n")}`;
}

// ---- What the LMS is told ----------------------------------------------------------------------

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {LearnerRecord}
 */
function recordOf(config, state) {
  const seen = state.seen.filter(Boolean).length / config.lessons.length;
  const rule = STEP.rule(config);
  return STEP.tell(config, state, {
    completion: state.completed ? "completed" : "incomplete",
    success: state.passed ? "passed" : state.failed ? "failed" : "unknown",
    score: state.best,
    mastery: config.mastery,
    progress: state.completed ? 1 : Math.min(seen, 0.99),
    location: config.lessons[state.lesson].id,
    states: encodedForms(config, state),
    objectives: objectivesOf(config, state),
    decided: state.completed || state.failed,
    answered: allAnswered(config, state),
    quizDecides: rule === "quiz-passed" || rule === "both",
    leaving: false,
    comments: commentsOf(config, state),
  });
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {LearnerComment[]} the reflections that hold a text
 */
function commentsOf(config, state) {
  const reflections = activitiesOf(config).filter(({ kind }) => kind === "reflection");
  const comments = reflections.map(({ id, prompt = "" }) => ({ id, prompt, text: (state.activities.get(id) || []).join("\n").trim() }));
  return comments.filter(({ text }) => text !== "");
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {ObjectiveRecord[]} those whose questions have all been answered
 */
function objectivesOf(config, state) {
  const grades = gradesOf(config, state, true);
  /** @type {ObjectiveRecord[]} */
  const records = [];
  for (const { id } of config.objectives) {
    const own = grades.filter(({ objectives }) => objectives.includes(id));
    const score = scoreOf(own);
    if (score === null || own.some((grade) => grade.score === null)) continue;
    const success = config.mastery === null ? "unknown" : score >= config.mastery ? "passed" : "failed";
    records.push({ id, score, success, done: true });
  }
  return records;
}
