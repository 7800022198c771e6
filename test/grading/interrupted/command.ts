/**
 * Runs a command of an instructor, and ends it as `kill -9` does, with all programs that it has started, at its n-th write
 * into the course's folder: `node command.js COMMAND ARGUMENTS…`. Python's writes are counted with it (`python.py`).
 *
 *     NEURONES_WRITES      a file that grows by a byte at each write: the writes so far
 *     NEURONES_WRITES_IN   the course's folder
 *     NEURONES_END_AT      n; none if it is absent
 *     NEURONES_PYTHON      the Python that the command runs
 */
import { appendFileSync, statSync } from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { layoutOf } from "../../../system/layout.js";
import { ROOT } from "../../setup/clone.js";

const variable = (name: string): string => process.env[name] ?? "";
const counter = variable("NEURONES_WRITES");
const within = variable("NEURONES_WRITES_IN") + path.sep;
const endAt = Number(process.env.NEURONES_END_AT ?? Infinity);

/** Counts a write to one of these files; true if it is the one at which the command ends. */
function isLast(files: readonly unknown[]): boolean {
  if (!files.some((file) => String(file).startsWith(within))) return false;
  appendFileSync(counter, ".");
  return statSync(counter).size === endAt;
}

/** Ends this process and all those that it has started, which are in its group. */
function end(): never {
  process.kill(0, "SIGKILL");
  for (;;);
}

type Write = (...words: readonly unknown[]) => Promise<unknown>;
const functions = promises as unknown as Record<string, Write>;

for (const name of ["rename", "rm", "mkdir", "cp", "copyFile"]) {
  const write = functions[name];
  functions[name] = (...words) => {
    if (isLast(words.slice(0, 2))) end();
    return write(...words);
  };
}
const { writeFile } = functions;
functions.writeFile = async (...words) => {
  const [file, content, ...others] = words;
  if (!isLast([file])) return await writeFile(...words);
  // The first half of the content is written.
  const bytes = Buffer.from(content as string | Uint8Array);
  await writeFile(file, bytes.subarray(0, bytes.length / 2), ...others);
  return end();
};
syncBuiltinESMExports();

const layout = { ...layoutOf(ROOT), python: variable("NEURONES_PYTHON") };
const [name, ...words] = process.argv.slice(2);
type Command = (given: typeof layout, args: readonly string[]) => Promise<number>;
const commands = (await import(`../../../grading/commands/${name}.js`)) as Record<string, Command>;
process.exitCode = await commands[name](layout, words);
