// What is left to chance, and still the same whenever the course is opened again: which questions are drawn, in which order
// they stand, in which order the options of a question stand. Pure functions of the seed that the state record keeps.
//
// Attempts and retakes are part of the names under which the seed is used (`mixing.js`), so that each has a draw of its own
// from one seed.
//
// No question is drawn twice. So the questions of a bank are first dealt out among the lessons that draw from it, each lesson
// getting what it draws and its part of the rest; that depends on the seed alone. In each attempt a lesson then draws from
// its own, whatever happens elsewhere.

/**
 * How many of a bank's questions each lesson gets: what it draws, and of the rest a part after the same measure.
 * @param {number[]} wanted how many each lesson draws
 * @param {number} size of the bank
 * @returns {number[]}
 */
function sharesOf(wanted, size) {
  const all = wanted.reduce((sum, count) => sum + count, 0);
  const rest = Math.max(0, size - all);
  let before = 0;
  return wanted.map((count) => {
    const from = Math.floor((rest * before) / all);
    before += count;
    return count + Math.floor((rest * before) / all) - from;
  });
}

/**
 * The questions of a bank that may be drawn in a lesson.
 * @param {CourseConfig} config
 * @param {number} seed
 * @param {BankConfig} bank
 * @param {number} index of the lesson
 * @returns {QuestionConfig[]}
 */
function shareOf(config, seed, bank, index) {
  const wanted = config.lessons.map(({ draws = [] }) => {
    return draws.filter((draw) => draw.bank === bank.id).reduce((sum, { count }) => sum + count, 0);
  });
  const shares = sharesOf(wanted, bank.questions.length);
  const start = shares.slice(0, index).reduce((sum, count) => sum + count, 0);
  return shuffled(bank.questions, seed, `share ${bank.id}`).slice(start, start + shares[index]);
}

/**
 * The questions that a lesson asks: its own, and in the places of its draws those that are drawn.
 * @param {CourseConfig} config
 * @param {number} seed
 * @param {number} index of the lesson
 * @param {number} turn attempts at the test before this one, or retakes of the course
 * @returns {{ question: QuestionConfig, draw: string | null }[]} in the order of the page
 */
function drawQuestions(config, seed, index, turn) {
  const { id, questions, draws = [] } = config.lessons[index];
  /** @type {Map<string, QuestionConfig[]>} what is left of each bank */
  const left = new Map();
  for (const bank of config.banks || []) {
    if (draws.some((draw) => draw.bank === bank.id)) {
      left.set(bank.id, shuffled(shareOf(config, seed, bank, index), seed, `draw ${id} ${bank.id} ${turn}`));
    }
  }
  /** @type {{ question: QuestionConfig, draw: string | null }[]} */
  const asked = [];
  for (let at = 0; at <= questions.length; at += 1) {
    for (const draw of draws.filter((entry) => entry.at === at)) {
      const drawn = (left.get(draw.bank) || []).splice(0, draw.count);
      drawn.forEach((question) => asked.push({ question, draw: draw.id }));
    }
    if (at < questions.length) asked.push({ question: questions[at], draw: null });
  }
  return asked;
}

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

/**
 * @param {CourseState} state
 * @returns {string} greater for one in which more was done with what chance has given; never the same for two seeds
 */
function rankOfChance(state) {
  const attempts = Array.from(state.tests.values()).reduce((sum, test) => sum + 2 * test.attempts + Number(test.running), 0);
  return [Number(state.seed !== 0), attempts, state.seed].map((number) => String(number).padStart(9, "0")).join(" ");
}

Object.assign(CHANCE, {
  seed: chooseSeed,
  asked: (/** @type {CourseConfig} */ config, /** @type {CourseState} */ state, /** @type {number} */ index) => {
    const turn = turnOf(config.lessons[index], state);
    return drawQuestions(config, state.seed, index, turn).map(({ question }) => question);
  },
  layout: layoutOf,
  lead: (/** @type {CourseState} */ one, /** @type {CourseState} */ two) => (rankOfChance(two) > rankOfChance(one) ? two : one),
  forget: forgetUnasked,
  shuffled,
});
