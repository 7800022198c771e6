/**
 * MNIST: 70,000 handwritten digits in grey, 28 × 28 pixels; 60,000 for training and 10,000 for testing.
 *
 * Yann LeCun, Corinna Cortes and Christopher J. C. Burges assembled it from digits that NIST had collected
 * from employees of the Census Bureau and from high-school students. A byte is an amount of ink: 0 none, 255
 * full. The mirrors are those of TensorFlow and PyTorch; sizes and checksums are those of the files as first
 * published.
 */
import { DataError } from "../../errors/errors.js";
import { damagedMend } from "../files/damaged.js";
import type { Contents } from "../files/found.js";
import { checkDataSetOptions, type DataSetOptions, type RemoteSet } from "../files/remote-set.js";
import { tellStandIn, tellUnverified } from "../files/sentences.js";
import { drawDigits } from "../stand-in/digits.js";
import { countsOf, type ImageData, type ImageSet } from "./image-data.js";
import { parseIdx } from "./idx.js";

const SHAPE = [28, 28];
const CLASSES = 10;

export const MNIST: RemoteSet = {
  title: "MNIST",
  where: "datasets.mnist",
  folder: "mnist",
  mirrors: [
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
  ],
  files: [
    {
      name: "train-images-idx3-ubyte.gz",
      size: 9912422,
      alsoNamed: /^train-images[-.]idx3-ubyte(\.gz)?$/,
      sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
      contentsSha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    },
    {
      name: "train-labels-idx1-ubyte.gz",
      size: 28881,
      alsoNamed: /^train-labels[-.]idx1-ubyte(\.gz)?$/,
      sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
      contentsSha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    },
    {
      name: "t10k-images-idx3-ubyte.gz",
      size: 1648877,
      alsoNamed: /^t10k-images[-.]idx3-ubyte(\.gz)?$/,
      sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
      contentsSha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    },
    {
      name: "t10k-labels-idx1-ubyte.gz",
      size: 4542,
      alsoNamed: /^t10k-labels[-.]idx1-ubyte(\.gz)?$/,
      sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
      contentsSha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
  ],
};

/**
 * The handwritten digits. They are downloaded once and later read from the cache. If they are not available,
 * generated digits replace them, and the cell says so.
 * @throws ArgumentError for an unknown option or a value of the wrong kind
 * @throws DataError for a file that is damaged or has other contents
 * @param options `directory`, where the files are looked for and stored, and `standIn`, whether generated
 *   data may replace missing files
 * @example
 * ```ts
 * const { train: digits } = await datasets.mnist();
 * plots.imageGrid({ ...digits, count: 12 });
 * ```
 */
export async function mnist(options: DataSetOptions = {}): Promise<ImageData> {
  checkDataSetOptions(options, MNIST.where);
  return loadMnist(MNIST, options);
}

/** Loads four files of the same form as those of MNIST. */
export async function loadMnist(set: RemoteSet, options: DataSetOptions): Promise<ImageData> {
  const classNames = Array.from({ length: CLASSES }, (_, digit) => String(digit));
  // Loaded only when needed, since few lessons read files.
  const { filesOf } = await import("#data-contents");
  const found = await filesOf(set, options);
  if (found.contents === undefined) {
    tellStandIn(set, found.reason, {
      fr: "des chiffres dessinés par le programme",
      en: "digits drawn by the program",
    });
    return { ...drawDigits(), classNames, source: "stand-in" };
  }
  const { contents } = found;
  const [trainImages, trainLabels, testImages, testLabels] = contents;
  const train = digitsOf(trainImages, trainLabels, set.where);
  const test = digitsOf(testImages, testLabels, set.where);
  const foreign = contents.find(({ verified }) => !verified);
  if (foreign !== undefined) tellUnverified(set, foreign.place, countsOf(train, test));
  return { train, test, classNames, source: foreign === undefined ? "verified" : "unverified" };
}

function digitsOf(images: Contents, labels: Contents, where: string): ImageSet {
  const {
    shape: [count, ...shape],
    values,
  } = parseIdx(images, 3, where);
  const {
    shape: [labelCount],
    values: labelValues,
  } = parseIdx(labels, 1, where);
  if (shape.join() !== SHAPE.join()) {
    throw new DataError({
      where,
      argument: images.place,
      received: `[${shape.join(", ")}]`,
      expected: {
        fr: `des images de forme [${SHAPE.join(", ")}]`,
        en: `pictures of shape [${SHAPE.join(", ")}]`,
      },
      mend: damagedMend(images.place),
    });
  }
  if (count !== labelCount || count === 0) {
    throw new DataError({
      where,
      argument: labels.place,
      received: { fr: `${labelCount} étiquette(s)`, en: `${labelCount} label(s)` },
      expected: {
        fr: `une par image, pour ${count} image(s) (au moins une)`,
        en: `one for each of ${count} picture(s) (at least one)`,
      },
      mend: damagedMend(labels.place),
    });
  }
  const outside = labelValues.findIndex((label) => label >= CLASSES);
  if (outside >= 0) {
    throw new DataError({
      where,
      argument: labels.place,
      received: {
        fr: `l’étiquette ${labelValues[outside]} en position ${outside}`,
        en: `the label ${labelValues[outside]} at position ${outside}`,
      },
      expected: { fr: `des étiquettes de 0 à ${CLASSES - 1}`, en: `labels from 0 to ${CLASSES - 1}` },
      mend: damagedMend(labels.place),
    });
  }
  return { images: values, shape, labels: labelValues, count };
}
