/** A worker of a page that loads data sets by the twins for the browser, and tells what the cell would show. */
import { NOTEBOOK } from "../../../src/host/notebook.js";
import type { DataSetOptions, RemoteSet } from "../../../src/datasets/files/remote-set.js";
import { loadCifar10 } from "../../../src/datasets/images/cifar10.js";
import { loadMnist } from "../../../src/datasets/images/mnist.js";
import { loadImdb } from "../../../src/datasets/text/imdb.js";

/** What the test asks for. */
export interface Question {
  readonly kind: "mnist" | "cifar10" | "imdb";
  readonly set: RemoteSet;
  readonly options: DataSetOptions;
}

/** What came of it. */
export interface Answer {
  readonly source?: string;
  /** The numbers of examples, and the first numbers of the first one. */
  readonly counts?: readonly number[];
  readonly first?: readonly number[];
  readonly error?: string;
  readonly warnings: readonly string[];
  /** The texts of the progress bar. */
  readonly shown: readonly string[];
}

async function answer({ kind, set, options }: Question): Promise<Answer> {
  const warnings: string[] = [];
  const shown: string[] = [];
  const show = (bundle: Readonly<Record<string, unknown>>) => void shown.push(String(bundle["text/plain"]));
  (globalThis as Record<symbol, unknown>)[NOTEBOOK] = {
    display(bundle: Readonly<Record<string, unknown>>) {
      show(bundle);
      return { update: show };
    },
    warn: (text: string) => void warnings.push(text),
    currentRun: () => ({ signal: new AbortController().signal, throwIfInterrupted: () => undefined }),
  };
  try {
    if (kind === "imdb") {
      const { train, test, source } = await loadImdb(set, options);
      return { source, counts: [train.count, test.count], first: [...train.sequences[0]], warnings, shown };
    }
    const { train, test, source } = await (kind === "mnist" ? loadMnist : loadCifar10)(set, options);
    return {
      source,
      counts: [train.count, test.count],
      first: [...train.images.subarray(0, 6)],
      warnings,
      shown,
    };
  } catch (error) {
    return { error: `${(error as Error).name}: ${(error as Error).message}`, warnings, shown };
  }
}

globalThis.addEventListener("message", ({ data }: MessageEvent<Question>) => {
  void answer(data).then((given) => globalThis.postMessage(given));
});
