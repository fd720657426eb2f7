// What the LMS needs to know of a package, from its manifest.

export async function readManifest(folder) {
  const text = await (await fetch(`${folder}/imsmanifest.xml`)).text();
  const manifest = new DOMParser().parseFromString(text, "text/xml");
  const all = (node, name) => Array.from(node.getElementsByTagNameNS("*", name));
  const first = (node, name) => all(node, name).map((element) => element.textContent.trim())[0] || "";
  const items = all(manifest, "item").filter((item) => item.hasAttribute("identifierref"));
  return {
    standard: first(manifest, "schemaversion") === "1.2" ? "scorm12" : "scorm2004",
    items: items.map((item) => ({
      id: item.getAttribute("identifier"),
      title: first(item, "title"),
      href: all(manifest, "resource").find((resource) => resource.getAttribute("identifier") === item.getAttribute("identifierref")).getAttribute("href"),
      masteryScore: first(item, "masteryscore"),
      passingScore: first(item, "minNormalizedMeasure"),
      completionThreshold: all(item, "completionThreshold")
        .filter((threshold) => threshold.getAttribute("completedByMeasure") === "true")
        .map((threshold) => threshold.getAttribute("minProgressMeasure") || "1.0")[0] || "",
      objectives: [...all(item, "primaryObjective"), ...all(item, "objective")]
        .map((objective) => objective.getAttribute("objectiveID")).filter(Boolean),
    })),
  };
}
