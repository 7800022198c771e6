/**
 * The contents of the data sets, in Node: from files on this machine, which are downloaded where they are
 * missing. The twin for the browser is `contents.browser.ts`; `#data-contents` in `package.json` chooses.
 */
import { readContents } from "./files/contents.js";
import type { Contents, Found } from "./files/found.js";
import { obtain } from "./files/obtain.js";
import type { DataSetOptions, RemoteFile, RemoteSet } from "./files/remote-set.js";
import { readBatches } from "./images/cifar10-archive.js";
import type { Batches } from "./images/cifar10-batches.js";
import { readReviews } from "./text/imdb-archive.js";
import type { Reviews } from "./text/review-index.js";

/** The contents of all files of a set, in their order. */
export async function filesOf(set: RemoteSet, options: DataSetOptions): Promise<Found<Contents[]>> {
  const obtained = await obtain(set, options);
  if (obtained.files === undefined) return obtained;
  const place = (file: RemoteFile) => obtained.files.get(file) as string;
  return { contents: await Promise.all(set.files.map((file) => readContents(set, file, place(file)))) };
}

/** The batches of CIFAR-10. */
export async function batchesOf(set: RemoteSet, options: DataSetOptions): Promise<Found<Batches>> {
  const obtained = await obtain(set, options);
  if (obtained.files === undefined) return obtained;
  const [[file, place]] = [...obtained.files];
  const { batches, sha256 } = await readBatches(set, place);
  return { contents: { batches, verified: sha256 === file.sha256, place } };
}

/** The reviews of IMDB, their words numbered. */
export async function reviewsOf(set: RemoteSet, options: DataSetOptions): Promise<Found<Reviews>> {
  const obtained = await obtain(set, options);
  if (obtained.files === undefined) return obtained;
  const [[file, place]] = [...obtained.files];
  const { index, sha256 } = await readReviews(set, place);
  return { contents: { index, verified: sha256 === file.sha256, place } };
}
