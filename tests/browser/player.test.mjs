// The player's pages in a real browser, with scorm-again as the LMS.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { courseConfig } from "../player/support/course.mjs";
import { STRINGS, writeSite } from "../player/support/site.mjs";
import { Bench, missing } from "./support/launch.mjs";

const bench = new Bench();
const STANDARDS = ["scorm12", "scorm2004"];

before(async () => {
  if (missing) return;
  await bench.open();
  for (const standard of STANDARDS) writeSite(join(bench.folder, standard), standard);
});
after(() => bench.close());

const newPage = () => bench.page();
const launch = (standard) => bench.launch("scorm-again", standard);
const at = (kept, element) => element.split(".").slice(1).reduce((part, key) => part[key], kept);

const on = (what, run) => test(what, { skip: missing, timeout: 30000 }, run);

for (const standard of STANDARDS) {
  on(`${standard}: a learner takes the course`, async () => {
    const { page, shell, lesson } = await launch(standard);
    await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
    await shell.getByText("Saved", { exact: true }).waitFor();

    // A question: one wrong answer, then the right one.
    const promise = lesson.locator('[data-question="promise"]');
    assert.equal(await promise.getByRole("button", { name: "Check" }).isDisabled(), true);
    await promise.getByLabel("Option b").check();
    await promise.getByRole("button", { name: "Check" }).click();
    await promise.getByText("Wrong 1 left").waitFor();
    assert.equal(await promise.getByText("About b").isVisible(), true);
    assert.equal(await promise.getByText("About a").isVisible(), false);
    assert.equal(await promise.getByRole("button", { name: "Try again" }).evaluate((button) => button === document.activeElement), true);
    await promise.getByRole("button", { name: "Try again" }).press("Enter");
    await promise.getByLabel("Option a").check();
    await promise.getByRole("button", { name: "Check" }).click();
    await promise.getByText("Right").waitFor();
    assert.equal(await promise.getByRole("button", { name: "Try again" }).isVisible(), false);
    assert.equal(await promise.getByLabel("Option a").isDisabled(), true);

    const habits = lesson.locator('[data-question="habits"]');
    await habits.getByLabel("Option a").check();
    await habits.getByLabel("Option c").check();
    await habits.getByRole("button", { name: "Check" }).click();
    await habits.getByText("Right").waitFor();

    // Next marks the page as seen and moves the focus to the new heading.
    await shell.getByRole("button", { name: "Next" }).click();
    await lesson.getByRole("heading", { name: "In good time" }).waitFor();
    await lesson.locator("h1:focus").waitFor();
    await shell.locator('[data-go="trust"].cw-seen [data-seen-mark]').waitFor();
    assert.equal(await shell.locator('[data-go="time"]').getAttribute("aria-current"), "page");

    await lesson.getByLabel("Option false").check();
    await lesson.locator('[data-question="bad-news"]').getByRole("button", { name: "Check" }).click();
    await lesson.locator('[data-question="bad-news"]').getByText("Right").waitFor();
    await lesson.getByLabel("Answer").fill("Late");
    await lesson.getByLabel("Answer").press("Enter");
    await lesson.getByText("About late").waitFor();

    // The result by keyboard: on to the last page, then the summary.
    await page.keyboard.press("Alt+PageDown");
    await lesson.getByRole("heading", { name: "What to keep" }).waitFor();
    await lesson.locator("h1:focus").waitFor();
    await page.keyboard.press("Alt+PageDown");
    await shell.getByText("Passed", { exact: true }).waitFor();
    await shell.getByText("Score 75 % Needed 75 %").waitFor();
    assert.equal(await shell.locator("[data-summary] h1").evaluate((heading) => heading === document.activeElement), true);
    assert.equal(await shell.getByRole("button", { name: "Again" }).isVisible(), true);

    await shell.getByRole("button", { name: "Save and leave" }).click();
    await shell.getByText("Saved. Goodbye").waitFor();
    const status = standard === "scorm12" ? "cmi.core.lesson_status" : "cmi.success_status";
    const kept = await page.evaluate(() => JSON.parse(api.renderCMIToJSONString()).cmi);
    assert.equal(at(kept, status), "passed");
    const score = standard === "scorm12" ? "cmi.core.score.raw" : "cmi.score.scaled";
    assert.equal(at(kept, score), standard === "scorm12" ? "75" : "0.75");
    assert.deepEqual(page.problems, []);
    await page.close();
  });

  on(`${standard}: a learner comes back`, async () => {
    const { page, shell, lesson } = await launch(standard);
    await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
    await lesson.getByLabel("Option b").first().check();
    await lesson.getByRole("button", { name: "Check" }).first().click();
    await lesson.getByText("Wrong").waitFor();
    await shell.getByRole("link", { name: "In good time" }).click();
    await lesson.getByRole("heading", { name: "In good time" }).waitFor();
    await page.waitForTimeout(2000);
    await page.evaluate(() => keep());
    await page.reload();
    await shell.getByText("You were on In good time").waitFor();
    await shell.getByRole("button", { name: "Continue" }).click();
    await lesson.getByRole("heading", { name: "In good time" }).waitFor();
    await shell.getByRole("button", { name: "Previous" }).click();
    const promise = lesson.locator('[data-question="promise"]');
    await promise.getByText("Wrong 1 left").waitFor();
    assert.equal(await promise.getByLabel("Option b").isChecked(), true);
    assert.equal(await promise.getByText("About b").isVisible(), true);
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}

on("from disk, without an LMS", async () => {
  const page = await newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(pathToFileURL(join(bench.folder, "scorm12/index.html")).href);
  const lesson = page.frameLocator("[data-frame]");
  await page.getByText("No LMS").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  assert.equal(await page.getByText("No LMS").count(), 0);
  await lesson.getByLabel("Option a").first().check();
  await lesson.getByRole("button", { name: "Check" }).first().click();
  await lesson.getByText("Right").waitFor();
  // A link inside the lesson, with a place on its page.
  await lesson.getByRole("link", { name: "another lesson" }).click();
  await lesson.getByRole("heading", { name: "In good time" }).waitFor();
  await lesson.locator("#part:focus").waitFor();
  assert.match(await page.title(), /^In good time – Leading upward$/);
  // The browser's own Back button.
  await page.evaluate(() => history.back());
  await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
  await page.locator('[data-go="trust"][aria-current="page"]').waitFor();
  await lesson.getByText("Right").waitFor();
  assert.equal(await page.getByRole("button", { name: "Save and leave" }).isVisible(), false);
  assert.deepEqual(problems, []);
  await page.close();
});

on("a lesson page on its own is there to be read", async () => {
  const page = await newPage();
  await page.goto(pathToFileURL(join(bench.folder, "scorm12/lessons/trust.html")).href);
  assert.equal(await page.getByText("Open the course to answer").count(), 2);
  await page.getByLabel("Option a").first().check();
  assert.equal(await page.getByRole("button", { name: "Check" }).first().isDisabled(), true);
  await page.getByRole("link", { name: "another lesson" }).click();
  await page.getByRole("heading", { name: "In good time" }).waitFor();
  await page.close();
});

on("a page counts as seen when its end comes into view", async () => {
  const tall = join(bench.folder, "tall");
  const long = "<p>One more line.</p>".repeat(200);
  writeSite(tall, "scorm12", { pages: { trust: { after: long } } });
  const page = await newPage();
  await page.goto(pathToFileURL(join(tall, "index.html")).href);
  const lesson = page.frameLocator("[data-frame]");
  await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
  await page.waitForTimeout(500);
  assert.equal(await page.locator(".cw-seen").count(), 0);
  await lesson.locator("#part").scrollIntoViewIfNeeded();
  await page.locator('[data-go="trust"].cw-seen').waitFor();
  await page.close();
});

on("question names that hide the form's own properties do no harm", async () => {
  const config = courseConfig({ strings: STRINGS });
  const names = ["dataset", "closest", "hidden", "elements", "submit", "reset", "contains", "parentNode".toLowerCase()];
  config.lessons[0].questions = names.map((id) => ({ ...config.lessons[0].questions[0], id, objectives: [] }));
  const odd = join(bench.folder, "odd");
  writeSite(odd, "scorm12", { config });
  const page = await newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(pathToFileURL(join(odd, "index.html")).href);
  const lesson = page.frameLocator("[data-frame]");
  for (const name of names) {
    const form = lesson.locator(`[data-question="${name}"]`);
    await form.getByLabel("Option a").check();
    await form.getByRole("button", { name: "Check" }).click();
    // By its selector: whoever looks for a text calls the form's own properties, `contains` among them.
    await lesson.locator(`[data-question="${name}"][data-result="correct"]`).waitFor();
  }
  assert.deepEqual(problems, []);
  await page.close();
});

on("a retake clears the questions and keeps the best score", async () => {
  const page = await newPage();
  await page.goto(pathToFileURL(join(bench.folder, "scorm2004/index.html")).href);
  const lesson = page.frameLocator("[data-frame]");
  const send = (answers) => answerAll(page, lesson, answers);
  await send({ promise: "a", habits: "b", "bad-news": "false", raise: "early" });
  await page.getByRole("button", { name: "Your result" }).click();
  await page.getByText("Score 75 %").waitFor();
  await page.getByRole("button", { name: "Again" }).click();
  await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
  assert.equal(await lesson.getByText("Right").count(), 0);
  await send({ promise: "b", habits: "b", "bad-news": "true", raise: "late" });
  await page.getByRole("button", { name: "Your result" }).click();
  await page.getByText("Score 0 %, best 75 %").waitFor();
  await page.close();
});

async function answerAll(page, lesson, { promise, habits, "bad-news": news, raise }) {
  await page.getByRole("link", { name: "Trust comes first" }).click();
  await choose(lesson, "promise", promise);
  await choose(lesson, "habits", habits);
  await page.getByRole("link", { name: "In good time" }).click();
  await choose(lesson, "bad-news", news);
  await lesson.getByLabel("Answer").fill(raise);
  await lesson.getByLabel("Answer").press("Enter");
  await lesson.locator('[data-question="raise"][data-result]').waitFor();
}

async function choose(lesson, question, option) {
  const form = lesson.locator(`[data-question="${question}"]`);
  await form.locator(`input[value="${option}"]`).check();
  await form.getByRole("button", { name: "Check" }).click();
  await lesson.locator(`[data-question="${question}"][data-result]`).waitFor();
}

on("one SCO for each lesson: Next leads to the next one where the LMS can", async () => {
  const whole = courseConfig({ strings: STRINGS });
  const config = { ...whole, layout: "lessons", lessons: [whole.lessons[0]] };
  writeSite(join(bench.folder, "sco"), "scorm2004", { config });
  for (const [can, label] of [["true", "Next"], ["false", "See your result"]]) {
    const page = await newPage();
    await page.addInitScript((valid) => {
      if (window === window.top) sessionStorage.setItem("lms", JSON.stringify({ "adl.nav.request_valid.continue": valid }));
    }, can);
    const { shell, lesson } = await bench.launch("plain", "scorm2004", { content: "/sco/index.html", page });
    await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
    await shell.getByRole("button", { name: label, exact: true }).first().click();
    if (can === "true") {
      await page.waitForFunction(() => lms.terminations === 1);
      assert.equal(await page.evaluate(() => lms.data["adl.nav.request"]), "continue");
    } else {
      await shell.getByText("Not finished").waitFor();
    }
    await page.context().close();
  }
});

on("looking back: the answers are there, and nothing can be changed", async () => {
  const page = await newPage();
  const { shell, lesson } = await bench.launch("plain", "scorm12", { page });
  await choose(lesson, "promise", "b");
  await page.waitForTimeout(1800);
  await page.evaluate(() => (lms.data["cmi.core.lesson_mode"] = "review"));
  await page.reload();
  await shell.getByText("Looking back").waitFor();
  const promise = lesson.locator('[data-question="promise"]');
  await promise.getByText("About b").waitFor();
  assert.equal(await promise.getByLabel("Option b").isDisabled(), true);
  assert.equal(await promise.getByRole("button", { name: "Try again" }).isVisible(), false);
  await lesson.locator('[data-question="habits"]').getByText("Not answered").waitFor();
  assert.equal(await page.evaluate(() => lms.commits), 0);
  await page.context().close();
});

on("two players never sound at once, and none behind the summary", async () => {
  const sound = '<audio id="one" src="../sound.wav" loop></audio><audio id="two" src="../sound.wav" loop></audio>';
  const loud = join(bench.folder, "loud");
  writeSite(loud, "scorm12", { pages: { trust: { before: sound } } });
  writeFileSync(join(loud, "sound.wav"), silence());
  const page = await newPage();
  await page.goto(pathToFileURL(join(loud, "index.html")).href);
  const lesson = page.frameLocator("[data-frame]");
  const paused = (id) => lesson.locator(`#${id}`).evaluate((player) => player.paused);
  for (const id of ["one", "two"]) await lesson.locator(`#${id}`).evaluate((player) => ((player.muted = true), player.play()));
  assert.deepEqual([await paused("one"), await paused("two")], [true, false]);
  await page.getByRole("button", { name: "Your result" }).click();
  await page.waitForTimeout(300);
  assert.equal(await paused("two"), true);
  await page.context().close();
});

/** A second of silence as a WAV file. */
function silence() {
  const samples = 8000;
  const file = Buffer.alloc(44 + samples, 128);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + samples, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(8000, 24);
  file.writeUInt32LE(8000, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples, 40);
  return file;
}
