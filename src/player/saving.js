// What every session with an LMS has in common: what is kept, when it is saved, when it is tried again.
//
// A session holds what the LMS should know (a LearnerRecord, absolute values). It decides when to save,
// keeps trying when that fails, and ends once, at the last event that a browser reliably fires. It never
// touches the page: what the learner should see goes out through `onState`. How the LMS is spoken to is
// the business of the classes built on this one.

/** A page change waits this long for the next one: each commit is a request that blocks in many LMSs. */
const COMMIT_DELAY = 1500;
/** Waits between tries after a failed commit, in milliseconds; the last one repeats. */
const RETRY_DELAYS = [2000, 4000, 8000, 16000, 32000, 60000];
/** Hiding the page commits the time spent if the last commit is older than this. */
const HIDDEN_COMMIT_AGE = 30000;

class SavingSession {
  /**
   * @param {SessionOptions} options
   * @param {number} stateLimit characters of state that the standard allows
   */
  constructor(options, stateLimit) {
    this.window = options.window;
    this.options = options;
    /** @type {HeldRecord | null} */
    this.held = null;
    /** @type {LearnerRecord | null} */
    this.record = null;
    /** @type {SaveState} */
    this.state = "connecting";
    /** @type {Interaction[]} answers that the LMS does not have yet */
    this.interactions = [];
    this.stateLimit = Math.min(stateLimit, options.stateLimit || Infinity);
    this.dirty = false;
    this.retries = 0;
    this.timer = 0;
    this.began = this.now();
    this.committed = this.began;
    this.shadow = new Shadow(options.window);
  }

  /** @returns {boolean} whether an LMS keeps what happens now */
  get records() {
    return Boolean(this.held && this.held.mode === "normal" && this.state !== "ended");
  }

  // ---- What differs ----------------------------------------------------------------------------

  /** Brings the LMS up to date. Harmless when there is nothing to do. */
  push() {}

  /** After a doubt: nothing that was written counts as written. */
  forgetWritten() {}

  /**
   * @param {NavigationRequest} [_request]
   * @returns {boolean | Promise<boolean>}
   */
  finish(_request) {
    return false;
  }

  // ---- What the course reports -----------------------------------------------------------------

  /**
   * Takes what the LMS should know now. It is saved soon; at once after an answer or when a status changes.
   * @param {LearnerRecord} record
   * @param {(Interaction | undefined)[]} given
   */
  update(record, ...given) {
    if (this.held && this.held.mode !== "normal") return;
    const before = this.record;
    this.record = neverWorse(before || this.held, record);
    const answers = /** @type {Interaction[]} */ (given.filter(Boolean));
    this.interactions.push(...answers);
    if (!this.records) return;
    this.dirty = true;
    this.shadow.keep(this.record);
    if (answers.length > 0 || !before || statusOf(before) !== statusOf(this.record)) this.push();
    else this.saveSoon();
  }

  // ---- Saving ----------------------------------------------------------------------------------

  /** Saves everything again, now: the learner asks for it, or the connection is back. */
  save() {
    if (!this.records) return;
    this.retries = 0;
    this.dirty = true;
    this.forgetWritten();
    this.push();
  }

  saveSoon() {
    if (this.state === "saved") this.setState("saving");
    if (!this.timer) this.setTimer(COMMIT_DELAY);
  }

  /** @param {number} delay */
  setTimer(delay) {
    this.clearTimer();
    this.timer = this.window.setTimeout(() => {
      this.timer = 0;
      this.push();
    }, delay);
  }

  clearTimer() {
    this.window.clearTimeout(this.timer);
    this.timer = 0;
  }

  /**
   * Most LMSs keep what is written in memory and say "true" to a commit even without a network, so
   * everything is written again when the connection is back.
   * @param {"saved" | "failed" | "lost"} result
   */
  tryAgain(result) {
    this.forgetWritten();
    this.setState(!this.isOnline() ? "offline" : result === "lost" ? "lost" : "unsaved");
    this.setTimer(this.nextDelay());
  }

  /** @returns {number} */
  nextDelay() {
    this.retries += 1;
    return RETRY_DELAYS[Math.min(this.retries, RETRY_DELAYS.length) - 1];
  }

  /**
   * @param {LearnerRecord} record
   * @returns {string} the longest form of the state that the LMS can keep
   */
  fittingState(record) {
    return record.states.find((state) => this.lengthOf(state) <= this.stateLimit) || "";
  }

  /**
   * @param {string} state
   * @returns {number}
   */
  lengthOf(state) {
    return state.length;
  }

  // ---- The page --------------------------------------------------------------------------------

  /**
   * `pagehide` ends the session; `visibilitychange` is the last event that phones fire. No `unload`
   * (ignored by Safari, on its way out in Chrome) and no `beforeunload` (its question annoys and saves nothing).
   */
  watchPage() {
    const page = this.window.document;
    page.addEventListener("visibilitychange", () => {
      if (page.visibilityState === "hidden") this.saveHidden();
    });
    this.window.addEventListener("pagehide", () => this.finish());
    // A page that comes back from the browser's memory has no session any more.
    this.window.addEventListener("pageshow", (event) => {
      if (event.persisted && this.state === "ended") this.window.location.reload();
    });
    this.window.addEventListener("online", () => this.save());
    this.window.addEventListener("offline", () => {
      if (this.records) this.setState("offline");
    });
  }

  saveHidden() {
    if (!this.records) return;
    if (this.now() - this.committed > HIDDEN_COMMIT_AGE) this.dirty = true;
    this.push();
  }

  // ---- Small things ----------------------------------------------------------------------------

  /** @param {SaveState} state */
  setState(state) {
    if (this.state === state) return;
    this.state = state;
    this.options.onState(state);
  }

  /** @returns {boolean} */
  isOnline() {
    return this.window.navigator.onLine !== false;
  }

  /** @returns {number} milliseconds by a clock that never runs backwards */
  now() {
    return this.window.performance.now();
  }
}
