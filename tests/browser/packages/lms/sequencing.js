// A manifest's sequencing as the settings of scorm-again, read straight from the XML: by nothing of ours but this file.

const child = (node, name) => Array.from(node?.children || []).find((element) => element.localName === name);
const children = (node, name) => Array.from(node?.children || []).filter((element) => element.localName === name);

/** @returns the attributes of an element that there may not be, with what the standard says where nothing is said */
function attributes(element, defaults) {
  return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, typed(element?.getAttribute(name), value)]));
}

function typed(text, otherwise) {
  if (text === null || text === undefined) return otherwise;
  if (typeof otherwise === "boolean") return text === "true" || text === "1";
  return typeof otherwise === "number" ? Number(text) : text;
}

/** The tree of activities of the default organization, as `sequencing.activityTree`. */
export function activityTree(manifest) {
  const [organizations] = manifest.getElementsByTagNameNS("*", "organizations");
  const organization = children(organizations, "organization").find((it) => it.getAttribute("identifier") === organizations.getAttribute("default"));
  return activity(organization);
}

function activity(item) {
  const sequencing = child(item, "sequencing");
  const own = (name) => child(sequencing, name);
  const limit = own("limitConditions")?.getAttribute("attemptLimit");
  const objectives = own("objectives");
  const id = item.getAttribute("identifier");
  const [primary] = children(objectives, "primaryObjective");
  const threshold = child(item, "completionThreshold");
  return {
    id,
    title: child(item, "title").textContent,
    isVisible: item.getAttribute("isvisible") !== "false",
    attemptLimit: limit ? Number(limit) : null,
    primaryObjective: objective(primary, `${id}-primary`),
    objectives: children(objectives, "objective").map((it) => objective(it, "")),
    sequencingRules: {
      preConditionRules: children(own("sequencingRules"), "preConditionRule").map(rule),
      exitConditionRules: children(own("sequencingRules"), "exitConditionRule").map(rule),
      postConditionRules: children(own("sequencingRules"), "postConditionRule").map(rule),
    },
    sequencingControls: {
      ...attributes(own("controlMode"), {
        choice: true, choiceExit: true, flow: false, forwardOnly: false,
        useCurrentAttemptObjectiveInfo: true, useCurrentAttemptProgressInfo: true,
      }),
      ...attributes(own("constrainedChoiceConsiderations"), { preventActivation: false, constrainChoice: false }),
      ...attributes(own("rollupRules"), { rollupObjectiveSatisfied: true, rollupProgressCompletion: true, objectiveMeasureWeight: 1 }),
      ...attributes(own("randomizationControls"), {
        randomizationTiming: "never", selectCount: 0, reorderChildren: false, selectionTiming: "never",
      }),
    },
    deliveryControls: attributes(own("deliveryControls"), { tracked: true, completionSetByContent: false, objectiveSetByContent: false }),
    rollupRules: { rules: children(own("rollupRules"), "rollupRule").map(rollupRule) },
    rollupConsiderations: attributes(own("rollupConsiderations"), {
      requiredForSatisfied: "always", requiredForNotSatisfied: "always", requiredForCompleted: "always",
      requiredForIncomplete: "always", measureSatisfactionIfActive: true,
    }),
    ...(threshold ? { completionThreshold: attributes(threshold, { completedByMeasure: false, minProgressMeasure: 1, progressWeight: 1 }) } : {}),
    children: children(item, "item").map(activity),
  };
}

function objective(element, otherwise) {
  const measure = child(element, "minNormalizedMeasure");
  const byMeasure = element?.getAttribute("satisfiedByMeasure") === "true";
  return {
    objectiveID: element?.getAttribute("objectiveID") || otherwise,
    satisfiedByMeasure: byMeasure,
    minNormalizedMeasure: measure ? Number(measure.textContent) : byMeasure ? 1 : null,
    mapInfo: children(element, "mapInfo").map((map) => ({
      targetObjectiveID: map.getAttribute("targetObjectiveID"),
      ...attributes(map, {
        readSatisfiedStatus: true, readNormalizedMeasure: true, writeSatisfiedStatus: false, writeNormalizedMeasure: false,
      }),
      readCompletionStatus: false, readProgressMeasure: false, readRawScore: false, readMinScore: false, readMaxScore: false,
    })),
  };
}

function rule(element) {
  const conditions = child(element, "ruleConditions");
  return {
    action: child(element, "ruleAction").getAttribute("action"),
    conditionCombination: conditions.getAttribute("conditionCombination") || "all",
    conditions: children(conditions, "ruleCondition").map((it) => ({
      condition: it.getAttribute("condition"),
      ...(it.getAttribute("operator") === "not" ? { operator: "not" } : {}),
      ...(it.hasAttribute("referencedObjective") ? { referencedObjective: it.getAttribute("referencedObjective") } : {}),
      parameters: { threshold: Number(it.getAttribute("measureThreshold") || 0) },
    })),
  };
}

function rollupRule(element) {
  const conditions = child(element, "rollupConditions");
  const consideration = element.getAttribute("childActivitySet") || "all";
  return {
    action: child(element, "rollupAction").getAttribute("action"),
    conditionCombination: conditions.getAttribute("conditionCombination") || "any",
    consideration,
    ...(consideration === "atLeastCount" ? { minimumCount: Number(element.getAttribute("minimumCount") || 0) } : {}),
    ...(consideration === "atLeastPercent" ? { minimumPercent: Number(element.getAttribute("minimumPercent") || 0) } : {}),
    conditions: children(conditions, "rollupCondition").map((it) => ({
      condition: it.getAttribute("condition") === "activityProgressKnown" ? "progressKnown" : it.getAttribute("condition"),
      operator: it.getAttribute("operator") === "not" ? "not" : "noOp",
    })),
  };
}
