// What questions of any kind have on their pages, and blocks that keep state, in a real browser.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { checklist, choice, courseConfig, gaps, likert, multiple, reflection } from "../player/support/course.mjs";
import { script } from "../player/support/scripts.mjs";
import { STRINGS, writeSite } from "../player/support/site.mjs";
import { Bench, missing } from "./support/launch.mjs";

const bench = new Bench();
const lessonOf = (questions) => ({ ...courseConfig().lessons[0], questions });

const courses = {
  parts: [
    { ...multiple, partial: true, attempts: 2, bits: { attempts: 2 }, overall: ["correct", "partly", "incorrect"] },
    { ...gaps, attempts: 3, bits: { attempts: 2 }, overall: ["correct", "incorrect"] },
    { ...likert, overall: ["recorded"] },
    { ...choice, hints: 2 },
  ],
  time: [{ ...choice, timeLimit: 30 }],
};

/** Two families of blocks, and something that waits for them. */
const FAMILIES = `
class TickList extends Activity {
  constructor(page, element) {
    super(page, element);
    this.boxes = Array.from(element.querySelectorAll("input"));
    element.addEventListener("change", () => this.changed());
  }
  response() { return this.boxes.filter((box) => box.checked).map((box) => box.value); }
  restore(response) { this.boxes.forEach((box) => (box.checked = response.includes(box.value))); }
  done() { return this.response().length === this.boxes.length; }
}
ACTIVITIES.checklist = TickList;
class Note extends Activity {
  constructor(page, element) {
    super(page, element);
    this.field = element.querySelector("textarea");
    this.field.addEventListener("input", () => this.changedSoon());
  }
  response() { return this.field.value ? [this.field.value] : []; }
  restore([text = ""]) { this.field.value = text; }
  enable(usable) { this.field.disabled = !usable; }
}
ACTIVITIES.reflection = Note;
class Watcher extends Activity {
  constructor(page, element) {
    super(page, element);
    page.onProgress(() => (element.textContent = ["one-to-one", "my-manager", "promise", "nobody"].filter((id) => page.isDone(id)).join()));
  }
}
ACTIVITIES.watcher = Watcher;
startCourse(window, scorm12);`;
const BLOCKS = `<div data-activity="one-to-one" data-kind="checklist">${["a", "b", "c"].map((id) => `<label><input type="checkbox" value="${id}">Tick ${id}</label>`).join("")}</div>
<div data-activity="my-manager" data-kind="reflection"><label>Note<textarea></textarea></label></div>
<p id="watcher" data-activity="watcher" data-kind="watcher"></p><p data-activity="x" data-kind="unheard-of"></p>`;

before(async () => {
  if (missing) return;
  await bench.open();
  for (const [name, questions] of Object.entries(courses)) {
    const config = courseConfig({ strings: STRINGS, objectives: [], rule: "quiz-passed", lessons: [lessonOf(questions)] });
    writeSite(join(bench.folder, name), "scorm12", { config });
  }
  const lesson = { ...lessonOf([choice]), activities: [checklist, reflection] };
  const other = { ...courseConfig().lessons[2], id: "time" };
  const config = courseConfig({ strings: STRINGS, objectives: [], lessons: [lesson, other] });
  writeSite(join(bench.folder, "blocks"), "scorm12", { config, pages: { trust: { before: BLOCKS } } });
  writeFileSync(join(bench.folder, "blocks/player/player.js"), script("scorm12", "COURSE", FAMILIES));
});
after(() => bench.close());

const on = (what, run) => test(what, { skip: missing, timeout: 30000 }, run);
const focused = (locator) => locator.evaluate((element) => element === document.activeElement);

async function launch(name) {
  const visit = await bench.launch("scorm-again", "scorm12", { content: `/${name}/index.html` });
  await visit.lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
  visit.question = (id) => {
    const form = visit.lesson.locator(`[data-question="${id}"]`);
    return { form, check: form.getByRole("button", { name: "Check" }), again: form.getByRole("button", { name: "Try again" }) };
  };
  return visit;
}

on("partly right has words of its own, and feedback speaks of the answer as a whole", async () => {
  const { question, page } = await launch("parts");
  const { form, check, again } = question("habits");
  await form.getByLabel("Option a").check();
  await check.click();
  await form.getByText("Partly right 1 left").waitFor();
  assert.equal(await form.getAttribute("data-result"), "partly");
  assert.equal(await form.getByText("All in all partly").isVisible(), true);
  assert.equal(await form.getByText("All in all incorrect").isVisible(), false);
  await again.click();
  assert.equal(await form.getByText("All in all partly").isVisible(), false);
  assert.equal(await focused(form.getByLabel("Option a")), true);
  await form.getByLabel("Option c").check();
  await check.click();
  await form.getByText("All in all correct").waitFor();
  assert.deepEqual(page.problems, []);
});

on("each gap is marked, and all must be filled", async () => {
  const { question } = await launch("parts");
  const { form, check, again } = question("okr");
  const gap = (at) => form.getByLabel("Answer").nth(at);
  await gap(0).fill("goal");
  assert.equal(await check.isDisabled(), true);
  await gap(0).press("Enter");
  await gap(1).fill("Key results");
  await gap(1).press("Enter");
  await form.getByText("Partly right 2 left").waitFor();
  assert.deepEqual(await Promise.all([0, 1].map((at) => gap(at).getAttribute("data-part"))), ["wrong", "right"]);
  assert.equal(await gap(0).getAttribute("aria-invalid"), "true");
  assert.equal(await form.getByText("About goal").isVisible(), true);
  assert.equal(await form.getByText("About key results").isVisible(), true);
  assert.equal(await form.getByText("About objective").isVisible(), false);
  assert.equal(await form.getByText("All in all incorrect").isVisible(), true, "where nothing is said of a partly right answer");
  await again.click();
  assert.equal(await focused(gap(0)), true);
  assert.equal(await gap(0).getAttribute("aria-invalid"), null);
});

on("what is not scored is recorded, and no more is said", async () => {
  const { question } = await launch("parts");
  const { form, check } = question("mood");
  await form.getByLabel("Option d").check();
  await check.click();
  await form.getByText("All in all recorded").waitFor();
  assert.equal(await form.locator(".cw-result").textContent(), "Recorded");
  assert.equal(await form.getAttribute("data-result"), "recorded");
});

on("hints come one after the other, when they are asked for", async () => {
  const { question } = await launch("parts");
  const { form } = question("promise");
  const ask = form.getByRole("button", { name: "Show a hint" });
  await ask.waitFor();
  assert.equal(await form.getByText("Hint 1").isVisible(), false);
  await ask.click();
  assert.equal(await form.getByText("Think 1").isVisible(), true);
  assert.equal(await focused(form.getByText("Hint 1")), true);
  assert.equal(await form.getByText("Hint 2").isVisible(), false);
  await ask.click();
  assert.equal(await form.getByText("Think 2").isVisible(), true);
  assert.equal(await ask.isVisible(), false);
});

on("a time limit waits for the learner, warns, and can be had again", async () => {
  const { question, page } = await launch("time");
  const { form, check } = question("promise");
  const [start, more] = ["Start", "More time"].map((name) => form.getByRole("button", { name }));
  await start.waitFor();
  assert.equal(await form.getByLabel("Option a").isDisabled(), true);
  await page.clock.install();
  await start.click();
  assert.equal(await focused(form.getByLabel("Option a")), true);
  await page.clock.runFor(11000);
  await form.getByText("20 seconds left").waitFor();
  await more.click();
  await page.clock.runFor(5000);
  assert.equal(await form.getByText("20 seconds left").isVisible(), false);
  // Nothing is there when it ends: no try is used up.
  await page.clock.runFor(40000);
  await form.getByText("Time is up").waitFor();
  assert.equal(await focused(start), true);
  // What is there counts.
  await start.click();
  await form.getByLabel("Option b").check();
  await page.clock.runFor(60000);
  await form.getByText("Wrong 1 left").waitFor();
  assert.equal(await check.isVisible(), false);
});

on("what blocks hold is kept, also what was being typed when the learner went on, and gates hear of it", async () => {
  const { page, shell, lesson, question } = await launch("blocks");
  const watcher = lesson.locator("#watcher");
  await watcher.getByText("nobody").waitFor();
  for (const id of ["a", "b", "c"]) await lesson.getByLabel(`Tick ${id}`).check();
  await watcher.getByText("one-to-one,nobody").waitFor();
  await lesson.getByLabel("Tick b").uncheck();
  await watcher.getByText("nobody", { exact: true }).waitFor();
  await question("promise").form.getByLabel("Option b").check();
  await question("promise").check.click();
  await watcher.getByText("promise,nobody").waitFor();
  await lesson.getByLabel("Note").pressSequentially("Time to think");
  await page.keyboard.press("Alt+PageDown");
  await lesson.getByRole("heading", { name: "What to keep" }).waitFor();
  await shell.getByRole("button", { name: "Previous" }).click();
  await watcher.getByText("my-manager,promise,nobody").waitFor();
  const held = async () => [await lesson.getByLabel("Note").inputValue(), ...(await Promise.all(["a", "b", "c"].map((id) => lesson.getByLabel(`Tick ${id}`).isChecked())))];
  assert.deepEqual(await held(), ["Time to think", true, false, true]);
  // And in the next session.
  await shell.getByRole("button", { name: "Save and leave" }).click();
  await shell.getByText("Saved. Goodbye").waitFor();
  await page.evaluate(() => keep());
  await page.reload();
  await watcher.getByText("my-manager,promise,nobody").waitFor();
  assert.deepEqual(await held(), ["Time to think", true, false, true]);
  assert.deepEqual(page.problems, []);
});

on("on a page of its own, blocks work and nothing is kept", async () => {
  const page = await bench.page();
  await page.goto(`${bench.origin}/blocks/lessons/trust.html`);
  for (const id of ["a", "b", "c"]) await page.getByLabel(`Tick ${id}`).check();
  await page.locator("#watcher").getByText("one-to-one,nobody").waitFor();
  assert.deepEqual(page.problems, []);
});
