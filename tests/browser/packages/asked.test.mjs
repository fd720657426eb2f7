// Questions in which something is written, rated or done, as a learner meets them: by mouse, by keyboard alone, and again later.

import assert from "node:assert/strict";
import test from "node:test";
import * as keyboard from "./support/keyboard.mjs";
import { faultless } from "./support/looks.mjs";
import * as mouse from "./support/mouse.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();
const COURSE = "asked/asked-scorm12";
const promise = (words, context, body) => test(words, () => here.withLearner({ package: COURSE, context }, body));

const formOf = (visit, id) => visit.lesson.locator(`form[data-question="${id}"]`);
const said = (form) => form.locator(".cw-result").textContent();
const shown = (form, text) => form.getByText(text).isVisible();

async function submit(form) {
  await form.locator('button[type="submit"]').click();
  await form.locator("xpath=self::*[@data-result]").waitFor();
}

/** Answers everything, some of it rightly. */
async function answerAll(visit) {
  const gaps = formOf(visit, "trust").getByRole("textbox");
  for (const [at, text] of ["openly", "sometimes", "70"].entries()) await gaps.nth(at).fill(text);
  await formOf(visit, "participation").getByRole("textbox").fill("75");
  await formOf(visit, "feeling").getByLabel("Often").check();
  await formOf(visit, "plan").getByRole("textbox").fill("I will say so.");
  await formOf(visit, "late").getByLabel("Wait for").check();
  await formOf(visit, "late").getByLabel("Say what you know").check();
  await formOf(visit, "timed").getByRole("button", { name: "Start" }).click();
  await formOf(visit, "timed").getByLabel("Delivering").check();
  await formOf(visit, "habits").getByLabel("Asking").check();
  await formOf(visit, "risk").getByRole("textbox").fill("2,4");
  for (const id of ["trust", "participation", "feeling", "plan", "late", "timed", "habits", "risk"]) await submit(formOf(visit, id));
}

promise("every answer is met with what the author says to it, and is there again later", {}, async (learner) => {
  let visit = await learner.opens();
  await answerAll(visit);
  await faultless(visit, visit.lesson, "answered");

  const trust = formOf(visit, "trust");
  assert.match(await said(trust), /partly right/);
  assert.deepEqual(await trust.locator("input").evaluateAll((gaps) => gaps.map((gap) => gap.dataset.part)), ["right", "wrong", "right"]);
  assert.ok(await shown(trust, "Not quite often enough."));
  assert.ok(await shown(trust, "About two thirds is good."));
  assert.ok(!(await shown(trust, "People find out.")));
  assert.ok(await shown(trust, "Some of it. Look at what is red."));
  assert.ok(!(await shown(trust, "Nothing yet.")));
  assert.ok(await shown(formOf(visit, "participation"), "That is how many want to."));
  assert.match(await said(formOf(visit, "feeling")), /recorded/);
  assert.ok(await shown(formOf(visit, "feeling"), "Thank you."));
  assert.ok(await shown(formOf(visit, "plan"), "I will say which of the two deadlines I can keep."));
  assert.ok(await shown(formOf(visit, "late"), "Then it is Thursday."));
  assert.equal(await formOf(visit, "late").getAttribute("data-result"), "partly");
  assert.equal(await formOf(visit, "risk").getAttribute("data-result"), "correct");

  await mouse.leave(visit);
  visit = await learner.opens();
  if (await visit.asksToResume()) await mouse.click(visit, '[data-action="resume"]');
  await visit.onLesson("asked");
  await formOf(visit, "risk").locator("xpath=self::*[@data-result]").waitFor();
  assert.deepEqual(await formOf(visit, "trust").locator("input").evaluateAll((gaps) => gaps.map((gap) => gap.value)), ["openly", "sometimes", "70"]);
  assert.equal(await formOf(visit, "plan").locator("textarea").inputValue(), "I will say so.");
  assert.ok(await formOf(visit, "late").getByLabel("Wait for").isChecked());
  assert.equal(await formOf(visit, "late").getAttribute("data-result"), "partly");
});

promise("the keyboard is enough", {}, async (learner) => {
  const visit = await learner.opens();
  const { keyboard: keys } = visit.page;
  const at = (id, rest) => `form[data-question="${id}"] ${rest}`;
  await keyboard.press(visit, at("trust", '[data-action="hint"]'));
  assert.ok(await keyboard.hasFocus(visit, at("trust", "[data-hint] summary")));
  assert.ok(await shown(formOf(visit, "trust"), "Think of"));
  assert.ok(!(await shown(formOf(visit, "trust"), "And of the tides.")));
  for (const [gap, text] of ["openly", "reliably", "70"].entries()) {
    await keyboard.tabTo(visit, at("trust", `input[name="trust.${gap}"]`), { back: gap === 0 });
    await keys.type(text);
  }
  await keys.press("Enter");
  await formOf(visit, "trust").getByText("All of it. Well done.").waitFor();

  for (const [step, presses] of [["a", 0], ["b", 1]]) {
    await keyboard.tabTo(visit, at("late", `input[name="late.${step}"]`));
    await keys.press("Space");
    for (let press = 0; press < presses; press += 1) await keys.press("ArrowDown");
  }
  await keyboard.press(visit, at("late", 'button[type="submit"]'));
  await formOf(visit, "late").locator("xpath=self::*[@data-result='correct']").waitFor();

  await keyboard.press(visit, at("timed", '[data-action="start"]'));
  assert.ok(await keyboard.hasFocus(visit, at("timed", "input")));
  assert.match(await formOf(visit, "timed").locator("[data-time-left]").textContent(), /0:(30|29)/);
});
