// What is asked and what counts: the grades of questions, tests and blocks, and the score that they make together. Pure
// functions over the configuration and the state.

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
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {number} index
 * @returns {QuestionConfig[]} what the lesson asks now, in the order in which it is kept
 */
function askedIn(config, state, index) {
  const lesson = config.lessons[index];
  return lesson.draws && lesson.draws.length > 0 ? CHANCE.asked(config, state, index) : lesson.questions;
}

/**
 * @param {QuestionConfig} question
 * @param {CourseState} state
 * @returns {Grade}
 */
function gradeOfQuestion(question, state) {
  const judged = judge(question, state.answers.get(question.id));
  const { id, weight, objectives } = question;
  return { id, weight, objectives, score: judged && judged.score, locked: judged !== null && judged.locked };
}

/**
 * @param {ActivityConfig} activity
 * @param {CourseState} state
 * @returns {Grade}
 */
function gradeOfActivity(activity, state) {
  const score = scoreOfActivity(activity, state.activities.get(activity.id));
  const weight = activity.scored ? activity.scored.weight : 0;
  return { id: activity.id, weight, objectives: activity.objectives || [], score, locked: score !== null };
}

/**
 * @param {ActivityConfig} activity
 * @param {string[] | undefined} response
 * @returns {number | null} 0 to 1; null while it has not come to an ending that counts
 */
function scoreOfActivity({ scored }, response) {
  const ending = (response && response[0]) || "";
  const counts = scored && Object.prototype.hasOwnProperty.call(scored.endings, ending);
  return counts ? scored.endings[ending] : null;
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {number} index
 * @param {boolean} [singly] the questions of a test one by one, and not the test as a whole
 * @returns {Grade[]} questions, or the test, and blocks that are scored, in that order
 */
function gradesOfLesson(config, state, index, singly = false) {
  const lesson = config.lessons[index];
  if (TESTS.isFreed(config, state, lesson)) return [];
  const own = () => askedIn(config, state, index).filter(isScored).map((question) => gradeOfQuestion(question, state));
  const questions = lesson.assessment ? TESTS.grades(config, state, index, singly) : own();
  const activities = (lesson.activities || []).filter(({ scored }) => scored);
  return questions.concat(activities.map((activity) => gradeOfActivity(activity, state)));
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {boolean} [singly] the questions of tests one by one, and not each test as a whole
 * @returns {Grade[]} everything that is scored
 */
function gradesOf(config, state, singly = false) {
  return flatten(config.lessons.map((_lesson, index) => gradesOfLesson(config, state, index, singly)));
}

/**
 * What has to be answered before the quiz is done, and before a score is whole. Who is asked for an opinion or a text of
 * their own may leave it: these hold nothing up, unless a course asks for nothing else.
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {{ lesson: LessonConfig, answered: boolean, locked: boolean }[]}
 */
function dutiesOf(config, state) {
  const scored = gradesOf(config, state).length > 0;
  const ofLesson = (/** @type {LessonConfig} */ lesson, /** @type {number} */ index) => {
    if (!scored && lesson.assessment) {
      const answered = testOf(lesson, state).attempts > 0;
      return lesson.assessment.pretest || TESTS.isFreed(config, state, lesson) ? [] : [{ lesson, answered, locked: true }];
    }
    if (!scored && TESTS.isFreed(config, state, lesson)) return [];
    if (!scored) return askedIn(config, state, index).map(({ id }) => ({ lesson, answered: state.answers.has(id), locked: true }));
    return gradesOfLesson(config, state, index).map(({ score, locked }) => ({ lesson, answered: score !== null, locked }));
  };
  return flatten(config.lessons.map(ofLesson));
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {boolean} also when nothing will be answered any more
 */
function allAnswered(config, state) {
  return STEP.timeLeft(config, state) === 0 || dutiesOf(config, state).every(({ answered }) => answered);
}

/**
 * @param {Grade[]} grades
 * @returns {number | null} percent of the weights, to two decimals; null if nothing can be scored
 */
function scoreOf(grades) {
  const total = grades.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  const reached = grades.reduce((sum, { weight, score }) => sum + weight * (score || 0), 0);
  return Math.round((10000 * reached) / total) / 100;
}
