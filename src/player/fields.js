// What the learner answers with: the inputs of a question, whatever they look like.
//
// A question asks its field and knows nothing else of the inputs. A kind of question gets a field of its own with a class
// and a line, in a file that stands after this one in `mod.rs`:
//
//     class PairField extends Field { … }
//     FIELDS.matching = PairField;
//
// What a field says and hears is a response in the form that the kind keeps (`forms.js`). The question listens to `input`
// and `change` events; a field that changes without them calls `this.changed()`.

class Field {
  /** @param {QuestionForm} question */
  constructor(question) {
    this.question = question;
    this.form = question.form;
  }

  /** @returns {string[]} what the learner has answered so far; [] if nothing */
  read() {
    return [];
  }

  /** @param {string[]} _response to show; [] takes everything back */
  write(_response) {}

  /** @param {boolean} _usable whether the learner may change the answer now */
  enable(_usable) {}

  /** @returns {boolean} whether there is enough of an answer to submit it */
  complete() {
    return this.read().length > 0;
  }

  /** @param {Judgement | null} _judged whose parts and feedback are to be shown; null: none, the learner answers again */
  mark(_judged) {}

  /**
   * Puts what is chosen from into another order than its own. The same seed gives the same order.
   * @param {number} _seed
   */
  shuffle(_seed) {}

  /** Puts the focus where the learner begins to answer. */
  focus() {}

  /** @returns {PartTexts} what the parts say: elements with `data-option`, `data-stem` and `data-target`, by their ids */
  texts() {
    return { options: this.textsOf("data-option"), stems: this.textsOf("data-stem"), targets: this.textsOf("data-target") };
  }

  /**
   * @param {string} attribute
   * @returns {Record<string, string>}
   */
  textsOf(attribute) {
    /** @type {Record<string, string>} */
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

/** Radio buttons and checkboxes, each in an element with `data-option`, in which `data-feedback` may stand. */
class ChoiceField extends Field {
  /** @param {QuestionForm} question */
  constructor(question) {
    super(question);
    this.inputs = /** @type {HTMLInputElement[]} */ (Array.from(this.form.querySelectorAll("input")));
    this.options = Array.from(this.form.querySelectorAll("[data-option]"));
  }

  /** @param {number} seed */
  shuffle(seed) {
    for (const list of new Set(this.options.map(({ parentElement }) => parentElement))) {
      const own = this.options.filter(({ parentElement }) => parentElement === list);
      reorder(own, CHANCE.shuffled(own, seed, "options"));
    }
  }

  read() {
    return this.inputs.filter((input) => input.checked).map((input) => input.value);
  }

  /** @param {string[]} response */
  write(response) {
    this.inputs.forEach((input) => (input.checked = response.includes(input.value)));
  }

  /** @param {boolean} usable */
  enable(usable) {
    this.inputs.forEach((input) => (input.disabled = !usable));
  }

  /** @param {Judgement | null} judged */
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

/**
 * Puts elements into another order, each into the place of one of them.
 * @param {Element[]} elements
 * @param {(Element | undefined)[]} order of the same elements
 */
function reorder(elements, order) {
  const inDocument = elements.slice().sort((one, two) => (one.compareDocumentPosition(two) & 4 ? -1 : 1));
  const wanted = /** @type {Element[]} */ (order.filter(Boolean));
  // Moving what is in its place already would take the focus away.
  if (wanted.length !== inDocument.length || wanted.every((element, at) => element === inDocument[at])) return;
  const marks = inDocument.map((element) => {
    const mark = element.ownerDocument.createComment("");
    element.replaceWith(mark);
    return mark;
  });
  marks.forEach((mark, at) => mark.replaceWith(wanted[at]));
}

/**
 * One input or textarea for each gap. Feedback to what was written has `data-answer`, the text of the author's that it
 * met, or `data-range`, the place of the range from 0, and `data-gap`, the place of the gap from 0 (without it: the first).
 */
class TextField extends Field {
  /** @param {QuestionForm} question */
  constructor(question) {
    super(question);
    this.inputs = /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */ (Array.from(this.form.querySelectorAll("input, textarea")));
  }

  read() {
    const texts = this.inputs.map((input) => input.value);
    return texts.some((text) => text.trim()) ? texts : [];
  }

  /** @param {string[]} response */
  write(response) {
    this.inputs.forEach((input, gap) => (input.value = response[gap] || ""));
  }

  /** @param {boolean} usable */
  enable(usable) {
    this.inputs.forEach((input) => (input.disabled = !usable));
  }

  /** @returns {boolean} no gap is left: Enter in the first of several must not submit the others empty */
  complete() {
    return this.inputs.every((input) => input.value.trim() !== "");
  }

  /** @param {Judgement | null} judged */
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

/**
 * The field of each kind of question; those that are not named here have radio buttons or checkboxes.
 * @type {Record<string, typeof Field>}
 */
const FIELDS = {
  "fill-in": TextField,
  "numeric": TextField,
};

/**
 * @param {QuestionForm} question
 * @returns {Field}
 */
function fieldOf(question) {
  const kind = question.form.getAttribute("data-kind") || "";
  return new (FIELDS[kind] || ChoiceField)(question);
}
