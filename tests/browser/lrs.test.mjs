// The player's pages in a real browser, launched by cmi5 and xAPI, with a strict LRS on another origin: what browsers do
// with preflights, `keepalive` and one-time tokens is not to be had in Node.

import assert from "node:assert/strict";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { FakeLrs } from "../player/support/lrs.mjs";
import { writeSite } from "../player/support/site.mjs";
import { Bench, missing } from "./support/launch.mjs";

const bench = new Bench();
const STANDARDS = ["cmi5", "xapi"];

before(async () => {
  if (missing) return;
  await bench.open();
  for (const standard of STANDARDS) writeSite(join(bench.folder, standard), standard);
});
after(() => bench.close());

const on = (what, run) => test(what, { skip: missing, timeout: 30000 }, run);

/** An LRS that is there for one test. */
async function serving(standard, options, run) {
  const lrs = new FakeLrs({ standard, ...options });
  await lrs.listen();
  try {
    await run(lrs);
  } finally {
    await lrs.close();
  }
}

async function open(lrs, { page, search } = {}) {
  const shell = page || (await bench.page());
  await shell.goto(`${bench.origin}/${lrs.standard}/index.html?${search || lrs.launch()}`);
  return { page: shell, lesson: shell.frameLocator("[data-frame]") };
}

async function answer(lesson, question, ...labels) {
  const form = lesson.locator(`[data-question="${question}"]`);
  for (const label of labels) {
    if (label.startsWith("Option")) await form.getByLabel(label, { exact: true }).check();
    else await form.getByRole("textbox").fill(label);
  }
  await form.getByRole("button", { name: "Check" }).click();
  await form.getByText("Right").waitFor();
}

async function takeCourse(page, lesson) {
  await page.getByText("Saved", { exact: true }).waitFor();
  await answer(lesson, "promise", "Option a");
  await answer(lesson, "habits", "Option a", "Option c");
  await page.getByRole("button", { name: "Next" }).click();
  await answer(lesson, "bad-news", "Option false");
  await answer(lesson, "raise", "early");
  await page.getByRole("button", { name: "Next" }).click();
  await lesson.getByRole("heading", { name: "What to keep" }).waitFor();
}

/** Waits for what a page says while it goes. */
async function eventually(holds) {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(holds());
}

for (const standard of STANDARDS) {
  on(`${standard}: a learner takes the course to a pass, leaves, and comes back to a passed course`, async () => {
    await serving(standard, { launchData: { masteryScore: 0.75 } }, async (lrs) => {
      const { page, lesson } = await open(lrs);
      await takeCourse(page, lesson);
      await page.getByRole("button", { name: "See your result" }).click();
      await page.getByText("Passed").waitFor();
      await page.getByRole("button", { name: "Save and leave" }).click();
      await page.getByText("Saved. Goodbye").waitFor();
      for (const verb of ["initialized", "completed", "passed", "terminated"]) assert.equal(lrs.said(verb).length, 1, verb);
      const answers = lrs.said("answered");
      assert.equal(answers.length, 4);
      assert.deepEqual(answers[0].object.definition.choices[1], { id: "b", description: { "en-GB": "Option b" } });
      const again = await open(lrs, { page });
      await again.page.getByText("You were on What to keep").waitFor();
      await again.page.getByRole("button", { name: "Continue" }).click();
      await again.lesson.getByRole("heading", { name: "What to keep" }).waitFor();
      await again.page.getByRole("button", { name: "See your result" }).click();
      await again.page.getByText("Passed").waitFor();
      // A browser writes down that there was no document yet.
      assert.deepEqual([lrs.problems, page.problems.filter((problem) => !/status of 404/.test(problem))], [[], []]);
    });
  });

  on(`${standard}: closing the page says the last words`, async () => {
    await serving(standard, {}, async (lrs) => {
      const { page, lesson } = await open(lrs);
      await page.getByText("Saved", { exact: true }).waitFor();
      await answer(lesson, "promise", "Option a");
      await page.getByRole("button", { name: "Next" }).click();
      await page.close({ runBeforeUnload: true });
      await eventually(() => lrs.said("terminated").length === 1);
      await eventually(() => lrs.resume() && lrs.resume().location === "time");
      assert.deepEqual(lrs.problems, []);
    });
  });

  on(`${standard}: without a network the learner goes on, and all is said when it is back`, async () => {
    await serving(standard, {}, async (lrs) => {
      const { page, lesson } = await open(lrs);
      await page.getByText("Saved", { exact: true }).waitFor();
      await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
      await page.context().setOffline(true);
      await answer(lesson, "promise", "Option a");
      await answer(lesson, "habits", "Option a", "Option c");
      await page.getByText("No connection").waitFor();
      await page.context().setOffline(false);
      await page.getByText("Saved", { exact: true }).waitFor();
      assert.deepEqual([lrs.said("answered").length, lrs.problems], [2, []]);
    });
  });
}

on("cmi5: the learner is taken back to where the LMS wants", async () => {
  await serving("cmi5", { launchData: { returnURL: `${bench.origin}/lms/scorm-again.html?back` } }, async (lrs) => {
    const { page } = await open(lrs);
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Save and leave" }).click();
    await page.waitForURL(/back$/);
    assert.deepEqual([lrs.verbs(), lrs.problems], [["initialized", "terminated"], []]);
  });
});

on("cmi5: loading the page again ends the session, and says so", async () => {
  await serving("cmi5", {}, async (lrs) => {
    const { page } = await open(lrs);
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.reload();
    await page.getByText("LMS lost").waitFor();
    assert.deepEqual([lrs.verbs(), lrs.problems], [["initialized", "terminated"], []]);
  });
});

on("cmi5: a review shows what was done and says nothing about it", async () => {
  await serving("cmi5", { launchData: { launchMode: "Review" } }, async (lrs) => {
    const { page } = await open(lrs);
    await page.getByText("Looking back").waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Save and leave" }).click();
    await page.getByText("Saved. Goodbye").waitFor();
    assert.deepEqual([lrs.verbs(), lrs.problems], [["initialized", "terminated"], []]);
  });
});
