// The steps of a learning path: what their pages say of themselves, and what learners do there.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rightAnswer, wrongAnswer } from "./answers.mjs";
import { play } from "./giving.mjs";
import * as mouse from "./mouse.mjs";

/** What opens the doors of live sessions, by the step. */
const CODES = { "real-talk": "HARBOUR", workshop: "HARBOUR" };

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
  const last = config.lessons.length - 1;
  // Who has answered sees the result; from the last page of what was only read, "next" would leave the step.
  if (config.mastery !== null) return mouse.takeLessons(visit, config, { choose });
  if (last > 0) await mouse.takeLessons(visit, config, { choose, last: last - 1 });
  await visit.onLesson(config.lessons[last].id);
  await play(mouse.hand, visit, config, config.lessons[last], { choose, codes: CODES });
}
