/**
 * What every command does before its own work, once the packages are installed and the sources compiled: the WebAssembly
 * kernels, and for most the Python environment with the kernel and JupyterLab's settings in it.
 */
import { setLanguage, say, type Language } from "../src/language/language.js";
import { buildKernels } from "./build-kernels.js";
import { installSettings } from "./jupyter-settings.js";
import { installKernelspec } from "./kernelspec.js";
import { layoutOf, type Layout } from "./layout.js";
import { ensureEnvironment, type Diagnose } from "./python-environment.js";
import type { Extent } from "./python-packages.js";
import { removeOrphans } from "./remove-orphans.js";
import { SetUpError } from "./set-up-error.js";

/** What the bootstrap hands over. */
export interface Handover {
  readonly root: string;
  readonly language: Language;
  /** The Python packages that the command needs; none where it needs no Python. */
  readonly python?: Extent;
  readonly diagnose: Diagnose;
  /** Turns other set-ups away at once, instead of letting them wait: called before what takes minutes. */
  readonly installing: () => void;
  /** Lets another set-up into the clone: called once the installing is over. */
  readonly release: () => void;
}

/** A command's own work; resolves to the exit status. */
export type Command = (layout: Layout, args: readonly string[]) => Promise<number>;

/** Runs a command to its end; resolves to the exit status. */
export async function runCommand(
  commands: Readonly<Record<string, Command>>,
  [name, ...args]: readonly string[],
  handover: Handover,
): Promise<number> {
  process.setSourceMapsEnabled(true);
  setLanguage(handover.language);
  try {
    const layout = layoutOf(handover.root);
    await removeOrphans(layout);
    await buildKernels(layout);
    if (handover.python !== undefined) {
      await ensureEnvironment(layout, handover.python, handover);
      await installKernelspec(layout);
      await installSettings(layout, handover.language);
    }
    handover.release();
    return await commands[name](layout, args);
  } catch (error) {
    const cause = error instanceof SetUpError ? undefined : handover.diagnose(codeOf(error));
    if (cause === undefined && !(error instanceof SetUpError)) throw error;
    console.error(`\nneurones : ${cause === undefined ? (error as Error).message : say(cause)}`);
    return 1;
  }
}

/** The system's name for what went wrong with a file, such as ENOSPC. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
