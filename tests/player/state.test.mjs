import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { courseConfig } from "./support/course.mjs";
import { load } from "./support/scripts.mjs";

const { encodeState, decodeState, newState, positionWidth, checksum, BitWriter } = load("scorm12", [
  "encodeState", "decodeState", "newState", "positionWidth", "checksum", "BitWriter",
]);
const plain = (value) => JSON.parse(JSON.stringify({ ...value, answers: [...value.answers] }));

function busyState(config) {
  const state = newState(config);
  Object.assign(state, { lesson: 2, completed: true, passed: true, best: 66.67, retakes: 3, seen: [true, false, true] });
  state.answers.set("promise", { attempts: 2, response: ["c"] });
  state.answers.set("habits", { attempts: 1, response: ["a", "d"] });
  state.answers.set("raise", { attempts: 15, response: ["Früh ☀️"] });
  return state;
}

test("a record reads back as it was written", () => {
  const config = courseConfig();
  for (const state of [newState(config), busyState(config)]) {
    assert.deepEqual(plain(decodeState(config, encodeState(config, state))), plain(state));
  }
});

test("an empty record has the bytes that its description says", () => {
  // 000001 | 000100101101011010000111 | 00 | 000 | 0 00000000000000 | 00000000 | 000 | 2+1+1+4 zero bits | checksum
  const config = courseConfig();
  const text = encodeState(config, newState(config));
  assert.match(text, /^[A-Za-z0-9_-]+$/);
  assert.equal(text.length, Math.ceil((6 + 24 + 2 + 3 + 15 + 8 + 3 + 8 + 12) / 6));
  assert.equal(text, "BEtaHAAAAAAFq4");
});

test("the checksum is CRC-12 with polynomial 0x80F", () => {
  // Check value of CRC-12/DECT-like parameters (start 0xFFF, no reflection, no final xor) computed by long division.
  const bits = [...Buffer.from("123456789")].flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((at) => (byte >> at) & 1));
  let register = (1n << 12n) - 1n;
  for (const bit of bits) {
    const top = (register >> 11n) & 1n;
    register = (register << 1n) & 0xfffn;
    if (top !== BigInt(bit)) register ^= 0x80fn;
  }
  assert.equal(checksum(bits), Number(register));
});

test("the worst case is never exceeded", () => {
  const config = courseConfig();
  const state = busyState(config);
  state.answers.set("bad-news", { attempts: 1, response: ["false"] });
  state.answers.set("raise", { attempts: 99, response: ["☀".repeat(200)] });
  const answers = (2 + 2) + (1 + 4) + (1 + 1) + (4 + 6 + 1 + 16 * 40);
  const worst = Math.ceil((6 + 24 + 2 + 3 + 15 + 8 + 3 + answers + 12) / 6);
  const text = encodeState(config, state);
  assert.equal(text.length, worst);
  assert.equal(decodeState(config, text).answers.get("raise").response[0].length, 40);
});

test("a record that is not this course's is not read", () => {
  const config = courseConfig();
  const text = encodeState(config, busyState(config));
  const refused = ["", "A", "not a record!", text.slice(0, -1), text + "AA", "C" + text.slice(1), null, undefined];
  for (const other of refused) assert.equal(decodeState(config, String(other)), null, String(other));
  assert.equal(decodeState(courseConfig({ fingerprint: 7654321 }), text), null);
  for (let at = 0; at < text.length; at += 1) {
    const changed = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
    const read = decodeState(config, changed);
    // The last character may hold filling zeros, which carry nothing.
    if (at < text.length - 1) assert.equal(read, null, `character ${at}`);
  }
});

test("white space that an LMS adds does no harm", () => {
  const config = courseConfig();
  assert.ok(decodeState(config, ` ${encodeState(config, newState(config))}\n`));
});

test("the short form leaves the answers out and keeps the rest", () => {
  const config = courseConfig();
  const state = busyState(config);
  const short = encodeState(config, state, { answers: false });
  assert.ok(short.length < encodeState(config, state).length);
  assert.deepEqual(plain(decodeState(config, short)), { ...plain(state), answers: [] });
});

test("the width of the position", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 2000, 2048, 2049].map(positionWidth), [1, 1, 2, 2, 3, 11, 11, 12]);
});

test("a number that does not fit becomes the largest that does", () => {
  const out = new BitWriter();
  out.put(300, 8);
  assert.deepEqual([...out.bits], [1, 1, 1, 1, 1, 1, 1, 1]);
});

test("the worst case that the library computes is the longest record, and is reached", () => {
  const courses = JSON.parse(readFileSync(new URL("support/worst-case.json", import.meta.url), "utf8"));
  for (const { worst, config } of courses) {
    const state = newState(config);
    Object.assign(state, { lesson: config.lessons.length - 1, completed: true, passed: true, best: 100, retakes: 255 });
    state.seen.fill(true);
    const fullest = (question) => (question.type === "fill-in" ? ["\uffff".repeat(10000)] : question.options);
    for (const question of config.lessons.flatMap((lesson) => lesson.questions)) {
      state.answers.set(question.id, { attempts: 1000, response: fullest(question) });
    }
    assert.equal(encodeState(config, state).length, worst);
  }
});
