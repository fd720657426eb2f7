// A session with an LMS whose API is an object in a window (SCORM), for one SCO.
//
// It brings the LMS to what it should know: only what has changed is written, and everything again after a
// doubt.

/** Some LMSs create their API after the content has loaded: ten looks in five seconds, */
const SEARCH_DELAY = 500;
const SEARCH_LOOKS = 10;
/** then, with the learner told and already reading, one every five seconds for two minutes. */
const LATE_SEARCH_DELAY = 5000;
const LATE_SEARCH_LOOKS = 24;
/** How long an LMS that stores asynchronously gets before its copy of the state is doubted. */
const READ_BACK_DELAY = 2000;

class Session extends SavingSession {
  /**
   * @param {SessionOptions} options
   * @param {ScormAdapter} adapter
   */
  constructor(options, adapter) {
    super(options, adapter.limits.state);
    this.adapter = adapter;
    /** @type {Api | null} */
    this.api = null;
    /** @type {Map<string, string>} what the LMS has taken, by element */
    this.written = new Map();
    /** @type {Map<string, string>} what the LMS has taken, by objective */
    this.writtenObjectives = new Map();
    this.interactionIndex = 0;
    this.comments = new CommentLog();
    this.takesComments = true;
    this.readBackLength = 0;
    this.confirmedState = "";
    /** @type {Set<string>} */
    this.earlierStates = new Set();
  }

  // ---- Beginning -------------------------------------------------------------------------------

  /** Looks for the LMS. `onReady` may be called before this returns. */
  start() {
    this.watchPage();
    this.search(1);
  }

  /** @param {number} look */
  search(look) {
    if (this.state === "ended") return;
    if (this.connect()) {
      this.begin();
    } else if (look < SEARCH_LOOKS && this.mayStillAppear()) {
      this.window.setTimeout(() => this.search(look + 1), SEARCH_DELAY);
    } else {
      this.goOnAlone();
    }
  }

  goOnAlone() {
    const refused = findApi(this.window, this.adapter.names);
    this.setState(refused ? "lost" : "alone");
    this.options.onReady(null, false);
    if (this.mayStillAppear()) this.searchLate(1);
  }

  /** @param {number} look */
  searchLate(look) {
    if (look > LATE_SEARCH_LOOKS) return;
    this.window.setTimeout(() => {
      if (this.state === "ended") return;
      if (this.connect()) this.begin(true);
      else this.searchLate(look + 1);
    }, LATE_SEARCH_DELAY);
  }

  /** @returns {boolean} a page on its own, as opened from disk, has no LMS to wait for */
  mayStillAppear() {
    return candidateWindows(this.window).length > 1;
  }

  /** @returns {boolean} */
  connect() {
    const api = findApi(this.window, this.adapter.names);
    if (!api || !api.initialize()) return false;
    this.api = api;
    return true;
  }

  /** @param {boolean} [late] */
  begin(late = false) {
    const api = /** @type {Api} */ (this.api);
    this.began = this.now();
    this.held = this.adapter.read(api);
    // What was reported before is reported again, joined with what the LMS holds.
    this.record = null;
    this.confirmedState = this.held.state;
    if (this.held.mode !== "normal") {
      this.setState("review");
    } else {
      this.held = this.shadow.open(this.options.courseId, this.held);
      this.openRecord(api, this.held);
      this.dirty = true;
      this.push();
    }
    this.options.onReady(this.held, late);
  }

  /**
   * The first writes. `suspend` at once: if the browser or the LMS dies the attempt must stay open
   * (2004 throws away an attempt that ended with exit unset). `incomplete` at once: a SCO that says nothing
   * counts as completed when the session ends.
   * @param {Api} api
   * @param {HeldRecord} held
   */
  openRecord(api, held) {
    this.write(api, this.adapter.exit(null));
    if (["", "not attempted", "unknown", "browsed"].includes(held.status)) {
      const opening = { ...emptyRecord(), location: held.location, states: [held.state] };
      this.adapter.results(opening, held).forEach((write) => this.write(api, write));
    }
  }

  /** @returns {boolean} */
  canContinue() {
    return Boolean(this.api && this.held && this.state !== "ended" && this.adapter.canContinue(this.api));
  }

  /** @returns {boolean} */
  mayTryAgain() {
    const { item } = this.options;
    return Boolean(item && this.api && this.held && this.state !== "ended" && this.adapter.mayTryAgain(this.api, item));
  }

  // ---- Saving ----------------------------------------------------------------------------------

  /** Brings the LMS up to date, now. Harmless when there is nothing to do. */
  push() {
    if (!this.records || !this.dirty) return;
    this.clearTimer();
    const result = this.writeAndCommit();
    if (result === "saved" && this.isOnline()) this.confirm();
    else this.tryAgain(result);
  }

  confirm() {
    this.dirty = false;
    this.retries = 0;
    this.earlierStates.add(this.confirmedState);
    this.confirmedState = this.written.get(this.adapter.stateElement) || this.confirmedState;
    this.shadow.confirmed(this.confirmedState);
    if (this.record) this.shadow.clear();
    this.setState("saved");
    this.checkReadBack();
  }

  forgetWritten() {
    this.written.clear();
    this.writtenObjectives.clear();
    this.comments.forget();
  }

  /** @returns {"saved" | "failed" | "lost"} */
  writeAndCommit() {
    if (this.writeAll() && this.commit()) return "saved";
    if (!this.isClosed()) return "failed";
    // The LMS has dropped the session: a fresh one takes the whole record again.
    this.forgetWritten();
    if (!this.connect()) return "lost";
    return this.writeAll() && this.commit() ? "saved" : "failed";
  }

  /** @returns {boolean} false if the session is gone */
  writeAll() {
    const api = /** @type {Api} */ (this.api);
    const held = /** @type {HeldRecord} */ (this.held);
    this.write(api, this.adapter.exit(this.record));
    if (this.record) {
      this.writePlace(api, this.record);
      this.writeComments(api, this.record);
      // Without credit the LMS must not grade: the place is kept, the results are not reported.
      if (held.credit) {
        this.adapter.results(this.record, held).forEach((write) => this.write(api, write));
        this.record.objectives.forEach((objective) => this.writeObjective(api, objective));
        if (this.record.step) this.writeFacts(api, this.record.step);
      }
    }
    this.writeInteractions(api);
    this.write(api, this.adapter.time(this.now() - this.began));
    return !this.isClosed();
  }

  /**
   * @param {Api} api
   * @param {Write} write
   * @returns {boolean} false if the LMS refused; it is not asked again with the same value
   */
  write(api, [element, value]) {
    if (this.written.get(element) === value) return true;
    const taken = api.set(element, value);
    if (!taken) warn(`The LMS refused ${element}: ${api.explainError()}`);
    this.written.set(element, value);
    return taken;
  }

  /**
   * @param {Api} api
   * @param {LearnerRecord} record
   */
  writePlace(api, record) {
    for (;;) {
      const state = this.fittingState(record);
      const location = record.location.slice(0, this.adapter.limits.location);
      this.shadow.offered(state);
      const refused = this.adapter
        .place(location, state)
        // Nothing to clear: some LMSs take no empty value (scorm-again answers 406).
        .filter(([element, value]) => value !== "" || api.get(element) !== "")
        .filter((write) => !this.write(api, write))
        .some(([element]) => element === this.adapter.stateElement);
      if (!refused || !state || this.isClosed()) return;
      this.limitState(state.length - 1);
    }
  }

  /** @param {number} length */
  limitState(length) {
    this.stateLimit = length;
    if (this.options.onLimited) this.options.onLimited();
  }

  /**
   * @param {Api} api
   * @param {ObjectiveRecord} objective
   */
  writeObjective(api, objective) {
    const value = JSON.stringify(objective);
    if (this.writtenObjectives.get(objective.id) === value) return;
    this.writtenObjectives.set(objective.id, value);
    for (const [element, text] of this.adapter.objective(api, objective)) {
      const taken = this.write(api, [element, text]);
      if (!taken && element.endsWith(".id")) return;
    }
  }

  /**
   * @param {Api} api
   * @param {StepRecord} step
   */
  writeFacts(api, { facts, enough }) {
    facts.forEach((fact) => this.writeFact(api, fact));
    // Its own facts count as well, and those the LMS holds by now.
    const isNews = enough && !this.writtenObjectives.has(enough.objective);
    if (isNews && this.adapter.isEnough && this.adapter.isEnough(api, enough)) this.writeFact(api, enough.objective);
  }

  /**
   * @param {Api} api
   * @param {string} fact
   */
  writeFact(api, fact) {
    if (!this.adapter.fact || this.writtenObjectives.has(fact)) return;
    this.writtenObjectives.set(fact, "");
    this.adapter.fact(api, fact).every((write) => this.write(api, write));
  }

  /**
   * Comments are for readers, and the state has them all: an LMS that takes none is not asked again.
   * @param {Api} api
   * @param {LearnerRecord} record
   */
  writeComments(api, { comments = [], leaving }) {
    const news = this.takesComments ? this.comments.news(comments, leaving) : [];
    if (news.length === 0) return;
    if (this.adapter.comments(api, news, comments)) this.comments.confirm(news);
    else this.takesComments = this.isClosed();
  }

  /**
   * Answers are appended, never changed: SCORM 1.2 does not let a SCO read them back. Own numbering
   * stands in for LMSs whose `_count` does not grow.
   * @param {Api} api
   */
  writeInteractions(api) {
    if (this.interactions.length === 0) return;
    const count = this.adapter.interactionCount(api);
    if (count === null && this.isClosed()) return;
    if (count !== null) this.interactionIndex = Math.max(this.interactionIndex, count);
    while (this.interactions.length > 0) {
      const interaction = this.interactions[0];
      if (count !== null) {
        const [id, ...rest] = this.adapter.interaction(api, this.interactionIndex, interaction);
        const taken = api.set(...id);
        if (!taken && this.isClosed()) return;
        if (taken) rest.forEach((write) => api.set(...write) || warn(`The LMS refused ${write[0]}: ${api.explainError()}`));
        if (taken) this.interactionIndex += 1;
      }
      this.interactions.shift();
    }
  }

  /** @returns {boolean} */
  commit() {
    const api = /** @type {Api} */ (this.api);
    if (!api.commit()) {
      warn(`The LMS did not save: ${api.explainError()}`);
      return false;
    }
    this.committed = this.now();
    return true;
  }

  /** @returns {boolean} whether the last call failed because the LMS has no session with us (any more) */
  isClosed() {
    return Boolean(this.api && this.adapter.names.closedCodes.includes(this.api.lastError()));
  }

  // ---- Does the LMS keep the state whole? ------------------------------------------------------

  /**
   * Some LMSs cut a long state or drop it while they answer "true". The state is read back whenever it is
   * longer than any that came back whole; what is cut is replaced by a shorter form.
   */
  checkReadBack() {
    const state = this.written.get(this.adapter.stateElement) || "";
    if (!this.records || state.length <= this.readBackLength) return;
    const kept = /** @type {Api} */ (this.api).get(this.adapter.stateElement);
    if (kept === state) this.readBackLength = state.length;
    else if (kept && !this.earlierStates.has(kept) && state.startsWith(kept)) this.shorten(kept.length);
    // It may store late and still show an earlier state.
    else this.window.setTimeout(() => this.checkAgain(state), READ_BACK_DELAY);
  }

  /**
   * By now every LMS should show the state, unless a newer one has been written since.
   * @param {string} state
   */
  checkAgain(state) {
    if (!this.records || this.written.get(this.adapter.stateElement) !== state) return;
    const kept = /** @type {Api} */ (this.api).get(this.adapter.stateElement);
    if (kept === state) this.readBackLength = Math.max(this.readBackLength, state.length);
    // An LMS that shows nothing at all may simply not read back before the next launch.
    else if (kept) this.shorten(state.startsWith(kept) ? kept.length : state.length - 1);
  }

  /** @param {number} length */
  shorten(length) {
    this.limitState(length);
    this.dirty = true;
    this.push();
  }

  // ---- Ending ----------------------------------------------------------------------------------

  /**
   * Writes everything a last time and ends the session. Only the first call does anything.
   * @param {NavigationRequest} [request] what to ask of the LMS
   * @returns {boolean} whether all is saved
   */
  finish(request = "none") {
    if (this.state === "ended") return false;
    this.clearTimer();
    const saved = this.api && this.held ? this.endSession(this.api, this.held, request) : false;
    this.setState("ended");
    return saved;
  }

  /**
   * @param {Api} api
   * @param {HeldRecord} held
   * @param {NavigationRequest} request
   * @returns {boolean}
   */
  endSession(api, held, request) {
    const saved = held.mode !== "normal" || this.saveAtTheEnd();
    // Asking to go back to the LMS's menu is no result: a review may do it too.
    const over = isAttemptEnded(this.record);
    this.adapter.navigation(request, over, this.options.item || "").forEach((write) => this.write(api, write));
    api.terminate();
    return saved;
  }

  /**
   * The answer to this commit is worth little (some LMSs send it in the background and say "true", one
   * answers null), so the copy in this browser stays; the next session sees by the state which is newer.
   * @returns {boolean}
   */
  saveAtTheEnd() {
    if (this.record) {
      this.record = { ...this.record, leaving: true };
      if (this.dirty) this.shadow.keep(this.record);
    }
    return this.writeAll() && this.commit() && this.isOnline();
  }
}
