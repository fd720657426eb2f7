// Content of other websites.

/**
 * Nothing is asked of another website before the learner wants it.
 * @param {HTMLElement} element
 */
function enlivenEmbed(element) {
  const button = /** @type {HTMLElement | null} */ (element.querySelector("[data-embed]"));
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

PAGE_PARTS.push(({ document }) => {
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-kind="embed"]')).forEach(enlivenEmbed);
});
