/** A notebook that records what is displayed in it. */
import { NOTEBOOK, type MimeBundle } from "../../src/host/notebook.js";

const global = globalThis as { [NOTEBOOK]?: unknown };

/** Installs the notebook; gives its displays, each with all its updates. */
export function watch({
  stopWhen = () => false,
  warn = () => undefined,
}: { stopWhen?: () => boolean; warn?: (text: string) => unknown } = {}): MimeBundle[][] {
  const displays: MimeBundle[][] = [];
  global[NOTEBOOK] = {
    display(bundle: MimeBundle) {
      const shown = [bundle];
      displays.push(shown);
      return { update: (next: MimeBundle) => void shown.push(next) };
    },
    warn,
    currentRun: () => ({
      throwIfInterrupted() {
        if (stopWhen()) throw new Error("stopped");
      },
    }),
  };
  return displays;
}

/** Removes the notebook. */
export function unwatch(): void {
  delete global[NOTEBOOK];
}
