// What a course makes of what the learner does: right and wrong, the score, the rule of completion,
// retakes. Pure functions over the configuration and the state; no page and no LMS here.

/**
 * @param {CourseConfig} config
 * @returns {QuestionConfig[]} in the order of the course
 */
function questionsOf(config) {
  /** @type {QuestionConfig[]} */
  const questions = [];
  config.lessons.forEach((lesson) => questions.push(...lesson.questions));
  return questions;
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
    answers: new Map(),
  };
}

// ---- One question ------------------------------------------------------------------------------

/**
 * @param {QuestionConfig} question
 * @param {Answer | undefined} answer
 * @returns {Judgement | null} null if the question has not been answered
 */
function judge(question, answer) {
  if (!answer) return null;
  const match = question.type === "fill-in" ? matchText(question, answer.response[0] || "") : null;
  const correct =
    question.type === "fill-in"
      ? match !== null && (question.accepted || []).includes(match)
      : sameSet(answer.response, question.correct || []);
  const attemptsLeft = question.attempts === 0 ? null : Math.max(0, question.attempts - answer.attempts);
  const locked = correct || attemptsLeft === 0;
  return { response: answer.response, attempts: answer.attempts, attemptsLeft, correct, match, locked };
}

/**
 * @param {string[]} first
 * @param {string[]} second
 * @returns {boolean}
 */
function sameSet(first, second) {
  return first.length === second.length && first.every((entry) => second.includes(entry));
}

/**
 * @param {QuestionConfig} question
 * @param {string} text
 * @returns {string | null} the answer of the author's that this is; accepted ones go before foreseen mistakes
 */
function matchText(question, text) {
  const answers = (question.accepted || []).concat(question.anticipated || []);
  const wanted = comparable(question, text);
  const match = answers.find((answer) => comparable(question, answer) === wanted);
  return match === undefined ? null : match;
}

/**
 * @param {QuestionConfig} question
 * @param {string} text
 * @returns {string}
 */
function comparable(question, text) {
  const plain = text.normalize("NFC").replace(/\s+/g, " ").trim();
  return question.caseSensitive ? plain : plain.toLowerCase();
}

/**
 * Takes an answer. A locked question keeps the answer it has.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 * @param {QuestionConfig} question
 * @param {string[]} response
 * @returns {boolean} whether the answer was taken
 */
function submitAnswer(config, state, question, response) {
  const before = state.answers.get(question.id);
  const judged = judge(question, before);
  const clean = cleanResponse(question, response);
  if ((judged && judged.locked) || clean.length === 0) return false;
  state.answers.set(question.id, { attempts: before ? before.attempts + 1 : 1, response: clean });
  settle(config, state);
  return true;
}

/**
 * @param {QuestionConfig} question
 * @param {string[]} response
 * @returns {string[]} options of the question in its order, or one text; empty if it is no answer
 */
function cleanResponse(question, response) {
  if (question.type === "fill-in") {
    const text = String(response[0] || "").slice(0, question.maxLength);
    return text.trim() ? [text] : [];
  }
  const chosen = (question.options || []).filter((option) => response.includes(option));
  return question.type === "multiple-response" ? chosen : chosen.slice(0, 1);
}

// ---- The course --------------------------------------------------------------------------------

/**
 * @param {QuestionConfig[]} questions
 * @param {CourseState} state
 * @returns {number | null} percent of the weights, to two decimals; null if nothing can be scored
 */
function scoreOf(questions, state) {
  const total = sumOfWeights(questions);
  if (total === 0) return null;
  const right = questions.filter((question) => isRight(question, state));
  return Math.round((10000 * sumOfWeights(right)) / total) / 100;
}

/**
 * @param {QuestionConfig[]} questions
 * @returns {number}
 */
function sumOfWeights(questions) {
  return questions.reduce((sum, question) => sum + question.weight, 0);
}

/**
 * @param {QuestionConfig} question
 * @param {CourseState} state
 * @returns {boolean}
 */
function isRight(question, state) {
  const judged = judge(question, state.answers.get(question.id));
  return judged !== null && judged.correct;
}

/**
 * @param {QuestionConfig[]} questions
 * @param {CourseState} state
 * @returns {boolean}
 */
function allAnswered(questions, state) {
  return questions.every((question) => state.answers.has(question.id));
}

/**
 * @param {QuestionConfig[]} questions
 * @param {CourseState} state
 * @returns {boolean} whether no question can be answered any more
 */
function allLocked(questions, state) {
  return questions.every((question) => {
    const judged = judge(question, state.answers.get(question.id));
    return judged !== null && judged.locked;
  });
}

/**
 * Brings best score and flags up to what the learner has done. They only ever rise, but for `failed`, which a
 * pass or a retake takes back.
 * @param {CourseConfig} config
 * @param {CourseState} state is changed
 * @param {boolean} [asked] the learner asks for the result
 */
function settle(config, state, asked = false) {
  const questions = questionsOf(config);
  const score = scoreOf(questions, state);
  const answered = allAnswered(questions, state);
  const reached = score !== null && config.mastery !== null && score >= config.mastery;
  // With a mastery score LMSs compare on their own, and would call a half-done quiz failed.
  const reportable = answered || (config.mastery === null ? state.answers.size > 0 : reached);
  if (score !== null && reportable) state.best = larger(state.best, score);
  if (reached) state.passed = true;
  if (state.passed) state.failed = false;
  else if (score !== null && config.mastery !== null && answered) {
    state.failed = state.failed || asked || allLocked(questions, state);
  }
  if (isDone(config, state)) state.completed = true;
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {boolean}
 */
function isDone(config, state) {
  const seen = state.seen.every(Boolean);
  const quiz = config.mastery === null ? allAnswered(questionsOf(config), state) : state.passed;
  switch (config.rule) {
    case "quiz-passed":
      return quiz;
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
  const questions = questionsOf(config);
  const score = scoreOf(questions, state);
  return score !== null && score < 100 && allAnswered(questions, state);
}

/**
 * Clears the answers; what was seen, and the best score, stay.
 * @param {CourseState} state is changed
 */
function retake(state) {
  state.answers = new Map();
  state.failed = false;
  state.retakes = Math.min(255, state.retakes + 1);
}

/**
 * What is still to do for the course's rule, page by page.
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {{ lesson: LessonConfig, kind: "page" | "questions" | "wrong", count: number }[]}
 */
function missing(config, state) {
  if (state.completed) return [];
  const askSeen = config.rule !== "quiz-passed";
  const askQuiz = config.rule !== "pages-seen" && !(config.mastery !== null && state.passed);
  /** @type {ReturnType<typeof missing>} */
  const list = [];
  config.lessons.forEach((lesson, index) => {
    if (askSeen && !state.seen[index]) list.push({ lesson, kind: "page", count: 1 });
    if (!askQuiz) return;
    const open = lesson.questions.filter((question) => !state.answers.has(question.id)).length;
    if (open > 0) list.push({ lesson, kind: "questions", count: open });
    const wrong = lesson.questions.filter((question) => canImprove(question, state)).length;
    if (wrong > 0 && config.mastery !== null) list.push({ lesson, kind: "wrong", count: wrong });
  });
  return list;
}

/**
 * @param {QuestionConfig} question
 * @param {CourseState} state
 * @returns {boolean} answered wrongly, with attempts left
 */
function canImprove(question, state) {
  const judged = judge(question, state.answers.get(question.id));
  return judged !== null && !judged.locked;
}

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
    answers: new Map([...earlier.answers, ...later.answers]),
  };
  settle(config, merged);
  return merged;
}

/**
 * What a learner does in two tabs at once, as one. Both tabs come to the same, whoever hears of the other first.
 * @param {CourseConfig} config
 * @param {CourseState} mine says where this tab is
 * @param {CourseState} other
 * @returns {CourseState}
 */
function joinStates(config, mine, other) {
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
    answers: new Map(answers),
  };
  settle(config, joined);
  return joined;
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
 * @param {QuestionConfig} question
 * @param {Answer} answer
 * @returns {string} greater for a later try, then for a right one; never the same for two answers
 */
function rankOf(question, answer) {
  const judged = judge(question, answer);
  return `${String(answer.attempts).padStart(9, "0")} ${judged && judged.correct ? 1 : 0} ${answer.response.join("\n")}`;
}

// ---- What the LMS is told ----------------------------------------------------------------------

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {LearnerRecord}
 */
function recordOf(config, state) {
  const seen = state.seen.filter(Boolean).length / config.lessons.length;
  return {
    completion: state.completed ? "completed" : "incomplete",
    success: state.passed ? "passed" : state.failed ? "failed" : "unknown",
    score: state.best,
    mastery: config.mastery,
    progress: state.completed ? 1 : Math.min(seen, 0.99),
    location: config.lessons[state.lesson].id,
    states: [encodeState(config, state), encodeState(config, state, { answers: false })],
    objectives: objectivesOf(config, state),
    decided: state.completed || state.failed,
    answered: allAnswered(questionsOf(config), state),
    quizDecides: config.rule === "quiz-passed" || config.rule === "both",
    leaving: false,
  };
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {ObjectiveRecord[]} those whose questions have all been answered
 */
function objectivesOf(config, state) {
  /** @type {ObjectiveRecord[]} */
  const records = [];
  for (const { id } of config.objectives) {
    const questions = questionsOf(config).filter((question) => question.objectives.includes(id));
    const score = scoreOf(questions, state);
    if (score === null || !allAnswered(questions, state)) continue;
    const success = config.mastery === null ? "unknown" : score >= config.mastery ? "passed" : "failed";
    records.push({ id, score, success, done: true });
  }
  return records;
}

/**
 * @param {QuestionConfig} question
 * @param {Judgement} judged
 * @param {number} latency milliseconds
 * @param {Record<string, unknown>} [texts] of the options
 * @returns {Interaction}
 */
function interactionOf(question, judged, latency, texts = {}) {
  return {
    id: question.id,
    type: question.type,
    description: question.prompt,
    at: new Date(),
    latency,
    response: judged.response,
    correct: question.correct || [],
    ...(question.type === "fill-in" ? { gaps: [{ accepted: question.accepted || [] }] } : {}),
    options: (question.options || []).map((id) => ({ id, text: String(texts[id] || "") })),
    caseSensitive: Boolean(question.caseSensitive),
    scored: true,
    right: judged.correct,
    score: judged.correct ? 1 : 0,
    weight: question.weight,
    objectives: question.objectives,
  };
}
