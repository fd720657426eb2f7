// The course with every block and every kind of question: what answers are worth, that all of it is there again in the next
// visit, and that axe finds nothing on any page, in any look, from left to right and from right to left.

import assert from "node:assert/strict";
import test from "node:test";
import { ActivityLms } from "./lms/activities.mjs";
import { formOf, partsOf, play } from "./support/giving.mjs";
import { halfAnswer, rightAnswer, wrongAnswer } from "./support/learning.mjs";
import { faultless } from "./support/looks.mjs";
import * as mouse from "./support/mouse.mjs";
import { codesOf, scoreOf, stateShown, worthOf } from "./support/played.mjs";
import { stage } from "./support/stage.mjs";
import { allWentWell, breaksOff, withLearnerOf, worthsTold } from "./support/three-standards.mjs";

const here = stage(ActivityLms);
const codes = codesOf("kitchen-sink");

/** What the half right answers are worth: 1 of 2 letters, 1 of 3 gaps; of 3 places 1 has the right step; and so on. */
const HALF_WORTH = {
  "what-the-ship-carries": 1 / 2, "bell-rings": 1 / 3, "who-knows-what": 1 / 3, "mooring-order": 1 / 3, "by-sea-or-land": 1 / 5,
  "tidy-shelf": 1 / 4, "find-the-lights": 1 / 2, "make-fast": 1 / 3, "on-the-right": 1 / 2, "the-gull": 1 / 5,
};
const isNear = (first, second) => first === second || (first !== null && second !== null && Math.abs(first - second) < 0.0001);

/** What the page says of each answer is what it is worth. */
async function marksAreRight(visit, config, lesson, answers) {
  for (const part of await partsOf(visit, config, lesson)) {
    if (!part.type) continue;
    const worth = worthOf(part, answers.get(part));
    const expected = worth === null ? "recorded" : worth === 1 ? "correct" : worth > 0 ? "partly" : "incorrect";
    assert.equal(await visit.lesson.getAttribute(formOf(part), "data-result"), expected, part.id);
  }
}

/** Right, half right and wrong in turn, so that each page shows all three. */
const inTurn = (parts = new Map(), ways = [rightAnswer, halfAnswer, wrongAnswer]) => (part) => {
  if (!parts.has(part)) parts.set(part, ways[parts.size % ways.length](part));
  return parts.get(part);
};

const ANSWERED = [
  { what: "right", choose: rightAnswer, worth: () => 1, standard: "scorm12", look: async () => {} },
  { what: "half right", choose: halfAnswer, worth: ({ id }) => HALF_WORTH[id] ?? 0, standard: "scorm2004-4th", look: faultless },
  { what: "wrong", choose: wrongAnswer, worth: ({ id }) => (id === "the-gull" ? 1 / 5 : 0), standard: "cmi5", look: async () => {} },
  { what: "right, half right and wrong", choose: inTurn(), worth: worthOf, standard: "scorm2004-4th", look: faultless, mirrored: true },
];

for (const { what, choose, worth, standard, look, mirrored = false } of ANSWERED) {
  const [course, direction] = mirrored ? ["kitchen-sink-mirrored", "rtl"] : ["kitchen-sink", "ltr"];
  test(`${standard}, ${direction}: answers of every kind that are ${what} earn what the model says, and are all there in the next visit`, () =>
    withLearnerOf(here, course, standard, {}, async (learner) => {
      const answers = new Map();
      const first = await learner.opens();
      const config = await first.config();
      assert.equal(await first.shell.getAttribute("html", "dir"), direction);
      const shown = {};
      for (const lesson of config.lessons) {
        await first.goesTo(lesson.id);
        await look(first, first.lesson, lesson.id);
        await play(mouse.hand, first, config, lesson, { choose, codes, noted: (part, response) => answers.set(part, response) });
        shown[lesson.id] = await stateShown(first);
        if (!lesson.assessment) await marksAreRight(first, config, lesson, answers);
      }
      const second = await breaksOff(learner, standard, first, config.lessons.at(-1), mouse.click);
      const told = worthsTold(learner, standard);
      for (const [part, response] of answers) {
        const expected = worthOf(part, response);
        assert.ok(isNear(told.get(part.id), expected), `${part.id}: the LMS has ${told.get(part.id)}, the model says ${expected}`);
        if (expected !== null) assert.ok(isNear(expected, worth(part, response)), `${part.id} is worth ${worth(part, response)}, not ${expected}`);
      }
      for (const lesson of config.lessons) {
        await second.goesTo(lesson.id);
        assert.deepEqual(await stateShown(second), shown[lesson.id], lesson.id);
        await look(second, second.lesson, `${lesson.id}, when all is done`);
      }
      await second.shell.$eval('[data-menu] [data-action="summary"]', (button) => button.click());
      await second.shell.waitForSelector("[data-summary]:not([hidden])");
      const percent = new Intl.NumberFormat(config.language, { maximumFractionDigits: 2 }).format(scoreOf(config, answers));
      assert.ok((await second.text("[data-summary-score]")).includes(percent), `${await second.text("[data-summary-score]")}, not ${percent}`);
      await look(second, second.shell, "the result");
      await allWentWell(learner, standard, second);
    }));
}
