/**
 * The program in the sandbox as a snapshot (`grading/sandbox/snapshot.ts`): Node runs this module once, in a sandbox
 * without any submission, where it reads all declarations. Each submission then continues in `main.ts`.
 *
 * A thread of a Node that has started from a snapshot aborts as it loads a module of Node that has classes in C++ and lies in the
 * snapshot too (Node 22, 24 and 26: `crypto`, `net`, `worker_threads` …). `v8` is one of them, so that this module cannot
 * set the snapshot's main function, which only `v8` can.
 */
import { prepareSession } from "../../src/kernel/compiler/service.js";
import { continueWith } from "./continuation.js";

const session = prepareSession();
continueWith(serve);

/** Loads what starts threads and reads input only now, for the same reason. */
async function serve(): Promise<void> {
  const { CompilerStarter } = await import("#kernel/compiler/start-compiler");
  const { OwnThreadStarter } = await import("../../src/kernel/compiler/snapshot/own-thread.js");
  const { serveSubmission } = await import("./serve.js");
  serveSubmission(new OwnThreadStarter(session, new CompilerStarter()));
}
