/** Converts the records of CIFAR-10's binary archive to images; `cifar10.ts` describes their format. */
import { DataError } from "../../errors/errors.js";
import { formatNumber, type Sentence } from "../../language/language.js";
import type { ArchiveFile } from "../archive/archive.js";
import { damagedMend } from "../files/damaged.js";
import type { Origin } from "../files/found.js";
import type { RemoteSet } from "../files/remote-set.js";
import type { ImageSet } from "./image-data.js";

const SIDE = 32;
const PIXELS = SIDE * SIDE;
const RECORD = 1 + 3 * PIXELS;
/** The maximal size of one batch in bytes: that of all photographs together. */
const MOST = 60_000 * RECORD;

/** The names of the classes in the order of their labels; the English ones are those of the archive. */
export const CIFAR10_CLASSES: Readonly<Record<"fr" | "en", readonly string[]>> = {
  fr: ["avion", "automobile", "oiseau", "chat", "cerf", "chien", "grenouille", "cheval", "bateau", "camion"],
  en: ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
};

/** The file with the images for testing; all other batches are for training. */
export const TEST_BATCH = "test_batch.bin";

/** A file of records, with its name without folders. */
export interface Batch extends ImageSet {
  readonly name: string;
}

/** Batches in the order of their names. */
export interface Batches extends Origin {
  readonly batches: readonly Batch[];
}

/** The maximal size of a file of the archive; undefined for files that are not read. */
export function wantedBytes(path: string): number | undefined {
  const name = baseName(path);
  if (/^(data_batch_\d+|test_batch)\.bin$/.test(name)) return MOST;
  return name === "batches.meta.txt" ? 1000 : undefined;
}

/** The images of a batch, with the three colours of each pixel side by side. */
export function batchOf(set: RemoteSet, place: string, { name, bytes }: ArchiveFile): Batch {
  const count = bytes.length / RECORD;
  if (!Number.isInteger(count) || count === 0) {
    throw refusal(
      set,
      place,
      {
        fr: `${name}, de ${formatNumber(bytes.length)} octets`,
        en: `${name}, of ${formatNumber(bytes.length)} bytes`,
      },
      {
        fr: `un multiple de ${formatNumber(RECORD)} octets (une étiquette et ${SIDE} × ${SIDE} × 3 couleurs par image)`,
        en: `a multiple of ${formatNumber(RECORD)} bytes (a label and ${SIDE} × ${SIDE} × 3 colours a picture)`,
      },
    );
  }
  const images = new Uint8Array(count * 3 * PIXELS);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const record = bytes.subarray(i * RECORD, (i + 1) * RECORD);
    labels[i] = record[0];
    for (let pixel = 0, to = i * 3 * PIXELS; pixel < PIXELS; pixel++, to += 3) {
      images[to] = record[1 + pixel];
      images[to + 1] = record[1 + PIXELS + pixel];
      images[to + 2] = record[1 + 2 * PIXELS + pixel];
    }
  }
  const outside = labels.findIndex((label) => label >= CIFAR10_CLASSES.en.length);
  if (outside >= 0)
    throw refusal(
      set,
      place,
      { fr: `l’étiquette ${labels[outside]} dans ${name}`, en: `the label ${labels[outside]} in ${name}` },
      { fr: "des étiquettes de 0 à 9", en: "labels from 0 to 9" },
    );
  return { name: baseName(name), images, shape: [SIDE, SIDE, 3], labels, count };
}

/** If the archive contains the names of the classes, they must be those of CIFAR-10 in the same order. */
export function checkNames(set: RemoteSet, place: string, { name, bytes }: ArchiveFile): void {
  const names = new TextDecoder()
    .decode(bytes)
    .split(/\s+/)
    .filter((word) => word !== "");
  if (names.join() === CIFAR10_CLASSES.en.join()) return;
  throw refusal(
    set,
    place,
    { fr: `les classes ${names.join(", ")} dans ${name}`, en: `the classes ${names.join(", ")} in ${name}` },
    CIFAR10_CLASSES.en.join(", "),
  );
}

/** Several batches as one. */
export function joined(batches: readonly Batch[]): ImageSet {
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  const images = new Uint8Array(count * 3 * PIXELS);
  const labels = new Uint8Array(count);
  let position = 0;
  for (const batch of batches) {
    images.set(batch.images, position * 3 * PIXELS);
    labels.set(batch.labels, position);
    position += batch.count;
  }
  return { images, shape: [SIDE, SIDE, 3], labels, count };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The error for an archive with other contents. */
export function refusal(
  { where }: RemoteSet,
  place: string,
  received: Sentence,
  expected: Sentence | string,
): DataError {
  return new DataError({ where, argument: place, received, expected, mend: damagedMend(place) });
}
