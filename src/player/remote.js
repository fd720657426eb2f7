// A session with an LMS over HTTP (cmi5, xAPI, AICC): the promises of every session, kept asynchronously.
//
// One save is under way at a time, and what changes meanwhile goes into the next one. What the LMS has not
// confirmed is kept in this browser. When the page goes away everything that is left is handed over in one
// step, since nothing that waits for an answer would run any more.

/** Looks at the very beginning, while the learner waits; then the learner starts, and the search goes on. */
const CONNECT_DELAYS = [1000, 2000];
/** How long leaving waits for a save that is under way, and then for the last answer of the LMS. */
const SETTLE_TIME = 3000;
const LAST_ANSWER_TIME = 10000;
/** How long a learner who cannot be told "saved" may read so before going back to the LMS. */
const BAD_NEWS_TIME = 5000;

/** An LMS that says nothing for so long counts as not reached. */
const ANSWER_TIME = 30000;

/**
 * What browsers keep alive of a page that is gone is 64 KiB for all requests together. A browser that does not know
 * `keepalive` (Firefox before 133) may drop all of them: a page that is closed there, and not left through the course, may
 * lose its last words. State and results stay in that browser and are told when the course is opened there again; the last
 * answers, and the end of the session, may then be too late for an LMS that has closed it.
 */
const KEEPALIVE_BYTES = 60000;

/** What an LMS said no to, or did not answer. */
class RemoteError extends Error {
  /**
   * @param {string} message
   * @param {boolean} refused the LMS knows us and said no: asking again with the same words is no use
   * @param {number} [status] of the answer over HTTP; 0 if there was none
   */
  constructor(message, refused, status = 0) {
    super(message);
    this.refused = refused;
    this.status = status;
  }
}

/** @type {Remote} for a page that no LMS has launched */
const NO_REMOTE = {
  standard: "none",
  open: () => Promise.resolve(null),
  save: () => Promise.resolve(),
  returnUrl: () => null,
};

class RemoteSession extends SavingSession {
  /**
   * @param {SessionOptions} options
   * @param {Remote} remote
   * @param {number} stateLimit characters of state that the standard allows
   */
  constructor(options, remote, stateLimit) {
    super(options, stateLimit);
    this.remote = remote;
    this.connecting = false;
    /** Whether the page has been told to go on without an LMS. */
    this.wentOn = false;
    /** @type {Promise<void> | null} the save that is under way; never rejects */
    this.running = null;
    /** Whether something has come up meanwhile that must not wait. */
    this.urgent = false;
    /** @type {Promise<boolean> | null} the end of the session */
    this.last = null;
  }

  // ---- Beginning -------------------------------------------------------------------------------

  /** Asks the LMS for what it holds. `onReady` is called later. */
  start() {
    this.watchPage();
    this.connect();
  }

  connect() {
    if (this.connecting || this.held || this.state === "ended" || this.state === "alone") return;
    this.connecting = true;
    this.remote.open().then(
      (held) => this.opened(held),
      (error) => this.notOpened(error)
    );
  }

  /** @param {HeldRecord | null} held */
  opened(held) {
    this.connecting = false;
    if (this.state === "ended") {
      // The learner was faster. The LMS has opened a session, so it is told that it is over.
      if (held) this.remote.save(null, [], { milliseconds: 0, final: true }).catch(explain);
    } else if (held) {
      this.begin(held);
    } else {
      this.setState("alone");
      this.goOn();
    }
  }

  /** @param {unknown} error */
  notOpened(error) {
    this.connecting = false;
    explain(error);
    if (this.state === "ended") return;
    if (error instanceof RemoteError && error.refused) {
      this.setState("lost");
      this.goOn();
    } else if (this.retries < CONNECT_DELAYS.length && this.isOnline()) {
      this.connectIn(CONNECT_DELAYS[this.retries]);
      this.retries += 1;
    } else {
      this.setState(this.isOnline() ? "unsaved" : "offline");
      this.goOn();
      this.connectIn(this.nextDelay());
    }
  }

  /** @param {number} delay */
  connectIn(delay) {
    this.clearTimer();
    this.timer = this.window.setTimeout(() => {
      this.timer = 0;
      this.connect();
    }, delay);
  }

  /** The learner starts without an LMS. */
  goOn() {
    if (this.wentOn) return;
    this.wentOn = true;
    this.options.onReady(null, false);
  }

  /** @param {HeldRecord} held */
  begin(held) {
    this.clearTimer();
    this.retries = 0;
    this.began = this.now();
    this.committed = this.began;
    // What was reported before is reported again, joined with what the LMS holds.
    this.record = null;
    if (held.mode !== "normal") {
      this.held = held;
      this.interactions = [];
      this.setState("review");
    } else {
      this.held = this.shadow.open(this.options.courseId, held);
      this.dirty = true;
      this.push();
    }
    this.options.onReady(this.held, this.wentOn);
  }

  // ---- Saving ----------------------------------------------------------------------------------

  save() {
    if (this.held) super.save();
    else if (this.wentOn) this.connectAgain();
  }

  connectAgain() {
    if (this.state !== "unsaved" && this.state !== "offline") return;
    this.clearTimer();
    this.connect();
  }

  push() {
    if (!this.records || !this.dirty || this.last) return;
    this.urgent = this.running !== null;
    if (this.running) return;
    this.clearTimer();
    const record = this.recordNow();
    const answers = this.interactions.slice();
    this.dirty = false;
    if (this.state === "saved") this.setState("saving");
    this.running = this.send(record, answers, false).then(
      () => this.sent(record, answers),
      (error) => this.notSent(error)
    );
  }

  /**
   * @param {LearnerRecord | null} record
   * @param {Interaction[]} answers
   * @param {boolean} final
   * @returns {Promise<void>}
   */
  send(record, answers, final) {
    if (record) this.shadow.offered(record.states[0]);
    return this.remote.save(record, answers, { milliseconds: this.now() - this.began, final });
  }

  /** @returns {LearnerRecord} what the LMS should know, with the one state that it can keep */
  recordNow() {
    const held = /** @type {HeldRecord} */ (this.held);
    const opening = { ...emptyRecord(), mastery: held.mastery, location: held.location, states: [held.state] };
    const record = this.record || neverWorse(held, opening);
    return { ...record, states: [this.fittingState(record)] };
  }

  /**
   * @param {LearnerRecord} record
   * @param {Interaction[]} answers
   */
  sent(record, answers) {
    this.running = null;
    // The last words know more, and speak for themselves.
    if (this.state === "ended") return;
    this.confirm(record, answers);
    if (this.dirty) {
      if (this.record) this.shadow.keep(this.record);
      if (this.urgent) this.push();
    } else {
      this.setState(this.isOnline() ? "saved" : "offline");
    }
  }

  /**
   * @param {LearnerRecord} record
   * @param {Interaction[]} answers
   */
  confirm(record, answers) {
    this.retries = 0;
    this.committed = this.now();
    this.shadow.confirmed(record.states[0]);
    this.interactions = this.interactions.filter((answer) => !answers.includes(answer));
    if (!this.dirty) this.shadow.clear();
  }

  /** @param {unknown} error */
  notSent(error) {
    this.running = null;
    explain(error);
    this.dirty = true;
    if (this.state === "ended") return;
    if (this.record) this.shadow.keep(this.record);
    this.tryAgain(error instanceof RemoteError && error.refused ? "lost" : "failed");
  }

  /**
   * @param {string} state
   * @returns {number}
   */
  lengthOf(state) {
    return this.remote.lengthOf ? this.remote.lengthOf(state) : state.length;
  }

  /** @returns {boolean} no LMS of these standards offers it */
  canContinue() {
    return false;
  }

  // ---- Ending ----------------------------------------------------------------------------------

  /**
   * Sends everything a last time and ends the session, once. A learner who leaves is taken back to where the
   * LMS wants to have them.
   * @param {NavigationRequest} [request] `none`: the page is going, now or never
   * @returns {Promise<boolean>} whether all is saved
   */
  finish(request = "none") {
    if (this.last) return this.last;
    if (request === "none") return this.end();
    const settled = this.running ? Promise.race([this.running, this.wait(SETTLE_TIME)]) : Promise.resolve();
    return settled.then(() => this.end()).then((saved) => this.goBack(saved));
  }

  /** @returns {Promise<boolean>} */
  end() {
    if (this.last) return this.last;
    this.clearTimer();
    const sending = this.held ? this.endSession(this.held) : Promise.resolve(false);
    this.last = Promise.race([sending, this.wait(LAST_ANSWER_TIME).then(() => false)]);
    this.setState("ended");
    return this.last;
  }

  /**
   * @param {HeldRecord} held
   * @returns {Promise<boolean>}
   */
  endSession(held) {
    if (held.mode !== "normal") return this.send(null, [], true).then(() => true, failed);
    const record = { ...this.recordNow(), leaving: true };
    const answers = this.interactions.slice();
    if (this.record) this.shadow.keep(this.record);
    this.dirty = false;
    return this.send(record, answers, true).then(() => {
      this.confirm(record, answers);
      return true;
    }, failed);
  }

  /**
   * @param {boolean} saved
   * @returns {Promise<boolean>}
   */
  goBack(saved) {
    const url = this.returnUrl();
    if (url && saved) this.window.location.assign(url);
    else if (url) this.wait(BAD_NEWS_TIME).then(() => this.window.location.assign(url));
    return Promise.resolve(saved);
  }

  /** @returns {string | null} where a learner who leaves is taken */
  returnUrl() {
    return this.held ? this.remote.returnUrl() : null;
  }

  /**
   * @param {number} delay
   * @returns {Promise<void>}
   */
  wait(delay) {
    return new Promise((resolve) => this.window.setTimeout(() => resolve(), delay));
  }
}

/** @typedef {{ ok: boolean, status: number, headers: Headers, text: string }} Reply */

/**
 * The request is on its way when this returns.
 * @param {Window} owner
 * @param {string} url
 * @param {RequestInit} request
 * @returns {Promise<Reply>} whole; rejects with a RemoteError if nothing comes back
 */
async function ask(owner, url, request) {
  const abort = new AbortController();
  const timer = owner.setTimeout(() => abort.abort(), ANSWER_TIME);
  try {
    const answer = await owner.fetch(url, { ...request, cache: "no-store", signal: abort.signal });
    const { ok, status, headers } = answer;
    return { ok, status, headers, text: await answer.text() };
  } catch (error) {
    throw new RemoteError(`No answer to ${request.method} ${url.split("?")[0]}: ${error}`, false);
  } finally {
    owner.clearTimeout(timer);
  }
}

/**
 * @param {unknown} error
 * @returns {boolean}
 */
function failed(error) {
  explain(error);
  return false;
}

/** @param {unknown} error */
function explain(error) {
  warn(error instanceof Error ? error.message : String(error));
}
