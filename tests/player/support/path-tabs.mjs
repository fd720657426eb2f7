// Several tabs in which one learner has a path open, and in each a real course that talks to its path. Messages, and what tabs hear
// of each other, wait until a test lets them through: browsers promise nothing of their order, but that each way keeps its own.

import { courseConfig } from "./course.mjs";
import { pathConfig, visit } from "./path-page.mjs";
import { load } from "./scripts.mjs";
import { FakeWindow } from "./window.mjs";

const NAMES = [
  "newState", "decodeState", "encodeState", "joinStates", "mergeStates", "recordOf", "submitAnswer", "questionsOf", "beginStep", "sharedBy",
];
const player = load("pathstep", NAMES);

/** What the course of a step is: the same for every step. */
export const STEP_COURSE = courseConfig({ step: { id: "trust", done: "passed", facts: [] }, rule: "quiz-passed" });
export const decodeCourse = (text) => (text ? player.decodeState(STEP_COURSE, text) : player.newState(STEP_COURSE));
export const answersOf = ({ answers }) => [...answers.keys()].sort();
/** Without the page that each tab shows. */
export const withoutPlace = (state) => player.encodeState(STEP_COURSE, { ...state, lesson: 0 });

/** The course of a step, as the shell holds it. */
class Course {
  constructor(tab) {
    this.frame = tab.run.page.frame;
    this.config = structuredClone(STEP_COURSE);
    this.state = player.newState(this.config);
    this.window = new FakeWindow();
    const source = this.frame.contentWindow;
    this.path = { postMessage: (data) => tab.world.send(`${tab.name} up`, () => tab.run.page.fire("message", { source, data: structuredClone(data) })) };
    this.window.parent = this.path;
    source.postMessage = (data) => tab.world.send(`${tab.name} down`, () => this.window.fire("message", { source: this.path, data: structuredClone(data) }));
    this.session = tab.world.adapter.open({
      window: this.window,
      courseId: "trust",
      onReady: (held, late) => this.begin(held, late),
      onState: () => {},
      onElsewhere: (held) => this.join(held),
    });
    this.session.start();
  }

  begin(held, late) {
    const stored = player.beginStep(this.config, held, decodeCourse(held.state));
    this.state = late ? player.mergeStates(this.config, stored, this.state) : stored;
    this.shared = player.sharedBy(stored);
    if (late) this.report();
  }

  join(held) {
    const other = decodeCourse(held.state);
    this.state = player.joinStates(this.config, this.state, other, this.shared);
    this.shared = player.sharedBy(this.state);
    const news = player.encodeState(this.config, { ...this.state, lesson: other.lesson }) !== held.state;
    return { record: player.recordOf(this.config, this.state), news };
  }

  report() {
    this.session.update(player.recordOf(this.config, this.state));
  }

  answer(id, response) {
    const question = player.questionsOf(this.config).find((candidate) => candidate.id === id);
    if (player.submitAnswer(this.config, this.state, question, response)) this.report();
  }

  turnsTo(lesson) {
    this.state.lesson = lesson;
    this.report();
  }
}

export class Tab {
  constructor(world, name) {
    Object.assign(this, { world, name, course: null });
  }

  async start(standard, kept) {
    this.run = await visit(standard, this.world.config, kept || { tab: this.world.window(this) });
    return this;
  }

  get state() {
    return this.run.shell.state;
  }

  leaf(id) {
    return this.run.leafOf(this.state.traveller, this.run.place(id));
  }

  /** Brings the course that is in the frame to life, and ends the one that was there. */
  settleFrame() {
    const { shell, page } = this.run;
    if (this.course && (this.course.frame !== page.frame || page.frame.src === "about:blank")) {
      // What was said to a page before it goes is still heard.
      this.world.drain(`${this.name} down`);
      this.course.window.fire("pagehide");
      this.course = null;
    }
    if (!this.course && shell.inStep && page.frame.src !== "about:blank") this.course = new Course(this);
  }

  opens(id) {
    if (!this.run.shell.inStep) this.run.shell.open(this.run.place(id));
    this.settleFrame();
  }

  comesHome() {
    this.run.shell.goHome();
    this.settleFrame();
  }
}

/** One browser with several tabs. */
export class World {
  constructor(route, adapter = player.adapter) {
    Object.assign(this, { config: pathConfig(route), adapter, kept: new Map(), tabs: [], ways: new Map(), delivered: 0 });
  }

  /** A page of its own: in the browser alone, or in an LMS, of which `kept` tells. */
  async tab(standard = "web", kept = null) {
    const tab = new Tab(this, `tab ${this.tabs.length + 1}`);
    this.tabs.push(tab);
    return tab.start(standard, kept);
  }

  window(tab) {
    const { kept } = this;
    const page = new FakeWindow();
    page.localStorage = {
      getItem: (key) => (kept.has(key) ? kept.get(key) : null),
      setItem: (key, value) => this.change(tab, key, value),
      removeItem: (key) => this.change(tab, key, null),
    };
    return page;
  }

  change(by, key, value) {
    if (value === null) this.kept.delete(key);
    else if (this.kept.get(key) === value) return;
    else this.kept.set(key, value);
    for (const other of this.tabs.filter((tab) => tab !== by && tab.run)) this.send(`${other.name} storage`, () => other.run.page.fire("storage", { key }));
  }

  // ---- What is under way ----------------------------------------------------------------------------

  send(way, deliver) {
    this.ways.set(way, [...(this.ways.get(way) || []), deliver]);
  }

  /** @returns {string[]} the ways on which something waits */
  waiting() {
    return [...this.ways].filter(([, queue]) => queue.length > 0).map(([way]) => way);
  }

  deliver(way) {
    const [first, ...rest] = this.ways.get(way);
    this.ways.set(way, rest);
    this.delivered += 1;
    first();
    this.tabs.forEach((tab) => tab.settleFrame());
  }

  drain(way) {
    while ((this.ways.get(way) || []).length > 0) {
      const [first, ...rest] = this.ways.get(way);
      this.ways.set(way, rest);
      first();
    }
  }

  /** Lets everything through. @returns {boolean} whether it ever came to rest */
  rests(most = 400) {
    for (let count = 0; count < most; count += 1) {
      const [way] = this.waiting();
      if (!way) return true;
      this.deliver(way);
    }
    return false;
  }

  /** What stands in the browser in the end. */
  stored() {
    const [kept] = [...this.kept.values()].map((text) => JSON.parse(text));
    return this.tabs[0].run.decodePath(this.config.route, kept.state);
  }
}
