// `window.Coursewright`: what content that was made elsewhere needs to talk to any LMS, in a few words.
//
//     const info = await Coursewright.start();
//     if (info.bookmark) openLevel(info.bookmark);
//     Coursewright.bookmark("level-3");
//     Coursewright.score(85);
//     Coursewright.pass();
//
// `start` may be left out: the first call of anything starts the session. Nothing here throws because of an LMS;
// without one everything works and nothing is kept. Results never get worse: a lower score is ignored.
// The session lasts as long as the page that loaded the script: content of several pages must show them
// in a frame of that page, since an LMS takes one session per launch.

/**
 * @typedef {object} LaunchInfo
 * @property {boolean} connected whether there is an LMS
 * @property {boolean} resumed whether the learner has been here before
 * @property {"normal" | "review" | "browse"} mode in `review` and `browse` nothing is recorded
 * @property {Learner} learner
 * @property {string} bookmark
 * @property {string} data
 * @property {number | null} score percent
 * @property {number | null} mastery percent needed to pass, if the LMS names it
 * @property {"incomplete" | "completed" | "passed" | "failed"} status
 * @property {string} launchData
 */

/**
 * @typedef {object} AnswerReport
 * @property {string} id letters, digits, - and _
 * @property {"choice" | "multiple-response" | "true-false" | "fill-in"} type
 * @property {string | string[]} response option ids (one character each, a-z or 0-9), "true" or "false", or the text
 * @property {string | string[]} [correct] in the same form; for fill-in every text that is accepted
 * @property {boolean} right
 * @property {string} [text] the question, in plain words
 * @property {number} [weight] default 1
 * @property {number} [latency] milliseconds
 * @property {string[]} [objectives]
 * @property {boolean} [caseSensitive]
 */

class Content {
  /**
   * @param {Window} owner
   * @param {Adapter} adapter
   * @param {{ id: string, stateLimit?: number }} options
   */
  constructor(owner, adapter, { id, stateLimit }) {
    /** @type {LearnerRecord} what the content has said, on top of what the LMS held */
    this.record = { ...emptyRecord(), decided: true, answered: true, quizDecides: true };
    this.changed = false;
    /** @type {Promise<LaunchInfo> | null} */
    this.started = null;
    /** @type {(info: LaunchInfo) => void} */
    this.resolve = () => {};
    this.session = adapter.open({
      window: owner,
      courseId: id,
      stateLimit,
      onReady: (held) => this.onReady(held),
      onState: () => {},
      onLimited: () => warn("The LMS cut the data: nothing of it can be kept. Store less."),
    });
    this.limits = { ...adapter.limits, state: this.session.stateLimit };
  }

  /** @returns {Promise<LaunchInfo>} */
  start() {
    if (!this.started) {
      this.started = new Promise((resolve) => (this.resolve = resolve));
      this.session.start();
    }
    return this.started;
  }

  /** @param {HeldRecord | null} held */
  onReady(held) {
    if (held) {
      // What the content has said before the LMS was found goes before what the LMS held.
      this.record.location = this.record.location || held.location;
      if (this.record.states.length === 0) this.record.states = [held.state];
      this.record.mastery = held.mastery;
      if (this.changed) this.session.update({ ...this.record });
    }
    this.resolve(this.info(held));
  }

  /**
   * @param {HeldRecord | null} held
   * @returns {LaunchInfo}
   */
  info(held) {
    const nobody = { id: "", name: "", language: "", volume: null, speed: null, captions: null };
    return {
      connected: held !== null,
      resumed: held !== null && (held.resumed || held.state !== "" || held.location !== ""),
      mode: held ? held.mode : "normal",
      learner: held ? held.learner : nobody,
      bookmark: this.record.location,
      data: this.record.states[0] || "",
      score: held ? held.score : null,
      mastery: held ? held.mastery : null,
      status: held ? wordFor(held) : "incomplete",
      launchData: held ? held.launchData : "",
    };
  }

  /**
   * @param {Partial<LearnerRecord>} change
   * @param {Interaction} [answer]
   */
  set(change, answer) {
    this.start();
    Object.assign(this.record, change);
    this.changed = true;
    this.session.update({ ...this.record }, answer);
  }

  /** @param {string} text */
  setBookmark(text) {
    const { location } = this.limits;
    if (text.length > location) warn(`The bookmark is longer than ${location} characters and was cut.`);
    this.set({ location: text.slice(0, location) });
  }

  /**
   * @param {string} text
   * @returns {boolean} false if it is too long; then the data stays as it was
   */
  setData(text) {
    const length = this.session.lengthOf(text);
    if (length > this.limits.state) {
      warn(`The data takes ${length} characters, the standard allows ${this.limits.state}: not stored.`);
      return false;
    }
    this.set({ states: [text] });
    return true;
  }

  /** @param {AnswerReport} report */
  answer(report) {
    const interaction = interactionFrom(report);
    if (interaction) this.set({}, interaction);
  }

  /** @returns {boolean | Promise<boolean>} whether everything was saved; with a promise from an LMS that is reached over HTTP */
  finish() {
    this.start();
    const finished = this.session.finish("leave");
    // Whoever waits for the beginning waits no longer.
    this.resolve(this.info(this.session.held));
    return finished;
  }
}

/**
 * @param {HeldRecord} held
 * @returns {LaunchInfo["status"]}
 */
function wordFor(held) {
  return held.success === "unknown" ? held.completion : held.success;
}

/**
 * @param {unknown} value
 * @param {number} most
 * @param {string} what
 * @returns {number | null} null, with a warning, if it is not a number
 */
function inRange(value, most, what) {
  const number = Number(value);
  if (!Number.isFinite(number) || value === null || value === "") {
    warn(`${what} is not a number: ${value}`);
    return null;
  }
  if (number < 0 || number > most) warn(`${what} must be from 0 to ${most}, not ${number}.`);
  return Math.min(most, Math.max(0, number));
}

/**
 * @param {AnswerReport} report
 * @returns {Interaction | null}
 */
function interactionFrom(report) {
  if (!report || !["choice", "multiple-response", "true-false", "fill-in"].includes(report.type)) {
    warn("answer: `type` must be choice, multiple-response, true-false or fill-in.");
    return null;
  }
  if (!report.id) {
    warn("answer: `id` is missing.");
    return null;
  }
  const options = report.type === "fill-in" ? [] : asList(report.response).concat(asList(report.correct));
  if (/choice|multiple/.test(report.type) && options.some((option) => option.length > 1)) {
    warn("answer: SCORM 1.2 knows options by one character, a-z or 0-9; longer names may be refused.");
  }
  const forms = report.type === "fill-in" ? asList : (/** @type {unknown} */ value) => asList(value).map(asIdentifier);
  return {
    id: asIdentifier(report.id),
    type: report.type,
    description: report.text || "",
    at: new Date(),
    latency: Math.max(0, Number(report.latency) || 0),
    response: forms(report.response),
    correct: report.type === "fill-in" ? [] : forms(report.correct),
    ...(report.type === "fill-in" ? { gaps: [{ accepted: asList(report.correct) }] } : {}),
    caseSensitive: Boolean(report.caseSensitive),
    scored: true,
    right: Boolean(report.right),
    score: report.right ? 1 : 0,
    weight: Number.isFinite(report.weight) ? Number(report.weight) : 1,
    objectives: asList(report.objectives).map(asIdentifier),
  };
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function asList(value) {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/**
 * @param {string} text
 * @returns {string} with nothing that an LMS would refuse in an identifier
 */
function asIdentifier(text) {
  return text.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, 250);
}

/**
 * @param {Window} owner
 * @param {Adapter} adapter
 */
function startContent(owner, adapter) {
  const script = /** @type {HTMLElement | null} */ (owner.document.currentScript);
  const { course, stateLimit } = (script && script.dataset) || {};
  const id = course || owner.location.pathname;
  const content = new Content(owner, adapter, { id, stateLimit: Number(stateLimit) || undefined });
  /** @type {any} */ (owner).Coursewright = Object.freeze({
    /** Begins the session. @returns {Promise<LaunchInfo>} */
    start: () => content.start(),
    /** Where the learner is, to be given back at the next launch; without a text: what it is now. @param {string} [text] */
    bookmark: (text) => (text === undefined ? content.record.location : content.setBookmark(String(text))),
    /** Anything to be given back at the next launch, best ASCII; without a text: what it is now. @param {string} [text] */
    data: (text) => (text === undefined ? content.record.states[0] || "" : content.setData(String(text))),
    /** How much is done. @param {number} share 0 to 1 */
    progress: (share) => {
      const progress = inRange(share, 1, "progress");
      if (progress !== null) content.set({ progress });
    },
    /** @param {number} percent 0 to 100 */
    score: (percent) => {
      const score = inRange(percent, 100, "score");
      if (score !== null) content.set({ score });
    },
    /** Reports one answer. @param {AnswerReport} report */
    answer: (report) => content.answer(report),
    /** Done, without pass or fail. */
    complete: () => content.set({ completion: "completed", progress: 1 }),
    /** Passed, and so completed: many LMSs look at one of the two only. */
    pass: () => content.set({ completion: "completed", success: "passed", progress: 1 }),
    /** Not passed. It can still be passed later; call `complete` too if a failed try counts as done. */
    fail: () => content.set({ success: "failed" }),
    /** Saves and ends the session; closing the page does the same. @returns {boolean | Promise<boolean>} whether all is saved */
    finish: () => content.finish(),
    /** "connecting", "saved", "saving", "unsaved", "offline", "alone", "lost", "review" or "ended". */
    state: () => content.session.state,
  });
}
