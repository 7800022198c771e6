/**
 * Writes the data sets beside a page, in the forms that a browser reads quickly: MNIST's four files as they
 * are, CIFAR-10 as its batches, IMDB as its compact index (`src/datasets/site/manifest.ts`).
 *
 * The files are those that `datasets` finds on this machine or downloads. No file is larger than some hosts
 * take (100 MB).
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Archive } from "../../src/datasets/archive/archive.js";
import { sha256 } from "../../src/datasets/files/checksum.js";
import { readContents } from "../../src/datasets/files/contents.js";
import { obtain } from "../../src/datasets/files/obtain.js";
import type { RemoteFile, RemoteSet } from "../../src/datasets/files/remote-set.js";
import { CIFAR10 } from "../../src/datasets/images/cifar10.js";
import { wantedBytes } from "../../src/datasets/images/cifar10-batches.js";
import { MNIST } from "../../src/datasets/images/mnist.js";
import { MANIFEST, type SiteFile, type SiteManifest } from "../../src/datasets/site/manifest.js";
import { readReviews } from "../../src/datasets/text/imdb-archive.js";
import { indexBytes, indexName } from "../../src/datasets/text/index-file.js";
import { IMDB } from "../../src/datasets/text/imdb.js";

/** Which data sets a site has. */
export type DataChoice = "none" | "mnist" | "all";

/** The values of the option `--data`. */
export const DATA_CHOICES: readonly DataChoice[] = ["none", "mnist", "all"];

/** What was written of a set. */
export interface WrittenSet {
  readonly title: string;
  /** The number of bytes. */
  readonly bytes: number;
  /** Whether all of it was made from the official files. */
  readonly verified: boolean;
}

const SETS: readonly RemoteSet[] = [MNIST, CIFAR10, IMDB];

/** How the files of a set are written, by its folder. */
const WRITERS: Readonly<Record<string, (set: RemoteSet, folder: string) => Promise<SiteFile[]>>> = {
  [MNIST.folder]: writeFiles,
  [CIFAR10.folder]: writeBatches,
  [IMDB.folder]: writeIndexOf,
};

/**
 * Writes the data sets of a site into a folder, which is emptied first.
 * @throws StateError or DataError if the files of a set can neither be found nor downloaded
 */
export async function writeData(
  folder: string,
  choice: DataChoice,
  sets: readonly RemoteSet[] = SETS,
): Promise<WrittenSet[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const chosen = sets.filter((set) => choice === "all" || choice === set.folder);
  const written: (WrittenSet & { readonly folder: string; readonly files: readonly SiteFile[] })[] = [];
  for (const set of chosen) {
    await mkdir(path.join(folder, set.folder), { recursive: true });
    const files = await WRITERS[set.folder](set, folder);
    written.push({
      title: set.title,
      folder: set.folder,
      files,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      verified: files.every(({ original }) => set.files.some((file) => isOfficial(file, original))),
    });
  }
  const manifest: SiteManifest = {
    format: 1,
    sets: Object.fromEntries(written.map(({ folder: name, files }) => [name, files])),
  };
  await writeFile(path.join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
  return written;
}

function isOfficial(file: RemoteFile, checksum: string): boolean {
  return checksum === file.sha256 || checksum === file.contentsSha256;
}

/** The paths of a set's files on this machine; they are downloaded if they are missing. */
async function placesOf(set: RemoteSet): Promise<Map<RemoteFile, string>> {
  // Without stand-in, files that cannot be had are an error.
  const { files } = await obtain(set, { standIn: false });
  return new Map(files);
}

/** The files as they are, under their official names without `.gz`. */
async function writeFiles(set: RemoteSet, folder: string): Promise<SiteFile[]> {
  const files: SiteFile[] = [];
  for (const [file, place] of await placesOf(set)) {
    const { verified } = await readContents(set, file, place);
    const bytes = await readFile(place);
    const checksum = sha256(bytes);
    const original = verified && checksum !== file.sha256 ? file.contentsSha256! : checksum;
    files.push(
      await writeOne(folder, `${set.folder}/${file.name.replace(/\.gz$/, "")}.bin`, bytes, original),
    );
  }
  return files;
}

/** The batches of an archive, unpacked. */
async function writeBatches(set: RemoteSet, folder: string): Promise<SiteFile[]> {
  const [place] = (await placesOf(set)).values();
  const archive = new Archive(set, place);
  const paths: string[] = [];
  const wanted = (name: string) => (name.endsWith(".bin") ? wantedBytes(name) : undefined);
  for await (const { name, bytes } of archive.files({ wanted, signal: new AbortController().signal })) {
    const target = `${set.folder}/${path.posix.basename(name)}`;
    await writeFile(path.join(folder, target), bytes);
    paths.push(target);
  }
  const original = archive.sha256();
  return Promise.all(
    paths.sort().map(async (target) => fileOf(target, await readFile(path.join(folder, target)), original)),
  );
}

/** The index of the reviews. */
async function writeIndexOf(set: RemoteSet, folder: string): Promise<SiteFile[]> {
  const [place] = (await placesOf(set)).values();
  const { index, sha256 } = await readReviews(set, place);
  const name = indexName(sha256).replace(/\.index$/, ".bin");
  return [await writeOne(folder, `${set.folder}/${name}`, indexBytes(sha256, index), sha256)];
}

async function writeOne(
  folder: string,
  target: string,
  bytes: Uint8Array,
  original: string,
): Promise<SiteFile> {
  await writeFile(path.join(folder, target), bytes);
  return fileOf(target, bytes, original);
}

function fileOf(target: string, bytes: Uint8Array, original: string): SiteFile {
  return { path: target, size: bytes.length, sha256: sha256(bytes), original };
}
