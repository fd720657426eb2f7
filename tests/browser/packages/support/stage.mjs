// What a test file needs: one LMS and one browser for all its tests, a fresh learner and browser profile for each.

import { after, before } from "node:test";
import { Lms } from "../lms/server.mjs";
import { launchBrowser } from "./browser.mjs";
import { PACKAGES } from "./packages.mjs";
import { Visit } from "./visit.mjs";

/** @param {typeof Lms} [Kind] what kind of LMS */
export function stage(Kind = Lms) {
  const here = { lms: /** @type {Lms} */ (null), browser: null, learners: 0 };
  before(async () => {
    here.lms = await new Kind(PACKAGES).start();
    here.browser = await launchBrowser();
  });
  after(async () => {
    await here.browser?.close();
    await here.lms?.stop();
  });

  /** Runs a test with a learner of its own; whatever happens, the pages are closed. */
  here.withLearner = async (options, body) => {
    const context = await here.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options.context });
    context.setDefaultTimeout(20000);
    here.learners += 1;
    here.lms.onCommit = "store";
    const learner = new Learner(here.lms, context, `learner-${here.learners}`, options.package);
    try {
      await body(learner);
    } finally {
      await context.close();
    }
  };
  return here;
}

export class Learner {
  constructor(lms, context, name, packageName) {
    Object.assign(this, { lms, context, name, packageName });
    this.visits = 0;
  }

  /**
   * Opens the course once more.
   * @param {object} [options] `at`: the page of the LMS; `query`: what else its address says
   * @returns {Promise<Visit>}
   */
  async opens({ at = "player.html", query = {}, wait = true } = {}) {
    this.visits += 1;
    const visit = new Visit(this, `${this.name}.${this.visits}`);
    await visit.open(at, query);
    if (wait) await visit.ready();
    return visit;
  }

  /** What the LMS holds now. */
  stored(item = 0) {
    return this.lms.stored(this.name, this.packageName, item);
  }
}
