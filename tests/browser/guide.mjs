// The pictures of the guide (`docs/guide`): each page's own source, on a phone as it is met, and on a desktop when something has
// been done. `node look.mjs --guide FOLDER` takes them, from packages that the guide's test has left:
//
//     GUIDE_PACKAGES=$PWD/packages/.built/guide cargo test --test guide
//
// With `pngquant` on the path they become small; without it they are large, and otherwise the same.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { halfAnswer } from "./packages/support/learning.mjs";
import { perform, play } from "./packages/support/giving.mjs";
import * as mouse from "./packages/support/mouse.mjs";
import { PACKAGES } from "./packages/support/packages.mjs";
import { settled } from "./packages/support/settled.mjs";

const MARGIN = 16;
const VIEWS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
/** The codes that the guide's sources name. */
const CODES = { "line-thrown": "BOLLARD", "harbour-walk": "TIDE" };

const press = (selector) => (visit) => mouse.hand.press(visit, selector);
const write = (selector, text) => (visit) => mouse.hand.write(visit, selector, text);
const ticks = (count) => async (visit) => {
  const boxes = await visit.lesson.$$('.cw-checklist input[type="checkbox"]');
  for (const box of boxes.slice(0, count)) await box.evaluate((input) => input.click());
};
const does = async (visit, config) => {
  for (const activity of config.lessons[0].activities) await perform(mouse.hand, visit, activity, { codes: CODES });
};

/** Answers that a learner could give on these pages; the other questions are answered half rightly. */
const ANSWERS = {
  "fill-in": ["2", "25", "left"],
  numeric: ["25"],
  "long-answer": ["I have seen a gull that follows people into their offices."],
  likert: ["d"],
  sorting: ["a.a", "b.a", "c.b", "d.a"],
  "drag-and-drop": ["a.a", "b.c", "c.b"],
};

/** What is done on the page of a block before the desktop's picture is taken. */
const DONE = {
  accordion: press("summary"),
  tabs: press('[role="tab"]:nth-child(2)'),
  process: press(".cw-stage-controls .cw-button:not(.cw-secondary)"),
  "flash-cards": press(".cw-card-turn"),
  hotspots: press(".cw-point"),
  checklist: ticks(2),
  continue: async (visit) => {
    await ticks(2)(visit);
    await press(".cw-gate button")(visit);
  },
  reflection: write("textarea", "The gull, and then the gull again."),
  "sign-off": does,
  scenario: press('[data-choice="b"]'),
  glossary: press(".cw-term"),
};

/** The page on tests has no lesson of its own that builds; that of the example course is shown. */
const TEST = "test";

/**
 * @param {(options: object, course: string) => Promise<object>} learner
 * @param {object} browser
 * @param {string} folder
 * @param {string[]} wanted names of the pictures; all when empty
 */
export async function guide(learner, browser, folder, wanted = []) {
  mkdirSync(folder, { recursive: true });
  const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
  for (const name of [...readdirSync(join(PACKAGES, "guide")).sort(), TEST].filter(isWanted)) {
    const shots = await Promise.all(Object.keys(VIEWS).map((view) => part(learner, name, view)));
    await together(browser, shots, join(folder, `${name}.png`));
  }
  if (isWanted("overview")) await overview(learner, browser, join(folder, "overview.png"));
}

/** One view of a page's source, without anything around it. */
async function part(learner, name, view) {
  const who = await learner({ viewport: VIEWS[view] }, name === TEST ? "courses/kitchen-sink-scorm12" : `guide/${name}`);
  const visit = await who.opens();
  const config = await visit.config();
  if (name === "certificate") return certificate(who, visit, config);
  if (name === TEST) await toTest(visit, config, view === "desktop");
  else if (view === "desktop") await done(visit, config, name);
  await visit.page.mouse.move(0, 0);
  const more = await visit.lesson.evaluate(() => document.scrollingElement.scrollHeight - window.innerHeight);
  await visit.page.setViewportSize({ width: VIEWS[view].width, height: VIEWS[view].height + Math.max(0, more) });
  for (const frame of visit.page.frames()) await settled(frame);
  const parts = visit.lesson.locator("main > :not(.cw-lesson-header, .cw-page-footer, [data-end]), .cw-definition:popover-open");
  const boxes = (await Promise.all((await parts.all()).map((element) => element.boundingBox()))).filter((box) => box && box.height > 1);
  const shot = await visit.page.screenshot({ clip: around(boxes, await visit.page.viewportSize()) });
  await who.context.close();
  return shot;
}

async function done(visit, config, name) {
  const [lesson] = config.lessons;
  if (lesson.questions.length > 0) {
    const choose = (part) => ANSWERS[name] || halfAnswer(part);
    await play(mouse.hand, visit, config, lesson, { choose, codes: CODES });
  } else if (DONE[name]) {
    await DONE[name](visit, config);
  }
  await visit.lesson.evaluate(() => document.activeElement && document.activeElement.blur());
}

async function toTest(visit, config, begun) {
  const { id } = config.lessons.find((lesson) => lesson.assessment);
  await visit.shell.$eval(`[data-menu] [data-go="${id}"]`, (link) => link.click());
  await visit.onLesson(id);
  if (!begun) return;
  await mouse.hand.press(visit, "[data-test-begin]");
  await visit.lesson.evaluate(() => document.activeElement && document.activeElement.blur());
}

/** It stands in the shell, when all is done. */
async function certificate(who, visit, config) {
  await mouse.takeLessons(visit, config);
  await visit.shell.click('[data-certificate-action="open"]');
  for (const frame of visit.page.frames()) await settled(frame);
  const paper = visit.shell.locator(".cw-certificate");
  const shot = await visit.page.screenshot({ clip: around([await paper.boundingBox()], visit.page.viewportSize()) });
  await who.context.close();
  return shot;
}

function around(boxes, { width, height }) {
  const left = Math.max(0, Math.min(...boxes.map((box) => box.x)) - MARGIN);
  const top = Math.max(0, Math.min(...boxes.map((box) => box.y)) - MARGIN);
  const right = Math.min(width, Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN);
  const bottom = Math.min(height, Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Pictures side by side, on grey. */
async function together(browser, shots, file, style = "") {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  const images = shots.map((shot) => `<img src="data:image/png;base64,${shot.toString("base64")}">`);
  await page.setContent(`<style>
    body { margin: 0 }
    div { align-items: start; background: #e4e8e8; display: inline-flex; gap: 20px; padding: 20px }
    img { border-radius: 6px; display: block; ${style} }
  </style><div>${images.join("")}</div>`);
  await page.locator("div").screenshot({ path: file });
  await page.close();
  shrink(file);
}

function shrink(file) {
  if (spawnSync("pngquant", ["--version"]).error) return;
  execFileSync("pngquant", ["64", "--speed", "1", "--strip", "--force", "--output", file, file]);
}

/** A lesson on a desktop, in dark on a phone, and from right to left. */
async function overview(learner, browser, file) {
  const views = [
    ["courses/kitchen-sink-scorm12", { viewport: { width: 1000, height: 720 } }],
    ["courses/kitchen-sink-scorm12", { viewport: { width: 340, height: 720 }, colorScheme: "dark" }],
    ["arabic/arabic-scorm12", { viewport: { width: 340, height: 720 } }],
  ];
  const shots = [];
  for (const [course, options] of views) {
    const who = await learner(options, course);
    const visit = await who.opens();
    for (const frame of visit.page.frames()) await settled(frame);
    shots.push(await visit.page.screenshot());
    await who.context.close();
  }
  await together(browser, shots, file, "height: 540px");
}
