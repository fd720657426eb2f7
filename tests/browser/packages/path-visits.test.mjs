// A path's own page as learners meet it: the clock of a step, another attempt, the way to the end in standards without an API, two
// tabs, and the list of steps.

import assert from "node:assert/strict";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { AiccLms } from "./lms/hacp.mjs";
import { readCourse } from "./support/course-files.mjs";
import { rightAnswer } from "./support/answers.mjs";
import { launchPad } from "./support/launches.mjs";
import * as mouse from "./support/mouse.mjs";
import { PACKAGES } from "./support/packages.mjs";
import { PathVisit } from "./support/path-visit.mjs";
import { Site } from "./support/site.mjs";
import { stage } from "./support/stage.mjs";
import { does } from "./support/steps.mjs";

const here = stage(AiccLms);
const pad = launchPad("xapi");
/** @type {Site} */
let site;
before(async () => (site = await new Site(PACKAGES).start()));
after(() => site.stop());

const MINUTE = 60000;

/** Takes the step that is open. */
async function takes(visit, act) {
  await visit.ready();
  await does(visit, await visit.config(), act);
}

/** A new attempt, by the summary of the step that failed. */
async function triesAgain(visit) {
  await mouse.click(visit, '[data-step-action="again"]');
  const courses = () => visit.page.frames().filter((frame) => visit.isShell(frame));
  const isNew = async ([course]) => course && !(await course.isVisible("[data-summary]").catch(() => true));
  await visit.until(() => isNew(courses()), "the attempt begins");
  await visit.ready();
}

const stateOf = (visit, step) => visit.home.$eval(`[data-entry-open][href*="/${step}/"]`, (link) => link.closest("[data-entry]").dataset.state);
const outcome = (visit) => visit.home.getAttribute("[data-path-outcome]", "data-outcome");

// ---- The clock of a step ------------------------------------------------------------------------------

test("a step against the clock ends when its time is over, and may be tried again", () =>
  here.withLearner({ package: "paths/single/handover-scorm12" }, async (learner) => {
    const { clock } = learner.context;
    await clock.install();
    const visit = new PathVisit(learner, "timed");
    await visit.begin();
    await visit.goesIn("four-questions");
    await takes(visit, "complete");
    await visit.comesHome();

    const time = () => visit.shell.textContent("[data-step-time]");
    await visit.goesIn("against-the-clock");
    await visit.ready();
    assert.match(await time(), /\b[45]:\d\d/);
    assert.deepEqual(await visit.notices(), ["step-time-begun"]);
    await clock.fastForward(4 * MINUTE + 10000);
    await visit.until(async () => /\b0:[45]\d/.test(await time()), "the last minute runs");
    assert.ok((await visit.notices()).includes("step-time-1"));
    // Who was away has the last moments still.
    await clock.fastForward(MINUTE);
    await clock.fastForward(MINUTE);
    await visit.shell.waitForSelector("[data-summary]:not([hidden])");
    assert.ok((await visit.notices()).includes("step-time-over"));
    assert.equal(await visit.shell.getAttribute("html", "data-mode"), "review");

    await triesAgain(visit);
    assert.match(await time(), /\b[45]:\d\d/, "the new attempt has all its time");
    assert.deepEqual((await visit.answersShown()).filter(({ result, chosen }) => result || chosen.length > 0), []);
    await takes(visit, "pass");
    await visit.comesHome();
    assert.deepEqual([await stateOf(visit, "against-the-clock"), await outcome(visit)], ["passed", "passed"]);
    assert.deepEqual(visit.problems, []);
  }));

// ---- To the end, and in between another day ------------------------------------------------------------

/** @param {() => Promise<PathVisit>} opens the path, as it was left */
async function walks(opens) {
  const first = await opens();
  await first.goesIn("hello");
  await takes(first, "complete");
  await first.comesHome();
  await first.goesIn("first-talk");
  await takes(first, "fail");
  await triesAgain(first);
  const gone = first.page.waitForEvent("close");
  await first.page.close({ runBeforeUnload: true });
  await gone;

  const visit = await opens();
  assert.deepEqual([await stateOf(visit, "hello"), await stateOf(visit, "first-talk")], ["done", "going"]);
  await visit.goesIn("first-talk");
  await takes(visit, "pass");
  await mouse.click(visit, '[data-step-action="continue"]');
  await visit.until(async () => (await visit.config().catch(() => null))?.step?.id === "first-month", "the next step opens");
  await takes(visit, "complete");
  await visit.comesHome();
  assert.deepEqual([await stateOf(visit, "first-talk"), await outcome(visit)], ["passed", "passed"]);
  return visit;
}

/** The learner leaves by the path's own button. */
async function leaves(visit) {
  await visit.home.click('header [data-action="exit"]');
  await visit.home.waitForSelector("[data-goodbye]:not([hidden])");
}

test("aicc: a path to its end", () =>
  here.withLearner({ package: "paths/others/first-week-aicc" }, async (learner) => {
    let launches = 0;
    const { File_Name: file, Web_Launch: parameters } = readCourse(join(PACKAGES, learner.packageName)).units[0];
    const visit = await walks(async () => {
      const [before, sid] = [`path-${launches}`, `path-${(launches += 1)}`];
      here.lms.begin(sid, before);
      const session = `AICC_SID=${sid}&AICC_URL=${encodeURIComponent(`${here.lms.origin}/hacp`)}`;
      const next = new PathVisit(learner, sid);
      await next.open("aicc.html", { unit: `/package/${learner.packageName}/${file}?${[session, parameters].filter(Boolean).join("&")}` });
      await next.begin(null);
      return next;
    });
    await leaves(visit);
    const session = here.lms.sessions.get(`path-${launches}`);
    assert.deepEqual(session.refused, []);
    assert.equal(session.stored.status, "passed");
    assert.deepEqual(visit.problems, []);
  }));

test("xapi: a path to its end", () =>
  pad.withLearner({ package: "paths/others/first-week-xapi" }, async (learner) => {
    const visit = await walks(async () => {
      const next = new PathVisit(learner, "path");
      next.page = await learner.context.newPage();
      next.watch(next.page);
      await next.page.goto(`${learner.lms.origin}/package/${learner.packageName}/${learner.unit.url}?${learner.lrs.launch({})}`);
      await next.begin(null);
      return next;
    });
    await leaves(visit);
    assert.deepEqual(learner.lrs.problems, []);
    const results = learner.verbs().filter((verb) => ["completed", "passed", "failed"].includes(verb));
    assert.deepEqual(results.sort(), ["completed", "passed"]);
  }));

/** Opens a path on a plain web server, in a tab of its own. */
async function opensSite({ context, lms }, name) {
  const visit = new PathVisit({ context, lms: { origin: site.origin, otherOrigin: lms.origin }, packageName: name }, "web");
  visit.page = await context.newPage();
  visit.watch(visit.page);
  await visit.page.goto(`${site.origin}/${name}/index.html`);
  await visit.begin(null);
  return visit;
}

const LINEAR = "paths/others/first-week-web";

test("web: a path to its end", () =>
  here.withLearner({}, async (learner) => {
    const visit = await walks(() => opensSite(learner, LINEAR));
    assert.deepEqual(visit.problems, []);
    await visit.page.reload();
    assert.equal(await outcome(visit), "passed");
    assert.equal(await visit.home.isVisible('[data-action="go"]'), false, "nothing is left to go on with");
  }));

// ---- Two tabs -------------------------------------------------------------------------------------------

test("two tabs in one step have the answers of both, and none talks for ever", () =>
  here.withLearner({}, async (learner) => {
    const [one, two] = [await opensSite(learner, "paths/others/keeping-promises-web"), await opensSite(learner, "paths/others/keeping-promises-web")];
    for (const visit of [one, two]) {
      await visit.goesIn("promises");
      await visit.ready();
    }
    const config = await one.config();
    const [{ id }, ...others] = config.lessons[0].questions;
    assert.ok(others.length > 0, "there is a question for each tab");
    const isAnswered = (visit, question) => visit.lesson.$(`form[data-question="${question}"][data-result]`).then(Boolean);
    const answers = (visit, question) => mouse.answer(visit, question, rightAnswer(question)[0]);
    await answers(one, config.lessons[0].questions[0]);
    await two.until(() => isAnswered(two, id), "the second shows what the first has answered");
    await answers(two, others[0]);
    await one.until(() => isAnswered(one, others[0].id), "and the first what the second has");
    const writes = () => one.page.evaluate(() => new Promise((done) => {
      let count = 0;
      addEventListener("storage", () => (count += 1));
      setTimeout(() => done(count), 1500);
    }));
    assert.equal(await writes(), 0, "they have come to rest");
    assert.deepEqual([one.problems, two.problems], [[], []]);
  }));

// ---- The list of steps ----------------------------------------------------------------------------------

const DRAWN = "paths/others/situations-web";
const listed = (visit) => visit.home.$$eval("[data-entry]", (items) => items.filter((item) => item.checkVisibility()).map((item) => item.dataset.entry));

test("what is shuffled stands in the same order in every tab, and nothing is moved under the learner's hands", () =>
  here.withLearner({}, async (learner) => {
    const one = await opensSite(learner, DRAWN);
    const [step] = await one.opens();
    await one.goesIn(step);
    await one.ready();
    await one.comesHome();
    const two = await opensSite(learner, DRAWN);
    assert.deepEqual(await listed(two), await listed(one));
    await two.home.evaluate(() => {
      [...document.querySelectorAll("[data-entry-open][href]")].filter((entry) => entry.checkVisibility()).pop().focus();
    });
    // The list is shown anew whenever the other tab has gone on.
    await one.goesIn(step);
    await takes(one, "pass");
    await one.comesHome();
    const isPassed = () => two.home.$eval(`[data-entry-open][href*="/${step}/"]`, (link) => link.closest("[data-entry]").dataset.state === "passed");
    await two.until(isPassed, "the other tab hears of it");
    const focused = await two.home.evaluate(() => document.activeElement.matches("[data-entry-open]"));
    assert.equal(focused, true);
  }));

test("no click on a step opens it beside the page that keeps what is done in it", () =>
  here.withLearner({}, async (learner) => {
    const visit = await opensSite(learner, LINEAR);
    const pages = learner.context.pages().length;
    const link = '[data-entry-open][href*="/hello/"]';
    await visit.home.click(link, { button: "middle" });
    await visit.home.click(link, { modifiers: ["ControlOrMeta"] });
    await visit.ready();
    assert.equal((await visit.config()).step.id, "hello");
    assert.equal(learner.context.pages().length, pages);
    assert.deepEqual(visit.problems, []);
  }));
