/**
 * The program of the compiler's snapshot (`kernel-setup/compiler-snapshot.ts`).
 *
 * Node runs this program once, at the set-up: it loads TypeScript, reads all declarations, and prepares the
 * checker. Node then writes its heap to a file, and a compiler that starts from this file continues in `main`.
 * `process.argv[2]` names the file to which the program writes the names of the files that it has read.
 */
import { writeFileSync } from "node:fs";
import { getHeapStatistics, startupSnapshot } from "node:v8";
import type { CompilerThreadData, ToThread } from "../messages.js";
import { prepareSession, serveCompiler } from "../service.js";

const session = prepareSession();
writeFileSync(process.argv[2]!, JSON.stringify(session.filesOnDisk));
startupSnapshot.setDeserializeMainFunction(main);

function main(): void {
  // The kernel decides what stop means, and when this process ends.
  process.on("SIGINT", () => undefined);
  process.once("disconnect", () => process.exit());
  process.once("message", (data: CompilerThreadData) => {
    const surroundings = {
      post: (message: unknown) => void process.send!(message),
      heapMegabytes: () => getHeapStatistics().total_heap_size / 2 ** 20,
    };
    const receive = serveCompiler(data, surroundings, session);
    process.on("message", (message: ToThread) => receive(message));
  });
}
