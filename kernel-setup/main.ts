/**
 * The commands a person uses, once the packages are installed and everything is compiled: what `bootstrap.cjs` calls.
 */
import { collect } from "../grading/commands/collect.js";
import { feedback } from "../grading/commands/feedback.js";
import { grade } from "../grading/commands/grade.js";
import { grades } from "../grading/commands/grades.js";
import { release } from "../grading/commands/release.js";
import { setLanguage, say, type Language } from "../src/language/language.js";
import { buildKernels } from "./build-kernels.js";
import { installSettings } from "./jupyter-settings.js";
import { installKernelspec } from "./kernelspec.js";
import { layoutOf, type Layout } from "./layout.js";
import { ensureEnvironment, type Diagnose } from "./python-environment.js";
import { removeOrphans } from "./remove-orphans.js";
import { runLessons } from "./run-lessons.js";
import { runLongTests, runTests } from "./testing/run-tests.js";
import { runTestsOnNodes } from "./test-nodes.js";
import { SetUpError } from "./set-up-error.js";
import { start } from "./start.js";
import { train } from "./train.js";

/** What the bootstrap hands over. */
export interface Handover {
  readonly root: string;
  readonly language: Language;
  readonly diagnose: Diagnose;
  /** Lets another set-up into the clone: called once the installing is over. */
  readonly release: () => void;
}

type Command = (layout: Layout, args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  setup: () => Promise.resolve(0),
  start,
  test: runTests,
  lesson: runLessons,
  "test-long": runLongTests,
  "test-nodes": runTestsOnNodes,
  train,
  // Loaded when asked for: what renders pages is no part of every start.
  site: async (layout, args) => (await import("../pages/main.js")).site(layout, args),
  release,
  collect,
  grade,
  feedback,
  grades,
};

/** Runs a command to its end; resolves to the exit status. */
export async function main([name, ...args]: readonly string[], handover: Handover): Promise<number> {
  process.setSourceMapsEnabled(true);
  setLanguage(handover.language);
  try {
    const layout = layoutOf(handover.root);
    await removeOrphans(layout);
    await buildKernels(layout);
    if (name === "build") return 0;
    const command = COMMANDS[name];
    if (command === undefined) throw unknownCommand(name);
    await ensureEnvironment(layout, handover.diagnose);
    await installKernelspec(layout);
    await installSettings(layout, handover.language);
    handover.release();
    if (name === "setup") console.log(say({ fr: "neurones : tout est installé.", en: "neurones: everything is installed." }));
    return await command(layout, args);
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

function unknownCommand(name: string | undefined): SetUpError {
  const known = ["build", ...Object.keys(COMMANDS)].join(", ");
  return new SetUpError({
    fr: `commande inconnue : ${name ?? "(aucune)"}. Connues : ${known}.`,
    en: `unknown command: ${name ?? "(none)"}. Known: ${known}.`,
  });
}
