// Learners who do anything at any time, on networks that fail in every way: no story breaks a rule of a standard, and none
// loses work. Each is played from its seed, so a story that fails can be told again:
//
//     FUZZ_SEED=102 node --test tests/player/fuzz.test.mjs       # this one alone
//     FUZZ_STORIES=2000 node --test tests/player/fuzz.test.mjs   # more than usual

import assert from "node:assert/strict";
import test from "node:test";
import { launch as launchAicc } from "./support/aicc.mjs";
import { HacpLms } from "./support/hacp.mjs";
import { FakeLrs } from "./support/lrs.mjs";
import { launch as launchRemote } from "./support/remote.mjs";
import { answerOf } from "./support/session.mjs";
import { settle } from "./support/window.mjs";

const STORIES = Number(process.env.FUZZ_STORIES) || 20;
/** Stories that have found something. */
const KNOWN = [102];
const STEPS = 25;
const MASTERY = 75;

const ONE = process.env.FUZZ_SEED;
const SEEDS = ONE === undefined ? new Set([...KNOWN, ...Array(STORIES).keys()]) : [Number(ONE)];

// ---- Chance ------------------------------------------------------------------------------------

/** The same numbers for the same seed, everywhere (mulberry32). */
class Chance {
  constructor(seed) {
    this.state = seed;
  }

  /** @returns {number} from 0, below 1 */
  number() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  happens(share) {
    return this.number() < share;
  }

  pick(...of) {
    return of[Math.floor(this.number() * of.length)];
  }
}

// ---- LMSs --------------------------------------------------------------------------------------

/** An LMS of cmi5 or xAPI, as strict as chance wants it. */
class LrsPlace {
  constructor(standard, chance) {
    const launchData = chance.happens(0.5) ? { masteryScore: MASTERY / 100 } : {};
    const strictness = { wantsMatch: chance.happens(0.2), refusesKnown: chance.happens(0.5), tellsVersion: chance.happens(0.5) };
    this.standard = standard;
    this.lrs = new FakeLrs({ standard, launchData, ...strictness });
    this.storage = new Map();
  }

  launch() {
    return launchRemote({ standard: this.standard, lrs: this.lrs, storage: this.storage, tab: new Map() });
  }

  /** The browser opens again what it had open when it died. */
  reopen({ search, tab }) {
    return launchRemote({ standard: this.standard, lrs: this.lrs, storage: this.storage, search, tab });
  }

  /** @param {() => string | number | undefined} trouble what happens to a request */
  suffer(trouble) {
    this.lrs.trouble = ({ path }) => (path === "/token" ? undefined : trouble());
  }

  pageGone() {
    return this.lrs.unload();
  }

  async browserDied() {
    this.lrs.pending.forEach((request) => (request.dropped = true));
    this.lrs.gone = true;
    await settle(5);
  }

  problems() {
    return this.lrs.problems;
  }

  /** @returns {string[]} what is missing of the learner's work */
  missing({ state, done, best }) {
    const { lrs } = this;
    const wrong = [];
    const completed = lrs.said("completed").length;
    const passed = lrs.said("passed").length;
    if ((lrs.resume() || {}).state !== state) wrong.push(`the state ${state}`);
    if (this.standard === "cmi5") {
      if (done && completed !== 1) wrong.push(`completed, said ${completed} times`);
      if (best >= MASTERY && passed !== 1) wrong.push(`passed, said ${passed} times`);
    } else {
      // Once more does no harm here: a page that dies before the document is written says it again the next time.
      if (done && completed === 0) wrong.push("completed");
      if (best >= MASTERY && this.lastScore() !== best) wrong.push(`passed with ${best}: ${this.lastScore()}`);
    }
    return wrong;
  }

  lastScore() {
    const last = this.lrs.said("passed").at(-1);
    return last ? Math.round(last.result.score.scaled * 100) : null;
  }
}

/** An LMS of AICC, with the habits of one or another. */
class HacpPlace {
  constructor(chance) {
    const habits = { version: chance.pick("4.0", "2.2"), times: chance.pick("last", "sum"), interactions: chance.happens(0.8) };
    this.lms = new HacpLms(habits);
    this.storage = new Map();
    this.trouble = () => undefined;
    /** Pages before this one are gone, and ask nothing any more. */
    this.page = 0;
  }

  launch() {
    this.lms.phase = "launched";
    const page = (this.page += 1);
    return launchAicc(this.lms, { storage: this.storage, trouble: () => (page === this.page ? this.trouble() : 503) });
  }

  reopen() {
    return this.launch();
  }

  suffer(trouble) {
    this.trouble = trouble;
  }

  async pageGone() {
    this.page += 1;
    await settle();
  }

  browserDied() {
    return this.pageGone();
  }

  problems() {
    return [...this.lms.refused, ...this.saidTooLate()];
  }

  saidTooLate() {
    const { log } = this.lms;
    return log.filter((command, at) => log[at - 1] === "ExitAU" && command.startsWith("Put")).map((command) => `${command} after ExitAU`);
  }

  missing({ state, done, best }) {
    const { stored } = this.lms;
    const wrong = [];
    if (stored.state !== state) wrong.push(`the state ${state}: ${stored.state}`);
    if (done && !["completed", "passed", "failed"].includes(stored.status)) wrong.push(`completed: ${stored.status}`);
    if (done && best >= MASTERY && (stored.status !== "passed" || Number(stored.score) !== best)) wrong.push(`passed with ${best}: ${stored.status}, ${stored.score}`);
    return wrong;
  }
}

// ---- Stories -----------------------------------------------------------------------------------

class Story {
  constructor(place, chance) {
    Object.assign(this, { place, chance });
    /** What has happened, for whoever looks into a failure. */
    this.told = [];
    this.steps = 0;
    this.best = 0;
    this.done = false;
  }

  get state() {
    return this.steps ? `s${this.steps}` : "";
  }

  async begin() {
    this.run = await this.place.launch();
  }

  async step() {
    const name = this.chance.pick(...STEP_NAMES);
    this.told.push(name);
    await STEPS_OF_LEARNERS[name](this);
  }

  /** Everything works again, and the learner comes to an end. */
  async end() {
    await this.calmDown();
    await this.pass(70000);
    await this.pass(70000);
    assert.ok(this.run.ready.at(-1)?.held, "no session");
    await this.leave();
  }

  pass(milliseconds) {
    return this.run.pass(milliseconds);
  }

  work(answer) {
    this.steps += 1;
    const { best, done, chance } = this;
    const changes = {
      completion: done ? "completed" : "incomplete",
      success: best >= MASTERY ? "passed" : best ? "failed" : "unknown",
      score: best || null,
      mastery: MASTERY,
      decided: best >= MASTERY || done,
      answered: chance.happens(0.5),
      progress: chance.number(),
      states: [this.state],
    };
    this.run.update(changes, answer ? answerOf({ id: `q${this.steps}` }) : undefined);
    // Sometimes the next thing happens before the LMS has answered.
    return settle(chance.pick(0, 1, 3, 10));
  }

  async leave() {
    const finished = this.run.session.finish("leave");
    await this.pass(3000);
    await settle(15);
    await this.pass(12000);
    await finished;
  }

  async calmDown() {
    this.place.suffer(() => undefined);
    this.run.page.navigator.onLine = true;
    this.run.page.fire("online");
    await settle(5);
  }

  /** @param {() => Promise<object>} launch */
  async comeBack(launch) {
    this.place.suffer(() => undefined);
    this.run = await launch();
    await settle(20);
    const held = this.run.ready.at(-1)?.held;
    if (!held) return;
    // The course goes on with what it is given.
    this.done = held.completion === "completed";
    this.best = Math.max(held.score || 0, this.best);
    this.mustHave(held);
  }

  mustHave({ state }) {
    assert.equal(state, this.state, "the learner comes back to another state");
  }
}

const STEPS_OF_LEARNERS = {
  async work(story) {
    story.done ||= story.chance.happens(0.3);
    story.best = Math.max(story.best, story.chance.pick(0, 40, 80, 90));
    await story.work(false);
  },
  answer: (story) => story.work(true),
  wait: (story) => story.pass(story.chance.pick(1000, 5000, 40000)),
  async hide(story) {
    story.run.page.hide();
    await settle(3);
  },

  async trouble({ place, chance }) {
    const share = chance.number();
    place.suffer(() => (chance.happens(share) ? chance.pick(503, 429, "cut", "silence") : undefined));
  },
  calm: async ({ place }) => place.suffer(() => undefined),
  async offline({ run }) {
    run.page.navigator.onLine = false;
    run.page.fire("offline");
  },
  async online({ run }) {
    run.page.navigator.onLine = true;
    run.page.fire("online");
    await settle(5);
  },

  async leave(story) {
    await story.leave();
    await story.comeBack(() => story.place.launch());
  },
  async close(story) {
    story.run.page.fire("pagehide");
    await story.place.pageGone();
    await story.comeBack(() => story.place.launch());
  },
  /** The learner leaves, and does not wait for it. */
  async leaveAndClose(story) {
    story.run.session.finish("leave");
    await settle(story.chance.pick(0, 1, 2, 4));
    await STEPS_OF_LEARNERS.close(story);
  },
  async closeUnheard(story) {
    story.place.suffer(() => "cut");
    await STEPS_OF_LEARNERS.close(story);
  },
  async crash(story) {
    await story.place.browserDied();
    await story.comeBack(() => (story.chance.happens(0.5) ? story.place.reopen(story.run) : story.place.launch()));
  },
};

/** What happens more often stands here more often. */
const STEP_NAMES = [...Object.keys(STEPS_OF_LEARNERS), "work", "answer", "answer", "trouble", "calm"];

async function play(story) {
  await story.begin();
  for (let step = 0; step < STEPS; step += 1) {
    await story.step();
    assert.deepEqual(story.place.problems(), []);
  }
  await story.end();
  assert.deepEqual(story.place.problems(), []);
  assert.deepEqual(story.place.missing(story), []);
}

const PLACES = {
  cmi5: (chance) => new LrsPlace("cmi5", chance),
  xAPI: (chance) => new LrsPlace("xapi", chance),
  AICC: (chance) => new HacpPlace(chance),
};

for (const [standard, place] of Object.entries(PLACES)) {
  test(`${standard}: whatever happens, no rule is broken and no work is lost`, async () => {
    for (const seed of SEEDS) {
      const chance = new Chance(seed);
      const story = new Story(place(chance), chance);
      try {
        await play(story);
      } catch (error) {
        error.message = `seed ${seed}: ${story.told.join(", ")}\n${error.message}`;
        throw error;
      }
    }
  });
}
