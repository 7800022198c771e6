/**
 * Downloads one file. It tries each mirror in turn, and each attempt continues where the one before stopped.
 * The file is moved to its final place only if its size and SHA-256 are the official ones.
 *
 * Mirrors that failed after sending some bytes are tried again in the next round. If no mirror sent a byte,
 * there is probably no network, and the download fails at once instead of making the learner wait.
 */
import { setTimeout } from "node:timers/promises";
import { DataError } from "../../errors/errors.js";
import { say, type Sentence } from "../../language/language.js";
import { sha256OfFile } from "./checksum.js";
import { PartialFile } from "./partial-file.js";
import type { RemoteFile, RemoteSet } from "./remote-set.js";
import { transfer, TransferError } from "./transfer.js";

/** The number of rounds over the mirrors, and the milliseconds of pause before the second one. */
const ROUNDS = 4;
const PAUSE = 500;
/** Milliseconds without a byte after which an attempt fails. */
const PATIENCE = 20_000;

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Called with the number of bytes that the partial file has. */
  readonly onProgress?: (bytes: number) => void;
  /** Milliseconds without a byte after which an attempt fails. */
  readonly patience?: number;
  /** Milliseconds of pause before the second round; longer before each further one. */
  readonly pause?: number;
}

/** Thrown if no mirror delivered the file. */
export class DownloadError extends DataError {
  override name = "DownloadError";
}

/**
 * Downloads a file to `target`.
 * @throws DownloadError with the reason of each mirror
 * @throws the error of the file system, or the reason of the signal
 */
export async function download(
  set: RemoteSet,
  file: RemoteFile,
  target: string,
  options: DownloadOptions,
): Promise<void> {
  const partial = await PartialFile.claim(target);
  let done = false;
  try {
    await fill(set, file, partial, options);
    done = true;
  } finally {
    if (!done) await partial.leave();
  }
  await partial.finish();
}

async function fill(
  set: RemoteSet,
  file: RemoteFile,
  partial: PartialFile,
  options: DownloadOptions,
): Promise<void> {
  const { signal, onProgress, patience = PATIENCE, pause = PAUSE } = options;
  const troubles = new Map<string, string>();
  let mirrors = set.mirrors;
  for (let round = 1; round <= ROUNDS && mirrors.length > 0; round++) {
    if (round > 1) await setTimeout(pause * (round - 1), undefined, { signal });
    let hasProgressed = false;
    const again: string[] = [];
    for (const mirror of mirrors) {
      try {
        const onBytes = () => {
          hasProgressed = true;
          onProgress?.(partial.size);
        };
        const resumed = partial.size > 0;
        if (partial.size < file.size)
          await transfer(mirror + file.name, file, partial, { signal, patience, onBytes });
        await verify(file, partial, resumed, signal);
        return;
      } catch (error) {
        if (!(error instanceof TransferError)) throw error;
        troubles.set(mirror, say(error.reason));
        if (error.isTemporary) again.push(mirror);
      }
    }
    if (!hasProgressed) break;
    mirrors = again;
  }
  throw failure(set, file, troubles);
}

/**
 * Deletes a file that has the right size but another checksum, since nobody can know which bytes are wrong.
 * If the file was assembled from several attempts, the mirror of the last one is tried again, since its own
 * file may be right.
 */
async function verify(
  file: RemoteFile,
  partial: PartialFile,
  resumed: boolean,
  signal: AbortSignal,
): Promise<void> {
  const found = await sha256OfFile(partial.place, signal);
  if (found === file.sha256) return;
  await partial.restart();
  throw new TransferError(
    {
      fr: `d’autres octets que l’original (SHA-256 ${found.slice(0, 12)}…)`,
      en: `other bytes than the original (SHA-256 ${found.slice(0, 12)}…)`,
    },
    resumed,
  );
}

function failure(set: RemoteSet, file: RemoteFile, troubles: ReadonlyMap<string, string>): DownloadError {
  const list = [...troubles].map(([mirror, trouble]) => `${mirror}: ${trouble}`).join("; ");
  const expected: Sentence = {
    fr: `le fichier officiel, de SHA-256 ${file.sha256.slice(0, 12)}…`,
    en: `the official file, of SHA-256 ${file.sha256.slice(0, 12)}…`,
  };
  return new DownloadError({
    where: set.where,
    argument: file.name,
    received: list,
    expected,
    mend: {
      fr: "Vérifiez la connexion et réessayez : ce qui est arrivé est gardé. Ou mettez le fichier vous-même dans un dossier, et donnez ce dossier par l’option directory.",
      en: "Check the connection and try again: the bytes received so far are not lost. Or put the file into a folder yourself, and name that folder in the option directory.",
    },
  });
}
