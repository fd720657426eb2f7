// QTI 3.0 packages in two players, in a browser. qti-components reads test and items, which are compared with the course; every
// item is answered by mouse and keyboard, and the scores and what is said are compared with what our player does. In
// qti3-item-player every item is answered too, for the scores.
//
//     node qti30.mjs FOLDER MODULES   with FOLDER/qti30/COURSE/, FOLDER/COURSE.json, and the npm packages in MODULES

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";

const require = createRequire(resolve(import.meta.dirname, "../browser/package.json"));
const { chromium } = require("playwright-core");

const [packages, modules] = process.argv.slice(2).map((path) => resolve(path));
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".xml": "application/xml", ".svg": "image/svg+xml" };
const LIBRARIES = {
  "/components.js": "@citolab/qti-components/cdn/index.js",
  "/vue.js": "vue/dist/vue.min.js",
  "/player.js": "qti3-item-player/dist/qti3Player.umd.min.js",
  "/player.css": "qti3-item-player/dist/qti3Player.css",
};
const COMPONENTS = '<!DOCTYPE html><script type="module" src="/components.js"></script>';
const PLAYER = `<!DOCTYPE html><link rel="stylesheet" href="/player.css"><div id="app"></div>
<script src="/vue.js"></script><script src="/player.js"></script>
<script>
  const on = {
    notifyQti3PlayerReady: (player) => (window.player = player),
    notifyQti3ItemReady: () => (window.itemIsReady = true),
    notifyQti3EndAttemptCompleted: ({ state }) => (window.ended = state),
  };
  new Vue({ render: (create) => create(window.qti3Player, { props: { containerClass: "item" }, on }) }).$mount("#app");
</script>`;

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/") return answer(response, "text/html", COMPONENTS);
  if (pathname === "/player") return answer(response, "text/html; charset=utf-8", PLAYER);
  if (pathname === "/favicon.ico") return response.writeHead(204).end();
  const library = LIBRARIES[pathname];
  const file = library ? join(modules, library) : join(packages, "qti30", pathname);
  if (!existsSync(file)) return response.writeHead(404).end();
  answer(response, TYPES[extname(file)] || "application/octet-stream", readFileSync(file));
}).listen(0);

function answer(response, type, body) {
  response.writeHead(200, { "content-type": type }).end(body);
}

/** The words of a text, without what Markdown and HTML put around them. */
function words(markdown) {
  const code = markdown.replace(/`([^`]*)`/g, (_, inside) => inside.replace(/[<>]/g, " "));
  const plain = code.replace(/<\/?[a-zA-Z][^>]*>|\]\([^)]*\)|^\d+\. /gm, " ");
  return wordsOf(plain);
}

const wordsOf = (text) => text.match(/[\p{L}\p{M}\p{N}]+/gu) || [];

function lessonsOf(outline) {
  return outline.flatMap((entry) => (entry.lesson ? [entry.lesson] : lessonsOf(entry.module.outline)));
}

/** The test as the library understands it. */
async function readTest(page, url) {
  return page.evaluate(async (url) => {
    document.body.innerHTML =
      `<qti-test><test-navigation><test-container test-url="${url}"></test-container></test-navigation></qti-test>`;
    const container = document.querySelector("test-container");
    const test = () => container.shadowRoot && container.shadowRoot.querySelector("qti-assessment-test");
    while (!test() || !document.querySelector("qti-test").testContext.items.length) {
      await new Promise((done) => setTimeout(done, 20));
    }
    const sections = [...test().querySelectorAll("qti-assessment-section")].map((section) => ({
      title: section.title,
      items: [...section.querySelectorAll("qti-assessment-item-ref")].map((item) => ({
        identifier: item.identifier,
        href: new URL(item.href, location).pathname,
        weight: Number(item.querySelector("qti-weight").getAttribute("value")),
        attempts: Number(item.querySelector("qti-item-session-control").getAttribute("max-attempts")),
      })),
    }));
    return { title: test().title, sections };
  }, url);
}

/** In the page: the text of an element, with blanks between its blocks. */
function textWithout() {
  window.textWithout = (element, selector) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(selector).forEach((part) => part.remove());
    copy.querySelectorAll("p, li, td, th, br, pre, blockquote").forEach((part) => part.before(" "));
    return copy.textContent;
  };
}

/** Loads an item, and gives what it says. */
async function readItem(page, url) {
  await page.evaluate((url) => {
    document.body.innerHTML = `<qti-item><item-container item-url="${url}"></item-container></qti-item>`;
  }, url);
  await page.locator("qti-choice-interaction, qti-text-entry-interaction").waitFor({ state: "attached" });
  await page.waitForTimeout(50);
  return page.evaluate(() => {
    const item = document.querySelector("item-container").shadowRoot.querySelector("qti-assessment-item");
    return {
      identifier: item.identifier,
      title: item.title,
      prompt: window.textWithout(item.querySelector("qti-item-body"), "qti-simple-choice"),
      choices: [...item.querySelectorAll("qti-simple-choice")].map((choice) => ({
        identifier: choice.identifier,
        text: window.textWithout(choice, "qti-feedback-inline, qti-feedback-block"),
      })),
      images: [...item.querySelectorAll("img")].map((image) => ({ width: image.naturalWidth, alt: image.alt })),
    };
  });
}

/** Answers as a learner does who meets the item for the first time, and gives the score and what is said. */
async function respond(page, url, response) {
  await readItem(page, url);
  if (Array.isArray(response)) {
    for (const identifier of response) await page.locator(`qti-simple-choice[identifier="${identifier}"]`).click({ position: { x: 5, y: 5 } });
  } else {
    await page.locator("qti-text-entry-interaction input").pressSequentially(response);
  }
  return page.evaluate(async () => {
    const item = document.querySelector("item-container").shadowRoot.querySelector("qti-assessment-item");
    item.processResponse();
    await new Promise((done) => setTimeout(done, 20));
    const feedback = [...item.querySelectorAll("qti-feedback-inline, qti-feedback-block, qti-modal-feedback")];
    const shown = feedback.filter((part) => part.showStatus === "on");
    return { score: Number(item.getOutcome("SCORE").value), said: shown.map((part) => window.textWithout(part, "script")) };
  });
}

/** Every response worth trying, with the answers that it is, and whether it is right. */
function trials(question) {
  const { answers, kind } = question;
  const right = answers.map((answer) => Boolean(answer.correct));
  if (kind !== "fill-in") {
    const ids = answers.map((_, place) => identifierOf(question, place));
    const sets = kind === "multiple-response" ? subsets(answers.length) : answers.map((_, place) => [place]);
    return sets.map((places) => ({
      response: places.map((place) => ids[place]),
      met: places,
      right: right.every((correct, place) => correct === places.includes(place)),
    }));
  }
  const texts = answers.map((answer) => answer.text);
  const typed = texts.concat(texts.map(swapped), "something else");
  return [...new Set(typed)].map((text) => {
    const alike = (other) => (question["case-sensitive"] ? other === text : other.toLowerCase() === text.toLowerCase());
    const place = [...texts.keys()].sort((a, b) => right[b] - right[a] || a - b).find((place) => alike(texts[place]));
    return { response: text, met: place === undefined ? [] : [place], right: place !== undefined && right[place] };
  });
}

const subsets = (count) =>
  Array.from({ length: 2 ** count - 1 }, (_, bits) => [...Array(count).keys()].filter((place) => ((bits + 1) >> place) & 1));

const swapped = (text) => text.replace(/./gu, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()));

const identifierOf = (question, place) =>
  question.kind === "true-false" ? ["true", "false"][place] : `answer-${place + 1}`;

async function checkItem(page, question, url) {
  const item = await readItem(page, url);
  assert.equal(item.identifier, `item-${question.id}`);
  assert.deepEqual(wordsOf(item.prompt), words(question.prompt), question.id);
  assert.deepEqual(wordsOf(item.title.replace("…", "")), wordsOf(item.prompt).slice(0, wordsOf(item.title.replace("…", "")).length));
  item.images.forEach((image) => assert.ok(image.width > 0 && image.alt, "pictures are found, and have a description"));
  if (question.kind !== "fill-in") {
    const offered = item.choices.map(({ identifier, text }) => [identifier, wordsOf(text)]);
    assert.deepEqual(offered, question.answers.map((answer, place) => [identifierOf(question, place), words(answer.text)]));
  }
  let count = 0;
  for (const { response, met, right } of trials(question)) {
    const { score, said } = await respond(page, url, response);
    const about = `${question.id}: ${response}`;
    assert.equal(score, right ? 1 : 0, about);
    const feedback = met.map((place) => question.answers[place].feedback).filter(Boolean);
    assert.deepEqual(said.map(wordsOf), feedback.map(words), about);
    count += 1;
  }
  return count;
}

async function check(page, name) {
  const course = JSON.parse(readFileSync(join(packages, `${name}.json`), "utf8"));
  const test = await readTest(page, `/${name}/tests/test-${course.id}.xml`);
  const lessons = lessonsOf(course.outline).map(({ title, blocks }) => ({
    title,
    questions: blocks.filter((block) => block.type === "question"),
  }));
  const asked = lessons.filter((lesson) => lesson.questions.length > 0);
  assert.equal(test.title, course.title);
  const wanted = asked.map(({ title, questions }) => ({
    title,
    items: questions.map(({ id, weight, attempts }) => ({
      identifier: `item-${id}`,
      href: `/${name}/items/item-${id}.xml`,
      weight,
      attempts,
    })),
  }));
  assert.deepEqual(test.sections, wanted);
  let count = 0;
  const questions = asked.flatMap((lesson) => lesson.questions);
  for (const question of questions) count += await checkItem(page, question, `/${name}/items/item-${question.id}.xml`);
  console.log(`qti-components: ${name}: ${questions.length} items are what the course says; ${count} responses are scored like it`);
}

/** The score that qti3-item-player gives for a response. */
async function scoreInPlayer(page, document, response) {
  // The same text again would not be a new item to this player.
  const xml = document.replace(' title="', ` title="${encodeURIComponent(response)} `);
  await page.evaluate((xml) => {
    window.itemIsReady = false;
    window.ended = null;
    window.player.loadItemFromXml(xml, { guid: "item", pnp: {}, sessionControl: { showFeedback: false, maxAttempts: 0 } });
  }, xml);
  await page.waitForFunction(() => window.itemIsReady);
  if (Array.isArray(response)) {
    const offered = [...xml.matchAll(/<qti-simple-choice identifier="(.*?)"/g)].map(([, identifier]) => identifier);
    const choices = page.locator("[role=radio], [role=checkbox]");
    for (const identifier of response) await choices.nth(offered.indexOf(identifier)).click();
  } else {
    await page.locator("input[type=text]").pressSequentially(response);
  }
  await page.evaluate(() => window.player.endAttempt("item"));
  await page.waitForFunction(() => window.ended);
  return page.evaluate(() => window.ended.outcomeVariables.find(({ identifier }) => identifier === "SCORE").value);
}

async function checkInPlayer(page, name) {
  const course = JSON.parse(readFileSync(join(packages, `${name}.json`), "utf8"));
  const blocks = lessonsOf(course.outline).flatMap((lesson) => lesson.blocks);
  let count = 0;
  for (const question of blocks.filter((block) => block.type === "question")) {
    const xml = readFileSync(join(packages, "qti30", name, "items", `item-${question.id}.xml`), "utf8");
    for (const { response, right } of trials(question)) {
      assert.equal(await scoreInPlayer(page, xml, response), right ? 1 : 0, `${question.id}: ${response}`);
      count += 1;
    }
  }
  console.log(`qti3-item-player: ${name}: ${count} responses are scored as the course says`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(10000);
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("response", (response) => response.ok() || problems.push(`${response.status()} ${response.url()}`));
  await page.addInitScript(textWithout);
  await page.goto(`http://localhost:${server.address().port}/`);
  const names = readdirSync(packages).filter((name) => name.endsWith(".json"));
  for (const name of names) await check(page, name.replace(".json", ""));
  await page.close();
  // This player looks for pictures and style sheets of its own site.
  const player = await browser.newPage();
  player.setDefaultTimeout(10000);
  player.on("pageerror", (error) => problems.push(String(error)));
  await player.goto(`http://localhost:${server.address().port}/player`);
  await player.waitForFunction(() => window.player);
  for (const name of names) await checkInPlayer(player, name.replace(".json", ""));
  assert.deepEqual(problems, []);
} finally {
  await browser.close();
  server.close();
}
