/** Reads the archive of CIFAR-10, in Node. */
import { stat } from "node:fs/promises";
import { notebook } from "../../host/notebook.js";
import { formatNumber } from "../../language/language.js";
import { Archive } from "../archive/archive.js";
import { ProgressBar } from "../files/progress-bar.js";
import type { RemoteSet } from "../files/remote-set.js";
import { batchOf, checkNames, wantedBytes, type Batch } from "./cifar10-batches.js";

/** The batches of an archive in the order of their names, and the archive's checksum. */
export async function readBatches(
  set: RemoteSet,
  place: string,
): Promise<{ batches: Batch[]; sha256: string }> {
  const archive = new Archive(set, place);
  const run = notebook().currentRun();
  const bar = new ProgressBar(
    { fr: `${set.title} : lecture`, en: `${set.title}: reading` },
    (await stat(place)).size,
    1000,
  );
  const batches: Batch[] = [];
  try {
    for await (const file of archive.files({
      wanted: wantedBytes,
      signal: run.signal,
      onProgress: (bytes) => bar.show(bytes),
    })) {
      if (file.name.endsWith(".txt")) checkNames(set, place, file);
      else batches.push(batchOf(set, place, file));
    }
  } catch (error) {
    run.throwIfInterrupted();
    throw error;
  } finally {
    const count = batches.reduce((sum, batch) => sum + batch.count, 0);
    bar.end({
      fr: `${set.title} : ${formatNumber(count)} image(s) lue(s)`,
      en: `${set.title}: ${formatNumber(count)} picture(s) read`,
    });
  }
  return { batches: batches.sort((a, b) => (a.name < b.name ? -1 : 1)), sha256: archive.sha256() };
}
