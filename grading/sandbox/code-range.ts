/**
 * The addresses that Node's main thread reserves for machine code: since Node 24 they count as private memory of the process,
 * 512 MB of it, although nearly none is used (`src/kernel/code-range.ts`).
 */
import { readFileSync } from "node:fs";

/** Megabytes of the largest writable and executable range of this process, on Linux; each process of this Node has one. */
export function reservedForCode(): number {
  const sizes = readFileSync("/proc/self/maps", "utf8")
    .split("\n")
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rwxp/.exec(line))
    .map((match) => (match === null ? 0 : parseInt(match[2], 16) - parseInt(match[1], 16)));
  return Math.ceil(Math.max(...sizes) / 2 ** 20);
}
