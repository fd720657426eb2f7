// What chance has decided, on a lesson's page: which questions of a bank (`[data-draw]` around them) are shown, and in which
// order all stand.

/**
 * @param {LessonPage} page
 * @param {PageLayout} layout
 */
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
    // The theme says which kinds have no order of their own.
    if (options[id] !== undefined && form.hasAttribute("data-shuffle")) field.shuffle(options[id]);
  }
}

/**
 * Until the shell has said which are drawn, no questions of banks are shown; on a page of its own, all.
 * @param {LessonPage} page
 * @param {boolean} shown
 */
function showBanks(page, shown) {
  page.document.querySelectorAll("[data-draw] form[data-question]").forEach((form) => form.toggleAttribute("hidden", !shown));
}

/**
 * @param {Element} place
 * @param {Element | undefined} form
 */
function bringTo(place, form) {
  if (form && form.parentElement !== place) place.append(form);
}

Object.assign(CHANCE, { layOut, showBanks });
