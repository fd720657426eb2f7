// Learners set colours, text size, line length and motion, by mouse and by keyboard; it holds on every page, and next time.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { findings, sideways } from "./support/axe.mjs";
import { hasFocus, tabTo } from "./support/keyboard.mjs";
import { faultless } from "./support/looks.mjs";
import * as mouse from "./support/mouse.mjs";
import { packageFolder } from "./support/packages.mjs";
import { nothingWentWrong } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";
import { Visit } from "./support/visit.mjs";

const here = stage();
const COURSE = "single/leading-upward-scorm12";
const promise = (words, body, context = {}) => test(words, () => here.withLearner({ package: COURSE, context }, body));

const PANEL = "dialog[data-settings]";
const look = (frame) =>
  frame.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return { size: parseFloat(style.fontSize), scheme: style.colorScheme, background: style.backgroundColor };
  });
const lineLength = (visit) => visit.lesson.$eval(".cw-text p", (text) => text.getBoundingClientRect().width);

promise("what is chosen shows at once in the shell and in the lesson, on every page, and next time", async (learner) => {
  const visit = await learner.opens();
  const [before, length] = [await look(visit.lesson), await lineLength(visit)];
  await mouse.click(visit, "[data-settings-open]");
  for (const [name, value] of [["scheme", "dark"], ["size", "large"], ["width", "wide"], ["motion", "less"]]) {
    await visit.shell.click(`${PANEL} label:has(input[name="${name}"][value="${value}"])`);
  }
  const holds = async (visit) => {
    for (const frame of [visit.shell, visit.lesson]) {
      await visit.until(async () => (await look(frame)).scheme === "dark", "it is dark");
      const now = await look(frame);
      assert.ok(Math.abs(now.size - 1.2 * before.size) < 0.1, `${now.size} px`);
      assert.notEqual(now.background, before.background);
    }
    assert.ok((await lineLength(visit)) > 1.2 * length, "lines are longer");
  };
  await holds(visit);
  await mouse.click(visit, `${PANEL} [data-settings-close]`);
  await mouse.next(visit);
  const config = await visit.config();
  await visit.onLesson(config.lessons[1].id);
  await holds(visit);
  await visit.page.close();

  const again = await learner.opens();
  await mouse.click(again, '[data-action="resume"]');
  await again.onLesson();
  await holds(again);
  await mouse.click(again, "[data-settings-open]");
  await mouse.click(again, `${PANEL} [data-settings-reset]`);
  assert.deepEqual(await look(again.shell), before);
  await again.until(async () => (await look(again.lesson)).size === before.size, "the lesson is as it was");
  nothingWentWrong(again);
});

promise("the panel is used with the keyboard alone, and gives the focus back", async (learner) => {
  const visit = await learner.opens();
  await tabTo(visit, "[data-settings-open]");
  await visit.page.keyboard.press("Enter");
  await visit.shell.waitForSelector(PANEL);
  await tabTo(visit, `${PANEL} input[name="size"]`);
  await visit.page.keyboard.press("ArrowRight");
  await visit.until(() => visit.lesson.$('html[data-size="large"]'), "the text is larger");
  await visit.page.keyboard.press("Escape");
  await visit.shell.waitForSelector(PANEL, { state: "hidden" });
  assert.ok(await hasFocus(visit, "[data-settings-open]"));
});

promise("axe finds nothing in the panel, nor at the largest size on a phone", async (learner) => {
  const visit = await learner.opens();
  await mouse.click(visit, "[data-settings-open]");
  await faultless(visit, visit.shell, "the panel");
  await visit.shell.click(`${PANEL} label:has(input[value="largest"])`);
  assert.deepEqual(await findings(visit.shell), [], "the panel at the largest size");
  assert.equal(await sideways(visit.lesson), null);
}, { viewport: { width: 390, height: 844 } });

test("opened from disk, the shell tells the page what was chosen", () =>
  here.withLearner({ package: COURSE }, async (learner) => {
    const visit = new Visit(learner, "disk");
    visit.page = await learner.context.newPage();
    await visit.page.goto(pathToFileURL(join(packageFolder(COURSE), "index.html")).href);
    await visit.ready();
    await mouse.click(visit, "[data-settings-open]");
    await visit.shell.click(`${PANEL} label:has(input[value="dark"])`);
    await visit.until(() => visit.lesson.$('html[data-scheme="dark"]'), "the lesson is dark");
  }));
