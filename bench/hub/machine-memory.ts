/** The memory of processes that may end while they are counted. */
import { readFileSync } from "node:fs";
import { childrenOf, proportionalMegabytes } from "../measure.js";

/** A process and all that it has started; one that has ended meanwhile counts nothing. */
export function treeOf(id: number): number[] {
  try {
    return [id, ...childrenOf(id).flatMap(treeOf)];
  } catch {
    return [];
  }
}

/** The memory of processes in megabytes, what they share counted once (`Pss`; Linux), by what `kindOf` calls them. */
export function megabytesByKind(ids: readonly number[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const id of ids) {
    try {
      const taken = proportionalMegabytes(id);
      const kind = kindOf(readFileSync(`/proc/${id}/cmdline`, "utf8"));
      sums.set(kind, (sums.get(kind) ?? 0) + taken);
    } catch {
      // It has ended.
    }
  }
  return sums;
}

/** What a process of the class' server does, by its command. */
function kindOf(command: string): string {
  if (command.includes("jupyterhub.singleuser") || command.includes("single_user.py")) return "user's server";
  if (command.includes("--snapshot-blob")) return "compiler";
  if (command.includes("/runner/process.js")) return "cells";
  if (command.includes("/kernel/main.js")) return "kernel";
  return "Hub and proxy";
}
