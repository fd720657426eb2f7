// What makes a statement wrong: xAPI 1.0.3 (Data) for every statement, cmi5 (Quartz) for those of a session.

import { isBracketed } from "./grammar.mjs";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const IRI = /^[a-z][a-z0-9+.-]*:\S+$/i;
const DURATION = /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const LANGUAGE = /^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const VERBS = "http://adlnet.gov/expapi/verbs/";
const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
const CMI5 = "https://w3id.org/xapi/cmi5/";
export const CMI5_CATEGORY = `${CMI5}context/categories/cmi5`;
export const MOVEON_CATEGORY = `${CMI5}context/categories/moveon`;
export const SESSION_ID = `${CMI5}context/extensions/sessionid`;
export const MASTERY_SCORE = `${CMI5}context/extensions/masteryscore`;
const PROGRESS = `${CMI5}result/extensions/progress`;

export const verbOf = (statement) => statement.verb.id.replace(VERBS, "");
export const categoriesOf = (statement) => ((statement.context?.contextActivities || {}).category || []).map(({ id }) => id);
export const isDefined = (statement) => categoriesOf(statement).includes(CMI5_CATEGORY);
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Collects what is wrong, with the place of it. */
class Findings {
  constructor() {
    this.list = [];
  }

  check(holds, what) {
    if (!holds) this.list.push(what);
    return Boolean(holds);
  }

  /** Only the given properties, none of them null. */
  properties(value, place, allowed, needed = []) {
    if (!this.check(isObject(value), `${place} is no object`)) return false;
    for (const [name, content] of Object.entries(value)) {
      this.check(allowed.includes(name), `${place}.${name} is not known`);
      this.check(content !== null && content !== undefined, `${place}.${name} is null`);
    }
    needed.forEach((name) => this.check(name in value, `${place}.${name} is missing`));
    return true;
  }

  map(value, place) {
    if (!this.check(isObject(value) && Object.keys(value).length > 0, `${place} is no language map`)) return;
    for (const [language, text] of Object.entries(value)) {
      this.check(LANGUAGE.test(language), `${place}: ${language} is no language`);
      this.check(typeof text === "string" && text !== "", `${place}: no text`);
    }
  }

  extensions(value, place) {
    if (this.check(isObject(value), `${place} is no object`)) {
      Object.keys(value).forEach((key) => this.check(IRI.test(key), `${place}: ${key} is no IRI`));
    }
  }
}

/** @returns {string[]} what is wrong by xAPI */
export function statementFindings(statement) {
  const found = new Findings();
  const known = ["id", "actor", "verb", "object", "result", "context", "timestamp"];
  if (!found.properties(statement, "statement", known, ["id", "actor", "verb", "object", "timestamp"])) return found.list;
  found.check(UUID.test(statement.id), "id is no UUID");
  found.check(UTC.test(statement.timestamp), `timestamp ${statement.timestamp} is not UTC with milliseconds`);
  checkAgent(found, statement.actor);
  if (found.properties(statement.verb, "verb", ["id", "display"], ["id", "display"])) {
    found.check(IRI.test(statement.verb.id), "verb.id is no IRI");
    found.map(statement.verb.display, "verb.display");
  }
  checkActivity(found, statement.object, "object");
  if ("result" in statement) checkResult(found, statement.result);
  if ("context" in statement) checkContext(found, statement.context);
  if (verbOf(statement) === "answered") checkAnswer(found, statement);
  if (verbOf(statement) === "commented") checkComment(found, statement);
  return found.list;
}

function checkAgent(found, actor) {
  const identifiers = ["account", "mbox", "mbox_sha1sum", "openid"];
  if (!found.properties(actor, "actor", ["objectType", "name", ...identifiers])) return;
  found.check(actor.objectType === undefined || actor.objectType === "Agent", "actor is no agent");
  found.check(identifiers.filter((name) => name in actor).length === 1, "actor needs exactly one identifier");
  if (actor.name !== undefined) found.check(typeof actor.name === "string", "actor.name is no text");
  if (actor.mbox !== undefined) found.check(/^mailto:[^@\s]+@[^@\s]+$/.test(actor.mbox), "actor.mbox");
  if (actor.account && found.properties(actor.account, "actor.account", ["homePage", "name"], ["homePage", "name"])) {
    found.check(IRI.test(actor.account.homePage), "actor.account.homePage is no IRI");
  }
}

function checkActivity(found, activity, place) {
  if (!found.properties(activity, place, ["objectType", "id", "definition"], ["id"])) return;
  found.check(activity.objectType === undefined || activity.objectType === "Activity", `${place}.objectType`);
  found.check(IRI.test(activity.id), `${place}.id ${activity.id} is no IRI`);
  if (activity.definition) checkDefinition(found, activity.definition, `${place}.definition`);
}

function checkDefinition(found, definition, place) {
  const known = ["name", "description", "type", "moreInfo", "extensions", "interactionType", "correctResponsesPattern", ...COMPONENTS];
  if (!found.properties(definition, place, known)) return;
  if (definition.name) found.map(definition.name, `${place}.name`);
  if (definition.description) found.map(definition.description, `${place}.description`);
  if (definition.type) found.check(IRI.test(definition.type), `${place}.type is no IRI`);
  if (definition.type === INTERACTION) checkInteraction(found, definition, place);
  else found.check(!("interactionType" in definition), `${place}: an interaction needs the type of one`);
}

/** interaction type → the lists that its ids stand in (xAPI 1.0.3, Data, Appendix C) */
const LISTS = {
  choice: ["choices"], sequencing: ["choices"], likert: ["scale"], matching: ["source", "target"], performance: ["steps"],
  "true-false": [], "fill-in": [], "long-fill-in": [], numeric: [], other: [],
};
const COMPONENTS = ["choices", "scale", "source", "target", "steps"];
const ROOM = { text: 1000, longText: 4000, gaps: 50 };

function checkInteraction(found, definition, place) {
  const { interactionType, correctResponsesPattern: patterns } = definition;
  if (!found.check(interactionType in LISTS, `${place}.interactionType`)) return;
  if (patterns !== undefined) {
    const texts = Array.isArray(patterns) && patterns.every((pattern) => typeof pattern === "string");
    found.check(texts && new Set(patterns).size === patterns.length, `${place}.correctResponsesPattern`);
    patterns.forEach((pattern) => found.check(isBracketed(pattern, interactionType, true, ROOM), `${place}: pattern ${pattern}`));
    patterns.forEach((pattern) => found.check(namesWhatThereIs(definition, pattern), `${place}: the pattern names what there is not`));
  }
  for (const name of COMPONENTS.filter((list) => definition[list] !== undefined)) {
    const list = definition[name];
    found.check(LISTS[interactionType].includes(name), `${place}.${name} of a question without ${name}`);
    found.check(new Set(list.map(({ id }) => id)).size === list.length, `${place}.${name}: an id twice`);
    list.forEach((part) => {
      if (!found.properties(part, `${place}.${name}`, ["id", "description"], ["id"])) return;
      if (part.description) found.map(part.description, `${place}.${name}.description`);
    });
  }
}

/** Whether every id of a response stands in the question's lists, as far as it has any. */
function namesWhatThereIs(definition, response) {
  const lists = LISTS[definition.interactionType];
  return response.split("[,]").every((part) =>
    lists.every((name, side) => !definition[name] || definition[name].some(({ id }) => id === part.split("[.]")[side]))
  );
}

function checkResult(found, result) {
  if (!found.properties(result, "result", ["score", "success", "completion", "response", "duration", "extensions"])) return;
  const { score, success, completion, response, duration, extensions } = result;
  if (success !== undefined) found.check(typeof success === "boolean", "result.success");
  if (completion !== undefined) found.check(typeof completion === "boolean", "result.completion");
  if (response !== undefined) found.check(typeof response === "string", "result.response");
  if (duration !== undefined) found.check(DURATION.test(duration), `result.duration ${duration}`);
  if (extensions !== undefined) found.extensions(extensions, "result.extensions");
  if (score === undefined || !found.properties(score, "result.score", ["scaled", "raw", "min", "max"])) return;
  Object.values(score).forEach((value) => found.check(Number.isFinite(value), "result.score is no number"));
  found.check(score.scaled === undefined || Math.abs(score.scaled) <= 1, "result.score.scaled");
  if (score.raw !== undefined) found.check(score.raw >= score.min && score.raw <= score.max, "result.score.raw out of range");
}

function checkContext(found, context) {
  const known = ["registration", "instructor", "team", "contextActivities", "revision", "platform", "language", "statement", "extensions"];
  if (!found.properties(context, "context", known)) return;
  if (context.registration !== undefined) found.check(UUID.test(context.registration), "context.registration is no UUID");
  if (context.language !== undefined) found.check(LANGUAGE.test(context.language), "context.language");
  if (context.extensions !== undefined) found.extensions(context.extensions, "context.extensions");
  if (context.contextActivities === undefined) return;
  const kinds = ["parent", "grouping", "category", "other"];
  if (!found.properties(context.contextActivities, "context.contextActivities", kinds)) return;
  for (const [kind, activities] of Object.entries(context.contextActivities)) {
    const place = `context.contextActivities.${kind}`;
    if (!found.check(Array.isArray(activities) && activities.length > 0, `${place} is no list`)) continue;
    activities.forEach((activity) => checkActivity(found, activity, place));
    found.check(new Set(activities.map(({ id }) => id)).size === activities.length, `${place}: one twice`);
  }
}

function checkAnswer(found, { object, result, context }) {
  const { definition } = object;
  found.check(definition?.type === INTERACTION, "an answer is given to a question");
  found.check((context?.contextActivities?.parent || []).length > 0, "a question belongs to an activity");
  // Scales and long answers are neither right nor wrong.
  const judged = result && (typeof result.success === "boolean" || (!("score" in result) && !definition.correctResponsesPattern));
  if (!found.check(judged, "an answer is right or wrong, where its question says what is right")) return;
  const { interactionType } = definition;
  if (result.response === undefined) return;
  const response = interactionType === "long-fill-in" ? result.response.replace(/\s+/g, " ") : result.response;
  found.check(isBracketed(response, interactionType, false, ROOM), `response ${response} of ${interactionType}`);
  found.check(namesWhatThereIs(definition, response), "a response that could not be chosen");
}

function checkComment(found, { object, result, context }) {
  found.check(typeof result?.response === "string" && result.response !== "", "a comment says something");
  found.check(!("success" in result), "a comment is neither right nor wrong");
  found.check((context?.contextActivities?.parent || []).some(({ id }) => object.id.startsWith(id)), "a comment belongs to an activity");
}

// ---- cmi5 --------------------------------------------------------------------------------------

/** verb → [must be in the result, may be in it] */
const DEFINED = {
  initialized: [[], ["duration"]],
  completed: [["completion", "duration"], ["completion", "duration"]],
  passed: [["success", "duration"], ["success", "duration", "score"]],
  failed: [["success", "duration"], ["success", "duration", "score"]],
  terminated: [["duration"], ["duration", "extensions"]],
};

/**
 * @param statement
 * @param session { activityId, actor, registration, launchData }
 * @returns {string[]} what is wrong by cmi5, seen alone
 */
export function cmi5Findings(statement, session) {
  const found = new Findings();
  const { context = {}, result = {} } = statement;
  const name = verbOf(statement);
  found.check(JSON.stringify(statement.actor) === JSON.stringify(session.actor), "9.2: the actor is not the launched one");
  found.check(statement.actor.account, "9.2: the actor has no account");
  found.check(context.registration === session.registration, "9.6.1: registration");
  checkTemplate(found, session.launchData.contextTemplate, context, "context");
  const categories = categoriesOf(statement);
  if (isDefined(statement)) checkDefined(found, statement, session);
  else found.check(!categories.includes(MOVEON_CATEGORY), "9.6.2.2: moveOn category on a statement that cmi5 does not define");
  const judging = isDefined(statement) && ("success" in result || "completion" in result);
  if (judging) found.check(categories.includes(MOVEON_CATEGORY), `9.6.2.2: ${name} without the moveOn category`);
  else found.check(!categories.includes(MOVEON_CATEGORY), `9.6.2.2: ${name} with the moveOn category`);
  const progress = result.extensions?.[PROGRESS];
  if (progress !== undefined) found.check(Number.isInteger(progress) && progress >= 0 && progress <= 100, "9.5.5.1: progress");
  return found.list;
}

/** Everything of the template is there, unchanged; lists may have more. */
function checkTemplate(found, template, context, place) {
  for (const [name, value] of Object.entries(template)) {
    const given = context?.[name];
    const at = `${place}.${name}`;
    if (Array.isArray(value)) {
      const texts = (Array.isArray(given) ? given : []).map((entry) => JSON.stringify(entry));
      value.forEach((entry) => found.check(texts.includes(JSON.stringify(entry)), `10.0: ${at} of the template was changed`));
    } else if (isObject(value)) checkTemplate(found, value, given, at);
    else found.check(given === value, `10.0: ${at} of the template was changed`);
  }
}

function checkDefined(found, statement, session) {
  const { result = {}, context } = statement;
  const name = verbOf(statement);
  if (!found.check(name in DEFINED, `7.1.3: ${name} is not defined by cmi5`)) return;
  found.check(statement.object.id === session.activityId, "9.4: the object is not the AU");
  const [needed, allowed] = DEFINED[name];
  needed.forEach((part) => found.check(part in result, `9.5: ${name} without ${part}`));
  Object.keys(result).forEach((part) => found.check(allowed.includes(part), `9.5: ${name} with ${part}`));
  if ("success" in result) found.check(result.success === (name === "passed"), "9.5.2: success");
  if ("completion" in result) found.check(result.completion === true, "9.5.3: completion");
  const mastery = session.launchData.masteryScore;
  if (result.score) checkScore(found, name, result.score, mastery);
  if (mastery !== undefined && "success" in result) {
    found.check(context.extensions?.[MASTERY_SCORE] === mastery, "9.6.3.2: mastery score");
  } else found.check(context.extensions?.[MASTERY_SCORE] === undefined, "9.6.3.2: mastery score where none decided");
  const { launchMode } = session.launchData;
  if (launchMode !== "Normal") found.check(["initialized", "terminated"].includes(name), `10.0: ${name} in ${launchMode} mode`);
}

function checkScore(found, name, score, mastery) {
  const { scaled, raw, min, max } = score;
  found.check(scaled >= 0 && scaled <= 1, "9.5.1: scaled");
  if (raw !== undefined) found.check([raw, min, max].every(Number.isInteger), "9.5.1: raw, min and max are whole numbers");
  if (mastery === undefined) return;
  if (name === "passed") found.check(scaled >= mastery, "9.3.4: passed below the mastery score");
  else found.check(scaled < mastery, "9.3.5: failed with the mastery score");
}

/**
 * @param statement the newest
 * @param earlier statements of the same registration and AU that were stored before
 * @param session the session's id
 * @returns {string[]} what is wrong with the order
 */
export function cmi5OrderFindings(statement, earlier, session) {
  const found = new Findings();
  const name = verbOf(statement);
  const inSession = earlier.filter(({ context }) => context.extensions[SESSION_ID] === session);
  const has = (list, verb) => list.some((other) => isDefined(other) && verbOf(other) === verb);
  const defined = isDefined(statement);
  if (defined && name === "initialized") found.check(inSession.length === 0, "9.3.2: initialized is not the first statement");
  else found.check(has(inSession, "initialized"), `7.1.1: ${name} before initialized`);
  found.check(!has(inSession, "terminated"), `7.1.2: ${name} after terminated`);
  const last = inSession.map(({ timestamp }) => timestamp).sort().pop();
  if (name === "terminated" && last) found.check(statement.timestamp >= last, "9.3: terminated is older than another statement");
  const first = inSession.find((other) => verbOf(other) === "initialized");
  if (first) found.check(statement.timestamp >= first.timestamp, `9.3: ${name} is older than initialized`);
  if (!defined) return found.list;
  found.check(!has(inSession, name), `9.3: ${name} twice in a session`);
  if (["passed", "failed"].includes(name)) {
    found.check(!has(inSession, "passed") && !has(inSession, "failed"), "9.3: passed or failed twice in a session");
    found.check(!has(earlier, "passed"), `9.3: ${name} after passed in the registration`);
  }
  if (name === "completed") found.check(!has(earlier, "completed"), "9.3: completed twice in the registration");
  return found.list;
}
