// axe-core finds nothing around the lessons, in any state (in the lessons: `courses` and `everything`); and what axe cannot see:
// room, less motion, wider spacing, print.

import assert from "node:assert/strict";
import test from "node:test";
import { findings, sideways } from "./support/axe.mjs";
import * as keyboard from "./support/keyboard.mjs";
import { faultless } from "./support/looks.mjs";
import * as mouse from "./support/mouse.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();

const COURSE = "single/leading-upward-scorm2004-4th";
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

const promise = (words, context, body, course = COURSE) =>
  test(words, () => here.withLearner({ package: course, context }, body));

promise("a fault would be found", { viewport: DESKTOP }, async (learner) => {
  const visit = await learner.opens();
  await visit.lesson.$eval("img", (image) => image.removeAttribute("alt"));
  await visit.shell.$eval('[data-action="exit"]', (button) => (button.textContent = ""));
  assert.match((await findings(visit.lesson)).join(), /^image-alt/);
  assert.match((await findings(visit.shell)).join(), /^button-name/);
});

for (const [device, viewport] of [["phone", PHONE], ["desktop", DESKTOP]]) {
  promise(`around the lessons, ${device}: nothing found in any state`, { viewport }, async (learner) => {
    const first = await learner.opens();
    const config = await first.config();
    const shellIsWell = (visit, what) => faultless(visit, visit.shell, what);
    await shellIsWell(first, "the first page");
    if (device === "phone") {
      await mouse.click(first, '[data-action="menu"]');
      await first.shell.waitForSelector("html.cw-menu-open");
      await shellIsWell(first, "the menu");
      await first.page.keyboard.press("Escape");
      await first.shell.waitForSelector("html:not(.cw-menu-open)");
    }
    learner.lms.onCommit = "fail";
    await mouse.takeLessons(first, config, { last: 0 });
    await first.untilSaveState("unsaved");
    await shellIsWell(first, "unsaved");
    await learner.context.setOffline(true);
    await first.untilSaveState("offline");
    await shellIsWell(first, "offline");
    await learner.context.setOffline(false);
    learner.lms.onCommit = "store";
    await first.untilSaveState("saved", "saving");
    await first.shell.evaluate(() => document.querySelector('[data-menu] [data-action="summary"]').click());
    await shellIsWell(first, "an unfinished result");
    await mouse.leave(first);
    await shellIsWell(first, "the goodbye");

    const second = await learner.opens();
    assert.equal(await second.asksToResume(), true);
    await shellIsWell(second, "the question whether to resume");
    await second.page.close();

    const alone = await learner.context.newPage();
    await alone.goto(`${learner.lms.origin}/package/${COURSE}/index.html`);
    await alone.waitForSelector('[data-notice="notice-alone"]');
    await faultless({ page: alone }, alone.mainFrame(), "a notice");
  });
}

promise("every lesson opened alone: nothing found", { viewport: DESKTOP }, async (learner) => {
  const page = await learner.context.newPage();
  await page.goto(`${learner.lms.origin}/package/${COURSE}/index.html`);
  const { lessons } = JSON.parse(await page.textContent("#cw-config"));
  for (const { id, href } of lessons.slice(0, 4)) {
    await page.goto(`${learner.lms.origin}/package/${COURSE}/${href}`);
    await page.waitForSelector("h1");
    await faultless({ page }, page.mainFrame(), id);
  }
});

promise("from right to left: nothing found", { viewport: PHONE }, async (learner) => {
  const visit = await learner.opens();
  assert.equal(await visit.shell.getAttribute("html", "dir"), "rtl");
  const config = await visit.config();
  await faultless(visit, visit.shell, "around the lessons");
  for (const lesson of config.lessons) {
    await visit.onLesson(lesson.id);
    assert.equal(await visit.lesson.getAttribute("html", "dir"), "rtl");
    await mouse.answerLesson(visit, lesson);
    await faultless(visit, visit.lesson, lesson.id);
    await mouse.next(visit);
  }
  await visit.shell.waitForSelector("[data-summary]:not([hidden])");
  await faultless(visit, visit.shell, "the result");
}, "arabic/arabic-scorm12");

for (const [what, viewport] of [["320 px wide", { width: 320, height: 640 }], ["at 200 %", { width: 640, height: 400 }]]) {
  promise(`${what} there is room for the lesson, and everything can be reached`, { viewport }, async (learner) => {
    const visit = await learner.opens();
    const { lessons } = await visit.config();
    const height = await visit.lesson.evaluate(() => innerHeight);
    assert.ok(height >= viewport.height / 3, `${height} px are left for the lesson`);
    await keyboard.press(visit, '[data-action="menu"]');
    await visit.shell.waitForSelector("html.cw-menu-open");
    await mouse.click(visit, `[data-menu] [data-go="${lessons[1].id}"]`);
    await visit.onLesson(lessons[1].id);
  });
}

promise("who asks for less motion gets none", { reducedMotion: "reduce" }, async (learner) => {
  const visit = await learner.opens();
  const config = await visit.config();
  await mouse.takeLessons(visit, config, { last: 3 });
  for (const frame of [visit.shell, visit.lesson]) {
    const moving = await frame.evaluate(() => Array.from(document.querySelectorAll("*")).filter((element) => {
      const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element);
      const longest = Math.max(...`${transitionDuration}, ${animationName === "none" ? "0s" : animationDuration}`.split(",").map((time) => parseFloat(time)));
      return longest > 0.01 || scrollBehavior === "smooth";
    }).map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(moving, []);
  }
});

promise("text can be spaced wider without being cut", { viewport: PHONE }, async (learner) => {
  const visit = await learner.opens();
  const spacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
  for (const frame of [visit.shell, visit.lesson]) {
    // As a reader's own style sheet: the policy of the page has no say in it.
    await frame.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
    }, spacing);
    assert.equal(await sideways(frame), null);
    const cut = await frame.evaluate(() => Array.from(document.querySelectorAll("button, a, p, h1, h2, span")).filter((element) => {
      const style = getComputedStyle(element);
      return element.textContent.trim() && style.overflow === "hidden" && style.textOverflow !== "ellipsis"
        && element.scrollHeight > element.clientHeight + 2 && element.clientHeight > 4;
    }).map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(cut, []);
  }
});

promise("a lesson prints: all its text, none of its buttons", { viewport: DESKTOP }, async (learner) => {
  const page = await learner.context.newPage();
  await page.goto(`${learner.lms.origin}/package/${COURSE}/lessons/reliability.html`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.isVisible("h1"), true);
  assert.equal(await page.isVisible('form button[type="submit"]'), false);
  assert.equal(await page.isVisible(".cw-option"), true);
  const shown = await page.screenshot({ fullPage: true });
  assert.ok(shown.length > 20000);
  const paper = await page.pdf({ format: "A4" });
  assert.ok(paper.length > 20000);
});
