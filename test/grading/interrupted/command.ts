/**
 * Runs a command of an instructor, and stops it, with all programs that it has started, just before each of its writes into the
 * course's folder, until it is told to go on: `node command.js COMMAND ARGUMENTS…` (see moments.ts). Python's writes are
 * stopped at, too (`python.py`).
 *
 *     NEURONES_WRITES_IN   the course's folder
 *     NEURONES_PYTHON      the Python that the command runs
 */
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { layoutOf } from "../../../system/layout.js";
import { ROOT } from "../../setup/clone.js";

const variable = (name: string): string => process.env[name] ?? "";
const within = variable("NEURONES_WRITES_IN") + path.sep;
const isWithin = (file: unknown): boolean => String(file).startsWith(within);

/** Stops this process and all those that it has started, which are in its group. */
function stop(): void {
  process.kill(0, "SIGSTOP");
}

type Write = (...words: readonly unknown[]) => Promise<unknown>;
const functions = promises as unknown as Record<string, Write>;

for (const name of ["rename", "rm", "mkdir", "cp", "copyFile"]) {
  const write = functions[name];
  functions[name] = (...words) => {
    if (words.slice(0, 2).some(isWithin)) stop();
    return write(...words);
  };
}
const { writeFile } = functions;
functions.writeFile = async (...words) => {
  const [file, content, ...others] = words;
  if (isWithin(file)) {
    // The first half of the content is written.
    const bytes = Buffer.from(content as string | Uint8Array);
    await writeFile(file, bytes.subarray(0, bytes.length / 2), ...others);
    stop();
  }
  return await writeFile(...words);
};
syncBuiltinESMExports();

const layout = { ...layoutOf(ROOT), python: variable("NEURONES_PYTHON") };
const [name, ...words] = process.argv.slice(2);
type Command = (given: typeof layout, args: readonly string[]) => Promise<number>;
const commands = (await import(`../../../grading/commands/${name}.js`)) as Record<string, Command>;
process.exitCode = await commands[name](layout, words);
