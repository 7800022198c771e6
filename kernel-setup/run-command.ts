/**
 * Runs a command once the packages are installed and the sources compiled. First it makes what the command
 * needs: the WebAssembly kernels, the engine's code cache, and for most commands the Python environment with the kernel and
 * JupyterLab's settings. A shared installation has all this, and is only read.
 */
import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { LANGUAGES, setLanguage, say, type Language } from "../src/language/language.js";
import { buildKernels } from "./build-kernels.js";
import { ensureCodeCache } from "./code-cache.js";
import { ensureCompilerSnapshot } from "./compiler-snapshot.js";
import { installJupyter } from "./install-jupyter.js";
import { installStyle } from "./jupyter-settings.js";
import { layoutOf, type Layout } from "../system/layout.js";
import { ensureEnvironment, type Diagnose } from "./python-environment.js";
import type { Extent } from "./python-packages.js";
import { SetUpError } from "../system/set-up-error.js";
import { homeForShared, prepareHome } from "../system/shared.js";

/** What the bootstrap passes to a command. */
export interface Handover {
  readonly root: string;
  readonly language: Language;
  /** The Python packages that the command needs; undefined if it needs no Python. */
  readonly python?: Extent;
  /** False in the kit of a class, whose compiled files came with it. */
  readonly isCompiledHere: boolean;
  readonly diagnose: Diagnose;
  /**
   * Called before an installation, which takes minutes: other commands are then refused instead of waiting.
   */
  readonly installing: () => void;
  /** Releases the lock of the clone, for the next command. */
  readonly release: () => void;
}

/** A command's own work; resolves to the exit status. */
export type Command = (layout: Layout, args: readonly string[]) => Promise<number>;

/** Runs a command to its end; resolves to the exit status. */
export async function runCommand(
  commands: Readonly<Record<string, Command>>,
  [name, ...given]: readonly string[],
  handover: Handover,
): Promise<number> {
  process.setSourceMapsEnabled(true);
  setLanguage(handover.language);
  try {
    const { edition, args } = takeEdition(name, given);
    if (edition !== undefined) setLanguage(edition);
    const layout = layoutOf(handover.root, process.platform, edition, homeForShared(handover.root));
    if (layout.isShared) await prepareHome(layout);
    else if (name !== "complete-shared") await makeReady(layout, edition ?? handover.language, handover);
    if (handover.python !== undefined && name !== "complete-shared") await installStyle(layout);
    handover.release();
    return await commands[name](layout, args);
  } catch (error) {
    const cause = error instanceof SetUpError ? undefined : handover.diagnose(codeOf(error));
    if (cause === undefined && !(error instanceof SetUpError)) throw error;
    console.error(`\nneurones : ${cause === undefined ? (error as Error).message : say(cause)}`);
    return 1;
  }
}

/** Makes what the command needs and the clone does not have yet. */
async function makeReady(layout: Layout, spoken: Language, handover: Handover): Promise<void> {
  if (handover.isCompiledHere) {
    await removeOrphans(layout);
    await buildKernels(layout);
  }
  await ensureCodeCache(layout);
  if (handover.python === undefined) return;
  const preparing = ensureCompilerSnapshot(layout);
  await ensureEnvironment(layout, handover.python, handover);
  await installJupyter(layout, spoken);
  await preparing;
}

/** The option that chooses the edition of the course, and with it the language of a command's messages. */
const EDITION = "--language";

/** The commands that are about the lessons of one edition. */
const OF_AN_EDITION = ["start", "lesson", "site", "lite"];

/** The edition that the arguments choose, and the other arguments. Throws `SetUpError` for an unknown one. */
export function takeEdition(
  command: string,
  given: readonly string[],
): { readonly edition: Language | undefined; readonly args: readonly string[] } {
  const at = given.findIndex((arg) => arg === EDITION || arg.startsWith(`${EDITION}=`));
  if (at < 0 || !OF_AN_EDITION.includes(command)) return { edition: undefined, args: given };
  const isApart = given[at] === EDITION;
  const asked = isApart ? given[at + 1] : given[at].slice(EDITION.length + 1);
  const edition = LANGUAGES.find((one) => one === asked);
  if (edition === undefined)
    throw new SetUpError({
      fr: `${EDITION} veut l’une des langues ${LANGUAGES.join(", ")}, et non « ${asked ?? ""} ».`,
      en: `${EDITION} takes one of the languages ${LANGUAGES.join(", ")}, not “${asked ?? ""}”.`,
    });
  return { edition, args: given.filter((_, i) => i !== at && !(isApart && i === at + 1)) };
}

/** The system's error code, such as ENOSPC; empty if there is none. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** The folder of `dist` whose files are no single source's (`bundle.ts`). */
const BUNDLE = "bundle";

/** The endings of the files that a source `x.ts` compiles to. */
const COMPILED = /\.(d\.ts|js\.map|js)$/;

/**
 * Deletes each compiled file whose source was deleted: the compiler leaves it, and a deleted test would still
 * run.
 */
async function removeOrphans(layout: Layout): Promise<void> {
  const compiled = path.join(layout.root, "dist");
  const files = await readdir(compiled, { recursive: true });
  const orphans = files.filter(
    (file) =>
      COMPILED.test(file) &&
      file.split(path.sep)[0] !== BUNDLE &&
      !existsSync(path.join(layout.root, file.replace(COMPILED, ".ts"))),
  );
  for (const file of orphans) await rm(path.join(compiled, file));
}
