// The same with a mouse: for promises that are not about how a page is worked.

import { rightAnswer } from "./answers.mjs";
import { give, perform, play } from "./giving.mjs";

export async function click(visit, selector) {
  await visit.shell.click(selector);
}

const press = (visit, selector) => visit.lesson.$eval(selector, (element) => element.click());

/**
 * Clicks come from inside the page here: a course is taken many times, and what lies over what is seen with the buttons of
 * the shell, with the keyboard, and where the courses are played (`pointer.mjs`).
 * @type {import("./giving.mjs").Hand}
 */
export const hand = {
  press,
  tick: press,
  select: press,
  write: (visit, selector, text) =>
    visit.lesson.$eval(selector, (field, value) => {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("blur"));
    }, text),
  async pick(visit, opener, option) {
    await press(visit, opener);
    await press(visit, option);
  },
  async move(visit, item, steps) {
    for (let step = 0; step < Math.abs(steps); step += 1) await press(visit, `${item} [data-move="${Math.sign(steps)}"]`);
  },
};

/** Answers a question, or takes a scenario to an ending. */
export async function answer(visit, part, response) {
  if (part.type) await give(hand, visit, part, response);
  else await perform(hand, visit, part, { choose: () => response });
}

/** Answers the questions of a lesson, and takes its scenarios to their ends. */
export async function answerLesson(visit, lesson, choose = rightAnswer, config = {}) {
  await play(hand, visit, config, lesson, { choose, blocks: () => false });
}

export async function next(visit) {
  await click(visit, 'footer [data-action="next"]');
}

/** Takes the lessons `first` to `last`; ends on the page after, or in the summary. */
export async function takeLessons(visit, config, { first = 0, last = config.lessons.length - 1, choose = rightAnswer } = {}) {
  for (let index = first; index <= last; index += 1) {
    await visit.onLesson(config.lessons[index].id);
    await answerLesson(visit, config.lessons[index], choose, config);
    await next(visit);
  }
  if (last === config.lessons.length - 1) await visit.shell.waitForSelector("[data-summary]:not([hidden])");
  else await visit.onLesson(config.lessons[last + 1].id);
}

/** Leaves by the course's own button, and waits until the session has ended. */
export async function leave(visit) {
  await click(visit, 'header [data-action="exit"]');
  await visit.untilLeft();
}
