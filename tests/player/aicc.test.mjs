import assert from "node:assert/strict";
import test from "node:test";
import vm from "node:vm";
import { adapter, emptyRecord, globals, launch, pageAt, parts, reached } from "./support/aicc.mjs";
import { HacpLms } from "./support/hacp.mjs";
import { contentScript } from "./support/scripts.mjs";
import { answerOf } from "./support/session.mjs";
import { settle } from "./support/window.mjs";

const PASSED = { completion: "completed", success: "passed", score: 87.5, mastery: 75, decided: true };

test("the unit asks first, says at once that it is incomplete and may be resumed, and ends with ExitAU", async () => {
  const { lms, session, ready, update, pass } = await launch();
  assert.deepEqual(lms.log, ["GetParam", "PutParam"]);
  assert.deepEqual([lms.stored.status, lms.stored.exit, session.state], ["incomplete", "suspend", "saved"]);
  assert.equal(ready[0].held.learner.id, "learner-1");
  await update({ location: "trust" });
  await pass(65000);
  await update({ ...PASSED, location: "end", states: ["state-2"] }, answerOf());
  assert.equal(await session.finish("leave"), true);
  assert.deepEqual(lms.log.slice(-3), ["PutInteractions", "PutParam", "ExitAU"]);
  const { location, status, exit, score, state, seconds } = lms.stored;
  assert.deepEqual([location, status, exit, score, state, seconds], ["end", "passed", "", "88", "state-2", 65]);
  assert.deepEqual(lms.refused, []);
});

for (const times of ["last", "sum"]) {
  test(`the time of a session counts once, where the LMS keeps the ${times} of what it is told`, async () => {
    const lms = new HacpLms({ times, stored: { seconds: 100 } });
    const { session, update, pass } = await launch(lms);
    for (const location of ["a", "b", "c"]) {
      await update({ location });
      await pass(20000);
    }
    await session.finish("leave");
    assert.equal(lms.stored.seconds, 160);
  });
}

test("a learner goes on where they were", async () => {
  const lms = new HacpLms({ stored: { location: "time", status: "incomplete", exit: "suspend", score: "40", state: "state-9" }, mastery: "75" });
  const { ready, update } = await launch(lms);
  const { location, state, status, score, mastery, resumed, credit, mode } = ready[0].held;
  assert.deepEqual([location, state, status, score, mastery, resumed, credit, mode], ["time", "state-9", "incomplete", 40, 75, true, true, "normal"]);
  assert.deepEqual([lms.stored.location, lms.stored.state, lms.stored.score, lms.stored.status], ["time", "state-9", "40", "incomplete"]);
  await update({ location: "end", states: ["state-10"], mastery: 75 });
});

test("nothing gets worse, and a failure is said when the learner leaves", async () => {
  const first = await launch(new HacpLms({ stored: { status: "passed", score: "90", state: "s" } }));
  await first.update({ success: "failed", score: 20, decided: true });
  assert.deepEqual([first.lms.stored.status, first.lms.stored.score], ["passed", "90"]);
  const second = await launch(new HacpLms());
  await second.update({ success: "failed", score: 20, mastery: 75, decided: true, quizDecides: true });
  assert.equal(second.lms.stored.status, "incomplete");
  await second.session.finish("leave");
  assert.deepEqual([second.lms.stored.status, second.lms.stored.exit], ["failed", "suspend"]);
});

test("an LMS that compares scores hears of a score only when the course has come to an outcome", async () => {
  const { lms, update } = await launch(new HacpLms({ mastery: "75" }));
  await update({ score: 50, mastery: 75 });
  assert.equal(lms.stored.status, "incomplete");
  await update({ ...PASSED, score: 75 });
  assert.equal(lms.stored.status, "passed");
});

test("scores are whole, and on the learner's side of the mastery score", () => {
  const cases = [[79.6, 80, 79], [80, 80, 80], [75.5, 75.5, 76], [75.4, 75.5, 75], [99.99, 100, 99], [0, 0, 0], [33.3, null, 33]];
  for (const [score, mastery, whole] of cases) assert.equal(parts.aiccScore(score, mastery), whole, `${score} of ${mastery}`);
});

test("times have no decimals", () => {
  assert.equal(parts.aiccTimespan(3723999), "01:02:03");
  assert.equal(parts.aiccTimespan(1e12), "9999:59:59");
  assert.equal(parts.aiccTimespan(-5), "00:00:00");
});

test("an LMS before version 3 is told the score alone", async () => {
  for (const version of ["2.2", ""]) {
    const { lms, update } = await launch(new HacpLms({ version }));
    await update(PASSED);
    assert.equal(lms.stored.score, "88");
    assert.deepEqual(lms.refused, []);
  }
});

for (const state of ["a=b", "[core]\r\nlesson_status=passed", "; no comment", "two\nlines\n", " blank ", "100 % + 1 ~7E ~", "日本 é 😀", "<b>&amp;</b>"]) {
  test(`the state survives: ${JSON.stringify(state)}`, async () => {
    const lms = new HacpLms({ page: true });
    const { session, update } = await launch(lms);
    await update({ states: [state], location: state });
    await session.finish("leave");
    assert.deepEqual(lms.refused, []);
    const next = await launch(new HacpLms({ stored: lms.stored, page: true }));
    assert.equal(next.ready[0].held.state, state);
    assert.equal(next.ready[0].held.location, state.replace(/\s+/g, " ").trim());
  });
}

test("what grows on its way to the LMS is measured as it is sent", async () => {
  const { lms, session, update } = await launch();
  assert.equal(session.lengthOf("a=b"), 5);
  await update({ states: ['{"x":1}'.repeat(500), "short"], location: "日本".repeat(60) });
  assert.deepEqual([lms.stored.state, lms.stored.location.length, lms.refused], ["short", 252, []]);
});

test("what only looks like an escaped text is left as it is", () => {
  for (const text of ["~FF", "a~E6~97", "50 % ~zz"]) assert.equal(parts.hacpUnescape(text), text);
});

test("a save that is slow says nothing after the last words", async () => {
  const { lms, page, session, update, pass } = await launch();
  const reached = page.fetch;
  let waiting = null;
  page.fetch = (url, init) => {
    if (waiting || !init.body.includes("PutParam")) return reached(url, init);
    return new Promise((resolve) => (waiting = () => resolve(reached(url, { ...init, body: init.body }))));
  };
  await update({ states: ["state-3"] }, answerOf());
  const finished = session.finish("leave");
  await pass(3000);
  assert.equal(await finished, true);
  assert.equal(lms.log.at(-1), "ExitAU");
  const told = lms.stored.interactions.length;
  lms.phase = "running";
  waiting();
  await settle(20);
  assert.deepEqual([told, lms.stored.interactions.length, lms.log.at(-1)], [1, 1, "PutParam"]);
});

test("the last report gets a second try before the session is closed for good", async () => {
  const { lms, page, session, update } = await launch();
  await update({ location: "trust" });
  const reached = page.fetch;
  let cut = 1;
  page.fetch = (url, init) => (init.body.includes("PutParam") && cut-- > 0 ? Promise.reject(new TypeError("cut")) : reached(url, init));
  session.update({ ...emptyRecord(), states: ["state-3"] });
  assert.equal(await session.finish("leave"), true);
  assert.deepEqual([lms.stored.state, lms.log.at(-1)], ["state-3", "ExitAU"]);
});

test("a state as courses make it is sent as it is", () => {
  const state = "AbC-_09".repeat(500);
  assert.equal(parts.hacpEscape(state), state);
  assert.equal(parts.hacpUnescape(state), state);
});

const AWKWARD = {
  "lines that end in LF": { eol: "\n" },
  "names in lower case": { names: (line) => line.replace(/^(aicc_data=)?\[?[\w]+/, (name) => name.toLowerCase()) },
  "names in upper case with blanks": { names: (line) => line.replace(/^([A-Za-z_]+)=/, (_, name) => `${name.toUpperCase()} = `).replace(/^\[.*\]$/, (name) => ` ${name.toUpperCase()} `) },
  "an HTML page around the answer": { page: true },
  "no interactions": { interactions: false },
};
for (const [what, quirks] of Object.entries(AWKWARD)) {
  test(`an LMS with ${what} is understood`, async () => {
    const lms = new HacpLms({ ...quirks, mastery: "75", launchData: "a<cr>b", stored: { state: "state-3", status: "i", exit: "suspend" } });
    const { session, ready, update } = await launch(lms);
    const { state, mastery, launchData, status } = ready[0].held;
    assert.deepEqual([state, mastery, launchData, status], ["state-3", 75, "a\nb", "incomplete"]);
    await update(PASSED, answerOf());
    await update(PASSED, answerOf({ id: "second" }));
    assert.equal(await session.finish("leave"), true);
    assert.equal(lms.stored.status, "passed");
    assert.deepEqual(lms.refused, []);
    if (quirks.interactions === false) assert.equal(lms.log.filter((command) => command === "PutInteractions").length, 1);
  });
}

test("an LMS that keeps what stands before the first group gets the state there, and nobody else does", async () => {
  const href = "https://moodle.example/pluginfile.php/index.html?aicc_sid=S-1&aicc_url=https://moodle.example/mod/scorm/aicc.php";
  const lms = new HacpLms({ moodle: true });
  const { session, update } = await launch(lms, { href });
  await update({ states: ["state-4"] });
  await session.finish("leave");
  const next = await launch(new HacpLms({ moodle: true, stored: lms.stored }), { href });
  assert.equal(next.ready[0].held.state, "state-4");
  const other = await launch();
  await other.update({ states: ["state-4"] });
  assert.ok(other.network.requests.every(({ body }) => !decodeURIComponent(body).includes("; state")));
});

test("answers are told once, in rows of whole fields", async () => {
  const { lms, update } = await launch();
  await update({}, answerOf({ objectives: ["trust", "early"] }));
  await update({}, answerOf({ id: "raise", type: "fill-in", response: ['say "early",\nplease'], correct: [], gaps: [{ accepted: ["early", "soon"] }], right: false }));
  await update({}, answerOf({ id: "news", type: "true-false", response: ["false"], correct: ["false"], right: true, weight: 2.5 }));
  const fields = lms.stored.interactions.map((row) => [row.interaction_id, row.objective_id, row.type_interaction, row.correct_response, row.student_response, row.result, row.weighting]);
  assert.deepEqual(fields, [
    ["promise", "trust", "C", "a", "a,c", "W", "1"],
    ["raise", "trust", "F", "early", "say 'early', please", "W", "1"],
    ["news", "trust", "T", "f", "f", "C", "2.5"],
  ]);
  assert.equal(lms.stored.interactions[0].date, "2026/11/23");
  assert.equal(lms.stored.interactions[0].course_id, "tides");
  assert.deepEqual(lms.refused, []);
});

test("objectives are told by number", async () => {
  const { lms, update } = await launch();
  await update({ objectives: [{ id: "trust", score: 66.7, success: "failed", done: true }, { id: "early", score: 100, success: "unknown", done: true }] });
  assert.deepEqual(lms.stored.objectives, { 1: { ID: "trust", Score: "67", Status: "failed" }, 2: { ID: "early", Score: "100", Status: "completed" } });
  assert.deepEqual(lms.refused, []);
});

for (const mode of ["review", "browse", "R", "b"]) {
  test(`in mode ${mode} the session is closed and nothing else said`, async () => {
    const { lms, session, update } = await launch(new HacpLms({ mode }));
    await update(PASSED, answerOf());
    assert.equal(session.state, "review");
    await session.finish("leave");
    assert.deepEqual(lms.log, ["GetParam", "ExitAU"]);
  });
}

test("without credit the place is kept and no result told, but a status there is", async () => {
  const { lms, session, update } = await launch(new HacpLms({ credit: "no-credit" }));
  await update({ ...PASSED, location: "end" });
  await session.finish("leave");
  assert.deepEqual([lms.stored.location, lms.stored.status, lms.stored.score], ["end", "incomplete", ""]);
  assert.deepEqual(lms.refused, []);
});

test("a page that no LMS has launched says so and asks nobody", async () => {
  for (const query of ["", "?aicc_sid=1", "?aicc_url=x", "?AICC_SID=&aicc_url=https://a.example/"]) {
    const { session, network } = await launch(new HacpLms(), { href: `https://lms.example/course/index.html${query}` });
    assert.equal(session.state, "alone");
    assert.equal(network.requests.length, 0);
  }
});

test("the address of the LMS is found in whatever way it is written", () => {
  const address = (query, page = "https://content.example/a/index.html") => {
    const found = parts.hacpAddress(pageAt(page + query));
    return found && [found.sid, found.url];
  };
  const cases = [
    ["?AICC_SID=a%2Bb&AICC_URL=https%3A%2F%2Flms.example%2Fhacp%3Fx%3D1", ["a+b", "https://lms.example/hacp?x=1"]],
    ["?level=2&aicc_sid=a+b&aicc_url=https://lms.example/hacp", ["a+b", "https://lms.example/hacp"]],
    ["?aicc_url=lms.example:8080/hacp.asp&aicc_sid=1", ["1", "https://lms.example:8080/hacp.asp"]],
    ["?aicc_url=/lms/hacp&aicc_sid=1", ["1", "https://content.example/lms/hacp"]],
    ["?aicc_url=https%253A%252F%252Flms.example%252Fhacp&aicc_sid=1", ["1", "https://lms.example/hacp"]],
    ["?aicc_url=https%3A%2F%2F&aicc_sid=1", null],
    ["?aicc_url=%zz&aicc_sid=1", null],
  ];
  for (const [query, wanted] of cases) assert.deepEqual(address(query), wanted, query);
  assert.match(address("?aicc_url=javascript:alert(1)&aicc_sid=1")?.[1] || "https://", /^https:\/\//);
});

test("an LMS that knows no such session is given up, and the learner is told", async () => {
  const { session, ready, network } = await launch(new HacpLms({ sid: "other" }));
  assert.equal(session.state, "lost");
  assert.equal(ready[0].held, null);
  assert.equal(network.requests.length, 1);
});

test("what is no answer of HACP is not taken for one", async () => {
  for (const instead of [{ text: "<html><title>Please log in</title></html>" }, { text: "" }, { status: 403 }, { status: 404 }]) {
    const lms = new HacpLms();
    lms.instead = instead;
    const { session } = await launch(lms);
    assert.equal(session.state, "lost", JSON.stringify(instead));
  }
});

test("an LMS that is out of order is asked again", async () => {
  const lms = new HacpLms();
  lms.instead = { status: 503 };
  const { session, pass } = await launch(lms);
  assert.equal(session.state, "connecting");
  lms.instead = null;
  await pass(1000);
  assert.equal(session.state, "saved");
});

test("an LMS of another site that keeps its answers from us is named in the console, and the state is lost", async () => {
  const href = "https://content.example/index.html?aicc_sid=S-1&aicc_url=https://lms.example/hacp";
  const lms = new HacpLms();
  const { page, network } = reached(lms, { href });
  const answered = page.fetch;
  page.fetch = (url, request) => {
    if (request.mode === "no-cors") return network.requests.push(request) && Promise.resolve({});
    return answered(url, request).then(() => Promise.reject(new TypeError("Failed to fetch")));
  };
  const session = adapter.open({ window: page, courseId: "c", onReady() {}, onState() {} });
  session.start();
  await settle(20);
  assert.equal(session.state, "lost");
  assert.deepEqual(network.requests.map(({ method }) => method), ["POST", "HEAD"]);
});

test("when the network goes, everything is kept and told when it is back", async () => {
  const { lms, session, page, network, update, pass } = await launch();
  network.up = false;
  page.navigator.onLine = false;
  await update({ location: "end", states: ["state-5"] }, answerOf());
  assert.equal(session.state, "offline");
  await pass(3000);
  network.up = true;
  page.navigator.onLine = true;
  page.fire("online");
  await settle(20);
  assert.equal(session.state, "saved");
  assert.deepEqual([lms.stored.state, lms.stored.interactions.length], ["state-5", 1]);
  assert.deepEqual(lms.refused, []);
});

test("what the network took at the end is there when the learner comes back", async () => {
  const storage = new Map();
  const { lms, session, network, update } = await launch(new HacpLms(), { storage });
  await update({ states: ["state-6"] });
  network.up = false;
  await update({ ...PASSED, states: ["state-7"] });
  assert.equal(await session.finish("leave"), false);
  lms.phase = "launched";
  const next = await launch(lms, { storage });
  assert.equal(next.ready[0].held.state, "state-7");
  assert.equal(lms.stored.status, "passed");
});

test("a session that the LMS has dropped is lost, and tried again", async () => {
  const { lms, session, update, pass } = await launch();
  lms.sid = "another";
  await update({ location: "end" });
  await pass(2000);
  assert.equal(session.state, "lost");
  lms.sid = "S-1";
  await pass(4000);
  assert.equal(session.state, "saved");
});

test("when the page goes, all is said in one step, in order, and outlives the page", async () => {
  const { lms, page, network, update, session } = await launch();
  await update({ states: ["state-8"] });
  network.up = false;
  await update({ ...PASSED, states: ["state-9"] }, answerOf());
  network.up = true;
  const before = network.requests.length;
  page.fire("pagehide");
  const last = network.requests.slice(before);
  assert.deepEqual(lms.log.slice(-3), ["PutParam", "PutInteractions", "ExitAU"]);
  assert.ok(last.length === 3 && last.every((request) => request.keepalive));
  assert.ok(last[1].at - last[0].at >= 100 && last[2].at - last[1].at >= 100);
  await settle(20);
  assert.equal(session.state, "ended");
  assert.deepEqual([lms.stored.status, lms.stored.state], ["passed", "state-9"]);
  page.fire("pagehide");
  assert.equal(network.requests.length, before + 3);
});

test("when the page goes while the learner is leaving, the LMS still hears the end", async () => {
  const { lms, page, network, session } = await launch();
  network.held = new Promise(() => {});
  session.finish("leave");
  await settle(20);
  assert.equal(lms.log.at(-1), "PutParam");
  page.fire("pagehide");
  assert.equal(lms.log.at(-1), "ExitAU");
});

test("last words never exceed what browsers keep alive", async () => {
  const { lms, page, network, session } = await launch();
  network.up = false;
  const answers = Array.from({ length: 400 }, (_, at) => answerOf({ id: `q-${at}`, type: "fill-in", response: ["日本".repeat(50)] }));
  answers.forEach((answer) => session.update({ ...emptyRecord(), states: ["x".repeat(4096)] }, answer));
  await settle(20);
  network.up = true;
  const before = network.requests.length;
  page.fire("pagehide");
  const size = network.requests.slice(before).reduce((all, { body }) => all + body.length, 0);
  assert.ok(size < 65536 && size > 20000, `${size} bytes`);
  assert.equal(lms.log.at(-1), "ExitAU");
  assert.deepEqual(lms.refused, []);
});

test("a page that comes out of the browser's memory begins anew", async () => {
  const { page } = await launch();
  page.fire("pagehide");
  page.fire("pageshow", { persisted: true });
  assert.equal(page.reloaded, 1);
});

test("the learner's preferences are read", async () => {
  const { ready } = await launch(new HacpLms({ preferences: ["Audio=40", "Language=de-AT", "Speed=-50", "Text=1"] }));
  const { language, volume, speed, captions, name } = ready[0].held.learner;
  assert.deepEqual([language, volume, speed, captions, name], ["de-AT", 0.4, 0.5, true, "Doe, Jo"]);
});

test("content made elsewhere keeps what it likes, and reports through the same words", async () => {
  const lms = new HacpLms({ launchData: "hard" });
  const open = (current) => {
    const { page } = reached(current);
    page.document.currentScript = { dataset: {} };
    vm.runInNewContext(contentScript("aicc"), { window: page, console: { warn() {} }, Intl, ...globals });
    return page.Coursewright;
  };
  const content = open(lms);
  const info = await content.start();
  assert.deepEqual([info.connected, info.launchData, info.status], [true, "hard", "incomplete"]);
  content.data("coins=9\n[core]\n; end");
  content.bookmark("level 4, door=2");
  assert.equal(content.data('{"x":1}'.repeat(500)), false);
  content.score(66.6);
  content.pass();
  await settle(20);
  assert.equal(await content.finish(), true);
  assert.deepEqual([lms.stored.status, lms.stored.score, lms.log.at(-1)], ["passed", "67", "ExitAU"]);
  assert.deepEqual(lms.refused, []);
  const again = await open(new HacpLms({ stored: lms.stored })).start();
  assert.deepEqual([again.data, again.bookmark, again.status], ["coins=9\n[core]\n; end", "level 4, door=2", "passed"]);
});
