// Tests: lessons whose answers are submitted together. What may be done when, what an attempt is worth and what counts, what
// follows. Pure functions over the configuration and the state; the draws are in `draw.js`, the clock in `test-keeper.js`.
//
// While an attempt is running, the answers in the state are drafts. They are judged when they are submitted, and stay until
// the next attempt begins, so that they can be looked at. A test without a time limit begins by itself with the first draft;
// one with a limit, and every further attempt, begins when the learner says so.
//
// In the score of the course a test is one entry, with the weight of its questions and the score of the attempt that counts.
// A test that was passed once stays passed. What it frees from has no part in the score any more. A pre-test, which stands
// before all that it frees from, has a part in it only when it is passed.

/** @type {TestState} */
const UNTOUCHED = { attempts: 0, running: false, score: null, passed: false, used: 0, extensions: 0 };

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @returns {TestState}
 */
function testOf(lesson, state) {
  return state.tests.get(lesson.id) || UNTOUCHED;
}

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @param {Partial<TestState>} changes
 */
function changeTest(lesson, state, changes) {
  state.tests.set(lesson.id, { ...testOf(lesson, state), ...changes });
}

// ---- What is asked -----------------------------------------------------------------------------

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @returns {number} which draw it is: attempts at the test before the one that is shown, or retakes of the course
 */
function turnOf(lesson, state) {
  if (!lesson.assessment) return state.retakes;
  const { attempts, running } = testOf(lesson, state);
  return running || attempts === 0 ? attempts : attempts - 1;
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {number} index
 * @returns {QuestionConfig[]} what the lesson asks now, in the order in which it is kept
 */
function askedIn(config, state, index) {
  const lesson = config.lessons[index];
  if (!lesson.draws || lesson.draws.length === 0) return lesson.questions;
  return drawQuestions(config, state.seed, index, turnOf(lesson, state)).map(({ question }) => question);
}

/**
 * What stands where on the page.
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {number} index
 * @returns {PageLayout | null} null if everything stands as it is written
 */
function layoutOf(config, state, index) {
  const lesson = config.lessons[index];
  const turn = turnOf(lesson, state);
  const asked = drawQuestions(config, state.seed, index, turn);
  const mixed = lesson.assessment && lesson.assessment.shuffle ? shuffled(asked, state.seed, `order ${lesson.id} ${turn}`) : asked;
  /** @type {Record<string, number>} */
  const options = {};
  for (const { question } of asked) {
    if (question.shuffle) options[question.id] = hashOf(state.seed, `options ${question.id} ${turn}`);
  }
  const draws = (lesson.draws || []).map(({ id }) => {
    return { id, questions: asked.filter(({ draw }) => draw === id).map(({ question }) => question.id) };
  });
  if (draws.length === 0 && mixed === asked && Object.keys(options).length === 0) return null;
  return { draws, order: mixed.map(({ question }) => question.id), options };
}

/**
 * Leaves no answer to a question that is not asked.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 */
function forgetUnasked(config, state) {
  const asked = new Set(flatten(config.lessons.map((_lesson, index) => askedIn(config, state, index))).map(({ id }) => id));
  state.answers.forEach((_answer, id) => asked.has(id) || state.answers.delete(id));
}

// ---- What the learner does ---------------------------------------------------------------------

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @returns {boolean} whether answers are taken
 */
function isTestOpen(lesson, state) {
  const { attempts, running } = testOf(lesson, state);
  return running || Boolean(lesson.assessment && attempts === 0 && !lesson.assessment.timeLimit);
}

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @returns {number | null} null: as many as wanted
 */
function attemptsLeftOf({ id, assessment }, state) {
  if (!assessment || assessment.attempts === 0) return null;
  const { attempts } = state.tests.get(id) || UNTOUCHED;
  return Math.max(0, assessment.attempts - attempts);
}

/**
 * Begins an attempt, with questions of its own.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 * @param {number} index
 * @returns {boolean} whether it has begun
 */
function beginAttempt(config, state, index) {
  const lesson = config.lessons[index];
  if (!lesson.assessment || testOf(lesson, state).running || attemptsLeftOf(lesson, state) === 0) return false;
  askedIn(config, state, index).forEach(({ id }) => state.answers.delete(id));
  changeTest(lesson, state, { running: true, used: 0, extensions: 0 });
  return true;
}

/**
 * Takes a draft of an answer.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 * @param {number} index
 * @param {unknown} id
 * @param {unknown} response
 * @returns {boolean} whether that is anything new
 */
function keepDraft(config, state, index, id, response) {
  const lesson = config.lessons[index];
  const question = askedIn(config, state, index).find((candidate) => candidate.id === id);
  if (!question || !isTestOpen(lesson, state)) return false;
  const clean = cleanResponse(question.keeps, response);
  const before = state.answers.get(question.id);
  if (sameList(clean, before ? before.response : [])) return false;
  if (!testOf(lesson, state).running) changeTest(lesson, state, { running: true });
  if (clean.length > 0) state.answers.set(question.id, { attempts: 1, response: clean });
  else state.answers.delete(question.id);
  return true;
}

/**
 * Submits what there is. What was not answered is wrong.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 * @param {number} index
 * @returns {boolean} whether it was taken
 */
function submitTest(config, state, index) {
  const lesson = config.lessons[index];
  if (!lesson.assessment || !isTestOpen(lesson, state) || attemptsLeftOf(lesson, state) === 0) return false;
  const before = testOf(lesson, state);
  changeTest(lesson, state, { attempts: before.attempts + 1, running: false, used: 0, extensions: 0 });
  const score = countedScore(lesson.assessment.counts, before, scoreOfAttempt(config, state, index));
  const { passMark } = lesson.assessment;
  changeTest(lesson, state, { score, passed: before.passed || (passMark !== undefined && score >= passMark) });
  free(config, state, lesson);
  settle(config, state);
  return true;
}

/**
 * @param {"best" | "last" | "first"} counts
 * @param {TestState} before
 * @param {number} score of the attempt that was just submitted
 * @returns {number}
 */
function countedScore(counts, before, score) {
  if (before.score === null || counts === "last") return score;
  return counts === "first" ? before.score : Math.max(before.score, score);
}

/**
 * What an attempt is worth that has been submitted.
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {number} index
 * @returns {number} percent; all of it where nothing is scored
 */
function scoreOfAttempt(config, state, index) {
  const score = scoreOf(questionGrades(config, state, index));
  return score === null ? 100 : score;
}

/**
 * Whoever has passed knows what these lessons say.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 * @param {LessonConfig} lesson
 */
function free(config, state, { id, assessment }) {
  if (!assessment || !(state.tests.get(id) || UNTOUCHED).passed) return;
  config.lessons.forEach((other, index) => {
    if (assessment.testOut.includes(other.id)) state.seen[index] = true;
  });
}

// ---- The time ----------------------------------------------------------------------------------

/**
 * @param {LessonConfig} lesson
 * @returns {number} minutes that an extension gives: half of the limit
 */
function extensionOf({ assessment }) {
  return Math.ceil(((assessment && assessment.timeLimit) || 0) / 2);
}

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @returns {number | null} seconds; null if no attempt with a time limit is running
 */
function timeLeft(lesson, state) {
  const { running, used, extensions } = testOf(lesson, state);
  if (!lesson.assessment || !lesson.assessment.timeLimit || !running) return null;
  return Math.max(0, 60 * (lesson.assessment.timeLimit + extensions * extensionOf(lesson)) - used);
}

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state is changed
 * @param {number} seconds
 */
function spendTime(lesson, state, seconds) {
  if (timeLeft(lesson, state) !== null) changeTest(lesson, state, { used: testOf(lesson, state).used + seconds });
}

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @returns {boolean} whether the learner may have more time
 */
function mayExtend(lesson, state) {
  const left = timeLeft(lesson, state);
  return left !== null && left > 0 && Boolean(lesson.assessment && testOf(lesson, state).extensions < lesson.assessment.extensions);
}

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state is changed
 * @returns {boolean}
 */
function extendTime(lesson, state) {
  if (!mayExtend(lesson, state)) return false;
  changeTest(lesson, state, { extensions: testOf(lesson, state).extensions + 1 });
  return true;
}

// ---- What it counts ----------------------------------------------------------------------------

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {LessonConfig} lesson
 * @returns {boolean} whether a test that was passed frees from this lesson
 */
function isFreed(config, state, lesson) {
  return config.lessons.some((other) => {
    return Boolean(other.assessment && other.assessment.testOut.includes(lesson.id) && testOf(other, state).passed);
  });
}

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @returns {boolean} whether this is a test, and has a part in the score
 */
function doesTestCount(lesson, state) {
  return Boolean(lesson.assessment && (!lesson.assessment.pretest || testOf(lesson, state).passed));
}

/**
 * A test as one entry of the score.
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @returns {Grade[]} one, or none
 */
function gradeOfTest(lesson, state) {
  const { assessment } = lesson;
  if (!assessment || assessment.weight === 0 || !doesTestCount(lesson, state)) return [];
  const { score, attempts } = testOf(lesson, state);
  const locked = score !== null && (score === 100 || attemptsLeftOf(lesson, state) === 0 || assessment.counts === "first");
  return [{ id: lesson.id, weight: assessment.weight, objectives: [], score: attempts > 0 && score !== null ? score / 100 : null, locked }];
}

/**
 * The questions of a test one by one. In one that was submitted, what was not answered is wrong; before, nothing is known.
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {number} index
 * @returns {Grade[]}
 */
function questionGrades(config, state, index) {
  const { attempts, running } = testOf(config.lessons[index], state);
  const submitted = attempts > 0 && !running;
  const grades = askedIn(config, state, index).filter(isScored).map((question) => gradeOfQuestion(question, state));
  return grades.map((grade) => ({ ...grade, score: submitted ? grade.score || 0 : null, locked: true }));
}

/**
 * @param {CourseConfig} config
 * @param {Grade[]} grades
 * @param {number} mark
 * @returns {string[]} the objectives in which these are below the mark
 */
function missedObjectives(config, grades, mark) {
  const missed = config.objectives.filter(({ id }) => {
    const score = scoreOf(grades.filter(({ objectives }) => objectives.includes(id)));
    return score !== null && score < mark;
  });
  return missed.map(({ id }) => id);
}

// ---- What the page shows -----------------------------------------------------------------------

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {number} index
 * @returns {TestView | null} null if the lesson is no test
 */
function testView(config, state, index) {
  const lesson = config.lessons[index];
  const { assessment } = lesson;
  if (!assessment) return null;
  const { attempts, running, score: counts, passed } = testOf(lesson, state);
  const phase = isTestOpen(lesson, state) ? "open" : attempts > 0 ? "submitted" : "ready";
  const asked = askedIn(config, state, index);
  const answered = asked.filter(({ id }) => state.answers.has(id));
  // A record that was shortened has no answers any more, but still knows what counts.
  const score = phase !== "submitted" ? null : answered.length === 0 && counts !== null ? counts : scoreOfAttempt(config, state, index);
  const left = attemptsLeftOf(lesson, state);
  const failed = phase === "submitted" && assessment.passMark !== undefined && !passed;
  return {
    phase,
    review: phase === "submitted" && assessment.review,
    responses: Object.fromEntries(answered.map(({ id }) => [id, state.answers.get(id)?.response || []])),
    score,
    counts,
    outcome: phase !== "submitted" || assessment.passMark === undefined ? null : passed ? "passed" : "failed",
    attempts,
    attemptsLeft: left,
    again: phase === "submitted" && left !== 0 && score !== 100,
    timeLeft: timeLeft(lesson, state),
    extension: mayExtend(lesson, state) ? extensionOf(lesson) : 0,
    freed: passed ? config.lessons.filter(({ id }) => assessment.testOut.includes(id)).map(({ title }) => title) : [],
    ways: failed ? waysOf(config, assessment, missedObjectives(config, questionGrades(config, state, index), assessment.passMark || 0)) : [],
    running,
  };
}

/**
 * @param {CourseConfig} config
 * @param {AssessmentConfig} assessment
 * @param {string[]} missed objectives
 * @returns {TestView["ways"]} a lesson once, however many objectives lead to it
 */
function waysOf(config, assessment, missed) {
  /** @type {TestView["ways"]} */
  const ways = [];
  for (const { objective, lesson, title } of assessment.remediation.filter((way) => missed.includes(way.objective))) {
    const about = config.objectives.find(({ id }) => id === objective);
    const known = ways.find((way) => way.lesson === lesson);
    const there = config.lessons.find(({ id }) => id === lesson);
    if (known) known.objectives.push(about ? about.title : "");
    else ways.push({ lesson, title, href: there ? there.href : "", objectives: [about ? about.title : ""] });
  }
  return ways;
}

// ---- Two records of one learner ----------------------------------------------------------------

/**
 * Tests and seed of two records, as one. Where the two have seeds of their own, the tests and drawn answers of the one stay in
 * which more was done; whoever hears of the other first, it comes to the same.
 * @param {CourseConfig} config
 * @param {CourseState} joined is changed: it has the answers of both
 * @param {CourseState} one
 * @param {CourseState} two
 */
function joinTests(config, joined, one, two) {
  const lead = rankOfChance(two) > rankOfChance(one) ? two : one;
  const same = one.seed === two.seed;
  joined.seed = lead.seed;
  joined.tests = new Map();
  config.lessons.forEach((lesson, index) => {
    if (!lesson.assessment) return;
    const [first, second] = [testOf(lesson, one), testOf(lesson, two)];
    const from = !same ? lead : rankOfTest(config, two, index) > rankOfTest(config, one, index) ? two : one;
    const chosen = testOf(lesson, from);
    const bests = lesson.assessment.counts === "best" ? larger(first.score, second.score) : chosen.score;
    if (chosen !== UNTOUCHED || bests !== null) {
      joined.tests.set(lesson.id, { ...chosen, score: bests, passed: first.passed || second.passed });
    }
    const atOnce = same && first.running && second.running && first.attempts === second.attempts;
    if (!atOnce) askedIn(config, from, index).forEach(({ id }) => takeAnswer(joined, from, id));
    free(config, joined, lesson);
  });
  forgetUnasked(config, joined);
}

/**
 * @param {CourseState} to is changed
 * @param {CourseState} from
 * @param {string} id
 */
function takeAnswer(to, from, id) {
  const answer = from.answers.get(id);
  if (answer) to.answers.set(id, answer);
  else to.answers.delete(id);
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {number} index
 * @returns {string} greater for a test that has come further; never the same for two tests
 */
function rankOfTest(config, state, index) {
  const { attempts, running, score, passed, used, extensions } = testOf(config.lessons[index], state);
  const answers = askedIn(config, state, index).map(({ id }) => state.answers.get(id)?.response || []);
  const numbers = [attempts, Number(running), Number(passed), Math.round((score || 0) * 100), Math.ceil(used / TIME_UNIT), extensions];
  return `${numbers.map((number) => String(number).padStart(9, "0")).join(" ")} ${JSON.stringify(answers)}`;
}

/**
 * @param {CourseState} state
 * @returns {string} greater for one in which more was done with what chance has given; never the same for two seeds
 */
function rankOfChance(state) {
  const attempts = Array.from(state.tests.values()).reduce((sum, test) => sum + 2 * test.attempts + Number(test.running), 0);
  return [Number(state.seed !== 0), attempts, state.seed].map((number) => String(number).padStart(9, "0")).join(" ");
}
