/** The kernel in a page: protocol and queue here, the compiler and the runner in a worker each. */
import { startCompiler } from "../../src/kernel/compiler/client.js";
import type { Compiler } from "../../src/kernel/compiler/contract.js";
import { Kernel } from "../../src/kernel/main/kernel.js";
import type { Versions } from "../../src/kernel/main/kernel-info.js";
import { PageChannels, type Deliver, type PageMessage } from "./page-channels.js";
import { RunnerWorkers } from "./runner-worker.js";

/** The versions of this package and of its compiler: the build puts them here. */
declare const VERSIONS: Omit<Versions, "host">;

/** The kernel's folder: cells see no files. */
const DIRECTORY = "/cells";

const runners = new RunnerWorkers(new URL("./runner.js", import.meta.url));

/** A compiler that was started before a kernel needs it. */
let prepared: Compiler | undefined;

/** Starts the workers of the next kernel: they read the declarations and load the engine while the page loads. */
export function prepareKernel(): void {
  prepared ??= startCompiler({ directory: DIRECTORY });
  runners.prepare();
}

function takeCompiler(): Compiler {
  const compiler = prepared ?? startCompiler({ directory: DIRECTORY });
  prepared = undefined;
  return compiler;
}

/** A kernel that works. */
export interface PageKernel {
  /** Takes a message of a client; its answers are delivered later. */
  take(message: PageMessage): void;
  /** The learner pressed stop. */
  interrupt(): void;
  close(): Promise<void>;
}

/** Starts a kernel that hands its messages to `deliver`. */
export async function startPageKernel(deliver: Deliver): Promise<PageKernel> {
  const channels = new PageChannels(deliver);
  const kernel = new Kernel({
    channels,
    directory: DIRECTORY,
    compiler: takeCompiler(),
    startHost: runners.start,
    versions: { ...VERSIONS, host: navigator.userAgent },
    onClosed: () => undefined,
  });
  await kernel.open();
  return {
    take: (message) => channels.take(message),
    interrupt: () => kernel.interrupt(),
    close: () => kernel.close(),
  };
}
