// Writes down every call that the content makes, with its answer and the error that it left.

export function record(api, names, visit, calls = (window.calls = [])) {
  let leaving = false;
  window.addEventListener("pagehide", () => (leaving = true));
  const getLastError = names.find((name) => name.endsWith("GetLastError"));

  function note(call) {
    calls.push(call);
    // After the page nobody could ask it any more.
    if (leaving) navigator.sendBeacon(`/log?visit=${visit}`, JSON.stringify(call));
  }

  const recorded = {};
  for (const name of names) {
    recorded[name] = (...values) => {
      const call = { number: calls.length, name, values, leaving, at: Math.round(performance.now()) };
      try {
        call.result = api[name](...values);
        return call.result;
      } catch (error) {
        call.thrown = String(error);
        throw error;
      } finally {
        call.error = String(api[getLastError]());
        if (!/LastError|ErrorString|Diagnostic/.test(name)) note(call);
      }
    };
  }
  return recorded;
}
