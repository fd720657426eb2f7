// The two run-times: their names, and what an LMS gives to a SCO at launch.

export const STANDARDS = {
  scorm12: {
    object: "API",
    script: "/scorm-again/scorm12.min.js",
    create: (settings) => new window.Scorm12API(settings),
    names: ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic"],
    seed: seed12,
  },
  scorm2004: {
    object: "API_1484_11",
    script: "/scorm-again/scorm2004.min.js",
    create: (settings) => new window.Scorm2004API(settings),
    names: ["Initialize", "Terminate", "GetValue", "SetValue", "Commit", "GetLastError", "GetErrorString", "GetDiagnostic"],
    seed: seed2004,
  },
};

/** SCORM 1.2 keeps the data of a SCO whatever its exit was; `suspend` alone makes the next entry `resume`. */
function seed12(item, stored, { learner, mode, credit }) {
  const entry = !stored ? "ab-initio" : stored["cmi.core.exit"] === "suspend" ? "resume" : "";
  return {
    ...kept(stored),
    ...(item.masteryScore && { "cmi.student_data.mastery_score": item.masteryScore }),
    "cmi.core.student_id": learner, "cmi.core.student_name": "Finch, Ada",
    "cmi.core.credit": credit, "cmi.core.lesson_mode": mode, "cmi.core.entry": entry,
  };
}

/** In SCORM 2004 any exit but `suspend` ends the attempt, and with it everything that the SCO had stored. */
function seed2004(item, stored, { learner, mode, credit }) {
  const resumed = stored && stored["cmi.exit"] === "suspend";
  const objectives = item.objectives.map((id, index) => [`cmi.objectives.${index}.id`, id]);
  return {
    ...Object.fromEntries(objectives),
    ...(resumed ? kept(stored) : {}),
    ...(item.passingScore && { "cmi.scaled_passing_score": item.passingScore }),
    ...(item.completionThreshold && { "cmi.completion_threshold": item.completionThreshold }),
    "cmi.learner_id": learner, "cmi.learner_name": "Ada Finch",
    "cmi.credit": credit, "cmi.mode": mode, "cmi.entry": resumed ? "resume" : "ab-initio",
  };
}

/** Session time and exit belong to one session; a value that was never set is not set now. */
function kept(stored) {
  const entries = Object.entries(stored || {});
  return Object.fromEntries(entries.filter(([name, value]) => typeof value === "string" && value !== "" && !/session_time$|\.exit$/.test(name)));
}
