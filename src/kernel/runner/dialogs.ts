/**
 * `prompt`, `confirm` and `alert` as in browsers and in Deno: the cell waits for the answer without an `await`. The
 * question goes to the front end, as that of `input` does.
 */
import type { Questions } from "./questions.js";

type Dialog = (message?: unknown, initial?: unknown) => unknown;

/** The functions by their names. */
export function dialogs(questions: Questions): Readonly<Record<string, Dialog>> {
  const ask = (message: unknown, ending: string): string =>
    questions.askNow(message === undefined ? ending.trimStart() : `${String(message)}${ending}`);
  return {
    prompt: (message, initial) => {
      const isGiven = initial !== undefined && initial !== null;
      const answer = ask(message, isGiven ? ` [${String(initial)}]` : "");
      return answer === "" && isGiven ? String(initial) : answer;
    },
    confirm: (message) => /^\s*[yo]/i.test(ask(message, " [y/N]")),
    alert: (message) => void ask(message, " [Enter]"),
  };
}
