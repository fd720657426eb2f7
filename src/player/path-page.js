// The page of a learning path in one package: it shows the steps, opens the course of each in a frame, keeps for all of them
// what they keep, and tells the LMS of the whole. For LMSs that know no sequencing.
//
// A step's course talks to it as to an LMS, by messages (`path-step.js`), since pages from disk may not touch each other.

class PathPage extends SessionPage {
  /**
   * @param {Window} owner
   * @param {PathConfig} config
   * @param {Adapter} adapter
   */
  constructor(owner, config, adapter) {
    const { path, stateLimit, strings } = config;
    super(owner, adapter, strings, { courseId: path.id, title: path.title, language: path.language, iri: path.iri, stateLimit });
    this.config = config;
    this.state = newPathState(config.route);
    /** @type {number | null} the leaf whose course is in the frame */
    this.here = null;
    /** The attempt at it that is in the frame. */
    this.attempt = 0;
    /** How often the course in the frame was told anew what is held: what it said before knows nothing of that. */
    this.turn = 0;
    /** What it keeps, as it last said, and in which turn. */
    this.said = "";
    /** @type {string} how the whole stands, in the word that is shown; none while there is something to do */
    this.outcome = "";
    /** @type {{ open: number[], outcome: string }} the steps that were open when the learner went into one, and how the whole stood */
    this.before = { open: [], outcome: "" };
    /** @type {Map<string, LearnerComment>} of this session, by their ids */
    this.comments = new Map();
    this.isReady = false;
    this.inStep = false;
    this.left = false;
    this.frame = /** @type {HTMLIFrameElement | null} */ (this.document.querySelector("[data-frame]"));
    this.steps = new PathSteps(this, config);
    // The certificate asks of its page only what that of a path has too.
    this.parts = SHELL_PARTS.map((Part) => new Part(/** @type {any} */ (this), adapter.standard));
  }

  start() {
    this.document.documentElement.classList.add("cw-ready");
    this.settings = new SettingsPanel(this.window, () => {});
    ["click", "auxclick"].forEach((type) => this.document.addEventListener(type, (event) => this.onClick(/** @type {MouseEvent} */ (event))));
    this.window.addEventListener("message", (event) => this.onMessage(event));
    this.showSaveState("connecting");
    this.session.start();
  }

  // ---- Beginning -------------------------------------------------------------------------------

  /**
   * @param {HeldRecord | null} held
   * @param {boolean} late
   */
  onReady(held, late) {
    const { route } = this.config;
    if (held) {
      const stored = decodePath(route, held.state) || newPathState(route);
      // What the LMS holds counts even when the record could not be read.
      stored.completed = stored.completed || held.completion === "completed";
      stored.passed = stored.passed || held.success === "passed";
      this.state = late && held.mode === "normal" ? followPath(stored, this.state, this.inStep ? this.here : null) : stored;
      this.document.documentElement.dataset.mode = held.mode;
    } else if (["alone", "lost"].includes(this.session.state)) this.notice(`notice-${this.session.state}`);
    if (hasChance(route) && this.state.traveller.seed === 0) this.draw();
    this.isReady = true;
    if (late) {
      ["notice-alone", "notice-lost"].forEach((key) => this.dismiss(key));
      this.notice("notice-found");
      this.report();
    }
    if (late && this.inStep && this.here !== null) this.stayOrLeave(leafOf(this.state.traveller, this.here).attempts);
    this.render();
    this.parts.forEach((part) => part.summarised());
    this.tellStep({ type: "held", late });
  }

  draw() {
    const seed = chooseSeed(this.window);
    this.state.traveller = { ...this.state.traveller, seed, offered: offeredTo(this.config.route, seed) };
  }

  /**
   * The learner has gone on in another tab.
   * @param {HeldRecord} held
   * @param {HeldRecord} [before] what both tabs know
   * @returns {Joined}
   */
  joinElsewhere(held, before) {
    const { route } = this.config;
    const other = isRecordOf(route, held.state) ? decodePath(route, held.state) : null;
    // Two versions of the path would each leave out what only the other knows, and never come to an end.
    if (!other) return { record: null, news: false };
    const mine = this.state;
    const here = this.inStep ? this.here : null;
    this.state = joinPaths(mine, other, before ? decodePath(route, before.state) : null, here);
    if (here !== null) this.stayOrLeave(this.attempt);
    this.render();
    if (here !== null && here === this.here) {
      const { state } = leafOf(other.traveller, here);
      const isNew = state !== "" && state !== leafOf(mine.traveller, here).state;
      this.tellStep(isNew ? { type: "elsewhere", of: other } : { type: "saved", state: this.session.state });
    }
    return { record: this.record(), news: hasNewsFor(this.state, other, held.state) };
  }

  /**
   * An attempt that was followed or ended elsewhere is nothing that the learner could go on with.
   * @param {number} attempt
   */
  stayOrLeave(attempt) {
    const { traveller } = this.state;
    const here = /** @type {number} */ (this.here);
    const { attempts, open } = leafOf(traveller, here);
    this.attempt = attempt;
    if (!this.isLive() || (attempts === attempt && open && isOpen(traveller, here))) return;
    this.goHome();
    this.here = null;
  }

  // ---- Steps -----------------------------------------------------------------------------------

  /** @returns {boolean} whether what happens now counts */
  isLive() {
    const { held } = this.session;
    return !held || held.mode === "normal";
  }

  /** @param {number} place a leaf */
  open(place) {
    const { traveller } = this.state;
    const step = this.config.steps.find((entry) => entry.place === place);
    if (!step || !this.frame || this.left || !this.isReady || !mayEnter(traveller, place)) return;
    if (!this.inStep) this.before = { open: choices(traveller), outcome: this.outcome };
    if (this.isLive()) enter(traveller, place);
    if (this.isLive() && this.state.began === 0) this.state.began = today();
    this.here = place;
    this.attempt = leafOf(traveller, place).attempts;
    this.turn = 0;
    this.said = "";
    this.state.last = place;
    this.freshFrame().src = step.href;
    this.report();
    this.showHome(false);
    if (this.frame) this.frame.focus();
  }

  /**
   * A new one for each step: a page that goes may still talk, and the browser's Back must not lead to a step that was left.
   * @returns {HTMLIFrameElement}
   */
  freshFrame() {
    const old = /** @type {HTMLIFrameElement} */ (this.frame);
    const fresh = /** @type {HTMLIFrameElement} */ (old.cloneNode(false));
    fresh.removeAttribute("src");
    old.replaceWith(fresh);
    this.frame = fresh;
    return fresh;
  }

  /** The learner comes home; what has opened meanwhile is said. */
  goHome() {
    const { here } = this;
    if (here === null || !this.inStep || this.left) return;
    // The course says its last words when its page goes, and is still heard.
    if (this.frame) this.frame.src = "about:blank";
    this.showHome(true);
    this.say(here);
    this.each("[data-summary]", (panel) => (panel.scrollTop = 0));
    // Who has come to the end is told above all steps.
    const isNews = this.outcome !== "" && this.outcome !== this.before.outcome;
    if (isNews || !this.steps.focus(entryOf(this.config.route, here))) this.focusHeading();
  }

  /** @param {number} here the leaf that the learner comes from */
  say(here) {
    const { traveller } = this.state;
    const view = viewOf(traveller, entryOf(traveller.route, here));
    const news = choices(traveller).filter((place) => !this.before.open.includes(place) && !isPassedOver(traveller, place));
    const opened = news.map((place) => entryOf(traveller.route, place)).filter((entry) => entry !== view.entry);
    const titles = Array.from(new Set(opened)).map((entry) => traveller.route.places[entry].title);
    const said = [this.text("path-said", { title: view.title, state: this.steps.stateText(view) })];
    if (titles.length > 0) said.push(this.text("path-said-open", { titles: listText(titles, this.language, "unit") }));
    this.setText("[data-path-said]", said.join(" "));
  }

  focusHeading() {
    const heading = this.document.querySelector("[data-path-home] [data-heading]");
    if (heading instanceof HTMLElement) heading.focus();
  }

  /** @param {boolean} shown instead of the step */
  showHome(shown) {
    this.inStep = !shown;
    this.document.documentElement.classList.toggle("cw-in-step", !shown);
    this.each("[data-summary], [data-path-header]", (part) => (part.hidden = !shown));
    this.each("[data-frame], [data-path-bar]", (part) => (part.hidden = shown));
    this.render();
    if (shown) this.parts.forEach((part) => part.summarised());
  }

  // ---- Talking with the course of a step -------------------------------------------------------

  /** @param {MessageEvent} event */
  onMessage(event) {
    const message = event.data;
    if (!this.frame || event.source === null || event.source !== this.frame.contentWindow) return;
    if (!isOfOwnOrigin(this.window, event) || !message || message.cwPath !== 1 || this.here === null || this.left) return;
    if (message.type === "open" && this.isReady) this.tellStep({ type: "held" });
    else if (message.type === "record") this.hear(this.here, message);
    else if (message.type === "save") this.session.save();
    else if (message.type === "leave") this.leaveStep(this.here, message.request);
  }

  /**
   * @param {number} place
   * @param {{ record?: unknown, answers?: unknown, turn?: unknown }} message
   */
  hear(place, { record, answers, turn }) {
    const leaf = leafOf(this.state.traveller, place);
    if (!this.isLive() || leaf.attempts === 0 || leaf.attempts !== this.attempt) return;
    const { id } = this.config.route.places[place];
    const { state } = leaf;
    takeStepRecord(this.state, place, record);
    // A course that has not heard yet of what another tab did says more when it has. Last words often say nothing new.
    const said = `${turn} ${leaf.state}`;
    if (turn !== this.turn || (!this.inStep && said === this.said)) leaf.state = state;
    this.said = said;
    commentsOfStep(id, record).forEach((comment) => this.comments.set(comment.id, comment));
    this.report(...answersOfStep(this.config.route, place, answers));
    this.tellStep({ type: "saved", state: this.session.state });
  }

  /**
   * @param {number} place
   * @param {unknown} request
   */
  leaveStep(place, request) {
    const { traveller } = this.state;
    // The last words of a page that has been left already.
    if (!this.inStep) return;
    const next = request === "continue" ? nextOf(traveller, place) : request === "again" ? againFrom(traveller, place) : null;
    if (next !== null) this.open(next);
    else if (request !== "none") this.goHome();
  }

  /**
   * @param {{ type: "held" | "saved" | "elsewhere", state?: SaveState, late?: boolean, of?: PathState }} message `of`: what is known
   *   of another tab
   */
  tellStep({ of = this.state, ...message }) {
    const page = this.frame && this.frame.contentWindow;
    if (!page || this.here === null) return;
    const { traveller } = this.state;
    const [next, again] = [nextOf(traveller, this.here), this.isLive() ? againFrom(traveller, this.here) : null];
    // Where "next" leads to another try at the same step, that is what "again" says.
    const ways = { continue: next !== null && next !== again, again: again !== null };
    if (message.type === "elsewhere" || message.late) this.turn += 1;
    const held = message.type === "saved" ? {} : { held: heldForStep(of, this.here, this.session.held), turn: this.turn };
    page.postMessage({ cwPath: 1, ...message, ...held, ways }, targetOrigin(this.window));
  }

  /** @param {SaveState} state */
  showSaveState(state) {
    super.showSaveState(state);
    // The session says so too while it is being made.
    if (this.isReady) this.tellStep({ type: "saved", state });
  }

  // ---- Talking with the LMS --------------------------------------------------------------------

  /** @returns {LearnerRecord} */
  record() {
    const { session } = this;
    const mastery = this.bindingMastery();
    settlePath(this.state, mastery);
    const fits = (/** @type {string} */ text) => session.lengthOf(text) <= session.stateLimit;
    return recordOfPath(this.state, Array.from(this.comments.values()), { mastery, fits });
  }

  /** @returns {number | null} percent that the LMS asks for */
  bindingMastery() {
    const { held } = this.session;
    return held && held.masteryBinds ? held.mastery : null;
  }

  /** @param {Interaction[]} answers */
  report(...answers) {
    if (this.isLive()) this.session.update(this.record(), ...answers);
  }

  /** @returns {Achievement} */
  achievement() {
    const { completed, passed, traveller } = this.state;
    const { score } = statusOfPath(traveller);
    return { title: this.config.path.title, score, earned: completed && (passed || !canBePassed(this.config.route)) };
  }

  leave() {
    if (this.left) return;
    this.left = true;
    const connected = this.session.held !== null;
    const saved = this.session.finish("leave");
    this.each("[data-summary], [data-frame], [data-path-bar]", (part) => (part.hidden = true));
    // Over HTTP it takes a moment until all is saved, and closing the window would cut that off.
    if (typeof saved === "boolean") this.sayGoodbye(connected, saved);
    else saved.then((all) => this.sayGoodbye(connected, all));
  }

  // ---- Clicks ----------------------------------------------------------------------------------

  /** @param {MouseEvent} event */
  onClick(event) {
    const target = event.target instanceof Element ? event.target.closest("[data-entry-open], [data-action]") : null;
    if (!(target instanceof HTMLElement)) return;
    // A course without this page around it keeps nothing, so no click opens it in a tab of its own.
    if (target.hasAttribute("data-entry-open")) event.preventDefault();
    if (this.session.state === "ended" || event.type !== "click") return;
    const item = target.closest("[data-entry]");
    if (target.dataset.action) this.act(target.dataset.action, target);
    else if (item instanceof HTMLElement) {
      const { leaf } = viewOf(this.state.traveller, Number(item.dataset.entry));
      if (leaf !== null) this.open(leaf);
    }
  }

  /**
   * @param {string} action
   * @param {HTMLElement} target
   */
  act(action, target) {
    if (action === "go") this.goOn();
    else if (action === "home") this.goHome();
    else if (action === "save") this.session.save();
    else if (action === "exit") this.leave();
    else if (action === "dismiss") this.dismiss((target.closest("[data-notice]") || target).getAttribute("data-notice") || "");
  }

  /** Into the next step, or to those of which the learner chooses. */
  goOn() {
    const place = suggestionOf(this.state);
    if (place === null) return;
    if (this.state.traveller.leaves[place]) this.open(place);
    else this.steps.focus(place);
  }

  // ---- What is shown ---------------------------------------------------------------------------

  render() {
    const { traveller } = this.state;
    const { path, route } = this.config;
    const suggested = this.isReady ? suggestionOf(this.state) : null;
    const { done, count } = tallyOf(traveller);
    const counts = { done: this.number(done), count: this.number(count) };
    const step = !this.inStep || this.here === null ? "" : route.places[entryOf(route, this.here)].title;
    this.document.title = step ? `${step} – ${path.title}` : path.title;
    if (this.frame) this.frame.title = step;
    this.each("[data-progress]", (bar) => bar.setAttribute("value", String(count === 0 ? 0 : Math.floor((100 * done) / count))));
    this.setText("[data-progress-text]", this.text("path-progress", counts));
    this.steps.show(this.state, suggested);
    this.renderOutcome(suggested);
  }

  /** @param {number | null} suggested */
  renderOutcome(suggested) {
    const { completed, traveller } = this.state;
    const success = successOfPath(this.state, this.bindingMastery());
    const word = completed ? (success === "unknown" ? "completed" : success) : suggested === null && this.isReady ? "stuck" : "";
    this.outcome = word;
    this.each("[data-path-outcome]", (line) => {
      line.dataset.outcome = word;
      setWords(line, word ? this.text(`path-${word}`) : "");
    });
    this.each('[data-action="go"]', (button) => {
      button.hidden = suggested === null;
      const label = button.querySelector("[data-label]") || button;
      if (suggested !== null) setWords(label, this.goText(traveller, suggested));
    });
  }

  /**
   * @param {Traveller} traveller
   * @param {number} place
   * @returns {string}
   */
  goText(traveller, place) {
    const { title } = traveller.route.places[entryOf(traveller.route, place)];
    if (!traveller.leaves[place]) return this.text(title ? "path-choose" : "path-choose-any", { title });
    const view = viewOf(traveller, entryOf(traveller.route, place));
    const isFirst = traveller.leaves.every((leaf) => !leaf || leaf.attempts === 0);
    return this.text(view.state === "again" ? "path-again" : isFirst ? "path-begin" : "path-continue", { title });
  }
}

/**
 * @param {Window} owner
 * @param {Adapter} adapter
 */
function startPath(owner, adapter) {
  const element = owner.document.getElementById("cw-config");
  if (!element) return;
  new PathPage(owner, JSON.parse(element.textContent || ""), adapter).start();
}

PAGES.path = startPath;
