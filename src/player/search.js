// Search within the course: a dialog of the shell, the index that the package carries, and the words found on a page.
//
// Words are found by their beginnings, without regard to case and accents. Chinese, Japanese and others, which write no blanks
// between words, are found anywhere in a text.

/** Pages that are shown at most, and letters around the first word found. */
const MOST_RESULTS = 20;
const SNIPPET = { before: 40, length: 160 };
/** Accents of Latin, Greek and Cyrillic letters, vowel signs of Hebrew and Arabic. Those of kana make other letters. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g;
/** Letters of scripts without blanks between words. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud87f][\udc00-\udfff]/;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * @typedef {{ id: string, title: string, blocks: [number, string][] }} IndexedLesson
 * @typedef {{ lesson: IndexedLesson, text: string, score: number }} Found
 */

/**
 * @param {string} text
 * @returns {string} as it is compared
 */
function folded(text) {
  return text.normalize("NFD").replace(ACCENTS, "").normalize("NFC").toLowerCase();
}

/**
 * @param {string} query
 * @param {string} language
 * @returns {string[]} the words in it, folded
 */
function wordsOf(query, language) {
  const text = folded(query);
  /** @type {string[]} */
  let words = text.split(/[^\p{L}\p{N}]+/u);
  const segmenter = /** @type {any} */ (Intl).Segmenter;
  if (segmenter && UNSPACED.test(text)) {
    const parts = Array.from(new segmenter(language, { granularity: "word" }).segment(text));
    words = parts.filter((part) => part.isWordLike).map((part) => part.segment);
  }
  return Array.from(new Set(words.filter(Boolean)));
}

/**
 * @param {string} text folded
 * @param {string} word folded
 * @returns {number[]} where the word begins
 */
function placesOf(text, word) {
  const places = [];
  const anywhere = UNSPACED.test(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (anywhere || at === 0 || !LETTER.test(lastCharacter(text, at))) places.push(at);
  }
  return places;
}

/**
 * @param {string} text
 * @param {number} end
 * @returns {string} the character before a place
 */
function lastCharacter(text, end) {
  return Array.from(text.slice(Math.max(0, end - 2), end)).pop() || "";
}

/**
 * @param {IndexedLesson[]} index
 * @param {string[]} words
 * @returns {Found[]} the pages that have all words, the best first
 */
function search(index, words) {
  if (words.length === 0) return [];
  const found = index.map((lesson) => rate(lesson, words)).filter((entry) => entry !== null);
  return /** @type {Found[]} */ (found).sort((a, b) => b.score - a.score).slice(0, MOST_RESULTS);
}

/**
 * @param {IndexedLesson} lesson
 * @param {string[]} words
 * @returns {Found | null}
 */
function rate(lesson, words) {
  const missing = new Set(words);
  let best = { text: "", worth: 0 };
  let score = 0;
  /** @type {[number, string][]} */
  const texts = [[1, lesson.title], ...lesson.blocks];
  for (const [level, text] of texts) {
    const plain = folded(text);
    const hits = words.map((word) => placesOf(plain, word).length);
    hits.forEach((count, at) => count > 0 && missing.delete(words[at]));
    const here = hits.filter((count) => count > 0).length;
    // A title says most; a second time in the same text says little more.
    const weight = level === 0 ? 1 : 12 / level;
    score += weight * hits.reduce((sum, count) => sum + Math.min(count, 1) + Math.log2(1 + Math.max(0, count - 1)) / 4, 0);
    if (level !== 1 && here > best.worth) best = { text, worth: here };
  }
  return missing.size > 0 ? null : { lesson, text: best.text, score };
}

/**
 * @param {string} text as it is shown
 * @param {string[]} words
 * @returns {[number, number][]} where words begin and end in it, in order, none over another
 */
function marksIn(text, words) {
  // Folding may change the length, so places are found character by character.
  let plain = "";
  /** @type {number[]} */
  const origin = [];
  let at = 0;
  for (const character of Array.from(text.normalize("NFC"))) {
    const part = folded(character);
    for (let count = 0; count < part.length; count += 1) origin.push(at);
    plain += part;
    at += character.length;
  }
  origin.push(at);
  const marks = words.flatMap((word) => placesOf(plain, word).map((place) => /** @type {[number, number]} */ ([origin[place], origin[place + word.length]])));
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return marks.filter(([begin], index) => index === 0 || begin >= marks[index - 1][1]);
}

/** The dialog in the shell. A theme may leave it out. */
class SearchDialog extends ShellPart {
  /** @param {Shell} shell */
  constructor(shell) {
    super(shell);
    this.document = shell.document;
    /** @type {IndexedLesson[] | null} */
    this.index = null;
    /** @type {{ lesson: number, words: string[] } | null} what is to be shown on the page that is being loaded */
    this.wanted = null;
    this.dialog = /** @type {HTMLDialogElement | null} */ (this.document.querySelector("[data-search]"));
    this.input = /** @type {HTMLInputElement | null} */ (this.document.querySelector("[data-search-words]"));
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
    /** @param {IndexedLesson[]} index */
    const take = (index) => {
      this.index = index;
      this.show();
    };
    /** @type {any} */ (this.shell.window).coursewrightIndex = take;
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

  /** @param {string} text */
  say(text) {
    this.shell.setText("[data-search-status]", text);
  }

  /**
   * @param {Found} found
   * @param {string[]} words
   * @returns {HTMLElement}
   */
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

  /**
   * @param {string} name
   * @param {string} text
   * @returns {HTMLElement}
   */
  part(name, text) {
    const part = this.document.createElement("span");
    part.className = name;
    part.textContent = text;
    return part;
  }

  /**
   * @param {string} written
   * @param {string[]} words
   * @returns {HTMLElement} the text around the first word, with the words marked
   */
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

  /** @param {Event} event Enter leads to the best page */
  onSubmit(event) {
    event.preventDefault();
    const first = this.index ? search(this.index, this.words())[0] : null;
    if (first) this.follow(this.shell.indexOf(first.lesson.id), this.words());
  }

  /**
   * @param {number} index
   * @param {string[]} words
   */
  follow(index, words) {
    this.close();
    this.wanted = { lesson: index, words };
    const { state, loading, inSummary } = this.shell;
    if (index === state.lesson && !loading && !inSummary) this.arrived(index);
    else this.shell.goTo(index, "", true);
  }

  /** @param {number} index the page that is there now */
  arrived(index) {
    const { wanted } = this;
    this.wanted = null;
    if (!wanted || wanted.lesson !== index) return;
    if (this.shell.frame) this.shell.frame.focus();
    this.shell.send({ type: "find", words: wanted.words });
  }
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {number} the beginning of the word there, or the place itself in a long run without blanks
 */
function wordBegin(text, at) {
  const blank = text.lastIndexOf(" ", at);
  return blank >= 0 && at - blank < 24 ? blank + 1 : at;
}

SHELL_PARTS.push(SearchDialog);
