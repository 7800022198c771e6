/** Reads the archive of IMDB, or the index that an earlier call made of it, in Node. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { DataError } from "../../errors/errors.js";
import { notebook } from "../../host/notebook.js";
import { formatNumber, say } from "../../language/language.js";
import { Archive } from "../archive/archive.js";
import { sha256OfFile } from "../files/checksum.js";
import { damagedMend } from "../files/damaged.js";
import { isWritable, platformCache } from "../files/folders.js";
import { ProgressBar } from "../files/progress-bar.js";
import type { RemoteSet } from "../files/remote-set.js";
import { indexName, readIndex, writeIndex } from "./index-file.js";
import { ReviewIndexer, wordsOf, type Part, type ReviewIndex } from "./review-index.js";

/** The maximal length of a review in bytes; all are far shorter. */
const LONGEST = 1_000_000;
const REVIEW = /(?:^|\/)(train|test)\/(pos|neg)\/(\d+)_\d+\.txt$/;

/** The index of an archive: read from a file of an earlier call, or built now and written for later calls. */
export async function readReviews(
  set: RemoteSet,
  place: string,
): Promise<{ index: ReviewIndex; sha256: string }> {
  const run = notebook().currentRun();
  try {
    const sha256 = await sha256OfFile(place, run.signal);
    const beside = path.dirname(place);
    const places = [beside, path.join(platformCache(), set.folder)].map((folder) =>
      path.join(folder, indexName(sha256)),
    );
    for (const file of places) {
      const index = await readIndex(file, sha256);
      if (index !== undefined) return { index, sha256 };
    }
    const index = await readArchive(set, place, run.signal);
    await storeIndex((await isWritable(beside)) ? places[0] : places[1], sha256, index);
    return { index, sha256 };
  } catch (error) {
    run.throwIfInterrupted();
    throw error;
  }
}

/** Writes the index. If that fails, the learner is warned, and the next call builds the index again. */
async function storeIndex(file: string, sha256: string, index: ReviewIndex): Promise<void> {
  try {
    await writeIndex(file, sha256, index);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notebook().warn(
      say({
        fr: `IMDB : l’index n’a pas pu être gardé (${reason}) ; il sera refait la prochaine fois.`,
        en: `IMDB: the index could not be stored (${reason}); it will be built again next time.`,
      }),
    );
  }
}

async function readArchive(set: RemoteSet, place: string, signal: AbortSignal): Promise<ReviewIndex> {
  const bar = new ProgressBar(
    {
      fr: `${set.title} : lecture et numérotation des mots`,
      en: `${set.title}: reading and numbering the words`,
    },
    (await stat(place)).size,
    1000,
  );
  const indexer = new ReviewIndexer();
  const text = new TextDecoder();
  const wanted = (name: string) => (REVIEW.test(name) ? LONGEST : undefined);
  try {
    for await (const { name, bytes } of new Archive(set, place).files({
      wanted,
      signal,
      onProgress: (count) => bar.show(count),
    })) {
      const [, part, folder, position] = REVIEW.exec(name) as RegExpExecArray;
      indexer.add(part as Part, folder === "pos" ? 1 : 0, Number(position), wordsOf(text.decode(bytes)));
    }
    checkParts(set, place, indexer);
    return indexer.finish();
  } finally {
    const count = formatNumber(indexer.count("train") + indexer.count("test"));
    bar.end({
      fr: `${set.title} : ${count} critique(s) lue(s)`,
      en: `${set.title}: ${count} review(s) read`,
    });
  }
}

/** Refuses an archive that lacks reviews in one of the four folders. */
function checkParts({ where }: RemoteSet, place: string, indexer: ReviewIndexer): void {
  const parts = (
    [
      ["train", 1],
      ["train", 0],
      ["test", 1],
      ["test", 0],
    ] as const
  ).map(([part, label]) => ({
    name: `${part}/${label === 1 ? "pos" : "neg"}`,
    count: indexer.count(part, label),
  }));
  if (parts.every(({ count }) => count > 0)) return;
  const found = parts.map(({ name, count }) => `${name}: ${formatNumber(count)}`).join(", ");
  throw new DataError({
    where,
    argument: place,
    received: found,
    expected: {
      fr: "des critiques dans chacun des quatre dossiers, nommées comme train/pos/0_9.txt",
      en: "reviews in each of the four folders, named like train/pos/0_9.txt",
    },
    mend: damagedMend(place),
  });
}
