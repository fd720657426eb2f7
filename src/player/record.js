// What a session knows of the learner, joined and compared. Pure functions.

/** @returns {LearnerRecord} of a learner who has done nothing */
function emptyRecord() {
  return {
    completion: "incomplete",
    success: "unknown",
    score: null,
    mastery: null,
    progress: null,
    location: "",
    states: [],
    objectives: [],
    decided: false,
    answered: false,
    quizDecides: false,
    leaving: false,
  };
}

/** @type {Record<string, number>} */
const RANK = { unknown: 0, incomplete: 1, failed: 1, completed: 2, passed: 2 };

/**
 * The new record with no result worse than before: passed stays passed, the best score stays.
 * @param {LearnerRecord | HeldRecord | null} before
 * @param {LearnerRecord} record
 * @returns {LearnerRecord}
 */
function neverWorse(before, record) {
  if (!before) return record;
  return {
    ...record,
    completion: RANK[before.completion] > RANK[record.completion] ? before.completion : record.completion,
    success: RANK[before.success] > RANK[record.success] ? before.success : record.success,
    score: larger(before.score, record.score),
    progress: larger(before.progress, record.progress),
  };
}

/**
 * @param {LearnerRecord} record
 * @returns {string} what is saved at once when it changes
 */
function statusOf(record) {
  return [record.completion, record.success, ...(record.step ? record.step.facts : []), isAttemptEnded(record)].join(" ");
}

/**
 * @param {LearnerRecord | null} record
 * @returns {boolean} whether the next launch is to begin a new attempt
 */
function isAttemptEnded(record) {
  return Boolean(record && record.step && record.step.over);
}

/**
 * @param {number | null} first
 * @param {number | null} second
 * @returns {number | null}
 */
function larger(first, second) {
  if (first === null || second === null) return first === null ? second : first;
  return Math.max(first, second);
}

/** @param {string} message for the person who looks into why an LMS does not save */
function warn(message) {
  if (typeof console !== "undefined") console.warn(`[coursewright] ${message}`);
}
