/**
 * The memory of the compiler of a notebook over 2,000 runs of cells and 5,000 completions and tooltips, in a
 * notebook of 10 kB.
 *
 * `npm run bench -- kernel-memory`. The heap is measured after a forced garbage collection: after the first
 * 100 runs, and then eight times; once with the notebook in twelve cells, once with all of it in one cell.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompilerSession } from "../../src/kernel/compiler/session.js";
import { workLong } from "../../test/kernel/compiler/long-session.js";
import type { BenchJob } from "../options.js";
import { formatTable } from "../measure.js";

const AMOUNTS = { runs: 2000, completions: 5000, warmUp: 100 };

const kernelMemory: BenchJob = async () => {
  const rows = [false, true].map((inOneCell) => {
    const directory = mkdtempSync(join(tmpdir(), "neurones-memory-"));
    const started = performance.now();
    try {
      const { before, after, most } = workLong(new CompilerSession(directory), { ...AMOUNTS, inOneCell });
      const seconds = (performance.now() - started) / 1000;
      return [inOneCell ? "in one cell" : "in twelve cells", before, after, most, most - before, seconds].map(
        (value) => (typeof value === "string" ? value : value.toFixed(1)),
      );
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
  console.log(
    formatTable(
      ["MB of heap, after collection", "after 100", "at the end", "most", "growth", "seconds"],
      rows,
    ),
  );
};

export default kernelMemory;
