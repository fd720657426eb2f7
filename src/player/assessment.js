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

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @param {Partial<TestState>} changes
 */
function changeTest(lesson, state, changes) {
  state.tests.set(lesson.id, { ...testOf(lesson, state), ...changes });
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
