// Takes pictures of the built example course, for people to look at:
//
//     packages/build.sh && node look.mjs FOLDER
//
// `node look.mjs --readme FILE` takes the one picture of the README instead, and `node look.mjs --everything FOLDER` those of
// every block and question. `node look.mjs --guide FOLDER` takes the pictures of the guide, see `guide.mjs`.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { guide } from "./guide.mjs";
import { Lms } from "./packages/lms/server.mjs";
import { launchBrowser } from "./packages/support/browser.mjs";
import { play } from "./packages/support/giving.mjs";
import { halfAnswer, rightAnswer, wrongAnswer } from "./packages/support/learning.mjs";
import * as mouse from "./packages/support/mouse.mjs";
import { PACKAGES } from "./packages/support/packages.mjs";
import { codesOf } from "./packages/support/played.mjs";
import { settled } from "./packages/support/settled.mjs";
import { Learner } from "./packages/support/stage.mjs";

const COURSE = "single/leading-upward-scorm2004-4th";
const DEVICES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

const lms = await new Lms(PACKAGES).start();
const browser = await launchBrowser();
let learners = 0;

async function learner(options, course = COURSE) {
  const context = await browser.newContext(options);
  learners += 1;
  return new Learner(lms, context, `looker-${learners}`, course);
}

async function picture(page, path, options = {}) {
  for (const frame of page.frames()) await settled(frame);
  await page.screenshot({ path, ...options });
}

/** The states of the shell and of questions, as a learner meets them. */
async function course(folder, colorScheme, device) {
  const who = await learner({ colorScheme, viewport: DEVICES[device] });
  const name = (part) => join(folder, `${device}-${colorScheme}-${part}.png`);
  let visit = await who.opens();
  const shot = (part) => picture(visit.page, name(part));
  const config = await visit.config();
  await shot("01-first-page");
  if (device === "phone") {
    await mouse.click(visit, '[data-action="menu"]');
    await shot("02-menu");
    await visit.page.keyboard.press("Escape");
  }
  await mouse.takeLessons(visit, config, { last: 2 });
  await visit.lesson.waitForLoadState();
  await shot("03-lesson");
  const [choice, fill] = config.lessons[3].questions;
  const show = (question) => visit.lesson.locator(`form[data-question="${question.id}"]`).evaluate((form) => form.scrollIntoView({ block: "start" }));
  await show(choice);
  await shot("04-question");
  await mouse.answer(visit, choice, wrongAnswer(choice));
  await show(choice);
  await shot("05-question-wrong");
  await visit.lesson.click(`form[data-question="${choice.id}"] [data-action="retry"]`);
  await mouse.answer(visit, choice, rightAnswer(choice));
  await show(choice);
  await shot("06-question-right");
  await mouse.answer(visit, fill, ["late"]);
  await show(fill);
  await shot("07-fill-in-wrong");
  lms.onCommit = "fail";
  await mouse.next(visit);
  await visit.untilSaveState("unsaved");
  await shot("08-unsaved");
  lms.onCommit = "store";
  await mouse.click(visit, '[data-action="save"]');
  await mouse.takeLessons(visit, config, { first: 4, last: 4, choose: wrongAnswer });
  await visit.shell.evaluate(() => document.querySelector('[data-menu] [data-action="summary"]').click());
  await shot("09-result-unfinished");
  await mouse.leave(visit);
  await shot("10-goodbye");
  visit = await who.opens();
  await shot("11-resume");
  await mouse.click(visit, '[data-action="resume"]');
  await visit.onLesson();
  for (const index of [5, 6, 7, 8, 9]) {
    await visit.shell.evaluate((id) => document.querySelector(`[data-menu] [data-go="${id}"]`).click(), config.lessons[index].id);
    await visit.onLesson(config.lessons[index].id);
    await shot(`12-lesson-${index + 1}`);
    await mouse.answerLesson(visit, config.lessons[index]);
  }
  await mouse.next(visit);
  await visit.shell.waitForSelector("[data-summary]:not([hidden])");
  await shot("13-result");
  await who.context.close();
}

/** Whole lesson pages, opened alone; on paper too. */
async function pages(folder, colorScheme) {
  const who = await learner({ colorScheme, viewport: DEVICES.desktop });
  const page = await who.context.newPage();
  for (const id of ["why-it-matters", "reliability", "hard-talks", "five-situations"]) {
    await page.goto(`${lms.origin}/package/${COURSE}/lessons/${id}.html`);
    await picture(page, join(folder, `page-${colorScheme}-${id}.png`), { fullPage: true });
    if (colorScheme === "light") {
      await page.emulateMedia({ media: "print", colorScheme: "light" });
      await page.setViewportSize({ width: 794, height: 1123 });
      await picture(page, join(folder, `print-${id}.png`), { fullPage: true });
      await page.emulateMedia({ media: "screen" });
      await page.setViewportSize(DEVICES.desktop);
    }
  }
  await page.goto(`${lms.origin}/package/${COURSE}/index.html`);
  await page.waitForSelector("[data-notice]");
  await picture(page, join(folder, `page-${colorScheme}-alone.png`));
  await who.context.close();
}

/** Every block and question of the course that has them all, as it is met and when all is done, half of it rightly. */
async function everything(folder, look, course, options) {
  const who = await learner(options, course);
  const visit = await who.opens();
  const config = await visit.config();
  const codes = codesOf("kitchen-sink");
  for (const lesson of config.lessons) {
    await visit.shell.$eval(`[data-menu] [data-go="${lesson.id}"]`, (link) => link.click());
    await visit.onLesson(lesson.id);
    await wholeLesson(visit, join(folder, `${look}-${lesson.id}.png`), options.viewport);
    await play(mouse.hand, visit, config, lesson, { choose: halfAnswer, codes });
    await wholeLesson(visit, join(folder, `${look}-${lesson.id}-done.png`), options.viewport);
  }
  await who.context.close();
}

/** A window as high as the page, so that nothing has to be scrolled to. */
async function wholeLesson(visit, path, viewport) {
  const more = await visit.lesson.evaluate(() => document.scrollingElement.scrollHeight - window.innerHeight);
  await visit.page.setViewportSize({ ...viewport, height: viewport.height + Math.max(0, more) });
  await picture(visit.page, path);
  await visit.page.setViewportSize(viewport);
}

async function fromRightToLeft(folder) {
  for (const [device, viewport] of Object.entries(DEVICES)) {
    const who = await learner({ viewport }, "arabic/arabic-scorm12");
    const visit = await who.opens();
    const { lessons } = await visit.config();
    await mouse.answer(visit, lessons[0].questions[0], wrongAnswer(lessons[0].questions[0]));
    await picture(visit.page, join(folder, `${device}-arabic.png`));
    await who.context.close();
  }
}

/** The course as the README shows it: on a wide screen, and in front of it on a phone, in the middle of a question. */
async function readme(file) {
  const views = { wide: { width: 1600, height: 1000 }, phone: { width: 390, height: 800 } };
  const shots = {};
  for (const [view, viewport] of Object.entries(views)) {
    const who = await learner({ viewport });
    const visit = await who.opens();
    const config = await visit.config();
    await mouse.takeLessons(visit, config, { last: 2 });
    const [question] = config.lessons[3].questions;
    if (view === "phone") {
      await mouse.answer(visit, question, rightAnswer(question));
      await visit.lesson.$eval(`form[data-question="${question.id}"] .cw-options`, (options) => options.scrollIntoView({ block: "end" }));
    } else {
      await visit.lesson.$eval("#raise-the-risk-early", (heading) => window.scrollBy(0, heading.getBoundingClientRect().top - 60));
    }
    await visit.untilSaveState("saved");
    await visit.page.mouse.move(0, 0);
    for (const frame of visit.page.frames()) await settled(frame);
    shots[view] = (await visit.page.screenshot()).toString("base64");
    await who.context.close();
  }
  const page = await browser.newPage({ viewport: views.wide });
  await page.setContent(`<style>
    body { margin: 0; background: #d9e2e2 }
    img { position: absolute; box-shadow: 0 12px 40px rgb(0 0 0 / 30%) }
    .wide { inset: 50px auto auto 40px; width: 1340px; border-radius: 10px }
    .phone { right: 40px; bottom: 40px; width: 310px; border: 8px solid #1b2426; border-radius: 30px }
  </style>${Object.entries(shots).map(([view, data]) => `<img class="${view}" src="data:image/png;base64,${data}">`).join("")}`);
  await page.screenshot({ path: file });
}

const [first, second, ...names] = process.argv.slice(2);
if (first === "--readme") {
  await readme(second);
} else if (first === "--guide") {
  await guide(learner, browser, second, names);
} else if (first === "--everything") {
  mkdirSync(second, { recursive: true });
  for (const colorScheme of ["light", "dark"]) {
    for (const [device, viewport] of Object.entries(DEVICES)) {
      await everything(second, `${device}-${colorScheme}`, "courses/kitchen-sink-scorm12", { colorScheme, viewport });
    }
  }
  await everything(second, "mirrored", "courses/kitchen-sink-mirrored-scorm2004-4th", { viewport: DEVICES.desktop });
} else {
  const folder = first || "pictures";
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ["light", "dark"]) {
    for (const device of Object.keys(DEVICES)) await course(folder, colorScheme, device);
    await pages(folder, colorScheme);
  }
  await fromRightToLeft(folder);
}
await browser.close();
await lms.stop();
