/**
 * The program in the sandbox as a snapshot (`grading/sandbox/snapshot.ts`): Node runs this module once, in a sandbox
 * without any submission, where it reads all declarations. Each submission then continues in the main function.
 */
import { startupSnapshot } from "node:v8";
import { prepareSession } from "../../src/kernel/compiler/service.js";

const session = prepareSession();
startupSnapshot.setDeserializeMainFunction(() => void serve());

/** Loads what starts threads only now: a Node whose snapshot holds `node:worker_threads` starts none that work. */
async function serve(): Promise<void> {
  const { CompilerStarter } = await import("#kernel/compiler/start-compiler");
  const { OwnThreadStarter } = await import("../../src/kernel/compiler/snapshot/own-thread.js");
  const { serveSubmission } = await import("./serve.js");
  serveSubmission(new OwnThreadStarter(session, new CompilerStarter()));
}
