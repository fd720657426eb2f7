// A strict LMS with a Learning Record Store: it launches (cmi5 or xAPI), refuses whatever the specifications do not
// allow, and remembers every refusal in `problems`. In a test it answers `fetch` directly; `listen` makes it a server.
//
//     const lrs = new FakeLrs({ standard: "cmi5", launchData: { masteryScore: 0.8 } });
//     await lrs.listen();                       // then lrs.origin is an address
//     page.goto(`${course}/index.html?${lrs.launch()}`);
//     lrs.verbs();                              // ["initialized", "answered", …]
//     assert.deepEqual(lrs.problems, []);

import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { CMI5_CATEGORY, SESSION_ID, cmi5Findings, cmi5OrderFindings, statementFindings, verbOf } from "./statement-rules.mjs";

const PUBLISHER = { id: "https://example.com/courses/leading-upward", objectType: "Activity" };
const LAUNCH_DATA = "LMS.LaunchData";

export class FakeLrs {
  /**
   * @param options.standard "cmi5" or "xapi"
   * @param options.launchData what LMS.LaunchData has beyond the usual; null writes none
   * @param options.preferences the learner's, null for none
   * @param options.wantsMatch refuses to overwrite a document without If-Match
   * @param options.tellsVersion answers with the ETag of what was written
   * @param options.hidesStatements answers 403 to questions for statements
   * @param options.takesLate takes statements of sessions that are over, as a plain LRS would
   * @param options.refusesParameters answers 400 to parameters that xAPI does not know
   */
  constructor({ standard = "cmi5", launchData = {}, preferences = null, ...strictness } = {}) {
    Object.assign(this, { standard, extraLaunchData: launchData, preferences, strictness });
    this.origin = "http://lrs.test";
    this.actor = { objectType: "Agent", name: "Jo Doe", account: { homePage: "https://lms.example.com", name: "learner-1" } };
    this.registration = randomUUID();
    this.activityId = "https://lms.example.com/au/42";
    /** In the order in which they were stored. */
    this.statements = [];
    /** "state/<activity>/<registration>/<id>" or "profile/<id>" → text */
    this.documents = new Map();
    this.sessions = new Map();
    /** Every request: { method, path, status, keepalive, size } */
    this.log = [];
    /** Everything that broke a rule. */
    this.problems = [];
    /** (request) → a status to answer with, "silence" (no answer at all), "cut" (taken, but the answer is lost), or nothing. */
    this.trouble = () => undefined;
    this.pending = [];
    this.gone = false;
  }

  // ---- Launching -------------------------------------------------------------------------------

  /** @returns {string} the query of a launch, for a new session */
  launch(extra = {}) {
    const token = Buffer.from(`session:${randomUUID()}`).toString("base64");
    const session = { id: randomUUID(), token, fetched: false, asked: [], ...this.place() };
    this.sessions.set(token, session);
    this.session = session;
    if (this.standard === "xapi") return this.query({ ...this.xapiLaunch(token), ...extra });
    session.launchData = this.extraLaunchData === null ? null : this.launchDataFor(session);
    if (session.launchData) this.documents.set(this.stateKey(LAUNCH_DATA), JSON.stringify(session.launchData));
    if (this.preferences) this.documents.set("profile/cmi5LearnerPreferences", JSON.stringify(this.preferences));
    const fetch = `${this.origin}/token?session=${session.id}`;
    const { registration, activityId, actor } = this;
    return this.query({ endpoint: `${this.origin}/xapi/`, fetch, actor: JSON.stringify(actor), registration, activityId, ...extra });
  }

  place() {
    return { actor: this.actor, registration: this.registration, activityId: this.activityId };
  }

  launchDataFor(session) {
    return {
      contextTemplate: {
        platform: "Acme LMS",
        contextActivities: { grouping: [PUBLISHER] },
        extensions: { [SESSION_ID]: session.id, "https://lms.example.com/cohort": "spring" },
      },
      launchMode: "Normal",
      moveOn: "CompletedAndPassed",
      ...this.extraLaunchData,
    };
  }

  xapiLaunch(token) {
    const { registration, activityId, actor } = this;
    return { endpoint: `${this.origin}/xapi/`, auth: `Basic ${token}`, actor: JSON.stringify(actor), registration, activity_id: activityId };
  }

  query(parameters) {
    return Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  }

  // ---- What a test asks ------------------------------------------------------------------------

  /** @returns {string[]} what was stored, in order, of one session or of all */
  verbs(session) {
    const of = session && session.id;
    return this.statements.filter(({ context }) => !of || context.extensions[SESSION_ID] === of).map(verbOf);
  }

  /** @returns the statements with this verb */
  said(verb) {
    return this.statements.filter((statement) => verbOf(statement) === verb);
  }

  /** @returns the document that the content keeps, null if there is none */
  resume(id = "resume") {
    return JSON.parse(this.documents.get(this.stateKey(id)) || "null");
  }

  stateKey(id) {
    return `state/${this.activityId}/${this.registration}/${id}`;
  }

  /** The page is gone: what it started without `keepalive` is dropped, it hears no answer, and it starts nothing more. */
  async unload() {
    this.gone = true;
    this.pending.forEach((request) => (request[request.keepalive ? "unheard" : "dropped"] = true));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  // ---- Being asked -----------------------------------------------------------------------------

  /** Stands in for a page's `fetch`. */
  get fetch() {
    return (url, init = {}) => {
      if (this.gone) return Promise.reject(new TypeError("the page is gone"));
      const request = { ...init, url: String(url), keepalive: Boolean(init.keepalive) };
      this.pending.push(request);
      this.checkBudget();
      return new Promise((resolve, reject) => {
        if (init.signal) init.signal.addEventListener("abort", () => reject(new TypeError("aborted")));
        setImmediate(() => this.answer(request, resolve, reject));
      });
    };
  }

  checkBudget() {
    const size = this.pending.filter(({ keepalive }) => keepalive).reduce((sum, { body = "" }) => sum + Buffer.byteLength(body), 0);
    if (size > 65536) this.problem(`keepalive of ${size} bytes, more than browsers allow`);
  }

  answer(request, resolve, reject) {
    this.pending = this.pending.filter((other) => other !== request);
    if (request.dropped) return;
    const { status, headers, body } = this.handle(request);
    if (status === "silence" || request.unheard) return;
    if (status === "cut") reject(new TypeError("network error"));
    else resolve(new Response([204, 304].includes(status) ? null : body, { status, headers }));
  }

  /** @returns {{ status: number | string, headers: object, body: string }} */
  handle({ method = "GET", url, headers = {}, body = "", keepalive = false }) {
    const address = new URL(url, this.origin);
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const request = { method, path: address.pathname, parameters: address.searchParams, headers: lower, body, keepalive };
    const trouble = this.trouble(request);
    let answer = trouble === undefined || trouble === "cut" ? this.route(request) : { status: trouble };
    if (trouble === "cut") answer = { ...answer, status: "cut" };
    this.log.push({ method, path: request.path, status: answer.status, keepalive, size: Buffer.byteLength(body) });
    const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? "");
    return { status: answer.status, headers: { "content-type": "application/json", ...answer.headers }, body: text };
  }

  route(request) {
    const { path, method, headers } = request;
    if (path === "/token") return this.giveToken(request);
    const resource = path.replace(/^\/xapi\//, "");
    if (headers["x-experience-api-version"] !== "1.0.3") return this.refuse(400, `${path}: no version`);
    const session = this.sessions.get((headers.authorization || "").replace(/^Basic /, ""));
    if (!session || (this.standard === "cmi5" && !session.fetched)) return this.refuse(401, `${path}: not authorized`);
    session.asked.push(`${method} ${resource} ${request.parameters.get("stateId") || request.parameters.get("profileId") || ""}`.trim());
    const unknown = this.unknownParameters(resource, request);
    if (unknown.length > 0 && this.strictness.refusesParameters) return { status: 400 };
    if (resource === "statements") return method === "POST" ? this.store(request, session) : this.list(request);
    if (resource === "activities/state") return this.document(request, this.stateKeyOf(request), session);
    if (resource === "agents/profile") return this.document(request, `profile/${request.parameters.get("profileId")}`, session);
    return this.refuse(404, `${path} is no resource`);
  }

  unknownParameters(resource, { parameters }) {
    const known = {
      "statements": ["statementId", "agent", "verb", "activity", "registration", "limit", "since", "until", "ascending", "format"],
      "activities/state": ["activityId", "agent", "registration", "stateId", "since"],
      "agents/profile": ["agent", "profileId", "since"],
    }[resource];
    return [...parameters.keys()].filter((name) => known && !known.includes(name));
  }

  refuse(status, what) {
    this.problem(what);
    return { status, body: { error: what } };
  }

  problem(what) {
    this.problems.push(what);
  }

  giveToken({ method, parameters, body }) {
    if (method !== "POST") return this.refuse(405, `8.2.1: the token is fetched with ${method}`);
    if (body) this.problem("the request for the token has a body");
    const session = [...this.sessions.values()].find(({ id }) => id === parameters.get("session"));
    if (!session) return { status: 200, body: { "error-code": "2", "error-text": "unknown" } };
    if (session.fetched) {
      this.problem("8.1.2: the token is fetched twice");
      return { status: 200, body: { "error-code": "1", "error-text": "already given" } };
    }
    session.fetched = true;
    return { status: 200, body: { "auth-token": session.token } };
  }

  // ---- Documents -------------------------------------------------------------------------------

  stateKeyOf({ parameters }) {
    const [id, activity, agent] = ["stateId", "activityId", "agent"].map((name) => parameters.get(name));
    if (!id || !activity || !agent) this.problem("a state needs stateId, activityId and agent");
    if (agent !== JSON.stringify(this.agentOfLaunch())) this.problem(`the agent of the state is not the learner: ${agent}`);
    return `state/${activity}/${parameters.get("registration")}/${id}`;
  }

  agentOfLaunch() {
    return this.expectedActor || this.actor;
  }

  document({ method, headers, body }, key, session) {
    const before = this.documents.get(key);
    const versionOf = (text) => `"${createHash("sha1").update(text).digest("hex")}"`;
    const etag = before === undefined ? undefined : versionOf(before);
    if (method === "GET") return before === undefined ? { status: 404 } : { status: 200, body: before, headers: { etag } };
    if (method !== "PUT") return this.refuse(405, `${method} of a document`);
    if (key.endsWith(`/${LAUNCH_DATA}`)) return this.refuse(403, "10.0: the launch data is the LMS's own");
    if (key.startsWith("profile/")) return { status: 403 };
    if (!/^application\/json/.test(headers["content-type"] || "")) return this.refuse(400, "a document without its type");
    const match = headers["if-match"];
    if (match && match !== "*" && match !== etag) return { status: 412 };
    if (!match && before !== undefined && this.strictness.wantsMatch) return { status: 409 };
    if (session.launchData && session.launchData.launchMode !== "Normal") this.problem("a state is written in review or browse mode");
    this.documents.set(key, body);
    return { status: 204, headers: this.strictness.tellsVersion ? { etag: versionOf(body) } : {} };
  }

  // ---- Statements ------------------------------------------------------------------------------

  store({ body, headers }, session) {
    if (!/^application\/json/.test(headers["content-type"] || "")) return this.refuse(400, "statements without their type");
    const batch = [].concat(JSON.parse(body));
    const known = new Map(this.statements.map((statement) => [statement.id, statement]));
    const fresh = [];
    for (const statement of batch) {
      const before = known.get(statement.id);
      if (before && JSON.stringify(before) !== JSON.stringify(statement)) return this.refuse(409, "another statement with the same id");
      if (before && this.strictness.refusesKnown) return { status: 409 };
      if (before) continue;
      const wrong = this.findings(statement, session, [...this.statements, ...fresh]);
      // A statement of an earlier session is no mistake of the content's, but the LMS has closed that session.
      if (wrong === "closed") return { status: 403 };
      if (wrong.length > 0) return this.refuse(this.standard === "cmi5" ? 403 : 400, wrong.map((one) => `${verbOf(statement)}: ${one}`).join("; "));
      fresh.push(statement);
    }
    this.statements.push(...fresh);
    return { status: 200, body: batch.map(({ id }) => id) };
  }

  findings(statement, session, stored) {
    const wrong = statementFindings(statement);
    if (wrong.length > 0 || this.standard !== "cmi5") return wrong.concat(this.xapiFindings(statement, session));
    const own = statement.context?.extensions?.[SESSION_ID];
    if (own !== session.id && this.strictness.takesLate) return wrong;
    if (own !== session.id && [...this.sessions.values()].some(({ id }) => id === own)) return "closed";
    if (!session.asked.includes(`GET activities/state ${LAUNCH_DATA}`)) wrong.push("10.0: the launch data was not read");
    if (!session.asked.includes("GET agents/profile cmi5LearnerPreferences")) wrong.push("11.0: the preferences were not read");
    return wrong.concat(cmi5Findings(statement, session), cmi5OrderFindings(statement, stored, own));
  }

  xapiFindings(statement, session) {
    if (this.standard !== "xapi") return [];
    const wrong = [];
    if (JSON.stringify(statement.actor) !== JSON.stringify(this.agentOfLaunch())) wrong.push("the actor is not the launched one");
    if (session.registration && statement.context?.registration !== session.registration) wrong.push("the registration is not the launched one");
    return wrong;
  }

  list({ parameters }) {
    if (this.strictness.hidesStatements) return { status: 403 };
    const wanted = (name) => parameters.get(name);
    const found = this.statements.filter(
      (statement) =>
        (!wanted("verb") || statement.verb.id === wanted("verb")) &&
        (!wanted("activity") || statement.object.id === wanted("activity")) &&
        (!wanted("registration") || statement.context?.registration === wanted("registration"))
    );
    return { status: 200, body: { statements: found.reverse().slice(0, Number(wanted("limit")) || 100), more: "" } };
  }

  // ---- A server --------------------------------------------------------------------------------

  /** @returns {Promise<string>} the origin */
  async listen(port = 0) {
    this.server = createServer((request, response) => this.serve(request, response));
    await new Promise((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${this.server.address().port}`;
    return this.origin;
  }

  async serve(request, response) {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    const cors = {
      "access-control-allow-origin": request.headers.origin || "*",
      "access-control-allow-methods": "GET, PUT, POST, DELETE, HEAD, OPTIONS",
      "access-control-allow-headers": "authorization, content-type, x-experience-api-version, if-match, if-none-match",
      "access-control-expose-headers": "etag, x-experience-api-version",
    };
    if (request.method === "OPTIONS") return response.writeHead(204, cors).end();
    const { status, headers, body: text } = this.handle({ method: request.method, url: request.url, headers: request.headers, body });
    if (status === "silence") return undefined;
    if (status === "cut") return request.socket.destroy();
    return response.writeHead(status, { ...cors, ...headers }).end([204, 304].includes(status) ? undefined : text);
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

export { CMI5_CATEGORY };
