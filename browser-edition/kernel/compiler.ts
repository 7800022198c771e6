/**
 * The worker of the compiler. Its files were prepared with the site: the declarations of the language, of the
 * engine and of a few globals (`build/declarations.ts`).
 */
import { internals } from "../../src/kernel/compiler/typescript.js";
import type { CompilerThreadData, ToThread } from "../../src/kernel/compiler/messages.js";
import { createSystem } from "./virtual-system.js";
import { post, serve } from "./worker-scope.js";

serve(async (data: CompilerThreadData): Promise<(message: ToThread) => void> => {
  const response = await fetch(new URL("./declarations.json", import.meta.url));
  if (!response.ok) throw new Error(`declarations.json: ${response.status}`);
  internals.setSys(createSystem((await response.json()) as Record<string, string>));
  // The compiler reads the options of its system as it is loaded.
  const { serveCompiler } = await import("../../src/kernel/compiler/service.js");
  return serveCompiler(data, { post, heapMegabytes: () => 0 });
});
