// What the page of a path tells the LMS of the whole, and what it tells the course of a step. Pure functions.

/**
 * Brings what is said of the whole up to what the learner has reached. It only ever rises: what is skipped later takes nothing
 * away.
 * @param {PathState} state is changed
 * @param {number | null} [mastery] percent that the LMS asks for, where it binds
 */
function settlePath(state, mastery = null) {
  const { completed, passed, score } = statusOfPath(state.traveller);
  state.completed = state.completed || completed;
  state.passed = state.passed || (passed === true && (mastery === null || (score !== null && unitsOf(score) >= unitsOf(mastery))));
}

/**
 * @param {PathState} state settled
 * @param {number | null} [mastery] percent that the LMS asks for, where it binds
 * @returns {"passed" | "failed" | "unknown"} failed: the path is completed, and nothing that could still be done would pass it
 */
function successOfPath({ traveller, completed, passed }, mastery = null) {
  if (passed) return "passed";
  return completed && canBePassed(traveller.route) && !mayStillPass(traveller, mastery) ? "failed" : "unknown";
}

/**
 * @param {number} score percent
 * @param {number | null} asked
 * @returns {number} with two decimals, on the same side of what is asked
 */
function toldScore(score, asked) {
  const rounded = Math.round(score * 100) / 100;
  if (asked === null || unitsOf(rounded) >= unitsOf(asked) === unitsOf(score) >= unitsOf(asked)) return rounded;
  return (unitsOf(score) >= unitsOf(asked) ? Math.ceil(score * 100) : Math.floor(score * 100)) / 100;
}

/**
 * @param {PathState} state settled
 * @param {LearnerComment[]} comments
 * @param {{ mastery?: number | null, fits?: (text: string) => boolean }} [lms] what the LMS asks for, where it binds, and has room for
 * @returns {LearnerRecord}
 */
function recordOfPath(state, comments, { mastery = null, fits } = {}) {
  const { traveller, completed, last } = state;
  const { route } = traveller;
  const { score, progress } = statusOfPath(traveller);
  const success = successOfPath(state, mastery);
  const asked = typeof route.success === "string" ? null : route.success.score;
  return {
    completion: completed ? "completed" : "incomplete",
    success,
    score: score === null ? null : toldScore(score, mastery === null ? asked : mastery),
    mastery: asked,
    progress: completed ? 1 : Math.min(progress, 0.99),
    location: last === null ? "" : route.places[last].id,
    states: pathForms(state, fits),
    objectives: objectivesOfSteps(traveller),
    decided: completed || success !== "unknown",
    answered: completed && (success !== "unknown" || !canBePassed(route)),
    quizDecides: false,
    leaving: false,
    comments,
  };
}

/**
 * @param {Traveller} traveller
 * @returns {ObjectiveRecord[]} one for each step that has a score
 */
function objectivesOfSteps(traveller) {
  /** @type {ObjectiveRecord[]} */
  const records = [];
  for (const tries of triesOf(traveller.route)) {
    const begun = tries.filter((leaf) => leafOf(traveller, leaf).score !== null);
    const latest = begun[begun.length - 1];
    if (latest === undefined) continue;
    const { step } = traveller.route.places[latest];
    const all = tries.map((leaf) => leafOf(traveller, leaf));
    const success = all.some(({ passed }) => passed) ? "passed" : all.some(({ failed }) => failed) ? "failed" : "unknown";
    const score = leafOf(traveller, latest).score || 0;
    records.push({ id: step, score, success, done: all.some(({ done }) => done) });
  }
  return records;
}

/**
 * How many steps count for completion, and how many of them are done. Several tries are one step; of a group of which some are
 * enough, so many.
 * @param {Traveller} traveller
 * @param {number} [place]
 * @param {Standing} [standing]
 * @returns {{ done: number, count: number }}
 */
function tallyOf(traveller, place = 0, standing = standingOf(traveller)) {
  const { kind } = traveller.route.places[place];
  if (kind.kind === "leaf" || kind.tries) return { done: Number(standing.done[place]), count: 1 };
  const asked = traveller.offered[place].filter((child) => traveller.route.places[child].required && !standing.skipped[child]);
  const share = (/** @type {{ done: number, count: number }} */ { done, count }) => done / Math.max(1, count);
  const tallies = asked.map((child) => tallyOf(traveller, child, standing)).sort((one, two) => share(two) - share(one));
  const wanted = kind.choose === null ? tallies : tallies.slice(0, kind.choose);
  const sum = (/** @type {"done" | "count"} */ name) => wanted.reduce((all, tally) => all + tally[name], 0);
  return { done: sum("done"), count: sum("count") };
}

/**
 * @param {Route} route
 * @param {number} place
 * @returns {boolean} whether the group is one step: its tries, and what stands between them for those who fail
 */
function isTriesGroup({ places }, place) {
  const { kind } = places[place];
  return kind.kind === "group" && kind.tries;
}

// ---- Talking with the course of a step -----------------------------------------------------------

/**
 * @param {PathState} state
 * @param {number} place a leaf that was entered
 * @param {HeldRecord | null} outer what the LMS held of the path
 * @returns {HeldRecord} what the course of the step finds: nothing at the beginning of an attempt
 */
function heldForStep({ traveller }, place, outer) {
  const { attempts, done, passed, failed, score, state } = leafOf(traveller, place);
  return {
    mode: outer ? outer.mode : "normal",
    credit: outer ? outer.credit : true,
    resumed: state !== "",
    status: "",
    completion: done ? "completed" : "incomplete",
    success: !done ? "unknown" : passed ? "passed" : failed ? "failed" : "unknown",
    // Of an attempt that goes on, the course knows it by its state; the score may still be that of the one before.
    score: done ? score : null,
    progress: done ? 1 : null,
    mastery: null,
    location: "",
    state,
    launchData: "",
    learner: outer ? outer.learner : { id: "", name: "", language: "", volume: null, speed: null, captions: null },
    sameAttempt: true,
    attempt: `${traveller.route.places[place].id} ${attempts}`,
  };
}

/**
 * Takes what the course of a step says.
 * @param {PathState} state is changed
 * @param {number} place a leaf that was entered
 * @param {unknown} said by the page in the frame
 */
function takeStepRecord(state, place, said) {
  const record = /** @type {Partial<LearnerRecord>} */ (Object(said));
  const { done, passed, failed, over, ended } = /** @type {Partial<StepRecord>} */ (Object(record.step));
  const score = typeof record.score === "number" && record.score >= 0 && record.score <= 100 ? record.score : null;
  const is = (/** @type {unknown} */ flag) => flag === true;
  const outcome = { done: is(done), passed: is(passed), failed: is(failed), over: is(over), ended: is(ended), score };
  takeOutcome(state.traveller, place, outcome);
  const texts = Array.isArray(record.states) ? record.states : [];
  leafOf(state.traveller, place).state = String(texts[0] || "");
}

/**
 * What the path tells of objectives is about whole steps, so an answer is one to its step; nothing would be said of those that
 * the course has itself.
 * @param {Route} route
 * @param {number} leaf
 * @param {unknown} answers that the page in the frame has sent
 * @returns {Interaction[]} as answers to the path, told apart from those of other steps
 */
function answersOfStep(route, leaf, answers) {
  const { id, step, weight } = route.places[leaf];
  const objectives = leafKind(route, leaf).passMark !== null || weight > 0 ? [step] : [];
  const list = /** @type {Interaction[]} */ (Array.isArray(answers) ? answers.filter(Boolean) : []);
  return list.map((answer) => ({ ...answer, id: `${id}-${answer.id}`, at: new Date(answer.at), objectives }));
}

/**
 * @param {string} id of the place
 * @param {unknown} said by the page in the frame
 * @returns {LearnerComment[]}
 */
function commentsOfStep(id, said) {
  const { comments = [] } = /** @type {Partial<LearnerRecord>} */ (Object(said));
  return comments.map((comment) => ({ ...comment, id: `${id}-${comment.id}` }));
}
