// Learners of cmi5 and xAPI packages: each has an LRS of their own, and each visit is a launch.

import { after, before } from "node:test";
import { join } from "node:path";
import { ActivityLms, launchDataOf, launchedActivityOf, unitsOf } from "../lms/activities.mjs";
import { launchBrowser } from "./browser.mjs";
import { PACKAGES } from "./packages.mjs";
import { Visit } from "./visit.mjs";

export function launchPad(standard) {
  const here = { lms: /** @type {ActivityLms} */ (null), browser: null, learners: 0 };
  before(async () => {
    here.lms = await new ActivityLms(PACKAGES).start();
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
    try {
      await body(new LaunchedLearner(here.lms, context, { name: `learner-${here.learners}`, standard, ...options }));
    } finally {
      await context.close();
    }
  };
  return here;
}

export class LaunchedLearner {
  /** `unit`: which AU of the package; `elsewhere`: the LRS is of another origin than the content; the rest goes to the LRS. */
  constructor(lms, context, { name, standard, package: packageName, unit = 0, elsewhere = false, context: _, ...lrs }) {
    Object.assign(this, { lms, context, name, standard, packageName });
    // A policy of `default-src 'self'` would keep the content from any other origin.
    this.room = elsewhere ? "content" : "package";
    const folder = join(PACKAGES, packageName);
    this.unit = standard === "cmi5" ? unitsOf(folder)[unit] : launchedActivityOf(folder);
    this.launchData = standard === "cmi5" ? launchDataOf(this.unit) : {};
    this.lrs = lms.opensStore(`${name}-${unit}`, { standard, ...lrs });
    if (elsewhere) this.lrs.origin = this.lrs.origin.replace(lms.origin, lms.otherOrigin);
    if (standard === "xapi") this.lrs.activityId = this.unit.id;
    /** @type {Launch[]} */
    this.visits = [];
  }

  /** What the LMS tells this unit from now on, over what the package says. */
  lmsSays(launchData) {
    Object.assign(this.launchData, launchData);
  }

  /**
   * Launches the course once more.
   * @param {object} [options] `framed`: in a frame of the LMS; `extra`: further parameters
   * @returns {Promise<Launch>}
   */
  async opens({ framed = false, extra = {}, wait = true } = {}) {
    this.lrs.extraLaunchData = this.launchData;
    const visit = new Launch(this, `${this.name}.${this.visits.length + 1}`);
    this.visits.push(visit);
    visit.address = `/${this.room}/${this.packageName}/${withQuery(this.unit.url, this.lrs.launch(extra))}`;
    visit.session = this.lrs.session;
    await visit.open(framed);
    if (wait) await visit.ready();
    return visit;
  }

  /** The verbs of all sessions, of one, or only those that cmi5 defines. */
  verbs(visit) {
    return this.lrs.verbs(visit && visit.session);
  }
}

/** The query of the launch goes before a fragment of the address. */
function withQuery(url, query) {
  const [page, fragment] = url.split("#");
  return `${page}${page.includes("?") ? "&" : "?"}${query}${fragment === undefined ? "" : `#${fragment}`}`;
}

export class Launch extends Visit {
  async open(framed) {
    const { lms, context } = this.learner;
    this.page = await context.newPage();
    this.watch(this.page);
    const launched = `/lms/launched.html?launch=${encodeURIComponent(this.address)}`;
    await this.page.goto(lms.origin + (framed ? launched : this.address));
  }

  /** The problems without those that are none: a document that is not there yet, and the browser's own word for it. */
  mishaps() {
    return this.problems.filter((problem) => !/^\d+ for [^ ]*\/lrs\/|^error: Failed to load resource/.test(problem));
  }

  isShell(frame) {
    return super.isShell(frame) && !frame.url().includes("/lms/");
  }

  /** The learner closes the tab: pages are told that they are going. */
  async closes() {
    const closed = this.page.waitForEvent("close");
    await this.page.close({ runBeforeUnload: true });
    await closed;
  }
}
