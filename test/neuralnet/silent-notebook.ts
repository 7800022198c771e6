/** A notebook for tests that stores all warnings and displays. */
import type { MimeBundle, Notebook } from "../../src/host/notebook.js";

export interface SilentNotebook extends Notebook {
  readonly warnings: string[];
  readonly shown: MimeBundle[];
}

export function silentNotebook(): SilentNotebook {
  const warnings: string[] = [];
  const shown: MimeBundle[] = [];
  return {
    warnings,
    shown,
    display(bundle) {
      shown.push(bundle);
      return { update: (next) => void shown.push(next) };
    },
    warn: (text) => void warnings.push(text),
    currentRun: () => ({ signal: new AbortController().signal, throwIfInterrupted: () => undefined }),
  };
}
