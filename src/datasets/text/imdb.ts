/**
 * IMDB: 50,000 film reviews from the Internet Movie Database, half of them positive and half negative; 25,000
 * for training and 25,000 for testing.
 *
 * A. L. Maas, R. E. Daly, P. T. Pham, D. Huang, A. Y. Ng and C. Potts, "Learning Word Vectors for Sentiment
 * Analysis" (2011). The archive has one file per review, such as `aclImdb/train/pos/0_9.txt`: the review's
 * number, and its stars out of ten.
 */
import { ANYTHING, oneOf } from "../../errors/kinds.js";
import { stat } from "node:fs/promises";
import path from "node:path";
import { DataError } from "../../errors/errors.js";
import { notebook } from "../../host/notebook.js";
import { formatNumber, say, type Sentence } from "../../language/language.js";
import { Archive } from "../archive/archive.js";
import { sha256OfFile } from "../files/checksum.js";
import { damagedMend } from "../files/contents.js";
import { isWritable, platformCache } from "../files/folders.js";
import { obtain } from "../files/obtain.js";
import { ProgressBar } from "../files/progress-bar.js";
import { checkDataSetOptions, type DataSetOptions, type RemoteSet } from "../files/remote-set.js";
import { tellStandIn, tellUnverified } from "../files/sentences.js";
import { writeReviews } from "../stand-in/reviews.js";
import { indexName, readIndex, writeIndex } from "./index-file.js";
import { reviewData, settingsOf, type ReviewData } from "./review-data.js";
import { ReviewIndexer, wordsOf, type Part, type ReviewIndex } from "./review-index.js";
import type { ReviewOptions } from "./review-set.js";

/** The options of `imdb`. */
export interface ImdbOptions extends DataSetOptions, ReviewOptions {}

export const IMDB: RemoteSet = {
  title: "IMDB",
  where: "datasets.imdb",
  folder: "imdb",
  mirrors: ["https://ai.stanford.edu/~amaas/data/sentiment/", "https://dataset.bj.bcebos.com/imdb%2F"],
  files: [
    {
      name: "aclImdb_v1.tar.gz",
      size: 84125825,
      alsoNamed: /^aclImdb.*\.(tar\.gz|tgz)$/i,
      sha256: "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe",
    },
  ],
};

/** The maximal length of a review in bytes; all are far shorter. */
const LONGEST = 1_000_000;
const REVIEW = /(?:^|\/)(train|test)\/(pos|neg)\/(\d+)_\d+\.txt$/;

/**
 * The reviews as numbers. They are downloaded (84 MB) and indexed once, and later read from a compact file.
 * If they are not available, generated reviews replace them, and the cell says so.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws DataError for an archive that is damaged or has other contents
 * @param options `words`, `maxLength`, `directory`, `standIn`, …
 * @example
 * ```ts
 * const reviews = await datasets.imdb({ words: 10_000, maxLength: 200 });
 * reviews.train.padded.shape;
 * ```
 */
export async function imdb(options: ImdbOptions = {}): Promise<ReviewData> {
  checkDataSetOptions(options, IMDB.where, {
    words: ANYTHING,
    maxLength: ANYTHING,
    padding: oneOf("pre", "post"),
    truncating: oneOf("pre", "post"),
  });
  return loadImdb(IMDB, options);
}

/** Loads an archive of the same form as that of IMDB. */
export async function loadImdb(set: RemoteSet, options: ImdbOptions): Promise<ReviewData> {
  const settings = settingsOf(options, set.where);
  const obtained = await obtain(set, options);
  if (obtained.files === undefined) {
    tellStandIn(set, obtained.reason, {
      fr: "des critiques composées par le programme",
      en: "reviews made up by the program",
    });
    return reviewData(writeReviews(), settings, "stand-in");
  }
  const [[file, place]] = [...obtained.files];
  const { index, sha256 } = await indexOf(set, place);
  const verified = sha256 === file.sha256;
  if (!verified) tellUnverified(set, place, countsOf(index));
  return reviewData(index, settings, verified ? "verified" : "unverified");
}

/** The index of an archive: read from a file of an earlier call, or built now and written for later calls. */
async function indexOf(set: RemoteSet, place: string): Promise<{ index: ReviewIndex; sha256: string }> {
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
    bar.end({ fr: `${set.title} : ${count} critiques lues`, en: `${set.title}: ${count} reviews read` });
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

function countsOf({ train, test }: ReviewIndex): Sentence {
  const [some, others] = [formatNumber(train.labels.length), formatNumber(test.labels.length)];
  return {
    fr: `${some} critiques d’apprentissage et ${others} de test`,
    en: `${some} reviews to train on and ${others} to test on`,
  };
}
