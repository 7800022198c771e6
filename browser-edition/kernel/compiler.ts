/**
 * The worker of the compiler. Its files were prepared with the site: the declarations of the language, of the
 * engine and of a few globals (`build/declarations.ts`).
 */
import { internals } from "../../src/kernel/compiler/typescript.js";
import type { CompilerThreadData, ToThread } from "../../src/kernel/compiler/messages.js";
import { createSystem } from "./virtual-system.js";
import { post, serve } from "./worker-scope.js";

type Receive = (message: ToThread) => void;

serve((data: CompilerThreadData) => start(data).catch(answerFailures));

async function start(data: CompilerThreadData): Promise<Receive> {
  const response = await fetch(new URL("./declarations.json", import.meta.url));
  if (!response.ok) throw new Error(`declarations.json: ${response.status}`);
  internals.setSys(createSystem((await response.json()) as Record<string, string>));
  // The compiler reads the options of its system as it is loaded.
  const { serveCompiler } = await import("../../src/kernel/compiler/service.js");
  return serveCompiler(data, { post, heapMegabytes: () => 0 });
}

/** Where the compiler cannot start, as when a file of the site is lost, each question is answered by the reason. */
function answerFailures(reason: unknown): Receive {
  return (message) => {
    if ("id" in message) post({ id: message.id, failure: String(reason), heap: 0 });
  };
}
