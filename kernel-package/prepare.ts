/**
 * `neurones-kernel prepare`: makes the snapshot from which the compiler starts, for the Node that runs this. It lies in the
 * package, or in the person's cache where the package can only be read.
 */
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { makeSnapshot } from "../kernel-setup/compiler-snapshot.js";
import { inPackage } from "../src/kernel/compiler/installation.node.js";
import { validSnapshot, writablePlace } from "../src/kernel/compiler/snapshot/snapshot-file.js";

/** Milliseconds after which a snapshot that is being made counts as abandoned. */
const PATIENCE = 120_000;

/** Makes the snapshot, unless there is a valid one or another process makes it. Throws what `makeSnapshot` throws. */
export async function prepareKernel(): Promise<void> {
  if (validSnapshot() !== undefined) return;
  const place = writablePlace();
  if (!(await isBeingMade(place.folder))) await makeSnapshot(inPackage("dist"), place);
}

/** Several kernels may start at once, and each asks for the snapshot. */
async function isBeingMade(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith(".part"))) {
    const made = await stat(path.join(folder, name)).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs < PATIENCE) return true;
  }
  return false;
}
