// The player's pages in LMSs that behave as some do. The course goes on, says what it cannot save, and loses
// nothing that could be kept. What needs no browser is in tests/player/session.test.mjs.

import assert from "node:assert/strict";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { writeSite } from "../player/support/site.mjs";
import { Bench, framesOf, missing } from "./support/launch.mjs";

const bench = new Bench();
const STATUS = { scorm12: "cmi.core.lesson_status", scorm2004: "cmi.success_status" };

before(async () => {
  if (missing) return;
  await bench.open();
  for (const standard of Object.keys(STATUS)) writeSite(join(bench.folder, standard), standard);
});
after(() => bench.close());

const on = (what, run) => {
  for (const standard of Object.keys(STATUS)) test(`${standard}: ${what}`, { skip: missing, timeout: 60000 }, () => run(standard));
};

/** Answers everything rightly and walks to the summary. */
async function takeCourse({ shell, lesson }) {
  await choose(lesson, "promise", ["a"]);
  await choose(lesson, "habits", ["a", "c"]);
  await shell.getByRole("button", { name: "Next" }).click();
  await choose(lesson, "bad-news", ["false"]);
  await lesson.getByLabel("Answer").fill("early");
  await lesson.getByLabel("Answer").press("Enter");
  await lesson.locator('[data-question="raise"][data-result="correct"]').waitFor();
  await shell.getByRole("button", { name: "Next" }).click();
  await lesson.getByRole("heading", { name: "What to keep" }).waitFor();
  await shell.getByRole("button", { name: "See your result" }).click();
  await shell.getByText("Passed", { exact: true }).waitFor();
}

async function choose(lesson, question, options) {
  const form = lesson.locator(`[data-question="${question}"]`);
  for (const option of options) await form.locator(`input[value="${option}"]`).check();
  await form.getByRole("button", { name: "Check" }).click();
  await lesson.locator(`[data-question="${question}"][data-result="correct"]`).waitFor();
}

const lmsData = (page) => page.evaluate(() => ({ ...lms, data: { ...lms.data } }));

for (const name of ["plain", "entry-empty", "no-answers", "no-interactions", "both-apis", "late"]) {
  on(`${name}: the course is taken and saved`, async (standard) => {
    const frames = await bench.launch(name, standard);
    await takeCourse(frames);
    await frames.shell.getByRole("button", { name: "Save and leave" }).first().click();
    await frames.shell.getByText("Saved. Goodbye").waitFor();
    const { data, terminations, decoyCalls } = await lmsData(frames.page);
    assert.equal(data[STATUS[standard]], "passed");
    assert.equal(terminations, 1);
    assert.equal(decoyCalls || 0, 0);
    assert.equal(Boolean(data["cmi.interactions.3.id"]), name !== "no-interactions" && !(name === "entry-empty" && standard === "scorm12"));
    await frames.page.context().close();
  });
}

on("very-late: what was done before the LMS was there is saved", async (standard) => {
  const frames = await bench.launch("very-late", standard);
  await frames.shell.getByText("No LMS").waitFor();
  await choose(frames.lesson, "promise", ["a"]);
  await frames.shell.getByText("LMS found").waitFor();
  const { data } = await lmsData(frames.page);
  assert.equal(data["cmi.interactions.0.id"], "promise");
  assert.equal(await frames.shell.getByText("No LMS").count(), 0);
  await frames.lesson.locator('[data-question="promise"][data-result="correct"]').waitFor();
  await frames.page.context().close();
});

on("a page that is closed ends its session, once", async (standard) => {
  const { page, lesson } = await bench.launch("plain", standard);
  await choose(lesson, "promise", ["a"]);
  await page.evaluate(() => (document.querySelector("iframe").src = "about:blank"));
  await page.waitForFunction(() => lms.terminations === 1);
  const { data } = await lmsData(page);
  assert.equal(data["cmi.exit"] || data["cmi.core.exit"], "suspend");
  assert.match(data["cmi.session_time"] || data["cmi.core.session_time"], /[1-9]/);
  await page.context().close();
});

on("commit-throws-at-end: the session ends all the same", async (standard) => {
  const { page, lesson } = await bench.launch("commit-throws-at-end", standard);
  await choose(lesson, "promise", ["a"]);
  await page.evaluate(() => {
    lms.closing = true;
    document.querySelector("iframe").src = "about:blank";
  });
  await page.waitForFunction(() => lms.terminations === 1);
  await page.context().close();
});

on("popup: the API is found in the window that opened the course, and leaving closes the window", async (standard) => {
  const opener = await bench.page();
  await opener.goto(`${bench.origin}/lms/popup.html?standard=${standard}&content=/${standard}/index.html`);
  const [popup] = await Promise.all([opener.waitForEvent("popup"), opener.getByRole("button", { name: "Open" }).click()]);
  await takeCourse({ shell: popup, lesson: popup.frameLocator("[data-frame]") });
  const closed = popup.waitForEvent("close");
  await popup.getByRole("button", { name: "Save and leave" }).first().click();
  await closed;
  const { data, terminations } = await lmsData(opener);
  assert.equal(data[STATUS[standard]], "passed");
  assert.equal(terminations, 1);
  await opener.context().close();
});

on("an LMS of another origin: the course says that nothing is kept, and goes on", async (standard) => {
  const frames = await bench.launch("plain", standard, { content: `${bench.otherOrigin}/${standard}/index.html` });
  await frames.shell.getByText("No LMS").waitFor();
  await takeCourse(frames);
  assert.deepEqual(frames.page.problems, []);
  await frames.page.context().close();
});

for (const name of ["truncates", "refuses"]) {
  on(`${name}: the answers are given up, place and result are kept`, async (standard) => {
    const frames = await bench.launch(name, standard);
    await takeCourse(frames);
    await frames.shell.getByText("LMS keeps little").waitFor();
    const { data } = await lmsData(frames.page);
    assert.equal(data[STATUS[standard]], "passed");
    assert.ok(data["cmi.suspend_data"].length <= 20);
    await frames.page.reload();
    await frames.shell.getByText("You were on What to keep").waitFor();
    await frames.shell.getByRole("button", { name: "Continue" }).click();
    assert.equal(await frames.shell.locator(".cw-seen").count(), 3);
    await frames.page.context().close();
  });
}

on("drops-session: the learner is told, and finds the work again", async (standard) => {
  const { page, shell, lesson } = await bench.launch("drops-session", standard);
  await choose(lesson, "promise", ["a"]);
  await page.evaluate(() => {
    lms.open = false;
    lms.dropped = true;
  });
  await choose(lesson, "habits", ["a", "c"]);
  await shell.getByText("LMS lost").waitFor();
  await shell.getByText("Session closed Kept here").waitFor();
  await page.reload();
  await lesson.locator('[data-question="habits"][data-result="correct"]').waitFor();
  await shell.getByText("Saved", { exact: true }).waitFor();
  await page.context().close();
});

on("no network: the learner is told, and everything is saved when it is back", async (standard) => {
  const { page, shell, lesson } = await bench.launch("plain", standard);
  await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
  await page.context().setOffline(true);
  await choose(lesson, "promise", ["a"]);
  await shell.getByText("No connection Kept here").waitFor();
  await page.context().setOffline(false);
  await shell.getByText("Saved", { exact: true }).waitFor();
  await page.context().close();
});
