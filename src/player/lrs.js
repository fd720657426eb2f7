// Talking to a Learning Record Store (xAPI 1.0.3): requests, documents, launch parameters.

const XAPI_VERSION = "1.0.3";

/**
 * How an LMS says where its LRS is and whom it has launched.
 * @typedef {object} LrsAddress
 * @property {string} endpoint
 * @property {string} authorization the value of the header; "" for none
 * @property {Record<string, unknown>} actor
 * @property {string} registration "" if the LMS names none
 * @property {string} activityId
 * @property {Record<string, string>} extras parameters of the launch that every request gives back
 */

/** @typedef {{ body?: string, headers?: Record<string, string>, keepalive?: boolean }} LrsRequest */

class Lrs {
  /**
   * @param {Window} owner
   * @param {LrsAddress} address
   */
  constructor(owner, address) {
    this.owner = owner;
    this.address = address;
    this.agent = JSON.stringify(address.actor);
    /** Bytes of the requests that are under way and outlive the page. */
    this.kept = 0;
    /** @type {Map<string, string>} the version of each document, as far as the LRS lets us see it */
    this.etags = new Map();
    /** Documents that are on their way. */
    this.putting = 0;
    this.wantsMatch = false;
  }

  /**
   * The request is on its way when this returns.
   * @param {string} method
   * @param {string} resource
   * @param {Record<string, string>} parameters
   * @param {LrsRequest} [request]
   * @returns {Promise<Reply>} rejects with a RemoteError if nothing comes back
   */
  async request(method, resource, parameters, { body, headers = {}, keepalive = false } = {}) {
    const size = body === undefined ? 0 : byteLength(body);
    const kept = keepalive && this.canKeepAlive(size);
    if (kept) this.kept += size;
    try {
      const all = { ...this.headers(body), ...headers };
      return await ask(this.owner, this.url(resource, parameters), { method, body, headers: all, keepalive: kept });
    } finally {
      if (kept) this.kept -= size;
    }
  }

  /**
   * @param {number} size
   * @returns {boolean} whether the browser finishes one more request of so many bytes when the page goes
   */
  canKeepAlive(size) {
    return this.kept + size <= KEEPALIVE_BYTES;
  }

  /**
   * @param {string | undefined} body
   * @returns {Record<string, string>}
   */
  headers(body) {
    /** @type {Record<string, string>} */
    const headers = { "X-Experience-API-Version": XAPI_VERSION };
    if (this.address.authorization) headers.Authorization = this.address.authorization;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    return headers;
  }

  /**
   * @param {string} resource
   * @param {Record<string, string>} parameters
   * @returns {string}
   */
  url(resource, parameters) {
    // An endpoint may have a query of its own.
    const [base, query] = this.address.endpoint.split("?");
    const pairs = Object.entries({ ...this.address.extras, ...parameters });
    const text = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    const whole = (query ? [query] : []).concat(text).join("&");
    return base.replace(/\/*$/, "/") + resource + (whole ? `?${whole}` : "");
  }

  // ---- Documents -------------------------------------------------------------------------------

  /**
   * @param {string} stateId
   * @returns {Record<string, string>}
   */
  stateParameters(stateId) {
    const { activityId, registration } = this.address;
    return { stateId, activityId, agent: this.agent, ...(registration ? { registration } : {}) };
  }

  /**
   * @param {string} stateId
   * @returns {Promise<any>} the document, null if there is none
   */
  readState(stateId) {
    return this.read("activities/state", this.stateParameters(stateId), stateId);
  }

  /**
   * @param {string} profileId
   * @returns {Promise<any>} the document, null if there is none
   */
  readAgentProfile(profileId) {
    return this.read("agents/profile", { profileId, agent: this.agent }, profileId);
  }

  /**
   * @param {string} resource
   * @param {Record<string, string>} parameters
   * @param {string} [id] of a document
   * @returns {Promise<any>} null for what is not there, or is no JSON
   */
  async read(resource, parameters, id) {
    const answer = await this.request("GET", resource, parameters);
    if (answer.status === 404) return null;
    if (!answer.ok) throw refusal(answer, `GET ${resource}`);
    if (id) this.remember(id, answer);
    return parseJson(answer.text);
  }

  /**
   * The State Resource takes documents without a word on their version (xAPI 1.0.3, Communication 3.1), and not
   * every LRS lets a page of another site send `If-Match`. So it is only sent to an LRS that asks for it.
   * @param {string} stateId
   * @param {string} text
   * @param {boolean} keepalive
   * @returns {Promise<void>}
   */
  async writeState(stateId, text, keepalive) {
    const put = () => this.put(stateId, text, this.wantsMatch, keepalive);
    let answer = await put();
    if ([409, 412, 428].includes(answer.status)) {
      this.wantsMatch = true;
      // Somebody else may have written since: this session is the newer one all the same.
      await this.readState(stateId);
      answer = await put();
    }
    if (!answer.ok) throw refusal(answer, "PUT activities/state");
  }

  /**
   * @param {string} stateId
   * @param {string} text
   * @param {boolean} match
   * @param {boolean} keepalive
   * @returns {Promise<Reply>}
   */
  async put(stateId, text, match, keepalive) {
    // What is on its way will change the version, and last words get no second try.
    const version = this.putting === 0 ? this.etags.get(stateId) : undefined;
    /** @type {Record<string, string>} */
    const headers = match ? { "If-Match": version || "*" } : {};
    const parameters = this.stateParameters(stateId);
    this.putting += 1;
    try {
      const answer = await this.request("PUT", "activities/state", parameters, { body: text, headers, keepalive });
      if (answer.ok) this.remember(stateId, answer);
      return answer;
    } finally {
      this.putting -= 1;
    }
  }

  /**
   * @param {string} id
   * @param {Reply} answer
   */
  remember(id, answer) {
    const etag = answer.headers.get("ETag");
    if (etag) this.etags.set(id, etag);
    else this.etags.delete(id);
  }

  // ---- Statements ------------------------------------------------------------------------------

  /**
   * @param {Statement[]} statements
   * @param {boolean} keepalive
   * @returns {Promise<Reply>}
   */
  post(statements, keepalive) {
    return this.request("POST", "statements", {}, { body: JSON.stringify(statements), keepalive });
  }

  /**
   * @param {string} verb
   * @returns {Promise<Statement[]>} the learner's statements about this activity in this registration; none if the
   *   LRS does not tell
   */
  async find(verb) {
    const { activityId, registration } = this.address;
    const parameters = { agent: this.agent, activity: activityId, verb, limit: "5" };
    try {
      const found = await this.read("statements", registration ? { ...parameters, registration } : parameters);
      return found && Array.isArray(found.statements) ? found.statements : [];
    } catch (error) {
      return [];
    }
  }
}

/**
 * @param {Reply} answer
 * @param {string} what
 * @returns {RemoteError}
 */
function refusal(answer, what) {
  return new RemoteError(`The LRS answers ${answer.status} to ${what}`, [401, 403].includes(answer.status), answer.status);
}

/**
 * @param {string} text
 * @returns {any} null if it is no JSON
 */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return null;
  }
}

/**
 * @param {string} text
 * @returns {number}
 */
function byteLength(text) {
  return new TextEncoder().encode(text).length;
}

/**
 * @param {string} token what an LMS gives for the Basic scheme, some with the scheme's name and some without
 * @returns {string}
 */
function basic(token) {
  return /^[a-z]+ /i.test(token) || token === "" ? token : `Basic ${token}`;
}

/**
 * @param {string} search
 * @returns {Map<string, string>} the parameters of a launch
 */
function launchParameters(search) {
  return new Map(new URLSearchParams(search));
}

/**
 * @param {Record<string, any>} actor
 * @returns {Learner}
 */
function learnerOf(actor) {
  const account = actor.account || {};
  const id = account.name || actor.mbox || actor.openid || actor.mbox_sha1sum || "";
  return { id: String(id), name: String(actor.name || ""), language: "", volume: null, speed: null, captions: null };
}

/**
 * A few words kept in the browser, for a tab (sessionStorage) or for good (localStorage), where it lets us.
 * @param {Window} owner
 * @param {"sessionStorage" | "localStorage"} place
 * @param {string} key
 * @returns {any} null if there is nothing
 */
function readNote(owner, place, key) {
  try {
    return JSON.parse(owner[place].getItem(key) || "null");
  } catch (error) {
    return null;
  }
}

/**
 * @param {Window} owner
 * @param {"sessionStorage" | "localStorage"} place
 * @param {string} key
 * @param {unknown} value null takes the note away
 */
function writeNote(owner, place, key, value) {
  try {
    if (value === null) owner[place].removeItem(key);
    else owner[place].setItem(key, JSON.stringify(value));
  } catch (error) {
    // Full, or not allowed.
  }
}
