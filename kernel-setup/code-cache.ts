/**
 * Makes V8's code caches of the joined engine, `dist/code-cache/`: the functions of its loading and of first training
 * steps, compiled. `src/host/joined-script.node.ts` reads them.
 *
 * A cache is valid for one version of Node with one set of options: so there is one for programs, and one for the
 * process in which the kernel runs cells. Where there is none, V8 compiles the engine's text, as it always could.
 */
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CODE_CACHE_FOLDER } from "../src/host/joined-script.node.js";
import { runnerFlags } from "../src/kernel/main/runner-flags.js";
import type { Layout } from "../system/layout.js";
import { writeAside } from "../system/write-aside.js";
import { prepare } from "./prepare.js";
import { runNode } from "./run-node.js";

/** Names what the caches were made of. */
const CONTENTS = path.join(CODE_CACHE_FOLDER, "contents.json");
const PROGRAM = fileURLToPath(new URL("./code-cache-program.js", import.meta.url));

/** Makes the caches for this version of Node, unless they lie there. */
export async function ensureCodeCache({ root }: Layout): Promise<void> {
  await prepare(() => makeCodeCache(path.join(root, "dist", "bundle", "node")), {
    fr: "le moteur n’a pas pu être préparé ; les programmes démarreront plus lentement",
    en: "the engine could not be prepared; programs will start more slowly",
  });
}

async function makeCodeCache(scripts: string): Promise<void> {
  const optionSets = [[], runnerFlags()];
  const contents = await contentsFor(scripts, optionSets);
  if ((await readFile(CONTENTS, "utf8").catch(() => "")) === contents) return;
  // Other versions of Node, and other builds, have left theirs.
  await rm(CODE_CACHE_FOLDER, { recursive: true, force: true });
  await mkdir(CODE_CACHE_FOLDER, { recursive: true });
  await Promise.all(optionSets.map((options) => runNode([...options, PROGRAM])));
  await writeAside(CONTENTS, contents);
}

/** What caches depend on: Node, its options, and the scripts, whose digests the modules beside them hold. */
async function contentsFor(folder: string, optionSets: readonly (readonly string[])[]): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js")).sort();
  const modules = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  const { version, platform, arch } = process;
  return JSON.stringify({ version, platform, arch, optionSets, modules });
}
