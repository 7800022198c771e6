/**
 * One attempt to download a file from one URL. If the server can send a part of a file, only the missing part
 * is requested.
 *
 * Each failure is a `TransferError` with a sentence about its cause; `download.ts` decides whether to try
 * again.
 */
import { clearTimeout, setTimeout } from "node:timers";
import { formatNumber, say, type Sentence } from "../../language/language.js";
import type { PartialFile } from "./partial-file.js";
import type { RemoteFile } from "./remote-set.js";

/** Thrown if an attempt fails. */
export class TransferError extends Error {
  override name = "TransferError";

  constructor(
    readonly reason: Sentence,
    /** Whether another attempt with the same URL may succeed. */
    readonly isTemporary: boolean,
  ) {
    super(say(reason));
  }
}

export interface TransferOptions {
  readonly signal: AbortSignal;
  /** Milliseconds without a byte after which the attempt fails. */
  readonly patience: number;
  /** Called after each piece of data. */
  readonly onBytes: () => void;
}

/**
 * Downloads the missing bytes. If the attempt fails, the partial file still has the bytes received so far.
 */
export async function transfer(
  address: string,
  file: RemoteFile,
  partial: PartialFile,
  { signal, patience, onBytes }: TransferOptions,
): Promise<void> {
  const attempt = new AbortController();
  const stop = () => attempt.abort(signal.reason);
  signal.addEventListener("abort", stop);
  const timer = setTimeout(() => attempt.abort(), patience);
  try {
    signal.throwIfAborted();
    const response = await fetch(address, {
      headers: {
        "accept-encoding": "identity",
        ...(partial.size > 0 ? { range: `bytes=${partial.size}-` } : {}),
      },
      signal: attempt.signal,
    });
    const body = await checkedBody(response, file, partial);
    for await (const piece of body) {
      timer.refresh();
      if (partial.size + piece.length > file.size) {
        await partial.restart();
        throw wrongSize(undefined, file);
      }
      await partial.append(piece);
      onBytes();
    }
  } catch (error) {
    if (error instanceof TransferError || signal.aborted || isFileError(error)) throw error;
    throw attempt.signal.aborted ? silent(patience) : broken(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
  if (partial.size < file.size) throw cut(partial, file);
}

/**
 * The body of a response whose headers are those of the requested bytes. Throws `TransferError` for any other
 * response.
 */
async function checkedBody(
  response: Response,
  file: RemoteFile,
  partial: PartialFile,
): Promise<AsyncIterable<Uint8Array>> {
  const refuse = async (error: TransferError): Promise<never> => {
    await response.body?.cancel();
    throw error;
  };
  if (response.status === 416) {
    await partial.restart();
    return refuse(
      new TransferError(
        { fr: "la suite demandée n’existe pas", en: "the requested part does not exist" },
        true,
      ),
    );
  }
  if (!response.ok || response.body === null) {
    return refuse(
      new TransferError(
        { fr: `réponse HTTP ${response.status}`, en: `HTTP response ${response.status}` },
        response.status >= 500 || response.status === 429,
      ),
    );
  }
  // Only a 206 that starts at the end of the partial file continues it; other responses are the whole file or
  // another part.
  const start =
    response.status === 206
      ? Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1])
      : 0;
  if (start !== partial.size) await partial.restart();
  if (start !== partial.size)
    return refuse(
      new TransferError(
        { fr: "une autre partie que celle demandée", en: "another part than the requested one" },
        true,
      ),
    );
  const length = response.headers.get("content-length");
  if (length !== null && Number(length) + start !== file.size)
    return refuse(wrongSize(Number(length) + start, file));
  return response.body as unknown as AsyncIterable<Uint8Array>;
}

/** True for errors of the local file system. */
function isFileError(error: unknown): boolean {
  // (`fetch` wraps network errors in a TypeError, which has no field `syscall`.)
  return error instanceof Error && "syscall" in error;
}

function wrongSize(received: number | undefined, { size }: RemoteFile): TransferError {
  const expected = formatNumber(size);
  return received === undefined
    ? new TransferError(
        { fr: `plus que les ${expected} octets attendus`, en: `more than the ${expected} bytes expected` },
        false,
      )
    : new TransferError(
        {
          fr: `un fichier de ${formatNumber(received)} octets au lieu de ${expected}`,
          en: `a file of ${formatNumber(received)} bytes instead of ${expected}`,
        },
        false,
      );
}

function cut(partial: PartialFile, { size }: RemoteFile): TransferError {
  return new TransferError(
    {
      fr: `connexion coupée à ${formatNumber(partial.size)} octets sur ${formatNumber(size)}`,
      en: `connection lost after ${formatNumber(partial.size)} of ${formatNumber(size)} bytes`,
    },
    true,
  );
}

function silent(patience: number): TransferError {
  const seconds = formatNumber(patience / 1000);
  return new TransferError(
    { fr: `pas un octet pendant ${seconds} s`, en: `not one byte for ${seconds} s` },
    true,
  );
}

/**
 * The failure of a connection. Node's `fetch` gives the code in `cause`: `ENOTFOUND`, `ECONNREFUSED`,
 * `UND_ERR_SOCKET`.
 */
function broken(error: unknown): TransferError {
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code =
    typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : String(cause);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new TransferError(
      {
        fr: `serveur introuvable, peut-être pas de réseau (${code})`,
        en: `server not found, perhaps no network (${code})`,
      },
      true,
    );
  return new TransferError(
    { fr: `connexion impossible ou coupée (${code})`, en: `no connection, or connection lost (${code})` },
    true,
  );
}
