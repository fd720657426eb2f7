// The same with a mouse: for promises that are not about the keyboard.

import { rightAnswer } from "./learning.mjs";

export async function click(visit, selector) {
  await visit.shell.click(selector);
}

/**
 * Gives an answer without waiting for its outcome. Clicks come from inside the page here: a course is taken many
 * times, and what lies over what is seen with the buttons of the shell and with the keyboard.
 */
export function submit(visit, question, response) {
  return visit.lesson.$eval(`form[data-question="${question.id}"]`, (form, values) => {
    const text = form.querySelector('input[type="text"]');
    if (text) {
      text.value = values[0];
      text.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      for (const value of values) form.querySelector(`input[value="${value}"]`).click();
    }
    form.querySelector('button[type="submit"]').click();
  }, response);
}

export async function answer(visit, question, response) {
  await submit(visit, question, response);
  await visit.lesson.waitForSelector(`form[data-question="${question.id}"][data-result]`);
}

export async function answerLesson(visit, lesson, choose = rightAnswer) {
  for (const question of lesson.questions) await answer(visit, question, choose(question));
}

export async function next(visit) {
  await click(visit, 'footer [data-action="next"]');
}

/** Takes the lessons `first` to `last`; ends on the page after, or in the summary. */
export async function takeLessons(visit, config, { first = 0, last = config.lessons.length - 1, choose = rightAnswer } = {}) {
  for (let index = first; index <= last; index += 1) {
    await visit.onLesson(config.lessons[index].id);
    await answerLesson(visit, config.lessons[index], choose);
    await next(visit);
  }
  if (last === config.lessons.length - 1) await visit.shell.waitForSelector("[data-summary]:not([hidden])");
  else await visit.onLesson(config.lessons[last + 1].id);
}

/** Leaves by the course's own button, and waits until the session has ended. */
export async function leave(visit) {
  await click(visit, 'header [data-action="exit"]');
  await visit.shell.waitForSelector("html.cw-ended");
}
