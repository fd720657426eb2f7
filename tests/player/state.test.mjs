import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { courseConfig, fullConfig } from "./support/course.mjs";
import { load } from "./support/scripts.mjs";

const { encodeState, encodedForms, decodeState, newState, positionWidth, checksum, bitsFor, cleanResponse, BitWriter, questionsOf, activitiesOf } = load("scorm12", [
  "encodeState", "encodedForms", "decodeState", "newState", "positionWidth", "checksum", "bitsFor", "cleanResponse", "BitWriter", "questionsOf", "activitiesOf",
]);
const plain = (value) => JSON.parse(JSON.stringify({ ...value, answers: [...value.answers], activities: [...value.activities] }));
const list = (value) => JSON.parse(JSON.stringify(value));

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
  // 000010 | 000100101101011010000111 | 00 | 000 | 0 00000000000000 | 00000000 | 000 | 2+1+1+4 zero bits | checksum
  const config = courseConfig();
  const text = encodeState(config, newState(config));
  assert.match(text, /^[A-Za-z0-9_-]+$/);
  assert.equal(text.length, Math.ceil((6 + 24 + 2 + 3 + 15 + 8 + 3 + 8 + 12) / 6));
  assert.equal(text, "CEtaHAAAAAABWo");
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
  const refused = ["", "A", "not a record!", text.slice(0, -1), text + "AA", "B" + text.slice(1), null, undefined];
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

// ---- Forms -----------------------------------------------------------------------------------------

test("the bits of each form are those that are documented", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 36, 256, 257].map(bitsFor), [0, 0, 1, 2, 2, 3, 6, 8, 9]);
  const bits = (keeps, response) => {
    const config = courseConfig({ lessons: [{ id: "one", title: "", href: "", questions: [], activities: [{ id: "x", kind: "x", keeps }] }] });
    const lengths = [[], ["x"]].map((known) => {
      const state = newState(config);
      known.forEach((id) => state.activities.set(id, response));
      const out = encodeState(config, state);
      return out.length;
    });
    return lengths[1] - lengths[0];
  };
  // In characters of six bits, on top of 6+24+1+3+15+8+1+1+12 = 71 bits, that is 12 characters with one bit to spare.
  const ids = (count) => Array.from({ length: count }, (_id, at) => `i${at}`);
  assert.equal(bits({ form: "index", ids: ids(1) }, ["i0"]), 0);
  assert.equal(bits({ form: "index", ids: ids(128) }, ["i5"]), 1);
  assert.equal(bits({ form: "flags", ids: ids(13) }, ids(13)), 2);
  assert.equal(bits({ form: "order", ids: ids(5) }, ids(5).reverse()), Math.ceil((15 - 1) / 6));
  assert.equal(bits({ form: "pairs", stems: ids(6), targets: [ids(8)] }, ["i0.i1"]), Math.ceil((24 - 1) / 6));
  assert.equal(bits({ form: "pairs", stems: ids(2), targets: [ids(3), ids(4)] }, ["i0.i1"]), Math.ceil((2 + 3 - 1) / 6));
  assert.equal(bits({ form: "texts", lengths: [300, 10] }, ["abc", "é"]), Math.ceil((9 + 1 + 21 + 4 + 1 + 16 - 1) / 6));
});

test("a response is brought into its form", () => {
  const clean = (keeps, response) => list(cleanResponse(keeps, response));
  const [abc, pairs] = [["a", "b", "c"], { form: "pairs", stems: ["a", "b"], targets: [["a", "b"]] }];
  assert.deepEqual(clean({ form: "index", ids: abc }, ["z", "b", "c"]), ["b"]);
  assert.deepEqual(clean({ form: "flags", ids: abc }, ["c", "z", "a", "a"]), ["a", "c"]);
  assert.deepEqual(clean({ form: "order", ids: abc }, ["c", "c", "z"]), ["c", "a", "b"]);
  assert.deepEqual(clean({ form: "order", ids: abc }, []), []);
  assert.deepEqual(clean(pairs, ["b.a", "a.z", "a.b", "b.b"]), ["a.b", "b.a"]);
  assert.deepEqual(clean({ ...pairs, targets: [["a"], ["b"]] }, ["a.b", "b.b"]), ["b.b"]);
  assert.deepEqual(clean({ form: "texts", lengths: [4, 4] }, ["", "far too long"]), ["", "far "]);
  assert.deepEqual(clean({ form: "texts", lengths: [4, 4] }, [" ", "\n"]), []);
  assert.deepEqual(clean({ form: "texts", lengths: [3] }, ["ab\u{1f600}"]), ["ab"]);
  for (const nonsense of [undefined, null, 7, {}, [null], [[]], [{}], ["constructor"], "__proto__"]) {
    for (const form of [{ form: "index", ids: abc }, { form: "flags", ids: abc }, { form: "order", ids: abc }, pairs]) {
      assert.deepEqual(clean(form, nonsense), []);
    }
  }
});

/** The same numbers for the same seed. */
function chanceOf(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const ALPHABETS = ["abcdefg ", "äöü ß", "早い🙂", "\u0000\uffff~"];
const textOf = (chance, most) => Array.from({ length: chance(most + 1) }, () => [...ALPHABETS[chance(4)]]).map((letters) => letters[chance(letters.length)]).join("");
const idsOf = (chance, most) => Array.from({ length: 1 + chance(most) }, (_id, at) => at.toString(36));

/** A form by chance. */
function formOf(chance) {
  const stems = idsOf(chance, 6);
  return [
    { form: "index", ids: idsOf(chance, 36) },
    { form: "flags", ids: idsOf(chance, 36) },
    { form: "order", ids: idsOf(chance, 9) },
    { form: "pairs", stems, targets: [idsOf(chance, 8)] },
    { form: "pairs", stems, targets: stems.map(() => idsOf(chance, 8)) },
    { form: "texts", lengths: Array.from({ length: 1 + chance(4) }, () => 1 + chance(300)) },
  ][chance(6)];
}

/** Something that a page may say, right or not. */
function responseOf(chance, keeps) {
  if (keeps.form === "texts") return keeps.lengths.map((length) => textOf(chance, length + 3));
  if (keeps.form === "pairs") return keeps.stems.flatMap((stem) => (chance(3) ? [`${stem}.${chance(9)}`] : []));
  const ids = [...keeps.ids].sort(() => chance(3) - 1);
  return keeps.form === "order" ? ids : ids.filter(() => chance(2));
}

function someCourse(chance) {
  const lessons = Array.from({ length: 1 + chance(4) }, (_lesson, at) => ({
    id: `l${at}`, title: "", href: "",
    questions: Array.from({ length: chance(4) }, (_question, number) => ({ id: `q${at}-${number}`, bits: { attempts: 1 + chance(4) }, keeps: formOf(chance) })),
    activities: Array.from({ length: chance(4) }, (_activity, number) => ({ id: `a${at}-${number}`, kind: "x", keeps: formOf(chance) })),
  }));
  const config = courseConfig({ lessons, fingerprint: chance(2 ** 24) });
  const state = newState(config);
  for (const { questions, activities } of lessons) {
    for (const { id, keeps, bits } of questions) {
      const response = cleanResponse(keeps, responseOf(chance, keeps));
      if (response.length > 0) state.answers.set(id, { attempts: 1 + chance(2 ** bits.attempts - 1), response });
    }
    for (const { id, keeps } of activities) {
      const response = cleanResponse(keeps, responseOf(chance, keeps));
      if (response.length > 0) state.activities.set(id, response);
    }
  }
  Object.assign(state, { lesson: chance(lessons.length), best: chance(10001) / 100, retakes: chance(256) });
  return { config, state };
}

test("responses of every form read back as they were", () => {
  for (let seed = 0; seed < 500; seed += 1) {
    const { config, state } = someCourse(chanceOf(seed));
    assert.deepEqual(plain(decodeState(config, encodeState(config, state))), plain(state), `seed ${seed}`);
  }
});

test("a record that is broken is not read, and never stops the course", () => {
  for (let seed = 0; seed < 500; seed += 1) {
    const chance = chanceOf(seed);
    const { config, state } = someCourse(chance);
    const { config: other } = someCourse(chance);
    const text = encodeState(config, state);
    const at = chance(text.length - 1);
    for (const broken of [text.slice(0, at), text.slice(0, at) + (text[at] === "x" ? "y" : "x") + text.slice(at + 1), text.slice(1)]) {
      assert.equal(decodeState(config, broken), null, `seed ${seed}`);
    }
    decodeState({ ...other, fingerprint: config.fingerprint }, text);
  }
});

test("three lengths: all, without what was written into blocks, without answers and blocks", () => {
  const config = fullConfig();
  const state = busyState(config);
  state.activities.set("one-to-one", ["a", "b"]);
  state.activities.set("my-manager", ["What I think of it all"]);
  const forms = encodedForms(config, state);
  const read = list(forms.map((form) => plain(decodeState(config, form))));
  assert.ok(forms.length === 3 && forms[0].length > forms[1].length && forms[1].length > forms[2].length);
  assert.deepEqual(read[0], plain(state));
  assert.deepEqual(read[1], { ...plain(state), activities: [["one-to-one", ["a", "b"]]] });
  assert.deepEqual(read[2], { ...plain(state), answers: [], activities: [] });
  assert.equal(encodedForms(config, newState(config)).length, 1);
});

// ---- The worst case ----------------------------------------------------------------------------------

/** The response that takes most room. */
function fullest(keeps) {
  if (keeps.form === "texts") return keeps.lengths.map((length) => "\uffff".repeat(length));
  if (keeps.form !== "pairs") return keeps.ids;
  return keeps.stems.map((stem, at) => `${stem}.${(keeps.targets[at] || keeps.targets[0]).at(-1)}`);
}

function fill(config, seed = 65535) {
  const state = newState(config);
  Object.assign(state, { lesson: config.lessons.length - 1, completed: true, passed: true, best: 100, retakes: 255, seed });
  state.seen.fill(true);
  for (const { id, assessment } of config.lessons) {
    if (assessment) state.tests.set(id, { attempts: 1000, running: true, score: 100, passed: true, used: 1e6, extensions: 1000 });
  }
  questionsOf(config).forEach(({ id, keeps }) => state.answers.set(id, { attempts: 1000, response: fullest(keeps) }));
  activitiesOf(config).forEach(({ id, keeps }) => state.activities.set(id, fullest(keeps)));
  return state;
}

test("the worst case adds up as it is documented", () => {
  const config = fullConfig();
  const text = (most) => Math.ceil(Math.log2(most + 1)) + 1 + 16 * most;
  const first = (2 + 2) + (1 + 4) + (1 + 3) + (1 + text(24) + text(30)) + (1 + 3) + (1 + text(300));
  const second = (1 + 1) + (4 + text(40)) + (1 + text(24)) + (1 + 3 * 3) + (1 + 3 * 2);
  const third = (1 + 5 * 3) + (1 + 2 + 2) + (1 + text(200)) + (1 + 3) + (1 + 1);
  assert.equal(encodeState(config, fill(config)).length, Math.ceil((6 + 24 + 2 + 3 + 15 + 8 + 3 + first + second + third + 12) / 6));
});

test("the worst case that the library computes is the longest record, and is reached", () => {
  const courses = JSON.parse(readFileSync(new URL("support/worst-case.json", import.meta.url), "utf8"));
  for (const { worst, config } of courses) {
    // Of a bank the most expensive questions are drawn with some seeds only.
    const seeds = config.banks ? Array.from({ length: 400 }, (_seed, at) => at + 1) : [1];
    const lengths = seeds.map((seed) => encodeState(config, fill(config, seed)).length);
    assert.equal(Math.max(...lengths), worst);
  }
});
