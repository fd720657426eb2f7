// The certificate: a card of the summary, for learners who have completed the course and passed what can be passed; likewise on
// the page of a path. The theme's print styles make a page of it. Nothing of it is kept or sent: the name is the LMS's, or what the learner types.

/** Standards whose LMSs say names as `Marsh, Ada` (SCORM 1.2 RTE §3.4.7 asks for it, others are used to it). */
const FAMILY_NAME_FIRST = ["SCORM 1.2", "SCORM 2004", "AICC"];

class CertificateCard extends ShellPart {
  /**
   * @param {Shell} shell
   * @param {string} standard
   */
  constructor(shell, standard) {
    super(shell);
    this.standard = standard;
    const find = (/** @type {string} */ selector) => shell.document.querySelector(selector);
    this.card = /** @type {HTMLElement | null} */ (find("[data-certificate]"));
    this.result = /** @type {HTMLElement | null} */ (find("[data-result-card]"));
    this.field = /** @type {HTMLInputElement | null} */ (find("[data-certificate-ask] input"));
    if (!this.card) return;
    shell.document.addEventListener("click", (event) => this.onClick(event));
    if (this.field) this.field.addEventListener("input", () => this.write());
  }

  /** The summary opens: it says whether there is a certificate. */
  summarised() {
    const { earned } = this.shell.achievement();
    this.shell.each('[data-certificate-action="open"]', (button) => (button.hidden = !earned));
    this.show(false);
  }

  /** @param {MouseEvent} event */
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

  /** @param {boolean} shown instead of the result */
  show(shown) {
    if (this.card) this.card.hidden = !shown;
    if (this.card && this.result) this.result.hidden = shown;
  }

  /** A certificate for nobody is of no use. */
  print() {
    if (this.name() === "" && this.field) this.field.focus();
    else this.shell.window.print();
  }

  /** @returns {string} as the LMS knows it; "" if it does not */
  givenName() {
    const { held } = this.shell.session;
    return held ? displayName(held.learner.name, this.standard) : "";
  }

  /** @returns {string} */
  name() {
    return this.givenName() || (this.field ? this.field.value.trim() : "");
  }

  write() {
    const achievement = this.shell.achievement();
    const date = dateText(new Date(), this.shell.language);
    const score = achievement.score === null ? "–" : this.shell.number(achievement.score);
    const values = { course: achievement.title, date, score };
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

  /** @returns {HTMLElement} the name on a line of its own; space to write on where it is not known yet */
  nameElement() {
    const name = this.shell.element("strong", "cw-certificate-name");
    name.textContent = this.name() || "\u00a0";
    return name;
  }
}

/**
 * @param {string} name as an LMS says it
 * @param {string} standard
 * @returns {string} as people say it
 */
function displayName(name, standard) {
  const parts = name.split(",").map((part) => part.trim());
  const isReversed = FAMILY_NAME_FIRST.includes(standard) && parts.length === 2 && parts.every(Boolean);
  return isReversed ? `${parts[1]} ${parts[0]}` : name.trim();
}

SHELL_PARTS.push(CertificateCard);
