// A course that is a step of a learning path: when it is done, what the path is told of, when an attempt is over. Pure
// functions; what the learner sees of it is in `step-keeper.js`.
//
// What a path has heard once stays true for ever: that the step was attempted, done, passed, failed, or came to a score. So
// nothing here takes anything back, and an attempt that is over is followed by a new one, never by a retake.

/**
 * @param {CourseConfig} config
 * @returns {CourseConfig["rule"]} what completes the course: the path decides that
 */
function stepRule(config) {
  const { step, rule } = config;
  if (!step || step.done === "completed") return rule;
  if (step.done === "passed") return "quiz-passed";
  // Where nothing is asked, reading is all that can come to an end.
  const asks = questionsOf(config).length > 0 || activitiesOf(config).some(({ scored }) => scored);
  return asks ? "quiz-answered" : rule;
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {number | null} seconds that are left of the attempt; null if there is no limit
 */
function stepTimeLeft({ step }, { spent }) {
  return step && step.timeLimit ? Math.max(0, 60 * step.timeLimit - spent) : null;
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {Grade[]} grades of everything that is scored, and answered
 * @returns {boolean} whether nothing that can still be done in the course would pass it
 */
function isLost(config, state, grades) {
  if (!config.step) return grades.every(({ locked }) => locked);
  if (stepTimeLeft(config, state) === 0) return true;
  const best = scoreOf(grades.map((grade) => (grade.locked ? grade : { ...grade, score: 1 })));
  return !config.lessons.some((lesson) => mayStillFree(lesson, state)) && (best || 0) < (config.mastery || 0);
}

/**
 * @param {LessonConfig} lesson
 * @param {CourseState} state
 * @returns {boolean} whether it is a pre-test, which counts once it is passed, that may be taken again
 */
function mayStillFree(lesson, state) {
  const { assessment } = lesson;
  if (!assessment || !assessment.pretest) return false;
  const { attempts, passed } = testOf(lesson, state);
  return !passed && (assessment.attempts === 0 || attempts < assessment.attempts);
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {boolean} whether nothing that can still be done would better anything
 */
function isAtEnd(config, state) {
  if (stepTimeLeft(config, state) === 0) return true;
  return gradesOf(config, state).every(({ locked }) => locked) && !config.lessons.some((lesson) => mayStillFree(lesson, state));
}

/**
 * Who has failed nothing when the time is over is done: there is nothing that a new attempt could mend, and a step with a
 * single one would hold up all that comes after it.
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {boolean}
 */
function isDoneByTime(config, state) {
  return stepTimeLeft(config, state) === 0 && !state.failed;
}

/**
 * An attempt ends when the course has come to its end and the step is not done thereby: when it is failed for good, where
 * only a pass makes it done, or failed when the time is over. Everything else goes on the next time.
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {boolean}
 */
function isAttemptOver(config, state) {
  if (!config.step || state.completed) return false;
  const asksForPass = ["quiz-passed", "both"].includes(stepRule(config));
  return stepTimeLeft(config, state) === 0 || (state.failed && asksForPass);
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {LearnerRecord} record
 * @returns {LearnerRecord} with what the path asks for
 */
function tellPath(config, state, record) {
  if (!config.step) return record;
  const { completed: done, passed, failed } = state;
  const is = { attempted: true, done, passed, failed };
  const isTrue = (/** @type {StepFact} */ { fact, percent }) =>
    fact === "score" ? record.score !== null && record.score >= (percent || 0) : is[fact];
  const facts = config.step.facts.filter(isTrue).map(({ objective }) => objective);
  const { enough } = config.step;
  const counts = done && enough ? { enough } : {};
  return { ...record, step: { done, passed, failed, over: isAttemptOver(config, state), ended: isAtEnd(config, state), facts, ...counts } };
}

/**
 * @param {CourseConfig} config
 * @param {HeldRecord} held
 * @param {CourseState} stored
 * @returns {CourseState} that the learner begins with: a new attempt's, where the last one is over. Standards and LMSs that
 *   know of no attempts give back what the last one left
 */
function beginStep(config, held, stored) {
  const { step } = config;
  if (!step || held.mode !== "normal" || held.sameAttempt || !isAttemptOver(config, stored)) return stored;
  const begun = stored.retakes + 1;
  if (step.attempts && begun >= step.attempts) return stored;
  // An outcome that this attempt has not come to yet.
  if (held.success === "failed") held.success = "unknown";
  return { ...newState(config), retakes: Math.min(255, begun) };
}

Object.assign(STEP, { rule: stepRule, timeLeft: stepTimeLeft, isLost, isDone: isDoneByTime, isOver: isAttemptOver, tell: tellPath, begin: beginStep });
