// The course as a website: from a plain web server and from disk, with all that a browser may do to what it keeps.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findings } from "./support/axe.mjs";
import { questionsOf, rightAnswer, wrongAnswer } from "./support/learning.mjs";
import { faultless } from "./support/looks.mjs";
import * as mouse from "./support/mouse.mjs";
import { PACKAGES } from "./support/packages.mjs";
import { nothingWentWrong } from "./support/promises.mjs";
import { Site } from "./support/site.mjs";
import { stage } from "./support/stage.mjs";
import { Visit } from "./support/visit.mjs";

const TSC = fileURLToPath(new URL("../node_modules/.bin/tsc", import.meta.url));
const COURSE = "single/leading-upward-web";
const here = stage();
/** @type {Site} */
let site;
before(async () => (site = await new Site(PACKAGES).start()));
after(() => site.stop());

const onServer = () => `${site.origin}/${COURSE}/`;
const onDisk = () => pathToFileURL(join(PACKAGES, COURSE, "index.html")).href;
const promise = (words, body, context = {}) => test(words, () => here.withLearner({ context }, body));

/** Opens an address in a tab of this browser. */
async function opens({ context, lms }, address, { ready = true } = {}) {
  const visit = new Visit({ context, lms: { origin: site.origin, otherOrigin: lms.origin } }, "web");
  // Who opens a folder sees its index without the name.
  visit.isShell = (frame) => /\/(index\.html)?$/.test(new URL(frame.url(), "http://x").pathname) && frame.name() !== "cw-frame" && /-web\//.test(frame.url());
  visit.page = await context.newPage();
  visit.watch(visit.page);
  await visit.page.goto(address);
  if (ready) await visit.ready();
  return visit;
}

/** Browsers load no captions from disk and into a sandbox; what is said is in the transcript. */
function noCaptions(visit) {
  visit.problems = visit.problems.filter((problem) => !/\.vtt from frame/.test(problem));
}

/** Another day, the same browser: nothing but what it keeps is left. */
async function laterOn(learner) {
  const context = await here.browser.newContext({ storageState: await learner.context.storageState() });
  context.setDefaultTimeout(20000);
  return { ...learner, context };
}

/** A place as the learner finds it: by the pages that the browser marks, and the answers that it shows. */
async function goes(visit, lesson) {
  await mouse.click(visit, `[data-menu] [data-go="${lesson.id}"]`);
  await visit.onLesson(lesson.id);
}

test("a website has the course, its pages, and nothing that only an LMS reads", () => {
  const there = (name) => existsSync(join(PACKAGES, COURSE, name));
  assert.ok(there("index.html") && there("lessons/reliability.html") && there("player/player.js"));
  assert.deepEqual(["imsmanifest.xml", "cmi5.xml", "tincan.xml"].filter(there), []);
});

for (const [place, address] of [["a server", onServer], ["disk", onDisk]]) {
  promise(`from ${place}: taken to a pass, and still passed on the next visit`, async (learner) => {
    const first = await opens(learner, address());
    const config = await first.config();
    assert.equal(await first.text("[data-status]"), "Saved in this browser");
    assert.deepEqual(await first.notices(), []);
    assert.equal(await first.shell.isVisible('[data-action="exit"]'), false, "there is nothing to leave");
    const [slip] = questionsOf(config);
    await mouse.takeLessons(first, config, { choose: (question) => (question === slip ? wrongAnswer : rightAnswer)(question) });
    assert.equal(await first.text("[data-summary-status]"), config.strings["status-passed"]);
    await first.dies();

    const second = await opens(learner, address());
    assert.equal(await second.asksToResume(), true);
    await mouse.click(second, '[data-action="restart"]');
    await second.onLesson(config.lessons[0].id);
    assert.deepEqual(await second.seen(), config.lessons.map(({ id }) => id));
    await mouse.click(second, '[data-menu] [data-action="summary"]');
    assert.equal(await second.text("[data-summary-status]"), config.strings["status-passed"]);
    await mouse.click(second, '[data-action="back"]');
    await goes(second, config.lessons.find(({ questions }) => questions.includes(slip)));
    assert.equal((await second.answersShown())[0].result, "incorrect");
    [first, second].forEach(noCaptions);
    [first, second].forEach(nothingWentWrong);
  });
}

promise("begun on one day, and resumed on another", async (learner) => {
  const first = await opens(learner, onServer());
  const config = await first.config();
  await mouse.takeLessons(first, config, { last: 3 });
  const shown = config.lessons[3];
  const later = await laterOn(learner);
  await first.dies();
  const second = await opens(later, onServer());
  assert.match(await second.text("[data-resume-text]"), new RegExp(config.lessons[4].title));
  await mouse.click(second, '[data-action="resume"]');
  await second.onLesson(config.lessons[4].id);
  await goes(second, shown);
  assert.ok((await second.answersShown()).every(({ result }) => result === "correct"));
  await goes(second, config.lessons[4]);
  await mouse.takeLessons(second, config, { first: 4 });
  assert.equal(await second.text("[data-summary-status]"), config.strings["status-passed"]);
  nothingWentWrong(first);
  nothingWentWrong(second);
  await later.context.close();
});

promise("two tabs: what is done in one shows in the other, and nothing is lost", async (learner) => {
  const [one, two] = [await opens(learner, onServer()), await opens(learner, onServer())];
  const config = await one.config();
  const lesson = config.lessons.find(({ questions }) => questions.length > 1);
  const [first, second] = lesson.questions;
  await goes(one, lesson);
  await goes(two, lesson);
  await mouse.answer(one, first, rightAnswer(first));
  await two.lesson.waitForSelector(`form[data-question="${first.id}"][data-result="correct"]`);
  await mouse.answer(two, second, rightAnswer(second));
  await one.lesson.waitForSelector(`form[data-question="${second.id}"][data-result="correct"]`);
  await goes(one, config.lessons[0]);
  assert.equal(await two.lesson.getAttribute("html", "data-lesson"), lesson.id, "the other tab stays where it is");

  const next = await opens(await laterOn(learner), onServer());
  if (await next.asksToResume()) await mouse.click(next, '[data-action="resume"]');
  await next.onLesson();
  await goes(next, lesson);
  assert.deepEqual((await next.answersShown()).slice(0, 2).map(({ result }) => result), ["correct", "correct"]);
  [one, two, next].forEach(nothingWentWrong);
  await next.page.context().close();
});

promise("taking the questions again in one tab clears them in the other", async (learner) => {
  const [one, two] = [await opens(learner, onServer()), await opens(learner, onServer())];
  const config = await one.config();
  await mouse.takeLessons(one, config, { choose: wrongAnswer });
  const lesson = config.lessons.find(({ questions }) => questions.length > 0);
  await goes(two, lesson);
  const form = `form[data-question="${lesson.questions[0].id}"]`;
  await two.lesson.waitForSelector(`${form}[data-result="incorrect"]`);
  await mouse.click(one, '[data-action="retake"]');
  await two.lesson.waitForSelector(`${form}:not([data-result])`);
  await mouse.answer(two, lesson.questions[0], rightAnswer(lesson.questions[0]));
  [one, two].forEach(nothingWentWrong);
});

promise("where the browser lets the course keep nothing, it says so and works", async (learner) => {
  // A frame in a sandbox has no store: the browser throws at the first touch.
  await learner.context.route("**/sandbox", (route) =>
    route.fulfill({ contentType: "text/html", body: `<title>A site</title><iframe sandbox="allow-scripts allow-forms" width="900" height="700" src="${onServer()}"></iframe>` }));
  const visit = await opens(learner, `${site.origin}/sandbox`);
  const config = await visit.config();
  assert.deepEqual(await visit.notices(), ["notice-alone"]);
  assert.match(await visit.text('[data-notice="notice-alone"]'), /This browser does not let the course keep anything/);
  assert.equal(await visit.text("[data-status]"), "Progress is not kept");
  await mouse.takeLessons(visit, config);
  assert.equal(await visit.text("[data-summary-status]"), config.strings["status-passed"]);
  noCaptions(visit);
  nothingWentWrong(visit);
  // The rules themselves look at style sheets, which a sandbox forbids, so what they find comes last.
  assert.deepEqual(await findings(visit.shell), []);
});

promise("a browser that is full is told so, and what was done is kept once there is room", async (learner) => {
  const visit = await opens(learner, onServer());
  const config = await visit.config();
  await mouse.takeLessons(visit, config, { last: 0 });
  await visit.page.evaluate(() => {
    for (let size = 4 << 20; size > 0; size >>= 1) {
      try {
        localStorage.setItem(`full-${size}`, "x".repeat(size));
        localStorage.setItem(`more-${size}`, "x".repeat(size));
      } catch (error) {
        // As much as fits.
      }
    }
  });
  // Whoever answers in words needs more room than was there.
  const texts = config.lessons.find(({ questions }) => questions.some(({ type }) => type === "fill-in"));
  await goes(visit, texts);
  for (const question of texts.questions) {
    await mouse.answer(visit, question, question.type === "fill-in" ? ["a long answer of my own".slice(0, question.maxLength)] : rightAnswer(question));
  }
  await visit.untilSaveState("unsaved");
  assert.match(await visit.text("[data-status]"), /Not saved yet.*Keep this window open/);
  assert.deepEqual(await findings(visit.shell), []);
  await visit.page.evaluate(() => Object.keys(localStorage).filter((key) => /^(full|more)-/.test(key)).forEach((key) => localStorage.removeItem(key)));
  await mouse.click(visit, '[data-action="save"]');
  await visit.untilSaveState("saved");
  visit.problems = visit.problems.filter((problem) => !problem.includes("did not keep the progress"));
  nothingWentWrong(visit);
});

promise("a page that the learner comes back to knows what has happened since", async (learner) => {
  const [one, two] = [await opens(learner, onServer()), await opens(learner, onServer())];
  const config = await one.config();
  await one.page.goto(`${onServer()}lessons/empathy.html`);
  await mouse.takeLessons(two, config, { last: 1 });
  await one.page.goBack();
  await one.ready();
  await one.until(async () => (await one.seen()).length >= 2, "the pages that were seen in the other tab are marked");
});

promise("a window that a page has opened can be left", async (learner) => {
  await learner.context.route("**/portal", (route) =>
    route.fulfill({ contentType: "text/html", body: `<title>A portal</title><a target="_blank" rel="opener" href="${onServer()}">Open</a>` }));
  const portal = await learner.context.newPage();
  await portal.goto(`${site.origin}/portal`);
  const [page] = await Promise.all([learner.context.waitForEvent("page"), portal.click("a")]);
  await page.waitForSelector('header [data-action="exit"]:not([hidden])');
  await Promise.all([page.waitForEvent("close"), page.click('header [data-action="exit"]')]);
});

for (const [device, viewport] of [["phone", { width: 390, height: 844 }], ["320 px wide", { width: 320, height: 640 }], ["desktop", { width: 1280, height: 800 }]]) {
  promise(`${device}: the header stays in shape, and axe finds nothing around the pages`, async (learner) => {
    const visit = await opens(learner, onServer());
    const header = await visit.shell.$eval("header", (element) => element.getBoundingClientRect().height);
    assert.ok(header <= 0.2 * viewport.height, `${header} px high`);
    await faultless(visit, visit.shell, device);
  }, { viewport });
}

const page = () => readFileSync(join(PACKAGES, COURSE, "index.html"), "utf8");
const structuredData = () => /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page())[1];

test("what the page says to search engines is true", () => {
  const said = JSON.parse(structuredData());
  const config = JSON.parse(/id="cw-config">(.*?)<\/script>/s.exec(page())[1]);
  assert.deepEqual([said["@context"], said["@type"]], ["https://schema.org", "Course"]);
  assert.deepEqual([said.name, said.inLanguage, said.identifier], [config.course.title, config.course.language, config.course.id]);
  assert.deepEqual(said.teaches, config.objectives.map(({ title }) => title));
  const lessons = (sections) => sections.flatMap(({ name, hasPart }) => (hasPart ? lessons(hasPart) : [name]));
  assert.deepEqual(lessons(said.syllabusSections), config.lessons.map(({ title }) => title));
  assert.equal(said.timeRequired, "PT25M");
  assert.equal(said.copyrightNotice, "CC BY 4.0");
});

/** What schema.org's own definitions, as types, say of a document; "" if nothing is wrong. */
function typed(json) {
  const folder = mkdtempSync(join(fileURLToPath(new URL(".", import.meta.url)), ".typed-"));
  try {
    const text = `import type { Course, WithContext } from "schema-dts";\nexport const course: WithContext<Course> = ${json};\n`;
    writeFileSync(join(folder, "course.ts"), text);
    const options = ["--noEmit", "--strict", "--target", "ES2022", "--module", "ES2022", "--moduleResolution", "bundler", "--ignoreConfig"];
    const { stdout, status } = spawnSync(TSC, [...options, "course.ts"], { cwd: folder, encoding: "utf8" });
    return status === 0 ? "" : stdout || "tsc does not run";
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("what the page says to search engines is as schema.org has it", () => {
  assert.equal(typed(structuredData()), "");
  const said = JSON.parse(structuredData());
  for (const wrong of [{ timeNeeded: "PT25M" }, { hasCourseInstance: { "@type": "Event", courseMode: "online" } }, { "@type": "Curse" }]) {
    assert.match(typed(JSON.stringify({ ...said, ...wrong })), /error TS/);
  }
});

// ---- Content that was made elsewhere ------------------------------------------------------------

for (const [name, what] of [["wrapped/tides-web", "with an index of its own"], ["wrapped/elsewhere-web", "that begins on another page"]]) {
  promise(`a web app ${what} is left and resumed`, async (learner) => {
    const first = await opens(learner, `${site.origin}/${name}/`, { ready: false });
    await first.page.waitForSelector("#count:not(:empty)");
    assert.equal((await first.page.textContent("#count")).trim(), "Card 1 of 4");
    await first.page.click("#next");
    await first.dies();
    const second = await opens(learner, `${site.origin}/${name}/`, { ready: false });
    await second.page.waitForSelector("#count:not(:empty)");
    assert.equal((await second.page.textContent("#count")).trim(), "Card 2 of 4");
    nothingWentWrong(second);
  });
}

promise("the index that leads to another page can be read by everybody", async ({ context }) => {
  const page = await context.newPage();
  const text = readFileSync(join(PACKAGES, "wrapped/elsewhere-web/index.html"), "utf8");
  await page.setContent(text.replace(/<meta http-equiv="refresh"[^>]*>/, ""));
  assert.deepEqual(await findings(page.mainFrame()), []);
});
