// How a learner likes to read: colours, size of the text, length of the lines, less motion.
//
// What was chosen is kept in this browser, for every course that comes from here; no LMS hears of it. Pages opened from
// disk may not share a storage, so the shell tells each page what was chosen. The theme's styles do the rest, by
// attributes of the root element.

/** What can be chosen. The first of each is as the theme and the device have it, and leaves no attribute. */
const SETTINGS = {
  scheme: ["auto", "light", "dark"],
  size: ["normal", "small", "large", "largest"],
  width: ["normal", "narrow", "wide"],
  motion: ["full", "less"],
};
const SETTINGS_KEY = "coursewright-settings";

/**
 * @param {unknown} given by a storage or a message, from which anything may come
 * @returns {Record<string, string>} just the choices that there are
 */
function knownSettings(given) {
  const wanted = Object(given);
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([name, words]) => [name, words.includes(wanted[name]) ? wanted[name] : words[0]])
  );
}

/**
 * @param {Window} owner
 * @returns {Record<string, string>} what was chosen before, as far as the browser kept it
 */
function readSettings(owner) {
  try {
    return knownSettings(JSON.parse(owner.localStorage.getItem(SETTINGS_KEY) || "{}"));
  } catch (error) {
    return knownSettings(null);
  }
}

/**
 * @param {Window} owner
 * @param {Record<string, string>} settings
 */
function keepSettings(owner, settings) {
  try {
    owner.localStorage.setItem(SETTINGS_KEY, JSON.stringify(settings));
  } catch (error) {
    // They hold until the page is closed.
  }
}

/**
 * @param {Document} page
 * @param {unknown} settings
 */
function showSettings(page, settings) {
  for (const [name, word] of Object.entries(knownSettings(settings))) {
    if (word === SETTINGS[/** @type {keyof typeof SETTINGS} */ (name)][0]) page.documentElement.removeAttribute(`data-${name}`);
    else page.documentElement.setAttribute(`data-${name}`, word);
  }
}

/** The panel in the shell. A theme may leave it out; what was chosen elsewhere holds all the same. */
class SettingsPanel {
  /**
   * @param {Window} owner
   * @param {(settings: Record<string, string>) => void} tell
   */
  constructor(owner, tell) {
    this.owner = owner;
    this.tell = tell;
    this.settings = readSettings(owner);
    this.dialog = /** @type {HTMLDialogElement | null} */ (owner.document.querySelector("[data-settings]"));
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

  /** @param {EventTarget | null} target */
  onClick(target) {
    const { dialog } = this;
    if (!dialog || !(target instanceof Element)) return;
    // The dialog itself is hit where nothing of it is: beside it.
    if (target === dialog || target.closest("[data-settings-close]")) closeDialog(dialog);
    else if (target.closest("[data-settings-reset]")) this.take(knownSettings(null));
  }

  /** @param {EventTarget | null} target */
  choose(target) {
    if (!(target instanceof HTMLInputElement)) return;
    this.take({ ...this.settings, [target.name]: target.type === "checkbox" && !target.checked ? "" : target.value });
  }

  /** @param {Record<string, string>} settings */
  take(settings) {
    this.settings = knownSettings(settings);
    keepSettings(this.owner, this.settings);
    showSettings(this.owner.document, this.settings);
    this.fill();
    this.tell(this.settings);
  }

  /** The controls show what is chosen. */
  fill() {
    if (!this.dialog) return;
    this.dialog.querySelectorAll("input").forEach((input) => (input.checked = input.value === this.settings[input.name]));
  }
}
