// Tests, as the shell keeps them: what a page asks for, the clock, and what is reported when a test is submitted.

class TestKeeper extends ShellPart {
  /** @param {Shell} shell */
  constructor(shell) {
    super(shell);
    /** @type {Map<string, { latency: number, texts: PartTexts }>} what a page has said about a draft besides the draft */
    this.notes = new Map();
    this.clock = 0;
    this.last = 0;
  }

  // ---- What a page asks for --------------------------------------------------------------------

  /**
   * @param {number} index
   * @param {Message} message
   */
  heard(index, message) {
    if (!["draft", "test"].includes(message.type)) return;
    if (this.shell.mode === "review" || !this.shell.config.lessons[index].assessment) return;
    if (message.type === "draft") this.keep(index, message);
    else if (message.act === "begin") this.begin(index);
    else if (message.act === "submit") this.submit(index, "submitted");
    else if (message.act === "extend") this.extend(index);
  }

  /**
   * @param {number} index
   * @param {Message} message
   */
  keep(index, { question, response, latency, texts }) {
    const { config, state } = this.shell;
    if (!keepDraft(config, state, index, question, response)) return;
    this.notes.set(String(question), { latency: Number(latency) || 0, texts: Object(texts) });
    this.shell.report();
  }

  /** @param {number} index */
  begin(index) {
    const { config, state } = this.shell;
    if (!beginAttempt(config, state, index)) return;
    this.shell.report();
    this.shell.sendRestore(index, "begun");
    this.ready();
  }

  /** @param {number} index */
  extend(index) {
    const { config, state } = this.shell;
    if (!extendTime(config.lessons[index], state)) return;
    this.shell.report();
    this.shell.sendRestore(index, "extended");
  }

  /**
   * @param {number} index
   * @param {"submitted" | "over"} news over: the time
   */
  submit(index, news) {
    const { config, state } = this.shell;
    if (!submitTest(config, state, index)) return;
    this.shell.report(...this.interactions(index));
    const here = index === state.lesson && !this.shell.inSummary;
    if (here) this.shell.sendRestore(index, news);
    else if (news === "over") this.shell.notice("notice-test-over");
  }

  /**
   * @param {number} index
   * @returns {Interaction[]} of the attempt that was just submitted; what was not answered is not reported
   */
  interactions(index) {
    const { config, state } = this.shell;
    /** @type {Interaction[]} */
    const interactions = [];
    for (const question of askedIn(config, state, index)) {
      const judged = judge(question, state.answers.get(question.id));
      const { latency, texts } = this.notes.get(question.id) || { latency: 0, texts: {} };
      if (judged) interactions.push(interactionOf(question, judged, latency, texts));
      this.notes.delete(question.id);
    }
    return interactions;
  }

  closed() {
    const { config, state } = this.shell;
    config.lessons.forEach((lesson, index) => testOf(lesson, state).running && this.submit(index, "submitted"));
  }

  // ---- The clock -------------------------------------------------------------------------------

  /** Lets the clock run if there is an attempt with a time limit; it runs wherever in the course the learner is. */
  ready() {
    if (this.clock || this.shell.mode === "review" || !this.isTimed()) return;
    this.last = this.now();
    this.clock = this.shell.window.setInterval(() => this.tick(), 1000);
  }

  tick() {
    const { config, state, session } = this.shell;
    if (session.state === "ended" || !this.isTimed()) {
      this.shell.window.clearInterval(this.clock);
      this.clock = 0;
      return;
    }
    const seconds = (this.now() - this.last) / 1000;
    this.last = this.now();
    config.lessons.forEach((lesson, index) => this.spend(lesson, index, seconds));
  }

  /**
   * @param {LessonConfig} lesson
   * @param {number} index
   * @param {number} seconds
   */
  spend(lesson, index, seconds) {
    const { state } = this.shell;
    if (timeLeft(lesson, state) === null) return;
    const units = () => Math.ceil(testOf(lesson, state).used / TIME_UNIT);
    const before = units();
    spendTime(lesson, state, seconds);
    const left = timeLeft(lesson, state) || 0;
    if (left <= 0) return this.submit(index, "over");
    if (index === state.lesson) this.shell.send({ type: "time", left });
    // A unit is saved as soon as it has begun: who comes back again and again gains no time.
    if (units() !== before) this.shell.report();
  }

  /** @returns {boolean} */
  isTimed() {
    const { config, state } = this.shell;
    return config.lessons.some((lesson) => timeLeft(lesson, state) !== null);
  }

  /** @returns {number} milliseconds */
  now() {
    return this.shell.window.performance.now();
  }
}

SHELL_PARTS.push(TestKeeper);
