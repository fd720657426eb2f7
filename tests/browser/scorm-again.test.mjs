// The scripts in Node against scorm-again, an LMS run-time that others made: it refuses what is not legal.

import assert from "node:assert/strict";
import test from "node:test";
import { Scorm12API } from "scorm-again/scorm12";
import { Scorm2004API } from "scorm-again/scorm2004";
import { ANSWERS, EMPTY, LARGEST } from "../player/support/answers.mjs";
import { courseConfig, RIGHT } from "../player/support/course.mjs";
import { load } from "../player/support/scripts.mjs";
import { API_NAME } from "../player/support/session.mjs";
import { launched } from "../player/support/window.mjs";

const MAKE = { scorm12: (settings) => new Scorm12API(settings), scorm2004: (settings) => new Scorm2004API(settings) };

function launch(standard) {
  const complaints = [];
  const api = MAKE[standard]({ autocommit: false, logLevel: 4 });
  const parts = load(standard, ["emptyRecord", "newState", "submitAnswer", "markSeen", "judge", "recordOf", "interactionOf", "questionsOf", "decodeState"], {
    globals: { console: { warn: (text) => complaints.push(text) } },
  });
  const page = launched(api, { name: API_NAME[standard] });
  const ready = [];
  const session = parts.adapter.open({
    window: page, courseId: "leading-upward", onReady: (held) => ready.push(held), onState() {},
  });
  session.start();
  return { ...parts, api, page, ready, session, complaints };
}

for (const standard of Object.keys(MAKE)) {
  test(`${standard}: a whole course, every answer recorded, nothing refused`, () => {
    const { api, page, session, complaints, ...player } = launch(standard);
    const config = courseConfig();
    const state = player.newState(config);
    for (const question of player.questionsOf(config)) {
      player.submitAnswer(config, state, question, RIGHT[question.id]);
      const judged = player.judge(question, state.answers.get(question.id));
      session.update(player.recordOf(config, state), player.interactionOf(question, judged, 1500));
      page.pass(10000);
    }
    config.lessons.forEach((_lesson, index) => player.markSeen(config, state, index));
    session.update(player.recordOf(config, state));
    const read = (name) => api.lmsGetValue(name);
    assert.equal(read("cmi.interactions._count"), "4");
    assert.equal(read("cmi.objectives._count"), "2");
    assert.equal(read(standard === "scorm12" ? "cmi.core.lesson_status" : "cmi.success_status"), "passed");
    const kept = player.decodeState(config, read("cmi.suspend_data"));
    assert.deepEqual([kept.completed, kept.passed, kept.best, kept.answers.size], [true, true, 100, 4]);
    assert.equal(session.finish("leave"), true);
    assert.deepEqual(complaints, []);
  });
}

for (const standard of Object.keys(MAKE)) {
  test(`${standard}: an answer of every kind, small, large and empty, and a reflection; nothing refused`, () => {
    const { api, page, session, complaints, emptyRecord } = launch(standard);
    const answers = [...ANSWERS, ...EMPTY, ...LARGEST];
    const record = { ...emptyRecord(), states: ["state"], comments: [{ id: "my-manager", prompt: "What helps?", text: "Early news,\nalways" }] };
    for (const answer of answers) session.update(record, answer);
    page.pass(60000);
    assert.equal(api.lmsGetValue("cmi.interactions._count"), String(answers.length));
    const comment = standard === "scorm12" ? "cmi.comments" : "cmi.comments_from_learner.0.comment";
    assert.match(api.lmsGetValue(comment), /Early news, always$/);
    assert.equal(session.finish("leave"), true);
    assert.deepEqual(complaints, []);
  });
}
