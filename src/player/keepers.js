// What the shell does with what a page says of its questions and blocks. Tests have a keeper of their own (`test-keeper.js`).

class AnswerKeeper extends ShellPart {
  /**
   * @param {number} index
   * @param {Message} message
   */
  heard(index, message) {
    const { shell } = this;
    const { config, state } = shell;
    if (message.type !== "answer" || config.lessons[index].assessment) return;
    const question = askedIn(config, state, index).find(({ id }) => id === message.question);
    if (!question) return;
    const taken = shell.mode !== "review" && submitAnswer(config, state, question, message.response);
    const judged = judge(question, state.answers.get(question.id));
    if (!judged) return;
    shell.send({ type: "result", question: question.id, ...judged });
    if (taken) shell.report(interactionOf(question, judged, Number(message.latency) || 0, Object(message.texts)));
  }
}

class ActivityKeeper extends ShellPart {
  /**
   * @param {number} index
   * @param {Message} message
   */
  heard(index, message) {
    const { shell } = this;
    const { config, state } = shell;
    if (message.type !== "activity" || shell.mode === "review") return;
    const activity = (config.lessons[index].activities || []).find(({ id }) => id === message.id);
    if (!activity) return;
    const before = scoreOfActivity(activity, state.activities.get(activity.id));
    if (!keepActivity(config, state, activity, message.response)) return;
    const response = state.activities.get(activity.id) || [];
    const ending = before === null ? endingOf(activity, response, Number(message.latency) || 0, Object(message.texts)) : null;
    shell.report(ending || undefined);
  }
}

SHELL_PARTS.push(AnswerKeeper, ActivityKeeper);
