/**
 * Downloads one file: each mirror in turn, going on where the last attempt broke off, and into its final place only once size
 * and SHA-256 are the official ones.
 *
 * A mirror that sent something before it broke is worth another round; where none sent a byte there is no network, and the
 * learner should not wait for us to find that out three times.
 */
import { setTimeout as pause } from "node:timers/promises";
import { DataError } from "../../errors/errors.js";
import { say, type Sentence } from "../../language/language.js";
import { sha256OfFile } from "./checksum.js";
import { PartialFile } from "./partial-file.js";
import type { RemoteFile, RemoteSet } from "./remote-set.js";
import { transfer, TransferError } from "./transfer.js";

/** Rounds over the mirrors, and the milliseconds of rest before each further one. */
const ROUNDS = 4;
const REST = 500;
/** Milliseconds without a byte before a mirror counts as silent. */
const PATIENCE = 20_000;

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Told how many bytes of the file are there. */
  readonly onProgress?: (bytes: number) => void;
  readonly patience?: number;
  readonly rest?: number;
}

/** No mirror gave the file. */
export class DownloadError extends DataError {
  override name = "DownloadError";
}

/** @throws DownloadError naming each mirror and what went wrong there; whatever the disk says; the signal's reason. */
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
  const { signal, onProgress, patience = PATIENCE, rest = REST } = options;
  const troubles = new Map<string, string>();
  let mirrors = set.mirrors;
  for (let round = 1; round <= ROUNDS && mirrors.length > 0; round++) {
    if (round > 1) await pause(rest * (round - 1), undefined, { signal });
    let progressed = false;
    const stillWorth: string[] = [];
    for (const mirror of mirrors) {
      try {
        const onBytes = () => {
          progressed = true;
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
        if (error.mayPass) stillWorth.push(mirror);
      }
    }
    if (!progressed) break;
    mirrors = stillWorth;
  }
  throw failure(set, file, troubles);
}

/**
 * A file of the right size but with other bytes is thrown away: what is wrong in it cannot be known. If it was put together in
 * several attempts, the mirror that sent its end may still have the true one.
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
      en: "Check the connection and try again: what arrived is kept. Or put the file into a folder yourself, and name that folder in the option directory.",
    },
  });
}
