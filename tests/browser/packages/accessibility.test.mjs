// axe-core finds nothing, on any page in any state; and what axe cannot see: reflow, right-to-left, less motion, print.

import assert from "node:assert/strict";
import test from "node:test";
import { findings, sideways } from "./support/axe.mjs";
import { rightAnswer, wrongAnswer } from "./support/learning.mjs";
import * as keyboard from "./support/keyboard.mjs";
import * as mouse from "./support/mouse.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();

const COURSE = "single/leading-upward-scorm2004-4th";
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

const promise = (words, context, body, course = COURSE) =>
  test(words, () => here.withLearner({ package: course, context }, body));

/** Both the shell and what it shows. */
async function allIsWell(visit, what) {
  assert.deepEqual(await findings(visit.shell), [], `${what}: the shell`);
  const lesson = visit.page.frame({ name: "cw-frame" });
  // While the course asks where to begin, the frame is empty and out of reach.
  const open = lesson && !(await visit.asksToResume()) && (await visit.shell.isVisible("[data-frame]"));
  if (open) assert.deepEqual(await findings(lesson), [], `${what}: the lesson`);
}

promise("a fault would be found", { viewport: DESKTOP }, async (learner) => {
  const visit = await learner.opens();
  await visit.lesson.$eval("img", (image) => image.removeAttribute("alt"));
  await visit.shell.$eval('[data-action="exit"]', (button) => (button.textContent = ""));
  assert.match((await findings(visit.lesson)).join(), /^image-alt/);
  assert.match((await findings(visit.shell)).join(), /^button-name/);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [device, viewport] of [["phone", PHONE], ["desktop", DESKTOP]]) {
    const context = { colorScheme, viewport };

    promise(`every lesson, ${colorScheme}, ${device}: nothing found before and after answering`, context, async (learner) => {
      const visit = await learner.opens();
      const config = await visit.config();
      for (const [index, lesson] of config.lessons.entries()) {
        await visit.onLesson(lesson.id);
        assert.deepEqual(await findings(visit.lesson), [], lesson.id);
        // Right and wrong in turn, so that both looks are seen, with their feedback.
        const choose = index % 2 ? wrongAnswer : rightAnswer;
        await mouse.answerLesson(visit, lesson, choose);
        if (lesson.questions.length > 0) assert.deepEqual(await findings(visit.lesson), [], `${lesson.id}, answered`);
        await mouse.next(visit);
      }
      await visit.shell.waitForSelector("[data-summary]:not([hidden])");
    });

    promise(`the shell, ${colorScheme}, ${device}: nothing found in any state`, context, async (learner) => {
      const first = await learner.opens();
      const config = await first.config();
      await allIsWell(first, "the first page");
      if (device === "phone") {
        await mouse.click(first, '[data-action="menu"]');
        await first.shell.waitForSelector("html.cw-menu-open");
        await allIsWell(first, "the menu");
        await first.page.keyboard.press("Escape");
        await first.shell.waitForSelector("html:not(.cw-menu-open)");
      }
      learner.lms.onCommit = "fail";
      await mouse.takeLessons(first, config, { last: 0 });
      await first.untilSaveState("unsaved");
      await allIsWell(first, "unsaved");
      await learner.context.setOffline(true);
      await first.untilSaveState("offline");
      await allIsWell(first, "offline");
      await learner.context.setOffline(false);
      learner.lms.onCommit = "store";
      await first.untilSaveState("saved", "saving");
      await mouse.takeLessons(first, config, { first: 1, last: 1, choose: wrongAnswer });
      await first.shell.evaluate(() => document.querySelector('[data-menu] [data-action="summary"]').click());
      await allIsWell(first, "an unfinished result");
      await mouse.leave(first);
      await allIsWell(first, "the goodbye");

      const second = await learner.opens();
      assert.equal(await second.asksToResume(), true);
      await allIsWell(second, "the question whether to resume");
      await mouse.click(second, '[data-action="resume"]');
      await second.onLesson();
      await mouse.takeLessons(second, config, { first: 2 });
      await allIsWell(second, "a passed result");
      await second.page.close();

      const alone = await learner.context.newPage();
      await alone.goto(`${learner.lms.origin}/package/${COURSE}/index.html`);
      await alone.waitForSelector('[data-notice="notice-alone"]');
      assert.deepEqual(await findings(alone.mainFrame()), [], "a notice");
    });
  }

  promise(`every lesson opened alone, ${colorScheme}: nothing found`, { colorScheme, viewport: DESKTOP }, async (learner) => {
    const page = await learner.context.newPage();
    await page.goto(`${learner.lms.origin}/package/${COURSE}/index.html`);
    const { lessons } = JSON.parse(await page.textContent("#cw-config"));
    for (const { id, href } of lessons) {
      await page.goto(`${learner.lms.origin}/package/${COURSE}/${href}`);
      await page.waitForSelector("h1");
      assert.deepEqual(await findings(page.mainFrame()), [], id);
    }
  });

  promise(`from right to left, ${colorScheme}: nothing found`, { colorScheme, viewport: PHONE }, async (learner) => {
    const visit = await learner.opens();
    assert.equal(await visit.shell.getAttribute("html", "dir"), "rtl");
    const config = await visit.config();
    for (const lesson of config.lessons) {
      await visit.onLesson(lesson.id);
      assert.equal(await visit.lesson.getAttribute("html", "dir"), "rtl");
      await mouse.answerLesson(visit, lesson);
      await allIsWell(visit, lesson.id);
      assert.equal(await sideways(visit.lesson), null);
      await mouse.next(visit);
    }
    await visit.shell.waitForSelector("[data-summary]:not([hidden])");
    await allIsWell(visit, "the result");
  }, "arabic/arabic-scorm12");
}

// 320 px wide is what 1280 px are at 400 % (WCAG 1.4.10); half of 1280 × 800 is 200 % (1.4.4).
for (const [what, viewport] of [["320 px wide", { width: 320, height: 640 }], ["at 200 %", { width: 640, height: 400 }]]) {
  promise(`${what} nothing has to be moved sideways, and everything can be reached`, { viewport }, async (learner) => {
    const visit = await learner.opens();
    const config = await visit.config();
    for (const lesson of config.lessons) {
      await visit.onLesson(lesson.id);
      assert.equal(await sideways(visit.lesson), null, lesson.id);
      await mouse.answerLesson(visit, lesson, wrongAnswer);
      assert.equal(await sideways(visit.lesson), null, `${lesson.id}, answered`);
      assert.equal(await sideways(visit.shell), null, "the shell");
      const height = await visit.lesson.evaluate(() => innerHeight);
      assert.ok(height >= viewport.height / 3, `${height} px are left for the lesson`);
      await mouse.next(visit);
    }
    await visit.shell.waitForSelector("[data-summary]:not([hidden])");
    assert.equal(await sideways(visit.shell), null, "the result");
    await mouse.click(visit, '[data-action="back"]');
    await keyboard.press(visit, '[data-action="menu"]');
    await visit.shell.waitForSelector("html.cw-menu-open");
    await mouse.click(visit, `[data-menu] [data-go="${config.lessons[1].id}"]`);
    await visit.onLesson(config.lessons[1].id);
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
