// The package without any LMS, opened from disk.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { questionsOf, rightAnswer, wrongAnswer } from "./support/learning.mjs";
import * as mouse from "./support/mouse.mjs";
import { packageFolder, STANDARDS } from "./support/packages.mjs";
import { nothingWentWrong } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";
import { Visit } from "./support/visit.mjs";

const here = stage();
const onDisk = (standard, file) => pathToFileURL(join(packageFolder(`single/leading-upward-${standard}`), file)).href;

for (const standard of STANDARDS) {
  const promise = (words, body) =>
    test(`${standard}: ${words}`, () => here.withLearner({ package: `single/leading-upward-${standard}` }, body));

  promise("the course runs from disk, and says that nothing is kept", async (learner) => {
    const visit = new Visit(learner, "disk");
    visit.page = await learner.context.newPage();
    visit.watch(visit.page);
    await visit.page.goto(onDisk(standard, "index.html"));
    await visit.ready();
    const config = await visit.config();
    assert.deepEqual(await visit.notices(), ["notice-alone"]);
    assert.equal(await visit.text("[data-status]"), config.strings.alone);
    await mouse.click(visit, '[data-action="dismiss"]');
    assert.deepEqual(await visit.notices(), []);
    const [slip] = questionsOf(config);
    await mouse.takeLessons(visit, config, { choose: (question) => (question === slip ? wrongAnswer : rightAnswer)(question) });
    assert.equal(await visit.text("[data-summary-status]"), config.strings["status-passed"]);
    assert.equal(await visit.shell.isVisible('header [data-action="exit"]'), false);
    // Browsers load no captions from disk; what is said is in the transcript.
    visit.problems = visit.problems.filter((problem) => !/\.vtt from frame/.test(problem));
    nothingWentWrong(visit);
  });

  promise("a lesson opened alone can be read, leads on, and says where its questions work", async (learner) => {
    const page = await learner.context.newPage();
    await page.goto(onDisk(standard, "lessons/reliability.html"));
    const hints = await page.textContent(".cw-alone");
    assert.equal(hints, await page.getAttribute("html", "data-alone"));
    await page.click('nav a[rel="next"]');
    await page.waitForURL("**/empathy.html");
    await page.click(".cw-page-footer .cw-course a");
    await page.waitForURL("**/index.html");
  });
}

test("without scripts a lesson can be read, and every lesson can be reached", async () => {
  await here.withLearner({ context: { javaScriptEnabled: false } }, async ({ context }) => {
    const page = await context.newPage();
    await page.goto(onDisk("scorm12", "index.html"));
    await page.click("noscript a");
    const frame = page.frame({ name: "cw-frame" });
    await frame.waitForSelector("h1");
    const reached = [];
    for (;;) {
      reached.push(frame.url().split("/").pop());
      const next = frame.locator('nav a[rel="next"]');
      if ((await next.count()) === 0) break;
      const before = frame.url();
      await next.click();
      await frame.waitForURL((url) => url.href !== before);
    }
    assert.equal(reached.length, 10);
  });
});
