// Statements: their ids, times, verbs, and what an answer is in them.

const VERBS = "http://adlnet.gov/expapi/verbs/";
const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
const OBJECTIVE = "http://adlnet.gov/expapi/activities/objective";

/**
 * @typedef {object} Statement
 * @property {string} id
 * @property {Record<string, unknown> | null} actor null only in the copy in this browser
 * @property {{ id: string, display: Record<string, string> }} verb
 * @property {Record<string, any>} object
 * @property {Record<string, any>} [result]
 * @property {Record<string, any>} [context]
 * @property {string} timestamp
 */

/** Times that never run backwards and never meet: an LMS puts statements in order by them. */
class StatementClock {
  /** @param {number} last */
  constructor(last) {
    this.last = last;
  }

  /**
   * @param {number} [at]
   * @returns {string} UTC, with milliseconds
   */
  next(at = Date.now()) {
    this.last = Math.max(this.last + 1, Number.isFinite(at) ? at : 0);
    return new Date(this.last).toISOString();
  }
}

/**
 * @param {Window} owner
 * @returns {string} a random UUID, also where `randomUUID` is not to be had (pages over plain HTTP)
 */
function newUuid(owner) {
  const { crypto } = owner;
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * @param {string} name
 * @returns {Statement["verb"]}
 */
function verb(name) {
  return { id: VERBS + name, display: { en: name } };
}

/**
 * @param {string | undefined} language
 * @param {string} text
 * @returns {Record<string, string>}
 */
function languageMap(language, text) {
  return { [language || "und"]: text };
}

/**
 * Scaled decides; the raw score is a whole number (cmi5 9.5.1 asks for that), never rounded up to a pass.
 * @param {number} score percent
 * @param {boolean} success
 * @returns {{ scaled: number, raw: number, min: number, max: number }}
 */
function scoreResult(score, success) {
  const raw = success ? Math.round(score) : Math.floor(score);
  return { scaled: Math.round(score * 100) / 10000, raw, min: 0, max: 100 };
}

// ---- Answers -----------------------------------------------------------------------------------

/**
 * @param {string} activityId
 * @param {Interaction} answer
 * @param {string | undefined} language
 * @returns {Record<string, unknown>} the question, as an activity
 */
function questionActivity(activityId, answer, language) {
  const { options, description } = answer;
  return {
    objectType: "Activity",
    id: partId(activityId, "question", answer.id),
    definition: {
      type: INTERACTION,
      interactionType: LIMITS.types[answer.type],
      ...(description ? { description: languageMap(language, plainText(description, LIMITS.description)) } : {}),
      correctResponsesPattern: correctPatterns(answer),
      ...(isChoice(answer) && options ? { choices: options.map((option) => choiceOf(option, language)) } : {}),
    },
  };
}

/**
 * @param {{ id: string, text?: string }} option
 * @param {string | undefined} language
 * @returns {Record<string, unknown>}
 */
function choiceOf({ id, text }, language) {
  const line = plainText(text || "", LIMITS.description);
  return line ? { id, description: languageMap(language, line) } : { id };
}

/**
 * @param {Interaction} answer
 * @returns {boolean}
 */
function isChoice({ type }) {
  return type === "choice" || type === "multiple-response";
}

/**
 * @param {Interaction} answer
 * @returns {Record<string, unknown>}
 */
function answerResult(answer) {
  return { success: answer.right, response: responseText(answer.type, answer.response), duration: isoDuration(answer.latency) };
}

/**
 * @param {string} iri of the course, under which `cmi5.xml` declares its objectives; the LMS's own id of the activity
 *   differs from launch to launch
 * @param {string} id
 * @returns {Record<string, unknown>}
 */
function objectiveActivity(iri, id) {
  return { objectType: "Activity", id: partId(iri, "objective", id), definition: { type: OBJECTIVE } };
}

/**
 * @param {string} activityId
 * @param {"question" | "objective"} kind
 * @param {string} id
 * @returns {string} the id of a part of an activity
 */
function partId(activityId, kind, id) {
  const separator = activityId.startsWith("urn:") ? ":" : "/";
  return `${activityId.replace(/\/+$/, "")}${separator}${kind}/${encodeURIComponent(id)}`;
}
