// The one status word of SCORM 1.2 and AICC, which says completion and success at once.

/** From the least to the most that a learner can reach. */
const STATUS_WORDS = ["not attempted", "browsed", "incomplete", "failed", "completed", "passed"];

/**
 * @param {LearnerRecord} record
 * @param {HeldRecord} held
 * @returns {string} never below the one that the LMS held
 */
function statusWord(record, held) {
  const word = newStatusWord(record);
  return STATUS_WORDS.indexOf(held.status) > STATUS_WORDS.indexOf(word) ? held.status : word;
}

/**
 * @param {LearnerRecord} record
 * @returns {string}
 */
function newStatusWord(record) {
  if (record.completion === "completed") return record.success === "passed" ? "passed" : "completed";
  // Several LMSs close an attempt that is `failed`, so it waits until the learner leaves.
  const failed = record.success === "failed" && record.quizDecides && record.leaving;
  return failed ? "failed" : "incomplete";
}

/**
 * An LMS that has a mastery score compares on its own and overrides the one status word: a good score would make a
 * course `passed` whose pages have not been seen yet.
 * @param {LearnerRecord} record
 * @returns {boolean}
 */
function mayReportScore(record) {
  return record.mastery === null || record.decided;
}

/**
 * @param {ObjectiveRecord} objective
 * @returns {string}
 */
function objectiveStatusWord(objective) {
  if (objective.success !== "unknown") return objective.success;
  return objective.done ? "completed" : "incomplete";
}
