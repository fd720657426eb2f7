// QTI 3.0 packages in two players, in a browser. qti-components reads test and items, which are compared with the course; every
// item is answered by mouse and keyboard, and the scores and what is said are compared with what our player does. In
// qti3-item-player every item is answered too, for the scores. What would be dragged is told to the item by name in the one,
// and left out in the other.
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

/** The words of a text, without what Markdown and HTML put around them, and without formulas. */
function words(markdown) {
  const code = markdown.replace(/^```.*$|\$[^$]+\$/gm, " ").replace(/`([^`]*)`/g, (_, inside) => inside.replace(/[<>]/g, " "));
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
      isTest: section.closest("qti-test-part").getAttribute("submission-mode") === "simultaneous",
      items: [...section.querySelectorAll("qti-assessment-item-ref")].map((item) => ({
        identifier: item.identifier,
        href: new URL(item.href, location).pathname,
        weight: Number(item.querySelector("qti-weight").getAttribute("value")),
        attempts: Number(item.querySelector("qti-item-session-control").getAttribute("max-attempts")),
        seconds: item.querySelector("qti-time-limits") && Number(item.querySelector("qti-time-limits").getAttribute("max-time")),
      })),
    }));
    return { title: test().title, sections };
  }, url);
}

/** In the page: the text of an element, with blanks between its blocks. */
function textWithout() {
  window.textWithout = (element, selector) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(`${selector}, math`).forEach((part) => part.remove());
    copy.querySelectorAll("p, li, td, th, br, pre, blockquote").forEach((part) => part.before(" "));
    return copy.textContent;
  };
}

const INTERACTIONS = [
  "choice", "text-entry", "extended-text", "match", "order", "hotspot", "graphic-gap-match",
].map((name) => `qti-${name}-interaction`).join(", ");
/** What is chosen or arranged is none of the question. */
const PARTS = "qti-simple-choice, qti-simple-associable-choice, qti-gap-text";

/** Loads an item, and gives what it says. */
async function readItem(page, url) {
  await page.evaluate((url) => {
    document.body.innerHTML = `<qti-item><item-container item-url="${url}"></item-container></qti-item>`;
  }, url);
  await page.locator(INTERACTIONS).first().waitFor({ state: "attached" });
  await page.waitForTimeout(50);
  return page.evaluate((parts) => {
    const item = document.querySelector("item-container").shadowRoot.querySelector("qti-assessment-item");
    return {
      identifier: item.identifier,
      title: item.title,
      prompt: window.textWithout(item.querySelector("qti-item-body"), parts),
      choices: [...item.querySelectorAll(parts)].map((choice) => ({
        identifier: choice.identifier,
        text: window.textWithout(choice, "qti-feedback-inline, qti-feedback-block"),
      })),
      places: item.querySelectorAll("qti-hotspot-choice, qti-associable-hotspot").length,
      images: [...item.querySelectorAll("img")].map((image) => ({ width: image.naturalWidth, alt: image.alt })),
    };
  }, PARTS);
}

/** Answers as a learner does who meets the item for the first time, and gives the score and what is said. */
async function respond(page, url, { response, typed }) {
  await readItem(page, url);
  const fields = page.locator("qti-text-entry-interaction input");
  for (const [place, text] of (typed || []).entries()) await fields.nth(place).pressSequentially(text);
  for (const identifier of response.clicked || []) {
    await page.locator(`qti-simple-choice[identifier="${identifier}"]`).click({ position: { x: 5, y: 5 } });
  }
  return page.evaluate(async (told) => {
    const item = document.querySelector("item-container").shadowRoot.querySelector("qti-assessment-item");
    for (const [identifier, value] of told) item.updateResponseVariable(identifier, value);
    item.processResponse();
    await new Promise((done) => setTimeout(done, 20));
    const feedback = [...item.querySelectorAll("qti-feedback-inline, qti-feedback-block, qti-modal-feedback")];
    const shown = feedback.filter((part) => part.showStatus === "on");
    return { score: Number(item.getOutcome("SCORE").value), said: shown.map((part) => window.textWithout(part, "script")) };
  }, Object.entries(response.told || {}));
}

// ---- Responses worth trying --------------------------------------------------------------------

const isRight = (answer) => Boolean(answer.correct);
const product = (lists) => lists.reduce((all, list) => all.flatMap((before) => list.map((next) => [...before, next])), [[]]);
const permutations = (list) => (list.length < 2 ? [list] : list.flatMap((first, at) => permutations(list.toSpliced(at, 1)).map((rest) => [first, ...rest])));

/** Every response worth trying: how it is given, what it is worth, and what is said to it. */
function trials(question) {
  const { body } = question;
  const each = question.credit === "each";
  const share = (right, of) => (each ? right / of : Number(right === of));
  const said = (answers) => answers.map((answer) => answer.feedback).filter(Boolean);
  switch (body.kind) {
    case "choice":
    case "true-false":
    case "multiple-response":
      return chosen(body.answers, (place) => identifierOf(question, place), body.kind === "multiple-response", each).map(
        ({ ids, ...trial }) => ({ ...trial, response: { clicked: ids } })
      );
    case "hotspot": {
      const many = body.regions.filter(isRight).length > 1;
      return chosen(body.regions, (place) => `answer-${place + 1}`, many, each).map(({ ids, ...trial }) => ({
        ...trial,
        response: { told: { RESPONSE: many ? ids : ids[0] } },
      }));
    }
    case "likert":
      return body.points.map((_point, place) => ({ response: { clicked: [`answer-${place + 1}`] }, worth: 0, said: [] }));
    case "long-answer":
      return [{ response: { told: { RESPONSE: "Something" } }, worth: 0, said: said([{ feedback: body.sample }]) }];
    case "performance": {
      let count = 0;
      const steps = body.steps.map((step) => step.actions.map((action) => ({ ...action, id: `answer-${(count += 1)}` })));
      return product(steps).map((taken) => ({
        response: { clicked: taken.map(({ id }) => id) },
        worth: share(taken.filter(isRight).length, steps.length),
        said: said(taken),
      }));
    }
    case "fill-in":
      return body.gaps.length === 1 ? oneGap(question) : product(body.gaps.map(({ answers }) => [...answers, { text: "something else" }])).map((taken) => ({
        response: {}, typed: taken.map(({ text }) => text), worth: share(taken.filter(isRight).length, taken.length), said: [],
      }));
    case "numeric":
      return [...new Set(body.answers.flatMap(numbersAround))].map((value) => {
        const met = body.answers.find(({ min, max }) => value >= min - 1e-9 && value <= max + 1e-9);
        return { response: {}, typed: [String(value)], worth: Number(Boolean(met?.correct)), said: met ? said([met]) : [] };
      });
    case "ordering": {
      const right = body.items.map((_item, place) => `answer-${place + 1}`);
      return permutations(right).map((order) => ({
        response: { told: { RESPONSE: order } },
        worth: share(order.filter((id, place) => id === right[place]).length, right.length),
        said: [],
      }));
    }
    default:
      return paired(pairsOf(body), share);
  }
}

const numbersAround = ({ min, max }) => [min, max, (min + max) / 2, max + 0.01, min - 0.01].map((number) => Number(number.toFixed(6)));

function chosen(answers, idOf, many, each) {
  const right = answers.map(isRight);
  const sets = many ? subsets(answers.length) : answers.map((_answer, place) => [place]);
  return sets.map((places) => {
    const hits = places.filter((place) => right[place]).length;
    const all = right.every((correct, place) => correct === places.includes(place));
    const worth = each && many ? Math.max(0, hits - (places.length - hits)) / right.filter(Boolean).length : Number(all);
    return { ids: places.map(idOf), worth, said: places.map((place) => answers[place].feedback).filter(Boolean) };
  });
}

/** The place of each stem among the targets, -1 for none, and how many targets there are. */
function pairsOf(body) {
  if (body.kind === "sorting") {
    const items = body.groups.flatMap((group, place) => group.items.map(() => place));
    return { wanted: items.concat((body.strangers || []).map(() => -1)), count: body.groups.length, target: "target" };
  }
  if (body.kind === "drag-and-drop") {
    const zones = [...new Set(body.labels.filter(({ zone }) => zone).map(({ zone }) => JSON.stringify(zone)))];
    return { wanted: body.labels.map(({ zone }) => (zone ? zones.indexOf(JSON.stringify(zone)) : -1)), count: zones.length, target: "place" };
  }
  const targets = [...new Set([...body.pairs.map(({ target }) => target), ...(body.distractors || [])])];
  return { wanted: body.pairs.map(({ target }) => targets.indexOf(target)), count: targets.length, target: "target" };
}

/** Everything in its place, and then each stem in turn everywhere else. */
function paired({ wanted, count, target }, share) {
  const moves = wanted.flatMap((place, stem) => Array.from({ length: count + 1 }, (_, other) => ({ place, stem, other: other - 1 })));
  return moves.flatMap(({ place, stem, other }) => {
    const places = wanted.with(stem, other);
    const response = places.flatMap((at, from) => (at < 0 ? [] : [`stem-${from + 1} ${target}-${at + 1}`]));
    const right = wanted.length - Number(other !== place);
    return response.length === 0 ? [] : [{ response: { told: { RESPONSE: response } }, worth: share(right, wanted.length), said: [] }];
  });
}

function oneGap(question) {
  const [{ answers }] = question.body.gaps;
  const right = answers.map(isRight);
  const texts = answers.map((answer) => answer.text);
  const typed = texts.concat(texts.map(swapped), "something else");
  return [...new Set(typed)].map((text) => {
    const alike = (other) => (question.body["case-sensitive"] ? other === text : other.toLowerCase() === text.toLowerCase());
    const place = [...texts.keys()].sort((a, b) => right[b] - right[a] || a - b).find((at) => alike(texts[at]));
    const met = place === undefined ? [] : [answers[place]];
    return { response: {}, typed: [text], worth: Number(met.some(isRight)), said: met.map((answer) => answer.feedback).filter(Boolean) };
  });
}

const subsets = (count) =>
  Array.from({ length: 2 ** count - 1 }, (_, bits) => [...Array(count).keys()].filter((place) => ((bits + 1) >> place) & 1));

const swapped = (text) => text.replace(/./gu, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()));

const identifierOf = (question, place) =>
  question.body.kind === "true-false" ? ["true", "false"][place] : `answer-${place + 1}`;

/** What stands in the question besides its prompt, and what is offered, in the course's words. */
function wordsOfParts({ body }) {
  const texts = (list) => (list || []).map(({ text }) => text);
  switch (body.kind) {
    case "likert":
      return { asked: [], offered: body.points };
    case "ordering":
      return { asked: [], offered: body.items };
    case "performance":
      return { asked: body.steps.map(({ title }) => title), offered: body.steps.flatMap(({ actions }) => texts(actions)) };
    case "matching": {
      const targets = body.pairs.map(({ target }) => target).concat(body.distractors || []);
      return { asked: [], offered: [...body.pairs.map(({ stem }) => stem), ...new Set(targets)] };
    }
    case "sorting":
      return { asked: [], offered: [...body.groups.flatMap(({ items }) => items), ...(body.strangers || []), ...body.groups.map(({ title }) => title)] };
    case "drag-and-drop":
      return { asked: [], offered: texts(body.labels) };
    case "numeric":
      return { asked: [body.unit || ""], offered: [] };
    case "fill-in":
    case "hotspot":
    case "long-answer":
      return { asked: [], offered: [] };
    default:
      return { asked: [], offered: texts(body.answers) };
  }
}

/** Kinds whose parts stand in another order than the author's. */
const MIXED = ["matching", "sorting", "ordering", "drag-and-drop"];

/** What is said to the response as a whole. Where everything or nothing counts, nobody knows of a part. */
function overall({ feedback = {}, credit, body }, worth) {
  if (["likert", "long-answer"].includes(body.kind)) return [];
  const partly = credit === "each" ? feedback.partly : undefined;
  return [worth >= 1 ? feedback.correct : worth > 0 ? partly : feedback.incorrect].filter(Boolean);
}

async function checkItem(page, question, url) {
  const item = await readItem(page, url);
  const { asked, offered } = wordsOfParts(question);
  assert.equal(item.identifier, `item-${question.id}`);
  assert.deepEqual(wordsOf(item.prompt), words(question.prompt).concat(asked.flatMap(words)), question.id);
  const title = wordsOf(item.title.replaceAll("…", " "));
  assert.deepEqual(title, wordsOf(item.prompt).slice(0, title.length));
  item.images.forEach((image) => assert.ok(image.width > 0 && image.alt, "pictures are found, and have a description"));
  const order = (list) => (MIXED.includes(question.body.kind) ? list.map(String).sort() : list);
  assert.deepEqual(order(item.choices.map(({ text }) => wordsOf(text))), order(offered.map(words)), question.id);
  if (question.body.kind === "hotspot") assert.equal(item.places, question.body.regions.length);
  let count = 0;
  for (const trial of trials(question)) {
    const { score, said } = await respond(page, url, trial);
    const about = `${question.id}: ${JSON.stringify(trial)}`;
    // This one rounds what it divides to thousandths.
    assert.ok(Math.abs(score - trial.worth) < 1e-3, `${about}: ${score}`);
    assert.deepEqual(said.map(wordsOf), [...trial.said, ...overall(question, trial.worth)].map(words), about);
    count += 1;
  }
  return count;
}

async function check(page, name) {
  const course = JSON.parse(readFileSync(join(packages, `${name}.json`), "utf8"));
  const test = await readTest(page, `/${name}/tests/test-${course.id}.xml`);
  const lessons = lessonsOf(course.outline).map(({ title, blocks, assessment }) => ({
    title,
    isTest: Boolean(assessment),
    questions: blocks.filter((block) => block.type === "question"),
  }));
  const asked = lessons.filter((lesson) => lesson.questions.length > 0);
  assert.equal(test.title, course.title);
  const wanted = asked.map(({ title, isTest, questions }) => ({
    title,
    isTest,
    items: questions.map(({ id, weight, attempts, body, ...question }) => ({
      identifier: `item-${id}`,
      href: `/${name}/items/item-${id}.xml`,
      weight: ["likert", "long-answer"].includes(body.kind) ? 0 : weight,
      // What is submitted together is submitted once.
      attempts: isTest ? 1 : attempts,
      seconds: question["time-limit"] ?? null,
    })),
  }));
  assert.deepEqual(test.sections, wanted);
  let count = 0;
  const questions = asked.flatMap((lesson) => lesson.questions);
  for (const question of questions) count += await checkItem(page, question, `/${name}/items/item-${question.id}.xml`);
  console.log(`qti-components: ${name}: ${questions.length} items are what the course says; ${count} responses are scored like it`);
}

/** The score that qti3-item-player gives for a response. */
async function scoreInPlayer(page, document, { response, typed }) {
  // The same text again would not be a new item to this player.
  const xml = document.replace(' title="', ` title="${encodeURIComponent(JSON.stringify({ response, typed }))} `);
  await page.evaluate((xml) => {
    window.itemIsReady = false;
    window.ended = null;
    window.player.loadItemFromXml(xml, { guid: "item", pnp: {}, sessionControl: { showFeedback: false, maxAttempts: 0 } });
  }, xml);
  await page.waitForFunction(() => window.itemIsReady);
  const fields = page.locator("input[type=text]");
  for (const [place, text] of (typed || []).entries()) await fields.nth(place).pressSequentially(text);
  const offered = [...xml.matchAll(/<qti-simple-choice identifier="(.*?)"/g)].map(([, identifier]) => identifier);
  const choices = page.locator("[role=radio], [role=checkbox]");
  for (const identifier of response.clicked || []) await choices.nth(offered.indexOf(identifier)).click();
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
    for (const trial of trials(question).filter(({ response }) => !response.told)) {
      const score = await scoreInPlayer(page, xml, trial);
      assert.ok(Math.abs(score - trial.worth) < 1e-6, `${question.id}: ${JSON.stringify(trial)}: ${score}`);
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
