/**
 * One attempt to get a file from one address: it adds to what is there already, if the server can send the rest alone.
 *
 * Every way to fail is a `TransferError` whose sentence says what happened; whether to try again is for `download.ts` to say.
 */
import { clearTimeout, setTimeout } from "node:timers";
import { formatNumber, say, type Sentence } from "../../language/language.js";
import type { PartialFile } from "./partial-file.js";
import type { RemoteFile } from "./remote-set.js";

/** Why an attempt failed. */
export class TransferError extends Error {
  override name = "TransferError";

  constructor(
    readonly reason: Sentence,
    /** Whether the same address may do better next time. */
    readonly mayPass: boolean,
  ) {
    super(say(reason));
  }
}

export interface TransferOptions {
  readonly signal: AbortSignal;
  /** Milliseconds without a single byte after which the server counts as silent. */
  readonly patience: number;
  /** Told after every piece. */
  readonly onBytes: () => void;
}

/** Gets the bytes that are missing. The partial file keeps what arrived, even where the attempt fails. */
export async function transfer(
  address: string,
  file: RemoteFile,
  partial: PartialFile,
  { signal, patience, onBytes }: TransferOptions,
): Promise<void> {
  const attempt = new AbortController();
  const stop = () => attempt.abort(signal.reason);
  signal.addEventListener("abort", stop);
  const waking = setTimeout(() => attempt.abort(), patience);
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
      waking.refresh();
      if (partial.size + piece.length > file.size) {
        await partial.restart();
        throw wrongSize(undefined, file);
      }
      await partial.append(piece);
      onBytes();
    }
  } catch (error) {
    if (error instanceof TransferError || signal.aborted || isFileTrouble(error)) throw error;
    throw attempt.signal.aborted ? silent(patience) : broken(error);
  } finally {
    clearTimeout(waking);
    signal.removeEventListener("abort", stop);
  }
  if (partial.size < file.size) throw cut(partial, file);
}

/** The bytes of an answer, once its head has been found to be what was asked for. */
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
      new TransferError({ fr: "la suite demandée n’existe pas", en: "there is no such rest" }, true),
    );
  }
  if (!response.ok || response.body === null) {
    return refuse(
      new TransferError(
        { fr: `réponse HTTP ${response.status}`, en: `HTTP answer ${response.status}` },
        response.status >= 500 || response.status === 429,
      ),
    );
  }
  // Only a 206 that starts where we stand goes on; anything else is the whole file, or a part we did not ask for.
  const start =
    response.status === 206
      ? Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1])
      : 0;
  if (start !== partial.size) await partial.restart();
  if (start !== partial.size)
    return refuse(
      new TransferError(
        { fr: "une autre partie que celle demandée", en: "another part than the one asked for" },
        true,
      ),
    );
  const length = response.headers.get("content-length");
  if (length !== null && Number(length) + start !== file.size)
    return refuse(wrongSize(Number(length) + start, file));
  return response.body as unknown as AsyncIterable<Uint8Array>;
}

/** Trouble with our own disk is no matter of the server's. */
function isFileTrouble(error: unknown): boolean {
  // (`fetch` wraps what the network says in a TypeError, which has no system call's name.)
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
      en: `connection cut at ${formatNumber(partial.size)} bytes of ${formatNumber(size)}`,
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

/** What Node's `fetch` says is in the cause: `ENOTFOUND`, `ECONNREFUSED`, `UND_ERR_SOCKET`. */
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
    { fr: `connexion impossible ou coupée (${code})`, en: `no connection, or cut (${code})` },
    true,
  );
}
