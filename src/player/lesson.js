// A lesson page: its questions, its blocks with state, its links to other lessons, its end. The shell decides what is
// right and keeps what was answered; the page shows it. On its own the page is there to be read.

/** A page that no shell has spoken to after this long is on its own. */
const SHELL_DELAY = 3000;
/** The end is looked for once pictures have given the page its length, or after this long. */
const LOAD_DELAY = 5000;

class LessonPage {
  /** @param {Window} owner */
  constructor(owner) {
    this.window = owner;
    this.document = owner.document;
    this.id = this.document.documentElement.getAttribute("data-lesson") || "";
    this.shell = owner.parent === owner ? null : owner.parent;
    this.framed = false;
    /** @type {Record<string, string>} */
    this.strings = {};
    /** @type {(() => void)[]} */
    this.listeners = [];
    /** @type {QuestionForm[]} */
    this.questions = [];
    /** @type {Activity[]} */
    this.activities = [];
    /** @type {TestPage | null} */
    this.test = null;
    PAGE_PARTS.forEach((enliven) => enliven(this));
  }

  start() {
    showSettings(this.document, readSettings(this.window));
    this.document.addEventListener("play", (event) => this.pauseOthers(event.target), true);
    if (!this.shell) {
      this.showAlone();
      return;
    }
    this.window.addEventListener("message", (event) => this.onMessage(event));
    this.document.addEventListener("click", (event) => this.onClick(event));
    this.document.addEventListener("keydown", (event) => this.onKey(event));
    this.window.addEventListener("pagehide", () => this.flush());
    this.document.addEventListener("visibilitychange", () => this.flush());
    CHANCE.showBanks(this, false);
    this.send({ type: "ready" });
    this.window.setTimeout(() => this.framed || this.showAlone(), SHELL_DELAY);
  }

  /** @param {{ type: string, [key: string]: unknown }} message */
  send(message) {
    if (this.shell) this.shell.postMessage({ cw: 1, lesson: this.id, ...message }, "*");
  }

  /** @param {MessageEvent} event */
  onMessage(event) {
    const message = /** @type {Message} */ (event.data);
    if (event.source !== this.shell || !message || message.cw !== 1) return;
    if (message.type === "restore") this.restore(message);
    else if (message.type === "settings") showSettings(this.document, message.settings);
    else if (message.type === "focus") this.focus();
    else if (message.type === "pause") this.pauseOthers(null);
    else if (message.type === "reset") this.reset(message.activities || []);
    else if (PAGE_MESSAGES[message.type]) PAGE_MESSAGES[message.type](this, message);
  }

  /** @param {Message} message */
  restore(message) {
    this.strings = message.strings || {};
    if (!this.framed) {
      this.framed = true;
      this.document.documentElement.classList.add("cw-framed");
      this.document.querySelectorAll(".cw-alone").forEach((hint) => hint.remove());
      this.watchEnd();
    }
    if (message.media) this.applyWishes(message.media);
    const answers = message.answers || {};
    if (message.layout) CHANCE.layOut(this, message.layout);
    if (this.test && message.test) this.test.restore(message.test, message);
    else this.questions.forEach((question) => question.restore(answers[question.id] || null, message.mode));
    const responses = message.activities || {};
    this.activities.forEach((activity) => {
      activity.receive(responses[activity.id] || []);
      activity.enable(message.mode !== "review");
    });
    this.progressed();
  }

  /** @param {string[]} activities ids of the blocks that begin afresh with the questions */
  reset(activities) {
    if (!this.test) this.questions.forEach((question) => question.clear());
    this.activities.filter(({ id }) => activities.includes(id)).forEach((activity) => activity.restore([]));
    this.progressed();
  }

  /** Hands on what is still being typed. */
  flush() {
    this.activities.forEach((activity) => activity.flush());
    if (this.test) this.test.flush();
  }

  // ---- What is done ----------------------------------------------------------------------------

  /**
   * @param {string} id of a question or a block
   * @returns {boolean} whether it is done; what is not on this page, or is of a kind that keeps nothing, stops nobody
   */
  isDone(id) {
    const draw = this.document.querySelector(`[data-draw="${id}"]`);
    if (draw) return Array.from(draw.querySelectorAll("form[data-question]:not([hidden])")).every((form) => this.isDone(form.getAttribute("data-question") || ""));
    const part = this.questions.find((question) => question.id === id) || this.activities.find((activity) => activity.id === id);
    return !part || part.done();
  }

  /** @param {() => void} listener called whenever something on the page may have been done */
  onProgress(listener) {
    this.listeners.push(listener);
  }

  progressed() {
    this.listeners.forEach((listener) => listener());
  }

  showAlone() {
    CHANCE.showBanks(this, true);
    const text = this.document.documentElement.getAttribute("data-alone");
    if (text) this.questions.forEach((question) => question.showAlone(text));
  }

  focus() {
    const fragment = decodeFragment(this.window.location.hash);
    const named = fragment ? this.document.getElementById(fragment) : null;
    // What stands behind a gate is not there yet.
    const target = named && named.getClientRects().length > 0 ? named : this.document.querySelector("h1");
    if (!(target instanceof HTMLElement)) return;
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus();
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    const link = event.target instanceof Element ? event.target.closest("a[data-go], a[data-glossary]") : null;
    if (!this.framed || event.defaultPrevented || !(link instanceof HTMLAnchorElement) || !isPlainClick(event)) return;
    event.preventDefault();
    this.flush();
    if (link.dataset.glossary) this.send({ type: "glossary", term: link.dataset.glossary });
    else this.send({ type: "go", lesson: link.dataset.go, fragment: decodeFragment(link.hash) });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const key = shortcutOf(event);
    if (!key || !this.framed) return;
    if (key !== "escape") event.preventDefault();
    this.flush();
    this.send({ type: "key", key });
  }

  // ---- The end of the page ---------------------------------------------------------------------

  watchEnd() {
    let watching = false;
    const watch = () => {
      if (!watching) this.observeEnd();
      watching = true;
    };
    if (this.document.readyState === "complete") return watch();
    this.window.addEventListener("load", watch);
    // A picture that never arrives must not keep the learner from finishing.
    this.window.setTimeout(watch, LOAD_DELAY);
  }

  observeEnd() {
    const end = this.document.querySelector("[data-end]");
    if (!end) return this.send({ type: "seen" });
    if (typeof IntersectionObserver !== "function") return this.pollEnd(end);
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.send({ type: "seen" });
    });
    observer.observe(end);
  }

  /** @param {Element} end */
  pollEnd(end) {
    let isSeen = false;
    const look = () => {
      // Behind a gate it has no place on the page.
      const [place] = Array.from(end.getClientRects());
      if (isSeen || !place || place.top > this.window.innerHeight) return;
      isSeen = true;
      ["scroll", "resize"].forEach((name) => this.window.removeEventListener(name, look));
      this.send({ type: "seen" });
    };
    ["scroll", "resize"].forEach((name) => this.window.addEventListener(name, look));
    this.onProgress(look);
    look();
  }

  // ---- Sound and video -------------------------------------------------------------------------

  /** @param {EventTarget | null} playing */
  pauseOthers(playing) {
    this.media().forEach((other) => {
      if (other !== playing && !other.paused) other.pause();
    });
  }

  /**
   * What the learner asked the LMS for, once and for all courses.
   * @param {{ volume: number | null, speed: number | null, captions: boolean | null }} wishes
   */
  applyWishes({ volume, speed, captions }) {
    this.media().forEach((player) => {
      if (volume !== null) player.volume = volume;
      if (speed !== null && speed >= 0.25 && speed <= 4) player.defaultPlaybackRate = player.playbackRate = speed;
      if (captions && player.textTracks.length > 0) player.textTracks[0].mode = "showing";
    });
  }

  /** @returns {HTMLMediaElement[]} */
  media() {
    return /** @type {HTMLMediaElement[]} */ (Array.from(this.document.querySelectorAll("audio, video")));
  }
}

/**
 * @param {string} hash
 * @returns {string}
 */
function decodeFragment(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch (error) {
    return hash.slice(1);
  }
}

/** @param {Window} owner */
function startLesson(owner) {
  new LessonPage(owner).start();
}

PAGES.lesson = startLesson;
