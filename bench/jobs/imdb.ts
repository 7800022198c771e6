/**
 * The time that the index of the reviews saves: IMDB read from its archive and then from its index, and the
 * memory of both.
 *
 * `npm run bench -- imdb` needs the archive in `imdb/` of the folder that NEURONES_DATA names (or of
 * ../shared/data). It works on a copy in a temporary folder, so that there is no index at the first reading.
 */
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { imdb, IMDB } from "../../src/datasets/text/imdb.js";
import type { BenchJob } from "../options.js";

const job: BenchJob = async () => {
  const folder = path.join(process.env["NEURONES_DATA"] ?? path.join("..", "shared", "data"), IMDB.folder);
  const [{ name, alsoNamed }] = IMDB.files;
  const archive = readdirSync(folder).find((found) => found === name || alsoNamed.test(found));
  if (archive === undefined) throw new Error(`no archive of reviews in ${folder}`);
  const directory = mkdtempSync(path.join(tmpdir(), "neurones-bench-"));
  try {
    copyFileSync(path.join(folder, archive), path.join(directory, archive));
    const fromArchive = await timed(directory);
    const fromIndex = await timed(directory);
    const memory = process.resourceUsage().maxRSS / 1024;
    console.log(
      `from the archive ${fromArchive.toFixed(2)} s, from the index ${fromIndex.toFixed(2)} s: ratio ${(fromArchive / fromIndex).toFixed(1)}; at most ${memory.toFixed(0)} MB of memory`,
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
};

/** Seconds until the reviews are read as one matrix, ready for an embedding. */
async function timed(directory: string): Promise<number> {
  const started = performance.now();
  const { train, test } = await imdb({ directory });
  if (train.padded.shape[0] + test.padded.shape[0] !== train.count + test.count)
    throw new Error("reviews are missing");
  return (performance.now() - started) / 1000;
}

export default job;
