// One visit of a learner: the page of the LMS, the shell in its frame, the lesson in the shell's.

import assert from "node:assert/strict";

export class Visit {
  constructor(learner, id) {
    this.learner = learner;
    this.id = id;
    /** What must never happen, unless a test expects it: errors in the console, requests to other hosts. */
    this.problems = [];
    /** The content's page: the page of the LMS itself, but for popups. */
    this.page = null;
  }

  async open(at, query) {
    const { lms, context, name, packageName } = this.learner;
    this.page = await context.newPage();
    this.watch(this.page);
    const words = new URLSearchParams({ package: packageName, learner: name, visit: this.id, ...query });
    await this.page.goto(`${lms.origin}/lms/${at}?${words}`);
  }

  watch(page) {
    const { origin, otherOrigin } = this.learner.lms;
    page.on("pageerror", (error) => this.problems.push(`page error: ${error.message}`));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.problems.push(`${message.type()}: ${message.text()}`);
    });
    page.on("request", (request) => {
      const url = request.url();
      const ours = [origin, otherOrigin, "file:", "about:"].some((start) => url.startsWith(start));
      if (!ours) this.problems.push(`request to ${url}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && !response.url().includes("/commit")) this.problems.push(`${response.status()} for ${response.url()}`);
    });
  }

  // ---- The pages inside -------------------------------------------------------------------------

  /** @returns {import("playwright-core").Frame} */
  get shell() {
    const shell = this.page.frames().find((frame) => this.isShell(frame));
    assert.ok(shell, "the course is open");
    return shell;
  }

  isShell(frame) {
    return /\/(index|sco-[^/]*|try-\d+)\.html$/.test(new URL(frame.url(), "http://x").pathname) && frame.name() !== "cw-frame";
  }

  /** @returns {import("playwright-core").Frame} */
  get lesson() {
    const lesson = this.page.frame({ name: "cw-frame" });
    assert.ok(lesson, "a lesson is open");
    return lesson;
  }

  /** Waits until the course has begun: a lesson shows, or a question before it. */
  async ready() {
    await this.until(() => this.page.frames().some((frame) => this.isShell(frame)), "the course opens");
    await this.shell.waitForSelector("html.cw-ready[data-mode]");
    if (!(await this.asksToResume())) await this.onLesson();
  }

  /** Waits until this lesson is shown and talks with the shell. */
  async onLesson(id) {
    const wanted = id ? `html[data-lesson="${id}"].cw-framed` : "html[data-lesson].cw-framed";
    await this.until(async () => {
      const frame = this.page.frame({ name: "cw-frame" });
      return frame && (await frame.$(wanted).catch(() => null));
    }, `lesson ${id || ""} shows`);
    return this.lesson;
  }

  /** Goes to a lesson by the menu, wherever the learner is; where the learner is already, nothing is loaded again. */
  async goesTo(id) {
    const isHere = await this.page.frame({ name: "cw-frame" })?.$(`html[data-lesson="${id}"].cw-framed`);
    if (isHere && (await this.shell.isVisible("[data-frame]"))) return this.lesson;
    await this.shell.$eval(`[data-menu] [data-go="${id}"]`, (link) => link.click());
    return this.onLesson(id);
  }

  /**
   * Waits until the course says goodbye, which it does when the LMS has answered its last words, or until it has gone back to
   * the LMS or closed its window.
   */
  async untilLeft() {
    await this.until(async () => {
      const shell = this.page.frames().find((frame) => this.isShell(frame));
      return !shell || shell.isVisible("[data-goodbye]").catch(() => true);
    }, "the goodbye");
  }

  async until(condition, what, timeout = 15000) {
    const end = Date.now() + timeout;
    while (!(await condition())) {
      assert.ok(Date.now() < end, `in time: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  // ---- What the learner sees --------------------------------------------------------------------

  asksToResume() {
    return this.shell.isVisible("dialog[data-resume]");
  }

  async config() {
    return JSON.parse(await this.shell.textContent("#cw-config"));
  }

  text(selector) {
    return this.shell.textContent(selector).then((text) => text.replace(/\s+/g, " ").trim());
  }

  /** The lessons that the menu marks as seen. */
  seen() {
    return this.shell.$$eval("[data-menu] .cw-seen", (links) => links.map((link) => link.dataset.go));
  }

  saveState() {
    return this.shell.getAttribute("[data-status]", "data-state");
  }

  async untilSaveState(...states) {
    await this.until(async () => states.includes(await this.saveState()), `the state is ${states}`);
  }

  notices() {
    return this.shell.$$eval("[data-notice]", (boxes) => boxes.map((box) => box.dataset.notice));
  }

  /** What the page shows of the answers: by question the result, and the inputs with their values. */
  answersShown() {
    return this.lesson.$$eval("form[data-question]", (forms) =>
      forms.map((form) => ({
        question: form.dataset.question,
        result: form.dataset.result || null,
        chosen: Array.from(form.querySelectorAll("input"), (input) =>
          input.type === "text" ? input.value : input.checked ? input.value : "").filter(Boolean),
      })));
  }

  // ---- Leaving ----------------------------------------------------------------------------------

  /** The browser goes to another site, as when the learner follows a bookmark. */
  async navigatesAway() {
    await this.page.goto("about:blank");
    await this.page.close();
  }

  /** The tab dies: no event of the page fires any more. */
  async dies() {
    await this.page.close({ runBeforeUnload: false });
  }

  // ---- What the LMS saw -------------------------------------------------------------------------

  /** Every call of the content, as far as the page could tell by now. */
  async calls() {
    const told = this.learner.lms.calls.get(this.id) || [];
    const known = this.page.isClosed() ? this.lastCalls || [] : await this.page.evaluate(() => window.calls || []).catch(() => []);
    const all = new Map([...known, ...told].map((call) => [call.number, call]));
    this.lastCalls = [...all.values()].sort((first, second) => first.number - second.number);
    return this.lastCalls;
  }

  /** The values that were set, in order. */
  async written(element) {
    return (await this.calls()).filter(({ name, values }) => name.endsWith("SetValue") && values[0] === element).map(({ values }) => values[1]);
  }
}
