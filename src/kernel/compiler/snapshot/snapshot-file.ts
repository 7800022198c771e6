/**
 * Where the compiler's snapshot lies, and whether it still holds what is on the disk.
 *
 * A snapshot is valid for one version of Node and for the files that went into it: the compiler's own modules
 * and all declarations. Its list names them with their versions. A snapshot is used only if each of them is
 * unchanged; to ask this of 600 files takes some 5 ms.
 *
 * It lies in this package, or in the person's cache where the package can only be read.
 */
import { mkdirSync, readFileSync, rmdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { STACK_FLAGS } from "../../stack-flags.js";
import { cacheOfInstallation } from "../../user-cache.js";
import { HEAP_MEGABYTES } from "../heap.js";
import { fileVersion, inPackage } from "../installation.node.js";

/** The options of Node for the process: a snapshot is loaded with those with which it was made, or not at all. */
export const PROCESS_FLAGS: readonly string[] = [`--max-old-space-size=${HEAP_MEGABYTES}`, ...STACK_FLAGS];

const NAME = `node-${process.version}-${process.platform}-${process.arch}`;

/** A snapshot and its list. */
export interface SnapshotPlace {
  /** The folder of the snapshots, one for each version of Node that has made one. */
  readonly folder: string;
  /** The snapshot for this Node. */
  readonly blob: string;
  /** The list of the files in it. */
  readonly list: string;
}

function placeIn(folder: string): SnapshotPlace {
  return { folder, blob: join(folder, `${NAME}.blob`), list: join(folder, `${NAME}.json`) };
}

/** The snapshot in this package. */
export const OWN_PLACE = placeIn(inPackage("dist", "compiler-snapshot"));

/** The snapshot in the cache of the person who runs this. */
export function personalPlace(): SnapshotPlace {
  const { platform, env } = process;
  const person = { platform, home: homedir(), environment: env };
  return placeIn(join(cacheOfInstallation(person, inPackage()), "compiler-snapshot"));
}

/** The place in which the person who runs this can make a snapshot. Windows tells it by trying alone. */
export function writablePlace(): SnapshotPlace {
  const { folder } = OWN_PLACE;
  const trial = join(folder, `${process.pid}.part`);
  try {
    mkdirSync(trial, { recursive: true });
    rmdirSync(trial);
    return OWN_PLACE;
  } catch {
    return personalPlace();
  }
}

/** What a snapshot was made of: the options of Node, and the files, each with its version. */
interface Contents {
  readonly flags: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** The list for a snapshot of these files as they are now. */
export function contentsOf(files: readonly string[]): Contents {
  return {
    flags: PROCESS_FLAGS,
    files: Object.fromEntries(files.map((file) => [file, fileVersion(file)])),
  };
}

/** The snapshot for this Node in which nothing is outdated, if there is one. */
export function validSnapshot(): string | undefined {
  if (isValid(OWN_PLACE)) return OWN_PLACE.blob;
  const personal = personalPlace();
  return isValid(personal) ? personal.blob : undefined;
}

/** Whether nothing in the snapshot of a place is outdated. */
export function isValid({ blob, list }: SnapshotPlace): boolean {
  try {
    const { flags, files } = JSON.parse(readFileSync(list, "utf8")) as Contents;
    // The list names the snapshot itself, too: a list that came with another copy of this package is of no use.
    return (
      blob in files &&
      flags.join() === PROCESS_FLAGS.join() &&
      Object.keys(files).every((file) => files[file] === fileVersion(file))
    );
  } catch {
    return false; // There is no list, or it is not whole.
  }
}
