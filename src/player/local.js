// The session of a course on a plain web server or on disk: what the learner does is kept in this browser.
//
// Everything is written at once, so nothing is left to do when the page goes. Several tabs may show the same
// course: before a tab writes, and whenever another one has written, it takes in what the other has kept.

/** How long to wait, in milliseconds, before a browser that took nothing is asked again: somebody may make room. */
const LOCAL_RETRY_DELAY = 10000;
/** The version of what is kept. */
const LOCAL_FORMAT = 1;

/**
 * What the browser keeps of a course.
 * @typedef {Pick<HeldRecord, "completion" | "success" | "score" | "progress" | "location" | "state">} LocalRecord
 */

class LocalSession {
  /** @param {SessionOptions} options */
  constructor(options) {
    this.window = options.window;
    this.options = options;
    this.key = localKey(options.window.location, options.courseId);
    this.stateLimit = Math.min(LIMITS.state, options.stateLimit || Infinity);
    /** @type {HeldRecord | null} null where the browser keeps nothing */
    this.held = null;
    /** @type {LearnerRecord | null} */
    this.record = null;
    /** @type {SaveState} */
    this.state = "connecting";
    /** Nothing is ever kept in another place than the one that it is saved in. */
    this.shadow = { works: false };
    /** @type {string | null} what stood in the browser when this page last looked */
    this.seen = null;
    this.timer = 0;
  }

  // ---- Beginning -------------------------------------------------------------------------------

  /** Reads what is kept. `onReady` is called before this returns. */
  start() {
    this.seen = this.read();
    // A browser that is full still gives what it has.
    if (this.seen === null && !this.mayKeep()) {
      this.setState("alone");
      this.options.onReady(null, false);
      return;
    }
    this.held = heldLocally(parseLocal(this.seen));
    this.watchPage();
    this.setState("saved");
    this.options.onReady(this.held, false);
  }

  /** @returns {boolean} whether the browser keeps anything: it may refuse the touch, or the first write */
  mayKeep() {
    const probe = `${this.key}?`;
    try {
      const storage = this.window.localStorage;
      storage.setItem(probe, "1");
      const kept = storage.getItem(probe) === "1";
      storage.removeItem(probe);
      return kept;
    } catch (error) {
      return false;
    }
  }

  /** @returns {boolean} whether what happens now is kept */
  get records() {
    return this.held !== null && this.state !== "ended";
  }

  // ---- What the course reports -----------------------------------------------------------------

  /**
   * Keeps what the course says. Answers need no word of their own: the state holds them.
   * @param {LearnerRecord} record
   */
  update(record) {
    this.record = neverWorse(this.record || this.held, record);
    this.save();
  }

  /** @returns {boolean} a page among others is left as any page; one that something opened can be closed */
  mayLeave() {
    return Boolean(this.window.opener) && this.window === this.window.top;
  }

  /** @returns {boolean} nothing is launched after this course */
  canContinue() {
    return false;
  }

  // ---- Saving ----------------------------------------------------------------------------------

  /**
   * Brings the browser up to date. Harmless when there is nothing to do.
   * @returns {boolean} whether everything is kept
   */
  save() {
    if (!this.records) return false;
    this.window.clearTimeout(this.timer);
    this.takeIn();
    const kept = this.record === null || this.write(localRecord(this.record, this.stateLimit));
    if (!kept) this.timer = this.window.setTimeout(() => this.save(), LOCAL_RETRY_DELAY);
    this.setState(kept ? "saved" : "unsaved");
    return kept;
  }

  /**
   * @param {LocalRecord} record
   * @returns {boolean} false if the browser has no room, or has changed its mind
   */
  write(record) {
    const text = JSON.stringify({ format: LOCAL_FORMAT, ...record });
    if (text === this.seen) return true;
    try {
      this.window.localStorage.setItem(this.key, text);
    } catch (error) {
      warn(`The browser did not keep the progress: ${error}`);
      return false;
    }
    this.seen = text;
    return true;
  }

  /** @returns {string | null} */
  read() {
    try {
      return this.window.localStorage.getItem(this.key);
    } catch (error) {
      return null;
    }
  }

  /**
   * Joins what another tab has kept since this one last looked. What was deleted is no news: it is written again.
   * @returns {boolean} whether this page knows of something that the other tab does not
   */
  takeIn() {
    const text = this.read();
    if (text === this.seen) return false;
    const before = parseLocal(this.seen);
    this.seen = text;
    const other = parseLocal(text);
    if (!other) return false;
    const held = heldLocally(other);
    const { onElsewhere } = this.options;
    const joined = onElsewhere ? onElsewhere(held, heldLocally(before)) : { record: null, news: false };
    const record = joined.record || this.record;
    if (record) this.record = neverWorse(held, record);
    else this.held = held;
    return joined.news;
  }

  watchPage() {
    this.window.addEventListener("storage", (event) => {
      if (event.key === this.key || event.key === null) this.hear();
    });
    // A page in the browser's memory hears nothing of other tabs.
    this.window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.hear();
    });
  }

  /** Two tabs that write at the same moment each hear of the other afterwards, and the one who knows more writes again. */
  hear() {
    if (this.records && this.takeIn()) this.save();
  }

  // ---- Ending ----------------------------------------------------------------------------------

  /** @returns {boolean} whether everything is kept */
  finish() {
    if (this.state === "ended") return false;
    const kept = this.save();
    this.window.clearTimeout(this.timer);
    this.setState("ended");
    return kept;
  }

  /**
   * @param {string} state
   * @returns {number}
   */
  lengthOf(state) {
    return state.length;
  }

  /** @param {SaveState} state */
  setState(state) {
    if (this.state === state) return;
    this.state = state;
    this.options.onState(state);
  }
}

/**
 * On a server the course's id is enough, and a course that moves there keeps its learners' progress. From disk all
 * courses may share one store, or not, as the browser likes; so there the place counts too.
 * @param {Location} location
 * @param {string} courseId
 * @returns {string}
 */
function localKey(location, courseId) {
  const key = `coursewright:web:${courseId}`;
  return location.protocol === "file:" ? `${key}:${location.pathname}` : key;
}

/**
 * @param {LearnerRecord} record
 * @param {number} stateLimit
 * @returns {LocalRecord}
 */
function localRecord({ completion, success, score, progress, location, states }, stateLimit) {
  const state = states.find((form) => form.length <= stateLimit) || "";
  return { completion, success, score, progress, location, state };
}

/**
 * @param {string | null} text
 * @returns {LocalRecord | null} null if nothing is kept, or nothing that this script has written
 */
function parseLocal(text) {
  try {
    const kept = JSON.parse(text || "null");
    if (!kept || kept.format !== LOCAL_FORMAT) return null;
    return {
      completion: kept.completion === "completed" ? "completed" : "incomplete",
      success: kept.success === "passed" || kept.success === "failed" ? kept.success : "unknown",
      score: typeof kept.score === "number" ? kept.score : null,
      progress: typeof kept.progress === "number" ? kept.progress : null,
      location: String(kept.location || ""),
      state: String(kept.state || ""),
    };
  } catch (error) {
    return null;
  }
}

/**
 * @param {LocalRecord | null} kept
 * @returns {HeldRecord} in the words of an LMS, which knows more
 */
function heldLocally(kept) {
  const nothing = { completion: "incomplete", success: "unknown", score: null, progress: null, location: "", state: "" };
  return {
    .../** @type {LocalRecord} */ (kept || nothing),
    mode: "normal",
    credit: true,
    resumed: kept !== null,
    status: "",
    mastery: null,
    launchData: "",
    learner: { id: "", name: "", language: "", volume: null, speed: null, captions: null },
  };
}

/** @type {Adapter} */
const web = {
  standard: "Web",
  limits: LIMITS,
  open: (options) => new LocalSession(options),
};
