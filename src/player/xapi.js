// xAPI as LMSs launch it (Tin Can launch): parameters, and which statement is said when.

const COURSE_TYPE = "http://adlnet.gov/expapi/activities/course";

/** What the launch says itself; everything else in the page's address is given back to the LRS. */
const XAPI_LAUNCH = [
  "endpoint",
  "auth",
  "actor",
  "registration",
  "activity_id",
  "activity_platform",
  "Accept-Language",
  "grouping",
  "content_token",
  "content_endpoint",
];

/** @type {Adapter} */
const xapi = {
  standard: "xAPI",
  limits: LIMITS,
  open(options) {
    const launch = xapiLaunch(options);
    return new RemoteSession(options, launch ? new XapiRemote(options, launch) : NO_REMOTE, xapi.limits.state);
  },
};

/** @typedef {{ address: LrsAddress, platform: string, language: string, grouping: string }} XapiLaunch */

/**
 * @param {SessionOptions} options
 * @returns {XapiLaunch | null} null if this is no launch by an LMS
 */
function xapiLaunch({ window: owner, courseId }) {
  const given = launchParameters(owner.location.search);
  const actor = mendActor(parseJson(given.get("actor") || ""));
  const endpoint = given.get("endpoint") || "";
  if (!endpoint || !actor) return null;
  return {
    address: {
      endpoint,
      authorization: basic(given.get("auth") || ""),
      actor,
      registration: given.get("registration") || "",
      activityId: given.get("activity_id") || `urn:coursewright:${courseId.replace("/", ":")}`,
      extras: Object.fromEntries(Array.from(given).filter(([name]) => !XAPI_LAUNCH.includes(name))),
    },
    platform: given.get("activity_platform") || "",
    language: given.get("Accept-Language") || "",
    grouping: given.get("grouping") || "",
  };
}

/**
 * Launches of before 1.0 give lists of names and addresses, and accounts by other names.
 * @param {any} actor
 * @returns {Record<string, unknown> | null} an agent with exactly one identifier; null if nobody can be told from it
 */
function mendActor(actor) {
  if (!actor || typeof actor !== "object") return null;
  const first = (/** @type {any} */ value) => (Array.isArray(value) ? value[0] : value);
  const name = first(actor.name);
  const mended = { objectType: "Agent", ...(name ? { name: String(name) } : {}) };
  const account = mendAccount(first(actor.account));
  if (account) return { ...mended, account };
  const mbox = first(actor.mbox);
  if (mbox) return { ...mended, mbox: /^mailto:/i.test(mbox) ? mbox : `mailto:${mbox}` };
  for (const key of ["mbox_sha1sum", "openid"]) {
    if (first(actor[key])) return { ...mended, [key]: first(actor[key]) };
  }
  return null;
}

/**
 * @param {any} account
 * @returns {{ homePage: string, name: string } | null}
 */
function mendAccount(account) {
  const homePage = account && (account.homePage || account.accountServiceHomePage);
  const name = account && (account.name || account.accountName);
  return homePage && name ? { homePage: String(homePage), name: String(name) } : null;
}

class XapiRemote extends LrsRemote {
  /**
   * @param {SessionOptions} options
   * @param {XapiLaunch} launch
   */
  constructor(options, launch) {
    super("xAPI", options, launch.address, newUuid(options.window));
    this.launch = launch;
    this.began = false;
  }

  /** @returns {Promise<HeldRecord>} */
  async open() {
    await this.readDocument();
    await this.sendLeftovers();
    this.begin();
    await this.outbox.flush().catch((error) => {
      if (error instanceof RemoteError && error.refused) throw error;
    });
    const held = this.heldRecord();
    return { ...held, learner: { ...held.learner, language: this.launch.language.split(/[,;]/)[0].trim() } };
  }

  /**
   * An LRS must refuse parameters that it does not know (with 400), and some LMSs add some that are not meant for it.
   * @returns {Promise<void>}
   */
  async readDocument() {
    try {
      await this.readResume();
    } catch (error) {
      const { address } = this.lrs;
      if (Object.keys(address.extras).length === 0 || !(error instanceof RemoteError) || error.status !== 400) throw error;
      address.extras = {};
      await this.readResume();
    }
  }

  begin() {
    if (this.began) return;
    this.began = true;
    this.say("initialized");
    if (this.found) this.say("resumed");
  }

  /** With its name: an LRS may know nothing of the package. */
  activity() {
    const { title, language } = this.options;
    const name = title ? { name: languageMap(language, title) } : {};
    return { ...super.activity(), definition: { type: COURSE_TYPE, ...name } };
  }

  /** @param {Telling} telling */
  contextOf({ parents = [] }) {
    const { address } = this.lrs;
    const { grouping, platform } = this.launch;
    return {
      ...(address.registration ? { registration: address.registration } : {}),
      ...(platform ? { platform } : {}),
      ...(this.options.language ? { language: this.options.language } : {}),
      contextActivities: {
        ...(parents.length > 0 ? { parent: parents } : {}),
        grouping: [{ objectType: "Activity", id: grouping || address.activityId }],
      },
    };
  }

  /**
   * A better score is a new result; a worse one never comes (`neverWorse`). While questions are open every answer
   * may better it, so the result waits for the last one.
   * @param {LearnerRecord} record
   * @param {boolean} final
   * @param {number} spent
   */
  tellResults(record, final, spent) {
    if (record.completion === "completed" && !this.said.has("completed")) {
      this.said.add("completed");
      this.say("completed", { result: { completion: true, duration: isoDuration(spent) } });
    }
    if (record.success === "unknown" || !(record.answered || final) || !this.isNews(record)) return;
    const success = record.success === "passed";
    const score = record.score === null ? {} : { score: scoreResult(record.score, success) };
    this.say(record.success, { result: { success, ...score, duration: isoDuration(spent) } });
  }

  /**
   * @param {LearnerRecord | null} record
   * @param {number} milliseconds
   */
  tellEnd(record, milliseconds) {
    const result = { duration: isoDuration(milliseconds) };
    if (record && record.completion !== "completed" && !isAttemptEnded(record)) this.say("suspended", { result });
    this.say("terminated", { result });
  }
}
