// A web app that was made elsewhere, packed as it is for cmi5 and xAPI: the small script keeps the rules of both for it.

import assert from "node:assert/strict";
import test from "node:test";
import { isSatisfied } from "./lms/activities.mjs";
import { launchPad } from "./support/launches.mjs";
import { everyStatementHolds } from "./support/statements.mjs";

for (const standard of ["cmi5", "xapi"]) {
  const here = launchPad(standard);

  async function opens(learner) {
    const visit = await learner.opens({ wait: false });
    await visit.until(() => visit.page.frames().some((frame) => visit.isShell(frame)), "the app opens");
    await visit.shell.waitForSelector("#count:not(:empty)");
    return visit;
  }

  const next = (visit) => visit.shell.click("#next");
  const choose = (visit, option) => visit.shell.check(`input[value="${option}"]`);

  test(`${standard}: a web app is started, left, resumed and passed`, () =>
    here.withLearner({ package: `wrapped/tides-${standard}` }, async (learner) => {
      const first = await opens(learner);
      await next(first);
      await choose(first, "c");
      await choose(first, "b");
      await next(first);
      await first.closes();
      await first.until(() => learner.verbs().includes("terminated"), "the last words arrive");
      assert.deepEqual(learner.verbs().filter((verb) => ["completed", "passed", "failed"].includes(verb)), []);

      const second = await opens(learner);
      assert.equal(await second.text("#count"), "Card 3 of 4");
      await next(second);
      await choose(second, "a");
      await next(second);
      assert.match(await second.text("#card"), /Well done/);
      await next(second);
      await second.until(() => learner.verbs().includes("passed"), "the result arrives");
      await second.closes();
      await second.until(() => learner.verbs().at(-1) === "terminated", "the last words arrive");

      const answers = learner.lrs.said("answered").map(({ object, result }) => [object.id.split("/").pop(), result.response, result.success]);
      assert.deepEqual(answers, [["how-often", "c", false], ["how-often", "b", true], ["spring-tide", "a", true]]);
      assert.equal(learner.lrs.said("passed").at(-1).result.score.scaled, 1);
      if (standard === "cmi5") {
        assert.deepEqual([learner.unit.moveOn, learner.unit.masteryScore], ["Passed", "0.8"]);
        assert.ok(isSatisfied(learner.unit.moveOn, learner.verbs()));
      }
      everyStatementHolds(learner);
    }));
}
