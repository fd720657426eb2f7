// The session of a course that stands in a learning path's own page: that page keeps everything, and this one keeps nothing.
//
// The two talk by messages, since pages from disk may not touch each other. `cwPath` marks them as theirs:
//
//     course → path   open; record (a LearnerRecord, and answers; the `turn` of what it was told last); save; leave (where to)
//     path → course   held (a HeldRecord; `late` if the path has found its LMS only now); elsewhere (a HeldRecord, of another
//                     tab), both with a `turn`; saved (a SaveState); all with `ways`, where the path may lead from here

/** How long to wait, in milliseconds, before a page that does not answer is asked again, and how often: its script may be on its way. */
const KNOCK_DELAY = 500;
const KNOCKS = 10;
/** Then, with the learner already reading. */
const LATE_KNOCK_DELAY = 5000;
const LATE_KNOCKS = 24;

class PathSession {
  /** @param {SessionOptions} options */
  constructor(options) {
    this.window = options.window;
    this.options = options;
    this.stateLimit = Math.min(LIMITS.state, options.stateLimit || Infinity);
    /** @type {HeldRecord | null} */
    this.held = null;
    /** @type {LearnerRecord | null} */
    this.record = null;
    /** @type {Interaction[]} given before the path has answered */
    this.waiting = [];
    /** @type {SaveState} */
    this.state = "connecting";
    this.shadow = { works: false };
    /** @type {PathWays} a path that does not say decides when it is asked */
    this.ways = { continue: true, again: false };
    /** Whether there is anybody: a path may say so before it knows what it holds. */
    this.heard = false;
    /** Which of all that the path has told of what it holds this course knows. */
    this.turn = 0;
    /** Whether the course has begun without the path. */
    this.wentOn = false;
  }

  // ---- Beginning -------------------------------------------------------------------------------

  start() {
    this.window.addEventListener("message", (event) => this.hear(event));
    this.window.addEventListener("pagehide", () => this.finish());
    // A page that comes back from the browser's memory has no session any more.
    this.window.addEventListener("pageshow", (event) => {
      if (event.persisted && this.state === "ended") this.window.location.reload();
    });
    if (this.window.parent === this.window) this.goOnAlone();
    else this.knock(1);
  }

  /** @param {number} time */
  knock(time) {
    if (this.heard || this.state === "ended") return;
    this.say({ type: "open" });
    if (time === KNOCKS) this.goOnAlone();
    if (time >= KNOCKS + LATE_KNOCKS) return;
    this.window.setTimeout(() => this.knock(time + 1), time < KNOCKS ? KNOCK_DELAY : LATE_KNOCK_DELAY);
  }

  goOnAlone() {
    this.wentOn = true;
    this.setState("alone");
    this.options.onReady(null, false);
  }

  // ---- What the path says ----------------------------------------------------------------------

  /** @param {MessageEvent} event */
  hear(event) {
    const message = event.data;
    const fromPath = event.source !== null && event.source === this.window.parent && event.source !== this.window;
    if (!fromPath || !isOfOwnOrigin(this.window, event) || !message || message.cwPath !== 1 || this.state === "ended") return;
    if (message.type === "held" && (!this.held || message.late)) this.begin(message);
    else if (message.type === "elsewhere") this.joinElsewhere(message);
    else if (message.type === "saved") this.saved(message);
  }

  /** @param {{ held?: HeldRecord, ways?: PathWays, turn?: number }} message */
  begin({ held, ways, turn = 0 }) {
    if (!held) return;
    const isLate = this.wentOn || this.held !== null;
    this.heard = true;
    this.held = held;
    this.turn = turn;
    this.takeWays(ways);
    const before = this.record;
    this.record = null;
    if (held.mode !== "normal") this.waiting = [];
    this.setState(held.mode === "normal" ? "saved" : "review");
    this.options.onReady(held, isLate);
    // What was answered meanwhile goes with what the course makes of both together.
    if (this.waiting.length > 0) this.tell(this.record || before);
  }

  /**
   * The learner has gone on in another tab. What that tab lacks is told, and it hears of it from the path.
   * @param {{ held?: HeldRecord, ways?: PathWays, turn?: number }} message
   */
  joinElsewhere({ held, ways, turn = 0 }) {
    this.takeWays(ways);
    const { onElsewhere } = this.options;
    if (!held || !this.records || !onElsewhere) return;
    this.turn = turn;
    const { record, news } = onElsewhere(held);
    const known = record || this.record;
    if (known) this.record = neverWorse(held, known);
    if (news) this.tell(this.record);
  }

  /** @param {{ state?: SaveState, ways?: PathWays }} message */
  saved({ state, ways }) {
    this.heard = true;
    this.takeWays(ways);
    if (!this.held || this.held.mode !== "normal" || !state || state === "ended") return;
    this.state = state;
    this.options.onState(state);
  }

  /** @param {PathWays} [ways] */
  takeWays(ways) {
    if (ways) this.ways = { continue: Boolean(ways.continue), again: Boolean(ways.again) };
  }

  // ---- What the course says --------------------------------------------------------------------

  /**
   * The path keeps whatever it is told, and what it cannot keep whole it shortens itself.
   * @param {{ type: string, [key: string]: unknown }} message
   */
  say(message) {
    this.window.parent.postMessage({ cwPath: 1, ...message }, targetOrigin(this.window));
  }

  /** @param {LearnerRecord | null} record */
  tell(record) {
    if (!record || !this.records) return;
    this.say({ type: "record", record, answers: this.waiting, turn: this.turn });
    this.waiting = [];
    if (this.state === "saved") this.setState("saving");
  }

  /** @returns {boolean} whether the path keeps what happens now */
  get records() {
    return this.held !== null && this.held.mode === "normal" && this.state !== "ended";
  }

  /**
   * @param {LearnerRecord} record
   * @param {(Interaction | undefined)[]} given
   */
  update(record, ...given) {
    if (this.state === "ended" || (this.held && !this.records)) return;
    this.record = neverWorse(this.record || this.held, record);
    this.waiting.push(.../** @type {Interaction[]} */ (given.filter(Boolean)));
    this.tell(this.record);
  }

  save() {
    this.tell(this.record);
    if (this.records) this.say({ type: "save" });
  }

  /** @returns {boolean} */
  canContinue() {
    return this.held !== null && this.state !== "ended" && this.ways.continue;
  }

  /** @returns {boolean} */
  mayTryAgain() {
    return this.held !== null && this.state !== "ended" && this.ways.again;
  }

  /**
   * @param {string} state
   * @returns {number}
   */
  lengthOf(state) {
    return state.length;
  }

  /**
   * @param {NavigationRequest} [request]
   * @returns {boolean} whether all is saved, as far as the path has said
   */
  finish(request = "none") {
    if (this.state === "ended") return false;
    const troubled = ["unsaved", "offline", "lost", "alone"].includes(this.state);
    if (this.record) this.tell({ ...this.record, leaving: true });
    if (this.held) this.say({ type: "leave", request });
    this.setState("ended");
    return this.held !== null && !troubled;
  }

  /** @param {SaveState} state */
  setState(state) {
    if (this.state === state) return;
    this.state = state;
    this.options.onState(state);
  }
}

/** @type {Adapter} */
const pathstep = {
  standard: "path",
  limits: LIMITS,
  open: (options) => new PathSession(options),
};
