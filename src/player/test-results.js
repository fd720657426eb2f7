// What tests are worth: their part in the score of the course, and what a page shows of them. Pure functions.

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
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {number} index
 * @param {boolean} singly
 * @returns {Grade[]} of a test, or of its questions one by one
 */
function gradesOfTest(config, state, index, singly) {
  const lesson = config.lessons[index];
  if (!singly) return gradeOfTest(lesson, state);
  return doesTestCount(lesson, state) ? questionGrades(config, state, index) : [];
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

Object.assign(TESTS, { grades: gradesOfTest, isFreed, view: testView });
