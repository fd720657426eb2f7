// Numbers of charts.

/**
 * Numbers of charts, as the language of the course writes them.
 * @param {Document} document
 */
function writeNumbers(document) {
  const language = document.documentElement.lang;
  document.querySelectorAll("[data-number]").forEach((element) => {
    try {
      const format = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
      element.textContent = format.format(Number(element.getAttribute("data-number")));
    } catch (error) {
      // A language that the browser does not know: the plain number stays.
    }
  });
}

PAGE_PARTS.push(({ document }) => writeNumbers(document));
