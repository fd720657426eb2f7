// A small course as a folder of pages, after the contract between pages and scripts, without a theme.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { courseConfig } from "./course.mjs";
import { courseScript } from "./scripts.mjs";

// An LRS is mostly another origin.
const POLICY = "default-src 'self'; connect-src *; object-src 'none'; base-uri 'none'; form-action 'none'";

export const STRINGS = {
  "next": "Next", "see-result": "See your result", "previous": "Previous", "position": "Page {page} of {pages}",
  "progress": "{seen} of {pages} pages seen", "connecting": "Connecting", "saved": "Saved", "unsaved": "Not saved",
  "offline": "No connection", "alone": "Not kept", "lost": "Session closed", "review": "Looking back", "browse": "Preview",
  "kept-here": "Kept here", "keep-open": "Keep open", "notice-alone": "No LMS", "notice-found": "LMS found",
  "notice-lost": "LMS lost", "notice-limited": "LMS keeps little", "dismiss": "Close", "resume-text": "You were on {title}",
  "status-completed": "Completed", "status-passed": "Passed", "status-failed": "Failed", "status-incomplete": "Not finished",
  "score": "Score {score} %", "score-best": "Score {score} %, best {best} %", "score-mastery": "Needed {mastery} %",
  "missing-page": "{title}: not seen", "missing-questions": "{title}: {count} open", "missing-wrong": "{title}: {count} wrong",
  "goodbye-saved": "Saved. Goodbye", "goodbye-unsaved": "Not saved. Goodbye", "goodbye-alone": "Goodbye",
  "correct": "Right", "incorrect": "Wrong", "attempts-left": "{count} left", "try-again-any": "Try again", "locked": "No tries left",
  "not-answered": "Not answered",
  "partly": "Partly right", "recorded": "Recorded", "time-warning": "{seconds} seconds left", "time-up": "Time is up",
};

const head = (title, script) => `<meta charset="utf-8"><title>${title}</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<script defer src="${script}"></script>`;

export function shellPage(config) {
  const links = config.lessons.map(
    ({ id, title, href }) => `<li><a href="${href}" target="cw-frame" data-go="${id}">${title} <span data-seen-mark hidden>seen</span></a></li>`
  );
  return `<!doctype html><html lang="en" dir="ltr" class="cw-shell" data-cw="shell"><head>${head(config.course.title, "player/player.js")}</head><body>
<header>
  <button type="button" data-action="menu" aria-expanded="false" aria-controls="cw-menu">Contents</button>
  <progress data-progress max="100" value="0" aria-label="Progress"></progress><span data-progress-text></span>
  <p data-status role="status"></p><button type="button" data-action="save" hidden>Save now</button>
  <button type="button" data-action="exit" hidden>Save and leave</button>
</header>
<nav id="cw-menu" data-menu aria-label="Contents"><ol>${links.join("")}</ol>
  <button type="button" data-action="summary">Your result</button></nav>
<div data-notices></div>
<main id="cw-main">
  <iframe name="cw-frame" data-frame title="${config.course.title}" width="600" height="300"></iframe>
  <section data-summary hidden aria-labelledby="cw-summary-title">
    <h1 id="cw-summary-title" tabindex="-1" data-heading>Your result</h1>
    <p data-summary-status></p><p data-summary-score></p>
    <div data-summary-missing hidden><h2>Still to do</h2><ul data-missing-list></ul></div>
    <p data-retake-note hidden>The best score stays.</p>
    <button type="button" data-action="retake" hidden>Again</button>
    <button type="button" data-action="back">Back</button>
  </section>
  <section data-goodbye hidden aria-labelledby="cw-goodbye-title">
    <h1 id="cw-goodbye-title" tabindex="-1" data-heading>Goodbye</h1><p data-goodbye-text></p>
  </section>
</main>
<footer><button type="button" data-action="previous" disabled>Previous</button><span data-position></span>
  <button type="button" data-action="next" disabled><span data-label>Next</span></button></footer>
<dialog data-resume aria-labelledby="cw-resume-title"><h2 id="cw-resume-title">Welcome back</h2><p data-resume-text></p>
  <button type="button" data-action="resume">Continue</button><button type="button" data-action="restart">First page</button></dialog>
<script type="application/json" id="cw-config">${JSON.stringify(config).replace(/</g, "\\u003c")}</script>
</body></html>`;
}

function questionForm({ id, type, prompt, keeps, gaps = [], hints = 0, timeLimit, overall = [] }) {
  const kind = { "choice": "radio", "true-false": "radio", "multiple-response": "checkbox", "likert": "radio" }[type];
  const texts = gaps.flatMap(({ accepted, anticipated }, gap) => [...accepted, ...anticipated].map((answer) => ({ gap, answer })));
  const body = kind
    ? keeps.ids.map((option) => `<div class="cw-option" data-option="${option}"><label><input type="${kind}" name="${id}" value="${option}">
        <span class="cw-option-text">Option ${option}</span></label><div class="cw-feedback" data-feedback="${option}" hidden>About ${option}</div></div>`)
    : [...keeps.lengths.map((length) => `<label>Answer <input type="text" name="${id}" maxlength="${length}" autocomplete="off"></label>`),
       ...texts.map(({ gap, answer }) => `<div class="cw-feedback" data-gap="${gap}" data-answer="${answer}" hidden>About ${answer}</div>`)];
  const help = Array.from({ length: hints }, (_hint, at) => `<details data-hint><summary>Hint ${at + 1}</summary>Think ${at + 1}</details>`)
    .concat(hints ? '<button type="button" data-action="hint" hidden>Show a hint</button>' : [])
    .concat(overall.map((outcome) => `<div data-overall="${outcome}" hidden>All in all ${outcome}</div>`))
    .concat(timeLimit ? `<div data-timer hidden><span data-time-left></span><button type="button" data-action="start" hidden>Start</button>
      <button type="button" data-action="extend" hidden>More time</button></div>` : []);
  const limit = timeLimit ? ` data-time-limit="${timeLimit}"` : "";
  return `<form class="cw-question" data-question="${id}" data-kind="${type}"${limit} novalidate>${help.join("")}<fieldset><legend>${prompt}</legend>
<div class="cw-options">${body.join("")}</div></fieldset><p class="cw-result" role="status" aria-live="polite"></p>
<div class="cw-actions"><button type="submit" class="cw-button" disabled>Check answer</button>
<button type="button" class="cw-button cw-secondary" data-action="retry" hidden>Try again</button></div></form>`;
}

export function lessonPage(lesson, { before = "", after = "" } = {}) {
  return `<!doctype html><html lang="en" dir="ltr" class="cw-page" data-cw="lesson" data-lesson="${lesson.id}" data-alone="Open the course to answer">
<head>${head(lesson.title, "../player/player.js")}</head><body><main><h1>${lesson.title}</h1>${before}
${lesson.questions.map(questionForm).join("\n")}
<p>A link to <a data-go="time" href="time.html#part">another lesson</a>.</p>${after}
<h2 id="part">A part</h2><div class="cw-end" data-end aria-hidden="true"></div></main></body></html>`;
}

/** Writes the course into `folder`. `pages` changes what stands on a page, by lesson. */
export function writeSite(folder, adapter, { config = courseConfig({ strings: STRINGS }), pages = {} } = {}) {
  for (const name of ["player", "lessons"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "player/player.js"), courseScript(adapter));
  writeFileSync(join(folder, "index.html"), shellPage(config));
  for (const lesson of config.lessons) writeFileSync(join(folder, lesson.href), lessonPage(lesson, pages[lesson.id]));
  return config;
}
