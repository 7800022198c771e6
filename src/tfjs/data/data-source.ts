/** Where the lines of a file come from: a path, an address, or bytes in memory; read piece by piece. */
import { fileBytes } from "#file-bytes";
import { DataError } from "../../errors/errors.js";

/** A source of bytes. */
export abstract class DataSource {
  abstract bytes(): AsyncIterable<Uint8Array>;
}

/** A file of Node's by its path (`file://…`), a File or Blob of a page, or bytes in memory. */
export class FileDataSource extends DataSource {
  protected readonly input: string | Blob | Uint8Array;

  constructor(input: string | Blob | Uint8Array) {
    super();
    this.input = input;
  }

  override async *bytes(): AsyncGenerator<Uint8Array> {
    if (typeof this.input === "string") yield* fileBytes(this.input);
    else if (this.input instanceof Uint8Array) yield this.input;
    else yield* piecesOf(this.input.stream());
  }
}

/** What an address returns: `http://`, `https://`, `data:`, or in Node `file://`. */
export class URLDataSource extends DataSource {
  protected readonly url: RequestInfo | URL;
  protected readonly options: RequestInit;

  constructor(url: RequestInfo | URL, options: RequestInit = {}) {
    super();
    this.url = url;
    this.options = options;
  }

  override async *bytes(): AsyncGenerator<Uint8Array> {
    const address = this.url instanceof Request ? this.url.url : String(this.url);
    if (address.startsWith("file://")) {
      yield* fileBytes(address);
      return;
    }
    const response = await fetch(this.url, this.options).catch((error: unknown) => {
      throw notRead(address, error instanceof Error ? String(error.cause ?? error.message) : String(error));
    });
    if (!response.ok || response.body === null)
      throw notRead(address, `${response.status} ${response.statusText}`);
    yield* piecesOf(response.body);
  }
}

/** A stream's pieces; Safari's streams are no iterators yet. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

function notRead(address: string, received: string): DataError {
  return new DataError({
    argument: address,
    received,
    expected: { fr: "une adresse qui répond", en: "an address that answers" },
    mend: {
      fr: "Vérifiez l’adresse et le réseau ; dans une page, le serveur doit permettre la lecture (CORS).",
      en: "Check the address and the network; in a page, the server must allow reading (CORS).",
    },
  });
}
