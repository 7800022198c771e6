/**
 * Makes the snapshot from which the kernel's compiler starts: the heap of a Node that has loaded TypeScript and
 * read all declarations. A kernel then answers its first cell after a tenth of the computing.
 *
 * The compiler and TypeScript are joined into one script first (`snapshot-script.ts`). Where Node cannot make a
 * snapshot, kernels start their compiler in a thread instead.
 */
import { mkdir, readdir, readFile, rename, rm, utimes } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import {
  contentsOf,
  isValid,
  OWN_PLACE,
  PROCESS_FLAGS,
  type SnapshotPlace,
} from "../src/kernel/compiler/snapshot/snapshot-file.js";
import type { Layout } from "../system/layout.js";
import { writeAside } from "../system/write-aside.js";
import { prepare } from "./prepare.js";
import { runNode } from "./run-node.js";
import { writeSnapshotScript } from "./snapshot-script.js";

/** Makes the snapshot for this version of Node, unless a valid one lies there. */
export async function ensureCompilerSnapshot(layout: Layout): Promise<void> {
  if (isValid(OWN_PLACE)) return;
  await prepare(() => makeSnapshot(path.join(layout.root, "dist"), OWN_PLACE), {
    fr: "le compilateur n’a pas pu être préparé ; les noyaux démarreront plus lentement",
    en: "the compiler could not be prepared; kernels will start more slowly",
  });
}

/**
 * Makes the snapshot of a package's compiled files at a place.
 * @throws Error with the first lines of what Node or esbuild says, if one cannot
 */
export async function makeSnapshot(compiled: string, place: SnapshotPlace): Promise<void> {
  const aside = path.join(place.folder, `${process.pid}.part`);
  await mkdir(aside, { recursive: true });
  try {
    const script = path.join(aside, "compiler.cjs");
    const read = path.join(aside, "read.json");
    const blob = path.join(aside, "compiler.blob");
    const typescript = createRequire(import.meta.url).resolve("typescript");
    const entry = path.join("src", "kernel", "compiler", "snapshot", "program.js");
    const modules = await writeSnapshotScript({ compiled, entry, typescript }, script);
    await runNode([...PROCESS_FLAGS, "--snapshot-blob", blob, "--build-snapshot", script, read]);
    const declarations = JSON.parse(await readFile(read, "utf8")) as string[];
    await removeOutdated(place);
    // A container's image keeps whole seconds of a file's time, by which the list knows the snapshot itself.
    const now = Math.floor(Date.now() / 1000);
    await utimes(blob, now, now);
    await rename(blob, place.blob);
    await writeAside(place.list, JSON.stringify(contentsOf([place.blob, ...modules, ...declarations])));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Removes the snapshots that other versions of Node, or other sources, have left. */
async function removeOutdated({ folder }: SnapshotPlace): Promise<void> {
  for (const name of await readdir(folder))
    if (!name.endsWith(".part")) await rm(path.join(folder, name), { force: true });
}
