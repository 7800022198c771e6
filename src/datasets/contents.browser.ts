/**
 * The contents of the data sets, in a browser: from files beside the page, in the forms that a browser reads
 * quickly (`site/manifest.ts`). The twin for Node is `contents.node.ts`.
 */
import { unreadable } from "./files/damaged.js";
import type { Contents, Found } from "./files/found.js";
import type { DataSetOptions, RemoteSet } from "./files/remote-set.js";
import { batchOf, type Batches } from "./images/cifar10-batches.js";
import { gunzipped } from "./site/gunzip.js";
import { sha256 } from "./site/sha256.js";
import { readFromSite, type ReadFile } from "./site/site-files.js";
import { openIndex } from "./text/index-format.js";
import type { Reviews } from "./text/review-index.js";

/** The contents of all files of a set, in their order. */
export async function filesOf(set: RemoteSet, options: DataSetOptions): Promise<Found<Contents[]>> {
  const known = new Set(set.files.flatMap((file) => [file.sha256, file.contentsSha256]));
  return readFromSite(set, options, async ({ file, bytes: stored, place }) => {
    const bytes = await gunzipped(stored).catch((error: unknown) => {
      throw unreadable(set, place, error);
    });
    return { bytes, verified: known.has(file.sha256) || known.has(await sha256(bytes)), place };
  });
}

/** The batches of CIFAR-10. */
export async function batchesOf(set: RemoteSet, options: DataSetOptions): Promise<Found<Batches>> {
  const found = await readFromSite(set, options, (read) => ({
    ...origin(set, read),
    batch: batchOf(set, read.place, { name: read.file.path, bytes: read.bytes }),
  }));
  if (found.contents === undefined) return found;
  const [{ verified, place }] = found.contents;
  return { contents: { batches: found.contents.map(({ batch }) => batch), verified, place } };
}

/** The reviews of IMDB, their words numbered. */
export async function reviewsOf(set: RemoteSet, options: DataSetOptions): Promise<Found<Reviews>> {
  const found = await readFromSite(set, options, (read): Reviews => {
    const opened = openIndex(read.bytes);
    if (opened === undefined) throw unreadable(set, read.place, new Error("neurones reviews 1 …"));
    return { ...origin(set, read), index: opened.read() };
  });
  return found.contents === undefined ? found : { contents: found.contents[0] };
}

/** Whether a file was made from the official original. */
function origin(set: RemoteSet, { file, place }: ReadFile): { verified: boolean; place: string } {
  return { verified: set.files.some((official) => official.sha256 === file.original), place };
}
