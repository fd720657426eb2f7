// The steps of a learning path: what their pages say of themselves, and what learners do there.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rightAnswer, wrongAnswer } from "./answers.mjs";
import { play } from "./giving.mjs";
import * as mouse from "./mouse.mjs";
import { codesOf } from "./played.mjs";

/** What mentors and hosts give, by the blocks that ask for it: those of the paths, and those of their courses. */
const COURSES = ["leading-learning", "leading-upward", "learning-culture-and-okrs", "managers-who-lead", "middle-managers-and-learning"];
const CODES = Object.assign({ "real-talk": "HARBOUR", workshop: "HARBOUR" }, ...COURSES.map(codesOf));

/** The configuration of each step's page, by activity. */
export function configsOf(folder) {
  const manifest = readFileSync(join(folder, "imsmanifest.xml"), "utf8");
  const items = [...manifest.matchAll(/<item identifier="([^"]*)" identifierref="([^"]*)"/g)];
  return new Map(items.map(([, item, resource]) => {
    const [, href] = new RegExp(`<resource identifier="${resource}"[^>]*? href="([^"]*)"`).exec(manifest);
    const page = readFileSync(join(folder, href), "utf8");
    return [item, JSON.parse(/<script[^>]*id="cw-config"[^>]*>([^]*?)<\/script>/.exec(page)[1])];
  }));
}

/** What the learner does with the step that is open. */
export async function does(visit, config, act) {
  await visit.ready();
  if (act === "leave") return;
  if (await visit.asksToResume()) await mouse.click(visit, '[data-action="resume"]');
  if (act === "look") return;
  const choose = act === "fail" ? wrongAnswer : rightAnswer;
  // Who has answered sees the result; from the last page of what was only read, "next" would leave the step.
  const pages = config.mastery === null ? config.lessons.length - 1 : config.lessons.length;
  for (const [index, lesson] of config.lessons.entries()) {
    await visit.onLesson(lesson.id);
    await play(mouse.hand, visit, config, lesson, { choose, codes: CODES });
    if (index < pages) await mouse.next(visit);
  }
  if (config.mastery !== null) return visit.shell.waitForSelector("[data-summary]:not([hidden])");
  await visit.lesson.$eval("[data-end]", (end) => end.scrollIntoView());
  await visit.until(() => visit.shell.$eval("[data-progress]", (bar) => Number(bar.getAttribute("value")) === 100), "all pages are seen");
}
