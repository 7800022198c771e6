/**
 * IMDB: 50,000 film reviews from the Internet Movie Database, half of them positive and half negative; 25,000
 * for training and 25,000 for testing.
 *
 * A. L. Maas, R. E. Daly, P. T. Pham, D. Huang, A. Y. Ng and C. Potts, "Learning Word Vectors for Sentiment
 * Analysis" (2011). The archive has one file per review, such as `aclImdb/train/pos/0_9.txt`: the review's
 * number, and its stars out of ten.
 */
import { ANYTHING, oneOf } from "../../errors/kinds.js";
import { formatNumber, type Sentence } from "../../language/language.js";
import { checkDataSetOptions, type DataSetOptions, type RemoteSet } from "../files/remote-set.js";
import { tellStandIn, tellUnverified } from "../files/sentences.js";
import { writeReviews } from "../stand-in/reviews.js";
import { reviewData, settingsOf, type ReviewData } from "./review-data.js";
import type { ReviewIndex } from "./review-index.js";
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
  // Loaded only when needed, since few lessons read files.
  const { reviewsOf } = await import("#data-contents");
  const found = await reviewsOf(set, options);
  if (found.contents === undefined) {
    tellStandIn(set, found.reason, {
      fr: "des critiques composées par le programme",
      en: "reviews made up by the program",
    });
    return reviewData(writeReviews(), settings, "stand-in");
  }
  const { index, verified, place } = found.contents;
  if (!verified) tellUnverified(set, place, countsOf(index));
  return reviewData(index, settings, verified ? "verified" : "unverified");
}

function countsOf({ train, test }: ReviewIndex): Sentence {
  const [some, others] = [formatNumber(train.labels.length), formatNumber(test.labels.length)];
  return {
    fr: `${some} critiques d’apprentissage et ${others} de test`,
    en: `${some} reviews to train on and ${others} to test on`,
  };
}
