/**
 * CIFAR-10: 60,000 colour photographs of ten classes, 32 × 32 pixels; 50,000 for training and 10,000 for
 * testing.
 *
 * Alex Krizhevsky, Vinod Nair and Geoffrey Hinton chose and labelled them from the 80 million tiny images (A.
 * Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009). The archive, in its binary
 * form, has batches of records: one byte for the label, then all red bytes of the image, all green and all
 * blue ones. Here the three colours of a pixel are consecutive, as plots and convolutions need them.
 */
import { language } from "../../language/language.js";
import { checkDataSetOptions, type DataSetOptions, type RemoteSet } from "../files/remote-set.js";
import { tellStandIn, tellUnverified } from "../files/sentences.js";
import { drawPictures } from "../stand-in/pictures.js";
import { CIFAR10_CLASSES, joined, refusal, TEST_BATCH } from "./cifar10-batches.js";
import { countsOf, type ImageData } from "./image-data.js";

export const CIFAR10: RemoteSet = {
  title: "CIFAR-10",
  where: "datasets.cifar10",
  folder: "cifar10",
  mirrors: [
    "https://www.cs.toronto.edu/~kriz/",
    "https://mindspore-website.obs.cn-north-4.myhuaweicloud.com/notebook/datasets/",
  ],
  files: [
    {
      name: "cifar-10-binary.tar.gz",
      size: 170052171,
      alsoNamed: /^cifar-?10-?(bin|binary).*\.(tar\.gz|tgz)$/i,
      sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
    },
  ],
};

/**
 * The photographs. They are downloaded once (170 MB) and later read from the cache. If they are not
 * available, drawings of the same ten classes replace them, and the cell says so.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws DataError for an archive that is damaged or has other contents
 * @param options `directory`, where the files are looked for and stored, and `standIn`, whether generated
 *   data may replace missing files
 * @example
 * ```ts
 * const { train: photographs } = await datasets.cifar10();
 * plots.imageGrid({ ...photographs, count: 12 });
 * ```
 */
export async function cifar10(options: DataSetOptions = {}): Promise<ImageData> {
  checkDataSetOptions(options, CIFAR10.where);
  return loadCifar10(CIFAR10, options);
}

/** Loads an archive of the same form as that of CIFAR-10. */
export async function loadCifar10(set: RemoteSet, options: DataSetOptions): Promise<ImageData> {
  const classNames = CIFAR10_CLASSES[language()];
  // Loaded only when needed, since few lessons read files.
  const { batchesOf } = await import("#data-contents");
  const found = await batchesOf(set, options);
  if (found.contents === undefined) {
    tellStandIn(set, found.reason, {
      fr: "de petites images dessinées par le programme",
      en: "small pictures drawn by the program",
    });
    return { ...drawPictures(), classNames, source: "stand-in" };
  }
  const { batches, verified, place } = found.contents;
  const train = joined(batches.filter(({ name }) => name !== TEST_BATCH));
  const test = joined(batches.filter(({ name }) => name === TEST_BATCH));
  if (train.count === 0 || test.count === 0) {
    throw refusal(
      set,
      place,
      {
        fr: `les fichiers ${batches.map(({ name }) => name).join(", ") || "d’autre chose"}`,
        en: `the files ${batches.map(({ name }) => name).join(", ") || "of something else"}`,
      },
      { fr: `data_batch_1.bin (à 5) et ${TEST_BATCH}`, en: `data_batch_1.bin (to 5) and ${TEST_BATCH}` },
    );
  }
  if (!verified) tellUnverified(set, place, countsOf(train, test));
  return { train, test, classNames, source: verified ? "verified" : "unverified" };
}
