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
  const { description } = answer;
  const patterns = correctPatterns(answer);
  return {
    objectType: "Activity",
    id: partId(activityId, "question", answer.id),
    definition: {
      type: INTERACTION,
      interactionType: LIMITS.types[answer.type],
      ...(description ? { description: languageMap(language, plainText(description, LIMITS.description)) } : {}),
      ...(patterns.length > 0 ? { correctResponsesPattern: patterns } : {}),
      ...componentsOf(answer, language),
    },
  };
}

/**
 * What the ids of responses stand for, in the lists that xAPI has for each type (xAPI 1.0.3, Data, Appendix C).
 * @param {Interaction} answer
 * @param {string | undefined} language
 * @returns {Record<string, unknown>}
 */
function componentsOf({ type, options, stems, targets }, language) {
  const list = (/** @type {string} */ name, /** @type {Choosable[] | undefined} */ parts) =>
    parts && parts.length > 0 ? { [name]: parts.map((part) => componentOf(part, language)) } : {};
  switch (LIMITS.types[type]) {
    case "choice":
    case "sequencing":
      return list("choices", options);
    case "likert":
      return list("scale", options);
    case "matching":
      return { ...list("source", stems), ...list("target", targets) };
    case "performance":
      // Of a scenario the endings may be all that is told.
      return list("steps", (stems || options || []).map((stem) => stepOf(type, stem, targets || [])));
    default:
      return {};
  }
}

/**
 * There is no list for what could be done in a step, so its description tells that too.
 * @param {Interaction["type"]} type
 * @param {Choosable} stem
 * @param {Choosable[]} targets
 * @returns {Choosable}
 */
function stepOf(type, { id, text }, targets) {
  const actions = targets.filter((target) => splitPair(target.id)[0] === id && target.text);
  const told = actions.map((target) => `${splitPair(target.id)[1]} = ${target.text}`).join("; ");
  const whole = [text, told].filter(Boolean).join(": ");
  return { id: type === "scenario" ? stepName(id) : id, text: whole };
}

/**
 * @param {Choosable} part
 * @param {string | undefined} language
 * @returns {Record<string, unknown>}
 */
function componentOf({ id, text }, language) {
  const line = plainText(text || "", LIMITS.description);
  return line ? { id, description: languageMap(language, line) } : { id };
}

/**
 * @param {Interaction} answer
 * @returns {Record<string, unknown>} nothing on success where there is no right and wrong
 */
function answerResult(answer) {
  const { type, scored, right, score } = answer;
  const response = type === "long-answer" ? cutText(answer.response[0] || "", LIMITS.longText) : responseText(type, answer.response);
  return {
    ...(scored === false ? {} : { success: right }),
    ...(scored !== false && typeof score === "number" ? { score: { scaled: Math.round(score * 10000) / 10000 } } : {}),
    ...(response ? { response } : {}),
    duration: isoDuration(answer.latency),
  };
}

/**
 * @param {string} activityId
 * @param {LearnerComment} comment
 * @param {string | undefined} language
 * @returns {Record<string, unknown>} what the learner was asked to write about
 */
function reflectionActivity(activityId, { id, prompt }, language) {
  const line = plainText(prompt, LIMITS.description);
  const definition = { description: languageMap(language, line) };
  return { objectType: "Activity", id: partId(activityId, "reflection", id), ...(line ? { definition } : {}) };
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
 * @param {"question" | "objective" | "reflection"} kind
 * @param {string} id
 * @returns {string} the id of a part of an activity
 */
function partId(activityId, kind, id) {
  const separator = activityId.startsWith("urn:") ? ":" : "/";
  return `${activityId.replace(/\/+$/, "")}${separator}${kind}/${encodeURIComponent(id)}`;
}

/**
 * @param {string} id of a part of an activity
 * @returns {string} its own name
 */
function partName(id) {
  return decodeURIComponent(id.slice(id.lastIndexOf("/") + 1));
}
