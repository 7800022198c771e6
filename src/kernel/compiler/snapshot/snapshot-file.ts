/**
 * Where the compiler's snapshot lies, and whether it still holds what is on the disk.
 *
 * A snapshot is valid for one version of Node and for the files that went into it: the compiler's own modules
 * and all declarations. Its list names them with their versions. A snapshot is used only if each of them is
 * unchanged; to ask this of 600 files takes some 5 ms.
 */
import { readFileSync } from "node:fs";
import { STACK_FLAGS } from "../../stack-flags.js";
import { HEAP_MEGABYTES } from "../heap.js";
import { fileVersion, inPackage } from "../installation.node.js";

/** The folder of the snapshots, one for each version of Node that has made one. */
export const SNAPSHOT_FOLDER = inPackage("dist", "compiler-snapshot");

/** The options of Node for the process: a snapshot is loaded with those with which it was made, or not at all. */
export const PROCESS_FLAGS: readonly string[] = [`--max-old-space-size=${HEAP_MEGABYTES}`, ...STACK_FLAGS];

const NAME = `node-${process.version}-${process.platform}-${process.arch}`;

/** The snapshot for this Node, and the list of the files in it. */
export const SNAPSHOT = inPackage("dist", "compiler-snapshot", `${NAME}.blob`);
export const SNAPSHOT_LIST = inPackage("dist", "compiler-snapshot", `${NAME}.json`);

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

/** Whether there is a snapshot for this Node in which nothing is outdated. */
export function hasValidSnapshot(list = SNAPSHOT_LIST): boolean {
  try {
    const { flags, files } = JSON.parse(readFileSync(list, "utf8")) as Contents;
    // The list names the snapshot itself, too: a list that came with another copy of this package is of no use.
    return (
      SNAPSHOT in files &&
      flags.join() === PROCESS_FLAGS.join() &&
      Object.keys(files).every((file) => files[file] === fileVersion(file))
    );
  } catch {
    return false; // There is no list, or it is not whole.
  }
}
