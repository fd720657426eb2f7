// cmi5 (Quartz, 1st Edition): launch, launch data, and which statement is said when.

const CMI5 = "https://w3id.org/xapi/cmi5/";
const CMI5_CATEGORY = { objectType: "Activity", id: `${CMI5}context/categories/cmi5` };
const MOVEON_CATEGORY = { objectType: "Activity", id: `${CMI5}context/categories/moveon` };
const MASTERY_SCORE = `${CMI5}context/extensions/masteryscore`;

/** @type {Adapter} */
const cmi5 = {
  standard: "cmi5",
  limits: LIMITS,
  open(options) {
    const launch = cmi5Launch(options.window);
    return new RemoteSession(options, launch ? new Cmi5Remote(options, launch) : NO_REMOTE, cmi5.limits.state);
  },
};

/** @typedef {{ address: LrsAddress, fetch: string }} Cmi5Launch */

/**
 * What must outlive a reload of the page: the token is given out once, and most statements are said once.
 * @typedef {object} Cmi5Memory
 * @property {string} token
 * @property {string} initialized when, "" if not yet
 * @property {number} last time of the last statement
 * @property {boolean} ended
 */

/**
 * @param {Window} owner
 * @returns {Cmi5Launch | null} null if this is no launch by an LMS
 */
function cmi5Launch(owner) {
  const given = launchParameters(owner.location.search);
  const [endpoint, fetch, actorText, registration, activityId] = ["endpoint", "fetch", "actor", "registration", "activityId"].map(
    (name) => given.get(name) || ""
  );
  const actor = parseJson(actorText);
  if (!endpoint || !fetch || !actor || !registration || !activityId) return null;
  return { address: { endpoint, authorization: "", actor, registration, activityId, extras: {} }, fetch };
}

class Cmi5Remote extends LrsRemote {
  /**
   * @param {SessionOptions} options
   * @param {Cmi5Launch} launch
   */
  constructor(options, { address, fetch }) {
    // The URL for the token belongs to one session only.
    const session = hashText(fetch);
    super("cmi5", options, address, session);
    this.fetchUrl = fetch;
    this.memoryKey = `coursewright-session:${session}`;
    /** @type {Cmi5Memory} */
    this.memory = readNote(this.owner, "sessionStorage", this.memoryKey) || newMemory();
    this.clock = new StatementClock(this.memory.last);
    /** @type {Record<string, any>} */
    this.launchData = {};
    /** @type {number | null} 0 to 1 */
    this.mastery = null;
  }

  returnUrl() {
    return addressOf(this.owner, this.launchData.returnURL);
  }

  // ---- Beginning -------------------------------------------------------------------------------

  /** @returns {Promise<HeldRecord>} */
  async open() {
    if (this.memory.ended && !this.outbox.holds(() => true)) throw hasEnded();
    await this.authorize();
    if (this.memory.ended) return this.refuseToGoOn();
    await this.readLaunchData();
    const preferences = await this.readPreferences();
    await Promise.all([this.readResume(), this.readSaid("completed"), this.readSaid("passed")]);
    await this.initialize();
    return this.held(preferences);
  }

  /** The URL gives its token once; a page that was loaded again still has it. @returns {Promise<void>} */
  async authorize() {
    if (!this.memory.token) this.memory.token = await this.fetchToken();
    this.remember();
    this.lrs.address.authorization = basic(this.memory.token);
  }

  /** @returns {Promise<string>} */
  async fetchToken() {
    const answer = await ask(this.owner, this.fetchUrl, { method: "POST" });
    if (answer.status >= 500) throw new RemoteError(`The LMS answers ${answer.status} instead of a token`, false);
    const given = answer.ok ? parseJson(answer.text) : null;
    if (given && given["auth-token"]) return String(given["auth-token"]);
    const why = given ? `${given["error-code"]} ${given["error-text"]}` : `status ${answer.status}`;
    throw new RemoteError(`The LMS gives no token: ${why}`, true);
  }

  /**
   * Loading the page again ended the session, as closing it would have: an AU cannot tell the two apart. Nothing may be
   * said after `terminated`, so the learner has to be launched anew.
   * @returns {Promise<never>}
   */
  async refuseToGoOn() {
    await this.outbox.flush().then(() => this.forgetToken(), explain);
    throw hasEnded();
  }

  /** @returns {Promise<void>} */
  async readLaunchData() {
    const data = await this.lrs.readState("LMS.LaunchData");
    // Without the context template no statement would belong to this session.
    if (!data || !data.contextTemplate) throw new RemoteError("The LMS has written no LMS.LaunchData", true);
    this.launchData = data;
    const mastery = data.masteryScore;
    this.mastery = mastery === undefined || mastery === null ? null : asNumber(String(mastery));
  }

  /** @returns {Promise<Partial<Learner>>} */
  async readPreferences() {
    const wishes = await this.lrs.readAgentProfile("cmi5LearnerPreferences").catch(() => null);
    if (!wishes) return {};
    const language = String(wishes.languagePreference || "").split(",")[0].trim();
    return { language, volume: wishes.audioPreference === "off" ? 0 : null };
  }

  /**
   * @param {Partial<Learner>} preferences
   * @returns {Promise<HeldRecord>}
   */
  async held(preferences) {
    const mode = sessionMode(String(this.launchData.launchMode).toLowerCase());
    // After `initialized`, which is the first word to this LMS, whatever session the others are of.
    if (mode === "normal") await this.sendLeftovers();
    const held = this.heldRecord();
    return {
      ...held,
      mode,
      mastery: this.mastery === null ? null : Math.round(this.mastery * 10000) / 100,
      masteryBinds: this.mastery !== null,
      launchData: String(this.launchData.launchParameters || ""),
      learner: { ...held.learner, ...preferences },
    };
  }

  /**
   * The document may be behind: the page may have gone before the LRS confirmed the last statements.
   * @param {string} name
   * @returns {Promise<void>}
   */
  async readSaid(name) {
    const statements = this.isWaiting(name) ? [] : await this.lrs.find(VERBS + name);
    if (this.isWaiting(name) || statements.some(isDefined)) this.said.add(name);
  }

  /** @returns {Promise<void>} */
  async initialize() {
    if (!this.memory.initialized) {
      this.memory.initialized = this.say("initialized", { defined: true }).timestamp;
      this.remember();
    }
    // Without a network it waits with all others; an LMS that refuses it refuses the session.
    await this.outbox.flush().catch((error) => {
      if (error instanceof RemoteError && error.refused) throw error;
    });
  }

  /**
   * A registration says `completed` and `passed` once, and `failed` never after `passed` (cmi5 9.3): another session may
   * have said so since.
   * @param {Statement} statement
   */
  mayStillSay(statement) {
    const name = statement.verb.id.slice(VERBS.length);
    if (!isDefined(statement) || !["completed", "passed", "failed"].includes(name)) return true;
    return !this.said.has(name === "failed" ? "passed" : name);
  }

  // ---- Telling ---------------------------------------------------------------------------------

  /**
   * @param {LearnerRecord | null} record
   * @param {Interaction[]} answers
   * @param {{ milliseconds: number, final: boolean }} context
   * @returns {Promise<void>}
   */
  async save(record, answers, context) {
    await super.save(record, answers, context);
    if (context.final) this.forgetToken();
  }

  /** Whatever page this tab shows next has no business with it. */
  forgetToken() {
    this.memory.token = "";
    this.remember();
  }

  /**
   * @param {string} name
   * @param {Telling} [telling]
   */
  say(name, telling) {
    const statement = super.say(name, telling);
    this.memory.last = this.clock.last;
    this.remember();
    return statement;
  }

  remember() {
    writeNote(this.owner, "sessionStorage", this.memoryKey, this.memory);
  }

  /**
   * The LMS's template with what the statement adds; nothing in it is changed (cmi5 10.0).
   * @param {Telling} telling
   */
  contextOf({ parents = [], result = {}, defined = false }) {
    const template = this.launchData.contextTemplate;
    const activities = template.contextActivities || {};
    const judging = defined && ("success" in result || "completion" in result);
    const categories = [...(defined ? [CMI5_CATEGORY] : []), ...(judging ? [MOVEON_CATEGORY] : [])];
    const byMastery = defined && "success" in result && this.mastery !== null;
    return {
      registration: this.lrs.address.registration,
      ...template,
      contextActivities: {
        ...activities,
        ...addActivities("category", activities.category, categories),
        ...addActivities("parent", activities.parent, parents),
      },
      extensions: { ...(byMastery ? { [MASTERY_SCORE]: this.mastery } : {}), ...template.extensions },
    };
  }

  /**
   * `failed` waits until the learner leaves: a session that has said it may not say `passed` any more. `passed` waits until
   * all questions have an answer: a registration says it once, with the score of that moment.
   * @param {LearnerRecord} record
   * @param {boolean} final
   * @param {number} spent
   */
  tellResults(record, final, spent) {
    if (record.completion === "completed") this.sayOnce("completed", { completion: true, duration: isoDuration(spent) });
    const success = this.successOf(record);
    if (success === "unknown" || this.said.has("passed")) return;
    if (!final && (success === "failed" || !record.answered)) return;
    const score = record.score === null ? {} : { score: scoreResult(record.score, success === "passed") };
    const result = { success: success === "passed", ...score, duration: isoDuration(spent) };
    const news = this.isNews({ ...record, success });
    if (success === "passed") this.sayOnce("passed", result);
    // Who only looks in again has not failed again.
    else if (news || this.answered) this.say("failed", { defined: true, result });
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} result
   */
  sayOnce(name, result) {
    if (this.said.has(name)) return;
    this.said.add(name);
    this.say(name, { defined: true, result });
  }

  /**
   * The LMS's mastery score decides if there is one (cmi5 9.3.4, 9.3.5), also for a course that has a score and no
   * mastery score of its own.
   * @param {LearnerRecord} record
   * @returns {LearnerRecord["success"]}
   */
  successOf(record) {
    if (this.mastery === null) return record.success;
    if (record.score === null || (record.success === "unknown" && !record.answered)) return "unknown";
    return scoreResult(record.score, true).scaled >= this.mastery ? "passed" : "failed";
  }

  tellEnd() {
    if (this.memory.ended) return;
    this.memory.ended = true;
    const now = Math.max(Date.now(), this.clock.last + 1);
    const time = isoDuration(now - Date.parse(this.memory.initialized));
    this.say("terminated", { defined: true, result: { duration: time }, at: now });
  }
}

/** @returns {RemoteError} */
function hasEnded() {
  return new RemoteError("This cmi5 session has ended; the LMS has to launch the course anew", true);
}

/** @returns {Cmi5Memory} */
function newMemory() {
  return { token: "", initialized: "", last: 0, ended: false };
}

/**
 * @param {string} kind
 * @param {unknown} before one activity, a list of them, or nothing
 * @param {Record<string, unknown>[]} more
 * @returns {Record<string, unknown>}
 */
function addActivities(kind, before, more) {
  if (more.length === 0) return {};
  const list = Array.isArray(before) ? before : before ? [before] : [];
  return { [kind]: [...list, ...more.filter(({ id }) => !list.some((activity) => activity.id === id))] };
}

/**
 * @param {Statement} statement
 * @returns {boolean} whether it is one of those that cmi5 defines, and not one that happens to have the same verb
 */
function isDefined({ context }) {
  const { category = [] } = (context && context.contextActivities) || {};
  return (Array.isArray(category) ? category : [category]).some(({ id }) => id === CMI5_CATEGORY.id);
}

/**
 * @param {Window} owner
 * @param {unknown} text
 * @returns {string | null} null if there is none, or if it would run as a script
 */
function addressOf(owner, text) {
  try {
    const url = text ? new URL(String(text), owner.location.href) : null;
    return url && !["javascript:", "data:", "vbscript:"].includes(url.protocol) ? url.href : null;
  } catch (error) {
    return null;
  }
}
