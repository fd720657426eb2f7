(function () {
"use strict";
const LIMITS = {"state":64000,"location":1000,"identifier":4000,"description":250,"text":250,"longText":4000,"gaps":10,"ranges":1,"comment":4000,"patterns":5,"records":250,"objectives":10,"decimals":2,"types":{"choice":"choice","multiple-response":"choice","true-false":"true-false","fill-in":"fill-in","numeric":"numeric","matching":"matching","ordering":"sequencing","sorting":"matching","drag-and-drop":"matching","hotspot":"choice","likert":"likert","long-answer":"long-fill-in","performance":"performance","scenario":"performance"}};
function decimal(value, places) {
const text = value.toFixed(places);
return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
function digits(value, width) {
return String(Math.floor(value)).padStart(width, "0");
}
function clockTime(date) {
return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => digits(part, 2)).join(":");
}
function calendarDate(date) {
return [digits(date.getFullYear(), 4), digits(date.getMonth() + 1, 2), digits(date.getDate(), 2)].join("-");
}
function plainText(text, length) {
return cutText(text.replace(/[\u0000-\u001f\u007f\s]+/g, " ").trim(), length);
}
function cutText(text, length) {
const cut = text.slice(0, length);
return cut.length < text.length && /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
function asNumber(text) {
const value = text.trim() === "" ? NaN : Number(text);
return Number.isFinite(value) ? value : null;
}
function isoDuration(milliseconds) {
const hundredths = Math.max(0, Math.floor(milliseconds / 10));
const hours = Math.floor(hundredths / 360000);
const minutes = Math.floor(hundredths / 6000) % 60;
return `PT${hours}H${minutes}M${decimal((hundredths % 6000) / 100, 2)}S`;
}
function sessionMode(word) {
return word === "review" || word === "browse" ? word : "normal";
}
function findObjective(api, id) {
const count = asNumber(api.get("cmi.objectives._count")) || 0;
for (let at = 0; at < count; at += 1) {
if (api.get(`cmi.objectives.${at}.id`) === id) return { at, found: true };
}
return { at: count, found: false };
}
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
const SLACK = 1e-9;
function readNumbers(text, unit = "") {
const plain = plainDigits(withoutUnit(text.trim(), unit));
const parts = /^([+-]?)([\d.,]+)(?:e([+-]?\d{1,3}))?$/i.exec(plain);
if (!parts) return [];
const [, sign, digits, exponent] = parts;
const readings = [...decimalOf(digits), ...groupsOf(digits)].map((number) => Number(`${sign}${number}e${exponent || 0}`));
return Array.from(new Set(readings)).filter(Number.isFinite);
}
function withoutUnit(text, unit) {
const end = unit.trim().toLowerCase();
return end && text.toLowerCase().endsWith(end) ? text.slice(0, text.length - end.length).trim() : text;
}
function plainDigits(text) {
const ascii = Array.from(text, (character) => {
const zero = ZEROS.find((start) => character.charCodeAt(0) >= start && character.charCodeAt(0) < start + 10);
return zero === undefined ? character : String(character.charCodeAt(0) - zero);
}).join("");
return ascii
.replace(/[\u2212\u2012\u2013\ufe63\uff0d]/g, "-")
.replace(/\uff0b/g, "+")
.replace(/[\u066b\uff0c]/g, ",")
.replace(/\uff0e/g, ".")
.replace(/(\d)[\s'\u2019\u066c]+(?=\d{3}(?!\d))/g, "$1")
.replace(/^([+-])\s+/, "$1");
}
function decimalOf(digits) {
const at = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
if (at < 0) return [digits];
const [whole, fraction] = [digits.slice(0, at), digits.slice(at + 1)];
const [before] = whole.includes(digits[at]) ? [] : /[.,]/.test(whole) ? groupsOf(whole) : [whole || "0"];
return before === undefined || !(whole || fraction) ? [] : [`${before}.${fraction || 0}`];
}
function groupsOf(digits) {
return /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/.test(digits) ? [digits.replace(/[.,]/g, "")] : [];
}
function isWithin(number, { min, max }) {
const slack = SLACK * Math.max(1, Math.abs(number));
return number >= min - slack && number <= max + slack;
}
function emptyRecord() {
return {
completion: "incomplete",
success: "unknown",
score: null,
mastery: null,
progress: null,
location: "",
states: [],
objectives: [],
decided: false,
answered: false,
quizDecides: false,
leaving: false,
};
}
const RANK = { unknown: 0, incomplete: 1, failed: 1, completed: 2, passed: 2 };
function neverWorse(before, record) {
if (!before) return record;
return {
...record,
completion: RANK[before.completion] > RANK[record.completion] ? before.completion : record.completion,
success: RANK[before.success] > RANK[record.success] ? before.success : record.success,
score: larger(before.score, record.score),
progress: larger(before.progress, record.progress),
};
}
function statusOf(record) {
return `${record.completion} ${record.success}`;
}
function larger(first, second) {
if (first === null || second === null) return first === null ? second : first;
return Math.max(first, second);
}
function warn(message) {
if (typeof console !== "undefined") console.warn(`[coursewright] ${message}`);
}
class Shadow {
constructor(owner) {
this.owner = owner;
this.key = "";
this.works = false;
this.bases = new Set();
}
open(courseId, held) {
const owner = [held.learner.id, held.attempt].filter(Boolean).join("\n");
this.key = held.learner.id ? `coursewright:${courseId}:${hashText(owner)}` : "";
this.confirmed(held.state);
const kept = this.read();
if (kept && kept.bases.includes(hashText(held.state)) && Array.isArray(kept.record.states)) {
return { ...held, ...neverWorse(held, kept.record), state: kept.record.states[0] || "", mastery: held.mastery };
}
this.clear();
return held;
}
offered(state) {
this.bases.add(hashText(state));
}
confirmed(state) {
this.bases = new Set([hashText(state)]);
}
read() {
try {
const text = this.key && this.owner.localStorage.getItem(this.key);
const kept = text ? JSON.parse(text) : null;
return kept && kept.record && Array.isArray(kept.bases) ? kept : null;
} catch (error) {
return null;
}
}
keep(record) {
this.works = false;
if (!this.key) return;
try {
this.owner.localStorage.setItem(this.key, JSON.stringify({ bases: Array.from(this.bases), record }));
this.works = true;
} catch (error) {
}
}
clear() {
try {
if (this.key) this.owner.localStorage.removeItem(this.key);
} catch (error) {
}
}
}
function hashText(text) {
let hash = 0x811c9dc5;
for (let index = 0; index < text.length; index += 1) {
hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
}
return (hash >>> 0).toString(16);
}
const COMMIT_DELAY = 1500;
const RETRY_DELAYS = [2000, 4000, 8000, 16000, 32000, 60000];
const HIDDEN_COMMIT_AGE = 30000;
class SavingSession {
constructor(options, stateLimit) {
this.window = options.window;
this.options = options;
this.held = null;
this.record = null;
this.state = "connecting";
this.interactions = [];
this.stateLimit = Math.min(stateLimit, options.stateLimit || Infinity);
this.dirty = false;
this.retries = 0;
this.timer = 0;
this.began = this.now();
this.committed = this.began;
this.shadow = new Shadow(options.window);
}
get records() {
return Boolean(this.held && this.held.mode === "normal" && this.state !== "ended");
}
push() {}
forgetWritten() {}
finish(_request) {
return false;
}
update(record, ...given) {
if (this.held && this.held.mode !== "normal") return;
const before = this.record;
this.record = neverWorse(before || this.held, record);
const answers = (given.filter(Boolean));
this.interactions.push(...answers);
if (!this.records) return;
this.dirty = true;
this.shadow.keep(this.record);
if (answers.length > 0 || !before || statusOf(before) !== statusOf(this.record)) this.push();
else this.saveSoon();
}
save() {
if (!this.records) return;
this.retries = 0;
this.dirty = true;
this.forgetWritten();
this.push();
}
saveSoon() {
if (this.state === "saved") this.setState("saving");
if (!this.timer) this.setTimer(COMMIT_DELAY);
}
setTimer(delay) {
this.clearTimer();
this.timer = this.window.setTimeout(() => {
this.timer = 0;
this.push();
}, delay);
}
clearTimer() {
this.window.clearTimeout(this.timer);
this.timer = 0;
}
tryAgain(result) {
this.forgetWritten();
this.setState(!this.isOnline() ? "offline" : result === "lost" ? "lost" : "unsaved");
this.setTimer(this.nextDelay());
}
nextDelay() {
this.retries += 1;
return RETRY_DELAYS[Math.min(this.retries, RETRY_DELAYS.length) - 1];
}
fittingState(record) {
return record.states.find((state) => this.lengthOf(state) <= this.stateLimit) || "";
}
lengthOf(state) {
return state.length;
}
watchPage() {
const page = this.window.document;
page.addEventListener("visibilitychange", () => {
if (page.visibilityState === "hidden") this.saveHidden();
});
this.window.addEventListener("pagehide", () => this.finish());
this.window.addEventListener("pageshow", (event) => {
if (event.persisted && this.state === "ended") this.window.location.reload();
});
this.window.addEventListener("online", () => this.save());
this.window.addEventListener("offline", () => {
if (this.records) this.setState("offline");
});
}
saveHidden() {
if (!this.records) return;
if (this.now() - this.committed > HIDDEN_COMMIT_AGE) this.dirty = true;
this.push();
}
setState(state) {
if (this.state === state) return;
this.state = state;
this.options.onState(state);
}
isOnline() {
return this.window.navigator.onLine !== false;
}
now() {
return this.window.performance.now();
}
}
const PAIRED = ["matching", "sorting", "drag-and-drop", "performance"];
const WRITTEN = ["fill-in", "long-answer"];
function rightResponses({ type, correct, gaps = [] }) {
if (WRITTEN.includes(type)) return inParallel(gaps.map(acceptedTexts));
if (type === "scenario") return correct.map((ending) => [ending]);
if (PAIRED.includes(type)) return inParallel(pairsByStem(correct));
return correct.length > 0 ? [correct] : [];
}
function inParallel(places) {
const count = Math.max(0, ...places.map((place) => place.length));
return Array.from({ length: count }, (_nothing, at) => places.map((place) => place[at] || place[0] || ""));
}
function acceptedTexts(gap) {
return gap.accepted.length > 0 ? gap.accepted : rightRanges([gap]).map(middleOf);
}
function pairsByStem(pairs) {
const stems = new Map();
for (const pair of pairs) {
const [stem] = splitPair(pair);
stems.set(stem, [...(stems.get(stem) || []), pair]);
}
return Array.from(stems.values());
}
function splitPair(pair) {
const at = pair.lastIndexOf(".");
return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}
function rightRanges(gaps = []) {
return gaps.flatMap(({ accepted, ranges = [] }) => {
const numbers = accepted.map(typedNumber).flatMap((value) => (value === null ? [] : [{ min: value, max: value }]));
const right = ranges.filter((range) => range.right);
return right.length > 0 ? right : numbers;
});
}
function middleOf({ min, max }) {
const ends = [min, max].filter(Number.isFinite);
return ends.length > 0 ? numberText(ends.reduce((sum, end) => sum + end / ends.length, 0)) : "";
}
function numberText(value) {
return Number.isFinite(value) ? decimal(value, 7) : "";
}
function typedNumber(text) {
const [value = null] = [...readNumbers(text), ...readNumbers(text.replace(/[^\p{Nd}]+$/u, ""))];
return value;
}
function resultWord({ scored, right, score }, words) {
if (scored === false) return words.neutral;
if (typeof score === "number" && score > 0 && score < 1) return decimal(score, 4);
return right ? words.right : words.wrong;
}
const MOST_STEPS = 125;
function responseText(type, response) {
if (type === "scenario") return response.slice(-MOST_STEPS).map(stepText).join("[,]");
if (type === "numeric") return numberText(typedNumber(response[0] || "") ?? NaN);
if (type === "long-answer") return freeText(response[0] || "", LIMITS.longText);
if (type === "fill-in") return response.slice(0, LIMITS.gaps).map((text) => freeText(text, LIMITS.text)).join("[,]");
return PAIRED.includes(type) ? response.map((pair) => splitPair(pair).join("[.]")).join("[,]") : response.join("[,]");
}
function freeText(text, length) {
return plainText(text.replace(/\[,\]/g, ",").replace(/^\s*\{(?=[a-z_]+=)/, "("), length);
}
function stepText(step) {
const [scene, choice] = splitPair(step);
return `${stepName(scene)}[.]${choice}`;
}
function stepName(scene) {
return scene.replace(/[^A-Za-z0-9_]/g, "_");
}
function correctPatterns(interaction) {
const { type, gaps, caseSensitive } = interaction;
const prefix = WRITTEN.includes(type) && caseSensitive ? "{case_matters=true}" : "";
const patterns =
type === "numeric"
? rightRanges(gaps).map(({ min, max }) => `${numberText(min)}[:]${numberText(max)}`)
: rightResponses(interaction).map((response) => prefix + responseText(type, response));
return Array.from(new Set(patterns)).slice(0, type === "numeric" ? LIMITS.ranges : LIMITS.patterns);
}
class CommentLog {
constructor() {
this.told = new Map();
this.seen = new Map();
}
news(comments = [], last = false) {
const isRipe = ({ id, text }) => last || this.seen.get(id) === text;
const news = comments.filter((comment) => this.told.get(comment.id) !== comment.text && isRipe(comment));
this.seen = new Map(comments.map(({ id, text }) => [id, text]));
return news;
}
confirm(comments) {
comments.forEach(({ id, text }) => this.told.set(id, text));
}
forget() {
this.told.clear();
}
}
function commentLine({ prompt, text }, length) {
const line = plainText(text, length);
const asked = plainText(prompt, Math.min(100, Math.max(0, length - line.length - 2)));
return asked ? `${asked}: ${line}` : line;
}
const MAX_PARENTS = 500;
const MAX_OPENERS = 10;
const THROWN = Symbol("thrown");
function candidateWindows(start) {
const windows = [];
let origin = start;
for (let opened = 0; origin && opened <= MAX_OPENERS; opened += 1) {
const chain = withParents(origin);
windows.push(...chain.filter((candidate) => !windows.includes(candidate)));
origin = firstOpener(chain);
}
return windows;
}
function withParents(start) {
const chain = [start];
let current = start;
while (chain.length < MAX_PARENTS) {
const parent = windowProperty(current, "parent");
if (!parent || parent === current) break;
chain.push(parent);
current = parent;
}
const top = windowProperty(start, "top");
if (top && !chain.includes(top)) chain.push(top);
return chain;
}
function firstOpener(chain) {
for (const candidate of chain) {
const opener = windowProperty(candidate, "opener");
if (opener && !chain.includes(opener)) return opener;
}
return null;
}
function windowProperty(owner, name) {
try {
return owner[name] || null;
} catch (error) {
return null;
}
}
function findApi(start, names) {
for (const candidate of candidateWindows(start)) {
try {
const object = (candidate)[names.object];
if (object && typeof object[names.initialize] === "function") return new Api(object, names);
} catch (error) {
}
}
return null;
}
class Api {
constructor(object, names) {
this.object = object;
this.names = names;
}
call(name, ...values) {
try {
return this.object[name](...values);
} catch (error) {
return THROWN;
}
}
initialize() {
return isTrue(this.call(this.names.initialize, "")) || this.isOpen();
}
isOpen() {
this.get(this.names.probe);
return this.lastError() === "0";
}
terminate() {
return isTrue(this.call(this.names.terminate, ""));
}
get(element) {
const answer = this.call(this.names.get, element);
return answer === THROWN ? "" : asText(answer);
}
set(element, value) {
return this.succeeded(this.call(this.names.set, element, value));
}
commit() {
const answer = this.call(this.names.commit, "");
return this.succeeded(answer) && !isFalse(answer);
}
succeeded(answer) {
if (answer === THROWN) return false;
if (isTrue(answer)) return true;
const code = this.lastError();
return code === "0" || (code === "" && !isFalse(answer));
}
lastError() {
const answer = this.call(this.names.lastError);
return answer === THROWN ? "" : asText(answer).trim();
}
explainError() {
const code = this.lastError();
const words = [this.names.errorString, this.names.diagnostic].map((name) => this.call(name, code));
return [code, ...words].filter((word) => word && word !== THROWN).join(" – ");
}
}
function isTrue(value) {
return value === true || value === 1 || String(value).toLowerCase() === "true";
}
function isFalse(value) {
return value === false || value === 0 || String(value).toLowerCase() === "false";
}
function asText(value) {
return value === null || value === undefined ? "" : String(value);
}
const SEARCH_DELAY = 500;
const SEARCH_LOOKS = 10;
const LATE_SEARCH_DELAY = 5000;
const LATE_SEARCH_LOOKS = 24;
const READ_BACK_DELAY = 2000;
class Session extends SavingSession {
constructor(options, adapter) {
super(options, adapter.limits.state);
this.adapter = adapter;
this.api = null;
this.written = new Map();
this.writtenObjectives = new Map();
this.interactionIndex = 0;
this.comments = new CommentLog();
this.takesComments = true;
this.readBackLength = 0;
this.confirmedState = "";
this.earlierStates = new Set();
}
start() {
this.watchPage();
this.search(1);
}
search(look) {
if (this.state === "ended") return;
if (this.connect()) {
this.begin();
} else if (look < SEARCH_LOOKS && this.mayStillAppear()) {
this.window.setTimeout(() => this.search(look + 1), SEARCH_DELAY);
} else {
this.goOnAlone();
}
}
goOnAlone() {
const refused = findApi(this.window, this.adapter.names);
this.setState(refused ? "lost" : "alone");
this.options.onReady(null, false);
if (this.mayStillAppear()) this.searchLate(1);
}
searchLate(look) {
if (look > LATE_SEARCH_LOOKS) return;
this.window.setTimeout(() => {
if (this.state === "ended") return;
if (this.connect()) this.begin(true);
else this.searchLate(look + 1);
}, LATE_SEARCH_DELAY);
}
mayStillAppear() {
return candidateWindows(this.window).length > 1;
}
connect() {
const api = findApi(this.window, this.adapter.names);
if (!api || !api.initialize()) return false;
this.api = api;
return true;
}
begin(late = false) {
const api = (this.api);
this.began = this.now();
this.held = this.adapter.read(api);
this.record = null;
this.confirmedState = this.held.state;
if (this.held.mode !== "normal") {
this.setState("review");
} else {
this.held = this.shadow.open(this.options.courseId, this.held);
this.openRecord(api, this.held);
this.dirty = true;
this.push();
}
this.options.onReady(this.held, late);
}
openRecord(api, held) {
this.write(api, this.adapter.exit(null));
if (["", "not attempted", "unknown", "browsed"].includes(held.status)) {
const opening = { ...emptyRecord(), location: held.location, states: [held.state] };
this.adapter.results(opening, held).forEach((write) => this.write(api, write));
}
}
canContinue() {
return Boolean(this.api && this.held && this.state !== "ended" && this.adapter.canContinue(this.api));
}
push() {
if (!this.records || !this.dirty) return;
this.clearTimer();
const result = this.writeAndCommit();
if (result === "saved" && this.isOnline()) this.confirm();
else this.tryAgain(result);
}
confirm() {
this.dirty = false;
this.retries = 0;
this.earlierStates.add(this.confirmedState);
this.confirmedState = this.written.get(this.adapter.stateElement) || this.confirmedState;
this.shadow.confirmed(this.confirmedState);
if (this.record) this.shadow.clear();
this.setState("saved");
this.checkReadBack();
}
forgetWritten() {
this.written.clear();
this.writtenObjectives.clear();
this.comments.forget();
}
writeAndCommit() {
if (this.writeAll() && this.commit()) return "saved";
if (!this.isClosed()) return "failed";
this.forgetWritten();
if (!this.connect()) return "lost";
return this.writeAll() && this.commit() ? "saved" : "failed";
}
writeAll() {
const api = (this.api);
const held = (this.held);
this.write(api, this.adapter.exit(this.record));
if (this.record) {
this.writePlace(api, this.record);
this.writeComments(api, this.record);
if (held.credit) {
this.adapter.results(this.record, held).forEach((write) => this.write(api, write));
this.record.objectives.forEach((objective) => this.writeObjective(api, objective));
}
}
this.writeInteractions(api);
this.write(api, this.adapter.time(this.now() - this.began));
return !this.isClosed();
}
write(api, [element, value]) {
if (this.written.get(element) === value) return true;
const taken = api.set(element, value);
if (!taken) warn(`The LMS refused ${element}: ${api.explainError()}`);
this.written.set(element, value);
return taken;
}
writePlace(api, record) {
for (;;) {
const state = this.fittingState(record);
const location = record.location.slice(0, this.adapter.limits.location);
this.shadow.offered(state);
const refused = this.adapter
.place(location, state)
.filter(([element, value]) => value !== "" || api.get(element) !== "")
.filter((write) => !this.write(api, write))
.some(([element]) => element === this.adapter.stateElement);
if (!refused || !state || this.isClosed()) return;
this.limitState(state.length - 1);
}
}
limitState(length) {
this.stateLimit = length;
if (this.options.onLimited) this.options.onLimited();
}
writeObjective(api, objective) {
const value = JSON.stringify(objective);
if (this.writtenObjectives.get(objective.id) === value) return;
this.writtenObjectives.set(objective.id, value);
for (const [element, text] of this.adapter.objective(api, objective)) {
const taken = this.write(api, [element, text]);
if (!taken && element.endsWith(".id")) return;
}
}
writeComments(api, { comments = [], leaving }) {
const news = this.takesComments ? this.comments.news(comments, leaving) : [];
if (news.length === 0) return;
if (this.adapter.comments(api, news, comments)) this.comments.confirm(news);
else this.takesComments = this.isClosed();
}
writeInteractions(api) {
if (this.interactions.length === 0) return;
const count = this.adapter.interactionCount(api);
if (count === null && this.isClosed()) return;
if (count !== null) this.interactionIndex = Math.max(this.interactionIndex, count);
while (this.interactions.length > 0) {
const interaction = this.interactions[0];
if (count !== null) {
const [id, ...rest] = this.adapter.interaction(api, this.interactionIndex, interaction);
const taken = api.set(...id);
if (!taken && this.isClosed()) return;
if (taken) rest.forEach((write) => api.set(...write) || warn(`The LMS refused ${write[0]}: ${api.explainError()}`));
if (taken) this.interactionIndex += 1;
}
this.interactions.shift();
}
}
commit() {
const api = (this.api);
if (!api.commit()) {
warn(`The LMS did not save: ${api.explainError()}`);
return false;
}
this.committed = this.now();
return true;
}
isClosed() {
return Boolean(this.api && this.adapter.names.closedCodes.includes(this.api.lastError()));
}
checkReadBack() {
const state = this.written.get(this.adapter.stateElement) || "";
if (!this.records || state.length <= this.readBackLength) return;
const kept = (this.api).get(this.adapter.stateElement);
if (kept === state) this.readBackLength = state.length;
else if (kept && !this.earlierStates.has(kept) && state.startsWith(kept)) this.shorten(kept.length);
else this.window.setTimeout(() => this.checkAgain(state), READ_BACK_DELAY);
}
checkAgain(state) {
if (!this.records || this.written.get(this.adapter.stateElement) !== state) return;
const kept = (this.api).get(this.adapter.stateElement);
if (kept === state) this.readBackLength = Math.max(this.readBackLength, state.length);
else if (kept) this.shorten(state.startsWith(kept) ? kept.length : state.length - 1);
}
shorten(length) {
this.limitState(length);
this.dirty = true;
this.push();
}
finish(request = "none") {
if (this.state === "ended") return false;
this.clearTimer();
const saved = this.api && this.held ? this.endSession(this.api, this.held, request) : false;
this.setState("ended");
return saved;
}
endSession(api, held, request) {
const saved = held.mode !== "normal" || this.saveAtTheEnd();
this.adapter.navigation(request).forEach((write) => this.write(api, write));
api.terminate();
return saved;
}
saveAtTheEnd() {
if (this.record) {
this.record = { ...this.record, leaving: true };
if (this.dirty) this.shadow.keep(this.record);
}
return this.writeAll() && this.commit() && this.isOnline();
}
}
const scorm2004 = {
standard: "SCORM 2004",
names: {
object: "API_1484_11",
initialize: "Initialize",
terminate: "Terminate",
get: "GetValue",
set: "SetValue",
commit: "Commit",
lastError: "GetLastError",
errorString: "GetErrorString",
diagnostic: "GetDiagnostic",
probe: "cmi.learner_id",
closedCodes: ["112", "113", "122", "123", "132", "133", "142", "143"],
},
limits: LIMITS,
stateElement: "cmi.suspend_data",
open: (options) => new Session(options, scorm2004),
read(api) {
const status = api.get("cmi.completion_status").trim();
const success = api.get("cmi.success_status").trim();
return {
mode: sessionMode(api.get("cmi.mode")),
credit: api.get("cmi.credit") !== "no-credit",
resumed: api.get("cmi.entry") === "resume",
status,
completion: status === "completed" ? "completed" : "incomplete",
success: success === "passed" || success === "failed" ? success : "unknown",
score: percent(asNumber(api.get("cmi.score.scaled"))),
progress: asNumber(api.get("cmi.progress_measure")),
mastery: percent(asNumber(api.get("cmi.scaled_passing_score"))),
location: api.get("cmi.location"),
state: api.get("cmi.suspend_data"),
launchData: api.get("cmi.launch_data"),
learner: scorm2004Learner(api),
};
},
results(record) {
const writes = [];
if (record.score !== null) writes.push(...scorm2004Score("cmi.score", record.score));
if (record.progress !== null) writes.push(["cmi.progress_measure", decimal(record.progress, 4)]);
writes.push(["cmi.completion_status", record.completion]);
if (record.success !== "unknown") writes.push(["cmi.success_status", record.success]);
return writes;
},
place(location, state) {
return [
["cmi.location", location],
["cmi.suspend_data", state],
];
},
time(milliseconds) {
return ["cmi.session_time", isoDuration(milliseconds)];
},
exit() {
return ["cmi.exit", "suspend"];
},
objective(api, objective) {
const index = findObjective(api, objective.id);
const path = `cmi.objectives.${index.at}`;
const before = index.found ? asNumber(api.get(`${path}.score.scaled`)) : null;
if (before !== null && before * 100 > objective.score) return [];
const writes = index.found ? [] : [[`${path}.id`, objective.id]];
writes.push(...scorm2004Score(`${path}.score`, objective.score));
writes.push([`${path}.completion_status`, objective.done ? "completed" : "incomplete"]);
if (objective.success !== "unknown") writes.push([`${path}.success_status`, objective.success]);
return writes;
},
interactionCount(api) {
return asNumber(api.get("cmi.interactions._count"));
},
interaction(_api, index, interaction) {
const path = `cmi.interactions.${index}`;
const objectives = interaction.objectives.slice(0, LIMITS.objectives);
const response = responseText(interaction.type, interaction.response);
return [
[`${path}.id`, interaction.id],
[`${path}.type`, LIMITS.types[interaction.type]],
...objectives.map((id, at) => ([`${path}.objectives.${at}.id`, id])),
[`${path}.timestamp`, `${calendarDate(interaction.at)}T${clockTime(interaction.at)}`],
...correctPatterns(interaction).map(
(pattern, at) => ([`${path}.correct_responses.${at}.pattern`, pattern])
),
[`${path}.weighting`, decimal(interaction.weight, 7)],
...(response ? [([`${path}.learner_response`, response])] : []),
[`${path}.result`, resultWord(interaction, { right: "correct", wrong: "incorrect", neutral: "neutral" })],
[`${path}.latency`, isoDuration(interaction.latency)],
[`${path}.description`, plainText(interaction.description, LIMITS.description)],
];
},
comments(api, news) {
return news.every((comment) => scorm2004Comment(api, comment));
},
navigation(request) {
if (request === "leave") return [["adl.nav.request", "suspendAll"]];
return request === "continue" ? [["adl.nav.request", "continue"]] : [];
},
canContinue(api) {
return api.get("adl.nav.request_valid.continue") === "true";
},
};
function scorm2004Learner(api) {
const level = asNumber(api.get("cmi.learner_preference.audio_level"));
const captions = api.get("cmi.learner_preference.audio_captioning").trim();
return {
id: api.get("cmi.learner_id"),
name: api.get("cmi.learner_name"),
language: api.get("cmi.learner_preference.language"),
volume: level === null ? null : Math.min(1, Math.max(0, level)),
speed: asNumber(api.get("cmi.learner_preference.delivery_speed")),
captions: captions === "1" ? true : captions === "-1" ? false : null,
};
}
function scorm2004Comment(api, { id, text }) {
const line = freeText(text, LIMITS.comment);
const count = asNumber(api.get("cmi.comments_from_learner._count"));
if (count === null) return false;
let at = 0;
while (at < count && api.get(`cmi.comments_from_learner.${at}.location`) !== id) at += 1;
const path = `cmi.comments_from_learner.${at}`;
if (at < count ? api.get(`${path}.comment`) === line : line === "") return true;
const now = new Date();
return (
api.set(`${path}.comment`, line) &&
(at < count || api.set(`${path}.location`, id)) &&
api.set(`${path}.timestamp`, `${calendarDate(now)}T${clockTime(now)}`)
);
}
function percent(scaled) {
return scaled === null ? null : Math.max(0, Math.round(scaled * 10000) / 100);
}
function scorm2004Score(path, score) {
return [
[`${path}.min`, "0"],
[`${path}.max`, "100"],
[`${path}.raw`, decimal(score, 2)],
[`${path}.scaled`, decimal(score / 100, 4)],
];
}
const UNSCORED = ["likert", "long-answer"];
function isScored({ type, scored }) {
return scored !== false && !UNSCORED.includes(type);
}
function judge(question, answer) {
if (!answer) return null;
const { response, attempts } = answer;
const matches = (question.gaps || []).map((gap, at) => matchText(question, gap, response[at] || ""));
const parts = partsOf(question, response, matches);
const score = isScored(question) ? scoreOfAnswer(question, response, parts) : null;
const correct = score === 1;
const attemptsLeft = question.attempts === 0 ? null : Math.max(0, question.attempts - attempts);
const locked = correct || attemptsLeft === 0;
const partly = score !== null && !correct && scoreOfAnswer({ ...question, partial: true }, response, parts) > 0;
return { response, attempts, attemptsLeft, correct, partly, score, matches, locked, ...(score === null || !parts ? {} : { parts }) };
}
function scoreOfAnswer(question, response, parts) {
const correct = question.correct || [];
if (!parts) {
if (sameSet(response, correct)) return 1;
if (!question.partial || question.keeps.form === "index" || correct.length === 0) return 0;
const right = response.filter((id) => correct.includes(id)).length;
return Math.max(0, right - (response.length - right)) / correct.length;
}
const right = parts.filter(Boolean).length;
return question.partial && parts.length > 0 ? right / parts.length : Number(parts.length > 0 && right === parts.length);
}
function partsOf({ keeps, correct = [], gaps = [] }, response, matches) {
if (keeps.form === "order") return keeps.ids.map((_id, at) => correct[at] !== undefined && response[at] === correct[at]);
if (keeps.form === "texts") return gaps.map((gap, at) => isRightMatch(gap, matches[at]));
if (keeps.form !== "pairs") return null;
return keeps.stems.map((stem) => {
const [pair] = pairsWith(stem, response);
return pair === undefined ? pairsWith(stem, correct).length === 0 : correct.includes(pair);
});
}
function pairsWith(stem, pairs) {
return pairs.filter((pair) => pair.startsWith(`${stem}.`));
}
function sameSet(first, second) {
return first.length === second.length && first.every((entry) => second.includes(entry));
}
function matchText(question, { accepted, anticipated = [], ranges = [] }, text) {
const wanted = comparable(question, text);
const met = (answer) => comparable(question, answer) === wanted;
const right = accepted.find(met);
if (right !== undefined) return right;
const numbers = ranges.length > 0 ? readNumbers(text, question.unit) : [];
const at = ranges.findIndex((range) => numbers.some((number) => isWithin(number, range)));
return at >= 0 ? at : anticipated.find(met) ?? null;
}
function isRightMatch({ accepted, ranges = [] }, match) {
return typeof match === "number" ? ranges[match].right : match !== null && accepted.includes(match);
}
function comparable(question, text) {
const plain = text.normalize("NFC").replace(/\s+/g, " ").trim();
return question.caseSensitive ? plain : plain.toLowerCase();
}
function gradeOfQuestion(question, state) {
const judged = judge(question, state.answers.get(question.id));
const { id, weight, objectives } = question;
return { id, weight, objectives, score: judged && judged.score, locked: judged !== null && judged.locked };
}
function gradeOfActivity(activity, state) {
const score = scoreOfActivity(activity, state.activities.get(activity.id));
const weight = activity.scored ? activity.scored.weight : 0;
return { id: activity.id, weight, objectives: activity.objectives || [], score, locked: score !== null };
}
function scoreOfActivity({ scored }, response) {
const ending = (response && response[0]) || "";
const counts = scored && Object.prototype.hasOwnProperty.call(scored.endings, ending);
return counts ? scored.endings[ending] : null;
}
function gradesOfLesson(config, state, index, singly = false) {
const lesson = config.lessons[index];
if (isFreed(config, state, lesson)) return [];
const test = () => (!singly ? gradeOfTest(lesson, state) : doesTestCount(lesson, state) ? questionGrades(config, state, index) : []);
const own = () => askedIn(config, state, index).filter(isScored).map((question) => gradeOfQuestion(question, state));
const questions = lesson.assessment ? test() : own();
const activities = (lesson.activities || []).filter(({ scored }) => scored);
return questions.concat(activities.map((activity) => gradeOfActivity(activity, state)));
}
function gradesOf(config, state, singly = false) {
return flatten(config.lessons.map((_lesson, index) => gradesOfLesson(config, state, index, singly)));
}
function dutiesOf(config, state) {
const scored = gradesOf(config, state).length > 0;
const ofLesson = (lesson, index) => {
if (!scored && lesson.assessment) {
const answered = testOf(lesson, state).attempts > 0;
return lesson.assessment.pretest || isFreed(config, state, lesson) ? [] : [{ lesson, answered, locked: true }];
}
if (!scored && isFreed(config, state, lesson)) return [];
if (!scored) return askedIn(config, state, index).map(({ id }) => ({ lesson, answered: state.answers.has(id), locked: true }));
return gradesOfLesson(config, state, index).map(({ score, locked }) => ({ lesson, answered: score !== null, locked }));
};
return flatten(config.lessons.map(ofLesson));
}
function allAnswered(config, state) {
return dutiesOf(config, state).every(({ answered }) => answered);
}
function scoreOf(grades) {
const total = grades.reduce((sum, { weight }) => sum + weight, 0);
if (total === 0) return null;
const reached = grades.reduce((sum, { weight, score }) => sum + weight * (score || 0), 0);
return Math.round((10000 * reached) / total) / 100;
}
function flatten(lists) {
const all = [];
lists.forEach((list) => all.push(...list));
return all;
}
const SEEDS = 2 ** 16;
function chooseSeed(owner) {
const { crypto } = owner;
const chance = crypto && crypto.getRandomValues ? crypto.getRandomValues(new Uint16Array(1))[0] : Math.floor(Math.random() * SEEDS);
return chance || 1;
}
function hashOf(seed, name) {
let hash = 0x811c9dc5;
const text = `${seed} ${name}`;
for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
return hash >>> 0;
}
function numbersFrom(start) {
let count = start;
return () => {
count = (count + 0x6d2b79f5) | 0;
let mixed = Math.imul(count ^ (count >>> 15), 1 | count);
mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
}
function shuffled(list, seed, name) {
const next = numbersFrom(hashOf(seed, name));
const mixed = Array.from(list);
for (let last = mixed.length - 1; last > 0; last -= 1) {
const other = Math.floor(next() * (last + 1));
[mixed[last], mixed[other]] = [mixed[other], mixed[last]];
}
return mixed;
}
function sharesOf(wanted, size) {
const all = wanted.reduce((sum, count) => sum + count, 0);
const rest = Math.max(0, size - all);
let before = 0;
return wanted.map((count) => {
const from = Math.floor((rest * before) / all);
before += count;
return count + Math.floor((rest * before) / all) - from;
});
}
function shareOf(config, seed, bank, index) {
const wanted = config.lessons.map(({ draws = [] }) => {
return draws.filter((draw) => draw.bank === bank.id).reduce((sum, { count }) => sum + count, 0);
});
const shares = sharesOf(wanted, bank.questions.length);
const start = shares.slice(0, index).reduce((sum, count) => sum + count, 0);
return shuffled(bank.questions, seed, `share ${bank.id}`).slice(start, start + shares[index]);
}
function drawQuestions(config, seed, index, turn) {
const { id, questions, draws = [] } = config.lessons[index];
const left = new Map();
for (const bank of config.banks || []) {
if (draws.some((draw) => draw.bank === bank.id)) {
left.set(bank.id, shuffled(shareOf(config, seed, bank, index), seed, `draw ${id} ${bank.id} ${turn}`));
}
}
const asked = [];
for (let at = 0; at <= questions.length; at += 1) {
for (const draw of draws.filter((entry) => entry.at === at)) {
const drawn = (left.get(draw.bank) || []).splice(0, draw.count);
drawn.forEach((question) => asked.push({ question, draw: draw.id }));
}
if (at < questions.length) asked.push({ question: questions[at], draw: null });
}
return asked;
}
const UNTOUCHED = { attempts: 0, running: false, score: null, passed: false, used: 0, extensions: 0 };
function testOf(lesson, state) {
return state.tests.get(lesson.id) || UNTOUCHED;
}
function changeTest(lesson, state, changes) {
state.tests.set(lesson.id, { ...testOf(lesson, state), ...changes });
}
function turnOf(lesson, state) {
if (!lesson.assessment) return state.retakes;
const { attempts, running } = testOf(lesson, state);
return running || attempts === 0 ? attempts : attempts - 1;
}
function askedIn(config, state, index) {
const lesson = config.lessons[index];
if (!lesson.draws || lesson.draws.length === 0) return lesson.questions;
return drawQuestions(config, state.seed, index, turnOf(lesson, state)).map(({ question }) => question);
}
function layoutOf(config, state, index) {
const lesson = config.lessons[index];
const turn = turnOf(lesson, state);
const asked = drawQuestions(config, state.seed, index, turn);
const mixed = lesson.assessment && lesson.assessment.shuffle ? shuffled(asked, state.seed, `order ${lesson.id} ${turn}`) : asked;
const options = {};
for (const { question } of asked) {
if (question.shuffle) options[question.id] = hashOf(state.seed, `options ${question.id} ${turn}`);
}
const draws = (lesson.draws || []).map(({ id }) => {
return { id, questions: asked.filter(({ draw }) => draw === id).map(({ question }) => question.id) };
});
if (draws.length === 0 && mixed === asked && Object.keys(options).length === 0) return null;
return { draws, order: mixed.map(({ question }) => question.id), options };
}
function forgetUnasked(config, state) {
const asked = new Set(flatten(config.lessons.map((_lesson, index) => askedIn(config, state, index))).map(({ id }) => id));
state.answers.forEach((_answer, id) => asked.has(id) || state.answers.delete(id));
}
function isTestOpen(lesson, state) {
const { attempts, running } = testOf(lesson, state);
return running || Boolean(lesson.assessment && attempts === 0 && !lesson.assessment.timeLimit);
}
function attemptsLeftOf({ id, assessment }, state) {
if (!assessment || assessment.attempts === 0) return null;
const { attempts } = state.tests.get(id) || UNTOUCHED;
return Math.max(0, assessment.attempts - attempts);
}
function beginAttempt(config, state, index) {
const lesson = config.lessons[index];
if (!lesson.assessment || testOf(lesson, state).running || attemptsLeftOf(lesson, state) === 0) return false;
askedIn(config, state, index).forEach(({ id }) => state.answers.delete(id));
changeTest(lesson, state, { running: true, used: 0, extensions: 0 });
return true;
}
function keepDraft(config, state, index, id, response) {
const lesson = config.lessons[index];
const question = askedIn(config, state, index).find((candidate) => candidate.id === id);
if (!question || !isTestOpen(lesson, state)) return false;
const clean = cleanResponse(question.keeps, response);
const before = state.answers.get(question.id);
if (sameList(clean, before ? before.response : [])) return false;
if (!testOf(lesson, state).running) changeTest(lesson, state, { running: true });
if (clean.length > 0) state.answers.set(question.id, { attempts: 1, response: clean });
else state.answers.delete(question.id);
return true;
}
function submitTest(config, state, index) {
const lesson = config.lessons[index];
if (!lesson.assessment || !isTestOpen(lesson, state) || attemptsLeftOf(lesson, state) === 0) return false;
const before = testOf(lesson, state);
changeTest(lesson, state, { attempts: before.attempts + 1, running: false, used: 0, extensions: 0 });
const score = countedScore(lesson.assessment.counts, before, scoreOfAttempt(config, state, index));
const { passMark } = lesson.assessment;
changeTest(lesson, state, { score, passed: before.passed || (passMark !== undefined && score >= passMark) });
free(config, state, lesson);
settle(config, state);
return true;
}
function countedScore(counts, before, score) {
if (before.score === null || counts === "last") return score;
return counts === "first" ? before.score : Math.max(before.score, score);
}
function scoreOfAttempt(config, state, index) {
const score = scoreOf(questionGrades(config, state, index));
return score === null ? 100 : score;
}
function free(config, state, { id, assessment }) {
if (!assessment || !(state.tests.get(id) || UNTOUCHED).passed) return;
config.lessons.forEach((other, index) => {
if (assessment.testOut.includes(other.id)) state.seen[index] = true;
});
}
function extensionOf({ assessment }) {
return Math.ceil(((assessment && assessment.timeLimit) || 0) / 2);
}
function timeLeft(lesson, state) {
const { running, used, extensions } = testOf(lesson, state);
if (!lesson.assessment || !lesson.assessment.timeLimit || !running) return null;
return Math.max(0, 60 * (lesson.assessment.timeLimit + extensions * extensionOf(lesson)) - used);
}
function spendTime(lesson, state, seconds) {
if (timeLeft(lesson, state) !== null) changeTest(lesson, state, { used: testOf(lesson, state).used + seconds });
}
function mayExtend(lesson, state) {
const left = timeLeft(lesson, state);
return left !== null && left > 0 && Boolean(lesson.assessment && testOf(lesson, state).extensions < lesson.assessment.extensions);
}
function extendTime(lesson, state) {
if (!mayExtend(lesson, state)) return false;
changeTest(lesson, state, { extensions: testOf(lesson, state).extensions + 1 });
return true;
}
function isFreed(config, state, lesson) {
return config.lessons.some((other) => {
return Boolean(other.assessment && other.assessment.testOut.includes(lesson.id) && testOf(other, state).passed);
});
}
function doesTestCount(lesson, state) {
return Boolean(lesson.assessment && (!lesson.assessment.pretest || testOf(lesson, state).passed));
}
function gradeOfTest(lesson, state) {
const { assessment } = lesson;
if (!assessment || assessment.weight === 0 || !doesTestCount(lesson, state)) return [];
const { score, attempts } = testOf(lesson, state);
const locked = score !== null && (score === 100 || attemptsLeftOf(lesson, state) === 0 || assessment.counts === "first");
return [{ id: lesson.id, weight: assessment.weight, objectives: [], score: attempts > 0 && score !== null ? score / 100 : null, locked }];
}
function questionGrades(config, state, index) {
const { attempts, running } = testOf(config.lessons[index], state);
const submitted = attempts > 0 && !running;
const grades = askedIn(config, state, index).filter(isScored).map((question) => gradeOfQuestion(question, state));
return grades.map((grade) => ({ ...grade, score: submitted ? grade.score || 0 : null, locked: true }));
}
function missedObjectives(config, grades, mark) {
const missed = config.objectives.filter(({ id }) => {
const score = scoreOf(grades.filter(({ objectives }) => objectives.includes(id)));
return score !== null && score < mark;
});
return missed.map(({ id }) => id);
}
function testView(config, state, index) {
const lesson = config.lessons[index];
const { assessment } = lesson;
if (!assessment) return null;
const { attempts, running, score: counts, passed } = testOf(lesson, state);
const phase = isTestOpen(lesson, state) ? "open" : attempts > 0 ? "submitted" : "ready";
const asked = askedIn(config, state, index);
const answered = asked.filter(({ id }) => state.answers.has(id));
const score = phase !== "submitted" ? null : answered.length === 0 && counts !== null ? counts : scoreOfAttempt(config, state, index);
const left = attemptsLeftOf(lesson, state);
const failed = phase === "submitted" && assessment.passMark !== undefined && !passed;
return {
phase,
review: phase === "submitted" && assessment.review,
responses: Object.fromEntries(answered.map(({ id }) => [id, state.answers.get(id)?.response || []])),
score,
counts,
outcome: phase !== "submitted" || assessment.passMark === undefined ? null : passed ? "passed" : "failed",
attempts,
attemptsLeft: left,
again: phase === "submitted" && left !== 0 && score !== 100,
timeLeft: timeLeft(lesson, state),
extension: mayExtend(lesson, state) ? extensionOf(lesson) : 0,
freed: passed ? config.lessons.filter(({ id }) => assessment.testOut.includes(id)).map(({ title }) => title) : [],
ways: failed ? waysOf(config, assessment, missedObjectives(config, questionGrades(config, state, index), assessment.passMark || 0)) : [],
running,
};
}
function waysOf(config, assessment, missed) {
const ways = [];
for (const { objective, lesson, title } of assessment.remediation.filter((way) => missed.includes(way.objective))) {
const about = config.objectives.find(({ id }) => id === objective);
const known = ways.find((way) => way.lesson === lesson);
const there = config.lessons.find(({ id }) => id === lesson);
if (known) known.objectives.push(about ? about.title : "");
else ways.push({ lesson, title, href: there ? there.href : "", objectives: [about ? about.title : ""] });
}
return ways;
}
function joinTests(config, joined, one, two) {
const lead = rankOfChance(two) > rankOfChance(one) ? two : one;
const same = one.seed === two.seed;
joined.seed = lead.seed;
joined.tests = new Map();
config.lessons.forEach((lesson, index) => {
if (!lesson.assessment) return;
const [first, second] = [testOf(lesson, one), testOf(lesson, two)];
const from = !same ? lead : rankOfTest(config, two, index) > rankOfTest(config, one, index) ? two : one;
const chosen = testOf(lesson, from);
const bests = lesson.assessment.counts === "best" ? larger(first.score, second.score) : chosen.score;
if (chosen !== UNTOUCHED || bests !== null) {
joined.tests.set(lesson.id, { ...chosen, score: bests, passed: first.passed || second.passed });
}
const atOnce = same && first.running && second.running && first.attempts === second.attempts;
if (!atOnce) askedIn(config, from, index).forEach(({ id }) => takeAnswer(joined, from, id));
free(config, joined, lesson);
});
forgetUnasked(config, joined);
}
function takeAnswer(to, from, id) {
const answer = from.answers.get(id);
if (answer) to.answers.set(id, answer);
else to.answers.delete(id);
}
function rankOfTest(config, state, index) {
const { attempts, running, score, passed, used, extensions } = testOf(config.lessons[index], state);
const answers = askedIn(config, state, index).map(({ id }) => state.answers.get(id)?.response || []);
const numbers = [attempts, Number(running), Number(passed), Math.round((score || 0) * 100), Math.ceil(used / TIME_UNIT), extensions];
return `${numbers.map((number) => String(number).padStart(9, "0")).join(" ")} ${JSON.stringify(answers)}`;
}
function rankOfChance(state) {
const attempts = Array.from(state.tests.values()).reduce((sum, test) => sum + 2 * test.attempts + Number(test.running), 0);
return [Number(state.seed !== 0), attempts, state.seed].map((number) => String(number).padStart(9, "0")).join(" ");
}
function interactionOf(question, judged, latency, texts = {}) {
return {
id: question.id,
type: question.type,
description: question.prompt,
at: new Date(),
latency,
response: judged.response,
correct: question.correct || [],
...(question.gaps ? { gaps: question.gaps.map(({ accepted, ranges }) => ({ accepted, ranges })) } : {}),
...partsToName(question.keeps, texts),
caseSensitive: Boolean(question.caseSensitive),
scored: judged.score !== null,
right: judged.correct,
score: judged.score,
weight: question.weight,
objectives: question.objectives,
};
}
function endingOf(activity, response, latency, texts = {}) {
const { keeps, scored } = activity;
const score = scoreOfActivity(activity, response);
if (!scored || score === null) return null;
const options = texts.options || {};
const scenes = keeps.form === "pairs" ? targetsOf(keeps, 0) : keeps.form === "texts" ? [] : keeps.ids;
return {
id: activity.id,
type: "scenario",
description: activity.prompt || "",
at: new Date(),
latency,
response: keeps.form === "pairs" ? stepsOf(keeps, response) : response.slice(0, 1),
correct: [],
stems: scenes.map((id) => ({ id, text: String(options[id] || options[`${response[0].split(".")[0]}.${id}`] || "") })),
caseSensitive: false,
scored: true,
right: score === Math.max(...Object.values(scored.endings)),
score,
weight: scored.weight,
objectives: activity.objectives || [],
};
}
function stepsOf({ stems, targets }, [present, ...choices]) {
const steps = choices.map((pair) => {
const [stem, choice] = pair.split(".");
return `${targets[0][stems.indexOf(stem) - 1]}.${choice}`;
});
return steps.concat(present.split(".")[1]);
}
function partsToName(keeps, texts) {
if (keeps.form === "texts") return {};
if (keeps.form !== "pairs") return { options: named(keeps.ids, texts.options) };
const own = keeps.targets.length > 1;
const targets = own ? keeps.stems.map((stem, at) => targetsOf(keeps, at).map((id) => `${stem}.${id}`)) : keeps.targets;
return { stems: named(keeps.stems, texts.stems), targets: named(flatten(targets), texts.targets) };
}
function named(ids, texts = {}) {
return ids.map((id) => ({ id, text: String(texts[id] || "") }));
}
function questionsOf(config) {
return flatten(config.lessons.concat((config.banks || [])).map(({ questions }) => questions));
}
function activitiesOf(config) {
return flatten(config.lessons.map(({ activities }) => activities || []));
}
function hasClosedGate({ activities = [] }, state) {
return activities.some(({ id, kind }) => kind === "continue" && !state.activities.has(id));
}
function newState(config) {
return {
lesson: 0,
completed: false,
passed: false,
failed: false,
best: null,
retakes: 0,
seen: config.lessons.map(() => false),
seed: 0,
tests: new Map(),
answers: new Map(),
activities: new Map(),
};
}
function submitAnswer(config, state, question, response) {
const before = state.answers.get(question.id);
const judged = judge(question, before);
const clean = cleanResponse(question.keeps, response);
if ((judged && judged.locked) || clean.length === 0) return false;
state.answers.set(question.id, { attempts: before ? before.attempts + 1 : 1, response: clean });
settle(config, state);
return true;
}
function keepActivity(config, state, activity, response) {
const clean = cleanResponse(activity.keeps, response);
if (sameList(clean, state.activities.get(activity.id) || [])) return false;
if (clean.length > 0) state.activities.set(activity.id, clean);
else state.activities.delete(activity.id);
settle(config, state);
return true;
}
function sameList(first, second) {
return first.length === second.length && first.every((entry, at) => entry === second[at]);
}
function settle(config, state, asked = false) {
const grades = gradesOf(config, state);
const score = scoreOf(grades);
const answered = allAnswered(config, state);
const reached = score !== null && config.mastery !== null && score >= config.mastery;
const begun = grades.some((grade) => grade.score !== null);
const reportable = answered || (config.mastery === null ? begun : reached);
if (score !== null && reportable) state.best = larger(state.best, score);
if (reached) state.passed = true;
if (state.passed) state.failed = false;
else if (score !== null && config.mastery !== null && answered) {
state.failed = state.failed || asked || grades.every(({ locked }) => locked);
}
if (isDone(config, state)) state.completed = true;
}
function isDone(config, state) {
const seen = state.seen.every(Boolean);
const quiz = config.mastery === null ? allAnswered(config, state) : state.passed;
switch (config.rule) {
case "quiz-passed":
return quiz;
case "either":
return seen || quiz;
case "both":
return seen && quiz;
default:
return seen;
}
}
function markSeen(config, state, lesson) {
state.seen[lesson] = true;
settle(config, state);
}
function mayRetake(config, state) {
const score = scoreOf(gradesOf(config, state));
const practice = flatten(config.lessons.map((lesson, index) => (lesson.assessment ? [] : gradesOfLesson(config, state, index))));
return score !== null && practice.some((grade) => grade.score !== 1) && allAnswered(config, state);
}
function retake(config, state) {
const inTests = flatten(config.lessons.map((lesson, index) => (lesson.assessment ? askedIn(config, state, index) : [])));
const kept = inTests.filter(({ id }) => state.answers.has(id));
state.answers = new Map(kept.map(({ id }) => [id, (state.answers.get(id))]));
activitiesOf(config).forEach(({ id, scored }) => scored && state.activities.delete(id));
state.failed = false;
state.retakes = Math.min(255, state.retakes + 1);
}
function missing(config, state) {
if (state.completed) return [];
const askSeen = config.rule !== "quiz-passed";
const askQuiz = config.rule !== "pages-seen" && !(config.mastery !== null && state.passed);
const duties = dutiesOf(config, state);
const list = [];
config.lessons.forEach((lesson, index) => {
if (askSeen && !state.seen[index]) list.push({ lesson, kind: "page", count: 1 });
if (!askQuiz) return;
const here = duties.filter((duty) => duty.lesson === lesson);
const open = here.filter(({ answered }) => !answered).length;
if (open > 0) list.push({ lesson, kind: lesson.assessment ? "test" : "questions", count: open });
const wrong = here.filter(({ answered, locked }) => answered && !locked).length;
if (wrong > 0 && config.mastery !== null) list.push({ lesson, kind: lesson.assessment ? "test-again" : "wrong", count: wrong });
});
return list;
}
function mergeStates(config, earlier, later) {
const merged = {
lesson: later.lesson,
completed: earlier.completed || later.completed,
passed: earlier.passed || later.passed,
failed: earlier.failed || later.failed,
best: larger(earlier.best, later.best),
retakes: Math.max(earlier.retakes, later.retakes),
seen: earlier.seen.map((seen, index) => seen || later.seen[index]),
answers: new Map([...earlier.answers, ...later.answers]),
seed: 0,
tests: new Map(),
activities: joinActivities(config, earlier, later, null, (_activity, _one, two) => two),
};
joinTests(config, merged, earlier, later);
settle(config, merged);
return merged;
}
function joinStates(config, mine, other, base = null) {
const [later, earlier] = mine.retakes < other.retakes ? [other, mine] : [mine, other];
const answers = later.retakes === earlier.retakes ? joinAnswers(config, mine, other) : later.answers;
const failed = later.retakes === earlier.retakes ? mine.failed || other.failed : later.failed;
const joined = {
lesson: mine.lesson,
completed: mine.completed || other.completed,
passed: mine.passed || other.passed,
failed,
best: larger(mine.best, other.best),
retakes: later.retakes,
seen: mine.seen.map((seen, index) => seen || other.seen[index]),
answers: new Map(answers),
seed: 0,
tests: new Map(),
activities: joinActivities(config, leftBehind(config, earlier, later), later, base, furtherOf),
};
joinTests(config, joined, mine, other);
settle(config, joined);
return joined;
}
function joinAnswers(config, first, second) {
const answers = new Map(first.answers);
for (const question of questionsOf(config)) {
const [one, two] = [first.answers.get(question.id), second.answers.get(question.id)];
if (two && (!one || rankOf(question, two) > rankOf(question, one))) answers.set(question.id, two);
}
return answers;
}
function leftBehind(config, earlier, later) {
if (earlier.retakes === later.retakes) return earlier;
const state = { ...earlier, activities: new Map(earlier.activities) };
retake(config, state);
return state;
}
function joinActivities(config, first, second, base, choose) {
const activities = new Map();
for (const activity of activitiesOf(config)) {
const { id, keeps } = activity;
const [one, two] = [first.activities.get(id) || [], second.activities.get(id) || []];
const before = base && (base.get(id) || []);
const joined =
before && sameList(one, before) ? two
: before && sameList(two, before) ? one
: one.length === 0 || two.length === 0 ? one.concat(two)
: keeps.form === "flags" ? cleanResponse(keeps, one.concat(two))
: choose(activity, one, two);
if (joined.length > 0) activities.set(id, joined);
}
return activities;
}
function furtherOf(activity, one, two) {
return rankOfResponse(activity, two) > rankOfResponse(activity, one) ? two : one;
}
function rankOfResponse(activity, response) {
const { keeps } = activity;
const further = keeps.form === "index" ? keeps.ids.indexOf(response[0]) : response.join("").length;
const score = scoreOfActivity(activity, response);
return `${score === null ? "-" : score.toFixed(9)} ${String(further).padStart(9, "0")} ${response.join("\n")}`;
}
function rankOf(question, answer) {
const judged = judge(question, answer);
return `${String(answer.attempts).padStart(9, "0")} ${((judged && judged.score) || 0).toFixed(9)} ${answer.response.join("\n")}`;
}
function recordOf(config, state) {
const seen = state.seen.filter(Boolean).length / config.lessons.length;
return {
completion: state.completed ? "completed" : "incomplete",
success: state.passed ? "passed" : state.failed ? "failed" : "unknown",
score: state.best,
mastery: config.mastery,
progress: state.completed ? 1 : Math.min(seen, 0.99),
location: config.lessons[state.lesson].id,
states: encodedForms(config, state),
objectives: objectivesOf(config, state),
decided: state.completed || state.failed,
answered: allAnswered(config, state),
quizDecides: config.rule === "quiz-passed" || config.rule === "both",
leaving: false,
comments: commentsOf(config, state),
};
}
function commentsOf(config, state) {
const reflections = activitiesOf(config).filter(({ kind }) => kind === "reflection");
const comments = reflections.map(({ id, prompt = "" }) => ({ id, prompt, text: (state.activities.get(id) || []).join("\n").trim() }));
return comments.filter(({ text }) => text !== "");
}
function objectivesOf(config, state) {
const grades = gradesOf(config, state, true);
const records = [];
for (const { id } of config.objectives) {
const own = grades.filter(({ objectives }) => objectives.includes(id));
const score = scoreOf(own);
if (score === null || own.some((grade) => grade.score === null)) continue;
const success = config.mastery === null ? "unknown" : score >= config.mastery ? "passed" : "failed";
records.push({ id, score, success, done: true });
}
return records;
}
function cleanResponse(keeps, response) {
const given = (Array.isArray(response) ? response : [response]).map((entry) => String(entry ?? ""));
switch (keeps.form) {
case "flags":
return keeps.ids.filter((id) => given.includes(id));
case "pairs":
return keeps.stems.map((stem, at) => pairOf(stem, targetsOf(keeps, at), given)).filter(Boolean);
case "order":
return cleanOrder(keeps.ids, given);
case "texts":
return cleanTexts(keeps.lengths, given);
default:
return given.filter((id) => keeps.ids.includes(id)).slice(0, 1);
}
}
function targetsOf({ targets }, stem) {
return targets.length > 1 ? targets[stem] || [] : targets[0] || [];
}
function pairOf(stem, targets, given) {
const target = targets.find((id) => given.includes(`${stem}.${id}`));
return target === undefined ? "" : `${stem}.${target}`;
}
function cleanOrder(ids, given) {
const known = Array.from(new Set(given)).filter((id) => ids.includes(id));
return known.length === 0 ? [] : known.concat(ids.filter((id) => !known.includes(id)));
}
function cleanTexts(lengths, given) {
const texts = lengths.map((length, at) => (given[at] || "").slice(0, length).replace(/[\ud800-\udbff]$/, ""));
return texts.some((text) => text.trim()) ? texts : [];
}
function bitsFor(values) {
let width = 0;
while (2 ** width < values) width += 1;
return width;
}
function putResponse(out, keeps, response) {
if (keeps.form === "texts") {
keeps.lengths.forEach((length, at) => putText(out, length, response[at] || ""));
} else if (keeps.form === "pairs") {
keeps.stems.forEach((stem, at) => {
const targets = targetsOf(keeps, at);
out.put(targets.findIndex((id) => response.includes(`${stem}.${id}`)) + 1, bitsFor(targets.length + 1));
});
} else if (keeps.form === "flags") {
keeps.ids.forEach((id) => out.put(Number(response.includes(id)), 1));
} else {
const places = keeps.form === "order" ? cleanOrder(keeps.ids, response.concat(keeps.ids)) : response.slice(0, 1);
places.forEach((id) => out.put(Math.max(0, keeps.ids.indexOf(id)), bitsFor(keeps.ids.length)));
if (places.length === 0) out.put(0, bitsFor(keeps.ids.length));
}
}
function takeResponse(from, keeps) {
switch (keeps.form) {
case "texts":
return keeps.lengths.map((length) => takeText(from, length));
case "pairs":
return keeps.stems.map((stem, at) => takePair(from, stem, targetsOf(keeps, at))).filter(Boolean);
case "flags":
return keeps.ids.filter(() => from.take(1) === 1);
case "order":
return cleanOrder(keeps.ids, keeps.ids.map(() => keeps.ids[from.take(bitsFor(keeps.ids.length))]));
default:
return keeps.ids.slice(from.take(bitsFor(keeps.ids.length))).slice(0, 1);
}
}
function takePair(from, stem, targets) {
const place = from.take(bitsFor(targets.length + 1));
return place > 0 && place <= targets.length ? `${stem}.${targets[place - 1]}` : "";
}
function putText(out, most, text) {
const units = Array.from({ length: Math.min(text.length, most) }, (_unit, index) => text.charCodeAt(index));
const wide = units.some((unit) => unit > 127);
out.put(units.length, bitsFor(most + 1));
out.put(Number(wide), 1);
units.forEach((unit) => out.put(unit, wide ? 16 : 7));
}
function takeText(from, most) {
const length = from.take(bitsFor(most + 1));
const width = from.take(1) === 1 ? 16 : 7;
return Array.from({ length }, () => String.fromCharCode(from.take(width))).join("");
}
const STATE_VERSION = 2;
const TIME_UNIT = 10;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
class BitWriter {
constructor() {
this.bits = [];
}
put(value, width) {
const fitting = Math.min(value, 2 ** width - 1);
for (let place = width - 1; place >= 0; place -= 1) {
this.bits.push(Math.floor(fitting / 2 ** place) % 2);
}
}
toText() {
let text = "";
for (let start = 0; start < this.bits.length; start += 6) {
let value = 0;
for (let place = 0; place < 6; place += 1) value = value * 2 + (this.bits[start + place] || 0);
text += ALPHABET[value];
}
return text;
}
}
class BitReader {
constructor(text) {
this.bits = [];
this.position = 0;
for (const character of text) {
const value = ALPHABET.indexOf(character);
if (value < 0) throw new RangeError("not a state record");
for (let place = 5; place >= 0; place -= 1) this.bits.push((value >> place) & 1);
}
}
take(width) {
if (this.position + width > this.bits.length) throw new RangeError("the state record is cut short");
let value = 0;
for (let place = 0; place < width; place += 1) {
value = value * 2 + this.bits[this.position];
this.position += 1;
}
return value;
}
}
function checksum(bits) {
let sum = 0xfff;
for (const bit of bits) {
const carry = (sum >> 11) ^ bit;
sum = (sum << 1) & 0xfff;
if (carry) sum ^= 0x80f;
}
return sum;
}
function positionWidth(lessons) {
return Math.max(1, bitsFor(lessons));
}
function encodeState(config, state, { texts = true, answers = true } = {}) {
const out = new BitWriter();
out.put(STATE_VERSION, 6);
out.put(config.fingerprint, 24);
out.put(state.lesson, positionWidth(config.lessons.length));
[state.completed, state.passed, state.failed].forEach((flag) => out.put(Number(flag), 1));
out.put(Number(state.best !== null), 1);
out.put(Math.min(10000, Math.round((state.best || 0) * 100)), 14);
out.put(state.retakes, 8);
config.lessons.forEach((_lesson, index) => out.put(Number(Boolean(state.seen[index])), 1));
if (config.seeded) out.put(state.seed, 16);
config.lessons.forEach((lesson, index) => {
if (lesson.assessment) putTest(out, lesson.assessment, testOf(lesson, state));
for (const question of askedIn(config, state, index)) {
const answer = answers ? state.answers.get(question.id) : undefined;
out.put(answer ? answer.attempts : 0, question.bits.attempts);
if (answer) putResponse(out, question.keeps, answer.response);
}
for (const { id, keeps } of lesson.activities || []) {
const response = answers && (texts || keeps.form !== "texts") ? state.activities.get(id) : undefined;
out.put(Number(Boolean(response)), 1);
if (response) putResponse(out, keeps, response);
}
});
out.put(checksum(out.bits), 12);
return out.toText();
}
function putTest(out, { bits }, { attempts, running, score, passed, used, extensions }) {
out.put(attempts, bits.attempts);
out.put(Number(running), 1);
if (attempts > 0) {
out.put(Math.min(10000, Math.round((score || 0) * 100)), 14);
out.put(Number(passed), 1);
}
if (running && bits.time > 0) {
out.put(Math.ceil(used / TIME_UNIT), bits.time);
out.put(extensions, bits.extensions);
}
}
function takeTest(from, { bits }) {
const attempts = from.take(bits.attempts);
const running = from.take(1) === 1;
const score = attempts > 0 ? from.take(14) / 100 : null;
const passed = attempts > 0 && from.take(1) === 1;
const timed = running && bits.time > 0;
const used = timed ? from.take(bits.time) * TIME_UNIT : 0;
const extensions = timed ? from.take(bits.extensions) : 0;
return attempts > 0 || running ? { attempts, running, score, passed, used, extensions } : null;
}
function encodedForms(config, state) {
const forms = [{}, { texts: false }, { answers: false }].map((what) => encodeState(config, state, what));
return Array.from(new Set(forms));
}
function decodeState(config, text) {
try {
return readState(config, new BitReader(text.trim()));
} catch (error) {
return null;
}
}
function readState(config, from) {
if (from.take(6) !== STATE_VERSION || from.take(24) !== config.fingerprint) return null;
const lesson = Math.min(from.take(positionWidth(config.lessons.length)), config.lessons.length - 1);
const [completed, passed, failed, known] = [1, 1, 1, 1].map((width) => from.take(width) === 1);
const best = from.take(14) / 100;
const retakes = from.take(8);
const seen = config.lessons.map(() => from.take(1) === 1);
const answers = new Map();
const activities = new Map();
const seed = config.seeded ? from.take(16) : 0;
const state = { lesson, completed, passed, failed, best: known ? best : null, retakes, seen, seed, tests: new Map(), answers, activities };
config.lessons.forEach((lesson, index) => {
const test = lesson.assessment ? takeTest(from, lesson.assessment) : null;
if (test) state.tests.set(lesson.id, test);
for (const question of askedIn(config, state, index)) {
const attempts = from.take(question.bits.attempts);
if (attempts > 0) answers.set(question.id, { attempts, response: takeResponse(from, question.keeps) });
}
for (const { id, keeps } of lesson.activities || []) {
if (from.take(1) === 1) activities.set(id, takeResponse(from, keeps));
}
});
const body = from.bits.slice(0, from.position);
if (from.take(12) !== checksum(body) || from.bits.length - from.position >= 6) return null;
return state;
}
function fillIn(text, values = {}) {
return (text || "").replace(/\{(\w+)\}/g, (place, name) => (name in values ? values[name] : place));
}
function isPlainClick(event) {
return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}
function shortcutOf(event) {
if (event.key === "Escape") return "escape";
if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
if (event.key === "PageDown") return "next";
return event.key === "PageUp" ? "previous" : null;
}
function localNumber(document, value) {
try {
return new Intl.NumberFormat(document.documentElement.lang).format(value);
} catch (error) {
return String(value);
}
}
const FAMILY_NAME_FIRST = ["SCORM 1.2", "SCORM 2004", "AICC"];
class CertificateCard {
constructor(shell, standard) {
this.shell = shell;
this.standard = standard;
const find = (selector) => shell.document.querySelector(selector);
this.card = (find("[data-certificate]"));
this.result = (find("[data-result-card]"));
this.field = (find("[data-certificate-ask] input"));
if (!this.card) return;
shell.document.addEventListener("click", (event) => this.onClick(event));
if (this.field) this.field.addEventListener("input", () => this.write());
}
offer() {
const { config, state } = this.shell;
const earned = state.completed && (config.mastery === null || state.passed);
this.shell.each('[data-certificate-action="open"]', (button) => (button.hidden = !earned));
this.show(false);
}
onClick(event) {
const button = event.target instanceof Element ? event.target.closest("[data-certificate-action]") : null;
const action = button ? button.getAttribute("data-certificate-action") : "";
if (action === "open") this.open();
else if (action === "close") this.close();
else if (action === "print") this.print();
}
open() {
if (!this.card) return;
const given = this.givenName();
this.shell.each("[data-certificate-ask]", (ask) => (ask.hidden = given !== ""));
this.write();
this.show(true);
this.shell.reveal(this.card);
}
close() {
this.show(false);
this.shell.each('[data-certificate-action="open"]', (button) => button.focus());
}
show(shown) {
if (this.card) this.card.hidden = !shown;
if (this.card && this.result) this.result.hidden = shown;
}
print() {
if (this.name() === "" && this.field) this.field.focus();
else this.shell.window.print();
}
givenName() {
const { held } = this.shell.session;
return held ? displayName(held.learner.name, this.standard) : "";
}
name() {
return this.givenName() || (this.field ? this.field.value.trim() : "");
}
write() {
const { config, state } = this.shell;
const date = dateText(new Date(), config.course.language);
const score = state.best === null ? "–" : this.shell.number(state.best);
const values = { course: config.course.title, date, score };
this.shell.each("[data-certificate-date]", (line) => (line.textContent = date));
this.shell.each("[data-certificate-text]", (line) => {
const text = line.getAttribute("data-certificate-text") || "";
const parts = text.includes("{name}") ? text.split("{name}") : ["", text];
line.textContent = "";
parts.forEach((part, at) => {
if (at > 0) line.append(this.nameElement());
line.append(fillIn(part.trim(), values));
});
});
}
nameElement() {
const name = this.shell.element("strong", "cw-certificate-name");
name.textContent = this.name() || "\u00a0";
return name;
}
}
function displayName(name, standard) {
const parts = name.split(",").map((part) => part.trim());
const isReversed = FAMILY_NAME_FIRST.includes(standard) && parts.length === 2 && parts.every(Boolean);
return isReversed ? `${parts[1]} ${parts[0]}` : name.trim();
}
function dateText(date, language) {
try {
return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(date);
} catch (error) {
return calendarDate(date);
}
}
class TestKeeper {
constructor(shell) {
this.shell = shell;
this.notes = new Map();
this.clock = 0;
this.last = 0;
}
onMessage(index, message) {
if (this.shell.mode === "review" || !this.shell.config.lessons[index].assessment) return;
if (message.type === "draft") this.keep(index, message);
else if (message.act === "begin") this.begin(index);
else if (message.act === "submit") this.submit(index, "submitted");
else if (message.act === "extend") this.extend(index);
}
keep(index, { question, response, latency, texts }) {
const { config, state } = this.shell;
if (!keepDraft(config, state, index, question, response)) return;
this.notes.set(String(question), { latency: Number(latency) || 0, texts: Object(texts) });
this.shell.report();
}
begin(index) {
const { config, state } = this.shell;
if (!beginAttempt(config, state, index)) return;
this.shell.report();
this.shell.sendRestore(index, "begun");
this.run();
}
extend(index) {
const { config, state } = this.shell;
if (!extendTime(config.lessons[index], state)) return;
this.shell.report();
this.shell.sendRestore(index, "extended");
}
submit(index, news) {
const { config, state } = this.shell;
if (!submitTest(config, state, index)) return;
this.shell.report(...this.interactions(index));
const here = index === state.lesson && !this.shell.inSummary;
if (here) this.shell.sendRestore(index, news);
else if (news === "over") this.shell.notice("notice-test-over");
}
interactions(index) {
const { config, state } = this.shell;
const interactions = [];
for (const question of askedIn(config, state, index)) {
const judged = judge(question, state.answers.get(question.id));
const { latency, texts } = this.notes.get(question.id) || { latency: 0, texts: {} };
if (judged) interactions.push(interactionOf(question, judged, latency, texts));
this.notes.delete(question.id);
}
return interactions;
}
run() {
if (this.clock || this.shell.mode === "review" || !this.isTimed()) return;
this.last = this.now();
this.clock = this.shell.window.setInterval(() => this.tick(), 1000);
}
tick() {
const { config, state, session } = this.shell;
if (session.state === "ended" || !this.isTimed()) {
this.shell.window.clearInterval(this.clock);
this.clock = 0;
return;
}
const seconds = (this.now() - this.last) / 1000;
this.last = this.now();
config.lessons.forEach((lesson, index) => this.spend(lesson, index, seconds));
}
spend(lesson, index, seconds) {
const { state } = this.shell;
if (timeLeft(lesson, state) === null) return;
const units = () => Math.ceil(testOf(lesson, state).used / TIME_UNIT);
const before = units();
spendTime(lesson, state, seconds);
const left = timeLeft(lesson, state) || 0;
if (left <= 0) return this.submit(index, "over");
if (index === state.lesson) this.shell.send({ type: "time", left });
if (units() !== before) this.shell.report();
}
isTimed() {
const { config, state } = this.shell;
return config.lessons.some((lesson) => timeLeft(lesson, state) !== null);
}
now() {
return this.shell.window.performance.now();
}
}
const SETTINGS = {
scheme: ["auto", "light", "dark"],
size: ["normal", "small", "large", "largest"],
width: ["normal", "narrow", "wide"],
motion: ["full", "less"],
};
const SETTINGS_KEY = "coursewright-settings";
function knownSettings(given) {
const wanted = Object(given);
return Object.fromEntries(
Object.entries(SETTINGS).map(([name, words]) => [name, words.includes(wanted[name]) ? wanted[name] : words[0]])
);
}
function readSettings(owner) {
try {
return knownSettings(JSON.parse(owner.localStorage.getItem(SETTINGS_KEY) || "{}"));
} catch (error) {
return knownSettings(null);
}
}
function keepSettings(owner, settings) {
try {
owner.localStorage.setItem(SETTINGS_KEY, JSON.stringify(settings));
} catch (error) {
}
}
function showSettings(page, settings) {
for (const [name, word] of Object.entries(knownSettings(settings))) {
if (word === SETTINGS[(name)][0]) page.documentElement.removeAttribute(`data-${name}`);
else page.documentElement.setAttribute(`data-${name}`, word);
}
}
class SettingsPanel {
constructor(owner, tell) {
this.owner = owner;
this.tell = tell;
this.settings = readSettings(owner);
this.dialog = (owner.document.querySelector("[data-settings]"));
showSettings(owner.document, this.settings);
if (!this.dialog) return;
owner.document.querySelectorAll("[data-settings-open]").forEach((button) => {
button.removeAttribute("hidden");
button.addEventListener("click", () => this.open());
});
this.dialog.addEventListener("change", (event) => this.choose(event.target));
this.dialog.addEventListener("click", (event) => this.onClick(event.target));
this.fill();
}
open() {
if (this.dialog && this.dialog.showModal) this.dialog.showModal();
else if (this.dialog) this.dialog.setAttribute("open", "");
}
onClick(target) {
const { dialog } = this;
if (!dialog || !(target instanceof Element)) return;
if (target === dialog || target.closest("[data-settings-close]")) closeDialog(dialog);
else if (target.closest("[data-settings-reset]")) this.take(knownSettings(null));
}
choose(target) {
if (!(target instanceof HTMLInputElement)) return;
this.take({ ...this.settings, [target.name]: target.type === "checkbox" && !target.checked ? "" : target.value });
}
take(settings) {
this.settings = knownSettings(settings);
keepSettings(this.owner, this.settings);
showSettings(this.owner.document, this.settings);
this.fill();
this.tell(this.settings);
}
fill() {
if (!this.dialog) return;
this.dialog.querySelectorAll("input").forEach((input) => (input.checked = input.value === this.settings[input.name]));
}
}
class Shell {
constructor(owner, config, adapter) {
this.window = owner;
this.document = owner.document;
this.config = config;
this.state = newState(config);
this.shared = new Map();
this.mode = "normal";
this.indexes = new Map(config.lessons.map((lesson, index) => [lesson.id, index]));
this.inSummary = false;
this.focusWanted = false;
this.left = false;
this.loading = false;
this.media = null;
this.certificate = new CertificateCard(this, adapter.standard);
this.glossary = new GlossaryDialog(this);
this.search = new SearchDialog(this);
this.frame = (this.document.querySelector("[data-frame]"));
this.tests = new TestKeeper(this);
this.session = adapter.open({
window: owner,
courseId: config.layout === "lessons" ? `${config.course.id}/${config.lessons[0].id}` : config.course.id,
title: config.layout === "lessons" ? config.lessons[0].title : config.course.title,
language: config.course.language,
iri: config.course.iri,
stateLimit: config.stateLimit,
onReady: (held, late) => this.onReady(held, late),
onState: (state) => this.showSaveState(state),
onLimited: () => this.notice("notice-limited"),
onElsewhere: (held) => this.joinElsewhere(held),
});
}
start() {
this.document.documentElement.classList.add("cw-ready");
this.settings = new SettingsPanel(this.window, (settings) => this.send({ type: "settings", settings }));
this.document.addEventListener("click", (event) => this.onClick(event));
this.document.addEventListener("keydown", (event) => this.onKey(event));
this.window.addEventListener("message", (event) => this.onMessage(event));
this.window.addEventListener("online", () => this.loadAgain());
this.each("[data-resume]", (dialog) => dialog.addEventListener("cancel", () => this.resume(true)));
this.showSaveState("connecting");
this.session.start();
}
onReady(held, late) {
if (held) this.restore(held, late);
else if (["alone", "lost"].includes(this.session.state)) this.notice(`notice-${this.session.state}`);
if (this.config.seeded && this.state.seed === 0) this.state.seed = chooseSeed(this.window);
this.tests.run();
this.document.documentElement.dataset.mode = this.mode;
if (late) this.joinLate();
else if (this.state.lesson > 0 && this.mode === "normal") this.askToResume();
else this.goTo(this.state.lesson, "", false);
}
restore(held, late) {
this.mode = held.mode;
this.media = held.learner;
if (held.masteryBinds && this.config.mastery !== null) this.config.mastery = held.mastery;
const stored = decodeState(this.config, held.state) || this.freshState(held);
this.state = late ? mergeStates(this.config, stored, this.state) : stored;
this.shared = new Map(stored.activities);
if (held.completion === "completed") this.state.completed = true;
if (held.success === "passed") this.state.passed = true;
this.state.best = larger(this.state.best, held.score);
}
freshState(held) {
const state = newState(this.config);
state.lesson = Math.max(0, this.indexOf(held.location));
return state;
}
joinLate() {
this.dismiss("notice-alone");
this.dismiss("notice-lost");
this.notice("notice-found");
this.sendRestore(this.state.lesson);
this.report();
}
joinElsewhere(held) {
const other = decodeState(this.config, held.state);
if (!other) return { record: null, news: false };
const before = this.state;
this.state = joinStates(this.config, before, other, this.shared);
this.shared = new Map(this.state.activities);
if (encodeState(this.config, this.state) !== encodeState(this.config, before)) {
if (this.state.retakes > before.retakes) this.sendReset();
this.sendRestore(this.state.lesson);
this.render();
}
const news = encodeState(this.config, { ...this.state, lesson: other.lesson }) !== held.state;
return { record: recordOf(this.config, this.state), news };
}
askToResume() {
const dialog = (this.document.querySelector("[data-resume]"));
if (!dialog) return this.goTo(this.state.lesson, "", false);
const title = this.config.lessons[this.state.lesson].title;
this.setText("[data-resume-text]", this.text("resume-text", { title }));
this.render();
if (dialog.showModal) dialog.showModal();
else dialog.setAttribute("open", "");
}
resume(go) {
this.each("[data-resume]", (dialog) => closeDialog((dialog)));
this.goTo(go ? this.state.lesson : 0, "", true);
}
goTo(index, fragment, focus) {
const lesson = this.config.lessons[index];
if (!lesson) return;
const samePage = index === this.state.lesson;
this.arrive(index);
this.focusWanted = focus;
this.loading = !(fragment && samePage);
if (this.frame) this.frame.src = lesson.href + (fragment ? `#${fragment}` : "");
if (fragment && samePage) this.sendFocus();
}
loadAgain() {
if (this.loading && this.session.state !== "ended") this.goTo(this.state.lesson, "", this.focusWanted);
}
arrive(index) {
this.state.lesson = index;
this.showSummary(false);
this.toggleMenu(false);
this.report();
}
next() {
if (this.inSummary) return;
const index = this.state.lesson;
if (!hasClosedGate(this.config.lessons[index], this.state)) markSeen(this.config, this.state, index);
if (index + 1 < this.config.lessons.length) this.goTo(index + 1, "", true);
else if (this.mayContinue()) {
this.report(); // The page counts as seen now, and nothing is reported after the end.
this.leave("continue");
} else this.openSummary();
}
previous() {
if (this.inSummary) this.closeSummary();
else if (this.state.lesson > 0) this.goTo(this.state.lesson - 1, "", true);
}
mayContinue() {
return this.config.layout === "lessons" && this.session.canContinue();
}
leave(request) {
if (this.left) return;
this.left = true;
const connected = this.session.held !== null;
const saved = this.session.finish(request);
if (this.frame) this.frame.src = "about:blank"; // Stops sound and video.
this.showSummary(false);
this.each("[data-frame]", (frame) => (frame.hidden = true));
if (typeof saved === "boolean") this.sayGoodbye(connected, saved);
else saved.then((all) => this.sayGoodbye(connected, all));
}
sayGoodbye(connected, saved) {
this.setText("[data-goodbye-text]", this.goodbye(connected, saved));
this.each("[data-goodbye]", (panel) => this.reveal(panel));
const goesBack = this.session.returnUrl && this.session.returnUrl();
if (!goesBack && this.window.opener && this.window === this.window.top) this.window.close();
}
goodbye(connected, saved) {
if (!connected) return this.text("goodbye-alone");
if (saved) return this.text("goodbye-saved");
return [this.text("goodbye-unsaved"), this.session.shadow.works ? this.text("kept-here") : ""].join(" ").trim();
}
openSummary() {
settle(this.config, this.state, true);
this.report();
this.setText("[data-summary-status]", this.text(`status-${this.statusWord()}`));
this.setText("[data-summary-score]", this.scoreText());
this.each("[data-summary]", (panel) => (panel.dataset.outcome = this.statusWord()));
this.drawScore();
this.fillMissing();
const again = this.mode === "normal" && mayRetake(this.config, this.state);
this.each('[data-action="retake"], [data-retake-note]', (element) => (element.hidden = !again));
this.certificate.offer();
this.send({ type: "pause" });
this.showSummary(true);
this.toggleMenu(false);
this.each("[data-summary]", (panel) => this.reveal(panel));
}
closeSummary() {
this.showSummary(false);
this.render();
this.sendFocus();
}
showSummary(shown) {
this.inSummary = shown;
this.document.documentElement.classList.toggle("cw-summary-open", shown);
this.each("[data-summary]", (panel) => (panel.hidden = !shown));
this.each("[data-frame]", (frame) => (frame.hidden = shown));
this.render();
}
statusWord() {
if (this.state.completed) return this.state.passed ? "passed" : "completed";
return this.state.failed ? "failed" : "incomplete";
}
scoreText() {
const grades = gradesOf(this.config, this.state);
const score = scoreOf(grades);
const best = this.state.best;
if (score === null || (best === null && grades.every((grade) => grade.score === null))) return "";
const values = { score: this.number(score), best: this.number(best || 0) };
const key = best !== null && best > score ? "score-best" : "score";
const { mastery } = this.config;
const needed = mastery === null ? "" : this.text("score-mastery", { mastery: this.number(mastery) });
return `${this.text(key, values)} ${needed}`.trim();
}
drawScore() {
const shown = this.scoreText() !== "";
const score = this.state.best === null ? scoreOf(gradesOf(this.config, this.state)) : this.state.best;
const whole = Math.floor(score || 0);
this.each("[data-score]", (part) => (part.hidden = !shown));
this.each("[data-score-ring]", (ring) => ring.setAttribute("stroke-dasharray", `${score} 100`));
this.setText("[data-score-number]", `${this.number(whole)} %`);
}
fillMissing() {
const entries = missing(this.config, this.state);
this.each("[data-summary-missing]", (part) => (part.hidden = entries.length === 0));
this.each("[data-missing-list]", (list) => {
list.textContent = "";
entries.forEach((entry) => list.append(this.missingItem(entry)));
});
}
missingItem({ lesson, kind, count }) {
const item = this.document.createElement("li");
const link = this.document.createElement("a");
link.href = lesson.href;
link.dataset.go = lesson.id;
link.textContent = this.text(`missing-${kind}`, { title: lesson.title, count: this.number(count) });
item.append(link);
return item;
}
retake() {
if (this.mode !== "normal" || !mayRetake(this.config, this.state)) return;
retake(this.config, this.state);
this.sendReset();
const first = this.config.lessons.findIndex((lesson, index) => !lesson.assessment && gradesOfLesson(this.config, this.state, index).length > 0);
this.goTo(Math.max(0, first), "", true);
}
onMessage(event) {
const message = (event.data);
if (!this.frame || event.source !== this.frame.contentWindow) return;
if (!message || message.cw !== 1 || this.session.state === "ended") return;
const index = this.indexOf(message.lesson);
if (message.type === "key") this.onShortcut(message.key);
else if (message.type === "glossary") this.glossary.open(String(message.term));
else if (message.type === "go") this.goTo(this.indexOf(message.lesson), String(message.fragment || ""), true);
else if (index < 0) return;
else if (message.type === "ready") this.onPage(index);
else if (message.type === "seen") this.onSeen(index);
else if (message.type === "answer") this.onAnswer(index, message);
else if (message.type === "activity") this.onActivity(index, message);
else if (message.type === "draft" || message.type === "test") this.tests.onMessage(index, message);
}
onPage(index) {
this.loading = false;
if (index !== this.state.lesson) this.arrive(index);
this.sendRestore(index);
if (this.focusWanted) this.sendFocus();
this.search.arrived(index);
}
onSeen(index) {
if (this.state.seen[index]) return;
markSeen(this.config, this.state, index);
this.report();
}
onAnswer(index, message) {
const question = askedIn(this.config, this.state, index).find(({ id }) => id === message.question);
if (!question || this.config.lessons[index].assessment) return;
const taken = this.mode !== "review" && submitAnswer(this.config, this.state, question, message.response);
const judged = judge(question, this.state.answers.get(question.id));
if (!judged) return;
this.send({ type: "result", question: question.id, ...judged });
if (taken) this.report(interactionOf(question, judged, Number(message.latency) || 0, Object(message.texts)));
}
onActivity(index, message) {
const activity = (this.config.lessons[index].activities || []).find(({ id }) => id === message.id);
if (!activity || this.mode === "review") return;
const before = scoreOfActivity(activity, this.state.activities.get(activity.id));
if (!keepActivity(this.config, this.state, activity, message.response)) return;
const response = this.state.activities.get(activity.id) || [];
const ending = before === null ? endingOf(activity, response, Number(message.latency) || 0, Object(message.texts)) : null;
this.report(ending || undefined);
}
sendRestore(index, news) {
const { activities = [], assessment } = this.config.lessons[index];
const test = testView(this.config, this.state, index);
const answers = {};
for (const question of askedIn(this.config, this.state, index)) {
const judged = test && !test.review ? null : judge(question, this.state.answers.get(question.id));
if (judged) answers[question.id] = { ...judged, locked: judged.locked || this.mode === "review" || Boolean(assessment) };
}
const kept = activities.filter(({ id }) => this.state.activities.has(id));
this.send({
type: "restore",
answers,
layout: layoutOf(this.config, this.state, index),
test,
news,
activities: Object.fromEntries(kept.map(({ id }) => [id, this.state.activities.get(id)])),
mode: this.mode,
strings: this.config.strings,
media: this.media,
});
if (this.settings) this.send({ type: "settings", settings: this.settings.settings });
}
sendReset() {
const activities = activitiesOf(this.config).filter(({ scored }) => scored).map(({ id }) => id);
this.send({ type: "reset", activities });
}
sendFocus() {
this.focusWanted = false;
if (this.frame) this.frame.focus();
this.send({ type: "focus" });
}
send(message) {
const page = this.frame && this.frame.contentWindow;
if (page) page.postMessage({ cw: 1, ...message }, "*");
}
report(...answers) {
this.session.update(recordOf(this.config, this.state), ...answers);
this.shared = new Map(this.state.activities);
this.render();
}
onClick(event) {
const target = event.target instanceof Element ? event.target.closest("[data-go], [data-action]") : null;
if (!(target instanceof HTMLElement) || this.session.state === "ended") return;
if (target.dataset.go !== undefined) this.followLink(event, target.dataset.go);
else this.act(target.dataset.action || "", target);
}
followLink(event, id) {
const index = this.indexOf(id);
if (index < 0 || !isPlainClick(event)) return;
event.preventDefault();
this.goTo(index, "", true);
}
act(action, target) {
const actions = {
next: () => this.next(),
previous: () => this.previous(),
menu: () => this.toggleMenu(),
summary: () => this.openSummary(),
back: () => this.closeSummary(),
retake: () => this.retake(),
resume: () => this.resume(true),
restart: () => this.resume(false),
save: () => this.session.save(),
exit: () => this.leave("leave"),
dismiss: () => this.dismiss((target.closest("[data-notice]") || target).getAttribute("data-notice") || ""),
};
if (Object.prototype.hasOwnProperty.call(actions, action)) actions[action]();
}
onKey(event) {
const key = shortcutOf(event);
if (!key || this.session.state === "ended") return;
if (key !== "escape") event.preventDefault();
this.onShortcut(key);
}
onShortcut(key) {
if (key === "next") this.next();
else if (key === "previous") this.previous();
else if (key === "escape" && this.menuIsOpen()) {
this.toggleMenu(false);
this.each('[data-action="menu"]', (button) => button.focus());
}
}
menuIsOpen() {
return this.document.documentElement.classList.contains("cw-menu-open");
}
toggleMenu(open = !this.menuIsOpen()) {
this.document.documentElement.classList.toggle("cw-menu-open", open);
this.each('[data-action="menu"]', (button) => button.setAttribute("aria-expanded", String(open)));
}
render() {
const { lessons, course } = this.config;
const lesson = lessons[this.state.lesson];
const seen = this.state.seen.filter(Boolean).length;
const counts = { seen: this.number(seen), page: this.number(this.state.lesson + 1), pages: this.number(lessons.length) };
this.document.title = lesson.title === course.title ? course.title : `${lesson.title} – ${course.title}`;
if (this.frame) this.frame.title = lesson.title;
this.each("[data-go]", (link) => this.renderLink(link));
this.each("[data-progress]", (bar) => bar.setAttribute("value", String(Math.floor((100 * seen) / lessons.length))));
this.setText("[data-progress-text]", this.text("progress", counts));
this.setText("[data-position]", this.inSummary ? "" : this.text("position", counts));
this.renderButtons();
}
renderLink(link) {
const index = this.indexOf(link.dataset.go || "");
const seen = Boolean(this.state.seen[index]);
link.classList.toggle("cw-seen", seen);
link.querySelectorAll("[data-seen-mark]").forEach((mark) => mark.toggleAttribute("hidden", !seen));
if (index === this.state.lesson && !this.inSummary) link.setAttribute("aria-current", "page");
else link.removeAttribute("aria-current");
}
renderButtons() {
const last = this.state.lesson === this.config.lessons.length - 1;
const label = last && !this.mayContinue() ? "see-result" : "next";
this.each('[data-action="next"]', (button) => {
button.toggleAttribute("disabled", this.inSummary);
this.setLabel(button, this.text(label));
});
this.each('[data-action="previous"]', (button) => {
button.toggleAttribute("disabled", this.state.lesson === 0 && !this.inSummary);
this.setLabel(button, this.text("previous"));
});
}
showSaveState(state) {
const root = this.document.documentElement;
root.dataset.save = state;
root.classList.toggle("cw-ended", state === "ended");
const troubled = state === "unsaved" || state === "offline" || state === "lost";
this.each('[data-action="save"]', (button) => (button.hidden = !(troubled && this.mayRecord())));
this.each('[data-action="exit"]', (button) => (button.hidden = !this.mayLeave()));
const words = state === "saving" ? "saved" : state === "review" ? this.session.held?.mode || state : state;
const advice = troubled && this.session.held ? (this.session.shadow.works ? "kept-here" : "keep-open") : "";
const text = [this.text(words), advice ? this.text(advice) : ""].join(" ").trim();
this.each("[data-status]", (line) => {
line.dataset.state = state;
if (line.textContent !== text) line.textContent = text;
});
if (state === "lost") this.notice("notice-lost");
if (state === "saved") this.dismiss("notice-lost");
}
mayLeave() {
const { held, state, mayLeave } = this.session;
return held !== null && state !== "ended" && (!mayLeave || mayLeave.call(this.session));
}
mayRecord() {
const { held, state } = this.session;
return held !== null && held.mode === "normal" && state !== "ended";
}
notice(key) {
const place = this.document.querySelector("[data-notices]");
if (!place || place.querySelector(`[data-notice="${key}"]`)) return;
const box = this.element("div", "cw-notice");
box.dataset.notice = key;
box.setAttribute("role", "alert");
const words = this.element("p", "");
words.textContent = this.text(key);
const button = this.element("button", "cw-button cw-secondary");
button.setAttribute("type", "button");
button.dataset.action = "dismiss";
button.textContent = this.text("dismiss");
box.append(words, button);
place.append(box);
}
dismiss(key) {
this.each(`[data-notice="${key}"]`, (box) => box.remove());
}
element(tag, classes) {
const element = this.document.createElement(tag);
if (classes) element.className = classes;
return element;
}
reveal(panel) {
panel.hidden = false;
const heading = (panel.querySelector("[data-heading]"));
if (heading) heading.focus();
}
each(selector, action) {
this.document.querySelectorAll(selector).forEach((element) => action((element)));
}
setText(selector, text) {
this.each(selector, (element) => {
if (element.textContent !== text) element.textContent = text;
});
}
setLabel(button, text) {
const label = button.querySelector("[data-label]") || button;
if (text && label.textContent !== text) label.textContent = text;
}
indexOf(id) {
const index = this.indexes.get(id);
return index === undefined ? -1 : index;
}
text(key, values) {
return fillIn(this.config.strings[key], values);
}
number(value) {
try {
return new Intl.NumberFormat(this.config.course.language, { maximumFractionDigits: 2 }).format(value);
} catch (error) {
return String(value);
}
}
}
function closeDialog(dialog) {
if (dialog.close && dialog.open) dialog.close();
else dialog.removeAttribute("open");
}
function startShell(owner, adapter) {
const element = owner.document.getElementById("cw-config");
if (!element) return;
new Shell(owner, JSON.parse(element.textContent || ""), adapter).start();
}
const TIME_WARNING = 20;
class Countdown {
constructor(owner, seconds, tell) {
this.window = owner;
this.seconds = Math.max(TIME_WARNING, seconds);
this.tell = tell;
this.ends = 0;
this.timer = 0;
this.warned = false;
}
start() {
this.ends = this.window.performance.now() + this.seconds * 1000;
this.warned = false;
this.tick();
}
stop() {
this.window.clearTimeout(this.timer);
this.timer = 0;
}
tick() {
this.stop();
const now = this.window.performance.now();
if (!this.warned && this.ends - now <= TIME_WARNING * 1000) {
this.ends = now + TIME_WARNING * 1000;
this.warned = true;
this.tell.warn(TIME_WARNING);
}
const left = Math.max(0, Math.ceil((this.ends - now) / 1000));
this.tell.tick(left);
if (left === 0) this.tell.end();
else this.timer = this.window.setTimeout(() => this.tick(), 1000);
}
}
function minutesText(seconds) {
return `${Math.floor(seconds / 60)}:${digits(seconds % 60, 2)}`;
}
class Field {
constructor(question) {
this.question = question;
this.form = question.form;
}
read() {
return [];
}
write(_response) {}
enable(_usable) {}
complete() {
return this.read().length > 0;
}
mark(_judged) {}
shuffle(_seed) {}
focus() {}
texts() {
return { options: this.textsOf("data-option"), stems: this.textsOf("data-stem"), targets: this.textsOf("data-target") };
}
textsOf(attribute) {
const texts = {};
this.form.querySelectorAll(`[${attribute}]`).forEach((part) => {
const label = part.querySelector("[data-label], label") || part;
texts[part.getAttribute(attribute) || ""] = (label.textContent || "").trim();
});
return texts;
}
changed() {
this.question.refresh();
}
}
class ChoiceField extends Field {
constructor(question) {
super(question);
this.inputs = (Array.from(this.form.querySelectorAll("input")));
this.options = Array.from(this.form.querySelectorAll("[data-option]"));
}
shuffle(seed) {
for (const list of new Set(this.options.map(({ parentElement }) => parentElement))) {
const own = this.options.filter(({ parentElement }) => parentElement === list);
reorder(own, shuffled(own, seed, "options"));
}
}
read() {
return this.inputs.filter((input) => input.checked).map((input) => input.value);
}
write(response) {
this.inputs.forEach((input) => (input.checked = response.includes(input.value)));
}
enable(usable) {
this.inputs.forEach((input) => (input.disabled = !usable));
}
mark(judged) {
this.form.querySelectorAll("[data-option]").forEach((option) => {
const chosen = judged !== null && judged.response.includes(option.getAttribute("data-option") || "");
option.classList.toggle("cw-chosen", chosen);
option.querySelectorAll("[data-feedback]").forEach((part) => part.toggleAttribute("hidden", !chosen));
});
}
focus() {
const first = this.inputs.find((input) => input.checked) || this.inputs[0];
if (first) first.focus();
}
}
class TextField extends Field {
constructor(question) {
super(question);
this.inputs = (Array.from(this.form.querySelectorAll("input, textarea")));
}
read() {
const texts = this.inputs.map((input) => input.value);
return texts.some((text) => text.trim()) ? texts : [];
}
write(response) {
this.inputs.forEach((input, gap) => (input.value = response[gap] || ""));
}
enable(usable) {
this.inputs.forEach((input) => (input.disabled = !usable));
}
complete() {
return this.inputs.every((input) => input.value.trim() !== "");
}
mark(judged) {
const parts = (judged && judged.parts) || [];
this.inputs.forEach((input, gap) => {
if (parts[gap] === undefined) ["data-part", "aria-invalid"].forEach((name) => input.removeAttribute(name));
else {
input.setAttribute("data-part", parts[gap] ? "right" : "wrong");
input.setAttribute("aria-invalid", String(!parts[gap]));
}
});
this.form.querySelectorAll("[data-answer], [data-range]").forEach((part) => {
const match = judged ? judged.matches[Number(part.getAttribute("data-gap"))] : null;
const met = typeof match === "number" ? String(match) === part.getAttribute("data-range") : match === part.getAttribute("data-answer");
part.toggleAttribute("hidden", match === null || !met);
});
}
focus() {
const wrong = this.inputs.find((input) => input.getAttribute("data-part") === "wrong") || this.inputs[0];
if (wrong) wrong.focus();
}
}
const FIELDS = {
"fill-in": TextField,
"numeric": TextField,
"long-answer": TextField,
};
function fieldOf(question) {
const kind = question.form.getAttribute("data-kind") || "";
return new (FIELDS[kind] || ChoiceField)(question);
}
class StepField extends ChoiceField {
constructor(question) {
super(question);
this.steps = Array.from(this.form.querySelectorAll("[data-stem]"));
}
complete() {
return this.read().length === this.steps.length;
}
mark(judged) {
super.mark(judged);
const parts = (judged && judged.parts) || [];
this.steps.forEach((step, at) => {
if (parts[at] === undefined) step.removeAttribute("data-part");
else step.setAttribute("data-part", parts[at] ? "right" : "wrong");
});
}
focus() {
const wrong = this.steps.find((step) => step.getAttribute("data-part") === "wrong") || this.steps[0];
const input = wrong && (wrong.querySelector("input:checked") || wrong.querySelector("input"));
if (input) input.focus();
}
}
FIELDS.performance = StepField;
class LongField extends TextField {
constructor(question) {
super(question);
this.room = this.form.querySelector("[data-room]");
this.empty = (this.room && this.room.textContent) || "";
this.form.addEventListener("input", () => this.showRoom());
}
write(response) {
super.write(response);
this.showRoom();
}
showRoom() {
const [input] = this.inputs;
if (!this.room || !input) return;
const left = String(input.maxLength - input.value.length);
this.room.textContent = input.value ? this.question.text("question-room-left", { count: left }) : this.empty;
}
}
FIELDS["long-answer"] = LongField;
class Chooser {
constructor(area) {
this.area = area;
this.document = area.ownerDocument;
this.opener = null;
this.list = null;
this.document.addEventListener("pointerdown", (event) => {
const at = (event.target);
if (this.list && this.opener && !this.list.contains(at) && !this.opener.contains(at)) this.close(false);
});
}
open(opener, name, choices, choose) {
const again = this.opener === opener;
this.close(false);
if (again) return;
const list = this.document.createElement("ul");
list.className = "cw-picker";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", name);
list.append(...choices.map((choice) => this.optionOf(choice)));
list.addEventListener("click", (event) => this.take((event.target), choose));
list.addEventListener("keydown", (event) => this.onKey(event, choose));
this.opener = opener;
this.list = list;
opener.setAttribute("aria-expanded", "true");
this.area.append(list);
this.place(list, opener);
const options = this.options();
const first = options.find((option) => option.getAttribute("aria-selected") === "true") || options[0];
if (first) first.focus({ preventScroll: true });
list.scrollIntoView({ block: "nearest" });
}
optionOf({ id, label, chosen }) {
const option = this.document.createElement("li");
option.className = "cw-picker-option";
option.setAttribute("role", "option");
option.setAttribute("tabindex", "-1");
option.setAttribute("data-value", id);
option.setAttribute("aria-selected", String(chosen));
if (typeof label === "string") option.textContent = label;
else option.append(...Array.from(label.cloneNode(true).childNodes));
return option;
}
place(list, opener) {
const [area, button] = [this.area.getBoundingClientRect(), opener.getBoundingClientRect()];
const fromRight = list.matches(":dir(rtl)") || this.document.documentElement.dir === "rtl";
const wanted = fromRight ? button.right - area.left - list.offsetWidth : button.left - area.left;
list.style.left = `${Math.max(0, Math.min(wanted, area.width - list.offsetWidth))}px`;
list.style.top = `${button.bottom - area.top + 4}px`;
}
options() {
return this.list ? (Array.from(this.list.querySelectorAll("[role=option]"))) : [];
}
take(target, choose) {
const option = target.closest("[role=option]");
if (!option) return;
this.close(true);
choose(option.getAttribute("data-value") || "");
}
onKey(event, choose) {
const options = this.options();
const at = options.indexOf((this.document.activeElement));
const last = options.length - 1;
const ways = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last };
if (event.key === "Tab") {
this.close(true);
return;
}
if (event.key === "Escape") this.close(true);
else if (event.key === "Enter" || event.key === " ") this.take(options[at], choose);
else if (event.key in ways) options[ways[event.key]].focus();
else return;
event.preventDefault();
event.stopPropagation();
}
close(back) {
const { list, opener } = this;
this.list = null;
this.opener = null;
if (opener) opener.setAttribute("aria-expanded", "false");
if (opener && back) opener.focus({ preventScroll: true });
if (list) list.remove();
}
}
const DRAG_BEGINS = 6;
const DRAG_EDGE = 56;
class Dragging {
constructor(root, handlers, floats) {
this.root = root;
this.handlers = handlers;
this.floats = floats;
this.window = (root.ownerDocument.defaultView);
this.drag = null;
root.addEventListener("pointerdown", (event) => this.down(event));
root.addEventListener("pointermove", (event) => this.move(event));
root.addEventListener("pointerup", (event) => this.up(event));
root.addEventListener("pointercancel", () => this.end(true));
root.addEventListener("dragstart", (event) => event.preventDefault());
root.ownerDocument.addEventListener("keydown", (event) => {
if (event.key === "Escape" && this.drag && this.drag.on) this.end(true);
});
}
down(event) {
const target = (event.target);
if (this.drag || event.button !== 0 || !event.isPrimary || !target.closest) return;
const byGrip = Boolean(target.closest("[data-grip], [data-token]"));
const thing = event.pointerType === "touch" && !byGrip ? null : this.handlers.grab(target, byGrip);
if (!thing) return;
const box = thing.getBoundingClientRect();
const [x, y] = [event.clientX, event.clientY];
this.drag = { pointer: event.pointerId, thing, x, y, dx: x - box.left, dy: y - box.top, on: false, ghost: null };
}
move(event) {
const { drag } = this;
if (!drag || event.pointerId !== drag.pointer) return;
const [x, y] = [event.clientX, event.clientY];
if (!drag.on && Math.hypot(x - drag.x, y - drag.y) < DRAG_BEGINS) return;
if (!drag.on) this.begin();
[drag.x, drag.y] = [x, y];
if (drag.ghost) drag.ghost.style.transform = `translate(${x - drag.dx}px, ${y - drag.dy}px)`;
this.handlers.over(x, y);
event.preventDefault();
}
begin() {
const { drag } = this;
if (!drag) return;
drag.on = true;
this.root.setPointerCapture(drag.pointer);
drag.thing.classList.add("cw-dragged");
if (this.floats) {
const ghost = (drag.thing.cloneNode(true));
ghost.classList.add("cw-ghost");
ghost.setAttribute("aria-hidden", "true");
ghost.style.width = `${drag.thing.offsetWidth}px`;
this.root.append(ghost);
drag.ghost = ghost;
}
this.scroll();
}
scroll() {
const { drag } = this;
if (!drag || !drag.on) return;
const room = this.window.innerHeight;
const step = drag.y < DRAG_EDGE ? -10 : drag.y > room - DRAG_EDGE ? 10 : 0;
if (step) {
this.window.scrollBy(0, step);
this.handlers.over(drag.x, drag.y);
}
this.window.requestAnimationFrame(() => this.scroll());
}
up(event) {
if (!this.drag || event.pointerId !== this.drag.pointer) return;
this.end(false);
}
end(cancelled) {
const { drag } = this;
if (!drag) return;
this.drag = null;
if (this.root.hasPointerCapture(drag.pointer)) this.root.releasePointerCapture(drag.pointer);
drag.thing.classList.remove("cw-dragged");
if (drag.ghost) drag.ghost.remove();
if (!drag.on) return;
this.swallowClick();
if (cancelled) this.handlers.cancel();
else this.handlers.drop(drag.x, drag.y);
}
swallowClick() {
const swallow = (event) => {
event.preventDefault();
event.stopPropagation();
};
this.window.addEventListener("click", swallow, { capture: true, once: true });
this.window.setTimeout(() => this.window.removeEventListener("click", swallow, true), 0);
}
}
const PART_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
function labelText(part) {
const label = part.querySelector("[data-label]") || part;
return (label.textContent || "").trim();
}
function markPart(element, right, question) {
const verdict = element.querySelector("[data-verdict]");
if (right === undefined) element.removeAttribute("data-part");
else element.setAttribute("data-part", right ? "right" : "wrong");
if (verdict) verdict.textContent = right === undefined ? "" : `(${question.text(right ? "arrange-right" : "arrange-wrong")})`;
}
function layAreas(root) {
root.querySelectorAll("[data-area]").forEach((area) => {
const [left, top, width, height] = (area.getAttribute("data-area") || "").split(" ").map(Number);
const { style } = (area);
Object.assign(style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
style.zIndex = String(1001 - Math.round((width * height) / 10));
});
}
function nameOfChip(chip) {
return chip.getAttribute("data-chip") || "";
}
class PlaceField extends Field {
constructor(question) {
super(question);
this.area = (this.form.querySelector("[data-arrange]"));
const kind = this.area.getAttribute("data-arrange");
this.fillsStems = kind === "matching";
this.stays = kind !== "sorting";
this.chips = this.partsWith("data-chip");
this.places = this.partsWith("data-place");
this.tray = (this.area.querySelector("[data-tray]"));
this.said = this.form.querySelector("[data-said]");
this.reuse = this.area.hasAttribute("data-reuse");
this.usable = false;
this.puts = [];
this.empty = new Map(this.places.map((place) => [place, (this.holderOf(place).textContent || "").trim()]));
this.seed = 0;
this.tray.append(...this.chips);
if (kind === "drag-and-drop") this.giveLetters();
this.area.classList.add("cw-live");
layAreas(this.area);
this.chooser = new Chooser(this.area);
this.held = null;
this.dragging = new Dragging(this.area, this, true);
this.area.addEventListener("click", (event) => this.press((event.target)));
const { ResizeObserver } = (question.page.window);
if (kind === "drag-and-drop" && ResizeObserver) new ResizeObserver(() => this.fit()).observe(this.area);
}
shuffle(seed) {
if (seed === this.seed) return;
this.seed = seed;
this.chips = shuffled(this.partsWith("data-chip").sort((one, two) => (nameOfChip(one) < nameOfChip(two) ? -1 : 1)), seed, "parts");
this.tray.append(...this.chips);
this.chips.forEach((chip, at) => {
const letter = chip.querySelector(".cw-letter");
if (letter) letter.textContent = PART_LETTERS[at].toUpperCase();
});
}
partsWith(attribute) {
return Array.from(this.area.querySelectorAll(`[${attribute}]`));
}
giveLetters() {
this.chips.forEach((chip, at) => {
const letter = this.area.ownerDocument.createElement("span");
letter.className = "cw-letter";
letter.setAttribute("aria-hidden", "true");
letter.textContent = PART_LETTERS[at].toUpperCase();
const label = chip.querySelector("[data-label]");
if (label) label.before(letter);
});
}
read() {
const pairs = this.puts.map(({ chip, place }) => (this.fillsStems ? [place, chip] : [chip, place]));
pairs.sort(([one], [other]) => PART_LETTERS.indexOf(one) - PART_LETTERS.indexOf(other));
return pairs.map((pair) => pair.join("."));
}
write(response) {
const pairs = response.map((pair) => pair.split("."));
this.puts = pairs.map(([stem, target]) => (this.fillsStems ? { place: stem, chip: target } : { chip: stem, place: target }));
this.draw();
}
complete() {
const stems = this.fillsStems ? this.places : this.chips;
return this.area.hasAttribute("data-all") ? this.puts.length === stems.length : this.puts.length > 0;
}
enable(usable) {
if (usable === this.usable) return;
this.usable = usable;
this.chooser.close(false);
this.area.toggleAttribute("data-usable", usable);
this.area.querySelectorAll("button").forEach((button) => (button.disabled = !usable));
}
mark(judged) {
const parts = (judged && judged.parts) || [];
const stems = this.fillsStems ? this.places : this.chips;
stems.forEach((stem) => markPart(stem, parts[PART_LETTERS.indexOf(stem.getAttribute("data-stem") || "-")], this.question));
this.draw();
}
focus() {
const stems = this.fillsStems ? this.places : this.chips;
const stem = stems.find((part) => part.getAttribute("data-part") === "wrong") || stems[0];
const button = stem && stem.querySelector("button");
if (button) button.focus();
}
press(target) {
const opener = (target.closest("[data-open-chip], [data-open-place]"));
const part = opener && (opener.closest("[data-chip], [data-place]"));
if (!this.usable || !opener || !part) return;
if (opener.hasAttribute("data-open-chip")) this.askWhere(opener, part);
else this.askWhat(opener, part);
}
askWhere(opener, part) {
const chip = part.getAttribute("data-chip") || "";
const choices = this.places.map((place) => {
const id = place.getAttribute("data-place") || "";
return { id, label: place.querySelector("[data-label]") || "", chosen: this.isPut(chip, id) };
});
const leave = { id: "", label: this.question.text("arrange-take-back"), chosen: false };
const all = choices.concat(choices.some(({ chosen }) => chosen) ? [leave] : []);
this.chooser.open(opener, this.question.text("arrange-where", { item: labelText(part) }), all, (place) => {
this.put(chip, place, "");
if (!this.stays) this.focusNext(part);
});
}
askWhat(opener, part) {
const place = part.getAttribute("data-place") || "";
const choices = this.chips.map((chip) => {
const id = chip.getAttribute("data-chip") || "";
return { id, label: chip.querySelector("[data-label]") || "", chosen: this.isPut(id, place) };
});
const leave = { id: "", label: this.question.text("arrange-empty"), chosen: false };
const all = choices.concat(choices.some(({ chosen }) => chosen) ? [leave] : []);
const name = this.question.text("arrange-what", { place: labelText(part) });
this.chooser.open(opener, name, all, (chip) => (chip ? this.put(chip, place, "") : this.clearPlace(place)));
}
focusNext(chip) {
const next = this.tray.querySelector("[data-chip] button") || chip.querySelector("button");
if (next) (next).focus();
}
isPut(chip, place) {
return this.puts.some((put) => put.chip === chip && put.place === place);
}
put(chip, place, from) {
const leaves = (put) =>
put.chip === chip && (put.place === from || (from === "" && !(this.reuse && place)));
const isTaken = (put) => this.fillsStems && put.place === place;
this.puts = this.puts.filter((put) => !leaves(put) && !isTaken(put));
if (place && !this.isPut(chip, place)) this.puts.push({ chip, place });
const words = { item: this.nameOf(this.chips, "data-chip", chip), place: this.nameOf(this.places, "data-place", place) };
this.tell(this.question.text(place ? "arrange-put" : "arrange-back", words));
}
clearPlace(place) {
const chips = this.puts.filter((put) => put.place === place).map(({ chip }) => this.nameOf(this.chips, "data-chip", chip));
this.puts = this.puts.filter((put) => put.place !== place);
this.tell(this.question.text("arrange-back", { item: chips.join(", ") }));
}
tell(words) {
this.draw();
if (this.said) this.said.textContent = words;
this.changed();
}
nameOf(parts, attribute, id) {
const part = parts.find((candidate) => candidate.getAttribute(attribute) === id);
return part ? labelText(part) : "";
}
grab(target) {
if (!this.usable) return null;
const token = (target.closest("[data-token]"));
const thing = token || (target.closest("[data-chip]"));
if (!thing) return null;
const place = token && token.closest("[data-place]");
const chip = thing.getAttribute(token ? "data-token" : "data-chip") || "";
this.held = { chip, from: (place && place.getAttribute("data-place")) || "" };
return thing;
}
targetAt(x, y) {
const under = this.area.ownerDocument.elementFromPoint(x, y);
const target = under && under.closest("[data-place], [data-back]");
return target && this.area.contains(target) ? target : null;
}
over(x, y) {
this.chooser.close(false);
const target = this.targetAt(x, y);
this.area.setAttribute("data-dragging", "");
this.area.querySelectorAll("[data-over]").forEach((part) => part !== target && part.removeAttribute("data-over"));
if (target) target.setAttribute("data-over", "");
}
drop(x, y) {
const [target, held] = [this.targetAt(x, y), this.held];
this.cancel();
if (!target || !held || !this.usable) return;
const place = target.getAttribute("data-place") || "";
if (place || this.puts.some(({ chip }) => chip === held.chip)) this.put(held.chip, place, held.from);
}
cancel() {
this.held = null;
this.area.removeAttribute("data-dragging");
this.area.querySelectorAll("[data-over]").forEach((part) => part.removeAttribute("data-over"));
}
draw() {
const focused = (this.area.ownerDocument.activeElement);
this.chips.forEach((chip) => this.drawChip(chip));
if (this.stays) this.places.forEach((place) => this.drawPlace(place));
const done = this.area.querySelector("[data-done]");
if (done) done.toggleAttribute("hidden", this.tray.children.length > 0);
this.fit();
if (focused && focused !== this.area.ownerDocument.activeElement && this.area.contains(focused)) focused.focus();
}
drawChip(chip) {
const puts = this.puts.filter((put) => put.chip === chip.getAttribute("data-chip"));
const places = this.places.filter((place) => puts.some((put) => put.place === place.getAttribute("data-place")));
chip.toggleAttribute("data-used", places.length > 0);
if (!this.stays) (places[0] ? this.holderOf(places[0]) : this.tray).append(chip);
const where = chip.querySelector("[data-where]");
if (where && this.stays) where.textContent = places.map(labelText).join(", ");
}
drawPlace(place) {
const id = place.getAttribute("data-place") || "";
const chips = this.chips.filter((chip) => this.isPut(chip.getAttribute("data-chip") || "", id));
place.toggleAttribute("data-filled", chips.length > 0);
this.holderOf(place).replaceChildren(...chips.map((chip) => this.tokenOf(chip)));
if (this.fillsStems && chips.length === 0) this.holderOf(place).textContent = this.empty.get(place) || "";
const button = place.querySelector("[data-open-place]");
if (!button || this.fillsStems) return;
const words = { place: labelText(place), items: chips.map(labelText).join(", ") };
if (chips.length > 0) button.setAttribute("aria-label", this.question.text("arrange-holds", words));
else button.removeAttribute("aria-label");
}
tokenOf(chip) {
const token = this.area.ownerDocument.createElement("span");
token.className = "cw-token";
token.setAttribute("data-token", chip.getAttribute("data-chip") || "");
const part = chip.getAttribute("data-part");
if (part) token.setAttribute("data-part", part);
const [letter, label] = [chip.querySelector(".cw-letter"), chip.querySelector("[data-label]")];
if (letter) token.append(letter.cloneNode(true));
const text = this.area.ownerDocument.createElement("span");
text.className = "cw-token-text";
if (label) text.append(...Array.from(label.cloneNode(true).childNodes));
token.append(text);
return token;
}
fit() {
this.places.filter((place) => place.hasAttribute("data-area")).forEach((place) => {
place.classList.remove("cw-tight");
const holder = this.holderOf(place);
const isTight = holder.scrollHeight > place.clientHeight + 1 || holder.scrollWidth > place.clientWidth + 1;
place.classList.toggle("cw-tight", isTight);
});
}
holderOf(place) {
return (place.querySelector("[data-holder]") || place);
}
}
FIELDS.matching = PlaceField;
FIELDS.sorting = PlaceField;
FIELDS["drag-and-drop"] = PlaceField;
class OrderField extends Field {
constructor(question) {
super(question);
this.list = (this.form.querySelector("[data-order]"));
this.said = this.form.querySelector("[data-said]");
this.usable = false;
this.touched = false;
this.first = this.items().map((item) => this.idOf(item));
this.list.classList.add("cw-live");
this.arrange(this.first);
this.list.addEventListener("click", (event) => this.press((event.target)));
this.list.addEventListener("keydown", (event) => this.onKey(event));
this.held = null;
this.dragging = new Dragging(this.list, this, false);
}
items() {
return Array.from(this.list.querySelectorAll("[data-item]"));
}
idOf(item) {
return item.getAttribute("data-item") || "";
}
shuffle(seed) {
const order = shuffled(this.first.slice().sort(), seed, "items");
const isRight = order.every((id, at) => id === PART_LETTERS[at]);
this.first = isRight ? order.reverse() : order;
if (!this.touched) this.arrange(this.first);
}
read() {
return this.touched ? this.items().map((item) => this.idOf(item)) : [];
}
write(response) {
this.touched = response.length > 0;
this.arrange(this.touched ? response : this.first);
}
enable(usable) {
if (usable === this.usable) return;
this.usable = usable;
this.list.toggleAttribute("data-usable", usable);
this.list.querySelectorAll("button").forEach((button) => (button.disabled = !usable));
}
mark(judged) {
const parts = (judged && judged.parts) || [];
this.items().forEach((item, at) => markPart(item, parts[at], this.question));
}
focus() {
const items = this.items();
const item = items.find((part) => part.getAttribute("data-part") === "wrong") || items[0];
const button = item && item.querySelector('button:not([aria-disabled="true"])');
if (button) (button).focus();
}
arrange(order) {
const items = this.items();
const sorted = order.map((id) => items.find((item) => this.idOf(item) === id));
const focused = (this.list.ownerDocument.activeElement);
sorted.forEach((item) => item && this.list.append(item));
if (focused && focused !== this.list.ownerDocument.activeElement && this.list.contains(focused)) focused.focus();
this.markEnds();
}
markEnds() {
const items = this.items();
items.forEach((item, at) => {
const ends = { "-1": at === 0, "1": at === items.length - 1 };
for (const [way, isEnd] of Object.entries(ends)) {
const button = item.querySelector(`[data-move="${way}"]`);
if (button) button.setAttribute("aria-disabled", String(isEnd));
}
});
}
press(target) {
const button = target.closest("[data-move]");
const item = (button && button.closest("[data-item]"));
if (button && item) this.moveTo(item, this.items().indexOf(item) + Number(button.getAttribute("data-move")));
}
onKey(event) {
const target = (event.target);
const item = (target.closest("[data-item]"));
if (!item) return;
const at = this.items().indexOf(item);
const ways = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: this.items().length - 1 };
if (!(event.key in ways)) return;
event.preventDefault();
this.moveTo(item, ways[event.key]);
}
moveTo(item, wanted) {
const items = this.items();
const place = Math.max(0, Math.min(wanted, items.length - 1));
if (!this.usable) return;
if (items[place] !== item) {
const order = items.filter((other) => other !== item);
order.splice(place, 0, item);
this.touched = true;
this.arrange(order.map((part) => this.idOf(part)));
item.scrollIntoView({ block: "nearest" });
}
this.announce(item);
}
announce(item) {
const [place, count] = [this.items().indexOf(item) + 1, this.items().length].map(String);
if (this.said) this.said.textContent = this.question.text("arrange-moved", { item: labelText(item), place, count });
this.changed();
}
grab(target) {
const item = (target.closest("[data-item]"));
if (!this.usable || !item || target.closest("button")) return null;
this.held = { item, order: this.items().map((part) => this.idOf(part)) };
return item;
}
over(_x, y) {
if (!this.held) return;
const { item } = this.held;
const others = this.items().filter((other) => other !== item);
const above = others.filter((other) => {
const box = other.getBoundingClientRect();
return y > box.top + box.height / 2;
});
const next = others[above.length] || null;
if (item.nextElementSibling !== next) this.list.insertBefore(item, next);
}
drop() {
const { held } = this;
this.held = null;
if (!held || held.order.join() === this.items().map((item) => this.idOf(item)).join()) return;
this.touched = true;
this.markEnds();
this.announce(held.item);
}
cancel() {
if (this.held) this.arrange(this.held.order);
this.held = null;
}
}
FIELDS.ordering = OrderField;
class HotspotField extends Field {
constructor(question) {
super(question);
this.area = (this.form.querySelector("[data-hotspot]"));
this.several = this.area.hasAttribute("data-several");
this.buttons = Array.from(this.area.querySelectorAll("button"));
this.area.classList.add("cw-live");
layAreas(this.area);
this.buttons.forEach((button) => button.addEventListener("click", () => this.toggle(button)));
}
isPressed(button) {
return button.getAttribute("aria-pressed") === "true";
}
toggle(button) {
const pressed = !this.isPressed(button);
if (!this.several) this.buttons.forEach((other) => other.setAttribute("aria-pressed", "false"));
button.setAttribute("aria-pressed", String(pressed));
this.changed();
}
read() {
return this.buttons.filter((button) => this.isPressed(button)).map((button) => button.value);
}
write(response) {
this.buttons.forEach((button) => button.setAttribute("aria-pressed", String(response.includes(button.value))));
}
enable(usable) {
this.buttons.forEach((button) => (button.disabled = !usable));
}
mark(judged) {
const chosen = (id) => judged !== null && judged.response.includes(id);
const verdict = judged && (judged.correct || !this.several) ? judged.correct : undefined;
this.area.querySelectorAll("[data-option]").forEach((region) => {
markPart(region, chosen(region.getAttribute("data-option") || "") ? verdict : undefined, this.question);
});
this.area.querySelectorAll("[data-found]").forEach((found) => {
const shown = chosen(found.getAttribute("data-found") || "");
markPart(found, shown ? verdict : undefined, this.question);
found.toggleAttribute("hidden", !shown);
});
}
focus() {
const first = this.buttons.find((button) => this.isPressed(button)) || this.buttons[0];
if (first) first.focus();
}
}
FIELDS.hotspot = HotspotField;
class QuestionForm {
constructor(page, form) {
this.page = page;
this.form = form;
this.test = null;
this.id = form.getAttribute("data-question") || "";
this.field = fieldOf(this);
this.submitButton = (form.querySelector('button[type="submit"]'));
this.retryButton = this.button("retry", () => this.retry());
this.resultLine = (form.querySelector(".cw-result"));
this.hintButton = this.button("hint", () => this.showHint());
this.hints = (Array.from(form.querySelectorAll("[data-hint]")));
this.startButton = this.button("start", () => this.begin(true));
this.extendButton = this.button("extend", () => this.extend());
this.countdown = this.countdownOf(Number(form.getAttribute("data-time-limit")));
this.phase = "closed";
this.locked = false;
this.answeredOnce = false;
this.since = 0;
form.addEventListener("submit", (event) => {
event.preventDefault();
if (this.field.complete()) this.submit();
});
["input", "change"].forEach((name) => form.addEventListener(name, () => this.refresh()));
}
done() {
return this.answeredOnce;
}
submit() {
const response = this.field.read();
if (this.phase !== "open" || response.length === 0 || this.test) return;
this.setPhase("sent");
const latency = Math.round(this.page.window.performance.now() - this.since);
this.page.send({ type: "answer", question: this.id, response, latency, texts: this.field.texts() });
}
retry() {
if (this.locked) return;
this.begin(true);
}
showHint() {
const hint = this.hints.find((candidate) => candidate.hasAttribute("hidden"));
if (!hint) return;
hint.removeAttribute("hidden");
hint.setAttribute("open", "");
this.refresh();
const summary = (hint.querySelector("summary"));
if (summary) summary.focus();
}
restore(judged, mode) {
if (this.phase === "closed") this.hints.forEach((hint) => hint.setAttribute("hidden", ""));
if (judged) {
this.field.write(judged.response);
this.show(judged);
} else if (mode === "review") {
this.locked = true;
this.say("not-answered");
this.setPhase("closed");
} else if (this.phase !== "open" && this.phase !== "ready") {
this.begin(false);
}
}
answered(judged) {
this.show(judged);
const target = (!judged.locked && this.retryButton) || this.resultLine;
if (!target) return;
if (target === this.resultLine) target.setAttribute("tabindex", "-1");
target.focus();
}
clear() {
this.field.write([]);
this.answeredOnce = false;
this.begin(false);
}
begin(asked) {
this.hideOutcome();
this.locked = false;
this.since = this.page.window.performance.now();
this.form.removeAttribute("data-locked");
this.setPhase(this.countdown && !asked && !this.test ? "ready" : "open");
if (this.countdown && asked) this.countdown.start();
if (asked) this.field.focus();
this.field.mark(null);
}
show(judged) {
const outcome = outcomeOf(judged);
this.hideOutcome();
this.locked = judged.locked;
this.answeredOnce = true;
this.form.setAttribute("data-result", outcome);
this.form.toggleAttribute("data-locked", judged.locked);
this.field.mark(judged);
this.showOverall(judged.partly ? "partly" : outcome);
this.say(outcome, judged);
this.setPhase("shown");
}
setPhase(phase) {
this.phase = phase;
if (this.countdown && phase !== "open") this.countdown.stop();
this.refresh();
}
refresh() {
if (this.test) this.test.changed(this);
const { phase, locked } = this;
const usable = phase === "open";
const timed = this.countdown !== null && !this.test && (usable || phase === "ready");
this.field.enable(usable);
this.form.toggleAttribute("data-waiting", phase === "ready");
if (this.submitButton) {
this.submitButton.disabled = !usable || !this.field.complete();
this.submitButton.hidden = phase === "ready" || phase === "shown" || locked;
}
if (this.retryButton) this.retryButton.hidden = phase !== "shown" || locked;
if (this.hintButton) this.hintButton.hidden = !usable || !this.hints.some((hint) => hint.hasAttribute("hidden"));
if (this.startButton) this.startButton.hidden = phase !== "ready";
if (this.extendButton) this.extendButton.hidden = !usable || !timed;
this.form.querySelectorAll("[data-timer]").forEach((part) => part.toggleAttribute("hidden", !timed));
}
showOverall(outcome) {
const parts = Array.from(this.form.querySelectorAll("[data-overall]"));
const named = (name) => parts.filter((part) => part.getAttribute("data-overall") === name);
const own = named(outcome);
(own.length === 0 && outcome === "partly" ? named("incorrect") : own).forEach((part) => part.removeAttribute("hidden"));
}
hideOutcome() {
this.form.removeAttribute("data-result");
this.form.querySelectorAll("[data-overall]").forEach((part) => part.setAttribute("hidden", ""));
if (this.resultLine) this.resultLine.textContent = "";
}
say(key, judged) {
if (this.resultLine) this.resultLine.textContent = `${this.text(key)} ${this.attemptsText(judged)}`.trim();
}
attemptsText(judged) {
if (!judged || judged.correct || judged.score === null || this.test) return "";
if (judged.locked) return this.text("locked");
return judged.attemptsLeft === null
? this.text("try-again-any")
: this.text("attempts-left", { count: String(judged.attemptsLeft) });
}
showAlone(text) {
if (this.form.querySelector(".cw-alone")) return;
const hint = this.page.document.createElement("p");
hint.className = "cw-hint cw-alone";
hint.textContent = text;
const before = this.form.querySelector(".cw-actions");
if (before) before.before(hint);
}
countdownOf(seconds) {
if (!(seconds > 0)) return null;
return new Countdown(this.page.window, seconds, {
tick: (left) => this.form.querySelectorAll("[data-time-left]").forEach((part) => (part.textContent = minutesText(left))),
warn: (left) => this.announce("time-warning", { seconds: String(left) }),
end: () => this.timeUp(),
});
}
extend() {
if (!this.countdown || this.phase !== "open") return;
this.announce("");
this.countdown.start();
}
timeUp() {
if (this.phase !== "open") return;
this.submit();
if (this.phase !== "open") return;
this.begin(false);
this.announce("time-up");
if (this.startButton) this.startButton.focus();
}
announce(key, values) {
if (this.resultLine) this.resultLine.textContent = this.text(key, values);
}
button(action, act) {
const button = (this.form.querySelector(`[data-action="${action}"]`));
if (button) button.addEventListener("click", act);
return button;
}
text(key, values) {
return fillIn(this.page.strings[key], values);
}
}
function outcomeOf({ score, correct }) {
if (score === null) return "recorded";
if (correct) return "correct";
return score > 0 ? "partly" : "incorrect";
}
const CALM = 1000;
class Activity {
constructor(page, element) {
this.page = page;
this.element = element;
this.id = element.getAttribute("data-activity") || "";
this.timer = 0;
}
response() {
return [];
}
restore(_response) {}
done() {
return this.response().length > 0;
}
enable(_usable) {}
texts() {
return {};
}
changed() {
this.page.window.clearTimeout(this.timer);
this.timer = 0;
const latency = Math.round(this.page.window.performance.now());
this.page.send({ type: "activity", id: this.id, response: this.response(), latency, texts: this.texts() });
this.page.progressed();
}
changedSoon() {
this.page.window.clearTimeout(this.timer);
this.timer = this.page.window.setTimeout(() => this.changed(), CALM);
}
flush() {
if (this.timer) this.changed();
}
receive(response) {
if (this.timer) this.flush();
else if (!sameList(response, this.response())) this.restore(response);
}
}
const ACTIVITIES = {};
function activitiesOn(page) {
const activities = [];
page.document.querySelectorAll("[data-activity]").forEach((element) => {
const family = ACTIVITIES[element.getAttribute("data-kind") || ""];
if (family) activities.push(new family(page, (element)));
});
return activities;
}
const TIME_MARKS = [30, 10, 5, 1];
const DRAFT_DELAY = 400;
function markPassed(before, left) {
const passed = TIME_MARKS.filter((mark) => before > 60 * mark && left <= 60 * mark);
return passed.length > 0 ? passed[passed.length - 1] : null;
}
function layOut(page, { draws, order, options }) {
const forms = new Map(page.questions.map(({ id, form }) => [id, form]));
const asked = new Set(order);
for (const { id, questions } of draws) {
const place = page.document.querySelector(`[data-draw="${id}"]`);
if (place) questions.forEach((question) => bringTo(place, forms.get(question)));
}
page.document.querySelectorAll("[data-draw] form[data-question]").forEach((form) => {
form.toggleAttribute("hidden", !asked.has(form.getAttribute("data-question") || ""));
});
reorder(page.questions.filter(({ id }) => asked.has(id)).map(({ form }) => form), order.map((id) => forms.get(id)));
const shown = page.document.querySelectorAll("form[data-question]:not([hidden]) .cw-question-label");
shown.forEach((label, at) => (label.textContent = fillIn(page.strings["question-label"], { number: String(at + 1) })));
for (const { id, form, field } of page.questions) {
if (options[id] !== undefined && form.hasAttribute("data-shuffle")) field.shuffle(options[id]);
}
}
function showBanks(page, shown) {
page.document.querySelectorAll("[data-draw] form[data-question]").forEach((form) => form.toggleAttribute("hidden", !shown));
}
function bringTo(place, form) {
if (form && form.parentElement !== place) place.append(form);
}
function reorder(elements, order) {
const inDocument = elements.slice().sort((one, two) => (one.compareDocumentPosition(two) & 4 ? -1 : 1));
const wanted = (order.filter(Boolean));
if (wanted.length !== inDocument.length || wanted.every((element, at) => element === inDocument[at])) return;
const marks = inDocument.map((element) => {
const mark = element.ownerDocument.createComment("");
element.replaceWith(mark);
return mark;
});
marks.forEach((mark, at) => mark.replaceWith(wanted[at]));
}
class TestPage {
constructor(page, element) {
this.page = page;
this.element = element;
this.view = null;
this.timeLeft = 0;
this.since = 0;
this.timer = 0;
this.known = new Map();
this.asked = [];
this.on("[data-test-begin]", () => this.ask("begin"));
this.on("[data-test-extend]", () => this.ask("extend"));
this.on("[data-test-submit]", () => this.confirm());
this.on("[data-test-sure]", () => this.sure());
this.on("[data-test-back]", () => this.closeDialog());
page.questions.forEach((question) => (question.test = this));
}
ask(act) {
this.flush();
this.page.send({ type: "test", act });
}
changed(question) {
if (!this.view || this.view.phase !== "open") return;
this.showCount();
if (!(question.field instanceof TextField)) return this.flush();
this.page.window.clearTimeout(this.timer);
this.timer = this.page.window.setTimeout(() => this.flush(), DRAFT_DELAY);
}
flush() {
this.page.window.clearTimeout(this.timer);
this.timer = 0;
if (!this.view || this.view.phase !== "open") return;
for (const question of this.questions()) {
const response = question.field.read();
const text = JSON.stringify(response);
if (text === this.known.get(question)) continue;
this.known.set(question, text);
const latency = Math.round(this.page.window.performance.now() - this.since);
this.page.send({ type: "draft", question: question.id, response, latency, texts: question.field.texts() });
}
}
confirm() {
this.flush();
const open = this.questions().filter((question) => question.field.read().length === 0);
this.text("[data-test-open]", this.words(open.length > 0 ? "test-open" : "test-complete", { count: String(open.length) }));
this.each("[data-test-open-list]", (list) => {
list.textContent = "";
list.hidden = open.length === 0;
open.forEach((question) => list.append(this.linkTo(question)));
});
const dialog = this.dialog();
if (!dialog) this.ask("submit");
else if (!dialog.open) dialog.showModal();
}
linkTo(question) {
const item = this.page.document.createElement("li");
const button = this.page.document.createElement("button");
button.type = "button";
button.className = "cw-button cw-secondary cw-small";
const label = question.form.querySelector(".cw-question-label");
button.textContent = (label && label.textContent) || question.id;
button.addEventListener("click", () => {
this.closeDialog();
question.field.focus();
});
item.append(button);
return item;
}
sure() {
this.closeDialog();
this.ask("submit");
}
closeDialog() {
const dialog = this.dialog();
if (dialog && dialog.open) dialog.close();
}
restore(view, { answers = {}, mode, news, layout }) {
const before = this.view;
this.view = null;
this.asked = layout ? layout.order : this.page.questions.map(({ id }) => id);
if (!before || news === "begun") this.since = this.page.window.performance.now();
if (view.phase !== "open") this.closeDialog();
for (const question of this.page.questions) {
const judged = view.review ? answers[question.id] || null : null;
if (judged) question.restore(judged, mode);
else this.showDraft(question, view, mode);
}
this.view = view;
this.show(view, mode === "review");
if (view.timeLeft !== null) this.tick(view.timeLeft);
if (news) this.tell(news, view);
}
showDraft(question, view, mode) {
const response = view.responses[question.id] || [];
const open = view.phase === "open" && mode !== "review";
const typing = open && question.phase === "open" && this.timer !== 0;
if (!typing && JSON.stringify(question.field.read()) !== JSON.stringify(response)) question.field.write(response);
if (!typing) this.known.set(question, JSON.stringify(response));
if (open && question.phase !== "open") question.begin(false);
if (open) return;
question.hideOutcome();
question.field.mark(null);
question.locked = true;
if (view.review) question.say("not-answered");
question.setPhase("closed");
}
tick(left) {
const mark = this.view && this.view.phase === "open" ? markPassed(this.timeLeft, left) : null;
this.timeLeft = left;
this.each("[data-test-time]", (part) => {
part.textContent = this.words("test-time", { time: minutesText(Math.ceil(left)) });
part.toggleAttribute("data-late", left <= 60);
});
if (mark !== null) this.say(mark === 1 ? "test-time-short" : "test-time-said", { minutes: String(mark) });
}
tell(news, view) {
if (news === "begun") {
const [first] = this.questions();
if (first) first.field.focus();
} else if (news === "extended") {
this.each("[data-test-submit]", (button) => view.extension === 0 && button.focus());
this.say("test-extended", { minutes: String(Math.ceil((view.timeLeft || 0) / 60)) });
} else {
if (news === "over") this.say("test-time-over");
this.each(".cw-test-title", (heading) => heading.focus());
}
}
show(view, looking) {
const { phase } = view;
const usable = !looking && phase === "open";
this.element.setAttribute("data-phase", phase);
this.page.document.documentElement.setAttribute("data-test-phase", phase);
this.each("[data-test-bar]", (bar) => (bar.hidden = !usable));
this.each("[data-test-time]", (part) => (part.hidden = view.timeLeft === null));
this.each("[data-test-extend]", (button) => {
button.hidden = view.extension === 0;
button.textContent = this.words("test-extend", { minutes: String(view.extension) });
});
this.each("[data-test-begin]", (button) => {
button.hidden = looking || !(phase === "ready" || view.again);
button.textContent = this.words(view.attempts > 0 ? "test-again" : "test-begin");
});
this.each("[data-test-facts]", (facts) => (facts.hidden = phase === "submitted" && !view.again));
this.each("[data-test-outcome]", (part) => (part.hidden = phase !== "submitted"));
if (phase === "submitted") this.showOutcome(view);
this.showQuestions(looking || phase !== "ready");
this.showCount();
}
showQuestions(shown) {
this.questions().forEach(({ form }) => form.toggleAttribute("hidden", !shown));
}
showCount() {
const questions = this.questions();
const answered = questions.filter((question) => question.field.read().length > 0).length;
const counts = { answered: String(answered), count: String(questions.length) };
this.text("[data-test-count]", this.words("test-answered", counts));
}
showOutcome(view) {
const { score, counts, outcome, attemptsLeft, freed, ways } = view;
const numbers = { score: String(score), counts: String(counts) };
const points = this.words(counts !== null && counts !== score ? "test-score-counts" : "test-score", numbers);
this.text("[data-test-score]", [outcome ? this.words(`test-${outcome}`) : "", points].join(" ").trim());
const left = attemptsLeft === null ? "test-tries-more" : attemptsLeft > 0 ? "test-tries-left" : "test-tries-none";
this.text("[data-test-tries]", score === 100 ? "" : this.words(left, { count: String(attemptsLeft) }));
this.text("[data-test-freed]", this.words("test-freed", { titles: freed.join(", ") }));
this.each("[data-test-freed]", (part) => (part.hidden = freed.length === 0));
this.each("[data-test-ways]", (part) => {
part.hidden = ways.length === 0;
const list = part.querySelector("ul");
if (list) list.replaceChildren(...ways.map((way) => this.wayItem(way)));
});
}
wayItem({ lesson, title, href, objectives }) {
const item = this.page.document.createElement("li");
const link = this.page.document.createElement(href ? "a" : "span");
if (href) link.setAttribute("href", href.replace(/^.*\//, ""));
if (href) link.dataset.go = lesson;
link.textContent = title;
const about = objectives.filter(Boolean).join("; ");
item.append(link, about ? ` – ${about}` : "");
return item;
}
questions() {
return this.asked.flatMap((id) => this.page.questions.filter((question) => question.id === id));
}
dialog() {
return this.page.document.querySelector("[data-test-confirm]");
}
say(key, values) {
this.text("[data-test-said]", this.words(key, values));
}
words(key, values) {
return fillIn(this.page.strings[key], values);
}
text(selector, text) {
this.each(selector, (part) => {
if (part.textContent !== text) part.textContent = text;
});
}
each(selector, action) {
this.page.document.querySelectorAll(selector).forEach((part) => action((part)));
}
on(selector, act) {
this.each(selector, (part) => part.addEventListener("click", act));
}
}
class PanelBlock {
constructor(element) {
this.element = element;
this.document = element.ownerDocument;
this.parts = (Array.from(element.querySelectorAll("[data-part]")));
this.opened = new Set();
this.onOpened = () => {};
element.classList.add("cw-live");
}
open(part) {
const id = part.getAttribute("data-part") || "";
if (this.opened.has(id)) return;
this.opened.add(id);
this.mark();
this.onOpened();
}
restore(ids) {
ids.forEach((id) => this.opened.add(id));
this.mark();
}
mark() {
for (const part of this.parts) {
part.toggleAttribute("data-opened", this.opened.has(part.getAttribute("data-part") || ""));
}
}
isDone() {
return this.opened.size >= this.parts.length;
}
make(tag, classes, text = "") {
const element = this.document.createElement(tag);
element.className = classes;
element.textContent = text;
if (tag === "button") element.setAttribute("type", "button");
return element;
}
words(name) {
return this.element.getAttribute(`data-${name}`) || "";
}
}
class Accordion extends PanelBlock {
constructor(element) {
super(element);
this.parts.forEach((part) => part.addEventListener("toggle", () => part.hasAttribute("open") && this.open(part)));
}
}
class Tabs extends PanelBlock {
constructor(element) {
super(element);
const list = this.make("div", "cw-tab-list");
list.setAttribute("role", "tablist");
this.buttons = this.parts.map((part) => this.button(part));
list.append(...this.buttons);
list.addEventListener("keydown", (event) => this.onKey(event));
element.prepend(list);
this.select(0);
}
button(part) {
const title = part.querySelector(".cw-part-title");
const button = this.make("button", "cw-tab-button");
button.innerHTML = title ? title.innerHTML : "";
button.id = `${part.id}-tab`;
button.setAttribute("role", "tab");
button.setAttribute("aria-controls", part.id);
button.addEventListener("click", () => this.select(this.parts.indexOf(part)));
part.setAttribute("role", "tabpanel");
part.setAttribute("aria-labelledby", button.id);
part.tabIndex = 0;
return button;
}
select(index) {
this.parts.forEach((part, at) => (part.hidden = at !== index));
this.buttons.forEach((button, at) => {
button.setAttribute("aria-selected", String(at === index));
button.tabIndex = at === index ? 0 : -1;
});
this.open(this.parts[index]);
}
onKey(event) {
const at = this.buttons.indexOf((event.target));
const to = at < 0 ? null : nextByKey(event.key, at, this.buttons.length, isRightToLeft(this.element));
if (to === null) return;
event.preventDefault();
this.select(to);
this.buttons[to].focus();
}
}
function nextByKey(key, at, count, rightToLeft) {
const forward = rightToLeft ? "ArrowLeft" : "ArrowRight";
const backward = rightToLeft ? "ArrowRight" : "ArrowLeft";
if (key === forward) return (at + 1) % count;
if (key === backward) return (at + count - 1) % count;
if (key === "Home") return 0;
return key === "End" ? count - 1 : null;
}
function isRightToLeft(element) {
const view = element.ownerDocument.defaultView;
return view !== null && view.getComputedStyle(element).direction === "rtl";
}
class Process extends PanelBlock {
constructor(element) {
super(element);
this.at = 0;
this.previous = this.make("button", "cw-button cw-secondary", this.words("previous"));
this.next = this.make("button", "cw-button", this.words("next"));
this.position = this.make("span", "cw-stage-position");
const controls = this.make("div", "cw-stage-controls");
controls.append(this.previous, this.position, this.next);
element.append(controls);
this.previous.addEventListener("click", () => this.go(this.at - 1));
this.next.addEventListener("click", () => this.go(this.at + 1));
this.show();
}
go(index) {
if (index < 0 || index >= this.parts.length) return;
this.at = index;
this.show();
const title = (this.parts[index].querySelector(".cw-part-title"));
if (title) title.focus();
}
show() {
this.parts.forEach((part, index) => (part.hidden = index !== this.at));
const list = this.parts[0]?.parentElement;
if (list) list.style.setProperty("counter-reset", `cw-stage ${this.at}`);
this.previous.toggleAttribute("disabled", this.at === 0);
this.next.toggleAttribute("disabled", this.at === this.parts.length - 1);
const values = { number: String(this.at + 1), count: String(this.parts.length) };
this.position.textContent = fillIn(this.words("position"), values);
if (this.parts[this.at]) this.open(this.parts[this.at]);
}
}
class FlashCards extends PanelBlock {
constructor(element) {
super(element);
this.parts.forEach((card) => this.makeTurnable(card));
}
makeTurnable(card) {
const front = (card.querySelector(".cw-card-front"));
const back = (card.querySelector(".cw-card-back"));
if (!front || !back) return;
card.classList.add("cw-live");
const button = this.make("button", "cw-card-turn");
const live = this.make("div", "cw-card-faces");
live.setAttribute("aria-live", "polite");
live.append(front, back);
card.append(live, button);
const turn = (turned) => {
front.hidden = turned;
back.hidden = !turned;
card.toggleAttribute("data-turned", turned);
button.textContent = this.words(turned ? "back" : "turn");
const title = front.textContent || "";
button.setAttribute("aria-label", `${button.textContent}: ${title.trim()}`);
if (turned) this.open(card);
};
turn(false);
button.addEventListener("click", () => turn(front.hidden !== true));
}
}
const PANEL_BLOCKS = { accordion: Accordion, tabs: Tabs, process: Process, "flash-cards": FlashCards };
function enlivenPanels(document) {
document.querySelectorAll("[data-kind]:not([data-activity])").forEach((element) => {
const family = PANEL_BLOCKS[element.getAttribute("data-kind") || ""];
if (family) new family((element));
});
}
class PanelActivity extends Activity {
constructor(page, element) {
super(page, element);
this.block = new PANEL_BLOCKS[element.getAttribute("data-kind") || ""](element);
this.block.onOpened = () => this.changed();
}
response() {
const ids = this.block.parts.map((part) => part.getAttribute("data-part") || "");
return ids.filter((id) => this.block.opened.has(id));
}
restore(response) {
this.block.restore(response);
}
done() {
return this.block.isDone();
}
}
Object.keys(PANEL_BLOCKS).forEach((kind) => (ACTIVITIES[kind] = PanelActivity));
class LabelledImage extends Accordion {
constructor(element) {
super(element);
const frame = element.querySelector(".cw-points");
if (frame) frame.append(...this.parts.map((part) => this.point(part)));
}
point(part) {
const title = part.querySelector(".cw-fold-title");
const summary = part.querySelector("summary");
const point = this.make("button", "cw-point", (part.querySelector(".cw-point-number") || part).textContent || "");
point.setAttribute("aria-label", ((title && title.textContent) || "").replace(/\s+/g, " ").trim());
point.setAttribute("aria-expanded", "false");
point.style.left = `${part.dataset.x}%`;
point.style.top = `${part.dataset.y}%`;
point.addEventListener("click", () => {
part.setAttribute("open", "");
if (summary) summary.focus();
part.scrollIntoView({ block: "nearest" });
});
part.addEventListener("toggle", () => point.setAttribute("aria-expanded", String(part.hasAttribute("open"))));
return point;
}
}
PANEL_BLOCKS["labelled-image"] = LabelledImage;
ACTIVITIES["labelled-image"] = PanelActivity;
function enlivenGallery(element) {
const row = (element.querySelector(".cw-pictures"));
if (!row) return;
const pictures = (Array.from(row.children));
const make = (tag, classes, text = "") => {
const made = element.ownerDocument.createElement(tag);
made.className = classes;
made.textContent = text;
return made;
};
const previous = (make("button", "cw-button cw-secondary", element.dataset.previous));
const next = (make("button", "cw-button cw-secondary", element.dataset.next));
const position = make("span", "cw-stage-position");
position.setAttribute("role", "status");
const controls = make("div", "cw-gallery-controls");
[previous, next].forEach((button) => (button.type = "button"));
controls.append(previous, position, next);
element.append(controls);
let at = 0;
const show = () => {
previous.setAttribute("aria-disabled", String(at === 0));
next.setAttribute("aria-disabled", String(at === pictures.length - 1));
const values = { number: String(at + 1), count: String(pictures.length) };
position.textContent = fillIn(element.dataset.position, values);
};
const go = (index) => {
at = Math.max(0, Math.min(pictures.length - 1, index));
const left = pictures[at].offsetLeft - pictures[0].offsetLeft;
row.scrollTo({ left });
show();
};
previous.addEventListener("click", () => go(at - 1));
next.addEventListener("click", () => go(at + 1));
row.addEventListener("scroll", () => {
const middle = row.getBoundingClientRect().left + row.clientWidth / 2;
const near = pictures.findIndex((picture) => {
const box = picture.getBoundingClientRect();
return box.left <= middle && middle <= box.right;
});
if (near >= 0 && near !== at) {
at = near;
show();
}
});
show();
}
function enlivenBeforeAfter(element) {
const over = (element.querySelector(".cw-after img"));
if (!over) return;
element.classList.add("cw-live");
const slider = element.ownerDocument.createElement("input");
slider.type = "range";
slider.min = "0";
slider.max = "100";
slider.value = "50";
slider.setAttribute("aria-label", element.dataset.slider || "");
const split = element.ownerDocument.createElement("span");
split.className = "cw-split";
const mirrored = getComputedStyle(element).direction === "rtl";
const show = () => {
over.style.clipPath = mirrored ? `inset(0 ${slider.value}% 0 0)` : `inset(0 0 0 ${slider.value}%)`;
split.style.insetInlineStart = `calc(${slider.value}% - 1px)`;
slider.setAttribute("aria-valuetext", `${100 - Number(slider.value)} %`);
};
slider.addEventListener("input", show);
element.append(split, slider);
show();
}
function enlivenEmbed(element) {
const button = (element.querySelector("[data-embed]"));
if (!button) return;
button.hidden = false;
button.addEventListener("click", () => {
const frame = element.ownerDocument.createElement("iframe");
frame.src = element.dataset.src || "";
frame.title = element.dataset.title || "";
frame.allow = "fullscreen; picture-in-picture; encrypted-media";
frame.referrerPolicy = "strict-origin-when-cross-origin";
frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-presentation");
frame.style.aspectRatio = `${element.dataset.width} / ${element.dataset.height}`;
const consent = element.querySelector(".cw-embed-consent");
if (consent) consent.replaceWith(frame);
else element.append(frame);
frame.tabIndex = 0;
frame.focus();
});
}
function enlivenPictures(document) {
const families = { gallery: enlivenGallery, "before-after": enlivenBeforeAfter, embed: enlivenEmbed };
for (const [kind, enliven] of Object.entries(families)) {
document.querySelectorAll(`[data-kind="${kind}"]`).forEach((element) => enliven((element)));
}
writeNumbers(document);
}
function writeNumbers(document) {
const language = document.documentElement.lang;
document.querySelectorAll("[data-number]").forEach((element) => {
try {
const format = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
element.textContent = format.format(Number(element.getAttribute("data-number")));
} catch (error) {
}
});
}
function sceneOf(response, first) {
const present = response.find((pair) => pair.startsWith("a."));
return present ? present.slice(2) : first;
}
function afterChoice(response, stem, choice, to) {
const others = response.filter((pair) => !pair.startsWith("a.") && !pair.startsWith(`${stem}.`));
return [`a.${to}`, ...others.concat(`${stem}.${choice}`).sort(stemOrder)];
}
function stemOrder(one, other) {
const order = "abcdefghijklmnopqrstuvwxyz0123456789";
return order.indexOf(one[0]) - order.indexOf(other[0]);
}
class ScenarioBlock {
constructor(element) {
this.element = element;
this.scenes = (Array.from(element.querySelectorAll("[data-scene]")));
this.response = [];
this.waiting = "";
this.locked = false;
this.onChanged = () => {};
element.classList.add("cw-live");
const live = (element.querySelector("[data-live]"));
if (live) live.hidden = false;
element.addEventListener("click", (event) => this.onClick(event));
this.show();
}
restore(response) {
this.response = response;
this.waiting = "";
this.show();
}
scene() {
const first = this.scenes[0]?.dataset.scene || "";
const wanted = sceneOf(this.response, first);
return this.scenes.find((scene) => scene.dataset.scene === wanted) || this.scenes[0];
}
isDone() {
const scene = this.scene();
return scene !== undefined && !scene.querySelector("[data-choice]");
}
onClick(event) {
const target = event.target instanceof Element ? event.target.closest("[data-choice], [data-scenario]") : null;
if (!(target instanceof HTMLElement)) return;
if (target.dataset.scenario) return this.act(target.dataset.scenario);
event.preventDefault();
if (!this.waiting && !this.locked) this.choose(target);
}
choose(link) {
const scene = this.scene();
if (!scene || !scene.contains(link)) return;
const [choice, to] = [link.dataset.choice || "", link.dataset.to || ""];
const next = afterChoice(this.response, scene.dataset.stem || "", choice, to);
const consequence = (link.parentElement && link.parentElement.querySelector("[data-consequence]"));
if (!consequence) return this.move(next);
this.waiting = to;
this.next = next;
link.classList.add("cw-chosen");
scene.querySelectorAll("[data-choice]").forEach((other) => other.setAttribute("aria-disabled", "true"));
consequence.hidden = false;
consequence.tabIndex = -1;
this.button("go", true);
consequence.focus();
}
act(action) {
if (action === "restart" && !this.locked) this.move([]);
else if (action === "go" && this.waiting) this.move(this.next || []);
}
move(response) {
this.response = response;
this.waiting = "";
this.show();
const title = (this.scene()?.querySelector(".cw-scene-title"));
if (title) title.focus();
this.onChanged();
}
show() {
const present = this.scene();
this.scenes.forEach((scene) => {
scene.hidden = scene !== present;
scene.querySelectorAll("[data-consequence]").forEach((part) => part.setAttribute("hidden", ""));
scene.querySelectorAll("[data-choice]").forEach((link) => {
link.removeAttribute("aria-disabled");
link.classList.remove("cw-chosen");
});
});
this.button("go", false);
this.button("restart", this.response.length > 0 && !this.locked);
this.showScore(present);
}
showScore(scene) {
const place = scene && scene.querySelector("[data-ending-score]");
const words = this.element.getAttribute("data-score-text");
if (!place || !words || !scene) return;
const score = localNumber(this.element.ownerDocument, Number(scene.dataset.score || "0"));
place.textContent = fillIn(words, { score });
}
button(action, shown) {
this.element.querySelectorAll(`[data-scenario="${action}"]`).forEach((button) => button.toggleAttribute("hidden", !shown));
}
}
class ScenarioActivity extends Activity {
constructor(page, element) {
super(page, element);
this.block = new ScenarioBlock(element);
this.block.onChanged = () => this.changed();
}
response() {
return this.block.response;
}
restore(response) {
this.block.restore(response);
}
done() {
return this.block.isDone();
}
enable(usable) {
this.block.locked = !usable;
this.block.show();
}
texts() {
const options = {};
this.block.scenes.forEach((scene) => {
const title = scene.querySelector(".cw-scene-title");
options[`a.${scene.dataset.scene}`] = (title && title.textContent) || "";
});
return { options };
}
}
ACTIVITIES.scenario = ScenarioActivity;
class Checklist extends Activity {
constructor(page, element) {
super(page, element);
this.boxes = (Array.from(element.querySelectorAll('input[type="checkbox"]')));
this.boxes.forEach((box) => (box.checked = false));
element.addEventListener("change", () => {
this.changed();
this.count();
});
}
response() {
return this.boxes.filter((box) => box.checked).map((box) => box.value);
}
restore(response) {
this.boxes.forEach((box) => (box.checked = response.includes(box.value)));
}
done() {
return this.boxes.every((box) => box.checked);
}
enable(usable) {
this.boxes.forEach((box) => (box.disabled = !usable));
this.count();
}
count() {
const values = { done: localNumber(this.page.document, this.response().length), count: localNumber(this.page.document, this.boxes.length) };
const text = fillIn(this.page.strings["activity-ticked"], values);
this.element.querySelectorAll("[data-count]").forEach((line) => (line.textContent = text));
}
}
ACTIVITIES.checklist = Checklist;
const NEARLY_FULL = 0.9;
class Reflection extends Activity {
constructor(page, element) {
super(page, element);
this.field = (element.querySelector("textarea"));
if (!this.field) return;
this.field.value = "";
this.field.addEventListener("input", () => {
this.changedSoon();
this.show();
});
this.field.addEventListener("blur", () => this.flush());
}
response() {
const text = this.field ? this.field.value : "";
return text.trim() ? [text] : [];
}
restore(response) {
if (this.field) this.field.value = response[0] || "";
this.show();
}
enable(usable) {
if (this.field) this.field.disabled = !usable;
this.show();
}
show() {
if (!this.field) return;
const { value, maxLength } = this.field;
const values = { count: localNumber(this.page.document, value.length), max: localNumber(this.page.document, maxLength) };
this.element.querySelectorAll("[data-grow]").forEach((box) => box.setAttribute("data-text", value));
this.element.querySelectorAll("[data-count]").forEach((line) => {
line.textContent = fillIn(this.page.strings["activity-characters"], values);
});
const key = value.length >= maxLength ? "activity-full" : "activity-characters";
const heard = value.length >= maxLength * NEARLY_FULL ? fillIn(this.page.strings[key], values) : "";
this.element.querySelectorAll("[data-room]").forEach((line) => {
if (line.textContent !== heard) line.textContent = heard;
});
}
}
ACTIVITIES.reflection = Reflection;
const WRONG_CODES = 5;
function normalCode(code) {
return code.normalize("NFC").replace(/[\s\u2010-\u2015\u2212-]/g, "").toUpperCase();
}
function codeHash(id, code) {
let hash = 0x811c9dc5;
for (const byte of new TextEncoder().encode(`${id}:${normalCode(code)}`)) {
hash = Math.imul(hash ^ byte, 0x01000193);
}
return (hash >>> 0).toString(16).padStart(8, "0");
}
class CodeEntry extends Activity {
constructor(page, element) {
super(page, element);
this.confirmed = false;
this.usable = false;
this.wrong = 0;
this.entry = (element.querySelector("[data-entry]"));
this.field = (element.querySelector("[data-entry] input"));
if (this.entry) this.entry.addEventListener("submit", (event) => this.submit(event));
}
response() {
return this.confirmed ? ["a"] : [];
}
restore(response) {
this.confirmed = response.includes("a");
this.show();
}
enable(usable) {
this.usable = usable;
this.show();
}
submit(event) {
event.preventDefault();
if (!this.field || !this.usable || normalCode(this.field.value) === "") return;
if (codeHash(this.id, this.field.value) !== this.element.getAttribute("data-code")) {
this.wrong += 1;
this.field.setAttribute("aria-invalid", "true");
this.say(this.wrong >= WRONG_CODES ? "activity-wrong-code-help" : "activity-wrong-code");
this.field.select();
return;
}
this.confirmed = true;
this.changed();
this.show();
const result = (this.element.querySelector(".cw-code-result"));
if (result) result.focus();
}
show() {
this.element.toggleAttribute("data-done", this.confirmed);
if (this.entry) this.entry.toggleAttribute("hidden", this.confirmed || !this.usable);
if (this.field && this.confirmed) {
this.field.value = "";
this.field.removeAttribute("aria-invalid");
}
if (this.confirmed) this.say("activity-confirmed");
else this.say(this.usable ? "" : "activity-not-confirmed");
}
say(key) {
const text = key ? this.page.strings[key] || "" : "";
this.element.querySelectorAll("[data-result]").forEach((line) => {
if (line.textContent !== text) line.textContent = text;
});
}
}
ACTIVITIES["sign-off"] = CodeEntry;
ACTIVITIES["live-session"] = CodeEntry;
class Gate extends Activity {
constructor(page, element) {
super(page, element);
this.pressed = false;
this.isFree = page.shell === null;
this.waits = (element.getAttribute("data-after") || "").split(" ").filter(Boolean);
this.button = (element.querySelector("button"));
if (this.button) this.button.addEventListener("click", () => this.press());
page.onProgress(() => this.refresh());
Promise.resolve().then(() => this.refresh());
page.window.setTimeout(() => page.framed || this.setFree(true), SHELL_DELAY);
}
response() {
return this.pressed ? ["a"] : [];
}
restore(response) {
this.pressed = response.includes("a");
this.refresh();
}
enable(usable) {
this.setFree(!usable);
}
setFree(free) {
this.isFree = free;
this.refresh();
}
isOpen() {
return this.pressed || this.isFree || this.button === null;
}
open() {
return this.waits.filter((id) => !this.page.isDone(id));
}
press() {
const [first] = this.open();
if (first) {
focusInside(this.page.document.querySelector(`[data-activity="${first}"], [data-question="${first}"], [data-draw="${first}"]`));
return;
}
this.pressed = true;
this.changed();
focusFirst(elementsAfter(this.element));
}
refresh() {
const count = this.open().length;
this.element.hidden = this.isOpen();
if (this.button) this.button.setAttribute("aria-disabled", String(count > 0));
this.element.querySelectorAll("[data-hint]").forEach((line) => {
const key = count > 1 ? "activity-waiting-count" : count === 1 ? "activity-waiting" : line.textContent ? "activity-ready" : "";
const text = key ? fillIn(this.page.strings[key], { count: localNumber(this.page.document, count) }) : "";
if (line.textContent !== text) line.textContent = text;
});
hideBehindGates(this.page);
}
}
ACTIVITIES.continue = Gate;
function hideBehindGates(page) {
const gates = (page.activities.filter((activity) => activity instanceof Gate));
const closed = gates.find((gate) => !gate.isOpen());
const hidden = new Set(closed ? elementsAfter(closed.element) : []);
page.document.querySelectorAll("[data-behind-gate]").forEach((element) => {
if (!hidden.has(element)) element.removeAttribute("data-behind-gate");
});
hidden.forEach((element) => element.setAttribute("data-behind-gate", ""));
}
function elementsAfter(element) {
const after = [];
for (let at = (element); at && at.localName !== "main" && at.localName !== "body"; at = at.parentElement) {
for (let next = at.nextElementSibling; next; next = next.nextElementSibling) after.push(next);
}
return after;
}
function focusFirst(elements) {
const first = elements.find((element) => element.getClientRects().length > 0 && !element.hasAttribute("data-end"));
if (first && first.hasAttribute("data-activity") && first.getAttribute("data-kind") === "continue") focusInside(first);
else if (first instanceof HTMLElement) focusOn(first);
else if (elements[0] && elements[0].parentElement) focusOn(elements[0].parentElement);
}
function focusInside(element) {
const control = element && element.querySelector("input:enabled, textarea:enabled, button:enabled:not([hidden]), select:enabled, summary, a[href]");
if (control instanceof HTMLElement && control.getClientRects().length > 0) control.focus();
else if (element instanceof HTMLElement) focusOn(element);
}
function focusOn(element) {
if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
element.focus({ preventScroll: element.localName === "main" });
}
function showMoments(document) {
const { lang } = document.documentElement;
document.querySelectorAll("time[data-zone]").forEach((time) => {
const moment = new Date(time.getAttribute("datetime") || "");
const zone = time.getAttribute("data-zone") || "";
const there = momentText(moment, lang, zone);
if (!there) return;
time.textContent = `${there} (${zone})`;
const block = time.closest(".cw-block");
const own = block && block.querySelector("[data-own-time]");
const here = momentText(moment, lang);
if (!own || !here || here === there) return;
own.textContent = fillIn(own.getAttribute("data-own-time") || "{time}", { time: here });
own.removeAttribute("hidden");
});
}
function momentText(moment, language, zone) {
const parts = { weekday: "long", year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" };
try {
return new Intl.DateTimeFormat(language, { ...parts, timeZone: zone, timeZoneName: "short" }).format(moment);
} catch (error) {
return "";
}
}
const DEFINITION_GAP = 8;
class Term {
constructor(link, definition) {
this.link = link;
this.definition = definition;
link.setAttribute("role", "button");
link.setAttribute("aria-haspopup", "dialog");
link.setAttribute("aria-expanded", "false");
link.addEventListener("click", (event) => {
if (!isPlainClick(event)) return;
event.preventDefault();
this.open();
});
link.addEventListener("keydown", (event) => {
if (event.key !== " ") return;
event.preventDefault();
this.open();
});
}
open() {
const { definition, link } = this;
const closed = (event) => {
if ((event).newState !== "closed") return;
link.setAttribute("aria-expanded", "false");
definition.removeEventListener("toggle", closed);
definition.removeEventListener("focusout", left);
};
const left = (event) => {
const goesTo = (event.relatedTarget);
if (goesTo && !definition.contains(goesTo)) definition.hidePopover();
};
definition.showPopover();
this.place();
definition.focus(); // Closed by Escape, it gives the focus back by itself.
link.setAttribute("aria-expanded", "true");
definition.addEventListener("toggle", closed);
definition.addEventListener("focusout", left);
}
place() {
const word = this.link.getClientRects()[0] || this.link.getBoundingClientRect();
const view = this.link.ownerDocument.documentElement;
const { offsetWidth: width, offsetHeight: height } = this.definition;
const below = word.bottom + DEFINITION_GAP;
const fits = below + height + DEFINITION_GAP <= view.clientHeight || word.top < view.clientHeight - word.bottom;
const top = fits ? below : word.top - DEFINITION_GAP - height;
const isRightToLeft = view.dir === "rtl";
const left = isRightToLeft ? word.right - width : word.left;
const inside = (value, most) => `${Math.max(DEFINITION_GAP, Math.min(value, most - DEFINITION_GAP))}px`;
this.definition.style.top = inside(top, view.clientHeight - height);
this.definition.style.left = inside(left, view.clientWidth - width);
}
}
function enlivenTerms(page) {
if (typeof HTMLElement.prototype.showPopover !== "function") return;
page.querySelectorAll("a[data-term]").forEach((link) => {
const definition = page.getElementById(`cw-definition-${link.getAttribute("data-term")}`);
if (definition) new Term((link), definition);
});
}
class GlossaryDialog {
constructor(shell) {
this.dialog = (shell.document.querySelector("[data-glossary-dialog]"));
this.frame = (shell.document.querySelector("[data-glossary-frame]"));
if (!this.dialog || !this.frame || !this.dialog.showModal) return;
shell.document.querySelectorAll("[data-glossary-open]").forEach((link) => {
link.addEventListener("click", (event) => {
if (!isPlainClick((event))) return;
event.preventDefault();
this.open("");
});
});
this.dialog.querySelectorAll("[data-glossary-close]").forEach((button) => button.addEventListener("click", () => this.close()));
shell.window.addEventListener("message", (event) => this.onMessage(shell, event));
}
open(term) {
if (!this.dialog || !this.frame || !this.dialog.showModal) return;
this.frame.src = (this.frame.dataset.src || "") + (term ? `#cw-term-${term}` : "");
if (!this.dialog.open) this.dialog.showModal();
}
close() {
if (this.dialog) closeDialog(this.dialog);
}
onMessage(shell, event) {
const message = (event.data);
if (!this.frame || event.source !== this.frame.contentWindow || !message || message.cw !== 1) return;
if (message.type === "key") this.close();
else if (message.type === "go") {
this.close();
shell.goTo(shell.indexOf(message.lesson), String(message.fragment || ""), true);
}
}
}
function startGlossary(owner) {
const page = owner.document;
showSettings(page, readSettings(owner));
const list = page.querySelector("[data-terms]");
if (list) sortTerms(list, page.documentElement.lang);
if (owner.parent === owner) return;
page.documentElement.classList.add("cw-framed");
const send = (message) => owner.parent.postMessage({ cw: 1, ...message }, "*");
page.addEventListener("keydown", (event) => event.key === "Escape" && send({ type: "key", key: "escape" }));
page.addEventListener("click", (event) => {
const link = event.target instanceof Element ? event.target.closest("a[data-go]") : null;
if (!(link instanceof HTMLAnchorElement) || !isPlainClick(event)) return;
event.preventDefault();
send({ type: "go", lesson: link.dataset.go, fragment: decodeFragment(link.hash) });
});
}
function sortTerms(list, language) {
const term = (entry) => (entry.querySelector("dt") || entry).textContent || "";
const collator = typeof Intl === "object" ? new Intl.Collator(language, { numeric: true }) : null;
if (!collator) return;
const entries = Array.from(list.children);
const sorted = entries.slice().sort((a, b) => collator.compare(term(a), term(b)));
if (sorted.some((entry, index) => entry !== entries[index])) list.append(...sorted);
}
const MOST_RESULTS = 20;
const SNIPPET = { before: 40, length: 160 };
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g;
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud87f][\udc00-\udfff]/;
const LETTER = /[\p{L}\p{N}]/u;
function folded(text) {
return text.normalize("NFD").replace(ACCENTS, "").normalize("NFC").toLowerCase();
}
function wordsOf(query, language) {
const text = folded(query);
let words = text.split(/[^\p{L}\p{N}]+/u);
const segmenter = (Intl).Segmenter;
if (segmenter && UNSPACED.test(text)) {
const parts = Array.from(new segmenter(language, { granularity: "word" }).segment(text));
words = parts.filter((part) => part.isWordLike).map((part) => part.segment);
}
return Array.from(new Set(words.filter(Boolean)));
}
function placesOf(text, word) {
const places = [];
const anywhere = UNSPACED.test(word);
for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
if (anywhere || at === 0 || !LETTER.test(lastCharacter(text, at))) places.push(at);
}
return places;
}
function lastCharacter(text, end) {
return Array.from(text.slice(Math.max(0, end - 2), end)).pop() || "";
}
function search(index, words) {
if (words.length === 0) return [];
const found = index.map((lesson) => rate(lesson, words)).filter((entry) => entry !== null);
return (found).sort((a, b) => b.score - a.score).slice(0, MOST_RESULTS);
}
function rate(lesson, words) {
const missing = new Set(words);
let best = { text: "", worth: 0 };
let score = 0;
const texts = [[1, lesson.title], ...lesson.blocks];
for (const [level, text] of texts) {
const plain = folded(text);
const hits = words.map((word) => placesOf(plain, word).length);
hits.forEach((count, at) => count > 0 && missing.delete(words[at]));
const here = hits.filter((count) => count > 0).length;
const weight = level === 0 ? 1 : 12 / level;
score += weight * hits.reduce((sum, count) => sum + Math.min(count, 1) + Math.log2(1 + Math.max(0, count - 1)) / 4, 0);
if (level !== 1 && here > best.worth) best = { text, worth: here };
}
return missing.size > 0 ? null : { lesson, text: best.text, score };
}
function marksIn(text, words) {
let plain = "";
const origin = [];
let at = 0;
for (const character of Array.from(text.normalize("NFC"))) {
const part = folded(character);
for (let count = 0; count < part.length; count += 1) origin.push(at);
plain += part;
at += character.length;
}
origin.push(at);
const marks = words.flatMap((word) => placesOf(plain, word).map((place) => ([origin[place], origin[place + word.length]])));
marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
return marks.filter(([begin], index) => index === 0 || begin >= marks[index - 1][1]);
}
class SearchDialog {
constructor(shell) {
this.shell = shell;
this.document = shell.document;
this.index = null;
this.wanted = null;
this.dialog = (this.document.querySelector("[data-search]"));
this.input = (this.document.querySelector("[data-search-words]"));
this.list = this.document.querySelector("[data-search-results]");
if (!this.dialog || !this.input || !this.dialog.showModal) return;
this.document.querySelectorAll("[data-search-open]").forEach((button) => {
button.removeAttribute("hidden");
button.addEventListener("click", () => this.open());
});
this.dialog.querySelectorAll("[data-search-close]").forEach((button) => button.addEventListener("click", () => this.close()));
this.input.addEventListener("input", () => this.show());
this.dialog.addEventListener("submit", (event) => this.onSubmit(event));
}
open() {
if (!this.dialog || !this.input) return;
if (!this.dialog.open) this.dialog.showModal();
this.input.focus();
this.input.select();
if (!this.index) this.load();
}
close() {
if (this.dialog) closeDialog(this.dialog);
}
load() {
const script = this.document.createElement("script");
const take = (index) => {
this.index = index;
this.show();
};
(this.shell.window).coursewrightIndex = take;
script.onerror = () => this.say(this.shell.text("search-failed"));
script.onload = () => script.remove();
script.src = (this.dialog && this.dialog.dataset.index) || "";
this.document.head.append(script);
}
words() {
return wordsOf(this.input ? this.input.value : "", this.document.documentElement.lang);
}
show() {
if (!this.index || !this.list) return;
const words = this.words();
const found = search(this.index, words);
this.list.textContent = "";
this.list.append(...found.map((entry) => this.result(entry, words)));
if (words.length === 0) this.say("");
else this.say(found.length === 0 ? this.shell.text("search-none") : this.shell.text("search-found", { count: this.shell.number(found.length) }));
}
say(text) {
this.shell.setText("[data-search-status]", text);
}
result({ lesson, text }, words) {
const item = this.document.createElement("li");
const link = this.document.createElement("a");
const index = this.shell.indexOf(lesson.id);
link.href = index < 0 ? "#" : this.shell.config.lessons[index].href;
const title = this.part("cw-search-title", lesson.title);
link.append(title);
if (text) link.append(this.snippet(text, words));
link.addEventListener("click", (event) => {
if (!isPlainClick(event)) return;
event.preventDefault();
this.follow(index, words);
});
item.append(link);
return item;
}
part(name, text) {
const part = this.document.createElement("span");
part.className = name;
part.textContent = text;
return part;
}
snippet(written, words) {
const text = written.normalize("NFC");
const marks = marksIn(text, words);
const begin = marks.length === 0 || marks[0][0] < SNIPPET.before * 1.5 ? 0 : wordBegin(text, marks[0][0] - SNIPPET.before);
const end = Math.min(text.length, wordBegin(text, begin + SNIPPET.length));
const shown = this.part("cw-search-text", begin > 0 ? "… " : "");
let at = begin;
for (const [from, to] of marks.filter((mark) => mark[1] <= end)) {
shown.append(text.slice(at, from));
const mark = this.document.createElement("mark");
mark.textContent = text.slice(from, to);
shown.append(mark);
at = to;
}
shown.append(text.slice(at, Math.max(at, end)) + (end < text.length ? " …" : ""));
return shown;
}
onSubmit(event) {
event.preventDefault();
const first = this.index ? search(this.index, this.words())[0] : null;
if (first) this.follow(this.shell.indexOf(first.lesson.id), this.words());
}
follow(index, words) {
this.close();
this.wanted = { lesson: index, words };
const { state, loading, inSummary } = this.shell;
if (index === state.lesson && !loading && !inSummary) this.arrived(index);
else this.shell.goTo(index, "", true);
}
arrived(index) {
const { wanted } = this;
this.wanted = null;
if (!wanted || wanted.lesson !== index) return;
if (this.shell.frame) this.shell.frame.focus();
this.shell.send({ type: "find", words: wanted.words });
}
}
function wordBegin(text, at) {
const blank = text.lastIndexOf(" ", at);
return blank >= 0 && at - blank < 24 ? blank + 1 : at;
}
function showFound(page, given) {
const words = Array.isArray(given) ? given.map(String) : [];
page.querySelectorAll(".cw-found").forEach((block) => block.classList.remove("cw-found"));
const content = page.querySelector("main");
if (!content || words.length === 0) return;
const blocks = Array.from(content.children).filter((block) => block.getClientRects().length > 0);
const worth = blocks.map((block) => {
const text = folded(block.textContent || "");
return words.filter((word) => placesOf(text, word).length > 0).length;
});
const best = Math.max(0, ...worth);
markWords(page, content, words);
const block = blocks[worth.indexOf(best)];
if (best === 0 || !(block instanceof HTMLElement) || block.tagName === "HEADER") return;
block.classList.add("cw-found");
block.querySelectorAll("details").forEach((details) => {
const text = folded(details.textContent || "");
if (words.some((word) => placesOf(text, word).length > 0)) details.open = true;
});
if (!block.hasAttribute("tabindex")) block.setAttribute("tabindex", "-1");
block.focus({ preventScroll: true });
block.scrollIntoView({ block: "center" });
}
function markWords(page, content, words) {
const owner = (page.defaultView);
if (!owner || !owner.CSS || !owner.CSS.highlights || !owner.Highlight) return;
const walker = page.createTreeWalker(content, NodeFilter.SHOW_TEXT);
const ranges = [];
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
const text = node.nodeValue || "";
if (text.normalize("NFC").length !== text.length) continue;
for (const [from, to] of marksIn(text, words)) {
const range = page.createRange();
range.setStart(node, from);
range.setEnd(node, Math.min(to, text.length));
ranges.push(range);
}
}
owner.CSS.highlights.set("cw-found", new owner.Highlight(...ranges));
}
const SHELL_DELAY = 3000;
const LOAD_DELAY = 5000;
class LessonPage {
constructor(owner) {
this.window = owner;
this.document = owner.document;
this.id = this.document.documentElement.getAttribute("data-lesson") || "";
this.shell = owner.parent === owner ? null : owner.parent;
this.framed = false;
this.strings = {};
this.questions = Array.from(this.document.querySelectorAll("form.cw-question[data-question]")).map(
(form) => new QuestionForm(this, (form))
);
this.listeners = [];
this.activities = activitiesOn(this);
enlivenTerms(this.document);
enlivenPanels(this.document);
enlivenPictures(this.document);
const test = this.document.querySelector("[data-test]");
this.test = test && new TestPage(this, test);
}
start() {
showMoments(this.document);
showSettings(this.document, readSettings(this.window));
this.document.addEventListener("play", (event) => this.pauseOthers(event.target), true);
if (!this.shell) {
this.showAlone();
return;
}
this.window.addEventListener("message", (event) => this.onMessage(event));
this.document.addEventListener("click", (event) => this.onClick(event));
this.document.addEventListener("keydown", (event) => this.onKey(event));
this.window.addEventListener("pagehide", () => this.flush());
this.document.addEventListener("visibilitychange", () => this.flush());
showBanks(this, false);
this.send({ type: "ready" });
this.window.setTimeout(() => this.framed || this.showAlone(), SHELL_DELAY);
}
send(message) {
if (this.shell) this.shell.postMessage({ cw: 1, lesson: this.id, ...message }, "*");
}
onMessage(event) {
const message = (event.data);
if (event.source !== this.shell || !message || message.cw !== 1) return;
if (message.type === "restore") this.restore(message);
else if (message.type === "time") this.test && this.test.tick(message.left);
else if (message.type === "settings") showSettings(this.document, message.settings);
else if (message.type === "focus") this.focus();
else if (message.type === "find") showFound(this.document, message.words);
else if (message.type === "pause") this.pauseOthers(null);
else if (message.type === "reset") this.reset(message.activities || []);
else if (message.type === "result") {
const question = this.questions.find(({ id }) => id === message.question);
if (question) question.answered((message));
this.progressed();
}
}
restore(message) {
this.strings = message.strings || {};
if (!this.framed) {
this.framed = true;
this.document.documentElement.classList.add("cw-framed");
this.document.querySelectorAll(".cw-alone").forEach((hint) => hint.remove());
this.watchEnd();
}
if (message.media) this.applyWishes(message.media);
const answers = message.answers || {};
if (message.layout) layOut(this, message.layout);
if (this.test && message.test) this.test.restore(message.test, message);
else this.questions.forEach((question) => question.restore(answers[question.id] || null, message.mode));
const responses = message.activities || {};
this.activities.forEach((activity) => {
activity.receive(responses[activity.id] || []);
activity.enable(message.mode !== "review");
});
this.progressed();
}
reset(activities) {
if (!this.test) this.questions.forEach((question) => question.clear());
this.activities.filter(({ id }) => activities.includes(id)).forEach((activity) => activity.restore([]));
this.progressed();
}
flush() {
this.activities.forEach((activity) => activity.flush());
if (this.test) this.test.flush();
}
isDone(id) {
const draw = this.document.querySelector(`[data-draw="${id}"]`);
if (draw) return Array.from(draw.querySelectorAll("form[data-question]:not([hidden])")).every((form) => this.isDone(form.getAttribute("data-question") || ""));
const part = this.questions.find((question) => question.id === id) || this.activities.find((activity) => activity.id === id);
return !part || part.done();
}
onProgress(listener) {
this.listeners.push(listener);
}
progressed() {
this.listeners.forEach((listener) => listener());
}
showAlone() {
showBanks(this, true);
const text = this.document.documentElement.getAttribute("data-alone");
if (text) this.questions.forEach((question) => question.showAlone(text));
}
focus() {
const fragment = decodeFragment(this.window.location.hash);
const named = fragment ? this.document.getElementById(fragment) : null;
const target = named && named.getClientRects().length > 0 ? named : this.document.querySelector("h1");
if (!(target instanceof HTMLElement)) return;
if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
target.focus();
}
onClick(event) {
const link = event.target instanceof Element ? event.target.closest("a[data-go], a[data-glossary]") : null;
if (!this.framed || event.defaultPrevented || !(link instanceof HTMLAnchorElement) || !isPlainClick(event)) return;
event.preventDefault();
this.flush();
if (link.dataset.glossary) this.send({ type: "glossary", term: link.dataset.glossary });
else this.send({ type: "go", lesson: link.dataset.go, fragment: decodeFragment(link.hash) });
}
onKey(event) {
const key = shortcutOf(event);
if (!key || !this.framed) return;
if (key !== "escape") event.preventDefault();
this.flush();
this.send({ type: "key", key });
}
watchEnd() {
let watching = false;
const watch = () => {
if (!watching) this.observeEnd();
watching = true;
};
if (this.document.readyState === "complete") return watch();
this.window.addEventListener("load", watch);
this.window.setTimeout(watch, LOAD_DELAY);
}
observeEnd() {
const end = this.document.querySelector("[data-end]");
if (!end) return this.send({ type: "seen" });
if (typeof IntersectionObserver !== "function") return this.pollEnd(end);
const observer = new IntersectionObserver((entries) => {
if (!entries.some((entry) => entry.isIntersecting)) return;
observer.disconnect();
this.send({ type: "seen" });
});
observer.observe(end);
}
pollEnd(end) {
let isSeen = false;
const look = () => {
const [place] = Array.from(end.getClientRects());
if (isSeen || !place || place.top > this.window.innerHeight) return;
isSeen = true;
["scroll", "resize"].forEach((name) => this.window.removeEventListener(name, look));
this.send({ type: "seen" });
};
["scroll", "resize"].forEach((name) => this.window.addEventListener(name, look));
this.onProgress(look);
look();
}
pauseOthers(playing) {
this.media().forEach((other) => {
if (other !== playing && !other.paused) other.pause();
});
}
applyWishes({ volume, speed, captions }) {
this.media().forEach((player) => {
if (volume !== null) player.volume = volume;
if (speed !== null && speed >= 0.25 && speed <= 4) player.defaultPlaybackRate = player.playbackRate = speed;
if (captions && player.textTracks.length > 0) player.textTracks[0].mode = "showing";
});
}
media() {
return (Array.from(this.document.querySelectorAll("audio, video")));
}
}
function decodeFragment(hash) {
try {
return decodeURIComponent(hash.slice(1));
} catch (error) {
return hash.slice(1);
}
}
function startLesson(owner) {
new LessonPage(owner).start();
}
function startCourse(owner, adapter) {
const kind = owner.document.documentElement.getAttribute("data-cw");
if (kind === "shell") startShell(owner, adapter);
else if (kind === "lesson") startLesson(owner);
else if (kind === "glossary") startGlossary(owner);
}
startCourse(window, scorm2004);
})();
