/** The answers of a compiler to a list of questions: of one that starts from a snapshot, or in a thread. */
import { tmpdir } from "node:os";
import type { Answer, CompilerWorker, FromThread, Question } from "../../../src/kernel/compiler/messages.js";
import { startProcessOrThread } from "../../../src/kernel/compiler/start-compiler.node.js";

const DATA = { directory: tmpdir(), language: "fr", checks: "course", cells: [] } as const;

/**
 * The answers, or the failures, in the order of the questions; a cell that was compiled counts as having run.
 * @param snapshot  if it cannot be loaded, a thread answers
 */
export async function answers(
  snapshot: string,
  questions: readonly Question[],
): Promise<(Answer | string)[]> {
  const found: (Answer | string)[] = [];
  let worker: CompilerWorker | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const message = (message: FromThread): void => {
        if ("released" in message) return;
        found.push("answer" in message ? message.answer : message.failure);
        if (message.id === questions.length) return resolve();
        ask(message.id);
      };
      const ask = (place: number): void => {
        const before = questions[place - 1];
        if (before?.kind === "compile")
          worker!.send({ kind: "settle", settled: { run: before.cell.run, defined: "all" } });
        worker!.send({ ...questions[place], id: place + 1 });
      };
      worker = startProcessOrThread(
        DATA,
        { message, ended: (reason) => reject(new Error(reason)) },
        snapshot,
      );
      ask(0);
    });
  } finally {
    await worker?.end();
  }
  return found;
}
